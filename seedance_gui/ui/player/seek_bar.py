"""Where a video stands, as a slider: to the millisecond for the hand, in seconds for a screen reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent
from PySide6.QtWidgets import QToolTip, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.slider import Slider

if TYPE_CHECKING:
    from seedance_gui.ui.kit.theme import Theme


class SeekBar(Slider):
    """A slider whose value is in whole seconds: that is what screen readers say. Its handle knows better."""

    sought = Signal(int)  # milliseconds

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        self._at, self._length = 0, 1
        super().__init__(theme, self.tr("Position in the video"), parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(self.tr("Backwards J, forwards L; press again to go faster"))
        self.valueChanged.connect(lambda seconds: self.sought.emit(seconds * 1000))

    def show_at(self, position: int, length: int) -> None:
        """Show a place in a video of that length, in milliseconds."""
        self._at, self._length = position, max(1, length)
        self.blockSignals(True)
        self.setRange(0, self._length // 1000)
        self.setPageStep(max(1, self._length // 10_000))
        self.setValue(position // 1000)
        self.blockSignals(False)
        said = self.tr("{position} of {length}")
        said = said.format(position=_clock(position), length=_clock(length))
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)
        self.update()

    @override
    def event(self, event: QEvent, /) -> bool:
        if event.type() is not QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return super().event(event)
        # Above, where nothing is clicked: below it would lie on the buttons and take their first click.
        above = QFontMetrics(QToolTip.font()).height() + self._theme.px(44)
        QToolTip.showText(self.mapToGlobal(QPoint(event.x(), -above)), self.toolTip(), self, self.rect())
        return True

    @override
    def _place(self, value: int) -> float:
        share = self._at / self._length
        return self._start() + (1 - share if self._mirrored() else share) * (self._end() - self._start())

    @override
    def _go(self, at: QPointF) -> None:
        share = min(1.0, max(0.0, (at.x() - self._start()) / max(1.0, self._end() - self._start())))
        position = round((1 - share if self._mirrored() else share) * self._length)
        self.show_at(position, self._length)
        self.sought.emit(position)


def _clock(milliseconds: int) -> str:
    return f"{milliseconds // 60_000}:{milliseconds // 1000 % 60:02}"

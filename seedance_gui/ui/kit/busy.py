"""A thin bar that shows progress, or that something runs without a known end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEasingCurve, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from seedance_gui.compat import override

if TYPE_CHECKING:
    from seedance_gui.ui.kit.theme import Theme

_PIECE: Final = 0.24  # of the width
_EDGE: Final = 0.08


class BusyBar(QProgressBar):
    """`set_percent(40)` fills 40 % from the edge; with `set_percent(None)` a short piece runs to and fro.

    The piece touches neither edge, and stands in the middle if nothing may move: seen for a moment, or in a
    picture, it is no progress.
    """

    def __init__(
        self, theme: Theme, name: str, parent: QWidget | None = None, *, stage: bool = False
    ) -> None:
        super().__init__(parent)
        self._theme, self._stage = theme, stage
        self._pulse = QVariantAnimation(self)
        self._pulse.setStartValue(_EDGE)
        self._pulse.setKeyValueAt(0.5, 1 - _EDGE - _PIECE)
        self._pulse.setEndValue(_EDGE)
        self._pulse.setDuration(2400)
        self._pulse.setLoopCount(-1)
        self._pulse.setEasingCurve(QEasingCurve.Type.InOutSine)
        self._pulse.valueChanged.connect(self.update)
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_percent(None)
        theme.changed.connect(self._animate)

    def set_percent(self, percent: int | None) -> None:
        """Show 0-100 percent, or None for "no one knows"."""
        if percent is None:
            self.setRange(0, 0)
        else:
            self.setRange(0, 100)
            self.setValue(max(0, min(100, percent)))
        self._animate()
        self.update()

    @property
    def pulsing(self) -> bool:
        """Whether it moves now."""
        return self._pulse.state() is QVariantAnimation.State.Running

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(4))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(24), self._theme.px(4))

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self._animate()

    @override
    def hideEvent(self, event: QHideEvent, /) -> None:
        super().hideEvent(event)
        self._animate()

    @override
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        radius = whole.height() / 2
        painter.setBrush(self._theme.color("stage_line" if self._stage else "pressed"))
        painter.drawRoundedRect(whole, radius, radius)
        painter.setBrush(self._theme.color("stage_text" if self._stage else "text"))
        painter.drawRoundedRect(self._filled(whole), radius, radius)

    def _filled(self, whole: QRectF) -> QRectF:
        """Return the piece that is painted; empty at 0 %."""
        if self.maximum() == 0:
            start = float(self._pulse.currentValue()) if self.pulsing else (1 - _PIECE) / 2
            share = _PIECE
        else:
            start, share = 0.0, self.value() / 100
            if share <= 0:
                return QRectF()
        width = max(whole.height(), whole.width() * share)
        left = whole.width() * start
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            left = whole.width() - left - width
        return QRectF(left, 0, width, whole.height())

    def _animate(self) -> None:
        due = self.maximum() == 0 and self.isVisible() and self._theme.motion
        if due and not self.pulsing:
            self._pulse.start()
        elif not due:
            self._pulse.stop()

"""A horizontal slider that goes where it is clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QSlider, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.theme import by_keyboard

if TYPE_CHECKING:
    from seedance_gui.ui.kit.theme import Theme


_COLORS = ("border_strong", "border", "accent_text", "border_strong")
_ON_STAGE = ("stage_line", "stage_raised", "stage_text", "stage_line")
"""Of the groove, of it while off, of the part before the handle, and of that while off."""


class Slider(QSlider):
    """Qt's slider with a quiet look: a click jumps there; `ticks` draws a dot for each whole step.

    For seeking and volume too: `sliderMoved`, `sliderPressed` and the rest are Qt's. Screen readers say the
    value with its `unit`. On the `stage` its colours are the same in both themes.
    """

    def __init__(
        self,
        theme: Theme,
        name: str,
        parent: QWidget | None = None,
        *,
        ticks: bool = False,
        unit: str = "",
        stage: bool = False,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._ticks = ticks
        self._stage = stage
        self._colors = _ON_STAGE if stage else _COLORS
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._unit = unit

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(140), self._theme.px(24))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(60), self._theme.px(24))

    @override
    def sliderChange(self, change: QAbstractSlider.SliderChange, /) -> None:
        super().sliderChange(change)
        if self._unit:
            self.setAccessibleDescription(f"{self.value()}{self._unit}")

    @override
    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        event.accept()
        self.setSliderDown(True)
        self._go(event.position())

    @override
    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        if self.isSliderDown():
            event.accept()
            self._go(event.position())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            event.accept()
            self.setSliderDown(False)

    @override
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        theme, on = self._theme, self.isEnabled()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle = self.height() / 2
        here = self._place(self.sliderPosition())
        half = theme.px(4) / 2
        # The groove runs to both edges, so that it lines up with the fields above; the handle stays inside.
        start, end = half, self.width() - half
        groove, quiet, filled, off = (theme.color(token) for token in self._colors)
        painter.setBrush(groove if on else quiet)
        painter.drawRoundedRect(
            QRectF(start - half, middle - half, end - start + 2 * half, 2 * half), half, half
        )
        self._paint_marks(painter, middle)
        painter.setBrush(filled if on else off)
        left, right = (here, end) if self._mirrored() else (start, here)
        painter.drawRoundedRect(
            QRectF(left - half, middle - half, right - left + 2 * half, 2 * half), half, half
        )
        if self._ticks and 1 < self.maximum() - self.minimum() <= 30:
            painter.setBrush(theme.color("surface"))
            for value in range(self.minimum() + 1, self.maximum()):
                painter.drawEllipse(QPointF(self._place(value), middle), half * 0.5, half * 0.5)
        self._paint_handle(painter, QPointF(here, middle))

    def _paint_marks(self, painter: QPainter, middle: float) -> None:
        """Draw what lies on the groove, whose middle is there, and below the handle."""

    def _paint_handle(self, painter: QPainter, center: QPointF) -> None:
        theme = self._theme
        radius = theme.px(7.5)
        if by_keyboard(self):
            painter.setPen(QPen(theme.color("stage_text" if self._stage else "focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(center, radius + 2.5, radius + 2.5)
        if not self.isEnabled():
            painter.setPen(QPen(theme.color(self._colors[3]), 1))
            painter.setBrush(theme.color("stage" if self._stage else "surface"))
        else:
            lively = self.underMouse() or self.isSliderDown()
            painter.setPen(QPen(theme.color("accent_text" if lively else "border_strong"), 1))
            painter.setBrush(theme.color("on_accent"))
        painter.drawEllipse(center, radius, radius)

    def _mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _start(self) -> float:
        return float(self._theme.px(7.5)) + 3

    def _end(self) -> float:
        return self.width() - self._start()

    def _place(self, value: int) -> float:
        """Return the x of a value, in pixels."""
        span = max(1, self.maximum() - self.minimum())
        share = (value - self.minimum()) / span
        if self._mirrored():
            share = 1 - share
        return self._start() + share * (self._end() - self._start())

    def _go(self, at: QPointF) -> None:
        share = (at.x() - self._start()) / max(1.0, self._end() - self._start())
        share = min(1.0, max(0.0, share))
        if self._mirrored():
            share = 1 - share
        self.setSliderPosition(self.minimum() + round(share * (self.maximum() - self.minimum())))

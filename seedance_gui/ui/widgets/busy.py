"""A thin bar that shows progress, or that something runs without a known end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from seedance_gui.compat import override

if TYPE_CHECKING:
    from seedance_gui.ui.theme import Theme


class BusyBar(QProgressBar):
    """`set_percent(40)` fills 40 %; `set_percent(None)` pulses, or stands still if nothing may move."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pulse = QVariantAnimation(self)
        self._pulse.setStartValue(0.35)
        self._pulse.setKeyValueAt(0.5, 1.0)
        self._pulse.setEndValue(0.35)
        self._pulse.setDuration(1600)
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
        painter.setBrush(self._theme.color("pressed"))
        painter.drawRoundedRect(whole, radius, radius)
        painter.setBrush(self._theme.color("accent_text"))
        if self.maximum() == 0:
            painter.setOpacity(float(self._pulse.currentValue()) if self.pulsing else 0.6)
        else:
            share = self.value() / 100
            if share <= 0:
                return
            width = max(whole.height(), whole.width() * share)
            left = whole.width() - width if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 0.0
            whole = QRectF(left, 0, width, whole.height())
        painter.drawRoundedRect(whole, radius, radius)

    def _animate(self) -> None:
        due = self.maximum() == 0 and self.isVisible() and self._theme.motion
        if due and not self.pulsing:
            self._pulse.start()
        elif not due:
            self._pulse.stop()

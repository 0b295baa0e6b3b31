"""A clip or sound from end to end, and two handles between which lies the part that is chosen."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.painting import SHADE, focus_ring, rounded
from seedance_gui.ui.kit.theme import by_keyboard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from seedance_gui.services.media.media_info import MediaStrip
    from seedance_gui.ui.kit.theme import Theme

LEAST: Final = 2
"""Places from the start to the end at the least: a clip of one picture would be taken for a cover."""
_HANDLE: Final = 12
_STEP, _PAGE = 0.1, 1.0
"""Seconds by which a key goes on."""
_NEAR: Final = 6
"""Pixels from which the mouse draws a handle to a place where nothing needs to be coded anew."""
_STEPS: Final = {
    Qt.Key.Key_Left: -_STEP, Qt.Key.Key_Down: -_STEP, Qt.Key.Key_Right: _STEP, Qt.Key.Key_Up: _STEP,
    Qt.Key.Key_PageDown: -_PAGE, Qt.Key.Key_PageUp: _PAGE,
}  # fmt: skip


def in_seconds(seconds: float) -> str:
    """Return a time to the hundredth, as the language writes it, without its unit."""
    return QLocale().toString(seconds, "f", 2)


class Handle(QAbstractSlider):
    """The start or the end: its value is the number of a place. The strip moves it by the mouse.

    Arrows go a tenth of a second on, with Shift one picture; Home and End as far as it may go.
    """

    play_requested = Signal()

    def __init__(self, theme: Theme, name: str, strip: TrimStrip) -> None:
        super().__init__(strip)
        self._theme = theme
        self.places: Sequence[float] = (0.0,)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setOrientation(Qt.Orientation.Horizontal)

    @property
    def seconds(self) -> float:
        """Where it stands."""
        return self.places[self.value()]

    @override
    def sliderChange(self, change: QAbstractSlider.SliderChange, /) -> None:
        super().sliderChange(change)
        self.setAccessibleDescription(self.tr("{seconds} s").format(seconds=in_seconds(self.seconds)))

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Home:
            self.setValue(self.minimum())
        elif key is Qt.Key.Key_End:
            self.setValue(self.maximum())
        elif key is Qt.Key.Key_Space:
            self.play_requested.emit()
        elif key in _STEPS:
            step, way = _STEPS[key], 1 if _STEPS[key] > 0 else -1
            to = self.value() + way
            if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                there = bisect_left(self.places, self.seconds + step - 1e-6)
                to = max(to, there) if way > 0 else min(to, there)
            self.setValue(to)
        else:
            event.ignore()

    @override
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        theme, whole = self._theme, QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(rounded(whole, theme.px(3)), theme.color("accent"))
        painter.setPen(QPen(theme.color("on_accent"), theme.px(2), c=Qt.PenCapStyle.RoundCap))
        middle, half = whole.center(), QPointF(0, whole.height() / 8)
        painter.drawLine(middle - half, middle + half)
        if by_keyboard(self):
            painter.setPen(Qt.PenStyle.NoPen)
            focus_ring(painter, theme, whole, theme.px(3))
            painter.setPen(QPen(theme.color("on_accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(whole.adjusted(2.5, 2.5, -2.5, -2.5), 2, 2)


class TrimStrip(QWidget):
    """Shows a `MediaStrip`; `changed` tells which handle a person moved. Time runs to the right."""

    changed = Signal(object)  # the Handle

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row = QImage()
        self._loudness: Sequence[float] = ()
        self._easy: dict[Handle, Sequence[int]] = {}
        self._held: tuple[Handle | None, float] | None = None
        self._playing: float | None = None
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.start = Handle(theme, self.tr("Start of the part"), self)
        self.end = Handle(theme, self.tr("End of the part"), self)
        for handle in self.start, self.end:
            handle.hide()
            handle.valueChanged.connect(lambda _, handle=handle: self._moved(handle))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_strip(self, strip: MediaStrip, row: QImage, start: int, end: int) -> None:
        """Show this, its row of pictures decoded, with the part from one place to another chosen."""
        self._row, self._loudness = row, strip.loudness
        self._easy = {self.start: strip.starts, self.end: strip.ends}
        last = len(strip.places) - 1
        for handle, value in (self.start, start), (self.end, end):
            handle.blockSignals(True)
            handle.places = strip.places
            handle.setRange(0, last)
            handle.setValue(value)
            handle.blockSignals(False)
            handle.show()
        self._moved(self.start)

    def set_range(self, start: int, end: int) -> None:
        """Move both handles, as a person does."""
        self.start.setRange(0, end - LEAST)
        self.end.setRange(start + LEAST, len(self.end.places) - 1)
        self.start.setValue(start)
        self.end.setValue(end)

    def set_playing(self, seconds: float | None) -> None:
        """Mark what plays now."""
        self._playing = seconds
        self.update()

    def _moved(self, handle: Handle) -> None:
        last = len(handle.places) - 1
        self.start.setRange(0, max(0, self.end.value() - LEAST))
        self.end.setRange(min(last, self.start.value() + LEAST), last)
        self._place()
        self.changed.emit(handle)

    # Where things are

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(600), self._theme.px(54))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self._theme.px(54))

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._place()

    def _inner(self) -> QRectF:
        edge = self._theme.px(_HANDLE)
        return QRectF(self.rect()).adjusted(edge, 0, -edge, 0)

    def x_of(self, seconds: float) -> float:
        """Return where a time stands, in pixels."""
        inner = self._inner()
        return inner.left() + inner.width() * seconds / max(self.start.places[-1], 1e-6)

    def _place_at(self, x: float, easy: Sequence[int] = ()) -> int:
        """Return the place that is nearest, or an easy one that is near."""
        places = self.start.places
        seconds = (x - self._inner().left()) / max(1.0, self._inner().width()) * places[-1]
        after = min(len(places) - 1, bisect_left(places, seconds))
        before = max(0, after - 1)
        nearest = after if places[after] - seconds < seconds - places[before] else before
        at = bisect_left(easy, nearest)
        beside = easy[max(0, at - 1) : at + 1]
        best = min(beside, key=lambda place: abs(places[place] - seconds), default=nearest)
        return best if abs(self.x_of(places[best]) - x) <= self._theme.px(_NEAR) else nearest

    def _place(self) -> None:
        wide, x = self._theme.px(_HANDLE), self.x_of(self.start.seconds)
        self.start.setGeometry(round(x) - wide, 0, wide, self.height())
        self.end.setGeometry(round(self.x_of(self.end.seconds)), 0, wide, self.height())
        self.update()

    # The mouse

    @override
    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or len(self.start.places) <= LEAST:
            return
        x, wide = event.position().x(), self._theme.px(_HANDLE)
        start, end = self.x_of(self.start.seconds), self.x_of(self.end.seconds)
        if start + wide < x < end - wide:
            self._held = None, x - start
            return
        handle = self.start if abs(x - start) < abs(x - end) else self.end
        on = abs(x - (start if handle is self.start else end)) <= wide
        self._held = handle, x - (start if handle is self.start else end) if on else 0.0
        handle.setFocus(Qt.FocusReason.MouseFocusReason)
        if not on:
            handle.setValue(self._place_at(x, self._easy[handle]))

    @override
    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        if self._held is None:
            return
        handle, off = self._held
        x = event.position().x() - off
        if handle is not None:
            handle.setValue(self._place_at(x, self._easy[handle]))
            return
        places, length = self.start.places, self.end.seconds - self.start.seconds
        start = self._place_at(min(x, self.x_of(places[-1] - length)), self._easy[self.start])
        end = bisect_left(places, places[start] + length - 1e-4)
        self.set_range(start, min(max(end, start + LEAST), len(places) - 1))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        self._held = None

    # How it looks

    @override
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        theme, inner = self._theme, self._inner()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillPath(rounded(QRectF(self.rect()), theme.px(4)), theme.color("stage"))
        if self._loudness:
            self._paint_sound(painter, inner)
        elif not self._row.isNull():
            painter.drawImage(inner, self._row)
        if self.start.isHidden():
            return
        start, end = self.x_of(self.start.seconds), self.x_of(self.end.seconds)
        painter.fillRect(QRectF(inner.left(), 0, start - inner.left(), inner.height()), SHADE)
        painter.fillRect(QRectF(end, 0, inner.right() - end, inner.height()), SHADE)
        line = theme.px(3)
        for top in 0, self.height() - line:
            painter.fillRect(QRectF(start - 1, top, end - start + 2, line), theme.color("accent"))
        if self._playing is not None:
            x = self.x_of(self._playing)
            painter.fillRect(QRectF(x - 1, 0, theme.px(2), inner.height()), theme.color("stage_text"))

    def _paint_sound(self, painter: QPainter, inner: QRectF) -> None:
        loudest, step = max(*self._loudness, 0.01), inner.width() / len(self._loudness)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("stage_quiet"))
        for number, part in enumerate(self._loudness):
            high = max(2.0, 0.8 * inner.height() * part / loudest)
            bar = QRectF(
                inner.left() + number * step, (inner.height() - high) / 2, max(1.0, step * 0.7), high
            )
            painter.drawRect(bar)

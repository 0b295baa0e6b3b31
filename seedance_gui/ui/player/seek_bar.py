"""Where a video stands, and what part of it is looped; a picture of what lies below the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHideEvent, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.painting import rounded
from seedance_gui.ui.kit.slider import Slider

if TYPE_CHECKING:
    from seedance_gui.ui.kit.films import Films
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.player.player import Player


def clock(milliseconds: int) -> str:
    """Return a time as it stands on a player: minutes, seconds and hundredths."""
    minutes, rest = divmod(max(0, milliseconds), 60_000)
    return f"{minutes}:{rest // 1000:02}.{rest % 1000 // 10:02}"


class _Peek(QWidget):
    """The picture of a moment, its time and frame, above the pointer."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture, self._words = QImage(), ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_above(self, at: QPoint, picture: QImage, words: str) -> None:
        """Show it so that its foot is at a place of the window, as far as there is room."""
        theme = self._theme
        self._picture, self._words = picture, words
        line = QFontMetrics(theme.font("caption", tabular=True))
        ratio = picture.width() / max(1, picture.height())
        wide = theme.px(144) if ratio >= 1 else round(theme.px(144) * ratio)
        high = round(wide / ratio) + theme.px(4) if not picture.isNull() else 0
        size = QRect(0, 0, max(wide, line.horizontalAdvance(words) + theme.px(16)), high)
        size.setHeight(high + line.height() + theme.px(8))
        size.moveBottom(at.y())
        size.moveLeft(max(0, min(at.x() - size.width() // 2, self.window().width() - size.width())))
        self.setGeometry(size)
        self.show()
        self.raise_()
        self.update()

    @override
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        theme, edge = self._theme, self._theme.px(3)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QPen(theme.color("stage_line"), 1))
        painter.setBrush(theme.color("stage_raised"))
        painter.drawPath(rounded(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.px(8)))
        font = theme.font("caption", tabular=True)
        foot = QFontMetrics(font).height() + theme.px(4)
        if not self._picture.isNull():
            place = self.rect().adjusted(edge, edge, -edge, -foot - theme.px(2))
            fitted = QRect(place)
            fitted.setSize(self._picture.size().scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio))
            fitted.moveCenter(place.center())
            painter.setClipPath(rounded(fitted, theme.px(6)))
            painter.drawImage(fitted, self._picture)
            painter.setClipping(False)
        painter.setFont(font)
        painter.setPen(theme.color("stage_text"))
        below = self.rect().adjusted(0, self.height() - foot - edge, 0, -edge)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self._words)


class SeekBar(Slider):
    """A slider whose value is in whole seconds: that is what screen readers say. Its handle knows better.

    The part that is looped is a band on it. A picture of what lies below the pointer stands above it.
    """

    sought = Signal(int)  # milliseconds

    def __init__(self, theme: Theme, player: Player, films: Films, parent: QWidget) -> None:
        self._at, self._length = 0, 1
        super().__init__(theme, self.tr("Position in the video"), parent, stage=True)
        self._player, self._films = player, films
        self._pointer: float | None = None
        self._mark = 0
        self.peek: _Peek | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.valueChanged.connect(lambda seconds: self.sought.emit(seconds * 1000))
        player.part.changed.connect(self.update)
        films.came.connect(self._show_peek)

    def set_mark(self, position: int) -> None:
        """Mark a place, in milliseconds: of two videos, where the shorter one ends."""
        self._mark = position
        self.update()

    def show_at(self, position: int, length: int) -> None:
        """Show a place in a video of that length, in milliseconds."""
        self._at, self._length = position, max(1, length)
        self.blockSignals(True)
        self.setRange(0, self._length // 1000)
        self.setPageStep(max(1, self._length // 10_000))
        self.setValue(position // 1000)
        self.blockSignals(False)
        said = self.tr("{position} of {length}")
        said = said.format(position=clock(position)[:-3], length=clock(length)[:-3])
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)
        self.update()

    @override
    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        super().mouseMoveEvent(event)
        self._pointer = event.position().x()
        self._show_peek()
        self.update()

    @override
    def leaveEvent(self, event: QEvent, /) -> None:
        super().leaveEvent(event)
        self._hide_peek()

    @override
    def hideEvent(self, event: QHideEvent, /) -> None:
        super().hideEvent(event)
        self._hide_peek()

    def _show_peek(self) -> None:
        if self._pointer is None or not self.isEnabled() or not self.isVisible():
            return
        if self.peek is None:
            self.peek = _Peek(self._theme, self.window())
        position, timeline = self._time_at(self._pointer), self._player.shown.timeline
        words = clock(position)
        if timeline.starts:
            said = self.tr("{time}, frame {number}")
            words = said.format(time=words, number=timeline.number(position / 1000) + 1)
        film = self._films.film(file, timeline) if (file := self._player.file) and timeline.starts else None
        picture = film.at_second(position / 1000) if film is not None else QImage()
        above = self.mapTo(self.window(), QPoint(round(self._pointer), -self._theme.px(2)))
        self.peek.show_above(above, picture, words)

    def _hide_peek(self) -> None:
        self._pointer = None
        if self.peek is not None:
            self.peek.hide()
        self.update()

    @override
    def _place(self, value: int) -> float:
        return self._x_of(self._at)

    def _x_of(self, position: int) -> float:
        share = position / self._length
        return self._start() + (1 - share if self._mirrored() else share) * (self._end() - self._start())

    def _time_at(self, x: float) -> int:
        share = min(1.0, max(0.0, (x - self._start()) / max(1.0, self._end() - self._start())))
        return round((1 - share if self._mirrored() else share) * self._length)

    @override
    def _go(self, at: QPointF) -> None:
        position = self._time_at(at.x())
        self.show_at(position, self._length)
        self.sought.emit(position)

    @override
    def _paint_marks(self, painter: QPainter, middle: float) -> None:
        theme = self._theme
        if self._player.part.span is not None:
            first, last = sorted(self._x_of(at) for at in self._player.part.span)
            band = QRectF(first, middle - theme.px(5), last - first, theme.px(10))
            painter.setBrush(theme.color("accent"))
            painter.drawRoundedRect(band, theme.px(2), theme.px(2))
            painter.setBrush(theme.color("stage_text"))
            for edge in (first, last):
                painter.drawRect(QRectF(edge - 1, band.top(), 2, band.height()))
        if self._mark:
            mark = QRectF(self._x_of(self._mark) - 1, middle - theme.px(7), 2, theme.px(14))
            painter.fillRect(mark, theme.color("stage_text"))
        if self._pointer is not None and not self.isSliderDown():
            line = QRectF(self._pointer, middle - theme.px(7), 1, theme.px(14))
            painter.fillRect(line, theme.color("stage_quiet"))

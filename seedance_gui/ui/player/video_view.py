"""The surface a video is seen on. It draws the frames itself, so that screenshots and overlays hold them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QPointF, QRectF, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QMovie, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.floating import MOTION_MS
from seedance_gui.ui.kit.icons import pixmap
from seedance_gui.ui.kit.painting import focus_ring, rounded
from seedance_gui.ui.kit.theme import by_keyboard
from seedance_gui.ui.player.player_state import State

if TYPE_CHECKING:
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.player.player import Player

# Frames that take longer than this to draw, in seconds (4K without a graphics card takes 50 ms), may not take
# more than half of the time: the window has to stay quick.
_DEAR_FRAME = 0.025


class VideoView(QLabel):
    """Shows what `player` plays, whole and in its own shape, on black. Draws nothing while it can't be seen.

    Before the first frame it shows the poster, if there is one. A click and a double click are told. It is a
    label with a film only for Qt to call it an animation to screen readers: a bare widget has no such role.
    """

    clicked = Signal()
    double_clicked = Signal()

    def __init__(
        self, theme: Theme, player: Player, parent: QWidget | None = None, *, round_corners: bool
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._player = player
        self._round = round_corners
        self._live = True
        self.actual = False  # whether each pixel of the video is one of the screen
        self._aside = QPointF()  # by how much the picture was moved then
        self._held: QPointF | None = None
        self._dragged = False
        self.poster = QImage()
        # From the poster to the video: only what is painted changes, never when a frame comes.
        self._coming = QVariantAnimation(self, duration=MOTION_MS, startValue=0.0, endValue=1.0)
        self._coming.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._coming.valueChanged.connect(lambda _: self.update())
        self._seen = False
        self._still = QImage()
        self._still_of = (0, QSize())
        self._rest_until = 0.0
        self.setMovie(QMovie(self))
        self.setAccessibleName(self.tr("Video"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(theme.px(160), theme.px(90))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, not round_corners)
        player.frame_changed.connect(self._frame_changed)
        player.state_changed.connect(self.update)

    def set_poster(self, poster: QImage | None) -> None:
        """Show a picture until the first frame is there."""
        self.poster, self._seen = poster or QImage(), self._player.has_picture
        self._coming.stop()
        self.update()

    def set_actual(self, actual: bool) -> None:
        """Show the video in its own size, to be moved with the mouse; or fitted into what there is."""
        self.actual, self._aside = actual, QPointF()
        self.update()

    def set_live(self, live: bool) -> None:
        """Draw the video, or leave it to another view and stay dark."""
        self._live = live
        self.update()

    def picture_rect(self) -> QRectF:
        """Return where the picture stands, in logical pixels; empty while there is none."""
        size = (self._player.picture() if self._player.has_picture else self.poster).size()
        if size.isEmpty():
            return QRectF()
        whole = QRectF(self.rect())
        if not (self.actual and self._player.has_picture):
            fitted = QSize(size).scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            box = QRectF(QPointF(0, 0), fitted.toSizeF())
            box.moveCenter(whole.center())
            return box
        box = QRectF(QPointF(0, 0), size.toSizeF() / self.devicePixelRatioF())
        beyond = QPointF(max(0.0, box.width() - whole.width()), max(0.0, box.height() - whole.height())) / 2
        self._aside.setX(min(beyond.x(), max(-beyond.x(), self._aside.x())))
        self._aside.setY(min(beyond.y(), max(-beyond.y(), self._aside.y())))
        box.moveCenter(whole.center() + self._aside)
        return box

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(480), self._theme.px(270))

    @override
    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        self._held, self._dragged = event.position(), False

    @override
    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        if self.actual and self._held is not None and event.buttons() & Qt.MouseButton.LeftButton:
            moved = event.position() - self._held
            if self._dragged or moved.manhattanLength() >= QApplication.startDragDistance():
                self._held, self._dragged = event.position(), True
                self._aside += moved
                self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        self._held = None
        if self._dragged:
            self._dragged = False
            return
        # Told at each release: a double click toggles twice on its way, which is none.
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent, /) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.double_clicked.emit()

    @override
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        began = time.monotonic()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        whole = QRectF(self.rect())
        radius = self._theme.px(self._theme.tokens.radius_large) if self._round else 1
        if self._round:
            painter.setClipPath(rounded(whole, radius))
        painter.fillRect(whole, self._theme.color("stage"))
        if self._live:
            self._paint_picture(painter)
            painter.setOpacity(1.0)
            self._paint_sign(painter)
        if by_keyboard(self):
            focus_ring(painter, self._theme, whole, radius)
        painter.end()
        spent = time.monotonic() - began
        self._rest_until = began + 2 * spent if spent > _DEAR_FRAME else 0.0
        if self._rest_until:
            self._coming.stop()

    def _frame_changed(self) -> None:
        if not self._seen and self._theme.motion and not self.poster.isNull() and self.isVisible():
            self._coming.start()
        self._seen = True
        playing = self._player.state is State.PLAYING
        if self._live and self.isVisible() and not (playing and time.monotonic() < self._rest_until):
            self.update()

    def _paint_picture(self, painter: QPainter) -> None:
        picture = self._player.picture() if self._player.has_picture else self.poster
        if picture.isNull():
            return
        box = self.picture_rect()
        if self._coming.state() is QVariantAnimation.State.Running:
            painter.drawImage(box, self.poster)
            painter.setOpacity(self._coming.currentValue())
        if self._player.state is State.PLAYING:
            painter.drawImage(box, picture)
            return
        # A standing picture gets the better scaling, which averages: 2-15 ms more, once.
        ratio = self.devicePixelRatioF()
        wanted = (picture.cacheKey(), (box.size() * ratio).toSize())
        if self._still_of != wanted:
            smooth = Qt.TransformationMode.SmoothTransformation
            own_size = picture.size() == wanted[1]
            self._still = (
                picture
                if own_size
                else picture.scaled(wanted[1], Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
            )
            self._still_of = wanted
        painter.drawImage(box, self._still)

    def _paint_sign(self, painter: QPainter) -> None:
        """Draw the round sign that invites to play, or to play again."""
        state = self._player.state
        if state is State.ENDED:
            name = "rotate-ccw"
        elif state is State.PAUSED and self._player.position == 0:
            name = "play"
        else:
            return
        center = QRectF(self.rect()).center()
        radius = self._theme.px(30)
        painter.setPen(QPen(QColor(255, 255, 255, 60), 1))
        painter.setBrush(QColor(12, 10, 18, 150))
        painter.drawEllipse(center, radius, radius)
        sign = pixmap(self._theme, name, QColor("white"), 26)
        half = self._theme.px(26) / 2
        nudge = self._theme.px(3) * 0.6 if name == "play" else 0.0  # a triangle's weight lies to its left
        painter.drawPixmap(center - QPointF(half - nudge, half), sign)

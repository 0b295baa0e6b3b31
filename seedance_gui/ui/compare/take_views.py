"""The surfaces on which two videos are seen: side by side, or one over the other with a border to move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.painting import chip, rounded
from seedance_gui.ui.player.player_state import State
from seedance_gui.ui.player.video_view import VideoView

if TYPE_CHECKING:
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.player.player import Player


class TakeView(VideoView):
    """One of the two, with its letter and length; at its end stands its last picture and no sign."""

    def __init__(self, theme: Theme, player: Player, parent: QWidget) -> None:
        super().__init__(theme, player, parent, round_corners=True)
        self.player, self.badge = player, ""
        self.setMinimumSize(theme.px(120), theme.px(120))

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSize()

    @override
    def _paint_sign(self, painter: QPainter) -> None:
        player, edge = self.player, self._theme.px(8)
        if player.state is State.BROKEN and player.trouble is not None:
            painter.setPen(self._theme.color("stage_quiet"))
            painter.setFont(self._theme.font("body"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(edge, edge, -edge, -edge), flags, player.trouble.message)
        corner = self.picture_rect().topLeft().toPoint() + QPoint(edge, edge)
        chip(painter, self._theme, corner, self.badge)


class WipeView(QWidget):
    """Both in one place: left of a border the first one, right of it the second; the mouse moves it."""

    def __init__(self, theme: Theme, views: tuple[TakeView, TakeView], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._views = theme, views
        self.share = 0.5
        self.setAccessibleName(self.tr("Wipe: the border moves with the mouse"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        for view in views:
            view.player.frame_changed.connect(self.update)

    def set_views(self, views: tuple[TakeView, TakeView]) -> None:
        """Let the other one be left of the border."""
        self._views = views
        self.update()

    @override
    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        self.mouseMoveEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        box = self._box()
        self.share = min(1.0, max(0.0, (event.position().x() - box.left()) / max(1.0, box.width())))
        self.update()

    @override
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter, box = QPainter(self), self._box()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        border = box.left() + self.share * box.width()
        for view, left, right in zip(self._views, (box.left(), border), (border, box.right()), strict=True):
            picture = view.player.picture() if view.player.has_picture else view.poster
            if not picture.isNull():
                painter.setClipRect(QRectF(left, box.top(), right - left, box.height()))
                painter.drawImage(_fitted(QRectF(picture.rect()), box), picture)
        painter.setClipping(False)
        painter.fillRect(QRectF(border - 1, box.top(), 2, box.height()), self._theme.color("stage_text"))
        grip = QRectF(0, 0, self._theme.px(8), self._theme.px(28))
        grip.moveCenter(QPointF(border, box.center().y()))
        painter.fillPath(rounded(grip, self._theme.px(4)), self._theme.color("stage_text"))
        edge = self._theme.px(8)
        chip(painter, self._theme, box.topLeft().toPoint() + QPoint(edge, edge), self._views[0].badge)
        last = box.topRight().toPoint() + QPoint(-edge, edge)
        chip(painter, self._theme, last, self._views[1].badge, at_right=True)

    def _box(self) -> QRectF:
        picture = self._views[0].player.picture()
        return (
            _fitted(QRectF(picture.rect()), QRectF(self.rect()))
            if not picture.isNull()
            else QRectF(self.rect())
        )


def _fitted(what: QRectF, into: QRectF) -> QRectF:
    box = QRectF(QPointF(0, 0), what.size().scaled(into.size(), Qt.AspectRatioMode.KeepAspectRatio))
    box.moveCenter(into.center())
    return box

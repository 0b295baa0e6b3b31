"""Videos dragged out of the window: their files, for an editor or a file manager to copy or to link to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDrag, QPainter, QPixmap

from seedance_gui.ui.kit import painting
from seedance_gui.ui.tasks.words import ordered_ratio

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from seedance_gui.domain.task import Task
    from seedance_gui.ui.kit.theme import Theme

_WIDTH, _HEIGHT = 128, 84  # pixels at 100 % text, at most


def files_of(tasks: Sequence[Task]) -> QMimeData:
    """Return the files of those videos that have one; what is kept beside them is not among these."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(task.file) for task in tasks if task.watchable])
    return mime


def drag_out(source: QWidget, theme: Theme, tasks: Sequence[Task], poster: QPixmap | None) -> None:
    """Drag videos until they are dropped. They are only ever copied: our files stay where they are."""
    drag = QDrag(source)
    drag.setMimeData(files := files_of(tasks))
    drag.setPixmap(picture := drag_picture(source, theme, tasks, len(files.urls()), poster))
    size = picture.deviceIndependentSize()
    drag.setHotSpot(QPoint(round(size.width() / 2), round(size.height())))
    drag.exec(Qt.DropAction.CopyAction)


def drag_picture(
    source: QWidget, theme: Theme, tasks: Sequence[Task], count: int, poster: QPixmap | None
) -> QPixmap:
    """Return the small picture of the first video, with how many they are where it is not one alone."""
    ratio = ordered_ratio(tasks[0])
    height = round(min(theme.px(_HEIGHT), theme.px(_WIDTH) / ratio))
    place = QRect(0, 0, round(height * ratio), height)
    picture = QPixmap(place.size() * source.devicePixelRatioF())
    picture.setDevicePixelRatio(source.devicePixelRatioF())
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(0.9)
    painter.setClipPath(painting.rounded(place.toRectF(), theme.px(theme.tokens.radius)))
    painter.fillRect(place, theme.color("stage"))
    if poster is not None:
        painting.draw_picture(painter, poster, place, theme.color("stage"))
    if count > 1:
        edge = theme.px(4)
        corner = QPointF(place.right() + 1 - edge, place.bottom() + 1 - edge)
        painting.draw_label(painter, QLocale().toString(count), theme.font("caption"), corner, edge)
    painter.end()
    return picture

"""Draws one video of the list: poster, prompt, state, and the day above the first of a day."""

from __future__ import annotations

import time
from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from seedance_gui.compat import override
from seedance_gui.domain.task import Status
from seedance_gui.ui.kit import painting
from seedance_gui.ui.kit.theme import by_keyboard
from seedance_gui.ui.tasks import words
from seedance_gui.ui.tasks.places import FIRST_HEADING, ROW, STRIP_EDGE

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QWidget

    from seedance_gui.domain.task import Task
    from seedance_gui.ui.kit.design_tokens import Tone
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.tasks.model import TaskModel
    from seedance_gui.ui.tasks.places import Places

    Index = QModelIndex | QPersistentModelIndex

_WORDS: dict[Tone, str] = {
    "neutral": "text_secondary",
    "accent": "text",
    "success": "text",
    "warning": "warning",
    "danger": "danger",
}

_BESIDE_LINE = QColor(0, 0, 0, 110)
"""So that a line is seen on white as well."""


class TaskDelegate(QStyledItemDelegate):
    """Rows of ``model``; ``poster`` gives a task's small picture, None while there is none.

    ``star_clicked`` carries the id of the task whose star was clicked.
    """

    star_clicked = Signal(str)

    def __init__(
        self,
        theme: Theme,
        model: TaskModel,
        poster: Callable[[Task], QPixmap | None],
        model_name: Callable[[Task], str],
        parent: QObject | None = None,
        *,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self._poster = poster
        self._model_name = model_name
        self._clock = clock
        self.letters: dict[str, str] = {}  # of those that are compared, by id
        self.scrubbed: Callable[[Task], tuple[QImage, float] | None] = lambda _: None

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        task, card, tile = (
            self._model.row(index.row()),
            self._card(rect, tile=_is_tile(option)),
            _is_tile(option),
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        if _is_strip(option):
            self._ground(painter, task, option, rect)
            self._picture(painter, task, self.picture_in(option), option)
            painter.restore()
            return
        if rect.height() > card.height() + self._theme.px(2):
            self.heading(painter, index.row(), rect.adjusted(0, 0, 0, card.top() - rect.bottom() - 1))
        self._ground(painter, task, option, card)
        picture = self._picture_place(card, tile=tile)
        self._picture(painter, task, picture, option)
        inset = self._theme.space(2)
        text = card.adjusted(inset, inset, -inset, -inset)
        if tile:
            text.setTop(picture.bottom() + 1 + self._theme.px(4))
        else:
            text.setLeft(picture.right() + 1 + self._theme.px(12))
        self._texts(painter, task, text)
        painter.restore()

    @override
    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            star = self._star_place(self.picture_in(option))
            if event.button() is Qt.MouseButton.LeftButton and star.contains(event.position()):
                self.star_clicked.emit(self._model.row(index.row()).id)
                return True
        return super().editorEvent(event, model, option, index)

    # Where things are

    def picture_in(self, option: QStyleOptionViewItem) -> QRect:
        """Return where the picture of a video stands in its place."""
        if _is_strip(option):
            edge, place = self._theme.px(STRIP_EDGE), QRect(option.rect)
            return place.adjusted(edge, edge, -edge, -edge)
        tile = _is_tile(option)
        return self._picture_place(self._card(option.rect, tile=tile), tile=tile)

    def _card(self, rect: QRect, *, tile: bool = False) -> QRect:
        gap, card = self._theme.px(2), QRect(rect)
        if tile:
            return card.adjusted(gap // 2, gap // 2, -gap // 2, -gap // 2)
        card.setTop(card.bottom() + 1 - self._theme.px(ROW))
        return card.adjusted(0, gap // 2, 0, -gap // 2)

    def _picture_place(self, card: QRect, *, tile: bool = False) -> QRect:
        inset = self._theme.space(2)
        if tile:
            width = card.width() - 2 * inset
            return QRect(card.left() + inset, card.top() + inset, width, round(width * 9 / 16))
        height = card.height() - 2 * inset
        width = min(round(height * 16 / 9), round(card.width() * 0.36))
        return QRect(card.left() + inset, card.top() + inset, max(height // 2, width), height)

    def _star_place(self, picture: QRect) -> QRectF:
        side = self._theme.px(20)
        return QRectF(picture.left() + self._theme.px(4), picture.top() + self._theme.px(4), side, side)

    # What is drawn

    def headings(self, painter: QPainter, rows: range, places: Places, top: int) -> None:
        """Draw what stands above tiles, and over all of them the heading of the day that goes on above.

        ``rows`` are those in sight, of which ``top`` pixels are out of it.
        """
        heads, tiles = self._model.heads, bool(places.tile)
        if places.strip:
            return
        for row in heads if tiles else ():
            if row in rows:
                self.heading(painter, row, places.heading(row).translated(0, -top))
        if not rows or not (heading := places.heading(rows[0])).height() or heading.top() >= top:
            return
        place = QRect(0, 0, heading.width(), self._theme.px(FIRST_HEADING))
        after = bisect_right(heads, rows[0])
        if after < len(heads):  # the next one pushes it out
            place.moveTop(min(0, places.heading(heads[after]).top() - top - place.height()))
        painter.fillRect(place, self._theme.color("surface"))
        self.heading(painter, rows[0], place)

    def heading(self, painter: QPainter, row: int, place: QRect) -> None:
        """Draw the name of a row's day at the foot of a place."""
        theme = self._theme
        place = place.adjusted(theme.space(2), 0, -theme.space(2), -theme.px(4))
        font = theme.font("caption")
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(theme.color("text_secondary"))
        painter.drawText(
            place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, self._model.heading(row)
        )

    def _ground(self, painter: QPainter, task: Task, option: QStyleOptionViewItem, card: QRect) -> None:
        state: QStyle.StateFlag = option.state
        widget: QWidget = option.widget
        theme = self._theme
        selected = task.id in self.letters or bool(state & QStyle.StateFlag.State_Selected)
        radius = theme.px(theme.tokens.radius_large)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            ground = theme.color("accent_soft" if selected else "hover")
            painter.fillPath(painting.rounded(QRectF(card), radius), ground)
        if state & QStyle.StateFlag.State_HasFocus and by_keyboard(widget):
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(painting.rounded(QRectF(card).adjusted(1, 1, -1, -1), radius - 1))

    def _picture(self, painter: QPainter, task: Task, place: QRect, option: QStyleOptionViewItem) -> None:
        """Draw the poster, or a quiet tile: what has gone wrong must not outshout the videos."""
        theme = self._theme
        state: QStyle.StateFlag = option.state
        look, edge = words.look_of(task), theme.px(4)
        saved = task.status is Status.SAVED
        poster = self._poster(task) if saved else None
        if (scrubbed := self.scrubbed(task)) is not None:
            poster = QPixmap.fromImage(scrubbed[0])
        radius = theme.px(theme.tokens.radius)
        painter.save()
        painter.setClipPath(painting.rounded(QRectF(place), radius))
        if poster is not None:
            painting.draw_picture(painter, poster, place, theme.color("stage"))
            if scrubbed is not None:
                here = QRect(place)
                here.setLeft(place.left() + round(scrubbed[1] * (place.width() - 1)))
                here.setWidth(1)
                painter.fillRect(here.adjusted(-1, 0, 1, 0), _BESIDE_LINE)
                painter.fillRect(here, theme.color("stage_text"))
            said = "" if _is_strip(option) else words.length_words(task)
            if said:
                corner = QPointF(place.right() + 1 - edge, place.bottom() + 1 - edge)
                painting.draw_label(painter, said, self._small(), corner, edge)
        else:
            painter.fillRect(place, theme.color("tile"))
            pen = QPen(theme.color("text_off"), 1)
            painting.draw_ratio(painter, QRectF(place), words.ordered_ratio(task), pen)
            if words.has_progress(task) and task.progress is not None:
                line = QRectF(place.left(), place.bottom() + 1 - theme.px(3), place.width(), theme.px(3))
                painting.draw_bar(
                    painter, task.progress, line, theme.color("text"), theme.color("border_strong")
                )
            elif not saved:
                side = theme.px(20)
                badge = QRectF(place.left() + edge, place.bottom() + 1 - edge - side, side, side)
                painting.draw_badge(painter, theme, badge, look.icon, look.tone)
            painting.outline(painter, place, radius, QPen(theme.color("border"), 1))
        painter.restore()
        if task.favourite or state & QStyle.StateFlag.State_MouseOver:
            painting.draw_star(painter, self._star_place(place), filled=task.favourite)

    def _texts(self, painter: QPainter, task: Task, place: QRect) -> None:
        theme = self._theme
        caption = theme.font("caption", tabular=True)
        metrics = QFontMetrics(caption)
        moment = words.moment_words(task, self._model.days)
        place_in_line = self._model.line.place(task.id)
        choices = words.row_words(task, self._model_name(task), moment, self._clock(), place_in_line)
        letter = self.letters.get(task.id, "")
        if letter:
            choices = [(letter, aside) for _, aside in choices]
        said, aside = _fullest(choices, metrics, place.width())
        # What the state is must be read whole, and takes lines of the prompt's where it needs them.
        lines = len(painting.text_lines(said, caption, place.width()))
        height = metrics.height() if lines == 1 else lines * max(metrics.height(), metrics.lineSpacing())
        state = QRect(place.left(), place.bottom() + 1 - height, place.width(), height)
        prompt = QRect(place.left(), place.top(), place.width(), state.top() - place.top() - theme.px(2))
        painter.setPen(theme.color("text"))
        if task.name:
            strong = theme.font("body")
            strong.setWeight(QFont.Weight.DemiBold)
            first = QFontMetrics(strong).height()
            painting.draw_lines(
                painter, task.name, strong, QRect(prompt.topLeft(), QSize(prompt.width(), first))
            )
            prompt.setTop(prompt.top() + first)
            painter.setPen(theme.color("text_secondary"))
        if prompt.height() >= QFontMetrics(theme.font("body")).height():
            painting.draw_lines(painter, words.prompt_line(task), theme.font("body"), prompt)
        quiet = theme.color("text_secondary")
        # Most of the list is saved: that is said in passing.
        saved = task.status is Status.SAVED
        painter.setPen(quiet if saved else theme.color(_WORDS[words.look_of(task).tone]))
        painter.setFont(caption)
        if letter:
            painter.setPen(theme.color("text"))
            caption.setWeight(QFont.Weight.DemiBold)
            painter.setFont(caption)
        if lines > 1:
            painting.draw_lines(painter, said, caption, state)
            return
        used = painting.draw_words(painter, said, state)
        painter.setPen(quiet)
        caption.setWeight(QFont.Weight.Normal)
        painter.setFont(caption)
        painting.draw_words(painter, aside, state.adjusted(used, 0, 0, 0))

    def _small(self) -> QFont:
        font = self._theme.font("caption", tabular=True)
        font.setPixelSize(self._theme.px(11))
        font.setWeight(QFont.Weight.DemiBold)
        return font


def _fullest(choices: list[tuple[str, str]], metrics: QFontMetrics, room: int) -> tuple[str, str]:
    """Return the first of these words that fit into so many pixels, or the last ones."""
    fits = (choice for choice in choices if metrics.horizontalAdvance("".join(choice)) <= room)
    return next(fits, choices[-1])


def _is_strip(option: QStyleOptionViewItem) -> bool:
    return bool(option.decorationPosition == QStyleOptionViewItem.Position.Bottom)


def _is_tile(option: QStyleOptionViewItem) -> bool:
    return bool(option.decorationPosition == QStyleOptionViewItem.Position.Top)

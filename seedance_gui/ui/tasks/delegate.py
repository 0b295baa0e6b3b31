"""Draws one video of the list: poster, prompt, state, and the day above the first of a day."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from seedance_gui.compat import override
from seedance_gui.domain.task import Status
from seedance_gui.ui import icons
from seedance_gui.ui.tasks import words
from seedance_gui.ui.tasks.model import Role
from seedance_gui.ui.theme import by_keyboard

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QFont, QPixmap
    from PySide6.QtWidgets import QWidget

    from seedance_gui.domain.task import Task
    from seedance_gui.ui.theme import Theme
    from seedance_gui.ui.tokens import Tone

Index = QModelIndex | QPersistentModelIndex
_TONE_COLORS: dict[Tone, str] = {
    "neutral": "text_secondary",
    "accent": "accent_text",
    "success": "success",
    "warning": "warning",
    "danger": "danger",
}


class TaskDelegate(QStyledItemDelegate):
    """``poster`` gives a task's small picture, None while there is none; ``model_name`` its model's name."""

    def __init__(
        self,
        theme: Theme,
        poster: Callable[[Task], QPixmap | None],
        model_name: Callable[[Task], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._poster = poster
        self._model_name = model_name

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = self._theme.px(76)
        return QSize(self._theme.px(200), height + (self._heading_height() if self._heading(index) else 0))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        task: Task = index.data(Role.TASK)
        theme, rect = self._theme, QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        heading = self._heading(index)
        if heading:
            top = QRect(rect.left() + theme.space(2), rect.top(), rect.width(), self._heading_height())
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.color("text_secondary"))
            painter.drawText(top, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, heading)
            rect.setTop(top.bottom() + 1)
        card = rect.adjusted(theme.px(3), theme.px(2), -theme.px(3), -theme.px(2))
        self._ground(painter, option, card)
        inner = card.adjusted(theme.space(2), theme.space(2), -theme.space(2), -theme.space(2))
        picture = QRect(inner.topLeft(), QSize(round(inner.height() * 16 / 9), inner.height()))
        self._picture(painter, task, picture)
        text = QRect(inner)
        text.setLeft(picture.right() + theme.space(3))
        self._texts(painter, task, text)
        painter.restore()

    def _heading(self, index: Index) -> str:
        """Return the day's words where this row is the first of them."""
        today = words.local_day(time.time())
        task: Task = index.data(Role.TASK)
        own = words.day_words(words.local_day(task.created), today)
        if index.row() == 0:
            return own
        above: Task = index.model().index(index.row() - 1, 0).data(Role.TASK)
        return "" if words.day_words(words.local_day(above.created), today) == own else own

    def _heading_height(self) -> int:
        return self._theme.px(28)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, card: QRect) -> None:
        state: QStyle.StateFlag = option.state
        widget: QWidget = option.widget
        theme = self._theme
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            path = QPainterPath()
            path.addRoundedRect(QRectF(card), theme.px(8), theme.px(8))
            painter.fillPath(path, theme.color("accent_soft" if selected else "hover"))
            if selected and state & QStyle.StateFlag.State_HasFocus and by_keyboard(widget):
                painter.setPen(theme.color("focus"))
                painter.drawPath(path)

    def _picture(self, painter: QPainter, task: Task, place: QRect) -> None:
        theme = self._theme
        path = QPainterPath()
        path.addRoundedRect(QRectF(place), theme.px(5), theme.px(5))
        painter.fillPath(path, theme.color("sunken"))
        poster = self._poster(task)
        if poster is not None and not poster.isNull():
            # Shown whole: a tall video looks tall in the list.
            size = poster.deviceIndependentSize().scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRectF(place)
            target.setSize(size)
            target.moveCenter(QRectF(place).center())
            painter.save()
            painter.setClipPath(path)
            painter.fillRect(place, QColor("black"))
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(target, poster, QRectF(poster.rect()))
            painter.restore()
        else:
            side = theme.px(18)
            pixmap = icons.pixmap(theme, "film", "text_faint", side)
            painter.drawPixmap(place.center().x() - side // 2, place.center().y() - side // 2, pixmap)
        if task.favourite:
            side = theme.px(12)
            star = icons.pixmap(theme, "star", QColor("#ffc83d"), side)
            painter.drawPixmap(place.left() + theme.px(4), place.top() + theme.px(4), star)

    def _texts(self, painter: QPainter, task: Task, place: QRect) -> None:
        theme = self._theme
        look = words.look_of(task)
        color = theme.color(_TONE_COLORS[look.tone])
        caption = QFontMetrics(theme.font("caption"))
        state = QRect(place.left(), place.bottom() - caption.height(), place.width(), caption.height() + 1)
        prompt = QRect(place.left(), place.top() - 1, place.width(), state.top() - place.top() - theme.px(4))
        painter.setPen(theme.color("text"))
        _draw_lines(painter, words.prompt_line(task), theme.font("body"), prompt)
        side = theme.px(13)
        icon = icons.pixmap(theme, look.icon, color, side)
        painter.drawPixmap(state.left(), state.center().y() - side // 2 + 1, icon)
        line = state.adjusted(side + theme.px(5), 0, 0, 0)
        painter.setFont(theme.font("caption", tabular=True))
        painter.setPen(color)
        said = words.state_words(task)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, caption.elidedText(said, _RIGHT, line.width()))
        used = caption.horizontalAdvance(said) + theme.space(2)
        rest = line.adjusted(used, 0, 0, 0)
        aside = f"{self._model_name(task)} · {task.body.get('duration', '')} s"
        if rest.width() > theme.px(40):
            painter.setPen(theme.color("text_secondary"))
            elided = caption.elidedText(aside, _RIGHT, rest.width())
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, elided)
        if task.status is Status.PROCESSING and task.progress is not None:
            self._bar(painter, task.progress, place)

    def _bar(self, painter: QPainter, percent: int, place: QRect) -> None:
        theme = self._theme
        bar = QRectF(place.left(), place.bottom() + theme.px(3), place.width(), theme.px(2))
        painter.fillRect(bar, theme.color("border"))
        painter.fillRect(
            QRectF(bar.topLeft(), QSize(round(bar.width() * percent / 100), round(bar.height()))),
            theme.color("accent"),
        )


_RIGHT = Qt.TextElideMode.ElideRight


def _draw_lines(painter: QPainter, text: str, font: QFont, place: QRect) -> None:
    """Draw as many lines of plain text as there is room for; the last one is elided."""
    layout = QTextLayout(text[:400], font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    metrics = QFontMetrics(font)
    room = max(1, place.height() // metrics.lineSpacing())
    painter.setFont(font)
    layout.beginLayout()
    for number in range(room):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(place.width())
        part = (
            text[line.textStart() :] if number == room - 1 else text[line.textStart() :][: line.textLength()]
        )
        top = place.top() + number * metrics.lineSpacing() + metrics.ascent()
        painter.drawText(place.left(), top, metrics.elidedText(part, _RIGHT, place.width()))
    layout.endLayout()

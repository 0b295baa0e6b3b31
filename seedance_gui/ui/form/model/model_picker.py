"""The button that shows the chosen model and opens the panel of all models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.form.model.model_words import billing_words, hints, length_words, output_words
from seedance_gui.ui.kit.icons import pixmap
from seedance_gui.ui.kit.theme import by_keyboard

if TYPE_CHECKING:
    from seedance_gui.domain.draft import Draft
    from seedance_gui.domain.rules import Rules
    from seedance_gui.ui.form.model.model_popup import ModelPopup
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.kit.translator import Words

_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap


class ModelPicker(QAbstractButton):
    """Name, purpose, size and billing of the chosen model. `chosen` tells what the person chose."""

    chosen = Signal(str)

    def __init__(self, rules: Rules, words: Words, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rules = rules
        self._words = words
        self._theme = theme
        self._draft: Draft | None = None
        self._own_origin = ""
        self._lines = ("", "", "")
        self._output = ""
        self._known_heights: dict[int, list[int]] = {}
        self._hovered = False
        self.setObjectName("model")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._popup: ModelPopup | None = None
        self.clicked.connect(self.open)

    @property
    def popup(self) -> ModelPopup:
        """The panel of all models, made when it is first needed."""
        if self._popup is None:
            from seedance_gui.ui.form.model.model_popup import ModelPopup  # noqa: PLC0415 - late

            self._popup = ModelPopup(self._rules, self._words, self._theme, self)
            self._popup.chosen.connect(self.chosen)
        return self._popup

    def show_draft(self, draft: Draft, own_origin: str = "") -> None:
        """Show the model of a draft; what else it holds decides the hints in the panel."""
        self._draft, self._own_origin = draft, own_origin
        self._describe()

    def open(self) -> None:
        """Open the panel under the button."""
        if self._draft is None:
            return
        found = hints(self._rules, self._words, self._draft, self._own_origin)
        anchor = QRect(self.mapToGlobal(self.rect().topLeft()), self.size())
        self.popup.open_at(anchor, self.screen().availableGeometry(), self._draft.model, found)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(280), self.heightForWidth(self._theme.px(280)))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(160, self._theme.px(76))

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int, /) -> int:
        heights = self._heights(self._room(width))
        return max(self._theme.px(76), sum(heights) + self._theme.px(18))

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        opening = {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if event.key() in opening and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.open()
            return
        super().keyPressEvent(event)

    @override
    def enterEvent(self, event: QEnterEvent, /) -> None:
        self._hovered = True
        self.update()
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent, /) -> None:
        self._hovered = False
        self.update()
        super().leaveEvent(event)

    @override
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lively = self._hovered or (self._popup is not None and self._popup.isVisible())
        painter.setPen(QPen(theme.color("border_strong"), 1))
        painter.setBrush(theme.color("hover" if lively else "surface"))
        plate = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = theme.px(theme.tokens.radius_large)
        painter.drawRoundedRect(plate, radius, radius)
        if by_keyboard(self):
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(plate.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        theme = self._theme
        edge, side = theme.px(12), theme.px(16)
        arrow = QRect(self.width() - edge - side, (self.height() - side) // 2, side, side)
        painter.drawPixmap(arrow, pixmap(theme, "chevrons-up-down", "text_secondary"))
        heights = self._heights(self._room(self.width()))
        room = QRect(edge, 0, self._room(self.width()), heights[0])
        room.moveTop((self.height() - sum(heights)) // 2)
        used = self._badge(painter, room) if self._output else 0
        name = self._theme.font("strong")
        shown = QFontMetrics(name).elidedText(
            self._lines[0], Qt.TextElideMode.ElideRight, room.width() - used
        )
        self._write(painter, room, shown, name, "text")
        caption = self._theme.font("caption")
        for line, height, color in zip(
            self._lines[1:], heights[1:], ("text_secondary", "text_faint"), strict=True
        ):
            room = QRect(room.left(), room.bottom() + 1, room.width(), height)
            self._write(painter, room, line, caption, color)

    def _room(self, width: int) -> int:
        """Return the width that words have in a button so wide, in pixels."""
        return width - self._theme.px(12 + 8 + 16 + 12)

    def _heights(self, room: int) -> list[int]:
        """Return the height of name, summary and terms; the latter two wrap."""
        if room in self._known_heights:  # a layout asks for the same again and again
            return self._known_heights[room]
        metrics = QFontMetrics(self._theme.font("caption"))
        extra = self._theme.px(20) - metrics.lineSpacing()
        wrapped = [
            metrics.boundingRect(QRect(0, 0, room, 10_000), int(_WRAPPED), line).height() + extra
            for line in self._lines[1:]
        ]
        self._known_heights[room] = [self._theme.px(20), *wrapped]
        return self._known_heights[room]

    def _badge(self, painter: QPainter, room: QRect) -> int:
        """Draw the size as a badge at the right of `room`; return the width it takes with its distance."""
        theme = self._theme
        font = theme.font("caption")
        font.setWeight(font.Weight.DemiBold)
        width = QFontMetrics(font).horizontalAdvance(self._output) + theme.px(14)
        box = QRectF(room.right() + 1 - width, room.top(), width, room.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent_soft"))
        painter.drawRoundedRect(box, theme.px(6), theme.px(6))
        painter.setFont(font)
        painter.setPen(theme.color("accent_text"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self._output)
        return width + theme.px(8)

    def _write(self, painter: QPainter, rect: QRect, text: str, font: QFont, color: str) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.color(color))
        painter.drawText(rect, int(_WRAPPED), text)

    def _describe(self) -> None:
        if self._draft is None:
            return
        found = self._rules.find(self._draft.model)
        if found is None:
            lines = (self._draft.model, self.tr("Not a model of this service."), self.tr("Choose one"))
            output = ""
        else:
            route, model = found
            terms = f"{billing_words(route.billing)} · {length_words(route)}"
            lines = (self._words.text(model.name), self._words.text(model.summary), terms)
            output = output_words(model.output)
        self.setAccessibleName(self.tr("Model: {name}").format(name=lines[0]))
        self.setAccessibleDescription(". ".join((lines[1].rstrip(".。"), output, lines[2])))
        if (lines, output) != (self._lines, self._output):
            self._lines, self._output = lines, output
            self._known_heights.clear()
            self.updateGeometry()
            self.update()

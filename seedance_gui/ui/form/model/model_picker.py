"""The button that shows the chosen model and opens the panel of all models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.form.model.model_words import billing_words, hints, length_words, output_words
from seedance_gui.ui.kit.icons import pixmap
from seedance_gui.ui.kit.painting import focus_ring, outline, rounded
from seedance_gui.ui.kit.parts import plain_tooltip
from seedance_gui.ui.kit.theme import by_keyboard

if TYPE_CHECKING:
    from seedance_gui.domain.draft import Draft
    from seedance_gui.domain.rules import Rules
    from seedance_gui.ui.form.model.model_popup import ModelPopup
    from seedance_gui.ui.kit.design_tokens import TypeRole
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.kit.translator import Words


class ModelPicker(QAbstractButton):
    """The chosen model in one line: its name, what it is for, size and lengths. `chosen`: by the person."""

    chosen = Signal(str)

    def __init__(self, rules: Rules, words: Words, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rules = rules
        self._words = words
        self._theme = theme
        self._draft: Draft | None = None
        self._own_origin = ""
        self._name, self._details = "", [""]
        self._hovered = False
        self.setObjectName("model")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
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
        return QSize(self._theme.px(280), self._theme.px(40))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(160, self._theme.px(40))

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
        plate, radius = QRectF(self.rect()), theme.px(8)
        painter.fillPath(rounded(plate, radius), theme.color("hover" if lively else "field"))
        outline(painter, plate, radius, QPen(theme.color("border_field"), 1))
        if by_keyboard(self):
            focus_ring(painter, theme, plate, radius)
        edge, side = theme.px(12), theme.px(16)
        arrow = QRect(self.width() - edge - side, (self.height() - side) // 2, side, side)
        painter.drawPixmap(arrow, pixmap(theme, "chevrons-up-down", "text_secondary"))
        room = self.rect().adjusted(edge, 0, arrow.left() - theme.px(8) - self.width(), 0)
        # The name is whole as long as there is room, then size and lengths; the panel says the rest too.
        room.setLeft(room.left() + self._write(painter, room, self._name, "strong", "text") + theme.px(8))
        if room.width() > theme.px(20):
            self._write(painter, room, self.details(room.width()), "body", "text_secondary")

    def details(self, room: int) -> str:
        """Return what is said behind the name in so many pixels."""
        metrics = QFontMetrics(self._theme.font("body"))
        fits = (text for text in self._details if metrics.horizontalAdvance(text) <= room)
        return next(fits, self._details[-1])

    def _write(self, painter: QPainter, room: QRect, text: str, role: TypeRole, color: str) -> int:
        """Write one line, shortened to its room; return its width in pixels."""
        painter.setFont(self._theme.font(role))
        painter.setPen(self._theme.color(color))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, room.width()))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip), shown)
        return metrics.horizontalAdvance(shown)

    def _describe(self) -> None:
        if self._draft is None:
            return
        found = self._rules.find(self._draft.model)
        if found is None:
            name = self._draft.model
            said: tuple[str, ...] = (self.tr("Not a model of this service."),)
            self._details = [said[0].rstrip(".。")]
        else:
            route, model = found
            name, purpose = self._words.text(model.name), self._words.text(model.summary)
            output = output_words(model.output)
            if route.resolution.choices:
                output = self.tr("up to {size}").format(size=output)
            length = length_words(route)
            said = (purpose, output, billing_words(route.billing), length)
            measures = [length] if output in name else [output, length]  # what the name says already
            joined = (
                self.tr(", ", "between what is said of a model").join(parts)
                for parts in ([purpose.rstrip(".。"), *measures], measures, measures[:1])
            )
            self._details = [text[:1].upper() + text[1:] for text in joined]
        self.setAccessibleName(self.tr("Model: {name}").format(name=name))
        self.setAccessibleDescription(". ".join(part.rstrip(".。") for part in said))
        self.setToolTip(plain_tooltip(" · ".join(part.rstrip(".。") for part in said)))
        self._name = name
        self.update()

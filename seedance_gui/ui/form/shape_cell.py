"""One setting of the video as a cell: its name above its value; what can be chosen opens from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.form.state_block import StateBlock, note_lines
from seedance_gui.ui.kit.choice_rows import ChoiceRows
from seedance_gui.ui.kit.floating import paint_popup, shape_popup
from seedance_gui.ui.kit.icons import pixmap
from seedance_gui.ui.kit.painting import ONE_LINE, focus_ring, rounded
from seedance_gui.ui.kit.parts import plain_tooltip
from seedance_gui.ui.kit.theme import by_keyboard
from seedance_gui.ui.kit.translator import in_a_row, named

if TYPE_CHECKING:
    from seedance_gui.domain.form_state import FieldState
    from seedance_gui.ui.kit.design_tokens import TypeRole
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.kit.translator import Words

_MARKS = {  # what stands at the right of the value, by the most urgent that there is to say
    "problem": ("circle-alert", "danger"),
    "off": ("lock", "text_secondary"),
    "caution": ("triangle-alert", "warning"),
    "info": ("info", "text_secondary"),
    "": ("chevron-down", "text_secondary"),
}
_EDGE, _LEAST_EDGE = 8, 5  # beside the words, in pixels at 100 %
_OPENING = {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Enter}


class ShapeCell(QAbstractButton):
    """A setting. What is fixed stays in its cell with a lock; its reason and remedy open like choices."""

    fix = Signal(object)  # Draft

    def __init__(self, theme: Theme, words: Words, name: str, control: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self._label = ""
        self._value = ""
        self._icon = ""
        self._mark = ""
        self.block = StateBlock(theme, words, control)
        self.popup = CellPopup(theme, self, self.block)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self.open)
        self.block.fix.connect(self._fixed)
        if isinstance(control, ChoiceRows):
            control.picked.connect(self.popup.close)

    @property
    def wrong(self) -> bool:
        """Whether something is wrong with the value."""
        return self._mark == "problem"

    @property
    def locked(self) -> bool:
        """Whether the value can't be chosen now."""
        return self._mark == "off"

    def show_state(self, state: FieldState, value: str, icon: str = "", whole: str = "") -> None:
        """Show the value in use, with an icon before it, and how the field stands.

        `whole` is the value as a screen reader says it, where it is shown shorter.
        """
        self.block.show_state(state)
        self.block.content.setVisible(state.on)
        lines = [line for line, _ in note_lines(self._words, state)]
        mark = next((kind for kind in _MARKS if any(line.kind == kind for line in lines)), "")
        said = in_a_row(line.text for line in lines)
        self.show_value(self._words.text(state.name), value, icon, whole=whole, mark=mark, said=said)

    def show_value(
        self, label: str, value: str, icon: str = "", *, whole: str = "", mark: str = "", said: str = ""
    ) -> None:
        """Show a value below its name; `said` is what the `mark` stands for."""
        seen = (label, value, icon, mark)
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)
            self.setToolTip(plain_tooltip(said))
        if seen != (self._label, self._value, self._icon, self._mark):
            self._label, self._value, self._icon, self._mark = seen
            self.setAccessibleName(named(self._label, whole or value))
            self.updateGeometry()
            self.update()

    def open(self) -> None:
        """Open what can be chosen, or why nothing can."""
        self.popup.open_at(
            QRect(self.mapToGlobal(QPoint()), self.size()),
            self.screen().availableGeometry(),
            Qt.FocusReason.TabFocusReason if by_keyboard(self) else Qt.FocusReason.PopupFocusReason,
        )

    def _fixed(self, draft: object) -> None:
        self.popup.close()
        self.fix.emit(draft)

    @override
    def sizeHint(self) -> QSize:
        px = self._theme.px
        label = QFontMetrics(self._theme.font("caption")).horizontalAdvance(self._label)
        value = QFontMetrics(self._theme.font("strong")).horizontalAdvance(self._value)
        icon = px(16 + 4) if self._icon else 0
        return QSize(max(label, icon + value + px(2 + 14)) + px(2 * _EDGE), px(52))

    @override
    def minimumSizeHint(self) -> QSize:
        # The arrow and the icon only decorate: they give way to the value, and so does some of the edge.
        label = QFontMetrics(self._theme.font("caption")).horizontalAdvance(self._label)
        value = QFontMetrics(self._theme.font("strong")).horizontalAdvance(self._value)
        px = self._theme.px
        mark = px(2 + 14) if self._mark else 0
        return QSize(max(label, value + mark) + 2 * px(_LEAST_EDGE), px(52))

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in _OPENING and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.open()
            return
        super().keyPressEvent(event)

    @override
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plate = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        if self.underMouse() or self.popup.isVisible():
            painter.fillPath(rounded(plate, px(6)), theme.color("hover"))
        if by_keyboard(self):
            focus_ring(painter, theme, plate, px(6))
        spare = (self.width() - self.minimumSizeHint().width()) // 2
        edge = min(px(_EDGE), px(_LEAST_EDGE) + max(0, spare))
        room = self.rect().adjusted(edge, 0, -edge, 0)
        line = QRect(room.left(), px(9), room.width(), px(16))
        self._write(painter, line, self._label, "caption", "text_faint")
        line = QRect(room.left(), px(26), room.width(), px(18))
        words = QFontMetrics(theme.font("strong")).horizontalAdvance(self._value)
        mark, color = _MARKS[self._mark]
        needed = words + (px(16 + 4) if self._icon else 0) + px(2 + 14)
        if self._mark or needed <= room.width():
            side = px(14)
            spot = QRect(line.right() + 1 - side, line.center().y() - side // 2, side, side)
            painter.drawPixmap(spot, pixmap(theme, mark, color))
            line.setRight(spot.left() - 1 - px(2))
        if self._icon and words + px(16 + 4) <= line.width():
            spot = QRect(line.left(), line.center().y() - px(8), px(16), px(16))
            painter.drawPixmap(spot, pixmap(theme, self._icon, "text"))
            line.setLeft(spot.right() + 1 + px(4))
        colors = {"problem": "danger", "off": "text_secondary"}
        role: TypeRole = "body" if self.locked else "strong"
        plain = "text" if self.isEnabled() else "text_off"
        self._write(painter, line, self._value, role, colors.get(self._mark, plain))

    def _write(self, painter: QPainter, room: QRect, text: str, role: TypeRole, color: str) -> None:
        painter.setFont(self._theme.font(role))
        painter.setPen(self._theme.color(color))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, ONE_LINE | int(Qt.TextFlag.TextDontClip), shown)


class CellPopup(QFrame):
    """Holds a field's block above its cell, or below where there is more room. Esc and Enter close it."""

    def __init__(self, theme: Theme, cell: QWidget, block: StateBlock) -> None:
        super().__init__(cell, Qt.WindowType.Popup)
        self._theme = theme
        self._block = block
        self._column = QVBoxLayout(self)
        edge = theme.px(12)
        self._column.setContentsMargins(edge, edge, edge, edge)
        self._column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # `open_at` sees to it
        self._column.addWidget(block)

    def open_at(self, cell: QRect, screen: QRect, reason: Qt.FocusReason) -> None:
        """Open beside a cell, within the screen (both in global pixels)."""
        self.setAccessibleName(self._block.content.accessibleName())
        # While it is hidden its layouts hear of no change.
        for part in self.findChildren(QWidget):
            part.updateGeometry()
            if (layout := part.layout()) is not None:
                layout.invalidate()
        px = self._theme.px
        gap, wanted = px(4), self._column.sizeHint().width()
        width = min(max(cell.width(), px(250), wanted), px(360), screen.width())
        height = self._column.totalHeightForWidth(width)
        height = min(height if height > 0 else self._column.sizeHint().height(), screen.height())
        top = cell.top() - gap - height
        if top < screen.top():
            top = min(cell.bottom() + 1 + gap, screen.bottom() + 1 - height)
        left = max(screen.left(), min(cell.left(), screen.right() + 1 - width))
        self.setGeometry(left, max(screen.top(), top), width, height)
        shape_popup(self._theme, self)
        self.show()
        target = self._block.content
        if target.isHidden():
            target = next((link for link in self._block.remedies() if link.isVisible()), self)
        target.setFocus(reason)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.close()
            return
        super().keyPressEvent(event)

    @override
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        paint_popup(self._theme, self)

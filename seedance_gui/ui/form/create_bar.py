"""The foot of the form: the shape of the video, what is missing or what it costs, and Create."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from seedance_gui.compat import override
from seedance_gui.domain.draft import Field
from seedance_gui.domain.messages import QT_TRANSLATE_NOOP
from seedance_gui.ui.kit.elided import Caption, Link
from seedance_gui.ui.kit.flow import FlowLayout
from seedance_gui.ui.kit.icons import set_icon
from seedance_gui.ui.kit.note import Note
from seedance_gui.ui.kit.parts import plain_tooltip
from seedance_gui.ui.kit.theme import set_look
from seedance_gui.ui.kit.translator import counted, named

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

    from seedance_gui.domain.form_state import FieldProblem, Form
    from seedance_gui.ui.kit.note import NoteLine
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.kit.translator import Words

CREATE_KEYS = (
    QKeySequence(QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Return)),
    QKeySequence(QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Enter)),
)
_MOST_MISSING = 3


class _Balance(Link):
    """Stands at the end of its line, as quiet as the words beside it."""

    flush = True
    hang = 0  # type: ignore[misc] # it is never the first of a line's words

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        set_look(self, tone="quiet")


class CreateBar(QWidget):
    """The button `create` with the sum; above it how that comes about, or while it is off what is missing.

    What is missing is a click away, and so is the price. At their right stands what is left on the account:
    a click asks for it.
    """

    create_clicked = Signal()
    missing_clicked = Signal(object)  # the Field that stands in the way
    caution_clicked = Signal()
    price_clicked = Signal()
    balance_clicked = Signal()

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._say = words.text
        self.blockers: tuple[Field, ...] = ()  # the fields in which something is wrong, in reading order
        self._billing = self._reckoning = ""
        self._about_price = self._total = ""
        self._left: tuple[str | None, str] = None, ""
        self._practice = False
        self._count = 1
        self._saves = False
        self._busy, self._doing = False, ""
        self._held_focus = False
        self._icon = "", ""
        self._sides, self._low = 20, False
        self._missing: tuple[str, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._cost = self._caption()
        self._cost.setObjectName("cost")
        self._price = Link(parent=self)
        self._price.setObjectName("price")
        self._price.clicked.connect(self.price_clicked)
        self._money = _Balance(parent=self)
        self._money.setObjectName("balance")
        self._money.clicked.connect(self.balance_clicked)
        self._mark = QLabel(self)
        set_look(self._mark, role="caption")
        self._mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._cautions: dict[str, Note] = {}
        self._to_create = self._caption()
        self._links: list[Link] = []
        self.button = QPushButton(self)
        self.button.setObjectName("create")
        self.button.setAutoDefault(False)
        self.button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_look(self.button, variant="primary", size="large")
        self.button.setMinimumWidth(1)
        self.button.clicked.connect(self.create_clicked)
        self._lay_out()
        self._to_create.setText(self.tr("To create:"))
        self._fit()
        self._say_cost()

    def _lay_out(self) -> None:
        line = QFrame(self)
        set_look(line, line=True)
        self._list = FlowLayout(gap=self._theme.px(6), line_gap=self._theme.px(3))
        for part in (self._mark, self._to_create, self._cost, self._price):
            self._list.addWidget(part)
        self._in_button = QHBoxLayout(self.button)
        self._in_button.addStretch(1)
        self._list.addWidget(self._money)
        self.said = QVBoxLayout()  # what is to be thought of, and the money
        self.said.setSpacing(self._theme.space(2))
        self.said.addLayout(self._list)
        self.body = QVBoxLayout()
        self.body.addLayout(self.said)
        self.body.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(line)
        column.addLayout(self.body)
        # Not Fixed: that would cut the height to that of one line of what is missing.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def set_sides(self, width: int) -> None:
        """Set the margin at left and right, in pixels."""
        if width != self._sides:
            self._sides = width
            self._fit()

    def bare_height(self) -> int:
        """Return the height with Create alone, in pixels."""
        margins = self.body.contentsMargins()
        return self.button.sizeHint().height() + margins.top() + margins.bottom() + 1

    def set_low(self, low: bool) -> None:
        """Take less height, in a window that has little."""
        if low != self._low:
            self._low = low
            self._fit()

    def set_count(self, count: int) -> None:
        """Say how many videos one press orders."""
        self._count = count
        self._say_cost()

    def set_billing(self, message: str) -> None:
        """Say what the video's price depends on."""
        self._billing = message
        self._say_cost()

    def set_cost(self, reckoning: str, total: str, price: str) -> None:
        """Say how the sum comes about, what it is, what a click does about the price; each may be empty.

        With a sum, what it comes of is the quiet thing to click, and `price` is said of it.
        """
        if (reckoning, total, price) != (self._reckoning, self._total, self._about_price):
            self._reckoning, self._total, self._about_price = reckoning, total, price
            self._price.say(*((reckoning, price) if total else (price,)))
            set_look(self._price, tone="quiet" if total else "")
            self._say_cost()

    def set_balance(self, text: str | None, about: str = "") -> None:
        """Show what is left on the account, None where it is not known; ``about`` says more of it."""
        if (text, about) == self._left:
            return  # it is told at each letter
        self._left = text, about
        self._money.say(text or "", about)
        self._money.setAccessibleName(self.tr("Balance: {balance}").format(balance=text or ""))
        self._say_cost()

    def set_saves(self, saves: bool) -> None:
        """Say that the button saves an order that is being changed, and makes no new one."""
        self._saves = saves
        self._say_cost()

    def set_caution(
        self, line: NoteLine | None, of: str = "", act: Callable[[], object] | None = None
    ) -> None:
        """Say what to think of before Create is pressed; `of`: whose word it is. It blocks nothing.

        ``act`` is what a click on its remedy does; without it `caution_clicked` tells.
        """
        present = self._cautions.get(of)
        if present is not None and present.line != line:
            self.said.removeWidget(present)
            present.hide()
            present.deleteLater()
            del self._cautions[of]
        if line is not None and of not in self._cautions:
            self._cautions[of] = Note(self._theme, line, self)
            self._cautions[of].remedy_clicked.connect(act or self.caution_clicked)
            self.said.insertWidget(self.said.count() - 1, self._cautions[of])
        self.say_button()

    def set_practice(self, practice: bool) -> None:
        """Say that nothing is charged here."""
        self._practice = practice
        self._say_cost()

    def set_busy(self, busy: bool, doing: str = "") -> None:
        """Keep Create off while the last one is on its way; it then has the keyboard again if it had it."""
        began, self._busy, self._doing = busy and not self._busy, busy, doing
        if began:
            self._held_focus = self.button.hasFocus()
            # Qt would hand it on, and a key pressed twice would press what comes next.
            self.button.clearFocus()
        self.say_button()
        if not busy and self._held_focus and self.button.isEnabled():
            self._held_focus = False
            if self.window().focusWidget() is None:  # else the person has gone on
                self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_blockers(self, form: Form, refused: Container[Field], *, taking_in: bool) -> None:
        """Say what is wrong with a form, each field once; files of `refused` ones can't be uploaded."""
        first: dict[Field, FieldProblem] = {}
        for problem in form.problems:
            present = first.get(problem.field)
            if present is None or (present.missing and not problem.missing):
                first[problem.field] = problem
        self.blockers = tuple(name for name in Field if name in first or name in refused)
        messages = []
        for name in self.blockers:
            found = first.get(name)
            if found is not None and found.missing:
                messages.append(self._say(found.message))
            else:
                label = self._say(form[name].name)
                messages.append(self.tr("Check: {field}").format(field=label))
        if taking_in:
            self.blockers, messages = (Field.IMAGES,), [self.tr("Taking in what you added…")]
        self.set_missing(messages)

    def set_missing(self, messages: Sequence[str]) -> None:
        """Say what stands in the way, most urgent first; with nothing, Create is on."""
        if tuple(messages) == self._missing:
            return
        self._missing = tuple(messages)
        shown = self._missing[:_MOST_MISSING]
        while len(self._links) < len(shown):
            self._links.append(self._make_link(len(self._links)))
        for index, link in enumerate(self._links):
            text = shown[index] if index < len(shown) else ""
            link.say(text)
            link.setVisible(bool(text))
        self._to_create.setVisible(bool(shown))
        self._say_cost()

    def missing(self) -> tuple[str, ...]:
        """Return what stands in the way."""
        return self._missing

    def link(self, index: int) -> QPushButton:
        """Return the link to one of what stands in the way."""
        return self._links[index]

    def _say_cost(self) -> None:
        self._cost.setText("" if self._total else self._reckoning or self._billing)
        # Of what can't be ordered now the cost is beside the point; the sum stays in the button.
        for part in (self._cost, self._price):
            part.setVisible(bool(part.text()) and not self._missing)
        self._mark.setText(self._total or (self.tr("Practice · free") if self._practice else ""))
        self._mark.setVisible(bool(self._mark.text()))
        self._money.setVisible(bool(self._money.text()))
        self.say_button()
        self._fit_button()
        for layout in (self._in_button, self._list):
            layout.activate()  # at once, or the sum and the balance would be cut for a moment

    def say_button(self) -> None:
        """Say what the button does, and why it is off."""
        on = not self._busy and not self._missing
        # What is to be thought of may be out of sight, above: the button then bears its sign.
        away = self.said.parent() is not self.body
        cautions = [
            note.line.text for note in self._cautions.values() if away and note.line.kind == "caution"
        ]
        icon = "triangle-alert" if cautions else "sparkles", "on_accent" if on else "text_off"
        if icon != self._icon:
            self.button.setEnabled(on)
            self._icon = icon
            set_icon(self._theme, self.button, *icon)
        words = QT_TRANSLATE_NOOP("CreateBar", "Create %n videos", None, 1)
        name = self.tr("Create video") if self._count == 1 else counted("CreateBar", words, self._count)
        if self._saves:
            name = self.tr("Save the order")
        if self._busy:
            name = self._doing or self.tr("Sending…")
        self.button.setText(name)
        self.button.setAccessibleName(named(name, self._total) if self._total and not self._busy else name)
        reason = "" if on or self._busy else " ".join((self._to_create.text(), *self._missing))
        reason = "\n".join((*filter(None, (reason,)), *cautions))
        self.button.setAccessibleDescription(reason)
        keys = CREATE_KEYS[0].toString(QKeySequence.SequenceFormat.NativeText)
        self.button.setToolTip(plain_tooltip(reason or f"{name} ({keys})"))

    def _make_link(self, index: int) -> Link:
        link = Link(parent=self)
        link.clicked.connect(lambda: self.missing_clicked.emit(self.blockers[index]))
        self._list.addWidget(link)
        self._list.addWidget(self._money)  # goes on being the last
        return link

    def _caption(self) -> Caption:
        label = Caption(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        set_look(label, role="caption")
        return label

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit_button()

    def _fit_button(self) -> None:
        room = self.width() - 2 * self._sides
        roomy = room >= self._theme.px(170) and not self._low
        set_look(self.button, size="large" if roomy else "")
        # The sum, or the mark of practice, stands in the button, or above it where the button has no room.
        mark = self._mark.fontMetrics().horizontalAdvance(self._mark.text()) + self._theme.px(26)
        wanted = self.button.sizeHint().width() + mark + self._theme.px(8)
        inside = wanted <= room
        if inside is not (self._mark.parentWidget() is self.button):
            set_look(self._mark, role="price" if inside else "caption")
            if inside:
                self._in_button.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
            else:
                for part in (*self._links, self._mark, self._price, self._money):
                    self._list.addWidget(part)  # in this order at the end
            self._mark.setVisible(bool(self._mark.text()))  # at once: the layout would do it later

    def _fit(self) -> None:
        self._fit_button()
        space = self._theme.space
        edge = self._theme.px(6) if self._low else space(3)
        self.body.setContentsMargins(self._sides, edge, self._sides, edge)
        self._in_button.setContentsMargins(0, 0, space(2), 0)
        self.body.setSpacing(space(1 if self._low else 2))

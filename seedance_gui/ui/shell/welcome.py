"""The first page: try it free, or give the token. It asks for nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from seedance_gui.compat import override
from seedance_gui.domain.address import website_of
from seedance_gui.ui.kit.busy import BusyBar
from seedance_gui.ui.kit.icons import app_icon, set_icon
from seedance_gui.ui.kit.note import Note, NoteLine
from seedance_gui.ui.kit.parts import button, label
from seedance_gui.ui.kit.spacing import add_space, set_spacing
from seedance_gui.ui.kit.theme import set_look
from seedance_gui.ui.shell.language import language_choices

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from seedance_gui.ui.kit.theme import Theme

_LARGE = 1.2  # text: the mark stands aside then


class TokenForm(QWidget):
    """A token and an address. ``given`` carries both as entered; ``show_problem`` answers."""

    given = Signal(str, str)

    def __init__(self, theme: Theme, addresses: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kept_in = ""
        self._busy = False
        self.token = QLineEdit()
        self.token.setObjectName("token")
        self.token.setPlaceholderText(self.tr("Paste your token"))
        self.token.setAccessibleName(self.tr("Token"))
        # Input methods must neither learn the token nor suggest it.
        self.token.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self._show = QAction(self)
        self._show.setCheckable(True)
        self._show.toggled.connect(self._reveal)
        self.token.addAction(self._show, QLineEdit.ActionPosition.TrailingPosition)
        self.token.returnPressed.connect(self._give)
        self.token.textChanged.connect(self._typed)
        open_it = QCoreApplication.translate("tasks", "Open the service's website")
        self.website = button(open_it, self._open_website, "website", variant="link")
        set_icon(theme, self.website, "external-link", "accent_text", 14)
        name = label(self.tr("Address of the service"), "caption")
        self.address = QComboBox()
        self.address.setObjectName("address")
        self.address.setEditable(True)
        self.address.addItems(addresses)
        self.address.setAccessibleName(name.text())
        name.setBuddy(self.address)
        self.address.editTextChanged.connect(self._address_typed)
        self.button = button("", self._give, "use_token", size="large")
        self._waiting = BusyBar(theme, self.tr("Checking the token"))
        self._waiting.hide()
        self._note = Note(theme, NoteLine("info", ""))
        column = QVBoxLayout(self)
        set_spacing(theme, column, 8, 0)
        column.addWidget(self.website, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self.token, name, self.address, self._note, self._waiting, self.button):
            column.addWidget(widget)
        self._reveal(False)
        self._explain()
        self._typed()
        self._address_typed()

    def set_kept_in(self, place: str) -> None:
        """Say where a token is going to be kept: the keyring's name, or empty where there is none."""
        self._kept_in = place
        if self._note.line.kind != "problem":
            self._explain()

    def take_over(self, other: TokenForm) -> None:
        """Show what was typed into another form, which goes: it is this one in another language."""
        self.token.setText(other.token.text())
        self._show.setChecked(other._show.isChecked())
        self.address.setEditText(other.address.currentText())
        other.forget()

    def set_busy(self, busy: bool) -> None:
        """Show that the token is being checked."""
        self._busy = busy
        self._waiting.setVisible(busy)
        self._waiting.set_percent(None)
        self.token.setReadOnly(busy)
        self.address.setEnabled(not busy)
        self._say_button()

    def show_problem(self, message: str) -> None:
        """Say why the token was not taken. What was entered stays."""
        set_look(self.token, problem=True)
        self._note.set_line(NoteLine("problem", message))
        self.token.setFocus()

    def forget(self) -> None:
        """Empty the field: a token that was taken has no business on the screen."""
        self.token.clear()
        self._show.setChecked(False)
        self._explain()

    def _give(self) -> None:
        if self.token.text().strip() and not self._busy:
            self._explain()
            self.given.emit(self.token.text(), self.address.currentText())

    def _typed(self) -> None:
        set_look(self.token, problem=False)
        self._say_button()

    def _address_typed(self) -> None:
        website = website_of(self.address.currentText())
        self.website.setEnabled(bool(website))
        self.website.setToolTip(website)

    def _open_website(self) -> None:
        from seedance_gui.ui.shell import desktop  # noqa: PLC0415 - not needed to start

        website = website_of(self.address.currentText())
        if not desktop.open_link(website):
            told = QCoreApplication.translate(
                "TaskDoing", "The browser could not be opened. The address is {address}"
            )
            self._note.set_line(NoteLine("problem", told.format(address=website)))

    def _reveal(self, shown: bool) -> None:
        echo = QLineEdit.EchoMode
        self.token.setEchoMode(echo.Normal if shown else echo.Password)
        set_icon(self._theme, self._show, "eye-off" if shown else "eye", "text_secondary", 16)
        self._show.setToolTip(self.tr("Hide the token") if shown else self.tr("Show the token"))

    def _explain(self) -> None:
        if self._kept_in:
            text = self.tr("It is kept in {keyring}, never in a plain file.").format(keyring=self._kept_in)
            self._note.set_line(NoteLine("info", text))
        else:
            text = self.tr(
                "This system offers no keyring, so the token is kept until you close the program, "
                "never in a plain file."
            )
            self._note.set_line(NoteLine("caution", text))

    def _say_button(self) -> None:
        self.button.setEnabled(bool(self.token.text().strip()) and not self._busy)
        self.button.setText(self.tr("Checking…") if self._busy else self.tr("Use this token"))
        empty = not self.token.text().strip() and not self._busy
        reason = self.tr("Paste your token first.") if empty else ""
        self.button.setToolTip(reason)
        self.button.setAccessibleDescription(reason)


class Welcome(QScrollArea):
    """Two ways in, side by side. ``token_given`` carries the token and the address as entered.

    ``back`` leads to the work that goes on behind this page, if there is any.
    """

    practise_requested = Signal()
    token_given = Signal(str, str)
    language_chosen = Signal(str)
    guide_requested = Signal()
    back_requested = Signal()

    def __init__(self, theme: Theme, addresses: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("welcome")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        start, back = self.tr("Start practising"), self.tr("Back to your videos")
        self.practise = button(start, self.practise_requested, "practise", variant="primary", size="large")
        self.token_form = TokenForm(theme, addresses)
        self.token_form.given.connect(self.token_given)
        self.back = button(back, self.back_requested, "back", variant="ghost")
        set_icon(theme, self.back, "arrow-left", "text", 16)
        self.back.hide()
        self._guide = button(self.tr("Guide"), self.guide_requested, "guide_link", variant="ghost")
        set_icon(theme, self._guide, "circle-help", "text", 16)
        self._language = QComboBox()
        self._language.setObjectName("language")
        self._language.setAccessibleName(self.tr("Language"))
        for value, name in language_choices():
            self._language.addItem(name or self.tr("System language"), value)
        self._language.activated.connect(lambda _: self.language_chosen.emit(self._language.currentData()))
        self._lay_out()

    def set_busy(self, busy: bool) -> None:
        """Show that an answer is awaited; nothing can be pressed twice meanwhile."""
        self.practise.setEnabled(not busy)
        self.token_form.set_busy(busy)

    def set_language(self, language: str) -> None:
        """Show which language is chosen."""
        self._language.setCurrentIndex(max(0, self._language.findData(language)))

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.back.isHidden():
            self.back.click()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        theme = self._theme
        page, middle, mark = QWidget(), QWidget(), QLabel()
        large = theme.text_size > _LARGE
        side = theme.px(28 if large else 56)
        mark.setPixmap(app_icon().pixmap(side, side))
        title = self.tr("Make videos with Seedance 2.0")
        lead = self.tr("Describe it, drop in pictures, clips or sound, press Create, and watch it here.")
        cards = QHBoxLayout()
        set_spacing(theme, cards, 16)
        practice, token = self._cards()
        cards.addWidget(practice, 1)
        cards.addWidget(token, 1)
        middle.setMaximumWidth(theme.px(860))
        middle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(middle)
        set_spacing(theme, column, 8)
        if not large:
            column.addWidget(mark, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(label(title, "large", wraps=True, centred=True))
        column.addWidget(label(lead, "secondary", wraps=True, centred=True))
        add_space(theme, column, 4 if large else 20)
        column.addLayout(cards)
        top = QHBoxLayout()
        if large:  # what one can do is to be in sight
            top.addWidget(mark)
        top.addWidget(self.back)
        top.addStretch(1)
        top.addWidget(self._guide)
        top.addWidget(self._language)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(middle, 100)
        across.addStretch(1)
        whole = QVBoxLayout(page)
        set_spacing(theme, whole, edges=20)
        whole.addLayout(top)
        whole.addStretch(1)
        whole.addLayout(across)
        # A little above the middle is where a page looks centred.
        whole.addStretch(2)
        self.setWidget(page)

    def _cards(self) -> tuple[QFrame, QFrame]:
        practice = self.tr(
            "Practice mode is free. A stand-in of the service on this computer makes short sample videos "
            "that show what you asked for. You can switch at any time."
        )
        token = self.tr(
            "Paste it from the service's console. It is checked with a free call: nothing is charged."
        )
        return (
            self._card("play", "accent_text", self.tr("Try it without a token"), practice, self.practise),
            self._card("key-round", "text_secondary", self.tr("I have a token"), token, self.token_form),
        )

    def _card(self, icon: str, color: str, title: str, text: str, content: QWidget) -> QFrame:
        theme = self._theme
        card, picture = QFrame(), QLabel()
        set_look(card, card=True)
        set_icon(theme, picture, icon, color, 22)
        column = QVBoxLayout(card)
        set_spacing(theme, column, 8, 20)
        head = QHBoxLayout()
        set_spacing(theme, head, 8)
        head.addWidget(picture)
        head.addWidget(label(title, "title", wraps=True), 1)
        column.addLayout(head)
        column.addWidget(label(text, "secondary", wraps=True))
        add_space(theme, column, 8)
        column.addWidget(content)
        column.addStretch(1)
        return card

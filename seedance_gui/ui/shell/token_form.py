"""Where the token is given: hidden as it is typed, with the address of the service beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from seedance_gui.ui.kit.busy import BusyBar
from seedance_gui.ui.kit.icons import set_icon
from seedance_gui.ui.kit.note import Note, NoteLine
from seedance_gui.ui.kit.parts import button, label
from seedance_gui.ui.kit.spacing import set_spacing
from seedance_gui.ui.kit.theme import set_look

if TYPE_CHECKING:
    from seedance_gui.ui.kit.theme import Theme


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
        name = label(self.tr("Address of the service"), "caption")
        self.address = QComboBox()
        self.address.setObjectName("address")
        self.address.setEditable(True)
        self.address.addItems(addresses)
        self.address.setAccessibleName(name.text())
        name.setBuddy(self.address)
        self.button = button("", self._give, "use_token", size="large")
        self._waiting = BusyBar(theme, self.tr("Checking the token"))
        self._waiting.hide()
        self._note = Note(theme, NoteLine("info", ""))
        column = QVBoxLayout(self)
        set_spacing(theme, column, 8, 0)
        for widget in (self.token, name, self.address, self._note, self._waiting, self.button):
            column.addWidget(widget)
        self._reveal(False)
        self._explain()
        self._typed()

    def set_kept_in(self, place: str) -> None:
        """Say where a token is going to be kept: the keyring's name, or empty where there is none."""
        self._kept_in = place
        if self._note.line.kind != "problem":
            self._explain()

    def set_address(self, address: str) -> None:
        """Show an address."""
        self.address.setEditText(address)

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

"""The first page: try it free, or give the token. It asks for nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from seedance_gui.ui.kit.icons import app_icon, set_icon
from seedance_gui.ui.kit.parts import button, label
from seedance_gui.ui.kit.spacing import add_space, set_spacing
from seedance_gui.ui.kit.theme import set_look
from seedance_gui.ui.shell.language import language_choices
from seedance_gui.ui.shell.token_form import TokenForm

if TYPE_CHECKING:
    from seedance_gui.ui.kit.theme import Theme


class Welcome(QScrollArea):
    """Two ways in, side by side. ``token_given`` carries the token and the address as entered."""

    practise_requested = Signal()
    token_given = Signal(str, str)
    language_chosen = Signal(str)
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
        self._back = button(back, self.back_requested, "back", variant="ghost")
        set_icon(theme, self._back, "arrow-left", "text", 16)
        self._back.hide()
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

    def set_back(self, possible: bool) -> None:
        """Offer the way back to the work that goes on behind this page."""
        self._back.setVisible(possible)

    def set_language(self, language: str) -> None:
        """Show which language is chosen."""
        self._language.setCurrentIndex(max(0, self._language.findData(language)))

    def take_over(self, other: Welcome) -> None:
        """Go on where another stood, which goes: it is this page in another language."""
        self.token_form.take_over(other.token_form)
        if other._language.hasFocus():
            self._language.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        theme = self._theme
        page, middle, mark = QWidget(), QWidget(), QLabel()
        mark.setPixmap(app_icon().pixmap(theme.px(56), theme.px(56)))
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
        column.addWidget(mark, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(label(title, "large", wraps=True, centred=True))
        column.addWidget(label(lead, "secondary", wraps=True, centred=True))
        add_space(theme, column, 20)
        column.addLayout(cards)
        top = QHBoxLayout()
        top.addWidget(self._back)
        top.addStretch(1)
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
        column.addWidget(picture)
        column.addWidget(label(title, "title", wraps=True))
        column.addWidget(label(text, "secondary", wraps=True))
        column.addStretch(1)
        add_space(theme, column, 8)
        column.addWidget(content)
        return card

"""The first page: try it free, or give the token. It asks for nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from seedance_gui.ui.kit.icons import app_icon, set_icon
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
        self._mark = QLabel()
        self._title = self._label("large", centred=True)
        self._lead = self._label("secondary", centred=True)

        self._practice_title = self._label("title")
        self._practice_text = self._label("secondary")
        self.practise = QPushButton()
        self.practise.setObjectName("practise")
        set_look(self.practise, variant="primary", size="large")
        self.practise.clicked.connect(self.practise_requested)

        self._token_title = self._label("title")
        self._token_text = self._label("secondary")
        self.token_form = TokenForm(theme, addresses)
        self.token_form.given.connect(self.token_given)

        self._back = QPushButton(self.tr("Back to your videos"))
        self._back.setObjectName("back")
        set_look(self._back, variant="ghost")
        set_icon(theme, self._back, "arrow-left", "text", 16)
        self._back.clicked.connect(self.back_requested)
        self._back.hide()
        self._language = QComboBox()
        self._language.setObjectName("language")
        for value, name in language_choices():
            self._language.addItem(name or "System", value)
        self._language.activated.connect(lambda _: self.language_chosen.emit(self._language.currentData()))

        self._middle = QWidget()
        self._lay_out()
        self._say()
        theme.changed.connect(self._fit)
        self._fit()

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
        page = QWidget()
        cards = QHBoxLayout()
        set_spacing(theme, cards, 16)
        cards.addWidget(
            self._card("play", "accent_text", self._practice_title, self._practice_text, self.practise), 1
        )
        cards.addWidget(
            self._card("key-round", "text_secondary", self._token_title, self._token_text, self.token_form), 1
        )
        middle = self._middle
        middle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(middle)
        set_spacing(theme, column, 8)
        column.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._title)
        column.addWidget(self._lead)
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

    def _card(self, icon: str, color: str, title: QLabel, text: QLabel, content: QWidget) -> QFrame:
        theme = self._theme
        card = QFrame()
        set_look(card, card=True)
        picture = QLabel()
        set_icon(theme, picture, icon, color, 22)
        column = QVBoxLayout(card)
        set_spacing(theme, column, 8, 20)
        column.addWidget(picture)
        column.addWidget(title)
        column.addWidget(text)
        column.addStretch(1)
        add_space(theme, column, 8)
        column.addWidget(content)
        return card

    def _fit(self) -> None:
        side = self._theme.px(56)
        self._mark.setPixmap(app_icon().pixmap(side, side))
        self._middle.setMaximumWidth(self._theme.px(860))

    def _label(self, role: str, *, centred: bool = False) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        if centred:
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_look(label, role=role)
        return label

    def _say(self) -> None:
        self._title.setText(self.tr("Make videos with Seedance 2.0"))
        self._lead.setText(
            self.tr("Describe it, drop in pictures, clips or sound, press Create, and watch it here.")
        )
        self._practice_title.setText(self.tr("Try it without a token"))
        self._practice_text.setText(
            self.tr(
                "Practice mode is free. A stand-in of the service on this computer makes short sample videos "
                "that show what you asked for. You can switch at any time."
            )
        )
        self.practise.setText(self.tr("Start practising"))
        self._token_title.setText(self.tr("I have a token"))
        self._token_text.setText(
            self.tr(
                "Paste it from the service's console. It is checked with a free call: nothing is charged."
            )
        )
        self._language.setItemText(0, self.tr("System language"))
        self._language.setAccessibleName(self.tr("Language"))

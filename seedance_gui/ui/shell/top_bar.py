"""The line above the columns: the name, the practice notice, the account and the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenuBar, QPushButton, QSizePolicy, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.elided import ElidedLabel
from seedance_gui.ui.kit.icons import app_icon, set_icon
from seedance_gui.ui.kit.parts import IconButton, button, label, plain_tooltip
from seedance_gui.ui.kit.spacing import add_space, set_spacing
from seedance_gui.ui.kit.theme import set_look

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from seedance_gui.ui.kit.theme import Theme


class TopBar(QFrame):
    """Says all the time whether this is practice, and what stands in the way of the service.

    ``undecided`` leads to orders that wait for a decision; ``list`` switches between list and preview,
    which share one place in a narrow window.
    """

    token_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = label("Seedance", "strong")
        self._roomy = theme.px(760)
        self._room_beside = theme.px(680)  # that the rest of the bar needs beside the menus' words
        self._room_short = theme.px(340)  # that the rest needs beside the words of the buttons
        self._undecided = 0
        self._practice = QFrame()
        self._practice.setObjectName("practice_notice")
        set_look(self._practice, card="neutral")
        flask = QLabel()
        set_icon(theme, flask, "flask-conical", "text_secondary", 15)
        practice = ElidedLabel(self.tr("Practice: free sample videos, made on this computer"))
        words = self.tr("Use a token")
        use = self._use = button(words, self.token_asked, "use_real_token", variant="link", size="small")
        row = QHBoxLayout(self._practice)
        set_spacing(theme, row, 8, (12, 3, 8, 3))
        row.addWidget(flask)
        row.addWidget(practice, 1)
        row.addWidget(use)
        self._trouble_icon = QLabel()
        set_icon(theme, self._trouble_icon, "wifi-off", "warning", 15)
        self._trouble = ElidedLabel()
        set_look(self._trouble, role="warning")
        self.undecided = QPushButton()
        self.undecided.setObjectName("undecided")
        set_look(self.undecided, variant="ghost", size="small")
        set_icon(theme, self.undecided, "triangle-alert", "warning", 16)
        self.undecided.hide()
        self.list = QPushButton()
        self.list.setObjectName("show_list")
        self.list.setCheckable(True)
        set_look(self.list, variant="ghost", size="small")
        set_icon(theme, self.list, "list-video", "text_secondary", 16)
        self.list.hide()
        self._make_commands(theme)
        self.settings = IconButton(theme, "settings", self.tr("Settings"))
        self.settings.setObjectName("settings")
        self._menus: tuple[QMenuBar, IconButton] | None = None
        self._lay_out(theme)
        self.set_trouble("")

    def _make_commands(self, theme: Theme) -> None:
        """Make the way to the palette, its keys drawn as a key, and the balance beside it."""
        self.commands = QPushButton()
        self.commands.setObjectName("commands")
        self.commands.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # the palette gives the keyboard back
        set_look(self.commands, variant="ghost", size="small", cap=True)
        self._keys, self._gap = label(role="key"), theme.px(8)
        row = QHBoxLayout(self.commands)
        set_spacing(theme, row, 0, (0, 0, 8, 0))
        row.addWidget(self._keys, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.balance = QPushButton()
        self.balance.setObjectName("top_balance")
        set_look(self.balance, variant="ghost", size="small", cap=True)
        set_icon(theme, self.balance, "wallet", "text_secondary", 16)
        self.balance.hide()

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()

    def take_menus(self, bar: QMenuBar, button: IconButton) -> None:
        """Show the menus by their words where there is room, else behind a button."""
        bar.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.setObjectName("menu")
        self._line.insertWidget(self._line.indexOf(self._name) + 1, bar)
        self._line.addWidget(button)
        self._menus = bar, button
        self._fit()

    def say_keys(self, keys: QKeySequence) -> None:
        """Show the keys of the palette beside its name."""
        name = self.tr("Commands")
        self.commands.setAccessibleName(name)
        self.commands.setText(name)
        self._keys.setText(keys.toString(QKeySequence.SequenceFormat.NativeText).replace("+", " "))
        cap = self._keys.sizeHint().width() + self._gap
        self.commands.setFixedWidth(self.commands.fontMetrics().horizontalAdvance(name) + cap + 3 * self._gap)

    def _fit(self) -> None:
        # What can be pressed needs the room more than the name does, which the window bears as well.
        words = False
        if self._menus is not None:
            bar, button = self._menus
            words = self.width() >= bar.sizeHint().width() + self._room_beside
            bar.setVisible(words)
            button.setVisible(not words)
        self.commands.setVisible(words)
        self.balance.setVisible(words and bool(self.balance.text()))
        self._name.setVisible(self.width() >= self._roomy and not words)
        self._mark.setVisible(self.width() >= self._room_beside)
        undecided, videos = self.tr("%n not confirmed", None, self._undecided), self.tr("Your videos")
        beside = (self._use.text(), undecided, videos)
        wanted = sum(self.fontMetrics().horizontalAdvance(each) for each in beside) + self._room_short
        short = self.width() < wanted
        for control, whole, less in (
            (self.undecided, undecided, QLocale().toString(self._undecided)),
            (self.list, videos, ""),
        ):
            control.setText(less if short else whole)
            control.setToolTip(whole if short else "")
            control.setAccessibleName(whole)

    def _lay_out(self, theme: Theme) -> None:
        mark = self._mark = QLabel()
        mark.setPixmap(app_icon().pixmap(theme.px(20), theme.px(20)))
        self._line = line = QHBoxLayout(self)
        set_spacing(theme, line, 8, (8, 6, 0, 6))
        line.addWidget(mark)
        line.addWidget(self._name)
        add_space(theme, line, 12)
        line.addWidget(self._practice)
        line.addWidget(self._trouble_icon)
        line.addWidget(self._trouble, 2)
        line.addStretch(1)
        line.addWidget(self.undecided)
        line.addWidget(self.list)
        line.addWidget(self.balance)
        line.addWidget(self.commands)
        line.addWidget(self.settings)

    def set_practice(self, practising: bool) -> None:
        """Say that this is practice, or not."""
        self._practice.setVisible(practising)

    def set_trouble(self, message: str) -> None:
        """Say what stands between the person and the service, empty for nothing."""
        self._trouble.setText(message)
        self._trouble.setToolTip(plain_tooltip(message))
        for widget in (self._trouble, self._trouble_icon):
            widget.setVisible(bool(message))

    def set_balance(self, amount: str, about: str = "") -> None:
        """Say what is left on the account, empty where that is not known; ``about`` says more of it."""
        self.balance.setText(amount)
        self.balance.setAccessibleName(self.tr("Balance: {balance}").format(balance=amount))
        self.balance.setToolTip(plain_tooltip(about))
        self._fit()

    def set_undecided(self, count: int) -> None:
        """Say how many orders wait for the person's decision."""
        self._undecided = count
        self._fit()
        self.undecided.setVisible(count > 0)

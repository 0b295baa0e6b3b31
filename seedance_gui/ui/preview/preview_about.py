"""Below the video: the words and settings that made it, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from seedance_gui.ui.kit.flow import FlowLayout
from seedance_gui.ui.kit.icons import set_icon
from seedance_gui.ui.kit.parts import plain_tooltip
from seedance_gui.ui.kit.theme import set_look
from seedance_gui.ui.kit.unfolding import ClampedText
from seedance_gui.ui.tasks.commands import Command

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.tasks.commands import TaskCommands


class PreviewAbout(QWidget):
    """What made the video, and its buttons. What can't be done now is off and says why."""

    frame_clicked = Signal(str)  # "first", "last", "copy" or "save"

    def __init__(self, theme: Theme, commands: TaskCommands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.prompt = ClampedText(theme, self)
        self.prompt.setAccessibleName(self.tr("Prompt"))
        self.facts = QLabel(self)
        self.facts.setTextFormat(Qt.TextFormat.PlainText)
        self.facts.setWordWrap(True)
        set_look(self.facts, role="caption")
        self.reuse = commands.button(Command.REUSE, self, short=True)
        self.save_as = commands.button(Command.SAVE_AS, self)
        self.show_in_folder = commands.button(Command.SHOW_IN_FOLDER, self)
        self.frame = QPushButton(self.tr("This frame"), self)
        set_icon(theme, self.frame, "image", "text_secondary", 15)
        self.frame_actions = self._make_frame_menu()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self.prompt)
        column.addWidget(self.facts)
        column.addSpacing(theme.space(1))
        buttons = FlowLayout(gap=theme.space(2))
        for button in (self.reuse, self.save_as, self.show_in_folder, self.frame):
            buttons.addWidget(button)
        column.addLayout(buttons)
        # Not Fixed: the height follows the width.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_words(self, prompt: str, facts: tuple[str, ...]) -> None:
        """Show the prompt and the settings."""
        self.prompt.set_text(prompt)
        self.prompt.setVisible(bool(prompt))
        unbroken = (fact.replace(" ", "\N{NO-BREAK SPACE}") for fact in facts)
        self.facts.setText("\N{NO-BREAK SPACE}· ".join(unbroken))
        self.facts.setVisible(bool(facts))

    def set_frame_off(self, reason: str) -> None:
        """Give the reason why there is no frame to take; an empty one offers it."""
        tip = reason or self.tr("Use, copy or save the frame that is shown")
        self.frame.setEnabled(not reason)
        self.frame.setAccessibleDescription(tip)
        self.frame.setToolTip(plain_tooltip(tip))
        for action in self.frame_actions.values():
            action.setEnabled(not reason)
            action.setToolTip(plain_tooltip(reason))

    def show_file_buttons(self, shown: bool) -> None:
        """Show the buttons that need a video, or not."""
        for button in (self.save_as, self.show_in_folder, self.frame):
            button.setVisible(shown)

    def _make_frame_menu(self) -> dict[str, QAction]:
        menu = QMenu(self.frame)
        actions: dict[str, QAction] = {}
        for where, icon, text in (
            ("first", "frame", self.tr("Use as first frame")),
            ("last", "frame", self.tr("Use as last frame")),
            ("copy", "copy", self.tr("Copy frame")),
            ("save", "save", self.tr("Save frame…")),
        ):
            if where == "copy":
                menu.addSeparator()
            action = menu.addAction(text)
            set_icon(self._theme, action, icon, "text_secondary", 15)
            action.setData(where)
            actions[where] = action
        actions["copy"].setShortcut(QKeySequence("Ctrl+Shift+C"))
        menu.triggered.connect(lambda action: self.frame_clicked.emit(action.data()))
        self.frame.setMenu(menu)
        return actions

"""Below the video: the words and settings that made it, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from seedance_gui.ui.kit.clamped_text import ClampedText
from seedance_gui.ui.kit.escape_html import plain_tooltip
from seedance_gui.ui.kit.flow import FlowLayout
from seedance_gui.ui.kit.icons import set_icon
from seedance_gui.ui.kit.theme import set_look

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from seedance_gui.ui.kit.theme import Theme


class PreviewAbout(QWidget):
    """What made the video, and its buttons. What can't be done now is off and says why."""

    reuse_clicked = Signal()
    save_as_clicked = Signal()
    show_in_folder_clicked = Signal()
    frame_clicked = Signal(str)  # "first", "last", "copy" or "save"

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.prompt = ClampedText(theme, self)
        self.prompt.setAccessibleName(self.tr("Prompt"))
        self.facts = QLabel(self)
        self.facts.setTextFormat(Qt.TextFormat.PlainText)
        self.facts.setWordWrap(True)
        set_look(self.facts, role="caption")
        self.reuse = self._button("rotate-ccw", self.tr("Reuse"))
        self.reuse.setToolTip(self.tr("Put every setting of this video back into the form"))
        self.reuse.clicked.connect(self.reuse_clicked)
        self.save_as = self._button("download", self.tr("Save as…"))
        self.save_as.clicked.connect(self.save_as_clicked)
        self.show_in_folder = self._button("folder-open", self.tr("Show in folder"))
        self.show_in_folder.clicked.connect(self.show_in_folder_clicked)
        self.frame = self._button("image", self.tr("This frame"))
        self.frame_actions = self._make_frame_menu()
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.prompt)
        column.addWidget(self.facts)
        column.addSpacing(theme.space(1))
        self._buttons = FlowLayout(gap=theme.space(2))
        for button in (self.reuse, self.save_as, self.show_in_folder, self.frame):
            self._buttons.addWidget(button)
        column.addLayout(self._buttons)
        # Not Fixed: the height follows the width.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._fit)
        self._fit()

    def set_words(self, prompt: str, facts: tuple[str, ...]) -> None:
        """Show the prompt and the settings."""
        self.prompt.set_text(prompt)
        self.prompt.setVisible(bool(prompt))
        unbroken = (fact.replace(" ", "\N{NO-BREAK SPACE}") for fact in facts)
        self.facts.setText("\N{NO-BREAK SPACE}· ".join(unbroken))
        self.facts.setVisible(bool(facts))

    def set_possible(self, *, reuse: str = "", file: str = "", frame: str = "") -> None:
        """Give the reason why a button is off; an empty one switches it on."""
        _set_off(self.reuse, reuse, self.tr("Put every setting of this video back into the form"))
        _set_off(self.save_as, file, self.tr("Keep a copy somewhere else"))
        _set_off(self.show_in_folder, file, "")
        _set_off(self.frame, frame, self.tr("Use, copy or save the frame that is shown"))

    def show_file_buttons(self, shown: bool) -> None:
        """Show the buttons that need a video, or not."""
        for button in (self.save_as, self.show_in_folder, self.frame):
            button.setVisible(shown)

    def _button(self, icon: str, text: str) -> QPushButton:
        button = QPushButton(text, self)
        set_icon(self._theme, button, icon, "text_secondary", 15)
        return button

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
        menu.triggered.connect(lambda action: self.frame_clicked.emit(action.data()))
        self.frame.setMenu(menu)
        return actions

    def _fit(self) -> None:
        self._column.setSpacing(self._theme.space(1))
        self._buttons.set_gaps(self._theme.space(2), self._theme.space(2))


def _set_off(button: QPushButton, reason: str, tooltip: str) -> None:
    button.setEnabled(not reason)
    button.setAccessibleDescription(reason or tooltip)
    button.setToolTip(plain_tooltip(reason or tooltip) if reason or tooltip else "")

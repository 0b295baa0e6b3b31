"""The line at the foot of the prompt: mention something, use an earlier prompt, or what is kept by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.parts import IconButton

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from seedance_gui.ui.form.prompt.prompt_box import PromptBox
    from seedance_gui.ui.kit.theme import Theme

_HEIGHT: Final = 30


class PromptFoot(QWidget):
    """Three icons below the text, in a strip that the text leaves free."""

    def __init__(self, theme: Theme, box: PromptBox) -> None:
        super().__init__(box)
        self._box = box
        self.mention = self._button(theme, "at-sign", self.tr("Mention a reference"))
        self.history = self._button(theme, "history", self.tr("Earlier prompts"))
        self.kept = self._button(theme, "bookmark", self.tr("Templates and snippets"))
        self.setCursor(Qt.CursorShape.ArrowCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(2))
        for each in (self.mention, self.history, self.kept):
            row.addWidget(each)
        row.addStretch(1)
        box.keep_foot(theme.px(_HEIGHT))
        box.viewport().installEventFilter(self)

    def _button(self, theme: Theme, icon: str, name: str) -> IconButton:
        made = IconButton(theme, icon, name, self, size=28, icon_size=16)
        made.setObjectName(f"prompt_{icon}")
        # First of all: what opens then gives the keyboard back to the prompt.
        made.clicked.connect(lambda: self._box.setFocus(Qt.FocusReason.OtherFocusReason))
        return made

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show}:
            view = self._box.viewport().geometry()
            self.setGeometry(QRect(view.left(), view.bottom() + 1, view.width(), self._box.foot))
        return False

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Take what an icon doesn't: else the field around it would, as if one wrote there."""
        icon, key = self.window().focusWidget(), event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(icon, IconButton):
            icon.click()
        elif event.text() and event.text().isprintable():  # one goes on to write
            self._box.setFocus(Qt.FocusReason.OtherFocusReason)
            QApplication.sendEvent(self._box, event)
        elif key not in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        self._box.setFocus(Qt.FocusReason.MouseFocusReason)  # it looks like a part of the field

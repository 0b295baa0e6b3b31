"""The keys that take a mention as one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from seedance_gui.ui.mentions.places import place_ending_at, place_starting_at

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QPlainTextEdit

_BACKWARDS: Final = frozenset({Qt.Key.Key_Backspace, Qt.Key.Key_Left})
_REMOVING: Final = frozenset({Qt.Key.Key_Backspace, Qt.Key.Key_Delete})
_STEPPING: Final = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right})


def takes_whole_mention(edit: QPlainTextEdit, event: QKeyEvent) -> bool:
    """Remove, or step over, the mention beside the cursor if the key means it; tell whether it did."""
    key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    cursor = edit.textCursor()
    if key in _STEPPING:
        selecting = modifiers == Qt.KeyboardModifier.ShiftModifier
        if not selecting and (modifiers or cursor.hasSelection()):
            return False
    elif key not in _REMOVING or modifiers or cursor.hasSelection():
        return False
    else:
        selecting = True
    backwards, document = key in _BACKWARDS, edit.document()
    find = place_ending_at if backwards else place_starting_at
    place = find(document, cursor.position())
    if place is None:
        return False
    mode = QTextCursor.MoveMode.KeepAnchor if selecting else QTextCursor.MoveMode.MoveAnchor
    cursor.setPosition(place.start if backwards else place.end, mode)
    if key in _REMOVING:
        cursor.removeSelectedText()
    edit.setTextCursor(cursor)
    return True

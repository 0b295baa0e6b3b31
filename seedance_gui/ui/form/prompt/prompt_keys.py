"""The keys that take a mention as one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QTextCursor

from seedance_gui.domain.mentions import mention_text
from seedance_gui.ui.form.prompt.mention_cursor import next_word, previous_word
from seedance_gui.ui.form.prompt.text_spans import place_ending_at, place_starting_at

if TYPE_CHECKING:
    from collections.abc import Container

    from PySide6.QtGui import QKeyEvent

    from seedance_gui.ui.form.prompt.prompt_box import PromptBox

_Standard = QKeySequence.StandardKey
_NEXT_WORD: Final = (_Standard.MoveToNextWord, _Standard.SelectNextWord, _Standard.DeleteEndOfWord)
_PREVIOUS_WORD: Final = (
    _Standard.MoveToPreviousWord,
    _Standard.SelectPreviousWord,
    _Standard.DeleteStartOfWord,
)
_SELECTING: Final = (_Standard.SelectNextWord, _Standard.SelectPreviousWord)
_DELETING: Final = (_Standard.DeleteEndOfWord, _Standard.DeleteStartOfWord)


def takes_whole_mention(box: PromptBox, event: QKeyEvent) -> bool:
    """Remove, or step over, the mention beside the cursor if the key means it; tell whether it did."""
    return _letter_step(box, event) or _word_step(box, event)


def keeps_number_apart(box: PromptBox, event: QKeyEvent, known: Container[str]) -> bool:
    """Put a blank before a number that is typed right behind a mention: “@图1” and “2” is not “@图12”.

    Unless that is one of the mentions ``known``: then the person writes it by hand.
    """
    cursor, typed = box.textCursor(), event.text()
    if cursor.hasSelection() or not (typed.isascii() and typed.isdecimal()):
        return False
    place = place_ending_at(box.document(), cursor.position())
    if place is None or mention_text(place.mention.kind, int(f"{place.mention.number}{typed}")) in known:
        return False
    box.replace_text(cursor.position(), cursor.position(), f" {typed}")
    return True


def _letter_step(box: PromptBox, event: QKeyEvent) -> bool:
    cursor, key = box.textCursor(), Qt.Key(event.key())
    # Qt takes Shift+Backspace as Backspace; Shift+Delete cuts.
    shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
        return False
    match key:
        case Qt.Key.Key_Left | Qt.Key.Key_Right:
            rightwards = cursor.block().textDirection() is Qt.LayoutDirection.RightToLeft
            backwards = (key == Qt.Key.Key_Left) is not rightwards
        case Qt.Key.Key_Backspace:
            backwards = True
        case Qt.Key.Key_Delete if not shift:
            backwards = False
        case _:
            return False
    removing = key in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}
    if cursor.hasSelection() and (removing or not shift):
        return False
    find = place_ending_at if backwards else place_starting_at
    place = find(box.document(), cursor.position())
    if place is None:
        return False
    if removing:
        box.replace_text(place.start, place.end, "")
    else:
        _go(box, place.start if backwards else place.end, selecting=shift)
    return True


def _word_step(box: PromptBox, event: QKeyEvent) -> bool:
    cursor = box.textCursor()
    if any(map(event.matches, _NEXT_WORD)):
        to = next_word(cursor)
    elif any(map(event.matches, _PREVIOUS_WORD)):
        to = previous_word(cursor)
    else:
        return False
    if not any(map(event.matches, _DELETING)):
        _go(box, to, selecting=any(map(event.matches, _SELECTING)))
    elif cursor.hasSelection():
        box.replace_text(cursor.selectionStart(), cursor.selectionEnd(), "")
    else:
        box.replace_text(min(to, cursor.position()), max(to, cursor.position()), "")
    return True


def _go(box: PromptBox, position: int, *, selecting: bool) -> None:
    cursor = box.textCursor()
    mode = QTextCursor.MoveMode.KeepAnchor if selecting else QTextCursor.MoveMode.MoveAnchor
    cursor.setPosition(position, mode)
    box.setTextCursor(cursor)

"""The cursor and the keys take a mention as one thing: what is typed inside of it would break it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QTextCursor

from seedance_gui.ui.form.prompt.text_spans import (
    Place,
    place_around,
    place_ending_at,
    place_starting_at,
    places_of_block,
)
from seedance_gui.ui.kit.mention_words import mention_words

if TYPE_CHECKING:
    from collections.abc import Container

    from PySide6.QtGui import QKeyEvent

    from seedance_gui.ui.form.prompt.prompt_box import PromptBox


def settle(box: PromptBox) -> None:
    """Take the cursor to an edge of the mention it is inside of; a selection takes in whole mentions."""
    if box.composing:
        return
    cursor = box.textCursor()
    anchor, position = cursor.anchor(), cursor.position()
    held, met = place_around(box.document(), anchor), place_around(box.document(), position)
    if held is None and met is None:
        return
    forwards, one_place = position > anchor, anchor == position
    # A drag that begins beside a mention: a click with an unsteady hand is to select nothing.
    begun_beside = met is not None and met != held and anchor in {met.start, met.end}
    if met is not None:
        if one_place or begun_beside:
            position = _nearer_edge(box, met, position)
        else:
            position = met.end if forwards else met.start
    if one_place:
        anchor = position
    elif held is not None:
        anchor = held.start if forwards else held.end
    column = cursor.verticalMovementX()
    cursor.setPosition(anchor)
    cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
    cursor.setVerticalMovementX(column)  # Up and Down go on in the column they came from
    box.setTextCursor(cursor)


def select_mention(box: PromptBox, place: Place) -> None:
    """Select a whole mention."""
    cursor = box.textCursor()
    cursor.setPosition(place.start)
    cursor.setPosition(place.end, QTextCursor.MoveMode.KeepAnchor)
    box.setTextCursor(cursor)


def next_word(cursor: QTextCursor) -> int:
    """Return where a step of one word leads; a mention is a word."""
    position, places = cursor.position(), places_of_block(cursor.block())
    beside = next((place for place in places if place.start == position), None)
    if beside is None:
        step = _moved(cursor, QTextCursor.MoveOperation.NextWord)
        return min([step, *(place.start for place in places if place.start > position)])
    # Qt's step goes on to where the next word begins.
    text, start = cursor.document(), beside.end
    last = cursor.block().position() + cursor.block().length() - 1
    while start < last and text.characterAt(start).isspace():
        start += 1
    return start


def previous_word(cursor: QTextCursor) -> int:
    """Return where a step of one word back leads; a mention is a word."""
    text, position, places = cursor.document(), cursor.position(), places_of_block(cursor.block())
    while position > cursor.block().position() and text.characterAt(position - 1).isspace():
        position -= 1
    beside = next((place for place in places if place.end == position), None)
    if beside is not None:
        return beside.start
    step = _moved(cursor, QTextCursor.MoveOperation.PreviousWord)
    return max([step, *(place.end for place in places if place.end < position)])


def _moved(cursor: QTextCursor, step: QTextCursor.MoveOperation) -> int:
    moved = QTextCursor(cursor)
    moved.movePosition(step)
    return moved.position()


def _nearer_edge(box: PromptBox, place: Place, position: int) -> int:
    here, start, end = (_x(box, at) for at in (position, place.start, place.end))
    return place.start if abs(here - start) <= abs(end - here) else place.end


def _x(box: PromptBox, position: int) -> int:
    cursor = QTextCursor(box.document())
    cursor.setPosition(position)
    return box.cursorRect(cursor).x()


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
    if place is None or mention_words(place.mention.kind, int(f"{place.mention.number}{typed}")) in known:
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

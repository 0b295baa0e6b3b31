"""The cursor never rests inside a mention: what is typed there would break it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor

from seedance_gui.ui.form.prompt.text_spans import Place, place_around, places_of_block

if TYPE_CHECKING:
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

"""What the practice service says where the real one has words of its own: the window translates it."""

from __future__ import annotations

from enum import unique
from typing import TYPE_CHECKING

from seedance_gui.domain.messages import QT_TRANSLATE_NOOP, Message, MessageCode

if TYPE_CHECKING:
    from seedance_gui.domain.messages import Value


@unique
class PracticeMessage(MessageCode):
    """Its reasons, which are sent in English as the service sends its own."""

    PRACTICE_FAILED = QT_TRANSLATE_NOOP(
        "domain",
        "The video could not be made from this prompt. (Practice: the word in brackets asked for a failure.)",
    )
    PRACTICE_NO_BALANCE = QT_TRANSLATE_NOOP("domain", "The balance is not enough for this video.")
    PRACTICE_FILE_REFUSED = QT_TRANSLATE_NOOP(
        "domain", "The file was not accepted. (Practice: the word in brackets asked for a failure.)"
    )
    PRACTICE_FILE_KIND = QT_TRANSLATE_NOOP(
        "domain", "Files of this kind are not taken. Use a picture, a video or a sound."
    )
    PRACTICE_FILE_EMPTY = QT_TRANSLATE_NOOP("domain", "The file is empty.")


_BY_TEXT = {code.value: code for code in PracticeMessage}


def said_by_service(text: str) -> Value:
    """Return a service's own words, as a message where they are the practice service's."""
    code = _BY_TEXT.get(text)
    return text if code is None else Message(code)

"""Tidy a token that a person pasted, or say what is wrong with it."""

from __future__ import annotations

import re

from seedance_gui.domain.errors import TokenError
from seedance_gui.domain.keyring_messages import KeyringMessage
from seedance_gui.domain.messages import Message

# What comes along when a token is copied: zero-width characters, soft hyphens, direction marks.
_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x061C, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A)]
)
_QUOTES = "\"'`“”„‟‘’‚‛«»「」『』＂＇"
_HEADER = re.compile(r"authorization\s*[:：]|bearer(?=\s|[:：]|$)\s*[:：]?", re.IGNORECASE)
_LONGEST = 4096


def clean_token(text: str) -> str:
    """Return the token in ``text`` without what is copied along: blanks, quotes, "Bearer", invisible marks.

    The result has 1 to 4096 characters from ``!`` to ``~``: nothing in it can break an HTTP header.
    Raises TokenError, whose message says what is wrong; the error never holds the text itself.
    """
    token = text.translate(_INVISIBLE)
    before = None
    while token != before:
        before = token
        token = token.strip().strip(_QUOTES).strip()
        header = _HEADER.match(token)
        token = token[header.end() :] if header else token
    if not token:
        raise TokenError(Message(KeyringMessage.TOKEN_EMPTY))
    if len(token) > _LONGEST:
        raise TokenError(Message(KeyringMessage.TOKEN_TOO_LONG))
    if any(character.isspace() for character in token):
        raise TokenError(Message(KeyringMessage.TOKEN_SPACES))
    if not all("!" <= character <= "~" for character in token):
        raise TokenError(Message(KeyringMessage.TOKEN_CHARACTERS))
    return token

"""The service's id of a video in what a person pasted: alone, in a sentence, in a link, in a row of a table.

What its ids look like is on no page we have, so a text without blanks is taken as it stands. In longer ones
an id is what is called one, else the only word that has a digit and is long enough.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST: Final = 200
"""Characters of an id."""
SHORTEST: Final = 6
"""Characters from which a word among others may be an id."""

_WORD: Final = r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?"
_NAMED: Final = re.compile(
    rf"(?<![A-Za-z0-9])(?:task[\s_-]*id|video[\s_-]*id|id|任务\s*id|编号|任务号)[\"'”」]?\s*(?:[:=：]|is\b|是|为)"
    rf"\s*[\"'“「]?({_WORD})",
    re.IGNORECASE,
)
_LINK: Final = re.compile(r"https?://[^\s<>\"'“”「」，。）]+", re.IGNORECASE)
_NO_ID: Final = re.compile(
    r"""(\d{1,4}[-./]\d{1,2}([-./]\d{1,4})?      # a date, or a number with a point
        |\d{4}-\d\d-\d\dT[\d.]+Z?                # a date with its time, cut at the colon
        |seedance[\w.-]*|sd2_\w*                 # a model
        |\d{3,4}p|\d{1,4}x\d{1,4}
        |(mp4|webm|h26[45])|.*\.(mp4|webm|mov|json|html?|php|aspx?|png|jpe?g))""",
    re.IGNORECASE | re.VERBOSE,
)
_ID_KEYS: Final = frozenset({"id", "task_id", "taskid", "task-id", "video_id", "videoid"})


@dataclass(frozen=True, slots=True)
class IdFound:
    """``id`` is empty where none was found, or where ``several`` might be it."""

    id: str = ""
    several: bool = False


def find_id(text: str) -> IdFound:
    """Return the id in a pasted text. Blanks around it, quotes and invisible characters don't matter."""
    plain = "".join(character if character.isprintable() else " " for character in text[:20_000])
    plain = plain.strip().strip("\"'“”‘’「」`,;，；。:：()<>").strip()
    if _LINK.fullmatch(plain):
        return _one(_in_link(plain))
    if plain and " " not in plain and len(plain) <= LONGEST and re.fullmatch(_WORD, plain):
        return IdFound(plain)
    if named := _each(_NAMED.findall(plain)):
        return _one(named)
    words = [word for link in _LINK.findall(plain) for word in _in_link(link)]
    words += filter(_may_be, re.findall(_WORD, _LINK.sub(" ", plain)))
    return _one(_each(words))


def _in_link(link: str) -> list[str]:
    """Return what may be an id in a link: what is named so, else the last part that looks like one."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return []
    # The pages of web programs have their path behind the "#".
    behind = urlsplit(parts.fragment)
    pairs = [pair for query in (parts.query, behind.query) for pair in parse_qsl(query)]
    if named := [value for key, value in pairs if key.lower() in _ID_KEYS and _is_word(value)]:
        return _each(named)
    pieces = [unquote(piece) for path in (parts.path, behind.path) for piece in path.split("/")]
    if found := [piece for piece in pieces if _is_word(piece) and _may_be(piece)]:
        return found[-1:]
    return _each(value for _, value in pairs if _is_word(value) and _may_be(value))


def _one(words: list[str]) -> IdFound:
    return IdFound(words[0]) if len(words) == 1 else IdFound(several=len(words) > 1)


def _each(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(word for word in words if len(word) <= LONGEST))


def _is_word(text: str) -> bool:
    return len(text) <= LONGEST and re.fullmatch(_WORD, text) is not None


def _may_be(word: str) -> bool:
    has_digit = any(character.isdigit() for character in word)
    return has_digit and SHORTEST <= len(word) <= LONGEST and not _NO_ID.fullmatch(word)

"""Mentions as a person reads them in the window's language: “@Picture 1” for what is sent as ``@图1``."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from seedance_gui.domain.draft import Kind
from seedance_gui.domain.mentions import Mention, mention_text, mentions_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_KINDS: Final = (Kind.IMAGE, Kind.VIDEO, Kind.AUDIO)


def mention_words(kind: Kind, number: int) -> str:
    """Return the mention of the reference at place ``number``, from 1, as it stands in a prompt on screen."""
    return _forms()[_KINDS.index(kind)].format(number=number)


def spelled(prompt: str) -> str:
    """Return a prompt as a person reads it."""
    return _rewritten(prompt, mentions_in(prompt), mention_words)


def canonical(text: str) -> str:
    """Return a text as a person reads it as the prompt that is kept and sent."""
    return _rewritten(text, _own_in(text), mention_text)


def mentions_on_screen(text: str) -> tuple[Mention, ...]:
    """Return the mentions of a text in order, however they are spelled. Asked many times at each letter."""
    return _mentions_on_screen(text, _forms())


@lru_cache(maxsize=8)
def _mentions_on_screen(text: str, _language: tuple[str, ...]) -> tuple[Mention, ...]:
    return tuple(sorted({*mentions_in(text), *_own_in(text)}, key=lambda mention: mention.start))


def _rewritten(text: str, mentions: Iterable[Mention], words: Callable[[Kind, int], str]) -> str:
    pieces: list[str] = []
    end = 0
    for mention in mentions:
        pieces += text[end : mention.start], words(mention.kind, mention.number)
        end = mention.end
    return "".join((*pieces, text[end:]))


def _own_in(text: str) -> Iterator[Mention]:
    """Yield the mentions that are spelled in the window's language."""
    for found in _pattern(_forms()).finditer(text):
        group = found.lastindex or 1
        yield Mention(_KINDS[group - 1], int(found[group]), *found.span())


def _forms() -> tuple[str, str, str]:
    translate = QCoreApplication.translate
    return (
        translate("Mentions", "@Picture {number}"),
        translate("Mentions", "@Clip {number}"),
        translate("Mentions", "@Sound {number}"),
    )


@lru_cache(maxsize=4)
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    # Written by hand, capitals and blanks don't matter.
    escaped = (re.escape(form).replace(r"\{number\}", r"(\d{1,3})").replace(r"\ ", " ?") for form in forms)
    return re.compile(rf"(?:{'|'.join(escaped)})(?!\d)", re.IGNORECASE)

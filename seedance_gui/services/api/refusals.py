"""The answers to Create that are known to be a no: read from ``resources/refusals.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Literal

import msgspec

from seedance_gui.services.platform import resources

_Words = Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]


class _Wanting(msgspec.Struct, forbid_unknown_fields=True):
    coins: _Words
    lack: _Words
    phrases: _Words | None = None


class _List(msgspec.Struct, forbid_unknown_fields=True):
    format: Literal[1]
    codes: _Words
    statuses: Annotated[tuple[int, ...], msgspec.Meta(min_length=1)]
    unless: _Words
    wanting: Annotated[tuple[_Wanting, ...], msgspec.Meta(min_length=1)]


class RefusalsFileError(ValueError):
    """The list of refusals is wrong. The text says where."""


@dataclass(frozen=True, slots=True)
class Refusals:
    """The codes and HTTP statuses that refuse an order, and how a message says that coins don't suffice."""

    codes: frozenset[str]
    statuses: frozenset[int]
    wanting: re.Pattern[str]
    unless: re.Pattern[str]

    def lacks_coins(self, message: str) -> bool:
        """Tell whether a message plainly says that the balance or a quota is not enough."""
        return self.wanting.search(message) is not None and self.unless.search(message) is None


@cache
def refusals() -> Refusals:
    """Return the program's own list, read when it is first asked for."""
    return read_refusals(resources.read_text("refusals.toml"))


def read_refusals(text: str) -> Refusals:
    """Read the text of a list.

    Raises:
        RefusalsFileError: it is not TOML, or a key is unknown, missing, empty or of a wrong type.
    """
    try:
        found = msgspec.toml.decode(text, type=_List)
    except msgspec.DecodeError as fault:
        raise RefusalsFileError(str(fault)) from fault
    return Refusals(
        frozenset(found.codes),
        frozenset(found.statuses),
        re.compile("|".join(_pattern(one) for one in found.wanting), re.IGNORECASE),
        re.compile(_any_of(found.unless), re.IGNORECASE),
    )


def _pattern(wanting: _Wanting) -> str:
    coins, lack = _any_of(wanting.coins), _any_of(wanting.lack)
    near = r"[^.,;。，；]{0,30}"
    found = f"{coins}{near}{lack}|{lack}{near}{coins}"
    return f"{found}|{_any_of(wanting.phrases)}" if wanting.phrases else found


def _any_of(words: tuple[str, ...]) -> str:
    # A word's end counts where words are written apart: "quota", not "quotation".
    whole = (rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word) for word in words)
    return f"(?:{'|'.join(whole)})"

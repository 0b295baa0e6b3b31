"""The answers to Create that are known to be a no: read from ``resources/refusals.toml``."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import Annotated, Literal

import msgspec

from seedance_gui.services.platform import resources

_NotEmpty = msgspec.Meta(min_length=1)
_Words = Annotated[tuple[str, ...], _NotEmpty]


class RefusalsFileError(ValueError):
    """The list of refusals is wrong. The text says where."""


class _Wanting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    coins: _Words
    lack: _Words
    phrases: _Words | None = None

    @property
    def pattern(self) -> str:
        coins, lack, near = _any_of(self.coins), _any_of(self.lack), r"[^.,;。，；]{0,30}"
        found = f"{coins}{near}{lack}|{lack}{near}{coins}"
        return f"{found}|{_any_of(self.phrases)}" if self.phrases else found


class Refusals(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """The codes and HTTP statuses that refuse an order, and how a message says that coins don't suffice."""

    format: Literal[1]
    codes: Annotated[frozenset[str], _NotEmpty]
    statuses: Annotated[frozenset[int], _NotEmpty]
    unless: _Words
    wanting: Annotated[tuple[_Wanting, ...], _NotEmpty]

    def lacks_coins(self, message: str) -> bool:
        """Tell whether a message plainly says that the balance or a quota is not enough."""
        return self._lacking.search(message) is not None and self._unless.search(message) is None

    @cached_property
    def _lacking(self) -> re.Pattern[str]:
        return re.compile("|".join(one.pattern for one in self.wanting), re.IGNORECASE)

    @cached_property
    def _unless(self) -> re.Pattern[str]:
        return re.compile(_any_of(self.unless), re.IGNORECASE)


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
        return msgspec.toml.decode(text, type=Refusals)
    except msgspec.DecodeError as fault:
        raise RefusalsFileError(str(fault)) from fault


def _any_of(words: tuple[str, ...]) -> str:
    # A word's end counts where words are written apart: "quota", not "quotation".
    whole = (rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word) for word in words)
    return f"(?:{'|'.join(whole)})"

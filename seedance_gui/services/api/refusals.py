"""The answers to Create that are known to be a no: read from ``resources/refusals.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from seedance_gui.services.platform import resources

FORMAT = 1


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


@lru_cache(maxsize=1)
def refusals() -> Refusals:
    """Return the program's own list, read when it is first asked for."""
    return read_refusals(resources.read_text("refusals.toml"))


def read_refusals(text: str) -> Refusals:
    """Read the text of a list.

    Raises:
        RefusalsFileError: it is not TOML, or a key is unknown, missing, empty or of a wrong type.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise RefusalsFileError(str(fault)) from fault
    _known(data, {"format", "codes", "statuses", "unless", "wanting"}, "the file")
    if data.get("format") != FORMAT:
        raise RefusalsFileError(f"format: this program reads {FORMAT}")
    tables = _values(data, "wanting", dict)
    return Refusals(
        frozenset(_values(data, "codes", str)),
        frozenset(_values(data, "statuses", int)),
        re.compile("|".join(_pattern(table) for table in tables), re.IGNORECASE),
        re.compile(_any_of(_values(data, "unless", str)), re.IGNORECASE),
    )


def _pattern(table: dict[str, Any]) -> str:
    _known(table, {"coins", "lack", "phrases"}, "wanting")
    coins, lack = (_any_of(_values(table, key, str)) for key in ("coins", "lack"))
    near = r"[^.,;。，；]{0,30}"
    found = f"{coins}{near}{lack}|{lack}{near}{coins}"
    return f"{found}|{_any_of(_values(table, 'phrases', str))}" if "phrases" in table else found


def _any_of(words: list[str]) -> str:
    # A word's end counts where words are written apart: "quota", not "quotation".
    ends = (r"\b" if word.isascii() else "" for word in words)
    return f"(?:{'|'.join(f'{end}{re.escape(word)}{end}' for word, end in zip(words, ends, strict=True))})"


def _values(table: dict[str, Any], key: str, kind: type) -> list[Any]:
    found = table.get(key)
    if not isinstance(found, list) or not found or not all(type(value) is kind for value in found):
        raise RefusalsFileError(f"{key}: must be a list of {kind.__name__}, with something in it")
    return found


def _known(table: dict[str, Any], known: set[str], where: str) -> None:
    if strangers := table.keys() - known:
        raise RefusalsFileError(f"{where}: “{min(strangers)}” is not known here")

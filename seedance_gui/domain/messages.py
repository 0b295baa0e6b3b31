"""What the program says to a person, as codes with values: the text is looked up when it is shown.

A ``Message`` is a code and what goes into the named places of its text. What is compared and stored is the
code; its English text is the translation key (context ``domain`` in the Qt Linguist files), so the domain
needs no Qt. A ``LocalizedText`` comes from a data file, which carries every language itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Annotated

from msgspec import Meta, ValidationError, convert

from seedance_gui.compat import override

_Language = Annotated[str, Meta(pattern=r"^[a-z]{2,3}(_[A-Z][A-Za-z]+)*$")]


class LocalizedText:
    """A text of a data file by language: ``en`` at least, and any others (``zh``, ``pt_BR``). A value."""

    # No dataclass: msgspec would look for its fields in the file, instead of for languages.
    __slots__ = ("texts",)

    def __init__(self, **texts: str) -> None:
        self.texts = tuple(sorted(texts.items()))

    def in_language(self, code: str) -> str:
        """Return the text in a language (``zh_CN``), in its wider one (``zh``), or in English."""
        texts = dict(self.texts)
        return texts.get(code) or texts.get(code.partition("_")[0]) or texts["en"]

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, LocalizedText) and self.texts == other.texts

    @override
    def __hash__(self) -> int:
        return hash(self.texts)

    @override
    def __str__(self) -> str:
        return self.in_language("en")

    @override
    def __repr__(self) -> str:
        return f"LocalizedText({dict(self.texts)})"


def read_localized(kind: type, value: object) -> LocalizedText:
    """Read a ``LocalizedText``, as a ``dec_hook`` of msgspec does. Raises ValueError."""
    if kind is not LocalizedText:
        raise NotImplementedError
    try:
        texts = convert(value, dict[_Language, Annotated[str, Meta(min_length=1)]])
    except ValidationError as error:
        raise ValueError(str(error).partition(" - at ")[0]) from None  # msgspec names the place
    if "en" not in texts:
        raise ValueError("Object missing required field `en`")
    return LocalizedText(**texts)


class MessageCode(Enum):
    """The base of the catalogues. A member's name is what is stored, its value the English text.

    A text has named places (``"{model} makes {count} s"``), and ``%n`` for the number ``n`` that decides its
    plural form. No two members of any catalogues share a name.
    """


@dataclass(frozen=True, slots=True, init=False)
class Message:
    """A code and the ``values`` of the named places in its text."""

    code: MessageCode
    values: tuple[tuple[str, Value], ...]

    def __init__(self, code: MessageCode, /, **values: Value) -> None:
        object.__setattr__(self, "code", code)
        object.__setattr__(self, "values", tuple(values.items()))

    @property
    def text(self) -> str:
        """The English text with its places unfilled."""
        return str(self.code.value)

    @property
    def number(self) -> int:
        """The value ``n``, -1 where there is none."""
        return next((value for name, value in self.values if name == "n" and isinstance(value, int)), -1)

    @override
    def __str__(self) -> str:
        values = {name: str(value) for name, value in self.values}
        return self.text.replace("%n", "{n}").format(**values)


Value = str | int | float | LocalizedText | Message


def QT_TRANSLATE_NOOP(  # noqa: N802 - the name that lupdate looks for
    context: str, text: str, comment: str | None = None, n: int = -1
) -> str:
    """Mark ``text`` for the translators and return it unchanged; with any ``n``, as one with plural forms."""
    return text

"""What the program says to a person, as codes with values: the text is looked up when it is shown.

A ``Message`` is a code and what goes into the named places of its text. What is compared and stored is the
code; its English text is the translation key (context ``domain`` in the Qt Linguist files), so the domain
needs no Qt. A ``LocalizedText`` comes from a data file, which carries every language itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Annotated

from msgspec import Meta, Struct

from seedance_gui.compat import override


class LocalizedText(Struct, frozen=True, forbid_unknown_fields=True):
    """A text of a data file, in each language of the program."""

    en: Annotated[str, Meta(min_length=1)]
    zh: Annotated[str, Meta(min_length=1)]

    @override
    def __str__(self) -> str:
        return self.en


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


Value = str | int | LocalizedText | Message


def QT_TRANSLATE_NOOP(  # noqa: N802 - the name that lupdate looks for
    context: str, text: str, comment: str | None = None, n: int = -1
) -> str:
    """Mark ``text`` for the translators and return it unchanged; with any ``n``, as one with plural forms."""
    return text

"""What the domain says to a person: sentences that the window translates.

A ``Sentence`` is an English text with named places and what goes into them. The text is its translation key
(context ``domain`` in the Qt Linguist files), so the domain needs no Qt. A ``Text`` comes from a data file,
which carries every language itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from seedance_gui.compat import override


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a data file, in each language of the program."""

    en: str
    zh: str

    @override
    def __str__(self) -> str:
        return self.en


@dataclass(frozen=True, slots=True)
class Sentence:
    """An English sentence with named places (``"{model} makes {count} s"``) and their values."""

    text: str
    values: tuple[tuple[str, Value], ...] = ()

    @override
    def __str__(self) -> str:
        return self.text.format(**{name: str(value) for name, value in self.values})


Value = str | int | Text | Sentence


def say(text: str, /, **values: Value) -> Sentence:
    """Return the sentence of ``text`` with its named places filled by ``values``."""
    return Sentence(text, tuple(values.items()))


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - the name that lupdate looks for
    """Mark ``text`` for the translators and return it unchanged."""
    return text

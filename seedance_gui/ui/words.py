"""The domain's sentences in the language of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from seedance_gui.domain.words import Sentence, Text

if TYPE_CHECKING:
    from seedance_gui.domain.words import Value


class Words:
    """Says what the domain says. `language` (``en`` or ``zh``) picks among the texts of the data file.

    Sentences are translated by whatever translator the application has installed, in the context "domain".
    """

    def __init__(self, language: str = "en") -> None:
        self._language = language

    @property
    def language(self) -> str:
        """The language in force: ``en`` or ``zh``."""
        return self._language

    def set_language(self, language: str) -> None:
        """Speak another language. Whatever shows words has to ask for them again."""
        self._language = language

    def text(self, value: Value) -> str:
        """Return a sentence, data text, word or number as words of this language.

        What goes into a sentence is put in as it is: braces in it mean nothing.
        """
        if isinstance(value, Text):
            return value.zh if self._language.startswith("zh") else value.en
        if isinstance(value, Sentence):
            return self._sentence(value)
        return str(value)

    def _sentence(self, sentence: Sentence) -> str:
        values = {name: self.text(value) for name, value in sentence.values}
        translated = QCoreApplication.translate("domain", sentence.text)
        try:
            return translated.format(**values)
        except (KeyError, IndexError, ValueError, AttributeError):
            # A translation with a wrong place must not take the window down.
            return sentence.text.format(**values)

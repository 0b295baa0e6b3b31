"""The domain's messages in the language of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from seedance_gui.domain.messages import LocalizedText, Message
from seedance_gui.ui.kit.amounts import number_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from seedance_gui.domain.messages import Value

_WIDE_STOPS: Final = "。！？；：，、"


class Words:
    """Says what the domain says. `language` (``en``, ``zh_CN``) picks among the texts of the data file.

    Sentences are translated by whatever translator the application has installed, in the context "domain".
    """

    def __init__(self, language: str = "en") -> None:
        self.language = language

    def text(self, value: Value) -> str:
        """Return a message, data text, word or number as words of this language.

        What goes into a message is put in as it is: braces in it mean nothing.
        """
        if isinstance(value, LocalizedText):
            return value.in_language(self.language)
        if isinstance(value, Message):
            return self._message(value)
        return number_words(value, 6) if isinstance(value, float) else str(value)

    def _message(self, message: Message) -> str:
        values = {name: self.text(value) for name, value in message.values}
        translated = QCoreApplication.translate("domain", message.text, None, message.number)
        try:
            return translated.format(**values)
        except (KeyError, IndexError, ValueError, AttributeError):
            # A translation with a wrong place must not take the window down.
            return str(message)


def locale_of(language: str) -> QLocale:
    """Return how dates and numbers are written in a window of a language.

    As the system writes them where it speaks that language, its dates too; else as that language does.
    """
    plain, system = QLocale(language), QLocale.system()
    if (plain.language(), plain.script()) != (system.language(), system.script()):
        return plain
    named = QLocale(system.name())  # what is set for dates alone (LC_TIME) is not in it
    return system if system.standaloneDayName(1) == named.standaloneDayName(1) else named


def time_words(moment: datetime) -> str:
    """Return the time of day, as in "15:05"."""
    return QLocale().toString(QTime(moment.hour, moment.minute), QLocale.FormatType.ShortFormat)


def day_words(day: date) -> str:
    """Return a day of the year, as in "5 Nov", or "Nov 5" where the month is written first."""
    translate, locale = QCoreApplication.translate, QLocale()
    form = locale.dateFormat(QLocale.FormatType.LongFormat).replace("dddd", "")
    pattern = translate("tasks", "d MMM", "a day of the year, as in 5 Nov")
    if form.find("M") < form.find("d"):
        pattern = translate("tasks", "MMM d", "a day of the year, as in Nov 5")
    return locale.toString(QDate(day.year, day.month, day.day), pattern)


def counted(context: str, text: str, n: int) -> str:
    """Return a text with ``%n`` in the plural form of ``n``.

    Mark it where it is written, with any literal number: ``QT_TRANSLATE_NOOP(context, text, None, 1)``. The
    tool that gathers the texts overlooks a `translate` whose number is no literal.
    """
    return QCoreApplication.translate(context, text, None, n)


def in_a_row(messages: Iterable[str]) -> str:
    """Return messages as one text, empty ones left out. Chinese has no space after its wide full stop."""
    text = ""
    for message in messages:
        space = " " if text and message and text[-1] not in _WIDE_STOPS else ""
        text += space + message
    return text


def shortened(text: str, most: int = 40) -> str:
    """Return a text's beginning as one line of so many characters, for a message that is to cover little."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most].rstrip()}…"


def named(name: str, text: str) -> str:
    """Return a text with the name of what it speaks of before it."""
    return QCoreApplication.translate("Words", "{name}: {text}").format(name=name, text=text)

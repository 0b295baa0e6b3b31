"""The domain's messages in the language of the window."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QTranslator

from seedance_gui.compat import override
from seedance_gui.domain.form_messages import FormMessage
from seedance_gui.domain.messages import LocalizedText, Message
from seedance_gui.ui.kit.translator import Words, in_a_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

CHINESE = {
    FormMessage.OFF_RESOLUTION_FIXED: "{model} 总是生成 {size}。",
    FormMessage.MOVE_TO: "移到{field}",
    FormMessage.IMAGES: "参考图片",
    FormMessage.KEEP_FIRST: "保留前 {n} 个",  # a wrong place, as a slip of a translator
    FormMessage.REMOVE: "移除 {",
}

_BY_TEXT = {code.value: text for code, text in CHINESE.items()}


class Dictionary(QTranslator):
    """A translator that knows a few messages of the domain."""

    @override
    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        return _BY_TEXT.get(sourceText) if context == "domain" else None

    @override
    def isEmpty(self) -> bool:
        return False


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[QObject]:
    translator = Dictionary()
    QCoreApplication.installTranslator(translator)
    yield translator
    QCoreApplication.removeTranslator(translator)


def test_english_fills_the_places(qapp: QApplication) -> None:
    words = Words()
    assert words.text(
        Message(FormMessage.OFF_RESOLUTION_FIXED, model=LocalizedText(en="STD", zh="标准"), size="720p")
    ) == ("STD always makes 720p.")
    assert words.text(5) == "5"
    assert words.text("as it is {x}") == "as it is {x}"


def test_chinese_translates_nested_sentences_and_data_texts(chinese: QObject) -> None:
    words = Words("zh")
    assert words.text(
        Message(FormMessage.OFF_RESOLUTION_FIXED, model=LocalizedText(en="STD", zh="标准"), size="720p")
    ) == ("标准 总是生成 720p。")
    assert words.text(Message(FormMessage.MOVE_TO, field=Message(FormMessage.IMAGES))) == "移到参考图片"


def test_a_data_text_follows_the_language() -> None:
    name = LocalizedText(en="Full", zh="满血版")
    assert Words().text(name) == "Full"
    assert Words("zh_CN").text(name) == "满血版"


@pytest.mark.parametrize("value", ["{x}", "{", "}", "{0}", "{model.__class__}", "%1 {{}}"])
def test_braces_in_what_people_enter_stay_as_they_are(chinese: QObject, value: str) -> None:
    for words in (Words(), Words("zh")):
        assert words.text(Message(FormMessage.AS_IT_IS, value=value)) == value
        assert value in words.text(Message(FormMessage.MODEL_UNKNOWN, model=value))


def test_a_wrong_translation_falls_back_to_english(chinese: QObject) -> None:
    words = Words("zh")
    assert words.text(Message(FormMessage.KEEP_FIRST, count=3)) == "Keep the first 3"
    assert words.text(Message(FormMessage.REMOVE)) == FormMessage.REMOVE.value


def test_sentences_in_a_row_have_the_space_of_their_writing() -> None:
    assert in_a_row(["Kept.", "", "Not used now."]) == "Kept. Not used now."
    assert in_a_row(["已保留。", "", "暂不使用。"]) == "已保留。暂不使用。"
    assert in_a_row([]) == ""


_SHOW = """
import datetime as dt, sys
from PySide6.QtCore import QLocale
from seedance_gui.ui.kit.translator import day_words, locale_of, time_words
QLocale.setDefault(locale_of(sys.argv[1]))
moment = dt.datetime(2026, 11, 5, 15, 7)
day = QLocale().standaloneDayName(4, QLocale.FormatType.LongFormat)
said = day_words(moment.date()), time_words(moment), day, QLocale().toString(12345)
sys.stdout.buffer.write("|".join(said).encode())
"""


@pytest.mark.parametrize(
    ("language", "system", "said"),
    [
        ("en", {"LC_ALL": "en_GB.UTF-8"}, "5 Nov|15:07|Thursday|12,345"),
        ("en", {"LC_ALL": "en_US.UTF-8"}, "Nov 5|3:07\u202fPM|Thursday|12,345"),
        ("en", {"LC_ALL": "en_ZA.UTF-8"}, "5 Nov|15:07|Thursday|12\u00a0345"),
        ("en", {"LANG": "en_US.UTF-8", "LC_TIME": "en_DK.UTF-8"}, "5 Nov|15.07|Thursday|12,345"),
        # Names of days in a language that the window doesn't speak are worse than its own way to write them.
        ("en", {"LANG": "en_GB.UTF-8", "LC_TIME": "de_DE.UTF-8"}, "5 Nov|15:07|Thursday|12,345"),
        ("en", {"LC_ALL": "de_DE.UTF-8"}, "Nov 5|3:07\u202fPM|Thursday|12,345"),
        ("zh_CN", {"LC_ALL": "zh_CN.UTF-8"}, "11\u6708 5|15:07|\u661f\u671f\u56db|12,345"),
        ("zh_CN", {"LC_ALL": "de_DE.UTF-8"}, "11\u6708 5|15:07|\u661f\u671f\u56db|12,345"),
        ("zh_CN", {"LC_ALL": "zh_TW.UTF-8"}, "11\u6708 5|15:07|\u661f\u671f\u56db|12,345"),
        ("en", {"LC_ALL": "C"}, "Nov 5|3:07\u202fPM|Thursday|12,345"),
    ],
)
def test_dates_and_numbers_are_written_as_the_system_does_where_it_speaks_the_windows_language(
    language: str, system: dict[str, str], said: str
) -> None:
    assert said_by(_SHOW, language, system) == said


def test_the_language_of_the_window_brings_them() -> None:
    begin = """
        from PySide6.QtWidgets import QApplication
        from seedance_gui.ui.shell.language import Language
        app = QApplication([])
        Language(app).use(sys.argv[1])
    """
    script = _SHOW.replace("QLocale.setDefault(locale_of(sys.argv[1]))", textwrap.dedent(begin))
    assert said_by(script, "en", {"LC_ALL": "en_GB.UTF-8"}) == "5 Nov|15:07|Thursday|12,345"


def said_by(script: str, language: str, system: dict[str, str]) -> str:
    keep = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    keep |= {"QT_QPA_PLATFORM": "offscreen", **system}
    shown = subprocess.run(
        [sys.executable, "-c", script, language], env=keep, capture_output=True, check=True
    )
    return shown.stdout.decode()

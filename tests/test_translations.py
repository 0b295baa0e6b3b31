"""The Chinese of the program: complete, up to date with the sources, and fit for the screen.

The README tells what to do after a change of texts.
"""

from __future__ import annotations

import ast
import os
import re
import string
import subprocess
import sysconfig
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

# Before Qt is asked for a display.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QTranslator

from seedance_gui.domain import messages as m
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.form_messages import FormMessage
from seedance_gui.domain.keyring_messages import KeyringMessage
from seedance_gui.domain.practice_messages import PracticeMessage
from seedance_gui.services.platform import resources
from seedance_gui.ui.kit.translator import Words
from seedance_gui.ui.shell.language import ENGLISH, Language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

ROOT: Final = Path(__file__).parents[1]
PACKAGE: Final = ROOT / "seedance_gui"
ENGLISH_TS: Final = resources.path("translations") / "seedance_en.ts"
CHINESE_TS: Final = resources.path("translations") / "seedance_zh_CN.ts"
HAN: Final = r"[\u4e00-\u9fff]"
# Chinese writes a date without spaces, and the service its mentions.
CLOSE: Final = frozenset(
    {"M月d日", "M月", "yyyy年M月", *(f"@{kind}{{number}}" for kind in ("图", "视频", "音频"))}
)
MARKS: Final = frozenset({"tr", "translate", "QT_TRANSLATE_NOOP"})


class Message(NamedTuple):
    """What is translated: the text, where it is used, and the remark that tells it from its like."""

    context: str
    source: str
    comment: str = ""


def messages(file: Path) -> dict[Message, str]:
    """Return the finished translations of a Qt Linguist file; what is unfinished is empty."""
    found = {}
    for context in ET.parse(file).getroot().iter("context"):
        for entry in context.iter("message"):
            key = Message(
                context.findtext("name", ""), entry.findtext("source", ""), entry.findtext("comment", "")
            )
            translation = entry.find("translation")
            finished = translation is not None and translation.get("type") is None
            forms = [*translation, translation][:1] if translation is not None and finished else []
            found[key] = "".join(form.text or "" for form in forms)
    return found


def plurals(file: Path) -> dict[Message, tuple[str, ...]]:
    """Return the finished plural forms of the texts that have some."""
    found = {}
    for context in ET.parse(file).getroot().iter("context"):
        for entry in context.iter("message"):
            if entry.get("numerus") == "yes":
                key = Message(context.findtext("name", ""), entry.findtext("source", ""))
                translation = entry.find("translation")
                assert translation is not None
                finished = translation.get("type") is None
                found[key] = tuple(form.text or "" for form in translation if finished)
    return found


@pytest.fixture(scope="module")
def chinese() -> dict[Message, str]:
    return messages(CHINESE_TS)


@pytest.fixture(scope="module")
def english() -> dict[Message, tuple[str, ...]]:
    """The English plural forms."""
    return plurals(ENGLISH_TS)


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> set[Message]:
    """What Qt's own tool finds to translate in the sources."""
    file = tmp_path_factory.mktemp("translations") / "fresh.ts"
    tool = Path(sysconfig.get_path("scripts")) / "pyside6-lupdate"
    sources = [str(path) for path in sorted(PACKAGE.rglob("*.py"))]
    subprocess.run(
        [tool, "-locations", "none", *sources, "-ts", file], check=True, capture_output=True, timeout=30
    )
    return set(messages(file))


def test_it_is_complete_and_up_to_date(chinese: dict[Message, str], marked: set[Message]) -> None:
    assert not sorted(marked - set(chinese)), "new texts: see the head of this file"
    assert not sorted(set(chinese) - marked), "texts that are no longer in the sources"
    assert not sorted(message for message, text in chinese.items() if not text.strip())


def test_what_counts_has_its_plural_forms(english: dict[Message, tuple[str, ...]]) -> None:
    """English has two forms, Chinese one; ``%n`` stands in each, or the number one is said in words."""
    counted = plurals(CHINESE_TS)
    assert counted.keys() == english.keys()
    assert all(len(forms) == 1 and "%n" in forms[0] for forms in counted.values())
    for message, forms in english.items():
        assert len(forms) == 2, message
        assert all(forms), message
        assert "%n" in forms[1], message


def test_the_program_loads_every_translation(qapp: QApplication, chinese: dict[Message, str]) -> None:
    translator = QTranslator()
    assert translator.load(str(CHINESE_TS.with_suffix(".qm")))
    stale = [
        message
        for message, text in chinese.items()
        if translator.translate(message.context, message.source, message.comment or None) != text
    ]
    assert translator.load(str(ENGLISH_TS.with_suffix(".qm")))
    stale += [
        message
        for message, forms in plurals(ENGLISH_TS).items()
        if tuple(translator.translate(message.context, message.source, None, n) for n in (1, 2)) != forms
    ]
    assert not stale, "the .qm is older than the .ts: run pyside6-lrelease"


def test_every_place_is_in_both(chinese: dict[Message, str]) -> None:
    def places(text: str) -> list[str]:
        return sorted({name for _, name, _, _ in string.Formatter().parse(text) if name is not None})

    for message, text in chinese.items():
        assert not text or places(message.source) == places(text), message


def test_the_chinese_is_set_as_chinese(chinese: dict[Message, str]) -> None:
    rules = tomllib.loads(resources.read_text("routes.toml"))
    for text in [*chinese.values(), *_chinese_of(rules)]:
        assert not re.search(f"{HAN}[,.;:?!()]|[,;:?!()]{HAN}", text), f"a mark of half width: {text}"
        assert text in CLOSE or not _crowded(text), f"no space beside Latin letters: {text}"


def _crowded(text: str) -> bool:
    # "{list}" and its like may be Chinese themselves.
    bare = re.sub(r"\{(list|kind|field)\}", "", text)
    return bool(re.search(f"{HAN}[A-Za-z0-9{{]|[A-Za-z0-9}}%]{HAN}", bare))


def _chinese_of(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        for name, value in data.items():
            if name == "zh":
                yield value
            else:
                yield from _chinese_of(value)
    elif isinstance(data, list):
        for value in data:
            yield from _chinese_of(value)


@pytest.mark.parametrize("catalogue", [FormMessage, FaultMessage, KeyringMessage, PracticeMessage])
def test_every_message_of_the_domain_is_translated(
    catalogue: type[m.MessageCode], chinese: dict[Message, str]
) -> None:
    texts = {code.value for code in catalogue if code is not FormMessage.AS_IT_IS}
    assert not sorted(text for text in texts if not chinese.get(Message("domain", text)))


def test_no_text_is_marked_in_a_way_that_is_overlooked(marked: set[Message]) -> None:
    """The tool reads names and literals only: no alias, no f-string, no variable."""
    known = {message.source for message in marked}
    overlooked = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            place = f"{path.relative_to(ROOT)}:{call.lineno}"
            plain = isinstance(call.func, ast.Name)
            name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
            if name not in MARKS or (name == "tr" and not call.args):
                continue
            if plain and name == "tr":
                overlooked.append(f"{place}: an alias called tr")
            text = call.args[0 if name == "tr" else 1] if len(call.args) > (name != "tr") else None
            if isinstance(text, ast.JoinedStr):
                overlooked.append(f"{place}: an f-string")
            if isinstance(text, ast.Constant) and isinstance(text.value, str) and text.value not in known:
                overlooked.append(f"{place}: {text.value}")
    assert not overlooked


def test_the_window_speaks_the_chosen_language(qapp: QApplication) -> None:
    language = Language(qapp)
    language.use("zh_CN")
    try:
        words = Words(language.code)
        assert words.text(m.Message(FormMessage.MODEL)) == "模型"
        assert "1 个视频" in words.text(m.Message(FaultMessage.RECOVERED, n=1))
        assert qapp.translate("tasks", "Queued") == "排队中"
        assert qapp.translate("QPlatformTheme", "Cancel") == "取消"
        assert qapp.translate("QFileDialog", "Files of &type:") == "文件类型："
        language.use(ENGLISH)
        words = Words(language.code)
        assert words.text(m.Message(FaultMessage.RECOVERED, n=1)).startswith("One video was ")
        assert words.text(m.Message(FaultMessage.RECOVERED, n=2)).startswith("2 videos were ")
        assert qapp.translate("tasks", "Queued") == "Queued"
    finally:
        for translator in qapp.findChildren(QTranslator):  # other tests read the texts as they are written
            qapp.removeTranslator(translator)

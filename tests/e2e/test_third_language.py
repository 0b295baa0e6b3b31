"""A third language is data only, and longer words are not cut: the program, with a language in its files.

It is made of the English texts, ⟦each in brackets and longer by some two fifths⟧.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import sysconfig
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.e2e.test_main_job import ROOT, environment

pytestmark = pytest.mark.timeout(240)


def pseudo(text: str) -> str:
    """Return a text of the language."""
    return f"⟦{text}{' ~' * (len(text) // 5)}⟧"


def add_language(tree: Path) -> None:
    """Add the language to the resources of a copy of the program."""
    for data in ("routes.toml", "examples/examples.toml"):
        rules = tree / "resources" / data
        text = rules.read_text(encoding="utf-8")
        parts = re.findall(r'^text = \{ en = "([^"]*)"', text, re.MULTILINE)

        def added(found: re.Match[str], parts: list[str] = parts) -> str:
            translated = pseudo(found[1])
            for part in parts:  # of a prompt: they stand in it word for word
                if part != found[1]:
                    translated = translated.replace(part, pseudo(part))
            return f'{found[0]}, eo = "{translated}"'

        rules.write_text(re.sub(r'\{ en = "([^"]*)"', added, text), encoding="utf-8")
    file = tree / "resources" / "translations" / "seedance_eo.ts"
    shutil.copy(file.with_name("seedance_zh_CN.ts"), file)
    catalogue = ET.parse(file)
    catalogue.getroot().set("language", "eo")
    for message in catalogue.getroot().iter("message"):
        translation, source = message.find("translation"), message.findtext("source", "")
        assert translation is not None
        translation.attrib.clear()
        for form in list(translation):
            translation.remove(form)
        translation.text = None
        if message.get("numerus"):
            for _ in range(2):
                ET.SubElement(translation, "numerusform").text = pseudo(source)
        else:
            translation.text = pseudo(source)
    catalogue.write(file, encoding="utf-8", xml_declaration=True)
    tool = Path(sysconfig.get_path("scripts")) / "pyside6-lrelease"
    subprocess.run([tool, file], check=True, capture_output=True, timeout=30)


def test_a_language_is_data_only_and_its_longer_words_are_not_cut(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    for name in ("seedance_gui", "resources", "tests"):
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
    add_language(tree)
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.third_language", str(tmp_path / "data")],
        cwd=tree,
        env=environment(tmp_path / "home") | {"PYTHONPATH": str(tree)},
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    pages = [json.loads(line) for line in done.stdout.splitlines()]
    assert pages, done.stderr
    assert pages[-1] == {"done": True}, f"{pages[-1]}\n{done.stderr}"
    assert not {page["page"]: page["foreign"] for page in pages[:-1] if page["foreign"]}
    assert not {page["page"]: page["wrong"] for page in pages[:-1] if page["wrong"]}

"""Names that every system takes, that read as they were meant, and that stay in their folder."""

from __future__ import annotations

import datetime as dt
import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_gui.domain.file_names import numbered, safe_name, start_of, video_stem

WHEN = dt.datetime(2026, 11, 23, 9, 5, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("prompt", "name"),
    [
        ("A cat on a sofa", "2026-11-23 A cat on a sofa"),
        ("", "2026-11-23"),
        ("../x", "2026-11-23 .. x"),
        ("..\\..\\x", "2026-11-23 .. .. x"),
        ("/etc/passwd", "2026-11-23 etc passwd"),
        ("x:y", "2026-11-23 x y"),
        ("a.", "2026-11-23 a"),
        ("a . . .", "2026-11-23 a"),
        ("a\nb\tc\0d\x1b[31m", "2026-11-23 a b c d [31m"),
        ('<b>"hi"|*?</b>', "2026-11-23 b hi b"),
        ("\u202egpj.exe", "2026-11-23 gpj.exe"),
        ("a\u200bb\ufeffc", "2026-11-23 abc"),
        ("一只猫坐在沙发上，阳光", "2026-11-23 一只猫坐在沙发上，阳光"),
        ("👨\u200d👩\u200d👧 family", "2026-11-23 👨👩👧 family"),
        ("a\u2028b\u00a0\u3000c\u0378d\ue000", "2026-11-23 a b cd"),
        ("e\u0301cole", "2026-11-23 école"),
        ("\ud800 broken", "2026-11-23 broken"),
        ("one two " * 20, "2026-11-23 " + "one two " * 7 + "one"),
        ("x" * 300, "2026-11-23 " + "x" * 60),
        (
            "seven letter words, seven letter words, seven letter words, and",
            "2026-11-23 seven letter words, seven letter words, seven letter words",
        ),
        ("a " + "x" * 70, "2026-11-23 a " + "x" * 58),  # one word is most of it: it is cut
        ("100% {model}", "2026-11-23 100 {model}"),
    ],
)
def test_a_video_is_named_by_date_and_prompt(prompt: str, name: str) -> None:
    assert video_stem(prompt, "m", WHEN) == name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("CON", "_CON"),
        ("con.mp4", "_con.mp4"),
        ("NUL .txt", "_NUL .txt"),
        ("COM¹", "_COM¹"),
        ("lpt9", "_lpt9"),
        ("CONSOLE", "CONSOLE"),
        ("...", "Video"),
        ("   ", "Video"),
        (".hidden", "hidden"),
        ("a/b", "a b"),
        ("x.", "x"),
        ("x" * 300, "x" * 80),
        ("x" * 79 + "q\u0323\u0307", "x" * 79),  # its marks go with the letter
        ("x" * 79 + ".more", "x" * 79),  # no dot where it was cut
        ("👾" * 100, "👾" * 40),  # 160 bytes
        ("猫" * 100, "猫" * 53),
        ("a" + "👾" * 100, "a" + "👾" * 39),
        ("\u0323" * 300, "Video"),  # marks without a letter
        ("Xylophone X", "Xylophone X"),
    ],
)
def test_safe_names(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_patterns() -> None:
    assert video_stem("A cat", "std", WHEN, "{model} {time} {prompt} {odd}") == "std 09.05 A cat {odd}"
    named = video_stem("A cat", "std", WHEN, "{prompt} {ratio} {duration}", ratio="16:9", seconds=5)
    assert named == "A cat 16x9 5s"
    assert video_stem("A cat", "std", WHEN, "{prompt} {ratio} {duration}") == "A cat"
    assert video_stem("CON", "std", WHEN, "{prompt}") == "_CON"
    assert video_stem("", "std", WHEN, "{prompt}") == "Video"
    assert video_stem("x", "../../m", WHEN, "{model}/{prompt}") == "m x"
    assert [numbered("a", n) for n in (1, 2)] == ["a", "a (2)"]


@given(st.text(max_size=400))
def test_any_name_is_one_part_of_a_path(text: str) -> None:
    name = safe_name(text)
    assert name
    assert len(name.encode()) <= 162
    for path in (PurePosixPath("/videos") / f"{name}.mp4", PureWindowsPath("C:\\videos") / f"{name}.mp4"):
        assert path.name == f"{name}.mp4"
        assert len(path.relative_to(path.parent).parts) == 1
    assert not name.startswith((" ", "."))
    assert not name.endswith((" ", "."))
    assert not any(unicodedata.category(character) in {"Cc", "Cf", "Cs"} for character in name)
    assert safe_name(name) == name


@given(st.text(max_size=400))
def test_the_start_of_a_prompt_is_short(text: str) -> None:
    assert len(start_of(text)) <= 60

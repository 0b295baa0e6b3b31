"""A wrong rules file is refused with the place of the fault."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.rules_file import RulesFileError, load_rules

if TYPE_CHECKING:
    from seedance_gui.domain.rules import Rules


@pytest.mark.parametrize(
    ("old", "new", "key", "what"),
    [
        ("format = 1", "format = 2", "format", "reads format 1"),
        ("life_days = 3", 'life_days = "3"', "links.life_days", "whole number"),
        ("life_days = 3", "life_days = 0", "links.life_days", "more than 0"),
        ("counts_frames = true", "counts_frame = true", "counts_frame", "not known here"),
        ('need = "both"', 'need = "bth"', "frames.need", "“bth” is none of either, both"),
        (
            "minimum = 1, maximum = 15",
            "minimum = 16, maximum = 15",
            "duration",
            "between minimum and maximum",
        ),
        ("minimum = 1, ", "", "duration", "“minimum” is missing"),
        ('resolution = { fixed = "720p" }', "resolution = {}", "resolution", "give one of"),
        (
            '"720p", "1080p"], default = "720p"',
            '"720p", "1080p"], default = "2k"',
            "resolution",
            "one of the",
        ),
        ('default = "16:9"', 'default = "5:4"', "ratio", "one of the choices"),
        (
            'models = ["seedance2.0-fast-sp"]',
            'models = ["seedance2.0-std"]',
            "models",
            "no model of this route",
        ),
        (
            'unsupported_fields = ["reference_videos"]',
            'unsupported_fields = ["prompt"]',
            "unsupported_fields",
            "always required",
        ),
        (
            'unsupported_fields = ["reference_videos"]',
            "unsupported_fields = []",
            "unsupported_fields",
            "something in it",
        ),
        ('value = "seedance2.0-fast-md"', 'value = "seedance2.0-md"', "value", "stands here twice"),
        ('id = "md"', 'id = "std"', "id", "stands here twice"),
        ('name = { en = "MD fast"', 'name = { en = ""', "name.en", "must not be empty"),
        ('name = { en = "MD fast", zh', 'name = { en = "MD fast", fr', "name", "must be { en"),
        ("at_most = 3", "at_most = 3\nat_least = 9", "caution", "give one of values"),
        ("with_frames = false", "with_frames = 0", "with_frames", "true or false"),
    ],
)
def test_the_fault_is_named_with_its_line(rules_text: str, old: str, new: str, key: str, what: str) -> None:
    assert old in rules_text
    broken = rules_text.replace(old, new, 1)
    with pytest.raises(RulesFileError) as caught:
        load_rules(broken)
    message = str(caught.value)
    assert what in message
    assert key in message.split(":", maxsplit=1)[0]
    number = int(message.removeprefix("line ").split(",")[0])
    at = broken.splitlines()[number - 1]
    changed = broken[: rules_text.index(old) + len(new)].count("\n") + 1
    # The line itself, or the table that the key stands (or is missing) in.
    assert number == changed or at.startswith("[") or abs(number - changed) <= 1, (number, changed, at)


def test_what_is_no_toml_is_refused_with_its_line() -> None:
    with pytest.raises(RulesFileError, match="line 2"):
        load_rules("format = 1\nroute = [}\n")


@pytest.mark.parametrize("table", ["links", "upload", "route"])
def test_a_missing_table_is_named(rules_text: str, table: str) -> None:
    blocks = re.split(r"(?m)^(?=\[)", rules_text)
    kept = [block for block in blocks if not block.startswith((f"[{table}]", f"[[{table}"))]
    with pytest.raises(RulesFileError, match=rf"{table}\]+ is missing"):
        load_rules("".join(kept))


def test_every_text_of_the_file_is_in_both_languages(rules: Rules) -> None:
    for route, model in rules.models():
        for text in (route.name, route.summary, model.name, model.summary, *(c.text for c in route.cautions)):
            assert text.en
            assert text.zh

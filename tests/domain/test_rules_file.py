"""A wrong rules file is refused with the place of the fault."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.rules_file import RulesFileError, load_rules

if TYPE_CHECKING:
    from seedance_gui.domain.rules import Rules

SP_CAUTION = 'field = "reference_videos"\ngiven = true\nmodels = ["seedance2.0-fast-sp"]'
FULL_MODELS = 'models = ["sd2_mx_video_720p", '


def refusal(text: str) -> tuple[int, str, str]:
    """Return the line, the key and the reason with which a file is refused."""
    with pytest.raises(RulesFileError) as caught:
        load_rules(text)
    found = re.fullmatch(r"line (\d+), ([^:]*): (.*)", str(caught.value))
    assert found, caught.value
    return int(found[1]), found[2], found[3]


@pytest.mark.parametrize(
    ("old", "new", "place", "what"),
    [
        ("format = 1", "format = 2", "format", "reads format 1"),
        ("format = 1", "", "format", "reads format 1"),
        ("link_life_days = 3", 'link_life_days = "3"', "link_life_days", "Expected `int`, got `str`"),
        ("link_life_days = 3", "link_life_days = 0", "link_life_days", ">= 1"),
        ("maximum_bytes = 104_857_600", "maximum_bytes = true", "upload.maximum_bytes", "got `bool`"),
        ('audio = ["mp3"', 'sound = ["mp3"', "upload.sound", "unknown field"),
        ("audio = [", "# [", "upload", "missing required field `audio`"),
        ("counts_frames =", "counts_frame =", "route.8.images.counts_frame", "unknown field"),
        ('need = "both"', 'need = "bth"', "route.7.frames.need", "Invalid enum value 'bth'"),
        ("minimum = 1, maximum = 15", "minimum = 16, maximum = 15", "route.7.duration", "lie between"),
        ("minimum = 1, maximum = 15", "minimum = 1, maximum = 4", "route.7.duration", "lie between"),
        ("minimum = 1, ", "", "route.7.duration", "missing required field `minimum`"),
        ('resolution = { fixed = "720p" }', "resolution = {}", "route.1.resolution", "give one of fixed"),
        ('{ fixed = "720p" }', '{ fixed = "720p", in_model = true }', "route.1.resolution", "give one of"),
        ('"1080p"], default = "720p"', '"1080p"], default = "2k"', "route.3.resolution", "of the choices"),
        ('default = "16:9"', 'default = "5:4"', "route.1.ratio", "one of the choices"),
        ('["reference_videos"]', '["prompt"]', "route.2.model.1", "“prompt” is always required"),
        ('["reference_videos"]', '["model"]', "route.2.model.1", "“model” is always required"),
        ('["reference_videos"]', '["duration"]', "route.2.model.1", "“duration” is always required"),
        ('["reference_videos"]', "[]", "route.2.model.1.unsupported_fields", "length >= 1"),
        ('"seedance2.0-fast-md"', '"seedance2.0-md"', "route.7.model.2.value", "stands here twice"),
        ('id = "md"', 'id = "std"', "route.7.id", "“std” stands here twice"),
        ('name = { en = "MD fast"', 'name = { en = ""', "route.7.model.2.name", "length >= 1"),
        ('{ en = "MD fast", zh', '{ en = "MD fast", fr', "route.7.model.2.name", "in en, fr, the first"),
        ("with_frames = false", "with_frames = 0", "route.1.reference_audios.with_frames", "got `int`"),
        # Cautions that could never show
        ("at_most = 3", "at_most = 3\nat_least = 9", "route.7.caution.1", "give one of values, at_least"),
        ("at_most = 3", "", "route.7.caution.1", "give one of values, at_least"),
        ("at_most = 3", "at_most = 16", "route.7.caution.1.at_most", "the duration, 1 to 15 s"),
        ("at_least = 12", "at_least = 13", "route.2.caution.1.at_least", "the duration, 4 to 12 s"),
        ("at_least = 12", "at_least = 3", "route.2.caution.1.at_least", "the duration, 4 to 12 s"),
        ("at_least = 12", "given = true", "route.2.caution.1.given", "references only"),
        ('values = ["480p"]', "at_most = 480", "route.3.caution.1.at_most", "is for the duration"),
        ('values = ["480p"]', 'values = ["720p", "2k"]', "route.3.caution.1.values", "“2k” is not offered"),
        (SP_CAUTION, 'field = "ratio"\nvalues = ["4:3"]', "route.3.caution.2.values", "“4:3” is not offered"),
        (SP_CAUTION, 'field = "prompt"\nvalues = ["x"]', "route.3.caution.2.values", "“x” is not offered"),
        (SP_CAUTION, 'field = "orientation"\nvalues = ["portrait"]', "route.3.caution.2.field", "takes the"),
        ('"seedance2.0-fast-sp"]', '"seedance2.0-std"]', "route.3.caution.2.models", "is no model of"),
        (FULL_MODELS, 'models = ["sd2_mx_720p", ', "route.2.caution.2.models", "“sd2_mx_720p” doesn't take"),
    ],
)  # fmt: skip
def test_the_fault_is_named_with_its_line(rules_text: str, old: str, new: str, place: str, what: str) -> None:
    assert old in rules_text
    line, key, reason = refusal(rules_text.replace(old, new, 1))
    assert any(each in reason for each in what.split("|")), reason
    assert key.startswith(place), key
    changed = rules_text[: rules_text.index(old)].count("\n") + 1
    inner = place.rsplit(".", 1)[-1]
    at = rules_text.replace(old, new, 1).splitlines()[line - 1]
    # The line itself, or the table that the key stands (or is missing) in.
    assert (line, key) == (1, "format") or inner in at or (inner.isdigit() and at.startswith("[[")), at
    assert abs(line - changed) <= 12


def test_every_line_of_the_file_is_found_when_its_value_is_wrong(rules_text: str) -> None:
    lines = rules_text.splitlines()
    for number, line in enumerate(lines, 1):
        if key := re.match(r"(\w+) = ", line):
            wrong = [*lines]
            wrong[number - 1] = f"{key[0]}[[1.5]]"
            found, place, _ = refusal("\n".join(wrong))
            assert found == number, (found, number, line)
            assert place.rsplit(".", 1)[-1] in (key[1], "1")


def test_what_is_no_toml_is_refused_with_its_line() -> None:
    with pytest.raises(RulesFileError, match="line 2"):
        load_rules("format = 1\nroute = [}\n")


@pytest.mark.parametrize("table", ["upload", "route"])
def test_a_missing_table_is_named(rules_text: str, table: str) -> None:
    blocks = re.split(r"(?m)^(?=\[)", rules_text)
    kept = [block for block in blocks if not block.startswith((f"[{table}", f"[[{table}"))]
    assert refusal("".join(kept)) == (1, "the file", f"Object missing required field `{table}`")


def test_every_text_of_the_file_is_in_both_languages(rules: Rules) -> None:
    for route, model in rules.models():
        for text in (route.name, route.summary, model.name, model.summary, *(c.text for c in route.cautions)):
            assert {code for code, _ in text.texts} == {"en", "zh"}

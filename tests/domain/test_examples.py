"""The examples that ship can be ordered as they are; a wrong file of them is refused with its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.draft import Kind
from seedance_gui.domain.examples import load_examples
from seedance_gui.domain.rules_file import RulesFileError
from seedance_gui.services.media.file_signature import read_signature
from seedance_gui.services.platform import resources

if TYPE_CHECKING:
    from seedance_gui.domain.rules import Rules

TEXT = resources.read_text("examples", "examples.toml")


def test_there_is_one_for_each_start_with_pictures_of_the_right_kind(rules: Rules) -> None:
    examples = load_examples(TEXT, rules)
    assert [example.start for example in examples] == ["text", "references", "frames"]
    assert [len(example.references) for example in examples] == [0, 2, 2]
    named = {name for example in examples for name in (*example.pictures, *example.references)}
    folder = resources.path("examples")
    assert {file.name for file in folder.iterdir()} == named | {"examples.toml"}
    for name in named:
        with (folder / name).open("rb") as file:
            found = read_signature(file)
        assert (found.kind, found.format) == (Kind.IMAGE, "jpg")
    assert sum(file.stat().st_size for file in folder.iterdir()) < 400_000


def test_an_example_enters_all_that_it_needs_in_the_language_of_the_window(rules: Rules) -> None:
    example = load_examples(TEXT, rules)[1]
    draft = example.draft("zh_CN", {name: f"/home/{name}" for name in example.references})
    assert "香水瓶" in draft.prompt
    assert [item.file for item in draft.images] == ["/home/bottle.jpg", "/home/morning.jpg"]
    assert (draft.model, draft.ratio, draft.duration) == (example.model, example.ratio, example.duration)


@pytest.mark.parametrize(
    ("old", "new", "place", "what"),
    [
        ("format = 1", "format = 2", "format", "reads format 1"),
        ('ratio = "16:9"', 'ratio = "5:4"', "example.1.ratio", "takes 16:9"),
        ("duration = 8", "duration = 99", "example.3.duration", "takes 15"),
        ('model = "seedance2.0-std"', 'model = "x"', "example.1.model", "not known"),
        ("of @图2.", "of @图3.", "example.2.prompt", "en: @图3 points at no reference"),
        ('start = "frames"', 'start = "text"', "example.3.first_image", "uses no references"),
        ('"一只赤狐"', '"一只猫"', "example.1.part.1.text", "zh: stands nowhere in the prompt"),
        ('{ en = "Light", zh = "光线" }', '{ en = "Light" }', "example.1.part.4.name", "stands here in en"),
        ('pictures = ["fox.jpg"]', "pictures = []", "example.1.pictures", "length >= 1"),
        ('= "night.jpg"', '= "../night.jpg"', "example.3.first_image", "regex"),
        ('start = "text"', 'begin = "text"', "example.1.begin", "unknown field"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(
    rules: Rules, old: str, new: str, place: str, what: str
) -> None:
    assert old in TEXT
    with pytest.raises(RulesFileError) as caught:
        load_examples(TEXT.replace(old, new, 1), rules)
    found = re.fullmatch(r"line (\d+), ([^:]*): (.*)", str(caught.value))
    assert found, caught.value
    assert found[2] == place
    assert what in found[3]

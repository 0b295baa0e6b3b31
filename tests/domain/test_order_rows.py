"""Rows of a text, a table or copied cells become orders; what they don't say is the form's."""

from __future__ import annotations

import pytest

from seedance_gui.domain.draft import Draft, InputMode, Reference
from seedance_gui.domain.order_rows import MOST, decoded, read_rows
from seedance_gui.domain.rules_file import load_rules
from seedance_gui.services.platform import resources

RULES = load_rules(resources.read_text("routes.toml"))
FORM = Draft("seedance2.0-std", "In the form", ratio="16:9", duration=5)


def prompts(text: str) -> list[str]:
    return [row.draft.prompt for row in read_rows(text, FORM, RULES).rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("A fox\n\n  A hare, running \r\n", ["A fox", "A hare, running"]),
        ('"Run!" cries the fox\nA hare', ['"Run!" cries the fox', "A hare"]),
        ('A fox\tred\n"A hare\nruns"\tgrey\n', ["A fox", "A hare\nruns"]),
        ('prompt\n"A fox, ""running"""\n', ['A fox, "running"']),
    ],
)
def test_a_row_is_a_prompt(text: str, expected: list[str]) -> None:
    assert prompts(text) == expected


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_columns_have_the_names_of_fields(separator: str) -> None:
    table = [
        ["Prompt", "duration", "Ratio", "first image", "notes"],
        ["A fox", "7", "9:16", "https://a.com/a.png", "x"],
        ["A hare", "", "", "", ""],
        ["", "", "", "", "nothing of ours"],
        ["A wolf", "long", "", "", ""],
    ]
    found = read_rows("\n".join(map(separator.join, table)), FORM, RULES)
    fox, hare, wolf = found.rows
    assert (fox.draft.duration, fox.draft.ratio, fox.draft.start) == (7, "9:16", InputMode.FRAMES)
    assert fox.draft.first_image == Reference("https://a.com/a.png")
    assert hare.draft == Draft("seedance2.0-std", "A hare", ratio="16:9", duration=5)
    assert (wolf.unreadable, found.unused) == (("duration",), ("notes",))
    assert len({row.key for row in found.rows}) == 3


def test_too_many_are_counted() -> None:
    found = read_rows("A fox\n" * (MOST + 7), FORM, RULES)
    assert (len(found.rows), found.left_out) == (MOST, 7)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_files_as_spreadsheets_write_them(encoding: str) -> None:
    assert decoded("雪里的狐狸".encode(encoding)) == "雪里的狐狸"

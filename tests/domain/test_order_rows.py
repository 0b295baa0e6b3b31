"""Rows of a text, a table or copied cells become orders; what they don't say is the form's."""

from __future__ import annotations

import pytest

from seedance_gui.domain.draft import Draft, InputMode, Reference
from seedance_gui.domain.order_rows import LINES, MOST, decoded, read_rows
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
        ("A fox, running, in snow\nA hare, sitting, at ease in the grass", None),
        ('prompt\n"A fox, ""running"""\n', ['A fox, "running"']),
    ],
)
def test_a_row_is_a_prompt(text: str, expected: list[str] | None) -> None:
    assert prompts(text) == (text.split("\n") if expected is None else expected)


@pytest.mark.parametrize(
    "head",
    [
        "提示词,模型,时长（秒）,画面比例,清晰度,数量,首帧",
        "Description,MODEL,Seconds,Aspect ratio,size,Takes,First frame",
    ],
)
def test_columns_are_known_by_what_people_call_them(head: str) -> None:
    found = read_rows(f"{head}\n狐狸,STD,7,9:16,720p,2,https://a.com/a.png\n野兔,,,,,many,", FORM, RULES)
    fox, twin, hare = found.rows
    draft = fox.draft
    assert (draft.prompt, draft.model, draft.duration, draft.ratio) == ("狐狸", "seedance2.0-std", 7, "9:16")
    assert (draft.resolution, draft.first_image) == ("720p", Reference("https://a.com/a.png"))
    assert twin.draft == draft
    assert twin.key != fox.key
    assert (hare.unreadable, found.unused) == (("takes",), ())


def test_columns_are_known_by_the_words_of_the_window() -> None:
    found = read_rows(
        "Aufforderung;Länge\nFuchs;7", FORM, RULES, {"Aufforderung": "prompt", "Länge": "duration"}
    )
    assert [(row.draft.prompt, row.draft.duration) for row in found.rows] == [("Fuchs", 7)]


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("Szene,Länge,Bild\nFuchs,7,a.png\nHase,5,b.png", False),
        ("Fuchs\t4\nHase\t5", False),
        ("scene,model\nA fox,STD", False),
        ("Szene,Bild\nEin Fuchs, der rennt", True),
    ],
)
def test_a_table_without_a_prompt_column_orders_nothing(text: str, table: bool) -> None:
    found = read_rows(text, FORM, RULES, table=table)
    assert not found.rows
    assert (
        found.columns
        == tuple(text.split("\n", maxsplit=1)[0].replace("\t", ",").split(","))[: len(found.columns)]
    )


def test_a_file_of_one_column_has_a_prompt_a_cell() -> None:
    found = read_rows('"A fox, running"\n"A hare\nin grass"\n', FORM, RULES, table=True)
    assert [row.draft.prompt for row in found.rows] == ["A fox, running", "A hare\nin grass"]


def test_what_the_person_tells_of_a_table() -> None:
    text = 'Szene\tduration\tx\nFuchs\t7\ty\n"Hase\nrennt"\t5\ty'
    named = read_rows(text, FORM, RULES, prompt_at=0)
    assert [(row.draft.prompt, row.draft.duration) for row in named.rows] == [
        ("Fuchs", 7),
        ("Hase\nrennt", 5),
    ]
    assert named.unused == ("x",)
    bare = read_rows("Fuchs\t7\nHase\t5", FORM, RULES, prompt_at=0, headed=False)
    assert [(row.draft.prompt, row.draft.duration) for row in bare.rows] == [("Fuchs", 5), ("Hase", 5)]
    assert bare.unused == ("2",), "what is left out is said"
    whole = read_rows("Fuchs\t7", FORM, RULES, prompt_at=LINES)
    assert [row.draft.prompt for row in whole.rows] == ["Fuchs\t7"]


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

"""Mentions follow the references they point at."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_gui.domain.draft import Draft, Field, Kind, Reference
from seedance_gui.domain.mentions import dangling, mention_text, mentions_in, respelled, same_places

A, B, C = (Reference(f"https://media.example.com/{name}.png") for name in "abc")


def draft(prompt: str, *images: Reference) -> Draft:
    return Draft("seedance2.0-std", prompt=prompt, images=images)


def followed(before: Draft, after: Draft) -> str:
    """Return the prompt of a draft as it reads with the lists of another."""
    return "".join(respelled(before, after))


def test_mentions_are_found_between_chinese_words() -> None:
    found = mentions_in("让@图1里的猫跟着@视频2跳舞,配上@音频1。@图片3 me@图 @图x")
    assert [(m.kind, m.number) for m in found] == [
        (Kind.IMAGE, 1),
        (Kind.VIDEO, 2),
        (Kind.AUDIO, 1),
        (Kind.IMAGE, 3),
    ]
    assert mention_text(Kind.AUDIO, 2) == "@音频2"


@pytest.mark.parametrize(
    ("images", "after"),
    [
        ((A, B, C), "@图1 meets @图2 and @图3, @视频1"),
        ((C, A, B), "@图2 meets @图3 and @图1, @视频1"),
        ((B, C), " meets @图1 and @图2, @视频1"),
        ((A, C), "@图1 meets  and @图2, @视频1"),
        ((), " meets  and , @视频1"),
        ((A, B, C, A), "@图1 meets @图2 and @图3, @视频1"),
    ],
)
def test_mentions_follow_reordering_and_removal(images: tuple[Reference, ...], after: str) -> None:
    before = draft("@图1 meets @图2 and @图3, @视频1", A, B, C)
    assert followed(before, replace(before, images=images)) == after


def test_words_and_mentions_come_in_turn() -> None:
    before = draft("@图1 meets @图2, @图9", A, B)
    assert respelled(before, replace(before, images=(B, A))) == ["", "@图2", " meets ", "@图1", ", @图9"]
    assert respelled(before, replace(before, images=(B,))) == ["", "", " meets ", "@图1", ", @图9"]


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ((A, B), (A, B), True),
        ((A, B), (C, B), True),  # a copy of a file, say
        ((A, B), (B, A), False),
        ((A, B), (A,), False),
        ((A, B), (A, B, C), False),
        ((A, B), (B, C), False),
    ],
)
def test_what_stands_in_the_place_of_one_is_another_form_of_it(
    old: tuple[Reference, ...], new: tuple[Reference, ...], same: bool
) -> None:
    assert same_places(draft("", *old), draft("", *new)) is same


def test_a_mention_keeps_its_spelling_while_its_number_is_right() -> None:
    before = draft("@图片1 and @图02", A, B)
    assert followed(before, replace(before, images=(A, B, C))) == "@图片1 and @图02"
    assert followed(before, replace(before, images=(B, A))) == "@图2 and @图1"


def test_of_twins_each_keeps_a_place() -> None:
    before = draft("@图1 @图2 @图3", A, B, A)
    assert followed(before, replace(before, images=(A, A, B))) == "@图1 @图3 @图2"
    assert followed(before, replace(before, images=(B,))) == " @图1 "


def test_what_points_at_nothing_is_told() -> None:
    assert [mention.number for mention in dangling(draft("@图1 @图2 @图0", A))] == [2, 0]


@given(order=st.permutations([A, B, C, Reference("https://media.example.com/d.png")]))
def test_there_and_back_again(order: list[Reference]) -> None:
    before = draft("x@图1y@图2z@图3@图4", A, B, C, Reference("https://media.example.com/d.png"))
    turned = replace(before, images=tuple(order))
    assert followed(replace(turned, prompt=followed(before, turned)), before) == before.prompt


LETTERS = [A, B, C, Reference("https://media.example.com/d.png")]


@given(st.lists(st.sampled_from(LETTERS), unique=True).map(tuple))
def test_no_mention_ever_means_another(images: tuple[Reference, ...]) -> None:
    before = draft("@图1,@图2,@图3,@图4", *LETTERS)
    meant = [mentions_in(each) for each in followed(before, draft("", *images)).split(",")]
    assert [images[each[0].number - 1] if each else None for each in meant] == [
        letter if letter in images else None for letter in LETTERS
    ]


def test_fields_of_the_draft_are_the_lists() -> None:
    before = draft("@视频1 @音频1")
    clip, sound = Reference("https://m.example.com/a.mp4"), Reference("https://m.example.com/a.mp3")
    filled = before.with_items(Field.REFERENCE_VIDEOS, (clip,)).with_items(Field.REFERENCE_AUDIOS, (sound,))
    assert followed(filled, filled.without(Field.REFERENCE_AUDIOS, 0)) == "@视频1 "

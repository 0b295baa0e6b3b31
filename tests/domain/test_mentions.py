"""Mentions follow the references they point at."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_gui.domain.draft import Draft, Field, Kind, Reference
from seedance_gui.domain.mentions import dangling, follow, mention_text, mentions_in

A, B, C = (Reference(f"https://media.example.com/{name}.png") for name in "abc")


def draft(prompt: str, *images: Reference) -> Draft:
    return Draft("seedance2.0-std", prompt=prompt, images=images)


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
    assert follow(before, replace(before, images=images)).prompt == after


def test_a_file_that_gets_its_link_is_the_same_reference() -> None:
    before = draft("@图1 and @图2", Reference(file="/tmp/a.png"), B)
    after = replace(before, images=(Reference("https://x.example.com/1", file="/tmp/a.png"), B))
    assert follow(before, after).prompt == "@图1 and @图2"


def test_a_prompt_that_was_typed_is_left_alone() -> None:
    before = draft("@图1", A, B)
    typed = replace(before, prompt="@图2", images=(B,))
    assert follow(before, typed) == typed


def test_what_points_at_nothing_is_told() -> None:
    assert [mention.number for mention in dangling(draft("@图1 @图2 @图0", A))] == [2, 0]


@given(order=st.permutations([A, B, C, Reference("https://media.example.com/d.png")]))
def test_there_and_back_again(order: list[Reference]) -> None:
    before = draft("x@图1y@图2z@图3@图4", A, B, C, Reference("https://media.example.com/d.png"))
    moved = follow(before, replace(before, images=tuple(order)))
    assert follow(moved, replace(moved, images=before.images)) == before


def test_fields_of_the_draft_are_the_lists() -> None:
    before = draft("@视频1 @音频1")
    clip, sound = Reference("https://m.example.com/a.mp4"), Reference("https://m.example.com/a.mp3")
    filled = before.with_items(Field.REFERENCE_VIDEOS, (clip,)).with_items(Field.REFERENCE_AUDIOS, (sound,))
    assert follow(filled, filled.without(Field.REFERENCE_AUDIOS, 0)).prompt == "@视频1 "

"""Mentions follow the references they point at."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_gui.domain.draft import Draft, Field, Kind, Reference
from seedance_gui.domain.mentions import Part, Ties, dangling, mention_text, mentions_in

A, B, C = (Reference(f"https://media.example.com/{name}.png") for name in "abc")


def draft(prompt: str, *images: Reference) -> Draft:
    return Draft("seedance2.0-std", prompt=prompt, images=images)


def followed(*drafts: Draft, exchanged: bool = True) -> str:
    """Return the prompt of the first draft after its lists became those of the others, one by one."""
    ties = Ties()
    ties.move_to(drafts[0], exchanged=exchanged)
    parts = ties.tied((Part(drafts[0].prompt),))
    for after in drafts[1:]:
        ties.move_to(after, exchanged=exchanged)
        parts = ties.tied(ties.followed(parts))
    return "".join(part.text for part in parts)


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


def test_a_file_that_gets_its_link_is_the_same_reference() -> None:
    before = draft("@图1 and @图2", Reference(file="/tmp/a.png"), B)
    after = replace(before, images=(Reference("https://x.example.com/1", file="/tmp/a.png"), B))
    assert followed(before, after) == "@图1 and @图2"
    turned = replace(after, images=after.images[::-1])
    assert followed(before, after, turned) == "@图2 and @图1"


def test_in_a_draft_made_elsewhere_only_what_is_equal_is_the_same() -> None:
    before = draft("@图1 and @图2", A, B)
    assert followed(before, replace(before, images=(C, B)), exchanged=False) == " and @图2"


def test_what_comes_back_is_mentioned_again_wherever_it_stands() -> None:
    before = draft("@图1 meets @图2", A, B)
    without = replace(before, images=(B,))
    assert followed(before, without) == " meets @图1"
    assert followed(before, without, replace(before, images=(C, B, A))) == "@图3 meets @图2"


def test_what_points_at_nothing_follows_from_when_it_points_at_something() -> None:
    before = draft("@图2", A)
    assert followed(before, replace(before, images=(A, B)), replace(before, images=(B, A))) == "@图1"


def test_a_mention_keeps_its_spelling_while_its_number_is_right() -> None:
    before = draft("@图片1 and @图02", A, B)
    assert followed(before, replace(before, images=(A, B, C))) == "@图片1 and @图02"
    assert followed(before, replace(before, images=(B, A))) == "@图2 and @图1"


def test_of_twins_each_keeps_a_place() -> None:
    before = draft("@图1 @图2 @图3", A, B, A)
    assert followed(before, replace(before, images=(A, A, B)), replace(before, images=(B,))) == " @图1 "


def test_whether_the_lists_are_others_is_told() -> None:
    ties = Ties()
    assert ties.move_to(draft("", A, B), exchanged=False)
    assert not ties.move_to(draft("another prompt", A, B), exchanged=True)
    assert ties.move_to(draft("", B, A), exchanged=False)


def test_what_points_at_nothing_is_told() -> None:
    assert [mention.number for mention in dangling(draft("@图1 @图2 @图0", A))] == [2, 0]


@given(order=st.permutations([A, B, C, Reference("https://media.example.com/d.png")]))
def test_there_and_back_again(order: list[Reference]) -> None:
    before = draft("x@图1y@图2z@图3@图4", A, B, C, Reference("https://media.example.com/d.png"))
    assert followed(before, replace(before, images=tuple(order)), before) == before.prompt


LETTERS = [A, B, C, Reference("https://media.example.com/d.png")]


@given(st.lists(st.lists(st.sampled_from(LETTERS), unique=True).map(tuple)))
def test_no_mention_ever_means_another(lists: list[tuple[Reference, ...]]) -> None:
    ties = Ties()
    ties.move_to(draft("", *LETTERS), exchanged=False)
    parts = ties.tied((Part("@图1,@图2,@图3,@图4"),))
    for images in lists:
        ties.move_to(draft("", *images), exchanged=False)
        parts = ties.tied(ties.followed(parts))
        said = "".join(part.text for part in parts).split(",")
        meant = [mentions_in(each) for each in said]
        assert [images[each[0].number - 1] if each else None for each in meant] == [
            letter if letter in images else None for letter in LETTERS
        ]


def test_fields_of_the_draft_are_the_lists() -> None:
    before = draft("@视频1 @音频1")
    clip, sound = Reference("https://m.example.com/a.mp4"), Reference("https://m.example.com/a.mp3")
    filled = before.with_items(Field.REFERENCE_VIDEOS, (clip,)).with_items(Field.REFERENCE_AUDIOS, (sound,))
    assert followed(filled, filled.without(Field.REFERENCE_AUDIOS, 0)) == "@视频1 "

"""What the next video may take is told by the last one that was billed alike, and not otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from seedance_gui.domain.cost_estimate import price_of
from seedance_gui.domain.draft import Draft, Field, InputMode, Reference
from seedance_gui.domain.form import evaluate
from seedance_gui.domain.task import Task

if TYPE_CHECKING:
    from seedance_gui.domain.rules import Rules

STD, SP, MINI_VIDEO = "seedance2.0-std", "seedance2.0-sp", "seedance2.0-mini-video"


def made(model: str, coins: float | None, *clips: Reference, **body: Any) -> Task:
    return Task(
        id="1",
        service="practice",
        created=0,
        draft=Draft(model, reference_videos=clips),
        body={"model": model, "duration": 5, **body},
        coins_paid=coins,
    )


def said(rules: Rules, draft: Draft, *tasks: Task) -> str:
    request = evaluate(rules, draft).request
    assert request is not None
    found = price_of(request, tasks)
    return "" if found is None else str(found)


def test_one_price_is_the_last_one(rules: Rules) -> None:
    draft = Draft(STD, "A fox", duration=15)
    tasks = made(STD, None), made(SP, 3, resolution="720p"), made(STD, 12.5), made(STD, 99)
    assert said(rules, draft, *tasks) == "The last one took 12.5 coins."
    assert said(rules, draft, made(STD, None)) == ""


@pytest.mark.parametrize(
    ("resolution", "words"), [("720p", "About 40 coins, going by the last one."), ("1080p", "")]
)
def test_seconds_are_billed_by_resolution(rules: Rules, resolution: str, words: str) -> None:
    draft = Draft(SP, "A fox", duration=10, resolution=resolution)
    assert said(rules, draft, made(SP, 20, resolution="720p")) == words


def test_the_first_clip_counts_where_it_is_billed(rules: Rules) -> None:
    clip = Reference("https://a.com/a.mp4", seconds=5.2)
    task = made(MINI_VIDEO, 20, clip, resolution="720p")  # 10 s
    draft = Draft(MINI_VIDEO, "A fox", InputMode.REFERENCES, reference_videos=(clip,), duration=15)
    assert said(rules, draft, task) == "About 40 coins, going by the last one."
    unknown = draft.with_items(Field.REFERENCE_VIDEOS, (Reference("https://a.com/b.mp4"),))
    assert said(rules, unknown, task) == ""


def test_half_a_second_of_the_first_clip_is_billed_as_one(rules: Rules) -> None:
    clip = Reference("https://a.com/a.mp4", seconds=4.5)  # with the 5 s asked for: 10 s
    draft = Draft(MINI_VIDEO, "A fox", InputMode.REFERENCES, reference_videos=(clip,), duration=5)
    assert said(rules, draft, made(MINI_VIDEO, 20, resolution="720p")) == (
        "About 40 coins, going by the last one."  # that one had no clip: 5 s
    )

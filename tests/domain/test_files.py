"""Files on this computer, before they have a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.checks import MEGABYTE
from seedance_gui.domain.draft import Draft, Field, InputMode, Kind, Reference
from seedance_gui.domain.form import evaluate

if TYPE_CHECKING:
    from seedance_gui.domain.form_state import Form
    from seedance_gui.domain.rules import Rules


def form_of(rules: Rules, item: Reference, model: str = "seedance2.0-std") -> Form:
    draft = Draft(model, "A fox", InputMode.REFERENCES, images=(item,))
    return evaluate(rules, draft)


def said(form: Form, field: Field = Field.IMAGES) -> list[str]:
    return [str(problem.message) for problem in form[field].problems]


def test_a_file_that_is_fine_only_waits(rules: Rules) -> None:
    form = form_of(rules, Reference(file="/a/cat.png", size=1000))
    assert form.ready
    assert form.uploading


def test_reviewed_material_only(rules: Rules) -> None:
    form = form_of(rules, Reference(file="/a/cat.png", size=1000), "sd2_mx_720p")
    assert "reviewed material only" in said(form)[0]
    fix = form[Field.IMAGES].problems[0].fix
    assert fix is not None
    assert str(fix.label) == "Use STD"
    assert form_of(rules, fix.draft.images[0], fix.draft.model).ready


def test_what_a_model_refuses_for_one_reason_is_mended_by_one_click(rules: Rules) -> None:
    items = tuple(Reference(file=f"/a/{n}.png", size=9) for n in range(9))
    problems = evaluate(rules, Draft("sd2_mx_720p", "A", InputMode.REFERENCES, images=items)).problems
    assert len({problem.message for problem in problems}) == 1
    together = problems[0].together
    assert together is not None
    assert str(together.label) == "Use STD"
    assert evaluate(rules, together.draft).ready
    assert together.draft.images == items


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (Reference(file="/a/cat.heic", size=5), "doesn't take HEIC files"),
        (Reference(file="/a/cat", size=5), "doesn't take cat files"),
        (
            Reference(file="/a/cat.png", size=100 * MEGABYTE + 1),
            "has 100.1 MB; the service takes at most 100",
        ),
        (Reference(file="/a/cat.png", size=5, kind=Kind.VIDEO, format="mp4"), "This is a video."),
        (Reference(file="/a/cat.png", size=5, kind=Kind.VIDEO, format="ts"), "doesn't take TS files"),
        (Reference(file="/a/cat.webm", size=5, kind=Kind.AUDIO, format="mka"), "doesn't take MKA files"),
        (Reference(link="https://a.com/cat.jpg", kind=Kind.IMAGE, format="heic"), "doesn't take HEIC files"),
        (Reference(link="https://a.com/cat.png", kind=Kind.AUDIO), "something other than its ending"),
    ],
)
def test_what_can_not_be_sent(rules: Rules, item: Reference, words: str) -> None:
    form = form_of(rules, item)
    assert len(said(form)) == 1
    assert words in said(form)[0]
    fix = form[Field.IMAGES].problems[0].fix
    assert fix is not None
    assert not fix.draft.images


def test_the_content_decides_not_the_name(rules: Rules) -> None:
    item = Reference(file="/a/clip.png", size=5, kind=Kind.IMAGE)
    assert form_of(rules, item).ready
    assert form_of(rules, Reference(file="/a/clip.mp4", size=5, kind=Kind.IMAGE, format="png")).ready
    assert form_of(rules, Reference(file="/a/clip", size=5, kind=Kind.IMAGE, format="png")).ready


def test_how_much_the_videos_take_together(rules: Rules) -> None:
    clip = Reference(
        "https://a.com/a.mp4", seconds=6.04, size=20 * MEGABYTE, width=1280, height=720, kind=Kind.VIDEO
    )
    draft = Draft("seedance2.0-md", "A fox", InputMode.REFERENCES, reference_videos=(clip, clip))
    notes = evaluate(rules, draft)[Field.REFERENCE_VIDEOS].notes
    assert [str(note) for note in notes] == ["Together 12.1 s of 15 s, 40.0 MB of 200 MB."]
    draft = draft.with_items(Field.REFERENCE_VIDEOS, (clip, Reference("https://a.com/b.mp4")))
    notes = evaluate(rules, draft)[Field.REFERENCE_VIDEOS].notes
    assert str(notes[0]) == "Together 6.0 s of 15 s, 20.0 MB of 200 MB, not counting 1 not measured."


def test_what_is_alike_is_mended_together(rules: Rules) -> None:
    links = tuple(Reference(f"http://a.com/{n}.png") for n in range(3))
    good = Reference("https://a.com/a.png")
    draft = Draft("seedance2.0-std", "A fox", InputMode.REFERENCES, images=(links[0], good, *links[1:]))
    problems = evaluate(rules, draft)[Field.IMAGES].problems
    assert len(problems) == 3
    together = problems[0].together
    assert together is not None
    assert str(together.label) == "Remove them"
    assert together.draft.images == (good,)
    clips = tuple(Reference(f"https://a.com/{n}.mp4") for n in range(2))
    problems = evaluate(rules, draft.with_items(Field.IMAGES, (*clips, good)))[Field.IMAGES].problems
    together = problems[0].together
    assert together is not None
    assert str(together.label) == "Move them to Reference videos"
    assert set(together.draft.reference_videos) == set(clips)
    assert together.draft.images == (good,)
    alone = evaluate(rules, draft.with_items(Field.IMAGES, (links[0],)))[Field.IMAGES].problems[0]
    assert alone.together is None


def test_a_saved_asset_gives_its_file_back_where_assets_are_not_taken(rules: Rules) -> None:
    item = Reference("asset://a1", file="/a/cat.png", kind=Kind.IMAGE)
    fix = form_of(rules, item)[Field.IMAGES].problems[0].fix
    assert fix is not None
    assert str(fix.label) == "Use the file instead"
    assert fix.draft.images == (Reference("", file="/a/cat.png", kind=Kind.IMAGE),)

"""Bounds as people meet them: a picture's length of tolerance, and notes that block nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.draft import Draft, Field, InputMode, Kind, Reference
from seedance_gui.domain.form import evaluate

if TYPE_CHECKING:
    from seedance_gui.domain.rules import Rules

MD = "seedance2.0-md"


def clips(*lengths: tuple[float, float | None]) -> Draft:
    items = tuple(
        Reference(f"https://a.com/{n}.mp4", seconds=seconds, fps=fps, size=9, width=1280, height=720)
        for n, (seconds, fps) in enumerate(lengths)
    )
    return Draft(MD, "A fox", InputMode.REFERENCES, reference_videos=items)


@pytest.mark.parametrize(
    ("lengths", "said"),
    [
        ([(15.04, 24.0)], "15.0 s of 15 s"),  # the service's own clip
        ([(15.042, 24.0)], "15.0 s of 15 s"),
        ([(15.02, 25.0)], "15.0 s of 15 s"),  # 15.00 s of picture, and the end of its sound
        ([(15.02, None)], "15.0 s of 15 s"),
        ([(5.04, 24.0), (5.04, 24.0), (5.04, 24.0)], "15.0 s of 15 s"),
        ([(7.52, 24.0), (7.52, 24.0)], "15.0 s of 15 s"),
        ([(14.96, 24.0)], "15.0 s of 15 s"),
    ],
)
def test_a_picture_more_is_not_too_long(
    rules: Rules, lengths: list[tuple[float, float | None]], said: str
) -> None:
    form = evaluate(rules, clips(*lengths))
    assert form.ready
    assert said in str(form[Field.REFERENCE_VIDEOS].notes[0])


@pytest.mark.parametrize(
    ("lengths", "count"),
    [
        ([(15.09, 24.0)], "15.1"), ([(15.11, 1.0)], "15.2"), ([(15.03, 60.0)], "15.1"),
        ([(60.0, 25.0)], "60.0"),
        ([(7.5, 24.0), (7.6, 24.0)], "15.1"),
    ],
)  # fmt: skip
def test_what_is_too_long_is_told_with_a_number_above_the_bound(
    rules: Rules, lengths: list[tuple[float, float | None]], count: str
) -> None:
    (problem,) = evaluate(rules, clips(*lengths)).problems
    assert str(problem.message) == f"Reference videos may last 15 s together; these last {count} s."


def test_a_byte_too_many_is_told_with_a_number_above_the_bound(rules: Rules) -> None:
    clip = Reference("https://a.com/a.mp4", size=200 * 2**20 + 1)
    (problem,) = evaluate(rules, Draft(MD, "A", InputMode.REFERENCES, reference_videos=(clip,))).problems
    assert str(problem.message) == "Reference videos may have 200 MB together; these have 200.1 MB."


def picture(width: int, height: int, **known: bool) -> Reference:
    return Reference("https://a.com/cat.png", width=width, height=height, kind=Kind.IMAGE, **known)  # type: ignore[arg-type]


def cautions(rules: Rules, draft: Draft) -> dict[Field, list[str]]:
    form = evaluate(rules, draft)
    assert form.ready
    said = {name: [str(text) for text in form[name].cautions] for name in Field}
    return {name: texts for name, texts in said.items() if texts}


def frames(first: Reference | None, last: Reference | None, ratio: str = "16:9") -> Draft:
    return Draft("seedance2.0-std", "A", InputMode.FRAMES, first_image=first, last_image=last, ratio=ratio)


@pytest.mark.parametrize(
    ("size", "ratio"),
    [((1366, 768), "16:9"), ((1920, 1088), "16:9"), ((2560, 1080), "21:9"), ((720, 1280), "9:16")],
)
def test_frames_of_the_ratio_need_no_word(rules: Rules, size: tuple[int, int], ratio: str) -> None:
    assert not cautions(rules, frames(picture(*size), picture(*size), ratio))
    assert not cautions(rules, frames(Reference("https://a.com/a.png"), None, ratio))


def test_frames_of_another_shape(rules: Rules) -> None:
    tall, wide, square = picture(720, 1280), picture(1280, 720), picture(640, 640)
    text = "This picture has 720 × 1280 pixels, the video will be 16:9: it may be cut or stretched."
    assert cautions(rules, frames(tall, tall)) == {Field.FIRST_IMAGE: [text]}
    assert cautions(rules, frames(None, tall)) == {Field.LAST_IMAGE: [text]}
    differ = "The first frame has {} pixels, the last one {}: of the two shapes, one may be cut or stretched."
    assert cautions(rules, frames(wide, tall)) == {
        Field.LAST_IMAGE: [differ.format("1280 × 720", "720 × 1280"), text]
    }
    assert set(cautions(rules, frames(square, tall))) == {Field.FIRST_IMAGE, Field.LAST_IMAGE}
    left_to_it = frames(wide, square, "Adaptive")
    assert "1280 × 720" in cautions(rules, left_to_it)[Field.LAST_IMAGE][0]


def test_see_through_pictures(rules: Rules) -> None:
    text = "Parts of “cat.png” are see-through. The service may fill them with any colour."
    item = picture(1280, 720, see_through=True)
    assert cautions(rules, frames(item, None)) == {Field.FIRST_IMAGE: [text]}
    draft = Draft("seedance2.0-std", "A", InputMode.REFERENCES, images=(item, item))
    assert cautions(rules, draft)[Field.IMAGES][:-1] == [text]


def test_what_is_given_twice_is_noticed_once(rules: Rules) -> None:
    one, other = Reference(file="/a/cat.png"), Reference("https://a.com/x/cat.png")
    draft = Draft("seedance2.0-std", "A", InputMode.REFERENCES, images=(one, other, one, one))
    assert cautions(rules, draft) == {Field.IMAGES: ["“cat.png” is in here more than once."]}
    assert not cautions(rules, draft.with_items(Field.IMAGES, (one, other)))
    alike = tuple(Reference("https://a.com/1.png", file=file) for file in ("/a/cat.png", "/b/dog.png"))
    said = cautions(rules, draft.with_items(Field.IMAGES, (*alike, other)))  # one content has one link
    assert said == {Field.IMAGES: ["“dog.png” is in here more than once."]}
    lost = Reference()  # two that could not be read are not one twice
    assert not evaluate(rules, draft.with_items(Field.IMAGES, (lost, lost)))[Field.IMAGES].cautions

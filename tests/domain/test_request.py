"""The exact JSON body of each route, and the service's side of the same rules."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from seedance_gui.domain.draft import Draft, Field, InputMode, Reference
from seedance_gui.domain.form import evaluate
from seedance_gui.domain.request import NotReadyError, build_body, check_body
from tests.domain.drafts import FRAMES, LISTS, full_draft, link, text_draft
from tests.domain.routes_table import IDS, MODELS, Expected
from tests.domain.test_form import drafts

if TYPE_CHECKING:
    from seedance_gui.domain.rules import Rules

each_model = pytest.mark.parametrize(("model", "expected"), MODELS, ids=IDS)


@each_model
@pytest.mark.parametrize("start", InputMode)
def test_only_what_the_route_takes_is_sent_and_nothing_empty(
    rules: Rules, model: str, expected: Expected, start: InputMode
) -> None:
    scheme = expected.links[0]
    body = {"model": model, "prompt": "A cat on a sofa", "duration": 8, "ratio": "16:9"}
    if expected.sizes:
        body["resolution"] = "720p"
    fields = {InputMode.TEXT: (), InputMode.REFERENCES: LISTS, InputMode.FRAMES: (*FRAMES, *LISTS[1:])}[start]
    for field in fields:
        if field is Field.REFERENCE_VIDEOS and not expected.videos:
            continue
        with_frames = start is InputMode.FRAMES
        if field is Field.REFERENCE_AUDIOS and not (
            expected.audios and (expected.audio_with_frames or not with_frames)
        ):
            continue
        body[field.value] = (
            link(field, 1, scheme) if field in FRAMES else [link(field, n, scheme) for n in (1, 2)]
        )
    assert build_body(rules, full_draft(model, start, scheme)) == body
    assert check_body(rules, body) == ()


@each_model
def test_the_smallest_body(rules: Rules, model: str, expected: Expected) -> None:
    body = {"model": model, "prompt": "A cat on a sofa", "duration": 5}
    if expected.ratio_default:
        body["ratio"] = expected.ratio_default
    if expected.sizes:
        body["resolution"] = "720p"
    assert build_body(rules, text_draft(model)) == body


@each_model
def test_orientation_is_sent_only_without_a_ratio(rules: Rules, model: str, expected: Expected) -> None:
    body = build_body(rules, text_draft(model, orientation="portrait"))
    assert body.get("orientation") == ("portrait" if expected.orientation else None)
    body = build_body(rules, text_draft(model, orientation="portrait", ratio="9:16"))
    assert "orientation" not in body


def changed(model: str, **changes: Any) -> dict[str, Any]:
    return {"model": model, "prompt": "A cat", "duration": 5, **changes}


PICTURE, CLIP, SOUND = (f"https://media.example.com/a.{ending}" for ending in ("png", "mp4", "mp3"))


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ([], "JSON object"),
        ({"prompt": "x", "duration": 5}, "“model” is required"),
        ({"model": "seedance2.0-std", "duration": 5}, "“prompt” is required"),
        ({"model": "seedance2.0-std", "prompt": "x"}, "“duration” is required"),
        (changed("seedance2.0-std", duration="5"), "“duration” is not of the right type"),
        (changed("seedance2.0-std", duration=True), "“duration” is not of the right type"),
        (changed("seedance2.0-std", duration=3), "4 to 15 s"),
        (changed("seedance2.0-std", duration=16), "4 to 15 s"),
        (changed("sd2_mx_4k", duration=13), "4 to 12 s"),
        (changed("seedance2.0-md", duration=0), "1 to 15 s"),
        (changed("seedance2.0-std", fps=24), "“fps” is not known"),
        (changed("seedance2.0-std", images=PICTURE), "“images” is not of the right type"),
        (changed("seedance2.0-std", images=[1]), "“images” is not of the right type"),
        (changed("seedance2.0-std", first_image=[PICTURE]), "“first_image” is not of the right type"),
        (changed("seedance2.0-std", resolution="720p"), "“resolution”"),
        (changed("seedance2.0-md", resolution="720p"), "“resolution”"),
        (changed("sd2_mx_4k", resolution="4k"), "“resolution”"),
        (changed("seedance2.0-mini-sp", resolution="1080p"), "1080p"),
        (changed("seedance2.0-std", orientation="portrait"), "“orientation”"),
        (changed("sd2_mx_4k", orientation="sideways"), "sideways"),
        (changed("seedance2.0-md", ratio="21:9"), "21:9"),
        (changed("seedance2.0-std", images=[PICTURE], first_image=PICTURE), "“images” excludes"),
        (changed("seedance2.0-std", images=[PICTURE], last_image=PICTURE), "“images” excludes"),
        (changed("seedance2.0-std", first_image=PICTURE, reference_audios=[SOUND]), "don't work with"),
        (changed("seedance2.0-md", first_image=PICTURE), "both a first and a last"),
        (changed("seedance2.0-md", reference_audios=[SOUND]), "“reference_audios”"),
        (changed("seedance2.0-fast-i2v", reference_videos=[CLIP]), "“reference_videos”"),
        (changed("seedance2.0-fast-i2v", reference_audios=[SOUND]), "“reference_audios”"),
        (changed("seedance2.0-mini", reference_videos=[CLIP]), "“reference_videos”"),
        (changed("sd2_mx_720p", reference_videos=["asset://a"]), "“reference_videos”"),
        (changed("sd2_mx_720p", images=[PICTURE]), "reviewed material"),
        (changed("seedance2.0-std", images=["asset://a"]), "saved assets"),
        (changed("seedance2.0-std", reference_videos=[PICTURE]), "picture"),
        (changed("seedance2.0-mini", reference_audios=[SOUND]), "beside it"),
        (changed("seedance2.0-std", prompt="  "), "Describe"),
        (changed("seedance2.0-std", images=["http://127.0.0.1:9/a.png"]), "https://"),
        (changed("seedance3"), "seedance3"),
    ],
)
def test_a_body_that_breaks_a_rule_is_told_which(rules: Rules, body: object, word: str) -> None:
    messages = [str(message) for message in check_body(rules, body)]
    assert any(word in message for message in messages), messages


def test_ratio_wins_when_orientation_is_set_too(rules: Rules) -> None:
    assert check_body(rules, changed("sd2_mx_4k", ratio="1:1", orientation="portrait")) == ()


@pytest.mark.parametrize("file", ["", "/home/me/clip", "/home/me/clip.mp4"])
def test_a_link_tells_the_kind_whatever_file_it_came_from(rules: Rules, file: str) -> None:
    clip = Reference(link="https://media.example.com/a.png", file=file)
    draft = replace(text_draft("seedance2.0-std"), start=InputMode.REFERENCES, reference_videos=(clip,))
    with pytest.raises(NotReadyError):
        build_body(rules, draft)


@pytest.mark.parametrize("file", ["", "/home/me/a.png"])
def test_a_link_tells_the_format_whatever_file_it_came_from(rules: Rules, file: str) -> None:
    picture = Reference(link="https://media.example.com/a.gif", file=file)
    draft = replace(text_draft("seedance2.0-md"), start=InputMode.REFERENCES, images=(picture,))
    with pytest.raises(NotReadyError):
        build_body(rules, draft)


@given(draft=drafts)
def test_no_body_that_breaks_a_rule_leaves(rules: Rules, draft: Draft) -> None:
    form = evaluate(rules, draft)
    if not form.ready or form.uploading:
        with pytest.raises(NotReadyError):
            build_body(rules, draft)
        return
    body = build_body(rules, draft)
    assert check_body(rules, body) == ()
    assert all(value or value == 0 for value in body.values())


def test_the_error_says_what_is_wrong(rules: Rules) -> None:
    with pytest.raises(NotReadyError, match="Describe the video"):
        build_body(rules, text_draft("seedance2.0-std", prompt=""))
    wrong = replace(text_draft("seedance2.0-std"), start=InputMode.REFERENCES, images=(Reference("x"),))
    with pytest.raises(NotReadyError, match="https://"):
        build_body(rules, wrong)

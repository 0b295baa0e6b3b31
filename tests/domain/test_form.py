"""Every rule of every route: from the values to on or off, reason, remedy, choices and problems."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_gui.domain.draft import REFERENCE_FIELDS, Draft, Field, InputMode, Reference
from seedance_gui.domain.form import evaluate
from seedance_gui.domain.messages import LocalizedText
from seedance_gui.domain.request import NotReadyError, build_body
from tests.domain.drafts import FRAMES, LISTS, full_draft, reference, text_draft
from tests.domain.routes_table import CAUTIONS, IDS, MODELS, NO_CAUTION, ROUTES, Expected

if TYPE_CHECKING:
    from seedance_gui.domain.form_state import FieldProblem, Form
    from seedance_gui.domain.rules import Rules

each_model = pytest.mark.parametrize(("model", "expected"), MODELS, ids=IDS)


def fix_applied(problem: FieldProblem) -> Draft:
    assert problem.fix
    return problem.fix.draft


def size_of(rules: Rules, draft: Draft) -> str:
    found = rules.find(draft.model)
    assert found
    return found[1].output


def problems(form: Form, field: Field) -> list[str]:
    return [str(problem.message) for problem in form[field].problems]


def test_the_table_names_every_model_of_the_file(rules: Rules) -> None:
    assert sorted(IDS) == sorted(model.value for _, model in rules.models())


@each_model
@pytest.mark.parametrize("start", InputMode)
def test_references_are_on_or_off_by_model_and_start(
    rules: Rules, model: str, expected: Expected, start: InputMode
) -> None:
    form = evaluate(rules, full_draft(model, start, expected.links[0]))
    on = {
        Field.IMAGES: start is InputMode.REFERENCES,
        Field.FIRST_IMAGE: start is InputMode.FRAMES,
        Field.LAST_IMAGE: start is InputMode.FRAMES,
        Field.REFERENCE_VIDEOS: expected.videos and start is not InputMode.TEXT,
        Field.REFERENCE_AUDIOS: expected.audios
        and (start is InputMode.REFERENCES or (start is InputMode.FRAMES and expected.audio_with_frames)),
    }
    assert {field: form[field].on for field in REFERENCE_FIELDS} == on


@each_model
@pytest.mark.parametrize("start", InputMode)
def test_what_is_off_says_why_and_its_remedy_turns_it_on(
    rules: Rules, model: str, expected: Expected, start: InputMode
) -> None:
    draft = full_draft(model, start, expected.links[0])
    form = evaluate(rules, draft)
    for state in form.fields.values():
        assert state.on == (state.reason is None)
        assert state.on or str(state.reason)
        if state.on:
            continue
        assert state.fixes, f"{state.field} is off without a way out: {state.reason}"
        if state.field is Field.RESOLUTION and "Set by the model" in str(state.reason):
            sizes = {size_of(rules, fix.draft) for fix in state.fixes}
            assert size_of(rules, draft) not in sizes
            continue
        # One click; where another model is needed, the start mode may ask for a second one.
        after = evaluate(rules, state.fixes[0].draft)
        if not after[state.field].on:
            assert after[state.field].reason != state.reason
            after = evaluate(rules, after[state.field].fixes[0].draft)
        assert after[state.field].on


@each_model
@pytest.mark.parametrize("start", InputMode)
def test_nothing_entered_is_lost_by_any_remedy_or_switch(
    rules: Rules, model: str, expected: Expected, start: InputMode
) -> None:
    draft = full_draft(model, start, expected.links[0])
    form = evaluate(rules, draft)
    kept = [form.draft]
    kept += [replace(draft, model=other) for other in IDS]
    kept += [fix.draft for state in form.fields.values() if not state.on for fix in state.fixes]
    for after in kept:
        for field in REFERENCE_FIELDS:
            assert after.items(field) == draft.items(field)
        assert (after.prompt, after.duration, after.resolution) == (
            draft.prompt,
            draft.duration,
            draft.resolution,
        )
    for field in REFERENCE_FIELDS:
        noted = "Kept, but not used now." in [str(note) for note in form[field].notes]
        assert noted is not form[field].on


@each_model
def test_duration_is_bounded_and_defaulted(rules: Rules, model: str, expected: Expected) -> None:
    low, high = expected.seconds
    state = evaluate(rules, text_draft(model))[Field.DURATION]
    assert (state.minimum, state.maximum, state.value, state.notes) == (low, high, 5, ())
    for entered in range(40):
        state = evaluate(rules, text_draft(model, duration=entered))[Field.DURATION]
        assert state.value == min(max(entered, low), high)
        assert bool(state.notes) is (state.value != entered)
        assert not state.problems


@each_model
def test_ratio_choices_and_default(rules: Rules, model: str, expected: Expected) -> None:
    state = evaluate(rules, text_draft(model))[Field.RATIO]
    offered = {choice.value for choice in state.choices}
    assert offered - {""} == set(expected.ratios)
    assert ("" in offered) is (expected.ratio_default == "")
    assert state.value == expected.ratio_default
    for ratio in ("16:9", "9:16", "1:1", "4:3", "3:4", "21:9", "Adaptive", "5:4", "{x}"):
        state = evaluate(rules, text_draft(model, ratio=ratio))[Field.RATIO]
        taken = ratio in expected.ratios
        assert state.value == (ratio if taken else expected.ratio_default)
        assert bool(state.notes) is not taken
        assert all(ratio in str(note) for note in state.notes)


@each_model
def test_resolution_choices_and_default(rules: Rules, model: str, expected: Expected) -> None:
    form = evaluate(rules, text_draft(model, resolution="1080p"))
    state = form[Field.RESOLUTION]
    assert tuple(choice.value for choice in state.choices) == expected.sizes
    assert state.on is bool(expected.sizes)
    assert state.value == ("" if not expected.sizes else "1080p" if "1080p" in expected.sizes else "720p")
    assert evaluate(rules, text_draft(model))[Field.RESOLUTION].value == ("720p" if expected.sizes else "")
    if expected.fixed_size:
        assert expected.fixed_size in str(state.reason)


@each_model
def test_orientation_only_on_full_and_only_without_a_ratio(
    rules: Rules, model: str, expected: Expected
) -> None:
    assert evaluate(rules, text_draft(model))[Field.ORIENTATION].on is expected.orientation
    if expected.orientation:
        with_ratio = evaluate(rules, text_draft(model, ratio="1:1", orientation="portrait"))
        assert not with_ratio[Field.ORIENTATION].on
        assert "1:1" in str(with_ratio[Field.ORIENTATION].reason)
        remedied = evaluate(rules, with_ratio[Field.ORIENTATION].fixes[0].draft)
        assert remedied[Field.ORIENTATION].value == "portrait"


@each_model
def test_how_many_references_are_taken(rules: Rules, model: str, expected: Expected) -> None:
    scheme = expected.links[0]
    most = {
        Field.IMAGES: expected.images,
        Field.REFERENCE_VIDEOS: expected.most_videos,
        Field.REFERENCE_AUDIOS: expected.most_audios,
    }
    for field in LISTS:
        start = text_draft(model, start=InputMode.REFERENCES).with_items(
            Field.IMAGES, (reference(Field.IMAGES, 0, scheme),)
        )
        state = evaluate(rules, start)[field]
        if not state.on:
            continue
        assert state.maximum == most[field]
        count = most[field] or 30
        at_limit = start.with_items(field, tuple(reference(field, n, scheme) for n in range(count)))
        assert evaluate(rules, at_limit).problems == ()
        if most[field]:
            over = at_limit.with_items(field, (*at_limit.items(field), reference(field, count, scheme)))
            form = evaluate(rules, over)
            assert f"at most {count}" in problems(form, field)[0]
            assert evaluate(rules, fix_applied(form[field].problems[0])).problems == ()
            with pytest.raises(NotReadyError):
                build_body(rules, over)


@each_model
def test_frames_either_or_both(rules: Rules, model: str, expected: Expected) -> None:
    for given_fields in ((Field.FIRST_IMAGE,), (Field.LAST_IMAGE,), FRAMES, ()):
        draft = text_draft(model, start=InputMode.FRAMES)
        for field in given_fields:
            draft = draft.with_items(field, (reference(field, 1, expected.links[0]),))
        form = evaluate(rules, draft)
        fine = len(given_fields) == 2 or (expected.frames == "either" and len(given_fields) == 1)
        assert form.ready is fine, form.problems
        if not fine:
            assert all(problem.missing for problem in form.problems)


@each_model
def test_a_start_with_nothing_in_it_is_not_billed_as_text(
    rules: Rules, model: str, expected: Expected
) -> None:
    for start in (InputMode.REFERENCES, InputMode.FRAMES):
        form = evaluate(rules, text_draft(model, start=start))
        assert not form.ready
        assert evaluate(rules, fix_applied(form.problems[0])).ready


@each_model
def test_which_links_are_taken(rules: Rules, model: str, expected: Expected) -> None:
    offered = {
        "https://media.example.com/a.png": "https" in expected.links,
        "asset://asset-2026-x": "asset" in expected.links,
        "asset://": False,
        "http://media.example.com/a.png": False,
        "ftp://media.example.com/a.png": False,
        "file:///home/me/a.png": False,
        "https://localhost/a.png": False,
        "https://192.168.1.4/a.png": False,
        "https://10.0.0.1:8443/a.png": False,
        "https://[::1]/a.png": False,
        "https://media.example.com/a b.png": False,
        "https://media.example.com:x/a.png": False,
        "https:///a.png": False,
        "a.png": False,
        "": False,
    }
    for given_link, taken in offered.items():
        draft = text_draft(model, start=InputMode.REFERENCES, images=(Reference(given_link),))
        assert evaluate(rules, draft).ready is taken, given_link


@each_model
def test_the_practice_services_own_links_are_taken_where_links_are(
    rules: Rules, model: str, expected: Expected
) -> None:
    own = "http://127.0.0.1:4711"
    draft = text_draft(model, start=InputMode.REFERENCES, images=(Reference(f"{own}/uploads/a.png"),))
    assert evaluate(rules, draft, own).ready is ("https" in expected.links)
    assert not evaluate(rules, draft).ready
    elsewhere = replace(draft, images=(Reference("http://127.0.0.1:47110/a.png"),))
    assert not evaluate(rules, elsewhere, own).ready


@each_model
@pytest.mark.parametrize(
    ("field", "ending", "belongs"),
    [
        (Field.IMAGES, "mp4", Field.REFERENCE_VIDEOS),
        (Field.IMAGES, "MP3", Field.REFERENCE_AUDIOS),
        (Field.REFERENCE_VIDEOS, "jpg", Field.IMAGES),
        (Field.REFERENCE_AUDIOS, "mov", Field.REFERENCE_VIDEOS),
    ],
)
def test_a_link_of_another_kind_is_moved_where_it_belongs(
    rules: Rules, model: str, expected: Expected, field: Field, ending: str, belongs: Field
) -> None:
    draft = text_draft(model, start=InputMode.REFERENCES)
    draft = draft.with_items(Field.IMAGES, (reference(Field.IMAGES),))
    stray = Reference(f"https://media.example.com/x.{ending}?token=1.png#frag")
    form = evaluate(rules, draft.with_items(field, (stray,)))
    if not form[field].on or "https" not in expected.links:
        return
    assert not form.ready
    moved = fix_applied(form[field].problems[0])
    assert stray not in moved.items(field)
    assert moved.items(belongs)[-1] == stray


@each_model
def test_sound_clips_that_need_company(rules: Rules, model: str, expected: Expected) -> None:
    if not expected.audios:
        return
    scheme = expected.links[0]
    alone = text_draft(model, start=InputMode.REFERENCES).with_items(
        Field.REFERENCE_AUDIOS, (reference(Field.REFERENCE_AUDIOS, 1, scheme),)
    )
    assert evaluate(rules, alone).ready is not expected.audio_needs_company
    beside = alone.with_items(Field.IMAGES, (reference(Field.IMAGES, 1, scheme),))
    assert evaluate(rules, beside).ready
    if expected.videos:
        beside = alone.with_items(Field.REFERENCE_VIDEOS, (reference(Field.REFERENCE_VIDEOS, 1, scheme),))
        assert evaluate(rules, beside).ready


@each_model
def test_prompt_is_required_and_bounded(rules: Rules, model: str, expected: Expected) -> None:
    assert not evaluate(rules, text_draft(model, prompt=" \n　")).ready
    assert evaluate(rules, text_draft(model))[Field.PROMPT].maximum == expected.prompt
    assert evaluate(rules, text_draft(model, prompt="字" * 5000)).ready
    assert evaluate(rules, text_draft(model, prompt="字" * 5001)).ready is (expected.prompt is None)


@each_model
def test_what_is_billed(rules: Rules, model: str, expected: Expected) -> None:
    words = str(evaluate(rules, text_draft(model, duration=7)).billing)
    if expected.billed == "video":
        assert "once per video" in words
        return
    assert "7 s" in words
    assert ("720p" in words) is (expected.billed == "second by resolution")


def test_mini_video_bills_the_first_reference_video_too(rules: Rules) -> None:
    draft = text_draft("seedance2.0-mini-video", start=InputMode.REFERENCES, duration=7)
    for length, billed in ((3.6, 4), (4.5, 5), (5.5, 6), (4.49, 4), (0.5, 1)):  # rounded half up
        clips = (reference(Field.REFERENCE_VIDEOS, 1, seconds=length), reference(Field.REFERENCE_VIDEOS, 2))
        draft = replace(draft, reference_videos=clips)
        assert str(evaluate(rules, draft).billing) == f"Billed by the second: 7 + {billed} s at 720p."
    unmeasured = replace(draft, reference_videos=(reference(Field.REFERENCE_VIDEOS),))
    assert "length of the first reference video" in str(evaluate(rules, unmeasured).billing)
    economy = replace(draft, model="seedance2.0-sp")
    assert "7 s" in str(evaluate(rules, economy).billing)


@pytest.mark.parametrize("model", ROUTES["md"].models)
@pytest.mark.parametrize(
    ("known", "fine"),
    [
        ([{"seconds": 5.0}] * 3, True),
        ([{"seconds": 5.1}] * 3, False),
        ([{"size": 100 * 2**20}] * 2, True),
        ([{"size": 100 * 2**20}, {"size": 100 * 2**20 + 1}], False),
        ([{"width": 1280, "height": 720}], True),
        ([{"width": 2160, "height": 2160}], True),
        ([{"width": 1280, "height": 719}], False),
        ([{"width": 2161, "height": 1080}], False),
        ([{}], True),
    ],
)
def test_md_bounds_reference_videos(
    rules: Rules, model: str, known: list[dict[str, Any]], fine: bool
) -> None:
    clips = tuple(reference(Field.REFERENCE_VIDEOS, n, **facts) for n, facts in enumerate(known))
    draft = text_draft(model, start=InputMode.REFERENCES, reference_videos=clips)
    form = evaluate(rules, draft)
    assert form.ready is fine, form.problems
    unknown = any(set(facts) != {"seconds", "size", "width", "height"} for facts in known)
    assert unknown is any("not measured" in str(note) for note in form[Field.REFERENCE_VIDEOS].notes)


@pytest.mark.parametrize("field", [Field.IMAGES, *FRAMES])
@each_model
def test_gif_is_refused_by_md_alone(rules: Rules, model: str, expected: Expected, field: Field) -> None:
    if "https" not in expected.links:
        return
    start = InputMode.REFERENCES if field is Field.IMAGES else InputMode.FRAMES
    draft = text_draft(model, start=start)
    for frame in FRAMES if start is InputMode.FRAMES else ():
        draft = draft.with_items(frame, (reference(frame),))
    draft = draft.with_items(field, (Reference("https://media.example.com/a.GIF?x=1"),))
    assert evaluate(rules, draft).ready is ("-md" not in model)


def test_fast_i2v_counts_frames_among_its_pictures(rules: Rules) -> None:
    body: dict[str, Any] = {
        "model": "seedance2.0-fast-i2v",
        "prompt": "x",
        "duration": 5,
        "images": [f"https://media.example.com/{n}.png" for n in range(8)],
        "first_image": "https://media.example.com/f.png",
    }
    from seedance_gui.domain.request import check_body  # noqa: PLC0415 - the service's side of the rules

    def too_many(number: int) -> bool:
        body["last_image"] = "https://media.example.com/l.png"
        body["images"] = body["images"][:number]
        return any("at most 9" in str(message) for message in check_body(rules, body))

    assert too_many(8)
    assert not too_many(7)


@pytest.mark.parametrize(("model", "changes", "field", "word"), CAUTIONS)
def test_cautions_show_and_block_nothing(
    rules: Rules, model: str, changes: dict[str, Any], field: Field, word: str
) -> None:
    form = evaluate(rules, _changed(model, changes))
    cautions = form[Field(field)].cautions
    assert any(word in str(caution) for caution in cautions)
    assert all(caution.in_language("zh") for caution in cautions if isinstance(caution, LocalizedText))
    assert form.ready


@pytest.mark.parametrize(("model", "changes", "field"), NO_CAUTION)
def test_cautions_keep_quiet_where_they_do_not_apply(
    rules: Rules, model: str, changes: dict[str, Any], field: Field
) -> None:
    assert evaluate(rules, _changed(model, changes))[Field(field)].cautions == ()


def _changed(model: str, changes: dict[str, Any]) -> Draft:
    draft = text_draft(model)
    for name, value in changes.items():
        if name == "reference_videos":
            draft = draft.adding(Field.REFERENCE_VIDEOS, reference(Field.REFERENCE_VIDEOS))
        else:
            draft = replace(draft, **{name: value})
    return draft


def test_an_unknown_model_is_said_and_mended_by_a_click(rules: Rules) -> None:
    form = evaluate(rules, Draft("seedance9", prompt="A cat"))
    assert not form.ready
    assert "seedance9" in str(form.problems[0].message)
    assert evaluate(rules, fix_applied(form.problems[0])).ready


def test_a_file_on_its_way_up_is_no_problem_but_nothing_is_sent_before_it_has_a_link(rules: Rules) -> None:
    draft = text_draft("seedance2.0-std").adding(Field.IMAGES, Reference(file="/home/me/cat.png"))
    form = evaluate(rules, draft)
    assert form.ready
    assert form.uploading
    with pytest.raises(NotReadyError):
        build_body(rules, draft)
    wrong = text_draft("seedance2.0-std").adding(Field.IMAGES, Reference(file="/home/me/cat.mp4"))
    assert not evaluate(rules, wrong).ready


texts = st.text(max_size=30)
references = st.builds(Reference, link=texts | st.just("https://media.example.com/a.png"), file=texts)
drafts = st.builds(
    Draft,
    model=st.sampled_from(IDS) | texts,
    prompt=texts,
    start=st.sampled_from(InputMode),
    images=st.lists(references, max_size=3).map(tuple),
    first_image=st.none() | references,
    last_image=st.none() | references,
    reference_videos=st.lists(references, max_size=3).map(tuple),
    reference_audios=st.lists(references, max_size=3).map(tuple),
    ratio=st.none() | texts,
    duration=st.none() | st.integers(),
    resolution=st.none() | texts,
    orientation=st.none() | texts,
)


@given(draft=drafts)
def test_any_draft_can_be_shown(rules: Rules, draft: Draft) -> None:
    form = evaluate(rules, draft)
    assert form.ready is (not form.problems)
    for state in form.fields.values():
        for message in (state.reason, *state.notes, *(p.message for p in state.problems)):
            str(message)

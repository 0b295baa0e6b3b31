"""Settings as words: what was copied is pasted as it was, and what people write by hand is understood."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_gui.domain.draft import Draft, InputMode, Reference
from seedance_gui.domain.rules_file import load_rules
from seedance_gui.domain.settings_text import read_settings, settings_text
from seedance_gui.services.platform import resources

RULES = load_rules(resources.read_text("routes.toml"))
MODELS = [model.value for _, model in RULES.models()]
LINKS = st.builds(lambda name: Reference(f"https://a.com/{name}.png?sig=1#2"), st.integers(0, 99))
FILES = st.builds(lambda name: Reference(file=f"/home/lena/my cats/{name}.png"), st.integers(0, 99))
DRAFTS = st.builds(
    Draft,
    model=st.sampled_from(MODELS),
    prompt=st.text(st.characters(exclude_categories=["Cs"])),
    start=st.sampled_from(InputMode),
    images=st.lists(LINKS | FILES, max_size=3).map(tuple),
    first_image=st.none() | LINKS | FILES,
    reference_videos=st.lists(LINKS, max_size=2).map(tuple),
    ratio=st.sampled_from([None, "", "16:9"]),
    duration=st.none() | st.integers(1, 20),
    resolution=st.sampled_from([None, "720p"]),
)


@given(DRAFTS)
def test_what_was_copied_is_read_as_it_was(draft: Draft) -> None:
    assert read_settings(settings_text(draft), RULES, MODELS[0]) == (draft, ())


def test_it_reads_as_one_would_write_it() -> None:
    draft = Draft("seedance2.0-std", "A fox\nruns: fast", ratio="16:9", duration=5)
    assert settings_text(draft) == (
        "Seedance settings\nmodel: seedance2.0-std\nstart: text\nratio: 16:9\nduration: 5\n"
        "prompt: A fox\nruns: fast"
    )


def test_what_is_written_by_hand() -> None:
    name = RULES.find(MODELS[1])[1].name.in_language("en")  # type: ignore[index]
    lines = "Duration：7 s\r\nRatio: adaptive\r\nfirst image: https://a.com/a.png\r\n\r\nprompt: A fox"
    text = f"\ufeff Model: {name.upper()}\r\n{lines}"
    draft, unreadable = read_settings(text, RULES, MODELS[0]) or (Draft(""), ("",))
    assert (draft.model, draft.duration, draft.prompt, unreadable) == (MODELS[1], 7, "A fox", ())
    assert draft.ratio == "Adaptive", "as the model that takes it spells it"
    assert (draft.first_image, draft.start) == (Reference("https://a.com/a.png"), InputMode.FRAMES)


def test_what_cannot_be_read_is_named_and_the_rest_taken() -> None:
    text = "Seedance settings\nduration: long\nstart: anything\nratio: 9:16\nprompt: A fox"
    assert read_settings(text, RULES, "m") == (Draft("m", "A fox", ratio="9:16"), ("start", "duration"))


def test_the_file_beside_a_video_is_read_too() -> None:
    draft = Draft("m", "A fox", duration=5)
    assert read_settings(json.dumps({"id": "x", "draft": draft.to_data()}), RULES, "n") == (draft, ())


@pytest.mark.parametrize(
    "text", ["", "A fox", "prompt: A fox", "{", "[]", '{"draft": 5}', '{"draft": {}}', "duration: 5\nA fox"]
)
def test_other_words_are_no_settings(text: str) -> None:
    assert read_settings(text, RULES, "m") is None

"""A draft comes back from the store whatever became of it there."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_gui.domain.draft import Draft, Field, InputMode, Kind, Reference, read_draft
from seedance_gui.domain.form import evaluate
from tests.domain.drafts import FRAMES, full_draft
from tests.domain.test_form import drafts

if TYPE_CHECKING:
    from seedance_gui.domain.rules import Rules

FULL = full_draft("seedance2.0-std", InputMode.REFERENCES)
MEASURED = Reference("https://a.com/a.mp4", "/a.mp4", 4.5, 9, 1280, 720, Kind.VIDEO, 25)


def stored(draft: Draft) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(json.dumps(draft.to_data()))
    return data


@given(draft=drafts)
def test_a_draft_comes_back_as_it_was(draft: Draft) -> None:
    assert read_draft(stored(draft)) == (draft, ())


@pytest.mark.parametrize(
    ("item", "name"),
    [
        (Reference(file="C:\\clips\\a b.mp4", link="https://a.com/x.mp4"), "a b.mp4"),
        (Reference(file="/clips/a.mp4/"), "a.mp4"),
        (Reference("https://a.com/b/c.png?sig=x/y#z/1"), "c.png"),
        (Reference("https://a.com/c.png#z/1"), "c.png"),
        (Reference("asset://a1"), "a1"),
        (Reference("/"), "/"),
        (Reference(), ""),
    ],
)
def test_a_reference_has_a_short_name(item: Reference, name: str) -> None:
    assert item.name == name


@pytest.mark.parametrize("start", InputMode)
def test_what_is_added_decides_what_the_video_starts_from(start: InputMode) -> None:
    draft, one, two = Draft("m", start=start), Reference("https://a.com/1"), Reference("https://a.com/2")
    for field, after in {
        Field.IMAGES: InputMode.REFERENCES,
        Field.FIRST_IMAGE: InputMode.FRAMES,
        Field.LAST_IMAGE: InputMode.FRAMES,
        Field.REFERENCE_VIDEOS: InputMode.FRAMES if start is InputMode.FRAMES else InputMode.REFERENCES,
        Field.REFERENCE_AUDIOS: InputMode.FRAMES if start is InputMode.FRAMES else InputMode.REFERENCES,
    }.items():
        added = draft.adding(field, one).adding(field, two)
        assert added.start is after
        assert added.items(field) == ((two,) if field in FRAMES else (one, two))
        assert added.without(field, 0).items(field) == (() if field in FRAMES else (two,))


def test_what_a_frame_takes_the_place_of_goes_where_it_came_from() -> None:
    a, b, c, d = (Reference(f"https://a.com/{name}") for name in "abcd")
    draft = Draft("m", images=(a, b, c), first_image=d)
    moved = draft.moved(Field.IMAGES, 1, Field.FIRST_IMAGE)
    assert (moved.images, moved.first_image) == ((a, d, c), b)
    moved = draft.moved(Field.IMAGES, 0, Field.REFERENCE_VIDEOS)
    assert (moved.images, moved.reference_videos) == ((b, c), (a,))
    assert draft.shortened(Field.IMAGES, 2).images == (a, b)


def test_what_is_stored_is_this() -> None:
    """Older and newer programs read it: a key or a word in it never changes."""
    nothing = dict.fromkeys(("first_image", "last_image", "ratio", "resolution", "orientation"))
    assert stored(Draft("m", "A fox", InputMode.FRAMES, reference_audios=(MEASURED,), duration=5)) == {
        "model": "m", "prompt": "A fox", "start": "frames", "images": [], "reference_videos": [],
        "reference_audios": [
            {
                "link": "https://a.com/a.mp4", "file": "/a.mp4", "seconds": 4.5, "size": 9, "width": 1280,
                "height": 720, "kind": "video", "fps": 25.0, "format": "", "see_through": False,
            }
        ],
        "duration": 5, **nothing,
    }  # fmt: skip
    assert [*Kind, *InputMode] == ["image", "video", "audio", "text", "references", "frames"]


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("duration", "5", None),
        ("duration", 5.5, None),
        ("duration", True, None),
        ("prompt", None, ""),
        ("prompt", ["A cat"], ""),
        ("model", 7, "fallback"),
        ("start", "dream", InputMode.TEXT),
        ("ratio", 16 / 9, None),
        ("images", "https://a.com/a.png", ()),
        ("images", None, ()),
        ("images", {}, ()),
        ("first_image", [], Reference()),
        ("first_image", "https://a.com/a.png", Reference()),
    ],
)
def test_a_wrong_part_is_named_and_no_other_is_lost(name: str, value: object, read: object) -> None:
    draft, faults = read_draft({**stored(FULL), name: value}, "fallback")
    assert faults == (name,)
    assert getattr(draft, name) == read
    for other in Field:
        assert other == name or getattr(draft, other) == getattr(FULL, other)


@pytest.mark.parametrize(
    ("changes", "faults", "read"),
    [
        ({"link": 5}, ["link"], {"link": ""}),
        ({"file": None}, ["file"], {"file": ""}),
        ({"seconds": "4.5", "kind": "hologram"}, ["seconds", "kind"], {"seconds": None, "kind": None}),
        ({"seconds": -1.0}, ["seconds"], {"seconds": None}),
        ({"seconds": 1e9}, ["seconds"], {"seconds": None}),
        ({"seconds": math.nan}, ["seconds"], {"seconds": None}),
        ({"fps": math.inf}, ["fps"], {"fps": None}),
        ({"size": -1}, ["size"], {"size": None}),
        ({"width": 12.5, "height": []}, ["width", "height"], {"width": None, "height": None}),
    ],
)
def test_a_wrong_part_of_a_reference_is_named_too(
    changes: dict[str, Any], faults: list[str], read: dict[str, Any]
) -> None:
    clip = stored(Draft("m", first_image=MEASURED))["first_image"]
    data = {
        **stored(FULL),
        "reference_videos": [clip, {**clip, **changes}],
        "last_image": {**clip, **changes},
    }
    draft, found = read_draft(data)
    assert found == tuple(
        f"{place}.{fault}" for place in ("last_image", "reference_videos[1]") for fault in faults
    )
    second = draft.reference_videos[1]
    assert draft.reference_videos == (MEASURED, second)
    assert draft.last_image == second
    assert stored(Draft("m", first_image=second))["first_image"] == {**clip, **read}


def test_an_unreadable_reference_keeps_its_place_and_stops_the_order(rules: Rules) -> None:
    data = stored(FULL)
    data["images"][0] = "https://a.com/a.png"
    draft, faults = read_draft(data)
    assert faults == ("images[0]",)
    assert draft.images == (Reference(), FULL.images[1])
    assert [str(problem.message) for problem in evaluate(rules, draft).problems] == [
        "A link is missing here."
    ]


@pytest.mark.parametrize("data", [None, [], "draft", 5, [["model", "m"]]])
def test_what_is_no_draft_at_all_is_an_empty_one(data: object) -> None:
    assert read_draft(data, "m") == (Draft("m"), ("",))
    assert Draft.from_data(data) == Draft("")


def test_what_a_newer_program_added_is_passed_over() -> None:
    data = stored(FULL)
    data["images"][0]["rotation"] = 90
    assert read_draft({**data, "seed": 7}) == (FULL, ())
    assert read_draft({}, "m") == (Draft("m"), ())


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["link", "kind", "x"]), inner)
    ),
    max_leaves=6,
)


@given(data=st.dictionaries(st.sampled_from([*Field, "start"]), json_values))
def test_nothing_in_a_store_can_keep_the_form_from_being_shown(rules: Rules, data: dict[str, Any]) -> None:
    draft, faults = read_draft(data, "seedance2.0-std")
    form = evaluate(rules, draft)
    for problem in form.problems:
        assert str(problem.message)
    assert form.ready is (not form.problems)
    assert read_draft(stored(draft)) == (draft, ())
    assert faults or read_draft({**stored(draft), **data}) == (draft, ())

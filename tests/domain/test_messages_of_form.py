"""What the form says, word for word: problems with their fixes, reasons, notes, labels."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from seedance_gui.domain.draft import Draft, Field, InputMode, Kind, Reference
from seedance_gui.domain.form import evaluate
from seedance_gui.domain.request import NotReadyError, build_body
from seedance_gui.domain.value_labels import value_label
from tests.domain.drafts import FRAMES, reference, text_draft

if TYPE_CHECKING:
    from seedance_gui.domain.rules import Rules

STD, MD, SP, MINI, I2V = (f"seedance2.0-{name}" for name in ("std", "md", "sp", "mini", "fast-i2v"))
REFERENCES, FROM_FRAMES = InputMode.REFERENCES, InputMode.FRAMES
TEXT_ONLY = "Starting from text uses no references."
MD_BOUNDS = "MD takes at most 15 s and 200 MB of reference video together, each side with 720 to 2160 pixels."
IMAGE, FIRST, LAST, VIDEO, AUDIO = (
    Field.IMAGES, Field.FIRST_IMAGE, Field.LAST_IMAGE, Field.REFERENCE_VIDEOS, Field.REFERENCE_AUDIOS,
)  # fmt: skip


def draft(model: str, start: InputMode = InputMode.TEXT, **fields: Any) -> Draft:
    return text_draft(model, start=start, **fields)


def some(field: Field, count: int, **known: Any) -> tuple[Reference, ...]:
    return tuple(reference(field, n, **known) for n in range(count))


PROBLEMS: list[tuple[Draft, Field, list[tuple[str, int | None, bool, str | None]]]] = [
    (draft(STD, prompt=" "), Field.PROMPT, [("Describe the video.", None, True, None)]),
    (
        draft(MD, prompt="x" * 5001),
        Field.PROMPT,
        [("The prompt has 5001 characters; MD takes at most 5000.", None, False, None)],
    ),
    (
        draft(STD, REFERENCES),
        IMAGE,
        [("Add a reference, or start from text.", None, True, "Start from text")],
    ),
    (
        draft(STD, FROM_FRAMES),
        FIRST,
        [("Add a first or last frame, or start from text.", None, True, "Start from text")],
    ),
    (
        draft(MD, FROM_FRAMES),
        FIRST,
        [("Add a first and a last frame, or start from text.", None, True, "Start from text")],
    ),
    (
        draft(MD, FROM_FRAMES, first_image=reference(FIRST)),
        LAST,
        [("MD needs both a first and a last frame.", None, True, None)],
    ),
    (
        draft(STD, REFERENCES, images=some(IMAGE, 10)),
        IMAGE,
        [("STD takes at most 9 pictures; there are 10.", None, False, "Keep the first 9")],
    ),
    (
        draft(MD, REFERENCES, reference_videos=some(VIDEO, 4)),
        VIDEO,
        [("MD takes at most 3 reference videos; there are 4.", None, False, "Keep the first 3")],
    ),
    (
        draft(STD, REFERENCES, reference_audios=some(AUDIO, 4)),
        AUDIO,
        [("STD takes at most 3 sound clips; there are 4.", None, False, "Keep the first 3")],
    ),
    (
        draft(SP, REFERENCES, reference_audios=some(AUDIO, 2)),
        AUDIO,
        [
            (
                "With SP economy, a sound clip needs a picture, a video or a frame beside it.",
                None, False, "Remove the sound clips",
            )
        ],
    ),
    (
        draft(MD, REFERENCES, images=(reference(IMAGE), Reference("https://a.com/b.gif?x.png"))),
        IMAGE,
        [("MD doesn't take GIF pictures.", 1, False, "Remove it")],
    ),
    (
        draft(MD, REFERENCES, images=(Reference(file="/a/b.GIF"),)),
        IMAGE,
        [("MD doesn't take GIF pictures.", 0, False, "Remove it")],
    ),
    (
        draft(STD, REFERENCES, images=(reference(VIDEO), reference(AUDIO))),
        IMAGE,
        [
            ("This is a video.", 0, False, "Move it to Reference videos"),
            ("This is a sound clip.", 1, False, "Move it to Sound clips"),
        ],
    ),
    (
        draft(STD, REFERENCES, reference_videos=(Reference("https://a.com/x", kind=Kind.IMAGE),)),
        VIDEO,
        [("This is a picture.", 0, False, "Move it to Reference pictures")],
    ),
    (
        draft(STD, REFERENCES, reference_videos=(Reference("https://a.com/x", file="/a/x.png"),)),
        VIDEO,
        [("This is a picture.", 0, False, "Move it to Reference pictures")],
    ),
    (
        draft(STD, REFERENCES, images=(Reference("https://a.com/c.png", kind=Kind.VIDEO),)),
        IMAGE,
        [
            (
                ("“c.png” holds something other than its ending says, and the service goes by that. "
                "Download it, and add the file instead."),
                0, False, "Remove it",
            )
        ],
    ),
    (
        draft(MD, REFERENCES, reference_videos=some(VIDEO, 2, seconds=7.56, size=105 * 2**20)),
        VIDEO,
        [
            ("Reference videos may last 15 s together; these last 15.2 s.", None, False, None),
            ("Reference videos may have 200 MB together; these have 210.0 MB.", None, False, None),
        ],
    ),
    (
        draft(MD, REFERENCES, reference_videos=some(VIDEO, 1, width=1280, height=600)),
        VIDEO,
        [
            (
                "This video has 1280 × 600 pixels; each side must have 720 to 2160.", 0, False, "Remove it",
            )
        ],
    ),
    (
        draft(STD, REFERENCES, images=(Reference("asset://a", file="/a/b.png"), Reference("asset://a"))),
        IMAGE,
        [
            (
                "STD doesn't take saved assets (asset://). Give a link that begins with https://.",
                n, False, label,
            )
            for n, label in enumerate(("Use the file instead", "Remove it"))
        ],
    ),
    (
        Draft("seedance9", "A cat"),
        Field.MODEL,
        [("The model “seedance9” is not known. Choose one from the list.", None, False, "Use STD")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("entered", "field", "said"), PROBLEMS)
def test_problems(
    rules: Rules, entered: Draft, field: Field, said: list[tuple[str, int | None, bool, str | None]]
) -> None:
    form = evaluate(rules, entered)
    assert [
        (str(p.message), p.index, p.missing, None if p.fix is None else str(p.fix.label))
        for p in form[field].problems
    ] == said
    assert form.problems == form[field].problems
    with pytest.raises(NotReadyError) as caught:
        build_body(rules, entered)
    assert [str(message) for message in caught.value.messages] == [each[0] for each in said]
    assert str(caught.value) == " ".join(each[0] for each in said)
    for problem in form.problems:
        if problem.fix is not None:
            after = evaluate(rules, problem.fix.draft).problems
            assert problem.message not in [each.message for each in after if each.index == problem.index], (
                "the fix fixes it"
            )


def test_what_is_alike_and_only_that_is_fixed_together(rules: Rules) -> None:
    bad, clip = Reference("http://a.com/a.png"), reference(VIDEO)
    assets = (Reference("asset://a", file="/a/a.png"), Reference("asset://b", file="/a/b.png"))
    form = evaluate(rules, draft(STD, REFERENCES, images=(bad, clip, bad, *assets)))
    together = [p.together and (str(p.together.label), len(p.together.draft.images)) for p in form.problems]
    assert together == [
        ("Remove them", 3),
        None,
        ("Remove them", 3),
        *[("Use the files instead", 5)] * 2,
    ]
    too_long = draft(MD, REFERENCES, reference_videos=some(VIDEO, 2, seconds=8))
    assert [p.together for p in evaluate(rules, too_long).problems] == [None]


OFF = [
    (draft(I2V, REFERENCES), VIDEO, "Fast I2V doesn't take reference videos.", ["Use STD"]),
    (draft(MD, REFERENCES), AUDIO, "MD doesn't take sound clips.", ["Use STD"]),
    (draft(MINI, REFERENCES), VIDEO, "Mini doesn't take reference videos.", ["Use Mini video"]),
    (draft("sd2_mx_4k", REFERENCES), VIDEO, "Full 4K doesn't take reference videos.", ["Use Full video 4K"]),
    (
        draft(STD),
        IMAGE,
        TEXT_ONLY,
        ["Start from references"],
    ),
    (
        draft(STD),
        LAST,
        TEXT_ONLY,
        ["Start from frames"],
    ),
    (
        draft(STD, FROM_FRAMES),
        IMAGE,
        "Reference pictures don't go together with first and last frames.",
        ["Start from references"],
    ),
    (
        draft(STD, REFERENCES),
        FIRST,
        "First and last frames don't go together with reference pictures.",
        ["Start from frames"],
    ),
    (
        draft(STD, FROM_FRAMES),
        AUDIO,
        "With STD, sound clips don't work with first and last frames.",
        ["Start from references"],
    ),
    (draft(STD), Field.RESOLUTION, "STD always makes 720p.", ["Use Mini"]),
    (
        draft("sd2_mx_2k"),
        Field.RESOLUTION,
        "Set by the model: Full 2K makes 2K.",
        ["Use Full 720p", "Use Full 1080p", "Use Full 4K"],
    ),
    (
        draft(STD),
        Field.ORIENTATION,
        "With STD, the ratio alone sets the shape.",
        ["Use Full 720p"],
    ),
    (
        draft("sd2_mx_2k", ratio="Adaptive"),
        Field.ORIENTATION,
        "The ratio Adaptive already sets the shape.",
        ["Set the ratio to Automatic"],
    ),
]


@pytest.mark.parametrize(("entered", "field", "reason", "fixes"), OFF)
def test_why_a_field_is_off_and_what_turns_it_on(
    rules: Rules, entered: Draft, field: Field, reason: str, fixes: list[str]
) -> None:
    state = evaluate(rules, entered)[field]
    assert not state.on
    assert str(state.reason) == reason
    assert [str(fix.label) for fix in state.fixes] == fixes


@pytest.mark.parametrize(
    ("entered", "field", "notes"),
    [
        (draft(STD, ratio="5:4"), Field.RATIO, ["STD doesn't offer 5:4. Using 16:9 here; 5:4 is kept."]),
        (
            draft(SP, ratio="4:3"),
            Field.RATIO,
            ["SP economy doesn't offer 4:3. Using Automatic here; 4:3 is kept."],
        ),
        (draft(SP, ratio=""), Field.RATIO, []),
        (draft(STD, ratio=""), Field.RATIO, []),
        (
            draft(SP, resolution="4k"),
            Field.RESOLUTION,
            ["SP economy doesn't offer 4K. Using 720p here; 4K is kept."],
        ),
        (
            draft("sd2_mx_2k", duration=15),
            Field.DURATION,
            ["Full 2K makes 4 to 12 s. Using 12 s here; 15 s is kept."],
        ),
        (draft(STD, images=some(IMAGE, 1)), IMAGE, ["Kept, but not used now."]),
        (draft(STD, REFERENCES, images=some(IMAGE, 1)), IMAGE, []),
        (
            draft(MD, REFERENCES),
            VIDEO,
            [MD_BOUNDS],
        ),
        (draft(STD, REFERENCES), VIDEO, []),
        (
            draft(STD, prompt="@视频1 @图1 @图1"),
            Field.PROMPT,
            ["@视频1 points at no reference.", "@图1 points at no reference."],
        ),
    ],
)
def test_notes(rules: Rules, entered: Draft, field: Field, notes: list[str]) -> None:
    assert [str(note) for note in evaluate(rules, entered)[field].notes] == notes


@pytest.mark.parametrize(
    ("entered", "billing"),
    [
        (draft(STD, duration=9), "Billed once per video, whatever its length."),
        (draft("sd2_mx_2k", duration=9), "Billed by the second: 9 s."),
        (draft(SP, duration=9, resolution="1080p"), "Billed by the second: 9 s at 1080p."),
        (
            draft("seedance2.0-mini-video", REFERENCES, reference_videos=some(VIDEO, 1)),
            "Billed by the second: 5 s at 720p, and the length of the first reference video.",
        ),
    ],
)
def test_billing(rules: Rules, entered: Draft, billing: str) -> None:
    assert str(evaluate(rules, entered).billing) == billing


def test_names_and_choices(rules: Rules) -> None:
    form = evaluate(rules, draft("sd2_mx_2k", ratio="1:1"))
    assert [str(form[name].name) for name in Field] == [
        "Model", "Prompt", "Reference pictures", "First frame", "Last frame", "Reference videos",
        "Sound clips", "Ratio", "Length", "Resolution", "Orientation",
    ]  # fmt: skip
    for shape in (form, evaluate(rules, draft("sd2_mx_2k"))):  # off, and on
        assert [(c.value, str(c.label)) for c in shape[Field.ORIENTATION].choices] == [
            ("", "Automatic"), ("landscape", "Landscape"), ("portrait", "Portrait"),
        ]  # fmt: skip
    assert [str(value_label(value)) for value in ("Adaptive", "2k", "4k", "16:9")] == [
        "Adaptive", "2K", "4K", "16:9",
    ]  # fmt: skip
    assert form[Field.MODEL].value == "sd2_mx_2k"
    assert [form[name].maximum for name in FRAMES] == [1, 1]
    unknown = evaluate(rules, replace(form.draft, model="x"))
    assert [name for name in Field if unknown[name].on] == [Field.MODEL, Field.PROMPT]
    assert not unknown.uploading
    assert unknown.billing is None

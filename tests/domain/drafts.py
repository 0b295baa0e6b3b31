"""Drafts for the tests: references that a route takes, and how to put them in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from seedance_gui.domain.draft import Draft, Field, InputMode, Reference

ENDINGS = {
    Field.IMAGES: "png",
    Field.FIRST_IMAGE: "png",
    Field.LAST_IMAGE: "png",
    Field.REFERENCE_VIDEOS: "mp4",
    Field.REFERENCE_AUDIOS: "mp3",
}
LISTS = (Field.IMAGES, Field.REFERENCE_VIDEOS, Field.REFERENCE_AUDIOS)
FRAMES = (Field.FIRST_IMAGE, Field.LAST_IMAGE)


def link(field: Field, number: int, scheme: str = "https") -> str:
    name = f"{field.value}-{number}.{ENDINGS[field]}"
    return (
        f"asset://{name.split('.', maxsplit=1)[0]}"
        if scheme == "asset"
        else f"https://media.example.com/{name}?sig=a.b"
    )


def reference(field: Field, number: int = 1, scheme: str = "https", **known: Any) -> Reference:
    return Reference(link(field, number, scheme), **known)


def full_draft(model: str, start: InputMode, scheme: str = "https") -> Draft:
    """Everything a person can enter at once, two of each list."""
    draft = Draft(
        model, prompt="A cat on a sofa", ratio="16:9", duration=8, resolution="720p", orientation="portrait"
    )
    for field in LISTS:
        draft = draft.with_items(field, tuple(reference(field, n, scheme) for n in (1, 2)))
    for field in FRAMES:
        draft = draft.with_items(field, (reference(field, 1, scheme),))
    return replace(draft, start=start)


def text_draft(model: str, **changes: Any) -> Draft:
    return replace(Draft(model, prompt="A cat on a sofa"), **changes)

"""What the person entered, whole, whichever model is chosen.

A draft is never narrowed to what the present model takes: that is ``form``'s work. So nothing is lost by
looking at another model.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import msgspec

from seedance_gui.domain.reading import read_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Field(StrEnum):
    """A field of the request, by the service's own name [S]."""

    MODEL = "model"
    PROMPT = "prompt"
    IMAGES = "images"
    FIRST_IMAGE = "first_image"
    LAST_IMAGE = "last_image"
    REFERENCE_VIDEOS = "reference_videos"
    REFERENCE_AUDIOS = "reference_audios"
    RATIO = "ratio"
    DURATION = "duration"
    RESOLUTION = "resolution"
    ORIENTATION = "orientation"


class Kind(StrEnum):
    """What a reference is."""

    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"


class InputMode(StrEnum):
    """What the video starts from."""

    TEXT = "text"
    REFERENCES = "references"
    FRAMES = "frames"


KIND_OF_FIELD: Mapping[Field, Kind] = {
    Field.IMAGES: Kind.IMAGE,
    Field.FIRST_IMAGE: Kind.IMAGE,
    Field.LAST_IMAGE: Kind.IMAGE,
    Field.REFERENCE_VIDEOS: Kind.VIDEO,
    Field.REFERENCE_AUDIOS: Kind.AUDIO,
}
REFERENCE_FIELDS = tuple(KIND_OF_FIELD)
FRAME_FIELDS = (Field.FIRST_IMAGE, Field.LAST_IMAGE)
FIELD_OF_KIND = {kind: name for name, kind in KIND_OF_FIELD.items() if name not in FRAME_FIELDS}
"""The fields that hold lists."""

Seconds = Annotated[float, msgspec.Meta(ge=0, le=1e6)]
Number = Annotated[int, msgspec.Meta(ge=0)]


@dataclass(frozen=True, slots=True)
class Reference:
    """One picture, clip or sound that the video is made from.

    ``link`` is what is sent; it is empty while a ``file`` (a path on this computer) is on its way up. What
    was measured is ``None`` until it is known: ``seconds``, ``size`` in bytes, ``width`` and ``height`` in
    pixels, ``kind`` by its content, ``fps`` in pictures a second. ``format`` is the ending that its content
    should have, empty where that is not known. ``see_through``: parts of a picture are.
    """

    link: str = ""
    file: str = ""
    seconds: Seconds | None = None
    size: Number | None = None
    width: Number | None = None
    height: Number | None = None
    kind: Kind | None = None
    fps: Seconds | None = None
    format: str = ""
    see_through: bool = False

    @property
    def name(self) -> str:
        """A short name to show: the last part of the file's path or of the link."""
        source = self.file or self.link.split("?", 1)[0].split("#", 1)[0]
        return source.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1] or source


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything entered in the form.

    ``ratio``, ``duration`` (seconds), ``resolution`` and ``orientation`` are ``None`` until the person
    chooses; an empty ``ratio`` or ``orientation`` is the choice to leave it to the service.
    """

    model: str
    prompt: str = ""
    start: InputMode = InputMode.TEXT
    images: tuple[Reference, ...] = ()
    first_image: Reference | None = None
    last_image: Reference | None = None
    reference_videos: tuple[Reference, ...] = ()
    reference_audios: tuple[Reference, ...] = ()
    ratio: str | None = None
    duration: int | None = None
    resolution: str | None = None
    orientation: str | None = None

    def items(self, name: Field) -> tuple[Reference, ...]:
        """Return the references of a reference field, in order; a frame counts as a list of one or none."""
        value: tuple[Reference, ...] | Reference | None = getattr(self, name)
        if isinstance(value, tuple):
            return value
        return () if value is None else (value,)

    def with_items(self, name: Field, items: tuple[Reference, ...]) -> Draft:
        """Return a draft whose field holds ``items``; a frame takes the first of them."""
        changes: dict[str, Any] = {name: (items[0] if items else None) if name in FRAME_FIELDS else items}
        return replace(self, **changes)

    def references(self) -> tuple[Reference, ...]:
        """Return the references of all fields."""
        return tuple(item for name in REFERENCE_FIELDS for item in self.items(name))

    def with_each(self, change: Callable[[Reference], Reference]) -> Draft:
        """Return a draft in which every reference is what ``change`` makes of it."""
        draft = self
        for name in REFERENCE_FIELDS:
            items = self.items(name)
            if (changed := tuple(map(change, items))) != items:
                draft = draft.with_items(name, changed)
        return draft

    def with_one(self, name: Field, index: int, item: Reference) -> Draft:
        """Return a draft with ``item`` in the place of the reference at ``index``."""
        items = self.items(name)
        return self.with_items(name, (*items[:index], item, *items[index + 1 :]))

    def without(self, name: Field, index: int) -> Draft:
        """Return a draft without the reference at ``index``."""
        items = self.items(name)
        return self.with_items(name, items[:index] + items[index + 1 :])

    def shortened(self, name: Field, count: int) -> Draft:
        """Return a draft with only the first ``count`` references of a field."""
        return self.with_items(name, self.items(name)[:count])

    def moved(self, name: Field, index: int, to: Field) -> Draft:
        """Return a draft with one reference taken from a field and put at the end of another.

        What it takes the place of (a frame) goes where it came from.
        """
        items = self.items(name)
        instead = self.items(to) if to in FRAME_FIELDS else ()
        rest = items[:index] + instead + items[index + 1 :]
        return self.with_items(name, rest).adding(to, items[index])

    def adding(self, name: Field, *items: Reference) -> Draft:
        """Return a draft with ``items`` put at the end of a field, started from what it now holds."""
        frames = name in FRAME_FIELDS
        start = self.start
        if frames:
            start = InputMode.FRAMES
        elif name is Field.IMAGES or start is InputMode.TEXT:
            start = InputMode.REFERENCES
        return replace(self.with_items(name, items if frames else self.items(name) + items), start=start)

    def to_data(self) -> dict[str, Any]:
        """Return the draft as plain JSON data."""
        data: dict[str, Any] = msgspec.to_builtins(self)
        return data

    @classmethod
    def from_data(cls, data: object) -> Draft:
        """Read what ``to_data`` wrote, as ``read_draft`` does."""
        return read_draft(data)[0]


def read_draft(data: object, model: str = "") -> tuple[Draft, tuple[str, ...]]:
    """Read what ``Draft.to_data`` wrote; return also the places that can't be read and so are empty.

    An unreadable reference stays as an empty one, which the checks refuse: nothing is sent without it.
    Without a readable model it is ``model``. Unknown keys are passed over: they are of a newer program.
    """
    return read_parts(data, Draft(model))

"""What a person should know of what is given before it is paid for, though the service takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedance_gui.domain.draft import FRAME_FIELDS, REFERENCE_FIELDS, Field, Kind, Reference
from seedance_gui.domain.form_messages import FormMessage
from seedance_gui.domain.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedance_gui.domain.checks import EffectiveRequest

_ALIKE = 0.03
"""By how much shapes may differ that are called the same: 1366 × 768 is 16:9, 2560 × 1080 is 21:9."""


def cautions_of(request: EffectiveRequest) -> Iterator[tuple[Field, Message]]:
    """Yield what is to be said of the references of a request, with the field: it blocks nothing."""
    for name in (Field.IMAGES, *FRAME_FIELDS):
        for item in dict.fromkeys(request.items(name)):
            if item.see_through:
                yield name, Message(FormMessage.SEE_THROUGH, name=item.name)
    for name in REFERENCE_FIELDS:
        given = request.items(name)
        for index, item in enumerate(given):
            if sum(_are_one(one, item) for one in given[:index]) == 1:  # once for each
                yield name, Message(FormMessage.GIVEN_TWICE, name=item.name)
    frames = [(name, item) for name in FRAME_FIELDS for item in request.items(name) if _shape(item)]
    ratio = ratio_of(request.ratio)
    if len(frames) == 2 and not _are_alike(*(_shape(item) for _, item in frames)):
        first, last = (f"{item.width} × {item.height}" for _, item in frames)
        yield Field.LAST_IMAGE, Message(FormMessage.FRAMES_DIFFER, first=first, last=last)
    for name, item in frames:
        if ratio and not _are_alike(_shape(item), ratio):
            size = f"{item.width} × {item.height}"
            yield name, Message(FormMessage.NOT_OF_RATIO, size=size, ratio=request.ratio)
            return  # of the other one, it is said that it has another shape, or it has the same


def ratio_of(value: str) -> float:
    """Return width by height of a ratio as it is sent ("16:9"), 0 for what leaves it to the service."""
    width, _, height = value.partition(":")
    return int(width) / int(height) if width.isdecimal() and height.isdecimal() and int(height) else 0.0


def _are_one(one: Reference, other: Reference) -> bool:
    """Tell whether both are the same file, or two of the same content: these have one link."""
    if "" not in {one.link, other.link} and one.link == other.link:
        return True
    place = one.file or one.link  # none: it could not be read, which is said of it
    return place != "" and place == (other.file or other.link)


def _shape(item: Reference) -> float:
    known = item.kind in {None, Kind.IMAGE} and item.width and item.height
    return item.width / item.height if known and item.width and item.height else 0.0


def _are_alike(one: float, other: float) -> bool:
    return abs(one / other - 1) <= _ALIKE

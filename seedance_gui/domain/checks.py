"""The checks of what is about to be sent, against the rules of its route.

Both the form (over what the draft would send) and the practice service (over a request's body) run these, so
a rule is written once.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from seedance_gui.domain.draft import (
    FIELD_OF_KIND,
    FRAME_FIELDS,
    KIND_OF_FIELD,
    REFERENCE_FIELDS,
    Draft,
    Field,
    Kind,
    Reference,
)
from seedance_gui.domain.form_messages import FormMessage
from seedance_gui.domain.links import fault_of_link, kind_of_link
from seedance_gui.domain.messages import Message
from seedance_gui.domain.rules import FrameNeed
from seedance_gui.domain.share_pages import share_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from seedance_gui.domain.rules import Model, Route, Rules

MEGABYTE = 1024 * 1024
_LONGEST_PICTURE = 0.1
"""Seconds by which a clip may be too long, however slow its pictures follow each other."""


@dataclass(frozen=True, slots=True)
class EffectiveRequest:
    """What would be sent: only fields that the route takes in the present combination.

    ``duration`` is in seconds; an empty text means: not sent.
    """

    route: Route
    model: Model
    prompt: str
    duration: int
    references: Mapping[Field, tuple[Reference, ...]]
    ratio: str = ""
    resolution: str = ""
    orientation: str = ""

    def items(self, name: Field) -> tuple[Reference, ...]:
        """Return the references of one field, in order."""
        return self.references.get(name, ())

    @property
    def chosen(self) -> dict[Field, str]:
        """The values of the fields with choices that are sent."""
        names = (Field.RATIO, Field.RESOLUTION, Field.ORIENTATION)
        return {name: value for name in names if (value := getattr(self, name))}


@dataclass(frozen=True, slots=True)
class Fix:
    """What one click can do about a problem: its label, and the draft that it makes of a draft.

    ``plural``: its label where it is done for several references at once, the last one first.
    """

    label: Message
    apply: Callable[[Draft], Draft]
    plural: Message | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Why the request can't be sent yet.

    ``index`` is the place of the reference it speaks of. ``missing`` marks what is not wrong but not there
    yet: it need not be shown in red beside an untouched field.
    """

    field: Field
    message: Message
    index: int | None = None
    missing: bool = False
    fix: Fix | None = None


def problems_of(rules: Rules, request: EffectiveRequest, own_origin: str = "") -> Iterator[Problem]:
    """Yield every problem of a request, field by field."""
    yield from _prompt(request)
    for name in REFERENCE_FIELDS:
        yield from _references(rules, request, name, own_origin)
    yield from _images(request)
    yield from _frames(request)
    yield from _videos(request)
    yield from _audios(request)
    yield from _choices(request)


def _prompt(request: EffectiveRequest) -> Iterator[Problem]:
    count, maximum = len(request.prompt), request.route.prompt.maximum
    if not request.prompt.strip():
        yield Problem(Field.PROMPT, Message(FormMessage.PROMPT_MISSING), missing=True)
    elif maximum is not None and count > maximum:
        message = Message(FormMessage.PROMPT_TOO_LONG, model=request.model.name, count=count, maximum=maximum)
        yield Problem(Field.PROMPT, message)


def _references(rules: Rules, request: EffectiveRequest, name: Field, own_origin: str) -> Iterator[Problem]:
    for index, item in enumerate(request.items(name)):
        if not item.link and item.file:
            # What is on its way up is no problem of the request: the task waits for it.
            named = rules.upload.kind_of(item.file)
            fault = _fault_of_file(rules, request, item)
        else:
            named = kind_of_link(rules.upload, item.link)
            fault = fault_of_link(item.link, request.route, request.model, own_origin)
            if fault is None and (item.file or item.kind is Kind.IMAGE):
                fault = _fault_of_format(rules, item)
        if fault is not None:
            spare = item.file and fault.code is FormMessage.ASSET_NOT_TAKEN
            fix = _file_itself(name, index) if spare else _removal(name, index)
            if fault.code is FormMessage.LINK_TO_SHARE_PAGE and (page := share_page(item.link)):
                fix = _direct_link(name, index, page[1])
            elif fault.code is FormMessage.ASSET_ONLY:
                fix = _other_model(rules, name) or fix
            yield Problem(name, fault, index, fix=fix)
            continue
        if item.kind and named and item.kind is not named and not item.file:
            # The service goes by the name: there is no field in which this would be taken. A file goes up
            # under the ending of its content.
            yield Problem(
                name, Message(FormMessage.NAME_DECEIVES, name=item.name), index, fix=_removal(name, index)
            )
            continue
        kind = item.kind or named or (rules.upload.kind_of(item.file) if item.file else None)
        if kind is not None and kind is not KIND_OF_FIELD[name]:
            yield Problem(name, Message(_THIS_IS[kind]), index, fix=_move(name, index, kind))


def _fault_of_file(rules: Rules, request: EffectiveRequest, item: Reference) -> Message | None:
    """Return why a file can't be brought to the service, or be used on this route, or None."""
    if request.route.takes_assets_only:
        return Message(FormMessage.ASSET_ONLY, model=request.model.name)
    if (fault := _fault_of_format(rules, item)) is not None:
        return fault
    if not (item.kind and item.format) and rules.upload.kind_of(item.file) is None:
        ending = item.name.rsplit(".", 1)[-1].upper() if "." in item.name else item.name
        return Message(FormMessage.FILE_FORMAT, format=ending)
    maximum = rules.upload.maximum_bytes
    if item.size is not None and item.size > maximum:
        size = _rounded_up(item.size / MEGABYTE)
        return Message(FormMessage.FILE_OVER_LIMIT, size=size, maximum=maximum // MEGABYTE)
    return None


def _fault_of_format(rules: Rules, item: Reference) -> Message | None:
    """Return the fault of something that is known to be in a format which the service doesn't take."""
    if item.kind is None or item.format in ("", *rules.upload.formats[item.kind]):
        return None
    return Message(FormMessage.FILE_FORMAT, format=item.format.upper())


def _images(request: EffectiveRequest) -> Iterator[Problem]:
    rule = request.route.images
    if rule is None:
        return
    frames = sum(len(request.items(name)) for name in FRAME_FIELDS) if rule.counts_frames else 0
    yield from _too_many(request, Field.IMAGES, rule.maximum, FormMessage.TOO_MANY_IMAGES, frames)
    for name in (Field.IMAGES, *FRAME_FIELDS):
        for index, item in enumerate(request.items(name)):
            named = (item.link.split("?", 1)[0] or item.file).rsplit(".", 1)[-1].lower()
            if (ending := item.format or named) in rule.refused_formats:
                message = Message(FormMessage.FORMAT_REFUSED, model=request.model.name, format=ending.upper())
                yield Problem(name, message, index, fix=_removal(name, index))


def _too_many(
    request: EffectiveRequest, name: Field, maximum: int | None, code: FormMessage, others: int = 0
) -> Iterator[Problem]:
    """Yield the problem of a list that is too long together with so many ``others``."""
    count = len(request.items(name)) + others
    if maximum is not None and count > maximum:
        keep = maximum - others
        fix = Fix(Message(FormMessage.KEEP_FIRST, count=keep), lambda draft: draft.shortened(name, keep))
        yield Problem(name, Message(code, model=request.model.name, n=maximum, count=count), fix=fix)


def _frames(request: EffectiveRequest) -> Iterator[Problem]:
    rule = request.route.frames
    if rule is None or rule.need is not FrameNeed.BOTH:
        return
    empty = [name for name in FRAME_FIELDS if not request.items(name)]
    if len(empty) == 1:
        yield Problem(empty[0], Message(FormMessage.BOTH_FRAMES, model=request.model.name), missing=True)


def _videos(request: EffectiveRequest) -> Iterator[Problem]:
    name = Field.REFERENCE_VIDEOS
    rule, videos = request.route.reference_videos, request.items(name)
    if rule is None:
        return
    yield from _too_many(request, name, rule.maximum, FormMessage.TOO_MANY_VIDEOS)
    seconds = seconds_together(videos, rule.total_seconds)
    if rule.total_seconds is not None and seconds > rule.total_seconds:
        message = Message(
            FormMessage.SECONDS_TOGETHER, maximum=rule.total_seconds, count=_rounded_up(seconds)
        )
        yield Problem(name, message)
    size = sum(video.size or 0 for video in videos)
    if rule.total_bytes is not None and size > rule.total_bytes:
        count = _rounded_up(size / MEGABYTE)
        yield Problem(
            name, Message(FormMessage.BYTES_TOGETHER, maximum=rule.total_bytes // MEGABYTE, count=count)
        )
    low, high = rule.minimum_pixels, rule.maximum_pixels
    for index, video in enumerate(videos):
        if low is None or high is None or video.width is None or video.height is None:
            continue
        if min(video.width, video.height) < low or max(video.width, video.height) > high:
            message = Message(
                FormMessage.PIXELS_BOUND, width=video.width, height=video.height, minimum=low, maximum=high
            )
            yield Problem(name, message, index, fix=_removal(name, index))


def seconds_together(videos: Sequence[Reference], maximum: int | None) -> float:
    """Return how long videos are together: ``maximum`` where they exceed it by at most a picture each."""
    seconds = sum(video.seconds or 0 for video in videos)
    return maximum if maximum is not None and maximum < seconds <= maximum + spare_of(videos) else seconds


def spare_of(videos: Sequence[Reference]) -> float:
    """Return by how many seconds videos may be too long: the service's own clip of 15 s lasts 15.04 s."""
    return sum(min(1 / (video.fps or 24), _LONGEST_PICTURE) for video in videos) + 0.001


def _rounded_up(number: float) -> float:
    """Return a number that is too large with one decimal: 15.04 of 15 must not be called 15.0."""
    return math.ceil(round(number * 10, 6)) / 10


def _audios(request: EffectiveRequest) -> Iterator[Problem]:
    name = Field.REFERENCE_AUDIOS
    rule = request.route.reference_audios
    if rule is None or not request.items(name):
        return
    yield from _too_many(request, name, rule.maximum, FormMessage.TOO_MANY_AUDIOS)
    if not rule.with_frames and any(request.items(frame) for frame in FRAME_FIELDS):
        yield Problem(name, Message(FormMessage.OFF_AUDIOS_WITH_FRAMES, model=request.model.name))
    alone = not any(request.items(other) for other in REFERENCE_FIELDS if other is not name)
    if rule.needs_picture_or_clip and alone:
        fix = Fix(Message(FormMessage.REMOVE_AUDIOS), lambda draft: draft.with_items(name, ()))
        yield Problem(name, Message(FormMessage.AUDIO_NEEDS_COMPANY, model=request.model.name), fix=fix)


def _choices(request: EffectiveRequest) -> Iterator[Problem]:
    duration = request.route.duration
    if not duration.minimum <= request.duration <= duration.maximum:
        message = Message(
            FormMessage.DURATION_BOUNDS,
            model=request.model.name,
            minimum=duration.minimum,
            maximum=duration.maximum,
        )
        yield Problem(Field.DURATION, message)
    for name, value in request.chosen.items():
        if value not in request.route.choices(name):
            yield Problem(
                name,
                Message(FormMessage.NOT_OFFERED, model=request.model.name, value=value, field=name.value),
            )


def _removal(name: Field, index: int) -> Fix:
    return Fix(
        Message(FormMessage.REMOVE),
        lambda draft: draft.without(name, index),
        Message(FormMessage.REMOVE_THEM),
    )


def _file_itself(name: Field, index: int) -> Fix:
    return Fix(
        Message(FormMessage.USE_FILE),
        lambda draft: draft.with_one(name, index, replace(draft.items(name)[index], link="")),
        Message(FormMessage.USE_FILES),
    )


def _other_model(rules: Rules, name: Field) -> Fix | None:
    """Offer the first model that takes a field's references as files and links."""
    able = (m for route, m in rules.models() if not route.takes_assets_only and route.takes(name, m))
    if (model := next(able, None)) is None:
        return None
    label = Message(FormMessage.USE_MODEL, model=model.name)
    return Fix(label, lambda draft: replace(draft, model=model.value), label)


def _direct_link(name: Field, index: int, link: str) -> Fix:
    return Fix(
        Message(FormMessage.USE_DIRECT_LINK),
        lambda draft: draft.with_one(name, index, Reference(link)),
        Message(FormMessage.USE_DIRECT_LINKS),
    )


def _move(name: Field, index: int, kind: Kind) -> Fix:
    to = FIELD_OF_KIND[kind]
    field = Message(FIELD_NAMES[to])
    several = Message(FormMessage.MOVE_THEM_TO, field=field)
    return Fix(Message(FormMessage.MOVE_TO, field=field), lambda draft: draft.moved(name, index, to), several)


FIELD_NAMES = {name: FormMessage[name.name] for name in Field}
_THIS_IS = {kind: FormMessage[f"THIS_IS_{kind.name}"] for kind in Kind}

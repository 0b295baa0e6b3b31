"""The rules of the routes as typed objects: the schema of ``resources/routes.toml``.

Everything that must know a rule reads these: the form, the checks, the request and the practice service.
A ``ValueError`` of a ``__post_init__`` becomes an error of the file, with its line.
"""

from __future__ import annotations

import math
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta, Struct, field

from seedance_gui.domain.draft import Field, Kind
from seedance_gui.domain.messages import LocalizedText

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seedance_gui.domain.draft import Reference

Count = Annotated[int, Meta(gt=0)]
Word = Annotated[str, Meta(min_length=1)]
Words = Annotated[tuple[Word, ...], Meta(min_length=1)]


class Billing(StrEnum):
    """What the price of a video depends on. No call of the service tells prices."""

    PER_VIDEO = "per video"
    PER_SECOND = "per second"
    PER_SECOND_BY_RESOLUTION = "per second, by resolution"


class LinkScheme(StrEnum):
    """The form in which a route takes references."""

    HTTPS = "https"
    ASSET = "asset"


class FrameNeed(StrEnum):
    """Which frames the frame mode needs."""

    EITHER = "either"
    BOTH = "both"


class PromptRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``maximum``: the most characters, or None where no limit is known."""

    maximum: Count | None = None


class DurationRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whole seconds, both bounds included."""

    minimum: Count
    maximum: Count
    default: Count

    def __post_init__(self) -> None:
        if not self.minimum <= self.default <= self.maximum:
            raise ValueError("the default must lie between minimum and maximum")


class ResolutionRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One of three: ``fixed`` (never sent), ``in_model`` (the model's name says it), or ``choices``."""

    fixed: Word = ""
    in_model: bool = False
    choices: Words = ()
    default: Word = ""

    def __post_init__(self) -> None:
        if sum((bool(self.fixed), self.in_model, bool(self.choices))) != 1:
            raise ValueError("give one of fixed, in_model and choices")
        if self.choices:
            _check_default(self.default, self.choices)


class ChoiceRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An optional field with set values. With an empty ``default`` it may be left to the service."""

    choices: Words
    default: Word = ""

    def __post_init__(self) -> None:
        if self.default:
            _check_default(self.default, self.choices)


class ImagesRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Reference pictures. ``counts_frames``: first and last frame count towards ``maximum``."""

    maximum: Count | None = None
    refused_formats: Words = ()
    counts_frames: bool = False


class FramesRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """First and last frame."""

    need: FrameNeed


class VideosRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Reference videos: their number, their length (seconds) and size (bytes) together, each one's pixels."""

    maximum: Count | None = None
    total_seconds: Count | None = None
    total_bytes: Count | None = None
    minimum_pixels: Count | None = None
    maximum_pixels: Count | None = None


class AudiosRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Reference sounds. ``needs_picture_or_clip``: refused without an image, video or frame beside them."""

    maximum: Count | None = None
    with_frames: bool
    needs_picture_or_clip: bool = False


class Caution(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A note shown beside an option where the sources differ. It blocks nothing.

    It shows while its condition holds: the field has one of ``values``, or a number of ``at_least`` or
    ``at_most``, or is ``given`` or not. ``models`` narrows it to some models of the route.
    """

    field: Field
    text: LocalizedText
    source: Word
    models: Words = ()
    values: Words = ()
    at_least: Count | None = None
    at_most: Count | None = None
    given: bool | None = None

    def __post_init__(self) -> None:
        conditions = (self.values or None, self.at_least, self.at_most, self.given)
        if sum(condition is not None for condition in conditions) != 1:
            raise ValueError("give one of values, at_least, at_most and given")


class Model(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One value of the request's ``model`` and what is its own beside its route's rules.

    ``output`` is the largest picture (``"1080p"``); ``family`` groups models of one route;
    ``bills_first_video``: the first reference video's length is billed too.
    """

    value: Word
    name: LocalizedText
    summary: LocalizedText
    output: Word
    family: LocalizedText | None = None
    unsupported_fields: Annotated[tuple[Field, ...], Meta(min_length=1)] = ()
    bills_first_video: bool = False

    def __post_init__(self) -> None:
        for name in self.unsupported_fields:
            if name in (Field.MODEL, Field.PROMPT, Field.DURATION):
                raise ValueError(f"“{name}” is always required, it can't be unsupported")

    def billed_clip(self, videos: Sequence[Reference]) -> int | None:
        """Return the seconds that are billed for reference videos, or None while they are not measured.

        They are the first one's length where it is billed, rounded half up [P]; else 0.
        """
        if not (self.bills_first_video and videos):
            return 0
        first = videos[0].seconds
        return None if first is None else math.floor(first + 0.5)


class Route(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A group of models under the same rules. A rule that is None: the route does not take the field."""

    id: Word
    name: LocalizedText
    summary: LocalizedText
    billing: Billing
    source: Word
    links: Annotated[tuple[LinkScheme, ...], Meta(min_length=1)]
    duration: DurationRule
    resolution: ResolutionRule
    ratio: ChoiceRule
    models: Annotated[tuple[Model, ...], Meta(min_length=1)] = field(name="model")
    prompt: PromptRule = PromptRule()
    orientation: ChoiceRule | None = None
    images: ImagesRule | None = None
    frames: FramesRule | None = None
    reference_videos: VideosRule | None = None
    reference_audios: AudiosRule | None = None
    cautions: tuple[Caution, ...] = field(name="caution", default=())

    def takes(self, name: Field, model: Model) -> bool:
        """Tell whether ``model`` takes a field of the request at all, in whatever combination."""
        if name in model.unsupported_fields:
            return False
        rules: dict[Field, object] = {
            Field.IMAGES: self.images,
            Field.FIRST_IMAGE: self.frames,
            Field.LAST_IMAGE: self.frames,
            Field.REFERENCE_VIDEOS: self.reference_videos,
            Field.REFERENCE_AUDIOS: self.reference_audios,
            Field.ORIENTATION: self.orientation,
            Field.RESOLUTION: self.resolution.choices or None,
        }
        return rules.get(name, True) is not None

    def choices(self, name: Field) -> tuple[str, ...]:
        """Return the values offered for a field; none where it is not taken or is not chosen from a list."""
        rules = {
            Field.RATIO: self.ratio,
            Field.RESOLUTION: self.resolution,
            Field.ORIENTATION: self.orientation,
        }
        rule = rules.get(name)
        return rule.choices if rule else ()

    def billing_model(self, model: Model, resolution: str) -> str:
        """Return the name under which the service's console tells the price of a model [P]."""
        if self.billing is not Billing.PER_SECOND_BY_RESOLUTION:
            return model.value
        clip = "-video" if model.bills_first_video else ""
        return f"{model.value.removesuffix(clip)}-{resolution}{clip}"

    @property
    def takes_assets_only(self) -> bool:
        """Whether only reviewed material (``asset://…``) is taken."""
        return self.links == (LinkScheme.ASSET,)


class UploadRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the upload call takes: bytes, and formats (lower-case endings without the dot) by kind."""

    maximum_bytes: Count
    image: Words
    video: Words
    audio: Words

    @property
    def formats(self) -> dict[Kind, tuple[str, ...]]:
        """The formats by kind."""
        return {Kind.IMAGE: self.image, Kind.VIDEO: self.video, Kind.AUDIO: self.audio}

    def kind_of(self, name: str) -> Kind | None:
        """Return the kind that a file name or link path ends in, or None where the ending says nothing."""
        ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
        return next((kind for kind, endings in self.formats.items() if ending in endings), None)


class Rules(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """Every route, in the order in which they are offered.

    ``link_life_days``: days for which the links of uploads and videos work.
    """

    format: Count
    link_life_days: Count
    upload: UploadRule
    routes: Annotated[tuple[Route, ...], Meta(min_length=1)] = field(name="route")

    @cached_property
    def _by_model(self) -> dict[str, tuple[Route, Model]]:
        return {model.value: (route, model) for route, model in self.models()}

    def models(self) -> Iterator[tuple[Route, Model]]:
        """Yield every model with its route, in order."""
        for route in self.routes:
            for model in route.models:
                yield route, model

    def find(self, model: str) -> tuple[Route, Model] | None:
        """Return the route and model of a ``model`` value, or None where it is not known."""
        return self._by_model.get(model)

    @property
    def first_model(self) -> str:
        """The model a new person starts with."""
        return self.routes[0].models[0].value


def _check_default(default: str, choices: tuple[str, ...]) -> None:
    if default not in choices:
        raise ValueError("the default must be one of the choices")

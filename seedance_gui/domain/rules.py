"""The rules of the routes as typed objects, read from ``resources/routes.toml``.

Everything that must know a rule reads these: the form, the checks, the request and the practice service.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from seedance_gui.domain.draft import Field, Kind
from seedance_gui.domain.messages import LocalizedText  # noqa: TC001 - rules_file reads the annotations

if TYPE_CHECKING:
    from collections.abc import Iterator


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptRule:
    """``maximum``: the most characters, or None where no limit is known."""

    maximum: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DurationRule:
    """Whole seconds, both bounds included."""

    minimum: int
    maximum: int
    default: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionRule:
    """One of three: ``fixed`` (never sent), ``in_model`` (the model's name says it), or ``choices``."""

    fixed: str = ""
    in_model: bool = False
    choices: tuple[str, ...] = ()
    default: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceRule:
    """An optional field with set values. With an empty ``default`` it may be left to the service."""

    choices: tuple[str, ...]
    default: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImagesRule:
    """Reference pictures. ``counts_frames``: first and last frame count towards ``maximum``."""

    maximum: int | None = None
    refused_formats: tuple[str, ...] = ()
    counts_frames: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FramesRule:
    """First and last frame."""

    need: FrameNeed


@dataclass(frozen=True, slots=True, kw_only=True)
class VideosRule:
    """Reference videos: their number, their length (seconds) and size (bytes) together, each one's pixels."""

    maximum: int | None = None
    total_seconds: int | None = None
    total_bytes: int | None = None
    minimum_pixels: int | None = None
    maximum_pixels: int | None = None

    @property
    def measures(self) -> bool:
        """Whether a rule speaks of what can only be known by looking at the video."""
        return any((self.total_seconds, self.total_bytes, self.minimum_pixels, self.maximum_pixels))


@dataclass(frozen=True, slots=True, kw_only=True)
class AudiosRule:
    """Reference sounds. ``needs_picture_or_clip``: refused without an image, video or frame beside them."""

    maximum: int | None = None
    with_frames: bool
    needs_picture_or_clip: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """A note shown beside an option where the sources differ. It blocks nothing.

    It shows while its condition holds: the field has one of ``values``, or a number of ``at_least`` or
    ``at_most``, or is ``given`` or not. ``models`` narrows it to some models of the route.
    """

    field: Field
    text: LocalizedText
    source: str
    models: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    at_least: int | None = None
    at_most: int | None = None
    given: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One value of the request's ``model`` and what is its own beside its route's rules.

    ``output`` is the largest picture (``"1080p"``); ``family`` groups models of one route;
    ``bills_first_video``: the first reference video's length is billed too, rounded [P].
    """

    value: str
    name: LocalizedText
    summary: LocalizedText
    output: str
    family: LocalizedText | None = None
    unsupported_fields: tuple[Field, ...] = ()
    bills_first_video: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A group of models under the same rules. A rule that is None: the route does not take the field."""

    id: str
    name: LocalizedText
    summary: LocalizedText
    billing: Billing
    source: str
    links: tuple[LinkScheme, ...]
    duration: DurationRule
    resolution: ResolutionRule
    models: tuple[Model, ...]
    prompt: PromptRule = field(default_factory=PromptRule)
    ratio: ChoiceRule | None = None
    orientation: ChoiceRule | None = None
    images: ImagesRule | None = None
    frames: FramesRule | None = None
    reference_videos: VideosRule | None = None
    reference_audios: AudiosRule | None = None
    cautions: tuple[Caution, ...] = ()

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
            Field.RATIO: self.ratio,
            Field.ORIENTATION: self.orientation,
            Field.RESOLUTION: self.resolution.choices or None,
        }
        return rules.get(name, True) is not None

    @property
    def takes_assets_only(self) -> bool:
        """Whether only reviewed material (``asset://…``) is taken."""
        return self.links == (LinkScheme.ASSET,)


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadRule:
    """What the upload call takes: bytes, and formats (lower-case endings without the dot) by kind."""

    maximum_bytes: int
    formats: dict[Kind, tuple[str, ...]]

    def kind_of(self, name: str) -> Kind | None:
        """Return the kind that a file name or link path ends in, or None where the ending says nothing."""
        ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
        return next((kind for kind, endings in self.formats.items() if ending in endings), None)


@dataclass(frozen=True, kw_only=True)
class Rules:
    """Every route, in the order in which they are offered."""

    routes: tuple[Route, ...]
    upload: UploadRule
    link_life_days: int

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

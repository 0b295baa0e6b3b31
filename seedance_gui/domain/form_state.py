"""What the form shows: how each field stands, what is wrong, what can be clicked. ``form`` works it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedance_gui.domain.checks import FIELD_NAMES
from seedance_gui.domain.draft import REFERENCE_FIELDS
from seedance_gui.domain.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from seedance_gui.domain.checks import EffectiveRequest
    from seedance_gui.domain.draft import Draft, Field, Reference
    from seedance_gui.domain.messages import LocalizedText
    from seedance_gui.domain.rules import Model, Route

_MOST = 20  # of a field that takes any number


@dataclass(frozen=True, slots=True)
class OfferedFix:
    """One click that turns a field on or fixes a problem: its label, and the draft after the click."""

    label: Message
    draft: Draft


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that can be chosen; ``value`` is what is sent, empty for leaving it to the service."""

    value: str
    label: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldState:
    """How one field stands: on, or off for a ``reason``, with the ``fixes`` that turn it on.

    ``value`` is what is used for this model: a text for a choice, seconds for the length, empty where the
    field is not sent. ``maximum`` of a reference field is the most references, None where no limit is known;
    of the length, seconds; of the prompt, characters. ``notes`` speak of what is kept but not used.
    """

    field: Field
    reason: Message | None = None
    fixes: tuple[OfferedFix, ...] = ()
    choices: tuple[Choice, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    value: str | int = ""
    problems: tuple[FieldProblem, ...] = ()
    notes: tuple[Message, ...] = ()
    cautions: tuple[LocalizedText | Message, ...] = ()

    @property
    def on(self) -> bool:
        """Whether the field is used."""
        return self.reason is None

    @property
    def wrong(self) -> bool:
        """Whether something is wrong with it, other than that it is missing."""
        return any(not problem.missing for problem in self.problems)

    @property
    def name(self) -> Message:
        """What the form calls the field."""
        return Message(FIELD_NAMES[self.field])


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """A problem with its fix worked out for the present draft.

    ``together`` fixes all problems that are alike at once; None where there is but this one.
    """

    field: Field
    message: Message
    index: int | None = None
    missing: bool = False
    fix: OfferedFix | None = None
    together: OfferedFix | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The whole form. ``billing`` says what the price depends on: prices themselves the service doesn't tell.

    ``uploading``: a file that would be sent has no link yet.
    """

    draft: Draft
    fields: Mapping[Field, FieldState]
    problems: tuple[FieldProblem, ...]
    route: Route | None = None
    model: Model | None = None
    request: EffectiveRequest | None = None
    billing: Message | None = None
    uploading: bool = False

    @property
    def ready(self) -> bool:
        """Whether the draft may be sent: a request that breaks a rule never may."""
        return self.request is not None and not self.problems

    def __getitem__(self, name: Field) -> FieldState:
        return self.fields[name]

    def unread(self) -> Iterator[Reference]:
        """Yield the files that would be sent of which only the name is known: what it says may be wrong."""
        if self.request is None:
            return
        for name in REFERENCE_FIELDS:
            items = self.request.items(name)[: self[name].maximum or _MOST]
            yield from (item for item in items if item.file and not item.link and item.kind is None)

    def usable(self) -> Iterator[Reference]:
        """Yield the references that would be sent and have no problem of their own, as many as are taken."""
        if self.request is None:
            return
        for name in REFERENCE_FIELDS:
            wrong = {problem.index for problem in self[name].problems}
            items = self.request.items(name)[: self[name].maximum or _MOST]
            yield from (item for index, item in enumerate(items) if index not in wrong)

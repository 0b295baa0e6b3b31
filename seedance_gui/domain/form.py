"""From the rules and a draft to what the form shows.

For every field: on or off, why, what turns it on, what can be chosen, what is used, what is wrong. The form
draws this and decides nothing itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from seedance_gui.domain.cautions import cautions_of
from seedance_gui.domain.checks import MEGABYTE, EffectiveRequest, Fix, Problem, problems_of, seconds_together
from seedance_gui.domain.cost_estimate import units_of
from seedance_gui.domain.draft import FIELD_OF_KIND, FRAME_FIELDS, REFERENCE_FIELDS, Draft, Field, InputMode
from seedance_gui.domain.fixes import with_fixes
from seedance_gui.domain.form_messages import FormMessage
from seedance_gui.domain.form_state import Choice, FieldProblem, FieldState, Form, OfferedFix
from seedance_gui.domain.mentions import dangling, mention_text, mentions_in
from seedance_gui.domain.messages import Message
from seedance_gui.domain.rules import Billing, FrameNeed
from seedance_gui.domain.value_labels import value_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedance_gui.domain.draft import Reference
    from seedance_gui.domain.rules import Caution, Model, Route, Rules


def evaluate(rules: Rules, draft: Draft, own_origin: str = "") -> Form:
    """Work out the form of a draft.

    ``own_origin`` is the practice service's address while practising, else empty.
    """
    found = rules.find(draft.model)
    if found is None:
        return _unknown_model(rules, draft)
    return _Evaluation(rules, draft, *found, own_origin).form()


def _unknown_model(rules: Rules, draft: Draft) -> Form:
    first = rules.first_model
    label = Message(FormMessage.USE_MODEL, model=next(m.name for _, m in rules.models() if m.value == first))
    message = Message(FormMessage.MODEL_UNKNOWN, model=draft.model)
    problem = FieldProblem(Field.MODEL, message, fix=OfferedFix(label, replace(draft, model=first)))
    states = {name: FieldState(field=name, reason=message) for name in Field}
    states[Field.MODEL] = FieldState(field=Field.MODEL, problems=(problem,))
    states[Field.PROMPT] = FieldState(field=Field.PROMPT)
    return Form(draft=draft, fields=states, problems=(problem,))


@dataclass(frozen=True, slots=True)
class _Evaluation:
    rules: Rules
    draft: Draft
    route: Route
    model: Model
    own_origin: str

    def form(self) -> Form:
        states = {
            Field.MODEL: FieldState(field=Field.MODEL, value=self.model.value),
            Field.PROMPT: self._prompt(),
            **{name: self._reference_state(name) for name in REFERENCE_FIELDS},
            Field.RATIO: self._ratio(),
            Field.DURATION: self._duration(),
            Field.RESOLUTION: self._resolution(),
        }
        states[Field.ORIENTATION] = self._orientation(str(states[Field.RATIO].value))
        request = EffectiveRequest(
            route=self.route,
            model=self.model,
            prompt=self.draft.prompt,
            duration=int(states[Field.DURATION].value),
            references={
                name: self.draft.items(name)
                for name in REFERENCE_FIELDS
                if states[name].on and self.draft.items(name)
            },
            ratio=str(states[Field.RATIO].value),
            resolution=str(states[Field.RESOLUTION].value),
            orientation=str(states[Field.ORIENTATION].value),
        )
        problems = with_fixes(
            self.draft, (*problems_of(self.rules, request, self.own_origin), *self._empty_start(request))
        )
        said = list(cautions_of(request))
        states = {
            name: replace(
                state,
                problems=tuple(p for p in problems if p.field is name),
                cautions=(
                    *(c.text for c in self.route.cautions if self._applies(c, name, state, request)),
                    *(caution for field, caution in said if field is name),
                ),
            )
            for name, state in states.items()
        }
        uploading = any(not item.link for items in request.references.values() for item in items)
        return Form(
            draft=self.draft,
            route=self.route,
            model=self.model,
            request=request,
            fields=states,
            problems=problems,
            billing=self._billing(request),
            uploading=uploading,
        )

    # Fields, one by one

    def _prompt(self) -> FieldState:
        lost = dict.fromkeys(mention_text(m.kind, m.number) for m in dangling(self.draft))
        notes = [Message(FormMessage.MENTION_DANGLING, mention=mention) for mention in lost]
        off = {kind for kind, name in FIELD_OF_KIND.items() if self._why_off(name)[0] is not None}
        kept = dict.fromkeys(
            mention_text(m.kind, m.number) for m in mentions_in(self.draft.prompt) if m.kind in off
        )
        if unused := ", ".join(mention for mention in kept if mention not in lost):
            notes.append(Message(FormMessage.MENTION_NOT_USED, mention=unused))
        return FieldState(field=Field.PROMPT, maximum=self.route.prompt.maximum, notes=tuple(notes))

    def _reference_state(self, name: Field) -> FieldState:
        rule = {
            Field.IMAGES: self.route.images,
            Field.REFERENCE_VIDEOS: self.route.reference_videos,
            Field.REFERENCE_AUDIOS: self.route.reference_audios,
        }.get(name)
        maximum = 1 if name in FRAME_FIELDS else (rule.maximum if rule else None)
        reason, fixes = self._why_off(name)
        notes: list[Message] = []
        if reason is not None and self.draft.items(name):
            notes.append(Message(FormMessage.KEPT_NOT_USED))
        elif name is Field.REFERENCE_VIDEOS:
            notes.extend(self._together())
        return FieldState(field=name, reason=reason, fixes=fixes, maximum=maximum, notes=tuple(notes))

    def _why_off(self, name: Field) -> tuple[Message | None, tuple[OfferedFix, ...]]:
        start = self.draft.start
        if not self.route.takes(name, self.model):
            return Message(_NOT_TAKEN[name], model=self.model.name), self._other_models(name)
        if start is InputMode.TEXT:
            to = InputMode.FRAMES if name in FRAME_FIELDS else InputMode.REFERENCES
            return Message(FormMessage.OFF_TEXT_ONLY), (self._start(to),)
        if name is Field.IMAGES and start is InputMode.FRAMES:
            return Message(FormMessage.OFF_IMAGES_WITH_FRAMES), (self._start(InputMode.REFERENCES),)
        if name in FRAME_FIELDS and start is InputMode.REFERENCES:
            return Message(FormMessage.OFF_FRAMES_WITH_IMAGES), (self._start(InputMode.FRAMES),)
        audios = self.route.reference_audios
        if name is Field.REFERENCE_AUDIOS and start is InputMode.FRAMES and audios and not audios.with_frames:
            reason = Message(FormMessage.OFF_AUDIOS_WITH_FRAMES, model=self.model.name)
            return reason, (self._start(InputMode.REFERENCES),)
        return None, ()

    def _together(self) -> Iterator[Message]:
        """Say how much of what the rule allows the given videos take, as far as that is known."""
        rule = self.route.reference_videos
        if not (rule and rule.total_seconds and rule.total_bytes):
            return
        videos = self.draft.reference_videos
        if videos:
            known = all(map(_measured, videos))
            yield Message(
                FormMessage.TOGETHER if known else FormMessage.TOGETHER_KNOWN,
                seconds=round(float(seconds_together(videos, rule.total_seconds)), 1),
                maximum_seconds=rule.total_seconds,
                size=round(sum(video.size or 0 for video in videos) / MEGABYTE, 1),
                maximum_size=rule.total_bytes // MEGABYTE,
                **({} if known else {"count": sum(not _measured(video) for video in videos)}),
            )
        elif rule.minimum_pixels and rule.maximum_pixels:
            yield Message(
                FormMessage.VIDEO_BOUNDS,
                model=self.model.name,
                seconds=rule.total_seconds,
                megabytes=rule.total_bytes // MEGABYTE,
                minimum=rule.minimum_pixels,
                maximum=rule.maximum_pixels,
            )

    def _ratio(self) -> FieldState:
        rule = self.route.ratio
        values = rule.choices if rule.default else ("", *rule.choices)
        used, notes = self._used(Field.RATIO, self.draft.ratio, values, rule.default)
        return FieldState(field=Field.RATIO, choices=_choices(values), value=used, notes=notes)

    def _resolution(self) -> FieldState:
        rule, model = self.route.resolution, self.model
        if rule.fixed:
            reason = Message(FormMessage.OFF_RESOLUTION_FIXED, model=model.name, size=rule.fixed)
            return FieldState(
                field=Field.RESOLUTION, reason=reason, fixes=self._other_models(Field.RESOLUTION)
            )
        if rule.in_model:
            reason = Message(
                FormMessage.OFF_RESOLUTION_IN_MODEL, model=model.name, size=value_label(model.output)
            )
            siblings = [m for m in self.route.models if m.family == model.family and m is not model]
            return FieldState(
                field=Field.RESOLUTION, reason=reason, fixes=tuple(self._use(sibling) for sibling in siblings)
            )
        used, notes = self._used(Field.RESOLUTION, self.draft.resolution, rule.choices, rule.default)
        return FieldState(field=Field.RESOLUTION, choices=_choices(rule.choices), value=used, notes=notes)

    def _orientation(self, ratio: str) -> FieldState:
        rule, name = self.route.orientation, Field.ORIENTATION
        if rule is None:
            reason = Message(FormMessage.OFF_ORIENTATION_NOT_TAKEN, model=self.model.name)
            return FieldState(field=name, reason=reason, fixes=self._other_models(name))
        values = ("", *rule.choices)
        if ratio:
            reason = Message(FormMessage.OFF_ORIENTATION_RATIO, ratio=value_label(ratio))
            fix = OfferedFix(Message(FormMessage.LET_SERVICE_CHOOSE_RATIO), replace(self.draft, ratio=""))
            return FieldState(field=name, reason=reason, fixes=(fix,), choices=_choices(values))
        used, notes = self._used(name, self.draft.orientation, values, rule.default)
        return FieldState(field=name, choices=_choices(values), value=used, notes=notes)

    def _used(
        self, name: Field, entered: str | None, values: tuple[str, ...], default: str
    ) -> tuple[str, tuple[Message, ...]]:
        """Return what is used of what was entered, and the note where that differs."""
        if entered is None or (entered == "" and "" not in values):
            return default, ()
        if entered in values:
            return entered, ()
        return default, (
            Message(
                FormMessage.KEPT_RATIO,
                model=self.model.name,
                value=value_label(entered),
                used=value_label(default),
            ),
        )

    def _duration(self) -> FieldState:
        rule, entered = self.route.duration, self.draft.duration
        used = rule.default if entered is None else min(max(entered, rule.minimum), rule.maximum)
        notes: tuple[Message, ...] = ()
        if entered is not None and entered != used:
            bounds = {"minimum": rule.minimum, "maximum": rule.maximum}
            notes = (
                Message(FormMessage.KEPT_DURATION, model=self.model.name, used=used, value=entered, **bounds),
            )
        return FieldState(
            field=Field.DURATION, minimum=rule.minimum, maximum=rule.maximum, value=used, notes=notes
        )

    # Fixes

    def _start(self, start: InputMode) -> OfferedFix:
        return OfferedFix(Message(_START_LABELS[start]), replace(self.draft, start=start))

    def _use(self, model: Model) -> OfferedFix:
        return OfferedFix(
            Message(FormMessage.USE_MODEL, model=model.name), replace(self.draft, model=model.value)
        )

    def _other_models(self, name: Field) -> tuple[OfferedFix, ...]:
        """Offer the nearest model that takes a field: of this route first, and one that makes this size."""
        able = [(route, model) for route, model in self.rules.models() if route.takes(name, model)]
        if not able:
            return ()
        _, model = min(
            able,
            key=lambda pair: (
                pair[0] is not self.route,
                pair[0].links != self.route.links,
                name is not Field.RESOLUTION and pair[1].output != self.model.output,
            ),
        )
        return (self._use(model),)

    # The whole

    def _empty_start(self, request: EffectiveRequest) -> Iterator[Problem]:
        """Yield a problem for a start mode with nothing in it: it would bill a video from text alone."""
        start = self.draft.start
        to_text = Fix(
            Message(FormMessage.START_FROM_TEXT), lambda draft: replace(draft, start=InputMode.TEXT)
        )
        if start is InputMode.REFERENCES and not any(request.references.values()):
            name = next((n for n in REFERENCE_FIELDS if self.route.takes(n, self.model)), Field.IMAGES)
            yield Problem(name, Message(FormMessage.NO_REFERENCE), missing=True, fix=to_text)
        if start is InputMode.FRAMES and not any(request.items(name) for name in FRAME_FIELDS):
            both = self.route.frames is not None and self.route.frames.need is FrameNeed.BOTH
            message = Message(FormMessage.NO_FRAMES if both else FormMessage.NO_FRAME)
            yield Problem(Field.FIRST_IMAGE, message, missing=True, fix=to_text)

    def _applies(self, caution: Caution, name: Field, state: FieldState, request: EffectiveRequest) -> bool:
        if caution.field is not name or (caution.models and self.model.value not in caution.models):
            return False
        if caution.given is not None:
            return bool(request.items(name)) is caution.given
        if caution.values:
            return state.value in caution.values
        seconds = int(state.value)
        return (caution.at_least is None or seconds >= caution.at_least) and (
            caution.at_most is None or seconds <= caution.at_most
        )

    def _billing(self, request: EffectiveRequest) -> Message:
        billed = units_of(request)
        if billed.seconds is None:
            return Message(FormMessage.BILLED_VIDEO)
        if billed.clip is None:
            return Message(FormMessage.BILLED_PLUS_VIDEO, seconds=billed.seconds, size=billed.size)
        if self.route.billing is Billing.PER_SECOND:
            return Message(FormMessage.BILLED_SECONDS, seconds=billed.seconds_words)
        return Message(FormMessage.BILLED_SECONDS_RESOLUTION, seconds=billed.seconds_words, size=billed.size)


def _measured(video: Reference) -> bool:
    return None not in (video.seconds, video.size, video.width, video.height)


def _choices(values: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(value, value_label(value)) for value in values)


_NOT_TAKEN = {
    Field.IMAGES: FormMessage.OFF_NOT_TAKEN_IMAGES,
    Field.FIRST_IMAGE: FormMessage.OFF_NOT_TAKEN_FRAMES,
    Field.LAST_IMAGE: FormMessage.OFF_NOT_TAKEN_FRAMES,
    Field.REFERENCE_VIDEOS: FormMessage.OFF_NOT_TAKEN_VIDEOS,
    Field.REFERENCE_AUDIOS: FormMessage.OFF_NOT_TAKEN_AUDIOS,
}
_START_LABELS = {start: FormMessage[f"START_FROM_{start.name}"] for start in InputMode}

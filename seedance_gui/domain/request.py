"""From the rules and a draft to the exact JSON body of ``POST …/seedance/videos``, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from seedance_gui.domain.checks import EffectiveRequest, problems_of
from seedance_gui.domain.draft import FRAME_FIELDS, REFERENCE_FIELDS, Field, Reference
from seedance_gui.domain.form import evaluate
from seedance_gui.domain.form_messages import FormMessage
from seedance_gui.domain.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from seedance_gui.domain.draft import Draft
    from seedance_gui.domain.rules import Model, Route, Rules


class NotReadyError(ValueError):
    """The draft breaks a rule of its route, or a file of it has no link yet. ``messages`` say which."""

    def __init__(self, messages: tuple[Message, ...]) -> None:
        super().__init__(" ".join(map(str, messages)))
        self.messages = messages


def sent_references(rules: Rules, draft: Draft) -> tuple[Reference, ...]:
    """Return the references that a request of this draft names, without what is kept and not used now."""
    request = evaluate(rules, draft).request
    return () if request is None else tuple(item for items in request.references.values() for item in items)


def build_body(rules: Rules, draft: Draft, own_origin: str = "") -> dict[str, Any]:
    """Return the JSON body of a draft: only what its route takes, nothing sent empty.

    Raises:
        NotReadyError: a request that breaks a rule of its route can't leave the program.
    """
    form = evaluate(rules, draft, own_origin)
    if form.request is None or form.problems:
        raise NotReadyError(tuple(problem.message for problem in form.problems))
    if form.uploading:
        raise NotReadyError((Message(FormMessage.STILL_UPLOADING),))
    request = form.request
    body: dict[str, Any] = {
        Field.MODEL.value: request.model.value,
        Field.PROMPT.value: request.prompt,
        Field.DURATION.value: request.duration,
    }
    body |= {name.value: value for name, value in request.chosen.items()}
    for name in REFERENCE_FIELDS:
        links = [item.link for item in request.items(name)]
        if links:
            body[name.value] = links[0] if name in FRAME_FIELDS else links
    return body


def check_body(rules: Rules, body: object, own_origin: str = "") -> tuple[Message, ...]:
    """Return what is wrong with a request's body, nothing where it keeps every rule.

    This is the service's side of the same rules: the practice service answers with it.
    """
    if not isinstance(body, dict):
        return (Message(FormMessage.BODY_NOT_OBJECT),)
    if wrong := tuple(_wrong_types(body)):
        return wrong
    found = rules.find(body["model"])
    if found is None:
        return (Message(FormMessage.MODEL_UNKNOWN, model=body["model"]),)
    route, model = found
    return (*_not_taken(route, model, body), *_problems(rules, route, model, body, own_origin))


def _wrong_types(body: Mapping[str, object]) -> Iterator[Message]:
    for name in (Field.MODEL, Field.PROMPT, Field.DURATION):
        if name not in body:
            yield Message(FormMessage.FIELD_MISSING, field=name.value)
    for key, value in body.items():
        if key not in set(Field):
            yield Message(FormMessage.FIELD_UNKNOWN, field=key)
        elif not _right_type(Field(key), value):
            yield Message(FormMessage.FIELD_TYPE, field=key)


def _right_type(name: Field, value: object) -> bool:
    if name is Field.DURATION:
        return type(value) is int
    if name in REFERENCE_FIELDS and name not in FRAME_FIELDS:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return isinstance(value, str)


def _not_taken(route: Route, model: Model, body: Mapping[str, object]) -> Iterator[Message]:
    for key in body:
        if not route.takes(Field(key), model):
            yield Message(FormMessage.FIELD_NOT_TAKEN, model=model.name, field=key)
    if Field.IMAGES in body and any(name in body for name in FRAME_FIELDS):
        yield Message(FormMessage.IMAGES_AND_FRAMES)


def _problems(
    rules: Rules, route: Route, model: Model, body: Mapping[str, Any], own_origin: str
) -> Iterator[Message]:
    references = {}
    for name in REFERENCE_FIELDS:
        links = body.get(name, [])
        references[name] = tuple(
            Reference(link) for link in ([links] if name in FRAME_FIELDS else links) if link
        )
    request = EffectiveRequest(
        route=route,
        model=model,
        prompt=body["prompt"],
        duration=body["duration"],
        references=references,
        ratio=body.get("ratio", ""),
        resolution=body.get("resolution", "") if route.resolution.choices else "",
        orientation=body.get("orientation", ""),
    )
    for problem in problems_of(rules, request, own_origin):
        yield problem.message

"""What the picker says of a model, in a few words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from seedance_gui.domain.draft import REFERENCE_FIELDS, Field
from seedance_gui.domain.form import evaluate
from seedance_gui.domain.rules import Billing

if TYPE_CHECKING:
    from seedance_gui.domain.draft import Draft
    from seedance_gui.domain.form_state import Form
    from seedance_gui.domain.rules import Model, Route, Rules
    from seedance_gui.ui.kit.translator import Words

# One icon for both frames: they come and go together.
REFERENCE_ICONS: Final = {
    Field.IMAGES: "image",
    Field.FIRST_IMAGE: "columns-2",
    Field.REFERENCE_VIDEOS: "video",
    Field.REFERENCE_AUDIOS: "music",
}


def billing_words(billing: Billing) -> str:
    """Return what the price depends on."""
    translate = QCoreApplication.translate
    return {
        Billing.PER_VIDEO: translate("ModelPicker", "One price per video"),
        Billing.PER_SECOND: translate("ModelPicker", "Billed per second"),
        Billing.PER_SECOND_BY_RESOLUTION: translate("ModelPicker", "Billed per second and size"),
    }[billing]


def length_words(route: Route) -> str:
    """Return the range of lengths."""
    bounds = route.duration
    text = QCoreApplication.translate("ModelPicker", "{minimum}–{maximum}\u00a0s")
    return text.format(minimum=bounds.minimum, maximum=bounds.maximum)


def output_words(size: str) -> str:
    """Return a picture's size as people write it ("1080p", "4K")."""
    return size.replace("k", "K")


def takes_words(route: Route, model: Model) -> str:
    """Return which references a model takes, for those who can't see the icons."""
    translate = QCoreApplication.translate
    names = {
        Field.IMAGES: translate("ModelPicker", "pictures"),
        Field.FIRST_IMAGE: translate("ModelPicker", "first and last frame"),
        Field.REFERENCE_VIDEOS: translate("ModelPicker", "videos"),
        Field.REFERENCE_AUDIOS: translate("ModelPicker", "sound clips"),
    }
    taken = [names[field] for field in REFERENCE_ICONS if route.takes(field, model)]
    if not taken:
        return translate("ModelPicker", "Takes no references")
    return translate("ModelPicker", "Takes {list}").format(list=_listed(taken))


def hints(rules: Rules, words: Words, draft: Draft, own_origin: str = "") -> dict[str, str]:
    """Return, by model value, what of the draft that model would leave unused or ask to change.

    Models that go with everything entered are not in it. Costs one evaluation a model.
    """
    present = evaluate(rules, draft, own_origin)
    found: dict[str, str] = {}
    for _, model in rules.models():
        if model.value != draft.model:
            other = evaluate(rules, replace(draft, model=model.value), own_origin)
            if hint := _hint(words, present, other):
                found[model.value] = hint
    return found


def _hint(words: Words, present: Form, other: Form) -> str:
    translate, draft = QCoreApplication.translate, other.draft
    unused = [
        f"{words.text(other[field].name)} ({len(draft.items(field))})"
        for field in REFERENCE_FIELDS
        if draft.items(field) and present[field].on and not other[field].on
    ]
    said = [translate("ModelPicker", "Keeps unused: {list}").format(list=_listed(unused))] if unused else []
    fields = _wrong(other) - _wrong(present)
    if refused := [
        f"{words.text(other[field].name)} ({count})"
        for field in REFERENCE_FIELDS
        if field in fields
        and (count := len({problem.index for problem in other[field].problems if problem.index is not None}))
    ]:
        said.insert(0, translate("ModelPicker", "Refuses: {list}").format(list=_listed(refused)))
    elif fields:
        names = [words.text(other[field].name) for field in Field if field in fields]
        said.insert(0, translate("ModelPicker", "Asks to change: {list}").format(list=_listed(names)))
    return " · ".join(said)  # first what stands in the way: the end of a long line is left out


def _wrong(form: Form) -> set[Field]:
    return {problem.field for problem in form.problems if not problem.missing}


def _listed(words: list[str]) -> str:
    return QCoreApplication.translate("ModelPicker", ", ").join(words)

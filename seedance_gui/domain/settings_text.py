"""Settings as words to copy and paste: a line for each field by the service's name of it, the prompt last."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from seedance_gui.domain.draft import (
    FIELD_OF_KIND,
    FRAME_FIELDS,
    REFERENCE_FIELDS,
    Draft,
    Field,
    InputMode,
    read_draft,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seedance_gui.domain.rules import Rules

HEAD: Final = "Seedance settings"
START: Final = "start"
NAMES: Final = (*(field.value for field in Field), START)
"""What a line, or a column of a table, may be called."""
_LISTS: Final = frozenset(FIELD_OF_KIND.values())
_CHOSEN: Final = (Field.RATIO, Field.DURATION, Field.RESOLUTION, Field.ORIENTATION)
_LINE: Final = re.compile(r"([\w -]{2,40})[:：](.*?)\r?")
_LARGEST: Final = 1_000_000


def settings_text(draft: Draft) -> str:
    """Return a draft as a short text, without what is left to the model; a reference is a link or a path."""
    lines = [HEAD, f"{Field.MODEL}: {draft.model}", f"{START}: {draft.start}"]
    chosen = {name: getattr(draft, name) for name in _CHOSEN}
    lines += [f"{name}: {value}".rstrip() for name, value in chosen.items() if value is not None]
    for name in REFERENCE_FIELDS:
        lines += [f"{name}: {item.link or item.file}" for item in draft.items(name)]
    return "\n".join([*lines, f"{Field.PROMPT}: {draft.prompt}"])


def read_settings(text: str, rules: Rules, model: str) -> tuple[Draft, tuple[str, ...]] | None:
    """Return the draft that a text holds, with the names of what can't be read, or None where it holds none.

    It is one of ``settings_text``, or the content of the file that is kept beside a video. Without a model it
    is ``model``.
    """
    text = text[:_LARGEST].lstrip("\ufeff").lstrip()
    if text.startswith("{"):
        try:
            draft = json.loads(text)["draft"]
        except (ValueError, KeyError, RecursionError):
            return None
        return read_draft(draft, model) if isinstance(draft, dict) and draft.get("model") else None
    values = list[tuple[str, str]]()
    lines = text.split("\n")
    for number, line in enumerate(lines):
        found = _LINE.fullmatch(line)
        if found is None or (name := name_of(found[1])) is None:
            continue
        if name == Field.PROMPT:
            values.append((name, "\n".join([found[2].removeprefix(" "), *lines[number + 1 :]])))
            break
        values.append((name, found[2].strip()))
    if not values or not (lines[0].strip() == HEAD or Field.MODEL in dict(values)):
        return None
    return filled(Draft(model), values, rules)


def name_of(words: str) -> str | None:
    """Return the field that a person calls so, or None."""
    name = re.sub(r"[\s-]+", "_", words.strip().lower())
    return name if name in NAMES else None


def filled(draft: Draft, values: Iterable[tuple[str, str]], rules: Rules) -> tuple[Draft, tuple[str, ...]]:
    """Return a draft with some fields as they are written, and the names of what can't be read.

    A reference field that is named holds what is written and no more; several may stand in one value, each in
    a line of its own. Without a ``start`` the references tell it.
    """
    given: dict[str, Any] = {}
    for name, value in values:
        if name in _LISTS:
            parts = value.split() if "://" in value else value.splitlines()
            given.setdefault(name, []).extend(map(_reference, parts))
        elif name in FRAME_FIELDS:
            given[name] = _reference(value) if value else None
        elif name == Field.MODEL:
            given[name] = _model_called(value, rules)
        elif name == Field.DURATION:
            number = re.fullmatch(r"(\d{1,6})\s*(s|sec|seconds|秒)?", value)
            given[name] = int(number[1]) if number else value
        else:
            given[name] = value if name == Field.PROMPT else _choice(name, value, rules)
    for mode, names in ((InputMode.FRAMES, FRAME_FIELDS), (InputMode.REFERENCES, _LISTS)):
        if any(given.get(name) for name in names):
            given.setdefault(START, mode)
    read, unreadable = read_draft(draft.to_data() | given, draft.model)
    return read, tuple(dict.fromkeys(re.split(r"[\[.]", place)[0] for place in unreadable))


def _reference(text: str) -> dict[str, str]:
    return {"link" if "://" in text else "file": text}


def _choice(name: str, value: str, rules: Rules) -> str:
    """Return a value as some model spells it, else as it is."""
    if name == START:
        return value.lower()
    known = (choice for route in rules.routes for choice in route.choices(Field(name)))
    return next((choice for choice in known if choice.casefold() == value.casefold()), value)


def _model_called(text: str, rules: Rules) -> str:
    """Return the model of a value, or of a name as it is shown in any language."""
    wanted = text.casefold()
    for _, model in rules.models():
        if wanted in {model.value.casefold(), *(name.casefold() for _, name in model.name.texts)}:
            return model.value
    return text

"""Our own words on a task's state, kept with it as plain data so that they can be translated later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from seedance_gui.domain.words import Sentence, Text, Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedance_gui.domain.task import Task

REMARK = "remark"


def remark_of(task: Task) -> Sentence | None:
    """Return what the program itself has to say about a task, e.g. why it is not saved yet."""
    data = task.extra.get(REMARK)
    return sentence_from_data(data) if isinstance(data, dict) else None


def with_remark(extra: Mapping[str, Any], sentence: Sentence | None) -> dict[str, Any]:
    """Return a task's extra with another remark, or with none."""
    rest = {key: value for key, value in extra.items() if key != REMARK}
    return rest if sentence is None else {**rest, REMARK: sentence_to_data(sentence)}


def sentence_to_data(sentence: Sentence) -> dict[str, Any]:
    """Return a sentence as plain JSON data."""
    return {"text": sentence.text, "values": {name: _to_data(value) for name, value in sentence.values}}


def sentence_from_data(data: Mapping[str, Any]) -> Sentence | None:
    """Read what ``sentence_to_data`` wrote, or return None where it is nothing of the kind."""
    text, values = data.get("text"), data.get("values", {})
    if not isinstance(text, str) or not isinstance(values, dict):
        return None
    return Sentence(text, tuple((str(name), _from_data(value)) for name, value in values.items()))


def _to_data(value: Value) -> object:
    if isinstance(value, Sentence):
        return sentence_to_data(value)
    if isinstance(value, Text):
        return {"en": value.en, "zh": value.zh}
    return value


def _from_data(value: object) -> Value:
    if isinstance(value, dict):
        if "en" in value:
            return Text(str(value["en"]), str(value.get("zh", value["en"])))
        return sentence_from_data(value) or ""
    return value if isinstance(value, int) else str(value)

"""What differs between two videos, in words: of each difference a name and what it is in both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from seedance_gui.domain.address import PRACTICE
from seedance_gui.domain.cost_estimate import Currency
from seedance_gui.domain.draft import Field
from seedance_gui.domain.value_labels import value_label
from seedance_gui.ui.kit.amounts import amount_words
from seedance_gui.ui.preview.preview_words import made_from_of
from seedance_gui.ui.references.field.describing import display_name
from seedance_gui.ui.tasks.words import duration_words, prompt_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedance_gui.domain.rules import Rules
    from seedance_gui.domain.task import Task
    from seedance_gui.ui.kit.translator import Words

_AROUND = 4
"""So many words before and behind what differs."""


def differences(
    one: Task, other: Task, rules: Rules, say: Words
) -> tuple[list[tuple[str, str, str]], list[str]]:
    """Return what differs, and what is the same in both."""
    rows, same = [], []
    measured = QCoreApplication.translate("Compare", "Took"), QCoreApplication.translate("Compare", "Cost")
    for (name, first), (_, second) in zip(_facts(one, rules, say), _facts(other, rules, say), strict=True):
        if first != second:
            rows.append((name, first or "–", second or "–"))
        elif first and name not in measured:
            same.append(first)
    prompts = prompt_line(one), prompt_line(other)
    if prompts[0] != prompts[1]:
        rows.insert(0, (QCoreApplication.translate("Compare", "Prompt"), *differing_words(*prompts)))
    return rows, same


def differing_words(one: str, other: str) -> tuple[str, str]:
    """Return two texts from a little before the first word that differs to a little behind the last one."""
    words = one.split(), other.split()
    least = min(map(len, words))
    before = next((n for n in range(least) if words[0][n] != words[1][n]), least)
    behind = next((n for n in range(least - before) if words[0][-1 - n] != words[1][-1 - n]), least - before)
    parts = []
    for text in words:
        start, end = max(0, before - _AROUND), min(len(text), len(text) - behind + _AROUND)
        ellipses = "…" if start else "", "…" if end < len(text) else ""
        parts.append(ellipses[0] + " ".join(text[start:end]) + ellipses[1])
    return parts[0], parts[1]


def _facts(task: Task, rules: Rules, say: Words) -> Iterator[tuple[str, str]]:
    translate, body = QCoreApplication.translate, task.body
    found = rules.find(task.draft.model)
    yield translate("Compare", "Model"), say.text(found[1].name) if found else task.draft.model
    seconds = body.get(Field.DURATION.value)
    yield translate("Compare", "Length"), duration_words(float(seconds)) if seconds else ""
    for field, name in (
        (Field.RESOLUTION, translate("Compare", "Resolution")),
        (Field.RATIO, translate("Compare", "Ratio")),
        (Field.ORIENTATION, translate("Compare", "Orientation")),
    ):
        value = body.get(field.value)
        yield name, say.text(value_label(str(value))) if value else ""
    names = [display_name(item) for _, item in made_from_of(task, rules)]
    yield translate("Compare", "References"), ", ".join(names)
    took = task.finished - task.taken if task.finished and task.taken else 0.0
    yield translate("Compare", "Took"), duration_words(took) if took >= 1 else ""
    paid = task.coins_paid
    cost = "" if paid is None else amount_words(paid, Currency.COINS, practice=task.service == PRACTICE)
    yield translate("Compare", "Cost"), f"≈ {cost}" if cost else ""

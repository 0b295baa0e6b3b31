"""What differs between two videos: of each difference a name and what it is in both; of prompts the words."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QCoreApplication

from seedance_gui.domain.address import PRACTICE
from seedance_gui.domain.cost_estimate import Currency
from seedance_gui.domain.draft import Field, InputMode
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

_AROUND: Final = (32, 90)
"""So many characters at most are shown before what differs first and behind what differs last."""
_WORD: Final = re.compile(
    r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+"
)
"""A word, or one sign of a script that has no blanks between words."""
_LEAST: Final = 3  # characters: what is the same between two differences and shorter belongs to both

Marked = tuple[str, list[tuple[int, int]]]
"""A text, and from where to where it is marked."""


class Differences(NamedTuple):
    """``rows``: names of what differs and what it is in both; ``same``: what is the same in both."""

    prompts: tuple[Marked, Marked] | None
    rows: list[tuple[str, str, str]]
    references: str  # what the row of the references is called, empty where they are the same
    same: list[str]

    def swapped(self) -> Differences:
        """Return it with the second one first."""
        prompts = None if self.prompts is None else self.prompts[::-1]
        return self._replace(prompts=prompts, rows=[(name, its, own) for name, own, its in self.rows])


def differences(one: Task, other: Task, rules: Rules, say: Words) -> Differences:
    """Return what differs, and what is the same in both."""
    rows, same = [], []
    for group, others in zip(_facts(one, rules, say), _facts(other, rules, say), strict=True):
        apart = []
        for (name, value, told), (_, its, _) in zip(group, others, strict=True):
            if value != its:
                apart.append((name, value or "–", its or "–"))
            elif value and told:
                same.append(value)
        if apart:
            named, first, second = (", ".join(each) for each in zip(*apart, strict=True))
            rows.append((named, first, second))
    prompts = prompt_line(one), prompt_line(other)
    pieces = [made_from_of(task, rules) for task in (one, other)]
    references = QCoreApplication.translate("Compare", "References") if pieces[0] != pieces[1] else ""
    if not references:
        same += [display_name(item) for _, item in pieces[0]]
    return Differences(
        differing_words(*prompts) if prompts[0] != prompts[1] else None, rows, references, same
    )


def differing_words(one: str, other: str) -> tuple[Marked, Marked]:
    """Return two texts with what differs marked, from a little before it to a little behind it.

    Of scripts without blanks each sign is a word. Texts that have nothing in common have no marks.
    """
    words = [list(_WORD.finditer(text)) for text in (one, other)]
    own, its = ([word[0] for word in each] for each in words)
    matcher = SequenceMatcher(None, own, its, autojunk=False)
    marks: tuple[list[tuple[int, int]], ...] = ([], [])
    common = False
    for what, *spans in matcher.get_opcodes():
        common = common or what == "equal"
        for side, (first, last) in enumerate((spans[:2], spans[2:])):
            if what == "equal" or first == last:
                continue
            start, end = words[side][first].start(), words[side][last - 1].end()
            if marks[side] and start - marks[side][-1][1] <= _LEAST:
                start = marks[side].pop()[0]
            marks[side].append((start, end))
    return _cut(one, marks[0] if common else []), _cut(other, marks[1] if common else [])


def _cut(text: str, marks: list[tuple[int, int]]) -> Marked:
    """Leave out what stands far from the marks."""
    if not marks:
        return text, marks
    before, behind = marks[0][0] - _AROUND[0], marks[-1][1] + _AROUND[1]
    places = [word.span() for word in _WORD.finditer(text)]
    start = next((begin for begin, _ in places if begin >= before), 0) if before > 0 else 0
    end = (
        next((end for _, end in reversed(places) if end <= behind), len(text))
        if behind < len(text)
        else len(text)
    )
    lead, tail = "…" if start else "", "…" if end < len(text) else ""
    shift = len(lead) - start
    return f"{lead}{text[start:end]}{tail}", [(first + shift, last + shift) for first, last in marks]


def _facts(task: Task, rules: Rules, say: Words) -> Iterator[list[tuple[str, str, bool]]]:
    """Yield what shares a row: names, what it is of each, and whether that is told where it is the same."""
    translate, body = QCoreApplication.translate, task.body

    def given(field: Field) -> str:
        value = body.get(field.value)
        return say.text(value_label(str(value))) if value else ""

    found, seconds = rules.find(task.draft.model), body.get(Field.DURATION.value)
    yield [(translate("Compare", "Model"), say.text(found[1].name) if found else task.draft.model, True)]
    yield [
        (translate("Compare", "Length"), duration_words(float(seconds)) if seconds else "", True),
        (translate("Compare", "Resolution"), given(Field.RESOLUTION), True),
    ]
    yield [(translate("Compare", "Ratio"), given(Field.RATIO), True)]
    yield [(translate("Compare", "Orientation"), given(Field.ORIENTATION), True)]
    starts = {
        InputMode.TEXT: translate("Compare", "from text"),
        InputMode.REFERENCES: translate("Compare", "from references"),
        InputMode.FRAMES: translate("Compare", "from frames"),
    }
    yield [(translate("Compare", "Start"), starts[task.draft.start], True)]
    took = task.finished - task.taken if task.finished and task.taken else 0.0
    paid = task.coins_paid
    cost = "" if paid is None else amount_words(paid, Currency.COINS, practice=task.service == PRACTICE)
    yield [
        (translate("Compare", "Took"), _span(took), False),
        (translate("Compare", "Cost"), f"≈ {cost}" if cost else "", False),
    ]


def _span(seconds: float) -> str:
    """Return minutes and seconds: two takes of the same often differ by less than a minute."""
    if not 90 <= seconds < 90 * 60:
        return duration_words(seconds) if seconds >= 1 else ""
    minutes, rest = divmod(round(seconds), 60)
    said = QCoreApplication.translate("Compare", "{minutes} min {seconds} s")
    return said.format(minutes=minutes, seconds=rest)

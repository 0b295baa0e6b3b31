"""The references of a draft as a whole: looked through, changed one by one, and which of them can be used."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from seedance_gui.domain.draft import Draft, InputMode, Kind, Reference
from seedance_gui.domain.form import evaluate

if TYPE_CHECKING:
    from seedance_gui.domain.rules import Rules

ITEMS = tuple(Reference(f"https://example.com/{n}.png") for n in range(30))


def test_every_reference_is_changed_and_nothing_else() -> None:
    draft = Draft("m", "p", images=ITEMS[:2], first_image=ITEMS[2], reference_audios=(ITEMS[3],))
    assert draft.references() == ITEMS[:4]
    changed = draft.with_each(lambda item: replace(item, size=1) if item != ITEMS[1] else item)
    assert [item.size for item in changed.references()] == [1, None, 1, 1]
    assert changed.with_each(lambda item: replace(item, size=None)) == draft


def test_only_what_would_be_sent_and_is_in_order_can_be_used(rules: Rules) -> None:
    draft = Draft("seedance2.0-std", "A fox", InputMode.REFERENCES, images=ITEMS)
    assert tuple(evaluate(rules, draft).usable()) == ITEMS[:9]
    wrong = replace(ITEMS[0], kind=Kind.AUDIO)
    draft = replace(draft, images=(wrong, ITEMS[1]), last_image=ITEMS[2])
    assert tuple(evaluate(rules, draft).usable()) == (ITEMS[1],)
    assert not tuple(evaluate(rules, replace(draft, start=InputMode.TEXT)).usable())
    assert not tuple(evaluate(rules, replace(draft, model="unknown")).usable())

"""The fix of each problem of a draft, worked out: the draft after the click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedance_gui.domain.form_state import FieldProblem, OfferedFix

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seedance_gui.domain.checks import Problem
    from seedance_gui.domain.draft import Draft


def with_fixes(draft: Draft, problems: Iterable[Problem]) -> tuple[FieldProblem, ...]:
    """Return the problems of a draft with what fixes each, and what fixes all that are alike."""
    alike: dict[object, list[Problem]] = {}
    problems = tuple(problems)
    for problem in problems:
        alike.setdefault(_kind_of(problem), []).append(problem)
    return tuple(
        FieldProblem(
            problem.field,
            problem.message,
            problem.index,
            problem.missing,
            OfferedFix(problem.fix.label, problem.fix.apply(draft)) if problem.fix else None,
            _fix_for_all(draft, alike[_kind_of(problem)]),
        )
        for problem in problems
    )


def _fix_for_all(draft: Draft, problems: list[Problem]) -> OfferedFix | None:
    fixes = [problem.fix for problem in problems if problem.fix is not None]
    label = fixes[0].plural if len(fixes) > 1 else None
    if label is None:
        return None
    for fix in reversed(fixes):  # the last one first: the places of the others stay what they are
        draft = fix.apply(draft)
    return OfferedFix(label, draft)


def _kind_of(problem: Problem) -> object:
    """Return what problems have in common that one click can fix."""
    return problem.field, problem.message, problem.fix and problem.fix.label

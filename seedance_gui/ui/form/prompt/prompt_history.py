"""The steps in which a prompt was written, each with its mentions tied to their references."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from seedance_gui.domain.mentions import Part, Ties
from seedance_gui.ui.kit.text_change import Change, utf16_length

if TYPE_CHECKING:
    from seedance_gui.domain.draft import Draft

_MOST_STEPS: Final = 1000
_MOST_LETTERS: Final = 4_000_000  # of all steps together: a text of a megabyte may be pasted

_Text = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """Letters typed, or deleted, one after the other: one step. ``cursor`` is where that left the cursor."""

    typing: bool
    cursor: int
    after_blank: bool


class PromptHistory:
    """Undo and redo of one prompt.

    Qt's own undo brings back letters, and so the numbers of an older order of the references. Here every
    step is renumbered when the references change: undo never makes a mention mean another reference, and
    renumbering is no step.
    """

    def __init__(self) -> None:
        self._ties = Ties()
        self._past: list[_Text] = []
        self._now: _Text = ()
        self._future: list[_Text] = []
        self._run: _Run | None = None

    @property
    def text(self) -> str:
        """What is written now."""
        return _joined(self._now)

    @property
    def can_undo(self) -> bool:
        """Whether there is a step back to another text."""
        return any(_joined(step) != self.text for step in self._past)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step forward to another text."""
        return any(_joined(step) != self.text for step in self._future)

    def wrote(self, text: str, cursor: int) -> None:
        """Note what the person wrote, and where the cursor stands after it (as Qt counts).

        The letters of a word are one step, and so are letters deleted in a row.
        """
        before = self.text
        change = Change.between(before, text)
        if not self._goes_on(change, len(text) - len(before), cursor):
            self._past.append(self._now)
            del self._past[: -max(1, min(_MOST_STEPS, _MOST_LETTERS // (len(text) + 1)))]
        self._now = self._tied(text)
        self._future.clear()
        # "s" typed over "runs" takes three letters away, but leaves the cursor behind what was typed.
        typing = bool(change.text) or cursor > change.start
        self._run = _Run(typing, cursor, change.text[-1:].isspace())

    def put(self, text: str) -> None:
        """Note what the program put in, as a step of its own; in an untouched prompt it is the beginning."""
        if text == self.text:
            return
        if self._past or any(part.text or part.key is not None for part in self._now):
            self._past.append(self._now)
        self._now = self._tied(text)
        self._future.clear()
        self.end_step()

    def end_step(self) -> None:
        """Let what is written next be another step."""
        self._run = None

    def follow(self, draft: Draft, *, exchanged: bool) -> list[Change]:
        """Let all mentions follow the lists of a draft; return what that changes in the text, last first.

        ``exchanged``: see ``Ties.move_to``.
        """
        if not self._ties.move_to(draft, exchanged=exchanged):
            return []
        before, after = self._now, self._ties.followed(self._now)
        changes: list[Change] = []
        start = 0
        for old, new in zip(before, after, strict=True):
            if old != new:
                # Whole, so that a cursor at an edge of the mention stays at it.
                changes.insert(0, Change(start, start + utf16_length(old.text), new.text))
            start += utf16_length(old.text)
        self._past = [self._renewed(step) for step in self._past]
        self._future = [self._renewed(step) for step in self._future]
        self._now = self._ties.tied(after)
        if changes:
            self.end_step()
        return changes

    def undo(self) -> bool:
        """Go back to the text before; tell whether it is another one."""
        return self._go(self._past, self._future)

    def redo(self) -> bool:
        """Take the last step back that was undone; tell whether the text is another one."""
        return self._go(self._future, self._past)

    def _go(self, steps: list[_Text], others: list[_Text]) -> bool:
        self.end_step()
        shown = self.text
        # Where all that a step wrote was the mention of what is gone, it would do nothing that can be seen.
        while steps and self.text == shown:
            others.append(self._now)
            self._now = steps.pop()
        return self.text != shown

    def _goes_on(self, change: Change, letters: int, cursor: int) -> bool:
        """Tell whether a change, of so many letters more or less, belongs to the step before it."""
        run = self._run
        if run is None:
            return False
        if letters == 1 and change.start == change.end:
            begins_word = run.after_blank and not change.text.isspace()
            follows = run.cursor + utf16_length(change.text) == cursor
            return run.typing and follows and not begins_word and change.text != "\n"
        # Backspace, or Delete.
        follows = run.cursor in {cursor + change.end - change.start, cursor}
        return letters == -1 and not change.text and not run.typing and follows

    def _tied(self, text: str) -> _Text:
        return self._ties.tied((Part(text),))

    def _renewed(self, step: _Text) -> _Text:
        return self._ties.tied(self._ties.followed(step))


def _joined(text: _Text) -> str:
    return "".join(part.text for part in text)

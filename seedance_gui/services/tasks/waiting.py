"""Orders that wait to be sent: the person can hold, move and change them until they are claimed.

Nothing here is left to be written later: what could not be committed is not so, and raises ``PersonError``.
"""

from __future__ import annotations

import math
from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

from seedance_gui.domain.address import account_of
from seedance_gui.domain.draft import Draft, read_draft
from seedance_gui.domain.errors import PersonError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message
from seedance_gui.domain.task import NOT_SENT, Status
from seedance_gui.services.store.settings import DRAFT_KEY

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from typing import Any

    from seedance_gui.domain.task import Task
    from seedance_gui.services.tasks.chains import Chains
    from seedance_gui.services.tasks.context import TaskContext
    from seedance_gui.services.tasks.submitter import Submitter

    Checked = Callable[[Draft], tuple[Draft, Mapping[str, Any]]]

_EDITED: Final = "edited order"


class Move(Enum):
    """Where in the line something goes: to its head, or one place further on."""

    FIRST = "first"
    EARLIER = "earlier"
    LATER = "later"


class Edited(NamedTuple):
    """An order that is being changed: our id, what the person had in the form, and if it had been held."""

    task_id: str
    own: Draft
    held: bool


class WaitingOrders:
    """``checked`` returns a draft as it is to be ordered, and its body; it raises as ``submit_takes``."""

    def __init__(self, context: TaskContext, submitter: Submitter, chains: Chains, checked: Checked) -> None:
        self._store, self._repository = context.store, context.repository
        self._submitter, self._chains, self._checked = submitter, chains, checked
        edited = self.edited
        self.edited_id = edited.task_id if edited is not None else ""  # asked for often

    def hold(self, task_ids: Collection[str]) -> bool:
        """Hold orders; tell whether that was in time for each of them."""
        return self._change(task_ids, lambda task: replace(task, held=True))

    def let_go(self, task_ids: Collection[str]) -> bool:
        """Let held orders be sent when it is their turn; tell whether each of them still waited.

        Raises PersonError where one of them is in the form: what was written there would not be in it.
        """
        self._refuse_edited(task_ids)
        return self._change(task_ids, lambda task: replace(task, held=False))

    def replace(self, task_id: str, draft: Draft, *, held: bool) -> bool:
        """Order another video in the place of one that waits; tell whether that was in time.

        Raises:
            NotReadyError: the draft breaks a rule; ``messages`` say which. The order is as it was.
        """
        draft, body = self._checked(draft)

        def change(task: Task) -> Task:
            continues = self._chains.source_of(draft, task)
            return replace(task, draft=draft, body=body, held=held, continues=continues)

        return self._change([task_id], change)

    @property
    def edited(self) -> Edited | None:
        """The order that is in the form to be changed, also after a restart."""
        data = self._store.get_setting(_EDITED)
        if not isinstance(data, dict) or not isinstance(data.get("task"), str):
            return None
        return Edited(data["task"], read_draft(data.get("own"))[0], data.get("held") is True)

    def begin_edit(self, task_id: str, own: Draft) -> bool:
        """Hold an order and keep the person's own draft while another stands in the form.

        Tell whether that was in time.
        """
        task = self._repository.get(task_id, *NOT_SENT)
        if task is None:
            return False
        data = {"task": task_id, "own": own.to_data(), "held": task.held}
        self._store.set_setting(_EDITED, data)  # first: what is lost between the two is one wish to hold
        if not (in_time := self.hold([task_id])):
            self._store.set_setting(_EDITED, None)
        self.edited_id = task_id if in_time else ""
        return in_time

    def end_edit(self, own: Draft) -> None:
        """Note, at once, that the person's own draft is in the form again."""
        self.edited_id = ""
        with self._store.together():
            self._store.set_setting(_EDITED, None)
            self._store.set_setting(DRAFT_KEY, own.to_data())

    def move(self, task_ids: Collection[str], where: Move) -> bool:
        """Move orders in the line of their account; tell whether that was in time.

        They keep their order among each other. Raises PersonError where one of them is in the form.
        """
        self._refuse_edited(task_ids)
        found = (self._repository.get(task_id) for task_id in task_ids)
        accounts = {account_of(task.service) for task in found if task is not None}
        lines = map(self._repository.line, accounts)
        changed = [task for line in lines for task in _moved(line, task_ids, where)]
        done = self._repository.claim_all(changed, [Status.WAITING])
        self._submitter.wake()
        return len(done) == len(changed)

    def _refuse_edited(self, task_ids: Collection[str]) -> None:
        if self.edited_id in task_ids:
            raise PersonError(Message(FaultMessage.IN_THE_FORM))

    def _change(self, task_ids: Collection[str], change: Callable[[Task], Task]) -> bool:
        """Change what is not claimed yet, and begin anew with it."""
        found = [self._repository.get(task_id, *NOT_SENT) for task_id in task_ids]
        tasks = [
            change(task.transition_to(Status.WAITING, task.since, status_message=None, progress=None))
            for task in found
            if task is not None
        ]
        done = self._repository.claim_all(tasks, tuple(NOT_SENT))
        for task in done:
            self._submitter.forget(task.id)
            self._submitter.wake(task.id)
        return len(done) == len(task_ids)


def _moved(line: list[Task], task_ids: Collection[str], where: Move) -> list[Task]:
    """Return those of a line whose places change, with the new ones."""
    turns, after = [task.turn for task in line], line.copy()
    if where is Move.FIRST:  # the others stay where they are: there may be many
        first = [task for task in line if task.id in task_ids]
        return [replace(task, place=turns[0] - len(first) + at) for at, task in enumerate(first)]
    for at in range(1, len(turns)):  # two of one moment could not change places
        turns[at] = max(turns[at], math.nextafter(turns[at - 1], math.inf))
    step = -1 if where is Move.EARLIER else 1
    for at in range(1, len(line)) if where is Move.EARLIER else range(len(line) - 2, -1, -1):
        if after[at].id in task_ids and after[at + step].id not in task_ids:
            after[at], after[at + step] = after[at + step], after[at]
    pairs = zip(after, turns, strict=True)
    return [replace(task, place=turn) for task, turn in pairs if task.turn != turn]

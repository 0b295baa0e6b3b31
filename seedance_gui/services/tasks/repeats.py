"""Tells whether the very same video was ordered a moment ago: to press Create twice may be a mistake."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from seedance_gui.domain.request import NotReadyError, build_body
from seedance_gui.domain.task import Status
from seedance_gui.services.uploads.uploads import with_file_links

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_gui.domain.draft import Draft
    from seedance_gui.domain.task import Task
    from seedance_gui.services.tasks.context import TaskContext

SAME_WITHIN = 60.0
"""Seconds within which the same order once more is perhaps a mistake."""

_NOTHING_MADE = frozenset({Status.REFUSED, Status.CANCELLED, Status.FAILED})


class Repeats:
    """``link_origin``: the service's own address where its uploads have their links there."""

    def __init__(self, context: TaskContext, link_origin: Callable[[], str]) -> None:
        self._rules, self._repository, self._clock = context.rules, context.repository, context.clock
        self._link_origin = link_origin

    def request_of(self, draft: Draft) -> str:
        """Return what a draft orders as one text, the same for the same video; empty where it breaks a rule.

        Files count by their paths, whether or not they have been uploaded yet.
        """
        try:
            body = build_body(self._rules, with_file_links(draft), self._link_origin())
        except NotReadyError:
            return ""
        return json.dumps(body, sort_keys=True)

    def of(self, draft: Draft) -> Task | None:
        """Return an order of the very same video from the last minute that may be charged, or None."""
        now, request = self._clock.wall(), self.request_of(draft)
        for task in self._repository.shown() if request else ():
            if abs(now - task.created) > SAME_WITHIN:
                break
            if task.status not in _NOTHING_MADE and self.request_of(task.draft) == request:
                return task
        return None

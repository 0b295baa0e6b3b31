"""A video being made: its states, and which may follow which.

Times are Unix seconds (UTC) and are always passed in. The links of finished videos are signed and
short-lived: they are asked for when needed and never stored.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedance_gui.domain.draft import Draft
    from seedance_gui.domain.messages import Message
    from seedance_gui.domain.unconfirmed import Unconfirmed


class Status(StrEnum):
    """Where a task stands, told truthfully."""

    WAITING = "waiting"
    """Kept, to be sent soon. Nothing has left the computer."""
    UPLOADING = "uploading"
    """Its files are on their way up. Nothing is billed yet."""
    SENDING = "sending"
    """Committed before the request leaves: from here on it may be billed."""
    NOT_CONFIRMED = "not confirmed"
    """The connection broke while sending: it may have been billed. Never sent again by itself."""
    REFUSED = "refused"
    """The service took no order: nothing was billed."""
    CANCELLED = "cancelled"
    """Stopped before it was sent: nothing was billed."""
    QUEUED = "queued"
    PROCESSING = "processing"
    STOPPED = "stopped"
    """No longer watched, by the person's wish. The service goes on and may bill it."""
    COMPLETED = "completed"
    """Made by the service, not yet on this computer."""
    SAVED = "saved"
    FAILED = "failed"
    """The service says so, with its reason."""
    EXPIRED = "expired"
    """Made, but the service keeps a video for 3 days [P] and it was not fetched in time."""


_NEXT: Mapping[Status, frozenset[Status]] = {
    # to NOT_CONFIRMED where a try before this one may have been billed: that is not forgotten
    Status.WAITING: frozenset(
        {Status.UPLOADING, Status.SENDING, Status.CANCELLED, Status.REFUSED, Status.NOT_CONFIRMED}
    ),
    Status.UPLOADING: frozenset(
        {Status.WAITING, Status.SENDING, Status.CANCELLED, Status.REFUSED, Status.NOT_CONFIRMED}
    ),
    # back to WAITING only where the request is known never to have left
    Status.SENDING: frozenset(
        {Status.WAITING, Status.QUEUED, Status.PROCESSING, Status.REFUSED, Status.NOT_CONFIRMED}
    ),
    # by the person's decision: the id was found, or it was not created
    Status.NOT_CONFIRMED: frozenset({Status.QUEUED, Status.WAITING}),
    Status.REFUSED: frozenset({Status.WAITING}),
    Status.CANCELLED: frozenset({Status.WAITING}),
    # and back to NOT_CONFIRMED, by the person: the id that was entered by hand is not the one
    Status.QUEUED: frozenset(
        {Status.PROCESSING, Status.COMPLETED, Status.FAILED, Status.STOPPED, Status.NOT_CONFIRMED}
    ),
    Status.PROCESSING: frozenset(
        {Status.QUEUED, Status.COMPLETED, Status.FAILED, Status.STOPPED, Status.NOT_CONFIRMED}
    ),
    Status.STOPPED: frozenset({Status.QUEUED, Status.NOT_CONFIRMED}),
    Status.COMPLETED: frozenset({Status.SAVED, Status.EXPIRED, Status.STOPPED, Status.FAILED}),
    # the file is gone and is fetched again
    Status.SAVED: frozenset({Status.COMPLETED, Status.NOT_CONFIRMED}),
    # asked again by hand
    Status.FAILED: frozenset({Status.QUEUED, Status.PROCESSING, Status.COMPLETED, Status.NOT_CONFIRMED}),
    Status.EXPIRED: frozenset({Status.COMPLETED, Status.NOT_CONFIRMED}),
}

ACTIVE = frozenset(
    {Status.WAITING, Status.UPLOADING, Status.SENDING, Status.QUEUED, Status.PROCESSING, Status.COMPLETED}
)
"""States in which the program has work to do."""
UNFINISHED = ACTIVE | {Status.NOT_CONFIRMED}
"""States in which something is still to be done, by the program or the person."""
POLLED = frozenset({Status.QUEUED, Status.PROCESSING})
"""States in which the service is asked how far it is."""
NOT_SENT = frozenset({Status.WAITING, Status.UPLOADING})
"""States in which stopping cancels for sure."""


class IllegalTransitionError(RuntimeError):
    """A fault of this program: a task was to go where its table doesn't let it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartialFile:
    """A download that was begun: its file, the ``ETag`` it came with, its whole size where that is told."""

    path: str
    tag: str = ""
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Take:
    """Which of several videos that one press of Create ordered: the ``number`` (from 1) of so many."""

    group: str
    number: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One video, from Create to the file.

    ``id`` is ours; ``task_id`` the service's, empty until it arrives. ``service`` is the base address that it
    belongs to, or ``"practice"``. ``draft`` is the whole form as it was, ``body`` the exact JSON sent.
    ``progress`` is 1-99 while the service tells one, else None. ``error`` is the service's own words, plain
    text, and ``status_message`` ours. ``since`` is when the present status began; ``created`` when Create was
    pressed; ``taken`` when the service took the order, as far as is known; ``finished`` when the video was
    completed or failed.

    ``left_as_is``: the person doesn't decide about a *not confirmed* one for now. ``entered_id`` is the id of
    the service that the person entered for it. ``coins_paid``: by so many the balance fell when its order was
    taken, None where that is not known; ``coins_returned``: it rose by as much again after it had failed.

    ``name``, ``note`` and ``tags`` are the person's own, empty where there are none; the file keeps its name.
    ``take``: where it is one of several that were ordered together. ``continues``: our id of the video with
    whose last frame it begins.

    ``held``: it waits, and is not sent until the person lets it go. ``place``: it takes its turn as if it had
    been ordered at that moment, None for when it was.
    """

    id: str
    service: str
    created: float
    draft: Draft
    body: Mapping[str, Any]
    status: Status = Status.WAITING
    since: float = 0.0
    task_id: str = ""
    taken: float | None = None
    progress: int | None = None
    remote_status: str = ""
    error: str = ""
    file: str = ""
    finished: float | None = None
    favourite: bool = False
    status_message: Message | None = None
    left_as_is: bool = False
    entered_id: str = ""
    unconfirmed: Unconfirmed | None = None
    coins_paid: float | None = None
    coins_returned: bool = False
    name: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    partial: PartialFile | None = None
    take: Take | None = None
    continues: str = ""
    held: bool = False
    place: float | None = None

    def transition_to(self, status: Status, now: float, **changes: Any) -> Task:  # noqa: ANN401 - any field
        """Return the task in another status, with further changes.

        Raises:
            IllegalTransitionError: the table of states doesn't allow it.
        """
        if status is not self.status and status not in _NEXT[self.status]:
            raise IllegalTransitionError(f"{self.status} → {status}")
        if status is self.status:
            return replace(self, **changes)
        if status not in NOT_SENT:
            changes["held"] = False
        if status is Status.WAITING:  # what was taken before is not this order
            changes["taken"] = None
        elif status in POLLED and self.status is Status.SENDING:
            changes["taken"] = now
        elif status in POLLED and self.status is Status.NOT_CONFIRMED and self.unconfirmed is not None:
            changes["taken"] = max(self.unconfirmed.sent, default=None)
        return replace(self, status=status, since=now, **changes)

    @property
    def active(self) -> bool:
        """Whether the program still has work to do for it."""
        return self.status in ACTIVE

    @property
    def turn(self) -> float:
        """By what those that wait are sent one after the other."""
        return self.created if self.place is None else self.place

    @property
    def in_line(self) -> bool:
        """Whether it waits to be sent by itself."""
        return self.status is Status.WAITING and not self.held

    @property
    def watchable(self) -> bool:
        """Whether there is a file to play."""
        return self.status is Status.SAVED and bool(self.file)

    @property
    def undecided(self) -> bool:
        """Whether the person has still to decide about an order that nobody confirmed."""
        return self.status is Status.NOT_CONFIRMED and not self.left_as_is

    @property
    def maybe_charged(self) -> bool:
        """Whether an earlier order may have been taken and billed, whatever becomes of this one."""
        known = self.unconfirmed
        return self.status is Status.NOT_CONFIRMED or (known is not None and known.open)

    @property
    def id_entered(self) -> bool:
        """Whether the service's id was entered by the person, who may have mistaken it."""
        return bool(self.task_id) and self.entered_id == self.task_id


class RemoteStatus(StrEnum):
    """What a status word of the service means to us."""

    WAITING = "waiting"
    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"
    UNKNOWN = "unknown"


_WORDS = {
    **dict.fromkeys(("queued", "pending", "submitted", ""), RemoteStatus.WAITING),
    **dict.fromkeys(("processing", "running", "in_progress"), RemoteStatus.RUNNING),
    **dict.fromkeys(("completed", "success", "succeed", "succeeded"), RemoteStatus.COMPLETED),
    **dict.fromkeys(("failed", "error", "cancelled", "canceled"), RemoteStatus.FAILED),
}


def parse_status(word: str) -> RemoteStatus:
    """Return the meaning of the service's status word [S, P]; an unknown one is shown and asked on."""
    return _WORDS.get(word.strip().lower(), RemoteStatus.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The service's answer about one task. ``progress`` as given, ``video_url`` empty where there is none.

    ``model``: what it says makes the video, empty where it doesn't say.
    """

    status: str
    progress: int | None = None
    video_url: str = ""
    error: str = ""
    completed_at: float | None = None
    model: str = ""


def after_report(task: Task, report: Report, now: float) -> Task:
    """Return the task after a report of the service.

    Nothing paid is called failed by us: an unknown word and a completed task without a link are asked on. A
    progress that goes backwards or out of 1-99 is not shown as one.
    """
    said = parse_status(report.status)
    seen = {"remote_status": report.status[:100]}
    if said is RemoteStatus.FAILED:
        return task.transition_to(Status.FAILED, now, error=report.error, progress=None, finished=now, **seen)
    if said is RemoteStatus.COMPLETED and report.video_url:
        finished = report.completed_at or now
        return task.transition_to(Status.COMPLETED, now, progress=None, finished=finished, **seen)
    if said is RemoteStatus.WAITING:
        return task.transition_to(Status.QUEUED, now, progress=None, **seen)
    given = report.progress if report.progress is not None and 1 <= report.progress <= 99 else None
    if said is RemoteStatus.RUNNING:
        shown = max(given or 0, task.progress or 0) or None
        return task.transition_to(Status.PROCESSING, now, progress=shown, **seen)
    return task.transition_to(task.status, now, **seen)

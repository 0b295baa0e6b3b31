"""Polling goes on whatever is answered, at one rate, and nothing paid is called failed by us."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.draft import Draft
from seedance_gui.domain.task import Status, Task
from seedance_gui.services.platform.background_tasks import BackgroundTasks
from seedance_gui.services.platform.backoff import LONGEST_RETRY_AFTER, asked_for, backoff
from seedance_gui.services.platform.clock import Clock
from seedance_gui.services.store.store_file import open_store
from seedance_gui.services.tasks.poller import AT_ONCE, OLD, OLD_PAUSE, Poller
from seedance_gui.services.tasks.repository import TaskRepository
from tests import server as s
from tests.services.stage import QUERY, Stage, eventually

if TYPE_CHECKING:
    from tests.server import Answer


@pytest.mark.parametrize(
    "answers",
    [
        [s.envelope(None, 20002, "no such task", http=404)] * 3,
        [s.envelope(None, 20002, "no such task")] * 3,
        [s.html(502), s.hang_up(), s.html(200), s.envelope(None, -1)],
        [s.envelope({"status": "dancing"})] * 3,
        [s.envelope({"status": "processing", "progress": value}) for value in (105, -3, 40, 20, None, "x")],
        [s.envelope({"status": "processing"})] * 2,
        [s.envelope({"status": "completed"}), s.envelope({"status": "completed", "result": {}})],
        [s.envelope({"status": "success", "result": {"video_url": None}})],
        [s.envelope({}), s.json_of({}), s.json_of([]), s.status(200), s.status(429)],
        [s.status(429, b"", {"Retry-After": value}) for value in ("0", "-1", "nonsense", "0.1")],
        [s.silent()],
    ],
    ids=[
        "404", "20002", "faults", "odd word", "odd progress", "no progress", "no link", "null link",
        "empty", "429", "silent",
    ],
)  # fmt: skip
async def test_it_goes_on(stage: Stage, answers: list[Answer]) -> None:
    stage.server.on("GET", QUERY + "*", *answers, stage.completed())
    task = stage.start().submit(stage.draft())
    await stage.reaches(task, Status.SAVED, seconds=20)
    assert {status for _, status in stage.history} <= {
        Status.WAITING, Status.SENDING, Status.QUEUED, Status.PROCESSING, Status.COMPLETED, Status.SAVED
    }  # fmt: skip


async def test_what_is_strange_is_said(stage: Stage) -> None:
    stage.server.on("GET", QUERY + "*", s.envelope({"status": "dancing"}))
    task = stage.start().submit(stage.draft())
    await eventually(
        lambda: "dancing" in str(stage.task_service.status_message(stage.task_service.tasks()[0]))
    )
    assert stage.status(task) is Status.QUEUED
    stage.server.on("GET", QUERY + "*", s.envelope({"status": "completed"}))
    await eventually(
        lambda: "no video yet" in str(stage.task_service.status_message(stage.task_service.tasks()[0]))
    )


async def test_failed_is_the_services_word(stage: Stage) -> None:
    reason = "<img src=file:///x> \u202e bad\0"
    stage.server.on("GET", QUERY + "*", s.envelope({"status": "failed", "error_message": reason}))
    task = stage.start().submit(stage.draft())
    found = await stage.reaches(task, Status.FAILED)
    assert found.error == "<img src=file:///x> \u202e bad"
    stage.server.on("GET", QUERY + "*", stage.completed())
    assert stage.task_service.ask_again(task.id)
    await stage.reaches(task, Status.SAVED)


async def test_what_is_asked_once_more_in_vain_is_said(stage: Stage) -> None:
    stage.server.on("GET", QUERY + "*", s.envelope({"status": "failed", "error_message": "No"}))
    task = stage.start().submit(stage.draft())
    await stage.reaches(task, Status.FAILED)
    assert stage.task_service.ask_again(task.id)
    await eventually(lambda: stage.notices)
    assert stage.notices == ["Asked just now: still the same."]
    stage.server.on("GET", QUERY + "*", s.hang_up())
    assert stage.task_service.ask_again(task.id)
    await eventually(lambda: stage.notices[1:])
    assert stage.notices[1:] == ["The service could not be asked just now."]


async def test_progress_is_shown_and_never_goes_back(stage: Stage) -> None:
    seen: list[int | None] = []
    stage.task_service.task_changed.connect(
        lambda t: seen.append(t.progress) if t.status is Status.PROCESSING else None
    )
    stage.server.on("GET", QUERY + "*", *(stage.running(n) for n in (10, 30, 20, 105, 60)), stage.completed())
    await stage.reaches(stage.start().submit(stage.draft()), Status.SAVED)
    shown = [value for value in seen if value is not None]
    assert shown == sorted(shown)
    assert set(shown) == {10, 30, 60}


async def test_stopped_and_watched_again(stage: Stage) -> None:
    stage.server.on("GET", QUERY + "*", stage.running())
    task_service = stage.start()
    task = task_service.submit(stage.draft())
    await stage.reaches(task, Status.PROCESSING)
    assert task_service.stop(task.id)
    assert not task_service.stop(task.id)
    await asyncio.sleep(0.1)
    count = len(stage.server.seen_at(QUERY + "*"))
    await asyncio.sleep(0.3)
    assert len(stage.server.seen_at(QUERY + "*")) == count
    stage.server.on("GET", QUERY + "*", stage.completed())
    assert task_service.watch_again(task.id)
    await stage.reaches(task, Status.SAVED)


async def test_what_is_removed_for_good_is_not_asked_for(stage: Stage) -> None:
    stage.server.on("GET", QUERY + "*", stage.running())
    task_service = stage.start()
    gone, other = (task_service.submit(stage.draft(prompt)) for prompt in ("gone", "other"))
    for task in (gone, other):
        await stage.reaches(task, Status.PROCESSING)
    found = task_service.task(gone.id)
    assert found is not None
    assert task_service.removals.remove([gone.id])
    task_service.removals.finish_soon()
    await asyncio.sleep(0.1)  # one question may be on its way
    count = len(stage.server.seen_at(QUERY + found.task_id))
    stage.server.on("GET", QUERY + "*", stage.running(50), stage.running(60), stage.completed())
    await stage.reaches(other, Status.SAVED)
    assert len(stage.server.seen_at(QUERY + found.task_id)) == count


async def test_it_goes_on_after_a_restart(stage: Stage) -> None:
    stage.server.on("GET", QUERY + "*", stage.running())
    task = stage.start().submit(stage.draft())
    await stage.reaches(task, Status.PROCESSING)
    stage.server.on("GET", QUERY + "*", stage.completed())
    await stage.restart()
    await stage.reaches(task, Status.SAVED)
    assert len(stage.posts()) == 1


async def test_a_token_that_is_refused_stops_asking(stage: Stage) -> None:
    stage.server.on("GET", QUERY + "*", stage.running(), s.status(401))
    task_service = stage.start()
    task = task_service.submit(stage.draft())
    await eventually(lambda: "token" in str(task_service.accounts.current.connection.message))
    count = len(stage.server.seen_at(QUERY + "*"))
    await asyncio.sleep(0.3)
    assert len(stage.server.seen_at(QUERY + "*")) <= count + 1
    assert stage.status(task) is Status.PROCESSING
    stage.server.on("GET", QUERY + "*", stage.completed())
    task_service.accounts.set_token("another")
    await stage.reaches(task, Status.SAVED)
    assert task_service.accounts.current.connection.message is None


def watching(stage: Stage, count: int) -> list[Task]:
    """Put tasks that are being made into the store, as an earlier run would have left them."""
    now = time.time()
    tasks = [
        Task(
            id=f"w{n}", service="practice", created=now, since=now, draft=Draft("m", f"{n}"), body={"a": 1},
            status=Status.PROCESSING, task_id=f"remote{n}",
        )
        for n in range(count)
    ]  # fmt: skip
    stage.opened.store._connection.execute("PRAGMA synchronous = OFF")
    for task in tasks:
        stage.opened.store.add(task)
    stage.opened.store.close()
    return tasks


async def test_hundreds_of_tasks_share_one_rate_and_none_starves(stage: Stage) -> None:
    watching(stage, 500)
    stage.server.on("GET", QUERY + "*", stage.running())
    stage.task_service = stage.open()
    stage.start()
    begun = time.monotonic()

    def all_asked() -> bool:
        if len(stage.server.seen) < 500:  # the look at each of them takes from what the server can do
            return False
        return len({seen.path for seen in stage.server.seen_at(QUERY + "*")}) == 500

    await eventually(all_asked, 50)
    asked = len(stage.server.seen_at(QUERY + "*"))
    assert asked < 550, "the one that is due longest is asked first"
    assert asked / (time.monotonic() - begun) < 450  # pace 0.05 s: a gap of 2.5 ms


async def test_so_many_questions_at_once_and_no_more(stage: Stage) -> None:
    watching(stage, 12)
    stage.server.on("GET", QUERY + "*", s.silent())
    stage.task_service = stage.open()
    task_service = stage.start()
    await eventually(lambda: len(stage.server.seen_at(QUERY + "*")) == AT_ONCE)
    task_service.submit(stage.draft())
    await eventually(stage.posts)  # by then another question would have been asked
    assert len(stage.server.seen_at(QUERY + "*")) == AT_ONCE


async def test_retry_after_holds_back_all(stage: Stage) -> None:
    watching(stage, 20)
    stage.server.on("GET", QUERY + "*", s.status(429, b"", {"Retry-After": "1"}), stage.running())
    stage.task_service = stage.open()
    stage.start()
    await eventually(lambda: len(stage.server.seen_at(QUERY + "*")) >= 1)
    first = time.monotonic()
    # those that were already on their way arrive; then there is quiet
    await eventually(lambda: len({seen.path for seen in stage.server.seen_at(QUERY + "*")}) == 20, 20)
    assert time.monotonic() - first > 0.9


@pytest.mark.parametrize("days", [-2, 2, 8 / 24])
async def test_a_clock_that_jumps_makes_no_storm(stage: Stage, days: float) -> None:
    """Two days back or ahead, or eight hours of sleep."""
    watching(stage, 30)
    stage.server.on("GET", QUERY + "*", stage.running())
    stage.task_service = stage.open()
    stage.start()
    await eventually(lambda: len(stage.server.seen_at(QUERY + "*")) >= 60)
    stage.hand.ahead = days * 86_400
    count, begun = len(stage.server.seen_at(QUERY + "*")), time.monotonic()
    await eventually(lambda: len({x.path for x in stage.server.seen_at(QUERY + "*")[count:]}) == 30)
    rate = (len(stage.server.seen_at(QUERY + "*")) - count) / (time.monotonic() - begun)
    assert rate < 450
    assert {task.status for task in stage.task_service.tasks()} == {Status.PROCESSING}


class HandTime:
    """Both clocks in the hand of the test."""

    def __init__(self) -> None:
        self.monotonic = 1000.0
        self.wall = 1_800_000_000.0

    def clock(self) -> Clock:
        return Clock(wall=lambda: self.wall, monotonic=lambda: self.monotonic)


def poller_of(stage: Stage, repository: TaskRepository, hand: HandTime) -> Poller:
    context = stage.task_service._context
    own = replace(context, repository=repository, background=BackgroundTasks(), clock=hand.clock(), pace=None)
    return Poller(own, stage.task_service.accounts.of, lambda _id, _link: None)


async def test_after_a_sleep_everything_is_due(stage: Stage) -> None:
    watching(stage, 3)
    hand = HandTime()
    store = open_store(stage.opened.store.path).store
    poller = poller_of(stage, TaskRepository(store, "practice", hand.clock()), hand)
    poller.begin()
    for watch in poller._watches.values():
        watch.due = hand.monotonic + 50
        watch.failures = 3
    hand.wall += 8 * 3600  # on Linux the monotonic clock stands still meanwhile
    poller._after_a_sleep()
    assert all(watch.due <= hand.monotonic and not watch.failures for watch in poller._watches.values())
    store.close()
    stage.opened = open_store(stage.opened.store.path)


async def test_questions_come_slower_with_age(stage: Stage) -> None:
    hand = HandTime()
    poller = poller_of(stage, TaskRepository(stage.opened.store, "practice", hand.clock()), hand)
    pauses = [poller.interval(age) for age in (-5, 0, 60, 150, 300, 3000)]
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (5, 15)
    assert poller.interval(OLD + 1) == OLD_PAUSE


@pytest.mark.parametrize(
    ("told", "least", "most"),
    [
        (None, 3, 3),
        (-5, 0.5, 1.1),
        (0, 0.5, 1.1),
        (7, 7, 7.6),
        (1e9, LONGEST_RETRY_AFTER, LONGEST_RETRY_AFTER + 1),
    ],
)
def test_retry_after_is_obeyed_up_to_a_limit(told: float | None, least: float, most: float) -> None:
    assert least <= asked_for(told, 3) <= most


def test_backoff_grows_with_jitter_to_a_limit() -> None:
    assert all(0.7 <= backoff(1, 1, 60) <= 1.3 for _ in range(50))
    assert all(42 <= backoff(10_000, 1, 60) <= 78 for _ in range(50))
    assert len({backoff(3, 1, 60) for _ in range(20)}) > 10


async def test_a_listener_that_fails_stops_nothing(stage: Stage) -> None:
    def fails(_: Task) -> None:
        raise RuntimeError("a fault of the window")

    stage.task_service.task_changed.connect(fails)
    task = stage.start().submit(stage.draft())
    await stage.reaches(task, Status.SAVED)
    assert stage.faults
    stage.faults.clear()


async def test_a_poller_that_dies_is_started_again_and_reported(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Poller._next
    times: list[int] = []

    def dies(self: Poller) -> tuple[str | None, float]:
        if not times:
            times.append(1)
            raise RuntimeError("dead")
        return real(self)

    monkeypatch.setattr(Poller, "_next", dies)
    task = stage.start().submit(stage.draft())
    await stage.reaches(task, Status.SAVED)
    assert [name for name, _ in stage.faults] == ["poller"]
    assert stage.notices
    stage.faults.clear()


async def test_the_balance_is_told_and_refreshed_after_an_order(stage: Stage) -> None:
    told: list[object] = []
    stage.task_service.balance_changed.connect(told.append)
    task_service = stage.start()
    await eventually(lambda: task_service.accounts.current.balance.balance)
    balance = task_service.accounts.current.balance.balance
    assert balance is not None
    assert balance.available == 9
    path = "/api/open-api/v1/user/balance"
    count = len(stage.server.seen_at(path))
    stage.server.on("GET", path, s.envelope({"balance": 9, "used_coin": 2, "available": 8}))
    await stage.reaches(task_service.submit(stage.draft()), Status.SAVED)
    await eventually(
        lambda: (b := task_service.accounts.current.balance.balance) is not None and b.available == 8
    )
    assert len(stage.server.seen_at(path)) == count + 1
    assert len(told) >= 2

"""What the balance did around an order that nobody confirmed: read, kept, compared, and never waited for."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.task import Status, Task
from seedance_gui.domain.unconfirmed import Cause, Unconfirmed, Verdict
from seedance_gui.services.api.client import ApiClient
from seedance_gui.services.api.connection_state import ConnectionState
from seedance_gui.services.files import sidecar
from seedance_gui.services.platform.clock import Clock
from seedance_gui.services.store.store_file import open_store
from seedance_gui.services.tasks import unconfirmed
from seedance_gui.services.tasks.balance import BalanceMonitor
from seedance_gui.services.tasks.unconfirmed import note_token
from tests import server as s
from tests.services.stage import BALANCE, CREATE, QUERY, TOKEN, Stage, eventually
from tests.services.stored import stored_tasks

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.server import Answer, Call, Server


def coins(number: float) -> Answer:
    return s.envelope({"balance": number, "used_coin": 0, "available": number})


def known_of(stage: Stage, task: Task) -> Unconfirmed:
    found = stage.task_service.task(task.id)
    assert found is not None
    return found.unconfirmed or Unconfirmed()


def stored(stage: Stage, task: Task) -> Unconfirmed:
    found = stage.opened.store.task(task.id)
    assert found is not None
    return found.unconfirmed or Unconfirmed()


async def known(stage: Stage, number: float) -> None:
    """Start, and wait until the balance was read."""
    stage.server.on("GET", BALANCE, coins(number))
    stage.start()
    await eventually(lambda: stage.task_service.accounts.current.balance.balance)


async def balance_is(stage: Stage, number: float) -> None:
    """Let the service tell another balance, and wait until it was read."""
    stage.server.on("GET", BALANCE, coins(number))
    stage.task_service.refresh_balance()
    await eventually(
        lambda: (
            (now := stage.task_service.accounts.current.balance.balance) is not None
            and now.available == number
        )
    )


def by_id(stage: Stage, **answers: Answer) -> None:
    """Answer questions about these ids so; the first route that fits is taken."""
    general = stage.server.routes.pop(("GET", QUERY + "*"))
    for name, answer in answers.items():
        stage.server.on("GET", QUERY + name, answer)
    stage.server.routes["GET", QUERY + "*"] = general


async def told(stage: Stage, task: Task, *wanted: Verdict) -> Unconfirmed:
    await eventually(lambda: known_of(stage, task).verdict in wanted)
    return known_of(stage, task)


def charging(stage: Stage, left: float, answer: Answer | None = None) -> Answer:
    """Take an order, charge for it, and answer something that confirms nothing."""

    def create(call: Call) -> None:
        stage.server.on("GET", BALANCE, coins(left))
        (answer or s.hang_up())(call)

    return create


async def test_what_was_charged_shows(stage: Stage) -> None:
    await known(stage, 988)
    stage.server.on("POST", CREATE, charging(stage, 976))
    task = stage.task_service.submit(stage.draft())
    found = await told(stage, task, Verdict.CHARGED)
    assert found.before is not None
    assert found.after is not None
    assert (found.before.coins, found.after.coins, found.others) == (988, 976, False)
    assert found.before.at <= found.sent[0] <= found.after.at
    assert found.cause is Cause.BROKE
    assert stored(stage, task) == known_of(stage, task)


async def test_what_was_not_charged_shows(stage: Stage) -> None:
    await known(stage, 988)
    stage.server.on("POST", CREATE, s.hang_up())
    task = stage.task_service.submit(stage.draft())
    found = await told(stage, task, Verdict.NOT_CHARGED)
    assert found.after is not None
    assert found.after.coins == 988


async def test_a_charge_that_is_booked_late_is_seen_later(stage: Stage) -> None:
    await known(stage, 988)
    stage.server.on("POST", CREATE, s.hang_up())
    task = stage.task_service.submit(stage.draft())
    await told(stage, task, Verdict.NOT_CHARGED)
    stage.server.on("GET", BALANCE, coins(976))
    await told(stage, task, Verdict.CHARGED)  # nobody pressed anything
    kept = known_of(stage, task)
    await balance_is(stage, 458)
    assert known_of(stage, task) == kept == stored(stage, task), "other coins are not this order's"
    later = stage.task_service.accounts.current.unconfirmed.later(stage.task_service.tasks()[0])
    assert later is not None
    assert later.coins == 458


async def test_it_is_asked_when_somebody_looks_and_no_more_when_it_is_left(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unconfirmed, "FOLLOWED", 0.0)
    await known(stage, 988)
    stage.server.on("POST", CREATE, s.hang_up())
    task = stage.task_service.submit(stage.draft())
    await told(stage, task, Verdict.NOT_CHARGED)
    stage.server.on("GET", BALANCE, coins(976))
    await asyncio.sleep(0)
    stage.task_service.refresh_balance()
    await told(stage, task, Verdict.CHARGED)
    assert stage.task_service.leave(task.id)
    kept = known_of(stage, task)
    await balance_is(stage, 500)
    assert known_of(stage, task) == kept


async def test_sending_waits_for_no_balance(stage: Stage) -> None:
    stage.server.on("GET", BALANCE, s.silent())
    task = stage.start().submit(stage.draft())
    await stage.reaches(task, Status.SAVED, seconds=1.9)  # the balance would take 2 s to be given up
    assert len(stage.posts()) == 1


async def test_a_balance_that_cant_be_read_is_read_later(stage: Stage) -> None:
    await known(stage, 988)

    def create(call: Call) -> None:
        stage.server.on("GET", BALANCE, s.html(502))
        s.html(502)(call)

    stage.server.on("POST", CREATE, create)
    task = stage.task_service.submit(stage.draft())
    await stage.reaches(task, Status.NOT_CONFIRMED)
    found = await told(stage, task, Verdict.ASKING)
    assert (found.cause, found.detail) == (Cause.ANSWER, "HTTP 502, 33 bytes of text/html")
    stage.server.on("GET", BALANCE, s.envelope({}))  # without any coins
    asked = len(stage.server.seen_at(BALANCE))
    await eventually(lambda: len(stage.server.seen_at(BALANCE)) > asked + 1)
    assert known_of(stage, task).verdict is Verdict.ASKING
    stage.server.on("GET", BALANCE, coins(976))
    await told(stage, task, Verdict.CHARGED)


async def test_what_was_not_known_before_is_not_compared(stage: Stage) -> None:
    stage.server.on("GET", BALANCE, s.html(502))
    stage.server.on("POST", CREATE, s.hang_up())
    task = stage.start().submit(stage.draft())
    await stage.reaches(task, Status.NOT_CONFIRMED)
    stage.server.on("GET", BALANCE, coins(976))
    assert (await told(stage, task, Verdict.UNKNOWN)).before is None


async def test_a_question_that_was_on_its_way_before_the_order_says_nothing_about_it(stage: Stage) -> None:
    await known(stage, 988)
    release = asyncio.Event()
    loop = asyncio.get_running_loop()

    def late(call: Call) -> None:
        asyncio.run_coroutine_threadsafe(release.wait(), loop).result(10)
        coins(988)(call)

    stage.server.on("GET", BALANCE, late, coins(976))
    asked = len(stage.server.seen_at(BALANCE))
    stage.task_service.refresh_balance()
    await eventually(lambda: len(stage.server.seen_at(BALANCE)) > asked)
    stage.server.on("POST", CREATE, s.hang_up())
    task = stage.task_service.submit(stage.draft())
    await stage.reaches(task, Status.NOT_CONFIRMED)
    readings: list[Verdict] = []
    stage.task_service.task_changed.connect(
        lambda now: readings.append((now.unconfirmed or Unconfirmed()).verdict)
    )
    release.set()
    await told(stage, task, Verdict.CHARGED)
    assert Verdict.NOT_CHARGED not in readings


async def test_another_order_in_between_is_said_also_when_it_was_removed(stage: Stage) -> None:
    await known(stage, 988)
    stage.server.on("POST", CREATE, s.hang_up(), stage.create)
    stage.server.on("GET", BALANCE, s.html(502))
    task = stage.task_service.submit(stage.draft())
    await stage.reaches(task, Status.NOT_CONFIRMED)
    other = stage.task_service.submit(stage.draft("another"))
    await stage.reaches(other, Status.SAVED)
    assert stage.task_service.removals.remove([other.id])
    stage.task_service.removals.finish_soon()
    stage.server.on("GET", BALANCE, coins(964))
    stage.task_service.refresh_balance()
    found = await told(stage, task, Verdict.UNKNOWN, Verdict.CHARGED)
    assert (found.verdict, found.others) == (Verdict.UNKNOWN, True)
    assert stored(stage, task) == found


async def test_an_order_that_left_before_it_and_after_the_balance_was_read_counts_too(stage: Stage) -> None:
    await known(stage, 988)
    stage.server.on("GET", BALANCE, s.html(502))
    stage.server.on("POST", CREATE, stage.create, s.hang_up())
    await stage.reaches(stage.task_service.submit(stage.draft("another")), Status.SAVED)
    task = stage.task_service.submit(stage.draft())
    await stage.reaches(task, Status.NOT_CONFIRMED)
    stage.server.on("GET", BALANCE, coins(976))
    await told(stage, task, Verdict.UNKNOWN)


async def test_no_balance_is_compared_while_another_order_is_on_its_way(stage: Stage) -> None:
    """It may be that one's coins that are gone; should it never have left, the next reading tells."""
    await known(stage, 988)
    release = asyncio.Event()
    loop = asyncio.get_running_loop()

    def late(call: Call) -> None:
        asyncio.run_coroutine_threadsafe(release.wait(), loop).result(10)
        s.status(429, b"", {"Retry-After": "60"})(call)

    stage.server.on("GET", BALANCE, s.html(502))
    stage.server.on("POST", CREATE, s.hang_up(), late)
    task = stage.task_service.submit(stage.draft())
    await stage.reaches(task, Status.NOT_CONFIRMED)
    other = stage.task_service.submit(stage.draft("another"))
    await eventually(lambda: len(stage.posts()) == 2)
    await balance_is(stage, 976)
    assert known_of(stage, task).verdict is Verdict.ASKING
    release.set()
    await stage.reaches(other, Status.WAITING)
    await told(stage, task, Verdict.CHARGED)


async def test_one_that_is_still_being_made_may_be_what_is_charged(stage: Stage) -> None:
    stage.server.on("GET", QUERY + "*", stage.running())
    stage.server.on("POST", CREATE, stage.create, s.hang_up())
    stage.start()
    other = stage.task_service.submit(stage.draft("another"))
    await stage.reaches(other, Status.PROCESSING)
    await balance_is(stage, 500)
    task = stage.task_service.submit(stage.draft())
    await told(stage, task, Verdict.NOT_CHARGED)
    stage.server.on("GET", BALANCE, coins(488))
    await balance_is(stage, 488)  # whose coins those are nobody knows
    assert known_of(stage, task).verdict is Verdict.NOT_CHARGED
    stage.server.on("POST", CREATE, charging(stage, 476))
    second = stage.task_service.submit(stage.draft("a second one"))
    await told(stage, second, Verdict.UNKNOWN)


async def test_orders_that_were_not_taken_count_for_nothing(stage: Stage) -> None:
    await known(stage, 988)
    busy, refused = s.status(429, b"", {"Retry-After": "0"}), s.envelope(None, 20002, "no")
    stage.server.on("POST", CREATE, refused, busy, s.hang_up())
    no = stage.task_service.submit(stage.draft("refused"))
    await stage.reaches(no, Status.REFUSED)
    assert known_of(stage, no) == Unconfirmed()
    task = stage.task_service.submit(stage.draft())
    found = await told(stage, task, Verdict.NOT_CHARGED, Verdict.UNKNOWN)
    assert found.verdict is Verdict.NOT_CHARGED
    assert len(found.sent) == 1
    assert len(stage.posts()) == 3


async def test_what_could_tell_is_kept_when_more_is_ordered(stage: Stage) -> None:
    await known(stage, 988)
    stage.server.on("POST", CREATE, s.hang_up(), charging(stage, 976, stage.create))
    task = stage.task_service.submit(stage.draft())
    await told(stage, task, Verdict.NOT_CHARGED)
    await stage.reaches(stage.task_service.submit(stage.draft("another")), Status.SAVED)
    await balance_is(stage, 976)
    assert known_of(stage, task).verdict is Verdict.NOT_CHARGED
    assert known_of(stage, task).others


async def test_another_token_may_be_another_account(stage: Stage) -> None:
    note_token(stage.opened.store, "practice")  # as signing in does
    stage.server.on("GET", BALANCE, coins(988))
    await stage.restart()
    await eventually(lambda: stage.task_service.accounts.current.balance.balance)
    stage.server.on("POST", CREATE, s.hang_up())
    task = stage.task_service.submit(stage.draft())
    await told(stage, task, Verdict.NOT_CHARGED)
    note_token(stage.opened.store, "practice")
    stage.server.on("GET", BALANCE, coins(5))
    await stage.restart()
    await eventually(lambda: stage.task_service.accounts.current.balance.balance)
    assert known_of(stage, task).verdict is Verdict.NOT_CHARGED, "what was read with the first token"


async def test_who_looks_does_not_wait_for_the_whole_gap(server: Server) -> None:
    server.on("GET", BALANCE, coins(988))
    link, answered = ConnectionState(), asyncio.Event()
    api = ApiClient(server.address, TOKEN)
    link.use(api)
    monitor = BalanceMonitor(link, Clock(), gap=20.0)
    monitor.answered = lambda _: answered.set()
    running = asyncio.get_running_loop().create_task(monitor.run())
    try:
        for hurry in (False, True):
            monitor.refresh(hurry=hurry)
            async with asyncio.timeout(10):
                await answered.wait()
            answered.clear()
    finally:
        running.cancel()
        await api.aclose()


async def test_the_balance_of_the_token_before_is_nobodys(stage: Stage) -> None:
    release = asyncio.Event()
    loop = asyncio.get_running_loop()

    def late(call: Call) -> None:
        asyncio.run_coroutine_threadsafe(release.wait(), loop).result(10)
        coins(1)(call)

    stage.server.on("GET", BALANCE, late, coins(976))
    seen: list[float | None] = []
    stage.task_service.balance_changed.connect(lambda now: seen.append(now.available if now else None))
    stage.start()
    await eventually(lambda: stage.server.seen_at(BALANCE))
    stage.task_service.accounts.set_token("another")
    release.set()
    await eventually(lambda: stage.task_service.accounts.current.balance.balance)
    assert seen == [976]


async def test_killed_while_sending_it_is_known_and_read_on_the_next_start(stage: Stage) -> None:
    script = textwrap.dedent(f"""
        import asyncio
        from pathlib import Path
        from seedance_gui.domain.draft import Draft
        from seedance_gui.domain.rules_file import load_rules
        from seedance_gui.services.platform import resources
        from seedance_gui.services.api.client import ApiClient
        from seedance_gui.services.media.worker_client import MediaWorker
        from seedance_gui.services.store.store_file import open_store
        from seedance_gui.services.tasks.service import TaskService
        async def main():
            folder = Path({str(stage.folder)!r})
            rules = load_rules(resources.read_text("routes.toml"))
            task_service = TaskService(
                rules=rules, store=open_store(folder / "data" / "studio.db").store,
                api_factory=lambda _, token: ApiClient({stage.server.address!r}, token),
                videos=folder, cache=folder, media=MediaWorker(folder / "undecodable"),
                service="practice", own_origin={stage.server.address!r})
            read = asyncio.Event()
            task_service.balance_changed.connect(lambda balance: balance and read.set())
            task_service.accounts.set_token("t"); task_service.start()
            await read.wait()
            task_service.submit(Draft(rules.first_model, "killed"))
            await asyncio.sleep(60)
        asyncio.run(main())
    """)
    stage.server.on("GET", BALANCE, coins(988))
    stage.server.on("POST", CREATE, charging(stage, 976, s.silent()))
    process = subprocess.Popen([sys.executable, "-c", script])  # noqa: ASYNC220 - starts at once
    await eventually(stage.posts, 30)
    process.send_signal(signal.SIGKILL)
    process.wait()
    stage.opened.store.close()
    stage.task_service = stage.open()
    (task,) = stage.task_service.tasks()
    found = known_of(stage, task)
    assert (found.cause, found.verdict, len(found.sent)) == (Cause.ENDED, Verdict.ASKING, 1)
    assert found.sent[0] < task.since
    stage.start()
    found = await told(stage, task, Verdict.CHARGED)
    assert found.before is not None
    assert found.before.coins == 988
    kept = stored(stage, task)
    stage.server.on("GET", BALANCE, s.html(502))
    await stage.restart()
    assert known_of(stage, task) == kept, "what was read is there before the service answers"


async def test_the_coins_before_are_committed_before_the_request_leaves(stage: Stage) -> None:
    await known(stage, 988)
    found: list[Task] = []

    def create(call: Call) -> None:
        store = open_store(stage.opened.store.path).store
        found.extend(stored_tasks(store))
        store.close()
        stage.create(call)

    stage.server.on("POST", CREATE, create)
    task = stage.task_service.submit(stage.draft())
    await stage.reaches(task, Status.SAVED)
    before = found[0].unconfirmed
    assert found[0].status is Status.SENDING
    assert before is not None
    assert before.before is not None
    assert before.before.coins == 988
    assert known_of(stage, task) == Unconfirmed(), "what is confirmed needs it no more"


# -- the decision, and the way back to it


async def unclear(stage: Stage, *answers: Answer) -> Task:
    stage.server.on("POST", CREATE, s.hang_up(), *answers)
    task = stage.start().submit(stage.draft())
    return await stage.reaches(task, Status.NOT_CONFIRMED)


async def stopped_while_waiting(stage: Stage, task: Task) -> None:
    stage.task_service.accounts.set_token("")
    assert stage.task_service.send_again(task.id)
    assert stage.task_service.stop(task.id)


async def refused(stage: Stage, task: Task) -> None:
    stage.server.on("POST", CREATE, s.envelope(None, 20003, "余额不足"))
    assert stage.task_service.send_again(task.id)
    await eventually(lambda: len(stage.posts()) == 2)


@pytest.mark.parametrize(
    ("ended", "words", "message"),
    [(stopped_while_waiting, "stopped before it left", ""), (refused, "came to nothing", "余额不足")],
)
async def test_a_second_try_that_comes_to_nothing_leads_back_to_the_decision(
    stage: Stage, ended: Callable[[Stage, Task], object], words: str, message: str
) -> None:
    """Neither "cancelled" nor "refused, not charged": the first one may have been charged all the same."""
    task = await unclear(stage)
    await ended(stage, task)  # type: ignore[misc]
    found = await stage.reaches(task, Status.NOT_CONFIRMED)
    status_message = str(stage.task_service.status_message(found))
    assert words in status_message
    assert "may have been charged" in status_message
    assert found.error == message
    assert len(known_of(stage, task).sent) == 1


async def test_a_second_try_that_has_to_wait_does_not_say_that_nothing_was_charged(stage: Stage) -> None:
    task = await unclear(stage, s.status(429, b"", {"Retry-After": "60"}))
    assert stage.task_service.send_again(task.id)
    await eventually(lambda: len(stage.posts()) == 2)
    found = await stage.reaches(task, Status.WAITING)
    assert "may have been charged" in str(stage.task_service.status_message(found))
    assert stage.task_service.stop(task.id)
    assert stage.status(task) is Status.NOT_CONFIRMED


async def test_two_unclear_tries_are_two_and_compared_with_before_the_first(stage: Stage) -> None:
    await known(stage, 988)
    stage.server.on("POST", CREATE, s.hang_up(), charging(stage, 976))
    task = stage.task_service.submit(stage.draft())
    await told(stage, task, Verdict.NOT_CHARGED)
    assert stage.task_service.send_again(task.id)
    await eventually(lambda: len(stage.posts()) == 2)
    await stage.reaches(task, Status.NOT_CONFIRMED)
    found = await told(stage, task, Verdict.CHARGED)
    assert len(found.sent) == 2
    assert found.before is not None
    assert found.before.coins == 988


def content(file: Path) -> bytes:
    return file.read_bytes()


NO_SUCH_TASK = s.envelope(None, 20002, "no such task", 404)


async def test_an_id_the_service_does_not_know_is_said_and_undone_with_nothing_lost(stage: Stage) -> None:
    await known(stage, 988)
    stage.server.on("POST", CREATE, s.hang_up())
    task = stage.task_service.submit(stage.draft())
    before = await told(stage, task, Verdict.NOT_CHARGED)
    by_id(stage, wrong=NO_SUCH_TASK)
    assert stage.task_service.confirm_created(task.id, "wrong")
    await eventually(
        lambda: (
            (now := stage.task_service.task(task.id))
            and "with the id that you entered" in str(stage.task_service.status_message(now))
        )
    )
    await stage.restart()
    assert stage.status(task) is Status.QUEUED
    assert stage.task_service.decide_again(task.id)
    found = stage.task_service.task(task.id)
    assert found is not None
    assert (found.status, found.task_id, found.draft) == (Status.NOT_CONFIRMED, "", task.draft)
    assert "may have been charged" in str(stage.task_service.status_message(found))
    assert known_of(stage, task).before == before.before
    assert known_of(stage, task).sent == before.sent
    assert stage.task_service.confirm_created(task.id, "right")
    assert (await stage.reaches(task, Status.SAVED)).task_id == "right"
    assert len(stage.posts()) == 1


async def test_what_was_saved_by_a_wrong_id_is_left_alone_and_the_right_one_is_saved(stage: Stage) -> None:
    task = await unclear(stage)
    stage.server.on("GET", QUERY + "*", stage.completed())
    assert stage.task_service.confirm_created(task.id, "wrong")
    wrong = Path((await stage.reaches(task, Status.SAVED)).file)
    before = content(wrong)
    assert sidecar.path_for(wrong).exists()
    assert stage.task_service.decide_again(task.id)
    found = stage.task_service.task(task.id)
    assert found is not None
    assert (found.status, found.task_id, found.file) == (Status.NOT_CONFIRMED, "", "")
    assert content(wrong) == before
    assert not sidecar.path_for(wrong).exists(), "those were not its settings"
    assert stage.task_service.confirm_created(task.id, "right")
    await eventually(lambda: stage.status(task) is Status.SAVED)
    found = stage.task_service.task(task.id)
    assert found is not None
    assert found.task_id == "right"
    assert Path(found.file) != wrong
    assert sidecar.is_of(sidecar.path_for(Path(found.file)), found)
    assert content(wrong) == before


@pytest.mark.parametrize("said", ["failed", "stopped"])
async def test_the_way_back_is_open_from_where_a_wrong_id_leads(stage: Stage, said: str) -> None:
    task = await unclear(stage)
    stage.server.on("GET", QUERY + "*", stage.running(status="failed" if said == "failed" else "processing"))
    assert stage.task_service.confirm_created(task.id, "wrong")
    if said == "stopped":
        await stage.reaches(task, Status.PROCESSING)
        assert stage.task_service.stop(task.id)
    await stage.reaches(task, Status.FAILED, Status.STOPPED)
    assert stage.task_service.decide_again(task.id)
    assert stage.status(task) is Status.NOT_CONFIRMED


async def test_an_answer_about_the_wrong_id_does_not_reach_the_right_one(stage: Stage) -> None:
    task = await unclear(stage)
    release = asyncio.Event()
    loop = asyncio.get_running_loop()

    def late(call: Call) -> None:
        asyncio.run_coroutine_threadsafe(release.wait(), loop).result(10)
        stage.running(status="failed")(call)

    by_id(stage, wrong=late, right=stage.running())
    assert stage.task_service.confirm_created(task.id, "wrong")
    await eventually(lambda: stage.server.seen_at(QUERY + "wrong"))
    assert stage.task_service.decide_again(task.id)
    assert stage.task_service.confirm_created(task.id, "right")
    release.set()
    await stage.reaches(task, Status.PROCESSING)
    await eventually(lambda: len(stage.server.seen_at(QUERY + "right")) > 2)
    assert (task.id, Status.FAILED) not in stage.history


async def test_what_the_service_gave_an_id_itself_is_not_decided_again(stage: Stage) -> None:
    stage.server.on("GET", QUERY + "*", stage.running())
    task = stage.start().submit(stage.draft())
    await stage.reaches(task, Status.PROCESSING)
    assert not stage.task_service.decide_again(task.id)


async def test_an_id_is_looked_up_and_no_two_videos_have_one(stage: Stage) -> None:
    task = await unclear(stage, stage.create)
    other = await stage.reaches(stage.task_service.submit(stage.draft("another")), Status.SAVED)
    assert not stage.task_service.confirm_created(task.id, f" {other.task_id}\n")
    assert stage.task_service.task_with(other.task_id) == other
    there = s.envelope({"status": "queued", "model": "another-model"})
    by_id(stage, there=there, wrong=NO_SUCH_TASK, broken=s.html(502))
    found, wrong, broken = [
        await stage.task_service.accounts.of(task).look_up(name) for name in ("there", "wrong", "broken")
    ]
    assert (found.known, found.model) == (True, "another-model")
    assert (wrong.known, wrong.message) == (False, None)
    assert broken.known is None
    assert broken.message is not None
    stage.task_service.accounts.set_token("")
    assert (await stage.task_service.accounts.of(task).look_up("there")).known is None
    stage.task_service.accounts.set_token(TOKEN)


async def test_leaving_keeps_what_happened_and_every_way(stage: Stage) -> None:
    task = await unclear(stage)
    before = stage.task_service.status_message(task)
    assert stage.task_service.leave(task.id)
    found = stage.task_service.task(task.id)
    assert found is not None
    assert stage.task_service.status_message(found) == before
    assert (found.status, found.since) == (Status.NOT_CONFIRMED, task.since)
    assert stage.task_service.send_again(task.id)
    again = await stage.reaches(task, Status.NOT_CONFIRMED)
    await eventually(lambda: len(stage.posts()) == 2)
    assert not again.left_as_is

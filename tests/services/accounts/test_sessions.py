"""Steps that overlap, in every pair: one ends on the screen, nothing is left open, an order is sent once."""

from __future__ import annotations

import asyncio
import socket
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.errors import PassingError, TokenError
from seedance_gui.domain.task import Status
from seedance_gui.services.accounts.sessions import Mode
from tests.services.stage import eventually
from tests.services.stored import stored_tasks

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from tests.services.accounts.world import Service, World

STEPS = ["resume", "sign in", "practise", "change address", "sign out", "close"]


def step(world: World, another: Service, name: str) -> Coroutine[object, object, object]:
    steps: dict[str, Callable[[], Coroutine[object, object, object]]] = {
        "resume": lambda: world.sessions.resume(world.service.address),
        "sign in": lambda: world.sessions.sign_in("one", world.service.address),
        "practise": world.sessions.practise,
        "change address": lambda: world.sessions.sign_in("two", another.address),
        "sign out": world.sessions.sign_out,
        "close": world.sessions.aclose,
    }
    return steps[name]()


def shown(world: World) -> str:
    session = world.sessions.current
    if session is None:
        return "nothing"
    if session.mode is Mode.PRACTICE:
        return "practise"
    return session.address if session.signed_in else f"{session.address} signed out"


def expected(world: World, another: Service, first: str, second: str) -> set[str]:
    """Return what may be on the screen in the end: the newer step decides, whichever was quicker."""
    here, there = world.service.address, another.address
    of = {
        "resume": here,
        "sign in": here,
        "practise": "practise",
        "change address": there,
        "sign out": f"{here} signed out",
        "close": "nothing",
    }
    if "close" in {first, second}:
        return {"nothing"}
    if second == "sign out" and first in {"practise", "change address"}:
        return {of[second], of[first]}  # what it signs out of depends on what was on the screen when pressed
    return {of[second]}


@pytest.mark.parametrize("second", STEPS)
@pytest.mark.parametrize("first", STEPS)
@pytest.mark.parametrize("held", ["keyring", "order"])
async def test_promise_25_two_steps_at_once(
    world: World, another: Service, first: str, second: str, held: str
) -> None:
    """With a keyring that hangs, or with an order whose answer is waited for, under both steps."""
    service = world.service
    world.keyring.set_password("Seedance", service.address, "one")
    world.begin()
    await world.sessions.resume(service.address)
    service.answering.clear()
    task = world.order("a cat")
    await eventually(service.orders)
    if held == "keyring":
        service.answering.set()
        await world.reaches(task, Status.QUEUED, Status.PROCESSING)
        world.keyring.release.clear()
    running = [asyncio.ensure_future(step(world, another, first))]
    await asyncio.sleep(0)
    running.append(asyncio.ensure_future(step(world, another, second)))
    await asyncio.sleep(0.05)
    world.keyring.release.set()
    service.answering.set()
    results = await asyncio.gather(*running, return_exceptions=True)
    assert not [result for result in results if isinstance(result, BaseException)], results
    assert shown(world) in expected(world, another, first, second)
    if "close" in {first, second}:
        assert world.live() == []
        stored = world.store.task(task.id)
        assert stored is not None
        assert stored.task_id == "t1"
    else:
        practice = [world.sessions.current.task_service] if shown(world) == "practise" else []  # type: ignore[union-attr]
        assert world.live() == [world.real, *practice], "what was replaced is closed"
        found = await world.reaches(task, Status.QUEUED, Status.PROCESSING)
        assert found.task_id == "t1"
    assert service.orders() == ["a cat"]
    assert Status.NOT_CONFIRMED not in {row.status for row in stored_tasks(world.store)}


async def test_signing_in_wins_over_a_keyring_that_answers_late(world: World) -> None:
    """The first page can be clicked while the keyring is still being asked."""
    world.keyring.set_password("Seedance", world.service.address, "old")
    world.service.tokens = {"one", "old"}
    world.keyring.release.clear()
    world.begin()
    resuming = asyncio.ensure_future(world.sessions.resume(world.service.address))
    await asyncio.sleep(0.05)
    signing_in = asyncio.ensure_future(world.sessions.sign_in("one", world.service.address))
    await eventually(lambda: world.sessions.current)
    task = world.order("a cat")
    await eventually(world.service.orders)
    world.keyring.release.set()
    await asyncio.gather(resuming, signing_in)
    await world.reaches(task, Status.PROCESSING)
    assert world.service.made_by == {"t1": "one"}
    assert world.real.accounts.at(world.service.address).tokens == ("one", "old"), (
        "what may still be needed is kept"
    )
    world.service.done = True
    await world.reaches(task, Status.SAVED)
    await eventually(lambda: world.real.accounts.at(world.service.address).tokens == ("one",))
    await eventually(lambda: world.keyring.tokens() == {world.service.address: "one"})
    assert world.service.orders() == ["a cat"]


async def test_a_step_that_fails_changes_nothing(world: World, another: Service) -> None:
    world.begin()
    await world.sessions.sign_in("one", world.service.address)
    session = world.sessions.current
    with pytest.raises(TokenError):
        await world.sessions.sign_in("wrong", world.service.address)
    another.server.on("GET", "/api/open-api/v1/user/balance", lambda _: None)
    with pytest.raises(PassingError, match="is not kept yet"):
        await world.sessions.sign_in("two", another.address)
    assert world.sessions.current is session
    assert world.real.accounts.at(world.service.address).tokens == ("one",)
    assert "wrong" in world.hidden, "what was entered is never written, whatever becomes of it"


async def test_an_earlier_step_is_shown_where_the_later_one_fails(world: World) -> None:
    world.keyring.set_password("Seedance", world.service.address, "one")
    world.keyring.release.clear()
    world.begin()
    resuming = asyncio.ensure_future(world.sessions.resume(world.service.address))
    await asyncio.sleep(0)
    with pytest.raises(TokenError):
        await world.sessions.sign_in("wrong", world.service.address)
    world.keyring.release.set()
    await resuming
    assert shown(world) == world.service.address


async def test_where_the_token_is_kept_is_known_later(world: World) -> None:
    world.limit = 0.05
    world.keyring.release.clear()
    world.begin()
    reason = await world.sessions.sign_in("one", world.service.address)
    assert "has not answered" in str(reason)
    assert world.sessions.current is not None
    assert world.sessions.current.keyring == ""
    world.keyring.release.set()
    await eventually(lambda: (now := world.sessions.current) is not None and now.keyring)
    assert world.keyring.tokens() == {world.service.address: "one"}


async def test_a_token_that_no_keyring_has_yet_is_lost_at_closing(world: World) -> None:
    world.begin()
    world.keyring.release.clear()
    signing_in = asyncio.create_task(world.sessions.sign_in("one", world.service.address))
    await eventually(lambda: world.sessions.current)
    task = world.order("A paper boat")
    await world.reaches(task, Status.PROCESSING)
    assert world.sessions.lost_sight_of() == 1
    world.keyring.release.set()
    await signing_in
    assert world.sessions.lost_sight_of() == 0


async def test_a_token_that_is_forgotten_before_it_is_kept_stays_forgotten(world: World) -> None:
    world.keyring.held = world.service.address
    world.begin()
    resuming = asyncio.ensure_future(world.sessions.resume(world.service.address))
    await asyncio.sleep(0)
    signing_in = asyncio.ensure_future(world.sessions.sign_in("one", world.service.address))
    await eventually(lambda: shown(world) == world.service.address)
    signing_out = asyncio.ensure_future(world.sessions.sign_out())
    await eventually(lambda: not world.real.accounts.at(world.service.address).token)
    world.keyring.let_go.set()
    assert await signing_in is None
    assert await signing_out is None
    await resuming
    assert world.keyring.tokens() == {}


async def test_a_keyring_that_is_slow_is_no_missing_token(world: World) -> None:
    world.keyring.set_password("Seedance", world.service.address, "one")
    world.limit = 0.05
    world.keyring.release.clear()
    world.begin()
    await world.sessions.resume(world.service.address)
    assert shown(world) == world.service.address
    assert any("has not answered" in said for said in world.said)
    task = world.order("a cat")
    assert world.real.accounts.current.connection.message is not None
    world.keyring.release.set()
    await world.reaches(task, Status.PROCESSING)
    assert world.real.accounts.current.connection.message is None
    assert world.service.orders() == ["a cat"]


async def test_from_practice_back_without_the_token_entered_again(world: World) -> None:
    world.begin()
    await world.sessions.sign_in("one", world.service.address)
    await world.sessions.practise()
    assert world.sessions.has_token(world.service.address)
    await world.sessions.look(world.service.address)
    assert world.sessions.current is not None
    assert (world.sessions.current.mode, world.sessions.current.signed_in) == (Mode.SERVICE, True)
    await world.sessions.sign_out()
    assert not world.sessions.has_token(world.service.address)


async def test_without_a_token_the_videos_can_be_looked_at(world: World) -> None:
    world.begin()
    await world.sessions.resume(world.service.address)
    assert world.sessions.current is None, "there is nothing to look at"
    assert "no longer where it was kept" in world.said[-1]
    await world.sessions.sign_in("one", world.service.address)
    world.service.done = True
    task = world.order("a cat")
    await world.reaches(task, Status.SAVED)
    await world.sessions.sign_out()
    assert shown(world) == f"{world.service.address} signed out"
    await world.restart()
    assert world.real.tasks()


async def test_what_was_on_the_screen_is_told_before_it_ends(world: World) -> None:
    world.begin()
    await world.sessions.practise()
    told: list[tuple[str, int]] = []
    world.sessions.ending.connect(lambda: told.append(("ending", len(world.live()))))
    world.sessions.changed.connect(lambda now: told.append(("changed" if now else "none", len(world.live()))))
    await world.sessions.sign_in("one", world.service.address)
    await world.sessions.practise()
    await world.sessions.aclose()
    assert told == [("ending", 2), ("changed", 1), ("ending", 2), ("changed", 2), ("ending", 2)]


async def test_practising_twice_starts_one_practice_service(world: World) -> None:
    world.begin()
    lock, both = world.sessions._switching, []
    async with lock:  # until both have started a process
        for waiting in (1, 2):
            both.append(asyncio.ensure_future(world.sessions.practise()))
            await eventually(lambda waiting=waiting: len(lock._waiters or ()) == waiting)  # type: ignore[misc]
    await asyncio.gather(*both)
    assert len(world.live()) == 2
    session = world.sessions.current
    await world.sessions.sign_in("one", world.service.address)
    assert world.live() == [world.real]
    await world.sessions.practise()
    assert world.sessions.current is not session
    again = world.sessions.current
    await world.sessions.practise()
    assert world.sessions.current is again


def at_once(port: int) -> socket.socket:
    """Return a server at a port as soon as it is free, before the program can do anything."""
    while True:
        with suppress(OSError):
            return socket.create_server(("127.0.0.1", port))


async def test_practice_goes_on_when_its_service_comes_back_elsewhere(world: World) -> None:
    world.begin()
    await world.sessions.practise()
    before = world.sessions.current
    assert before is not None
    practice = world.sessions._practice
    assert practice is not None
    assert practice.process._process is not None
    practice.process._process.kill()
    with at_once(int(before.address.rpartition(":")[2])):
        await eventually(lambda: not practice.process.address)
        await eventually(lambda: (now := world.sessions.current) is not None and now is not before)
    assert world.sessions.current is not None
    assert world.sessions.current.address != before.address
    assert len(world.live()) == 2
    assert shown(world) == "practise"


async def test_a_listener_that_raises_at_the_end_skips_nothing(world: World) -> None:
    world.begin()
    await world.sessions.sign_in("one", world.service.address)
    await world.sessions.practise()

    def raises() -> None:
        raise RuntimeError("a listener")

    async def dies() -> None:
        raise RuntimeError("a part")

    world.sessions.ending.connect(raises)
    process = world.sessions._practice.process  # type: ignore[union-attr]
    world.sessions.current.task_service.uploads.aclose = dies  # type: ignore[union-attr,method-assign]
    with pytest.raises(RuntimeError, match="a part"):
        await world.sessions.aclose()
    assert world.live() == []
    assert process.address == "", "the practice service has ended too"


async def test_settings_are_followed_by_all(world: World) -> None:
    world.begin()
    await world.sessions.practise()
    world.videos = world.folder / "elsewhere"
    world.pattern = "{model}"
    world.sessions.follow_settings()
    assert [made.downloads.videos for made in world.live()] == [
        world.folder / "elsewhere",
        world.folder / "elsewhere" / "Practice",
    ]
    assert {made.downloads.pattern for made in world.live()} == {"{model}"}


async def test_what_the_keyring_had_is_shown_before_it_answers(world: World) -> None:
    """The next start shows the same page at once; if the token has gone, the first page follows."""
    at = world.service.address
    world.begin()
    await world.sessions.foresee(at)
    assert shown(world) == "nothing"  # there never was a token
    await world.sessions.sign_in("one", at)

    await world.restart()
    world.keyring.release.clear()
    await world.sessions.foresee(at)
    before = world.sessions.current
    assert before is not None
    assert shown(world) == at
    assert world.real.accounts.at(at).connection.message is None  # nobody knows yet that there is no token
    changes: list[object] = []
    world.sessions.changed.connect(changes.append)
    going_on = asyncio.ensure_future(world.sessions.resume(at))
    world.keyring.release.set()
    await going_on
    assert not changes  # what is on the screen stays
    assert world.sessions.current == replace(before, keyring=world.keyring.name)
    assert world.real.accounts.at(at).token == "one"

    await world.restart()
    world.keyring.kept.clear()
    await world.sessions.foresee(at)
    await world.sessions.resume(at)
    assert shown(world) == "nothing"

    await world.restart()
    await world.sessions.foresee(at)
    assert shown(world) == "nothing"


async def test_who_signed_out_is_not_shown_the_videos_at_once(world: World) -> None:
    world.begin()
    await world.sessions.sign_in("one", world.service.address)
    await world.sessions.sign_out()
    await world.restart()
    await world.sessions.foresee(world.service.address)
    assert world.sessions.current is None

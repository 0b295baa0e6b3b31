"""What was paid for is watched and saved, whatever a person does with tokens, addresses and practice."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.task import Status
from seedance_gui.services.credentials.credentials import Credentials
from tests.server import silent
from tests.services.accounts.world import BAD_TOKEN, Service, World, at_addresses
from tests.services.credentials.secret_service import SecretServiceBus, secret_service
from tests.services.stage import CREATE, QUERY, eventually

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from seedance_gui.domain.task import Task


async def under_way(world: World, prompt: str = "a cat") -> Task:
    """Sign in and order a video, which is being made when this returns."""
    world.begin()
    await world.sessions.sign_in("one", world.service.address)
    task = world.order(prompt)
    return await world.reaches(task, Status.PROCESSING)


async def is_saved(world: World, task: Task) -> None:
    world.service.done = True
    await world.reaches(task, Status.SAVED)
    assert world.service.orders() == [task.draft.prompt], "and it was ordered once"


async def test_promise_26_practising_meanwhile(world: World) -> None:
    task = await under_way(world)
    await world.sessions.practise()
    await is_saved(world, task)


async def test_promise_26_another_start_that_practises(world: World) -> None:
    """The tokens of what is unfinished are loaded, whichever mode the program starts in."""
    task = await under_way(world)
    await world.restart()
    await world.sessions.practise()
    await is_saved(world, task)


async def test_promise_26_the_other_address_of_the_service(
    world: World, another: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both addresses are one service: the same tokens, tasks and list."""
    at_addresses(monkeypatch, world.service.address, another.address)
    another.made_by, another.tokens = world.service.made_by, world.service.tokens
    task = await under_way(world)
    asked = world.service.questions()
    await world.sessions.sign_in("one", another.address)
    assert [found.id for found in world.real.tasks()] == [task.id]
    await eventually(lambda: another.questions("t1") > 2)
    assert world.service.questions() <= asked + 2, "it is asked for where the person is now"
    later = world.order("a dog")
    another.done = True
    world.origin = another.address
    await eventually(another.orders)
    assert world.real.task(later.id).service == another.address  # type: ignore[union-attr]
    assert world.real.accounts.at(world.service.address).tokens == ("one",)
    assert world.keyring.tokens() == {world.service.address: "one"}, "one account has one entry"
    assert world.status(task) in {Status.PROCESSING, Status.COMPLETED}


async def test_promise_26_another_service(world: World, another: Service) -> None:
    task = await under_way(world)
    await world.sessions.sign_in("two", another.address)
    other = world.order("a dog")
    await world.reaches(other, Status.PROCESSING)
    await is_saved(world, task)
    assert another.orders() == ["a dog"]
    assert {found.id for found in world.real.tasks()} == {task.id, other.id}, "the list shows all"


async def test_promise_26_another_start_at_another_service(world: World, another: Service) -> None:
    task = await under_way(world)
    await world.sessions.sign_in("two", another.address)
    await world.restart(another.address)
    await world.sessions.resume(another.address)
    await is_saved(world, task)


@pytest.mark.parametrize("restarted", [False, True])
async def test_promise_26_another_token_that_does_not_know_it(world: World, restarted: bool) -> None:
    world.service.tokens = {"one", "other"}
    task = await under_way(world)
    await world.sessions.sign_in("other", world.service.address)
    later = world.order("a dog")
    await world.reaches(later, Status.PROCESSING)
    assert world.service.made_by == {"t1": "one", "t2": "other"}
    assert set(world.keyring.tokens().values()) == {"one", "other"}
    assert "'one'" not in repr(world.real.accounts.at(world.service.address)._earlier)
    if restarted:
        world.hidden.clear()
        await world.restart()
        await world.sessions.resume(world.service.address)
        assert world.real.accounts.at(world.service.address).tokens == ("other", "one")
        assert world.hidden >= {"one", "other"}, "none is ever written anywhere"
    world.service.done = True
    for each in (task, later):
        await world.reaches(each, Status.SAVED)
    await eventually(lambda: world.keyring.tokens() == {world.service.address: "other"})
    assert world.real.accounts.at(world.service.address).tokens == ("other",), (
        "it is kept as long as it is needed"
    )


async def test_promise_26_a_fault_while_asking_with_the_earlier_token_is_no_missing_video(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before a video is said to be gone, the token that it was made with has to say so."""
    monkeypatch.setattr("seedance_gui.services.tasks.poller.NEW", 0.0)
    world.service.tokens = {"one", "other"}
    task = await under_way(world)
    await world.sessions.sign_in("other", world.service.address)
    real_query = world.service.server.routes["GET", QUERY + "*"].answers[0]
    broken = asyncio.Event()

    def query(call: object) -> None:
        if broken.is_set() and call.seen.headers["authorization"] == "Bearer one":  # type: ignore[attr-defined]
            return
        real_query(call)  # type: ignore[arg-type]

    world.service.server.on("GET", QUERY + "*", query)
    broken.set()
    count = world.service.questions()
    await eventually(lambda: world.service.questions() > count + 6)
    assert world.saying(task) == "None"
    assert world.status(task) is Status.PROCESSING
    broken.clear()
    await is_saved(world, task)


async def test_promise_26_a_token_entered_again_is_the_present_one(world: World) -> None:
    world.service.tokens = {"one", "other"}
    task = await under_way(world)
    for token in ("other", "one"):
        await world.sessions.sign_in(token, world.service.address)
    assert world.real.accounts.at(world.service.address).tokens[0] == "one"
    await is_saved(world, task)
    await eventually(lambda: world.keyring.tokens() == {world.service.address: "one"})


async def test_promise_26_the_token_is_forgotten(world: World) -> None:
    task = await under_way(world)
    assert world.sessions.under_way() == (1, 0)
    waiting_message = world.saying(task)
    await world.sessions.sign_out()
    assert "can't be watched" in world.saying(task)
    assert "may be charged" in world.saying(task)
    assert world.keyring.tokens() == {}
    asked = world.service.questions()
    await asyncio.sleep(0.3)
    assert world.service.questions() == asked, "nothing is asked without a token"
    waiting = world.order("a dog")
    assert "nothing was charged" in world.saying(waiting)
    await world.sessions.sign_in("one", world.service.address)
    assert world.saying(task) == waiting_message
    world.service.done = True
    for each in (task, waiting):
        await world.reaches(each, Status.SAVED)
    assert world.service.orders() == ["a cat", "a dog"]


async def test_promise_26_forgotten_is_said_at_the_next_start_too(world: World) -> None:
    task = await under_way(world)
    await world.sessions.sign_out()
    await world.restart()
    await eventually(lambda: "can't be watched" in world.saying(task))
    assert any("no longer where it was kept" in said for said in world.said)
    wanted = f"1 of your videos can't be watched and saved without the token for {world.service.address}"
    assert any(wanted in said for said in world.said), "nobody has opened a session yet"


async def test_promise_26_forgetting_takes_the_earlier_tokens_along(world: World) -> None:
    world.service.tokens = {"one", "other"}
    await under_way(world)
    await world.sessions.sign_in("other", world.service.address)
    assert len(world.keyring.tokens()) == 2
    await world.sessions.sign_out()
    assert world.keyring.tokens() == {}
    assert world.real.accounts.at(world.service.address).tokens == ()


async def test_promise_26_what_is_forgotten_is_not_loaded_late(world: World) -> None:
    """The keyring is still being asked for the earlier tokens."""
    world.service.tokens = {"one", "other"}
    await under_way(world)
    await world.sessions.sign_in("other", world.service.address)
    world.keyring.held = "earlier"
    await world.restart()
    resuming = asyncio.ensure_future(world.sessions.resume(world.service.address))
    await eventually(lambda: world.real.accounts.at(world.service.address).tokens == ("other",))
    world.sessions._tokens.drop(world.service.address, 99)
    world.keyring.let_go.set()
    await resuming
    assert world.real.accounts.at(world.service.address).tokens == ()
    await asyncio.sleep(0.2)  # one question may be on its way
    asked = world.service.questions()
    await asyncio.sleep(0.2)
    assert world.service.questions() == asked


async def test_promise_26_a_token_that_is_not_accepted_any_more(world: World, another: Service) -> None:
    """It is said on what can't be watched, also while another account is at hand."""
    task = await under_way(world)
    await world.sessions.sign_in("two", another.address)
    world.service.tokens = set()
    await eventually(lambda: "can't be watched" in world.saying(task))
    assert world.real.accounts.current.connection.message is None, "the account at hand is fine"


async def test_promise_26_a_start_with_a_keyring_that_hangs(world: World) -> None:
    task = await under_way(world)
    world.limit = 0.1
    world.keyring.release.clear()
    await world.restart()
    await world.sessions.resume(world.service.address)
    asked = world.service.questions()
    assert "can't be watched" not in world.saying(task), "a keyring that is slow is no missing token"
    world.keyring.release.set()
    await eventually(lambda: world.service.questions() > asked)
    await is_saved(world, task)


async def test_promise_26_the_token_of_an_earlier_version_is_found(
    world: World, another: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was kept by address: of one service there may be two, each with videos that are being made."""
    at_addresses(monkeypatch, world.service.address, another.address)
    world.service.tokens = another.tokens = {"one", "two"}
    another.made_by = world.service.made_by
    task = await under_way(world)
    await world.sessions.sign_out()
    for address, token in ((world.service.address, "one"), (another.address, "two")):
        world.keyring.set_password("Seedance", address, token)
    world.service = another
    await world.restart(another.address)
    await world.sessions.resume(another.address)
    assert world.real.accounts.at(another.address).tokens == ("two", "one")
    another.done = True
    await world.reaches(task, Status.SAVED)


async def test_promise_29_a_new_token_while_an_order_waits_for_its_answer(world: World) -> None:
    world.service.tokens = {"one", "other"}
    world.begin()
    await world.sessions.sign_in("one", world.service.address)
    world.service.answering.clear()
    task = world.order("a cat")
    await eventually(world.service.orders)
    await world.sessions.sign_in("other", world.service.address)
    assert world.status(task) is Status.SENDING
    world.service.answering.set()
    found = await world.reaches(task, Status.QUEUED, Status.PROCESSING)
    assert found.task_id == "t1"
    await is_saved(world, task)


async def test_promise_29_the_token_is_forgotten_while_an_order_waits(world: World) -> None:
    world.begin()
    await world.sessions.sign_in("one", world.service.address)
    world.service.answering.clear()
    task = world.order("a cat")
    await eventually(world.service.orders)
    assert world.sessions.under_way() == (1, 0)
    await world.sessions.sign_out()
    world.service.answering.set()
    found = await world.reaches(task, Status.QUEUED)
    assert found.task_id == "t1"
    assert "can't be watched" in world.saying(task)


async def test_promise_29_an_order_turned_down_with_the_old_token_goes_with_the_new_one(
    world: World,
) -> None:
    world.begin()
    await world.sessions.sign_in("one", world.service.address)
    real = world.service.server.routes["POST", CREATE].answers[0]
    released = asyncio.Event()
    loop = asyncio.get_running_loop()

    def late_no(call: object) -> None:
        asyncio.run_coroutine_threadsafe(released.wait(), loop).result(10)
        BAD_TOKEN(call)  # type: ignore[arg-type]

    world.service.server.on("POST", CREATE, late_no, real)
    world.service.tokens = {"one", "other"}
    task = world.order("a cat")
    await eventually(world.service.orders)
    await world.sessions.sign_in("other", world.service.address)
    released.set()
    await world.reaches(task, Status.PROCESSING)
    assert world.service.made_by == {"t1": "other"}
    assert world.real.accounts.current.connection.message is None, "that token is not the present one"


# -- one account does not wait for another


async def test_an_account_without_a_token_holds_up_no_other(world: World, another: Service) -> None:
    """More of its tasks wait than there are places, to be sent, asked for and saved."""
    world.begin()
    await world.sessions.sign_in("one", world.service.address)
    watched = [world.order(f"cat {number}") for number in range(6)]
    for task in watched:
        await world.reaches(task, Status.PROCESSING)
    await world.sessions.sign_out()
    waiting = [world.order(f"dog {number}") for number in range(3)]
    another.film = world.service.film
    world.origin = another.address
    await world.sessions.sign_in("two", another.address)
    mine = world.order("mine")
    await world.reaches(mine, Status.PROCESSING)
    count = another.questions("u1")
    await eventually(lambda: another.questions("u1") > count + 3)
    assert {world.status(task) for task in waiting} == {Status.WAITING}
    assert {world.status(task) for task in watched} == {Status.PROCESSING}


async def test_finished_videos_that_wait_for_a_token_hold_up_no_other(world: World, another: Service) -> None:
    world.origin = another.address  # so that those of the first account can't be fetched
    world.begin()
    await world.sessions.sign_in("one", world.service.address)
    world.service.done = another.done = True
    for number in range(3):
        await world.reaches(world.order(f"cat {number}"), Status.COMPLETED)
    await world.sessions.sign_out()
    await eventually(lambda: len(world.real.downloads._working) == 3)
    await world.sessions.sign_in("two", another.address)
    await world.reaches(world.order("mine"), Status.SAVED)


async def test_an_account_that_says_nothing_holds_up_no_other(world: World, another: Service) -> None:
    """Its service takes every call and answers none: orders, questions and all."""
    world.begin()
    await world.sessions.sign_in("two", another.address)
    for number in range(6):
        await world.reaches(world.order(f"cat {number}"), Status.PROCESSING)
    another.server.on("GET", QUERY + "*", silent())
    another.server.on("POST", CREATE, silent())
    for number in range(3):
        world.order(f"dog {number}")
    await eventually(lambda: len(another.server.seen_at(CREATE)) == 8)
    await world.sessions.sign_in("one", world.service.address)
    mine = world.order("mine")
    world.service.done = True
    await world.reaches(mine, Status.SAVED)


# -- with the keyring of the system


@pytest.fixture
def system_keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SecretServiceBus]:
    with secret_service(tmp_path, monkeypatch) as bus:
        bus.start_keyring()
        yield bus


async def test_promise_26_in_the_keyring_of_the_system(
    world: World, system_keyring: SecretServiceBus
) -> None:
    world.credentials = lambda: Credentials(timeout=30)  # type: ignore[method-assign]
    world.service.tokens = {"one", "other"}
    task = await under_way(world)
    await world.sessions.sign_in("other", world.service.address)
    await world.restart()
    await world.sessions.resume(world.service.address)
    assert world.real.accounts.at(world.service.address).tokens == ("other", "one")
    await is_saved(world, task)
    await world.sessions.sign_out()
    await world.restart()
    await world.sessions.resume(world.service.address)
    assert world.real.accounts.at(world.service.address).tokens == ()

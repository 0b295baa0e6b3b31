"""A random walk of everything that can happen to orders: never more of them than the person confirmed."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import tempfile
import threading
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from seedance_gui.compat import override
from seedance_gui.domain.task import Status, Task
from seedance_gui.services.store.store_file import open_store
from seedance_gui.services.tasks.waiting import Move
from tests import server as s
from tests.services.stage import CREATE, QUERY, Stage, eventually
from tests.services.stored import stored_tasks

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from seedance_gui.domain.rules import Rules

ENDINGS = ["id", "hang up", "502", "no id", "refused", "429", "garbage", "reset"]


class Walk(RuleBasedStateMachine):
    """Orders, cuts, kills, restarts, stops and the person's decisions, in any order."""

    rules_of_routes: Rules
    film: bytes

    @initialize()
    def begin(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.folder = Path(tempfile.mkdtemp(prefix="walk-"))
        self.server = s.Server().__enter__()
        self.stage = self.run(self.make())
        self.ids: set[str] = set()
        self.ending = "id"
        self.copying = threading.Lock()
        self.number = 0
        self.confirmed = 0
        self.again = 0
        self.held: dict[str, int] = {}
        self.server.on("POST", CREATE, self.create)
        self.server.on("GET", QUERY + "*", self.stage.running())

    async def make(self) -> Stage:
        stage = Stage(self.server, self.rules_of_routes, self.film, self.folder)
        stage.start()
        return stage

    def create(self, call: s.Call) -> None:
        self.number += 1
        if self.ending == "kill":
            self.copy_as_it_is()
        answers: dict[str, s.Answer] = {
            "hang up": s.hang_up(),
            "kill": s.hang_up(),
            "502": s.html(502),
            "no id": s.envelope({}),
            "refused": s.envelope(None, 20002, "no"),
            "429": s.status(429, b"", {"Retry-After": "0"}),
            "garbage": s.raw(b"rubbish"),
            "reset": s.reset(),
        }
        if self.ending == "429":
            self.again += 1  # it said itself that it took no order
        if self.ending == "id":
            self.ids.add(f"t{self.number}")
            s.envelope({"task_id": f"t{self.number}", "status": "queued"})(call)
        else:
            answers[self.ending](call)

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.loop.run_until_complete(asyncio.wait_for(work, 30))

    @rule(ending=st.sampled_from(ENDINGS), press=st.integers(1, 2), wait=st.booleans())
    def submit(self, ending: str, press: int, wait: bool) -> None:
        self.ending = ending
        self.confirmed += 1
        intent = f"press {self.confirmed}"

        async def work() -> None:
            task = self.stage.task_service.submit(self.stage.draft(intent), intent)
            for _ in range(press - 1):
                assert self.stage.task_service.submit(self.stage.draft(intent), intent).id == task.id
            if wait:
                await self.settled(task)

        self.run(work())

    async def settled(self, task: Task) -> None:
        busy = {Status.WAITING, Status.SENDING}
        await eventually(lambda: self.ending == "429" or self.stage.status(task) not in busy)

    @rule()
    def let_go_on(self) -> None:
        self.run(asyncio.sleep(0.05))

    @rule()
    def restart(self) -> None:
        self.run(self.stage.restart())

    @rule()
    def kill(self) -> None:
        """End without a word: what was not committed is gone."""

        # What the service has just said, and nobody has read yet, is answered to nobody.
        before = {task.task_id for task in self.stage.task_service.tasks()}

        async def work() -> None:
            self.copy_as_it_is()  # what a power cut would leave
            await self.go_on_from_the_copy()

        self.run(work())
        self.ids &= before | {task.task_id for task in self.stage.task_service.tasks()}

    @rule()
    def kill_while_sending(self) -> None:
        """End when the service has the order, and has not answered yet."""
        self.ending = "kill"
        self.confirmed += 1
        intent, posts = f"press {self.confirmed}", len(self.stage.posts())

        async def work() -> None:
            await eventually(self.nothing_on_its_way)
            task = self.stage.task_service.submit(self.stage.draft(intent), intent)
            await eventually(lambda: self.stage.status(task) is Status.NOT_CONFIRMED)
            await eventually(self.nothing_on_its_way)
            await self.go_on_from_the_copy()

        self.run(work())
        assert len(self.stage.posts()) > posts

    def nothing_on_its_way(self) -> bool:
        """Tell whether every order that may go has been sent and its end is known."""
        busy = {Status.WAITING, Status.SENDING}
        return not any(task.status in busy and not task.held for task in self.stage.task_service.tasks())

    def copy_as_it_is(self) -> None:
        """Copy the store as it is on the disk. SQLite does it: a commit may be under way."""
        with (
            self.copying,
            closing(sqlite3.connect(self.stage.opened.store.path)) as reading,
            closing(sqlite3.connect(self.folder / "copy.db")) as writing,
        ):
            reading.backup(writing)

    async def go_on_from_the_copy(self) -> None:
        task_service, opened = self.stage.task_service, self.stage.opened
        await task_service.aclose()
        opened.store.close()
        shutil.copy(self.folder / "copy.db", opened.store.path)
        self.stage.task_service = self.stage.open()
        self.stage.start()

    @rule(data=st.data())
    def stop(self, data: st.DataObject) -> None:
        if tasks := self.stage.task_service.tasks():
            task = data.draw(st.sampled_from(tasks))
            self.run(self.do(self.stage.task_service.stop, task.id))

    @rule(
        data=st.data(),
        what=st.sampled_from(["send_again", "leave", "watch_again", "ask_again", "retry_save"]),
    )
    def decide(self, data: st.DataObject, what: str) -> None:
        if tasks := self.stage.task_service.tasks():
            task = data.draw(st.sampled_from(tasks))
            if self.run(self.do(getattr(self.stage.task_service, what), task.id)) and what == "send_again":
                self.confirmed += 1

    @rule(data=st.data(), what=st.sampled_from(["hold", "let go", "first", "another"]))
    def act_on_what_waits(self, data: st.DataObject, what: str) -> None:
        self.run(asyncio.sleep(data.draw(st.sampled_from([0, 0, 0.003]))))
        waiting = self.stage.task_service.waiting
        line = [task for task in self.stage.task_service.tasks() if task.status is Status.WAITING]
        if not line:
            return
        task = data.draw(st.sampled_from(line))
        draft = self.stage.draft(f"another {task.id}")
        acts: dict[str, Callable[[], object]] = {
            "hold": lambda: waiting.hold([task.id]),
            "let go": lambda: waiting.let_go([task.id]),
            "first": lambda: waiting.move([task.id], Move.FIRST),
            "another": lambda: waiting.replace(task.id, draft, held=task.held),
        }
        self.run(self.do(acts[what]))
        if what == "hold":
            self.held[task.id] = self.posts_of(task.id)
        elif what == "let go":
            self.held.pop(task.id, None)

    def posts_of(self, task_id: str) -> int:
        """Return how often was ordered what a task is now."""
        task = self.stage.task_service.task(task_id)
        assert task is not None
        return sum(post.json()["prompt"] == task.draft.prompt for post in self.stage.posts())

    @invariant()
    def nothing_that_is_held_is_sent(self) -> None:
        if hasattr(self, "stage"):
            for task in self.stage.task_service.tasks():
                if task.held and task.id in self.held:
                    assert self.posts_of(task.id) == self.held[task.id]
                else:
                    self.held.pop(task.id, None)

    async def do(self, act: Any, *args: Any) -> Any:
        return act(*args)

    @invariant()
    def no_more_orders_than_confirmed(self) -> None:
        if hasattr(self, "stage"):
            assert len(self.stage.posts()) - self.again <= self.confirmed

    @override
    def teardown(self) -> None:
        if not hasattr(self, "stage"):
            return
        self.ending = "id"

        async def end() -> None:
            await eventually(self.nothing_on_its_way)
            await self.stage.aclose()
            # the thread that writes a backup outlives the session, and would write into the folder that goes
            await asyncio.get_running_loop().shutdown_default_executor()

        self.run(end())
        self.no_more_orders_than_confirmed()
        store = open_store(self.stage.opened.store.path).store
        assert {task.task_id for task in stored_tasks(store)} >= self.ids
        store.close()
        self.server.__exit__()
        self.loop.close()
        shutil.rmtree(self.folder)


@pytest.mark.timeout(300)
def test_a_random_walk(rules: Rules, film: bytes) -> None:
    kind = type("TheWalk", (Walk,), {"rules_of_routes": rules, "film": film})
    run_state_machine_as_test(
        kind,
        settings=settings(
            max_examples=20, stateful_step_count=10, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )

"""Background tasks are kept, reported and started again."""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING

from seedance_gui.services.platform import background_tasks as module
from seedance_gui.services.platform.background_tasks import BackgroundTasks
from tests.services.stage import eventually

if TYPE_CHECKING:
    import pytest


async def test_a_task_nobody_holds_is_not_collected() -> None:
    done = asyncio.Event()
    gate = asyncio.get_running_loop().create_future()

    async def work() -> None:
        await gate
        done.set()

    background = BackgroundTasks()
    background.spawn(work(), "work")
    await asyncio.sleep(0)
    gc.collect()
    gate.set_result(None)
    await asyncio.wait_for(done.wait(), 5)
    await background.aclose()


async def test_a_fault_is_reported_with_its_name() -> None:
    told: list[tuple[str, BaseException]] = []
    background = BackgroundTasks(lambda name, fault: told.append((name, fault)))

    async def fails() -> None:
        raise ValueError("x")

    background.spawn(fails(), "one")
    await eventually(lambda: told)
    assert told[0][0] == "one"
    assert isinstance(told[0][1], ValueError)
    await background.aclose()


async def test_a_loop_is_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FIRST_PAUSE", 0.01)
    told: list[str] = []
    runs: list[int] = []
    background = BackgroundTasks(lambda name, _: told.append(name))

    async def loop() -> None:
        runs.append(1)
        if len(runs) < 4:
            raise RuntimeError("again")
        await asyncio.Event().wait()

    background.supervise(loop, "loop")
    await eventually(lambda: len(runs) == 4)
    assert told == ["loop"] * 3
    await asyncio.wait_for(background.aclose(), 5)


async def test_closing_does_not_hang_on_a_swallowed_cancellation() -> None:
    background = BackgroundTasks()

    async def stubborn() -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            await asyncio.Event().wait()

    background.spawn(stubborn(), "stubborn")
    await asyncio.sleep(0)
    await asyncio.wait_for(background.aclose(), 5)

"""asyncio's promises hold on Qt's loop, too."""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from seedance_gui.compat import override
from tests.services.stage import eventually

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from PySide6.QtGui import QPaintEvent
    from pytestqt.qtbot import QtBot


async def test_a_generator_that_was_left_is_closed_on_the_loop() -> None:
    closed: list[asyncio.AbstractEventLoop] = []

    async def numbers() -> AsyncIterator[int]:
        try:
            while True:
                yield 1
        finally:
            await asyncio.sleep(0)
            closed.append(asyncio.get_running_loop())

    async for _ in numbers():
        break
    gc.collect()
    await eventually(lambda: closed == [asyncio.get_running_loop()])


async def test_a_step_does_not_wait_for_a_painting(qtbot: QtBot) -> None:
    painted: list[int] = []

    class Painted(QWidget):
        @override
        def paintEvent(self, event: QPaintEvent) -> None:
            painted.append(1)

    widget = Painted()
    qtbot.addWidget(widget)
    widget.show()
    await eventually(lambda: painted)
    await asyncio.sleep(0.05)
    before = len(painted)
    widget.update()
    await asyncio.sleep(0)
    assert len(painted) == before
    await eventually(lambda: len(painted) > before)


async def test_steps_without_end_leave_the_window_its_turn() -> None:
    fired: list[int] = []
    QTimer.singleShot(0, lambda: fired.append(1))
    async with asyncio.timeout(20):
        while not fired:  # noqa: ASYNC110 - that is what is tested
            await asyncio.sleep(0)


async def test_the_others_go_on_while_one_runs_a_loop_of_its_own() -> None:
    loop, inner, done = asyncio.get_running_loop(), QEventLoop(), asyncio.Event()
    order: list[str] = []

    def opens() -> None:
        order.append("opens")
        inner.exec()
        order.append("closes")
        done.set()

    def quits() -> None:
        order.append("quits")
        inner.quit()

    def begin() -> None:
        loop.call_soon(opens)
        loop.call_soon(order.append, "next")
        loop.call_soon(quits)

    QTimer.singleShot(0, begin)  # not from within a step, after which others would be due anyway
    async with asyncio.timeout(20):
        await done.wait()
    assert order == ["opens", "next", "quits", "closes"]

"""asyncio's promises hold on Qt's loop, too."""

from __future__ import annotations

import asyncio
import gc
import socket
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.due import Due
from tests.services.stage import eventually

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

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


async def test_what_is_due_runs_in_its_order_wherever_it_comes_from() -> None:
    loop, ran, name = asyncio.get_running_loop(), list[str](), ContextVar("name", default="")

    def fails() -> None:
        raise ValueError(name.get())

    def in_thread() -> None:
        for number in range(50):
            loop.call_soon_threadsafe(ran.append, str(number))

    told: list[dict[str, Any]] = []
    loop.set_exception_handler(lambda _, context: told.append(context))
    try:
        name.set("the one that fails")
        loop.call_soon(fails)
        name.set("another")
        loop.call_soon(ran.append, "first")
        loop.call_soon(ran.append, "cancelled").cancel()
        loop.call_soon(lambda: ran.append(name.get()))
        name.set("a third")
        await asyncio.sleep(0)
        assert ran == ["first", "another"]
        assert [str(context["exception"]) for context in told] == ["the one that fails"]
        await asyncio.to_thread(in_thread)
        await eventually(lambda: len(ran) >= 52)
        assert ran[2:] == [str(number) for number in range(50)]
    finally:
        loop.set_exception_handler(None)


async def test_steps_without_end_leave_a_socket_its_turn() -> None:
    here, there = socket.socketpair()
    with here, there:
        here.setblocking(False)
        reading = asyncio.ensure_future(asyncio.get_running_loop().sock_recv(here, 1))
        there.send(b"x")
        async with asyncio.timeout(20):
            while not reading.done():  # noqa: ASYNC110 - that is what is tested
                await asyncio.sleep(0)
        assert reading.result() == b"x"


@pytest.mark.parametrize("send", [QCoreApplication.sendPostedEvents, QCoreApplication.processEvents])
async def test_no_step_runs_in_the_midst_of_another(send: Callable[[], None]) -> None:
    within: list[asyncio.Task[Any] | None] = []
    # Were it a task's step, it would fail, and never be done again.
    asyncio.get_running_loop().call_soon(lambda: within.append(asyncio.current_task()))
    send()
    assert not within
    await asyncio.sleep(0)
    assert within == [None]


async def test_what_was_closed_runs_nothing_more() -> None:
    loop, ran = asyncio.get_running_loop(), list[str]()
    due = Due(loop)
    due.add(asyncio.Handle(ran.append, ["before"], loop))
    due.close()
    due.add(asyncio.Handle(ran.append, ["after"], loop))
    QTimer.singleShot(0, lambda: ran.append("later"))
    await eventually(lambda: "later" in ran)
    assert ran == ["later"]

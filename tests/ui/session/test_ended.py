"""What came of an order is told: on the desktop, and in the window unless it is on the screen."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from seedance_gui.domain.task import Status
from tests import server as s
from tests.services.stage import CREATE
from tests.ui.unconfirmed.test_unconfirmed import Desk, at_work, desk, eventually, server

__all__ = ["desk", "server"]


@at_work
async def test_what_came_of_an_order_is_told_with_the_money_and_counted(desk: Desk) -> None:
    ended: list[tuple[Status, str]] = []
    counts: list[tuple[int, int]] = []
    desk.session.tasks.ended.connect(lambda task, said: ended.append((task.status, said)))
    desk.page.counted.connect(lambda *both: counts.append(both))
    shown = await desk.order("The one on the screen")
    await eventually(lambda: ended)
    assert ended[0][0] is Status.NOT_CONFIRMED
    assert "may have been charged" in ended[0][1]
    assert (1, 0) in counts
    assert counts[-1] == (0, 1)
    desk.server.on("POST", CREATE, s.envelope({}, 40000, "bad prompt", http=400))
    refused = await desk.order("Another one")
    assert desk.status(refused) is Status.REFUSED
    assert ended[1:] == [(Status.REFUSED, "The service did not accept the order. Nothing was charged.")]
    assert counts[-1] == (0, 1)
    assert not desk.toasts.toasts(), "it is on the screen"
    desk.page.tasks.choose(shown.id)
    desk.task_service.send_again(refused.id)
    await eventually(desk.toasts.toasts)
    assert [toast.text for toast in desk.toasts.toasts()] == ["Not accepted, not charged: Another one"]
    toast = desk.toasts.toasts()[0]
    toast.findChildren(QPushButton)[0].click()
    assert desk.page.tasks.selected() == [refused.id]

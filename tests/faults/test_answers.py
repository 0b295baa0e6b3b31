"""What the service answers to a paid request, and what an older host does not answer at all."""

from __future__ import annotations

import pytest

from seedance_gui.domain.task import Status
from tests import server as s
from tests.services.stage import BALANCE, CREATE, TOKEN, Stage, eventually

UNKNOWN = {
    "50000": s.envelope(None, 50000, "internal server error"),
    "500 in a 200": s.envelope(None, 500, "500 upstream timeout"),
    "-1 in a 400": s.envelope(None, -1, "busy", http=400),
    "unknown code": s.envelope(None, 31337, "hm"),
    "balance not looked up": s.envelope(None, 50000, "余额服务超时"),
    "409": s.envelope(None, 409, "conflict", http=409),
    "425": s.status(425, b"too early"),
    "redirected": s.status(308, b"", {"Location": "https://new.example/"}),
}


@pytest.mark.parametrize("answer", UNKNOWN)
async def test_promise_27_only_a_known_no_is_a_no(stage: Stage, answer: str) -> None:
    stage.server.on("POST", CREATE, UNKNOWN[answer])
    task = stage.start().submit(stage.draft())
    found = await stage.reaches(task, Status.NOT_CONFIRMED, Status.REFUSED)
    assert found.status is Status.NOT_CONFIRMED
    said = str(stage.task_service.status_message(found))
    assert "may have been charged" in said
    assert "othing was charged" not in said
    task_service = await stage.restart()
    other = task_service.submit(stage.draft("another"))
    await stage.reaches(other, Status.NOT_CONFIRMED)
    assert stage.status(task) is Status.NOT_CONFIRMED
    assert len(stage.posts()) == 2, "one each"


async def test_promise_30_a_host_without_the_balance_call(stage: Stage) -> None:
    stage.server.on("GET", BALANCE, s.status(404, b"404 page not found"))
    api = stage.api("", TOKEN)
    await api.check_token()
    await api.aclose()
    asked = len(stage.server.seen_at(BALANCE))
    task_service = stage.start()
    for prompt in ("one", "two"):
        task_service.refresh_balance()
        await stage.reaches(task_service.submit(stage.draft(prompt)), Status.SAVED)
    await eventually(lambda: len(stage.server.seen_at(BALANCE)) > asked)
    task_service.refresh_balance()
    await stage.reaches(task_service.submit(stage.draft("three")), Status.SAVED)
    assert task_service.accounts.current.balance.balance is None
    assert task_service.accounts.current.connection.message is None
    assert len(stage.server.seen_at(BALANCE)) == asked + 1, "it is not asked for again and again"

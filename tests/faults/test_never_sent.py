"""An order that can't have left this computer is sent as soon as it can be, and once."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any

from seedance_gui.domain.task import Status
from tests.services.stage import TOKEN, Stage, eventually

if TYPE_CHECKING:
    import pytest

HOST = "localhost"
"""The only name that is spoken to without TLS; it is made to lead nowhere at first."""


async def test_promise_06_a_name_that_leads_nowhere_and_then_to_the_service(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = socket.getaddrinfo
    asked: list[str] = []
    known = False

    def resolve(host: Any, *rest: Any, **more: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name != HOST:
            return real(host, *rest, **more)
        asked.append(name)
        if not known:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return real("127.0.0.1", *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setenv("NO_PROXY", HOST)
    task_service = stage.task_service
    stage.at = f"http://{HOST}:{stage.server.port}"
    task_service.accounts.set_token(TOKEN)
    task_service.start()
    task = task_service.submit(stage.draft())
    await eventually(lambda: len([h for h in stage.history if h[1] is Status.SENDING]) > 2)
    await eventually(lambda: stage.status(task) is Status.WAITING)
    assert "nothing was charged" in str(task_service.status_message(task_service.tasks()[0]))
    assert not stage.server.seen
    assert asked
    known = True
    await stage.reaches(task, Status.SAVED)
    assert len(stage.posts()) == 1

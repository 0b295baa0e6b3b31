from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from seedance_gui.services.credentials.call_with_timeout import call_with_timeout
from tests.services.credentials.test_credentials import _calls_ended

if TYPE_CHECKING:
    from collections.abc import Callable


async def test_the_first_early_result_is_the_answer_and_the_last_one_is_told() -> None:
    go_on = threading.Event()
    told: list[str] = []

    def work(early: Callable[[str], None]) -> str:
        early("first")
        early("second")
        go_on.wait(15)
        return "last"

    assert await call_with_timeout(work, 15, "slow", told.append) == "first"
    go_on.set()
    await _calls_ended()
    assert told == ["last"]


async def test_an_error_is_raised_or_where_nobody_waits_logged(caplog: pytest.LogCaptureFixture) -> None:
    go_on = threading.Event()
    told: list[str] = []

    def fail(_: Callable[[str], None]) -> str:
        go_on.wait(15)
        raise ZeroDivisionError

    assert await call_with_timeout(fail, 0, "slow", told.append) == "slow"
    go_on.set()
    await _calls_ended()
    assert "ZeroDivisionError" in caplog.text
    with pytest.raises(ZeroDivisionError):
        await call_with_timeout(fail, 15, "slow", told.append)
    assert told == []

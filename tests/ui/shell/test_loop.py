"""asyncio's promises hold on Qt's loop, too."""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING

from tests.services.stage import eventually

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


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

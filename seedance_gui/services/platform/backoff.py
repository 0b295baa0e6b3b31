"""How long to wait before the next attempt."""

from __future__ import annotations

import asyncio
import random
from contextlib import suppress

LONGEST_RETRY_AFTER = 300.0
"""The service may ask for at most this many seconds of patience; more is taken for a mistake."""


def backoff(failures: int, first: float, longest: float) -> float:
    """Return seconds to wait after so many failures in a row (1 or more): doubled each time, with jitter."""
    return jittered(min(longest, first * 2.0 ** min(max(failures, 1) - 1, 30)), 0.3)


def jittered(seconds: float, part: float = 0.15) -> float:
    """Return ``seconds`` give or take a part, so that many clients or tasks don't ask in step."""
    return seconds * random.uniform(1 - part, 1 + part)  # noqa: S311 - no secret


def asked_for(retry_after: float | None, otherwise: float) -> float:
    """Return how long to obey a Retry-After: from half a second to ``LONGEST_RETRY_AFTER``."""
    if retry_after is None:
        return otherwise
    # never earlier than asked, a little later so that not all come back at once
    return min(max(retry_after, 0.5), LONGEST_RETRY_AFTER) + jittered(0.25, 0.9)


async def wait(event: asyncio.Event, seconds: float | None) -> None:
    """Wait for an event, at most so many seconds, and clear it."""
    if seconds is None or seconds > 0:
        # not wait_for: on 3.11 it may swallow a cancellation that comes together with the event
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await event.wait()
    event.clear()

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.practice.client import Client
from tests.practice.running import practice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.practice.running import Running


@pytest.fixture(scope="session")
def fast() -> Iterator[Running]:
    """One practice service for all tests, so fast that only drawing takes time."""
    with practice(speed=1000) as running:
        yield running


@pytest.fixture
def client(fast: Running) -> Iterator[Client]:
    with Client(fast.address) as made:
        yield made

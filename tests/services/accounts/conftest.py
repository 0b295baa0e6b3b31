"""A world with one service, and what more it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.server import Server
from tests.services.accounts.world import Keyring, Service, World

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from seedance_gui.domain.rules import Rules


@pytest.fixture
def service(server: Server, film: bytes) -> Service:
    return Service(server, film, {"one"})


@pytest.fixture
def another(film: bytes) -> Iterator[Service]:
    """Another service, with its own tokens and videos."""
    with Server() as server:
        yield Service(server, film, {"two"}, prefix="u")


@pytest.fixture
async def world(tmp_path: Path, rules: Rules, service: Service) -> AsyncIterator[World]:
    world = World(tmp_path, rules, service, Keyring())
    yield world
    world.keyring.release.set()
    service.answering.set()
    await world.end()
    assert not world.faults, world.faults

"""A misbehaving server, a real store, and a task service on both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.rules_file import load_rules
from seedance_gui.services.platform import resources
from tests.media import make_video
from tests.server import Server
from tests.services.stage import Stage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from seedance_gui.domain.rules import Rules


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        yield server


@pytest.fixture(scope="session")
def rules() -> Rules:
    return load_rules(resources.read_text("routes.toml"))


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A short whole video of more than 64 KB, its index at the end as usual."""
    path = make_video(tmp_path_factory.mktemp("film") / "film.mp4", 320, 180, 1.0)
    data = path.read_bytes()
    # a "free" box makes it long enough to be cut in interesting places
    free = 200_000
    return data + free.to_bytes(4, "big") + b"free" + bytes(free - 8)


@pytest.fixture
async def stage(server: Server, rules: Rules, film: bytes, tmp_path: Path) -> AsyncIterator[Stage]:
    """A service that works, and a task service that is not started yet."""
    stage = Stage(server, rules, film, tmp_path)
    yield stage
    await stage.aclose()

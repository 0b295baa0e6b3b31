"""What one fetch leaves in its part, and what it says of it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.errors import PassingError
from seedance_gui.services.api.client import ApiClient
from seedance_gui.services.files.download import Part, fetch
from tests import server as s
from tests.services.stage import eventually

if TYPE_CHECKING:
    from pathlib import Path

FILM = bytes(range(256)) * 40
LENGTH = len(FILM)


def rest(total: str, tag: str = '"one"') -> s.Answer:
    """Send what is missing after 1000 bytes, its whole told as ``total``."""
    headers = {"Content-Range": f"bytes 1000-{LENGTH - 1}/{total}", "ETag": tag}
    return s.status(206, FILM[1000:], headers, kind="video/mp4")


async def test_what_lay_there_and_belongs_to_nothing_is_gone(server: s.Server, tmp_path: Path) -> None:
    part = Part(tmp_path / "film.part")
    part.path.write_bytes(b"x" * (LENGTH + 500))
    server.otherwise = s.file_of(FILM)
    begun: list[Part] = []
    api = ApiClient(server.address, "")
    part = Part(part.path, begun=begun.append)
    told = await fetch(api, f"{server.address}/film", part, server.address)
    assert told.checked
    assert part.path.read_bytes() == FILM
    assert [(one.tag, one.total) for one in begun] == [('"one"', LENGTH)]


@pytest.mark.parametrize(("total", "known"), [("*", None), ("*", LENGTH), (str(LENGTH), None)])
async def test_it_goes_on_whether_or_not_the_whole_is_told(
    server: s.Server, tmp_path: Path, total: str, known: int | None
) -> None:
    begun: list[Part] = []
    part = Part(tmp_path / "film.part", '"one"', known, begun.append)
    part.path.write_bytes(FILM[:1000])
    server.otherwise = rest(total)
    told = await fetch(ApiClient(server.address, ""), f"{server.address}/film", part, server.address)
    sized = total != "*" or known is not None
    assert told.checked == sized
    assert part.path.read_bytes() == FILM
    assert begun[0].total == (LENGTH if sized else None)
    assert server.seen[0].headers["range"] == "bytes=1000-"
    assert server.seen[0].headers["if-range"] == '"one"'


async def test_a_rest_of_another_file_is_not_put_behind_it(server: s.Server, tmp_path: Path) -> None:
    part = Part(tmp_path / "film.part", '"one"', LENGTH)
    part.path.write_bytes(FILM[:1000])
    server.otherwise = rest(str(LENGTH), '"two"')
    with pytest.raises(PassingError):
        await fetch(ApiClient(server.address, ""), f"{server.address}/film", part, server.address)
    assert not part.path.exists()


async def test_all_that_came_before_a_cut_is_in_the_part(server: s.Server, tmp_path: Path) -> None:
    """Larger pieces are written at once than they come in."""
    film = FILM * 250
    server.otherwise = s.file_of(film, cut=2_300_000)
    part = Part(tmp_path / "film.part")
    with pytest.raises(PassingError):
        await fetch(ApiClient(server.address, ""), f"{server.address}/film", part, server.address)
    assert part.path.read_bytes() == film[:2_300_000]


async def test_what_came_is_written_though_no_more_comes(server: s.Server, tmp_path: Path) -> None:
    def stalls(call: s.Call) -> None:
        s.file_of(FILM, cut=5000)(call)
        call.stopping.wait(60)

    server.otherwise = stalls
    part = Part(tmp_path / "film.part")
    link = f"{server.address}/film"
    fetching = asyncio.create_task(fetch(ApiClient(server.address, ""), link, part, server.address))
    await eventually(lambda: part.path.exists() and part.path.stat().st_size == 5000)
    fetching.cancel()
    await asyncio.wait({fetching})
    assert part.path.read_bytes() == FILM[:5000]

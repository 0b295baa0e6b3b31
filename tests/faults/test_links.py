"""A link of a stranger is looked at before anything is opened, and gets no token."""

from __future__ import annotations

import asyncio
import socket
import ssl
from typing import TYPE_CHECKING, Any

import pytest

from seedance_gui.domain.errors import LinkExpiredError, PassingError
from seedance_gui.services.api import transport
from seedance_gui.services.api.transport import transport_to
from seedance_gui.services.files import download
from seedance_gui.services.files.partial import Part
from seedance_gui.services.media import url_safety
from tests import server as s
from tests.faults.tls import NAME, make_authority, serving
from tests.services.stage import TOKEN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PUBLIC = "1.1.1.1"
ODD = ("127.1", "2130706433", "0x7f.1", "127.0.0.1.", "0177.0.0.1")
"""Ways to write 127.0.0.1 that most systems' look-up of names understands."""


@pytest.fixture
def door() -> Iterator[socket.socket]:
    """Give a place on this computer that a link must not reach: any connection to it can be seen."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.setblocking(False)
        yield door


def nobody_came(door: socket.socket) -> bool:
    try:
        door.accept()[0].close()
    except BlockingIOError:
        return True
    return False


def leads_to(monkeypatch: pytest.MonkeyPatch, *found: str) -> None:
    """Let the name lead to one address after another, and to the last one from then on."""
    for name in ("https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    real, asked = socket.getaddrinfo, []

    def resolve(host: Any, *rest: Any, **more: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name not in {NAME, *ODD}:
            return real(host, *rest, **more)
        asked.append(name)
        return real(found[min(len(asked), len(found)) - 1], *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)


@pytest.mark.parametrize("scheme", ["http", "ftp", "smb", "file", "javascript"])
async def test_promise_22_even_a_public_address_is_asked_by_https_alone(scheme: str) -> None:
    await url_safety.check("https://1.1.1.1/film.mp4")
    with pytest.raises(url_safety.UnsafeLinkError):
        await url_safety.check(f"{scheme}://1.1.1.1/film.mp4")


async def test_promise_20_the_client_itself_keeps_the_token_to_one_origin(server: s.Server) -> None:
    server.otherwise = s.json_of({})
    with s.Server(otherwise=s.json_of({})) as stranger:
        line = transport_to(server.address, TOKEN)
        for address in (server.address, stranger.address):
            await line.exchange("GET", f"{address}/x", deadline=10)
        await line.aclose()
        assert server.seen[0].headers["authorization"] == f"Bearer {TOKEN}"
        assert "authorization" not in stranger.seen[0].headers


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0.0.0.0", NAME, *ODD])
async def test_promise_22_nothing_on_this_computer_is_even_knocked_at(
    door: socket.socket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    leads_to(monkeypatch, "127.0.0.1")
    link = f"https://{host}:{door.getsockname()[1]}/film.mp4"
    part = Part(tmp_path / "film.part")
    with pytest.raises(LinkExpiredError):
        await download.fetch(link, part, "http://127.0.0.1:9")
    assert nobody_came(door)
    with s.Server() as server:  # nor by a way round
        server.on("GET", "/film.mp4", s.status(302, b"", {"Location": link}))
        with pytest.raises((LinkExpiredError, PassingError)):
            await download.fetch(f"{server.address}/film.mp4", part, server.address)
    assert nobody_came(door)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "192.168.1.1", "169.254.169.254", "[::1]", *ODD])
async def test_promise_22_a_proxy_is_asked_for_nothing_on_its_own_network(
    door: socket.socket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    """Behind a proxy no name is looked up here, so what a link says is all there is to go by."""
    for name in ("NO_PROXY", "no_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{door.getsockname()[1]}")
    with pytest.raises(LinkExpiredError):
        async with asyncio.timeout(5):
            await download.fetch(f"https://{host}/film.mp4", Part(tmp_path / "film.part"))
    assert nobody_came(door)


async def test_promise_22_a_name_that_leads_elsewhere_when_it_is_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name may lead to a public place while it is looked at, and to this computer a moment later."""
    authority = make_authority(tmp_path)
    leads_to(monkeypatch, PUBLIC, "127.0.0.1")
    monkeypatch.setattr(transport, "trusted", lambda: ssl.create_default_context(cafile=str(authority)))
    part = Part(tmp_path / "film.part")
    with serving(authority, "video/mp4", b"not for you") as (port, received):
        with pytest.raises(LinkExpiredError):
            await download.fetch(f"https://{NAME}:{port}/film.mp4", part)
        assert received, "it did get there, and what came back is not taken"
    assert not part.path.exists()

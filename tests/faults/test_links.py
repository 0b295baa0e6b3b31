"""A link of a stranger is looked at before anything is opened, and gets no token."""

from __future__ import annotations

import asyncio
import socket
import ssl
from typing import TYPE_CHECKING, Any

import pytest
from httpcore._backends.anyio import AnyIOStream

from seedance_gui.domain.errors import LinkExpiredError, PassingError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message
from seedance_gui.services.api import transport
from seedance_gui.services.api.client import ApiClient
from seedance_gui.services.api.transport import transport_to
from seedance_gui.services.files import download
from seedance_gui.services.files.download import Part
from seedance_gui.services.media import url_safety
from seedance_gui.services.media.link_probe import probe_link
from seedance_gui.services.media.worker_client import MediaWorker
from tests import server as s
from tests.faults.tls import NAME, make_authority, serving
from tests.services.stage import TOKEN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILM = b"the film that was paid for"
API = ApiClient("https://service.example", TOKEN)
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
    """Let the name lead to one address (or some, by commas) after another, and to the last from then on."""
    for name in ("https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    real, asked = socket.getaddrinfo, []

    def resolve(host: Any, *rest: Any, **more: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name not in {NAME, *ODD}:
            return real(host, *rest, **more)
        asked.append(name)
        addresses = found[min(len(asked), len(found)) - 1].split(",")
        return [one for address in addresses for one in real(address, *rest, **more)]

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
        await download.fetch(API, link, part, "http://127.0.0.1:9")
    assert nobody_came(door)
    with s.Server() as server:  # nor by a way round
        server.on("GET", "/film.mp4", s.status(302, b"", {"Location": link}))
        with pytest.raises((LinkExpiredError, PassingError)):
            await download.fetch(API, f"{server.address}/film.mp4", part, server.address)
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
            await download.fetch(API, f"https://{host}/film.mp4", Part(tmp_path / "film.part"))
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
            await download.fetch(API, f"https://{NAME}:{port}/film.mp4", part)
        assert received, "it did get there, and what came back is not taken"
    assert not part.path.exists()


async def own_service(server: s.Server, tmp_path: Path, link: str) -> bytes:
    """Fetch a paid video from a service that the person entered: one on this computer, by plain http."""
    part = Part(tmp_path / "film.part")
    await download.fetch(ApiClient(server.address, TOKEN), link, part)
    return part.path.read_bytes()


@pytest.mark.parametrize("whole", [True, False])
async def test_promise_22_a_paid_video_at_the_services_own_private_address_is_saved(
    server: s.Server, door: socket.socket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: bool
) -> None:
    for name in ("NO_PROXY", "no_proxy", "http_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{door.getsockname()[1]}")  # not asked for one's own
    server.on("GET", "/film.mp4", s.file_of(FILM))
    assert await own_service(server, tmp_path, server.address * whole + "/film.mp4") == FILM
    assert "authorization" not in server.seen[0].headers


async def test_promise_22_the_services_own_name_may_lead_to_a_private_address(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, film_at_a_name: str
) -> None:
    leads_to(monkeypatch, "127.0.0.1")
    part = Part(tmp_path / "film.part")
    await download.fetch(ApiClient(film_at_a_name.removesuffix("/film.mp4"), TOKEN), film_at_a_name, part)
    assert part.path.read_bytes() == FILM


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_promise_22_an_own_private_service_opens_no_other_private_place(
    server: s.Server, door: socket.socket, tmp_path: Path, scheme: str
) -> None:
    link = f"{scheme}://127.0.0.1:{door.getsockname()[1]}/film.mp4"
    server.on("GET", "/film.mp4", s.status(302, b"", {"Location": link}))
    for led in (link, f"{server.address}/film.mp4", f"{server.address}@127.0.0.1:9/film.mp4"):
        with pytest.raises(LinkExpiredError):
            await own_service(server, tmp_path, led)
    assert nobody_came(door)


async def test_promise_22_no_stranger_leads_to_the_own_private_service(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, server: s.Server
) -> None:
    leads_to(monkeypatch, PUBLIC, "127.0.0.1")
    answers_as(monkeypatch, PUBLIC)
    authority = make_authority(tmp_path)
    monkeypatch.setattr(transport, "trusted", lambda: ssl.create_default_context(cafile=str(authority)))
    there = f"{server.address}/film.mp4"
    with serving(authority, "video/mp4", b"", location=there) as (port, received):
        with pytest.raises(LinkExpiredError):
            await own_service(server, tmp_path, f"https://{NAME}:{port}/film.mp4")
        assert received
    assert not server.seen


async def test_promise_34_a_references_link_to_the_own_private_service_is_not_opened(
    server: s.Server, tmp_path: Path
) -> None:
    media = MediaWorker(tmp_path / "undecodable")
    answer = await probe_link(ApiClient(server.address, TOKEN), media, f"{server.address}/cat.png")
    media.close()
    assert answer.message == Message(FaultMessage.LINK_NOT_OPENED)
    assert not server.seen


def answers_as(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """Let whoever answers on this computer seem to have an address: what a fake-IP proxy's kernel does."""
    real = AnyIOStream.get_extra_info

    def told(stream: AnyIOStream, info: str) -> Any:
        return (address, 443) if info == "server_addr" else real(stream, info)

    monkeypatch.setattr(AnyIOStream, "get_extra_info", told)


@pytest.fixture
def film_at_a_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[str]:
    authority = make_authority(tmp_path)
    monkeypatch.setattr(transport, "trusted", lambda: ssl.create_default_context(cafile=str(authority)))
    with serving(authority, "video/mp4", FILM) as (port, _):
        yield f"https://{NAME}:{port}/film.mp4"


@pytest.mark.parametrize(
    "name", ["198.18.0.7", "fc00::5", "198.18.0.7,fdfe:dcba:9876::1", "::ffff:198.18.0.7"]
)
async def test_promise_34_a_paid_video_is_fetched_behind_a_fake_ip_proxy(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, film_at_a_name: str, name: str
) -> None:
    leads_to(monkeypatch, name, "127.0.0.1")
    answers_as(monkeypatch, name.rsplit(",", maxsplit=1)[-1])
    part = Part(tmp_path / "film.part")
    await download.fetch(API, film_at_a_name, part)
    assert part.path.read_bytes() == FILM


async def test_promise_34_also_after_a_redirect(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, film_at_a_name: str, server: s.Server
) -> None:
    leads_to(monkeypatch, "fc00::5", "127.0.0.1")
    answers_as(monkeypatch, "fc00::5")
    server.on("GET", "/film.mp4", s.status(302, b"", {"Location": film_at_a_name}))
    part = Part(tmp_path / "film.part")
    await download.fetch(API, f"{server.address}/film.mp4", part, server.address)
    assert part.path.read_bytes() == FILM


@pytest.mark.parametrize(
    ("name", "answered_by"),
    [
        ("10.0.0.1", "10.0.0.1"),
        ("fe80::1", "fe80::1"),
        ("fc00::5,10.0.0.1", "fc00::5"),
        ("198.18.0.7,127.0.0.1", "198.18.0.7"),
        ("fc00::5,8.8.8.8", "fc00::5"),
        ("8.8.8.8", "fc00::5"),
        ("fc00::5", "192.168.1.1"),
    ],
)
async def test_promise_34_what_is_really_private_is_not_taken_for_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, film_at_a_name: str, name: str, answered_by: str
) -> None:
    leads_to(monkeypatch, name, "127.0.0.1")
    answers_as(monkeypatch, answered_by)
    part = Part(tmp_path / "film.part")
    with pytest.raises(LinkExpiredError):
        await download.fetch(API, film_at_a_name, part)
    assert not part.path.exists()


@pytest.mark.parametrize("host", ["198.18.0.7", "[fc00::5]", "[fd00::1]"])
async def test_promise_34_an_address_in_a_link_is_no_made_up_one(tmp_path: Path, host: str) -> None:
    with pytest.raises(LinkExpiredError):
        await download.fetch(API, f"https://{host}/film.mp4", Part(tmp_path / "film.part"))


@pytest.mark.parametrize(
    ("name", "looked_at"), [("198.18.0.7", True), ("fc00::5", False), ("10.0.0.1", False)]
)
async def test_promise_34_a_references_link_to_a_home_network_is_not_opened(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, film_at_a_name: str, name: str, looked_at: bool
) -> None:
    leads_to(monkeypatch, name, "127.0.0.1")
    answers_as(monkeypatch, name)
    media = MediaWorker(tmp_path / "undecodable")
    answer = await probe_link(API, media, film_at_a_name)
    media.close()
    assert answer.ok is looked_at
    if not looked_at:
        assert answer.message == Message(FaultMessage.LINK_NOT_OPENED)

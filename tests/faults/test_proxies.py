"""The proxy that the system's settings name is used, and an odd one beside it breaks nothing."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.errors import LinkExpiredError, NeverSentError, PassingError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.services.api import transport
from seedance_gui.services.api.client import ApiClient, Limits
from seedance_gui.services.api.proxies import proxy_for
from seedance_gui.services.files import download
from seedance_gui.services.files.download import Part
from tests.faults import proxies as p
from tests.faults.tls import NAME, make_authority, serving
from tests.services.stage import TOKEN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BODY = {"model": "m", "prompt": "p", "duration": 5}
TAKEN = b'{"code": 20000, "data": {"task_id": "t1", "status": "queued"}}'
SETTINGS = ("all_proxy", "https_proxy", "http_proxy", "no_proxy", "socks_proxy")


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def authority(tmp_path: Path) -> Path:
    return make_authority(tmp_path)


@pytest.fixture
def _trusting(monkeypatch: pytest.MonkeyPatch, authority: Path) -> None:
    monkeypatch.setattr(transport, "trusted", lambda: ssl.create_default_context(cafile=str(authority)))


@pytest.fixture
def service(authority: Path) -> Iterator[tuple[str, list[bytes]]]:
    """Serve over TLS, under a name that only a proxy finds."""
    with serving(authority, "application/json", TAKEN) as (port, received):
        yield f"https://{NAME}:{port}", received


@pytest.mark.usefixtures("_trusting")
@pytest.mark.parametrize("scheme", ["socks5", "socks5h", "socks", "SOCKS", "socks4"])
async def test_promise_35_a_socks_proxy_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, service: tuple[str, list[bytes]], scheme: str
) -> None:
    address, received = service
    with p.proxying(p.socks_proxy) as (place, asked):
        monkeypatch.setenv("ALL_PROXY", f"{scheme}://{place}")
        api = ApiClient(address, TOKEN)
        assert (await api.create(BODY)).task_id == "t1"
        assert TOKEN.encode() in received[0]
        await api.aclose()
        with pytest.raises(LinkExpiredError):  # it got there, and what came back is no video
            await download.fetch(api, f"{address}/film.mp4?x", Part(tmp_path / "film.part"))
        assert TOKEN.encode() not in received[1]
        assert {f"https://{name}" for name in asked} == {address}
        assert len(asked) == 2


@pytest.mark.usefixtures("_trusting")
@pytest.mark.parametrize(
    "settings",
    [
        {"HTTPS_PROXY": "http://{place}"},
        {"HTTPS_PROXY": "{place}"},
        {"ALL_PROXY": "http://{place}"},
        {"ALL_PROXY": "socks://127.0.0.1:1", "HTTPS_PROXY": "http://{place}"},
        {"ALL_PROXY": "socks5://127.0.0.1:1", "HTTPS_PROXY": "http://{place}"},
        {"ALL_PROXY": "nonsense://x", "HTTPS_PROXY": "http://{place}"},
        {"HTTP_PROXY": "nonsense://x", "HTTPS_PROXY": "http://{place}"},
        {"NO_PROXY": "[::1],localhost,,10.0.0.0/8,*.local", "HTTPS_PROXY": "http://{place}"},
    ],
)
async def test_promise_35_the_proxy_that_works_is_used(
    monkeypatch: pytest.MonkeyPatch, service: tuple[str, list[bytes]], settings: dict[str, str]
) -> None:
    address, received = service
    with p.proxying(p.connect_proxy) as (place, asked):
        for name, value in settings.items():
            monkeypatch.setenv(name, value.format(place=place))
        api = ApiClient(address, TOKEN)
        assert (await api.create(BODY)).task_id == "t1"
        await api.aclose()
        assert [f"https://{name}" for name in asked] == [address]
        assert TOKEN.encode() in received[0]


@pytest.mark.usefixtures("_trusting")
async def test_promise_35_a_setting_that_changes_is_followed(
    monkeypatch: pytest.MonkeyPatch, service: tuple[str, list[bytes]]
) -> None:
    api = ApiClient(service[0], TOKEN)
    with p.proxying(p.connect_proxy) as (first, asked), p.proxying(p.socks_proxy) as (second, asked_too):
        monkeypatch.setenv("HTTPS_PROXY", f"http://{first}")
        await api.query("t1")
        monkeypatch.setenv("HTTPS_PROXY", f"socks://{second}")
        await api.query("t1")
        await api.aclose()
        assert len(asked) == len(asked_too) == 1


@pytest.mark.usefixtures("_trusting")
@pytest.mark.parametrize(
    ("scheme", "talk"),
    [
        ("socks5", p.saying()),
        ("socks5", p.saying(b"nonsense")),
        ("socks5", p.saying(b"\x05\xff")),
        ("socks5", p.saying(b"\x05\x00", b"\x05\x05\x00\x01\x7f\x00\x00\x01\x00\x00")),
        ("socks5", p.saying(b"\x05\x00", b"")),
        ("socks5", p.silent),
        ("http", p.saying()),
        ("http", p.saying(b"nonsense\r\n\r\n")),
        ("http", p.saying(b"HTTP/1.1 403 No\r\n\r\n")),
        ("http", p.saying(b"HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n")),
        ("http", p.saying(b"HTTP/1.1 200 Fine\r\n\r\n")),
        ("http", p.silent),
    ],
)
async def test_promise_35_a_proxy_that_fails_has_sent_nothing(
    monkeypatch: pytest.MonkeyPatch, service: tuple[str, list[bytes]], scheme: str, talk: p.Talk
) -> None:
    address, received = service
    with p.proxying(talk) as (place, asked):
        monkeypatch.setenv("HTTPS_PROXY", f"{scheme}://{place}")
        api = ApiClient(address, TOKEN, limits=Limits(create=1.0, asking=1.0))
        with pytest.raises(NeverSentError):
            await api.create(BODY)
        with pytest.raises(PassingError):
            await api.query("t1")
        await api.aclose()
        assert asked
        assert received == []


@pytest.mark.parametrize(("scheme", "talk"), [("socks5", p.socks_proxy), ("http", p.connect_proxy)])
async def test_promise_35_and_23_no_proxy_switches_verification_off(
    monkeypatch: pytest.MonkeyPatch, service: tuple[str, list[bytes]], scheme: str, talk: p.Talk
) -> None:
    address, received = service
    with p.proxying(talk) as (place, asked):
        monkeypatch.setenv("HTTPS_PROXY", f"{scheme}://{place}")
        api = ApiClient(address, TOKEN)
        with pytest.raises(NeverSentError) as caught:
            await api.create(BODY)
        await api.aclose()
        assert caught.value.message.code is FaultMessage.NOT_SECURE
        assert asked
        assert received == []


@pytest.mark.parametrize(
    ("no_proxy", "url", "proxied"),
    [
        ("", "https://a.example/x", True),
        ("a.example", "https://a.example/x", False),
        ("a.example:8443", "https://a.example:8443/x", False),
        ("a.example:8443", "https://a.example/x", True),
        (".example", "https://a.example/x", False),
        ("*", "https://a.example/x", False),
        ("b.example", "https://a.example/x", True),
        ("[::1]", "https://[::1]:8443/x", False),
        ("[::1]", "https://[::1]/x", False),
        ("::1", "https://[::1]:8443/x", False),
        ("[::1]", "https://[::2]/x", True),
        ("a.example", "https://user:word@a.example/x", False),
    ],
)
def test_what_no_proxy_names(monkeypatch: pytest.MonkeyPatch, no_proxy: str, url: str, proxied: bool) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://p.example:1")
    monkeypatch.setenv("NO_PROXY", no_proxy)
    assert proxy_for(url) == ("http://p.example:1" if proxied else "")


def test_which_proxy_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    assert proxy_for("https://a.example/x") == ""
    monkeypatch.setenv("SOCKS_PROXY", "http://c.example:3")  # as the settings of macOS are read
    assert proxy_for("https://a.example/x") == "socks5://c.example:3"
    monkeypatch.setenv("ALL_PROXY", "b.example:2")
    assert proxy_for("https://a.example/x") == "http://b.example:2"
    monkeypatch.setenv("HTTPS_PROXY", "HTTPS://user:word@a.example:1")
    assert proxy_for("https://a.example/x") == "https://user:word@a.example:1"
    assert proxy_for("http://a.example/x") == "http://b.example:2"

"""What becomes of every way in which a call can end."""

from __future__ import annotations

import asyncio
import gzip
import socket
import threading
import traceback
import tracemalloc
from typing import TYPE_CHECKING, Any

import pytest

from seedance_gui.domain.errors import (
    BusyError,
    NeverSentError,
    NoSuchCallError,
    NoSuchTaskError,
    PassingError,
    PersonError,
    RefusedError,
    SeedanceError,
    TokenError,
    UnclearError,
)
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message
from seedance_gui.services.api import transport
from seedance_gui.services.api.client import ApiClient, Limits
from seedance_gui.services.api.transport import LARGEST_REPLY, TooLargeError, _unpacked
from seedance_gui.services.platform.clock import Clock
from tests import server as s
from tests.services.stage import BALANCE, CREATE, QUERY, TOKEN

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx

    from tests.server import Answer, Server

BODY = {"model": "m", "prompt": "p", "duration": 5}


@pytest.fixture
async def api(server: Server) -> AsyncIterator[ApiClient]:
    api = ApiClient(server.address, TOKEN, limits=Limits(create=1.0, asking=1.0))
    yield api
    await api.aclose()


BOMB = gzip.compress(b" " * 50_000_000)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (s.hang_up(), UnclearError),
        (s.reset(), UnclearError),
        (s.silent(), UnclearError),
        (s.trickle(b'{"code":20000,"data":{"task_id":"x"}}', 0.2), UnclearError),
        (s.raw(b"rubbish\r\n\r\n"), UnclearError),
        (s.raw(b"HTTP/1.1 200 OK\r\nContent-Le"), UnclearError),
        (s.status(200, b'{"code":20000,"data":{"task_', length=200), UnclearError),
        (s.html(502), UnclearError),
        (s.html(500), UnclearError),
        (s.html(504), UnclearError),
        (s.html(200), UnclearError),
        (s.status(408), UnclearError),
        (s.status(200, b""), UnclearError),
        (s.status(204), UnclearError),
        (s.status(303, b"", {"Location": "/elsewhere"}), UnclearError),
        (s.json_of([]), UnclearError),
        (s.json_of({}), UnclearError),
        (s.envelope({"status": "queued"}), UnclearError),
        (s.envelope({"task_id": ""}), UnclearError),
        (s.envelope({"task_id": None}), UnclearError),
        (s.envelope({"task_id": {"a": 1}}), UnclearError),
        (s.envelope(None), UnclearError),
        (s.envelope(None, -1, "busy"), UnclearError),
        (s.envelope(None, "-1", "busy", http=400), UnclearError),
        (s.envelope(None, -1, "busy", http=500), UnclearError),
        (s.json_of({"code": None, "data": None}), UnclearError),
        (s.endless(), UnclearError),
        (s.status(200, BOMB, {"Content-Encoding": "gzip"}), UnclearError),
        (s.status(200, b"x", {"Content-Encoding": "br"}), UnclearError),
        (s.status(200, b"[" * 100_000), UnclearError),
        (s.status(200, b'{"code":' + b"9" * 10_000 + b"}"), UnclearError),
        (s.envelope(None, 20001, "bad token"), TokenError),
        (s.envelope(None, "20001", "bad token"), TokenError),
        (s.envelope(None, 20001, "bad token", http=500), TokenError),
        (s.status(401), TokenError),
        (s.envelope(None, 20002, "duration"), RefusedError),
        (s.envelope(None, "20002", "duration"), RefusedError),
        (s.envelope(None, 20003, "no balance"), RefusedError),
        (s.envelope(None, -1, "余额不足"), RefusedError),
        (s.envelope(None, 50000, "insufficient balance", http=500), RefusedError),
        (s.envelope(None, 20002, "duration", http=500), RefusedError),
        (s.envelope(None, 40300, "forbidden", http=403), RefusedError),
        (s.status(400), RefusedError),
        (s.status(413), RefusedError),
        (s.status(415), RefusedError),
        (s.status(422), RefusedError),
        (s.envelope(None, 20000, "insufficient balance"), UnclearError),
        (s.envelope(None, 20003, "what"), UnclearError),
        (s.envelope(None, 402, "what"), UnclearError),
        (s.envelope(None, 50000, "internal server error"), UnclearError),
        (s.envelope(None, 500, "500 upstream timeout"), UnclearError),
        (s.envelope(None, 50000, "balance service timed out, quota not enough to tell"), UnclearError),
        (s.envelope(None, 50000, "余额服务超时"), UnclearError),
        (s.envelope(None, 50000, "quotation exceeded"), UnclearError),
        (s.status(405), UnclearError),
        (s.status(409), UnclearError),
        (s.status(418), UnclearError),
        (s.status(425), UnclearError),
        (s.status(499), UnclearError),
        (s.status(402), RefusedError),
        (s.status(403, b"<html>"), RefusedError),
        (s.status(404), RefusedError),
        (s.envelope(None, 422, "no", http=422), RefusedError),
        (s.status(301, b"", {"Location": "/elsewhere"}), UnclearError),
        (s.status(308, b"", {"Location": "/elsewhere"}), UnclearError),
        (s.status(429, b"", {"Retry-After": "7"}), BusyError),
        (s.envelope(None, -1, "slow", http=429), BusyError),
    ],
)
async def test_a_create_that_leaves_no_id(
    api: ApiClient, server: Server, answer: Answer, expected: type[SeedanceError]
) -> None:
    server.on("POST", CREATE, answer)
    with pytest.raises(expected) as caught:
        await api.create(BODY)
    assert type(caught.value) is expected
    assert len(server.seen) == 1
    assert TOKEN not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize(
    ("answer", "lacks"),
    [
        (s.status(402), True),
        (s.envelope(None, 20003, "The balance is not enough for this video."), True),
        (s.envelope(None, 20003, "Insufficient account balance"), True),
        (s.envelope(None, 20004, "quota of this key used up"), True),
        (s.envelope(None, 20003, "用户余额不足，请充值"), True),
        (s.envelope(None, 20004, "令牌额度已用尽"), True),
        (s.envelope(None, 20002, "ratio 17:9 is not offered"), False),
        (s.envelope(None, 20002, "not enough light; keep the colour balance"), False),
        (s.envelope(None, 20002, "图片数量超过限制"), False),
        (s.envelope(None, 20002), False),
    ],
)
async def test_a_refusal_for_want_of_coins_is_known(
    api: ApiClient, server: Server, answer: Answer, lacks: bool
) -> None:
    server.on("POST", CREATE, answer)
    with pytest.raises(RefusedError) as caught:
        await api.create(BODY)
    assert (caught.value.message.code is FaultMessage.NO_BALANCE) is lacks


@pytest.mark.parametrize(
    ("answer", "task_id"),
    [
        (s.envelope({"task_id": "abc", "status": "queued"}), "abc"),
        (s.envelope({"task_id": "abc"}, "20000"), "abc"),
        (s.envelope({"task_id": 17}), "17"),
        (s.json_of({"task_id": "bare", "status": "submitted"}), "bare"),
        (s.envelope({"task_id": "abc"}, 0), "abc"),
        # an id beats everything: it can be asked for
        (s.envelope({"task_id": "abc"}, http=502), "abc"),
        (s.envelope({"task_id": "abc"}, -1), "abc"),
        (s.envelope({"task_id": "abc"}, 20001, http=401), "abc"),
        (s.envelope({"task_id": "abc"}, 20003, "余额不足", http=402), "abc"),
        (s.envelope({"task_id": "abc"}, http=429), "abc"),
        (s.status(200, gzip.compress(b'{"task_id":"packed"}'), {"Content-Encoding": "gzip"}), "packed"),
    ],
)
async def test_a_create_that_gives_an_id(
    api: ApiClient, server: Server, answer: Answer, task_id: str
) -> None:
    server.on("POST", CREATE, answer)
    assert (await api.create(BODY)).task_id == task_id
    assert server.seen[0].json() == BODY
    assert server.seen[0].headers["accept-encoding"] == "identity"
    assert server.seen[0].headers["authorization"] == f"Bearer {TOKEN}"


async def test_what_never_left_may_be_sent_again() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    for address in (f"http://127.0.0.1:{port}", "https://nothing.invalid"):
        api = ApiClient(address, TOKEN)
        with pytest.raises(NeverSentError):
            await api.create(BODY)
        await api.aclose()


@pytest.mark.parametrize(
    "address", ["", "nonsense", "ftp://x.example", "http://example.com", "https://", "http://[::1"]
)
async def test_an_odd_address_is_said(address: str) -> None:
    api = ApiClient(address, TOKEN)
    with pytest.raises(SeedanceError) as caught:
        await api.create(BODY)
    assert not isinstance(caught.value, UnclearError)
    assert caught.value.message.code is FaultMessage.ADDRESS_ODD
    await api.aclose()


@pytest.mark.parametrize("token", ["a\nb", "a b", "tokén", "a\x00b", "a\r\nHost: evil"])
async def test_an_odd_token_never_gets_into_a_header(server: Server, token: str) -> None:
    api = ApiClient(server.address, token)
    with pytest.raises(TokenError) as caught:
        await api.create(BODY)
    assert token not in "".join(traceback.format_exception(caught.value))
    assert not server.seen


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        ("0.5", 0.5),
        ("-5", 0.0),
        ("1e400", None),
        ("nan", None),
        ("soon", None),
        ("", None),
        ("Wed, 01 Jan 2020 00:00:00 GMT", 0.0),
        ("Wed, 99 Foo 2020 00:00:00 GMT", None),
    ],
)
async def test_retry_after(api: ApiClient, server: Server, header: str, seconds: float | None) -> None:
    server.on("POST", CREATE, s.status(429, b"", {"Retry-After": header}))
    with pytest.raises(BusyError) as caught:
        await api.create(BODY)
    assert caught.value.retry_after == seconds


async def test_retry_after_as_a_date_counts_from_the_services_own_clock(
    api: ApiClient, server: Server
) -> None:
    headers = {"Date": "Wed, 01 Jan 2020 00:00:00 GMT", "Retry-After": "Wed, 01 Jan 2020 00:01:30 GMT"}
    server.on("POST", CREATE, s.status(429, b"", headers))
    with pytest.raises(BusyError) as caught:
        await api.create(BODY)
    assert caught.value.retry_after == 90


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (s.hang_up(), PassingError),
        (s.silent(), PassingError),
        (s.html(502), PassingError),
        (s.html(200), PassingError),
        (s.reset(), PassingError),
        (s.endless(), PassingError),
        (s.trickle(b'{"code":20000,"data":{"status":"queued"}}', 0.2), PassingError),
        (
            s.chunked(b'{"code":20000,"data":{"status":"queued"}}', cut=20, kind="application/json"),
            PassingError,
        ),
        (s.status(200, b'{"code":20000,"data":{"status":"queued"}}', length=4000), PassingError),
        (s.status(200, b'{"code":20000,"data":{"status":"queued"}}', length=12), PassingError),
        (s.status(200, BOMB, {"Content-Encoding": "gzip"}), PassingError),
        (s.envelope(None, -1, "fault"), PassingError),
        (s.envelope(None, 20003, "what"), PassingError),
        (s.envelope(None, 20002, "no such task", http=404), NoSuchTaskError),
        (s.envelope(None, 20002, "no such task"), NoSuchTaskError),
        (s.status(404), NoSuchTaskError),
        (s.status(401), TokenError),
        (s.status(429), BusyError),
        (s.status(302, b"", {"Location": "http://127.0.0.1:1/"}), PassingError),
    ],
)
async def test_a_query_that_fails_is_asked_again(
    api: ApiClient, server: Server, answer: Answer, expected: type[SeedanceError]
) -> None:
    server.on("GET", QUERY + "*", answer)
    with pytest.raises(expected) as caught:
        await api.query("t1")
    assert type(caught.value) is expected


@pytest.mark.parametrize(
    ("answer", "expected", "code"),
    [
        (s.envelope({}, 0, http=502), PassingError, FaultMessage.SERVICE_FAULT),
        (s.envelope(None, 20003, "what", http=500), PassingError, FaultMessage.SERVICE_FAULT),
        (s.envelope(None, 20003, "what", http=408), PassingError, FaultMessage.SERVICE_FAULT),
        (s.envelope(None, -1, "fault"), PassingError, FaultMessage.SERVICE_FAULT),
        (s.json_of({"code": None, "data": {}}), PassingError, FaultMessage.SERVICE_FAULT),
        (s.html(500), PassingError, FaultMessage.SERVICE_FAULT),
        (s.html(403), PassingError, FaultMessage.UNREADABLE),
        (s.endless(), PassingError, FaultMessage.UNREADABLE),
        (s.envelope(None, 404, "", http=404), NoSuchCallError, FaultMessage.NOT_THE_SERVICE),
        (s.envelope({}, 0, http=300), PassingError, FaultMessage.ADDRESS_MOVED),
        (s.status(399), PassingError, FaultMessage.ADDRESS_MOVED),
        (s.status(400), PassingError, FaultMessage.UNREADABLE),
        (s.envelope(None, 20002, "no such asset"), RefusedError, FaultMessage.REFUSED),
        (s.envelope(None, 20003, "余额不足"), RefusedError, FaultMessage.REFUSED),
        (s.status(401), TokenError, FaultMessage.TOKEN_REFUSED),
        (s.status(429), BusyError, FaultMessage.BUSY),
        (s.hang_up(), PassingError, FaultMessage.NO_CONNECTION),
    ],
)
async def test_a_free_call_that_fails(
    api: ApiClient, server: Server, answer: Answer, expected: type[SeedanceError], code: FaultMessage
) -> None:
    server.otherwise = answer
    with pytest.raises(expected) as caught:
        await api.asset("a1")
    assert type(caught.value) is expected
    assert caught.value.message.code is code
    assert caught.value.detail


async def test_what_a_refusal_tells(api: ApiClient, server: Server) -> None:
    server.on("POST", CREATE, s.envelope(None, 20002, f"ratio, {TOKEN}"), s.status(404), s.status(402))
    told = []
    for _ in range(3):
        with pytest.raises(RefusedError) as caught:
            await api.create(BODY)
        told.append((caught.value.message.code, caught.value.code, caught.value.service_text))
        assert TOKEN not in caught.value.detail
    assert told == [
        (FaultMessage.REFUSED, "20002", "ratio, ***"),
        (FaultMessage.NOT_THE_SERVICE, "404", ""),
        (FaultMessage.NO_BALANCE, "402", ""),
    ]


async def test_what_the_service_says_of_a_task_is_passed_on(api: ApiClient, server: Server) -> None:
    server.on("GET", QUERY + "*", s.envelope(None, 20003, f"later, {TOKEN}"), s.envelope(None, 20003, ""))
    with pytest.raises(PassingError) as caught:
        await api.query("t1")
    assert caught.value.message == Message(FaultMessage.SERVICE_SAYS, message="later, ***")
    with pytest.raises(PassingError) as caught:
        await api.query("t1")
    assert caught.value.message.code is FaultMessage.SERVICE_FAULT


async def test_an_endless_reply_is_left_after_some_megabytes(api: ApiClient, server: Server) -> None:
    sent: list[int] = []

    def endless(call: s.Call) -> None:
        call.socket.sendall(s.head(200, {"Content-Type": "application/json"}))
        while not call.stopping.is_set():
            call.socket.sendall(b" " * 65536)
            sent.append(65536)

    server.on("GET", QUERY + "*", endless)
    with pytest.raises(PassingError):
        await api.query("t1")
    assert sum(sent) < 4 * LARGEST_REPLY, "what is on its way between the two counts, too"


def test_a_bomb_takes_no_more_room_than_a_reply() -> None:
    tracemalloc.start()
    try:
        with pytest.raises(TooLargeError):
            _unpacked(BOMB, "gzip")
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 3 * LARGEST_REPLY


@pytest.mark.parametrize("wrapped", [True, False])
@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"status": "processing", "progress": 42}, ("processing", 42, "", "", None)),
        ({"status": "processing", "progress": "42%"}, ("processing", 42, "", "", None)),
        ({"status": "processing", "progress": 10**400}, ("processing", None, "", "", None)),
        ({"status": None, "progress": None}, ("", None, "", "", None)),
        ({"status": "failed", "error_message": "bad\0\ud800word"}, ("failed", None, "", "bad?word", None)),
        ({"status": "failed", "error_message": {"a": 1}}, ("failed", None, "", '{"a": 1}', None)),
        (
            {
                "status": "completed",
                "completed_at": 1700000000,
                "result": {"video_url": "https://x.example/v"},
            },
            ("completed", None, "https://x.example/v", "", 1700000000.0),
        ),
        (
            {"status": "completed", "completed_at": "1700000000000", "result": [{"video_url": "/v"}]},
            ("completed", None, "/v", "", 1700000000.0),
        ),
        ({"status": "completed", "result": {"video_url": 5}}, ("completed", None, "", "", None)),
        ({"status": "completed", "result": {"video_url": "x" * 9000}}, ("completed", None, "", "", None)),
    ],
)
async def test_reports_as_they_come(
    api: ApiClient, server: Server, data: dict[str, Any], expected: tuple[Any, ...], wrapped: bool
) -> None:
    server.on("GET", QUERY + "*", s.envelope(data) if wrapped else s.json_of(data))
    report = await api.query("t/../1")
    assert (
        report.status,
        report.progress,
        report.video_url,
        report.error,
        report.completed_at,
    ) == expected
    assert server.seen[0].target.endswith("/videos/t%2F..%2F1")


async def test_an_error_message_of_a_megabyte_is_shortened(api: ApiClient, server: Server) -> None:
    server.on("GET", QUERY + "*", s.envelope({"status": "failed", "error_message": "x" * 1_000_000}))
    report = await api.query("t1")
    assert len(report.error) == 4000
    assert report.error.endswith("…")
    server.on("GET", QUERY + "*", s.envelope({"status": "failed", "error_message": "x" * 4000}))
    assert (await api.query("t1")).error == "x" * 4000


async def test_the_token_never_follows_a_redirect(api: ApiClient, server: Server) -> None:
    with s.Server() as other:
        other.otherwise = s.envelope({"task_id": "stolen"})
        for code in (301, 302, 303, 307, 308):
            server.on("POST", CREATE, s.status(code, b"", {"Location": other.address + "/x"}))
            with pytest.raises(SeedanceError):
                await api.create(BODY)
            server.on("GET", QUERY + "*", s.status(code, b"", {"Location": other.address + "/x"}))
            with pytest.raises(SeedanceError):
                await api.query("t1")
        assert not other.seen


HERE_IT_IS = s.envelope({"balance": "12.5", "used_coin": 3, "available": None})
NO_SUCH_TASK = s.envelope(None, 20002, "no such task")
NOTHING = s.status(404, b"404 page not found")


@pytest.mark.parametrize(
    ("balance", "query", "outcome"),
    [
        (HERE_IT_IS, None, None),
        (s.envelope(None, 20001), None, TokenError),
        (s.status(429), None, BusyError),
        (s.hang_up(), None, PassingError),
        (NOTHING, NO_SUCH_TASK, None),
        (NOTHING, NOTHING, None),
        (NOTHING, s.envelope(None, 20002, "no such task", http=404), None),
        (NOTHING, s.envelope(None, 50000, "what"), None),
        (NOTHING, s.envelope(None, 20001), TokenError),
        (NOTHING, s.status(401), TokenError),
        (NOTHING, s.status(429), BusyError),
        (NOTHING, s.html(404), PassingError),
        (NOTHING, s.html(200), PassingError),
        (NOTHING, s.html(502), PassingError),
        (NOTHING, s.hang_up(), PassingError),
        (s.html(404), NO_SUCH_TASK, None),
        (s.html(200), NO_SUCH_TASK, None),
        (s.html(502), NO_SUCH_TASK, None),
        (s.envelope(None, 40400, "no such route"), NO_SUCH_TASK, None),
    ],
)
async def test_a_token_needs_one_answer_that_is_not_a_no(
    api: ApiClient, server: Server, balance: Answer, query: Answer | None, outcome: type[SeedanceError] | None
) -> None:
    server.on("GET", BALANCE, balance)
    server.on("GET", QUERY + "*", query or s.html(500))
    if outcome is None:
        await api.check_token()
    else:
        with pytest.raises(outcome) as caught:
            await api.check_token()
        assert type(caught.value) is outcome
    assert len(server.seen) == (1 if query is None else 2)
    assert {seen.headers["authorization"] for seen in server.seen} == {f"Bearer {TOKEN}"}


async def test_no_token_is_no_token(server: Server) -> None:
    with pytest.raises(TokenError):
        await ApiClient(server.address, "  ").check_token()
    assert not server.seen


async def test_a_wrong_address_is_said_when_a_token_is_checked(api: ApiClient, server: Server) -> None:
    server.otherwise = s.html(404)
    with pytest.raises(PassingError) as caught:
        await api.check_token()
    assert caught.value.message.code is FaultMessage.NOT_THE_SERVICE
    server.otherwise = s.html(502)
    with pytest.raises(PassingError) as caught:
        await api.check_token()
    assert caught.value.message.code is FaultMessage.SERVICE_FAULT


async def test_a_balance(api: ApiClient, server: Server) -> None:
    server.on("GET", BALANCE, HERE_IT_IS, NOTHING, s.envelope({"balance": 5, "available": 4}))
    balance = await api.balance()
    assert balance is not None
    assert balance.available == 12.5
    with pytest.raises(PassingError):
        await api.balance()  # it had one a moment ago
    balance = await api.balance()
    assert balance is not None
    assert balance.available == 4.0


async def test_a_balance_that_is_not_offered_is_asked_for_once(api: ApiClient, server: Server) -> None:
    server.on("GET", BALANCE, NOTHING)
    assert await api.balance() is None
    assert await api.balance() is None
    assert len(server.seen) == 1


async def test_the_services_own_time(server: Server) -> None:
    seconds = 1_000_000.0
    api = ApiClient(server.address, TOKEN, clock=Clock(monotonic=lambda: seconds))
    assert api.service_time() is None
    told = s.json_of({}, 200, {"Date": "Wed, 01 Jan 2020 00:00:00 GMT"})
    server.on("GET", QUERY + "*", told, s.json_of({}), s.json_of({}, 200, {"Date": "nonsense"}))
    for _ in range(3):
        await api.query("t1")
    seconds += 90
    assert api.service_time() == 1_577_836_800 + 90
    await api.aclose()


async def test_asset_calls_answer_zero(api: ApiClient, server: Server) -> None:
    path = "/api/open-api/v1/seedance/sp/assets/"
    server.on("POST", path + "upload", s.envelope({"asset_id": "a1"}, 0))
    server.on("POST", path + "detail", s.envelope({"status": "Active", "name": "n"}, "0"))
    server.on("POST", path + "status", s.envelope({"items": [{"asset_id": "a1", "status": "Failed"}]}, 0))
    assert await api.add_asset("n", "image", "https://x.example/a.png") == "a1"
    assert (await api.asset("a1")).status == "Active"
    assert [asset.status for asset in await api.assets(["a1"])] == ["Failed"]


async def test_a_hundred_silent_requests_leave_the_way_open(api: ApiClient, server: Server) -> None:
    """Cancelled requests leak places in httpcore's pool (#1093): ours must not run out of them."""
    quick = ApiClient(server.address, TOKEN, limits=Limits(asking=0.05))
    server.on("GET", QUERY + "*", s.silent())
    for _ in range(2):
        results = await asyncio.gather(*(quick.query("t") for _ in range(15)), return_exceptions=True)
        assert {type(result) for result in results} == {PassingError}
    server.on("GET", QUERY + "*", s.envelope({"status": "queued"}))
    again = ApiClient(server.address, TOKEN)
    quick._transport, again._transport = again._transport, quick._transport
    assert (await again.query("t")).status == "queued"
    await again.aclose()
    await quick.aclose()
    await quick.aclose()


async def test_nothing_stays_open(monkeypatch: pytest.MonkeyPatch, server: Server) -> None:
    made: list[httpx.AsyncClient] = []
    real = transport.make_client

    def watched(auth: httpx.Auth | None = None, *, proxy: str = "") -> httpx.AsyncClient:
        made.append(real(auth, proxy=proxy))
        return made[-1]

    monkeypatch.setattr(transport, "make_client", watched)
    server.on("POST", CREATE, s.envelope({"task_id": "t1"}), s.hang_up(), s.silent())
    server.on("GET", QUERY + "*", s.envelope({"status": "queued"}), s.silent(), s.envelope({}))
    api = ApiClient(server.address, TOKEN, limits=Limits(create=0.5, asking=0.5))
    await api.create(BODY)
    assert (await api.query("t1")).video_url == ""
    for call in (api.create(BODY), api.create(BODY), api.query("t1")):
        with pytest.raises((UnclearError, PassingError)):
            await call
    assert (await api.query("t1")).video_url == ""
    assert len(made) == 5, "one for each create, one that is shared, and a new one after it was given up"
    assert [client.is_closed for client in made].count(False) == 1
    await api.aclose()
    assert all(client.is_closed for client in made)
    assert server.seen[0].headers["accept"] == "application/json"
    assert server.seen[0].headers["user-agent"].startswith("seedance-gui/")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ALL_PROXY", "socks5://127.0.0.1:1"),
        ("HTTPS_PROXY", "nonsense"),
        ("NO_PROXY", "[::1]"),
        ("SSL_CERT_FILE", "/nowhere/ca.pem"),
    ],
)
async def test_odd_settings_of_the_system_end_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    for known in ("all_proxy", "https_proxy", "http_proxy", "no_proxy"):
        monkeypatch.delenv(known, raising=False)
        monkeypatch.delenv(known.upper(), raising=False)
    if name == "NO_PROXY":
        monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv(name, value)
    api = ApiClient("https://nothing.invalid", TOKEN)
    with pytest.raises(NeverSentError) as caught:
        await api.create(BODY)
    assert str(caught.value.message)
    with pytest.raises(PassingError):
        await api.query("t")
    await api.aclose()


async def test_a_proxy_is_not_asked_for_this_computer(
    monkeypatch: pytest.MonkeyPatch, api: ApiClient, server: Server
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:1")
    server.on("GET", QUERY + "*", s.envelope({"status": "queued"}))
    assert (await api.query("t")).status == "queued"


async def test_a_client_that_was_replaced_ends_with_its_last_call(server: Server) -> None:
    asked, answering = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    def slow(call: s.Call) -> None:
        loop.call_soon_threadsafe(asked.set)
        answering.wait(20)
        s.envelope({"task_id": "late"})(call)

    server.on("POST", CREATE, slow)
    server.on("GET", QUERY + "*", s.envelope({"status": "queued"}))
    api = ApiClient(server.address, TOKEN)
    await api.query("t")
    assert api._transport is not None
    shared = api._transport._lease
    order = asyncio.create_task(api.create(BODY))
    await asked.wait()
    retiring = asyncio.create_task(api.retire())
    assert (await api.query("t")).status == "queued", "what holds it may still ask"
    assert not retiring.done()
    answering.set()
    assert (await order).task_id == "late"
    await retiring
    assert api._transport is None
    assert shared is not None
    assert shared.client.is_closed
    assert (await api.query("t")).status == "queued"
    assert api._transport is not None
    assert api._transport._lease is None, "nothing is left open that nobody closes"


async def test_making_one_costs_and_touches_nothing() -> None:
    api = ApiClient("nonsense", "to\nken")
    await api.retire()
    await api.aclose()


def test_person_errors_are_no_service_errors() -> None:
    assert not issubclass(PersonError, UnclearError)

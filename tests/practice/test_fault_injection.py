"""What the words in brackets make the practice service do, each over a real socket."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from seedance_gui.domain.messages import Message
from seedance_gui.domain.practice_messages import said_by_service
from seedance_gui.practice import fault_injection
from seedance_gui.practice.fault_injection import Fault
from tests.practice.client import Client
from tests.practice.running import practice

if TYPE_CHECKING:
    from tests.practice.running import Running


@pytest.mark.parametrize(
    ("prompt", "found"),
    [
        ("[fail] a cat", {Fault.FAIL}),
        ("a cat「失败」", {Fault.FAIL}),
        ("【卡住】一只猫", {Fault.STALL}),
        ("［慢］[ FAIL ]", {Fault.SLOW, Fault.FAIL}),
        ("[expired once]", {Fault.EXPIRED_ONCE}),
        ("fail, stall (slow) [sunset]", set()),
        ("[[fail]]", {Fault.FAIL}),
        ("", set()),
    ],
)
def test_words_are_found_in_brackets(prompt: str, found: set[Fault]) -> None:
    assert fault_injection.find(prompt) == found


def test_the_help_names_every_word() -> None:
    assert all(f"[{word}]" in fault_injection.table() for fault in Fault for word in fault.value[:2])


@pytest.mark.parametrize("word", ["[fail]", "「失败」"])
def test_fail(client: Client, word: str) -> None:
    state = client.finished(f"{word} A cat")
    assert state["status"] == "failed"
    assert isinstance(said_by_service(state["error_message"]), Message), "so the window can translate it"
    assert "result" not in state
    assert client.state(state["task_id"]) == state


@pytest.mark.parametrize("word", ["[stall]", "「卡住」"])
def test_stall(client: Client, word: str) -> None:
    task_id = client.created(f"{word} A cat")
    client.until(task_id, lambda state: state["progress"] == 42)
    assert client.state(task_id)["status"] == "processing"


def test_no_progress(client: Client) -> None:
    task_id = client.created("[no progress][stall] A cat")
    state = client.until(task_id, lambda state: state["status"] == "processing")
    assert "progress" not in state


def test_odd_progress(client: Client) -> None:
    task_id = client.created("[odd progress][stall] A cat")
    client.until(task_id, lambda state: state["status"] == "processing")
    seen = [client.state(task_id).get("progress") for _ in range(7)]
    assert {105, None, -3, "soon"} <= set(seen)


def test_strange_replies_have_other_words_and_sometimes_no_envelope(client: Client) -> None:
    created = client.create("[strange] A cat").json()
    assert "code" not in created
    words: set[str] = set()
    envelopes, state = set(), {}
    while not {"success", "succeed"} <= words:
        reply = client.query(created["task_id"]).json()
        envelopes.add(reply.get("code"))
        state = reply.get("data", reply)
        words.add(state["status"])
    assert state["result"]["video_url"]
    assert envelopes == {None, "20000"}
    assert not words & {"queued", "processing", "completed"}


def test_html_and_faults_come_between(client: Client) -> None:
    task_id = client.created("[html][stall] A cat")
    kinds = [client.query(task_id).headers["content-type"] for _ in range(4)]
    assert kinds == ["application/json; charset=utf-8", "text/html"] * 2
    task_id = client.created("[fault][stall] A cat")
    assert [client.query(task_id).json()["code"] for _ in range(4)] == [20000, -1, 20000, -1]


def test_too_many_requests(client: Client) -> None:
    replies = [client.create("[429][stall] A cat") for _ in range(3)]
    assert [reply.status_code for reply in replies] == [429, 429, 200]
    assert replies[0].headers["retry-after"] == "1"
    task_id = replies[2].json()["data"]["task_id"]
    assert [client.query(task_id).status_code for _ in range(3)] == [429, 429, 200]


def test_a_task_may_not_be_known_at_first() -> None:
    with practice(speed=4) as running, Client(running.address) as client:
        task_id = client.created("[notask][stall] A cat")
        first = client.query(task_id).json()
        assert first["code"] == 20002
        assert first["data"] is None
        while client.query(task_id).json()["code"] != 20000:
            pass


def test_refusal_for_want_of_balance(client: Client) -> None:
    before = client.get("/user/balance").json()
    assert client.create("[refuse] A cat").json()["code"] == "20003"
    assert client.get("/user/balance").json() == before


def test_an_unclear_outcome_was_accepted(client: Client) -> None:
    before = client.get("/user/balance").json()["data"]["used_coin"]
    with pytest.raises(httpx.RemoteProtocolError):
        client.create("[unclear][stall] A cat")
    assert client.create("[502][stall] A cat").status_code == 502
    assert "task_id" not in client.create("[no id][stall] A cat").json()["data"]
    assert client.get("/user/balance").json()["data"]["used_coin"] == before + 3 * 12


@pytest.mark.parametrize("word", ["[unclear lost]", "「不明未收」"])
def test_an_unclear_outcome_that_was_never_accepted(client: Client, word: str) -> None:
    before = client.get("/user/balance").json()
    with pytest.raises(httpx.RemoteProtocolError):
        client.create(f"{word} A cat")
    assert client.get("/user/balance").json() == before


def test_silence(fast: Running) -> None:
    with Client(fast.address) as client:
        client.http.timeout = httpx.Timeout(0.3)
        with pytest.raises(httpx.ReadTimeout):
            client.create("[silent][stall] A cat")


def test_a_link_that_comes_late(client: Client) -> None:
    state = client.finished("[no link] A cat")
    assert "result" not in state
    assert "result" not in client.state(state["task_id"])
    assert client.state(state["task_id"])["result"]["video_url"]


def test_a_relative_link(client: Client) -> None:
    link = client.finished("[relative] A cat")["result"]["video_url"]
    assert link.startswith("/videos/")
    assert client.http.get(link).status_code == 200


def test_expired_links(client: Client) -> None:
    state = client.finished("[expired] A cat")
    for _ in range(3):
        assert client.http.get(client.state(state["task_id"])["result"]["video_url"]).status_code == 403
    state = client.finished("[expired once] A cat")
    assert client.http.get(state["result"]["video_url"]).status_code == 403
    assert client.http.get(client.state(state["task_id"])["result"]["video_url"]).status_code == 200


def test_the_first_download_is_cut(client: Client) -> None:
    link = client.finished("[cut] A cat")["result"]["video_url"]
    received = b""
    with client.http.stream("GET", link) as reply:
        size = int(reply.headers["content-length"])
        etag = reply.headers["etag"]
        with pytest.raises(httpx.RemoteProtocolError):  # noqa: PT012 - it breaks in the middle
            for piece in reply.iter_raw():
                received += piece
    assert 0 < len(received) < size
    rest = client.http.get(link, headers={"Range": f"bytes={len(received)}-", "If-Range": etag})
    assert rest.status_code == 206
    assert received + rest.content == client.http.get(link).content

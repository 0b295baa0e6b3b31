"""Every call of the practice service over a real socket."""

from __future__ import annotations

import re
import socket
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from tests.media import make_video
from tests.practice.client import API, Client

if TYPE_CHECKING:
    from pathlib import Path

    from tests.practice.running import Running


def test_a_task_goes_from_queued_to_completed(client: Client) -> None:
    reply = client.create("A paper boat").json()
    assert reply["code"] == "20000"
    assert reply["data"]["status"] == "queued"
    assert reply["data"]["model"] == "seedance2.0-md"
    seen: list[dict[str, Any]] = []

    def completed(state: dict[str, Any]) -> bool:
        seen.append(state)
        return bool(state["status"] == "completed")

    done = client.until(reply["data"]["task_id"], completed)
    assert [state["progress"] for state in seen] == sorted(state["progress"] for state in seen)
    assert all(1 <= state["progress"] <= 99 for state in seen if state["status"] == "processing")
    assert done["progress"] == 100
    assert done["completed_at"] >= done["created_at"]
    video = client.http.get(done["result"]["video_url"])
    assert video.headers["content-type"] == "video/mp4"
    assert video.content[4:8] == b"ftyp"


def test_codes_come_as_text_and_as_numbers(client: Client) -> None:
    codes = {client.get(path).json()["code"] for path in ("/user/balance", "/key/balance")}
    assert codes == {20000, "20000"}


def test_the_balance_goes_down_with_each_video(client: Client) -> None:
    before = client.get("/user/balance").json()["data"]
    key = client.get("/key/balance").json()["data"]
    assert key == {
        "name": "Practice",
        "total_quota": 0,
        "used_quota": before["used_coin"],
        "available_quota": 0,
        "unlimited": True,
    }
    client.created("[stall] A paper boat")
    after = client.get("/user/balance").json()["data"]
    assert after["used_coin"] == before["used_coin"] + 12
    assert 0 < after["balance"] <= 1000


def test_the_first_clip_of_mini_video_is_billed_too(client: Client, tmp_path: Path) -> None:
    """As the service bills it: its length rounded half up, the first one's alone, of this model alone."""
    first = make_video(tmp_path / "first.mp4", 160, 90, 2.5).read_bytes()
    other = make_video(tmp_path / "other.mp4", 160, 90, 1.0).read_bytes()
    clips = [client.upload("a.mp4", file).json()["data"]["url"] for file in (first, other)]

    def cost(model: str, links: list[str]) -> int:
        before = client.get("/user/balance").json()["data"]["used_coin"]
        client.created("[stall] A boat", model=model, duration=5, resolution="480p", reference_videos=links)
        return int(client.get("/user/balance").json()["data"]["used_coin"]) - int(before)

    assert cost("seedance2.0-mini-video", clips) == 5 + 3
    assert cost("seedance2.0-mini-video", clips[::-1]) == 5 + 1
    assert cost("seedance2.0-sp", clips) == 5
    # How long a clip on another host is, the practice service can't know.
    assert cost("seedance2.0-mini-video", ["https://media.example.com/a.mp4"]) == 5


@pytest.mark.parametrize("path", ["/user/balance", "/key/balance", "/videos/abc", "/seedance/videos", "/x"])
@pytest.mark.parametrize(("token", "status"), [("", 401), ("bad-token", 200)])
def test_no_call_without_a_good_token(fast: Running, path: str, token: str, status: int) -> None:
    with Client(fast.address, token) as client:
        reply = client.get(path)
    assert reply.status_code == status
    assert int(reply.json()["code"]) == 20001


@pytest.mark.parametrize("header", ["Bearer", "bearer", "Basic abc", ""])
def test_odd_authorization_is_no_token(fast: Running, header: str) -> None:
    reply = httpx.get(f"{fast.address}{API}/user/balance", headers={"Authorization": header}, trust_env=False)
    assert int(reply.json()["code"]) == 20001


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"duration": 16}, "1 to 15 s"),
        ({"ratio": "16:8"}, "16:8"),
        ({"resolution": "1080p"}, "resolution"),
        ({"model": "sd2_mx_720p", "duration": 5, "resolution": "720p"}, "resolution"),
        ({"model": "none"}, "none"),
        ({"images": ["http://example.com/a.png"]}, "https"),
        ({"images": ["https://a.example/1.png"], "first_image": "https://a.example/2.png"}, "first_image"),
        ({"orientation": "portrait"}, "orientation"),
        ({"prompt": ""}, ""),
        ({"nothing": 1}, "nothing"),
        ({"duration": "5"}, "duration"),
    ],
)
def test_a_request_that_breaks_a_rule_gets_a_sentence(
    client: Client, changes: dict[str, object], said: str
) -> None:
    reply = client.create(**({"prompt": "A paper boat"} | changes))  # type: ignore[arg-type]
    assert reply.status_code == 200
    assert reply.json()["code"] == 20002
    assert said in reply.json()["msg"]
    assert reply.json()["msg"].endswith(".")


@pytest.mark.parametrize("model", ["seedance2.0-std", "seedance2.0-fast-md", "seedance2.0-fast-i2v"])
def test_a_resolution_that_repeats_the_fixed_one_is_taken(client: Client, model: str) -> None:
    def code(resolution: object) -> int:
        reply = client.create("[stall] A boat", model=model, duration=5, resolution=resolution).json()
        return int(reply["code"])

    assert code("720p") == 20000
    others: tuple[object, ...] = ("480p", "1080p", "720P", "", 720, None, [])
    assert [code(other) for other in others] == [20002] * 7


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b'"text"', b"[" * 100_000])
def test_a_body_that_is_no_object_is_refused(client: Client, body: bytes) -> None:
    reply = client.http.post(
        f"{API}/seedance/videos", content=body, headers={"Authorization": "Bearer practice"}
    )
    assert reply.json()["code"] == 20002


def test_unknown_tasks_and_addresses(client: Client) -> None:
    assert client.query("nonsense").status_code == 404
    assert client.query("../../secret").status_code == 404
    assert client.get("/nothing").status_code == 404
    assert client.http.get("/").status_code == 404
    assert client.http.put("/").status_code == 405


def test_assets_are_reviewed(client: Client) -> None:
    added = client.post("/seedance/sp/assets/upload", name="Cat", type="image", url="https://a.example/c.png")
    assert added.json()["code"] == 0
    good = added.json()["data"]["asset_id"]
    bad = client.post(
        "/seedance/sp/assets/upload", name="will FAIL", type="video", url="https://a.example/c.mp4"
    ).json()["data"]["asset_id"]
    found: dict[str, str] = {}
    while found != {good: "Active", bad: "Failed"}:
        reply = client.post("/seedance/sp/assets/status", asset_ids=[good, bad, "unknown"]).json()
        assert reply["code"] == 0
        found = {item["asset_id"]: item["status"] for item in reply["data"]["items"]}
    detail = client.post("/seedance/sp/assets/detail", asset_id=good).json()
    assert detail["code"] == 0
    assert detail["data"]["name"] == "Cat"
    assert detail["data"]["image_url"] == "https://a.example/c.png"
    assert client.post("/seedance/sp/assets/detail", asset_id="../x").json()["code"] == 20002
    assert client.post("/seedance/sp/assets/upload", name="Cat", type="song", url="x").json()["code"] == 20002
    assert client.post("/seedance/sp/assets/status", asset_ids="x").json()["code"] == 20002


def test_links_are_signed_and_run_out(client: Client) -> None:
    url = client.finished("A paper boat")["result"]["video_url"]
    assert re.fullmatch(rf"{client.address}/videos/\w+\.mp4\?sig=\w+&expires=\d+", url)
    for broken in (
        url.split("?")[0],
        url[:-1],
        url.replace("sig=", "sig=0"),
        url.replace("expires=", "expires=9"),
    ):
        reply = client.http.get(broken)
        assert reply.status_code == 403
        assert reply.headers["content-type"] == "application/xml"
        assert b"<Code>AccessDenied</Code>" in reply.content


def test_parts_of_a_video(client: Client) -> None:
    url = client.finished("A paper boat")["result"]["video_url"]
    whole = client.http.get(url)
    size = len(whole.content)
    assert whole.headers["accept-ranges"] == "bytes"
    etag = whole.headers["etag"]

    def part(**headers: str) -> httpx.Response:
        return client.http.get(
            url, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )

    middle = part(Range="bytes=100-199")
    assert (middle.status_code, middle.content) == (206, whole.content[100:200])
    assert middle.headers["content-range"] == f"bytes 100-199/{size}"
    assert part(Range="bytes=100-").content == whole.content[100:]
    assert part(Range="bytes=-5").content == whole.content[-5:]
    assert part(Range=f"bytes=0-{size * 2}").content == whole.content
    assert part(Range="bytes=5-", If_Range=etag).status_code == 206
    assert part(Range="bytes=5-", If_Range='"other"').content == whole.content
    for ignored in ("bytes=9-5", "bytes=-", "lines=1-2", "bytes=1-2,4-5", "bytes=a-b"):
        assert part(Range=ignored).status_code == 200
    beyond = part(Range=f"bytes={size}-")
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{size}")
    head = client.http.head(url)
    assert (head.headers["content-length"], head.content) == (str(size), b"")


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "10.0.0.1", ""]
)
def test_other_hosts_names_get_nothing(client: Client, host: str) -> None:
    reply = client.http.get(f"{API}/user/balance", headers={"Host": host, "Authorization": "Bearer practice"})
    assert reply.status_code == 403


def test_it_listens_on_loopback_only(fast: Running) -> None:
    port = int(fast.address.rsplit(":", 1)[1])
    assert fast.address == f"http://127.0.0.1:{port}"
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))
        own = probe.getsockname()[0]
    if own.startswith("127."):
        pytest.skip("this computer has no other address")
    with pytest.raises(ConnectionRefusedError), socket.create_connection((own, port), timeout=2):
        pass


def test_one_connection_carries_many_requests(fast: Running) -> None:
    port = int(fast.address.rsplit(":", 1)[1])
    request = f"GET {API}/key/balance HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer x\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(request * 3)
        received = b""
        while received.count(b'"unlimited": true') < 3:
            piece = connection.recv(65536)
            assert piece, received
            received += piece
    assert received.count(b"HTTP/1.1 200") == 3


@pytest.mark.parametrize(
    "head",
    [
        "Content-Length: -5",
        "Content-Length: x",
        "Content-Length: 99999999999999999999",
        "Transfer-Encoding: chunked\r\n\r\nzz",
        "Transfer-Encoding: chunked\r\n\r\n-5",
    ],
)
def test_broken_bodies_are_answered_and_the_connection_closed(fast: Running, head: str) -> None:
    port = int(fast.address.rsplit(":", 1)[1])
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        start = f"POST {API}/seedance/videos HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer x"
        connection.sendall(f"{start}\r\n{head}\r\n\r\n".encode())
        connection.shutdown(socket.SHUT_WR)
        received = b""
        while piece := connection.recv(65536):
            received += piece
    assert b"HTTP/1.1 4" in received
    assert b"Connection: close" in received


def test_a_large_json_body_is_refused(client: Client) -> None:
    assert client.create("x" * 2_000_000).status_code == 413

"""A video is rendered when it is first asked for, once, and by whatever request."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from tests.practice.client import Client
from tests.practice.running import practice

if TYPE_CHECKING:
    from pathlib import Path


def test_an_order_does_not_wait_for_the_videos_of_others(tmp_path: Path) -> None:
    with practice(tmp_path) as running, Client(running.address) as client:
        task_ids = [client.created(f"Number {number}", duration=15) for number in range(99)]
        last = client.finished("The last")
        assert [client.state(task_id)["status"] for task_id in task_ids] == ["completed"] * 99
        assert not list(tmp_path.glob("videos/*")), "a link is named before its video is there"
        assert client.http.get(last["result"]["video_url"]).content[4:8] == b"ftyp"
        assert [file.stem for file in tmp_path.glob("videos/*")] == [last["task_id"]]


@pytest.mark.parametrize(
    ("method", "headers", "status"), [("HEAD", {}, 200), ("GET", {"Range": "bytes=4-7"}, 206)]
)
def test_a_head_or_a_range_may_be_the_first(
    client: Client, method: str, headers: dict[str, str], status: int
) -> None:
    url = client.finished("A cat")["result"]["video_url"]
    first = client.http.request(method, url, headers=headers)
    whole = client.http.get(url)
    assert first.status_code == status
    assert first.headers["etag"] == whole.headers["etag"]
    assert first.content == (b"ftyp" if headers else b"")
    if method == "HEAD":
        assert int(first.headers["content-length"]) == len(whole.content)


def test_first_requests_at_the_same_time_render_once(client: Client) -> None:
    url = client.finished("A cat")["result"]["video_url"]
    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(client.http.request, ["GET", "HEAD"] * 4, [url] * 8))
    # The ETag holds the time at which the file was written.
    assert len({reply.headers["etag"] for reply in replies}) == 1
    assert len({reply.content for reply in replies[::2]}) == 1


def test_a_video_that_could_not_be_written_is_tried_again(tmp_path: Path) -> None:
    with practice(tmp_path) as running, Client(running.address) as client:
        url = client.finished("A cat")["result"]["video_url"]
        (tmp_path / "videos").rename(tmp_path / "elsewhere")
        assert client.http.get(url).status_code == 500
        (tmp_path / "elsewhere").rename(tmp_path / "videos")
        assert client.http.get(url).status_code == 200

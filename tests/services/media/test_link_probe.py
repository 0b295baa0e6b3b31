"""What a link leads to is known by its content, from a few parts of it, and from public places alone."""

from __future__ import annotations

import asyncio
import re
import wave
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage

from seedance_gui.domain.draft import Kind
from seedance_gui.services.api.client import ApiClient
from seedance_gui.services.media import link_probe
from seedance_gui.services.media.media_info import PIECE
from seedance_gui.services.media.worker_client import MediaWorker
from tests import server as s
from tests.media import make_gif, make_image, make_sound, make_video, make_wav, turned
from tests.services.stage import eventually

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from seedance_gui.services.api.models import LinkProbeResult
    from tests.server import Answer, Call, Server


MEDIA: list[MediaWorker] = []


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    MEDIA[:] = [MediaWorker(tmp_path / "undecodable")]
    with s.Server() as running:
        yield running
    MEDIA[0].close()


async def look(server: Server, path: str = "/a") -> LinkProbeResult:
    api = ApiClient(server.address, "")
    return await link_probe.probe_link(api, MEDIA[0], server.address + path, server.address)


def padded(path: Path, size: int) -> bytes:
    """Return a clip whose index stands behind ``size`` bytes that nobody needs."""
    data = path.read_bytes()
    index = data.index(b"moov") - 4
    filling = (size).to_bytes(4, "big") + b"free" + bytes(size - 8)
    return data[:index] + filling + data[index:]


def bytes_sent(server: Server, size: int) -> int:
    ranges = [
        re.fullmatch(r"bytes=(\d+)-(\d+)", seen.headers.get("range", "")) for seen in server.seen_at("/a")
    ]
    return sum(min(int(found[2]), size - 1) - int(found[1]) + 1 for found in ranges if found)


@pytest.mark.parametrize("suffix", [".mp4", ".mov", ".mkv", ".avi", ".flv"])
async def test_clips(server: Server, tmp_path: Path, suffix: str) -> None:
    clip = make_video(tmp_path / f"a{suffix}", 640, 360, 1.0, 24).read_bytes()
    server.on("GET", "/a", s.file_of(clip, kind="application/octet-stream"))
    answer = await look(server)
    assert answer.ok
    found = answer.found
    assert (found.kind, found.width, found.height, found.size) == (Kind.VIDEO, 640, 360, len(clip))
    assert found.seconds == pytest.approx(1.0, abs=0.2)
    assert found.fps == pytest.approx(24)
    assert found.picture.startswith(b"\xff\xd8")


@pytest.mark.parametrize("suffix", [".mp3", ".m4a", ".flac", ".wav"])
async def test_sounds(server: Server, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    sound = (make_wav(path, 1.5) if suffix == ".wav" else make_sound(path, 1.5)).read_bytes()
    server.on("GET", "/a", s.file_of(sound, kind="video/mp4"))  # the server's word counts for less
    found = (await look(server)).found
    assert found.kind is Kind.AUDIO
    assert found.seconds == pytest.approx(1.5, abs=0.1)
    assert len(found.loudness) == 32


async def test_a_picture_is_known_as_it_is_seen_and_whether_it_is_whole(
    server: Server, tmp_path: Path
) -> None:
    picture = turned(make_image(tmp_path / "a.jpg", 640, 480).read_bytes(), 6)
    server.on("GET", "/a", s.file_of(picture, kind="image/png"))
    found = (await look(server)).found
    assert (found.format, found.width, found.height, found.size) == ("jpg", 480, 640, len(picture))
    server.on("GET", "/a", s.file_of(picture[: len(picture) // 2], kind="image/png"))
    found = (await look(server)).found
    assert (found.kind, found.format) == (Kind.IMAGE, "")


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".bmp", ".gif"])
async def test_pictures(server: Server, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    picture = make_gif(path, 64, 48) if suffix == ".gif" else make_image(path, 1200, 1100)
    server.on("GET", "/a", s.file_of(picture.read_bytes(), kind="text/plain"))
    found = (await look(server)).found
    assert (found.kind, found.format) == (Kind.IMAGE, suffix[1:])
    assert (found.width, found.height) == ((64, 48) if suffix == ".gif" else (1200, 1100))
    image = QImage.fromData(found.picture)
    assert (image.width(), image.height()) == ((64, 48) if suffix == ".gif" else (349, 320))


async def test_of_a_large_clip_only_parts_are_fetched(server: Server, tmp_path: Path) -> None:
    """Its index stands at the end, 40 MB on."""
    clip = padded(make_video(tmp_path / "a.mp4", 720, 720, 2.0), 40_000_000)
    server.on("GET", "/a", s.file_of(clip))
    found = (await look(server)).found
    assert (found.width, found.height, found.size) == (720, 720, len(clip))
    assert found.seconds == pytest.approx(2.0, abs=0.1)
    assert bytes_sent(server, len(clip)) < 8 * PIECE


async def test_of_a_large_picture_the_size_alone_is_known(server: Server, tmp_path: Path) -> None:
    picture = make_image(tmp_path / "a.png").read_bytes() + bytes(link_probe.MOST)
    server.on("GET", "/a", s.file_of(picture, kind="image/png"))
    found = (await look(server)).found
    assert (found.width, found.height, found.size) == (320, 180, len(picture))
    assert not found.picture
    assert bytes_sent(server, len(picture)) == PIECE


@pytest.mark.parametrize("length", [True, False])
async def test_a_server_that_gives_no_parts(server: Server, tmp_path: Path, length: bool) -> None:
    clip = make_video(tmp_path / "a.mp4", 720, 720, 1.0).read_bytes()
    server.on("GET", "/a", s.file_of(clip, ranges=False) if length else s.chunked(clip))
    found = (await look(server)).found
    assert (found.kind, found.width, found.size) == (Kind.VIDEO, 720, len(clip))
    assert found.seconds == pytest.approx(1.0, abs=0.1)
    assert len(server.seen_at("/a")) == 1


async def test_without_parts_what_lies_far_behind_is_not_known(server: Server, tmp_path: Path) -> None:
    clip = padded(make_video(tmp_path / "a.mp4"), 2 * link_probe.WITHOUT_RANGES)
    server.on("GET", "/a", s.file_of(clip, ranges=False))
    answer = await look(server)
    assert answer.ok
    assert (answer.found.kind, answer.found.size, answer.found.seconds) == (Kind.VIDEO, len(clip), None)


async def test_a_file_that_changes_under_way_is_not_mixed(server: Server, tmp_path: Path) -> None:
    clip = padded(make_video(tmp_path / "a.mp4"), 2_000_000)
    server.on("GET", "/a", s.file_of(clip), s.file_of(clip, tag='"two"'))
    found = (await look(server)).found
    assert (found.size, found.seconds) == (len(clip), None)


async def test_a_server_that_sends_another_part_than_asked(server: Server, tmp_path: Path) -> None:
    """What it says of a part counts, however well the bytes would fit."""
    clip = padded(make_video(tmp_path / "a.mp4"), 2_000_000)

    def misplaced(body: bytes) -> Answer:
        def answer(call: Call) -> None:
            first, last = re.findall(r"\d+", call.seen.headers["range"])
            part = body[int(first) : int(last) + 1]
            told = {"Content-Range": f"bytes 7-{6 + len(part)}/{len(body)}", "ETag": '"one"'}
            call.socket.sendall(s.head(206, told | {"Content-Length": str(len(part))}) + part)

        return answer

    server.on("GET", "/a", s.file_of(clip), misplaced(clip))
    assert (await look(server)).found.seconds is None
    server.on("GET", "/a", misplaced(make_image(tmp_path / "a.png").read_bytes()))
    answer = await look(server)
    assert answer.ok
    assert not answer.found.format


async def test_of_an_hour_of_sound_no_more_is_fetched_than_allowed(server: Server, tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(2 * 8000 * 3600))
    sound = path.read_bytes()
    server.on("GET", "/a", s.file_of(sound, kind="audio/wav"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(link_probe, "MOST", 2 * 1024 * 1024)
        found = (await look(server)).found
    assert found.seconds == pytest.approx(3600)
    assert bytes_sent(server, len(sound)) <= 2 * 1024 * 1024


async def test_parts_of_a_whole_that_is_not_told(server: Server, tmp_path: Path) -> None:
    clip = padded(make_video(tmp_path / "a.mp4"), 2_000_000)

    def part(call: Call) -> None:
        told = {"Content-Range": f"bytes 0-{PIECE - 1}/*", "Content-Length": str(PIECE)}
        call.socket.sendall(s.head(206, told) + clip[:PIECE])

    server.on("GET", "/a", part)
    answer = await look(server)
    assert answer.ok
    assert answer.found.size is None


async def test_what_is_no_file(server: Server) -> None:
    server.on("GET", "/page", s.html(200))
    named = s.file_of(b"\n<!DOCTYPE html><title>x</title>", kind="image/png")
    server.on("GET", "/named", named)
    server.on("GET", "/empty", s.file_of(b"", kind="image/png"))
    for path, words in (
        ("/page", "web page"),
        ("/named", "web page"),
        ("/gone", "(404)"),
        ("/empty", "(416)"),
    ):
        answer = await look(server, path)
        assert not answer.ok
        assert words in str(answer.message)


async def test_no_other_places(server: Server) -> None:
    with s.Server() as home:
        home.on("GET", "/x", s.file_of(b"x", kind="image/png"))
        server.on("GET", "/a", s.status(302, headers={"Location": f"{home.address}/x"}))
        assert not (await look(server)).ok
        for link in ("file:///etc/passwd", "https://[::1]/x", f"{home.address}/x"):
            told = await link_probe.probe_link(ApiClient("", ""), MEDIA[0], link)
            assert "not public" in str(told.message)
        assert not home.seen


async def test_a_redirect_to_another_place_in_the_middle(server: Server, tmp_path: Path) -> None:
    clip = padded(make_video(tmp_path / "a.mp4"), 2_000_000)
    with s.Server() as home:
        home.on("GET", "/x", s.file_of(clip))
        moved = s.status(302, headers={"Location": f"{home.address}/x"})
        server.on("GET", "/a", s.file_of(clip), moved)
        assert (await look(server)).found.seconds is None
        assert not home.seen


async def test_endless_bodies_end_here(server: Server) -> None:
    server.on("GET", "/a", s.endless())
    answer = await look(server)
    assert answer.ok
    assert answer.found.size is None


async def test_in_time_or_not_at_all(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who says nothing has no answer; who says nothing more leaves what is known."""
    monkeypatch.setattr(link_probe, "SECONDS", 1.0)
    server.on("GET", "/a", s.silent())
    assert "doesn't answer" in str((await look(server)).message)
    clip = padded(make_video(tmp_path / "a.mp4"), 2_000_000)
    server.on("GET", "/b", s.file_of(clip), s.silent())
    answer = await look(server, "/b")
    assert answer.ok
    assert (answer.found.size, answer.found.seconds) == (len(clip), None)


@pytest.mark.parametrize(
    "content",
    [b"x", b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", b"\0\0\0\x18ftypisom" + b"\xff" * 99,
     b"\x1a\x45\xdf\xa3" + bytes(range(256)) * 99, b"\xff\xd8\xff" + bytes(99)],
)  # fmt: skip
async def test_garbage_is_not_known(server: Server, content: bytes) -> None:
    server.on("GET", "/a", s.file_of(content, kind="application/octet-stream"))
    answer = await look(server)
    assert answer.ok
    assert answer.found.seconds is None
    assert answer.found.kind is not Kind.VIDEO


async def test_it_can_be_cancelled(server: Server, tmp_path: Path) -> None:
    clip = padded(make_video(tmp_path / "a.mp4"), 2_000_000)
    server.on("GET", "/a", s.file_of(clip), s.silent())
    work = asyncio.ensure_future(look(server))
    await eventually(lambda: len(server.seen_at("/a")) == 2)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work


async def test_never_with_the_token(server: Server, tmp_path: Path) -> None:
    server.on("GET", "/a", s.file_of(make_image(tmp_path / "a.png").read_bytes(), kind="image/png"))
    await look(server)
    assert server.seen
    assert all("authorization" not in seen.headers for seen in server.seen)

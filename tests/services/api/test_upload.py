"""Uploads: bounded before, watched meanwhile, and never half a file."""

from __future__ import annotations

import asyncio
import mimetypes
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.errors import FileProblemError, PassingError, RefusedError, SeedanceError, TokenError
from seedance_gui.services.api import multipart
from seedance_gui.services.api.client import ApiClient, Limits
from tests import server as s
from tests.media import make_image
from tests.services.stage import TOKEN, UPLOAD, eventually

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.server import Server

OK = s.envelope(
    {"url": "https://files.example/x.png", "filename": "x.png", "size": 4, "mime_type": "image/png"}
)


@pytest.fixture
async def api(server: Server) -> AsyncIterator[ApiClient]:
    server.on("POST", UPLOAD, OK)
    api = ApiClient(server.address, TOKEN, limits=Limits(upload_least=3.0, upload_bytes_a_second=1 << 30))
    yield api
    await api.aclose()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / 'a "quoted"\n名.png'
    path.write_bytes(os.urandom(300_000))
    return path


def content(path: Path) -> bytes:
    return path.read_bytes()


async def test_a_file_arrives_whole(api: ApiClient, server: Server, path: Path) -> None:
    told: list[tuple[int, int]] = []
    uploaded = await api.upload(path, lambda sent, whole: told.append((sent, whole)))
    assert uploaded == "https://files.example/x.png"
    (seen,) = server.seen
    head, _, rest = seen.body.partition(b"\r\n\r\n")
    assert 'filename="a %22quoted%22%0A名.png"'.encode() in head
    assert rest[:300_000] == content(path)
    assert seen.headers["authorization"] == f"Bearer {TOKEN}"
    assert told[-1] == (300_000, 300_000)
    assert told == sorted(told)


async def test_a_relative_link_is_made_whole(api: ApiClient, server: Server, path: Path) -> None:
    server.on("POST", UPLOAD, s.envelope({"url": "/uploads/1.png"}))
    assert await api.upload(path) == f"{server.address}/uploads/1.png"


async def test_a_hundred_megabytes_and_one_byte(api: ApiClient, server: Server, tmp_path: Path) -> None:
    path = tmp_path / "large.mp4"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024 + 1)
    with pytest.raises(FileProblemError, match="at most 100 MB") as caught:
        await api.upload(path)
    assert "100.0 MB" not in str(caught.value.message)
    assert not server.seen


@pytest.mark.parametrize("kind", ["gone", "empty", "folder", "pipe", "odd"])
async def test_what_is_no_file_to_send(api: ApiClient, server: Server, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x.png"
    if kind == "empty":
        path.write_bytes(b"")
    elif kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        if not hasattr(os, "mkfifo"):
            pytest.skip("no pipes here")
        os.mkfifo(path)
    elif kind == "odd":
        path = tmp_path / "a\0b"
    with pytest.raises(FileProblemError):
        await api.upload(path)
    assert not server.seen


@pytest.mark.parametrize("change", ["grows", "shrinks", "rewritten"])
async def test_a_file_that_changes_on_its_way(
    api: ApiClient, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    monkeypatch.setattr(multipart, "PART", 1000)
    path = tmp_path / "x.png"
    path.write_bytes(b"x" * 5000)
    os.utime(path, (1, 1))

    def progress(sent: int, _: int) -> None:
        if sent == 2000:
            with path.open("r+b") as file:
                if change == "shrinks":
                    file.truncate(2500)
                else:
                    file.seek(0 if change == "rewritten" else 5000)
                    file.write(b"more")

    with pytest.raises(FileProblemError, match="changed"):
        await api.upload(path, progress)
    await eventually(lambda: server.seen)
    assert not server.seen[0].whole


async def test_cancelled_on_its_way(api: ApiClient, server: Server, path: Path) -> None:
    path.write_bytes(bytes(8_000_000))  # noqa: ASYNC240 - before anything runs
    told: list[int] = []
    server.body_rate = 10
    work = asyncio.ensure_future(api.upload(path, lambda sent, _: told.append(sent)))
    await eventually(lambda: told)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    server.body_rate = None
    await eventually(lambda: server.seen)
    assert not server.seen[0].whole


async def test_a_byte_a_second_ends_with_a_sentence(server: Server, tmp_path: Path) -> None:
    path = tmp_path / "x.png"
    path.write_bytes(bytes(20_000_000))
    server.body_rate = 1
    api = ApiClient(server.address, TOKEN, limits=Limits(upload_least=0.5, upload_bytes_a_second=1 << 30))
    with pytest.raises(PassingError):
        await api.upload(path)
    await api.aclose()


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (s.envelope(None, 20001), TokenError),
        (s.status(401), TokenError),
        (s.envelope(None, 20002, "not this"), RefusedError),
        (s.status(413), PassingError),
        (s.html(502), PassingError),
        (s.hang_up(), PassingError),
        (s.envelope({}), FileProblemError),
    ],
)
async def test_answers(
    api: ApiClient, server: Server, path: Path, answer: s.Answer, expected: type[SeedanceError]
) -> None:
    server.on("POST", UPLOAD, answer)
    with pytest.raises(expected):
        await api.upload(path)


async def test_a_cancelled_upload_leaves_no_open_file(api: ApiClient, server: Server, path: Path) -> None:
    server.on("POST", UPLOAD, s.silent())
    for seconds in (0.0, 0.001, 0.2):
        work = asyncio.ensure_future(api.upload(path))
        await asyncio.sleep(seconds)
        work.cancel()
        with pytest.raises(asyncio.CancelledError):
            await work
    # an unclosed file would be a ResourceWarning, which is an error


@pytest.mark.parametrize(
    ("name", "sent", "mime"),
    [
        ("cat.webp", "cat.webp", "image/webp"),
        ("cat.png", "cat.webp", "image/webp"),  # a WebP that is called a PNG
        ("猫", "猫.webp", "image/webp"),
        ("walk.mkv", "walk.mkv", "video/x-matroska"),
        ("walk.m4v", "walk.m4v", "video/x-m4v"),
        ("song.flac", "song.flac", "audio/flac"),
    ],
)
async def test_what_is_sent_has_the_ending_and_the_type_of_its_content(
    api: ApiClient, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, sent: str,
    mime: str,
) -> None:  # fmt: skip
    monkeypatch.setattr(mimetypes, "guess_type", lambda *_: (None, None))  # a system without a table of types
    path = tmp_path / name
    if mime == "image/webp":
        make_image(tmp_path / "a.webp", 8, 8).rename(path)
    else:
        path.write_bytes(os.urandom(100))
    await api.upload(path)
    head = server.seen[0].body.partition(b"\r\n\r\n")[0].decode()
    assert f'filename="{sent}"' in head
    assert f"Content-Type: {mime}" in head


@pytest.mark.parametrize("form", ["heic", "avif"])
async def test_a_photograph_of_a_phone_is_sent_as_what_it_is(
    api: ApiClient, server: Server, tmp_path: Path, form: str
) -> None:
    photograph = tmp_path / "phone.jpg"
    shutil.copy(Path(__file__).parents[2] / "data" / "media" / f"gradient.{form}", photograph)
    await api.upload(photograph)
    head = server.seen[0].body.partition(b"\r\n\r\n")[0].decode()
    assert f'filename="phone.{form}"' in head
    assert f"Content-Type: image/{form}" in head


async def test_a_photograph_called_jpeg_keeps_its_name(
    api: ApiClient, server: Server, tmp_path: Path
) -> None:
    await api.upload(make_image(tmp_path / "a.jpg", 8, 8).rename(tmp_path / "a.JPEG"))
    assert b'filename="a.JPEG"' in server.seen[0].body

"""Files are known by their content, and nothing in them can hang the program or swell it."""

from __future__ import annotations

import asyncio
import os
import struct
import time
import zlib
from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.draft import Kind
from seedance_gui.services.media.media_info import MediaInfo
from seedance_gui.services.media.media_inspector import MediaInspector
from tests.media import make_gif, make_image, make_sound, make_video, make_wav

if TYPE_CHECKING:
    from pathlib import Path


async def test_a_video(tmp_path: Path) -> None:
    path = make_video(tmp_path / "a.mp4", 640, 360, 2.0, 24)
    found = await MediaInspector().look(path)
    assert (found.kind, found.width, found.height) == (Kind.VIDEO, 640, 360)
    assert found.seconds == pytest.approx(2.0, abs=0.1)
    assert found.fps == pytest.approx(24)
    assert found.size == path.stat().st_size
    assert found.picture.startswith(b"\xff\xd8")


@pytest.mark.parametrize("suffix", [".mp4", ".mov", ".mkv", ".avi", ".flv"])
async def test_each_container(tmp_path: Path, suffix: str) -> None:
    found = await MediaInspector().look(make_video(tmp_path / f"a{suffix}", seconds=1.0))
    assert found.kind is Kind.VIDEO
    assert found.seconds == pytest.approx(1.0, abs=0.2)


@pytest.mark.parametrize("suffix", [".mp3", ".m4a", ".flac", ".wav"])
async def test_sounds(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    found = await MediaInspector().look(make_wav(path, 1.5) if suffix == ".wav" else make_sound(path, 1.5))
    assert found.kind is Kind.AUDIO
    assert found.seconds == pytest.approx(1.5, abs=0.1)
    assert len(found.loudness) == 32
    assert 0.1 < max(found.loudness) <= 1


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".bmp", ".gif"])
async def test_pictures(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    found = await MediaInspector().look(
        make_gif(path, 64, 48) if suffix == ".gif" else make_image(path, 64, 48)
    )
    assert (found.kind, found.width, found.height, found.format) == (Kind.IMAGE, 64, 48, suffix[1:])


async def test_the_name_decides_nothing(tmp_path: Path) -> None:
    inspection = MediaInspector()
    video = make_video(tmp_path / "a.mp4", seconds=0.5).rename(tmp_path / "a.png")
    assert (await inspection.look(video)).kind is Kind.VIDEO
    picture = make_image(tmp_path / "b.png").rename(tmp_path / "b.mp4")
    assert (await inspection.look(picture)).kind is Kind.IMAGE


def png_header(width: int, height: int) -> bytes:
    data = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    chunk = b"IHDR" + data
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))


async def test_an_enormous_picture_is_not_decoded(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(png_header(50_000, 50_000) + bytes(100))
    found = await MediaInspector().look(path)
    assert (found.width, found.height) == (50_000, 50_000)


@pytest.mark.parametrize(
    "content",
    [b"", b"x", b"\xff\xd8\xff", b"\xff\xd8" + b"\xff\xe1\0\0" * 9, b"RIFF", b"\0\0\0\x18ftypisom",
     b"OggS" * 99,
     b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", b"ffconcat version 1.0\nfile /etc/passwd\n",
     b"\x1a\x45\xdf\xa3" + bytes(range(256)) * 99, b"ID3" + b"\xff" * 999],
)  # fmt: skip
async def test_garbage_is_not_known(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(content)
    found = await MediaInspector().look(path)
    assert found.seconds is None
    assert found.kind is not Kind.VIDEO


async def test_what_is_no_file(tmp_path: Path) -> None:
    inspection = MediaInspector()
    os.mkfifo(tmp_path / "pipe.mp4")
    for path in (tmp_path / "gone.mp4", tmp_path, tmp_path / "pipe.mp4"):
        assert await inspection.look(path) == MediaInfo()


async def test_two_sparse_gigabytes(tmp_path: Path) -> None:
    path = make_video(tmp_path / "a.mp4", seconds=0.5)
    with path.open("r+b") as file:
        file.truncate(2 * 1024**3)
    found = await MediaInspector().look(path)
    assert found.size == 2 * 1024**3


async def test_one_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    path = make_video(tmp_path / "a.mp4", seconds=0.5)
    found = await MediaInspector(seconds=0.01).look(path)
    assert found.kind is None
    assert found.format == "mov"


async def test_it_can_be_cancelled_and_the_next_goes_on(tmp_path: Path) -> None:
    inspection = MediaInspector()
    path = make_video(tmp_path / "a.mp4", seconds=0.5)
    work = asyncio.ensure_future(inspection.look(path))
    await asyncio.sleep(0.05)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    assert (await inspection.look(path)).kind is Kind.VIDEO


async def test_each_state_once(tmp_path: Path) -> None:
    inspection = MediaInspector()
    path = make_video(tmp_path / "a.mp4", seconds=0.5)
    first = await inspection.look(path)
    begun = time.perf_counter()
    assert await inspection.look(path) is first
    assert time.perf_counter() - begun < 0.1
    make_image(tmp_path / "b.png").replace(path)
    assert (await inspection.look(path)).kind is Kind.IMAGE

"""Media is decoded by a process of its own: known by its content, and nothing in it can harm the program."""

from __future__ import annotations

import asyncio
import itertools
import os
import resource
import signal
import struct
import subprocess
import sys
import zlib
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
import pytest
from PySide6.QtGui import QColor, QImage, QTransform

from seedance_gui.domain.draft import Kind
from seedance_gui.services.media.media_info import MediaInfo, Verdict
from seedance_gui.services.media.worker_client import MediaWorker, UncheckedError
from tests.media import (
    make_gif,
    make_image,
    make_sound,
    make_video,
    make_wav,
    tagged,
    turned,
    with_cover,
)
from tests.services.stage import eventually

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = Path(__file__).parents[2] / "data" / "media"


@pytest.fixture(scope="module")
def media(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MediaWorker]:
    """Give a worker that serves many tests, as it does in the program."""
    made = MediaWorker(tmp_path_factory.mktemp("cache") / "undecodable")
    yield made
    made.close()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[MediaWorker]:
    made = MediaWorker(tmp_path / "undecodable")
    yield made
    made.close()


# -- what a file is


async def test_a_video(media: MediaWorker, tmp_path: Path) -> None:
    path = make_video(tmp_path / "a.mp4", 640, 360, 2.0, 24)
    found = await media.probe(path)
    assert (found.kind, found.width, found.height) == (Kind.VIDEO, 640, 360)
    assert found.seconds == pytest.approx(2.0, abs=0.1)
    assert found.fps == pytest.approx(24)
    assert found.size == path.stat().st_size
    assert found.picture.startswith(b"\xff\xd8")


@pytest.mark.parametrize("suffix", [".mp4", ".mov", ".mkv", ".avi", ".flv"])
async def test_each_container(media: MediaWorker, tmp_path: Path, suffix: str) -> None:
    found = await media.probe(make_video(tmp_path / f"a{suffix}", seconds=1.0))
    assert found.kind is Kind.VIDEO
    assert found.seconds == pytest.approx(1.0, abs=0.2)


@pytest.mark.parametrize("suffix", [".mp3", ".m4a", ".flac", ".wav"])
async def test_sounds(media: MediaWorker, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    found = await media.probe(make_wav(path, 1.5) if suffix == ".wav" else make_sound(path, 1.5))
    assert found.kind is Kind.AUDIO
    assert found.seconds == pytest.approx(1.5, abs=0.1)
    assert len(found.loudness) == 32
    assert 0.1 < max(found.loudness) <= 1


@pytest.mark.parametrize(("name", "codec"), [("a.m4a", "mjpeg"), ("a.m4a", "libx264"), ("a.mp4", "mjpeg")])
async def test_a_sound_whose_cover_is_a_track(
    media: MediaWorker, tmp_path: Path, name: str, codec: str
) -> None:
    found = await media.probe(with_cover(tmp_path / name, codec, 1.5))
    assert (found.kind, found.width, found.ending(name)) == (Kind.AUDIO, None, "m4a")
    assert found.seconds == pytest.approx(1.5, abs=0.1)
    assert max(found.loudness) > 0.1


@pytest.mark.parametrize("suffix", [".aac", ".flac", ".mp3"])
@pytest.mark.parametrize("size", [300, 200_000])
async def test_a_sound_behind_a_tag(media: MediaWorker, tmp_path: Path, suffix: str, size: int) -> None:
    path = tagged(make_sound(tmp_path / f"a{suffix}", 1.5), size)
    found = await media.probe(path.rename(tmp_path / "a.wav"))
    assert (found.kind, found.ending("a.wav")) == (Kind.AUDIO, suffix[1:])
    assert found.seconds == pytest.approx(1.5, abs=0.1)


async def test_aac_that_begins_with_silence(media: MediaWorker, tmp_path: Path) -> None:
    """It has no index: by the first seconds' loudness FFmpeg would guess ten times the length."""
    path = tmp_path / "a.aac"
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream("aac", rate=44_100)
        for number in range(172):
            frame = av.AudioFrame(format="s16", layout="mono", samples=1024)
            size = frame.planes[0].buffer_size
            frame.planes[0].update(bytes(size) if number < 86 else os.urandom(size))
            frame.sample_rate, frame.pts, frame.time_base = 44_100, number * 1024, Fraction(1, 44_100)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    assert (await media.probe(path)).seconds == pytest.approx(4.0, abs=0.1)


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("a.mp4", "mp4"), ("a.mov", "mov"), ("a.m4v", "m4v"), ("a.mkv", "mkv"), ("a.webm", "webm"),
        ("a.avi", "avi"), ("a.flv", "flv"), ("a.ts", "ts"),
    ],
)  # fmt: skip
async def test_a_clip_keeps_an_ending_that_may_stand(
    media: MediaWorker, tmp_path: Path, name: str, sent: str
) -> None:
    made = make_video(tmp_path / ("a.mkv" if name == "a.webm" else name), seconds=0.5)
    found = await media.probe(made.rename(tmp_path / name))
    assert (found.ending(name), found.ending(name.upper())) == (sent, sent)
    assert found.ending("a.png") == ({"mov": "mp4", "m4v": "mp4", "webm": "mkv"}.get(sent) or sent)


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".bmp", ".gif"])
async def test_pictures(media: MediaWorker, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    found = await media.probe(make_gif(path, 64, 48) if suffix == ".gif" else make_image(path, 64, 48))
    assert (found.kind, found.width, found.height, found.format) == (Kind.IMAGE, 64, 48, suffix[1:])


async def test_the_name_decides_nothing(media: MediaWorker, tmp_path: Path) -> None:
    video = make_video(tmp_path / "a.mp4", seconds=0.5).rename(tmp_path / "a.png")
    assert (await media.probe(video)).kind is Kind.VIDEO
    picture = make_image(tmp_path / "b.png").rename(tmp_path / "b.mp4")
    assert (await media.probe(picture)).kind is Kind.IMAGE


def png_header(width: int, height: int) -> bytes:
    data = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    chunk = b"IHDR" + data
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))


async def test_an_enormous_picture_is_not_decoded(media: MediaWorker, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(png_header(50_000, 50_000) + bytes(100))
    found = await media.probe(path)
    assert (found.width, found.height) == (50_000, 50_000)


@pytest.mark.parametrize(
    "content",
    [b"", b"x", b"\xff\xd8\xff", b"\xff\xd8" + b"\xff\xe1\0\0" * 9, b"RIFF", b"\0\0\0\x18ftypisom",
     b"OggS" * 99,
     b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", b"ffconcat version 1.0\nfile /etc/passwd\n",
     b"\x1a\x45\xdf\xa3" + bytes(range(256)) * 99, b"ID3" + b"\xff" * 999],
)  # fmt: skip
async def test_garbage_is_not_known(media: MediaWorker, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(content)
    found = await media.probe(path)
    assert found.seconds is None
    assert found.kind is not Kind.VIDEO


async def test_what_is_no_file(media: MediaWorker, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.mp4")
    for path in (tmp_path / "gone.mp4", tmp_path, tmp_path / "pipe.mp4"):
        assert await media.probe(path) == MediaInfo()


async def test_two_sparse_gigabytes(media: MediaWorker, tmp_path: Path) -> None:
    path = make_video(tmp_path / "a.mp4", seconds=0.5)
    with path.open("r+b") as file:
        file.truncate(2 * 1024**3)
    found = await media.probe(path)
    assert found.size == 2 * 1024**3


async def test_a_name_that_is_not_utf_8(media: MediaWorker, tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"\xff\xfe")
    folder.mkdir()
    path = make_video(tmp_path / "a.mp4", seconds=0.5).rename(folder / os.fsdecode(b"\xe9.mp4"))
    assert (await media.probe(path)).seconds
    assert (await media.check(path)).verdict is Verdict.WHOLE
    assert media.picture(str(make_image(tmp_path / "b.png").rename(folder / os.fsdecode(b"\xe9.png"))))


# -- whether a fetched video is whole


@pytest.mark.parametrize("suffix", [".mp4", ".mov", ".mkv"])
async def test_a_whole_video(media: MediaWorker, tmp_path: Path, suffix: str) -> None:
    checked = await media.check(make_video(tmp_path / f"v{suffix}", 640, 360, 1.0))
    assert checked.verdict is Verdict.WHOLE
    assert checked.suffix == (".mkv" if suffix == ".mkv" else ".mp4")
    poster = QImage.fromData(checked.poster)
    assert (poster.width(), poster.height()) == (569, 320)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("first", [True, False], ids=["index first", "index last"])
async def test_a_cut_video(media: MediaWorker, tmp_path: Path, part: float, first: bool) -> None:
    path = make_video(tmp_path / "v.mp4", 320, 240, 4.0, sound=False)
    if first:
        path = with_index_first(path, tmp_path / "w.mp4")
        assert (await media.check(path)).verdict is Verdict.WHOLE
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * part)])
    assert (await media.check(path)).verdict is Verdict.BROKEN


def with_index_first(path: Path, target: Path) -> Path:
    with (
        av.open(str(path)) as source,
        av.open(str(target), "w", container_options={"movflags": "faststart"}) as made,
    ):
        stream = made.add_stream_from_template(source.streams.video[0])
        for packet in source.demux(video=0):
            if packet.size:
                packet.stream = stream
                made.mux(packet)
    return target


@pytest.mark.parametrize(
    ("data", "verdict"),
    [
        (b"", Verdict.NO_VIDEO),
        (b"x", Verdict.NO_VIDEO),
        (b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1/x.ts\n", Verdict.NO_VIDEO),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", Verdict.NO_VIDEO),
        ("<html>错误".encode()[:-1], Verdict.NO_VIDEO),
        ("<?xml version='1.0'?><Error/>".encode("utf-16"), Verdict.NO_VIDEO),
        (b"GIF89a" + bytes(100), Verdict.NO_VIDEO),
        (b"\0\0\0\x20ftypisom" + bytes(100), Verdict.BROKEN),
        (b"\x1a\x45\xdf\xa3" + bytes(100), Verdict.BROKEN),
        (bytes(range(256)) * 100, Verdict.UNCHECKED),
        (b"text and then \x00", Verdict.UNCHECKED),
    ],
)
async def test_what_is_no_whole_video(
    media: MediaWorker, tmp_path: Path, data: bytes, verdict: Verdict
) -> None:
    path = tmp_path / "x.mp4"
    path.write_bytes(data)
    checked = await media.check(path)
    assert checked.verdict is verdict
    assert not checked.poster


@pytest.mark.parametrize(("suffix", "expected"), [(".ts", ".ts"), (".avi", ".avi"), (".flv", ".flv")])
async def test_a_video_of_another_kind(
    media: MediaWorker, tmp_path: Path, suffix: str, expected: str
) -> None:
    path = make_video(tmp_path / f"v{suffix}", seconds=0.5).rename(tmp_path / "v.mp4")
    checked = await media.check(path)
    assert (checked.verdict, checked.suffix) == (Verdict.UNCHECKED, expected)


async def test_sound_alone_is_no_video(media: MediaWorker, tmp_path: Path) -> None:
    assert (await media.check(make_sound(tmp_path / "s.m4a"))).verdict is Verdict.BROKEN


async def test_webm_by_its_content(media: MediaWorker, tmp_path: Path) -> None:
    path = tmp_path / "x.mp4"
    path.write_bytes(b"\x1a\x45\xdf\xa3\x42\x82\x84webm" + bytes(100))
    assert (await media.check(path)).suffix == ".webm"


# -- pictures


def corner(image: QImage) -> str:
    """Return which corner of a picture is the dark one."""
    right, low = image.width() - 9, image.height() - 9
    dark = [image.pixelColor(x, y).lightness() < 60 for x, y in ((8, 8), (right, 8), (8, low), (right, low))]
    assert sum(dark) == 1
    return ["top left", "top right", "bottom left", "bottom right"][dark.index(True)]


@pytest.mark.parametrize(
    ("lies", "expected", "size"),
    [
        (1, "top left", (640, 320)), (2, "top right", (640, 320)), (3, "bottom right", (640, 320)),
        (4, "bottom left", (640, 320)), (5, "top left", (320, 640)), (6, "top right", (320, 640)),
        (7, "bottom right", (320, 640)), (8, "bottom left", (320, 640)),
    ],
)  # fmt: skip
def test_a_photograph_is_upright(
    media: MediaWorker, tmp_path: Path, lies: int, expected: str, size: tuple[int, int]
) -> None:
    image = QImage(2000, 1000, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    for x, y in itertools.product(range(300), range(300)):
        image.setPixelColor(x, y, QColor("black"))
    image.save(str(tmp_path / "a.jpg"))
    data = (tmp_path / "a.jpg").read_bytes()
    made = QImage.fromData(media.picture(turned(data, lies)))
    assert (made.width(), made.height()) == size
    assert corner(made) == expected


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".bmp", ".gif", ".tiff"])
def test_each_kind_of_picture_is_made_small(media: MediaWorker, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    make_gif(path, 900, 640) if suffix == ".gif" else make_image(path, 900, 640, "#3a7bd5")
    image = QImage.fromData(media.picture(str(path)))
    assert (image.width(), image.height()) == (450, 320)
    if suffix != ".gif":
        colour = image.pixelColor(200, 200)
        assert max(abs(colour.red() - 0x3A), abs(colour.green() - 0x7B), abs(colour.blue() - 0xD5)) < 5


def test_what_is_transparent_stays_so(media: MediaWorker, tmp_path: Path) -> None:
    image = QImage(500, 500, QImage.Format.Format_ARGB32)
    image.fill(QColor(255, 0, 0, 128))
    image.save(str(tmp_path / "a.png"))
    small = QImage.fromData(media.picture(str(tmp_path / "a.png")))
    assert (small.pixelColor(9, 9).alpha(), small.width()) in {(128, 320), (129, 320)}


def test_an_animation_shows_its_first_picture(media: MediaWorker, tmp_path: Path) -> None:
    path = tmp_path / "a.webp"
    with av.open(str(path), "w", format="webp") as container:
        stream = container.add_stream("libwebp_anim", rate=10)
        stream.width, stream.height, stream.pix_fmt = 640, 400, "bgra"
        for number in range(3):
            frame = av.VideoFrame(640, 400, "bgra")
            plane = frame.planes[0]
            pixel = bytes((0, 0, 250 - 100 * number, 255))
            plane.update((pixel * 640).ljust(plane.line_size, b"\0") * 400)
            frame.pts, frame.time_base = number, Fraction(1, 10)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    assert b"ANMF" in path.read_bytes()
    small = QImage.fromData(media.picture(str(path)))
    assert (small.width(), small.height()) == (512, 320)
    assert small.pixelColor(99, 99).red() > 240


def test_sizes_at_the_edge(media: MediaWorker, tmp_path: Path) -> None:
    sizes = []
    for width, height in ((20_000, 10), (1, 1), (3, 5000), (321, 320)):
        image = QImage.fromData(media.picture(str(make_image(tmp_path / "a.png", width, height))))
        sizes.append((image.width(), image.height()))
    assert sizes == [(2560, 10), (1, 1), (3, 2560), (321, 320)]


def test_what_is_no_picture_has_none(media: MediaWorker, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"no picture")
    (tmp_path / "b.png").write_text("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")
    (tmp_path / "c.png").write_bytes(png_header(50_000, 50_000) + bytes(100))
    (tmp_path / "d.jpg").write_bytes(b"\xff\xd8\xff" + bytes(1000))
    for path in (*tmp_path.glob("?.*"), tmp_path / "gone.png", make_video(tmp_path / "v.mp4", seconds=0.2)):
        assert media.picture(str(path)) == b"", path.name


# -- copies of pictures


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".bmp", ".tiff", ".ico", ".ppm", ".pgm", ".xpm"])
async def test_a_copy_is_the_picture(media: MediaWorker, tmp_path: Path, suffix: str) -> None:
    path = make_image(tmp_path / f"a{suffix}", 120, 80, "#7a7a7a")
    ending, data = await media.copy(path, smaller=False)
    image = QImage.fromData(data)
    assert (ending, image.width(), image.height()) == (".png", 120, 80)
    assert abs(image.pixelColor(60, 40).green() - 0x7A) < 5


async def test_a_smaller_copy_is_a_jpeg_but_where_it_is_transparent(
    media: MediaWorker, tmp_path: Path
) -> None:
    ending, data = await media.copy(make_image(tmp_path / "a.png", 5000, 300), smaller=True)
    assert (ending, QImage.fromData(data).size().toTuple()) == (".jpg", (4096, 246))
    image = QImage(50, 50, QImage.Format.Format_ARGB32)
    image.fill(QColor(255, 0, 0, 128))
    image.save(str(tmp_path / "b.png"))
    ending, data = await media.copy(tmp_path / "b.png", smaller=True)
    assert ending == ".png"
    assert QImage.fromData(data).pixelColor(9, 9).alpha() in {128, 129}


@pytest.mark.parametrize(
    ("shape", "borders", "size"),
    [
        (16 / 9, False, (400, 225)),
        (16 / 9, True, (533, 300)),
        (1.0, False, (300, 300)),
        (0.5, True, (400, 800)),
    ],
)
async def test_a_copy_in_another_shape(
    media: MediaWorker, tmp_path: Path, shape: float, borders: bool, size: tuple[int, int]
) -> None:
    path = make_image(tmp_path / "a.jpg", 400, 300, "#c02020")
    suffix, data = await media.copy(path, smaller=False, shape=shape, borders=borders)
    made = QImage.fromData(data)
    assert (suffix, made.size().toTuple()) == (".jpg", size)
    assert made.pixelColor(made.width() // 2, made.height() // 2).red() > 150
    assert (made.pixelColor(3, 3).red() < 60) is borders
    assert made.pixelColor(3, 3) == made.pixelColor(made.width() - 4, made.height() - 4)


async def test_no_copy_is_made_of_what_is_no_picture_or_beyond_all_bounds(
    media: MediaWorker, tmp_path: Path
) -> None:
    (tmp_path / "a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")
    (tmp_path / "b.png").write_bytes(png_header(50_000, 50_000) + bytes(100))
    (tmp_path / "c.tiff").write_bytes(os.urandom(100))
    for name in ("a.svg", "b.png", "c.tiff", "gone.png"):
        with pytest.raises((OSError, ValueError)):
            await media.copy(tmp_path / name, smaller=False)


@pytest.mark.parametrize(("at", "colour"), [(0.0, "red"), (0.5, "lime"), (1.0, "blue")])
@pytest.mark.parametrize("lies", [1, 6])
async def test_a_crop_where_it_was_chosen(
    media: MediaWorker, tmp_path: Path, at: float, colour: str, lies: int
) -> None:
    """Three stripes, left to right as a person sees them, also where the file lies turned."""
    image = QImage(300, 100, QImage.Format.Format_RGB32)
    for x in range(300):
        for y in range(100):
            image.setPixelColor(x, y, QColor(("red", "lime", "blue")[x // 100]))
    stored = image if lies == 1 else image.transformed(QTransform().rotate(-90))
    path = tmp_path / "a.jpg"
    assert stored.save(str(path), quality=95)
    path.write_bytes(turned(path.read_bytes(), lies))
    _, data = await media.copy(path, smaller=False, shape=1.0, at=at)
    made = QImage.fromData(data)
    assert made.size().toTuple() == (100, 100)
    for x in (10, 90):
        assert abs(made.pixelColor(x, 50).hue() - QColor(colour).hue()) in {0, 359} | set(range(12))


async def test_a_targa_is_known_by_its_end(media: MediaWorker, tmp_path: Path) -> None:
    head = struct.pack("<BBBHHBHHHHBB", 0, 0, 2, 0, 0, 0, 0, 0, 40, 30, 24, 0x20)
    (tmp_path / "a.tga").write_bytes(head + bytes((10, 20, 200)) * 1200 + bytes(8) + b"TRUEVISION-XFILE.\0")
    _, data = await media.copy(tmp_path / "a.tga", smaller=False)
    assert QImage.fromData(data).pixelColor(5, 5).red() == 200


# -- what a picture is, its content decides


@pytest.mark.parametrize(("lies", "size"), [(1, (64, 32)), (3, (64, 32)), (6, (32, 64)), (8, (32, 64))])
async def test_a_turned_photograph_has_the_size_that_is_seen(
    media: MediaWorker, tmp_path: Path, lies: int, size: tuple[int, int]
) -> None:
    path = make_image(tmp_path / "a.jpg", 64, 32)
    path.write_bytes(turned(path.read_bytes(), lies))
    found = await media.probe(path)
    assert (found.width, found.height) == size
    _, copy = await media.copy(path, smaller=False)
    assert QImage.fromData(copy).size().toTuple() == size


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp", ".bmp"])
@pytest.mark.parametrize("share", [0.5, 0.9])
async def test_half_a_picture_is_no_picture(
    media: MediaWorker, tmp_path: Path, suffix: str, share: float
) -> None:
    image = QImage(os.urandom(4 * 200 * 150), 200, 150, QImage.Format.Format_RGB32)
    path = tmp_path / f"a{suffix}"
    assert image.save(str(path))
    assert (await media.probe(path)).format == suffix[1:]
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    found = await media.probe(path)
    assert (found.kind, found.format) == (Kind.IMAGE, "")


@pytest.mark.parametrize("suffix", [".png", ".webp"])
@pytest.mark.parametrize(("alpha", "see_through"), [(255, False), (100, True), (0, True)])
@pytest.mark.parametrize("width", [33, 640])
async def test_what_is_see_through(
    media: MediaWorker, tmp_path: Path, suffix: str, alpha: int, see_through: bool, width: int
) -> None:
    image = QImage(width, 48, QImage.Format.Format_ARGB32)
    image.fill(QColor(9, 90, 200))
    image.setPixelColor(9, 9, QColor(9, 90, 200, 254))  # so that it has an alpha channel at all
    for x in range(width // 2):
        for y in range(24):
            image.setPixelColor(x, y, QColor(9, 90, 200, alpha))
    image.save(str(path := tmp_path / f"a{suffix}"))
    assert (await media.probe(path)).see_through is see_through
    assert (await media.probe(path.read_bytes())).see_through is see_through


@pytest.mark.parametrize("share", [0.5, 0.9, 0.99])
async def test_half_an_animation_is_none(media: MediaWorker, tmp_path: Path, share: float) -> None:
    path = make_gif(tmp_path / "a.gif", 64, 48, 9)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    assert (await media.probe(path)).format == ""


@pytest.mark.parametrize("form", ["heic", "avif"])
async def test_a_phones_photograph_gets_a_copy(media: MediaWorker, tmp_path: Path, form: str) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes((DATA / f"gradient.{form}").read_bytes())
    found = await media.probe(path)
    size = (640, 360) if form == "heic" else (64, 48)
    assert (found.kind, found.format, (found.width, found.height)) == (Kind.IMAGE, form, size)
    suffix, data = await media.copy(path, smaller=False)
    image = QImage.fromData(data)
    assert (suffix, image.size().toTuple()) == (".jpg", size)
    assert image.pixelColor(9, 3).red() > 200
    assert image.pixelColor(9, image.height() - 3).blue() > 200
    assert QImage.fromData(media.picture(str(path))).width() == min(size[0], 569)


async def test_a_photograph_in_tiles_and_turned_as_phones_take_it(media: MediaWorker) -> None:
    """Four tiles of 128 pixels, cut to 240 x 200, turned to the right; libheif shows the same."""
    path = DATA / "tiles.heic"
    found = await media.probe(path)
    assert (found.format, found.width, found.height) == ("heic", 200, 240)
    _, data = await media.copy(path, smaller=False)
    for image in (QImage.fromData(data), QImage.fromData(media.picture(str(path)))):
        assert image.size().toTuple() == (200, 240)
        corners = [image.pixelColor(x, y) for x, y in ((9, 9), (190, 9), (9, 230), (190, 230))]
        bright = [tuple(part > 128 for part in (c.red(), c.green(), c.blue())) for c in corners]
        blue, red, white, lime = (False, False, True), (True, False, False), (True,) * 3, (False, True, False)
        assert bright == [blue, red, white, lime]


# -- taken pictures of a clip


def rgb_of(y: int, u: int, v: int, matrix: str, *, full: bool, bits: int) -> list[int]:
    """Return the colour by the standards' own formulas (BT.601-7, BT.709-6, BT.2020-2)."""
    kr, kb = {"601": (0.299, 0.114), "709": (0.2126, 0.0722), "2020": (0.2627, 0.0593)}[matrix]
    unit = 1 << (bits - 8)
    most = (1 << bits) - 1
    light = y / most if full else (y - 16 * unit) / (219 * unit)
    blue, red = ((part - 128 * unit) / (most if full else 224 * unit) for part in (u, v))
    r, b = light + 2 * (1 - kr) * red, light + 2 * (1 - kb) * blue
    return [max(0, min(255, round(255 * part))) for part in (r, (light - kr * r - kb * b) / (1 - kr - kb), b)]


@pytest.mark.parametrize("codec", ["libx264", "libx265"])
@pytest.mark.parametrize("bits", [8, 10])
@pytest.mark.parametrize("full", [False, True], ids=["limited", "full"])
@pytest.mark.parametrize(("matrix", "tag"), [("709", 1), ("601", 6), ("601", 2), ("2020", 9)])
async def test_the_colours_of_a_taken_picture(
    media: MediaWorker, tmp_path: Path, codec: str, bits: int, full: bool, matrix: str, tag: int
) -> None:
    if codec not in av.codecs_available:
        pytest.skip(f"no {codec} here")
    colours = [(81, 90, 200), (145, 54, 64), (61, 200, 110), (170, 100, 180), (120, 128, 128)]
    path = tmp_path / "a.mp4"
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream(codec, rate=25)
        stream.width, stream.height = 320, 64
        stream.pix_fmt = "yuv420p" if bits == 8 else "yuv420p10le"
        stream.codec_context.colorspace, stream.codec_context.color_range = tag, 2 if full else 1
        stream.options = {"crf": "0", "preset": "ultrafast", "x265-params": "log-level=none:crf=1"}
        frame = av.VideoFrame(320, 64, stream.pix_fmt)
        for number, plane in enumerate(frame.planes):
            width = (320 if number == 0 else 160) // 5
            line = b"".join(
                (colour[number] << (bits - 8)).to_bytes((bits + 7) // 8, "little") * width
                for colour in colours
            )
            plane.update(line.ljust(plane.line_size, b"\0") * plane.height)
        frame.colorspace, frame.color_range = tag, 2 if full else 1
        for number in range(3):
            frame.pts, frame.time_base = number, Fraction(1, 25)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    taken = QImage.fromData(await media.frame(path, index=1))
    for number, colour in enumerate(colours):
        y, u, v = (part << (bits - 8) for part in colour)
        found = taken.pixelColor(number * 64 + 32, 32)
        should = rgb_of(y, u, v, matrix, full=full, bits=bits)
        parts = zip((found.red(), found.green(), found.blue()), should, strict=True)
        assert max(abs(part - expected) for part, expected in parts) <= 2


@pytest.mark.parametrize("suffix", [".mp4", ".mkv", ".ts"])
async def test_the_picture_at_a_time_or_a_number(media: MediaWorker, tmp_path: Path, suffix: str) -> None:
    path = make_video(tmp_path / f"a{suffix}", 64, 48, 2.0, 24)

    def shade(data: bytes) -> int:
        return QImage.fromData(data).pixelColor(32, 24).lightness()

    by_number = [shade(await media.frame(path, index=number)) for number in (0, 1, 24, 47)]
    by_time = [shade(await media.frame(path, seconds=number / 24)) for number in (0, 1, 24, 47)]
    between = [shade(await media.frame(path, seconds=(number + 0.6) / 24)) for number in (0, 1, 24, 47)]
    assert by_number == by_time == between == sorted(set(by_number))
    assert shade(await media.frame(path, seconds=99)) == by_number[-1]
    assert shade(await media.frame(path, index=999)) == by_number[-1]


@pytest.mark.parametrize(
    ("matrix", "expected", "size"),
    [
        ((0, 1, -1, 0), "top right", (180, 320)), ((0, -1, 1, 0), "bottom left", (180, 320)),
        ((-1, 0, 0, -1), "bottom right", (320, 180)), ((1, 0, 0, 1), "top left", (320, 180)),
    ],
)  # fmt: skip
async def test_a_clip_is_upright(
    media: MediaWorker, tmp_path: Path, matrix: tuple[int, ...], expected: str, size: tuple[int, int]
) -> None:
    """Telephones write how they were held."""
    path = tmp_path / "a.mp4"
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = 320, 180, "yuv420p"
        frame = av.VideoFrame(320, 180, "rgb24")
        dark = b"\0" * 300 + b"\xff" * 660
        lines = [dark if y < 60 else b"\xff" * 960 for y in range(180)]
        frame.planes[0].update(b"".join(line.ljust(frame.planes[0].line_size, b"\0") for line in lines))
        frame.pts, frame.time_base = 0, Fraction(1, 25)
        container.mux(stream.encode(frame.reformat(format="yuv420p")))
        container.mux(stream.encode(None))
    data = bytearray(path.read_bytes())
    a, b, c, d = (part << 16 for part in matrix)
    at = data.index(b"tkhd") + 44
    data[at : at + 36] = struct.pack(">9i", a, b, 0, c, d, 0, 0, 0, 1 << 30)
    path.write_bytes(data)
    found = await media.probe(path)
    assert (found.width, found.height) == size
    for picture in (await media.frame(path, index=0), found.picture):
        image = QImage.fromData(picture)
        assert (image.width(), image.height()) == size
        assert corner(image) == expected


async def test_a_picture_of_what_has_none(media: MediaWorker, tmp_path: Path) -> None:
    assert await media.frame(make_sound(tmp_path / "a.m4a"), seconds=0) == b""
    assert await media.frame(make_image(tmp_path / "a.png"), index=0) == b""


# -- the process


def pid_of(media: MediaWorker) -> int:
    assert media._process is not None
    return media._process.pid


async def held(media: MediaWorker, path: Path) -> asyncio.Task[MediaInfo]:
    """Let the worker stand still with a look at a file in its hands."""
    await media.probe(make_sound(path.with_name("other.mp3"), 0.2))  # so that it runs
    os.kill(pid_of(media), signal.SIGSTOP)
    work = asyncio.ensure_future(media.probe(path))
    await eventually(lambda: media._present)
    return work


async def test_one_process_for_all(fresh: MediaWorker, tmp_path: Path) -> None:
    path = make_video(tmp_path / "a.mp4", seconds=0.5)
    image = str(make_image(tmp_path / "a.png"))
    works = [fresh.probe(path), fresh.check(path), fresh.frame(path, index=0), fresh.probe(path)]
    pictures = [asyncio.to_thread(fresh.picture, image) for _ in range(3)]
    answers = await asyncio.gather(*works, *pictures)
    assert all(answers)
    pid = pid_of(fresh)
    assert (await fresh.probe(path)).seconds
    assert pid_of(fresh) == pid
    assert os.getpriority(os.PRIO_PROCESS, pid) > os.getpriority(os.PRIO_PROCESS, 0)


async def test_what_killed_it_is_not_given_to_it_again(fresh: MediaWorker, tmp_path: Path) -> None:
    path = make_video(tmp_path / "a.mp4", seconds=0.5)
    work = await held(fresh, path)
    os.kill(pid_of(fresh), signal.SIGKILL)
    assert (await work).seconds is None
    assert (await work).format == "mov"
    assert (await fresh.probe(make_wav(tmp_path / "b.wav"))).seconds, "others are looked at"
    assert (await fresh.probe(path.rename(tmp_path / "c.mp4"))).seconds is None
    path = tmp_path / "c.mp4"
    assert (await fresh.check(path)).verdict is Verdict.UNCHECKED
    with pytest.raises(UncheckedError):
        await fresh.frame(path, index=0)
    following = MediaWorker(tmp_path / "undecodable")
    assert (await following.probe(path)).seconds is None
    assert following._process is None, "nor at the next start, where it is not even begun"
    assert (await following.probe(path, again=True)).seconds, "unless the person wants it"
    assert (await following.probe(path)).seconds
    following.close()


async def test_what_hangs_it_is_given_up(tmp_path: Path) -> None:
    media = MediaWorker(tmp_path / "undecodable", seconds=1.0)
    path = make_video(tmp_path / "a.mp4", seconds=0.5)
    work = await held(media, path)
    pid = pid_of(media)
    assert (await work).seconds is None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert (await media.probe(make_wav(tmp_path / "b.wav"))).seconds
    assert (await media.check(path)).verdict is Verdict.UNCHECKED
    media.close()


async def test_what_would_swell_it_comes_to_nothing(fresh: MediaWorker, tmp_path: Path) -> None:
    await fresh.probe(make_wav(tmp_path / "b.wav"))
    resource.prlimit(pid_of(fresh), resource.RLIMIT_AS, (1 << 28, 1 << 28))
    (tmp_path / "a.png").write_bytes(large_png(8000, 9000))
    assert fresh.picture(str(tmp_path / "a.png")) == b""
    assert (await fresh.probe(make_wav(tmp_path / "b.wav"))).seconds


def large_png(width: int, height: int) -> bytes:
    """Return a picture that is small packed and large unpacked."""
    pixels = zlib.compress((b"\0" + bytes(4 * width)) * height, 1)
    chunk = b"IDAT" + pixels
    end = b"IEND"
    return png_header(width, height) + b"".join(
        struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part)) for part in (chunk, end)
    )


async def test_it_has_limits_of_its_own(fresh: MediaWorker, tmp_path: Path) -> None:
    """Where this program is killed, they end it."""
    await fresh.probe(make_wav(tmp_path / "b.wav"))
    assert resource.prlimit(pid_of(fresh), resource.RLIMIT_AS)[0] == 3 * 1024**3
    assert 15 <= resource.prlimit(pid_of(fresh), resource.RLIMIT_CPU)[0] <= 20 * (os.cpu_count() or 1)


async def test_it_can_be_cancelled_and_the_next_goes_on(fresh: MediaWorker, tmp_path: Path) -> None:
    path = make_video(tmp_path / "a.mp4", seconds=0.5)
    work = await held(fresh, path)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    assert (await fresh.probe(path)).kind is Kind.VIDEO, "it was not the file's fault"


@pytest.mark.parametrize("busy", [True, False], ids=["busy", "idle"])
async def test_it_ends_with_the_program_whatever_it_is_at(tmp_path: Path, busy: bool) -> None:
    """The system closes its standard input when the program is killed."""
    path = make_video(tmp_path / "a.mp4", 1280, 720, 20.0, sound=False)
    script = f"""if True:
        import asyncio, os, signal
        from pathlib import Path
        from seedance_gui.services.media.worker_client import MediaWorker
        async def main():
            media = MediaWorker(Path({str(tmp_path / "undecodable")!r}))
            await media.probe(Path({str(path)!r}))
            print(media._process.pid, flush=True)
            if {busy}:
                work = asyncio.ensure_future(media.frame(Path({str(path)!r}), index=479))
            while {busy} and not media._present:
                await asyncio.sleep(0.01)
            os.kill(os.getpid(), signal.SIGKILL)
        asyncio.run(main())
    """
    said = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", script], stdout=subprocess.PIPE, check=False, timeout=50
    )
    assert said.returncode == -signal.SIGKILL
    pid = int(said.stdout)
    await eventually(lambda: gone(pid))


def gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(") ")[1][0] == "Z"
    except OSError:
        return True


async def test_closed_there_are_no_answers(fresh: MediaWorker, tmp_path: Path) -> None:
    path = make_video(tmp_path / "a.mp4", seconds=0.5)
    work = await held(fresh, path)
    pid = pid_of(fresh)
    fresh.close()
    assert (await work).seconds is None
    assert gone(pid)
    assert (await fresh.probe(path)).format == "mov"
    assert fresh.picture(str(make_image(tmp_path / "a.png"))) == b""
    following = MediaWorker(tmp_path / "undecodable")
    assert (await following.probe(path)).seconds, "it was not the file's fault"
    following.close()


async def test_what_it_knows_can_be_unreadable_or_unwritable(tmp_path: Path) -> None:
    (tmp_path / "undecodable").mkdir()
    media = MediaWorker(tmp_path / "undecodable")
    path = make_video(tmp_path / "a.mp4", seconds=0.5)
    work = await held(media, path)
    os.kill(pid_of(media), signal.SIGKILL)
    assert (await work).seconds is None
    assert (await media.probe(path)).seconds is None
    media.close()


async def test_a_worker_that_does_not_start(
    fresh: MediaWorker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_video(tmp_path / "a.mp4", seconds=0.5)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "executable", "/bin/false")
        assert (await fresh.probe(path)).seconds is None
        patch.setattr(sys, "executable", str(tmp_path / "nowhere"))
        assert (await fresh.check(path)).verdict is Verdict.UNCHECKED
    assert (await fresh.probe(path)).seconds, "it was not the file's fault"

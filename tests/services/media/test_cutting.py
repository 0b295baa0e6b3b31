"""What is cut out of clips and sounds is what was chosen: by clips whose pictures say their number."""

from __future__ import annotations

import wave
from fractions import Fraction
from typing import TYPE_CHECKING

import av
import pytest
from PySide6.QtGui import QImage

from seedance_gui.domain.draft import Kind
from seedance_gui.services.media.media_info import Verdict
from seedance_gui.services.media.worker_client import MediaWorker
from tests.media import (
    SAMPLE_RATE,
    make_numbered,
    make_sound,
    make_video,
    make_wav,
    number_of,
    tagged,
    turned_clip,
    with_cover,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FRAMES = 60


@pytest.fixture(scope="module")
def media(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MediaWorker]:
    made = MediaWorker(tmp_path_factory.mktemp("cache") / "undecodable")
    yield made
    made.close()


async def cut(media: MediaWorker, path: Path, first: int, end: int) -> Path:
    """Cut from one picture on to another, which is no longer in it."""
    places = (await media.strip(path)).places
    suffix, data = await media.cut(path, places[first], places[end])
    made = path.with_name(f"cut {first} {end}{suffix}")
    made.write_bytes(data)
    return made


def numbers(path: Path) -> list[int]:
    """Return the number that each picture says, as it is stored."""
    found = []
    with av.open(str(path)) as container:
        for picture in container.decode(video=0):
            grey = picture.reformat(format="gray")
            line = grey.planes[0].line_size
            image = QImage(
                bytes(grey.planes[0]), grey.width, grey.height, line, QImage.Format.Format_Grayscale8
            )
            found.append(number_of(image))
    return found


def is_coded_anew(path: Path) -> bool:
    """Tell it by the options of x264, which it writes into its first picture."""
    return b"crf=16.0" in path.read_bytes()


@pytest.mark.parametrize(
    ("first", "end"), [(0, 25), (0, 29), (25, 50), (25, 51), (7, 33), (7, 50), (31, 33), (0, 60)]
)
@pytest.mark.parametrize("suffix", [".mp4", ".mkv", ".avi", ".flv"])
async def test_exactly_what_was_chosen(
    media: MediaWorker, tmp_path: Path, suffix: str, first: int, end: int
) -> None:
    """As it is coded where a key frame begins it, and nothing from behind its end is needed."""
    path = make_numbered(tmp_path / f"a{suffix}", FRAMES)
    strip = await media.strip(path)
    assert len(strip.places) == FRAMES + 1
    assert strip.starts == (0, 25, 50)
    assert strip.places[30] == pytest.approx(30 / 24, abs=0.09)
    made = await cut(media, path, first, end)
    assert numbers(made) == [*range(first, end)]
    assert is_coded_anew(made) is not (first in strip.starts and end in strip.ends)
    found = await media.probe(made)
    assert (found.kind, found.width, found.cut_short) == (Kind.VIDEO, 320, False)
    if made.suffix in {".mp4", ".mkv"}:
        assert (await media.check(made)).verdict is Verdict.WHOLE
    with av.open(str(made)) as container:  # the sound that belongs to the pictures, and no more
        length = sum(part.samples for part in container.decode(audio=0)) / SAMPLE_RATE
    assert length == pytest.approx((end - first) / 24, abs=0.06)


@pytest.mark.parametrize(("codec", "end"), [("libx265", 30), ("libsvtav1", 30), ("mpeg4", 30), ("mpeg4", 31)])
async def test_whatever_it_is_coded_in(media: MediaWorker, tmp_path: Path, codec: str, end: int) -> None:
    path = make_numbered(tmp_path / "a.mp4", 40, codec=codec)
    for first in (0, 7):
        assert numbers(await cut(media, path, first, end)) == [*range(first, end)]


async def test_a_turned_clip_stays_as_a_person_sees_it(media: MediaWorker, tmp_path: Path) -> None:
    path = turned_clip(make_numbered(tmp_path / "a.mp4", FRAMES))
    strip = await media.strip(path)
    row = QImage.fromData(strip.row)
    tile = row.height() * 180 / 320  # upright: taller than wide
    count = round(row.width() / tile)
    assert count > 10
    shown = [
        number_of(row.copy(round(at * row.width() / count), 0, round(tile), row.height()))
        for at in range(count)
    ]
    assert shown == sorted(shown)
    assert shown[0] <= 3
    assert shown[-1] >= FRAMES - 4
    for first, end in ((25, 50), (7, 33)):
        made = await cut(media, path, first, end)
        found = await media.probe(made)
        assert (found.width, found.height) == (180, 320)
        assert number_of(QImage.fromData(await media.frame(made, seconds=0))) == first
        assert number_of(QImage.fromData(await media.frame(made, seconds=99))) == end - 1


async def test_a_cameras_clip_stays_what_it_is(media: MediaWorker, tmp_path: Path) -> None:
    path = make_numbered(tmp_path / "a.mov", 20, codec="prores_ks", pix_fmt="yuv422p10le")
    made = await cut(media, path, 7, 15)
    assert made.suffix == ".mov"
    assert numbers(made) == [*range(7, 15)]
    with av.open(str(made)) as container:
        assert container.streams.video[0].codec_context.name == "prores"


async def test_what_an_edit_list_hides_stays_hidden(media: MediaWorker, tmp_path: Path) -> None:
    """Telephones trim so: the first ten pictures are in the file, and not shown."""
    path = tmp_path / "a.mp4"
    whole = make_numbered(tmp_path / "whole.mp4", FRAMES)
    options = {"avoid_negative_ts": "disabled"}
    with av.open(str(whole)) as source, av.open(str(path), "w", options=options) as output:
        into = {one: output.add_stream_from_template(one) for one in source.streams}
        for packet in source.demux():
            if packet.dts is not None and packet.pts is not None:
                back = round(Fraction(10, 24) / packet.time_base)
                packet.pts, packet.dts = packet.pts - back, packet.dts - back
                packet.stream = into[packet.stream]
                output.mux(packet)
    assert numbers(path) == [*range(10, FRAMES)]
    for first, end in ((0, 20), (15, 40)):
        assert numbers(await cut(media, path, first, end)) == [*range(10 + first, 10 + end)]


@pytest.mark.parametrize("pix_fmt", ["yuv420p", "yuvj420p", "yuv420p10le", "yuv444p"])
async def test_colours_stay(media: MediaWorker, tmp_path: Path, pix_fmt: str) -> None:
    path, matrix, reach = tmp_path / "a.mp4", 1, 2 if "j" in pix_fmt else 1  # bt709; full or not
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=10, options={"crf": "5"})
        stream.width, stream.height, stream.pix_fmt = 64, 64, pix_fmt
        stream.codec_context.colorspace, stream.codec_context.color_range = matrix, reach
        for number in range(12):
            frame = av.VideoFrame(64, 64, "rgb24")
            frame.planes[0].update(bytes((200, 30 + number, 90)) * (frame.planes[0].buffer_size // 3))
            frame.pts = number
            shown = frame.reformat(format=pix_fmt, dst_colorspace=matrix, dst_color_range=reach)
            container.mux(stream.encode(shown))
        container.mux(stream.encode(None))
    made = await cut(media, path, 3, 9)
    assert is_coded_anew(made)
    for file, index in ((path, 5), (made, 2)):
        seen = QImage.fromData(await media.frame(file, index=index)).pixelColor(30, 30)
        assert abs(seen.red() - 200) + abs(seen.green() - 35) + abs(seen.blue() - 90) < 10


async def test_one_of_odd_size_is_coded_anew(media: MediaWorker, tmp_path: Path) -> None:
    path = tmp_path / "a.mkv"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("ffv1", rate=10)
        stream.width, stream.height, stream.pix_fmt = 101, 51, "bgr0"
        for number in range(10):
            frame = av.VideoFrame(101, 51, "bgr0")
            frame.planes[0].update(bytes((number * 20, 200, 40, 0)) * (frame.planes[0].buffer_size // 4))
            frame.pts = number
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    found = await media.probe(await cut(media, path, 2, 5))
    assert found.seconds == pytest.approx(0.3, abs=0.02)
    assert (found.width, found.height) == (100, 50)


async def test_the_length_of_each_picture_stays(media: MediaWorker, tmp_path: Path) -> None:
    """Of telephones' clips, pictures are not equally long."""
    path = tmp_path / "a.mp4"
    times = [0, 40, 100, 130, 300, 310, 500, 560]
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=25, options={"g": "100", "bf": "0"})
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        stream.codec_context.time_base = Fraction(1, 1000)
        for at in times:
            frame = av.VideoFrame(64, 48, "yuv420p")
            frame.pts, frame.time_base = at, stream.codec_context.time_base
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    made = await cut(media, path, 1, 6)
    with av.open(str(made)) as container:
        shown = [round(picture.time * 1000) for picture in container.decode(video=0)]
    assert shown == [at - 40 for at in times[1:6]]


SOUNDS: dict[str, Callable[[Path], Path]] = {
    **{form: lambda path: make_sound(path, 4.0) for form in ("mp3", "m4a", "aac", "flac")},
    "wav": lambda path: make_wav(path, 4.0),
}


@pytest.mark.parametrize("form", SOUNDS)
async def test_a_part_of_a_sound(media: MediaWorker, tmp_path: Path, form: str) -> None:
    path = SOUNDS[form](tmp_path / f"a.{form}")
    strip = await media.strip(path)
    assert strip.places[-1] == pytest.approx(4.0, abs=0.06)
    assert max(strip.loudness) > 0.1
    first, end = len(strip.places) // 4, len(strip.places) * 3 // 4
    made = await cut(media, path, first, end)
    assert made.suffix == f".{form}"
    found = await media.probe(made)
    assert found.kind is Kind.AUDIO
    assert found.seconds == pytest.approx(strip.places[end] - strip.places[first], abs=0.03)
    with av.open(str(made)) as container:
        length = sum(part.samples for part in container.decode(audio=0)) / SAMPLE_RATE
    assert length == pytest.approx(found.seconds, abs=0.03)


async def test_of_a_sound_nothing_is_lost(media: MediaWorker, tmp_path: Path) -> None:
    made = await cut(media, make_wav(tmp_path / "a.wav", 2.0), 4, 9)
    with wave.open(str(tmp_path / "a.wav")) as whole, wave.open(str(made)) as part:
        assert part.readframes(99_999_999) in whole.readframes(99_999_999)


@pytest.mark.parametrize("disguise", ["tag", "cover"])
async def test_a_sound_in_disguise(media: MediaWorker, tmp_path: Path, disguise: str) -> None:
    path = tmp_path / "a.m4a"
    path = with_cover(path) if disguise == "cover" else tagged(make_sound(tmp_path / "a.aac")).rename(path)
    assert (await media.probe(await cut(media, path, 10, 30))).kind is Kind.AUDIO


async def test_what_can_not_be_cut(media: MediaWorker, tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(b"\0\0\0\x20ftypisom" + bytes(200))
    make_video(tmp_path / "b.ts", seconds=0.5)  # the service takes no such files
    for name in ("a.mp4", "b.ts"):
        with pytest.raises(ValueError, match="can't be read"):
            await media.strip(tmp_path / name)
    with pytest.raises(ValueError, match="nothing"):
        await media.cut(make_sound(tmp_path / "a.mp3"), 0.5, 0.5)


# -- a file that isn't here whole


WHOLE: dict[str, Callable[[Path], Path]] = {
    "mp4": lambda folder: make_video(folder / "a.mp4"),
    "mp4 with its index in front": lambda folder: make_video(folder / "a.mp4", index_in_front=True),
    "mkv": lambda folder: make_video(folder / "a.mkv"),
    "avi": lambda folder: make_video(folder / "a.avi"),
    "m4a": lambda folder: make_sound(folder / "a.m4a", 2.0),
    "wav": lambda folder: make_wav(folder / "a.wav", 2.0),
}


@pytest.mark.parametrize("share", [0.5, 0.97])
@pytest.mark.parametrize("form", WHOLE)
async def test_half_a_clip(media: MediaWorker, tmp_path: Path, form: str, share: float) -> None:
    path = WHOLE[form](tmp_path)
    assert not (await media.probe(path)).cut_short
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    assert (await media.probe(path)).cut_short


async def test_of_half_a_clip_the_half_can_be_cut(media: MediaWorker, tmp_path: Path) -> None:
    path = make_video(tmp_path / "a.mp4", seconds=4.0, index_in_front=True)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])
    strip = await media.strip(path)
    assert 1.0 < strip.places[-1] < 3.9
    made = await cut(media, path, 0, len(strip.places) - 1)
    assert (await media.check(made)).verdict is Verdict.WHOLE


@pytest.mark.parametrize("more", [bytes(20), b"SEFT" * 30])
async def test_what_follows_a_whole_clip_is_no_fault(media: MediaWorker, tmp_path: Path, more: bytes) -> None:
    path = make_video(tmp_path / "a.mp4", seconds=0.5)
    path.write_bytes(path.read_bytes() + more)
    assert not (await media.probe(path)).cut_short

"""Timelines of videos, read back by the libraries that editors read them with."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import av
import opentimelineio as otio
import pytest

from seedance_gui.services.files import sidecar
from seedance_gui.services.files.export import export
from seedance_gui.services.media.worker_client import MediaWorker
from tests.media import make_video, make_wav
from tests.numbered import make_numbered
from tests.ui.task_samples import sample

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RATES = (
    (Fraction(24), 31, True),
    (Fraction(24000, 1001), 50, True),
    (Fraction(24), 48, False),
    (Fraction(30), 47, True),
    (Fraction(60000, 1001), 70, False),
    (Fraction(24), 10, True),
)


@pytest.fixture
def media(tmp_path: Path) -> Iterator[MediaWorker]:
    media = MediaWorker(tmp_path / "undecodable")
    yield media
    media.close()


def clip_of(path: Path, rate: Fraction, count: int, *, sound: bool) -> Path:
    """Write a clip of so many frames, with a sound that lasts longer than they do."""
    with av.open(str(path), "w") as file:
        stream: Any = file.add_stream("libx264", rate=rate, options={"preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"
        heard: Any = file.add_stream("aac", rate=48_000) if sound else None
        for number in range(count):
            frame = av.VideoFrame(64, 64, "yuv420p")
            frame.pts, frame.time_base = number, 1 / rate
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
        for part in range(round(count / rate * 48_000) // 1024 + 4) if sound else ():
            quiet = av.AudioFrame("fltp", "mono", 1024)
            quiet.planes[0].update(bytes(quiet.planes[0].buffer_size))
            quiet.sample_rate, quiet.pts = 48_000, part * 1024
            file.mux(heard.encode(quiet))
        if heard is not None:
            file.mux(heard.encode(None))
    return path


def in_order(folder: Path, pattern: str) -> list[Path]:
    return sorted(folder.glob(pattern))


async def test_each_frame_of_each_video_is_in_the_timeline(media: MediaWorker, tmp_path: Path) -> None:
    tasks = [
        sample(n, file=str(clip_of(tmp_path / f"boot & 船 {n}.mp4", rate, count, sound=sound)))
        for n, (rate, count, sound) in enumerate(RATES)
    ]
    folder = await export(tmp_path, "Timeline", tasks, media)
    videos = in_order(folder, "*.mp4")
    assert [file.name[:2] for file in videos] == ["01", "02", "03", "04", "05", "06"], "in order by name"
    assert [sidecar.id_in(sidecar.path_for(file)) for file in videos] == [task.id for task in tasks]

    read = otio.adapters.read_from_file(str(folder / "Timeline.otio"))
    pictures, sounds = read.tracks
    assert [(clip.source_range.duration.value, clip.source_range.duration.rate) for clip in pictures] == [
        (count, float(rate)) for rate, count, _ in RATES
    ]
    links = [unquote(urlsplit(clip.media_reference.target_url).path) for clip in pictures]
    assert links == [str(file) for file in videos]
    assert [isinstance(each, otio.schema.Clip) for each in sounds] == [sound for *_, sound in RATES]
    length = float(sum(count / rate for rate, count, _ in RATES))
    assert pictures.duration().to_seconds() == pytest.approx(length, abs=1e-6)
    assert sounds.duration().to_seconds() == pytest.approx(length, abs=1e-6)

    read = otio.adapters.read_from_file(str(folder / "Timeline.xml"))
    pictures, left, right = read.tracks
    ends = [clip.range_in_parent().end_time_exclusive().to_seconds() for clip in pictures]
    at, exact = Fraction(0), []
    for rate, count, _ in RATES:
        at += count / rate
        exact.append(round(at * 24) / 24)  # most of them have 24 a second
    assert ends == pytest.approx(exact, abs=1e-6)
    told = [clip.media_reference.available_range.duration for clip in pictures]
    assert [round(each.value) for each in told] == [count for _, count, _ in RATES]
    assert [each.rate for each in told] == pytest.approx([float(rate) for rate, *_ in RATES])
    assert all(clip.media_reference.target_url.startswith("file://localhost/") for clip in pictures)
    assert len(list(left.find_clips())) == len(list(right.find_clips())) == 4


async def test_what_an_editor_counts(media: MediaWorker, tmp_path: Path) -> None:
    uneven = make_numbered(tmp_path / "uneven.mkv", 5, times=(0, 40, 130, 500, 900))
    told = await media.reel(uneven)
    assert told["frames"] == round(1.4 * told["rate"][0] / told["rate"][1]), "the last one lasts 0.5 s"
    assert not told["sound"]
    assert await media.reel(make_video(tmp_path / "two.mp4", seconds=2, fps=30)) == {
        "frames": 60,
        "rate": [30, 1],
        "sound": True,
    }


async def test_nothing_is_left_behind_where_one_can_not_be_read(media: MediaWorker, tmp_path: Path) -> None:
    tasks = [sample(0, file=str(make_wav(tmp_path / "sound.wav")))]
    with pytest.raises(ValueError, match="can't be read"):
        await export(tmp_path, "Timeline", tasks, media)
    assert in_order(tmp_path, "Timeline*") == []

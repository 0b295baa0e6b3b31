"""Clips that are joined follow each other without a gap: their pictures say their number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import av
import pytest

from seedance_gui.services.media.media_info import Verdict
from seedance_gui.services.media.worker_client import MediaWorker
from tests.media import make_numbered, make_wav
from tests.numbered import make_numbered as make_silent
from tests.services.media.test_cutting import numbers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def media(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MediaWorker]:
    made = MediaWorker(tmp_path_factory.mktemp("cache") / "undecodable")
    yield made
    made.close()


async def join(media: MediaWorker, *paths: Path) -> tuple[Path, bool]:
    data, copied = await media.join(paths)
    made = paths[0].with_name("joined.mp4")
    made.write_bytes(data)
    assert (await media.check(made)).verdict is Verdict.WHOLE
    return made, copied


def times(path: Path) -> list[float]:
    with av.open(str(path)) as container:
        return [float(picture.time or 0.0) for picture in container.decode(video=0)]


def heard(path: Path) -> float:
    """Return how many seconds of sound there are, decoded."""
    with av.open(str(path)) as container:
        return sum(frame.samples / frame.sample_rate for frame in container.decode(audio=0))


async def test_what_is_coded_alike_is_copied_picture_by_picture(media: MediaWorker, tmp_path: Path) -> None:
    counts = (30, 47, 12)
    clips = [make_numbered(tmp_path / f"{count}.mp4", count) for count in counts]
    joined, copied = await join(media, *clips)
    assert copied
    assert numbers(joined) == [number for count in counts for number in range(count)]
    assert times(joined) == pytest.approx([number / 24 for number in range(sum(counts))], abs=0.001)
    assert heard(joined) == pytest.approx(sum(counts) / 24, abs=0.15)
    assert len(joined.read_bytes()) < 1.1 * sum(len(clip.read_bytes()) for clip in clips)


async def test_others_are_coded_anew_in_the_size_of_the_first(media: MediaWorker, tmp_path: Path) -> None:
    first = make_numbered(tmp_path / "a.mp4", 30)
    silent = make_silent(tmp_path / "b.mp4", 24)
    other = make_numbered(tmp_path / "c.mp4", 24, g="5")
    joined, copied = await join(media, first, silent, other)
    assert not copied
    found = numbers(joined)
    assert len(found) == 30 + 24 + 24
    assert found[:30] == list(range(30))
    assert found[-24:] == list(range(24))
    assert times(joined) == pytest.approx([number / 24 for number in range(78)], abs=0.001)
    assert heard(joined) == pytest.approx(78 / 24, abs=0.1)
    with av.open(str(joined)) as container:
        assert (container.streams.video[0].width, container.streams.video[0].height) == (320, 180)


async def test_what_is_no_clip_can_not_be_joined_and_the_worker_lives(
    media: MediaWorker, tmp_path: Path
) -> None:
    clip = make_numbered(tmp_path / "a.mp4", 12)
    with pytest.raises(ValueError, match="nothing here makes"):
        await media.join([clip, make_wav(tmp_path / "b.wav")])
    assert (await join(media, clip, clip))[1]

"""Only a whole video of a known kind passes for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage

from seedance_gui.services.media.video_check import (
    NotPlayableError,
    check_video,
    demuxer_of,
    probe,
    thumbnail,
)
from tests.media import make_gif, make_image, make_sound, make_video, make_wav

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("suffix", [".mp4", ".mov", ".mkv"])
def test_a_whole_video(tmp_path: Path, suffix: str) -> None:
    look = check_video(make_video(tmp_path / f"v{suffix}", 64, 48, 1.0))
    assert (look.width, look.height, look.has_video) == (64, 48, True)
    assert look.seconds == pytest.approx(1.0, abs=0.1)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("first", [True, False], ids=["index first", "index last"])
def test_a_cut_video(tmp_path: Path, part: float, first: bool) -> None:
    path = make_video(tmp_path / "v.mp4", 320, 240, 4.0, sound=False)
    if first:
        path = with_index_first(path, tmp_path / "w.mp4")
        check_video(path)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * part)])
    with pytest.raises(NotPlayableError):
        check_video(path)


def with_index_first(path: Path, target: Path) -> Path:
    import av  # noqa: PLC0415

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
    "data",
    [
        b"",
        b"x",
        b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1/x.ts\n",
        b"ffconcat version 1.0\nfile /etc/passwd\n",
        b"<html>",
        b"\0\0\0\x20ftypisom" + bytes(100),
        b"\x1a\x45\xdf\xa3" + bytes(100),
        bytes(range(256)) * 100,
    ],
)
def test_garbage(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.mp4"
    path.write_bytes(data)
    with pytest.raises(NotPlayableError):
        check_video(path)
    with pytest.raises(NotPlayableError):
        thumbnail(path, tmp_path / "t.jpg")
    assert not (tmp_path / "t.jpg").exists()


def test_a_playlist_is_not_even_given_to_a_demuxer(tmp_path: Path) -> None:
    path = tmp_path / "x.mp4"
    path.write_bytes(b"#EXTM3U\n")
    with pytest.raises(NotPlayableError):
        demuxer_of(path)


def test_sound_alone_is_no_video(tmp_path: Path) -> None:
    with pytest.raises(NotPlayableError):
        check_video(make_sound(tmp_path / "s.m4a"))


def test_looking_at_the_persons_own_files(tmp_path: Path) -> None:
    assert probe(make_wav(tmp_path / "s.wav", 2.0)).seconds == pytest.approx(2.0, abs=0.05)
    assert not probe(tmp_path / "s.wav").has_video
    look = probe(make_image(tmp_path / "i.png", 100, 60))
    assert (look.width, look.height) == (100, 60)
    assert probe(make_gif(tmp_path / "g.gif", 64, 48)).width == 64
    with pytest.raises(NotPlayableError):
        probe(tmp_path / "gone.mp4")


@pytest.mark.parametrize(
    ("size", "expected"), [((640, 360), (320, 180)), ((90, 160), (90, 160)), ((360, 640), (180, 320))]
)
def test_a_small_picture(tmp_path: Path, size: tuple[int, int], expected: tuple[int, int]) -> None:
    target = tmp_path / "thumbs" / "t.jpg"
    thumbnail(make_video(tmp_path / "v.mp4", *size, 0.3), target)
    picture = QImage(str(target))
    assert (picture.width(), picture.height()) == expected
    assert list(target.parent.iterdir()) == [target]

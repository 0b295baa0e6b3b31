"""What is shown of clips as they really come: their colours, and each single frame of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from av.video.reformatter import Colorspace
from PySide6.QtGui import QImage

from seedance_gui.services.media.worker_client import MediaWorker
from seedance_gui.ui.player.exact_frame import exact_frame
from seedance_gui.ui.player.player import Player
from seedance_gui.ui.player.player_state import PlaySettings, State
from tests.media import with_sound
from tests.numbered import make_numbered, number_of, worst_colour
from tests.services.stage import eventually

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

X265 = {"crf": "4", "preset": "ultrafast", "x265-params": "log-level=none"}
AV1 = {"crf": "20", "preset": "12"}
VARIOUS = (0, 16, 136, 256, 272, 305, 425, 466, 816, 823, 943, 1063, 1070, 1111, 1144, 1264, 1280, 1630, 1637)
"""Milliseconds at which the frames of a clip begin that has no constant rate."""


@pytest.fixture
def media(tmp_path: Path) -> Iterator[MediaWorker]:
    media = MediaWorker(tmp_path / "undecodable")
    yield media
    media.close()


@pytest.fixture
def player(qapp: QApplication, media: MediaWorker) -> Iterator[Player]:
    player = Player(PlaySettings(muted=True), media=media)
    yield player
    player.release()
    player.deleteLater()


async def load(player: Player, file: Path) -> None:
    player.load(file)
    await eventually(lambda: player.ready and player.has_picture and player.shown.timeline.starts)


@pytest.mark.parametrize(
    ("name", "codec", "pix_fmt", "matrix", "full"),
    [
        ("bt601", "libx264", "yuv420p", Colorspace.ITU601, False),
        ("bt709", "libx264", "yuv420p", Colorspace.ITU709, False),
        ("bt709 full range", "libx264", "yuv420p", Colorspace.ITU709, True),
        ("H.264 of 10 bits", "libx264", "yuv420p10le", Colorspace.ITU709, False),
        ("HEVC of 10 bits", "libx265", "yuv420p10le", Colorspace.ITU709, False),
    ],
)
async def test_colours_are_those_of_the_clip(
    player: Player,
    media: MediaWorker,
    tmp_path: Path,
    name: str,
    codec: str,
    pix_fmt: str,
    matrix: Colorspace,
    full: bool,
) -> None:
    options = X265 if codec == "libx265" else None
    clip = make_numbered(
        tmp_path / "clip.mp4", 30, codec=codec, pix_fmt=pix_fmt, matrix=matrix, full=full, options=options
    )
    await load(player, clip)
    assert worst_colour(player.picture()) <= 3, name  # of which the clip itself is off by 2
    player.seek(player.duration // 2)
    await eventually(lambda: number_of(player.picture()) > 10)
    shown = player.picture()
    taken = await exact_frame(player, media, shown)
    assert number_of(taken) == number_of(shown)
    assert taken == QImage.fromData(await media.frame(clip, index=number_of(shown)))
    assert worst_colour(taken) <= 2
    player.play()
    await eventually(lambda: player.state is State.PLAYING and number_of(player.picture()) > 20)
    assert worst_colour(player.picture()) <= 4


async def test_what_cannot_be_shown_here_is_said(player: Player, tmp_path: Path) -> None:
    """Qt's FFmpeg has AV1 for graphics cards alone, and tells of no fault."""
    player.load(make_numbered(tmp_path / "clip.mp4", 12, codec="libsvtav1", options=AV1))
    await eventually(lambda: player.has_picture or player.state is State.BROKEN)
    if player.has_picture:
        pytest.skip("this machine's graphics card decodes AV1")
    assert player.trouble is not None
    assert "can't be shown here" in player.trouble.message


@pytest.mark.parametrize("b_frames", ["0", "3"])
async def test_each_frame_of_a_variable_rate_is_reached_both_ways(
    player: Player, media: MediaWorker, tmp_path: Path, b_frames: str
) -> None:
    options = {"crf": "4", "bf": b_frames}
    clip = make_numbered(tmp_path / "clip.mp4", len(VARIOUS), times=VARIOUS, options=options)
    await load(player, clip)
    assert [round(start * 1000) for start in player.shown.timeline.starts] == list(VARIOUS)
    last = len(VARIOUS) - 1
    for direction, numbers in ((1, range(1, last + 1)), (-1, range(last - 1, -1, -1))):
        for number in numbers:
            player.step(direction)
            await eventually(lambda number=number: number_of(player.picture()) == number)  # type: ignore[misc]
            assert player.shown.number == number
            assert abs(player.position - VARIOUS[number]) <= 2
    for _ in range(9):
        player.step(1)
    await eventually(lambda: player.shown.number == 9)
    taken = await exact_frame(player, media, player.picture())
    assert number_of(taken) == number_of(player.picture()) == 9


@pytest.mark.parametrize("plays", [False, True])
async def test_the_end_of_a_video_whose_sound_goes_on_is_its_last_frame(
    player: Player, tmp_path: Path, plays: bool
) -> None:
    clip = with_sound(make_numbered(tmp_path / "clip.mp4", 30), tmp_path / "with sound.mp4", seconds=1.5)
    await load(player, clip)
    assert player.duration > 1400
    if plays:
        player.play()
    player.seek(player.duration)
    await eventually(lambda: number_of(player.picture()) == 29)
    await eventually(lambda: player.state is (State.ENDED if plays else State.PAUSED))
    assert player.position == player.duration
    player.step(-1)
    await eventually(lambda: number_of(player.picture()) == 28)

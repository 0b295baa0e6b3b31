"""A taken frame is the one that is shown, as FFmpeg shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage

from seedance_gui.services.media.worker_client import MediaWorker
from seedance_gui.ui.player.exact_frame import exact_frame, last_frame
from seedance_gui.ui.player.player import Player
from seedance_gui.ui.player.player_state import PlaySettings
from tests.media import make_video
from tests.services.stage import eventually

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication


@pytest.fixture
def media(tmp_path: Path) -> Iterator[MediaWorker]:
    media = MediaWorker(tmp_path / "undecodable")
    yield media
    media.close()


@pytest.mark.parametrize("number", [0, 7, 30])
async def test_the_frame_that_is_shown_with_the_colours_of_ffmpeg(
    qapp: QApplication, media: MediaWorker, tmp_path: Path, number: int
) -> None:
    clip = make_video(tmp_path / "clip.mp4", 160, 90, 2.0)
    player = Player(PlaySettings(muted=True))
    player.load(clip)
    await eventually(lambda: player.ready and player.has_picture)
    for _ in range(number):
        player.step(1)
    wanted = number / 24 * 1000
    await eventually(lambda: player.shown.start is not None and abs(player.shown.start - wanted) < 20)
    taken = await exact_frame(player, media, player.picture())
    assert taken == QImage.fromData(await media.frame(clip, index=number))
    player.release()


async def test_what_ffmpeg_can_not_give_is_taken_as_it_is_shown(
    qapp: QApplication, media: MediaWorker
) -> None:
    shown = QImage(8, 8, QImage.Format.Format_RGB32)
    player = Player(PlaySettings(muted=True))
    assert await exact_frame(player, media, shown) is shown


@pytest.mark.parametrize("seconds", [0.5, 2.0])
async def test_the_last_frame_is_the_very_last(
    qapp: QApplication, media: MediaWorker, tmp_path: Path, seconds: float
) -> None:
    clip = make_video(tmp_path / "clip.mp4", 160, 90, seconds)
    last = QImage.fromData(await media.frame(clip, index=round(seconds * 24) - 1))
    assert await last_frame(clip, media) == last
    assert last != QImage.fromData(await media.frame(clip, index=round(seconds * 24) - 2))
    bad = tmp_path / "bad.mp4"
    bad.write_bytes(b"no video" * 500)
    assert (await last_frame(bad, media)).isNull()
    assert (await last_frame(tmp_path / "gone.mp4", media)).isNull()

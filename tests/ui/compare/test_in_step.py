"""Two videos in step, exact to the frame: their pictures carry their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject

from seedance_gui.services.media.worker_client import MediaWorker
from seedance_gui.ui.compare.in_step import LeadPlayer
from seedance_gui.ui.player.player_state import PlaySettings, State
from tests.numbered import make_numbered, number_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def lead(qtbot: QtBot, tmp_path: Path) -> Iterator[LeadPlayer]:
    media, owner = MediaWorker(tmp_path / "undecodable"), QObject()
    lead = LeadPlayer(PlaySettings(muted=True), owner, marker=None, media=media)
    yield lead
    lead.release()
    owner.deleteLater()
    media.close()


def both(lead: LeadPlayer) -> tuple[int, int]:
    return number_of(lead.picture()), number_of(lead.follower.picture())


def are(lead: LeadPlayer, *numbers: int) -> Callable[[], bool]:
    return lambda: both(lead) == numbers


def opened(qtbot: QtBot, lead: LeadPlayer, longer: Path, shorter: Path) -> None:
    lead.load_both(longer, shorter)
    players = lead, lead.follower
    qtbot.waitUntil(
        lambda: all(each.ready and each.shown.number is not None for each in players), timeout=9000
    )


def test_both_step_and_seek_to_the_same_frame_and_the_shorter_holds_its_last(
    qtbot: QtBot, lead: LeadPlayer, tmp_path: Path
) -> None:
    opened(qtbot, lead, make_numbered(tmp_path / "a.mp4", 60), make_numbered(tmp_path / "b.mp4", 36))
    qtbot.waitUntil(are(lead, 0, 0))
    for number in range(1, 6):
        lead.step(1)
        qtbot.waitUntil(are(lead, number, number), timeout=9000)
    lead.step(-2)
    qtbot.waitUntil(are(lead, 3, 3), timeout=9000)
    lead.seek(1010)
    qtbot.waitUntil(are(lead, 24, 24), timeout=9000)
    lead.seek(2010)
    qtbot.waitUntil(are(lead, 48, 35), timeout=9000)
    lead.step(-14)
    qtbot.waitUntil(are(lead, 34, 34), timeout=9000)
    lead.step(3)
    qtbot.waitUntil(are(lead, 37, 35), timeout=9000)


def test_frames_of_other_lengths_are_those_of_the_same_moment(
    qtbot: QtBot, lead: LeadPlayer, tmp_path: Path
) -> None:
    times = [number * 100 + (40 if number % 2 else 0) for number in range(20)]
    opened(
        qtbot, lead, make_numbered(tmp_path / "a.mp4", 60), make_numbered(tmp_path / "b.mp4", 20, times=times)
    )
    for position in (990, 160, 700):
        lead.seek(position)
        number = position * 24 // 1000
        moment = number * 1000 / 24
        wanted = max(n for n, time in enumerate(times) if time <= moment + 0.5)
        qtbot.waitUntil(are(lead, number, wanted), timeout=9000)


def test_they_run_in_step_stop_alike_and_one_goes_on_when_the_other_is_over(
    qtbot: QtBot, lead: LeadPlayer, tmp_path: Path
) -> None:
    opened(qtbot, lead, make_numbered(tmp_path / "a.mp4", 96), make_numbered(tmp_path / "b.mp4", 48))
    apart: list[int] = []
    lead.frame_changed.connect(lambda: apart.append(lead.position - lead.follower.position))
    lead.play()
    qtbot.waitUntil(lambda: lead.position > 1200, timeout=9000)
    lead.pause()
    qtbot.waitUntil(lambda: both(lead)[0] == both(lead)[1] > 20, timeout=9000)
    here = both(lead)
    assert max(map(abs, apart)) < 250, "they run in step"
    lead.play()
    qtbot.waitUntil(lambda: lead.state is State.ENDED, timeout=9000)
    qtbot.waitUntil(are(lead, 95, 47), timeout=9000)
    assert here[0] < 48
    lead.change_settings(loop=True)
    lead.play()  # from the start: the other one comes along
    qtbot.waitUntil(lambda: 300 < lead.position < 1500 and lead.follower.state is State.PLAYING, timeout=9000)
    lead.pause()
    qtbot.waitUntil(lambda: both(lead)[0] == both(lead)[1] < 40, timeout=9000)


def test_one_of_them_is_heard(qtbot: QtBot, lead: LeadPlayer, tmp_path: Path) -> None:
    opened(qtbot, lead, make_numbered(tmp_path / "a.mp4", 12), make_numbered(tmp_path / "b.mp4", 12))

    def silent() -> list[bool]:
        return [each._backend._audio.isMuted() for each in (lead, lead.follower) if each._backend]

    lead.change_settings(muted=False)
    assert silent() == [False, True]
    lead.sound(follower=True)
    assert silent() == [True, False]
    lead.change_settings(muted=True)
    assert silent() == [True, True]

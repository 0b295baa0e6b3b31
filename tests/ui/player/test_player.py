"""The engine, playing real H.264 files whose brightness tells the time."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from seedance_gui.ui.player.player import Player
from seedance_gui.ui.player.player_state import PlaySettings, State
from tests.media import make_sound, make_video, make_wav, moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

SECONDS = 2.0


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_video(tmp_path_factory.mktemp("clips") / "clip.mp4", seconds=SECONDS)


@pytest.fixture
def player(qtbot: QtBot) -> Iterator[Player]:
    player = Player(PlaySettings(volume=0.2, muted=True))
    yield player
    player.release()
    player.deleteLater()


def is_now(player: Player, seconds: float, *, within: float = 0.07) -> Callable[[], bool]:
    return lambda: abs(now(player) - seconds) < within


def now(player: Player) -> float:
    """The time in seconds that the picture itself tells."""
    return moment(player.picture(), SECONDS)


def load(qtbot: QtBot, player: Player, file: Path, *, play: bool = False) -> None:
    player.load(file, play=play)
    qtbot.waitUntil(lambda: player.ready and player.has_picture, timeout=8000)


def test_nothing_is_loaded_before_the_first_video() -> None:
    """QtMultimedia and FFmpeg cost 90 MiB: a program that shows no video must not pay for them."""
    program = (
        "import sys\n"
        "from PySide6.QtCore import QCoreApplication\n"
        "from seedance_gui.ui.player.player import Player\n"
        "app = QCoreApplication([])\n"
        "player = Player(); player.play(); player.seek(3); player.step(1)\n"
        "player.shuttle(-1); player.release()\n"
        "player.change_settings(volume=0.5)\n"
        "assert 'PySide6.QtMultimedia' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=30)


def test_without_qtmultimedia_it_says_so(player: Player, clip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
    player.load(clip)
    assert player.state is State.BROKEN
    assert player.trouble is not None
    assert "can't be played in this window" in player.trouble.message
    assert not player.trouble.may_try
    assert "QtMultimedia" in player.trouble.detail


def test_a_start_is_marked_until_the_first_frame_or_an_orderly_end(
    qtbot: QtBot, clip: Path, tmp_path: Path
) -> None:
    marker = tmp_path / "player-starting"
    for shown in (True, False):
        player = Player(PlaySettings(muted=True), marker=marker)
        player.load(clip)
        assert marker.exists()
        if shown:
            qtbot.waitUntil(lambda player=player: player.has_picture)  # type: ignore[misc]
        else:
            player.release()
        assert not marker.exists()
        player.release()


def test_the_first_frame_is_there_before_playing(qtbot: QtBot, player: Player, clip: Path) -> None:
    load(qtbot, player, clip)
    assert player.state is State.PAUSED
    assert (player.picture().width(), player.picture().height()) == (320, 180)
    assert now(player) == pytest.approx(0, abs=0.05)
    assert player.duration == pytest.approx(2000, abs=60)


def test_playing_brings_new_frames_and_pausing_stops_them(qtbot: QtBot, player: Player, clip: Path) -> None:
    times: list[float] = []
    player.frame_changed.connect(lambda: times.append(now(player)))
    load(qtbot, player, clip, play=True)
    qtbot.waitUntil(lambda: len(times) >= 12, timeout=5000)
    assert player.state.name == "PLAYING"
    assert times == sorted(times)
    assert times[-1] > times[0] + 0.2
    player.pause()
    assert player.state is State.PAUSED
    qtbot.wait(100)  # what was on its way has come
    seen = len(times)
    qtbot.wait(300)
    assert len(times) == seen
    assert now(player) == pytest.approx(player.position / 1000, abs=0.05)


def test_seeking_shows_the_frame_of_that_moment(qtbot: QtBot, player: Player, clip: Path) -> None:
    load(qtbot, player, clip)
    for target in (1500, 250, 1000):
        player.seek(target)
        assert player.position == target
        qtbot.waitUntil(is_now(player, target / 1000), timeout=3000)


def test_many_seeks_in_a_row_end_at_the_last(qtbot: QtBot, player: Player, clip: Path) -> None:
    load(qtbot, player, clip)
    for target in range(0, 1800, 10):
        player.seek(target)
    player.seek(700)
    qtbot.waitUntil(is_now(player, 0.7), timeout=3000)
    qtbot.wait(400)
    assert now(player) == pytest.approx(0.7, abs=0.07)


def test_stepping_moves_by_single_frames(qtbot: QtBot, player: Player, clip: Path) -> None:
    load(qtbot, player, clip)
    player.seek(1000)
    qtbot.waitUntil(is_now(player, 1.0, within=0.03))
    for direction, frame in ((1, 25), (1, 26), (1, 27), (-1, 26), (-1, 25), (-1, 24), (-1, 23)):
        player.step(direction)
        qtbot.waitUntil(is_now(player, frame / 24, within=0.02), timeout=3000)


def test_a_burst_of_steps_loses_none(qtbot: QtBot, player: Player, clip: Path) -> None:
    load(qtbot, player, clip)
    for _ in range(10):
        player.step(1)
    qtbot.waitUntil(lambda: round(now(player) * 24) == 10, timeout=3000)


def test_the_end_holds_the_last_frame(qtbot: QtBot, player: Player, clip: Path) -> None:
    load(qtbot, player, clip)
    player.seek(1700)
    player.play()
    qtbot.waitUntil(lambda: player.state is State.ENDED, timeout=5000)
    assert player.position == player.duration
    qtbot.wait(100)
    assert now(player) > 1.9
    player.step(-1)
    qtbot.waitUntil(lambda: 1.87 < now(player) < 1.95, timeout=3000)
    player.seek(player.duration)
    qtbot.waitUntil(lambda: now(player) > 1.95, timeout=3000)
    player.play()
    qtbot.waitUntil(lambda: now(player) < 0.5, timeout=3000)
    assert player.state is State.PLAYING


@pytest.mark.parametrize("late", [False, True], ids=["from the start", "switched on near the end"])
def test_a_loop_starts_again(qtbot: QtBot, player: Player, clip: Path, late: bool) -> None:
    if not late:
        player.change_settings(loop=True)
    load(qtbot, player, clip)
    player.seek(1800)
    player.play()
    qtbot.waitUntil(lambda: now(player) > 1.85, timeout=3000)
    player.change_settings(loop=True)
    qtbot.waitUntil(lambda: 0.0 < now(player) < 0.6, timeout=5000)
    assert player.state is State.PLAYING
    assert player.position < 1000
    player.change_settings(loop=False)
    qtbot.waitUntil(lambda: player.state is State.ENDED, timeout=8000)


def test_a_higher_speed_takes_less_time(qtbot: QtBot, player: Player, clip: Path) -> None:
    player.change_settings(speed=2.0)
    load(qtbot, player, clip, play=True)
    assert player.rate == 2.0
    with qtbot.waitSignal(
        player.state_changed, timeout=1700, check_params_cb=lambda state: state is State.ENDED
    ):
        pass


def test_shuttling_goes_both_ways_and_faster(qtbot: QtBot, player: Player, clip: Path) -> None:
    load(qtbot, player, clip)
    player.seek(1500)
    qtbot.waitUntil(lambda: now(player) > 1.4)
    player.shuttle(-1)
    assert (player.state, player.rate) == (State.PLAYING, -1.0)
    qtbot.waitUntil(lambda: now(player) < 1.2, timeout=5000)
    player.shuttle(-1)
    assert player.rate == -2.0
    qtbot.waitUntil(lambda: now(player) < 0.9, timeout=5000)
    player.shuttle(1)
    assert player.rate == 1.0
    player.shuttle(1)
    assert player.rate == 2.0
    qtbot.waitUntil(lambda: now(player) > 1.3, timeout=5000)
    player.pause()
    assert player.rate == 1.0
    player.shuttle(-1)
    qtbot.waitUntil(lambda: player.state is State.PAUSED and player.position == 0, timeout=8000)


def test_settings_are_told_once(player: Player) -> None:
    told: list[PlaySettings] = []
    player.settings_changed.connect(told.append)
    player.change_settings(volume=0.4)
    player.change_settings(volume=0.4)
    player.change_settings(loop=True)
    assert told == [PlaySettings(volume=0.4, muted=True), PlaySettings(volume=0.4, muted=True, loop=True)]


def test_a_relative_path_or_a_link_is_refused(player: Player) -> None:
    for name in ("clip.mp4", "https://example.org/clip.mp4"):
        with pytest.raises(ValueError, match="absolute"):
            player.load(Path(name))


def broken(kind: str, clip: Path, folder: Path) -> Path:
    file = folder / "broken.mp4"
    whole = clip.read_bytes()
    if kind == "garbage":
        file.write_bytes(b"\x00\x01seedance" * 4000)
    elif kind == "cut":
        file.write_bytes(whole[: len(whole) // 2])
    elif kind == "page":
        file.write_bytes(b"<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>")
    elif kind == "playlist":
        file.write_bytes(b"#EXTM3U\n#EXTINF:5,\nhttp://127.0.0.1:9/x.ts\n#EXT-X-ENDLIST\n")
    elif kind == "empty":
        file.touch()
    elif kind == "folder":
        file.mkdir()
    return file


@pytest.mark.parametrize("kind", ["garbage", "cut", "page", "playlist", "empty", "missing", "folder"])
def test_a_bad_file_ends_in_a_sentence(
    qtbot: QtBot, player: Player, clip: Path, tmp_path: Path, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        player.load(broken(kind, clip, tmp_path), play=True)
        qtbot.waitUntil(lambda: player.state is State.BROKEN, timeout=5000)
    assert player.trouble is not None
    assert player.trouble.message.endswith((".", "?"))
    assert not player.ready
    load(qtbot, player, clip)  # and it has not upset the next one
    assert player.trouble is None
    assert now(player) == pytest.approx(0, abs=0.05)


@pytest.mark.parametrize("suffix", [".wav", ".mp3"])
def test_sound_alone_plays(qtbot: QtBot, player: Player, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"sound{suffix}"
    (make_wav if suffix == ".wav" else make_sound)(file, seconds=0.5)
    player.load(file, play=True)
    qtbot.waitUntil(lambda: player.state is State.ENDED, timeout=5000)
    assert not player.has_picture


def test_a_silent_video_plays(qtbot: QtBot, player: Player, tmp_path: Path) -> None:
    load(qtbot, player, make_video(tmp_path / "silent.mp4", seconds=0.5, sound=False), play=True)
    qtbot.waitUntil(lambda: player.state is State.ENDED, timeout=5000)


def test_release_lets_the_file_go(qtbot: QtBot, player: Player, tmp_path: Path) -> None:
    file = make_video(tmp_path / "clip.mp4", seconds=1)
    load(qtbot, player, file, play=True)
    player.release()
    assert player.state is State.EMPTY
    assert player.picture().isNull()
    assert (player.position, player.duration) == (0, 0)
    if sys.platform == "linux":
        held = [link.readlink() for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
        assert file not in held
    file.rename(tmp_path / "moved.mp4")
    load(qtbot, player, tmp_path / "moved.mp4")


def test_twenty_switches_end_on_the_right_video(qtbot: QtBot, player: Player, tmp_path: Path) -> None:
    red = make_video(tmp_path / "red.mp4", 160, 90, 1.0, tint=(1.0, 0.2, 0.2))
    blue = make_video(tmp_path / "blue.mp4", 90, 160, 1.0, tint=(0.2, 0.2, 1.0))
    shown: list[bool] = []

    def look() -> None:
        middle = player.picture().pixelColor(45, 45)
        shown.append((middle.red() > middle.blue()) == (player.file == red))

    player.frame_changed.connect(look)
    for number in range(20):
        player.load((red, blue)[number % 2], play=True)
        qtbot.wait(number * 7 % 50)  # now and then before it is open, now and then after
    qtbot.waitUntil(lambda: player.state is State.PLAYING and player.has_picture, timeout=5000)
    qtbot.waitUntil(lambda: player.state is State.ENDED, timeout=5000)
    assert player.file == blue
    assert player.picture().width() == 90
    assert all(shown)


def test_players_that_come_and_go_do_not_stand_still(qtbot: QtBot, tmp_path: Path) -> None:
    """FFmpeg's threads and Python's lock waited for each other here: see `_ask_overrides`."""
    clip = make_video(tmp_path / "clip.mp4", 160, 90, 1.0)
    for number in range(15):
        player = Player(PlaySettings(muted=True))
        player.load(clip, play=True)
        qtbot.wait(25 + number * 3)
        player.seek(500)
        qtbot.wait(10)
        player.release()
        player.deleteLater()


def test_the_window_never_looks_at_the_drive_of_a_video(
    qtbot: QtBot, player: Player, clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stat = Path.stat
    asked: list[str] = []

    def noted(path: Path, *args: Any, **options: Any) -> Any:
        if threading.current_thread() is threading.main_thread():
            asked.append(str(path))
        return stat(path, *args, **options)

    monkeypatch.setattr(Path, "stat", noted)
    load(qtbot, player, clip)
    player.load(tmp_path / "gone.mp4")
    qtbot.waitUntil(lambda: player.state is State.BROKEN)
    assert player.trouble is not None
    assert "moved or deleted" in player.trouble.message
    assert [path for path in asked if path.endswith(".mp4")] == []

"""A start that died while the player was made: a sound system can abort the whole process."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPushButton

from seedance_gui.ui.kit.theme import Theme
from seedance_gui.ui.player.player_state import PlaySettings, State
from seedance_gui.ui.preview.preview_pane import PreviewPane
from seedance_gui.ui.preview.preview_state import Preview
from tests.faults.killing import ROOT
from tests.media import make_video

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


DIES = """
import os, sys
from pathlib import Path
from PySide6.QtMultimedia import QAudioOutput
from PySide6.QtWidgets import QApplication
from seedance_gui.ui.player import media_backend
from seedance_gui.ui.player.player import Player
app = QApplication([])
media_backend.quiet_ffmpeg = os.abort  # between the player and its sound
Player(marker=Path(sys.argv[1])).load(Path(sys.argv[2]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="ends by a signal")
def test_promise_38_the_next_start_does_without_the_player_and_says_so(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    marker, clip = tmp_path / "player-starting", make_video(tmp_path / "clip.mp4", 320, 180, 1.0)
    died = subprocess.run(
        [sys.executable, "-c", DIES, str(marker), str(clip)], cwd=ROOT, check=False, capture_output=True
    )
    assert died.returncode == -signal.SIGABRT
    theme = Theme(qapp)
    theme.apply()
    pane = PreviewPane(theme, PlaySettings(muted=True), player_marker=marker)
    qtbot.addWidget(pane)
    pane.show()
    pane.show_task(Preview("a", file=clip))
    assert pane.player.state is State.BROKEN
    assert pane.player._backend is None, "it is not made again"
    assert "ended the last time it made its player" in pane.state.message.text()
    buttons = {b.text(): b for b in pane.state.findChildren(QPushButton) if not b.isHidden()}
    assert "Open with another player" in buttons
    buttons["Play it here anyway"].click()
    qtbot.waitUntil(lambda: pane.player.has_picture)
    assert not marker.exists()
    pane.release()

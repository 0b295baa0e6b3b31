"""Two players as one: what the first is told to do, the second does as well, at the same moment."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from seedance_gui.compat import override
from seedance_gui.ui.player.player import Player
from seedance_gui.ui.player.player_state import PlaySettings, State

if TYPE_CHECKING:
    from pathlib import Path

    from seedance_gui.services.media.worker_client import MediaWorker

_OUT_OF_STEP = 90
"""Milliseconds: two frames. Nobody sees less, and a seek while it plays may take as much."""
_NEAR_END = 100
_MEND_EVERY = 0.6
"""Seconds between two corrections: the first one needs its time."""


class LeadPlayer(Player):
    """Plays the longer one of two videos; its ``follower`` shows the other one at the same moment.

    While they stand, the follower shows exactly the frame that its video has at the time of the lead's frame;
    behind its end it holds its last frame. ``sounds_follower``: it is the follower that can be heard.
    """

    def __init__(
        self, settings: PlaySettings, parent: QObject, *, marker: Path | None, media: MediaWorker | None
    ) -> None:
        super().__init__(settings, parent, marker=marker, media=media)
        self.follower = Player(replace(settings, loop=False, muted=True), self, media=media)
        self.sounds_follower = False
        self._mended = 0.0
        for player in (self, self.follower):
            player.state_changed.connect(self._keep_step)
            player.frame_changed.connect(self._keep_step)
        self.settings_changed.connect(self._share_sound)

    def load_both(self, longer: Path, shorter: Path) -> None:
        """Open two files and show their first frames."""
        self.load(longer)
        self.follower.load(shorter)
        self._share_sound()

    @override
    def release(self) -> None:
        self.follower.release()
        super().release()

    def sound(self, *, follower: bool) -> None:
        """Let one of the two be heard, and the other not."""
        self.sounds_follower = follower
        self._share_sound()

    @Slot()
    def _share_sound(self) -> None:
        settings = self.settings
        if self._backend is not None:
            self._backend.apply(replace(settings, muted=settings.muted or self.sounds_follower))
        self.follower.change_settings(
            volume=settings.volume, muted=settings.muted or not self.sounds_follower
        )

    @Slot()
    def _keep_step(self) -> None:
        if not (self.ready and self.follower.ready):
            return
        if self.state is State.PLAYING and self.rate > 0 and self.position < self._last_start():
            self._run_along()
        elif self.state is State.PLAYING and self.rate > 0:
            pass  # the follower runs on to its end by itself, and holds its last frame
        else:
            self._stand_alike()

    def _last_start(self) -> float:
        return self.follower.duration - _NEAR_END

    def _run_along(self) -> None:
        follower, now = self.follower, time.monotonic()
        follower.change_settings(speed=self.rate)
        apart = abs(self.position - follower.position)
        if follower.state is not State.PLAYING:
            if apart > _OUT_OF_STEP:
                follower.seek(self.position)
            self._mended = now
            follower.play()
        elif apart > _OUT_OF_STEP and now - self._mended > _MEND_EVERY:
            self._mended = now
            follower.seek(self.position)

    def _stand_alike(self) -> None:
        """Show the frame of the follower that belongs to the lead's."""
        follower = self.follower
        follower.pause()
        if self.shown.start is None or not follower.has_picture:
            return
        own, its = self.shown, follower.shown
        if own.number is None or its.number is None:  # it isn't known yet when each frame begins
            return
        wanted = its.timeline.number(own.timeline.starts[own.number])
        here = its.goal if its.goal is not None else its.number
        if wanted != here:
            follower.step(wanted - here)

"""A file that tells the next start that the last one died while it made its player.

A broken sound system can abort the whole process (PipeWire without its plugins, PySide6 6.10 and newer), and
a start that opens the same video would do so again.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from seedance_gui.ui.player.multimedia import MultimediaMissingError

if TYPE_CHECKING:
    from pathlib import Path


class PlayerDiedError(MultimediaMissingError):
    """The last start died while it made its player."""


class PlayerMarker:
    """The file at ``path``; None: nothing is marked."""

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def begin(self) -> None:
        """Mark that a player is being made. Raises `PlayerDiedError` where the last one never came up."""
        if self._path is None:
            return
        if self._path.exists():
            message = QCoreApplication.translate(
                "Multimedia",
                "The program ended the last time it made its player, so videos are not played here for now. "
                "They are all in their folder.",
            )
            raise PlayerDiedError(message, str(self._path))
        with suppress(OSError):  # a full disk is no reason not to play
            self._path.touch()

    def end(self) -> None:
        """Mark that the player came up, or is let go of in order."""
        if self._path is not None:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)

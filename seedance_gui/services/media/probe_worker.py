"""Look inside one media file, as a process of its own: a hostile file can hang or swell only that.

    python -P -m seedance_gui.services.media.probe_worker DEMUXER FILE
    python -P -m seedance_gui.services.media.probe_worker DEMUXER --asking SIZE

Writes one line of JSON: kind, seconds, width, height, fps, picture (a small JPEG, base64), loudness.

With ``--asking`` the file isn't here, and fetching it is not this process's business: for each piece it needs
it writes a line ``{"piece": NUMBER}`` and reads from standard input four bytes of length, then the piece; a
length of ``MISSING`` says that it can't be had.
"""

from __future__ import annotations

import base64
import io
import json
import struct
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

SECONDS = 15
MEMORY = 3 * 1024**3
PIECE = 256 * 1024
"""Bytes of a piece; the last one of a file may be shorter."""
MISSING = 0xFFFF_FFFF


class AskedFile:
    """A file of ``size`` bytes whose pieces are asked for when they are first needed."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._at = 0
        self._pieces: dict[int, bytes] = {}

    def read(self, count: int = -1) -> bytes:
        """Return at most ``count`` bytes, fewer at the end of a piece. Raises OSError."""
        if self._at >= self._size:
            return b""
        number, start = divmod(self._at, PIECE)
        if number not in self._pieces:
            self._pieces[number] = self._ask(number)
        part = self._pieces[number][start:]
        part = part if count < 0 else part[:count]
        self._at += len(part)
        return part

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to another place."""
        self._at = max(0, offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence])
        return self._at

    def tell(self) -> int:
        """Return the present place."""
        return self._at

    def _ask(self, number: int) -> bytes:
        sys.stdout.write(json.dumps({"piece": number}) + "\n")
        sys.stdout.flush()
        (length,) = struct.unpack(">I", sys.stdin.buffer.read(4))
        if length == MISSING:
            raise OSError("this piece can't be had")
        return sys.stdin.buffer.read(length)


def look_inside(source: Path | AskedFile, demuxer: str) -> dict[str, Any]:
    """Return what a sound or clip holds; without ``kind`` where it can't be read."""
    from seedance_gui.services.media.video_check import NotPlayableError, first_picture, loudness, probe  # noqa: PLC0415 - heavy

    try:
        look = probe(source, demuxer)
    except (NotPlayableError, OSError):
        return {}
    found: dict[str, Any] = {
        "kind": "video" if look.has_video else "audio",
        "seconds": look.seconds,
        "width": look.width,
        "height": look.height,
        "fps": look.fps,
    }
    if look.has_video:
        with suppress(NotPlayableError, OSError), tempfile.TemporaryDirectory() as folder:
            target = Path(folder, "first.jpg")
            first_picture(source, target, demuxer)
            found["picture"] = base64.b64encode(target.read_bytes()).decode()
    else:
        with suppress(NotPlayableError, OSError):
            found["loudness"] = loudness(source, demuxer)
    return found


def _limit() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows, where the time limit alone must do

        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    _limit()
    given: Path | AskedFile = AskedFile(int(sys.argv[3])) if sys.argv[2] == "--asking" else Path(sys.argv[2])
    sys.stdout.write(json.dumps(look_inside(given, sys.argv[1])) + "\n")

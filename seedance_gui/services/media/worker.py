"""Decode media as a process of its own: what crashes, hangs or swells a decoder ends only this.

    python -P -m seedance_gui.services.media.worker

It says ``{"ready": true}`` and then answers each request. A request or answer is one line of JSON, whose
``bytes`` is the number of raw bytes that follow it. ``do`` of a request is one of ``_CALLS``, ``time`` the
seconds it may take; what can't be decoded is answered with an empty object. The process ends as soon as
standard input does, whatever it is at: the system closes that whatever becomes of the program.
"""

from __future__ import annotations

import io
import json
import os
import queue
import stat
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from seedance_gui.services.media import decoding
from seedance_gui.services.media.media_info import PIECE

MEMORY = 3 * 1024**3

Answer = tuple[dict[str, Any], bytes]


class Pieces:
    """A file of ``size`` bytes of which some pieces are here. ``missing``: the first other one asked for."""

    def __init__(self, size: int, pieces: dict[int, bytes]) -> None:
        self.missing: int | None = None
        self._size = size
        self._pieces = pieces
        self._at = 0

    def read(self, count: int = -1) -> bytes:
        """Return at most ``count`` bytes, fewer at the end of a piece. Raises OSError."""
        if self._at >= self._size:
            return b""
        number, start = divmod(self._at, PIECE)
        if number not in self._pieces:
            self.missing = number if self.missing is None else self.missing
            raise OSError("this piece isn't here")
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


def _look(asked: dict[str, Any], data: bytes) -> Answer:
    """Look inside a file, or what is here of one (``pieces``: number and bytes of each).

    Where more of it is needed, and is not the ``last`` that can be had, that is the answer: ``piece``.
    """
    if "pieces" not in asked:
        with _open(asked) as file:
            return decoding.look(file, asked["format"])
    parts = io.BytesIO(data)
    source = Pieces(asked["size"], {number: parts.read(count) for number, count in asked["pieces"]})
    found: Answer = ({}, b"")
    with suppress(*decoding.FAULTS):
        found = decoding.look(source, asked["format"])
    return found if source.missing is None or asked["last"] else ({"piece": source.missing}, b"")


def _check(asked: dict[str, Any], _: bytes) -> Answer:
    with _open(asked) as file:
        return decoding.check(file, asked["format"])


def _picture(asked: dict[str, Any], data: bytes) -> Answer:
    if "path" in asked:
        with _open(asked) as file:
            data = file.read(decoding.MOST_BYTES + 1)
    return {}, decoding.picture(data)


def _frame(asked: dict[str, Any], _: bytes) -> Answer:
    with _open(asked) as file:
        return {}, decoding.frame(file, asked["format"], seconds=asked["seconds"], index=asked["index"])


_CALLS = {"look": _look, "check": _check, "picture": _picture, "frame": _frame}


def _open(asked: dict[str, Any]) -> BinaryIO:
    path = Path(asked["path"])
    if not stat.S_ISREG(path.stat().st_mode):  # reading a pipe would wait for ever
        raise OSError("no file")
    return path.open("rb")


def _limit(seconds: float) -> None:
    """Take no more memory than is fair, and from now on no more seconds of each processor."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows, where the program's own time limit must do

        used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2]) + seconds * (os.cpu_count() or 1)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used) + 1, resource.getrlimit(resource.RLIMIT_CPU)[1]))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _receive(requests: queue.Queue[tuple[dict[str, Any], bytes]]) -> None:
    """Read requests: in a thread, so that the program's end is noticed in the midst of a decode."""
    while line := sys.stdin.buffer.readline():
        asked = json.loads(line)
        requests.put((asked, sys.stdin.buffer.read(asked["bytes"])))
    os._exit(0)


def _say(answer: dict[str, Any], data: bytes = b"") -> None:
    sys.stdout.buffer.write(json.dumps({**answer, "bytes": len(data)}).encode() + b"\n" + data)
    sys.stdout.buffer.flush()


def main() -> None:
    """Answer requests until there is nobody to answer."""
    if hasattr(os, "nice"):
        os.nice(10)
    requests: queue.Queue[tuple[dict[str, Any], bytes]] = queue.Queue()
    threading.Thread(target=_receive, args=(requests,), daemon=True).start()
    _say({"ready": True})
    while True:
        asked, data = requests.get()
        _limit(asked["time"])
        answer: Answer = ({}, b"")
        with suppress(*decoding.FAULTS):
            answer = _CALLS[asked["do"]](asked, data)
        _say(*answer)


if __name__ == "__main__":
    main()

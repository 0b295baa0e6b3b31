"""Decode media as a process of its own: what crashes, hangs or swells a decoder ends only this.

    python -P -m seedance_gui.services.media.worker

It says ``{"ready": true}`` and then answers each request. A request or answer is one line of JSON, whose
``bytes`` is the number of raw bytes that follow it. ``do`` of a request is one of ``_CALLS``, ``told`` what
that is told, ``time`` the seconds it may take; what can't be decoded is answered with an empty object. The
process ends as soon as standard input does, whatever it is at: the system closes that whatever becomes of the
program.
"""

from __future__ import annotations

import io
import json
import os
import queue
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from seedance_gui.services.media import cutting, decoding, frames, joining
from seedance_gui.services.media.media_info import PIECE

if TYPE_CHECKING:
    from collections.abc import Callable

MEMORY = 3 * 1024**3

_CALLS: dict[str, Callable[..., decoding.Answer]] = {
    "probe": decoding.probe, "check": decoding.check, "look": decoding.look, "picture": decoding.picture,
    "copy": decoding.copy, "frame": decoding.frame, "strip": cutting.strip, "cut": cutting.cut,
    "timeline": frames.timeline, "reel": frames.reel, "sheet": frames.sheet, "join": joining.join,
}  # fmt: skip


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


def _answer(asked: dict[str, Any], data: bytes) -> decoding.Answer:
    """Decode the file at ``path``, or ``data``, or what is here of one: ``pieces``, number and bytes of each.

    Where another piece is needed and these are not the ``last`` that can be had, the answer is its number.
    """
    call, told = _CALLS[asked["do"]], asked["told"]
    if "path" in asked:
        with _open(asked["path"]) as file:
            return call(file, **told)
    parts = io.BytesIO(data)
    if "pieces" not in asked:
        return call(parts, **told)
    source = Pieces(asked["size"], {number: parts.read(count) for number, count in asked["pieces"]})
    found: decoding.Answer = ({}, b"")
    with suppress(*decoding.FAULTS):
        found = call(source, **told)
    return found if source.missing is None or asked["last"] else ({"piece": source.missing}, b"")


def _open(path: str) -> BinaryIO:
    if not Path(path).is_file():  # reading a pipe would wait for ever
        raise OSError("no file")
    return Path(path).open("rb")


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
    _say({"ready": True})
    threading.Thread(target=_receive, args=(requests,), daemon=True).start()
    while True:
        asked, data = requests.get()
        _limit(asked["time"])
        answer: decoding.Answer = ({}, b"")
        with suppress(*decoding.FAULTS):
            answer = _answer(asked, data)
        _say(*answer)


if __name__ == "__main__":
    main()

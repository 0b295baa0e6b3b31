"""Has media decoded by the one worker process, which is started when it is first needed and kept.

A file at which it crashed or hung is not given to it again by itself, also not at the next start: it is known
by its beginning and size, whatever it is called. Plain ``subprocess`` and a thread, because under qasync the
processes of asyncio depend on each platform's watcher of children.
"""

from __future__ import annotations

import asyncio
import json
import logging
import threading
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seedance_gui.domain.draft import Kind
from seedance_gui.services.media.file_signature import identify, is_text, mark_of, video_suffix
from seedance_gui.services.media.media_info import (
    MOST_PIXELS,
    Checked,
    MediaInfo,
    MediaStrip,
    Timeline,
    Verdict,
)
from seedance_gui.services.media.refused_files import RefusedFiles
from seedance_gui.services.platform.subprocess_entry import MEDIA_WORKER, child_command, start_child

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator, Mapping, Sequence

    Answer = tuple[dict[str, Any], bytes]
    _Source = Path | bytes | memoryview

SECONDS = 15.0
"""For one answer. For a file that is read to its end, a second for each ``_SLOWEST`` bytes comes on top."""
_SLOWEST = 10 * 1024 * 1024
_CODED = 20.0
"""Seconds for a second of a clip that is coded anew."""
_START_SECONDS = 60.0

_log = logging.getLogger(__name__)


class UncheckedError(Exception):
    """The worker gave no answer about a file, now or before: what is in it is not known."""


@dataclass(slots=True, eq=False)
class _Request:
    """``call``: as the worker reads it. ``mark``: what the file is known by. ``dropped``: nobody waits."""

    call: dict[str, Any]
    mark: str
    data: bytes | memoryview = b""
    more_seconds: float = 0.0
    dropped: bool = False
    killed: bool = False


class MediaWorker:
    """The worker process of this program. ``memory``: the file that says what is not given to it again."""

    def __init__(self, memory: Path, *, seconds: float = SECONDS) -> None:
        self._refused = RefusedFiles(memory)
        self._seconds = seconds
        self._thread = ThreadPoolExecutor(1, "media worker")  # one request after the other
        self._process: subprocess.Popen[bytes] | None = None
        self._present: _Request | None = None
        self._guard = threading.Lock()
        self._closed = False
        self._sheet: _Request | None = None

    async def probe(self, source: Path | bytes, *, again: bool = False) -> MediaInfo:
        """Return what a file is, or what is in one, as far as it can be read. May be cancelled.

        ``again``: the person wants it, even if the worker gave no answer before.
        """
        try:
            found, mark, _ = await self._identified(source, again=again)
        except (OSError, ValueError):
            return MediaInfo()
        still = found.kind is Kind.IMAGE
        too_large = (found.width or 0) * (found.height or 0) > MOST_PIXELS
        if not found.format or found.format == "svg" or (still and too_large):
            return found
        call = _call("look", source) if still else _call("probe", source, demuxer=found.format)
        with suppress(UncheckedError):
            answer, data = await self._answer_to(_Request(call, mark, _data(source)))
            if still:  # without an answer it is damaged
                return replace(found, **answer) if answer else replace(found, format="")
            return _completed(found, answer, data)
        return found

    async def kind_of(self, path: Path) -> MediaInfo:
        """Return what a file is: by its first bytes where these tell, else as ``probe`` does."""
        with suppress(OSError, ValueError):
            found, _, _ = await self._identified(path)
            return found if found.kind or not found.format else await self.probe(path)
        return MediaInfo()

    async def probe_pieces(
        self, found: MediaInfo, pieces: Mapping[int, bytes], *, last: bool
    ) -> MediaInfo | int:
        """Do the same for a file that isn't here, of which there are some pieces, the first among them.

        Returns the number of another piece where it is needed and these are not the ``last`` that can be had.
        """
        here = [(number, len(data)) for number, data in pieces.items()]
        call = _call("probe", demuxer=found.format) | {"size": found.size, "pieces": here, "last": last}
        request = _Request(call, mark_of(pieces.get(0, b""), found.size or 0), b"".join(pieces.values()))
        with suppress(UncheckedError):
            answer, data = await self._answer_to(request)
            return answer["piece"] if "piece" in answer else _completed(found, answer, data)
        return found

    async def check(self, path: Path, *, again: bool = False) -> Checked:
        """Make sure that a fetched video is whole. ``again`` as in ``probe``. Raises OSError."""
        found, mark, head = await self._identified(path, again=again)
        if found.kind is Kind.IMAGE or is_text(head):
            return Checked(Verdict.NO_VIDEO)
        suffix = video_suffix(found.format, head)
        if found.format in {"mov", "matroska"}:
            call = _call("check", path, demuxer=found.format)
            with suppress(UncheckedError):
                more = (found.size or 0) / _SLOWEST
                answer, poster = await self._answer_to(_Request(call, mark, more_seconds=more))
                _log.info("checked: %s", answer)
                return Checked(Verdict.WHOLE if "whole" in answer else Verdict.BROKEN, suffix, poster)
        return Checked(Verdict.UNCHECKED, suffix)

    async def frame(self, path: Path, **which: float | None) -> bytes:
        """Return the picture of a clip that is shown at ``seconds``, or the one at ``index``, as PNG.

        ``which``: see ``decoding.frame``. Its colours are those that FFmpeg shows. Empty where there is none.
        Raises UncheckedError, OSError.
        """
        found, mark, _ = await self._identified(path)
        return (await self._answer_to(_Request(_call("frame", path, demuxer=found.format, **which), mark)))[1]

    def picture(self, source: str | bytes | memoryview) -> bytes:
        """Return a picture made small and upright (JPEG or PNG), or nothing. Blocks, as the next two."""
        return self._at_once("picture", Path(source) if isinstance(source, str) else source)[1]

    def timeline(self, path: Path) -> Timeline:
        """Return when each picture of a clip begins. Blocks: to be called in a thread."""
        told, _ = self._at_once("timeline", path)
        return Timeline(tuple(told.get("starts", ())), told.get("matrix", 2))

    def sheet(self, path: Path, numbers: Sequence[int]) -> bytes:
        """Return some pictures of a clip, made small, in one: see ``frames.sheet``. Blocks, too."""
        return self._at_once("sheet", path, numbers=list(numbers))[1]

    def poster(self, path: Path) -> bytes:
        """Return the first picture of a clip, small (JPEG), or nothing. Blocks, too. OSError, ValueError."""
        return self._at_once("probe", path, demuxer=identify(path)[0].format)[1]

    async def reel(self, path: Path) -> dict[str, Any]:
        """Return what an editor must know of a clip: see ``frames.reel``. Raises as ``copy``."""
        _, mark, _ = await self._identified(path, again=True)
        return (await self._made(_call("reel", path), mark))[0]

    def drop_sheet(self, path: Path) -> None:
        """Give up the pictures of a clip that are being made, or wait to be."""
        if (asked := self._sheet) is not None and asked.call["path"] == str(path):
            asked.dropped = True
            self._kill(asked)

    def _at_once(self, do: str, source: _Source, **told: object) -> Answer:
        try:
            found, mark, _ = identify(source)
            request = _Request(_call(do, source, **told), mark, _data(source), (found.size or 0) / _SLOWEST)
            if do == "sheet":
                self._sheet = request
            return self._thread.submit(self._answer, request).result()
        except (OSError, ValueError, RuntimeError, UncheckedError, CancelledError):
            return {}, b""

    async def copy(self, source: Path | bytes, **how: object) -> tuple[str, bytes]:
        """Return a picture that other programs read, with its suffix. ``how``: see ``decoding.copy``.

        Raises UncheckedError, OSError, ValueError: it can't be decoded.
        """
        _, mark, _ = await self._identified(source, again=True)
        answer, data = await self._made(_call("copy", source, **how), mark, _data(source))
        return answer["suffix"], data

    async def strip(self, path: Path) -> MediaStrip:
        """Return where a clip or sound can be cut, and how it looks. Raises as ``copy``."""
        found, mark, _ = await self._identified(path, again=True)
        call = _call("strip", path, demuxer=found.format)
        told, row = await self._made(call, mark, seconds=(found.size or 0) / _SLOWEST)
        return MediaStrip(**{name: tuple(value) for name, value in told.items()}, row=row)

    async def cut(self, path: Path, start: float, end: float) -> tuple[str, bytes]:
        """Return a part of a clip or sound, with its suffix: see ``cutting.cut``. Raises as ``copy``."""
        found, mark, _ = await self._identified(path, again=True)
        call = _call("cut", path, demuxer=found.format, start=start, end=end)
        more = (end - start) * _CODED + (found.size or 0) / _SLOWEST
        answer, data = await self._made(call, mark, seconds=more)
        return answer["suffix"], data

    async def join(self, paths: Sequence[Path]) -> tuple[bytes, bool]:
        """Return clips as one MP4, and whether nothing was coded anew. Raises as ``copy``."""
        found = [await self._identified(path) for path in paths]
        others = [(str(path), info.format) for path, (info, _, _) in zip(paths[1:], found[1:], strict=True)]
        mark = mark_of(" ".join(mark for _, mark, _ in found).encode(), len(found))  # of none of them alone
        self._refused.discard(mark)
        seconds = sum([(await self.probe(path)).seconds or 0.0 for path in paths])
        call = _call("join", paths[0], demuxer=found[0][0].format, others=others)
        answer, data = await self._made(call, mark, seconds=seconds * _CODED)
        return data, answer["copied"]

    async def _made(
        self, call: dict[str, Any], mark: str, data: bytes | memoryview = b"", *, seconds: float = 0.0
    ) -> Answer:
        """Return what was made, within so many ``seconds`` more than twice those of a look."""
        answer = await self._answer_to(_Request(call, mark, data, self._seconds + seconds))
        if not answer[0]:
            raise ValueError("it can't be read, or nothing here makes such a file")
        return answer

    def close(self) -> None:
        """End the process, whatever it is at. There are no answers any more."""
        with self._guard:
            self._closed = True
            if self._process is not None:
                self._process.kill()
        self._thread.shutdown(cancel_futures=True)
        self._bury()

    async def _identified(self, source: Path | bytes, *, again: bool = False) -> tuple[MediaInfo, str, bytes]:
        found, mark, head = await asyncio.to_thread(identify, source)
        if again:
            self._refused.discard(mark)
        return found, mark, head

    async def _answer_to(self, request: _Request) -> Answer:
        try:
            return await asyncio.wrap_future(self._thread.submit(self._answer, request))
        except asyncio.CancelledError:
            request.dropped = True
            self._kill(request)
            raise
        except RuntimeError:
            raise UncheckedError("closed") from None

    def _answer(self, request: _Request) -> Answer:
        """Return the worker's answer; runs in the one thread."""
        if self._is_not_wanted(request):
            raise UncheckedError("not again")
        try:
            process = self._running()
        except (OSError, ValueError) as fault:
            self._bury()
            _log.warning("the media worker doesn't start: %s", type(fault).__name__)
            raise UncheckedError("no worker") from None
        seconds = self._seconds + request.more_seconds
        try:
            with self._guard:
                self._present = request
            with _within(seconds, lambda: self._kill(request)):
                head = {**request.call, "time": seconds, "bytes": len(request.data)}
                assert process.stdin is not None
                if not request.dropped:
                    process.stdin.write(json.dumps(head).encode() + b"\n")
                    process.stdin.write(request.data)
                    process.stdin.flush()
                return _heard(process)
        except (OSError, ValueError):
            request.killed = True
            if not (request.dropped or self._closed):
                _log.warning("no answer to “%s”: the file is not decoded again", request.call["do"])
                self._refused.add(request.mark)
            raise UncheckedError("no answer") from None
        finally:
            with self._guard:
                self._present = None
            if request.killed:
                self._bury()

    def _is_not_wanted(self, request: _Request) -> bool:
        return request.dropped or request.mark in self._refused

    def _kill(self, request: _Request) -> None:
        with self._guard:
            if self._present is request and self._process is not None:
                request.killed = True
                self._process.kill()

    def _running(self) -> subprocess.Popen[bytes]:
        """Return the process, started anew where there is none. Raises OSError, ValueError."""
        if self._process is not None and self._process.poll() is None:
            return self._process
        self._bury()
        with self._guard:
            if self._closed:
                raise OSError("closed")
            command = child_command(MEDIA_WORKER)
            self._process = process = start_child(command, windows_flags="BELOW_NORMAL_PRIORITY_CLASS")
        with _within(_START_SECONDS, process.kill):
            _heard(process)
        return process

    def _bury(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            with suppress(OSError), process:  # something may have been left unsent
                pass


@contextmanager
def _within(seconds: float, otherwise: Callable[[], None]) -> Iterator[None]:
    timer = threading.Timer(seconds, otherwise)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _heard(process: subprocess.Popen[bytes]) -> Answer:
    """Return what the worker says next. Raises OSError, ValueError."""
    assert process.stdout is not None
    answer = json.loads(process.stdout.readline())
    data = process.stdout.read(count := answer.pop("bytes"))
    if len(data) != count:
        raise ValueError("cut off")
    return answer, data


def _call(do: str, source: _Source | None = None, **told: object) -> dict[str, Any]:
    return {"do": do, "told": told} | ({"path": str(source)} if isinstance(source, Path) else {})


def _data(source: _Source) -> bytes | memoryview:
    return b"" if isinstance(source, Path) else source


def _completed(found: MediaInfo, inside: dict[str, Any], picture: bytes) -> MediaInfo:
    loudness = tuple(inside.pop("loudness", ()))
    if "kind" in inside:
        inside["kind"] = Kind(inside["kind"])
    return replace(found, **inside, picture=picture, loudness=loudness)

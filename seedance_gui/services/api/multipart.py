"""A file as the multipart body of an upload, read in a thread and sent by parts.

# WORKAROUND for https://github.com/encode/httpx/issues/1620: httpx reads files on the loop's own thread.
"""

from __future__ import annotations

import asyncio
import os
import secrets
from contextlib import ExitStack, asynccontextmanager
from typing import TYPE_CHECKING, BinaryIO

from seedance_gui.domain.errors import FileProblemError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message
from seedance_gui.services.media.file_signature import read_signature
from seedance_gui.services.media.media_info import UNKNOWN_MEDIA

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from seedance_gui.services.media.media_info import MediaInfo

PART = 64 * 1024
"""Bytes sent at once. With the wire's write time limit of 60 s a part: never slower than 1 KB/s."""

MEGABYTE = 1024 * 1024
MIME_TYPES = {
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif", "webp": "image/webp",
    "bmp": "image/bmp", "svg": "image/svg+xml", "mp4": "video/mp4", "mov": "video/quicktime",
    "avi": "video/x-msvideo", "webm": "video/webm", "mkv": "video/x-matroska", "m4v": "video/x-m4v",
    "flv": "video/x-flv", "mp3": "audio/mpeg", "wav": "audio/x-wav", "aac": "audio/aac", "m4a": "audio/mp4",
    "flac": "audio/flac", "ogg": "audio/ogg", "heic": "image/heic", "avif": "image/avif",
}  # fmt: skip
"""The MIME type of each ending that a file may be sent with: what it is, taken or not, it is sent as that."""


class FileForm:
    """One open file and the form round it. ``size``: of the file; ``length``: of the whole body, in bytes."""

    def __init__(
        self, path: Path, file: BinaryIO, progress: Callable[[int, int], None] | None, found: MediaInfo
    ) -> None:
        self._path = path
        self.file = file
        self._progress = progress
        self._state = _state(file)
        self.size = self._state[0]
        boundary = secrets.token_hex(16)
        name, mime = _sent_as(path.name, file, found)
        self._head = (
            f"--{boundary}\r\n"
            f'Content-Disposition: form-data; name="file"; filename="{_quoted(name)}"\r\n'
            f"Content-Type: {mime}\r\n\r\n"
        ).encode()
        self._tail = f"\r\n--{boundary}--\r\n".encode()
        self.length = len(self._head) + self.size + len(self._tail)
        self.headers = {
            "Content-Type": f"multipart/form-data; boundary={boundary}",
            "Content-Length": str(self.length),
        }

    async def parts(self) -> AsyncIterator[bytes]:
        """Yield the body. The end is not sent unless the file is still the one that was opened."""
        yield self._head
        sent = 0
        while sent < self.size:
            try:
                part = await asyncio.to_thread(self.file.read, min(PART, self.size - sent))
            except OSError as fault:
                raise _problem(FaultMessage.FILE_GONE, self._path, fault) from None
            sent += len(part)
            if not part or (sent == self.size and _state(self.file) != self._state):
                raise _problem(FaultMessage.FILE_CHANGED, self._path)
            yield part
            if self._progress is not None:
                self._progress(sent, self.size)
        yield self._tail


@asynccontextmanager
async def opened_form(
    path: Path,
    largest: int,
    progress: Callable[[int, int], None] | None = None,
    found: MediaInfo = UNKNOWN_MEDIA,
) -> AsyncIterator[FileForm]:
    """Open a file of at most ``largest`` bytes in a thread, and close it in the end.

    ``found``: what a probe told of it, so that it goes under the right ending.

    Raises:
        FileProblemError: it can't be read, is empty or too large.
    """
    opening = asyncio.ensure_future(asyncio.to_thread(_open, path, largest, progress, found))
    try:
        form = await asyncio.shield(opening)
    except asyncio.CancelledError:
        opening.add_done_callback(_close)
        await asyncio.wait({opening}, timeout=1)  # the loop may be about to end
        raise
    with form.file:
        yield form


def _open(
    path: Path, largest: int, progress: Callable[[int, int], None] | None, found: MediaInfo
) -> FileForm:
    try:
        if not path.is_file():  # opening a named pipe would wait for ever
            raise _problem(FaultMessage.FILE_GONE, path)
        with ExitStack() as on_fault:
            form = FileForm(path, on_fault.enter_context(path.open("rb")), progress, found)
            if form.size > largest:
                size = round(form.size / MEGABYTE, 1)
                # rounding must not say "100.0 MB; at most 100 MB" about one byte too many
                size = round(form.size / MEGABYTE, 6) if size <= largest / MEGABYTE else size
                raise _problem(FaultMessage.FILE_TOO_LARGE, path, size=size, maximum=largest // MEGABYTE)
            if not form.size:
                raise _problem(FaultMessage.FILE_EMPTY, path)
            on_fault.pop_all()
            return form
    except (OSError, ValueError) as fault:
        raise _problem(FaultMessage.FILE_GONE, path, fault) from None


def _close(opening: asyncio.Future[FileForm]) -> None:
    if not opening.cancelled() and opening.exception() is None:
        opening.result().file.close()


def _problem(
    code: FaultMessage, path: Path, fault: Exception | None = None, **values: str | float
) -> FileProblemError:
    return FileProblemError(Message(code, name=path.name, **values), type(fault).__name__ if fault else "")


def _state(file: BinaryIO) -> tuple[int, int]:
    state = os.fstat(file.fileno())
    return state.st_size, state.st_mtime_ns


def _quoted(name: str) -> str:
    plain = name.encode("utf-8", "replace").decode()
    return plain.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def _sent_as(name: str, file: BinaryIO, found: MediaInfo) -> tuple[str, str]:
    """Return the name and the MIME type under which a file is sent: by what it is, as far as that is known.

    The system's own table of types may be missing, and knows a third of these then.
    """
    found = found if found.kind else read_signature(file)
    file.seek(0)
    ending = name.rpartition(".")[2].lower()
    if (right := found.ending(name)) in MIME_TYPES and right != ending:
        name, ending = f"{name.rpartition('.')[0] or name}.{right}", right
    return name, MIME_TYPES.get(ending, "application/octet-stream")

"""Receives uploaded files: streamed to disk, bounded in size, of the kinds which the service takes."""

from __future__ import annotations

import mimetypes
import re
import time
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import quote

from seedance_gui.practice import responses
from seedance_gui.practice.fault_injection import Fault, find
from seedance_gui.practice.multipart import MultipartError, MultipartReader, Part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from seedance_gui.domain.rules import UploadRule
    from seedance_gui.practice.responses import Response
    from seedance_gui.practice.storage import Storage

FIELD = "file"
SLOW_RATE = 256 * 1024
"""Bytes a second, at speed 1, of a file with “[slow]” in its name."""

# Python's own table differs between systems.
_TYPES = {"webp": "image/webp", "m4a": "audio/mp4", "m4v": "video/x-m4v", "mkv": "video/x-matroska"}
_TYPES |= {"flac": "audio/flac", "flv": "video/x-flv", "aac": "audio/aac", "ogg": "audio/ogg"}


class UploadError(ValueError):
    """The upload is refused; the text says why."""


def receive(
    content_type: str,
    chunks: Iterable[bytes],
    *,
    rule: UploadRule,
    storage: Storage,
    origin: str,
    speed: float,
    sleep: Callable[[float], None] = time.sleep,
) -> Response:
    """Read the body of an upload to its end, keep its file, and return the answer.

    Raises OSError when the file can't be written or the client goes away.
    """
    key, file = storage.new_upload()
    try:
        with file.open("wb") as target:
            receiver = _Receiver(MultipartReader(content_type), target, rule)
            for chunk in chunks:
                receiver.take(chunk)
                if Fault.SLOW in find(receiver.name):
                    sleep(len(chunk) / SLOW_RATE / speed)
        receiver.check_whole()
    except (UploadError, MultipartError) as refused:
        file.unlink(missing_ok=True)
        return responses.refusal(responses.BAD_REQUEST, str(refused))
    except BaseException:
        file.unlink(missing_ok=True)
        raise
    name = receiver.name
    facts = {"filename": name, "size": receiver.size, "mime_type": mime_type(name)}
    storage.add_upload(key, facts)
    return responses.reply({"url": f"{origin}/uploads/{key}/{quote(name, safe='')}", **facts})


class _Receiver:
    """Writes the one file of a form to disk."""

    def __init__(self, reader: MultipartReader, target: BinaryIO, rule: UploadRule) -> None:
        self.name = ""
        self.size = 0
        self._reader = reader
        self._target = target
        self._rule = rule
        self._ours = False

    def take(self, chunk: bytes) -> None:
        """Take more of the body. Raises UploadError, MultipartError."""
        for item in self._reader.feed(chunk):
            if isinstance(item, Part):
                self._begin(item)
            elif self._ours:
                self.size += len(item)
                if self.size > self._rule.maximum_bytes:
                    message = f"The file is larger than {self._rule.maximum_bytes // 1024**2} MB."
                    raise UploadError(message)
                self._target.write(item)

    def check_whole(self) -> None:
        """Raise UploadError unless one whole file came."""
        if not self.name or not self._reader.complete:
            message = f"There is no whole file in the field “{FIELD}”."
            raise UploadError(message)
        if not self.size:
            message = "The file is empty."
            raise UploadError(message)

    def _begin(self, part: Part) -> None:
        self._ours = part.name == FIELD and part.filename is not None
        if self._ours and self.name:
            message = "One file at a time."
            raise UploadError(message)
        if self._ours:
            self.name = safe_name(part.filename or "")
            _check_kind(self.name, self._rule)


def _check_kind(name: str, rule: UploadRule) -> None:
    if Fault.FAIL in find(name):
        message = "The file was not accepted. (Practice: the word in brackets asked for a failure.)"
        raise UploadError(message)
    if rule.kind_of(name) is None:
        message = "Files of this kind are not taken. Use a picture, a video or a sound."
        raise UploadError(message)


def safe_name(name: str) -> str:
    """Return the last part of a file's name, without control characters, 120 characters at most."""
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(character for character in last if character.isprintable()).strip(" .")
    stem, dot, ending = shown.rpartition(".")
    return f"{stem[:100]}{dot}{ending[:19]}" if dot else shown[:120]


def mime_type(name: str) -> str:
    """Return the type of a file by its name's ending."""
    ending = name.rsplit(".", 1)[-1].lower()
    return _TYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"

"""Receives uploaded files: streamed to disk, bounded in size, of the kinds which the service takes."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import quote

from python_multipart import MultipartParser
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import parse_options_header

from seedance_gui.domain.practice_messages import PracticeMessage
from seedance_gui.practice import responses
from seedance_gui.practice.fault_injection import Fault, find
from seedance_gui.services.api.multipart import MIME_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seedance_gui.domain.rules import UploadRule
    from seedance_gui.practice.responses import Response
    from seedance_gui.practice.storage import Storage

FIELD = "file"
SLOW_RATE = 256 * 1024
"""Bytes a second, at speed 1, of a file with “[slow]” in its name."""


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
) -> Response:
    """Read the body of an upload to its end, keep its file, and return the answer.

    Raises OSError when the file can't be written or the client goes away.
    """
    key, file = storage.new_upload()
    try:
        with file.open("wb") as target:
            form = _Form(content_type, target, rule)
            for chunk in chunks:
                form.parser.write(chunk)
                if Fault.SLOW in find(form.name):
                    time.sleep(len(chunk) / SLOW_RATE / speed)
        form.check_whole()
    except (UploadError, FormParserError) as refused:
        file.unlink(missing_ok=True)
        text = str(refused) if isinstance(refused, UploadError) else f"The form can't be read: {refused}."
        return responses.refusal(responses.BAD_REQUEST, text)
    except BaseException:
        file.unlink(missing_ok=True)
        raise
    facts = {"filename": form.name, "size": form.size, "mime_type": mime_type(form.name)}
    storage.add_upload(key, facts)
    return responses.reply({"url": f"{origin}/uploads/{key}/{quote(form.name, safe='')}", **facts})


class _Form:
    """Writes the one file of a form to disk as the form comes in. What `parser.write` calls may refuse it."""

    def __init__(self, content_type: str, target: BinaryIO, rule: UploadRule) -> None:
        """Read the boundary. Raises UploadError, FormParserError."""
        self.name = ""
        self.size = 0
        self._target = target
        self._rule = rule
        self._in_file = self._complete = False
        self._header = self._value = self._disposition = b""
        kind, options = parse_options_header(content_type)
        if kind != b"multipart/form-data" or not options.get(b"boundary", b"").strip():
            raise UploadError("The body is not multipart/form-data.")
        self.parser = MultipartParser(
            options[b"boundary"],
            {
                "on_header_field": self._on_header_field,
                "on_header_value": self._on_header_value,
                "on_header_end": self._on_header_end,
                "on_headers_finished": self._on_headers_finished,
                "on_part_data": self._on_part_data,
                "on_end": self._on_end,
            },
        )

    def check_whole(self) -> None:
        """Raise UploadError unless one whole file came."""
        if not self.name or not self._complete:
            raise UploadError(f"There is no whole file in the field “{FIELD}”.")
        if not self.size:
            raise UploadError(PracticeMessage.PRACTICE_FILE_EMPTY.value)

    def _on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _on_header_end(self) -> None:
        if self._header.lower() == b"content-disposition":
            self._disposition = self._value
        self._header = self._value = b""

    def _on_headers_finished(self) -> None:
        _, options = parse_options_header(self._disposition)
        self._disposition = b""
        self._in_file = options.get(b"name") == FIELD.encode() and b"filename" in options
        if self._in_file and self.name:
            raise UploadError("One file at a time.")
        if self._in_file:
            # Browsers and httpx write a quote as %22.
            self.name = safe_name(options[b"filename"].decode("utf-8", "replace").replace("%22", '"'))
            _check_kind(self.name, self._rule)

    def _on_part_data(self, data: bytes, start: int, end: int) -> None:
        if not self._in_file:
            return
        self.size += end - start
        if self.size > self._rule.maximum_bytes:
            raise UploadError(f"The file is larger than {self._rule.maximum_bytes // 1024**2} MB.")
        self._target.write(data[start:end])

    def _on_end(self) -> None:
        self._complete = True


def _check_kind(name: str, rule: UploadRule) -> None:
    if Fault.FAIL in find(name):
        raise UploadError(PracticeMessage.PRACTICE_FILE_REFUSED.value)
    if rule.kind_of(name) is None:
        raise UploadError(PracticeMessage.PRACTICE_FILE_KIND.value)


def safe_name(name: str) -> str:
    """Return the last part of a file's name, without control characters, 120 characters at most."""
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(character for character in last if character.isprintable()).strip(" .")
    stem, dot, ending = shown.rpartition(".")
    return f"{stem[:100]}{dot}{ending[:19]}" if dot else shown[:120]


def mime_type(name: str) -> str:
    """Return the type of a file by its name's ending."""
    return MIME_TYPES.get(name.rsplit(".", 1)[-1].lower(), "application/octet-stream")

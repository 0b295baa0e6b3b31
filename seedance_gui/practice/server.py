"""The HTTP side of the practice service: sockets on loopback, and nothing else."""

from __future__ import annotations

import contextlib
import socket
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit

from seedance_gui.compat import override
from seedance_gui.practice import ranges, responses, uploads
from seedance_gui.practice.http_body import PIECE, Body, BodyError
from seedance_gui.practice.service import UPLOAD, PracticeService, Request

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_gui.practice.responses import Response

LOOPBACK = "127.0.0.1"
JSON_LIMIT = 1024 * 1024
FORM_LIMIT = 64 * 1024
"""Bytes of an upload beside its file."""

SILENT_SECONDS = 600.0
"""Seconds after which a connection that gets no answer is closed."""


class PracticeServer(ThreadingHTTPServer):
    """Listens on 127.0.0.1. `service` is set before it is started."""

    daemon_threads = True
    request_queue_size = 128
    service: PracticeService

    def __init__(self, port: int, note: Callable[[str], None]) -> None:
        """Take the port, 0 for any free one; `note` takes a line for the log. Raises OSError."""
        self.note = note
        self.stopping = threading.Event()
        super().__init__((LOOPBACK, port), _Handler)

    @property
    def origin(self) -> str:
        """The own address, `http://127.0.0.1:PORT`."""
        return f"http://{LOOPBACK}:{self.server_port}"

    @override
    def handle_error(self, request: Any, client_address: Any) -> None:
        # Clients that go away are no news; a fault of our own was answered with 500 already.
        self.note("A connection ended early.")

    @override
    def server_bind(self) -> None:
        # The base class asks the DNS for the host's name, which may take seconds.
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, self.allow_reuse_address)
        self.socket.bind(self.server_address)
        self.server_address = (LOOPBACK, int(self.socket.getsockname()[1]))
        self.server_name, self.server_port = self.server_address


class _Handler(BaseHTTPRequestHandler):
    server: PracticeServer
    protocol_version = "HTTP/1.1"
    server_version = "Practice"
    sys_version = ""
    timeout = 60
    # Headers and body leave in one go; without this, Nagle's algorithm holds small answers for 40 ms.
    disable_nagle_algorithm = True
    wbufsize = -1
    _METHODS: ClassVar = ("GET", "HEAD", "POST")

    def do_GET(self) -> None:
        self._answer()

    do_HEAD = do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_GET  # noqa: N815

    def _answer(self) -> None:
        body = None
        try:
            body = Body(self.rfile, self.headers, self._limit())
            answer = self._decide(body)
        except BodyError as error:
            self.close_connection = True
            answer = responses.refusal(responses.BAD_REQUEST, str(error), error.status)
        except ConnectionError:
            raise
        except Exception as error:  # noqa: BLE001 - a fault here must reach the client as an answer
            self.server.note(f"{self.command} failed: {error!r}")
            answer = responses.refusal(500, "The practice service met a fault of its own.", 500)
        if body is not None:
            with contextlib.suppress(BodyError):
                body.drain()
            self.close_connection = self.close_connection or not body.finished
        self._send(answer)

    def _limit(self) -> int:
        if self.path.startswith(UPLOAD):
            # Somewhat more is read than is taken, so that a file that is too large gets a message.
            return 2 * self.server.service.rules.upload.maximum_bytes + FORM_LIMIT
        return JSON_LIMIT

    def _decide(self, body: Body) -> Response:
        host = self.headers.get("Host", "").partition(":")[0].casefold()
        # A page on the internet whose name points to this computer must not get an answer.
        if host not in {LOOPBACK, "localhost"}:
            return responses.refusal(responses.BAD_REQUEST, "Only this computer is answered.", 403)
        if self.command not in self._METHODS:
            return responses.refusal(responses.BAD_REQUEST, "This method is not known here.", 405)
        parts = urlsplit(self.path)
        service = self.server.service
        request = Request(self.command, parts.path, parts.query, self._token())
        if refused := service.refused(request):
            return refused
        if (request.method, request.path) == ("POST", UPLOAD):
            return uploads.receive(
                self.headers.get("Content-Type", ""),
                body.pieces(),
                rule=service.rules.upload,
                storage=service.storage,
                origin=service.origin,
                speed=service.speed,
            )
        return service.answer(replace(request, body=body.read()))

    def _token(self) -> str | None:
        scheme, _, token = self.headers.get("Authorization", "").partition(" ")
        return token.strip() or None if scheme.casefold() == "bearer" else None

    def _send(self, answer: Response) -> None:
        self.server.note(f"{self.command} {self.path.partition('?')[0]} {answer.status}")
        if answer.silent:
            self.server.stopping.wait(SILENT_SECONDS)
        if answer.silent or answer.hang_up:
            self.close_connection = True
        elif answer.file is not None:
            self._send_file(answer)
        else:
            self.send_response(answer.status)
            self._send_headers(answer, len(answer.body))
            if self.command != "HEAD":
                self.wfile.write(answer.body)
        self.wfile.flush()

    def _send_headers(self, answer: Response, length: int) -> None:
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(length))
        self.send_header("Cache-Control", "no-store")
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()

    def _send_file(self, answer: Response) -> None:
        assert answer.file is not None
        with answer.file.open("rb") as source:
            facts = answer.file.stat()
            etag = ranges.tag(facts)
            part = ranges.choose(self.headers, facts.st_size, etag)
            self.send_response(part.status)
            self.send_header("Accept-Ranges", "bytes")
            self.send_header("ETag", etag)
            if part.status != 200:
                self.send_header("Content-Range", part.content_range)
            left = part.end - part.start
            self._send_headers(answer, left)
            if self.command == "HEAD":
                return
            if answer.cut:
                left //= 2
                self.close_connection = True
            source.seek(part.start)
            while left and (piece := source.read(min(PIECE, left))):
                self.wfile.write(piece)
                left -= len(piece)

    @override
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: requests are noted in `_send`, without tokens and signatures."""

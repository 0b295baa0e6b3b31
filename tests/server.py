"""A server on a real socket that misbehaves as it is told: cuts, stalls, lies and garbage.

    with Server() as server:
        server.on("POST", "/api/…/videos", hang_up())           # every time
        server.on("GET", "/x", status(502), json_of({"a": 1}))  # the first time, then for ever
        … server.address …
        assert len(server.seen_at("/api/…/videos")) == 1

An answer is a function of the request and the open socket, so anything can be sent.
"""

from __future__ import annotations

import contextlib
import json
import re
import socket
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True)
class Seen:
    """A request as it arrived. Header names in lower case; ``whole`` is False where the body was cut."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes
    whole: bool = True
    raw: bytes = b""

    @property
    def path(self) -> str:
        return self.target.split("?", 1)[0]

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Call:
    """A request and its open connection. ``stopping`` is set when the server ends."""

    seen: Seen
    socket: socket.socket
    stopping: threading.Event


if TYPE_CHECKING:
    Answer = Callable[[Call], None]


@dataclass
class _Route:
    answers: list[Answer]
    used: int = 0


@dataclass
class Server:
    """Listens on 127.0.0.1 while entered. ``seen`` are all requests, in the order of their arrival."""

    seen: list[Seen] = field(default_factory=list)
    routes: dict[tuple[str, str], _Route] = field(default_factory=dict)
    otherwise: Answer | None = None
    body_rate: float | None = None
    """Bytes a second at which bodies are read, None for at once."""

    def __enter__(self) -> Self:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=200)
        self.port: int = self._listener.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.stopping = threading.Event()
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._connections: set[socket.socket] = set()
        self._listening = threading.Thread(target=self._accept, daemon=True)
        self._listening.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        # A blocked accept does not notice that its socket was closed by another thread.
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
            pass
        self._listening.join(5)
        self._listener.close()
        for connection in tuple(self._connections):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)

    def on(self, method: str, path: str, *answers: Answer) -> None:
        """Answer so: each answer once, the last for ever. A ``path`` ending in ``*`` stands for all below."""
        self.routes[method, path] = _Route(list(answers))

    def seen_at(self, path: str, method: str = "") -> list[Seen]:
        """Return the requests for a path (ending in ``*``: below it)."""
        with self._lock:
            return [s for s in self.seen if _fits(path, s.path) and method in {"", s.method}]

    def _accept(self) -> None:
        while not self.stopping.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        self._connections.add(connection)
        try:
            with contextlib.suppress(OSError):
                seen = self._read(connection)
                if seen is None:
                    return
                with self._lock:
                    self.seen.append(seen)
                    answer = self._answer(seen)
                answer(Call(seen, connection, self.stopping))
        finally:
            self._connections.discard(connection)
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_WR)
                connection.settimeout(1)
                while connection.recv(65536):
                    pass
            connection.close()

    def _answer(self, seen: Seen) -> Answer:
        for (method, path), route in self.routes.items():
            if method == seen.method and _fits(path, seen.path):
                route.used += 1
                return route.answers[min(route.used, len(route.answers)) - 1]
        return self.otherwise or status(404, b"nothing here")

    def _read(self, connection: socket.socket) -> Seen | None:
        data = b""
        while b"\r\n\r\n" not in data:
            part = connection.recv(65536)
            if not part:
                return None
            data += part
        head, _, body = data.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        method, target, _ = first.split(" ", 2)
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        if headers.get("expect", "").lower() == "100-continue":
            connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        length = int(headers.get("content-length", 0))
        whole = True
        while len(body) < length:
            size = 65536
            if self.body_rate is not None:
                size = 1
                if self.stopping.wait(1 / self.body_rate):
                    return None
            part = connection.recv(size)
            if not part:
                whole = False
                break
            body += part
        return Seen(method, target, headers, body, whole, head)


def _fits(pattern: str, path: str) -> bool:
    return path.startswith(pattern[:-1]) if pattern.endswith("*") else path == pattern


# -- answers


def head(code: int, headers: Mapping[str, str]) -> bytes:
    lines = [f"HTTP/1.1 {code} Something", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1")


def status(
    code: int,
    body: bytes = b"",
    headers: Mapping[str, str] | None = None,
    *,
    kind: str = "text/plain",
    length: int | None = -1,
    cut: int | None = None,
) -> Answer:
    """Send a status and a body. ``length``: told instead of the right one, None: told none. ``cut``: send so
    many bytes only, then close."""

    def answer(call: Call) -> None:
        told = {"Content-Type": kind, **(headers or {})}
        if length is not None:
            told["Content-Length"] = str(len(body) if length == -1 else length)
        call.socket.sendall(head(code, told) + (body if cut is None else body[:cut]))

    return answer


def json_of(data: Any, code: int = 200, headers: Mapping[str, str] | None = None) -> Answer:
    return status(code, json.dumps(data).encode(), headers, kind="application/json")


def envelope(data: Any, code: int | str = 20000, message: str = "success", http: int = 200) -> Answer:
    return json_of({"code": code, "msg": message, "data": data}, http)


def html(code: int = 502) -> Answer:
    return status(code, b"<html><h1>Bad Gateway</h1></html>", kind="text/html")


def hang_up() -> Answer:
    """Close after the request was read, without an answer."""
    return lambda _: None


def reset() -> Answer:
    """Reset the connection after the request was read."""

    def answer(call: Call) -> None:
        call.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
        call.socket.close()

    return answer


def silent() -> Answer:
    """Never answer."""

    def answer(call: Call) -> None:
        call.stopping.wait(60)

    return answer


def raw(data: bytes) -> Answer:
    return lambda call: call.socket.sendall(data)


def endless(code: int = 200, piece: bytes = b" " * 65536) -> Answer:
    """Send a body that never ends."""

    def answer(call: Call) -> None:
        call.socket.sendall(head(code, {"Content-Type": "application/json"}))
        while not call.stopping.is_set():
            call.socket.sendall(piece)

    return answer


def trickle(body: bytes, seconds: float) -> Answer:
    """Send one byte at a time, ``seconds`` apart."""

    def answer(call: Call) -> None:
        call.socket.sendall(head(200, {"Content-Type": "application/json", "Content-Length": str(len(body))}))
        for number in range(len(body)):
            if call.stopping.wait(seconds):
                return
            call.socket.sendall(body[number : number + 1])

    return answer


def chunked(body: bytes, *, cut: int | None = None, kind: str = "video/mp4") -> Answer:
    """Send a body by chunks; with ``cut`` close in the middle of one."""

    def answer(call: Call) -> None:
        call.socket.sendall(head(200, {"Content-Type": kind, "Transfer-Encoding": "chunked"}))
        data = f"{len(body):x}\r\n".encode() + body + b"\r\n0\r\n\r\n"
        call.socket.sendall(data if cut is None else data[:cut])

    return answer


def file_of(
    body: bytes, *, tag: str = '"one"', ranges: bool = True, cut: int | None = None, kind: str = "video/mp4"
) -> Answer:
    """Send a file as a storage does, in parts if asked and if the tag still fits.

    ``cut``: close after so many bytes of this answer.
    """

    def answer(call: Call) -> None:
        headers = {"Content-Type": kind, "ETag": tag, "Accept-Ranges": "bytes"}
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", call.seen.headers.get("range", ""))
        fits = call.seen.headers.get("if-range", tag) == tag
        start = int(asked[1]) if asked and ranges and fits else 0
        code = 206 if asked and ranges and fits else 200
        if code == 206 and start >= len(body):
            call.socket.sendall(head(416, {"Content-Range": f"bytes */{len(body)}", "Content-Length": "0"}))
            return
        end = min(int(asked[2]), len(body) - 1) if asked and asked[2] and code == 206 else len(body) - 1
        if code == 206:
            headers["Content-Range"] = f"bytes {start}-{end}/{len(body)}"
        part = body[start : end + 1]
        headers["Content-Length"] = str(len(part))
        call.socket.sendall(head(code, headers) + (part if cut is None else part[:cut]))

    return answer

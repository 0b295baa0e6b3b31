"""Proxies on real sockets, for CONNECT and for SOCKS 5. Whatever name they are asked for is here."""

from __future__ import annotations

import contextlib
import socket
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Talk = Callable[[socket.socket, list[str]], tuple[str, int] | None]


def connect_proxy(connection: socket.socket, asked: list[str]) -> tuple[str, int] | None:
    """Talk as an HTTP proxy; return where the rest is to go."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(4096)
    target = data.split()[1].decode()
    asked.append(target)
    connection.sendall(b"HTTP/1.1 200 Fine\r\n\r\n")
    return "127.0.0.1", int(target.rpartition(":")[2])


def socks_proxy(connection: socket.socket, asked: list[str]) -> tuple[str, int] | None:
    """Talk as a SOCKS 5 proxy (RFC 1928) that is asked by name, without a password."""
    version, count = connection.recv(2)
    assert version == 5
    connection.recv(count)
    connection.sendall(b"\x05\x00")
    head = connection.recv(5)
    assert head[:4] == b"\x05\x01\x00\x03", "the name goes to the proxy, and is not looked up here"
    name = connection.recv(head[4]).decode()
    port = int.from_bytes(connection.recv(2), "big")
    asked.append(f"{name}:{port}")
    connection.sendall(b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x00")
    return "127.0.0.1", port


def saying(*answers: bytes) -> Talk:
    """Return a proxy that answers so to whatever it is told, and then closes."""

    def talk(connection: socket.socket, asked: list[str]) -> None:
        asked.append("")
        for answer in answers:
            connection.recv(4096)
            connection.sendall(answer)
        connection.recv(4096)

    return talk


def silent(connection: socket.socket, asked: list[str]) -> None:
    """Take what comes and say nothing."""
    asked.append("")
    while connection.recv(4096):
        pass


@contextmanager
def proxying(talk: Talk) -> Iterator[tuple[str, list[str]]]:
    """Yield ``127.0.0.1:port`` of a proxy and what it was asked for."""
    asked: list[str] = []
    opened: list[socket.socket] = []

    def pump(source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def serve(connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            place = talk(connection, asked)
            if place is None:
                return
            with socket.create_connection(place) as onward:
                opened.append(onward)
                back = threading.Thread(target=pump, args=(onward, connection), daemon=True)
                back.start()
                pump(connection, onward)
                back.join(5)

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            opened.append(connection)
            thread = threading.Thread(target=serve, args=(connection,), daemon=True)
            threads.append(thread)
            thread.start()

    threads: list[threading.Thread] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        accepting = threading.Thread(target=accept, daemon=True)
        accepting.start()
        yield f"127.0.0.1:{listener.getsockname()[1]}", asked
        listener.shutdown(socket.SHUT_RDWR)
        accepting.join(5)
        for connection in opened:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in threads:
            thread.join(5)

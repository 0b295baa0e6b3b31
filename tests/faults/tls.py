"""A server that speaks TLS, with a certificate that only those trust who were told to."""

from __future__ import annotations

import re
import shutil
import socket
import ssl
import subprocess
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "films.example"
"""The name that the certificate is for, besides 127.0.0.1."""


def make_authority(folder: Path) -> Path:
    """Make a certificate for ``NAME`` and 127.0.0.1 in a folder, its key beside it."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl here")
    subprocess.run(
        [
            openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-days", "2", "-subj", "/CN=Own",
            "-addext", f"subjectAltName=IP:127.0.0.1,DNS:{NAME}", "-keyout", "key.pem", "-out", "ca.pem",
        ],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    return folder / "ca.pem"


def whole_request(connection: ssl.SSLSocket) -> bytes:
    """Read a request with its body: what is left unread would reset the connection."""
    data = b""
    while b"\r\n\r\n" not in data:
        if not (part := connection.recv(65536)):
            return data
        data += part
    head, _, body = data.partition(b"\r\n\r\n")
    told = re.search(rb"(?i)content-length: (\d+)", head)
    while len(body) < (int(told[1]) if told else 0):
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body


@contextmanager
def serving(authority: Path, kind: str, body: bytes, location: str = "") -> Iterator[tuple[int, list[bytes]]]:
    """Answer every request with one body, or lead to ``location``; yields the port and what was received."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority, authority.with_name("key.pem"))
    received: list[bytes] = []
    begin = f"302 Found\r\nLocation: {location}" if location else "200 OK"
    head = f"HTTP/1.1 {begin}\r\nContent-Type: {kind}\r\nConnection: close\r\n"
    head += f"Content-Length: {len(body)}\r\n\r\n"

    def serve() -> None:
        while True:
            try:
                plain, _ = listener.accept()
            except OSError:
                return
            with plain, suppress(OSError), context.wrap_socket(plain, server_side=True) as connection:
                if data := whole_request(connection):
                    received.append(data)
                    connection.sendall(head.encode() + body)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listener.getsockname()[1], received
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(5)

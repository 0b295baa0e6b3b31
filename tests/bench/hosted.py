"""A service in a process of its own that answers at once, and writes down when it was asked.

``t0`` to ``t2`` are completed with a film of 100 MB each, other numbers are under way for ever; what is
created is completed at the first question, with a small film.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seedance_gui.compat import override
from tests.server import Call, Server, envelope, file_of, json_of
from tests.services.stage import BALANCE, CREATE, QUERY, UPLOAD

if TYPE_CHECKING:
    from collections.abc import Iterator

BIG, SMALL, SEEN = "/big.mp4", "/small.mp4", "/seen"
BIG_BYTES = 100_000_000


@contextmanager
def hosted(film: Path) -> Iterator[str]:
    """Run it, and return its address."""
    command = [sys.executable, "-m", "tests.bench.hosted", str(film)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.communicate()


def seen(address: str) -> list[tuple[str, str, float]]:
    """Return method, path and time (monotonic, the same in all processes) of every request."""
    with urllib.request.urlopen(address + SEEN) as answer:
        found: list[tuple[str, str, float]] = json.load(answer)
    return found


def main(film: Path) -> None:
    """Answer until the input ends."""
    heard: list[tuple[str, str, float]] = []

    class Noting(Server):
        @override
        def _read(self, connection: Any) -> Any:
            connection.recv(1, 2)  # MSG_PEEK: the first byte is there
            now = time.monotonic()
            found = super()._read(connection)
            if found is not None:
                heard.append((found.method, found.path, now))
            return found

    with Noting() as server:
        number = 0

        def create(call: Call) -> None:
            nonlocal number
            number += 1
            envelope({"task_id": f"new{number}", "status": "queued"})(call)

        def query(call: Call) -> None:
            name = call.seen.path.rpartition("/")[2]
            link = SMALL if name.startswith("new") else BIG if name in {"t0", "t1", "t2"} else ""
            data = {"status": "processing", "progress": int(time.monotonic()) % 90}
            if link:
                result = {"video_url": f"{server.address}{link}?{name}"}
                data = {"status": "completed", "progress": 100, "result": result}
            envelope(data)(call)

        def upload(call: Call) -> None:
            envelope({"url": f"{server.address}/uploads/{len(heard)}.jpg"})(call)

        small = film.read_bytes()
        server.on("POST", CREATE, create)
        server.on("GET", QUERY + "*", query)
        server.on("GET", BALANCE, envelope({"balance": 10**6, "used_coin": 1, "available": 10**6}))
        server.on("POST", UPLOAD, upload)
        server.on("GET", SMALL, file_of(small))
        server.on("GET", BIG, file_of(small.ljust(BIG_BYTES, b"\0"), tag='"big"'))
        server.on("GET", SEEN, lambda call: json_of(heard)(call))  # noqa: PLW0108 - it grows
        print(server.address, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]))

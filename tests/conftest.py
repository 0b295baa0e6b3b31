"""What all tests share: patience with a busy machine, and no way off this computer.

Whatever would leave it is refused as a missing network refuses it.
"""

from __future__ import annotations

import gc
import ipaddress
import os
import shutil
import socket
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtCore import qInstallMessageHandler

# A machine with much else to do is no fault of what is tested.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

# A collection begins in whatever thread makes an object, and would destroy there what tests of the window
# left: its timers fire later, at what is gone. So it is done in the main thread alone, after each test.
gc.disable()


MEMORY = Path("/dev/shm")
ROOM = 2 << 30


def pytest_configure() -> None:
    # Each order and each video is written through to the disk, and many tests take half their time for that.
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def pytest_collection_finish() -> None:
    # What was imported and collected stays to the end: 300,000 objects, which no collection after
    # a test goes through again.
    gc.collect()
    gc.freeze()


def pytest_runtest_teardown() -> None:
    gc.collect(1)


def pytest_sessionstart() -> None:
    # pytest-qt puts a handler of its own in for each test, and back what was there before. Were that none, a
    # thread of Qt's that warns just then (the player's, of a missing sound device) would call nothing at all.
    qInstallMessageHandler(lambda _kind, _where, said: print(said, file=sys.stderr))


def pytest_sessionfinish() -> None:
    qInstallMessageHandler(None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="run the slow tests too, as CI does")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--slow") or os.environ.get("CI"):
        return
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.skip(reason="slow: run with --slow, and in CI"))


def _stay_here(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect":
        connecting, address = arguments
        # To connect a datagram socket sends nothing: it only asks which way it would go.
        sends = isinstance(connecting, socket.socket) and connecting.type == socket.SOCK_STREAM
        if sends and isinstance(address, tuple) and not _is_here(str(address[0])):
            raise ConnectionRefusedError(f"tests don't connect to {address[0]}")
    elif event == "socket.getaddrinfo":
        host = arguments[0]
        name = host.decode() if isinstance(host, bytes) else str(host or "localhost")
        if not (name == "localhost" or _is_address(name)):
            raise socket.gaierror(socket.EAI_NONAME, f"tests don't look up {name}")


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return True


def _is_here(name: str) -> bool:
    return name == "localhost" or (
        _is_address(name) and ipaddress.ip_address(name.partition("%")[0]).is_loopback
    )


sys.addaudithook(_stay_here)

"""A real Secret Service: gnome-keyring-daemon on a message bus of its own, with a home of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
import secretstorage
from jeepney import (  # type: ignore[import-untyped]
    DBusAddress,
    DBusErrorResponse,
    MessageType,
    new_method_call,
)
from jeepney.bus_messages import message_bus  # type: ignore[import-untyped]
from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from jeepney.io.blocking import DBusConnection

_PASSWORD = b"the keyring's own password"
_PROMPTER = "org.gnome.keyring.SystemPrompter"
_SERVICE = "org.freedesktop.Secret.Service"
_INTERNAL = "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"
_BUS_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


@dataclass
class SecretServiceBus:
    """A bus that has a Secret Service on it; `environment` is what a program needs to find it."""

    address: str
    environment: dict[str, str]
    folder: Path
    _processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start_keyring(self) -> None:
        """Start the daemon with its "login" keyring made and open."""
        daemon = self._start("--unlock")
        assert daemon.stdin is not None
        daemon.stdin.write(_PASSWORD)
        daemon.stdin.close()
        wait_until(self._default_is_open, "keyring")

    def start_without_keyrings(self) -> None:
        """Start the daemon as it is for a person who has never had a keyring."""
        daemon = self._start()
        assert daemon.stdin is not None
        daemon.stdin.close()
        wait_until(self._is_there, "Secret Service")

    def _start(self, *options: str) -> subprocess.Popen[bytes]:
        with (self.folder / "keyring.log").open("ab") as log:
            daemon = subprocess.Popen(
                ["gnome-keyring-daemon", "--foreground", "--components=secrets", *options],
                env=self.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=log,
            )
        self._processes.append(daemon)
        return daemon

    def lock(self) -> None:
        with closing(secretstorage.dbus_init()) as bus:
            keyring = secretstorage.Collection(bus)
            keyring.lock()
            assert keyring.is_locked()

    def unlock(self) -> None:
        """Unlock as the desktop does at login, without a window."""
        with closing(secretstorage.dbus_init()) as bus:
            session = _call(bus, _SERVICE, "OpenSession", "sv", ("plain", ("s", "")))[1]
            master = (session, b"", _PASSWORD, "text/plain")
            keyring = secretstorage.get_collection_by_alias(bus, "default").collection_path
            _call(bus, _INTERNAL, "UnlockWithMasterPassword", "o(oayays)", (keyring, master))
            assert not secretstorage.Collection(bus).is_locked()

    def items(self) -> list[tuple[str, dict[str, str], bytes]]:
        """Return label, attributes and secret of all that the default keyring holds."""
        with closing(secretstorage.dbus_init()) as bus:
            found = secretstorage.Collection(bus).get_all_items()
            return [(item.get_label(), dict(item.get_attributes()), item.get_secret()) for item in found]

    def stop(self) -> None:
        while self._processes:
            process = self._processes.pop()
            process.terminate()
            process.wait(10)

    @contextmanager
    def silent_prompter(self) -> Iterator[None]:
        """Be the program that shows the desktop's password window, and never answer: the person is away."""
        with closing(open_dbus_connection(self.address)) as bus:
            assert bus.send_and_get_reply(message_bus.RequestName(_PROMPTER)).body == (1,)
            yield

    def _is_there(self) -> bool:
        with closing(secretstorage.dbus_init()) as bus:
            return secretstorage.check_service_availability(bus)

    def _default_is_open(self) -> bool:
        try:
            with closing(secretstorage.dbus_init()) as bus:
                return self._is_there() and not secretstorage.Collection(bus).is_locked()
        except secretstorage.SecretStorageException:
            return False


@contextmanager
def secret_service(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SecretServiceBus]:
    """Run a message bus below `folder`, with nothing on it yet, and make it the one that this process uses.

    Nothing can be activated on it, so no window of the machine's own desktop ever opens.
    """
    for tool in ("dbus-daemon", "gnome-keyring-daemon"):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed; ./run test installs it")
    for name in ("home", "run"):
        (folder / name).mkdir(mode=0o700)
    socket = folder / "bus"
    config = folder / "bus.conf"
    config.write_text(_BUS_CONFIG.format(socket=socket), encoding="utf-8")
    address = f"unix:path={socket}"
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder / "home"),
        "XDG_RUNTIME_DIR": str(folder / "run"),
        "XDG_DATA_HOME": str(folder / "home" / "data"),
        "DBUS_SESSION_BUS_ADDRESS": address,
    }
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    bus = subprocess.Popen(
        ["dbus-daemon", f"--config-file={config}", "--nofork"], env=environment, stderr=subprocess.DEVNULL
    )
    service = SecretServiceBus(address, environment, folder)
    try:
        wait_until(socket.exists, "message bus")
        yield service
    finally:
        service.stop()
        bus.terminate()
        bus.wait(10)


def _call(bus: DBusConnection, interface: str, method: str, signature: str, body: tuple[Any, ...]) -> Any:
    to = DBusAddress("/org/freedesktop/secrets", "org.freedesktop.secrets", interface)
    reply = bus.send_and_get_reply(new_method_call(to, method, signature, body))
    if reply.header.message_type == MessageType.error:
        raise DBusErrorResponse(reply)
    return reply.body


def wait_until(condition: Callable[[], bool], what: str, seconds: float = 15.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"no {what} after {seconds} s"
        time.sleep(0.02)

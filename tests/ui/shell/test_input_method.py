"""Chinese is written by fcitx5, for which Qt has no plugin of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from seedance_gui.ui.shell.application import reachable_input_method
from tests.faults.killing import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems have one way to input methods")

_NAMES = ("QT_IM_MODULE", "QT_IM_MODULES", "IBUS_USE_PORTAL", "WAYLAND_DISPLAY")
_PROFILE = """[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin
[Groups/0/Items/0]
Name=pinyin
Layout=
[GroupOrder]
0=Default
"""
_WITHOUT = "wayland,kimpanel,notifications,notificationitem,clipboard,cloudpinyin"


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ({}, "ibus;compose"),
        ({"QT_IM_MODULE": "fcitx"}, "ibus;compose"),
        ({"QT_IM_MODULE": "fcitx5", "WAYLAND_DISPLAY": "wayland-0"}, "ibus;compose"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, None),
        ({"QT_IM_MODULE": "ibus"}, None),
        ({"QT_IM_MODULES": "wayland;fcitx;ibus"}, "ibus;compose"),
        ({"QT_IM_MODULE": "compose"}, None),
    ],
)
def test_what_qt_is_asked_for(
    given: dict[str, str], asked: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in _NAMES:
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    before = dict(os.environ)
    with reachable_input_method():
        assert os.environ.get("QT_IM_MODULES") == (asked or given.get("QT_IM_MODULES"))
    assert dict(os.environ) == before, "programs that are started from here don't inherit it"


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Run a screen, a message bus and fcitx5 with pinyin, all their own; yields the environment."""
    for tool in ("Xvfb", "xdotool", "dbus-daemon", "gdbus", "fcitx5"):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed")
    if not Path("/usr/share/fcitx5/inputmethod/pinyin.conf").exists():
        pytest.skip("fcitx5's pinyin is not installed")
    config = tmp_path / "config" / "fcitx5"
    config.mkdir(parents=True)
    (config / "profile").write_text(_PROFILE)
    (tmp_path / "run").mkdir(mode=0o700)
    environment = {name: value for name, value in os.environ.items() if name not in _NAMES}
    environment |= {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    environment |= {"XDG_RUNTIME_DIR": str(tmp_path / "run"), "QT_QPA_PLATFORM": "xcb"}
    running: list[subprocess.Popen[str]] = []

    def start(*command: str) -> subprocess.Popen[str]:
        made = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        running.append(made)
        return made

    def first_line(process: subprocess.Popen[str]) -> str:
        assert process.stdout is not None
        return process.stdout.readline().strip()

    try:
        environment["DISPLAY"] = f":{first_line(start('Xvfb', '-displayfd', '1', '-nolisten', 'tcp'))}"
        bus = start("dbus-daemon", "--session", "--nofork", "--print-address")
        environment["DBUS_SESSION_BUS_ADDRESS"] = first_line(bus)
        start("fcitx5", f"--disable={_WITHOUT}")
        ask = ["gdbus", "wait", "--session", "--timeout", "20", "org.freedesktop.portal.IBus"]
        subprocess.run(ask, env=environment, check=True)
        yield environment
    finally:
        for process in reversed(running):
            process.terminate()
            process.communicate(timeout=20)


@pytest.mark.parametrize("asked", [None, "fcitx"])
def test_chinese_arrives(desktop: dict[str, str], asked: str | None) -> None:
    environment = desktop | ({"QT_IM_MODULE": asked} if asked else {})
    command = [sys.executable, "-m", "tests.ui.shell.typing_chinese"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as program:
        try:
            find = ["xdotool", "search", "--sync", "--name", "typing-chinese", "windowfocus", "--sync"]
            subprocess.run(find, env=environment, check=True, timeout=60)
            written, end = "", time.monotonic() + 30
            assert program.stdout is not None
            os.set_blocking(program.stdout.fileno(), False)
            while "你好" not in written and time.monotonic() < end:
                # Typed anew until it arrives: the input method meets the window at its own pace.
                typed = ["xdotool", "type", "--delay", "80", "nihao "]
                subprocess.run(typed, env=environment, check=True)
                time.sleep(0.3)
                written += program.stdout.read() or ""
            assert "你好" in written
        finally:
            program.terminate()

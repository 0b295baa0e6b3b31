"""Hands files and links to the system: its player, its file manager, its browser."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

if TYPE_CHECKING:
    from pathlib import Path


def open_file(path: Path) -> bool:
    """Open a file with the program that the system has for it; False where there is none or no file."""
    return path.is_file() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def open_link(link: str) -> bool:
    """Open a link in the browser. Only https is ever opened."""
    url = QUrl(link, QUrl.ParsingMode.StrictMode)
    return url.isValid() and url.scheme() == "https" and bool(url.host()) and QDesktopServices.openUrl(url)


def show_in_folder(path: Path, *others: Path) -> bool:
    """Show files in the file manager, selected where the system can, each of their folders once.

    Where the first one is gone, its folder is shown. Windows selects one file of a folder only.
    """
    firsts = {each.parent: each for each in (*reversed(others), path)}
    if path.exists():
        if sys.platform == "win32":
            commands = [["explorer", "/select,", str(each)] for each in firsts.values()]
            return max(map(subprocess.call, commands)) in (0, 1)
        if sys.platform == "darwin":
            return subprocess.call(["open", "-R", str(path), *map(str, others)]) == 0  # noqa: S603, S607
        if _show_by_dbus(path, *others):
            return True
    there = [folder for folder in firsts if folder.is_dir()]
    opened = [QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))) for folder in there]
    return bool(opened) and all(opened)


def open_folder(path: Path) -> bool:
    """Open a folder in the file manager; where it is not made yet, the one that it will be in."""
    there = next((each for each in (path, *path.parents) if each.is_dir()), None)
    return there is not None and QDesktopServices.openUrl(QUrl.fromLocalFile(str(there)))


def _show_by_dbus(*paths: Path) -> bool:
    from PySide6.QtDBus import QDBusConnection, QDBusMessage  # noqa: PLC0415 - not needed to start

    message = QDBusMessage.createMethodCall(
        "org.freedesktop.FileManager1",
        "/org/freedesktop/FileManager1",
        "org.freedesktop.FileManager1",
        "ShowItems",
    )
    message.setArguments([[QUrl.fromLocalFile(str(path)).toString() for path in paths], ""])
    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return False
    return bus.call(message, timeout=2000).type() is QDBusMessage.MessageType.ReplyMessage

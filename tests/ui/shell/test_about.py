"""About: what it tells, what its clicks do, and the two ways to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QPushButton, QWidget

from seedance_gui import __version__
from seedance_gui.services.files.app_paths import find_app_paths
from seedance_gui.services.platform import resources
from seedance_gui.ui.shell.about_dialog import AboutDialog
from tests.ui.shell.test_program import press, run
from tests.ui.unconfirmed.test_unconfirmed import eventually

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtCore import QUrl
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from seedance_gui.program import Program
    from seedance_gui.ui.kit.theme import Theme


@pytest.fixture
def about(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[AboutDialog]:
    below = QWidget()
    below.resize(1000, 640)
    qtbot.addWidget(below)
    below.show()
    paths = find_app_paths(tmp_path / "data")
    paths.make()
    dialog = AboutDialog(theme, paths, tmp_path / "not made" / "yet", below)
    dialog.open()
    yield dialog
    dialog.close()


def licences_in(dialog: AboutDialog, qtbot: QtBot) -> str:
    shown = dialog.findChild(QPlainTextEdit)
    assert isinstance(shown, QPlainTextEdit)
    qtbot.waitUntil(lambda: bool(shown.toPlainText()))
    return shown.toPlainText()


def test_from_source_it_lists_the_packages_with_their_licences(about: AboutDialog, qtbot: QtBot) -> None:
    assert f"Version {__version__}" in [each.text() for each in about.findChildren(QLabel)]
    text = licences_in(about, qtbot)
    listed = text.partition("=====")[0]
    for part in ("seedance-gui", "PySide6_Essentials", "httpcore", "av ", "Inter", "Lucide"):
        assert part in listed, part
    assert "pytest" not in listed
    assert "SIL OPEN FONT LICENSE" in text


def test_in_a_bundle_it_shows_what_was_put_together_for_it(
    theme: Theme, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, usual = tmp_path / "licences.txt", resources.path
    made.write_text("x264: GPL-2.0-or-later", encoding="utf-8")
    monkeypatch.setattr(
        resources, "path", lambda *parts: made if parts == ("licences.txt",) else usual(*parts)
    )
    below = QWidget()
    qtbot.addWidget(below)
    dialog = AboutDialog(theme, find_app_paths(tmp_path), tmp_path, below)
    assert licences_in(dialog, qtbot) == "x264: GPL-2.0-or-later"


def test_each_folder_opens_at_a_click(
    about: AboutDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def note(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    for button in about.findChildren(QPushButton):
        if button.text() == "Open":
            button.click()
    data = tmp_path / "data"
    # Where no video was saved yet, the folder above.
    assert opened == [str(folder) for folder in (tmp_path, data, data / "logs", data / "cache" / "thumbs")]


def test_a_folder_that_nothing_opens_is_said(about: AboutDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    takes = iter((False, True))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: next(takes))
    log = next(each for each in about.findChildren(QPushButton) if each.accessibleName() == "Open Log")
    for said in (1, 0):
        log.click()
        texts = [each.text() for each in about.findChildren(QLabel) if not each.isHidden()]
        assert sum("logs: No program on this computer could open it." in text for text in texts) == said


def test_the_report_has_what_support_asks_for_and_no_secret(
    about: AboutDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    log = tmp_path / "data" / "logs" / "seedance.log"
    lines = [f"line {number}" for number in range(1000)]
    log.write_text("\n".join([*lines, "Authorization: Bearer sk-very-secret-token"]), encoding="utf-8")
    QGuiApplication.clipboard().clear()
    copy = next(each for each in about.findChildren(QPushButton) if each.text() == "Copy report")
    copy.click()
    qtbot.waitUntil(lambda: copy.text() == "Copied")
    report = QGuiApplication.clipboard().text()
    for part in (f"Seedance {__version__}", "Python 3.", "Qt 6.", "line 999"):
        assert part in report, part
    assert "line 1\n" not in report
    assert "very-secret" not in report


async def test_it_opens_from_the_menu_and_from_the_settings(
    theme: Theme, qapp: QApplication, tmp_path: Path
) -> None:
    async def person(program: Program) -> None:
        window = program.window

        def open_ones() -> list[str]:
            return [each.objectName() for each in window.findChildren(QDialog) if each.isVisible()]

        work = window.work  # the menus come with it
        about = next(each for each in work.window().actions() if each.text() == "About Seedance")
        assert about in window.menus.actions
        about.trigger()
        await eventually(lambda: open_ones() == ["about_dialog"])
        press(program, "Close")
        await eventually(lambda: not open_ones())
        window.settings_asked.emit()
        await eventually(lambda: open_ones() == ["settings_dialog"])
        press(program, "About Seedance")
        await eventually(lambda: open_ones() == ["settings_dialog", "about_dialog"])
        press(program, "Close")
        press(program, "Done")
        await eventually(lambda: not open_ones())

    await run(theme, qapp, tmp_path, person)

"""A walk over every screen: each control has a name and is reached, no words are cut, pale or over others."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from seedance_gui.compat import override
from seedance_gui.domain.draft import Draft, Field, InputMode, Reference
from seedance_gui.domain.rules_file import load_rules
from seedance_gui.domain.task import Status
from seedance_gui.domain.unconfirmed import Cause, Unconfirmed
from seedance_gui.services.files.app_paths import find_app_paths
from seedance_gui.services.media.worker_client import MediaWorker
from seedance_gui.services.platform import resources
from seedance_gui.services.store.settings import Settings
from seedance_gui.ui.compare.compare_pane import ComparePane
from seedance_gui.ui.compare.differences import differences
from seedance_gui.ui.compare.pair import Pair
from seedance_gui.ui.kit.note import NoteLine
from seedance_gui.ui.kit.translator import Words
from seedance_gui.ui.player.player_state import PlaySettings
from seedance_gui.ui.preview.preview_words import preview_of
from seedance_gui.ui.shell.about_dialog import AboutDialog
from seedance_gui.ui.shell.command_palette import CommandPalette
from seedance_gui.ui.shell.language import Language
from seedance_gui.ui.shell.main_window import MainWindow
from seedance_gui.ui.shell.notice_bar import Notice
from seedance_gui.ui.shell.settings_dialog import SettingsDialog
from seedance_gui.ui.shell.welcome import Welcome
from seedance_gui.ui.shell.work_page import WorkPage
from tests.media import make_video
from tests.ui.looking import faults, settle
from tests.ui.task_samples import NOON, one_of_each, sample

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from seedance_gui.domain.task import Task
    from seedance_gui.ui.kit.theme import Mode, Theme

RULES = load_rules(resources.read_text("routes.toml"))
LONGER = "longer"


class Longer(QTranslator):
    """A language whose texts are the English ones, longer by some two fifths."""

    @override
    def translate(self, _context: str, text: str, _comment: str | None = None, _number: int = -1, /) -> str:
        return f"⟦{text}{' ~' * (len(text) // 5)}⟧"

    @override
    def isEmpty(self) -> bool:
        return False


@pytest.fixture
def language(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[str]:
    before, language, longer = QLocale(), Language(qapp), Longer(qapp)
    language.use("en" if request.param == LONGER else request.param)
    if request.param == LONGER:
        qapp.installTranslator(longer)
    yield language.code
    for translator in (longer, *language._translators):
        qapp.removeTranslator(translator)
    QLocale.setDefault(before)


class Walk:
    """Goes from screen to screen, and notes what is wrong there."""

    def __init__(
        self, theme: Theme, qtbot: QtBot, language: str, folder: Path, size: tuple[int, int]
    ) -> None:
        self.theme, self.qtbot, self.folder = theme, qtbot, folder
        self.words, self.media = Words(language), MediaWorker(folder / "undecodable")
        work = WorkPage(
            theme,
            RULES,
            self.words,
            play_settings=PlaySettings(1.0, True, False, 1.0),
            paste_folder=folder,
            poster_of=lambda _: None,
            media=self.media,
        )
        self.window = MainWindow(theme, self.words, lambda: Welcome(theme, ("https://a.com",)), lambda: work)
        qtbot.addWidget(self.window)
        self.window.resize(*size)
        self.found: dict[str, list[str]] = {}

    def see(self, screen: str, window: QWidget | None = None) -> None:
        settle()
        if wrong := faults(window or self.window):
            self.found[screen] = wrong

    def first_page(self) -> None:
        self.window.show_page(self.window.welcome)
        self.window.show()
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        self.see("first page")

    def form(self) -> None:
        work, form = self.window.work, self.window.work.form
        self.window.show_page(work)
        work.top.set_practice(True)
        work.top.set_undecided(2)
        form.set_practice(True)
        form.set_balance("988 coins left")
        link = Reference(link="https://a.com/a-rather-long-name-of-a-picture.png")
        clip = Reference(link="https://a.com/clip.mp4")
        full = Draft(
            RULES.first_model, "A fox", images=(link, link), reference_videos=(clip,), first_image=link
        )
        for mode in InputMode:
            form.set_draft(replace(full, start=mode))
            self.see(f"form: {mode.value}")
        form.set_draft(Draft(RULES.first_model))
        self.see("form: empty")
        self.much_is_said(replace(full, start=InputMode.REFERENCES))

    def much_is_said(self, draft: Draft) -> None:
        """Three lines of the prompt stay in sight, whatever stands at the foot and above the page."""
        form, notices = self.window.work.form, self.window.notices
        doubt = "This video is not confirmed yet, and may have been charged. Create orders another one."
        notices.put("key", Notice(lambda _: (f"Not confirmed, and perhaps charged: {doubt}", "Look")))
        form.set_draft(draft)
        form.bar.set_caution(NoteLine("caution", doubt, "Look at it"))
        self.see("form: much said")
        seen = form.prompt.visibleRegion().boundingRect().height() - self.theme.space(2)
        lines = seen / QFontMetricsF(self.theme.font("prompt")).lineSpacing()
        if lines < 3:
            self.found["form: much said"] = [f"{lines:.1f} lines of the prompt"]
        form.bar.set_caution(None)
        notices.drop("key")

    def popups(self) -> None:
        work = self.window.work
        work.form.model.open()
        self.see("models", work.form.model.popup)
        work.form.model.popup.close()
        for name in (Field.RATIO, Field.DURATION):
            cell = work.form.shape.cell(name)
            cell.open()
            self.see(f"cell: {name.value}", cell.popup)
            cell.popup.close()
        self.window.menus.show_palette()
        (palette,) = self.window.findChildren(CommandPalette)
        self.see("palette")
        QTest.keyClick(palette.search, Qt.Key.Key_Escape)

    def dialogs(self) -> None:
        QTest.keyClick(self.window, Qt.Key.Key_F1)
        (sheet,) = (each for each in self.window.findChildren(QDialog) if each.isVisible())
        self.see("keys", sheet)
        sheet.close()
        dialog = SettingsDialog(
            self.theme,
            self.words,
            Settings(),
            RULES,
            videos=self.folder,
            session=None,
            parent=self.window,
        )
        dialog.open()
        self.see("settings", dialog)
        dialog.close()
        about = AboutDialog(self.theme, find_app_paths(self.folder), self.folder, self.window)
        about.open()
        self.see("about", about)
        about.close()

    def videos(self) -> None:
        work = self.window.work
        sent = Unconfirmed(sent=(NOON,), cause=Cause.BROKE)
        tasks = [replace(each, unconfirmed=sent) if each.undecided else each for each in one_of_each()]
        work.tasks.set_tasks(tasks)
        for task in tasks:
            if task.status is not Status.SAVED:
                work.tasks.choose(task.id)
                self.show(task)
                self.see(f"video: {task.status.value}")

    def player(self) -> None:
        work, film = self.window.work, make_video(self.folder / "clip.mp4", seconds=1.0)
        self.show(sample(99, file=str(film)))
        self.qtbot.waitUntil(lambda: work.preview.player.has_picture, timeout=8000)
        self.see("player")
        work.preview.release()

    def compare(self) -> None:
        preview, commands = self.window.work.preview, self.window.work.tasks.commands
        link = Reference(link="https://a.com/a-rather-long-name-of-a-picture.png")
        one, other = (
            sample(
                at,
                file=str(self.folder / "clip.mp4"),
                prompt=f"A paper boat drifts down a {street} street, slowly, and the light is in the water",
                name=name,
                finished=NOON + 200 * at,
                taken=NOON,
                body={"duration": 4 + at, "images": [link.link] * (at - 1)},
            )
            for at, street, name in ((1, "rainy", "A rather long name of a take"), (2, "sunny", ""))
        )
        pair = Pair(
            (one, other),
            (one, other, sample(3)),
            second_leads=True,
            posters=(None, None),
            differs=differences(one, other, RULES, self.words),
            made_from=((), ((Field.IMAGES, link),)),
            commands=(commands, commands),
        )
        pane = ComparePane(
            self.theme,
            pair,
            PlaySettings(0.0, True, False, 1.0),
            now=NOON,
            marker=None,
            media=self.media,
            parent=preview,
        )
        self.window.work.form.hide()
        preview.put_over(pane)
        self.qtbot.waitUntil(lambda: pane.lead.has_picture and pane.lead.follower.has_picture, timeout=8000)
        self.see("compare")
        pane.ways.button("wipe").click()
        self.see("wipe")
        pane.lead.release()
        preview.put_over(None)
        pane.deleteLater()
        self.window.work.form.show()

    def show(self, task: Task) -> None:
        preview = preview_of(
            task,
            rules=RULES,
            say=self.words,
            status_message=None,
            poster=None,
            usual=None,
            now=time.time(),
            practice=True,
        )
        self.window.work.preview.show_task(preview)


@pytest.mark.parametrize(
    ("language", "text_size", "mode", "size"),
    [
        ("en", 1.0, "light", (1280, 720)),
        ("zh_CN", 1.0, "dark", (1280, 720)),
        ("en", 2.0, "dark", (1000, 640)),
        ("zh_CN", 2.0, "light", (1280, 720)),
        (LONGER, 1.5, "light", (1000, 640)),
    ],
    indirect=["language"],
)
def test_every_screen_can_be_read_and_used(
    theme: Theme,
    qtbot: QtBot,
    language: str,
    text_size: float,
    mode: Mode,
    size: tuple[int, int],
    tmp_path: Path,
) -> None:
    theme.set_mode(mode)
    theme.set_text_size(text_size)
    walk = Walk(theme, qtbot, language, tmp_path, size)
    try:
        parts = (
            walk.first_page,
            walk.form,
            walk.popups,
            walk.dialogs,
            walk.videos,
            walk.player,
            walk.compare,
        )
        for part in parts:
            part()
        assert (walk.window.width(), walk.window.height()) == size
    finally:
        walk.window.release()
        walk.media.close()
    assert walk.found == {}

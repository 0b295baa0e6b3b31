"""The menus, the keys and the sheet that tells them, on the real window."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget

from seedance_gui.domain.draft import Draft, InputMode, Reference
from seedance_gui.domain.rules_file import load_rules
from seedance_gui.domain.task import Status
from seedance_gui.services.media.worker_client import MediaWorker
from seedance_gui.services.platform import resources
from seedance_gui.ui.kit.translator import Words
from seedance_gui.ui.player.player_keys import PlayerKeys
from seedance_gui.ui.player.player_state import PlaySettings
from seedance_gui.ui.preview.preview_state import Preview
from seedance_gui.ui.references.field.tile import ReferenceTile
from seedance_gui.ui.shell.main_window import MainWindow
from seedance_gui.ui.shell.menu_bar import Menus
from seedance_gui.ui.shell.shortcut_sheet import PLACES, ShortcutSheet
from seedance_gui.ui.shell.welcome import Welcome
from seedance_gui.ui.shell.work_page import WorkPage
from seedance_gui.ui.tasks.commands import Command
from seedance_gui.ui.tasks.doing import TaskDoing
from tests.media import make_video
from tests.ui.task_samples import sample

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from seedance_gui.ui.kit.theme import Theme

RULES = load_rules(resources.read_text("routes.toml"))
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    work = WorkPage(
        theme,
        RULES,
        Words(),
        play_settings=PlaySettings(1.0, True, False, 1.0),
        paste_folder=tmp_path,
        poster_of=lambda _: None,
        media=MediaWorker(tmp_path / "undecodable"),
    )
    made = MainWindow(theme, Words(), lambda: Welcome(theme, ("https://a.com",)), lambda: work)
    qtbot.addWidget(made)
    made.resize(1360, 840)
    made.show_page(made.work)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    work.preview.release()


@pytest.fixture
def doing(window: MainWindow) -> TaskDoing:
    service = SimpleNamespace(task=window.work.tasks.model.task)
    doing = TaskDoing(window, cast("Any", service), lambda work: work.close(), lambda _: None)
    for commands in (window.work.tasks.commands, window.work.preview.commands):
        commands.serve(doing)
    return doing


def listed(place: str) -> set[str]:
    return {key for keys in PLACES[place].values() for key in keys.split(" | ")}


def sheet(window: MainWindow, qtbot: QtBot) -> ShortcutSheet:
    QTest.keyClick(window, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: bool(window.findChildren(ShortcutSheet)))
    (found,) = window.findChildren(ShortcutSheet)
    qtbot.waitUntil(found.isVisible)
    return found


def words_of(dialog: QWidget) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel)]


def all_keys(window: MainWindow) -> dict[str, object]:
    """Return every key that Qt itself listens for in a window, with who gave it; each may be given once."""
    found: dict[str, object] = {}
    bound: list[tuple[object, list[QKeySequence]]] = [
        (action, action.shortcuts())
        for action in cast("list[QAction]", window.findChildren(QAction))
        if action.shortcutContext() is not Qt.ShortcutContext.WidgetShortcut  # else it is only shown
    ]
    shortcuts = cast("list[QShortcut]", window.findChildren(QShortcut))
    for owner, keys in bound + [(shortcut, [shortcut.key()]) for shortcut in shortcuts]:
        for key in keys:
            assert key.toString() not in found, f"{key.toString()} has two commands"
            found[key.toString()] = owner
    for button in window.findChildren(QAbstractButton):
        if not button.shortcut().isEmpty():
            found[button.shortcut().toString()] = button
    return found


def test_keys_of_the_window_work_on_the_first_page(theme: Theme, qtbot: QtBot) -> None:
    made = MainWindow(theme, Words(), lambda: Welcome(theme, ("https://a.com",)), lambda: cast("Any", None))
    qtbot.addWidget(made)
    made.show_page(made.welcome)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    told = words_of(sheet(made, qtbot))
    assert {"Settings…", "Quit", "In the player"} <= set(told)
    QTest.keyClick(made.findChildren(ShortcutSheet)[0], Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not made.findChildren(ShortcutSheet))
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    with qtbot.waitSignal(made.settings_asked):
        QTest.keyClick(made, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(made.closing):
        QTest.keyClick(made, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert made.made_work is None


def test_every_key_of_the_window_is_on_the_sheet_and_the_other_way_round(
    window: MainWindow, qtbot: QtBot
) -> None:
    shown = sheet(window, qtbot)
    native = QKeySequence.SequenceFormat.NativeText
    on_sheet = {part for text in words_of(shown) for part in re.split(r"\n|   ", text)}
    keys = all_keys(window)
    for key in keys:
        assert QKeySequence(key).toString(native) in on_sheet, f"{key} works and is not on the sheet"
    everywhere = words_of(shown)
    rows = everywhere[1 : everywhere.index("In the form")]
    parts = [part for text in rows[1::2] for part in re.split(r"\n|   ", text)]
    told = set(parts)
    assert told <= {QKeySequence(key).toString(native) for key in keys}, "what is told works"
    assert len(parts) == len(told), "no key twice"
    for place in ("In the form", "In your videos"):  # those of Qt's that belong to one place
        assert {key for key in listed(place) if key.startswith("Ctrl")} <= {*keys, "Ctrl+Left", "Ctrl+Right"}
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(ShortcutSheet))


@pytest.mark.parametrize("text_size", [1.0, 2.0])
def test_the_sheet_has_room(theme: Theme, qtbot: QtBot, text_size: float) -> None:
    theme.set_text_size(text_size)
    below = QWidget()
    qtbot.addWidget(below)
    below.resize(1000, 640)
    below.show()
    dialog = ShortcutSheet(theme, {"Save as…": [QKeySequence("Ctrl+Shift+S")]}, below)
    dialog.show()
    (area,) = dialog.findChildren(QScrollArea)
    assert area.horizontalScrollBar().maximum() == 0
    dialog.close()


def test_every_key_of_the_player_is_on_the_sheet_and_the_other_way_round(window: MainWindow) -> None:
    keys = PlayerKeys(window.work.preview.player, lambda: None)
    works = {QKeySequence(QKeyCombination(NONE, key)).toString() for key in keys._plain}
    shifted = {key for key in keys._shifted if key not in {Qt.Key.Key_Comma, Qt.Key.Key_Period}}  # < and >
    for key in shifted:
        typed = key in {Qt.Key.Key_Less, Qt.Key.Key_Greater}
        works.add(QKeySequence(QKeyCombination(NONE if typed else SHIFT, key)).toString())
    assert listed("In the player") == works | {"Esc"}
    every = [key for keys in PLACES["In the player"].values() for key in keys.split(" | ")]
    assert len(every) == len(set(every)), "no key twice"


def test_every_key_of_the_list_is_on_the_sheet_and_the_other_way_round(window: MainWindow) -> None:
    view = window.work.tasks.view
    window.work.tasks.set_tasks([sample(1), sample(2, ago=60)])
    window.work.tasks.choose("task1")
    works: set[str] = set()
    for key in Qt.Key:
        heard: list[object] = []
        signals = (view.opened, view.removal_asked)
        slots = [signal.connect(lambda *_, heard=heard: heard.append(1)) for signal in signals]
        view.keyPressEvent(QKeyEvent(QKeyEvent.Type.KeyPress, key, NONE))
        for signal, slot in zip(signals, slots, strict=True):
            signal.disconnect(slot)
        if heard:
            works.add(QKeySequence(key).toString())
    assert works == listed("In your videos") - {"Ctrl+F"}


def test_every_key_of_a_reference_that_is_on_the_sheet_works(window: MainWindow) -> None:
    pictures = tuple(Reference(link=f"https://a.com/{n}.png") for n in range(2))
    form = window.work.form
    for key in sorted(listed("In the form") - {"Ctrl+Return", "Ctrl+Enter"}):
        form.set_draft(Draft(RULES.first_model, "A fox", InputMode.REFERENCES, images=pictures))
        tile = form.findChildren(ReferenceTile)[0]
        heard: list[str] = []
        owner = SimpleNamespace(
            remove=lambda _, heard=heard: heard.append("remove"),
            open_item=lambda _, heard=heard: heard.append("open"),
            move_item=lambda *_, heard=heard: heard.append("move"),
        )
        tile.owner = cast("Any", owner)
        given = QKeySequence.fromString(key)[0]  # type: ignore[index]  # it is, at run time
        tile.keyPressEvent(QKeyEvent(QKeyEvent.Type.KeyPress, given.key(), given.keyboardModifiers()))
        assert len(heard) == 1, key


def test_the_menus_hold_the_actions_of_the_buttons(
    window: MainWindow, doing: TaskDoing, qtbot: QtBot
) -> None:
    menus = window.menus
    assert menus.button is not None
    assert menus.button.isVisible()
    assert window.work.top.rect().contains(menus.button.geometry())
    whole = menus.button.menu()
    assert [action.text() for action in whole.actions()] == ["File", "Edit", "Video", "View", "Help"]
    commands = window.work.tasks.commands
    assert {commands[command] for command in Command} - set(menus.actions) == {
        commands[Command.READ_BALANCE]  # it stands beside the numbers that it reads
    }
    assert set(window.work.preview.about.frame_actions.values()) <= set(menus.actions)
    texts = [action.text().split("\t")[0] for action in menus.actions]
    assert {"Create video", "Find", "Settings…", "Play", "Full screen", "Copy frame"} <= set(texts)
    assert len(texts) == len(set(texts))


def test_the_system_menu_bar_holds_the_same(window: MainWindow, theme: Theme) -> None:
    native = Menus(theme, window, window.work, native=True)
    titles = [action.text() for action in window.menuBar().actions()]
    assert titles == ["File", "Edit", "Video", "View", "Help"]
    before = [action.text().split("\t")[0] for action in window.menus.actions]
    assert [action.text() for action in native.actions] == before


def test_what_is_off_in_a_menu_says_why(window: MainWindow, doing: TaskDoing, qtbot: QtBot) -> None:
    work = window.work
    work.tasks.set_tasks([sample(1, Status.QUEUED)])
    work.tasks.choose("task1")
    work.preview.show_task(Preview("task1", task=sample(1, Status.QUEUED)))
    for menu in window.menus._menus:
        menu.aboutToShow.emit()
    off = [action for action in window.menus.actions if not action.isEnabled()]
    assert work.tasks.commands[Command.SAVE_AS] in off
    assert work.tasks.commands[Command.STOP] not in off
    for action in off:
        assert action.toolTip() != action.text(), action.text()


def test_the_keys_work_wherever_the_keyboard_is(
    window: MainWindow, doing: TaskDoing, qtbot: QtBot, tmp_path: Path
) -> None:
    work, film = window.work, make_video(tmp_path / "clip.mp4", seconds=1.0)
    task = sample(1, file=str(film), prompt="An old fox")
    work.tasks.set_tasks([task])
    work.tasks.choose("task1")
    work.preview.show_task(Preview("task1", task=task, file=film))
    qtbot.waitUntil(lambda: work.preview.player.has_picture, timeout=8000)
    drafts: list[Draft] = []
    doing.reuse.connect(drafts.append)
    taken: list[str] = []
    work.preview.frame_captured.connect(lambda _, where: taken.append(where))
    both = Qt.KeyboardModifier.ControlModifier | SHIFT
    qtbot.waitUntil(work.tasks.commands[Command.REUSE].isEnabled)
    for place in (work.form.prompt, work.tasks.view, work.preview.video.view):
        place.setFocus()
        QTest.keyClick(place, Qt.Key.Key_R, both)
        QTest.keyClick(place, Qt.Key.Key_C, both)
    assert drafts == [task.draft] * 3
    assert taken == ["copy"] * 3
    window.settings_asked.connect(lambda: taken.append("settings"))
    QTest.keyClick(work.form.prompt, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert taken[-1] == "settings"


def test_f10_opens_the_menu(window: MainWindow, qtbot: QtBot) -> None:
    assert window.menus.button is not None
    menu = window.menus.button.menu()
    seen: list[bool] = []
    menu.aboutToShow.connect(lambda: seen.append(True))
    menu.aboutToShow.connect(menu.close, Qt.ConnectionType.QueuedConnection)
    QTest.keyClick(window.work.form.prompt, Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: bool(seen))

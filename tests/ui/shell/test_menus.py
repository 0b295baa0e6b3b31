"""The menus, the keys and the sheet that tells them, on the real window."""

from __future__ import annotations

import re
from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QMenuBar, QScrollArea, QWidget

from seedance_gui.domain.draft import Draft, InputMode, Reference
from seedance_gui.domain.rules_file import load_rules
from seedance_gui.domain.task import Status
from seedance_gui.services.media.worker_client import MediaWorker
from seedance_gui.services.platform import resources
from seedance_gui.ui.kit.translator import Words
from seedance_gui.ui.player.player_keys import PlayerKeys
from seedance_gui.ui.player.player_state import PlaySettings, State
from seedance_gui.ui.preview.preview_state import Preview
from seedance_gui.ui.references.field.tile import ReferenceTile
from seedance_gui.ui.shell.command_palette import CommandPalette
from seedance_gui.ui.shell.main_window import MainWindow
from seedance_gui.ui.shell.menu_bar import Menus
from seedance_gui.ui.shell.shortcut_sheet import PLACES, ShortcutSheet
from seedance_gui.ui.shell.welcome import Welcome
from seedance_gui.ui.shell.work_page import WorkPage
from seedance_gui.ui.tasks.command_table import Command
from seedance_gui.ui.tasks.doing import TaskDoing
from tests.media import make_video
from tests.ui.task_samples import sample

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from seedance_gui.domain.task import Task
    from seedance_gui.ui.kit.theme import Theme

RULES = load_rules(resources.read_text("routes.toml"))
TITLES = ["File", "Edit", "Video", "Playback", "View", "Help"]
CONTROL = Qt.KeyboardModifier.ControlModifier
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
        media=(media := MediaWorker(tmp_path / "undecodable")),
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
    media.close()


@pytest.fixture
def doing(window: MainWindow) -> TaskDoing:
    service = SimpleNamespace(task=window.work.tasks.model.task, waiting=SimpleNamespace(edited_id=""))
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
    keys = PlayerKeys(window.work.preview.player, lambda: None, lambda: None)
    works = {QKeySequence(QKeyCombination(NONE, key)).toString() for key in keys._plain}
    shifted = {key for key in keys._shifted if key not in {Qt.Key.Key_Comma, Qt.Key.Key_Period}}  # < and >
    for key in shifted:
        typed = key in {Qt.Key.Key_Less, Qt.Key.Key_Greater}
        works.add(QKeySequence(QKeyCombination(NONE if typed else SHIFT, key)).toString())
    anywhere = listed("For the video, except while typing")
    assert listed("In the player") | anywhere == works | {"Esc"}
    every = [key for keys in PLACES["In the player"].values() for key in keys.split(" | ")]
    assert len(every) + len(anywhere) == len({*every, *anywhere}), "no key twice"


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
    assert works == listed("In your videos")


def test_every_key_of_a_reference_that_is_on_the_sheet_works(window: MainWindow) -> None:
    pictures = tuple(Reference(link=f"https://a.com/{n}.png") for n in range(2))
    form = window.work.form
    for key in sorted(listed("In the form")):
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
    (bar,) = window.work.top.findChildren(QMenuBar)
    assert [action.text() for action in bar.actions()] == TITLES
    commands = window.work.tasks.commands
    assert {commands[command] for command in Command} - set(menus.actions) == {
        commands[Command.READ_BALANCE]  # it stands beside the numbers that it reads
    }
    assert set(window.work.preview.about.frame_actions.values()) <= set(menus.actions)
    texts = [action.text() for action in menus.actions]
    assert {"Create video", "Find", "Settings…", "Play or pause", "Full screen", "Copy frame"} <= set(texts)
    assert len(texts) == len(set(texts))


def test_the_system_menu_bar_holds_the_same(window: MainWindow, theme: Theme) -> None:
    native = Menus(theme, window, window.work, native=True)
    titles = [action.text() for action in window.menuBar().actions()]
    assert titles == TITLES
    assert [action.text() for action in native.actions] == [each.text() for each in window.menus.actions]


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


@pytest.mark.parametrize("width", [1360, 1000])
def test_the_menus_stand_in_the_top_bar_as_there_is_room_and_f10_opens_them(
    window: MainWindow, qtbot: QtBot, width: int
) -> None:
    window.resize(width, 700)
    top = window.work.top
    (bar,), button = top.findChildren(QMenuBar), top.findChild(QAbstractButton, "menu")
    assert isinstance(button, QAbstractButton)
    assert (bar.isVisible(), button.isVisible()) == ((True, False) if width > 1200 else (False, True))
    shown = button if button.isVisible() else bar
    assert top.rect().contains(shown.geometry())
    QTest.keyClick(window.work.form.prompt, Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    popup = QApplication.activePopupWidget()
    assert popup is not None
    texts = [action.text() for action in popup.actions()]
    assert texts[0] == ("New video" if shown is bar else "File")
    popup.close()


@pytest.fixture
def film(window: MainWindow, doing: TaskDoing, qtbot: QtBot, tmp_path: Path) -> Task:
    file = make_video(tmp_path / "clip.mp4", seconds=2.0)
    task = sample(1, file=str(file), prompt="An old fox")
    window.work.tasks.set_tasks([task, sample(2, ago=60)])
    window.work.tasks.choose("task1")
    window.work.preview.show_task(Preview("task1", task=task, file=file))
    qtbot.waitUntil(lambda: window.work.preview.player.has_picture, timeout=8000)
    return task


def test_letters_are_the_players_wherever_the_keyboard_is_but_in_a_text(
    window: MainWindow, film: Task, qtbot: QtBot
) -> None:
    work, player = window.work, window.work.preview.player
    for place in (work.tasks.view, work.form.model, work.top.settings):
        place.setFocus(Qt.FocusReason.MouseFocusReason)
        muted, at = player.settings.muted, player.position
        QTest.keyClick(place, Qt.Key.Key_M)
        assert player.settings.muted is not muted
        QTest.keyClick(place, Qt.Key.Key_Period)
        qtbot.waitUntil(lambda at=at: player.position > at)  # type: ignore[misc]
        QTest.keyClick(place, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: player.state is State.PLAYING)
        QTest.keyClick(place, Qt.Key.Key_K)
        qtbot.waitUntil(lambda: player.state is not State.PLAYING)
        player.seek(0)
    assert not work.tasks.search.text()
    before = player.settings, player.state
    for field in (work.form.prompt, work.tasks.search):
        field.setFocus()
        QTest.keyClicks(field, "jk lm,.f")
    assert (player.settings, player.state) == before
    assert work.tasks.search.text() == work.form.prompt.toPlainText() == "jk lm,.f"
    # Who goes by keyboard presses the button.
    pressed: list[bool] = []
    work.top.settings.clicked.connect(lambda: pressed.append(True))
    work.top.settings.setFocus(Qt.FocusReason.ShortcutFocusReason)
    QTest.keyClick(work.top.settings, Qt.Key.Key_Space)
    assert len(pressed) == 1
    assert player.state is before[1]


def test_from_the_prompt_to_the_list_are_two_keys(window: MainWindow, film: Task) -> None:
    work = window.work
    work.form.prompt.setFocus()
    QTest.keyClick(work.form.prompt, Qt.Key.Key_F6)
    focus = window.focusWidget()
    assert work.preview.isAncestorOf(focus)
    QTest.keyClick(focus, Qt.Key.Key_F6)
    assert window.focusWidget() is work.tasks.view
    QTest.keyClick(work.tasks.view, Qt.Key.Key_F6)
    assert work.top.isAncestorOf(window.focusWidget())
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_F6)
    assert window.focusWidget() is work.form.prompt
    window.setMinimumSize(1, 1)
    window.resize(700, 640)
    assert work.columns.is_folded, "list and preview share one place"
    QTest.keyClick(work.form.prompt, Qt.Key.Key_F6, SHIFT)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_F6, SHIFT)
    assert window.focusWidget() is work.tasks.view


def test_the_form_by_keys(window: MainWindow, doing: TaskDoing, qtbot: QtBot) -> None:
    form, view = window.work.form, window.work.tasks.view
    window.work.tasks.set_tasks([sample(1)])
    view.setFocus()
    modes = InputMode.FRAMES, InputMode.TEXT, InputMode.REFERENCES
    for key, start in zip((Qt.Key.Key_3, Qt.Key.Key_1, Qt.Key.Key_2), modes, strict=True):
        QTest.keyClick(view, key, CONTROL)
        assert form.draft.start is start
    QTest.keyClick(view, Qt.Key.Key_1, CONTROL)
    asked: list[Draft] = []
    form.create_requested.connect(asked.append)
    QTest.keyClick(view, Qt.Key.Key_Return, CONTROL)
    assert not asked, "there is no prompt yet"
    form.enter(replace(form.draft, prompt="A fox"))
    QTest.keyClick(view, Qt.Key.Key_Return, CONTROL)
    assert asked == [form.draft]
    form.set_busy(False)
    QTest.keyClick(view, Qt.Key.Key_N, CONTROL)
    assert form.draft == Draft(asked[0].model)
    assert window.focusWidget() is form.prompt
    QTest.keyClick(form.prompt, Qt.Key.Key_Z, CONTROL)
    assert form.draft == asked[0]


def palette(window: MainWindow) -> CommandPalette:
    focus = window.focusWidget()
    QTest.keyClick(focus, Qt.Key.Key_K, CONTROL)
    (found,) = (each for each in window.findChildren(CommandPalette) if each.isVisible())
    assert window.focusWidget() is found.search
    return found


def found(shown: CommandPalette, text: str) -> list[str]:
    shown.search.clear()
    QTest.keyClicks(shown.search, text)
    return [action.text() for action in shown.rows.items]


def test_the_palette_finds_every_command_and_does_it(window: MainWindow, doing: TaskDoing) -> None:
    form = window.work.form
    form.prompt.setFocus()
    shown = palette(window)
    actions = set(window.menus.actions)
    assert actions <= set(shown.rows.items)
    assert shown.rect().height() < window.height()
    assert found(shown, "use std")[0] == "Use STD"
    assert found(shown, "frames start") == ["Start from frames"]
    off = found(shown, "full screen")
    assert off == ["Full screen"]
    spoken = str(shown.rows.index(0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken == "Full screen. F. There is no video to play."
    QTest.keyClick(shown.search, Qt.Key.Key_Return)
    assert shown.isVisible(), "what is off is not done"
    found(shown, "full screen")
    shown.search.setText("@")  # at once
    assert not shown.rows.items
    nothing = shown._nothing.geometry()
    assert shown.rect().contains(nothing)
    assert nothing.top() > shown.search.geometry().bottom()
    assert found(shown, "qqq") == []
    QTest.keyClick(shown.search, Qt.Key.Key_Return)
    QTest.keyClick(shown.search, Qt.Key.Key_Escape)
    assert not shown.isVisible()
    assert window.focusWidget() is form.prompt
    window.work.tasks.set_tasks([sample(1)])
    window.work.tasks.view.setFocus()
    shown = palette(window)
    assert found(shown, "start from ref")
    QTest.keyClick(shown.search, Qt.Key.Key_Return)
    assert form.draft.start is InputMode.REFERENCES
    assert not shown.isVisible()
    assert window.focusWidget() is window.work.tasks.view
    shown = palette(window)
    form.prompt.setFocus()  # as a click does
    assert not shown.isVisible()
    assert window.focusWidget() is form.prompt


def test_shift_f10_asks_for_the_menu_of_what_is_chosen(window: MainWindow, film: Task, qtbot: QtBot) -> None:
    picture = Reference(link="https://a.com/1.png")
    window.work.form.set_draft(Draft(RULES.first_model, "A fox", InputMode.REFERENCES, (picture,)))
    for place in (window.work.tasks.view, window.work.form.findChildren(ReferenceTile)[0]):
        place.setFocus()
        QTest.keyClick(place, Qt.Key.Key_F10, SHIFT)
        qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        popup = QApplication.activePopupWidget()
        assert popup is not None
        assert len(popup.actions()) > 3
        popup.close()


def test_the_title_counts_what_runs_and_what_needs_a_look(window: MainWindow) -> None:
    titles = []
    for counts in ((2, 1), (0, 1), (0, 0)):
        window.work.counted.emit(*counts)
        titles.append(window.windowTitle())
    assert titles == ["2 in progress · 1 not confirmed – Seedance", "1 not confirmed – Seedance", "Seedance"]


def test_escape_leads_back_from_the_first_page_where_there_is_something_to_go_back_to(
    theme: Theme, qtbot: QtBot
) -> None:
    page = Welcome(theme, ("https://a.com",))
    qtbot.addWidget(page)
    page.show()
    asked: list[None] = []
    page.back_requested.connect(lambda: asked.append(None))
    QTest.keyClick(page.token_form.token, Qt.Key.Key_Escape)
    assert asked == []
    page.back.show()
    QTest.keyClick(page.token_form.token, Qt.Key.Key_Escape)
    assert asked == [None]

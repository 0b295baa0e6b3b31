"""Tab goes through the window as one reads it: each control once, in sight, ringed, and back the same."""

from __future__ import annotations

import itertools
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from seedance_gui.domain.draft import Draft, InputMode, Reference
from seedance_gui.domain.rules_file import load_rules
from seedance_gui.domain.task import Status
from seedance_gui.services.media.worker_client import MediaWorker
from seedance_gui.services.platform import resources
from seedance_gui.services.store.settings import Settings
from seedance_gui.ui.kit.translator import Words
from seedance_gui.ui.player.player_state import PlaySettings
from seedance_gui.ui.preview.preview_state import Preview
from seedance_gui.ui.shell.main_window import MainWindow
from seedance_gui.ui.shell.reading_order import move_focus, stops
from seedance_gui.ui.shell.settings_dialog import SettingsDialog
from seedance_gui.ui.shell.welcome import Welcome
from seedance_gui.ui.shell.work_page import WorkPage
from seedance_gui.ui.tasks.command_table import Command
from seedance_gui.ui.tasks.days import When
from seedance_gui.ui.tasks.doing import TaskDoing
from tests.media import make_video
from tests.ui.task_samples import sample

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from seedance_gui.ui.kit.theme import Theme

RULES = load_rules(resources.read_text("routes.toml"))
STD = "seedance2.0-std"
TAB, BACK = Qt.Key.Key_Tab, Qt.Key.Key_Backtab
LONG = "A fox trots through fresh snow at dawn. " * 12


def pictures(count: int) -> tuple[Reference, ...]:
    return tuple(Reference(link=f"https://a.com/{n}.png") for n in range(count))


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
    made = MainWindow(
        theme, Words(), lambda: Welcome(theme, ("https://a.com", "https://b.com")), lambda: work
    )
    qtbot.addWidget(made)
    made.resize(1360, 840)
    made.show_page(made.work)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_page(made.work)
    yield made
    work.preview.release()
    media.close()


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName() or widget.accessibleName()}"


def reachable(window: QWidget) -> set[QWidget]:
    """Return what a person at the keyboard must come to: what Qt itself lets Tab stop at, and can be seen."""
    return {
        widget
        for widget in window.findChildren(QWidget)
        if widget.window() is window
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not isinstance(widget, QScrollArea)
    }


def once_around(window: QWidget, key: Qt.Key = TAB) -> list[QWidget]:
    """Press Tab until it comes back to where it began; return where it stopped, from there on."""
    for _ in range(8):  # one size leads to another
        QApplication.processEvents()
    start = focus()
    seen = [start]
    most = len(window.findChildren(QWidget))
    for _ in range(most):
        QTest.keyClick(focus(), key)
        here = focus()
        if here is start:
            return seen
        assert here not in seen, f"{name(here)} again, without {name(start)}"
        look_at(window, here)
        seen.append(here)
    raise AssertionError("no way around")


def place(window: QWidget, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def look_at(window: QWidget, here: QWidget) -> None:
    """Hold that it is in sight and that one sees that it has the keyboard."""
    assert here.visibleRegion().boundingRect().size() == here.size(), f"{name(here)} is out of sight"
    there = window.grab(place(window, here)).toImage()
    here.clearFocus()
    assert window.grab(place(window, here)).toImage() != there, f"{name(here)} looks no different"
    here.setFocus(Qt.FocusReason.TabFocusReason)


def region(window: MainWindow, widget: QWidget) -> int:
    """Return which part of the window a widget is in, in the order of reading."""
    work = window.work
    parts = (work.top, work.form.body, work.form.bar, work.preview, work.tasks)
    return next(i for i, part in enumerate(parts) if part.isAncestorOf(widget))


def hold_that_it_reads(window: MainWindow, order: list[QWidget]) -> None:
    """Compare an order that begins anywhere with the places on the screen."""
    parts = [region(window, widget) for widget in order]
    first = next(i for i in range(len(order)) if parts[i] < parts[i - 1])
    order = order[first:] + order[:first]
    for one, other in itertools.pairwise(order):
        a, b = place(window, one), place(window, other)
        said = f"{name(one)} at {a} before {name(other)} at {b}"
        assert region(window, one) <= region(window, other), said
        if region(window, one) == region(window, other):
            below, behind = b.center().y() > a.bottom(), b.left() > a.right() and b.bottom() > a.top()
            assert below or behind or a.contains(b), said


def hold(window: MainWindow) -> list[QWidget]:
    """Hold all of it in the state in which the window is; return the order."""
    there = once_around(window)
    assert set(there) == reachable(window), [name(widget) for widget in set(there) ^ reachable(window)]
    hold_that_it_reads(window, there)
    back = once_around(window, BACK)
    assert [name(w) for w in back] == [name(w) for w in (there[0], *reversed(there[1:]))]
    assert back == [there[0], *reversed(there[1:])]
    return there


STATES: dict[str, Callable[[], Draft]] = {
    "text": lambda: Draft(STD),
    "ready": lambda: Draft(STD, "A fox"),
    "references": lambda: Draft(
        STD,
        "Like @图2",
        InputMode.REFERENCES,
        images=pictures(6),
        reference_videos=(Reference(link="https://a.com/1.mp4"),),
        reference_audios=(Reference(link="https://a.com/1.mp3"),),
    ),
    "one frame": lambda: Draft(STD, "A fox", InputMode.FRAMES, last_image=pictures(1)[0]),
    "kept": lambda: Draft(STD, "A fox", InputMode.FRAMES, images=pictures(3), first_image=pictures(1)[0]),
    "wrong": lambda: Draft(STD, "", InputMode.REFERENCES, images=(Reference(link="http://a.com/1.txt"),)),
    "no such model": lambda: Draft("gone", "A fox"),
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("size", [QSize(1360, 840), QSize(1000, 640)], ids=["wide", "small"])
def test_tab_reads_the_window(window: MainWindow, state: str, size: QSize) -> None:
    window.resize(size)
    window.work.form.set_draft(STATES[state]())
    order = hold(window)
    assert {"model", "prompt", "settings", "use_real_token"} <= {widget.objectName() for widget in order}


@pytest.mark.parametrize("model", [route.models[0].value for route in RULES.routes])
def test_tab_reads_the_form_of_every_model(window: MainWindow, model: str) -> None:
    window.work.form.set_draft(Draft(model, "A fox", InputMode.REFERENCES, images=pictures(1)))
    hold(window)


def test_tab_reads_a_form_that_changes_under_the_keyboard(window: MainWindow) -> None:
    form = window.work.form
    form.set_draft(Draft(STD, "A fox"))
    hold(window)
    for draft in (
        Draft(STD, "A fox", InputMode.REFERENCES),
        Draft(STD, "A fox", InputMode.REFERENCES, images=pictures(1)),
        Draft(STD, "A fox @图2", InputMode.REFERENCES, images=pictures(2)),
        Draft(STD, "A fox", InputMode.FRAMES, images=pictures(2), first_image=pictures(1)[0]),
        Draft(STD, "A fox"),
    ):
        form.enter(draft)
        hold(window)


def test_a_tile_comes_before_the_place_to_add_and_both_before_create(window: MainWindow) -> None:
    form = window.work.form
    form.set_draft(Draft(STD, "A fox", InputMode.REFERENCES, images=pictures(2)))
    order = [type(widget).__name__ for widget in hold(window)]
    create = [widget.objectName() for widget in hold(window)].index("create")
    assert order.index("ReferenceTile") < order.index("AddTile") < create


def test_tab_reads_preview_player_and_list(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    file = make_video(tmp_path / "clip.mp4", seconds=1.0)
    work = window.work
    work.tasks.set_tasks([sample(1), sample(2, Status.FAILED), sample(3, Status.PROCESSING, ago=60)])
    work.tasks.bar._change(when=When.WEEK, favourites=False)
    work.form.set_draft(Draft(STD, "A fox"))
    work.preview.show_task(Preview("1", LONG, ("STD", "16:9"), file=file))
    qtbot.waitUntil(lambda: work.preview.player.ready and work.preview.player.has_picture, timeout=8000)
    work.preview.about.prompt.toggle()
    order = [widget.objectName() or widget.accessibleName() for widget in hold(window)]
    assert order.index("create") < order.index("Position in the video") < order.index("search")


def test_tab_reads_a_failed_task(window: MainWindow) -> None:
    commands, task = (Command.REUSE, Command.ASK_AGAIN), sample(2, Status.FAILED)
    preview = window.work.preview
    service = cast("Any", SimpleNamespace(waiting=SimpleNamespace(edited_id="")))
    preview.commands.serve(TaskDoing(window, service, lambda work: work.close(), lambda _: None))
    preview.show_task(
        Preview("1", "A fox", (), "Failed", problem="It broke.", detail="-1", commands=commands, task=task)
    )
    assert all(button.isEnabled() for button in preview.state.buttons())
    hold(window)


def test_a_message_is_reached_too(window: MainWindow) -> None:
    toast = window.toasts.show_message("Removed.", action="Undo", milliseconds=0)
    order = once_around(window)
    assert set(order) == reachable(window)
    assert sum(toast.isAncestorOf(widget) for widget in order) == 2


def test_tab_reads_the_first_page(window: MainWindow) -> None:
    window.show_page(window.welcome)
    window.welcome.token_form.token.setFocus()
    order = once_around(window)
    assert set(order) == reachable(window)
    tops = [place(window, widget).top() for widget in order]
    assert tops.count(min(tops)) == 2, "the guide and the language"


def test_tab_reads_the_settings(theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    below = QWidget()
    below.resize(900, 600)
    qtbot.addWidget(below)
    dialog = SettingsDialog(theme, Words(), Settings(), RULES, videos=tmp_path, session=None, parent=below)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog, TAB)
    order = once_around(dialog)
    assert set(order) == reachable(dialog)
    tops = [widget.mapToGlobal(QPoint(0, widget.height() // 2)).y() for widget in order]
    page = dialog.findChildren(QScrollArea)[0]
    body = [top for top, widget in zip(tops, order, strict=True) if page.isAncestorOf(widget)]
    assert body == sorted(body)
    assert once_around(dialog, BACK) == [order[0], *reversed(order[1:])]


def test_what_goes_hands_the_keyboard_to_what_comes_next(window: MainWindow, qtbot: QtBot) -> None:
    column = QWidget(window)
    box = QVBoxLayout(column)
    first, second, third = (QPushButton(text, column) for text in ("1", "2", "3"))
    for button in (third, first, second):
        box.addWidget(button)
    column.resize(100, 200)
    column.show()
    QApplication.processEvents()
    first.setFocus()
    first.hide()
    assert focus() is second
    third.setFocus()
    third.setEnabled(False)
    assert focus() is second


def test_while_create_is_off_a_second_press_presses_nothing_else(window: MainWindow) -> None:
    form = window.work.form
    form.set_draft(Draft(STD, "A fox"))
    form.bar.button.setFocus()
    form.set_busy(True)
    assert QApplication.focusWidget() is None
    form.set_busy(False)
    assert focus() is form.bar.button
    form.set_busy(True)
    form.prompt.setFocus()
    form.set_busy(False)
    assert focus() is form.prompt


def test_a_line_is_read_from_its_beginning_in_either_direction(theme: Theme, qtbot: QtBot) -> None:
    line = QWidget()
    qtbot.addWidget(line)
    row = QHBoxLayout(line)
    one, two = QPushButton("1"), QPushButton("2")
    two.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # its own icon's side says nothing of the line
    row.addWidget(one)
    row.addWidget(two)
    line.show()
    assert stops(line) == [one, two]
    line.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    assert stops(line) == [one, two]
    assert one.x() > two.x()


def test_what_only_scrolls_is_a_stop_while_it_can_scroll(theme: Theme, qtbot: QtBot) -> None:
    area, button = QScrollArea(), QPushButton("Done")
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(area)
    column.addWidget(button)
    words = QLabel("Much to read\n" * 50)
    area.setWidget(words)
    window.resize(300, 200)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert stops(window) == [area, button]
    words.setText("Little")
    words.adjustSize()
    QApplication.processEvents()
    assert stops(window) == [button]
    assert move_focus(window, forward=True)
    assert button.hasFocus()
    assert not move_focus(window, forward=True), "there is no other"

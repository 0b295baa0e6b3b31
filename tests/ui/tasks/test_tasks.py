"""The list of the person's videos: rows, days, filters, keys and what it says, on real widgets."""

from __future__ import annotations

import re
import threading
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import (
    QBuffer,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    QVariantAnimation,
)
from PySide6.QtGui import QAccessible, QColor, QContextMenuEvent, QImage, QPainter, QRegion
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QStyle, QStyleOptionViewItem

from seedance_gui.compat import override
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message
from seedance_gui.domain.rules_file import load_rules
from seedance_gui.domain.task import Status, Take
from seedance_gui.services.media.worker_client import MediaWorker
from seedance_gui.services.platform import resources
from seedance_gui.services.store.store_file import open_store
from seedance_gui.services.tasks.service import TaskService
from seedance_gui.ui.kit.action_button import NamedIcon
from seedance_gui.ui.kit.parts import IconButton
from seedance_gui.ui.kit.translator import time_words
from seedance_gui.ui.tasks import posters as posters_module
from seedance_gui.ui.tasks import words
from seedance_gui.ui.tasks.command_table import GROUPS, Command, offered
from seedance_gui.ui.tasks.commands import TaskCommands
from seedance_gui.ui.tasks.days import Days, When
from seedance_gui.ui.tasks.delegate import TaskDelegate
from seedance_gui.ui.tasks.doing import TaskDoing
from seedance_gui.ui.tasks.filter import Filter, Show
from seedance_gui.ui.tasks.model import Role, TaskModel
from seedance_gui.ui.tasks.panel import TaskPanel
from seedance_gui.ui.tasks.posters import Posters
from tests.ui.accessible_events import Told as Heard
from tests.ui.accessible_events import told
from tests.ui.task_samples import DAY, NASTY, NOON, model_name, one_of_each, sample

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator, Sequence
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from seedance_gui.domain.task import Task
    from seedance_gui.ui.kit.theme import Theme

KEY = Qt.Key


class Now:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.seconds = NOON

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def now() -> Now:
    return Now()


@pytest.fixture
def posters() -> dict[str, Path]:
    return {}


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme, now: Now, posters: dict[str, Path]) -> Iterator[TaskPanel]:
    panel = TaskPanel(theme, poster_of=lambda task: posters.get(task.id), model_name=model_name, clock=now)
    panel.resize(320, 700)
    panel.show()
    qtbot.waitExposed(panel)
    yield panel
    panel.close()


class Served:
    """Who does what the panel's commands ask for, on a real store; questions are noted by their names."""

    def __init__(self, folder: Path, panel: TaskPanel, *tasks: Task) -> None:
        self.asked: list[str] = []
        self.removed: list[Sequence[str]] = []
        self.opened = open_store(folder / "studio.db")
        for task in tasks:
            self.opened.store.add(task)
        self.service = TaskService(
            rules=load_rules(resources.read_text("routes.toml")),
            store=self.opened.store,
            api_factory=lambda *_: pytest.fail("nothing of this asks the service"),
            videos=folder / "videos",
            cache=folder / "cache",
            media=MediaWorker(folder / "undecodable"),
            service="practice",
        )
        panel.set_tasks(self.service.tasks())
        panel.commands.serve(TaskDoing(panel, self.service, self._note, self.removed.append))

    def _note(self, work: Coroutine[object, object, None]) -> None:
        self.asked.append(work.__name__)  # type: ignore[attr-defined]
        work.close()

    def stars(self) -> set[str]:
        return {task.id for task in self.service.tasks() if task.favourite}


@pytest.fixture
def served(tmp_path: Path, panel: TaskPanel) -> Iterator[Served]:
    served = Served(tmp_path, panel, *(sample(n, ago=n) for n in range(4)))
    yield served
    served.opened.store.close()


@pytest.fixture
def model(qapp: QApplication, now: Now) -> TaskModel:
    return TaskModel(model_name, clock=now)


def ids(model: TaskModel) -> list[str]:
    return [model.index(row).data(Role.ID) for row in range(model.rowCount())]


def shown_words(panel: TaskPanel) -> str:
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def drawn_words(panel: TaskPanel) -> str:
    """Return what the rows of the list draw, as it can be read."""
    picture = QBuffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(picture)
    panel.view.viewport().render(generator)
    found = ET.fromstring(picture.data().data())
    lines = ["".join(text.itertext()).strip() for text in found.iter("{http://www.w3.org/2000/svg}text")]
    return re.sub(r"\s+", " ", " ".join(lines))


class Told:
    """What a signal said, in order."""

    def __init__(self, signal: Any) -> None:
        self.all: list[Any] = []
        signal.connect(self._keep)

    def _keep(self, *values: Any) -> None:
        self.all.append(values[0] if len(values) == 1 else values)


# -- words


def test_each_state_has_words_of_its_own() -> None:
    said = [words.state_words(task) for task in one_of_each()]
    assert all(said)
    assert len(set(said)) == len(Status)
    assert all(words.look_of(task).icon for task in one_of_each())


@pytest.mark.parametrize(
    ("task", "line"),
    [
        (sample(1, Status.PROCESSING, progress=42), "Processing 42 %"),
        (sample(1, Status.PROCESSING), "Processing"),
        (sample(1, Status.PROCESSING, ago=59), "Processing"),
        (sample(1, Status.PROCESSING, ago=130), "Processing for 2 min"),
        (sample(1, Status.QUEUED, ago=3 * 3600), "Queued for 3 h"),
        (sample(1, Status.WAITING, ago=600), "Waiting to send for 10 min"),
        (sample(1, Status.UPLOADING, ago=600), "Uploading references"),
        (sample(1, Status.UPLOADING, progress=7), "Uploading 7 %"),
        (sample(1, Status.COMPLETED, progress=80), "Saving 80 %"),
        (sample(1, Status.SAVED, ago=600), "Saved"),
        (sample(1, Status.FAILED, progress=30), "Failed"),
        (sample(1, Status.NOT_CONFIRMED, left_as_is=True), "Not confirmed, left"),
    ],
)
def test_no_percentage_is_invented_and_time_stands_in_for_it(task: Task, line: str) -> None:
    assert words.line_words(task, NOON) == line


def test_nobody_is_told_that_nothing_was_charged_where_something_may_have_been() -> None:
    for status in (Status.NOT_CONFIRMED, Status.STOPPED, Status.FAILED, Status.EXPIRED):
        task = sample(1, status)
        assert "not charged" not in words.state_words(task).lower()
        assert "Nothing" not in words.explanation(task, NOON)


def test_a_prompt_of_any_length_is_one_line() -> None:
    line = words.prompt_line(sample(1, prompt="two\nlines\t" * 200_000))
    assert "\n" not in line
    assert len(line) <= 2000


@pytest.mark.parametrize("text", [1.0, 1.25, 1.5, 2.0])
def test_the_state_is_read_whole_whatever_the_room(
    qtbot: QtBot, theme: Theme, posters: dict[str, Path], text: float
) -> None:
    theme.set_text_size(text)
    panel = TaskPanel(theme, poster_of=lambda task: posters.get(task.id), model_name=model_name)
    samples = [
        *one_of_each(),
        sample("u", Status.UPLOADING, progress=17, ago=80, model="full"),
        sample("b", Status.COMPLETED, progress=88, ago=81),
        sample("h", Status.COMPLETED, ago=82, status_message=Message(FaultMessage.LINK_STALE)),
        sample("l", Status.NOT_CONFIRMED, ago=83, left_as_is=True),
    ]
    panel.set_tasks(samples)
    for width in (min(theme.px(240), 360), theme.px(320)):
        panel.resize(width, 4000)
        panel.show()
        qtbot.waitExposed(panel)
        said = drawn_words(panel)
        for task in samples:
            assert words.state_words(task) in said, (width, task.status)
        panel.hide()
    panel.close()


def test_where_there_is_room_model_and_time_stand_beside_the_state(panel: TaskPanel) -> None:
    panel.set_tasks([sample(1), sample(2, Status.QUEUED, ago=130), sample(3, Status.FAILED, model="x" * 200)])
    panel.resize(600, 700)
    said = drawn_words(panel)
    assert "Saved · STD · 12:00" in said
    assert "Queued for 2 min · STD · 5 s" in said
    assert "Failed · 5 s" in said, "a name that would be cut is left out, not the rest"


# -- tiles


def tiles(panel: TaskPanel) -> list[QImage]:
    """Return what each row in sight shows in place of its picture."""
    delegate = panel.view.itemDelegate()
    assert isinstance(delegate, TaskDelegate)
    picture = panel.view.viewport().grab().toImage()
    rects = [panel.view.visualRect(panel.model.index(row)) for row in panel.view.shown_rows()]
    return [picture.copy(delegate._picture_place(delegate._card(rect))) for rect in rects]


def test_no_state_outshouts_the_videos(panel: TaskPanel, theme: Theme) -> None:
    panel.resize(320, 4000)
    tasks = [task for task in one_of_each() if task.status is not Status.SAVED]
    panel.set_tasks(tasks)
    shown = tiles(panel)
    grounds = {tile.pixelColor(tile.width() // 2, 4).name() for tile in shown}
    assert grounds == {theme.color("tile").name()}
    for task, tile in zip(tasks, shown, strict=True):
        badge = tile.pixelColor(theme.px(4) + theme.px(10), tile.height() - theme.px(4) - theme.px(19))
        assert badge.lightness() < 60, (task.status, "its badge is dark")


def test_the_ordered_shape_is_outlined_until_there_is_a_picture(panel: TaskPanel) -> None:
    panel.set_tasks(
        [
            sample(n, Status.QUEUED, ago=n, body={"ratio": ratio})
            for n, ratio in enumerate(("16:9", "1:1", "9:16", "21:9"))
        ]
    )
    for tile, ratio in zip(tiles(panel), (16 / 9, 1.0, 9 / 16, 21 / 9), strict=True):
        ground = tile.pixelColor(tile.width() // 2, 4)
        lined = [
            (x, y)
            for x in range(28, tile.width() - 6)  # beside the badge
            for y in range(4, tile.height() - 4)
            if tile.pixelColor(x, y) != ground
        ]
        wide, high = (max(at) - min(at) + 1 for at in zip(*lined, strict=True))
        assert wide / high == pytest.approx(ratio, rel=0.12)


def test_the_line_of_progress_moves_only_when_the_service_said_so(panel: TaskPanel) -> None:
    def length(**more: Any) -> int:
        panel.set_tasks([sample(1, Status.PROCESSING, **more)])
        tile = tiles(panel)[0]
        return sum(tile.pixelColor(x, tile.height() - 3).lightness() < 60 for x in range(tile.width()))

    assert length(progress=75) > length(progress=25) > 10
    badge = length()
    assert badge == length(ago=3000.0), "time alone draws nothing"
    assert badge < 25


# -- days


@pytest.mark.parametrize(
    ("ago", "name"),
    [
        (-DAY, "Today"),
        (0, "Today"),
        (DAY, "Yesterday"),
        (2 * DAY, "Tuesday"),
        (6 * DAY, "Friday"),
        (7 * DAY, "November"),
        (25 * DAY, "October"),
        (330 * DAY, "December 2025"),
        (900 * DAY, "2024"),
        (900 * DAY + 365 * DAY, "2023"),
    ],
)
def test_days_are_named_as_people_do(qapp: QApplication, ago: float, name: str) -> None:
    assert Days(NOON).name(NOON - ago) == name


def test_headings_stand_above_the_first_of_each_day_also_after_changes(model: TaskModel, now: Now) -> None:
    def headings() -> list[str]:
        return [model.heading(row) if row in model.heads else "" for row in range(model.rowCount())]

    model.set_tasks([sample(1), sample(2, ago=10), sample(3, ago=DAY), sample(4, Status.FAILED, ago=DAY + 5)])
    assert headings() == ["Today", "", "Yesterday", ""]
    model.put(sample(5, ago=-10))
    assert headings() == ["Today", "", "", "Yesterday", ""]
    model.drop("task3")
    assert headings() == ["Today", "", "", "Yesterday"]
    model.set_filter(Filter(show=Show.TROUBLE))
    assert headings() == ["Yesterday"]
    model.set_filter(Filter())
    now.seconds += DAY
    assert model.turn_day()
    assert headings() == ["Yesterday", "", "", "Wednesday"]
    assert not model.turn_day()


# -- the model


def test_newest_stand_first_and_equal_times_have_a_lasting_order(model: TaskModel) -> None:
    model.set_tasks([sample("b", ago=5), sample("c", ago=9), sample("a", ago=5)])
    assert ids(model) == ["taska", "taskb", "taskc"]
    model.put(sample("d", ago=7))
    model.put(sample("0", ago=5))
    assert ids(model) == ["task0", "taska", "taskb", "taskd", "taskc"]
    model.drop("taskb")
    model.drop("unknown")
    assert ids(model) == ["task0", "taska", "taskd", "taskc"]
    assert [model.row_of(task_id) for task_id in (*ids(model), "taskb")] == [0, 1, 2, 3, None]


def test_a_change_is_told_of_its_own_row_only(model: TaskModel) -> None:
    tasks = [sample(n, Status.PROCESSING, ago=n) for n in range(9)]
    model.set_tasks(tasks)
    changed = Told(model.dataChanged)
    resets, rows = Told(model.modelReset), Told(model.rowsInserted)
    model.put(replace(tasks[4], progress=30))
    assert [(first.row(), last.row()) for first, last, _ in changed.all] == [(4, 4)]
    assert not resets.all
    assert not rows.all
    assert model.index(4).data(Role.TASK).progress == 30


def test_what_is_read_later_is_put_in_its_place_in_few_rows(model: TaskModel) -> None:
    every = [sample(n, Status.SAVED if n % 7 else Status.PROCESSING, ago=n * 3600.0) for n in range(60)]
    model.set_tasks([*every[:20], *(task for task in every[20:] if task.status is Status.PROCESSING)])
    resets, rows = Told(model.modelReset), Told(model.rowsInserted)
    changed = replace(every[3], favourite=True)
    model.put(changed)
    model.add(every[::-1])  # what is there already is newer than what comes now
    assert ids(model) == [task.id for task in every]
    assert model.task("task3") == changed
    assert (model.total, model.count(Show.GOING)) == (60, 9)
    assert not resets.all
    assert len(rows.all) == 7, "one for each gap between those that are under way"
    model.set_filter(Filter(show=Show.GOING))
    model.add([sample(70, Status.PROCESSING, ago=70 * 3600.0), sample(71, ago=71 * 3600.0)])
    assert model.rowCount() == 10
    assert model.total == 62
    model.add([])


def test_what_is_chosen_and_where_the_list_stands_outlive_what_is_read_later(panel: TaskPanel) -> None:
    every = [sample(n, ago=n * 3600.0) for n in range(300)]
    panel.set_tasks(every[:100])
    panel.choose("task40")
    told, place = Told(panel.chosen), panel.view.visualRect(panel.model.index(40))
    panel.add(every[100:])
    panel.view.doItemsLayout()
    assert panel.selected() == ["task40"]
    assert panel.view.visualRect(panel.model.index(40)) == place
    assert not told.all
    assert panel.bar.chips.button(Show.ALL).choice.label == "All 300"


def test_a_row_comes_and_goes_with_the_filter_as_its_task_changes(model: TaskModel) -> None:
    running = sample(1, Status.PROCESSING)
    model.set_tasks([running, sample(2, ago=5)])
    model.set_filter(Filter(show=Show.GOING))
    assert ids(model) == ["task1"]
    model.put(sample(1))
    assert ids(model) == []
    model.put(running)
    assert ids(model) == ["task1"]
    assert model.task("task2") is not None
    assert model.total == 2
    assert model.count(Show.GOING) == 1
    assert model.count(Show.READY) == 1


WANTED = [
    sample("fox", prompt="A FOX in the Snow"),
    sample("straße", prompt="Die lange STRASSE", model="full", ago=DAY),
    sample("中", prompt="雨夜街道，一只猫", ago=8 * DAY, favourite=True),
    sample("going", Status.QUEUED, prompt="snow again", ago=20),
    sample("failed", Status.FAILED, prompt="snow failed", ago=40 * DAY, favourite=True),
    sample("left", Status.NOT_CONFIRMED, prompt="x", ago=6 * DAY),
]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(), ["fox", "going", "straße", "left", "中", "failed"]),
        (Filter(text="snow"), ["fox", "going", "failed"]),
        (Filter(text="  SNOW   fox "), ["fox"]),
        (Filter(text="straße"), ["straße"]),
        (Filter(text="full 720p"), ["straße"]),
        (Filter(text="一只猫"), ["中"]),
        (Filter(text="nothing like it"), []),
        (Filter(show=Show.GOING), ["going"]),
        (Filter(show=Show.READY), ["fox", "straße", "中"]),
        (Filter(show=Show.TROUBLE), ["left", "failed"]),
        (Filter(favourites=True), ["中", "failed"]),
        (Filter(model="full"), ["straße"]),
        (Filter(when=When.TODAY), ["fox", "going"]),
        (Filter(when=When.WEEK), ["fox", "going", "straße", "left"]),
        (Filter(when=When.MONTH), ["fox", "going", "straße", "left", "中"]),
        (Filter(when=When.OLDER), ["failed"]),
        (Filter(text="snow", show=Show.TROUBLE, favourites=True, model="std", when=When.OLDER), ["failed"]),
        (Filter(text="snow", favourites=True, when=When.TODAY), []),
    ],
)
def test_each_filter_and_all_together(model: TaskModel, wanted: Filter, found: list[str]) -> None:
    model.set_tasks(WANTED)
    model.set_filter(wanted)
    assert ids(model) == [f"task{name}" for name in found]


def test_what_the_service_calls_its_models_is_not_searched(model: TaskModel) -> None:
    fox, dance = sample("fox", model="seedance2.0-std"), sample("dancing", prompt="A dance")
    model.set_tasks([fox, dance])
    model.set_filter(Filter(text="dance"))
    assert ids(model) == ["taskdancing"]


def test_a_changed_prompt_is_searched_anew(model: TaskModel) -> None:
    model.set_tasks([sample(1, prompt="cat")])
    model.set_filter(Filter(text="cat"))
    assert ids(model) == ["task1"]
    model.put(sample(1, prompt="dog"))
    assert ids(model) == []


def test_what_is_read_out_tells_the_state(model: TaskModel) -> None:
    model.set_tasks([sample(1, Status.PROCESSING, ago=130, favourite=True)])
    said = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.split(". ") == [
        "Processing for 2 min",
        "A fox in the snow",
        "STD",
        "5 s",
        "Today",
        time_words(datetime.fromtimestamp(NOON - 130).astimezone()),
        "In favourites",
    ]


# -- the panel


def test_an_empty_list_says_what_will_be_here(panel: TaskPanel) -> None:
    assert "Nothing here yet" in shown_words(panel)
    assert not panel.bar.isVisible()
    panel.put(sample(1))
    assert panel.view.isVisible()
    assert panel.bar.isVisible()
    assert panel.view.objectName() == "tasks"
    assert panel.view.accessibleName()


def test_selection_and_what_is_chosen_survive_updates_and_filters(panel: TaskPanel) -> None:
    panel.set_tasks([sample(n, Status.SAVED if n % 2 else Status.PROCESSING, ago=n) for n in range(8)])
    panel.choose("task2")
    flags = QItemSelectionModel.SelectionFlag
    for row in (3, 4):
        panel.view.selectionModel().select(panel.model.index(row), flags.Select)
    assert panel.selected() == ["task2", "task3", "task4"]
    chosen = Told(panel.chosen)
    panel.put(sample(9, ago=-5))
    panel.put(sample(2, Status.PROCESSING, ago=2, progress=50))
    panel.set_tasks([sample(n, Status.SAVED if n % 2 else Status.PROCESSING, ago=n) for n in range(8)])
    assert panel.selected() == ["task2", "task3", "task4"]
    QTest.mouseClick(panel.bar.chips.button(Show.GOING), Qt.MouseButton.LeftButton)
    assert panel.selected() == ["task2", "task4"]
    QTest.mouseClick(panel.bar.chips.button(Show.ALL), Qt.MouseButton.LeftButton)
    assert panel.view.currentIndex().data(Role.ID) == "task2"
    assert chosen.all == []


def test_a_task_that_the_filter_hides_as_it_ends_stays_chosen(panel: TaskPanel) -> None:
    panel.set_tasks([sample(1, Status.PROCESSING), sample(2, Status.PROCESSING, ago=5)])
    panel.choose("task1")
    QTest.mouseClick(panel.bar.chips.button(Show.GOING), Qt.MouseButton.LeftButton)
    chosen = Told(panel.chosen)
    panel.put(sample(1))
    assert ids(panel.model) == ["task2"]
    assert chosen.all == []
    panel.show_all()
    assert panel.selected() == ["task1"]
    assert chosen.all == []


def test_when_a_task_is_removed_the_next_one_is_chosen(panel: TaskPanel) -> None:
    panel.set_tasks([sample(n, ago=n) for n in range(3)])
    panel.choose("task1")
    chosen = Told(panel.chosen)
    panel.drop("task1")
    assert chosen.all == ["task2"]
    assert panel.selected() == ["task2"]
    panel.drop("task2")
    panel.drop("task0")
    assert chosen.all[-1] == ""


def test_choosing_what_the_filters_hide_opens_them(panel: TaskPanel) -> None:
    panel.set_tasks([sample(n, ago=n) for n in range(3)])
    panel.search.setText("nothing like it")
    assert panel.model.rowCount() == 0
    panel.choose("task2")
    assert panel.selected() == ["task2"]
    assert panel.search.text() == ""
    assert panel.bar.filter == Filter()


def test_a_search_without_result_says_what_was_looked_for_and_takes_it_back(panel: TaskPanel) -> None:
    panel.set_tasks([sample(1)])
    panel.search.setText("<b>zebra</b>")
    assert "“<b>zebra</b>”" in shown_words(panel)
    button = next(b for b in panel.findChildren(QPushButton) if b.isVisible() and "Clear" in b.text())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert panel.view.isVisible()
    panel.search.setText("zebra")
    QTest.mouseClick(panel.bar.favourites, Qt.MouseButton.LeftButton)
    said = shown_words(panel)
    assert "“zebra”" in said
    assert "Favourites" in said
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert panel.bar.filter == Filter()
    assert not panel.bar.favourites.isChecked()


def test_model_and_date_are_filtered_by_a_menu_shown_and_taken_back(panel: TaskPanel) -> None:
    panel.set_tasks([sample(1), sample(2, model="full", ago=3 * DAY)])
    menu = panel.bar.menu()
    labels = {action.text(): action for action in menu.actions()}
    assert labels["Any time"].isChecked()
    assert labels["Any model"].isChecked()
    labels["Full 720p"].trigger()
    assert ids(panel.model) == ["task2"]
    labels["Last 7 days"].trigger()
    assert panel.bar.more.accessibleDescription() == "Full 720p, Last 7 days"
    tags = [b for b in panel.bar.findChildren(QPushButton) if b.isVisible() and not b.isCheckable()]
    assert [tag.text() for tag in tags] == ["Full 720p", "Last 7 days"]
    QTest.mouseClick(tags[0], Qt.MouseButton.LeftButton)
    assert ids(panel.model) == ["task1", "task2"]
    assert panel.bar.filter == Filter(when=When.WEEK)
    panel.show_all()
    assert not [b for b in panel.bar.findChildren(QPushButton) if b.isVisible() and not b.isCheckable()]
    menu.deleteLater()


def test_how_many_are_under_way_is_told_on_its_chip(panel: TaskPanel) -> None:
    panel.set_tasks([sample(1, Status.PROCESSING), sample(2, Status.QUEUED, ago=1), sample(3, ago=2)])
    assert panel.bar.chips.button(Show.GOING).choice.label == "In progress 2"
    panel.put(sample(1))
    assert panel.bar.chips.button(Show.GOING).choice.label == "In progress 1"
    panel.drop("task2")
    assert panel.bar.chips.button(Show.GOING).choice.label == "In progress"


# -- keys


def press(
    panel: TaskPanel, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    focused = QApplication.focusWidget()
    QTest.keyClick(focused if focused is not None else panel.view, key, modifier)


def test_the_list_by_keyboard(panel: TaskPanel, served: Served, qtbot: QtBot) -> None:
    panel.activateWindow()
    chosen, opened = Told(panel.chosen), Told(panel.opened)
    panel.view.setFocus()
    qtbot.waitUntil(panel.view.hasFocus)
    press(panel, KEY.Key_Down)
    press(panel, KEY.Key_Down)
    assert chosen.all[-1] == panel.selected()[0]
    press(panel, KEY.Key_Home)
    press(panel, KEY.Key_Down)
    assert panel.selected() == ["task1"]
    press(panel, KEY.Key_Return)
    assert opened.all == ["task1"]
    press(panel, KEY.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert panel.selected() == ["task1", "task2"]
    press(panel, KEY.Key_Delete)
    assert served.removed == [["task1", "task2"]]
    qtbot.waitUntil(lambda: panel.commands[Command.REMOVE].text() == "Remove 2 videos…")


def test_letters_on_the_list_are_left_to_the_player_and_keys_lead_back_from_the_search(
    panel: TaskPanel, qtbot: QtBot
) -> None:
    panel.set_tasks([sample(1, prompt="snow"), sample(2, prompt="sand", ago=1)])
    panel.activateWindow()
    panel.view.setFocus()
    qtbot.waitUntil(panel.view.hasFocus)
    before = panel.selected()
    press(panel, KEY.Key_S)
    assert panel.view.hasFocus()
    assert panel.selected() == before
    panel.focus_search()
    press(panel, KEY.Key_S)
    press(panel, KEY.Key_A)
    assert panel.search.text() == "sa"
    assert ids(panel.model) == ["task2"]
    press(panel, KEY.Key_Down)
    assert panel.view.hasFocus()
    assert panel.selected() == ["task2"]
    panel.focus_search()
    press(panel, KEY.Key_Escape)
    assert panel.search.text() == ""
    assert len(ids(panel.model)) == 2
    press(panel, KEY.Key_Escape)
    assert panel.view.hasFocus()


def test_a_new_video_comes_softly_unless_nothing_is_to_move(
    panel: TaskPanel, theme: Theme, qtbot: QtBot
) -> None:
    panel.set_tasks([sample(1)])
    still, running = QVariantAnimation.State.Stopped, QVariantAnimation.State.Running
    assert panel.view.isVisible()
    panel.put(sample(7, ago=-1))
    assert panel.view._arriving.state() is still, "the theme of the tests is without movement"
    theme.set_motion(True)
    panel.put(sample(8, ago=-2))
    assert panel.view._arriving.state() is running
    assert panel.view._arrived.row() == 0
    theme.set_motion(False)
    qtbot.waitUntil(lambda: panel.view._arriving.state() is still)
    plain = panel.view.grab().toImage()
    panel.view._arrived = QPersistentModelIndex()
    assert panel.view.grab().toImage() == plain


def test_the_menu_key_opens_the_menu_at_the_row(panel: TaskPanel, served: Served) -> None:
    panel.choose("task1")
    asked = Told(panel.view.menu_wanted)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(panel.view.viewport(), event)
    (at,) = asked.all
    (menu,) = (menu for menu in panel.findChildren(QMenu) if menu.isVisible())
    assert panel.commands[Command.REUSE] in menu.actions()
    assert panel.commands[Command.WATCH_AGAIN] not in menu.actions(), "it is being watched"
    menu.close()
    row = panel.view.visualRect(panel.model.index(1))
    assert row.contains(panel.view.viewport().mapFromGlobal(at))
    beside = QPoint(100, panel.view.viewport().height() - 3)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, beside, panel.mapToGlobal(beside))
    QApplication.sendEvent(panel.view.viewport(), event)
    assert len(asked.all) == 1


def test_mouse_opens_and_stars(panel: TaskPanel, served: Served) -> None:
    opened = Told(panel.opened)
    row = panel.view.visualRect(panel.model.index(1))
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    assert panel.selected() == ["task1"]
    assert opened.all == ["task1"]
    assert not served.stars()
    first = panel.view.visualRect(panel.model.index(0)).center()
    control = Qt.KeyboardModifier.ControlModifier
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, control, first)
    assert opened.all == ["task1"], "selecting several plays nothing"
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=row.topLeft() + QPoint(20, 20))
    assert served.stars() == {"task1"}, "whatever else is selected"
    assert opened.all == ["task1"], "the star does not play"


def test_what_can_be_done_with_several_stands_below_the_list_while_they_are_selected(
    panel: TaskPanel, served: Served, qtbot: QtBot
) -> None:
    bar = panel.selection
    panel.choose("task0")
    assert bar.isHidden(), "one alone has its buttons beside the video"
    panel.view.selectionModel().select(panel.model.index(2), QItemSelectionModel.SelectionFlag.Select)

    def offered() -> list[str]:
        return [button.text() for button in bar.findChildren(NamedIcon) if button.isVisible()]

    qtbot.waitUntil(
        lambda: offered() == ["To folder", "Timeline", "Favourite", "Tags", "Compare", "Join", "Remove"]
    )
    assert "2 selected" in [label.text() for label in bar.findChildren(QLabel)]
    assert panel.rect().contains(bar.geometry())
    for button in bar.findChildren(NamedIcon):
        if button.text() in {"Favourite", "Remove"}:
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
            assert panel.window().focusWidget() is panel.view, "which has the key that takes it back"
            panel.search.setFocus()
    assert served.stars() == {"task0", "task2"}
    assert served.removed == [["task0", "task2"]]
    QTest.mouseClick(bar.findChildren(IconButton)[0], Qt.MouseButton.LeftButton)
    assert panel.selected() == ["task0"]
    assert bar.isHidden()
    assert panel.window().focusWidget() is panel.view


@pytest.mark.parametrize("size", [1.0, 2.0])
def test_the_search_has_room_for_words_in_large_text_too(theme: Theme, qtbot: QtBot, size: float) -> None:
    theme.set_text_size(size)
    panel = TaskPanel(theme, poster_of=lambda _: None, model_name=model_name)
    qtbot.addWidget(panel)
    panel.set_tasks([sample(1)])
    panel.resize(380, 900)
    panel.show()
    search, bar = panel.search, panel.bar
    margins = search.textMargins()
    room = search.width() - margins.left() - margins.right()
    assert room > search.fontMetrics().horizontalAdvance("A fox in the snow")
    assert {bar.favourites.isVisible(), bar.more.isVisible()} == {True}


# -- painting and time


def picture(panel: TaskPanel, row: int) -> QImage:
    rect = panel.view.visualRect(panel.model.index(row))
    image = QImage(rect.size(), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    panel.view.viewport().render(image, QPoint(), QRegion(rect))
    return image


def test_foreign_words_are_drawn_letter_by_letter(panel: TaskPanel) -> None:
    """What looks like HTML takes its room on the row, as any other letters do."""
    panel.set_tasks(
        [sample(1, prompt=NASTY), sample(2, prompt="bold & reversed", ago=1), sample(3, prompt="", ago=2)]
    )
    ink = []
    for row in range(3):
        image = picture(panel, row)
        text_left, dark = 140, 0
        top = 26 if row == 0 else 0  # below the heading
        for x in range(text_left, image.width() - 10):
            dark += sum(image.pixelColor(x, y).lightness() < 140 for y in range(top + 5, top + 44))
        ink.append(dark)
    assert ink[0] > ink[1] * 1.6 > 0
    assert ink[2] == 0


@pytest.mark.parametrize("size", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("width", [240, 420])
def test_each_state_is_drawn_at_each_size(theme: Theme, qtbot: QtBot, size: float, width: int) -> None:
    theme.set_text_size(size)
    panel = TaskPanel(theme, poster_of=lambda _: None, model_name=model_name)
    panel.resize(round(width * size), 600)
    panel.show()
    qtbot.waitExposed(panel)
    panel.set_tasks(one_of_each())
    theme.set_mode("dark")
    for row in range(panel.model.rowCount()):
        panel.view.scrollTo(panel.model.index(row))
        panel.grab()
    rect = panel.view.visualRect(panel.model.index(1))
    assert rect.width() <= panel.view.viewport().width()
    assert panel.view.horizontalScrollBar().maximum() == 0
    panel.close()


def poster_file(folder: Path) -> Path:
    path = folder / "poster.jpg"
    image = QImage(640, 360, QImage.Format.Format_RGB32)
    image.fill(QColor("#ff0000"))
    assert image.save(str(path))
    return path


def test_posters_are_read_once_and_again_after_a_change(
    panel: TaskPanel, posters: dict[str, Path], tmp_path: Path, qtbot: QtBot
) -> None:
    path, task, asked = poster_file(tmp_path), sample(1), list[str]()

    def path_of(task: Task) -> Path | None:
        asked.append(task.id)
        return posters.get(task.id)

    panel.posters._path_of = path_of
    panel.set_tasks([task])
    qtbot.waitUntil(lambda: bool(asked) and not panel.posters._reading)
    assert panel.posters.of(task) is None, "there is none yet"
    posters["task1"] = path
    with qtbot.waitSignal(panel.posters.ready):
        panel.view.viewport().update()
    poster = panel.posters.of(task)
    assert poster is not None
    assert poster.width() == 320
    path.unlink()
    panel.put(replace(task, favourite=True))
    assert panel.posters.of(task) is poster
    panel.put(sample(1, Status.COMPLETED))
    assert panel.posters.of(task) is None
    with qtbot.waitSignal(panel.posters.ready):
        panel.put(task)
    assert panel.posters.of(task) is None


def test_an_unreadable_poster_is_no_poster(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "poster.jpg"
    path.write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    asked: list[str] = []

    def path_of(task: Task) -> Path:
        asked.append(task.id)
        return path

    posters = Posters(path_of, list)
    with qtbot.waitSignal(posters.ready):
        assert posters.of(sample(1), at_once=True) is None
    assert posters.of(sample(1), at_once=True) is None
    assert asked == ["task1"]


def test_posters_are_read_beside_the_window_and_only_those_in_sight_when_the_rows_stand_still(
    theme: Theme, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, asked, threads = poster_file(tmp_path), list[str](), set[int]()

    def path_of(task: Task) -> Path:
        asked.append(task.id)
        threads.add(threading.get_ident())
        return path

    panel = TaskPanel(theme, poster_of=path_of, model_name=model_name)
    panel.resize(320, 700)
    panel.set_tasks([sample(f"{n:04}", ago=n) for n in range(1000)])
    panel.show()
    shown: list[str] = []

    def all_there() -> bool:
        shown[:] = [panel.model.row(row).id for row in panel.view.shown_rows()]
        return set(shown) <= set(panel.posters._kept)

    qtbot.waitUntil(all_there)
    assert asked == shown
    seen = len(asked)
    bar = panel.view.verticalScrollBar()
    monkeypatch.setattr(posters_module, "_STILL_MS", 3_600_000)
    for _ in range(200):
        bar.setValue(bar.value() + 150)
        QApplication.processEvents()
    assert len(asked) == seen, "none while they go by"
    monkeypatch.undo()
    bar.setValue(bar.value() + 1)
    qtbot.waitUntil(all_there)
    assert asked[seen:] == shown
    assert threading.get_ident() not in threads
    panel.close()


def painted_rows(panel: TaskPanel, qtbot: QtBot, act: Callable[[], object]) -> set[str]:
    """Return which rows are painted by what `act` does."""
    delegate: Any = panel.view.itemDelegate()
    seen: set[str] = set()
    paint = delegate.paint

    def look(painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        seen.add(index.data(Role.ID))
        paint(painter, option, index)

    def quiet() -> bool:
        """Whether all that was to be painted before has been."""
        seen.clear()
        QApplication.processEvents()
        return not seen

    delegate.paint = look
    try:
        qtbot.waitUntil(lambda: all(quiet() for _ in range(3)))
        act()
        QApplication.processEvents()
    finally:
        del delegate.paint
    return seen


def test_time_goes_on_for_running_rows_only(panel: TaskPanel, qtbot: QtBot, now: Now) -> None:
    panel.set_tasks(
        [sample(1, Status.PROCESSING), sample(2, Status.PROCESSING, ago=1, progress=5), sample(3, ago=2)]
    )
    panel.grab()
    timer = panel.view._timer
    assert timer.isActive()
    assert timer.interval() <= 20_000
    now.seconds += 130
    assert painted_rows(panel, qtbot, panel.view.tick) == {"task1"}
    panel.put(sample(1))
    panel.view.tick()
    panel.view.tick()
    assert timer.interval() > 20_000
    panel.hide()
    assert not timer.isActive()


def test_midnight_changes_the_headings(panel: TaskPanel, qtbot: QtBot, now: Now) -> None:
    panel.set_tasks([sample(1), sample(2, ago=1)])
    panel.grab()
    assert panel.model.heading(0) == "Today"
    now.seconds += DAY / 2 + 1
    assert painted_rows(panel, qtbot, panel.view.tick) == {"task1", "task2"}
    assert panel.model.heading(0) == "Yesterday"


def test_a_poll_paints_its_row_only_and_lays_nothing_out(panel: TaskPanel, qtbot: QtBot) -> None:
    tasks = [sample(n, Status.PROCESSING, ago=n) for n in range(200)]
    panel.set_tasks(tasks)
    panel.grab()
    assert painted_rows(panel, qtbot, lambda: panel.put(replace(tasks[2], progress=9))) == {"task2"}
    # far below, out of sight
    assert painted_rows(panel, qtbot, lambda: panel.put(replace(tasks[150], progress=9))) == set()


def test_the_row_under_the_pointer_is_drawn_as_such(panel: TaskPanel, qtbot: QtBot) -> None:
    panel.set_tasks([sample(n, ago=n) for n in range(4)])
    view, states = panel.view, dict[str, bool]()
    delegate: Any = view.itemDelegate()
    paint = delegate.paint

    def look(painter: QPainter, option: Any, index: QModelIndex) -> None:
        states[index.data(Role.ID)] = bool(option.state & QStyle.StateFlag.State_MouseOver)
        paint(painter, option, index)

    delegate.paint = look
    for row in (1, 2):
        QTest.mouseMove(view.viewport(), view.visualRect(panel.model.index(row)).center())
        qtbot.waitUntil(lambda row=row: states == {f"task{n}": n == row for n in range(4)})  # type: ignore[misc]
    QApplication.sendEvent(view.viewport(), QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: not any(states.values()))
    del delegate.paint


class Counting(TaskDelegate):
    """Counts how often Qt asks for the size of a row."""

    asked = 0

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Any) -> QSize:
        self.asked += 1
        return super().sizeHint(option, index)


def test_no_row_is_laid_out_and_no_text_made_for_one_that_comes_or_a_letter(
    theme: Theme, qtbot: QtBot
) -> None:
    named: list[str] = []

    def name(task: Task) -> str:
        named.append(task.id)
        return "STD"

    panel = TaskPanel(theme, poster_of=lambda _: None, model_name=name)
    delegate = Counting(theme, panel.model, panel.posters.of, model_name, panel)
    panel.view.setItemDelegate(delegate)
    panel.resize(320, 700)
    panel.show()
    qtbot.waitExposed(panel)
    panel.set_tasks([sample(f"{n:04}", ago=n * 3600.0) for n in range(1000)])
    QApplication.processEvents()
    delegate.asked, named[:] = 0, []
    panel.put(sample("new", ago=-1))
    panel.search.setText("fox")
    panel.search.setText("")
    panel.drop("task0500")
    QApplication.processEvents()
    assert delegate.asked == 0
    assert named == ["tasknew"]
    last = panel.model.index(999)
    panel.view.scrollTo(last)
    assert panel.view.visualRect(last).bottom() == panel.view.viewport().height() - 1


def test_rows_and_headings_stand_where_they_are_found(panel: TaskPanel) -> None:
    panel.set_tasks([sample(n, ago=n * DAY / 3) for n in range(200)])
    view, below = panel.view, 0
    for row in range(200):
        index = panel.model.index(row)
        rect = view.visualRect(index)
        assert rect.top() == below, "each begins where the one before it ends"
        below = rect.bottom() + 1
        for at in (rect.topLeft(), rect.center(), rect.bottomLeft()):
            assert view.indexAt(at) == index
        high = 78 if row not in panel.model.heads else 112 if row else 104
        assert rect.height() == high
    assert not view.indexAt(QPoint(5, below)).isValid()
    assert not view.indexAt(QPoint(5, -1)).isValid()
    assert view.verticalScrollBar().maximum() == below - view.viewport().height()


def test_keys_that_go_by_pages_and_ranges_by_the_mouse(panel: TaskPanel, qtbot: QtBot) -> None:
    panel.set_tasks([sample(f"{n:03}", ago=n) for n in range(100)])
    panel.activateWindow()
    panel.view.setFocus()
    qtbot.waitUntil(panel.view.hasFocus)
    view, page = panel.view, panel.view.viewport().height() // 78
    press(panel, KEY.Key_PageDown)
    assert page - 1 <= view.currentIndex().row() <= page + 1
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))
    press(panel, KEY.Key_PageUp)
    assert view.currentIndex().row() == 0
    press(panel, KEY.Key_End)
    assert view.currentIndex().row() == 99
    press(panel, KEY.Key_PageUp)
    assert 99 - page - 1 <= view.currentIndex().row() <= 99 - page + 1
    press(panel, KEY.Key_Home)
    shift, left = Qt.KeyboardModifier.ShiftModifier, Qt.MouseButton.LeftButton
    for row, modifier in ((1, Qt.KeyboardModifier.NoModifier), (4, shift)):
        at = view.visualRect(panel.model.index(row)).center()
        QTest.mouseClick(view.viewport(), left, modifier, at)
    assert panel.selected() == [f"task{n:03}" for n in range(1, 5)]


# -- what can be done


ALL = tuple(command for group in GROUPS for command in group)


@pytest.mark.parametrize("status", list(Status))
def test_each_state_offers_what_makes_sense(status: Status) -> None:
    task = sample(1, status, task_id="" if status in (Status.WAITING, Status.NOT_CONFIRMED) else "remote")
    found = offered(task, ALL)
    assert {Command.REUSE, Command.FAVOURITE, Command.COPY_PROMPT} <= set(found)
    assert (Command.REMOVE in found) is (status is not Status.SENDING)
    assert (Command.SAVE_AS in found) is (status is Status.SAVED)
    # trying again must never be what pays twice unasked
    again = {Status.REFUSED, Status.CANCELLED, Status.NOT_CONFIRMED}
    assert (Command.SEND_AGAIN in found) is (status in again)


def test_the_list_says_what_is_held_and_when_the_others_are_sent(panel: TaskPanel) -> None:
    tasks = [sample(n, Status.WAITING, ago=10.0 - n) for n in range(1, 5)]
    tasks.append(sample(5, Status.WAITING, service="https://x.example"))
    panel.set_tasks(tasks)

    def said() -> list[str]:
        rows = [panel.model.index(panel.model.row_of(task.id) or 0) for task in tasks]
        return [row.data(Qt.ItemDataRole.AccessibleTextRole).split(". A ")[0] for row in rows]

    places = ["Next to be sent", "No. 2 to be sent", "No. 3 to be sent", "No. 4 to be sent"]
    assert said() == [*places, "Waiting to send"], "each account has its own line"
    panel.put(replace(tasks[1], held=True))
    panel.put(replace(tasks[3], place=1.0))
    assert said() == ["No. 2 to be sent", "Held", "No. 3 to be sent", "Next to be sent", "Waiting to send"]
    assert words.look_of(replace(tasks[1], held=True)).icon != words.look_of(tasks[1]).icon
    panel.put(replace(tasks[3], status=Status.SENDING))
    panel.drop(tasks[0].id)
    del tasks[0]
    assert said() == ["Held", "Waiting to send", "Sending", "Waiting to send"]
    assert "not sent until you release it" in words.explanation(replace(tasks[0], held=True), NOON)


def test_what_is_not_confirmed_offers_the_persons_three_ways() -> None:
    task = sample(1, Status.NOT_CONFIRMED)
    assert offered(task) == (Command.GIVE_ID, Command.SEND_AGAIN, Command.LEAVE)
    assert offered(replace(task, left_as_is=True)) == (Command.GIVE_ID, Command.SEND_AGAIN)


def test_several_are_offered_what_all_of_them_allow(theme: Theme, panel: TaskPanel, served: Served) -> None:
    chosen: list[Task] = []
    commands = TaskCommands(theme, panel, lambda: chosen)
    kept = [commands[command] for command in Command]

    def several(*tasks: Task) -> dict[Command, str]:
        chosen[:] = tasks
        commands.refresh()
        assert [commands[command] for command in Command] == kept
        for command in Command:  # what is off says why
            assert commands[command].isEnabled() or commands[command].statusTip()
        return {command: commands[command].text() for command in ALL if commands[command].isEnabled()}

    assert several(sample(1)) == {}, "nobody does it"
    commands.serve(TaskDoing(panel, served.service, served._note, served.removed.append))
    queued, waiting = sample(1, Status.QUEUED), sample(2, Status.WAITING)
    saved, refused = sample(3, favourite=True), sample(4, Status.REFUSED)
    assert several() == {}
    for_several = {Command.COMPARE, Command.JOIN, Command.EXPORT}
    assert set(several(saved)) == set(offered(saved, ALL)) - for_several
    assert commands[Command.JOIN].statusTip() == "Select the videos to join, or the last one of a chain."
    assert several(replace(saved, continues="task1"))[Command.JOIN] == "Join into one file"
    assert Command.COMPARE in several(replace(saved, take=Take("group", 1, 2)))
    both = several(waiting, queued)
    assert both[Command.STOP] == "Stop watching"
    assert several(waiting, sample(5, Status.UPLOADING))[Command.STOP] == "Stop"
    assert set(several(saved, refused)) == {Command.FAVOURITE, Command.TAG, Command.REMOVE}
    assert several(saved, refused)[Command.FAVOURITE] == "Add to favourites"
    assert several(saved, sample(6, favourite=True))[Command.FAVOURITE] == "Remove from favourites"
    assert several(saved, refused)[Command.REMOVE] == "Remove 2 videos…"
    assert commands[Command.REUSE].statusTip() == "This is for one video at a time."
    assert Command.REMOVE not in several(saved, sample(7, Status.SENDING))
    assert commands[Command.REMOVE].statusTip() == "Not for a video in this state: Sending"
    # each of those may be paid twice
    unclear = several(sample(8, Status.NOT_CONFIRMED), sample(9, Status.NOT_CONFIRMED))
    assert Command.SEND_AGAIN not in unclear
    assert several(sample(8, Status.NOT_CONFIRMED))[Command.SEND_AGAIN] == "It was not: send again"


def test_what_the_filter_hides_is_still_shown_and_can_still_be_done_with(
    panel: TaskPanel, served: Served, qtbot: QtBot
) -> None:
    panel.choose("task2")
    qtbot.waitUntil(panel.commands[Command.REUSE].isEnabled)
    panel.search.setText("zebra")
    assert panel.selected() == []
    drafts: list[Any] = []
    assert panel.commands._doing is not None
    panel.commands._doing.reuse.connect(drafts.append)
    panel.commands[Command.REUSE].trigger()
    assert len(drafts) == 1


def test_selecting_all_of_a_long_list_asks_for_them_in_order(panel: TaskPanel) -> None:
    panel.set_tasks([sample(f"{n:04}", ago=n) for n in range(500)])
    panel.view.selectAll()
    assert panel.selected() == [f"task{n:04}" for n in range(500)]


# -- what assistive software is told


def test_assistive_software_hears_of_a_change_and_of_the_row_one_stands_on(
    panel: TaskPanel, qtbot: QtBot
) -> None:
    tasks = [sample(n, Status.PROCESSING, ago=n) for n in range(9)]
    panel.set_tasks(tasks)
    panel.activateWindow()
    panel.view.setFocus()
    qtbot.waitUntil(panel.view.hasFocus)
    panel.choose("task3")
    event = QAccessible.Event
    with told() as heard:
        panel.put(replace(tasks[5], progress=30))
        assert [one.kind for one in heard if one.kind is event.TableModelChanged] == [event.TableModelChanged]
        heard.clear()
        press(panel, KEY.Key_Down)
        assert Heard(event.Focus, 4) in heard
        assert Heard(event.SelectionAdd, 4) in heard
        assert Heard(event.SelectionRemove, 3) in heard
    interface = QAccessible.queryAccessibleInterface(panel.view)
    assert interface.role() is QAccessible.Role.List
    assert interface.childCount() == 9
    row = interface.child(4)
    assert row.rect().size() == panel.view.visualRect(panel.model.index(4)).size()
    assert "A fox in the snow" in row.text(QAccessible.Text.Name)

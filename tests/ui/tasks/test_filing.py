"""Years of videos: named, noted, tagged, sorted, found again, copied and dragged out, each change undone."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton, QWidget

from seedance_gui.compat import override
from seedance_gui.domain.draft import Draft, Reference
from seedance_gui.domain.rules_file import load_rules
from seedance_gui.domain.task import Status
from seedance_gui.services.platform.resources import read_text
from seedance_gui.ui.references.intake.form_target import FormDropTarget
from seedance_gui.ui.shell import desktop
from seedance_gui.ui.tasks import dragging
from seedance_gui.ui.tasks.command_table import Command
from seedance_gui.ui.tasks.filing_dialogs import DescribeDialog, TagsDialog
from seedance_gui.ui.tasks.filter import NOT_FILED, Filter, Made, Sort
from tests.numbered import make_numbered
from tests.services.stored import stored_tasks
from tests.ui.session.test_task_doing import Scene, eventually, scene
from tests.ui.task_samples import sample
from tests.ui.tasks.test_removal import said, saved, undo
from tests.ui.tasks.test_tasks import Now, ids, model, now, panel, posters

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot

    from seedance_gui.domain.task import Task
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.tasks.model import TaskModel
    from seedance_gui.ui.tasks.panel import TaskPanel

__all__ = ["Now", "model", "now", "panel", "posters", "scene"]


def kept(scene: Scene, number: int) -> tuple[str, str, tuple[str, ...]]:
    """Return how a video is filed in the store, which is what a new start reads."""
    task = next(task for task in stored_tasks(scene.opened.store) if task.id == f"task{number}")
    return task.name, task.note, task.tags


def offer_undo(scene: Scene) -> None:
    scene.doing.undoable.connect(scene.removal.offer)


async def tags_of(scene: Scene, *ids: str) -> TagsDialog:
    scene.do(Command.TAG, list(ids))
    await eventually(lambda: scene.question(TagsDialog))
    dialog = scene.question(TagsDialog)
    assert isinstance(dialog, TagsDialog)
    return dialog


async def test_a_name_and_a_note_are_kept_and_taken_back(scene: Scene) -> None:
    scene.begin(sample(1))
    offer_undo(scene)
    scene.do(Command.DESCRIBE, ["task1"])
    await eventually(lambda: scene.question(DescribeDialog))
    dialog = scene.question(DescribeDialog)
    assert isinstance(dialog, DescribeDialog)
    dialog.name.setText("  Opening,\ttake 2 \ud800")
    dialog.note.setPlainText("the one\nwith the ladder\n")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    await scene.done()
    assert kept(scene, 1) == ("Opening, take 2", "the one\nwith the ladder", ())
    task = scene.task_service.task("task1")
    assert task is not None
    assert task.file == sample(1).file, "the file keeps its name"
    undo(scene)
    assert kept(scene, 1) == ("", "", ())


async def test_tags_are_added_to_a_selection_and_each_step_is_taken_back(scene: Scene) -> None:
    scene.begin(sample(1, tags=("cats", "old")), sample(2, tags=("old",)), sample(3))
    offer_undo(scene)
    dialog = await tags_of(scene, "task1", "task2")
    states = {tag: box.checkState() for tag, box in dialog.boxes.items()}
    assert states == {"cats": Qt.CheckState.PartiallyChecked, "old": Qt.CheckState.Checked}
    QTest.keyClicks(dialog.field, "Client A")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible(), "Return added the tag"
    QTest.keyClicks(dialog.field, "CATS")  # there is one so named
    QTest.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    dialog.boxes["old"].setCheckState(Qt.CheckState.Unchecked)
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    await scene.done()
    assert [kept(scene, n)[2] for n in (1, 2, 3)] == [("cats", "Client A"), ("cats", "Client A"), ()]
    assert said(scene)[-1] == "Tags changed for 2 videos."
    again = await tags_of(scene, "task3")
    again.field.setText("hero, 主角、夜景，Cats,")
    again.accept()
    again.accept()
    await scene.done()
    assert kept(scene, 3)[2] == ("cats", "hero", "主角", "夜景"), "commas part them"
    scene.removal.undo()
    assert kept(scene, 3)[2] == ()
    scene.removal.undo()
    assert [kept(scene, n)[2] for n in (1, 2, 3)] == [("cats", "old"), ("old",), ()]


async def test_stars_of_a_selection_are_taken_back_as_they_were(scene: Scene) -> None:
    scene.begin(sample(1, favourite=True), sample(2), sample(3))
    offer_undo(scene)

    def stars() -> list[bool]:
        return [task.favourite for task in sorted(stored_tasks(scene.opened.store), key=lambda it: it.id)]

    scene.do(Command.FAVOURITE, ["task3"])
    assert not said(scene), "of one, the star itself takes it back"
    scene.do(Command.FAVOURITE, ["task1", "task2", "task3"])
    assert stars() == [True, True, True]
    scene.task_service.filing.describe("task2", "Fox", "")
    scene.removal.undo()
    assert stars() == [True, False, True]
    assert kept(scene, 2)[0] == "Fox"


async def test_what_changed_since_is_left_alone_when_an_older_step_is_taken_back(scene: Scene) -> None:
    scene.begin(sample(1), sample(2))
    filing = scene.task_service.filing
    first = filing.tag(["task1", "task2"], ["a"], [])
    assert filing.tag(["task2"], ["b"], [])
    assert filing.tag(["task1"], ["A"], []) is None, "nothing to do, nothing to undo"
    assert first is not None
    first()
    assert (kept(scene, 1)[2], kept(scene, 2)[2]) == ((), ("a", "b"))


async def test_several_are_copied_under_their_names_and_overwrite_nothing(
    scene: Scene, tmp_path: Path
) -> None:
    there = tmp_path / "out"
    there.mkdir()
    (there / "Opening.mp4").write_bytes(b"theirs")
    tasks = [replace(saved(scene, n), name="Opening" if n < 2 else "") for n in range(3)]
    scene.films()["fox 1.mp4"].write_bytes(b"film 1")
    gone = replace(sample(9), file=str(tmp_path / "gone.mp4"))
    scene.begin(*tasks, gone)
    scene.do(Command.SAVE_AS, [*(task.id for task in tasks), gone.id])
    await eventually(lambda: scene.question(QFileDialog))
    dialog = scene.question(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    assert dialog.fileMode() is QFileDialog.FileMode.Directory
    field = dialog.findChild(QLineEdit)
    assert field is not None
    field.setText(str(there))
    dialog.accept()
    await scene.done()
    made = {file.name: file.read_bytes() for file in there.iterdir()}
    assert made == {
        "Opening.mp4": b"theirs",
        "Opening (2).mp4": b"film",
        "Opening (3).mp4": b"film 1",
        "fox 2.mp4": b"film",
    }
    assert scene.said[0] == "Saving 4 videos…"
    assert scene.said[1] == "3 videos saved to out."
    assert "gone.mp4" in scene.said[2]


async def test_videos_become_a_timeline_in_the_order_in_which_they_were_made(
    scene: Scene, tmp_path: Path
) -> None:
    clip = make_numbered(tmp_path / "fox.mp4", 5)
    tasks = [sample(n, ago=n, file=str(clip), name=f"Take {n}" if n else "@图1") for n in range(3)]
    scene.begin(*tasks)
    known, over = list[str](), list[str]()
    scene.doing.made.connect(lambda said, action, _: known.append(f"{said} {action}"))
    scene.doing.over.connect(over.append)
    unread = "one of the videos can't be read"
    for words, before in (
        ("The timeline is in the folder Timeline. Show in folder", lambda: None),
        (unread, lambda: clip.write_bytes(b"no video any more")),
        (unread, clip.unlink),
    ):
        before()
        scene.do(Command.EXPORT, [task.id for task in tasks])
        await eventually(lambda: scene.question(QFileDialog))
        dialog = scene.question(QFileDialog)
        assert isinstance(dialog, QFileDialog)
        field = dialog.findChild(QLineEdit)
        assert field is not None
        field.setText(str(tmp_path))
        dialog.accept()
        await scene.done()
        (made_now,) = known or [scene.said[-1]]
        assert words in made_now
        known.clear()
        assert over.pop() == "Writing a timeline of 3 videos…"
    made = sorted(file.name for file in (tmp_path / "Timeline").iterdir())
    assert [name for name in made if name.endswith(".mp4")] == [
        "01 Take 2.mp4",
        "02 Take 1.mp4",
        "03 @Picture 1.mp4",
    ]
    assert [name for name in made if "Timeline" in name] == ["Timeline.otio", "Timeline.xml"]
    assert not (tmp_path / "Timeline (2)").exists()
    scene.task_service.media.close()


async def test_several_are_shown_in_their_folder_at_once(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[Path, ...]] = []

    def show(*paths: Path) -> bool:
        shown.append(paths)
        return True

    monkeypatch.setattr(desktop, "_show_by_dbus", show)
    monkeypatch.setattr(sys, "platform", "linux")
    tasks = [saved(scene, n) for n in range(3)]
    scene.begin(*tasks)
    scene.do(Command.SHOW_IN_FOLDER, [task.id for task in tasks])
    assert shown == [tuple(Path(task.file) for task in tasks)]


def test_where_files_can_not_be_shown_each_of_their_folders_is_opened_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def note(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()).name)
        return True

    monkeypatch.setattr(desktop, "_show_by_dbus", lambda *_: False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    files = [tmp_path / name for name in ("a/1.mp4", "a/2.mp4", "b/1.mp4")]
    for file in files:
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"film")
    assert desktop.show_in_folder(*files)
    assert sorted(opened) == ["a", "b"]


def test_the_search_finds_names_notes_and_tags_once_they_are_there(model: TaskModel) -> None:
    model.set_tasks([sample(1), plain := sample(2, ago=1)])
    for change in ({"name": "Opening"}, {"note": "opening"}, {"tags": ("Openings",)}):
        model.set_filter(Filter(text="opening"))
        assert ids(model) == []
        model.put(replace(plain, **change))
        assert ids(model) == ["task2"]
        model.put(plain)


def test_tags_ratios_and_references_narrow_the_list(model: TaskModel) -> None:
    picture = (Reference(link="https://x.example/a.png"),)
    first = sample(1, tags=("cats",), body={"ratio": "9:16", "images": ["x"]})
    second = sample(2, ago=1, body={"ratio": "16:9"})
    third = replace(sample(3, Status.WAITING, ago=2), body={}, draft=Draft("std", images=picture))
    model.set_tasks([first, second, third])
    shown = {}
    for name, wanted in {
        "cats": Filter(tag="cats"),
        "not filed": Filter(tag=NOT_FILED),
        "9:16": Filter(ratio="9:16"),
        "text": Filter(made=Made.TEXT),
        "pictures": Filter(made=Made.PICTURES),
        "clips": Filter(made=Made.CLIPS),
    }.items():
        model.set_filter(wanted)
        shown[name] = "".join(ids(model)).replace("task", "")
    assert shown == {
        "cats": "1",
        "not filed": "23",
        "9:16": "1",
        "text": "2",
        "pictures": "13",
        "clips": "",
    }
    assert (model.tags(), model.ratios()) == (["cats"], ["16:9", "9:16"])
    model.put(replace(first, tags=()))
    assert model.tags() == []


def test_each_order_is_kept_by_what_comes_changes_and_goes_and_only_days_have_heads(
    model: TaskModel,
) -> None:
    tasks = [
        sample(1, prompt="Zebra", body={"duration": 4}),
        sample(2, ago=1, prompt="ant", model="full", body={"duration": 12}),
        sample(3, ago=2, prompt="Wolf", name="Bear", body={"duration": 8}),
    ]
    model.set_tasks(tasks)
    assert model.heads == [0]
    for sort, order in {
        Sort.NAME: ["task2", "task3", "task1"],
        Sort.MODEL: ["task2", "task1", "task3"],
        Sort.LONGEST: ["task2", "task3", "task1"],
        Sort.NEWEST: ["task1", "task2", "task3"],
    }.items():
        model.set_sort(sort)
        assert ids(model) == order
        assert model.heads == ([0] if sort is Sort.NEWEST else [])
        model.drop("task3")
        model.put(tasks[2])
        assert ids(model) == order
        model.set_tasks(tasks[:1])
        model.add(tasks[1:])
        assert ids(model) == order


def test_a_video_renamed_in_a_list_by_name_moves_and_stays_chosen(panel: TaskPanel) -> None:
    panel.set_tasks([sample(n, ago=n, name=name) for n, name in enumerate("cabd")])
    panel.bar.sort_menu().actions()[1].trigger()
    assert ids(panel.model) == ["task1", "task2", "task0", "task3"]
    panel.choose("task0")
    chosen: list[str] = []
    panel.chosen.connect(chosen.append)
    for name, order in {"z": "1230", "a2": "1023", "bb": "1203"}.items():
        panel.put(sample(0, name=name))
        assert ids(panel.model) == [f"task{n}" for n in order]
        assert panel.selected() == ["task0"]
        assert panel.view.currentIndex().row() == order.index("0")
    assert chosen == []


def test_chips_of_tags_come_with_the_first_one_and_narrow_the_list(panel: TaskPanel) -> None:
    panel.set_tasks([sample(1), sample(2, ago=1)])
    assert not panel.bar.filed.isVisible()
    panel.put(sample(2, ago=1, tags=("R&D",)))
    chips = {b.accessibleName(): b for b in panel.bar.filed.findChildren(QPushButton) if b.isVisible()}
    QTest.mouseClick(chips["R&D"], Qt.MouseButton.LeftButton)
    assert ids(panel.model) == ["task2"]
    QTest.mouseClick(chips["Not filed yet"], Qt.MouseButton.LeftButton)
    assert ids(panel.model) == ["task1"]
    panel.show_all()
    assert ids(panel.model) == ["task1", "task2"]


class FromWithin(QDragEnterEvent):
    """A drag that began on a widget of the window; Qt knows that of a real one alone."""

    begun: QWidget

    @override
    def source(self) -> QObject:
        return self.begun


def test_what_is_dragged_from_the_list_is_taken_by_the_form_and_not_by_the_list(
    panel: TaskPanel, qtbot: QtBot, tmp_path: Path
) -> None:
    form = QWidget()
    qtbot.addWidget(form)
    target = FormDropTarget(form, upload=load_rules(read_text("routes.toml")).upload, paste_folder=tmp_path)
    target.take_drops_on(panel)
    mime = dragging.files_of([sample(1)])
    taken = {}
    for name, widget in {"list": panel, "form": form}.items():
        none, button = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
        event = FromWithin(QPoint(9, 9), Qt.DropAction.CopyAction, mime, button, none)
        event.begun = panel.view
        event.ignore()
        QApplication.sendEvent(widget, event)
        taken[name] = event.isAccepted()
    assert taken == {"list": False, "form": True}


def test_saved_videos_are_dragged_out_as_their_files_and_nothing_else(
    panel: TaskPanel, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks = [replace(sample(n, ago=n), file=f"/videos/猫 {n}.mp4") for n in range(2)]
    panel.set_tasks([*tasks, sample(2, Status.PROCESSING, ago=2)])
    dragged: list[list[Task]] = []
    monkeypatch.setattr(dragging, "drag_out", lambda _view, _theme, tasks, _poster: dragged.append(tasks))
    view = panel.view

    def drag(row: int) -> None:
        at = view.visualRect(panel.model.index(row)).center()
        QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        for step in (5, 15, 30, 40):
            QTest.mouseMove(view.viewport(), at + QPoint(step, step // 4))
        QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=at + QPoint(40, 10))

    panel.choose("task0")
    view.setFocus()
    view.selectAll()
    drag(0)
    assert [[task.id for task in some] for some in dragged] == [["task0", "task1"]], (
        "several at once, and of these the saved ones"
    )
    drags = [panel.model.flags(panel.model.index(row)) & Qt.ItemFlag.ItemIsDragEnabled for row in range(3)]
    assert list(map(bool, drags)) == [True, True, False], "there is no file yet"
    urls = [url.toLocalFile() for url in dragging.files_of([*tasks, sample(2, Status.PROCESSING)]).urls()]
    assert urls == ["/videos/猫 0.mp4", "/videos/猫 1.mp4"]
    picture = dragging.drag_picture(view, theme, tasks, 2, None)
    assert not picture.isNull()
    assert picture.deviceIndependentSize().width() <= theme.px(128)

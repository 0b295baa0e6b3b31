"""What is given is read beside the window's thread: in order, as it is, and Create waits for it."""

from __future__ import annotations

import base64
import hashlib
import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from seedance_gui.domain.rules_file import load_rules
from seedance_gui.services.platform import resources
from seedance_gui.ui.form.prompt.prompt_box import MOST_LETTERS
from seedance_gui.ui.references.intake.form_target import FormDropTarget
from seedance_gui.ui.references.intake.path_reader import PathReader
from tests.media import black_png, make_image
from tests.services.stage import eventually
from tests.ui.form_bench import Bench, benched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from seedance_gui.ui.form.prompt.prompt_box import PromptBox
    from seedance_gui.ui.references.intake.dropping import Given

UPLOAD = load_rules(resources.read_text("routes.toml")).upload
TALL = 9000, 8000
"""Pixels: more than Qt decodes in this process (256 MB)."""


class Share:
    """A folder that answers when it may."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        folder.mkdir()
        self.folder = folder
        self.awake = threading.Event()
        stat = Path.stat

        def slow(path: Path, *args: Any, **options: Any) -> Any:
            if path.is_relative_to(folder):
                assert threading.current_thread() is not threading.main_thread()
                self.awake.wait(60)
            return stat(path, *args, **options)

        monkeypatch.setattr(Path, "stat", slow)


@pytest.fixture
def share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Share]:
    made = Share(tmp_path / "share", monkeypatch)
    yield made
    made.awake.set()


class Reading:
    def __init__(self, reader: PathReader) -> None:
        self.found: list[Given] = []
        self.reader = reader
        reader.given.connect(self.found.append)

    @property
    def names(self) -> list[str]:
        return [item.reference.name for given in self.found for item in given.items]


@pytest.fixture
def reading(qtbot: QtBot, tmp_path: Path) -> Iterator[Reading]:
    owner = QMimeData()
    made = Reading(PathReader(UPLOAD, tmp_path / "pasted", None, owner))
    yield made
    qtbot.waitUntil(lambda: not made.reader.busy)


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def link(text: str) -> QMimeData:
    mime = QMimeData()
    mime.setText(text)
    return mime


def pixels(colour: str = "#3a7bd5") -> QMimeData:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    mime = QMimeData()
    mime.setImageData(image)
    return mime


def test_what_is_given_while_a_share_sleeps_comes_behind_it(
    qtbot: QtBot, reading: Reading, share: Share, tmp_path: Path
) -> None:
    slow, quick = make_image(share.folder / "slow.png"), make_image(tmp_path / "quick.png")
    reading.reader.read_mime(files(slow))
    reading.reader.read_mime(link("https://a.com/b.png"))
    reading.reader.read_mime(pixels())
    reading.reader.read_paths([str(quick)])
    qtbot.waitUntil((tmp_path / "pasted" / "Pasted picture 1.png").exists)
    assert reading.names == []
    assert reading.reader.busy
    share.awake.set()
    qtbot.waitUntil(lambda: len(reading.found) == 4)
    assert reading.names == ["slow.png", "b.png", "Pasted picture 1.png", "quick.png"]
    assert not reading.reader.busy


def test_a_share_that_never_answers_keeps_nothing_waiting_for_good(
    qtbot: QtBot, reading: Reading, share: Share
) -> None:
    reading.reader._patience.setInterval(100)
    reading.reader.read_paths([str(share.folder / "slow.png")])
    reading.reader.read_mime(link("https://a.com/b.png"))
    qtbot.waitUntil(lambda: len(reading.found) == 2)
    assert "“slow.png” was not taken" in reading.found[0].messages[0]
    assert reading.names == ["b.png"]
    share.awake.set()
    with qtbot.assertNotEmitted(reading.reader.given, wait=200):
        pass


def test_several_pasted_at_once_have_names_of_their_own(
    qtbot: QtBot, reading: Reading, tmp_path: Path
) -> None:
    colours = ["#ff0000", "#00ff00", "#0000ff", "#ffff00", "#00ffff", "#ff00ff"]
    for colour in colours:
        reading.reader.read_mime(pixels(colour))
    qtbot.waitUntil(lambda: len(reading.found) == len(colours))
    shown = [QImage(given.items[0].reference.file).pixelColor(9, 9).name() for given in reading.found]
    assert shown == colours
    assert len(list((tmp_path / "pasted").iterdir())) == len(colours)


@pytest.mark.parametrize("name", ["image/png", "application/octet-stream"])
def test_a_picture_that_comes_as_a_file_is_kept_as_it_is(
    qtbot: QtBot, reading: Reading, tmp_path: Path, name: str
) -> None:
    """Nobody decodes it here: Qt could not, it would have more than 256 MB."""
    data = black_png(*TALL)
    assert QImage.fromData(data).isNull()
    mime = QMimeData()
    mime.setData(name, data)
    mime.setData("chromium/x-renderer-taint", b"")
    reading.reader.read_mime(mime)
    qtbot.waitUntil(lambda: len(reading.found) == 1)
    reference = reading.found[0].items[0].reference
    assert Path(reference.file) == tmp_path / "pasted" / "Pasted picture 1.png"
    assert reference.size == len(data)
    kept = Path(reference.file).read_bytes()
    assert hashlib.sha256(kept).digest() == hashlib.sha256(data).digest()


def test_its_ending_is_that_of_its_content(qtbot: QtBot, reading: Reading, tmp_path: Path) -> None:
    mime = QMimeData()
    mime.setData("image/png", make_image(tmp_path / "a.webp").read_bytes())
    reading.reader.read_mime(mime)
    qtbot.waitUntil(lambda: reading.names == ["Pasted picture 1.webp"])


@benched
async def test_create_waits_for_what_is_taken_in(bench: Bench, tmp_path: Path) -> None:
    target = FormDropTarget(
        bench.form, upload=UPLOAD, paste_folder=tmp_path / "pasted", thumbnails=bench.thumbnails
    )
    target.taking_in.connect(bench.form.set_taking_in)
    asked: list[object] = []
    bench.form.create_requested.connect(asked.append)
    bench.images._reader.read_mime(pixels())
    bench.form.ask()
    assert bench.form.bar.missing() == ("Taking in what you added…",)
    await eventually(lambda: bench.form.draft.images)
    await eventually(lambda: not bench.form.bar.missing())
    assert asked == []
    bench.form.ask()
    assert asked == [bench.form.draft]


@benched
async def test_a_given_look_at_a_link_is_made_small_by_the_worker(bench: Bench, tmp_path: Path) -> None:
    mime = link("https://a.com/b.png")
    mime.setData("image/png", black_png(*TALL))
    bench.images._reader.read_mime(mime)
    image = await eventually(lambda: bench.thumbnails.image(bench.form.draft.images[0]), 60)
    assert image.size().toTuple() == (360, 320)


def cells() -> QMimeData:
    """Return what a spreadsheet puts on the clipboard."""
    mime = QMimeData()
    mime.setText("A fox\truns\n")
    mime.setHtml("<table><tr><td>A fox</td><td>runs</td></tr></table>")
    image = QImage(90, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    mime.setImageData(image)
    return mime


@benched
async def test_cells_of_a_sheet_are_words_in_the_prompt(bench: Bench, tmp_path: Path) -> None:
    target = FormDropTarget(bench.form, upload=UPLOAD, paste_folder=tmp_path / "pasted")
    target.given.connect(bench.form.take)
    prompt = bench.form.prompt
    target.watch_text(prompt)
    bench.form.enter(replace(bench.form.draft, prompt=""))
    QGuiApplication.clipboard().setMimeData(cells())
    prompt.setFocus()
    QTest.keyClick(prompt, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert bench.form.draft.prompt.split() == ["A", "fox", "runs"]
    QTest.keyClick(prompt, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(prompt, Qt.Key.Key_Delete)
    mime, none = cells(), Qt.KeyboardModifier.NoModifier
    for drop in (
        QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, none),
        QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, none),
    ):
        QApplication.sendEvent(prompt.viewport(), drop)
    assert bench.form.draft.prompt.split() == ["A", "fox", "runs"]
    assert not bench.form.draft.images


def by_keys(prompt: PromptBox) -> None:
    QTest.keyClick(prompt, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def by_menu(prompt: PromptBox) -> None:
    """Choose Paste in the prompt's menu."""
    at = QPoint(5, 5)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, prompt.mapToGlobal(at))
    QApplication.sendEvent(prompt.viewport(), event)
    menu = prompt.findChildren(QMenu)[-1]
    paste = menu.findChild(QAction, "edit-paste")
    assert isinstance(paste, QAction)
    assert paste.isEnabled()
    paste.trigger()
    menu.close()


@benched
async def test_paste_of_the_menu_does_what_the_keys_do(bench: Bench, tmp_path: Path) -> None:
    target = FormDropTarget(bench.form, upload=UPLOAD, paste_folder=tmp_path / "pasted")
    target.given.connect(bench.form.take)
    prompt = bench.form.prompt
    target.watch_text(prompt)
    bench.form.enter(replace(bench.form.draft, prompt=""))
    for number, paste in enumerate((by_menu, by_keys)):
        path = make_image(tmp_path / f"{number}.png")
        QGuiApplication.clipboard().setMimeData(files(path))
        paste(prompt)
        await eventually(lambda number=number: len(bench.form.draft.images) > number)  # type: ignore[misc]
        assert bench.form.draft.images[-1].file == str(path)
        QGuiApplication.clipboard().setMimeData(cells())
        paste(prompt)
    assert bench.form.draft.prompt.split() == ["A", "fox", "runs"] * 2
    assert len(bench.form.draft.images) == 2


@benched
async def test_a_text_without_end_is_taken_as_far_as_there_is_room(bench: Bench, tmp_path: Path) -> None:
    said: list[str] = []
    bench.form.notice.connect(said.append)
    prompt = bench.form.prompt
    FormDropTarget(bench.form, upload=UPLOAD, paste_folder=tmp_path / "pasted").watch_text(prompt)
    bench.form.enter(replace(bench.form.draft, prompt=""))
    QGuiApplication.clipboard().setText("x" * 600_000)
    for _ in range(2):
        QTest.keyClick(prompt, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert len(bench.form.draft.prompt) == MOST_LETTERS
        assert said.pop() == "The prompt has room for 10000 characters. What is beyond them was left out."
    QTest.keyClick(prompt, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QGuiApplication.clipboard().setText("A fox")
    QTest.keyClick(prompt, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert bench.form.draft.prompt == "A fox"
    assert said == []


@benched
async def test_only_links_that_were_taken_are_offered_to_the_prompt(bench: Bench, tmp_path: Path) -> None:
    target = FormDropTarget(bench.form, upload=UPLOAD, paste_folder=tmp_path / "pasted")
    target.watch_text(bench.form.prompt)
    said: list[str] = []
    taken: list[object] = []
    target.words_taken.connect(said.append)
    target.given.connect(taken.append)
    data = base64.b64encode(make_image(tmp_path / "a.png", 40, 24).read_bytes()).decode()
    good = "https://a.com/x.png"
    for words in ("https://me:secret@a.com/x.png", f"data:image/png;base64,{data}", good):
        QGuiApplication.clipboard().setText(words)
        QTest.keyClick(bench.form.prompt, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        await eventually(lambda: not target._reader.busy)
    assert said == [good]
    assert len(taken) == 2
    assert bench.form.draft.prompt == "A fox"

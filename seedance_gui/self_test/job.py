"""The main job, done as a person does it: start, practise, describe, give references, create, watch."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QListView, QPlainTextEdit, QPushButton, QWidget

from seedance_gui.domain.draft import FRAME_FIELDS, Field, InputMode
from seedance_gui.domain.task import Status
from seedance_gui.self_test.hands import Hands, eventually
from seedance_gui.self_test.inside import look_inside
from seedance_gui.self_test.scenes import DAWN, NIGHT, draw_scene
from seedance_gui.ui.form.model.model_picker import ModelPicker
from seedance_gui.ui.form.prompt.prompt_box import PromptBox
from seedance_gui.ui.form.shape_cell import ShapeCell
from seedance_gui.ui.form.start_choice import StartChoice
from seedance_gui.ui.kit.choice_rows import ChoiceRows
from seedance_gui.ui.player.player_state import State
from seedance_gui.ui.tasks.model import Role

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from seedance_gui.domain.task import Task
    from seedance_gui.program import Program
    from seedance_gui.self_test.report import Report, Step
    from seedance_gui.ui.form.form_pane import FormPane

    _Give = Callable[[], Awaitable[None]]

FOX = "A red fox trots through fresh snow at dawn. The camera follows low and close, its breath steams."
HARBOUR = "A harbour town wakes: night fades into morning, lamps go out one by one, the first boat leaves."
VALLEY = "Drift slowly over the misty valley as the sun comes up behind the ridge. Birdsong, a distant river."
LINK = "https://example.com/misty-forest.jpg"

_SOON = 15.0
_FILM = 60.0


class MainJob:
    """Drives ``program``; each step goes into ``report``. Own files go below ``profile``."""

    def __init__(self, program: Program, report: Report, *, folder: Path, profile: Path) -> None:
        self._program = program
        self._report = report
        self._folder = folder
        self._pictures = profile / "pictures"
        self._hands = Hands(lambda: program.window)

    async def run(self) -> None:
        """Do everything. The first step that fails ends it, by its own exception."""
        self._report.display = QGuiApplication.platformName()
        await self._begin()
        await self._make("text", FOX, "seedance2.0-std", ratio="21:9", seconds=4, give=self._give_nothing)
        await self._make("frames", HARBOUR, "seedance2.0-md", ratio="9:16", seconds=4, give=self._give_frames)
        await self._make(
            "references",
            VALLEY,
            "seedance2.0-mini",
            ratio="16:9",
            seconds=5,
            resolution="1080p",
            give=self._give_references,
        )
        with self._report.step("photograph the window"):
            await self._photograph_playing()
        with self._report.step("About lists the licences of all parts"):
            await self._look_at_about()
        if getattr(sys, "frozen", False):
            with self._report.step("everything comes from the bundle") as step:
                step.detail = look_inside()

    def photograph(self, file: Path) -> None:
        """Save a picture of the window as it is now."""
        self._program.window.grab().save(str(file))

    # The steps

    async def _begin(self) -> None:
        window = self._program.window
        with self._report.step("the first page is there"):
            await eventually(window.isVisible, _SOON, "the window")
            window.resize(1600, 1000)
            await eventually(lambda: window.width() == 1600, _SOON, "the window to be 1600 wide")
            practise = self._hands.find(QPushButton, "practise")
        with self._report.step("practise without a token"):
            await self._hands.click(practise)
            await eventually(lambda: self._seen("practice_notice"), 40, "the word that this is practice")
        with self._report.step("draw pictures to give"):
            self._pictures.mkdir()
            draw_scene(self._pictures / "valley at dawn.png", DAWN, seed=4)
            draw_scene(self._pictures / "harbour by night.png", NIGHT, seed=11)

    async def _make(
        self,
        start: str,
        prompt: str,
        model: str,
        *,
        ratio: str,
        seconds: int,
        give: _Give,
        resolution: str = "",
    ) -> None:
        """Make one video from ``start`` on, and watch it."""
        report = self._report
        with report.step(f"{start}: choose {model}"):
            await self._choose_model(model)
        with report.step(f"{start}: describe it"):
            await self._describe(prompt)
        with report.step(f"{start}: give what it starts from"):
            await self._hands.click(self._hands.find(StartChoice, "start").button(start))
            await give()
        with report.step(f"{start}: set ratio, length and resolution"):
            await self._set_shape(ratio, seconds, resolution)
        with report.step(f"{start}: create") as step:
            task = await self._create(step)
        with report.step(f"{start}: the file is there"):
            file = self._saved(task)
        with report.step(f"{start}: play it") as step:
            await self._play(task, file, ratio, seconds, step)

    async def _choose_model(self, value: str) -> None:
        """Choose a model by keyboard alone: open, search, go down to it, take it."""
        picker = self._hands.find(ModelPicker, "model")
        picker.setFocus(Qt.FocusReason.TabFocusReason)
        await self._hands.press(Qt.Key.Key_Down, on=picker)
        popup = picker.popup
        await eventually(popup.isVisible, _SOON, "the list of models")
        await self._hands.type(value, popup.search)
        for _ in range(popup.rows.rowCount()):
            row = popup.list.currentIndex().row()
            if 0 <= row < popup.rows.rowCount() and popup.rows.listed[row].value == value:
                break
            await self._hands.press(Qt.Key.Key_Down, on=popup.search)
        await self._hands.press(Qt.Key.Key_Return, on=popup.search)
        await eventually(lambda: self._form.draft.model == value, _SOON, f"{value} to be chosen")

    async def _describe(self, prompt: str) -> None:
        box = self._hands.find(PromptBox, "prompt")
        await self._hands.type(prompt, box)
        await eventually(lambda: self._form.draft.prompt == prompt, _SOON, "the prompt to be as typed")

    async def _give_nothing(self) -> None:
        await eventually(lambda: self._form.draft.start is InputMode.TEXT, _SOON, "a start from text")

    async def _give_frames(self) -> None:
        """Drop a picture on each frame."""
        first, last = (self._hands.find(QWidget, name) for name in FRAME_FIELDS)
        await self._hands.drop(first, self._files("harbour by night.png"))
        await eventually(lambda: self._form.draft.first_image, _SOON, "the first frame")
        await self._hands.drop(last, self._files("valley at dawn.png"))
        await eventually(lambda: self._form.draft.last_image, _SOON, "the last frame")

    async def _give_references(self) -> None:
        """Drop two pictures from this computer, then a link inside a text."""
        tray = self._form.references
        await self._hands.drop(tray, self._files("valley at dawn.png", "harbour by night.png"))
        await eventually(lambda: len(self._form.draft.images) == 2, _SOON, "two pictures")
        text = QMimeData()
        text.setText(f"like this one: {LINK} (from the web)")
        await self._hands.drop(tray, text)
        await eventually(lambda: len(self._form.draft.images) == 3, _SOON, "the link in the dropped text")
        assert self._form.draft.images[-1].link == LINK, self._form.draft.images[-1].link

    async def _set_shape(self, ratio: str, seconds: int, resolution: str) -> None:
        for name, value in ((Field.RATIO, ratio), (Field.RESOLUTION, resolution)):
            if value:
                await self._hands.click(self._hands.find(ShapeCell, name))
                await self._hands.click(self._form.shape.cell(name).findChildren(ChoiceRows)[0].button(value))
        await self._hands.click(self._hands.find(ShapeCell, Field.DURATION))
        length = self._form.shape.slider
        await self._hands.click(length.slider)
        await self._hands.press(Qt.Key.Key_Home, on=length.slider)
        while length.value() < seconds:
            await self._hands.press(Qt.Key.Key_Right, on=length.slider)
        await self._hands.press(Qt.Key.Key_Escape, on=length.slider)
        draft = self._form.draft
        assert (draft.ratio, draft.duration) == (ratio, seconds), f"{draft.ratio}, {draft.duration} s"

    async def _create(self, step: Step) -> Task:
        """Press Create and watch the newest row of the list until its video is saved."""
        tasks = self._program.window.work.tasks.model
        before = tasks.rowCount()
        seen: list[str] = []

        def look() -> bool:
            if tasks.rowCount() == before:
                return False
            task: Task = tasks.index(0).data(Role.TASK)
            state = task.status.value
            if not seen or seen[-1] != state:
                seen.append(state)
                step.detail = " > ".join(seen)
            if task.status in {Status.FAILED, Status.REFUSED, Status.NOT_CONFIRMED}:
                message = f"{step.detail}: {task.error}"
                raise AssertionError(message)
            return task.status is Status.SAVED

        tasks.rowsInserted.connect(look)
        tasks.dataChanged.connect(look)
        try:
            await self._hands.click(self._hands.find(QPushButton, "create"))
            await eventually(look, _FILM, f"the video to be saved (seen: {step.detail or 'nothing'})")
        finally:
            tasks.rowsInserted.disconnect(look)
            tasks.dataChanged.disconnect(look)
        missing = {"waiting", "sending", "queued", "processing"} - set(seen)
        assert not missing, f"never seen as {', '.join(sorted(missing))}; seen: {step.detail}"
        task: Task = tasks.index(0).data(Role.TASK)
        return task

    def _saved(self, task: Task) -> Path:
        file = Path(task.file)
        assert file.is_file(), f"{file} isn't there"
        assert file.stat().st_size > 10_000, f"{file.name} has {file.stat().st_size} bytes"
        return file

    async def _play(self, task: Task, file: Path, ratio: str, seconds: int, step: Step) -> None:
        """Click the video in the list and watch it run, pictures and all."""
        await self._click_task(task)
        preview = self._program.window.work.preview
        player = preview.player
        await eventually(
            lambda: player.ready or player.state is State.BROKEN, _SOON, f"{file.name} to be opened"
        )
        assert player.trouble is None, f"{player.trouble}"
        assert player.file == file, f"{player.file} is shown, not {file}"
        await eventually(lambda: player.has_picture, _SOON, "the first picture")
        picture = player.picture()
        wide, high = map(int, ratio.split(":"))
        shape = picture.width() / picture.height()
        assert abs(shape - wide / high) < 0.03, f"{picture.width()}x{picture.height()} is not {ratio}"
        assert abs(player.duration / 1000 - seconds) < 0.6, f"{player.duration} ms are not {seconds} s"
        frames: list[int] = []
        player.frame_changed.connect(lambda: frames.append(player.position))
        if player.state is not State.PLAYING:
            await self._hands.click(preview.video.controls.play)
        await eventually(lambda: player.state is State.PLAYING, _SOON, "the video to play")
        await eventually(lambda: len(set(frames)) > 8, _SOON, "pictures to come and the time to go on")
        await self._hands.press(Qt.Key.Key_Space, on=preview.video.view)
        await eventually(lambda: player.state is State.PAUSED, _SOON, "the space bar to pause it")
        step.detail = (
            f"{picture.width()}x{picture.height()}, {player.duration} ms, {len(frames)} pictures came"
        )

    async def _photograph_playing(self) -> None:
        """Take the picture of the window while the last video shows, with nothing passing in front."""
        window = self._program.window
        await self._hands.bring_into_sight(self._hands.find(ModelPicker, "model"))
        for toast in window.toasts.toasts():
            toast.close_now()
        player = window.work.preview.player
        player.seek(player.duration * 2 // 5)
        await eventually(lambda: not window.toasts.toasts(), _SOON, "the messages to go")
        frames: list[int] = []
        player.frame_changed.connect(lambda: frames.append(player.position))
        player.step(1)
        await eventually(lambda: frames, _SOON, "the frame to be shown")
        file = self._folder / "window.png"
        self.photograph(file)
        assert file.is_file(), "the picture could not be written"

    async def _look_at_about(self) -> None:
        self._program.window.about_asked.emit()
        dialog = self._hands.find(QDialog, "about_dialog")
        licences = self._hands.find(QPlainTextEdit, "licences")
        await eventually(licences.toPlainText, _SOON, "the licences")
        assert "\n  httpx " in licences.toPlainText(), "the licences are not listed"
        dialog.close()

    # Where things are

    @property
    def _form(self) -> FormPane:
        return self._program.window.work.form

    def _seen(self, name: str) -> bool:
        try:
            return self._hands.find(QWidget, name).isVisible()
        except LookupError:
            return False

    async def _click_task(self, task: Task) -> None:
        view = self._hands.find(QListView, "tasks")
        model = view.model()
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            if index.data(Role.ID) == task.id:
                view.scrollTo(index)
                at = view.viewport().mapTo(view, view.visualRect(index).center())
                await self._hands.click(view, at=QPoint(at.x(), at.y()))
                return
        message = "the video isn't in the list"
        raise AssertionError(message)

    def _files(self, *names: str) -> QMimeData:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(self._pictures / name)) for name in names])
        return mime

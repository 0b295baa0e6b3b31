"""Settings that come back: a video or its settings dropped on the window, and words that were copied."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from seedance_gui.domain.draft import Draft, InputMode
from seedance_gui.domain.settings_text import settings_text
from seedance_gui.domain.task import Status
from seedance_gui.services.files import sidecar
from seedance_gui.ui.tasks.command_table import Command
from tests.media import make_video
from tests.ui.task_samples import sample
from tests.ui.unconfirmed.test_unconfirmed import Desk, at_work, desk, eventually, server

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

__all__ = ["desk", "server"]
MADE = Draft("seedance2.0-std", "A lighthouse in the fog", ratio="9:16", duration=7)


def drop(widget: QWidget, file: Path) -> None:
    mime, none = QMimeData(), Qt.KeyboardModifier.NoModifier
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    for event in (
        QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, none),
        QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, none),
    ):
        QApplication.sendEvent(widget, event)


def said(desk: Desk) -> str:
    toasts = desk.toasts.toasts()
    words = " ".join(toast.text for toast in toasts)
    for toast in toasts:
        toast.close_now()
    return words


@at_work
async def test_a_video_dropped_on_the_window_gives_its_settings_back(desk: Desk) -> None:
    page, form = desk.page, desk.page.form
    task = replace(sample(1, Status.SAVED), id="elsewhere", draft=MADE)
    video, plain = desk.folder / "fox.mp4", make_video(desk.folder / "plain.mp4")
    assert sidecar.write_into(plain, video, task)
    beside = desk.folder / "old.seedance.json"
    sidecar.write(beside, replace(task, draft=replace(MADE, prompt="An old one")))
    mine = replace(form.draft, prompt="My own words")
    form.enter(mine)
    drop(page.preview, video)
    await eventually(lambda: form.draft == MADE)
    assert said(desk) == "The settings of fox.mp4 are in the form. They replace “My own words”."
    form.undo_action.trigger()
    assert form.draft == mine

    drop(form.prompt.viewport(), beside)
    await eventually(lambda: form.draft.prompt == "An old one")
    said(desk)
    (desk.folder / "other.json").write_text('{"name": "somebody else\'s"}')
    drop(page.tasks, desk.folder / "other.json")
    await eventually(desk.toasts.toasts)
    assert said(desk) == "other.json holds no settings of a video, so nothing was opened."
    assert form.draft.prompt == "An old one"

    form.enter(replace(form.draft, start=InputMode.REFERENCES))
    drop(form.references.box, video)
    await eventually(lambda: form.draft.reference_videos)
    assert form.draft.reference_videos[0].file == str(video)
    drop(page.preview, plain)
    await eventually(lambda: len(form.draft.reference_videos) == 2)
    assert form.draft.prompt == "An old one"


@at_work
async def test_settings_are_copied_and_pasted_as_words(desk: Desk) -> None:
    page, form = desk.page, desk.page.form
    before, opened = desk.task_service, desk.opened
    desk.session.close()
    desk.service = "practice"
    (desk.folder / "more").mkdir()
    desk.serve(desk.folder / "more", replace(sample(1, Status.SAVED), draft=MADE))
    desk.meet()
    await before.aclose()
    opened.store.close()
    page.tasks.choose(desk.task_service.tasks()[0].id)
    page.tasks.commands[Command.COPY_SETTINGS].trigger()
    assert said(desk) == "The settings are copied."
    assert QGuiApplication.clipboard().text() == settings_text(MADE)
    form.enter(replace(form.draft, prompt=""))
    page.drop_target.paste_settings(desk.rules)
    assert form.draft == MADE
    assert said(desk) == "The pasted settings are in the form."
    QGuiApplication.clipboard().setText("Seedance settings\nduration: long\nprompt: A hare")
    page.drop_target.paste_settings(desk.rules)
    assert form.draft == Draft(MADE.model, "A hare")
    assert said(desk) == (
        "The pasted settings are in the form. Not understood: duration. "
        "They replace “A lighthouse in the fog”."
    )
    form.prompt.setFocus()
    form.prompt.selectAll()
    QGuiApplication.clipboard().setText("some words")
    page.drop_target.paste_settings(desk.rules)
    assert form.draft.prompt == "some words", "elsewhere these keys paste words"

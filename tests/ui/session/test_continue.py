"""A finished video leads to the next one: by its last frame, and by what it was made from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from seedance_gui.domain.draft import Draft, Field, InputMode, Reference
from seedance_gui.domain.task import Status
from seedance_gui.services.files import sidecar
from seedance_gui.ui.tasks.command_table import Command
from tests.media import make_numbered, make_video
from tests.server import envelope
from tests.services.media.test_cutting import numbers
from tests.services.stage import CREATE, QUERY
from tests.ui.task_samples import sample
from tests.ui.unconfirmed.test_unconfirmed import Desk, at_work, desk, eventually, server

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["desk", "server"]


def show(desk: Desk, file: Path, *pictures: Reference) -> None:
    """Show a saved video on the page."""
    draft = Draft("seedance2.0-std", "A fox", InputMode.REFERENCES, images=pictures)
    body = {"images": [picture.name for picture in pictures]}
    task = sample(1, file=str(file), service=desk.service, draft=draft, body=body)
    desk.task_service._repository.add(task)
    desk.page.tasks.choose(task.id)


@at_work
async def test_continue_begins_the_next_video_with_the_very_last_frame(desk: Desk) -> None:
    clip, page = make_video(desk.folder / "clip.mp4", 160, 90, 1.0), desk.page
    show(desk, clip)
    await eventually(page.preview.about.go_on.isVisible)
    await eventually(page.preview.about.go_on.isEnabled)
    page.form.enter(replace(page.form.draft, prompt="It was written before"))
    page.preview.about.go_on.setFocus()
    page.preview.about.go_on.click()
    await eventually(lambda: page.form.draft.items(Field.FIRST_IMAGE))
    assert page.window().focusWidget() is page.form.prompt
    QTest.keyClicks(page.form.prompt, "Go on")
    assert page.form.draft.prompt == "Go on"
    assert page.form.draft.start is InputMode.FRAMES
    taken = QImage(page.form.draft.items(Field.FIRST_IMAGE)[0].file)
    last = QImage.fromData(await desk.media.frame(clip, index=23))
    assert taken.convertToFormat(QImage.Format.Format_RGB32) == last.convertToFormat(
        QImage.Format.Format_RGB32
    )
    # What is ordered with it knows what it continues, which is said and leads there.
    desk.server.on("POST", CREATE, envelope({"task_id": "t1", "status": "queued"}))
    desk.server.on("GET", QUERY + "*", envelope({"status": "processing"}))
    next_one = desk.task_service.submit(replace(page.form.draft, prompt="On it goes"))
    other = desk.task_service.submit(desk.draft("Another one"))
    assert (next_one.continues, other.continues) == ("task1", "")
    assert [task.id for task in desk.task_service.chains.chain(next_one)] == ["task1", next_one.id]
    page.tasks.choose(next_one.id)
    await eventually(page.preview.about.continues.isVisible)
    assert page.preview.about.continues.accessibleName() == "Continues: A fox"
    page.preview.about.continues.click()
    await eventually(page.preview.about.go_on.isVisible)
    assert page.preview.preview is not None
    assert page.preview.preview.key == "task1"
    assert page.preview.about.continues.isHidden()
    clip.write_bytes(b"no video" * 500)
    page.preview.about.go_on.click()
    await eventually(
        lambda: "The last frame could not be read." in [toast.text for toast in desk.toasts.toasts()]
    )
    page.preview.release()


@at_work
async def test_a_chain_is_joined_to_one_file_beside_it(desk: Desk) -> None:
    files = [make_numbered(desk.folder / f"{name}.mp4", 12 + at) for at, name in enumerate("abc")]
    tasks = [
        sample(
            at, ago=60.0 - at, file=str(file), service=desk.service, continues=f"task{at - 1}" if at else ""
        )
        for at, file in enumerate(files)
    ]
    for task in tasks:
        desk.task_service._repository.add(task)
    (desk.folder / "a joined.mp4").write_bytes(b"another one")
    commands = desk.page.tasks.commands
    commands.do(Command.JOIN, [tasks[2]])
    made = desk.folder / "a joined (2).mp4"
    await eventually(made.exists)
    await eventually(lambda: f"Saved as {made.name}" in [toast.text for toast in desk.toasts.toasts()])
    assert not [toast for toast in desk.toasts.toasts() if "being joined" in toast.text], "that is over"
    listed = next(task for task in desk.task_service.tasks() if task.file == str(made))
    assert (listed.status, listed.name, listed.draft) == (Status.SAVED, "3 videos joined", tasks[0].draft)
    assert (
        listed.note
        == "Joined in the order they were made: A fox in the snow; A fox in the snow; A fox in the snow"
    )
    assert desk.task_service.downloads.pictures.of(listed) is not None
    assert not desk.task_service.retry_save(listed.id), "no order stands behind it"
    ((kept, _),) = [found for found in sidecar.tasks_in(desk.folder) if found[0].id == listed.id]
    assert (kept.name, kept.note, kept.file) == (listed.name, listed.note, listed.file)
    assert numbers(made) == [*range(12), *range(13), *range(14)]
    assert (desk.folder / "a joined.mp4").read_bytes() == b"another one"
    (told,) = [toast for toast in desk.toasts.toasts() if "Saved as" in toast.text]
    (play,) = [each for each in told.findChildren(QPushButton) if each.text() == "Play"]
    play.click()
    assert desk.page.tasks.selected() == [listed.id]
    desk.page.preview.release()
    commands.do(Command.JOIN, [tasks[2], tasks[1]])  # a selection, in the order in which they were made
    await eventually((desk.folder / "b joined.mp4").exists)
    await eventually(lambda: not desk.running)
    assert numbers(desk.folder / "b joined.mp4") == [*range(13), *range(14)]
    files[1].write_bytes(b"no video" * 500)
    commands.do(Command.JOIN, tasks[1:])
    said = "These videos can't be joined: one of them can't be read."
    await eventually(lambda: said in [toast.text for toast in desk.toasts.toasts()])


@at_work
async def test_a_reference_of_a_video_is_used_again_and_told_gone_where_it_is(desk: Desk) -> None:
    clip, page = make_video(desk.folder / "clip.mp4", 160, 90, 1.0), desk.page
    picture = Reference(file=str(desk.folder / "fox.png"))
    show(desk, clip, picture)
    made = page.preview.about.made_from
    await eventually(made.isVisible)
    opened, used = made.buttons[0].menu().actions()
    used.trigger()
    assert page.form.draft.items(Field.IMAGES) == (picture,)
    opened.trigger()
    await eventually(
        lambda: "The file is not there any more." in [toast.text for toast in desk.toasts.toasts()]
    )
    page.preview.release()

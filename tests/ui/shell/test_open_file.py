"""The program started with the settings of a video, as by a double click on the file beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from seedance_gui.app import _options
from seedance_gui.domain.draft import Draft
from seedance_gui.domain.task import Status
from seedance_gui.services.files import sidecar
from seedance_gui.ui.shell.application import SingleInstance
from tests.practice.running import practice
from tests.ui.shell.test_program import TOKEN, run, unwatched
from tests.ui.unconfirmed.test_unconfirmed import eventually

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from seedance_gui.domain.task import Task
    from seedance_gui.program import Program
    from seedance_gui.ui.kit.theme import Theme

DRAFT = Draft("seedance2.0-std", "A lighthouse in the fog", ratio="9:16", duration=7)


def saved(service: str, folder: Path, number: int) -> Task:
    task = unwatched(service)
    video = folder / f"{number}.mp4"
    video.write_bytes(b"a video")
    return replace(
        task, id=f"saved{number}", created=task.created + number, draft=DRAFT, status=Status.SAVED,
        task_id=f"t{number}", file=str(video),
    )  # fmt: skip


async def test_it_waits_for_a_session_then_shows_the_video_or_fills_the_form(
    theme: Theme, qapp: QApplication, tmp_path: Path
) -> None:
    with practice() as service:
        older, newer = (saved(service.address, tmp_path, number) for number in (1, 2))
        here, stranger = tmp_path / "here.seedance.json", tmp_path / "stranger.seedance.json"
        sidecar.write(here, older)
        sidecar.write(stranger, replace(older, id="of-another-computer"))

        async def person(program: Program) -> None:
            window = program.window
            await program._open_file(here)
            assert not window.toasts.toasts()
            window.welcome.token_given.emit(TOKEN, service.address)
            await eventually(lambda: program.sessions.current is not None and window.work.isVisible())
            tasks = window.work.tasks
            await eventually(lambda: tasks.selected() == [older.id])
            assert window.work.form.draft.prompt != DRAFT.prompt
            program.open_file(stranger)
            await eventually(lambda: window.work.form.draft.prompt == DRAFT.prompt)
            assert (window.work.form.draft.ratio, window.work.form.draft.duration) == ("9:16", 7)
            assert tasks.selected() == [older.id]

        await run(theme, qapp, tmp_path, person, older, newer, address=service.address)


@pytest.mark.parametrize("content", [None, b"\xff\x00{", b"[]", b'{"name": "somebody else\'s"}'])
async def test_a_file_that_holds_no_settings_is_refused_by_a_sentence(
    theme: Theme, qapp: QApplication, tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "odd.seedance.json"
    if content is not None:
        file.write_bytes(content)

    async def person(program: Program) -> None:
        program.open_file(file)
        await eventually(program.window.toasts.toasts)
        (toast,) = program.window.toasts.toasts()
        assert toast.text == "odd.seedance.json holds no settings of a video, so nothing was opened."

    await run(theme, qapp, tmp_path, person)


def test_another_start_hands_its_file_to_the_program_that_runs(qtbot: QtBot, tmp_path: Path) -> None:
    owner, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    told: list[str] = []
    owner.raise_asked.connect(told.append)
    try:
        assert owner.own()
        assert not second.own()
        file = tmp_path / "雪里的狐狸 ’.seedance.json"
        assert second.raise_owner(file)
        assert second.raise_owner()
        qtbot.waitUntil(lambda: len(told) == 2)
        assert told == [str(file), ""]
    finally:
        owner.release()


def test_a_path_is_taken_from_where_the_program_was_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert _options(["fox.seedance.json"]).file == tmp_path / "fox.seedance.json"
    assert _options([]).file is None

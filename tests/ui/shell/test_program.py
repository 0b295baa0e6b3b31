"""The whole program in this process: what it reminds of at the start, and what it says when it is closed."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from keyring.errors import NoKeyringError
from PySide6.QtWidgets import QAbstractButton, QMessageBox

from seedance_gui.domain.draft import Draft
from seedance_gui.domain.rules_file import load_rules
from seedance_gui.domain.task import Status, Task
from seedance_gui.program import Dependencies, Program
from seedance_gui.services.credentials.credentials import Credentials
from seedance_gui.services.files.app_paths import find_app_paths
from seedance_gui.services.platform import resources
from seedance_gui.services.platform.log import Log
from seedance_gui.services.store.settings import KeptSettings
from seedance_gui.services.store.store_file import open_store
from seedance_gui.ui.shell.language import Language
from tests.practice.running import practice
from tests.ui.unconfirmed.test_unconfirmed import eventually

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from pathlib import Path

    from keyring.backend import KeyringBackend
    from PySide6.QtWidgets import QApplication

    from seedance_gui.ui.kit.theme import Theme

TOKEN = "sk-program-test"


def no_keyring(_: object) -> KeyringBackend:
    raise NoKeyringError


async def run(
    theme: Theme,
    app: QApplication,
    folder: Path,
    script: Callable[[Program], Coroutine[object, object, None]],
    *tasks: Task,
    practice_speed: float = 1.0,
    **settings: object,
) -> None:
    """Run the program on a profile with these tasks and settings; the script is the person."""
    places = find_app_paths(folder / "data")
    places.make()
    store = open_store(places.store).store
    for task in tasks:
        store.add(task)
    kept = KeptSettings(lambda: store.get_setting("settings"), lambda it: store.set_setting("settings", it))
    kept.change(**settings)
    log = Log(places.logs)
    parts = Dependencies(
        places=places,
        log=log,
        store=store,
        settings=kept,
        credentials=lambda: Credentials(no_keyring),
        rules=load_rules(resources.read_text("routes.toml")),
        theme=theme,
        language=Language(app),
        practice_speed=practice_speed,
    )
    app.setQuitOnLastWindowClosed(False)
    program = Program(parts)
    faults: list[BaseException] = []

    async def act() -> None:
        try:
            await script(program)
        except BaseException as fault:
            faults.append(fault)
            raise
        finally:
            program.window.close_at_once()

    try:
        await program.run(practise=False, script=act())
    finally:
        app.setQuitOnLastWindowClosed(True)
        log.close()
        program.window.deleteLater()
    assert not faults, faults


def press(program: Program, words: str) -> None:
    buttons = program.window.findChildren(QAbstractButton)
    next(b for b in buttons if b.isVisible() and words in (b.text(), b.accessibleName())).click()


def unwatched(address: str) -> Task:
    now, draft = time.time(), Draft("seedance2.0-std", "A boat")
    made = Task(id="w1", service=address, created=now, since=now, draft=draft, body={})
    return replace(made, status=Status.QUEUED, task_id="t1")


async def test_paid_videos_that_nobody_watches_are_told_until_the_token_is_there(
    theme: Theme, qapp: QApplication, tmp_path: Path
) -> None:
    with practice() as service:

        async def person(program: Program) -> None:
            window = program.window
            await eventually(window.notices.texts)
            await eventually(lambda: any("without the token" in it for it in window.notices.texts()))
            assert not window.toasts.toasts()
            press(program, "Enter the token")
            assert window.welcome.isVisible()
            assert window.welcome.token_form.token.hasFocus()
            window.welcome.token_given.emit(TOKEN, service.address)
            await eventually(lambda: program.sessions.current is not None and window.work.isVisible())
            await eventually(lambda: not window.notices.texts())

        task = unwatched(service.address)
        await run(theme, qapp, tmp_path, person, task, first_start_done=True, address=service.address)


async def test_who_closes_with_a_token_in_memory_alone_is_told_once_what_goes_on(
    theme: Theme, qapp: QApplication, tmp_path: Path
) -> None:
    with practice(speed=1) as service:

        async def person(program: Program) -> None:
            window = program.window

            def box() -> QMessageBox | None:
                return next((it for it in window.findChildren(QMessageBox) if it.isVisible()), None)

            window.welcome.token_given.emit(TOKEN, service.address)
            await eventually(lambda: program.sessions.current)
            session = program.sessions.current
            assert session is not None
            await eventually(lambda: program.sessions._in_memory)
            session.task_service.submit(Draft("seedance2.0-std", "[slow] A boat"))
            await eventually(program.sessions.lost_sight_of)
            window.close()
            await eventually(box)
            assert window.isVisible()
            press(program, "Keep it open")
            await eventually(lambda: box() is None)
            assert window.isVisible()
            window.close()
            assert not window.isVisible(), "it is said once"

        await run(theme, qapp, tmp_path, person, address=service.address)

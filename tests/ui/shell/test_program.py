"""The whole program in this process: what it reminds of at the start, and what it says when it is closed."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from keyring.errors import NoKeyringError
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QAbstractButton, QLabel, QMessageBox, QPushButton

from seedance_gui.domain.cost_estimate import Money
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
from seedance_gui.ui.form.price_dialog import PriceDialog
from seedance_gui.ui.shell.language import Language
from seedance_gui.ui.tasks.filter import Sort
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


async def test_practice_rehearses_money_from_the_first_sum_to_the_limit(
    theme: Theme, qapp: QApplication, tmp_path: Path
) -> None:
    async def person(program: Program) -> None:
        window = program.window
        press(program, "Start practising")
        await eventually(lambda: program.sessions.current is not None and window.work.isVisible())
        form = window.work.form

        def says(*texts: str) -> bool:
            labels = [label.text() for label in form.bar.findChildren(QLabel) if label.isVisible()]
            buttons = [button.text() for button in form.bar.findChildren(QPushButton) if button.isVisible()]
            return set(texts) <= {*labels, *buttons}

        def box() -> QMessageBox | None:
            return next((it for it in window.findChildren(QMessageBox) if it.isVisible()), None)

        form.enter(Draft("seedance2.0-std", "A boat"))
        await eventually(lambda: says("One price per video", "12 pretend coins", "1,000 → 988 left"))
        form.bar.button.click()
        await eventually(lambda: says("≈ 12 pretend coins", "988 → 976 left"))
        press(program, "One price per video")
        await eventually(lambda: window.findChild(PriceDialog))
        dialog = window.findChild(PriceDialog)
        assert isinstance(dialog, PriceDialog)
        dialog.field.setText("20")
        dialog.save.click()
        await eventually(lambda: says("20 pretend coins", "988 → 968 left"))
        program._parts.settings.change(
            practice_money=replace(program._parts.settings.value.practice_money, one_day=30)
        )
        form.enter(Draft("seedance2.0-std", "A hare"))

        def asked_at_create() -> QMessageBox | None:
            form.bar.button.click()  # two presses within a double click are one
            return box()

        await eventually(asked_at_create)
        asked = box()
        assert asked is not None
        # What the first one took is known, and is not what the person entered since.
        assert "come to 12 pretend coins, and this video costs 20 pretend coins" in asked.informativeText()
        press(program, "Create it anyway")
        await eventually(lambda: says("976 → 956 left"))
        assert program._parts.settings.value.money == Money()
        press(program, "Balance: 976 → 956 left")
        await eventually(
            lambda: any("no cap; 24 pretend coins used." in it.text for it in window.toasts.toasts())
        )

    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    try:
        await run(theme, qapp, tmp_path, person, practice_speed=20.0, language="en")
    finally:
        QLocale.setDefault(before)


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


async def test_tiles_and_order_outlast_a_window_made_anew_and_tiles_the_next_start(
    theme: Theme, qapp: QApplication, tmp_path: Path
) -> None:
    async def person(program: Program) -> None:
        press(program, "Start practising")
        await eventually(lambda: program.sessions.current is not None and program.window.work.isVisible())
        old = program.window
        old.work.tasks.tiles.set_width(150)
        old.work.tasks.bar.sort_by(Sort.NAME)
        program._parts.settings.change(text_size=120)
        await eventually(lambda: program.window is not old and program.window.work.isVisible())
        tasks = program.window.work.tasks
        assert (tasks.tiles.width_wanted, tasks.bar.sort, tasks.model.order) == (150, Sort.NAME, Sort.NAME)

    async def next_start(program: Program) -> None:
        await eventually(lambda: program.sessions.current is not None and program.window.work.isVisible())
        assert program.window.work.tasks.tiles.width_wanted == 150

    await run(theme, qapp, tmp_path, person)
    await run(theme, qapp, tmp_path, next_start)
    theme.set_text_size(1.0)

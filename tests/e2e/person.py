"""A person at the window of a program in a process of its own: ``python -m tests.e2e.person SCENARIO DATA``.

What is seen is said on standard output, one JSON object a line, so that a test can wait for it, and kill the
process at that moment.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QPushButton, QScrollArea, QWidget

from seedance_gui import app
from seedance_gui.domain.task import Status
from seedance_gui.practice.service import BAD_TOKEN
from seedance_gui.self_test.hands import Hands, at_ease, eventually
from seedance_gui.ui.form.prompt.prompt_box import PromptBox
from seedance_gui.ui.tasks.model import Role

if TYPE_CHECKING:
    from seedance_gui.domain.task import Task
    from seedance_gui.program import Program

PATIENCE = 50.0
TOKEN = "sk-e2e-canary-0123456789"


class Person:
    """Looks at the window and acts on it."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.hands = Hands(lambda: program.window)

    def rows(self) -> list[Task]:
        """Return the tasks that the list of the window shows."""
        model = self.program.window.work.tasks.view.model()
        return [model.index(row, 0).data(Role.TASK) for row in range(model.rowCount())]

    def words(self) -> list[str]:
        """Return every text of a label that can be read in the window now."""
        labels = self.program.window.findChildren(QLabel)
        return [label.text() for label in labels if label.isVisible() and label.text()]

    def toasts(self) -> str:
        """Return what the messages in front of the window and the notices above its page say."""
        window = self.program.window
        return " ".join([*(toast.text for toast in window.toasts.toasts()), *window.notices.texts()])

    async def practise(self) -> None:
        await eventually(self.program.window.isVisible, PATIENCE, "the window")
        await self.hands.click(self.hands.find(QPushButton, "practise"))
        await self.working()

    async def working(self) -> None:
        """Wait for the page for work."""
        work = self.program.window.work
        await eventually(
            lambda: work.isVisible() and self.program.sessions.current, PATIENCE, "the page for work"
        )

    async def create(self, prompt: str) -> None:
        await self.hands.type(prompt, self.hands.find(PromptBox, "prompt"))
        await self.hands.click(self.hands.find(QPushButton, "create"))


async def create_and_wait(program: Program) -> None:
    """Ask for a video, and say each state; the test ends the process when it likes."""
    person = Person(program)
    await person.practise()
    await person.create("[slow] A paper boat crosses a puddle as if it were an ocean.")
    said = ""
    while said != Status.SAVED:
        states = [task.status.value for task in person.rows()]
        if states and states[0] != said:
            said = states[0]
            tell(status=said, task_id=person.rows()[0].task_id, count=len(states))
        await asyncio.sleep(0.02)


async def go_on(program: Program) -> None:
    """Press nothing: the program goes on by itself where it was, and the video is saved."""
    person = Person(program)
    await person.working()
    await eventually(person.rows, PATIENCE, "the task of last time")
    tell(first=person.rows()[0].status.value)
    await eventually(lambda: person.rows()[0].status is Status.SAVED, PATIENCE, "the video to be saved")
    task, player = person.rows()[0], program.window.work.preview.player
    await eventually(lambda: player.has_picture, PATIENCE, "its first picture")
    tell(
        count=len(person.rows()),
        task_id=task.task_id,
        file=task.file,
        prompt=task.draft.prompt,
        shown=str(player.file),
        practice=person.hands.find(QWidget, "practice_notice").isVisible(),
        mode=program.sessions.current.mode.value if program.sessions.current else "",
    )
    program.window.close()


async def stay(program: Program) -> None:
    """Stand minimised until another start asks for the window."""
    window = program.window
    await eventually(window.isVisible, PATIENCE, "the window")
    await at_ease(window.showMinimized)
    await eventually(window.isMinimized, PATIENCE, "the window to be minimised")
    tell(minimised=True)
    await eventually(lambda: not window.isMinimized(), PATIENCE, "the window to come forward")
    tell(minimised=False)
    window.close()


async def stay_on(program: Program) -> None:
    """Wait until the service has the order that waits, then say each time that another start brings the
    minimised window forward; the test ends the process.
    """
    person, window = Person(program), program.window
    await eventually(window.isVisible, PATIENCE, "the window")
    await eventually(
        lambda: (rows := person.rows()) and rows[0].task_id, PATIENCE, "the order to be taken by the service"
    )
    tell(sent=person.rows()[0].draft.prompt)
    while True:
        await at_ease(window.showMinimized)
        await eventually(window.isMinimized, PATIENCE, "the window to be minimised")
        tell(minimised=True)
        await eventually(lambda: not window.isMinimized(), 10 * PATIENCE, "the window to come forward")
        tell(forward=window.isVisible())


async def sign_in(program: Program) -> None:
    """Paste a token that is not accepted, then one that is."""
    person = Person(program)
    window = program.window
    await eventually(window.isVisible, PATIENCE, "the window")
    field = person.hands.find(QLineEdit, "token")
    await give_token(person, field, BAD_TOKEN)
    await eventually(lambda: field.property("problem"), PATIENCE, "the token to be turned down")
    tell(refused=person.words(), session=program.sessions.current is not None)
    await give_token(person, field, f"Bearer {TOKEN}\n")
    await person.working()
    await eventually(person.toasts, PATIENCE, "the message where the token is kept")
    session = program.sessions.current
    assert session is not None
    practice = [w for w in window.findChildren(QWidget, "practice_notice") if w.isVisible()]
    tell(
        mode=session.mode.value,
        address=session.address,
        kept="memory" if session.keyring == "" else session.keyring,
        said=person.toasts(),
        field=field.text(),
        practice=bool(practice),
    )
    window.close()


async def change_language(program: Program) -> None:
    """Choose another language with a token half typed, and twice in the settings; practise in between."""
    person = Person(program)
    await eventually(program.window.isVisible, PATIENCE, "the window")
    await person.hands.type(TOKEN, person.hands.find(QLineEdit, "token"))
    language = await choose_next(person)
    field = person.hands.find(QLineEdit, "token")
    tell(
        typed=field.text(),
        hidden=field.echoMode() is QLineEdit.EchoMode.Password,
        focus=program.window.focusWidget() is language,
    )
    await person.practise()
    program.window.resize(960, 600)
    await person.hands.click(person.hands.find(QWidget, "settings"))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
        await person.hands.bring_into_sight(person.hands.find(QComboBox, "language"))
        place = scrolled(person)
        language = await choose_next(person, key)
        tell(
            title=language.window().windowTitle(),
            moved=scrolled(person) - place,
            focus=language.window().focusWidget() is language,
        )
    await person.hands.press(Qt.Key.Key_Escape, on=language.window())
    await eventually(lambda: not program.window.findChildren(QDialog), PATIENCE, "the settings to close")
    await person.hands.click(person.hands.find(QPushButton, "use_real_token"))
    await choose_next(person, Qt.Key.Key_Up)
    tell(behind=person.hands.find(QPushButton, "back").isVisible())
    program.window.close()


async def choose_next(person: Person, key: Qt.Key = Qt.Key.Key_Down) -> QComboBox:
    """Choose the language beside the present one; return the choice that then stands there, made anew."""
    language = person.hands.find(QComboBox, "language")
    language.setFocus()
    await person.hands.press(key, on=language)

    def others() -> list[QComboBox]:
        there = person.program.window.findChildren(QComboBox, "language")
        return [each for each in there if each.isVisible() and each is not language]

    await eventually(others, PATIENCE, "the choice of the language, made anew")
    return others()[0]


def scrolled(person: Person) -> int:
    """Return how far the settings are scrolled, in pixels."""
    dialog = person.hands.find(QDialog, "settings_dialog")
    return dialog.findChildren(QScrollArea)[0].verticalScrollBar().value()


async def type_on(program: Program) -> None:
    """Type letter after letter without a pause, and say how many and when; the test ends the process."""
    person = Person(program)
    await person.practise()
    prompt = person.hands.find(PromptBox, "prompt")
    await person.hands.type("x", prompt)
    while True:
        await at_ease(lambda: QTest.keyClicks(prompt.viewport(), "x"))
        tell(typed=len(prompt.toPlainText()), at=time.monotonic())
        await asyncio.sleep(0.03)


async def give_token(person: Person, field: QLineEdit, token: str) -> None:
    """Paste a token over what is in the field, and press the button."""
    QGuiApplication.clipboard().setText(token)
    await person.hands.click(field)
    for key in (Qt.Key.Key_A, Qt.Key.Key_V):
        await person.hands.press(key, on=field, modifiers=Qt.KeyboardModifier.ControlModifier)
    await person.hands.click(person.hands.find(QPushButton, "use_token"))


def tell(**seen: object) -> None:
    """Say what is seen."""
    sys.stdout.write(json.dumps(seen) + "\n")
    sys.stdout.flush()


SCENARIOS = {
    "create-and-wait": create_and_wait,
    "go-on": go_on,
    "stay": stay,
    "stay-on": stay_on,
    "sign-in": sign_in,
    "change-language": change_language,
    "type-on": type_on,
}


def main() -> int:
    """Run the program as its own start does, with a person at the window."""
    parser = argparse.ArgumentParser()
    parser.add_argument("scenario", choices=SCENARIOS)
    parser.add_argument("data", type=Path)
    parser.add_argument("--api-url")
    parser.add_argument("--speed", type=float, default=8.0)
    given = parser.parse_args()

    async def script(program: Program) -> None:
        try:
            await SCENARIOS[given.scenario](program)
        except Exception as error:
            tell(error=f"{type(error).__name__}: {error}")
            program.window.close()
            raise

    options = argparse.Namespace(
        practice=False, api_url=given.api_url, data_dir=given.data, practice_speed=given.speed, script=script
    )
    return app.run(options)


if __name__ == "__main__":
    sys.exit(main())

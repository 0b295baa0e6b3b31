"""A whole program whose service repeats the token and a signed link in all it says.

``python -m tests.faults.canary_window DATA ADDRESS``. A person signs in, makes videos that fail, are refused
and are saved, and presses every button that copies a text. What was copied, and what could be read in a title
or a label, is said on standard output.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton, QWidget

from seedance_gui import app
from seedance_gui.domain.task import Status
from seedance_gui.self_test.hands import at_ease, eventually
from seedance_gui.services.accounts.task_services import TaskServices
from seedance_gui.ui.shell.report_dialog import ReportDialog
from tests.e2e.person import Person, tell

if TYPE_CHECKING:
    from seedance_gui.program import Program
    from seedance_gui.services.tasks.service import TaskService

TOKEN = "sk-canary-5d01f7"
SIGNED = "/film.mp4?X-Signature=c4na7y&Expires=99"
QUERY = "c4na7y"
NOTHING_YET = "nothing was copied yet"
PATIENCE = 50.0


class Copying(Person):
    """Copies whatever can be copied, and looks at every window."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self.copied: list[str] = []
        self.forms: list[str] = []
        self.seen: set[str] = set()
        QGuiApplication.clipboard().setText(NOTHING_YET)

    def look(self) -> None:
        """Remember what stands in the titles of all windows, and in what they show."""
        for window in QGuiApplication.topLevelWindows():
            self.seen.add(window.title())
        for widget in QApplication.allWidgets():
            self.seen.update((widget.windowTitle(), widget.toolTip(), widget.accessibleName()))
        self.seen.update(self.words())

    async def copies(self, what: QPushButton) -> None:
        """Press a button that copies, and remember what came of it."""
        clipboard = QGuiApplication.clipboard()
        await at_ease(lambda: clipboard.setText(NOTHING_YET))
        self.look()
        await self.hands.click(what)
        await eventually(lambda: clipboard.text() != NOTHING_YET, PATIENCE, f"{what.text()} to copy")
        self.copied.append(clipboard.text())

    async def comes_to(self, prompt: str, status: Status) -> None:
        """Ask for a video and wait until the preview shows what came of it."""
        last = self.program.window.work.form._asked
        pause = QApplication.doubleClickInterval()
        # sooner it would be taken for the second click of a double one
        await eventually(lambda: not last.isValid() or last.elapsed() > pause, PATIENCE, "the next press")
        await self.create(prompt)
        preview = self.program.window.work.preview
        await eventually(
            lambda: (rows := self.rows()) and rows[0].draft.prompt == prompt and rows[0].status is status,
            PATIENCE,
            f"{prompt} to be {status}",
        )
        shown = {Status.SAVED: preview.video.isVisible, Status.QUEUED: preview.state.isVisible}.get(
            status, preview.state.detail.isVisible
        )
        await eventually(shown, PATIENCE, f"{prompt} in the preview")
        self.look()
        self.forms.append(self.program.window.work.form.draft.prompt)

    async def copy_detail(self) -> None:
        detail = self.program.window.work.preview.state.detail
        await self.hands.click(detail.fold)
        await self.copies(detail.copy)

    async def copy_from_menu(self) -> None:
        """Take what the menu of a row copies: the prompt and the task id."""
        window = self.program.window
        clipboard = QGuiApplication.clipboard()
        for act in ("prompt", "task id"):
            await at_ease(lambda: clipboard.setText(NOTHING_YET))
            window.work.tasks.choose(self.rows()[0].id)
            await at_ease(lambda: window.work.tasks.view.menu_wanted.emit(window.mapToGlobal(QPoint(5, 5))))
            menu = next(menu for menu in window.findChildren(QMenu) if menu.isVisible())
            copy = next(
                action for action in menu.actions() if f"the {act}" in action.text() or act in action.text()
            )
            await at_ease(copy.trigger)
            await at_ease(menu.close)
            await eventually(lambda: clipboard.text() != NOTHING_YET, PATIENCE, f"the {act} to be copied")
            self.copied.append(clipboard.text())

    async def copy_report(self) -> None:
        window = self.program.window

        def offers() -> list[QPushButton]:
            return [
                button
                for toast in window.toasts.toasts()
                for button in toast.findChildren(QPushButton)
                if button.text() == "Look at the report"
            ]

        await eventually(offers, PATIENCE, "the offer of a report")
        await self.hands.click(offers()[0])
        await eventually(lambda: window.findChildren(ReportDialog), PATIENCE, "the report")
        (dialog,) = window.findChildren(ReportDialog)
        await eventually(dialog.isVisible, PATIENCE, "the report")
        buttons = {button.text(): button for button in dialog.findChildren(QPushButton)}
        await self.copies(buttons["Copy the report"])
        await self.hands.click(buttons["Close"])


async def go_through(program: Program, address: str) -> None:
    """Do all of it and close the window."""
    person = Copying(program)
    try:
        await all_of_it(person, program, address)
    except Exception as error:
        tell(error=f"{type(error).__name__}: {error}", words=person.words())
        raise
    finally:
        program.window.close_at_once()


async def all_of_it(person: Copying, program: Program, address: str) -> None:
    """Sign in, make three videos, copy, meet a fault of the program's own, open the settings."""
    window = program.window
    await eventually(window.isVisible, PATIENCE, "the window")
    await person.hands.type(TOKEN, person.hands.find(QLineEdit, "token"))
    person.look()
    await person.hands.click(person.hands.find(QPushButton, "use_token"))
    await person.working()
    await person.comes_to("it fails", Status.FAILED)
    await person.copy_detail()
    await person.comes_to("it dances", Status.QUEUED)
    await eventually(lambda: "dancing" in " ".join(person.words()), PATIENCE, "the odd word to be shown")
    person.look()
    await person.comes_to("it is refused", Status.REFUSED)
    await person.copy_detail()
    await person.comes_to("it is saved", Status.SAVED)
    await person.copy_from_menu()
    program._spawn(fails(address), f"fetching {address}{SIGNED} with {TOKEN}")
    await person.copy_report()
    await person.hands.click(person.hands.find(QWidget, "settings"))
    await eventually(lambda: window.findChild(QWidget, "settings_dialog"), PATIENCE, "the settings")
    person.look()
    tell(copied=person.copied, forms=person.forms, seen=sorted(person.seen))


async def fails(address: str) -> None:
    """Fail as nobody expected."""
    raise RuntimeError(f"Bearer {TOKEN} was not taken at {address}{SIGNED}")


def main() -> int:
    """Run the program on the service at an address of this computer, whose links are let through."""
    data, address = Path(sys.argv[1]), sys.argv[2]
    real = TaskServices._made

    def made(task_services: TaskServices, service: str, **_: object) -> TaskService:
        return real(task_services, service, own_origin=address, pace=0.05)

    TaskServices._made = made  # type: ignore[method-assign,assignment]
    options = argparse.Namespace(
        practice=False,
        api_url=address,
        data_dir=data,
        practice_speed=1.0,
        script=lambda program: go_through(program, address),
    )
    return app.run(options)


if __name__ == "__main__":
    sys.exit(main())

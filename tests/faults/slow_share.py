"""The program with a reference on a share where each access takes half a second.

``python -m tests.faults.slow_share DATA SHARE``. A person drops a file from it, describes the video, presses
Create, and starts the program again with the file still in the form. Said on standard output: every place at
which the window's own thread asked the share for anything, and so stood still for as long.
"""

from __future__ import annotations

import argparse
import builtins
import io
import os
import sys
import threading
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from seedance_gui import app
from seedance_gui.domain.draft import Field, InputMode
from seedance_gui.domain.task import Status
from seedance_gui.self_test.hands import eventually
from seedance_gui.ui.form.start_choice import StartChoice
from seedance_gui.ui.references.field.field import ReferenceField
from tests.e2e.person import PATIENCE, Person, tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_gui.program import Program

SECONDS = 0.5
asked: list[str] = []


def make_slow(share: Path) -> None:
    """Let all that Python asks of the share take its time; note who asks in the window's thread."""

    def slow(call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(path: Any, *args: Any, **options: Any) -> Any:
            if isinstance(path, str | os.PathLike) and str(share) in os.fspath(path):
                if threading.current_thread() is threading.main_thread():
                    frames = [f for f in traceback.extract_stack() if "seedance_gui" in f.filename]
                    asked.append(" < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in frames[:-6:-1]))
                else:
                    time.sleep(SECONDS)
            return call(path, *args, **options)

        return wrapped

    for module, names in (
        (os, ("stat", "lstat", "open", "scandir", "listdir", "access")),
        (io, ("open",)),
        (builtins, ("open",)),
    ):
        for name in names:
            setattr(module, name, slow(getattr(module, name)))


async def first(program: Program, share: Path) -> None:
    """Drop the file, wait until it is up, and make a video of it."""
    person = Person(program)
    await person.practise()
    await person.hands.click(person.hands.find(StartChoice, "start").button(InputMode.REFERENCES.value))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(share / "cat.png"))])
    form = program.window.work.form
    await person.hands.drop(form.references, mime)
    await eventually(lambda: form.draft.images and form.draft.images[0].link, PATIENCE, "the file to be up")
    await everything_else(program, share)
    await person.create("A cat")
    await eventually(
        lambda: (rows := person.rows()) and rows[0].status is Status.SAVED, PATIENCE, "the video to be saved"
    )


async def everything_else(program: Program, share: Path) -> None:
    """Give another file beside the fields, by its path and by the dialog; open it; take all out again."""
    form, field = program.window.work.form, program.window.work.form.field(Field.IMAGES)
    assert isinstance(field, ReferenceField)
    kept = form.draft
    mime = QMimeData()
    mime.setText(str(share / "dog.png"))
    program.window.work.drop_target._reader.read_mime(mime)
    await eventually(lambda: len(form.draft.images) == 2, PATIENCE, "the path that was pasted")
    field._reader.read_paths([str(share / "owl.png"), str(share)])
    await eventually(lambda: len(form.draft.images) == 5, PATIENCE, "the files that were chosen")
    opened = Opened()
    QDesktopServices.setUrlHandler("file", opened, "open")  # type: ignore[arg-type]
    field.open_item(0)
    await eventually(lambda: opened.urls, PATIENCE, "the file to be opened")
    QDesktopServices.unsetUrlHandler("file")
    form.enter(kept)


class Opened(QObject):
    """Notes what the system is asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[QUrl] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        """Note it."""
        self.urls.append(url)


async def again(program: Program) -> None:
    """Start with the file in the form, and change the prompt."""
    person = Person(program)
    await person.working()
    assert program.window.work.form.draft.images
    await person.create("Another cat")
    await eventually(lambda: len(person.rows()) == 2, PATIENCE, "the second order")


def main() -> int:
    data, share = Path(sys.argv[1]), Path(sys.argv[2])
    make_slow(share)

    async def script(program: Program) -> None:
        try:
            await (again(program) if (data / "second").exists() else first(program, share))
            tell(asked=sorted(set(asked)))
        except Exception as error:
            tell(error=f"{type(error).__name__}: {error}", asked=sorted(set(asked)))
            raise
        finally:
            program.window.close()

    options = argparse.Namespace(
        practice=False, api_url=None, data_dir=data, practice_speed=8.0, script=script
    )
    return app.run(options)


if __name__ == "__main__":
    sys.exit(main())

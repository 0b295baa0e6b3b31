"""A person who looks at every page in a language that is data only.

``python -m tests.e2e.third_language DATA [--pictures DIR]``

Each of its texts is ⟦the English one, longer by some two fifths⟧. What is said on standard output is one JSON
object a page: the texts that are not in that language, and what is wrong with it, as cut words.
"""

from __future__ import annotations

import argparse
import re
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from seedance_gui import app
from seedance_gui.domain.rules_file import load_rules
from seedance_gui.domain.task import Status
from seedance_gui.self_test.hands import at_ease, eventually
from seedance_gui.services.platform import resources
from seedance_gui.ui.shell.guide import Guide
from tests.e2e.person import PATIENCE, Person, choose_next, tell
from tests.ui.looking import faults, settle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedance_gui.program import Program

PROMPT = "4711"
"""What the person writes, so that no text of theirs is taken for one of the program's."""


def texts(widget: QWidget) -> Iterator[str]:
    """Yield what can be read of a widget, or heard by means of a screen reader."""
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(index) for index in range(widget.count()))
    elif isinstance(widget, QGroupBox | QMenu):
        yield widget.title()
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        yield widget.placeholderText()
    yield from (action.text() for action in widget.actions())
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
    if widget.isWindow():
        yield widget.windowTitle()


def outside(text: str) -> str:
    """Return what of a text stands outside of ⟦translated texts⟧ and is a word."""
    while (inner := re.sub(r"⟦[^⟦⟧]*⟧", "", text)) != text:
        text = inner
    text = re.sub(r"⟦.*…$", "", text)  # shortened words have lost their end
    text = text.replace("/\n", "/")  # where a path may be broken
    text = re.sub(r"\{(date|time|prompt|model|ratio|duration)\}", "", text)  # parts of a file's name
    text = re.sub(r"\b(seedance2\.0|sd2_)[\w-]*", "", text)  # what the console calls a price
    text = re.sub(r"<[^>]*>|https?://\S+|/\S+", "", text)
    return " ".join(word for word in re.findall(r"[A-Za-z]{3,}", text) if word not in _NAMES)


_NAMES = {
    "Seedance",
    "English",
    "Esperanto",
    "fail",
    "unclear",
    "stall",
    "png",
    "mp4",
    "jpg",
    "json",
    "Ctrl",
    "Shift",
    "Alt",
    "Return",
    "Enter",
    "Esc",
}


def look(name: str, window: QWidget) -> None:
    """Say what is wrong on a page."""
    seen = [widget for widget in (window, *window.findChildren(QWidget)) if widget.isVisible()]
    foreign = sorted({text for widget in seen for text in texts(widget) if text and outside(text)})
    tell(page=name, foreign=foreign, wrong=faults(window))


def reached(person: Person, state: Status, words: str) -> bool:
    """Tell whether the list shows an order in that state."""
    return any(task.status is state and task.draft.prompt == words for task in person.rows())


async def walk(program: Program, pictures: Path | None) -> None:
    """Go through the pages."""
    person = Person(program)
    hands = person.hands

    async def seen(name: str, window: QWidget | None = None) -> None:
        shown = window or program.window
        await at_ease(settle)
        with suppress(TimeoutError):  # what comes late is laid out a moment later; what stays wrong is told
            await eventually(lambda: not faults(shown), 3, "the page to stand")
        look(name, shown)
        if pictures is not None:
            shown.grab().save(str(pictures / f"{name}.png"))

    await eventually(program.window.isVisible, PATIENCE, "the window")
    language = hands.find(QComboBox, "language")
    for _ in range(language.findData("eo") - language.currentIndex()):
        language = await choose_next(person)
    await seen("welcome")
    await hands.click(hands.find(QPushButton, "guide_link"))
    await eventually(lambda: program.window.findChildren(Guide), PATIENCE, "the guide")
    (guide,) = program.window.findChildren(Guide)
    for button in guide.pages.buttons():
        await hands.click(button)
        await seen(f"guide-{button.text()}", guide)
    await hands.press(Qt.Key.Key_Escape, on=guide)
    await eventually(lambda: not program.window.findChildren(Guide), PATIENCE, "the guide to close")
    await person.practise()
    await eventually(lambda: not person.toasts(), PATIENCE, "the messages to go")
    await seen("empty")
    for _, model in load_rules(resources.read_text("routes.toml")).models():
        program.window.work.form.model.chosen.emit(model.value)
        await seen(f"form-{model.value}")
    program.window.resize(1000, 640)
    await seen("small")
    program.window.resize(1360, 840)
    await hands.press(Qt.Key.Key_Home, on=program.window)
    program.window.work.form.model.chosen.emit("seedance2.0-std")
    since = QElapsedTimer()
    since.start()
    for words, state in (
        (PROMPT, Status.SAVED),
        (f"[fail] {PROMPT}", Status.FAILED),
        (f"[unclear] {PROMPT}", Status.NOT_CONFIRMED),
        (f"[stall] {PROMPT}", Status.PROCESSING),
    ):
        # A second press within that time would be taken for half a double click.
        await eventually(lambda: since.hasExpired(QApplication.doubleClickInterval()), PATIENCE, "a moment")
        await person.create(words)
        since.start()
        await eventually(partial(reached, person, state, words), PATIENCE, f"a task that is {state}")
        await eventually(lambda: not person.toasts(), PATIENCE, "the messages to go")
        await seen(state.value)
    program.window.menus.show_palette()
    await seen("palette")
    await hands.press(Qt.Key.Key_Escape, on=hands.find(QLineEdit, "palette-search"))
    await hands.click(hands.find(QWidget, "settings"))
    await eventually(lambda: program.window.findChildren(QDialog), PATIENCE, "the settings")
    await seen("settings", program.window.findChildren(QDialog)[0])
    tell(done=True)
    program.window.close()


def main() -> int:
    """Run the program as its own start does, with a person at the window."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--pictures", type=Path)
    given = parser.parse_args()

    async def script(program: Program) -> None:
        try:
            await walk(program, given.pictures)
        except Exception as error:
            tell(error=f"{type(error).__name__}: {error}")
            program.window.close()
            raise

    return app.run(
        argparse.Namespace(
            practice=False, api_url=None, data_dir=given.data, practice_speed=8.0, script=script
        )
    )


if __name__ == "__main__":
    sys.exit(main())

"""What a change in the form costs, until it is drawn, beside the 16 ms of a frame."""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import replace
from functools import partial
from itertools import combinations, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from seedance_gui.domain.draft import Draft, InputMode, Reference
from seedance_gui.domain.rules_file import load_rules
from seedance_gui.services.media.worker_client import MediaWorker
from seedance_gui.services.platform import resources
from seedance_gui.ui.kit.theme import Theme
from seedance_gui.ui.kit.translator import Words
from seedance_gui.ui.player.player_state import PlaySettings
from seedance_gui.ui.shell.work_page import WorkPage
from tests.bench.table import frames

if TYPE_CHECKING:
    from collections.abc import Callable

WEB = "https://example.com/"
DRAFT = Draft(
    "seedance2.0-std",
    "@图1 walks through fresh snow at dawn, and @图2 follows. " * 60,
    InputMode.REFERENCES,
    images=tuple(Reference(f"{WEB}{n}.jpg") for n in range(9)),
    first_image=Reference(WEB + "first.jpg"),
    last_image=Reference(WEB + "last.jpg"),
    reference_videos=(Reference(WEB + "walk.mp4"),),
    reference_audios=(Reference(WEB + "wind.mp3"),),
    ratio="21:9",
    duration=15,
)


def drawn(page: WorkPage, act: Callable[[], object]) -> float:
    """Return the milliseconds of work from an act until the window shows it; other programs' is not in it."""
    begun = time.thread_time()
    act()
    QApplication.processEvents()
    # What is left to draw, drawn now: the platform would wait for a frame of its own.
    QCoreApplication.sendEvent(page, QEvent(QEvent.Type.UpdateRequest))
    took = (time.thread_time() - begun) * 1e3
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return took


def switches(page: WorkPage, start: InputMode, models: list[str]) -> list[float]:
    """Go from every model to every other."""
    form = page.form
    form.set_draft(replace(DRAFT, start=start))
    walk = [model for one, other in combinations(models, 2) for model in (one, other, one)]
    return [
        drawn(page, partial(form.model.chosen.emit, other)) for one, other in pairwise(walk) if one != other
    ]


def letters(page: WorkPage, count: int) -> list[float]:
    """Type into a long prompt with mentions."""
    page.form.set_draft(DRAFT)
    page.form.prompt.moveCursor(page.form.prompt.textCursor().MoveOperation.End)
    text = "the quick brown fox " * (count // 20)
    return [drawn(page, partial(QTest.keyClicks, page.form.prompt, key)) for key in text]


def steps(page: WorkPage, count: int) -> list[float]:
    """Undo and redo over all that was typed, and over changes of the model."""
    form = page.form
    actions = [form.undo_action] * count + [form.redo_action] * count
    return [drawn(page, action.trigger) for action in actions]


def main() -> None:
    app = QApplication(sys.argv)
    theme = Theme(app)
    theme.apply()
    rules = load_rules(resources.read_text("routes.toml"))
    models = [model.value for _, model in rules.models()]
    with tempfile.TemporaryDirectory() as folder:
        media = MediaWorker(Path(folder) / "undecodable")
        page = WorkPage(
            theme,
            rules,
            Words(),
            play_settings=PlaySettings(muted=True),
            paste_folder=Path(folder),
            poster_of=lambda _: None,
            media=media,
        )
        page.resize(1600, 1000)
        page.show()
        drawn(page, lambda: QTest.qWait(200))
        took = [one for start in InputMode for one in switches(page, start, models)]
        frames("another model, any to any, drawn", took).hand_over()
        frames("a letter in a long prompt", letters(page, 400)).hand_over()
        frames("undo and redo", steps(page, 80)).hand_over()
        page.preview.release()
        page.thumbnails.close()
        media.close()
        page.close()


if __name__ == "__main__":
    main()

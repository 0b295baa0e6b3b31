"""The whole program while its window is made anew: ``python -m tests.ui.shell.rebuilt_window DATA``.

A person narrows the list, scrolls it, plays a video in the middle of it and writes; then the text grows, and
then the language changes. What is seen before and after is said on standard output, a JSON object a line.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QAbstractItemView

from seedance_gui import app
from seedance_gui.self_test.hands import at_ease, eventually
from seedance_gui.ui.player.player_state import State
from tests.e2e.person import PATIENCE, tell

if TYPE_CHECKING:
    from seedance_gui.program import Program

PLAYED = "task20"


async def go_through(program: Program) -> None:
    window = program.window
    await eventually(lambda: program.sessions.current, PATIENCE, "the videos")
    await at_ease(lambda: window.show_page(window.work))
    tasks, player = window.work.tasks, window.work.preview.player
    await at_ease(lambda: window.resize(1500, 800))
    await at_ease(lambda: tasks.search.setText("fox"))
    await at_ease(lambda: tasks.choose(PLAYED))
    preview = window.work.preview  # shows another one until the loop's next turn
    await eventually(lambda: preview.preview and preview.preview.key == PLAYED, PATIENCE, "its preview")
    await eventually(lambda: player.ready and player.has_picture, PATIENCE, "the video")
    await at_ease(lambda: player.seek(2000))
    top = tasks.model.index(tasks.model.row_of("task16") or 0)
    await at_ease(lambda: tasks.view.scrollTo(top, QAbstractItemView.ScrollHint.PositionAtTop))
    prompt = window.work.form.prompt
    await at_ease(lambda: prompt.insertPlainText("A heron waits"))
    service = program.sessions.current.task_service if program.sessions.current else None
    assert service is not None
    await at_ease(lambda: service.removals.remove(["task30"]))
    await at_ease(lambda: prompt.moveCursor(QTextCursor.MoveOperation.WordLeft))
    await at_ease(lambda: window.work.form.shape.takes.set_count(3))
    await at_ease(prompt.setFocus)
    await at_ease(lambda: window.toasts.show_message("Stays", "danger", milliseconds=0))
    await at_ease(lambda: window.toasts.show_message("Passes"))
    seen(program)
    await changed(program, text_size=150)
    seen(program)
    await at_ease(program.window.work.preview.player.play)
    await at_ease(program.window.work.find_video)
    await changed(program, language="zh_CN")
    await eventually(
        lambda: program.window.work.preview.player.state is State.PLAYING, PATIENCE, "it to play on"
    )
    seen(program)
    undone = program.window.work.form.undo_action
    await at_ease(undone.trigger)
    tell(undone=program.window.work.form.prompt.toPlainText(), back=service.removals.put_back(["task30"]))


async def changed(program: Program, **settings: object) -> None:
    """Change a setting that makes the window anew, and wait until it stands as the one before."""
    before = program.window
    await at_ease(lambda: program._parts.settings.change(**settings))
    assert program.window is not before
    player = program.window.work.preview.player
    await eventually(lambda: player.ready and player.position >= 1900, PATIENCE, "the video in its place")


def seen(program: Program) -> None:
    window, work = program.window, program.window.work
    view, model = work.tasks.view, work.tasks.model
    focus = window.focusWidget()
    shown = work.preview.preview
    tell(
        chosen=shown.key if shown else "",
        selected=work.tasks.selected(),
        position=work.preview.player.position,
        search=work.tasks.search.text(),
        top=model.row(view.indexAt(QPoint(view.width() // 2, 1)).row()).id,
        prompt=work.form.prompt.toPlainText(),
        cursor=work.form.prompt.textCursor().position(),
        focus=focus.objectName(),
        page=work.isVisible(),
        takes=work.form.shape.takes.count,
        stage=work.preview.isVisible(),
        size=[window.width(), window.height()],
        notices=window.notices.texts(),
        toasts=[toast.text for toast in window.toasts.toasts()],
        title=work.tasks.search.placeholderText(),
        text=work.tasks.search.fontMetrics().height(),
    )


def main() -> int:
    async def script(program: Program) -> None:
        try:
            await go_through(program)
        except Exception as error:
            tell(error=f"{type(error).__name__}: {error}")
            raise
        finally:
            program.window.close()

    options = argparse.Namespace(
        practice=False, api_url=None, data_dir=Path(sys.argv[1]), practice_speed=1.0, script=script
    )
    return app.run(options)


if __name__ == "__main__":
    sys.exit(main())

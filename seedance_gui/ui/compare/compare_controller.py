"""Compares videos of one session on its page: opens the comparison, keeps one, leaves."""

from __future__ import annotations

import time
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from seedance_gui.ui.compare.compare_pane import ComparePane
from seedance_gui.ui.compare.compare_table import LETTERS
from seedance_gui.ui.compare.differences import differences
from seedance_gui.ui.compare.pair import Pair
from seedance_gui.ui.kit.in_thread import in_thread
from seedance_gui.ui.preview.preview_words import made_from_of
from seedance_gui.ui.tasks.command_table import Command
from seedance_gui.ui.tasks.commands import TaskCommands

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from seedance_gui.domain.task import Task
    from seedance_gui.ui.session.scope import SessionContext
    from seedance_gui.ui.tasks.doing import TaskDoing

_WIDE = 720
"""Pixels at 100 %: with less for two videos the list folds away, too."""

_BESIDE = 420
"""Pixels at 100 %: where it would have less, the form takes its place."""


class CompareController(QObject):
    """``compare`` is given one of several takes, or two videos and more."""

    def __init__(self, context: SessionContext, doing: TaskDoing, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._doing, self._page = context, doing, context.page
        self._task_service = context.task_service
        self._pane: ComparePane | None = None
        self._folded: list[QWidget] = []
        self._kept = ""
        connect = context.scope.connect
        connect(context.page.tasks.opened, lambda _: self.leave())
        connect(self._task_service.task_changed, self._task_changed)
        connect(self._task_service.task_removed, self._task_removed)

    def compare(self, tasks: Sequence[Task]) -> None:
        """Show the first two of these videos side by side; of one take, it and the next ones of its group."""
        among = [task for task in tasks if task.watchable]
        if len(tasks) == 1:
            among += [task for task in self._group(tasks[0]) if task.watchable]
        if len(among) < 2:
            self._context.toasts.show_message(self.tr("No other one of these is finished yet."))
            return
        self._open(among[0], among[1], among)

    def leave(self) -> None:
        """Show what was there before."""
        if self._pane is None:
            return
        self._close()
        for part in self._folded:
            part.show()
        self._folded.clear()
        self._page.tasks.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        pane, self._pane = self._pane, None
        if pane is not None:
            pane.lead.release()
            self._page.preview.put_over(None)
            pane.deleteLater()
        self._letter()

    def _letter(self) -> None:
        """Say in the list which are compared."""
        panel, pane = self._page.tasks, self._pane
        tasks = () if pane is None else pane.pair.tasks
        panel.delegate.letters = {task.id: letter for task, letter in zip(tasks, LETTERS, strict=False)}
        panel.view.viewport().update()

    def _group(self, task: Task) -> list[Task]:
        """Return the others that were ordered together with a task, first to last."""
        if task.take is None:
            return []
        group = task.take.group
        tasks = reversed(self._task_service.tasks())
        return [each for each in tasks if each.take and each.take.group == group and each.id != task.id]

    def _open(self, one: Task, other: Task, among: Sequence[Task]) -> None:
        media, files = self._task_service.media, (Path(one.file), Path(other.file))

        def ends() -> list[float]:
            return [max(media.timeline(file).starts, default=0.0) for file in files]

        in_thread(self, ends, partial(self._show, (one, other), tuple(among)))

    def _show(self, tasks: tuple[Task, Task], among: Sequence[Task], ends: Sequence[float]) -> None:
        self._close()
        context, preview = self._context, self._page.preview
        posters = [self._page.tasks.posters.of(task, at_once=True) for task in tasks]
        pictures = [None if poster is None else poster.toImage() for poster in posters]
        one, other = (TaskCommands(context.theme, preview, partial(self._present, task)) for task in tasks)
        pair = Pair(
            tasks,
            among,
            ends[1] > ends[0],
            (pictures[0], pictures[1]),
            differences(*tasks, context.rules, context.words),
            (made_from_of(tasks[0], context.rules), made_from_of(tasks[1], context.rules)),
            (one, other),
        )
        pane = ComparePane(
            context.theme,
            pair,
            preview.play_settings,
            now=time.time(),
            marker=None,
            media=self._task_service.media,
            thumbnails=self._page.thumbnails,
            parent=preview,
        )
        for commands in (one, other):
            commands.setParent(pane)
            commands.serve(self._doing)
            commands[Command.REUSE].triggered.connect(partial(self._unfold, "prompt"))
        self._pane, self._kept = pane, ""
        pane.left.connect(self.leave)
        pane.swapped.connect(self._letter)
        pane.kept.connect(self._keep)
        pane.form_asked.connect(self._unfold)
        pane.reference_asked.connect(preview.reference_asked)
        pane.paired.connect(partial(self._pair, among))
        pane.settings_changed.connect(lambda settings: preview.player.change_settings(**asdict(settings)))
        self._page.show_preview()
        preview.put_over(pane)
        self._letter()
        self._make_room()
        pane.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_room(self) -> None:
        """Fold the form to its rail, and the list too where the pictures need its room."""
        page, wanted = self._page, self._context.theme.px(_WIDE)
        self._fold(page.form)
        if page.preview.width() + page.form.width() < wanted and not page.columns.is_folded:
            self._fold(page.tasks)

    def _fold(self, part: QWidget) -> None:
        if part.isVisible():
            part.hide()
            self._folded.append(part)

    def _unfold(self, part: str, *_: object) -> None:
        """Show the form beside the comparison, or instead of it."""
        page, form = self._page, self._page.form
        room = page.preview.width() - form.minimumWidth()
        if self._pane is None or page.columns.is_folded or room < self._context.theme.px(_BESIDE):
            self.leave()
        else:
            self._pane.rail.hide()
            form.show()
        target = form.bar.button if part == "create" and form.bar.button.isEnabled() else form.prompt
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _present(self, task: Task) -> list[Task]:
        now = self._task_service.task(task.id)
        return [] if now is None else [now]

    def _pair(self, among: Sequence[Task], one: str, other: str) -> None:
        tasks = [self._task_service.task(task_id) for task_id in (one, other)]
        if tasks[0] is not None and tasks[1] is not None:
            self._open(tasks[0], tasks[1], among)

    def _keep(self, task_id: str) -> None:
        """Give it a star, and offer to remove the others that have none."""
        pane, task = self._pane, self._task_service.task(task_id)
        if pane is None or task is None:
            return
        self._kept = task_id
        self._task_service.filing.favour([task_id], True)
        compared = [self._task_service.task(each.id) for each in pane.pair.tasks]
        rest = {each.id: each for each in (*compared, *self._group(task)) if each is not None}
        leaving = [each for each in rest.values() if each.id != task_id and not each.favourite]
        if leaving:
            self._page.tasks.commands.do(Command.REMOVE, leaving)
        else:
            self._done()

    def _done(self) -> None:
        kept = self._kept
        self.leave()
        self._page.tasks.choose(kept)

    def _task_changed(self, task: Task) -> None:
        if self._pane is not None:
            first, second = (task if each.id == task.id else each for each in self._pane.pair.tasks)
            self._pane.show_tasks((first, second))
            for commands in self._pane.pair.commands:
                commands.refresh_soon()

    def _task_removed(self, task_id: str) -> None:
        if self._pane is not None and any(task_id == task.id for task in self._pane.pair.tasks):
            self._done()

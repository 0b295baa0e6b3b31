"""Says below the form what the video may take, going by the videos that were made before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from seedance_gui.domain.draft import Field
from seedance_gui.domain.prices import paid, price_of

if TYPE_CHECKING:
    from seedance_gui.domain.form_state import Form
    from seedance_gui.domain.task import Task
    from seedance_gui.services.tasks.service import Studio
    from seedance_gui.ui.form_pane import FormPane
    from seedance_gui.ui.words import Words


class PriceLine(QObject):
    """Follows one form and the tasks of one studio."""

    def __init__(self, form: FormPane, studio: Studio, words: Words, parent: QObject) -> None:
        super().__init__(parent)
        self._form = form
        self._studio = studio
        self._words = words
        self._seen: object = None
        form.form_changed.connect(self._look)
        studio.task_changed.append(self._task_changed)
        self._look(form.form)

    def close(self) -> None:
        """Let go of the form and the studio."""
        self._form.form_changed.disconnect(self._look)
        self._studio.task_changed.remove(self._task_changed)
        self._form.set_price("")

    def _look(self, form: Form) -> None:
        entry = form.entry
        # The list may hold years: it is not gone through at each letter.
        seen = entry and (
            entry.model,
            entry.resolution,
            entry.duration,
            [clip.seconds for clip in entry.items(Field.REFERENCE_VIDEOS)[:1]],
        )
        if seen == self._seen:
            return
        self._seen = seen
        found = price_of(entry, self._studio.tasks()) if entry is not None else None
        self._form.set_price("" if found is None else self._words.text(found))

    def _task_changed(self, task: Task) -> None:
        if paid(task) is not None:
            self._seen = None
            self._look(self._form.form)

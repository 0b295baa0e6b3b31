"""Which tasks are shown: by words, state, favourite, model and date."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from seedance_gui.domain.task import Status
from seedance_gui.ui.tasks.days import When

if TYPE_CHECKING:
    from seedance_gui.domain.task import Task


class Show(StrEnum):
    """The filter by state."""

    ALL = ""
    GOING = "going"
    READY = "ready"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class Filter:
    """What is wanted. Empty parts want everything; ``text`` asks for each of its words."""

    text: str = ""
    show: Show = Show.ALL
    favourites: bool = False
    model: str = ""
    when: When = When.ANY

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the parts that hide something."""
        return tuple(name for name in ("text", "show", "favourites", "model", "when") if getattr(self, name))


def show_of(task: Task) -> Show:
    """Return the state's part of the list: under way, ready, or neither."""
    if task.active:
        return Show.GOING
    return Show.READY if task.status is Status.SAVED else Show.TROUBLE


def show_words(show: Show) -> str:
    """Return what a choice of state is called."""
    translate = QCoreApplication.translate
    return {
        Show.ALL: translate("tasks", "All"),
        Show.GOING: translate("tasks", "In progress"),
        Show.READY: translate("tasks", "Saved"),
        Show.TROUBLE: translate("tasks", "Needs a look"),
    }[show]


def when_words(when: When) -> str:
    """Return what a choice of date is called."""
    translate = QCoreApplication.translate
    return {
        When.ANY: translate("tasks", "Any time"),
        When.TODAY: translate("tasks", "Today"),
        When.WEEK: translate("tasks", "Last 7 days"),
        When.MONTH: translate("tasks", "Last 30 days"),
        When.OLDER: translate("tasks", "Older than 30 days"),
    }[when]

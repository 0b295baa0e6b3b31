"""Which tasks are shown, and in which order."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from seedance_gui.domain.draft import FRAME_FIELDS, REFERENCE_FIELDS, Field
from seedance_gui.domain.status_message import why_unsaved
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


class Made(StrEnum):
    """The filter by what a video was made from."""

    ANY = ""
    TEXT = "text"
    PICTURES = "pictures"
    FRAMES = "frames"
    CLIPS = "clips"
    SOUNDS = "sounds"


_FIELDS: Final = {
    Made.PICTURES: {Field.IMAGES},
    Made.FRAMES: set(FRAME_FIELDS),
    Made.CLIPS: {Field.REFERENCE_VIDEOS},
    Made.SOUNDS: {Field.REFERENCE_AUDIOS},
}


class Sort(StrEnum):
    """What the list is sorted by."""

    NEWEST = ""
    NAME = "name"
    MODEL = "model"
    LONGEST = "length"


NOT_FILED: Final = " "
"""In place of a tag: those without any."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What is wanted. Empty parts want everything; ``text`` asks for each of its words."""

    text: str = ""
    show: Show = Show.ALL
    favourites: bool = False
    model: str = ""
    when: When = When.ANY
    tag: str = ""
    ratio: str = ""
    made: Made = Made.ANY

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the parts that hide something."""
        return tuple(part.name for part in fields(self) if getattr(self, part.name))


def show_of(task: Task) -> Show:
    """Return the state's part of the list: under way by itself, ready, or neither."""
    if task.active and why_unsaved(task) is None:
        return Show.GOING
    return Show.READY if task.status is Status.SAVED else Show.TROUBLE


def made_of(task: Task, made: Made) -> bool:
    """Whether a video was made so; with pictures and clips it was made both ways."""
    body, draft = task.body, task.draft
    used = {name for name in REFERENCE_FIELDS if (body.get(name) if body else draft.items(name))}
    return not used if made is Made.TEXT else bool(used & _FIELDS[made])


def sort_words(sort: Sort) -> str:
    """Return what an order of the list is called."""
    translate = QCoreApplication.translate
    return {
        Sort.NEWEST: translate("tasks", "Newest first"),
        Sort.NAME: translate("tasks", "By name"),
        Sort.MODEL: translate("tasks", "By model"),
        Sort.LONGEST: translate("tasks", "Longest first"),
    }[sort]


def made_words(made: Made) -> str:
    """Return what a choice of what videos were made from is called."""
    translate = QCoreApplication.translate
    return {
        Made.ANY: translate("tasks", "With or without"),
        Made.TEXT: translate("tasks", "Text only"),
        Made.PICTURES: translate("tasks", "Pictures"),
        Made.FRAMES: translate("tasks", "First or last frame"),
        Made.CLIPS: translate("tasks", "Clips"),
        Made.SOUNDS: translate("tasks", "Sounds"),
    }[made]


def tag_words(tag: str) -> str:
    """Return what a choice of tag is called."""
    return QCoreApplication.translate("tasks", "Not filed yet") if tag == NOT_FILED else tag


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

"""Tasks in every state, for tests of the list."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from seedance_gui.domain.draft import Draft
from seedance_gui.domain.task import Status, Task

NOON = datetime(2026, 11, 19, 12, 0).astimezone().timestamp()  # a Thursday
DAY = timedelta(days=1).total_seconds()
NASTY = '<img src="file:///x.png"> <b>bold</b> & \u202ereversed\u202c'
NAMES = {"std": "STD", "full": "Full 720p", "seedance2.0-std": "STD"}


def sample(
    number: int | str,
    status: Status = Status.SAVED,
    *,
    ago: float = 0.0,
    prompt: str = "A fox in the snow",
    model: str = "std",
    **more: Any,
) -> Task:
    """Return a task of its own id, ordered ``ago`` seconds before ``NOON``."""
    draft = Draft(model=model, prompt=prompt, duration=5)
    made = Task(
        id=f"task{number}", service="practice", created=NOON - ago, since=NOON - ago, draft=draft, body={}
    )
    file = "/videos/fox.mp4" if status is Status.SAVED else ""
    return replace(made, **{"status": status, "body": {"duration": 5}, "file": file, **more})


def one_of_each() -> list[Task]:
    """Return a task in each status, newest first."""
    return [sample(n, status, ago=n * 60.0) for n, status in enumerate(Status)]


def model_name(task: Task) -> str:
    """Return the name of a task's model."""
    return NAMES.get(task.draft.model, task.draft.model)

"""A file that was joined of several videos, as one of the list: no order stands behind it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from seedance_gui.domain.draft import Field
from seedance_gui.domain.task import Status, Task
from seedance_gui.services.tasks.filing import MOST_OF_A_NAME, MOST_OF_A_NOTE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_SHAPE = (Field.RATIO, Field.RESOLUTION, Field.ORIENTATION)


def joined(tasks: Sequence[Task], file: Path, seconds: float, name: str, note: str, now: float) -> Task:
    """Return the task of a file of those, which is reused as the first of them. ``seconds``: its length."""
    first = tasks[0]
    shape = {field.value: first.body[field.value] for field in _SHAPE if field.value in first.body}
    return Task(
        id=uuid.uuid4().hex,
        service=first.service,
        created=now,
        since=now,
        finished=now,
        draft=first.draft,
        body=shape | {Field.DURATION.value: round(seconds)},
        status=Status.SAVED,
        file=str(file),
        name=name[:MOST_OF_A_NAME],
        note=note[:MOST_OF_A_NOTE],
    )

"""Put a list together again by what is kept beside the videos: its store was damaged, or they moved."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from seedance_gui.domain.task import Status
from seedance_gui.services.files import sidecar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_gui.domain.task import Task
    from seedance_gui.services.store.store import Store
    from seedance_gui.services.tasks.repository import TaskRepository


def recover(store: Store, videos: Path) -> int:
    """Put the saved videos below a folder that the store lacks into it, and return how many those were.

    What the person had removed stays removed, also where the backup in force is older than that. For a
    thread, right after the store was opened and before its tasks are read. Raises what the store raises.
    """
    count = 0
    for task, removed in sidecar.tasks_in(videos):
        known = store.task(task.id) is not None
        if removed and known:
            store.remove(task.id)
        elif not removed and not known:
            store.add(task)
            count += 1
    return count


async def relink(repository: TaskRepository, task_id: str, file: Path) -> int:
    """Take ``file`` as that of a saved task, and those beside it as what they say where tasks lost theirs.

    Return how many others there were. Raises ValueError: it is the file of another task.
    """
    saved = [task for task in repository.all() if task.watchable]
    found = await asyncio.to_thread(_found, task_id, file, saved)
    tasks = (repository.get(each, Status.SAVED) for each in found)
    repository.put(*(replace(task, file=found[task.id]) for task in tasks if task is not None))
    return len(found) - 1


def _found(task_id: str, file: Path, saved: Sequence[Task]) -> dict[str, str]:
    if sidecar.id_in(sidecar.path_for(file)) not in {"", task_id}:
        raise ValueError("of another task")
    there = {task.id: task.file for task, _ in sidecar.tasks_in(file.parent)}
    lost = {task.id for task in saved if task.id in there and not Path(task.file).exists()}
    return {each: there[each] for each in lost} | {task_id: str(file)}

"""Put a list together again by what is kept beside the videos: its store was damaged, or they moved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from seedance_gui.services.files import sidecar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_gui.domain.task import Task
    from seedance_gui.services.store.store import Store


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


def found_again(task_id: str, file: Path, saved: Sequence[Task]) -> dict[str, str]:
    """Return where files are now, by our ids: that of one task, and of ``saved`` ones that lost theirs.

    Those are looked for in the folder of ``file`` and in the folders within it. For a thread. Raises
    ValueError: ``file`` is that of another task.
    """
    if sidecar.id_in(sidecar.path_for(file)) not in {"", task_id}:
        raise ValueError("of another task")
    there = {task.id: task.file for task, _ in sidecar.tasks_in(file.parent)}
    lost = {task.id for task in saved if task.id in there and not Path(task.file).exists()}
    return {each: there[each] for each in lost} | {task_id: str(file)}

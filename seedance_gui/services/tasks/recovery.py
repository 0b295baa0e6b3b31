"""Put a list together again after its store was damaged, from the settings kept beside the videos."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedance_gui.services.files import sidecar

if TYPE_CHECKING:
    from pathlib import Path

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

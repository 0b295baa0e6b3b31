"""Two videos that are compared, and all that is told of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QImage

    from seedance_gui.domain.task import Task
    from seedance_gui.ui.compare.differences import Differences
    from seedance_gui.ui.preview.made_from import Items
    from seedance_gui.ui.tasks.commands import TaskCommands


@dataclass(frozen=True, slots=True)
class Pair:
    """What is compared: two of the ``among``, and what can be done with each.

    ``second_leads``: the second one is longer. ``made_from``: the references of both.
    """

    tasks: tuple[Task, Task]
    among: Sequence[Task]
    second_leads: bool
    posters: tuple[QImage | None, QImage | None]
    differs: Differences
    made_from: tuple[Items, Items]
    commands: tuple[TaskCommands, TaskCommands]

    def swapped(self) -> Pair:
        """Return it with the second one first."""
        both = ("tasks", "posters", "made_from", "commands")
        turned = {name: getattr(self, name)[::-1] for name in both}
        return replace(self, second_leads=not self.second_leads, differs=self.differs.swapped(), **turned)

"""The services in a process of their own, which is killed: ``python -m tests.faults.child WHERE …``.

Where no server can tell the moment, the process kills itself at it, as hard as another could.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from seedance_gui.compat import override
from seedance_gui.domain.draft import Draft
from seedance_gui.domain.rules_file import load_rules
from seedance_gui.services.api.client import ApiClient
from seedance_gui.services.media.worker_client import MediaWorker
from seedance_gui.services.platform import resources
from seedance_gui.services.store.store import Store
from seedance_gui.services.store.store_file import back_up, open_store
from seedance_gui.services.tasks.service import TaskService

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seedance_gui.domain.task import Status, Task


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class Deadly(Store):
    """A store at whose marked place the process ends."""

    where = ""

    @override
    def claim(self, task: Task, before: Sequence[Status]) -> bool:
        if self.where == "before the claim":
            die()
        return super().claim(task, before)

    @override
    @contextmanager
    def together(self) -> Iterator[None]:
        with super().together():
            yield
        if self.where == "before send":
            die()

    @override
    def put(self, *tasks: Task) -> None:
        known = any(task.task_id for task in tasks)
        if known and self.where == "before the id is stored":
            die()
        super().put(*tasks)
        if known and self.where == "after the id is stored":
            die()


def studio_at(folder: Path, address: str, where: str) -> TaskService:
    store = open_store(folder / "data" / "studio.db").store
    deadly = Deadly(store.path, store._connection)
    deadly.where = where
    return TaskService(
        rules=load_rules(resources.read_text("routes.toml")),
        store=deadly,
        api_factory=lambda _, token: ApiClient(address, token),
        videos=folder / "videos",
        cache=folder / "cache",
        media=MediaWorker(folder / "undecodable"),
        service="practice",
        own_origin=address,
        pace=0.05,
    )


async def order(task_service: TaskService, count: int = 1) -> None:
    task_service.accounts.set_token("sk-child")
    task_service.start()
    for number in range(count):
        task_service.submit(Draft(task_service._context.rules.first_model, f"killed {number}"))
    await asyncio.sleep(60)


async def order_held(task_service: TaskService) -> None:
    """Hold two of three orders, one of them begins held, and change what one orders."""
    held, late, _ = (
        task_service.submit(Draft(task_service._context.rules.first_model, prompt), held=prompt == "held")
        for prompt in ("held", "held later", "free")
    )
    task_service.waiting.hold([late.id])
    task_service.waiting.replace(late.id, Draft(held.draft.model, "changed"), held=True)
    task_service.accounts.set_token("sk-child")
    task_service.start()
    await asyncio.sleep(60)


def beside_a_dialog(task_service: TaskService) -> None:
    """Let fifty tasks poll while a modal dialog is open, on the loop of the program."""
    from PySide6.QtWidgets import QApplication, QDialog  # noqa: PLC0415 - for this one only

    from seedance_gui.app import make_loop  # noqa: PLC0415

    app = QApplication([])
    dialog = QDialog()
    dialog.setModal(True)

    async def work() -> None:
        dialog.open()
        await order(task_service, 50)

    with asyncio.Runner(loop_factory=lambda: make_loop(app)) as runner:
        runner.run(work())


def main(where: str, folder: Path, address: str) -> None:
    if where == "while writing a backup":
        Path.replace = lambda *_: die()  # type: ignore[method-assign,assignment]
        back_up(folder / "data" / "studio.db")
    elif where == "dialog":
        beside_a_dialog(studio_at(folder, address, where))
    elif where == "held":
        asyncio.run(order_held(studio_at(folder, address, where)))
    else:
        asyncio.run(order(studio_at(folder, address, where)))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])

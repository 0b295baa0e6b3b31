"""A form on a service on a real server, and what follows its references between them."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction

from seedance_gui.domain.draft import Draft, Field, InputMode, Reference
from seedance_gui.domain.rules_file import load_rules
from seedance_gui.services.platform import resources
from seedance_gui.ui.form.form_pane import FormPane
from seedance_gui.ui.kit.note import Note
from seedance_gui.ui.kit.translator import Words
from seedance_gui.ui.references.field.field import ReferenceField
from seedance_gui.ui.references.field.thumbnails import Thumbnails
from seedance_gui.ui.references.status.reference_status import ReferenceStatus
from seedance_gui.ui.references.status.upload_status import UploadStatus
from tests import server as s
from tests.server import Call, Server
from tests.services.stage import UPLOAD, Stage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.references.field.describing import ItemState

RULES = load_rules(resources.read_text("routes.toml"))


class Bench:
    """A form, a task service on a server, and the uploads between them."""

    def __init__(self, theme: Theme, stage: Stage, folder: Path) -> None:
        self.stage = stage
        self.theme = theme
        self.words = Words()
        self.thumbnails = Thumbnails(stage.media)
        self.form = FormPane(
            RULES,
            self.words,
            theme,
            lambda name, edits: ReferenceField(
                theme,
                self.words,
                name,
                edits=edits,
                upload=RULES.upload,
                paste_folder=folder / "pasted",
                thumbnails=self.thumbnails,
            ),
        )
        self.form.set_own_origin(stage.server.address)
        self.form.set_draft(Draft("seedance2.0-std", "A fox", InputMode.REFERENCES))
        self.form.resize(400, 900)
        self.form.show()
        self.kept: list[Draft] = []
        self.form.draft_changed.connect(self.kept.append)
        self.works: set[asyncio.Task[None]] = set()
        self.closing: list[Callable[[], None]] = []
        self.status = ReferenceStatus(self.form)
        self.uploads = self.begin()

    def begin(self) -> UploadStatus:
        return UploadStatus(self.status, self.stage.task_service, self.words, self.spawn, self.form)

    def spawn(self, work: Coroutine[object, object, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self.works.add(task)
        return task

    @property
    def images(self) -> ReferenceField:
        return self.form.field(Field.IMAGES)

    def give(self, *paths: Path) -> None:
        draft = self.form.draft
        for path in paths:
            draft = draft.adding(Field.IMAGES, Reference(file=str(path)))
        self.form.enter(draft)

    def state(self, index: int = 0) -> ItemState | None:
        tiles = self.images.strip.tiles()
        return tiles[index].view.state if index < len(tiles) else None

    def links(self) -> list[str]:
        return [item.link for item in self.form.draft.images]

    def choose(self, label: str) -> None:
        """Choose something in the menu of the first tile."""
        menu = self.images.show_menu(0, QPoint(5, 5))
        action = next(one for one in menu.findChildren(QAction) if one.text().replace("&", "") == label)
        action.trigger()
        menu.close()

    def notes(self) -> list[str]:
        return [
            note.line.text
            for note in self.form.references.said(Field.IMAGES).findChildren(Note)
            if not note.isHidden()
        ]

    def busy(self) -> list[str]:
        return [str(task.get_coro()) for task in self.works if not task.done()]

    async def aclose(self) -> None:
        for close in self.closing:
            close()
        self.uploads.close()
        for task in self.works:
            task.cancel()
        await asyncio.gather(*self.works, return_exceptions=True)
        self.thumbnails.close()
        await self.stage.aclose()


@asynccontextmanager
async def opened(theme: Theme, tmp_path: Path) -> AsyncIterator[Bench]:
    with Server() as server:
        stage = Stage(server, RULES, b"", tmp_path)

        def uploaded(call: Call) -> None:
            number = len(server.seen_at(UPLOAD))
            s.envelope({"url": f"{server.address}/uploads/{number}.png"})(call)

        server.on("POST", UPLOAD, uploaded)
        stage.start()
        bench = Bench(theme, stage, tmp_path)
        try:
            yield bench
        finally:
            await bench.aclose()


def benched(test: Callable[[Bench, Path], Awaitable[None]]) -> object:
    """Open and close the bench in the test's own run of the loop: Qt steps it between runs, too, where
    coroutines find no running loop."""

    async def run(theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
        async with opened(theme, tmp_path) as bench:
            await test(bench, tmp_path)

    run.__name__ = test.__name__
    return run

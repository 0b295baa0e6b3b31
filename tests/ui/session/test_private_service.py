"""A service on this computer or network: what is uploaded there has its link there, and is taken."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.draft import Draft, Field, Reference
from tests import server as s
from tests.media import make_image
from tests.services.stage import CREATE, QUERY, UPLOAD
from tests.ui.unconfirmed.test_unconfirmed import Desk, at_work, eventually, server

if TYPE_CHECKING:
    from pathlib import Path

    from seedance_gui.ui.kit.theme import Theme

__all__ = ["server"]


@pytest.fixture
def desk(server: s.Server, tmp_path: Path, theme: Theme) -> Desk:
    return Desk(server, tmp_path, theme, server.address)


@at_work
async def test_an_upload_is_ordered_by_the_services_own_link(desk: Desk, tmp_path: Path) -> None:
    link = f"{desk.service}/uploads/1.png"
    desk.server.on("POST", UPLOAD, s.envelope({"url": link}))
    desk.server.on("POST", CREATE, s.envelope({"task_id": "t1", "status": "queued"}))
    desk.server.on("GET", QUERY + "*", s.envelope({"status": "processing"}))
    form = desk.page.form
    picture = Reference(file=str(cat := make_image(tmp_path / "cat.png")))
    form.enter(Draft(desk.rules.first_model, "A fox").adding(Field.IMAGES, picture))
    await eventually(lambda: form.draft.images[0].link == link)
    assert form.bar.missing() == ()
    form.ask()
    await eventually(lambda: desk.server.seen_at(CREATE))
    assert desk.server.seen_at(CREATE)[0].json()["images"] == [link]
    form.enter(Draft(desk.rules.first_model, "A hare").adding(Field.IMAGES, picture))
    await eventually(lambda: form.draft.images[0].link == link)
    assert len(desk.server.seen_at(UPLOAD)) == 1, "it is there already"
    desk.server.on(
        "GET", "/uploads/1.png", s.file_of(await asyncio.to_thread(cat.read_bytes), kind="image/png")
    )
    desk.server.on("GET", "/other.png", s.file_of(b"", kind="image/png"))
    assert (await desk.task_service.links.check(link)).found.width == 320
    assert await desk.task_service.links.fetch(link)
    assert not (await desk.task_service.links.check(f"{desk.service}/other.png")).ok, "it gave no such link"
    assert not desk.server.seen_at("/other.png")
    for other in ("http://127.0.0.1:9/1.png", desk.service.replace("http:", "https:") + "/1.png"):
        form.enter(Draft(desk.rules.first_model, "A fox").adding(Field.IMAGES, Reference(other)))
        assert form.bar.missing() == ("Check: Reference pictures",), "no other private place"

"""A video that is under way finds the player made when it comes; only the decoder waits for it."""

from __future__ import annotations

from seedance_gui.domain.task import Status
from seedance_gui.ui.player.player_widget import PlayerWidget
from tests.ui.task_samples import sample
from tests.ui.unconfirmed.test_unconfirmed import Desk, at_work, desk, eventually, server

__all__ = ["desk", "server"]


@at_work
async def test_the_player_is_made_while_a_video_is_under_way(desk: Desk) -> None:
    preview = desk.page.preview
    failed, running = sample(1, Status.FAILED), sample(2, Status.PROCESSING)
    for task in (failed, running):
        desk.task_service._repository.add(task)
    desk.page.tasks.choose(failed.id)
    await eventually(lambda: preview.preview and preview.preview.key == failed.id)
    assert preview.findChild(PlayerWidget) is None
    desk.page.tasks.choose(running.id)
    await eventually(lambda: preview.findChild(PlayerWidget))
    assert preview.player._backend is None
    assert preview.state.isVisible()

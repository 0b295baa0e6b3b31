"""The foot of the form says what a video may take as soon as one was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from seedance_gui.domain.draft import Draft
from seedance_gui.ui.form.price_estimate import PriceEstimate
from tests.services.stage import BALANCE, eventually
from tests.services.tasks.test_unconfirmed import coins
from tests.ui.form_bench import Bench, benched

if TYPE_CHECKING:
    from pathlib import Path


@benched
async def test_the_last_price_is_said_and_follows_the_model(bench: Bench, tmp_path: Path) -> None:
    task_service, server = bench.stage.task_service, bench.stage.server
    server.on("GET", BALANCE, coins(100))
    await eventually(lambda: task_service.accounts.current.balance.balance is not None)
    task_service.refresh_balance()
    await eventually(
        lambda: (now := task_service.accounts.current.balance.balance) is not None and now.available == 100
    )
    line = PriceEstimate(bench.form, task_service, bench.words, bench.form)
    bench.closing.append(line.close)
    cost = bench.form.findChild(QLabel, "cost")
    assert isinstance(cost, QLabel)
    assert cost.text() == "Billed once per video, whatever its length."
    bench.form.enter(Draft("seedance2.0-std", "A fox"))
    task = task_service.submit(bench.form.draft)
    await eventually(lambda: (now := task_service.task(task.id)) is not None and now.task_id)
    server.on("GET", BALANCE, coins(88))
    task_service.refresh_balance()
    await eventually(lambda: cost.text().endswith("The last one took 12 coins."))
    bench.form.enter(Draft("seedance2.0-md", "A fox"))
    assert "12" not in cost.text()
    bench.form.enter(Draft("seedance2.0-std", "Another fox"))
    assert cost.text().endswith("The last one took 12 coins.")

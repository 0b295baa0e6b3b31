"""An order that waits is changed in the form: what the person had there comes back, and nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.cost_estimate import Currency, Money
from seedance_gui.domain.errors import PersonError
from seedance_gui.domain.task import Status
from seedance_gui.services.store.settings import DRAFT_KEY
from seedance_gui.services.tasks.waiting import Move
from seedance_gui.ui.tasks.command_table import Command
from tests import server as s
from tests.services.stage import CREATE, QUERY, TOKEN
from tests.ui.session.test_money import ENTERED, STD
from tests.ui.session.test_same_order import answer, create, question
from tests.ui.unconfirmed.test_unconfirmed import Desk, at_work, desk, eventually, server

if TYPE_CHECKING:
    from seedance_gui.domain.task import Task

__all__ = ["desk", "server"]


def order(desk: Desk, prompt: str = "A fox in the snow") -> Task:
    """Order where no token lets it go out."""
    desk.server.on("POST", CREATE, s.envelope({"task_id": "t1", "status": "queued"}))
    desk.server.on("GET", QUERY + "*", s.envelope({"status": "processing"}))
    desk.task_service.accounts.set_token("")
    return desk.task_service.submit(desk.draft(prompt))


def write(desk: Desk, *prompts: str) -> None:
    form = desk.page.form
    for prompt in prompts:
        form.enter(replace(form.draft, prompt=prompt), "Write")


def edit(desk: Desk, task: Task) -> None:
    desk.page.tasks.commands.do(Command.EDIT, [task])


def now(desk: Desk, task: Task) -> Task:
    found = desk.task_service.task(task.id)
    assert found is not None
    return found


def prompts_sent(desk: Desk) -> list[object]:
    return [post.json()["prompt"] for post in desk.server.seen_at(CREATE, "POST")]


@at_work
async def test_saved_or_left_the_persons_own_draft_and_its_past_come_back(desk: Desk) -> None:
    task, form = order(desk), desk.page.form
    write(desk, "A whale", "A whale that sings")
    form.shape.takes.set_count(3)
    edit(desk, task)
    assert (form.draft.prompt, now(desk, task).held) == (task.draft.prompt, True)
    assert (form.bar.button.text(), form.shape.takes.count) == ("Save the order", 1)
    assert not form.undo_action.isEnabled()
    desk.task_service.accounts.set_token(TOKEN)
    write(desk, "A hare in the snow")
    form.undo_action.trigger()
    assert form.draft == task.draft
    form.redo_action.trigger()
    form.ask()
    assert form.draft.prompt == "A whale that sings"
    assert (form.bar.button.text(), form.shape.takes.count) == ("Create 3 videos", 3)
    form.undo_action.trigger()
    assert form.draft.prompt == "A whale"
    await eventually(lambda: now(desk, task).status is Status.PROCESSING)
    assert prompts_sent(desk) == ["A hare in the snow"]
    assert now(desk, task).draft.prompt == "A hare in the snow"
    assert not desk.page.tasks.commands[Command.EDIT].isEnabled()

    other = order(desk, "A bear")
    desk.task_service.waiting.hold([other.id])
    edit(desk, other)
    write(desk, "")
    assert form.bar.missing()
    write(desk, "A wolf")
    desk.session._editing.leave()
    assert (form.draft.prompt, now(desk, other)) == ("A whale", replace(other, held=True))
    assert len(desk.task_service.tasks()) == 2


@at_work
async def test_it_goes_out_or_is_stopped_while_it_is_changed(desk: Desk) -> None:
    task, form = order(desk), desk.page.form
    write(desk, "A whale")
    edit(desk, task)
    write(desk, "A hare in the snow")
    assert desk.task_service.waiting.replace(task.id, task.draft, held=False)  # as in a race
    desk.task_service.accounts.set_token(TOKEN)
    await eventually(lambda: now(desk, task).status is Status.PROCESSING)
    assert prompts_sent(desk) == [task.draft.prompt]
    assert (form.draft.prompt, form.bar.button.text()) == ("A hare in the snow", "Create video")
    assert any("Too late: it has been sent." in toast.text for toast in desk.toasts.toasts())
    form.undo_action.trigger()
    assert form.draft.prompt == "A whale"
    form.redo_action.trigger()
    assert form.draft.prompt == "A hare in the snow"

    other = order(desk, "A bear")
    edit(desk, other)
    write(desk, "A wolf")
    # 12 coins were spent, and another 12 wait to be: saving it spends no more than that
    desk.settings.change(money=Money({STD: ENTERED}, Currency.COINS, one_day=24))
    assert not desk.session._form.money.over_limit(form.draft, 1, other.id)
    desk.settings.change(money=Money({STD: ENTERED}, Currency.COINS, one_day=20))
    create(desk, form.draft)
    await eventually(lambda: question(desk))
    desk.task_service.stop(other.id)
    await answer(desk, "Create it anyway")
    assert len(desk.task_service.tasks()) == 2, "a question about the order that is gone makes no new one"
    assert form.draft.prompt == "A wolf"


@at_work
async def test_what_is_in_the_form_is_not_released_or_moved_as_it_was(desk: Desk) -> None:
    task, form, waiting = order(desk), desk.page.form, desk.task_service.waiting
    waiting.hold([task.id])
    desk.page.tasks.choose(task.id)
    both, reason = (desk.page.tasks.commands, desk.page.preview.commands), "save it or leave it first"
    line = (Command.HOLD, Command.SEND_FIRST, Command.SEND_EARLIER, Command.SEND_LATER)
    await eventually(lambda: all(each[Command.HOLD].isEnabled() for each in both))
    edit(desk, task)
    write(desk, "A hare in the snow")
    await eventually(lambda: not any(each[command].isEnabled() for each in both for command in line))
    assert reason in both[0][Command.HOLD].toolTip()
    desk.task_service.accounts.set_token(TOKEN)
    both[0].do(Command.HOLD, [task])
    assert any(reason in toast.text for toast in desk.toasts.toasts())
    for act in (waiting.let_go, lambda ids: waiting.move(ids, Move.FIRST)):
        with pytest.raises(PersonError):
            act([task.id])
    assert now(desk, task).held
    assert form.bar.button.text() == "Save the order"
    desk.session._editing.leave()
    await eventually(lambda: all(each[Command.HOLD].isEnabled() for each in both))
    both[0].do(Command.HOLD, [task])
    await eventually(lambda: prompts_sent(desk) == [task.draft.prompt])


@at_work
async def test_what_is_being_changed_is_there_after_a_restart(desk: Desk) -> None:
    task, form = order(desk), desk.page.form
    form.shape.takes.set_count(3)
    write(desk, "A whale")
    edit(desk, task)
    write(desk, "A hare in the snow")
    written = form.draft
    await desk.restart()  # the window keeps what is in the form by itself
    form = desk.page.form
    form.set_draft(written)
    desk.session.close()
    desk.meet()
    assert (form.draft, form.bar.button.text()) == (written, "Save the order")
    assert now(desk, task).held
    assert form.shape.takes.count == 1
    form.ask()
    assert form.shape.takes.count == 3, "that of the draft that was set aside"
    assert form.draft.prompt == "A whale"
    assert desk.opened.store.get_setting(DRAFT_KEY)["prompt"] == "A whale"
    await eventually(lambda: now(desk, task).status is Status.PROCESSING)
    assert prompts_sent(desk) == ["A hare in the snow"]

    form.shape.takes.set_count(1)
    other = order(desk, "A bear")
    edit(desk, other)
    write(desk, "A wolf")
    desk.session.close()
    desk.task_service.stop(other.id)
    desk.meet()
    assert (form.draft.prompt, form.bar.button.text()) == ("A wolf", "Create video")
    form.undo_action.trigger()
    assert form.draft.prompt == "A whale", "both are kept where the order is gone"

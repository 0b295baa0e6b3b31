"""What the preview says of a task in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QTranslator

from seedance_gui.compat import override
from seedance_gui.domain.draft import Draft, Field, InputMode, Reference
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message
from seedance_gui.domain.practice_messages import PracticeMessage
from seedance_gui.domain.rules_file import load_rules
from seedance_gui.domain.task import Status, Task
from seedance_gui.services.platform import resources
from seedance_gui.ui.kit import icons
from seedance_gui.ui.kit.translator import Words, day_words
from seedance_gui.ui.preview.preview_pane import PreviewPane
from seedance_gui.ui.preview.preview_words import preview_of
from seedance_gui.ui.tasks.command_table import Command
from seedance_gui.ui.tasks.words import day_and_time, look_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.preview.preview_state import Preview

NOON = datetime(2026, 11, 19, 12, 0).astimezone().timestamp()


def task_of(status: Status, error: str = "", **more: Any) -> Task:
    made = Task(
        id="a",
        service="practice",
        draft=Draft("seedance2.0-std", prompt="A fox"),
        body={},
        status=status,
        created=NOON,
        since=NOON,
        error=error,
    )
    return replace(made, **more)


def preview(task: Task, status_message: Message | None = None, *, practice: bool = False) -> Preview:
    rules = load_rules(resources.read_text("routes.toml"))
    task = replace(task, status_message=status_message)
    return preview_of(
        task,
        rules=rules,
        say=Words(),
        status_message=status_message,
        poster=None,
        usual=None,
        now=NOON + 1,
        practice=practice,
    )


def test_the_percentage_stands_apart_from_the_state(qapp: QApplication) -> None:
    shown = preview(task_of(Status.PROCESSING, progress=42))
    assert (shown.title, shown.percent, shown.state_text) == ("Processing", "42 %", "Processing 42 %")
    assert preview(task_of(Status.FAILED, progress=42)).percent == ""


@pytest.mark.parametrize("status", [Status.FAILED, Status.REFUSED])
def test_the_services_own_reason_comes_first_and_without_a_click(qapp: QApplication, status: Status) -> None:
    shown = preview(task_of(status, "Face of a\nreal person <b>{prompt}</b>"))
    assert shown.problem
    assert shown.problem.startswith("The service says: Face of a real person <b>{prompt}</b>\n\n")
    assert shown.detail == "Face of a\nreal person <b>{prompt}</b>"


def test_an_endless_reason_is_cut_short(qapp: QApplication) -> None:
    shown = preview(task_of(Status.FAILED, "x" * 1_000_000))
    assert shown.problem
    assert len(shown.problem) < 700


def test_what_still_goes_on_has_no_reason(qapp: QApplication) -> None:
    shown = preview(task_of(Status.PROCESSING))
    assert not shown.problem
    assert "The service says" not in shown.note


@pytest.mark.parametrize(
    ("coins", "told"),
    [
        ({}, "The order had been taken, so it may have been charged."),
        ({"coins_paid": 12.0}, "the balance fell by 12 coins. Whether they are given back is not known yet."),
        ({"coins_paid": 12.0, "coins_returned": True}, "so they seem to have been given back."),
    ],
)
def test_a_failed_video_tells_of_the_money_and_what_to_do(
    qapp: QApplication, coins: dict[str, Any], told: str
) -> None:
    shown = preview(task_of(Status.FAILED, **coins))
    assert shown.problem
    reason, money, to_do = shown.problem.split("\n\n")
    assert "says no reason" in reason
    assert told in money
    assert "that is a new order" in to_do
    assert shown.commands == (Command.REUSE, Command.ASK_AGAIN)
    assert Command.ASK_AGAIN.value == "Check once more, free"


def test_a_refusal_for_want_of_coins_says_so_first_and_leads_to_the_website(qapp: QApplication) -> None:
    task = task_of(Status.REFUSED, "余额不足")
    shown = preview(replace(task, service="https://service.example"), Message(FaultMessage.NO_BALANCE))
    assert shown.problem
    why, to_do, own = shown.problem.split("\n\n")
    assert "balance" in why
    assert why.endswith("Nothing was charged.")
    assert to_do == "Top up on the service's website, then send it again."
    assert own == "The service says: 余额不足"
    assert shown.commands == (Command.OPEN_WEBSITE, Command.SEND_AGAIN)
    assert preview(task, Message(FaultMessage.NO_BALANCE)).commands == (Command.SEND_AGAIN,), (
        "there is no website to open"
    )
    assert "Top up" not in preview(task, Message(FaultMessage.NO_BALANCE), practice=True).problem


def test_what_practice_says_is_in_the_windows_language_and_what_the_service_says_is_not(
    qapp: QApplication,
) -> None:
    class Shouting(QTranslator):
        @override
        def translate(self, context: str, source: str, comment: str | None = None, n: int = -1) -> str:
            return source.upper() if source in {each.value for each in PracticeMessage} else source

    qapp.installTranslator(shouting := Shouting())
    try:
        for said, shown in (
            (PracticeMessage.PRACTICE_FAILED.value, PracticeMessage.PRACTICE_FAILED.value.upper()),
            ("The picture is too dark.", "The picture is too dark."),
        ):
            problem = preview(task_of(Status.FAILED, said)).problem
            assert problem.startswith(f"The service says: {shown}\n\n")
    finally:
        qapp.removeTranslator(shouting)


def test_another_refusal_can_be_mended(qapp: QApplication) -> None:
    shown = preview(task_of(Status.REFUSED, "No such ratio"), Message(FaultMessage.REFUSED))
    assert shown.problem
    assert shown.problem.split("\n\n")[:2] == ["The service says: No such ratio", FaultMessage.REFUSED.value]
    assert shown.commands == (Command.REUSE, Command.SEND_AGAIN)


def test_a_file_that_could_not_be_checked_is_left_to_other_players(qapp: QApplication) -> None:
    shown = preview(task_of(Status.SAVED, file="/videos/a.ts"), Message(FaultMessage.KEPT_UNCHECKED))
    assert shown.file is None, "what crashed the worker would crash the program"
    assert "may not play here" in shown.note
    assert shown.commands == (Command.SAVE_AGAIN, Command.OPEN_OUTSIDE)
    assert preview(task_of(Status.SAVED, file="/videos/a.mp4")).file is not None


def test_while_it_is_sent_it_is_told_since_when_and_that_it_is_sent_once(qapp: QApplication) -> None:
    note = preview(task_of(Status.SENDING)).note
    assert "12:00" in note
    assert "waits for the service's answer" in note
    assert "sent only once" in note


def test_a_video_that_can_not_be_saved_yet_tells_until_when_it_can_be(qapp: QApplication) -> None:
    shown = preview(task_of(Status.COMPLETED, finished=NOON), Message(FaultMessage.LINK_STALE))
    assert "a fresh one" in shown.note
    assert "until about 12:00" in shown.note
    assert day_words(date(2026, 11, 22)) in shown.note
    assert shown.tone == "warning"
    assert "until" not in preview(task_of(Status.COMPLETED, finished=NOON)).note, "it is being saved"


@pytest.mark.parametrize("status", [Status.UPLOADING, Status.CANCELLED, Status.REFUSED])
def test_what_made_it_is_told_before_there_is_a_request(qapp: QApplication, status: Status) -> None:
    clips = tuple(Reference(file=f"/home/{name}.png") for name in "ab")
    draft = Draft("seedance2.0-std", "A fox", InputMode.REFERENCES, images=clips, ratio="9:16", duration=7)
    facts = ("STD", "9:16", "7 s", day_and_time(NOON, NOON))
    assert facts[-1].startswith("Today ")
    assert preview(task_of(status, draft=draft)).facts == facts
    unused = draft.with_items(Field.FIRST_IMAGE, clips[:1])
    paid = task_of(status, draft=draft, coins_paid=12.5)
    assert preview(replace(paid, service="practice")).facts == (*facts, "≈ 12.5 pretend coins")
    assert preview(replace(paid, service="https://a.example")).facts == (*facts, "≈ 12.5 coins")
    assert preview(replace(paid, coins_returned=True)).facts == facts
    sent = [item for _, item in preview(task_of(status, draft=unused)).made_from]
    assert sent == list(clips), "frames are not sent with pictures"
    assert preview(task_of(status, draft=Draft("gone", "A fox"))).facts == ("gone", facts[-1])


@pytest.mark.parametrize(
    ("status", "done", "left"),
    [
        (Status.SENDING, ["Ordered"], ["Taken by the service", "Made", "Saved on this computer"]),
        (Status.QUEUED, ["Ordered", "Taken by the service"], ["Made", "Saved on this computer"]),
        (Status.PROCESSING, ["Ordered", "Taken by the service"], ["Saved on this computer"]),
        (Status.COMPLETED, ["Ordered", "Taken by the service", "Made"], []),
        (Status.FAILED, [], []),
        (Status.SAVED, [], []),
    ],
)
def test_the_steps_are_those_that_were_done_with_the_times_that_are_known(
    qapp: QApplication, status: Status, done: list[str], left: list[str]
) -> None:
    shown = preview(task_of(status, finished=NOON if status is Status.COMPLETED else None))
    assert [word for word, _ in shown.done] == done
    assert [word for word, _ in shown.left] == left
    for word, time in (*shown.done, *shown.left):
        assert ("12:00" in time) == (word == "Ordered" or (word == "Made" and word in done)), word


def test_what_is_held_is_not_called_ordered(qapp: QApplication) -> None:
    ((words, at),) = preview(task_of(Status.WAITING, held=True)).done
    assert words == "Kept, not sent"
    assert at.startswith("12:00"), "as the system writes times"


def test_the_time_under_way_is_counted_from_when_the_service_took_it(qapp: QApplication) -> None:
    shown = preview(task_of(Status.QUEUED, created=NOON - 3600, taken=NOON - 60))
    assert "11:59" in dict(shown.done)["Taken by the service"]
    assert "For 61 s so far" in shown.note


def test_of_a_video_being_made_it_is_said_how_long_it_was_queued(qapp: QApplication) -> None:
    shown = preview(task_of(Status.PROCESSING, created=NOON - 110, taken=NOON - 100, since=NOON - 60))
    assert ("Queued", "for 40 s") in shown.done


def test_the_shape_is_the_ordered_one_and_the_references_those_that_were_sent(qapp: QApplication) -> None:
    clips = tuple(Reference(file=f"/home/{name}.png") for name in "ab")
    draft = Draft("seedance2.0-std", "A fox", InputMode.REFERENCES, images=clips, ratio="9:16")
    shown = preview(task_of(Status.QUEUED, draft=draft.with_items(Field.FIRST_IMAGE, clips[:1])))
    assert shown.ratio == 9 / 16
    assert shown.made_from == tuple((Field.IMAGES, clip) for clip in clips)
    assert preview(task_of(Status.QUEUED, body={"ratio": "adaptive"})).ratio == 16 / 9
    assert preview(task_of(Status.QUEUED, body={"orientation": "portrait"})).ratio == 9 / 16


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.NOT_CONFIRMED])
def test_a_state_has_one_icon_here_and_in_the_list(qtbot: QtBot, theme: Theme, status: Status) -> None:
    pane = PreviewPane(theme)
    qtbot.addWidget(pane)
    task = task_of(status)
    pane.show_task(preview(task))
    wanted = look_of(task).icon
    colors = {
        "neutral": "stage_text",
        "accent": "stage_text",
        "success": "stage_text",
        "warning": "stage_warning",
        "danger": "stage_danger",
    }
    drawn = icons.pixmap(theme, wanted, colors[look_of(task).tone], 20).toImage()
    assert pane.state.icon.pixmap().toImage() == drawn
    pane.release()

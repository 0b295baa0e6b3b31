"""A task's life: which state may follow which, and what the service's answers come to."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_gui.domain.draft import Draft
from seedance_gui.domain.task import (
    IllegalTransitionError,
    RemoteStatus,
    Report,
    Status,
    Task,
    after_report,
    parse_status,
)
from seedance_gui.domain.unconfirmed import Unconfirmed

NOW = 1_795_000_000.0


def task(status: Status = Status.QUEUED, **changes: Any) -> Task:
    values = {"id": "a", "service": "practice", "created": NOW, "draft": Draft("m"), "body": {}, "since": NOW}
    return Task(status=status, **{**values, **changes})


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("queued", RemoteStatus.WAITING),
        ("pending", RemoteStatus.WAITING),
        ("submitted", RemoteStatus.WAITING),
        ("", RemoteStatus.WAITING),
        ("processing", RemoteStatus.RUNNING),
        ("running", RemoteStatus.RUNNING),
        ("in_progress", RemoteStatus.RUNNING),
        ("Completed", RemoteStatus.COMPLETED),
        ("success", RemoteStatus.COMPLETED),
        ("succeed", RemoteStatus.COMPLETED),
        ("failed", RemoteStatus.FAILED),
        ("error", RemoteStatus.FAILED),
        ("cancelled", RemoteStatus.FAILED),
        ("dreaming", RemoteStatus.UNKNOWN),
    ],
)
def test_every_status_word_is_understood(word: str, said: RemoteStatus) -> None:
    assert parse_status(word) is said


@pytest.mark.parametrize(
    ("report", "status", "progress"),
    [
        (Report(status="queued"), Status.QUEUED, None),
        (Report(status="processing", progress=42), Status.PROCESSING, 42),
        (Report(status="processing"), Status.PROCESSING, None),
        (Report(status="processing", progress=0), Status.PROCESSING, None),
        (Report(status="processing", progress=105), Status.PROCESSING, None),
        (Report(status="processing", progress=-3), Status.PROCESSING, None),
        (Report(status="dreaming", progress=50), Status.QUEUED, None),
        (Report(status="completed"), Status.QUEUED, None),
        (Report(status="completed", video_url="https://x.example.com/v.mp4"), Status.COMPLETED, None),
        (Report(status="failed", error="no"), Status.FAILED, None),
    ],
)
def test_what_a_report_comes_to(report: Report, status: Status, progress: int | None) -> None:
    after = after_report(task(), report, NOW + 5)
    assert (after.status, after.progress) == (status, progress)
    assert after.remote_status == report.status


def test_progress_that_goes_backwards_is_not_shown() -> None:
    after = after_report(task(Status.PROCESSING, progress=60), Report(status="processing", progress=20), NOW)
    assert after.progress == 60


def test_only_the_service_can_call_a_paid_video_failed() -> None:
    for status in (Status.QUEUED, Status.PROCESSING):
        for word in ("completed", "strange", "queued", "processing", ""):
            assert after_report(task(status), Report(status=word), NOW).status is not Status.FAILED


def test_what_may_have_been_billed_is_never_sent_again_by_itself() -> None:
    unclear = task(Status.NOT_CONFIRMED)
    with pytest.raises(IllegalTransitionError):
        unclear.transition_to(Status.SENDING, NOW)
    for status in (Status.QUEUED, Status.PROCESSING, Status.COMPLETED, Status.SAVED, Status.FAILED):
        for again in (Status.WAITING, Status.SENDING):
            with pytest.raises(IllegalTransitionError):
                task(status).transition_to(again, NOW)


def test_a_new_status_begins_now_and_the_same_one_goes_on() -> None:
    moved = task().transition_to(Status.PROCESSING, NOW + 9)
    assert moved.since == NOW + 9
    assert moved.transition_to(Status.PROCESSING, NOW + 20, progress=3).since == NOW + 9


def test_the_service_took_an_order_when_it_said_so_and_when_that_was_sent_which_turned_up_later() -> None:
    sending = task(Status.SENDING)
    taken = sending.transition_to(Status.QUEUED, NOW + 3)
    assert (sending.taken, taken.taken) == (None, NOW + 3)
    stopped = taken.transition_to(Status.PROCESSING, NOW + 9).transition_to(Status.STOPPED, NOW + 20)
    assert stopped.transition_to(Status.QUEUED, NOW + 99).taken == NOW + 3
    unclear = task(Status.NOT_CONFIRMED, unconfirmed=Unconfirmed(sent=(NOW + 1, NOW + 50)))
    assert unclear.transition_to(Status.QUEUED, NOW + 99).taken == NOW + 50
    wrong = replace(taken, status=Status.NOT_CONFIRMED)
    assert wrong.transition_to(Status.WAITING, NOW + 99).taken is None


@given(steps=st.lists(st.sampled_from(Status), max_size=30))
def test_every_walk_stays_in_the_table(steps: list[Status]) -> None:
    now = task(Status.WAITING)
    for step in steps:
        try:
            now = now.transition_to(step, NOW)
        except IllegalTransitionError:
            continue
        assert now.status is step

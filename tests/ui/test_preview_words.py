"""What the preview says of a task in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.draft import Draft
from seedance_gui.domain.rules_file import load_rules
from seedance_gui.domain.task import Status, Task
from seedance_gui.services import resources
from seedance_gui.ui.tasks.preview_words import preview_of
from seedance_gui.ui.words import Words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from seedance_gui.ui.preview_pane import Preview


def _preview(status: Status, error: str) -> Preview:
    task = Task(
        id="a",
        service="practice",
        draft=Draft("seedance2.0-std", prompt="A fox"),
        body={},
        status=status,
        created=1000.0,
        since=1000.0,
        error=error,
    )
    rules = load_rules(resources.read_text("routes.toml"))
    return preview_of(task, rules=rules, say=Words(), remark=None, poster=None, usual=None, now=1001.0)


@pytest.mark.parametrize("status", [Status.FAILED, Status.REFUSED])
def test_the_services_own_reason_is_read_without_a_click(qapp: QApplication, status: Status) -> None:
    preview = _preview(status, "Face of a\nreal person <b>{prompt}</b>")
    assert preview.problem is not None
    assert preview.problem.endswith("It says: Face of a real person <b>{prompt}</b>")
    assert preview.detail == "Face of a\nreal person <b>{prompt}</b>"


def test_an_endless_reason_is_cut_short(qapp: QApplication) -> None:
    preview = _preview(Status.FAILED, "x" * 1_000_000)
    assert preview.problem is not None
    assert len(preview.problem) < 500


def test_what_still_goes_on_has_no_reason(qapp: QApplication) -> None:
    preview = _preview(Status.PROCESSING, "")
    assert preview.problem is None
    assert "It says" not in preview.note

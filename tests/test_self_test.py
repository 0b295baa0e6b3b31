"""What the self-test says when something is wrong. That it finds a sound program sound is in tests/e2e."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from seedance_gui.self_test import run_self_test
from seedance_gui.self_test.report import Report

if TYPE_CHECKING:
    import argparse
    from pathlib import Path


def _read(folder: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    return read


def test_a_program_that_cannot_start_is_a_fault(tmp_path: Path) -> None:
    def run(_: argparse.Namespace) -> int:
        raise OSError("no plugin for the display")

    assert run_self_test(tmp_path / "new" / "folder", run) == 1
    report = _read(tmp_path / "new" / "folder")
    assert not report["ok"]
    assert report["steps"][0]["detail"] == "OSError: no plugin for the display"


def test_a_program_that_ends_with_a_code_is_a_fault(tmp_path: Path) -> None:
    assert run_self_test(tmp_path, lambda _: 3) == 1
    assert "code 3" in _read(tmp_path)["steps"][0]["detail"]


def test_a_program_that_does_nothing_is_a_fault(tmp_path: Path) -> None:
    assert run_self_test(tmp_path, lambda _: 0) == 1
    assert "before everything was done" in _read(tmp_path)["steps"][0]["detail"]


def test_what_was_logged_unseen_is_a_fault(tmp_path: Path) -> None:
    def run(options: argparse.Namespace) -> int:
        logs = options.data_dir / "logs"
        logs.mkdir()
        (logs / "report-20260101-120000-1.txt").write_text("Unexpected error, while polling")
        return 0

    assert run_self_test(tmp_path, run) == 1
    assert "while polling" in json.dumps(_read(tmp_path))


def test_an_old_report_does_not_stand_for_a_new_one(tmp_path: Path) -> None:
    for name in ("report.json", "window.png", "failed.png"):
        (tmp_path / name).write_text('{"ok": true}')
    run_self_test(tmp_path, lambda _: 1)
    assert not _read(tmp_path)["ok"]
    assert not (tmp_path / "window.png").exists()


def test_the_file_tells_of_each_step_as_soon_as_it_is_done(tmp_path: Path) -> None:
    report = Report(tmp_path / "report.json")
    with report.step("first") as step:
        step.detail = "as it should be"
    assert _read(tmp_path)["steps"][0] == {
        "name": "first",
        "ok": True,
        "milliseconds": report.steps[0].milliseconds,
        "detail": "as it should be",
    }
    with pytest.raises(AssertionError), report.step("second"):
        raise AssertionError("the window is empty")
    assert _read(tmp_path)["steps"][1]["detail"] == "the window is empty"
    report.finished = True
    assert not report.ok

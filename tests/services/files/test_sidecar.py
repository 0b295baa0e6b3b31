"""What is kept beside a video comes back, as far as it can be read, whatever became of it."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seedance_gui.domain.draft import Draft, InputMode, Reference
from seedance_gui.domain.task import Status, Task
from seedance_gui.services.files import sidecar

if TYPE_CHECKING:
    from pathlib import Path

DRAFT = Draft("m", "A fox", InputMode.REFERENCES, (Reference("https://a.com/a.png?sig=x"),), duration=5)
TASK = Task(
    id="t1",
    service="https://a.example",
    created=1_700_000_000.5,
    draft=DRAFT,
    body={"model": "m", "prompt": "A fox"},
    status=Status.SAVED,
    task_id="p1",
    finished=1_700_000_100.0,
    favourite=True,
)


def beside(folder: Path, **changes: Any) -> Path:
    """Make a video with its settings, some of them changed; return where they are."""
    video = folder / "fox.mp4"
    video.write_bytes(b"film")
    os.utime(video, (1_600_000_000, 1_600_000_000))
    path = sidecar.path_for(video)
    path.unlink(missing_ok=True)
    sidecar.write(path, TASK)
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))
    return path


def test_what_was_written_is_read(tmp_path: Path) -> None:
    path = beside(tmp_path)
    ((task, _),) = sidecar.tasks_in(tmp_path)
    without_query = Draft("m", "A fox", InputMode.REFERENCES, (Reference("https://a.com/a.png"),), duration=5)
    assert (task.draft, task.file) == (without_query, str(tmp_path / "fox.mp4"))
    same = ("id", "service", "created", "body", "status", "task_id", "finished", "favourite")
    assert [getattr(task, name) for name in same] == [getattr(TASK, name) for name in same]
    assert task.since == TASK.finished
    assert sidecar.id_in(path) == "t1"
    assert sidecar.is_of(path, TASK)


@pytest.mark.parametrize(
    ("changes", "read"),
    [
        ({"task_id": 5}, {"task_id": ""}),
        ({"created": "yesterday", "finished": None}, {"created": 1_600_000_000, "since": 1_600_000_000}),
        ({"created": -1, "finished": 1e300}, {"created": 1_600_000_000, "finished": None}),
        ({"finished": []}, {"finished": None, "since": TASK.created}),
        ({"favourite": "yes"}, {"favourite": False}),
        ({"request": ["model"]}, {"body": {}}),
        ({"draft": None}, {"draft": Draft("")}),
        ({"draft": {"model": "m", "prompt": ["A", "fox"], "duration": "5"}}, {"draft": Draft("m")}),
    ],
)
def test_a_wrong_part_loses_no_video(tmp_path: Path, changes: dict[str, Any], read: dict[str, Any]) -> None:
    path = beside(tmp_path, **changes)
    before = path.read_bytes()
    ((task, _),) = sidecar.tasks_in(tmp_path)
    assert (task.id, task.service) == (TASK.id, TASK.service)
    assert {name: getattr(task, name) for name in read} == read
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "changes", [{"id": None}, {"id": 7}, {"service": ""}, {"service": ["https://a.example"]}]
)
def test_one_that_does_not_say_whose_it_is_is_passed_over(tmp_path: Path, changes: dict[str, Any]) -> None:
    path = beside(tmp_path, **changes)
    assert list(sidecar.tasks_in(tmp_path)) == []
    assert path.exists()
    assert sidecar.id_in(path) == ("" if "id" in changes else "t1")


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"null", b"{", b"[" * 200_000, b"\xff\xfe", b" " * 2_000_000]
)
def test_what_is_nothing_of_the_kind_is_passed_over(tmp_path: Path, content: bytes) -> None:
    path = beside(tmp_path)
    path.write_bytes(content)
    assert list(sidecar.tasks_in(tmp_path)) == []
    assert sidecar.id_in(path) == ""
    assert not sidecar.is_of(path, TASK)


def test_one_that_an_editor_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = beside(tmp_path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert [task.id for task, _ in sidecar.tasks_in(tmp_path)] == ["t1"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.dictionaries(
        st.sampled_from(["id", "service", "created", "finished", "request", "draft", "favourite", "task_id"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
            lambda inner: (
                st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
            ),
            max_leaves=5,
        ),
    )
)
def test_nothing_in_one_stops_the_others(tmp_path: Path, data: dict[str, Any]) -> None:
    beside(tmp_path, **data)
    other = tmp_path / "heron.mp4"
    if not other.exists():  # for the first of them
        other.write_bytes(b"film")
        sidecar.write(sidecar.path_for(other), TASK)
    tasks = [task for task, _ in sidecar.tasks_in(tmp_path)]
    assert tasks[-1].file == str(other)
    for task in tasks:
        assert isinstance(task.created, float)
        assert isinstance(task.body, dict)

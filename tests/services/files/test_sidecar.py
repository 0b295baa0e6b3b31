"""What is kept beside a video comes back, as far as it can be read, whatever became of it."""

from __future__ import annotations

import asyncio
import json
import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seedance_gui.domain.draft import Draft, InputMode, Reference
from seedance_gui.domain.task import Status, Take, Task
from seedance_gui.services.files import sidecar
from seedance_gui.services.files.beside import Beside
from seedance_gui.services.platform.clock import Clock
from seedance_gui.services.store.store_file import open_store
from seedance_gui.services.tasks.filing import Filing
from seedance_gui.services.tasks.repository import TaskRepository
from tests.services.stage import eventually

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
    name="Fox & 狐",
    note="line\nand line",
    tags=("cold", "new"),
    take=Take("group", 2, 3),
    continues="t0",
)


PARTS = ["id", "service", "created", "finished", "request", "draft", "favourite", "task_id"]
PARTS += ["name", "note", "tags", "take", "continues", "removed"]


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
    same = ["id", "service", "created", "body", "status", "task_id", "finished", "favourite"]
    same += ["name", "note", "tags", "take", "continues"]
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
        ({"name": ["Fox"], "note": 5, "tags": ["a", 7]}, {"name": "", "note": "", "tags": ()}),
        ({"name": "a\ud800\nb", "tags": [" ", "c\ud800"]}, {"name": "a b", "tags": ("c",)}),
        ({"take": {"group": "g", "number": 0, "count": "3"}}, {"take": Take("g", 1, 1)}),
        ({"take": [], "continues": None}, {"take": None, "continues": ""}),
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
        st.sampled_from(PARTS),
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


async def test_what_a_video_is_called_later_is_kept_beside_it(tmp_path: Path) -> None:
    path = beside(tmp_path)
    task = replace(TASK, file=str(tmp_path / "fox.mp4"))
    other = replace(task, id="t2", name="not this one's")
    store = open_store(tmp_path / "studio.db").store
    repository = TaskRepository(store, TASK.service, Clock())
    following = asyncio.create_task(Beside(repository).run())
    await asyncio.sleep(0)
    for each in (task, other):
        repository.add(each)
    Filing(repository).describe("t1", "Heron", "")
    Filing(repository).tag(["t1"], ["warm"], ["cold"])

    def kept() -> dict[str, Any]:
        found: dict[str, Any] = json.loads(path.read_text())
        return found

    await eventually(lambda: (kept()["name"], kept()["tags"]) == ("Heron", ["new", "warm"]))
    assert kept()["draft"]["prompt"] == "A fox"
    assert kept()["note"] == ""
    following.cancel()
    await asyncio.gather(following, return_exceptions=True)
    store.close()

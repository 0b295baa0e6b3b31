"""What must hold whatever part of the task service is at work."""

from __future__ import annotations

import errno
import logging
from pathlib import Path

import pytest

from seedance_gui.domain.address import DEFAULT_ADDRESS, KNOWN_ADDRESSES
from seedance_gui.domain.errors import PersonError
from seedance_gui.domain.task import Status
from seedance_gui.services.files import video_files
from seedance_gui.services.tasks.service import TaskService
from tests import server as s
from tests.media import but_index
from tests.services.stage import BALANCE, CREATE, FILM, QUERY, TOKEN, Stage, eventually


async def test_no_log_and_no_row_holds_a_secret(
    stage: Stage, film: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    query = "SECRETQUERY"
    noisy = s.envelope(None, -1, f"Bearer {TOKEN} at {stage.link} token={TOKEN}")
    stage.server.on("POST", CREATE, s.envelope(None, 20002, f"bad {TOKEN}"), s.hang_up(), stage.create)
    stage.server.on("GET", QUERY + "*", noisy, s.html(502), s.status(429), stage.completed())
    stage.server.on("GET", BALANCE, noisy, s.silent())
    stage.server.on("GET", FILM, s.status(403), s.file_of(film, cut=500), s.hang_up(), s.file_of(film))
    task_service = stage.start()
    tasks = [task_service.submit(stage.draft(str(n))) for n in range(3)]
    await eventually(
        lambda: {stage.status(task) for task in tasks} == {Status.REFUSED, Status.NOT_CONFIRMED, Status.SAVED}
    )
    rows = stage.opened.store._connection.execute("SELECT * FROM task").fetchall()
    told = "".join(
        (
            caplog.text,
            str(rows),
            str(stage.notices),
            str(task_service.accounts.current.connection.message),
            repr(task_service.tasks()),
        )
    )
    assert query not in told
    assert TOKEN not in told, "not even where the service says it"


async def test_favourites_and_removal(stage: Stage) -> None:
    removed: list[str] = []
    task_service = stage.start()
    task_service.task_removed.connect(removed.append)
    task = task_service.submit(stage.draft())
    saved = await stage.reaches(task, Status.SAVED)
    task_service.filing.favour([task.id], True)
    assert task_service.tasks()[0].favourite
    assert task_service.tasks()[0].since == saved.since
    assert task_service.removals.remove([task.id]) == [task.id]
    assert removed == [task.id]
    assert not task_service.tasks()
    assert task_service.downloads.pictures.path(saved.id).exists(), "it may be wanted back"
    task_service.removals.finish_soon()
    await eventually(lambda: not task_service.downloads.pictures.path(saved.id).exists())
    assert film_stays(saved.file)
    for act in (
        task_service.stop,
        task_service.watch_again,
        task_service.send_again,
        task_service.leave,
        task_service.ask_again,
    ):
        assert not act(task.id)


def film_stays(file: str) -> bool:
    return Path(file).exists()


async def test_takes_are_orders_of_their_own(stage: Stage) -> None:
    stage.server.on("POST", CREATE, stage.create, s.envelope(None, 20002, "no"), stage.create)
    task_service = stage.start()
    made = task_service.submit_takes(stage.draft(), 4, "press 1")
    again = task_service.submit_takes(stage.draft(), 4, "press 1")
    assert [task.id for task in again] == [task.id for task in made], "a double press is one order of four"
    assert [task.id for task in task_service.tasks()[::-1]] == [task.id for task in made], "in their order"
    assert len({task.created for task in made}) == 4, "the list keeps them in this order by it"
    assert len({task.take.group for task in made if task.take}) == 1
    assert [task.take and (task.take.number, task.take.count) for task in made] == [
        (number, 4) for number in range(1, 5)
    ]
    ends = {Status.SAVED, Status.REFUSED}
    await eventually(lambda: {stage.status(task) for task in made} == ends)
    statuses = [stage.status(task) for task in made]
    assert statuses.count(Status.REFUSED) == 1, "one that fails harms no other"
    assert len(stage.posts()) == 4
    alone = task_service.submit(stage.draft())
    assert alone.take is None
    await stage.restart()
    known = stage.task_service.task(made[2].id)
    assert known is not None
    assert known.take == made[2].take


async def test_takes_are_kept_all_or_none(stage: Stage) -> None:
    stage.task_service.submit(stage.draft(), "press 1 3 of 4")
    connection = stage.opened.store._connection
    connection.execute(
        "CREATE TEMP TRIGGER full BEFORE INSERT ON task WHEN (SELECT count(*) FROM task) > 2 "
        "BEGIN SELECT RAISE(ABORT, 'full'); END"
    )
    with pytest.raises(PersonError):
        stage.task_service.submit_takes(stage.draft(), 4, "press 2")
    assert len(stage.task_service.tasks()) == 1
    assert connection.execute("SELECT count(*) FROM task").fetchone() == (1,)
    connection.execute("DROP TRIGGER full")
    assert len(stage.task_service.submit_takes(stage.draft(), 4, "press 2")) == 4


async def test_another_token_has_another_balance(stage: Stage) -> None:
    task_service = stage.start()
    await eventually(lambda: task_service.accounts.current.balance.balance)
    told: list[object] = []
    task_service.balance_changed.connect(told.append)
    task_service.accounts.set_token(TOKEN)
    assert task_service.accounts.current.balance.balance is not None, "it is the same token"
    task_service.accounts.set_token("another")
    assert task_service.accounts.current.balance.balance is None
    await eventually(lambda: task_service.accounts.current.balance.balance)
    assert told == [None, task_service.accounts.current.balance.balance]


async def test_practice_has_its_own_list_and_all_that_is_real_is_one(stage: Stage) -> None:
    stage.task_service.submit(stage.draft("practice"))
    await stage.task_service.aclose()

    def real(service: str) -> TaskService:
        return TaskService(
            rules=stage.rules,
            store=stage.opened.store,
            api_factory=stage.api,
            videos=stage.folder,
            cache=stage.folder,
            media=stage.media,
            service=service,
        )

    for address in (*KNOWN_ADDRESSES, "https://other.example"):
        real(address).submit(stage.draft(address))
    found = [(task.service, task.draft.prompt) for task in real(DEFAULT_ADDRESS).tasks()]
    assert sorted(found) == sorted((a, a) for a in (*KNOWN_ADDRESSES, "https://other.example"))
    assert [task.draft.prompt for task in stage.task_service.tasks()] == ["practice"]


async def test_a_disk_without_hard_links(stage: Stage, monkeypatch: pytest.MonkeyPatch, film: bytes) -> None:
    def refuses(self: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "no hard links on this disk")

    monkeypatch.setattr(Path, "hardlink_to", refuses)
    task_service = stage.start()
    names = {(await stage.reaches(task_service.submit(stage.draft()), Status.SAVED)).file for _ in range(2)}
    assert len(names) == 2
    assert all(but_index(content(name)) == but_index(film) for name in names)


def content(name: str) -> bytes:
    return Path(name).read_bytes()


def test_a_part_that_cant_be_moved_leaves_no_settings_behind(tmp_path: Path, stage: Stage) -> None:
    task = stage.task_service.submit(stage.draft())
    with pytest.raises(FileNotFoundError):
        video_files.settle(tmp_path / "gone.part", task, ".mp4")
    assert not list(tmp_path.glob("*.seedance.json"))


async def test_the_account_of_an_unfinished_video_begins_once(stage: Stage) -> None:
    stage.server.on("GET", QUERY + "*", stage.running())
    await stage.reaches(stage.start().submit(stage.draft()), Status.PROCESSING)
    await stage.task_service.aclose()
    stage.opened.store.close()
    stage.task_service = stage.open()
    wanted: list[str] = []
    stage.task_service.accounts.token_wanted.connect(wanted.append)
    stage.task_service.start()
    assert wanted == ["practice"]

"""The store: what is committed is there again, and no state of its file makes the program fail or delete."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.draft import Draft, InputMode, Reference
from seedance_gui.domain.errors import PersonError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.form_messages import FormMessage
from seedance_gui.domain.messages import LocalizedText, Message
from seedance_gui.domain.task import NOT_SENT, PartialFile, Status, Take, Task
from seedance_gui.domain.unconfirmed import Cause, Reading, Unconfirmed, Verdict
from seedance_gui.services.platform.clock import Clock
from seedance_gui.services.store import migrations, store_file
from seedance_gui.services.store.migrations import MIGRATIONS
from seedance_gui.services.store.store import StoreFaultError, told
from seedance_gui.services.store.store_file import back_up, backups, folder, open_store
from seedance_gui.services.uploads.asset_store import read_assets
from seedance_gui.services.uploads.upload_cache import UploadCache
from tests.services.stored import stored_tasks

if TYPE_CHECKING:
    from seedance_gui.services.store.store import Store

DAY = 86_400.0
NOW = 1_800_000_000.0
DATA = Path(__file__).parents[2] / "data"


def task(number: int = 1, **changes: object) -> Task:
    draft = Draft(
        "m",
        "A cat \ud83d 猫",
        InputMode.FRAMES,
        images=(Reference("https://x.example/a.png"),),
        first_image=Reference(file="/tmp/a.png", seconds=1.5),
        duration=5,
    )
    values = {
        "id": f"id{number}",
        "service": "practice",
        "created": NOW + number,
        "draft": draft,
        "body": {"model": "m", "images": ["https://x.example/a.png"]},
        "since": NOW,
    }
    return Task(**{**values, **changes})  # type: ignore[arg-type]


def full_task() -> Task:
    return task(
        1,
        progress=42,
        error="e",
        file="/vid\udce9os/x",
        finished=5.5,
        favourite=True,
        task_id="t1",
        status_message=Message(FaultMessage.NOT_READY, reason=Message(FormMessage.AS_IT_IS, value="猫")),
        left_as_is=True,
        entered_id="t0",
        coins_paid=12.5,
        coins_returned=True,
        unconfirmed=Unconfirmed(
            sent=(1.5, 2.5),
            open=True,
            cause=Cause.ANSWER,
            detail="HTTP 502",
            others=True,
            before=Reading(coins=988, at=1.0, token=3, mixed=True),
            after=Reading(coins=976.5, at=3.0, token=4, mixed=True),
        ),
        partial=PartialFile(path="/vid\udce9os/x.part", tag='"e"', total=7),
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "studio.db"


def filled(path: Path, count: int = 40) -> None:
    store = open_store(path, now=NOW).store
    for number in range(count):
        store.add(task(number))
    store.set_setting("settings", {"a": 1})
    store.close()


def test_everything_comes_back_as_it_was(path: Path) -> None:
    store = open_store(path).store
    first = full_task()
    store.add(first)
    store.add(task(2, service="https://x.example"))
    store.put(first.transition_to(Status.SENDING, NOW + 9))
    store.set_setting("draft", {"p": "猫"})
    store.close()
    opened = open_store(path)
    assert opened.notice is None
    again = opened.store
    assert stored_tasks(again, "practice") == [replace(first, status=Status.SENDING, since=NOW + 9)]
    assert [t.id for t in stored_tasks(again)] == ["id2", "id1"]
    assert again.get_setting("draft") == {"p": "猫"}
    assert again.get_setting("nothing", 7) == 7
    again.set_setting("draft", None)
    assert again.get_setting("draft") is None
    again.remove("id1")
    again.put(first)  # what was removed stays removed
    assert again.task("id1") is None
    again.close()


def test_one_intent_is_one_task_whoever_asks(path: Path) -> None:
    one, two = open_store(path).store, open_store(path).store
    assert one.add(task(1), "press") == "id1"
    assert two.add(task(2), "press") == "id1"
    assert two.add(task(3), "") == "id3"
    assert two.add(task(4), "") == "id4"
    assert len(stored_tasks(one)) == 3
    one.close()
    two.close()


def test_one_that_another_program_holds_is_not_sent(path: Path) -> None:
    one, two = open_store(path).store, open_store(path).store
    one.add(task(held=True))
    waiting = (Status.WAITING,)
    assert not two.claim(task().transition_to(Status.SENDING, NOW), waiting)
    assert stored_tasks(one) == [task(held=True)]
    assert two.claim(task(), waiting), "letting it go is no sending"
    assert two.claim(task().transition_to(Status.SENDING, NOW), waiting)
    one.close()
    two.close()


def test_only_one_of_two_programs_may_send(path: Path) -> None:
    one, two = open_store(path).store, open_store(path).store
    one.add(task())
    sending = task().transition_to(Status.SENDING, NOW)
    assert one.claim(sending, tuple(NOT_SENT))
    assert not two.claim(sending, tuple(NOT_SENT))
    one.close()
    two.close()


def test_commits_outlive_the_power_and_there_is_no_wal(path: Path) -> None:
    store = open_store(path).store
    connection = store._connection
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    assert connection.execute("PRAGMA synchronous").fetchone()[0] == 3
    store.close()


def test_a_row_that_cant_be_read_is_passed_over_and_kept(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    filled(path, 3)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE task SET draft = '{' WHERE id = 'id1'")
        connection.execute("UPDATE task SET status = 'from the future' WHERE id = 'id2'")
        connection.commit()
    store = open_store(path).store
    for _ in range(2):
        assert [t.id for t in stored_tasks(store)] == ["id0"]
    assert store._connection.execute("SELECT count(*) FROM task").fetchone() == (3,)
    of_status, of_draft = (record.getMessage() for record in caplog.records)  # each once
    assert "id2" in of_status
    assert "'from the future' is not a valid Status" in of_status
    assert "id1" in of_draft
    assert "JSONDecodeError" in of_draft
    store.close()


def test_a_newer_version_is_refused_and_untouched(path: Path) -> None:
    filled(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = digest(path)
    with pytest.raises(PersonError, match="newer version"):
        open_store(path)
    assert digest(path) == before
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_an_older_version_is_copied_and_migrated(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(path, 3)
    later = (*MIGRATIONS, "ALTER TABLE task ADD COLUMN more TEXT NOT NULL DEFAULT ''")
    monkeypatch.setattr(store_file, "MIGRATIONS", later)
    opened = open_store(path, now=NOW)
    assert opened.notice is None
    assert len(stored_tasks(opened.store)) == 3
    opened.store.close()
    (copy,) = folder(path).glob(f"before-{len(MIGRATIONS) + 1}-*.db")
    assert len(rows(copy)) == 3


def test_a_migration_that_fails_leaves_all_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(path, 3)
    before = digest(path)
    broken = (*MIGRATIONS, "ALTER TABLE task ADD COLUMN more TEXT; DROP TABLE setting; NONSENSE")
    with monkeypatch.context() as patch:
        patch.setattr(store_file, "MIGRATIONS", broken)
        with pytest.raises(PersonError):
            open_store(path)
    assert digest(path) == before
    store = open_store(path).store
    assert len(stored_tasks(store)) == 3
    store.close()


MORE = "ALTER TABLE task ADD COLUMN more TEXT NOT NULL DEFAULT ''"


def test_killed_while_migrating(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(path, 3)
    script = textwrap.dedent(f"""
        import os, signal
        from pathlib import Path
        from seedance_gui.services.store import store_file
        from seedance_gui.services.store.migrations import MIGRATIONS
        class Dies(str):
            def split(self, _):
                yield {MORE!r}
                yield "DELETE FROM task WHERE id = 'id1'"
                os.kill(os.getpid(), {signal.SIGKILL.value})
        store_file.MIGRATIONS = (*MIGRATIONS, Dies(""))
        store_file.open_store(Path({str(path)!r}))
    """)
    done = subprocess.run([sys.executable, "-c", script], check=False)
    assert done.returncode == -signal.SIGKILL
    # the same migration, not killed this time, finds the file as the first one found it
    monkeypatch.setattr(store_file, "MIGRATIONS", (*MIGRATIONS, MORE))
    opened = open_store(path)
    assert opened.notice is None
    assert len(stored_tasks(opened.store)) == 3
    opened.store.close()


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS) + 1))
def test_a_store_of_each_version_opens_today(path: Path, version: int) -> None:
    """``data/store-N.sql`` is a store as the program of version N left it; it is never changed again.

    A new migration needs a new one: ``sqlite3 store.sqlite .dump``, and its ``PRAGMA user_version``.
    """
    kept = (DATA / f"store-{version}.sql").read_text(encoding="utf-8")
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(":memory:")) as made:
        old.executescript(kept)
        assert old.execute("PRAGMA user_version").fetchone() == (version,)
        for migration in MIGRATIONS[:version]:
            migrations.run(made, migration)
        assert schema(old) == schema(made), "a migration that people have been through was changed"
    opened = open_store(path, now=NOW)
    assert opened.notice is None
    assert [(t.id, t.status, t.task_id) for t in stored_tasks(opened.store)] == [
        ("id2", Status.SAVED, "remote2"),
        *([("id3", Status.WAITING, "")] if version >= 4 else []),
        ("id1", Status.NOT_CONFIRMED, ""),
    ]
    assert all((t.held, t.place) == (True, 1_799_999_990.5) for t in stored_tasks(opened.store)[1:-1])
    oldest = stored_tasks(opened.store)[-1]
    assert (oldest.held, oldest.place, oldest.turn) == (False, None, oldest.created)
    assert stored_tasks(opened.store)[0].draft.prompt == "A cat 猫; it's here"
    newest = stored_tasks(opened.store)[0]
    assert newest.taken == (1_800_000_062.0 if version >= 3 else None)
    assert newest.take == (Take("press 2", 2, 4) if version >= 3 else None)
    assert newest.continues == ("id1" if version >= 3 else "")
    known = ("Cat, take 2", "the one with the ladder", ("cats", "猫")) if version >= 3 else ("", "", ())
    assert (newest.name, newest.note, newest.tags) == known
    assert opened.store.get_setting("settings") == {"language": "zh_CN"}
    opened.store.add(task(4, held=True, place=5.5))
    assert opened.store.task("id4") == task(4, held=True, place=5.5)
    opened.store.close()
    with closing(sqlite3.connect(path)) as now:
        assert now.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
    assert len(list(folder(path).glob("before-*.db"))) == (version < len(MIGRATIONS))


def version_1(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((DATA / "store-1-full.sql").read_text(encoding="utf-8"))


SITE = "https://api.example"


def check_version_1(store: Store, *, restored: bool = False) -> None:
    """``data/store-1-full.sql`` was written by the program of version 1, with every kind of ``extra``."""
    found = {one.id: one for one in stored_tasks(store, SITE)}
    assert [one.id for one in stored_tasks(store)] == [f"id{n}" for n in range(11, 0, -1)]
    waiting = Message(FaultMessage.NO_CONNECTION)
    first = replace(found["id11"], id="id1", created=NOW + 1, since=NOW + 101, status_message=waiting)
    first = replace(first, status=Status.WAITING)
    if restored:  # it may have been sent since
        unknown, restored_message = Unconfirmed(open=True, others=True), Message(FaultMessage.RESTORED)
        first = replace(
            first, status=Status.NOT_CONFIRMED, unconfirmed=unknown, status_message=restored_message
        )
    assert found["id1"] == first
    assert store.add(task(99, service=SITE), "press 1") == "id1"
    before = Reading(coins=988.0, at=NOW)
    assert found["id2"].left_as_is
    assert found["id2"].status_message == Message(FaultMessage.ANSWER_UNCLEAR)
    assert found["id2"].unconfirmed == Unconfirmed(
        sent=(NOW + 50,),
        open=True,
        cause=Cause.ANSWER,
        detail="HTTP 502, 33 bytes of text/html",
        others=True,  # six had been ordered by then
        before=replace(before, token=2),
        after=Reading(coins=976.0, at=NOW + 300, token=2),
    )
    assert found["id2"].unconfirmed.verdict is Verdict.CHARGED
    assert found["id3"].unconfirmed == Unconfirmed(
        sent=(NOW + 60, NOW + 70),
        open=True,
        others=True,
        before=replace(before, token=1, mixed=True),
        after=Reading(coins=5.0, at=NOW + 300, token=2, mixed=True),
    )
    assert (found["id4"].id_entered, found["id4"].entered_id) == (True, "cgt-17")
    assert (found["id5"].coins_paid, found["id5"].coins_returned) == (12.5, False)
    assert (found["id5"].favourite, found["id5"].file) == (True, "/videos/a.mp4")
    assert (found["id6"].coins_paid, found["id6"].coins_returned) == (12.0, True)
    assert found["id7"].partial == PartialFile(path="/videos/.b.part", tag='"e1"', total=4096)
    assert found["id7"].status_message == Message(FaultMessage.DISK_FULL)
    reason = Message(FormMessage.OFF_NOT_TAKEN_AUDIOS, model=LocalizedText(en="Standard", zh="标准"))
    assert found["id8"].status_message == Message(FaultMessage.NOT_READY, reason=reason)
    assert str(found["id9"].status_message) == "Gone since Monday, in a wording of long ago."
    known = found["id10"].unconfirmed
    assert known is not None
    assert (known.verdict, known.others) == (Verdict.NOT_CHARGED, True)
    assert store.get_setting("settings") == {"language": "zh_CN"}
    assert store.get_setting(f"tokens {SITE}") == 2
    keys = [row[0] for row in store.read("SELECT key FROM setting ORDER BY key")]
    assert keys == ["draft", "settings", f"tokens {SITE}"]
    uploads = UploadCache(store, Clock(wall=lambda: NOW + 60), lambda: "")
    link = "https://x.example/a.png"
    assert uploads.link_of("digest-a") == link
    assert uploads.lives(link)
    assert store.read("SELECT link, made, digest FROM upload ORDER BY link") == [
        (link, NOW, "digest-a"),
        ("https://x.example/b.png", NOW + 1, ""),
    ]
    assert store.read("SELECT path, size, digest FROM uploaded_file") == [("/home/p/a.png", 1, "digest-a")]
    assert [(asset.id, asset.name, asset.added) for asset in read_assets(store, f"{SITE} mark")] == [
        ("a2", "Asset 2", NOW + 2),
        ("a1", "Asset 1", NOW + 1),
    ]


def test_all_that_version_1_kept_has_its_column(path: Path) -> None:
    version_1(path)
    opened = open_store(path, now=NOW)
    assert opened.notice is None
    check_version_1(opened.store)
    opened.store.close()
    (copy,) = folder(path).glob(f"before-{len(MIGRATIONS)}-*.db")
    assert {row[0] for row in rows(copy)} == {f"id{n}" for n in range(1, 12)}


def test_a_backup_of_version_1_is_restored(path: Path) -> None:
    version_1(path)
    assert back_up(path, now=NOW) is not None
    path.write_bytes(b"garbage" * 1000)
    opened = open_store(path, now=NOW)
    assert opened.damaged
    check_version_1(opened.store, restored=True)
    opened.store.close()


def test_killed_while_migrating_from_version_1(path: Path) -> None:
    version_1(path)
    script = textwrap.dedent(f"""
        import os, signal
        from pathlib import Path
        from seedance_gui.services.store import migrations, store_file
        migrations._keep_uploads = lambda *_: os.kill(os.getpid(), {signal.SIGKILL.value})
        store_file.open_store(Path({str(path)!r}))
    """)
    done = subprocess.run([sys.executable, "-c", script], check=False)
    assert done.returncode == -signal.SIGKILL
    with closing(sqlite3.connect(path)) as now:
        assert now.execute("PRAGMA user_version").fetchone() == (1,)
        assert now.execute("SELECT count(*) FROM task WHERE extra <> '{}'").fetchone() == (10,)
    opened = open_store(path, now=NOW)
    check_version_1(opened.store)
    opened.store.close()


@pytest.mark.parametrize(
    "extra",
    [
        "{",
        "[]",
        '{"remark": 3, "by_hand": [], "paid": "x", "part": [], "doubt": []}',
        '{"paid": -1, "part": {"path": 1}, "doubt": {"sent": "x", "before": {"coins": true}, "cause": []}}',
        '{"part": {"path": "/v\\udce9s/p", "total": 1.5}, "doubt": {"after": {"coins": 1}, "sent": [null]}}',
    ],
)
def test_what_cant_be_read_of_version_1_loses_no_task(path: Path, extra: str) -> None:
    version_1(path)
    with closing(sqlite3.connect(path)) as old:
        old.execute("UPDATE task SET extra = ?", (extra,))
        for key in ("uploads", "uploads by content", "uploaded files", f"assets {SITE} mark"):
            old.execute("UPDATE kept SET value = ? WHERE key = ?", ('[{"id": 1}, "x"]', key))
        old.commit()
    opened = open_store(path, now=NOW)
    assert len(stored_tasks(opened.store)) == 11
    assert {one.coins_paid for one in stored_tasks(opened.store)} == {None}
    UploadCache(opened.store, Clock(), lambda: "")
    assert read_assets(opened.store, f"{SITE} mark") == []
    opened.store.close()


def test_ten_thousand_tasks_of_version_1_are_taken_along(path: Path) -> None:
    version_1(path)
    names = "service, created, draft, body, status, since, task_id, progress, remote_status, error, file,"
    names += " finished, favourite, extra"
    with closing(sqlite3.connect(path)) as old:
        old.execute(
            f"INSERT INTO task (id, {names}) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
            f" WHERE i < 10000) SELECT 'n' || i, {names} FROM n, task WHERE id = 'id7'"
        )
        old.commit()
    opened = open_store(path, now=NOW)
    found = stored_tasks(opened.store)
    assert len(found) == 10_011
    one = next(one for one in found if one.id == "n10000")
    assert one.partial == PartialFile(path="/videos/.b.part", tag='"e1"', total=4096)
    assert one.status_message == Message(FaultMessage.DISK_FULL)
    opened.store.close()


def test_ten_thousand_tasks_of_version_3_are_taken_along_with_nothing_held(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as old:
        old.executescript((DATA / "store-3.sql").read_text(encoding="utf-8"))
        names = ", ".join(row[1] for row in old.execute("PRAGMA table_info(task)").fetchall()[3:])
        old.execute(
            f"INSERT INTO task (id, service, {names}) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1"
            f" FROM n WHERE i < 10000) SELECT 'n' || i, service, {names} FROM n, task WHERE id = 'id2'"
        )
        old.commit()
        before = whole_rows(path)
    opened = open_store(path, now=NOW)
    assert opened.notice is None
    assert len(found := stored_tasks(opened.store)) == len(before) == 10_002
    assert {(one.held, one.place) for one in found} == {(False, None)}
    opened.store.close()
    assert [row[: len(before[0])] for row in whole_rows(path)] == before
    (copy,) = folder(path).glob(f"before-{len(MIGRATIONS)}-*.db")
    assert whole_rows(copy) == before


def test_pages_give_every_task_once_newest_first(path: Path) -> None:
    store = open_store(path).store
    for number in range(23):
        status = Status.SAVED if number % 5 else Status.WAITING
        store.add(task(number, created=NOW + number // 4, status=status))
    store.add(task(99, service="another", created=NOW + 99))
    found, after = store.page("practice", 5)
    while after is not None:
        page, after = store.page("practice", 5, after)
        found += page
    assert found == stored_tasks(store, "practice")
    assert len(found) == 23
    assert [one.id for one in store.unfinished("practice")] == ["id20", "id15", "id10", "id5", "id0"]
    store.close()


def test_a_page_and_the_unfinished_ones_are_found_by_an_index(path: Path) -> None:
    filled(path, 3)
    store = open_store(path).store
    queries: list[str] = []
    store._connection.set_trace_callback(queries.append)
    for service in ("practice", "https://x.example"):
        store.page(service, 2, (NOW + 2, 3))
        store.page(service, 2)
        store.unfinished(service)
    store._connection.set_trace_callback(None)
    plans = [" ".join(row[3] for row in store.read(f"EXPLAIN QUERY PLAN {query}")) for query in queries]
    for later, first, unfinished in zip(plans[::3], plans[1::3], plans[2::3], strict=True):
        assert later == "SEARCH task USING INDEX task_by_world (<expr>=? AND created<?)"
        assert first == "SEARCH task USING INDEX task_by_world (<expr>=?)"
        assert unfinished.startswith("SEARCH task USING INDEX task_by_status (status=?)")
    store.close()


def test_any_thread_may_read_and_write(path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        store = pool.submit(open_store, path).result().store
        list(pool.map(lambda number: store.add(task(number)), range(40)))
        pages = list(pool.map(lambda _: store.page("practice", 100), range(8)))
    assert all(page == pages[0] for page in pages)
    assert len(pages[0][0]) == 40
    store.close()


def test_a_text_that_is_no_utf_8_is_read_with_marks(path: Path) -> None:
    filled(path, 1)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE task SET error = CAST(x'61ff62' AS TEXT)")
        connection.commit()
    opened = open_store(path)
    assert [one.error for one in stored_tasks(opened.store)] == ["a\ufffdb"]
    opened.store.close()


def test_a_file_cut_at_every_page_is_set_aside(path: Path, tmp_path: Path) -> None:
    filled(path)
    whole = path.read_bytes()
    cuts = [1, 50, 100, *range(4096, len(whole), 4096), len(whole) - 1]
    for number, cut in enumerate(cuts):
        place = tmp_path / str(number) / "studio.db"
        place.parent.mkdir()
        place.write_bytes(whole[:cut])
        opened = open_store(place, now=NOW)
        assert opened.damaged, cut
        assert opened.notice is not None
        opened.store.add(task(1000))
        opened.store.close()
        (aside,) = place.parent.glob("studio.damaged-*.db")
        assert aside.read_bytes() == whole[:cut], "the damaged file is kept as it was"


@pytest.mark.parametrize("place", [0, 16, 40, 100, 5000, 9000])
def test_garbage_anywhere_never_crashes(path: Path, place: int) -> None:
    filled(path)
    data = bytearray(path.read_bytes())
    data[place : place + 64] = bytes(range(64))
    path.write_bytes(data)
    try:
        opened = open_store(path, now=NOW)
    except PersonError:
        assert path.read_bytes() == data
    else:
        stored_tasks(opened.store)
        opened.store.close()


def test_damage_where_no_row_is_read_shows_at_once(path: Path) -> None:
    """An index that is damaged would fail at the first order, when it is too late."""
    filled(path)
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'task_by_world'"
        ).fetchone()
    data = bytearray(path.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = bytes(range(256)) * 16
    path.write_bytes(data)
    opened = open_store(path, now=NOW)
    assert opened.damaged
    opened.store.add(task(1000))
    opened.store.close()


def test_the_newest_backup_takes_the_place_of_a_damaged_file(path: Path) -> None:
    filled(path, 5)
    assert back_up(path, now=NOW) is not None
    assert back_up(path, now=NOW) is None  # it is fresh
    store = open_store(path).store
    store.add(task(99))
    store.close()
    back_up(path, now=NOW + DAY)
    backups(path)[0].write_bytes(b"garbage" * 1000)  # the newest is damaged as well
    path.write_bytes(b"garbage" * 1000)
    opened = open_store(path, now=NOW)
    assert opened.damaged
    assert "2027-01-15" in str(opened.notice)
    assert len(stored_tasks(opened.store)) == 5
    opened.store.close()


def test_todays_backup_is_never_older_than_an_hour(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """One of the day's first start alone would lose what was ordered since then."""
    filled(path, 1)
    assert back_up(path, now=NOW) is not None
    store = open_store(path).store
    store.add(task(99, body={"prompt": "a secret"}))
    store.close()
    assert back_up(path, now=NOW + 3599) is None
    assert back_up(path, now=NOW + 3600) is not None
    assert len(backups(path)) == 1
    path.write_bytes(b"garbage" * 1000)
    opened = open_store(path, now=NOW)
    assert [found.id for found in stored_tasks(opened.store)] == ["id99", "id0"]
    opened.store.close()
    (said,) = [record for record in caplog.records if record.name == store_file.__name__]
    assert (said.levelname, "2027-01-15.db" in said.getMessage()) == ("WARNING", True)
    assert "secret" not in caplog.text
    assert opened.notice is not None
    for notice in (opened.notice, Message(FaultMessage.STORE_SET_ASIDE_NEW, name="x")):
        assert "may have been charged: look in the service's console" in str(notice)


@pytest.mark.parametrize("damage", ["a page", "cut", "emptied", "garbage"])
def test_a_damaged_store_replaces_no_good_backup(path: Path, damage: str) -> None:
    filled(path)
    good = back_up(path, now=NOW)
    assert good is not None
    before, data = good.read_bytes(), path.read_bytes()
    page = len(data) // 4096 // 2 * 4096
    damaged = {
        "a page": data[:page] + bytes(range(256)) * 16 + data[page + 4096 :],
        "cut": data[:-100],
        "emptied": b"",
        "garbage": b"garbage" * 1000,
    }
    path.write_bytes(damaged[damage])
    for later in (2 * 3600, DAY):  # nor does it push a good one out
        with pytest.raises((store_file.StoreDamagedError, sqlite3.DatabaseError)):
            back_up(path, now=NOW + later)
    assert list(folder(path).iterdir()) == [good]
    assert good.read_bytes() == before


def test_an_emptied_file_is_restored_too(path: Path) -> None:
    filled(path, 5)
    back_up(path, now=NOW)
    path.write_bytes(b"")
    opened = open_store(path, now=NOW)
    assert len(stored_tasks(opened.store)) == 5
    opened.store.close()


def test_backups_are_thinned(path: Path) -> None:
    filled(path, 1)
    for day in range(120):
        back_up(path, now=NOW + day * DAY)
    assert 12 <= len(backups(path)) <= 16
    assert not list(folder(path).glob("*.new"))


def test_a_missing_journal_and_a_hot_one(path: Path, tmp_path: Path) -> None:
    """Killed within a transaction: with its journal the file is as before, without it at worst set aside."""
    filled(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_spill = ON")
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN")
        connection.execute("UPDATE task SET error = ?", ("x" * 3000,))
        for name, journal in (("with", True), ("without", False)):
            (tmp_path / name).mkdir()
            shutil.copy(path, tmp_path / name / "studio.db")
            if journal:
                shutil.copy(f"{path}-journal", tmp_path / name / "studio.db-journal")
        connection.execute("ROLLBACK")
    opened = open_store(tmp_path / "with" / "studio.db")
    assert opened.notice is None
    assert {t.error for t in stored_tasks(opened.store)} == {""}
    opened.store.close()
    opened = open_store(tmp_path / "without" / "studio.db")
    opened.store.add(task(1000))
    opened.store.close()


def test_a_journal_goes_aside_with_its_file(path: Path) -> None:
    """Left where it was, it would be played into the backup that takes the place of the file."""
    filled(path)
    back_up(path, now=NOW)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE task SET error = 'later'")
        connection.execute("PRAGMA cache_spill = ON")
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN")
        connection.execute("UPDATE task SET error = ?", ("x" * 3000,))
        journal = path.with_name(path.name + "-journal").read_bytes()
        connection.execute("ROLLBACK")
    path.write_bytes(b"")
    path.with_name(path.name + "-journal").write_bytes(journal)
    opened = open_store(path, now=NOW)
    assert opened.damaged
    assert {t.error for t in stored_tasks(opened.store)} == {""}, (
        "what the backup holds, and nothing of the journal"
    )
    assert len(stored_tasks(opened.store)) == 40
    opened.store.close()
    (aside,) = path.parent.glob("studio.damaged-*.db-journal")
    assert aside.read_bytes() == journal


def test_a_folder_in_the_place_of_the_store(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(PersonError, match="unable to open database file"):
        open_store(path)


@pytest.mark.parametrize(
    ("fault", "code", "again"),
    [
        (OSError(errno.ENOSPC, ""), FaultMessage.STORE_FULL, True),
        (OSError(errno.EROFS, ""), FaultMessage.STORE_WRITE_PROTECTED, False),
        (OSError(errno.EIO, ""), FaultMessage.STORE_UNUSABLE, True),
        (OSError(errno.ENOTDIR, ""), FaultMessage.STORE_UNUSABLE, False),
        (sqlite3.SQLITE_FULL, FaultMessage.STORE_FULL, True),
        (sqlite3.SQLITE_IOERR_WRITE, FaultMessage.STORE_UNUSABLE, True),
        (sqlite3.SQLITE_READONLY_DIRECTORY, FaultMessage.STORE_WRITE_PROTECTED, False),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, FaultMessage.STORE_IN_USE, False),
        (sqlite3.SQLITE_ERROR, FaultMessage.STORE_UNUSABLE, False),
    ],
)
def test_the_true_reason_is_said(path: Path, fault: OSError | int, code: FaultMessage, again: bool) -> None:
    error: OSError | sqlite3.Error = sqlite3.OperationalError("no such column: tags")
    if isinstance(fault, OSError):
        error = fault
    else:
        error.sqlite_errorcode = fault  # type: ignore[union-attr]
    said = told(error, path)
    assert (said.message.code, isinstance(said, StoreFaultError)) == (code, again)
    if code is FaultMessage.STORE_UNUSABLE:
        assert (os.strerror(error.errno or 0) if isinstance(error, OSError) else "no such column") in str(
            said.message
        )


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(path: Path) -> None:
    path.parent.mkdir()
    path.parent.chmod(0o500)
    with pytest.raises(PersonError, match="write-protected"):
        open_store(path)
    path.parent.chmod(0o700)


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(PersonError):
        open_store(tmp_path / "data" / "studio.db")


def test_in_use_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(path, 1)
    store = open_store(path).store
    store._connection.execute("PRAGMA busy_timeout = 10")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(PersonError, match="in use"):
            store.add(task(5))
        other.execute("ROLLBACK")
    store.add(task(5))
    store.close()


def test_what_fails_within_a_transaction_or_at_its_end_leaves_none_open(path: Path) -> None:
    filled(path, 3)
    store = open_store(path).store
    with pytest.raises(PersonError):
        store.add(task(1))  # there is one of that id
    store.add(task(10))
    store._connection.execute("PRAGMA busy_timeout = 10")
    with closing(sqlite3.connect(path)) as other:
        reading = other.execute("SELECT id FROM task")
        reading.fetchone()
        with pytest.raises(PersonError, match="in use"):
            store.add(task(11))  # written, but not to be committed while another reads
        reading.close()
    store.add(task(12))
    assert {t.id for t in stored_tasks(store)} == {"id0", "id1", "id2", "id10", "id12"}
    store.close()


def test_a_full_disk_keeps_what_was_committed(path: Path) -> None:
    filled(path, 3)
    store = open_store(path).store
    pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
    store._connection.execute(f"PRAGMA max_page_count = {pages}")
    for number in range(100, 105):
        with pytest.raises(PersonError, match="no room"):
            store.add(task(number, error="x" * 50_000))
    assert {t.id for t in stored_tasks(store)} >= {"id0", "id1", "id2"}
    store.close()
    opened = open_store(path)
    assert opened.notice is None
    opened.store.close()


def schema(connection: sqlite3.Connection) -> set[tuple[object, ...]]:
    """Return the tables and indexes, however their text is spaced."""
    found = connection.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    return {(kind, name, " ".join(sql.split())) for kind, name, sql in found}


def rows(path: Path) -> list[tuple[str]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT id FROM task").fetchall()


def whole_rows(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT * FROM task").fetchall()


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()

"""The store: what is committed is there again, and no state of its file makes the program fail or delete."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from seedance_gui.domain.draft import Draft, InputMode, Reference
from seedance_gui.domain.errors import PersonError
from seedance_gui.domain.task import NOT_SENT, Status, Task
from seedance_gui.services.store.store import MIGRATIONS
from seedance_gui.services.store.store_file import back_up, backups, folder, open_store

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
        "extra": {"a": [1, None]},
    }
    return Task(**{**values, **changes})  # type: ignore[arg-type]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "studio.db"


def filled(path: Path, count: int = 40) -> None:
    store = open_store(path, now=NOW).store
    for number in range(count):
        store.add(task(number))
    store.keep("settings", {"a": 1})
    store.close()


def test_everything_comes_back_as_it_was(path: Path) -> None:
    store = open_store(path).store
    first = task(1, progress=42, error="e", file="/x", finished=5.5, favourite=True, task_id="t1")
    store.add(first)
    store.add(task(2, service="https://x.example"))
    store.put(first.transition_to(Status.SENDING, NOW + 9))
    store.keep("draft", {"p": "猫"})
    store.close()
    opened = open_store(path)
    assert opened.notice is None
    again = opened.store
    assert again.tasks("practice") == [replace(first, status=Status.SENDING, since=NOW + 9)]
    assert [t.id for t in again.tasks()] == ["id2", "id1"]
    assert again.kept("draft") == {"p": "猫"}
    assert again.kept("nothing", 7) == 7
    again.keep("draft", None)
    assert again.kept("draft") is None
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
    assert len(one.tasks()) == 3
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


def test_a_row_that_cant_be_read_is_passed_over_and_kept(path: Path) -> None:
    filled(path, 3)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE task SET draft = '{' WHERE id = 'id1'")
        connection.execute("UPDATE task SET status = 'from the future' WHERE id = 'id2'")
        connection.commit()
    store = open_store(path).store
    assert [t.id for t in store.tasks()] == ["id0"]
    assert store._connection.execute("SELECT count(*) FROM task").fetchone() == (3,)
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


def test_an_older_version_is_copied_and_migrated(path: Path) -> None:
    filled(path, 3)
    later = (*MIGRATIONS, "ALTER TABLE task ADD COLUMN more TEXT NOT NULL DEFAULT ''")
    opened = open_store(path, now=NOW, migrations=later)
    assert opened.notice is None
    assert len(opened.store.tasks()) == 3
    opened.store.close()
    (copy,) = folder(path).glob("before-2-*.db")
    assert len(rows(copy)) == 3


def test_a_migration_that_fails_leaves_all_as_it_was(path: Path) -> None:
    filled(path, 3)
    before = digest(path)
    broken = (*MIGRATIONS, "ALTER TABLE task ADD COLUMN more TEXT; DROP TABLE kept; NONSENSE")
    with pytest.raises(PersonError):
        open_store(path, migrations=broken)
    assert digest(path) == before
    store = open_store(path).store
    assert len(store.tasks()) == 3
    store.close()


MORE = "ALTER TABLE task ADD COLUMN more TEXT NOT NULL DEFAULT ''"


def test_killed_while_migrating(path: Path) -> None:
    filled(path, 3)
    script = textwrap.dedent(f"""
        import os, signal
        from pathlib import Path
        from seedance_gui.services.store import store_file
        from seedance_gui.services.store.store import MIGRATIONS
        class Dies(str):
            def split(self, _):
                yield {MORE!r}
                yield "DELETE FROM task WHERE id = 'id1'"
                os.kill(os.getpid(), {signal.SIGKILL.value})
        store_file.open_store(Path({str(path)!r}), migrations=(*MIGRATIONS, Dies("")))
    """)
    done = subprocess.run([sys.executable, "-c", script], check=False)
    assert done.returncode == -signal.SIGKILL
    # the same migration, not killed this time, finds the file as the first one found it
    opened = open_store(path, migrations=(*MIGRATIONS, MORE))
    assert opened.notice is None
    assert len(opened.store.tasks()) == 3
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
        for script in MIGRATIONS[:version]:
            made.executescript(script)
        assert schema(old) == schema(made), "a migration that people have been through was changed"
    opened = open_store(path, now=NOW)
    assert opened.notice is None
    assert [(t.id, t.status, t.task_id) for t in opened.store.tasks()] == [
        ("id2", Status.SAVED, "remote2"),
        ("id1", Status.NOT_CONFIRMED, ""),
    ]
    assert opened.store.tasks()[0].draft.prompt == "A cat 猫; it's here"
    assert opened.store.kept("settings") == {"language": "zh_CN"}
    opened.store.add(task(3))
    opened.store.close()
    with closing(sqlite3.connect(path)) as now:
        assert now.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
    assert len(list(folder(path).glob("before-*.db"))) == (version < len(MIGRATIONS))


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
        opened.store.tasks()
        opened.store.close()


def test_damage_where_no_row_is_read_shows_at_once(path: Path) -> None:
    """An index that is damaged would fail at the first order, when it is too late."""
    filled(path)
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'task_by_service'"
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
    assert back_up(path, now=NOW) is None  # once a day
    store = open_store(path).store
    store.add(task(99))
    store.close()
    back_up(path, now=NOW + DAY)
    backups(path)[0].write_bytes(b"garbage" * 1000)  # the newest is damaged as well
    path.write_bytes(b"garbage" * 1000)
    opened = open_store(path, now=NOW)
    assert opened.damaged
    assert "2027-01-15" in str(opened.notice)
    assert len(opened.store.tasks()) == 5
    opened.store.close()


def test_an_emptied_file_is_restored_too(path: Path) -> None:
    filled(path, 5)
    back_up(path, now=NOW)
    path.write_bytes(b"")
    opened = open_store(path, now=NOW)
    assert len(opened.store.tasks()) == 5
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
    assert {t.error for t in opened.store.tasks()} == {""}
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
    assert {t.error for t in opened.store.tasks()} == {""}, (
        "what the backup holds, and nothing of the journal"
    )
    assert len(opened.store.tasks()) == 40
    opened.store.close()
    (aside,) = path.parent.glob("studio.damaged-*.db-journal")
    assert aside.read_bytes() == journal


def test_a_folder_in_the_place_of_the_store(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(PersonError, match="can't be opened"):
        open_store(path)


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
    assert {t.id for t in store.tasks()} == {"id0", "id1", "id2", "id10", "id12"}
    store.close()


def test_a_full_disk_keeps_what_was_committed(path: Path) -> None:
    filled(path, 3)
    store = open_store(path).store
    pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
    store._connection.execute(f"PRAGMA max_page_count = {pages}")
    for number in range(100, 105):
        with pytest.raises(PersonError, match="no room"):
            store.add(task(number, error="x" * 50_000))
    assert {t.id for t in store.tasks()} >= {"id0", "id1", "id2"}
    store.close()
    opened = open_store(path)
    assert opened.notice is None
    opened.store.close()


def schema(connection: sqlite3.Connection) -> set[tuple[object, ...]]:
    """Return the tables and indexes, however their text is spaced."""
    found = connection.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    return {(kind, name, " ".join(sql.split())) for kind, name, sql in found}


def rows(path: Path) -> list[object]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT id FROM task").fetchall()


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()

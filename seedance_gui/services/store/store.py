"""The store: one SQLite file with the tasks and a few small things that are kept.

One connection and no WAL: SQLite before 3.51.3 has a fault in WAL mode that corrupts files [promise 16].
``synchronous=EXTRA`` so that a commit outlives a power cut. Every method raises ``StoreFaultError`` (with a
sentence) where the file can't be written; what was committed before stays.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from seedance_gui.domain.draft import Draft
from seedance_gui.domain.errors import DiskFullError, PersonError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message
from seedance_gui.domain.task import Status, Task

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE task (
        id TEXT PRIMARY KEY NOT NULL,
        service TEXT NOT NULL,
        intent TEXT UNIQUE,
        created REAL NOT NULL,
        draft TEXT NOT NULL,
        body TEXT NOT NULL,
        status TEXT NOT NULL,
        since REAL NOT NULL,
        task_id TEXT NOT NULL,
        progress INTEGER,
        remote_status TEXT NOT NULL,
        error TEXT NOT NULL,
        file TEXT NOT NULL,
        finished REAL,
        favourite INTEGER NOT NULL,
        extra TEXT NOT NULL
    ) STRICT;
    CREATE INDEX task_by_service ON task (service, created);
    CREATE TABLE kept (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT;
    """,
)
"""One script a version: the file's ``user_version`` is how many of them it has been through."""

_COLUMNS = (
    "id", "service", "created", "draft", "body", "status", "since", "task_id", "progress", "remote_status",
    "error", "file", "finished", "favourite", "extra",
)  # fmt: skip
_MARKS = ", ".join("?" * (len(_COLUMNS) + 1))
_INSERT = f"INSERT INTO task ({', '.join(_COLUMNS)}, intent) VALUES ({_MARKS})"  # noqa: S608
_UPDATE = f"UPDATE task SET {', '.join(f'{name} = ?' for name in _COLUMNS[1:])} WHERE id = ?"  # noqa: S608


TO_TEXT = {code: code + 0x10_2000 for code in range(0xD800, 0xE000)}
FROM_TEXT = {text: code for code, text in TO_TEXT.items()}
"""A path that isn't UTF-8 has lone surrogates, which SQLite takes as private characters only."""


class StoreFaultError(DiskFullError):
    """The store can't be written now: the disk is full or not to be written to."""


class Store:
    """The open file. Made by ``store_file.open_store``, which checks and migrates it first."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    def tasks(self, service: str | None = None) -> list[Task]:
        """Return the tasks (of one service), newest first. A row that can't be read is passed over."""
        where = "" if service is None else "WHERE service = ?"
        found = self._connection.execute(
            f"SELECT {', '.join(_COLUMNS)} FROM task {where} ORDER BY created DESC, rowid DESC",  # noqa: S608
            () if service is None else (service,),
        )
        return [task for row in found if (task := _task(row)) is not None]

    def task(self, task_id: str) -> Task | None:
        """Return the task with our id."""
        row = self._connection.execute(
            f"SELECT {', '.join(_COLUMNS)} FROM task WHERE id = ?",  # noqa: S608
            (task_id,),
        ).fetchone()
        return None if row is None else _task(row)

    def add(self, task: Task, intent: str = "") -> str:
        """Commit a new task, unless one of the same intent is there; return the id of the one that is."""
        with self._committed():
            if intent:
                row = self._connection.execute("SELECT id FROM task WHERE intent = ?", (intent,)).fetchone()
                if row is not None:
                    return str(row[0])
            self._connection.execute(_INSERT, (*_row(task), intent or None))
        return task.id

    def put(self, task: Task) -> None:
        """Commit a task as it now is. One that was removed stays removed."""
        first, *rest = _row(task)
        with self._committed():
            self._connection.execute(_UPDATE, (*rest, first))

    def claim(self, task: Task, before: Sequence[Status]) -> bool:
        """Commit a task only if its row still has one of the statuses ``before``; tell whether it had."""
        first, *rest = _row(task)
        marks = ", ".join("?" * len(before))
        with self._committed():
            done = self._connection.execute(f"{_UPDATE} AND status IN ({marks})", (*rest, first, *before))
        return done.rowcount == 1

    def remove(self, task_id: str) -> None:
        """Delete a row."""
        with self._committed():
            self._connection.execute("DELETE FROM task WHERE id = ?", (task_id,))

    def kept(self, key: str, default: Any = None) -> Any:  # noqa: ANN401 - JSON
        """Return the JSON value kept under ``key``."""
        row = self._connection.execute("SELECT value FROM kept WHERE key = ?", (key,)).fetchone()
        try:
            return default if row is None else json.loads(row[0])
        except ValueError:
            return default

    def keep(self, key: str, value: Any) -> None:  # noqa: ANN401 - JSON
        """Commit a JSON value under ``key``; None removes it."""
        with self._committed():
            if value is None:
                self._connection.execute("DELETE FROM kept WHERE key = ?", (key,))
            else:
                self._connection.execute("REPLACE INTO kept VALUES (?, ?)", (key, json.dumps(value)))

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @contextmanager
    def _committed(self) -> Iterator[None]:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._undo()
                raise
            self._commit()
        except sqlite3.DatabaseError as fault:
            raise told(fault, self.path) from None

    def _commit(self) -> None:
        try:
            self._connection.execute("COMMIT")
        except sqlite3.Error:
            self._undo()
            raise

    def _undo(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")


def told(fault: sqlite3.Error, path: Path) -> PersonError:
    """Return what a person is told of a fault of SQLite that is no damage."""
    code = (getattr(fault, "sqlite_errorcode", None) or 0) & 0xFF
    detail = f"{type(fault).__name__}: {fault}"
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return PersonError(Message(FaultMessage.STORE_IN_USE), detail)
    if code in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}:
        return StoreFaultError(Message(FaultMessage.STORE_FULL), detail)
    return PersonError(Message(FaultMessage.STORE_UNUSABLE, folder=str(path.parent)), detail)


def _row(task: Task) -> tuple[Any, ...]:
    return (
        task.id,
        task.service,
        task.created,
        json.dumps(task.draft.to_data()),
        json.dumps(dict(task.body)),
        task.status.value,
        task.since,
        task.task_id,
        task.progress,
        task.remote_status,
        task.error,
        task.file.translate(TO_TEXT),
        task.finished,
        int(task.favourite),
        json.dumps(dict(task.extra)),
    )


def _task(row: Sequence[Any]) -> Task | None:
    values = dict(zip(_COLUMNS, row, strict=True))
    try:
        values["draft"] = Draft.from_data(json.loads(values["draft"]))
        values["body"] = json.loads(values["body"])
        values["extra"] = json.loads(values["extra"])
        values["status"] = Status(values["status"])
        values["file"] = values["file"].translate(FROM_TEXT)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    values["favourite"] = bool(values["favourite"])
    return Task(**values)

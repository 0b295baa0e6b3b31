"""The store: one SQLite file with the tasks, the settings, the uploads and the assets.

One connection and no WAL: SQLite before 3.51.3 has a fault in WAL mode that corrupts files [promise 16].
``synchronous=EXTRA`` so that a commit outlives a power cut. Any thread may call: a lock lets one at a time.
Every method raises ``PersonError`` where the file can't be read or written (``StoreFaultError`` where the
disk is full); what was committed before stays.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from seedance_gui.domain.address import PRACTICE
from seedance_gui.domain.draft import Draft
from seedance_gui.domain.errors import DiskFullError, PersonError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message
from seedance_gui.domain.status_message import message_from_data, message_to_data
from seedance_gui.domain.task import UNFINISHED, PartialFile, Status, Task
from seedance_gui.domain.unconfirmed import Cause, Reading, Unconfirmed
from seedance_gui.services.store.migrations import from_text, to_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_PLAIN = (
    "id", "service", "created", "since", "task_id", "progress", "remote_status", "error", "file", "finished",
    "entered_id", "coins_paid",
)  # fmt: skip
_TRUTHS = ("favourite", "left_as_is", "coins_returned")
_READING = ("coins", "at", "token", "mixed")
_COLUMNS = (
    *_PLAIN, *_TRUTHS, "status", "draft", "body", "message_code", "message_values",
    "sent_at", "sent_open", "sent_others", "sent_cause", "sent_detail",
    *(f"{when}_{name}" for when in ("before", "after") for name in _READING),
    "partial_path", "partial_tag", "partial_total",
)  # fmt: skip
_NAMES = ", ".join(_COLUMNS)
_SELECT = f"SELECT {_NAMES} FROM task"  # noqa: S608
_INSERT = f"INSERT INTO task ({_NAMES}, idempotency_key) VALUES (:{', :'.join(_COLUMNS)}, :key)"  # noqa: S608
_UPDATE = f"UPDATE task SET {', '.join(f'{name} = :{name}' for name in _COLUMNS[1:])} WHERE id = :id"  # noqa: S608
_WORLD = f"(service = '{PRACTICE}') = (? = '{PRACTICE}')"  # practice is apart, all that is real is one list
_NEWEST_FIRST = "ORDER BY created DESC, rowid DESC"

Place = tuple[float, int]
"""Where a page of tasks ended: the last one's ``created`` and row."""


class StoreFaultError(DiskFullError):
    """The store can't be written now: the disk is full or not to be written to."""


class Store:
    """The open file. Made by ``store_file.open_store``, which checks and migrates it first."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._lock = threading.RLock()

    # -- tasks. A row that can't be read is passed over, and kept.

    def tasks(self, service: str | None = None) -> list[Task]:
        """Return all tasks (of one service), newest first."""
        where = "" if service is None else "WHERE service = ?"
        return _tasks(
            self.read(f"{_SELECT} {where} {_NEWEST_FIRST}", *(() if service is None else (service,)))
        )

    def unfinished(self, service: str) -> list[Task]:
        """Return the tasks of a service's world that are not at their end, newest first."""
        states = ", ".join(f"'{status.value}'" for status in UNFINISHED)
        rows = self.read(f"{_SELECT} WHERE status IN ({states}) AND {_WORLD} {_NEWEST_FIRST}", service)
        return _tasks(rows)

    def page(self, service: str, most: int, after: Place | None = None) -> tuple[list[Task], Place | None]:
        """Return a page of the tasks of a world, newest first, and where the next one begins, or None."""
        older = "" if after is None else "AND (created, rowid) < (?, ?)"
        rows = self.read(
            f"SELECT rowid, {_NAMES} FROM task WHERE {_WORLD} {older} {_NEWEST_FIRST} LIMIT ?",  # noqa: S608
            service,
            *(after or ()),
            most,
        )
        end = (rows[-1][1 + _COLUMNS.index("created")], rows[-1][0]) if len(rows) == most else None
        return _tasks([row[1:] for row in rows]), end

    def task(self, task_id: str) -> Task | None:
        """Return the task with our id."""
        return next(iter(_tasks(self.read(f"{_SELECT} WHERE id = ?", task_id))), None)

    def task_with(self, service: str, remote_id: str) -> Task | None:
        """Return a task of a service's world by the service's id of it."""
        found = self.read(f"{_SELECT} WHERE task_id = ? AND {_WORLD}", remote_id, service)
        return next(iter(_tasks(found)), None)

    def add(self, task: Task, idempotency_key: str = "") -> str:
        """Commit a new task, unless one of the same key is there; return the id of the one that is."""
        with self._committed() as connection:
            if idempotency_key:
                row = connection.execute(
                    "SELECT id FROM task WHERE idempotency_key = ?", (idempotency_key,)
                ).fetchone()
                if row is not None:
                    return str(row[0])
            connection.execute(_INSERT, {**_row(task), "key": idempotency_key or None})
        return task.id

    def put(self, task: Task) -> None:
        """Commit a task as it now is. One that was removed stays removed."""
        row = _row(task)
        with self._committed() as connection:
            connection.execute(_UPDATE, row)

    def claim(self, task: Task, before: Sequence[Status]) -> bool:
        """Commit a task only if its row still has one of the statuses ``before``; tell whether it had."""
        states = ", ".join(f"'{status.value}'" for status in before)
        with self._committed() as connection:
            done = connection.execute(f"{_UPDATE} AND status IN ({states})", _row(task))
        return done.rowcount == 1

    def remove(self, task_id: str) -> None:
        """Delete a row."""
        self.write("DELETE FROM task WHERE id = ?", task_id)

    # -- the rest

    def get_setting(self, key: str, default: Any = None) -> Any:  # noqa: ANN401 - JSON
        """Return the JSON value of a setting."""
        rows = self.read("SELECT value FROM setting WHERE key = ?", key)
        try:
            return json.loads(rows[0][0]) if rows else default
        except (ValueError, RecursionError):
            return default

    def set_setting(self, key: str, value: Any) -> None:  # noqa: ANN401 - JSON
        """Commit a JSON value under ``key``; None removes it."""
        if value is None:
            self.write("DELETE FROM setting WHERE key = ?", key)
        else:
            self.write("REPLACE INTO setting VALUES (?, ?)", key, json.dumps(value))

    def read(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        try:
            with self._lock:
                return self._connection.execute(query, values).fetchall()
        except sqlite3.DatabaseError as fault:
            raise told(fault, self.path) from None

    def write(self, statement: str, *values: object) -> None:
        """Commit one statement."""
        with self._committed() as connection:
            connection.execute(statement, values)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def _committed(self) -> Iterator[sqlite3.Connection]:
        connection = self._connection
        try:
            with self._lock:
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield connection
                    connection.execute("COMMIT")
                finally:
                    if connection.in_transaction:
                        connection.execute("ROLLBACK")
        except sqlite3.DatabaseError as fault:
            raise told(fault, self.path) from None


def told(fault: sqlite3.Error, path: Path) -> PersonError:
    """Return what a person is told of a fault of SQLite that is no damage."""
    code = (getattr(fault, "sqlite_errorcode", None) or 0) & 0xFF
    detail = f"{type(fault).__name__}: {fault}"
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return PersonError(Message(FaultMessage.STORE_IN_USE), detail)
    if code in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}:
        return StoreFaultError(Message(FaultMessage.STORE_FULL), detail)
    return PersonError(Message(FaultMessage.STORE_UNUSABLE, folder=str(path.parent)), detail)


def _row(task: Task) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(_COLUMNS)
    row |= {name: getattr(task, name) for name in _PLAIN} | {"file": to_text(task.file)}
    row |= {name: int(getattr(task, name)) for name in _TRUTHS}
    row |= {
        "status": task.status.value,
        "draft": json.dumps(task.draft.to_data()),
        "body": json.dumps(dict(task.body)),
    }
    if task.status_message is not None:
        data = message_to_data(task.status_message)
        row |= {"message_code": data["code"], "message_values": json.dumps(data["values"])}
    if (known := task.unconfirmed) is not None:
        row |= {"sent_at": json.dumps(known.sent), "sent_open": int(known.open)}
        row |= {
            "sent_others": int(known.others),
            "sent_cause": known.cause.value,
            "sent_detail": known.detail,
        }
        for when, reading in (("before", known.before), ("after", known.after)):
            if reading is not None:
                row |= {f"{when}_{name}": getattr(reading, name) for name in _READING}
    if (part := task.partial) is not None:
        row |= {"partial_path": to_text(part.path), "partial_tag": part.tag, "partial_total": part.total}
    return row


def _tasks(rows: Sequence[Sequence[Any]]) -> list[Task]:
    return [task for row in rows if (task := _task(dict(zip(_COLUMNS, row, strict=True)))) is not None]


def _task(row: dict[str, Any]) -> Task | None:
    try:
        row["file"] = from_text(row["file"])
        return Task(
            **{name: row[name] for name in _PLAIN} | {name: bool(row[name]) for name in _TRUTHS},
            status=Status(row["status"]),
            draft=Draft.from_data(json.loads(row["draft"])),
            body=dict(json.loads(row["body"])),
            status_message=_message(row),
            unconfirmed=None if row["sent_at"] is None else _unconfirmed(row),
            partial=_partial(row),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _message(row: dict[str, Any]) -> Message | None:
    code, values = row["message_code"], row["message_values"]
    return None if code is None else message_from_data({"code": code, "values": json.loads(values or "{}")})


def _unconfirmed(row: dict[str, Any]) -> Unconfirmed:
    before, after = (
        None
        if row[f"{when}_coins"] is None
        else Reading(
            coins=row[f"{when}_coins"],
            at=row[f"{when}_at"],
            token=row[f"{when}_token"],
            mixed=bool(row[f"{when}_mixed"]),
        )
        for when in ("before", "after")
    )
    return Unconfirmed(
        sent=tuple(map(float, json.loads(row["sent_at"]))),
        open=bool(row["sent_open"]),
        others=bool(row["sent_others"]),
        cause=Cause(row["sent_cause"]),
        detail=row["sent_detail"],
        before=before,
        after=after,
    )


def _partial(row: dict[str, Any]) -> PartialFile | None:
    path = row["partial_path"]
    if path is None:
        return None
    return PartialFile(path=from_text(path), tag=row["partial_tag"], total=row["partial_total"])

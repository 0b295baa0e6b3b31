"""The store: one SQLite file with the tasks, the settings, the uploads and the assets.

One connection and no WAL: SQLite before 3.51.3 has a fault in WAL mode that corrupts files [promise 16].
``synchronous=EXTRA`` so that a commit outlives a power cut. Any thread may call: a lock lets one at a time.
Every method raises ``PersonError`` where the file can't be read or written (``StoreFaultError`` where the
disk is full or fails); what was committed before stays.
"""

from __future__ import annotations

import errno
import json
import logging
import os
import sqlite3
import threading
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING, Any

import msgspec

from seedance_gui.domain.address import PRACTICE
from seedance_gui.domain.draft import Draft
from seedance_gui.domain.errors import DiskFullError, PersonError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message
from seedance_gui.domain.status_message import message_from_data, message_to_data
from seedance_gui.domain.task import NOT_SENT, UNFINISHED, PartialFile, Status, Take, Task
from seedance_gui.domain.unconfirmed import Cause, Unconfirmed
from seedance_gui.services.store.migrations import from_text, to_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

_PLAIN = (
    "id", "service", "created", "since", "taken", "task_id", "progress", "remote_status", "error", "finished",
    "entered_id", "coins_paid", "file", "name", "note", "continues", "place",
)  # fmt: skip
_TRUTHS = ("favourite", "left_as_is", "coins_returned", "held")
_READING = ("coins", "at", "token", "mixed")
_PARTS = {
    "sent": ("open", "others", "cause", "detail"),
    "before": _READING,
    "after": _READING,
    "partial": ("path", "tag", "total"),
    "take": ("group", "number", "count"),
}
"""What a task may have or not, each in columns that begin with its name. ``sent`` is ``Task.unconfirmed``."""
_COLUMNS = (
    *_PLAIN, *_TRUTHS, "status", "tags", "draft", "body", "message_code", "message_values", "sent_at",
    *(f"{part}_{name}" for part, names in _PARTS.items() for name in names),
)  # fmt: skip
_PATHS = ("file", "partial_path")
_NAMES = ", ".join(_COLUMNS)
_SELECT = f"SELECT {_NAMES} FROM task"  # noqa: S608
_INSERT = f"INSERT INTO task ({_NAMES}, idempotency_key) VALUES (:{', :'.join(_COLUMNS)}, :key)"  # noqa: S608
_UPDATE = f"UPDATE task SET {', '.join(f'{name} = :{name}' for name in _COLUMNS[1:])} WHERE id = :id"  # noqa: S608
# Practice is apart, all that is real is one list. As the index ``task_by_world`` has it.
_WORLD = f"(service = '{PRACTICE}') = (? = '{PRACTICE}')"
_NEWEST_FIRST = "ORDER BY created DESC, rowid DESC"

_PROTECTED = {errno.EACCES, errno.EPERM, errno.EROFS}
_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""What reading the row of a damaged or a newer store ends in."""

_log = logging.getLogger(__name__)

Place = tuple[float, int]
"""Where a page of tasks ended: the last one's ``created`` and row."""


class StoreFaultError(DiskFullError):
    """The store can't be written now: the disk is full, or fails."""


class Store:
    """The open file. Made by ``store_file.open_store``, which checks and migrates it first."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._lock = threading.RLock()
        self._passed_over: set[object] = set()

    # -- tasks. A row that can't be read is passed over, which the log says once, and kept.

    def unfinished(self, service: str) -> list[Task]:
        """Return the tasks of a service's world that are not at their end, newest first."""
        where = f"WHERE status IN ({_listed(UNFINISHED)}) AND +{_WORLD}"  # "+": few rows have the status
        return self._tasks(self.read(f"{_SELECT} {where} {_NEWEST_FIRST}", service))

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
        return self._tasks([row[1:] for row in rows]), end

    def task(self, task_id: str) -> Task | None:
        """Return the task with our id."""
        return next(iter(self._tasks(self.read(f"{_SELECT} WHERE id = ?", task_id))), None)

    def task_with(self, service: str, remote_id: str) -> Task | None:
        """Return a task of a service's world by the service's id of it."""
        found = self.read(f"{_SELECT} WHERE task_id = ? AND {_WORLD}", remote_id, service)
        return next(iter(self._tasks(found)), None)

    def add(self, task: Task, idempotency_key: str = "") -> str:
        """Commit a new task, unless one of the same key is there; return the id of the one that is."""
        return self.add_all([(task, idempotency_key)])[0]

    def add_all(self, tasks: Sequence[tuple[Task, str]]) -> list[str]:
        """Commit new tasks with their keys, all or none; return the ids as ``add`` does."""
        with self._using() as connection, transaction(connection):
            return [_added(connection, task, key) for task, key in tasks]

    def put(self, *tasks: Task) -> None:
        """Commit tasks as they now are, all or none of them. One that was removed stays removed."""
        with self._using() as connection, transaction(connection):
            connection.executemany(_UPDATE, map(_row, tasks))

    def claim(self, task: Task, before: Sequence[Status]) -> bool:
        """Commit a task only if its row still has one of the statuses ``before``; tell whether it had.

        One that is to be sent must not be held either, whatever is known of it here.
        """
        with self._using() as connection, transaction(connection):
            condition = f"AND status IN ({_listed(before)})"
            condition += " AND NOT held" if task.status is Status.SENDING else ""
            return connection.execute(f"{_UPDATE} {condition}", _row(task)).rowcount == 1

    def doubt_what_waits(self) -> None:
        """Leave what waited to be sent to the person: in a backup, that says nothing of what became of it."""
        self.write(
            "UPDATE task SET status = ?, message_code = ?, message_values = '{}', held = 0, progress = NULL, "
            "sent_open = 1, sent_others = 1, sent_at = coalesce(sent_at, '[]'), "
            "sent_cause = coalesce(sent_cause, ?), sent_detail = coalesce(sent_detail, '') "
            "WHERE status IN (?, ?)",
            *(Status.NOT_CONFIRMED, FaultMessage.RESTORED.name, Cause.BROKE, *NOT_SENT),
        )

    @contextmanager
    def together(self) -> Iterator[None]:
        """Commit what is written within all at once, when it ends, or nothing of it."""
        with self._using() as connection, transaction(connection):
            yield

    def remove(self, *task_ids: str) -> None:
        """Delete rows, all or none of them."""
        with self._using() as connection, transaction(connection):
            connection.executemany("DELETE FROM task WHERE id = ?", ((task_id,) for task_id in task_ids))

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

    def set_aside(self, key: str) -> str:
        """Copy the value under ``key`` to a key that holds nothing else, and return that.

        For a value that could not be read whole, before the next change overwrites it.
        """
        value = self.get_setting(key)
        keys = (f"{key} unreadable {number}" for number in count(1))
        free = next(each for each in keys if self.get_setting(each) in (None, value))
        self.set_setting(free, value)
        return free

    def read(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        with self._using() as connection:
            return connection.execute(query, values).fetchall()

    def write(self, statement: str, *values: object) -> None:
        """Commit one statement."""
        with self._using() as connection, transaction(connection):
            connection.execute(statement, values)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def _tasks(self, rows: Sequence[Sequence[Any]]) -> list[Task]:
        tasks = []
        for row in rows:
            try:
                tasks.append(_task(dict(zip(_COLUMNS, row, strict=True))))
            except _UNREADABLE as fault:
                if row[0] not in self._passed_over:
                    self._passed_over.add(row[0])
                    said = f"{type(fault).__name__}: {fault}"[:300]
                    _log.warning("The task %s is not in the list, but kept in the store: %s", row[0], said)
        return tasks

    @contextmanager
    def _using(self) -> Iterator[sqlite3.Connection]:
        try:
            with self._lock:
                yield self._connection
        except sqlite3.DatabaseError as fault:
            raise told(fault, self.path) from None


@contextmanager
def transaction(connection: sqlite3.Connection, kind: str = "IMMEDIATE") -> Iterator[None]:
    """Commit what is done within, or nothing of it where that fails. Within another one it is part of it."""
    if connection.in_transaction:
        yield
        return
    connection.execute(f"BEGIN {kind}")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def told(fault: sqlite3.Error | OSError, path: Path) -> PersonError:
    """Return what a person is told of a fault of SQLite, or of the system, that is no damage."""
    code = (getattr(fault, "sqlite_errorcode", None) or 0) & 0xFF
    number = fault.errno if isinstance(fault, OSError) else None
    detail, folder = f"{type(fault).__name__}: {fault}", str(path.parent)
    unusable = Message(
        FaultMessage.STORE_UNUSABLE, reason=os.strerror(number) if number else str(fault), folder=folder
    )
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return PersonError(Message(FaultMessage.STORE_IN_USE), detail)
    if code == sqlite3.SQLITE_FULL or number in {errno.ENOSPC, errno.EDQUOT}:
        return StoreFaultError(Message(FaultMessage.STORE_FULL), detail)
    if code == sqlite3.SQLITE_IOERR or number == errno.EIO:
        return StoreFaultError(unusable, detail)
    # SQLite doesn't say why it can't open a file, or the journal beside it.
    closed = code == sqlite3.SQLITE_CANTOPEN and not all(
        os.access(place, os.R_OK | os.W_OK) for place in (path.parent, path) if place.exists()
    )
    if closed or code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM} or number in _PROTECTED:
        return PersonError(Message(FaultMessage.STORE_WRITE_PROTECTED, folder=folder), detail)
    return PersonError(unusable, detail)


def _added(connection: sqlite3.Connection, task: Task, key: str) -> str:
    if key:
        row = connection.execute("SELECT id FROM task WHERE idempotency_key = ?", (key,)).fetchone()
        if row is not None:
            return str(row[0])
    connection.execute(_INSERT, {**_row(task), "key": key or None})
    return task.id


def _listed(statuses: Collection[Status]) -> str:
    return ", ".join(f"'{status}'" for status in statuses)


def _row(task: Task) -> dict[str, Any]:
    known, message = task.unconfirmed, task.status_message
    row = {name: getattr(task, name) for name in (*_PLAIN, *_TRUTHS, "status")}
    row |= {"draft": json.dumps(task.draft.to_data()), "body": json.dumps(dict(task.body))}
    row["tags"] = json.dumps(task.tags)
    row["sent_at"] = None if known is None else json.dumps(known.sent)
    data = {} if message is None else message_to_data(message)
    row |= {"message_code": data.get("code"), "message_values": json.dumps(data["values"]) if data else None}
    parts = {"sent": known, "partial": task.partial, "take": task.take}
    parts |= {when: getattr(known, when, None) for when in ("before", "after")}
    for part, names in _PARTS.items():
        row |= {f"{part}_{name}": getattr(parts[part], name, None) for name in names}
    return row | {path: to_text(row[path]) for path in _PATHS if row[path]}


def _task(row: dict[str, Any]) -> Task:
    """Return the task of a row. Raises one of `_UNREADABLE`."""
    row |= {path: from_text(row[path]) for path in _PATHS if row[path]}
    parts = {part: {name: row[f"{part}_{name}"] for name in names} for part, names in _PARTS.items()}
    known = None
    if row["sent_at"] is not None:
        readings = {when: parts[when] for when in ("before", "after") if row[f"{when}_coins"] is not None}
        data = {**parts["sent"], **readings, "sent": json.loads(row["sent_at"])}
        known = msgspec.convert(data, Unconfirmed, strict=False)
    message = {"code": row["message_code"], "values": json.loads(row["message_values"] or "{}")}
    return Task(
        **{name: row[name] for name in _PLAIN} | {name: bool(row[name]) for name in _TRUTHS},
        status=Status(row["status"]),
        tags=tuple(msgspec.convert(json.loads(row["tags"]), list[str])),
        draft=Draft.from_data(json.loads(row["draft"])),
        body=dict(json.loads(row["body"])),
        status_message=message_from_data(message),
        unconfirmed=known,
        partial=None if row["partial_path"] is None else PartialFile(**parts["partial"]),
        take=None if row["take_group"] is None else Take(**parts["take"]),
    )

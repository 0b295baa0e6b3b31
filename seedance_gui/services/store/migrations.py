"""How the store's tables came to be: one migration a version, never changed once it was out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import msgspec

from seedance_gui.domain.status_message import message_from_data, message_to_data
from seedance_gui.domain.unconfirmed import Cause

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    Migration = str | Callable[[sqlite3.Connection], None]

_VERSION_1 = """
    CREATE TABLE task (
        id TEXT PRIMARY KEY NOT NULL, service TEXT NOT NULL, intent TEXT UNIQUE, created REAL NOT NULL,
        draft TEXT NOT NULL, body TEXT NOT NULL, status TEXT NOT NULL, since REAL NOT NULL,
        task_id TEXT NOT NULL, progress INTEGER, remote_status TEXT NOT NULL, error TEXT NOT NULL,
        file TEXT NOT NULL, finished REAL, favourite INTEGER NOT NULL, extra TEXT NOT NULL
    ) STRICT;
    CREATE INDEX task_by_service ON task (service, created);
    CREATE TABLE kept (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT;
    """

_TABLES_2 = """
    DROP INDEX task_by_service;
    ALTER TABLE task RENAME TO task_1;
    CREATE TABLE task (
        id TEXT PRIMARY KEY NOT NULL, service TEXT NOT NULL, idempotency_key TEXT UNIQUE,
        created REAL NOT NULL, status TEXT NOT NULL, since REAL NOT NULL,
        task_id TEXT NOT NULL, progress INTEGER, remote_status TEXT NOT NULL, finished REAL,
        favourite INTEGER NOT NULL, left_as_is INTEGER NOT NULL DEFAULT 0,
        entered_id TEXT NOT NULL DEFAULT '', coins_paid REAL, coins_returned INTEGER NOT NULL DEFAULT 0,
        sent_at TEXT, sent_open INTEGER, sent_others INTEGER, sent_cause TEXT, sent_detail TEXT,
        before_coins REAL, before_at REAL, before_token INTEGER, before_mixed INTEGER,
        after_coins REAL, after_at REAL, after_token INTEGER, after_mixed INTEGER,
        partial_path TEXT, partial_tag TEXT, partial_total INTEGER,
        message_code TEXT, message_values TEXT, error TEXT NOT NULL,
        file TEXT NOT NULL, draft TEXT NOT NULL, body TEXT NOT NULL
    ) STRICT;
    INSERT INTO task (id, service, idempotency_key, created, status, since, task_id, progress, remote_status,
        finished, favourite, error, file, draft, body)
        SELECT id, service, intent, created, status, since, task_id, progress, remote_status,
        finished, favourite, error, file, draft, body FROM task_1 ORDER BY rowid;
    CREATE INDEX task_by_world ON task ((service = 'practice'), created);
    CREATE INDEX task_by_status ON task (status);
    CREATE INDEX task_by_task_id ON task (task_id);
    ALTER TABLE kept RENAME TO setting;
    CREATE TABLE upload (link TEXT PRIMARY KEY NOT NULL, made REAL NOT NULL, digest TEXT NOT NULL) STRICT;
    CREATE TABLE uploaded_file (
        path TEXT PRIMARY KEY NOT NULL, size INTEGER NOT NULL, changed_ns INTEGER NOT NULL,
        digest TEXT NOT NULL
    ) STRICT;
    CREATE TABLE asset (
        owner TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, library TEXT NOT NULL,
        state TEXT NOT NULL, added REAL NOT NULL, thumbnail TEXT NOT NULL, origin TEXT NOT NULL,
        PRIMARY KEY (owner, id)
    ) STRICT;
    """


def to_text(path: str) -> str:
    """Return a path as SQLite takes it: lone surrogates, of one that isn't UTF-8, as private characters."""
    return path.translate(_TO_TEXT)


def from_text(text: str) -> str:
    """Return the path of which ``to_text`` made a text."""
    return text.translate(_FROM_TEXT)


def run(connection: sqlite3.Connection, migration: Migration) -> None:
    """Take the open file one version further, within the transaction that is under way."""
    if callable(migration):
        migration(connection)
        return
    for statement in migration.split(";"):
        connection.execute(statement)


def _to_version_2(connection: sqlite3.Connection) -> None:
    """Make columns of ``extra``, and tables of the uploads and assets that were kept as JSON.

    What of it can't be read is passed over: it was passed over before as well.
    """
    run(connection, _TABLES_2)
    kept = {key: _json(value) for key, value in connection.execute("SELECT key, value FROM setting")}
    tasks = connection.execute("SELECT id, service, extra FROM task_1 WHERE extra <> '{}'").fetchall()
    for task_id, service, extra in tasks:
        columns = _columns(_dict(_json(extra)), _count(kept.get(f"orders {service}")))
        names = ", ".join(f"{name} = ?" for name in columns)
        values = (*map(_safe, columns.values()), task_id)
        connection.execute(f"UPDATE task SET {names} WHERE id = ?", values)  # noqa: S608
    connection.execute("DROP TABLE task_1")
    _keep_uploads(connection, kept)
    for key, value in kept.items():
        if key.startswith("assets "):
            _keep_assets(connection, key.removeprefix("assets "), _as(value, list, []))
        if key.startswith(("assets ", "orders ")) or key in _UPLOADS:
            connection.execute("DELETE FROM setting WHERE key = ?", (key,))


_VERSION_3 = """
    ALTER TABLE task ADD COLUMN taken REAL;
    ALTER TABLE task ADD COLUMN name TEXT NOT NULL DEFAULT '';
    ALTER TABLE task ADD COLUMN note TEXT NOT NULL DEFAULT '';
    ALTER TABLE task ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
    ALTER TABLE task ADD COLUMN take_group TEXT;
    ALTER TABLE task ADD COLUMN take_number INTEGER;
    ALTER TABLE task ADD COLUMN take_count INTEGER;
    ALTER TABLE task ADD COLUMN continues TEXT NOT NULL DEFAULT ''
    """

_VERSION_4 = """
    ALTER TABLE task ADD COLUMN held INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE task ADD COLUMN place REAL
    """

MIGRATIONS: tuple[Migration, ...] = (_VERSION_1, _to_version_2, _VERSION_3, _VERSION_4)
"""The file's ``user_version`` is how many of them it has been through."""

_TO_TEXT = {code: code + 0x10_2000 for code in range(0xD800, 0xE000)}
_FROM_TEXT = {text: code for code, text in _TO_TEXT.items()}
_UPLOADS = ("uploads", "uploads by content", "uploaded files")
_Number = Annotated[float, msgspec.Meta(ge=-1e300, le=1e300)]
_Count = Annotated[int, msgspec.Meta(ge=-(2**62), le=2**62)]


def _columns(extra: dict[str, Any], orders: int) -> dict[str, Any]:
    part, message = _dict(extra.get("part")), message_from_data(_dict(extra.get("remark")))
    columns = {
        "left_as_is": bool(extra.get("left")),
        "entered_id": _as(extra.get("by_hand"), str, ""),
        "coins_paid": max(_as(extra.get("paid"), _Number, 0.0), 0.0) or None,
        "coins_returned": extra.get("given back") is True,
    }
    if message is not None:
        data = message_to_data(message)
        columns |= {"message_code": data["code"], "message_values": json.dumps(data["values"])}
    if isinstance(part.get("path"), str):
        columns |= {"partial_path": part["path"], "partial_tag": str(part.get("tag", ""))}
        columns["partial_total"] = _as(part.get("total"), _Count, None)
    if isinstance(extra.get("doubt"), dict):
        columns |= _sent_columns(extra["doubt"], orders)
    return columns


def _sent_columns(doubt: dict[str, Any], orders: int) -> dict[str, Any]:
    times = (_as(at, _Number, None) for at in _as(doubt.get("sent"), list, []))
    sent = [at for at in times if at is not None]
    before, after = _dict(doubt.get("before")), _dict(doubt.get("after"))
    ordered = bool(before) and orders - _count(before.get("orders")) - len(sent) > 0
    others, token = _count(after.get("others")) > 0, _count(before.get("token"))
    columns = {
        "sent_at": json.dumps(sent),
        "sent_open": doubt.get("open") is True,
        "sent_others": ordered or others or doubt.get("later") is True,
        "sent_cause": _as(doubt.get("cause"), Cause, Cause.BROKE),
        "sent_detail": str(doubt.get("detail", "")),
    }
    for name, reading, at_token, mixed in (
        ("before", before, token, _count((after or before).get("under_way")) > 0),
        ("after", after, token + (after.get("same_token") is False), others),
    ):
        coins, at = (_as(reading.get(key), _Number, None) for key in ("coins", "at"))
        if coins is not None and at is not None:
            columns |= {f"{name}_coins": coins, f"{name}_at": at}
            columns |= {f"{name}_token": at_token, f"{name}_mixed": mixed}
    return columns


def _keep_uploads(connection: sqlite3.Connection, kept: dict[str, Any]) -> None:
    made, links, files = (_dict(kept.get(key)) for key in _UPLOADS)
    digests = {link: digest for digest, link in links.items() if isinstance(link, str)}
    for link, value in made.items():
        if (at := _as(value, _Number, None)) is not None:
            row = (_safe(link), at, _safe(digests.get(link, "")))
            connection.execute("INSERT INTO upload VALUES (?, ?, ?)", row)
    for path, value in files.items():
        if (state := _as(value, tuple[_Count, _Count, str], None)) is not None:
            values = tuple(map(_safe, (path, *state)))
            connection.execute("INSERT INTO uploaded_file VALUES (?, ?, ?, ?)", values)


def _keep_assets(connection: sqlite3.Connection, owner: str, assets: list[Any]) -> None:
    texts = ("id", "name", "kind", "library", "state", "thumbnail", "origin")
    for asset in map(_dict, reversed(assets)):  # the newest is read first
        if asset.get("id"):
            values = (
                owner,
                _as(asset.get("added"), _Number, 0.0),
                *(str(asset.get(key, "")) for key in texts),
            )
            connection.execute(
                f"REPLACE INTO asset (owner, added, {', '.join(texts)}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
                tuple(map(_safe, values)),
            )


def _safe(value: object) -> object:
    return to_text(value) if isinstance(value, str) else value


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _as(value: object, kind: object, otherwise: object) -> Any:  # noqa: ANN401 - of that kind
    """Return a value of JSON that has the type ``kind``, or else ``otherwise``."""
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return otherwise


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _count(value: object) -> int:
    return int(_as(value, _Count, 0))

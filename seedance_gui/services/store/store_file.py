"""Open the store's file: check it, set a damaged one aside, migrate an old one, refuse a newer one.

Nothing is ever deleted here but the oldest of our own backups. Beside the file lies ``backups/``: one a day,
today's kept fresh, thinned with age, and one before every migration.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import os
import sqlite3
import time
import uuid
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedance_gui.domain.errors import PersonError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message
from seedance_gui.services.store import migrations as steps
from seedance_gui.services.store.migrations import MIGRATIONS
from seedance_gui.services.store.store import Store, told, transaction

if TYPE_CHECKING:
    from pathlib import Path

    from seedance_gui.services.platform.clock import Clock

KEEP_DAYS, KEEP_WEEKS, KEEP_BEFORE = 7, 8, 5
"""How many backups are kept: of the last days, of weeks before them, of before migrations."""

REFRESH_AFTER = 3600.0
"""Seconds after which today's backup is written anew, so that damage loses no more than these."""

_LOOKED_AT_EVERY = 600.0

LEFT_AFTER = 86400.0
"""Seconds after which an unfinished backup is nobody's any more."""

_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_SHORT_READ = 522  # SQLITE_IOERR_SHORT_READ: the file ends within a page

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class StoreOpened:
    """The open store. ``notice`` says what had to be done; ``damaged``: rows may be missing from it."""

    store: Store
    notice: Message | None = None
    damaged: bool = False


class StoreDamagedError(Exception):
    """The file is no whole store."""


def open_store(path: Path, *, now: float | None = None) -> StoreOpened:
    """Open the store at ``path``, making it and its folder if need be. ``now``: Unix seconds.

    To be called in a thread where a loop runs: it reads the whole file once to find damage (0.1 s for 10,000
    tasks), and more to migrate it. Damage is found, and mended, before anything of it is used.

    Raises:
        PersonError: written by a newer program, in use, or not to be opened; nothing was changed.
    """
    moment = _moment(now)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        begun = path.exists() and path.stat().st_size > 0
        emptied = path.exists() and not begun and bool(backups(path))
        damage = "emptied"
        if not emptied:
            try:
                return StoreOpened(_open(path, begun=begun, moment=moment))
            except StoreDamagedError as fault:
                damage = str(fault)
        return _begin_again(path, damage, moment)
    except OSError as fault:
        raise told(fault, path) from None


def back_up(path: Path, *, now: float | None = None) -> Path | None:
    """Write today's backup unless a fresh one is there, and thin out the old ones.

    For a thread: it connects itself. Returns the backup written. Raises OSError, sqlite3.Error,
    StoreDamagedError: the one before stays then.
    """
    moment = _moment(now)
    target = folder(path) / f"{moment:%Y-%m-%d}.db"
    at = moment.timestamp()
    with suppress(FileNotFoundError):
        if abs(at - target.stat().st_mtime) < REFRESH_AFTER:
            return None
    _copy(path, target)
    os.utime(target, (at, at))
    _thin(path)
    return target


async def keep_backed_up(path: Path, clock: Clock) -> None:
    """Keep today's backup fresh, for ever."""
    while True:
        try:
            await asyncio.to_thread(back_up, path, now=clock.wall())
        except (OSError, sqlite3.Error, StoreDamagedError) as fault:
            # A full disk is told where it matters, and damage at the next start.
            _log.warning("No backup of the store was written: %s", type(fault).__name__)
        await asyncio.sleep(_LOOKED_AT_EVERY)


def folder(path: Path) -> Path:
    """Return the folder of the backups of the store at ``path``."""
    return path.parent / "backups"


def backups(path: Path) -> list[Path]:
    """Return the daily backups, newest first."""
    return sorted(folder(path).glob("????-??-??.db"), reverse=True)


def _open(path: Path, *, begun: bool, moment: dt.datetime) -> Store:
    try:
        with ExitStack() as on_fault:
            connection = sqlite3.connect(path, isolation_level=None, timeout=5.0, check_same_thread=False)
            on_fault.callback(connection.close)
            connection.text_factory = lambda text: text.decode("utf-8", "replace")
            for setting in ("journal_mode = DELETE", "synchronous = EXTRA", "trusted_schema = OFF"):
                connection.execute(f"PRAGMA {setting}")
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            if version > len(MIGRATIONS):
                raise PersonError(Message(FaultMessage.STORE_TOO_NEW), f"version {version}")
            if begun:
                _check(path, connection, version)
            if version < len(MIGRATIONS):
                if version:
                    _copy(path, folder(path) / f"before-{len(MIGRATIONS)}-{moment:%Y%m%d-%H%M%S}.db")
                with transaction(connection, "EXCLUSIVE"):  # killed on the way, it is as it was
                    for migration in MIGRATIONS[version:]:
                        steps.run(connection, migration)
                    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
            on_fault.pop_all()
            return Store(path, connection)
    except sqlite3.DatabaseError as fault:
        code = getattr(fault, "sqlite_errorcode", None) or 0
        if code & 0xFF in _DAMAGE or code == _SHORT_READ or not isinstance(fault, sqlite3.OperationalError):
            raise StoreDamagedError(str(fault)) from None
        raise told(fault, path) from None


def _check(path: Path, connection: sqlite3.Connection, version: int) -> None:
    _check_size(path, connection)
    found = connection.execute("PRAGMA quick_check(1)").fetchone()
    if found is None or found[0] != "ok":
        raise StoreDamagedError("quick_check")
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if not version or not {"task", "kept" if version == 1 else "setting"} <= tables:
        raise StoreDamagedError("no tables")


def _check_size(path: Path, connection: sqlite3.Connection) -> None:
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    size = connection.execute("PRAGMA page_size").fetchone()[0]
    if path.stat().st_size < pages * size:
        raise StoreDamagedError("cut")  # SQLite reads what is missing of its last page as zeros


def _begin_again(path: Path, damage: str, moment: dt.datetime) -> StoreOpened:
    """Set the damaged file aside under another name, and go on from the newest backup that can be read."""
    aside = _set_aside(path, moment)
    said = "The store was damaged (%s) and is kept as %s; begun again from %s"
    for backup in backups(path):
        try:
            _copy(backup, path)
            store = _open(path, begun=True, moment=moment)
            store.doubt_what_waits()
        except (StoreDamagedError, sqlite3.Error, OSError):
            for ending in ("", "-journal"):  # of the copy that was made a moment ago
                path.with_name(path.name + ending).unlink(missing_ok=True)
            continue
        notice = Message(FaultMessage.STORE_SET_ASIDE_RESTORED, day=backup.stem, name=aside.name)
        _log.warning(said, damage, aside.name, backup.name)
        return StoreOpened(store, notice, damaged=True)
    store = _open(path, begun=False, moment=moment)
    _log.warning(said, damage, aside.name, "nothing")
    return StoreOpened(store, Message(FaultMessage.STORE_SET_ASIDE_NEW, name=aside.name), damaged=True)


def _set_aside(path: Path, moment: dt.datetime) -> Path:
    stem = f"{path.stem}.damaged-{moment:%Y%m%d-%H%M%S}"
    aside, number = path.with_name(f"{stem}{path.suffix}"), 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{stem}-{number}{path.suffix}")
    path.rename(aside)
    # The journal may hold what the file lacks; left here it would be played into the new file.
    for ending in ("-journal", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + ending).rename(aside.with_name(aside.name + ending))
    return aside


def _copy(source: Path, target: Path) -> None:
    """Copy a store with SQLite's own backup call, whole or not at all: what is damaged replaces nothing.

    Raises OSError, sqlite3.Error, StoreDamagedError.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    # A name of its own: two may write one backup at once, as a thread outlives the session that began it.
    beside = target.with_name(f"{target.name}.{uuid.uuid4().hex[:8]}.new")
    link = f"{source.absolute().as_uri()}?mode=rw"
    try:
        with closing(sqlite3.connect(link, uri=True)) as reading, closing(sqlite3.connect(beside)) as writing:
            _check_size(source, reading)
            reading.backup(writing, pages=256, sleep=0.005)
            _check(beside, writing, int(writing.execute("PRAGMA user_version").fetchone()[0]))
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _thin(path: Path) -> None:
    days = backups(path)
    weeks: dict[tuple[int, int], Path] = {}
    for backup in days:
        with suppress(ValueError):
            weeks.setdefault(dt.date.fromisoformat(backup.stem).isocalendar()[:2], backup)
    keep = {*days[:KEEP_DAYS], *list(weeks.values())[:KEEP_WEEKS]}
    before = sorted(folder(path).glob("before-*.db"), key=lambda file: file.stat().st_mtime, reverse=True)
    for old in (*(set(days) - keep), *before[KEEP_BEFORE:]):
        old.unlink(missing_ok=True)
    for left in folder(path).glob("*.new"):  # of a program that was killed while it wrote one
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > LEFT_AFTER:
                left.unlink()


def _moment(now: float | None) -> dt.datetime:
    return dt.datetime.fromtimestamp(time.time() if now is None else now, dt.UTC)

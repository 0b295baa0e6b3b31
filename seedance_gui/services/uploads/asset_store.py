"""What is remembered of saved assets: the service has no call that lists them."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import msgspec

from seedance_gui.domain.draft import Kind
from seedance_gui.domain.links import ASSET

if TYPE_CHECKING:
    from seedance_gui.services.store.store import Store

MOST = 1000


class Library(StrEnum):
    """Where an asset was saved: the SP routes and the Full routes have libraries of their own [P, N]."""

    SP = "sp"
    FULL = "full"


class AssetState(StrEnum):
    """How an asset stands; UNKNOWN: the service was not asked, or said another word."""

    PROCESSING = "Processing"
    ACTIVE = "Active"
    FAILED = "Failed"
    UNKNOWN = ""

    @classmethod
    def of(cls, word: str) -> AssetState:
        """Return the state of the service's word for it."""
        return next(
            (state for state in cls if state.value.casefold() == word.strip().casefold()), cls.UNKNOWN
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAsset:
    """One asset of this token. ``added``: Unix seconds; ``thumbnail``: a small picture's path, or empty.

    ``origin`` is the mark of the link it was made from, so that the same one isn't saved twice.
    """

    id: str
    name: str
    kind: Kind
    library: Library
    state: AssetState = AssetState.UNKNOWN
    added: float = 0.0
    thumbnail: str = ""
    origin: str = ""

    @property
    def link(self) -> str:
        """How a request names it."""
        return ASSET + self.id

    @property
    def wants_picture(self) -> bool:
        """Whether it has a look, and none is kept here."""
        return not self.thumbnail and self.kind is not Kind.AUDIO

    @property
    def is_open(self) -> bool:
        """Whether there may be something new to learn about it."""
        return self.state in {AssetState.PROCESSING, AssetState.UNKNOWN} or self.wants_picture


_NAMES = tuple(field.name for field in fields(KnownAsset))
_KEEP = f"""
    INSERT INTO asset (owner, {", ".join(_NAMES)}) VALUES (?{", ?" * len(_NAMES)})
    ON CONFLICT (owner, id) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in _NAMES)}
    """  # noqa: S608


def read_assets(store: Store, owner: str) -> list[KnownAsset]:
    """Return the assets of an owner, newest first, at most `MOST`; what can't be read is passed over."""
    rows = store.read(
        f"SELECT {', '.join(_NAMES)} FROM asset WHERE owner = ? ORDER BY rowid DESC LIMIT ?",  # noqa: S608
        owner,
        MOST,
    )
    found = (_asset(dict(zip(_NAMES, row, strict=True))) for row in rows)
    return [asset for asset in found if asset is not None]


def write_asset(store: Store, owner: str, asset: KnownAsset) -> None:
    """Keep an asset, a new one as the newest. Raises PersonError where the store can't be written."""
    store.write(_KEEP, owner, *asdict(asset).values())


def delete_asset(store: Store, owner: str, asset_id: str) -> None:
    """Keep an asset no longer. Raises PersonError where the store can't be written."""
    store.write("DELETE FROM asset WHERE owner = ? AND id = ?", owner, asset_id)


def change_owner(store: Store, before: str, owner: str) -> None:
    """Give the assets of one owner to another, who may have some of them. Raises PersonError."""
    store.write("UPDATE OR IGNORE asset SET owner = ? WHERE owner = ?", owner, before)
    store.write("DELETE FROM asset WHERE owner = ?", before)


def _asset(row: dict[str, Any]) -> KnownAsset | None:
    try:
        return msgspec.convert(row, KnownAsset)
    except msgspec.ValidationError:
        return None

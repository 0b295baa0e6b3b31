"""What is remembered of saved assets: the service has no call that lists them."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from seedance_gui.domain.draft import Kind
from seedance_gui.domain.links import ASSET

if TYPE_CHECKING:
    from collections.abc import Iterable

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


def read_assets(store: Store, key: str) -> list[KnownAsset]:
    """Return what is kept under ``key``, newest first; what can't be read is passed over."""
    kept = store.kept(key, [])
    found = map(_asset, kept if isinstance(kept, list) else [])
    return [asset for asset in found if asset is not None]


def write_assets(store: Store, key: str, assets: Iterable[KnownAsset]) -> None:
    """Keep the first `MOST` assets. Raises PersonError where the store can't be written."""
    store.keep(key, [asdict(asset) for asset in assets][:MOST])


def _asset(data: Any) -> KnownAsset | None:  # noqa: ANN401 - JSON
    if not isinstance(data, dict):
        return None
    known = {field.name for field in fields(KnownAsset)}
    try:
        values = {name: value for name, value in data.items() if name in known}
        values["kind"] = Kind(values["kind"])
        values["library"] = Library(values["library"])
        values["state"] = AssetState(values.get("state", ""))
        for name in ("id", "name", "thumbnail", "origin"):
            values[name] = str(values.get(name, ""))
        values["added"] = float(values.get("added", 0.0))
        return KnownAsset(**values) if values["id"] else None
    except (KeyError, TypeError, ValueError):
        return None

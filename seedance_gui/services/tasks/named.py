"""Forms that a person keeps under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from seedance_gui.domain.draft import Draft, read_draft
from seedance_gui.services.store.late_writer import LateWriter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedance_gui.services.store.store import Store

LONGEST_NAME: Final = 80
_KEY: Final = "templates"


class Templates:
    """One that can't be read is left out. ``kept`` writes a moment after a change, and tells faults."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._all: dict[str, Draft] | None = None
        self.kept = LateWriter[dict[str, object]](lambda data: store.set_setting(_KEY, data))

    @property
    def all(self) -> dict[str, Draft]:
        """Every template by its name, in the order of the names."""
        if self._all is None:  # not needed to start
            data = self._store.get_setting(_KEY, {})
            found = data.items() if isinstance(data, dict) else ()
            read = {name: read_draft(draft)[0] for name, draft in found}
            self._all = {name: draft for name, draft in read.items() if draft.model}
        return dict(sorted(self._all.items(), key=lambda item: item[0].casefold()))

    def replace(self, templates: Mapping[str, Draft]) -> None:
        """Keep these instead of all that there were."""
        self._all = dict(templates)
        self.kept.put({name: draft.to_data() for name, draft in self._all.items()})

"""Looks at the references of a form before they are paid for: files and what links lead to, by content."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from seedance_gui.domain.links import ASSET
from seedance_gui.services.api.models import LinkProbeResult
from seedance_gui.services.platform.signal import Signal

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from seedance_gui.domain.draft import Reference
    from seedance_gui.services.media.media_info import MediaInfo
    from seedance_gui.services.media.worker_client import MediaWorker
    from seedance_gui.services.platform.background_tasks import Spawn

LINKS_AT_ONCE: Final = 2
REMEMBERED: Final = 500
"""Files and links whose result is kept."""


class ReferenceProbe:
    """The probes of one form's references; what is no longer in the form is no longer looked at.

    ``changed`` tells that a probe began or ended, ``probed`` a source (see ``source_of``) and what was found
    there. ``probe_link`` is ``Links.check``.
    """

    def __init__(
        self, media: MediaWorker, probe_link: Callable[[str], Awaitable[LinkProbeResult]], spawn: Spawn
    ) -> None:
        self.changed: Signal[[]] = Signal()
        self.probed: Signal[str, MediaInfo] = Signal()
        self._media = media
        self._probe_link = probe_link
        self._spawn = spawn
        self._slots = asyncio.Semaphore(LINKS_AT_ONCE)
        self._results: OrderedDict[str, LinkProbeResult] = OrderedDict()
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._wanted: tuple[Reference, ...] = ()

    def want(self, references: Iterable[Reference]) -> None:
        """Look at those of these that don't say yet what is known of them, and at none else any more."""
        wanted = tuple(references)
        if wanted == self._wanted:
            return
        self._wanted = wanted
        for source in self._tasks.keys() - set(map(source_of, wanted)):
            self._tasks.pop(source).cancel()
        for item in wanted:
            if not self._is_told(item):
                self._begin(item)
        self.changed.emit()

    def close(self) -> None:
        """End what is under way, and tell nothing more."""
        self.changed.clear()
        self.want(())

    def again(self, item: Reference) -> None:
        """Look once more at what the person wants to be looked at, also where the decoder failed at it."""
        self._results.pop(source_of(item), None)
        self._begin(item, again=True)
        self.changed.emit()

    async def settled(self, seconds: float) -> bool:
        """Wait for what is looked at now, at most so many seconds; tell whether nothing was found wrong."""
        waiting = {source: task for source, task in self._tasks.items() if not task.done()}
        if waiting:
            await asyncio.wait(waiting.values(), timeout=seconds)
        return all(map(_is_well, map(self._results.get, waiting)))

    def is_busy(self, item: Reference) -> bool:
        """Tell whether a reference is being looked at, or waits for it."""
        return source_of(item) in self._tasks

    def result(self, item: Reference) -> LinkProbeResult | None:
        """Return what was found, without its picture; None where nobody has looked. A file is always ok."""
        return self._results.get(source_of(item))

    def _is_told(self, item: Reference) -> bool:
        """Tell whether a reference says all that is known; a link that doesn't answer tells nothing new."""
        result = self.result(item)
        return result is not None and (not result.ok or with_found(item, result.found) == item)

    def _begin(self, item: Reference, *, again: bool = False) -> None:
        source = source_of(item)
        if source and source not in self._tasks:
            self._tasks[source] = self._spawn(self._probe(source, is_file=bool(item.file), again=again))

    async def _probe(self, source: str, *, is_file: bool, again: bool) -> None:
        try:
            if is_file:
                result = LinkProbeResult(True, await self._media.probe(Path(source), again=again))
            elif source in self._results:
                result = self._results[source]
            else:
                async with self._slots:
                    result = await self._probe_link(source)
        finally:
            if self._tasks.get(source) is asyncio.current_task():
                del self._tasks[source]
        self._results[source] = replace(result, found=replace(result.found, picture=b""))
        while len(self._results) > REMEMBERED:
            self._results.popitem(last=False)
        if result.ok:
            self.probed.emit(source, result.found)
        self.changed.emit()


def _is_well(result: LinkProbeResult | None) -> bool:
    if result is None or not result.ok:
        return result is not None and not result.known
    return bool(result.found.format) and not result.found.cut_short


def source_of(item: Reference) -> str:
    """Return what is looked at: the file, or the link where there is none; empty for an asset."""
    if item.file:
        return item.file
    return "" if item.link.startswith(ASSET) or "://" not in item.link else item.link


def with_found(item: Reference, found: MediaInfo) -> Reference:
    """Return a reference that says what was found in its file or behind its link."""
    return replace(
        item,
        kind=found.kind,
        format=found.ending(item.name),
        size=found.size,
        seconds=found.seconds,
        width=found.width,
        height=found.height,
        fps=found.fps,
        see_through=found.see_through,
    )

"""The part of a video that is played round and round, from one mark to another."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

_INSIDE = 2
_ROUNDED = 0.6
"""Milliseconds."""


class LoopPart(QObject):
    """``span``: from when to when the part lasts, in milliseconds; None: nothing is marked."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.span: tuple[int, int] | None = None
        self.returning = False  # to the start; until then frames behind the end still come

    def clear(self) -> None:
        """Loop no part any more."""
        self._set(None)

    def begin(self, at: int, duration: int) -> None:
        """Let it begin there; it lasts to the end of the video, unless it was to end before."""
        end = self.span[1] if self.span else duration
        self._set((at, end if at < end else duration))

    def end(self, at: int) -> None:
        """Let it end there; it lasts from the start of the video, unless it was to begin later."""
        start = self.span[0] if self.span else 0
        self._set((start if start < at else 0, at))

    @property
    def entry(self) -> int:
        """Where to go for the first frame of the part: surely inside of it."""
        return self.span[0] + _INSIDE if self.span else 0

    def is_over(self, at: float) -> bool:
        """Tell whether what is played then lies behind the part, or before it on the way to its start."""
        if self.span is None or (self.span[0] - _INSIDE < at < self.span[1] - _ROUNDED):
            return False
        return at > self.span[0] or self.returning

    def _set(self, span: tuple[int, int] | None) -> None:
        self.returning = False
        if span != self.span:
            self.span = span
            self.changed.emit()

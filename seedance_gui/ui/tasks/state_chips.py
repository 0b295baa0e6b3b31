"""The list's filter by state."""

from __future__ import annotations

from seedance_gui.ui.kit.chips import QuietChips as StateChips

__all__ = ["StateChips"]

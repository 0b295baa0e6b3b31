"""The design tokens: every colour, size and radius of the program, in one place.

Lengths are logical pixels at 100 % text size; the theme scales them. Every text colour reaches WCAG AA
(4.5:1) on each ground it may stand on, in light and dark; `tests/ui/kit/test_theme.py` holds that.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

TypeRole = Literal["caption", "body", "strong", "prompt", "title", "large"]
Tone = Literal["neutral", "accent", "success", "warning", "danger"]

COLORS: Final = MappingProxyType(
    {  # in light, in dark
        "background": ("#f2f1f5", "#0e0d11"),  # the window, behind the panels
        "surface": ("#ffffff", "#19181d"),  # panels and cards
        "raised": ("#ffffff", "#26252c"),  # menus, toasts: what lies above a surface
        "plate": ("#ffffff", "#302f37"),  # the chosen one in a row of choices
        "sunken": ("#f3f2f6", "#121116"),  # fields and wells: what lies below a surface
        "field": ("#ffffff", "#201f25"),  # what is written into or chosen from
        "rail": ("#e4e1eb", "#121116"),  # what a row of choices stands in
        "tile": ("#e9e7ee", "#2a2930"),  # a tile without a picture
        "hover": ("#efedf3", "#25242b"),  # ground of something quiet under the pointer
        "pressed": ("#e4e1eb", "#302f37"),
        "border": ("#e4e2ea", "#2b2a31"),  # a hair line between grounds
        "border_strong": ("#c3bfcc", "#45434e"),  # the outline of something that can be used
        "border_field": ("#928d9f", "#716e7b"),  # the outline of a field: seen at 3:1 on any ground
        "text": ("#1a1820", "#f3f2f6"),
        "text_secondary": ("#55515f", "#b7b4c1"),
        "text_faint": ("#6b6677", "#9a97a6"),  # placeholders and hints; still readable
        "text_off": ("#8d8899", "#6f6c7a"),  # of what is off; its reason stands beside it in full strength
        "accent": ("#6a3be2", "#7646ea"),  # filled controls
        "accent_hover": ("#5b2fcf", "#8357f3"),
        "accent_pressed": ("#4c25b3", "#6538d6"),
        "on_accent": ("#ffffff", "#ffffff"),
        "accent_text": ("#5a2fd0", "#b7a1ff"),  # the accent as text, icon or outline
        "accent_soft": ("#f1ecff", "#2a2440"),  # the accent as a quiet ground
        "success": ("#0a7147", "#5fd39b"),
        "success_soft": ("#e4f4ec", "#16291f"),
        "warning": ("#8a4f00", "#f0b35a"),
        "warning_soft": ("#fbf1df", "#2e2414"),
        "danger": ("#b3203f", "#ff90a3"),
        "danger_soft": ("#fbeaee", "#331a21"),
        "danger_fill": ("#c62349", "#c62f52"),
        "danger_hover": ("#ab1a3b", "#cf3d5f"),
        "on_danger": ("#ffffff", "#ffffff"),
        "focus": ("#6a3be2", "#a78bff"),
        "selection": ("#ddd2fd", "#4a3796"),  # ground of selected text
        "on_selection": ("#1a1820", "#ffffff"),
        "stage": ("#0e0d11", "#060508"),  # behind a playing video; what stands there is the same in both
        "stage_raised": ("#2a2930", "#2a2930"),
        "stage_hover": ("#36343d", "#36343d"),
        "stage_line": ("#4a4853", "#4a4853"),
        "stage_text": ("#f3f2f6", "#f3f2f6"),
        "stage_quiet": ("#b7b4c1", "#b7b4c1"),
        "stage_warning": ("#f0b35a", "#f0b35a"),
        "stage_danger": ("#ff90a3", "#ff90a3"),
    }
)

SCALE: Final = MappingProxyType(
    {  # size in pixels and weight (400-700)
        "caption": (12, 400),
        "body": (13, 400),
        "strong": (13, 600),
        "prompt": (15, 400),
        "title": (15, 600),
        "large": (20, 600),
    }
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The radii of corners."""

    radius: int = 6
    radius_large: int = 12


TOKENS: Final = Tokens()

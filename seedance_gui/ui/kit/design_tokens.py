"""The design tokens: every colour, size and radius of the program, in one place.

Lengths are logical pixels at 100 % text size; the theme scales them. Every text colour reaches WCAG AA
(4.5:1) on each ground it may stand on, in light and dark; `tests/ui/kit/test_theme.py` holds that.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

TypeRole = Literal["caption", "body", "strong", "title", "large"]
Tone = Literal["neutral", "accent", "success", "warning", "danger"]

COLORS: Final = MappingProxyType(
    {  # in light, in dark
        "background": ("#f4f3f7", "#0f0e13"),  # the window, behind the panels
        "surface": ("#ffffff", "#17161c"),  # panels and cards
        "raised": ("#ffffff", "#24222c"),  # menus, toasts: what lies above a surface
        "plate": ("#ffffff", "#312e3c"),  # the chosen one in a row of choices
        "sunken": ("#f0eff4", "#1f1d26"),  # fields and wells: what lies below a surface
        "field": ("#ffffff", "#201f25"),  # what is written into or chosen from
        "hover": ("#ebe9f1", "#26242f"),  # ground of something quiet under the pointer
        "pressed": ("#e0dde9", "#312e3c"),
        "border": ("#e4e2ea", "#2a2833"),  # a hair line between grounds
        "border_strong": ("#cbc7d6", "#423f4e"),  # the outline of something that can be used
        "border_field": ("#928d9f", "#716e7b"),  # the outline of a field: seen at 3:1 on any ground
        "text": ("#1c1a24", "#f2f0f7"),
        "text_secondary": ("#57536a", "#b5b1c2"),
        "text_faint": ("#686478", "#9893a8"),  # placeholders and hints; still readable
        "text_off": ("#a5a1b2", "#67637a"),  # of what is off; its reason stands beside it in full strength
        "accent": ("#6b3fe4", "#7447ee"),  # filled controls
        "accent_hover": ("#5d31d6", "#8055f5"),
        "accent_pressed": ("#4f26bd", "#6538df"),
        "on_accent": ("#ffffff", "#ffffff"),
        "accent_text": ("#5d31d6", "#b9a3ff"),  # the accent as text, icon or outline
        "accent_soft": ("#efeafe", "#2b2347"),  # the accent as a quiet ground
        "success": ("#0b6e46", "#5fd49c"),
        "success_soft": ("#e0f5ea", "#14301f"),
        "warning": ("#8a4b00", "#f2b45c"),
        "warning_soft": ("#fdf0d8", "#38280f"),
        "danger": ("#b3193d", "#ff8fa3"),
        "danger_soft": ("#fdeaee", "#3c1822"),
        "danger_fill": ("#c62349", "#c62f52"),
        "danger_hover": ("#ab1a3b", "#cf3d5f"),
        "on_danger": ("#ffffff", "#ffffff"),
        "focus": ("#6b3fe4", "#a68bff"),
        "selection": ("#d9cdfd", "#4a3796"),  # ground of selected text
        "on_selection": ("#1c1a24", "#ffffff"),
        "stage": ("#0b0a0e", "#08070a"),  # behind a playing video; what stands there is the same in both
        "stage_raised": ("#2a2930", "#2a2930"),
        "stage_hover": ("#36343d", "#36343d"),
        "stage_line": ("#4a4853", "#4a4853"),
        "stage_text": ("#f3f2f6", "#f3f2f6"),
        "stage_quiet": ("#b7b4c1", "#b7b4c1"),
        "stage_warning": ("#f2b45c", "#f2b45c"),
        "stage_danger": ("#ff8fa3", "#ff8fa3"),
    }
)

SCALE: Final = MappingProxyType(
    {  # size in pixels and weight (400-700)
        "caption": (12, 400),
        "body": (13, 400),
        "strong": (13, 600),
        "title": (16, 600),
        "large": (24, 600),
    }
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The radii of corners."""

    radius: int = 6
    radius_large: int = 10


TOKENS: Final = Tokens()

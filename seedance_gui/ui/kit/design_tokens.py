"""The design tokens: every colour, size and radius of the program, in one place.

Lengths are logical pixels at 100 % text size; the theme scales them. Every text colour reaches WCAG AA
(4.5:1) on each ground it may stand on, in light and dark; `tests/ui/test_theme.py` holds that.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

TypeRole = Literal["caption", "body", "strong", "title", "large"]
Tone = Literal["neutral", "accent", "success", "warning", "danger"]


@dataclass(frozen=True, slots=True)
class Colors:
    """One set of colours, as `#rrggbb`."""

    background: str  # the window, behind the panels
    surface: str  # panels and cards
    raised: str  # menus, toasts: what lies above a surface
    plate: str  # the chosen one in a row of choices
    sunken: str  # fields and wells: what lies below a surface
    hover: str  # ground of something quiet under the pointer
    pressed: str
    border: str  # a hair line between grounds
    border_strong: str  # the outline of something that can be used
    text: str
    text_secondary: str
    text_faint: str  # placeholders and hints; still readable
    text_off: str  # text of something that is off; its reason stands beside it in full strength
    accent: str  # filled controls
    accent_hover: str
    accent_pressed: str
    on_accent: str
    accent_text: str  # the accent as text, icon or outline
    accent_soft: str  # the accent as a quiet ground
    success: str
    success_soft: str
    warning: str
    warning_soft: str
    danger: str
    danger_soft: str
    danger_fill: str
    danger_hover: str
    on_danger: str
    focus: str
    selection: str  # ground of selected text
    on_selection: str
    stage: str  # behind a playing video


LIGHT: Final = Colors(
    background="#f4f3f7",
    surface="#ffffff",
    raised="#ffffff",
    plate="#ffffff",
    sunken="#f0eff4",
    hover="#ebe9f1",
    pressed="#e0dde9",
    border="#e4e2ea",
    border_strong="#cbc7d6",
    text="#1c1a24",
    text_secondary="#57536a",
    text_faint="#686478",
    text_off="#a5a1b2",
    accent="#6b3fe4",
    accent_hover="#5d31d6",
    accent_pressed="#4f26bd",
    on_accent="#ffffff",
    accent_text="#5d31d6",
    accent_soft="#efeafe",
    success="#0b6e46",
    success_soft="#e0f5ea",
    warning="#8a4b00",
    warning_soft="#fdf0d8",
    danger="#b3193d",
    danger_soft="#fdeaee",
    danger_fill="#c62349",
    danger_hover="#ab1a3b",
    on_danger="#ffffff",
    focus="#6b3fe4",
    selection="#d9cdfd",
    on_selection="#1c1a24",
    stage="#0b0a0e",
)

DARK: Final = Colors(
    background="#0f0e13",
    surface="#17161c",
    raised="#24222c",
    plate="#312e3c",
    sunken="#1f1d26",
    hover="#26242f",
    pressed="#312e3c",
    border="#2a2833",
    border_strong="#423f4e",
    text="#f2f0f7",
    text_secondary="#b5b1c2",
    text_faint="#9893a8",
    text_off="#67637a",
    accent="#7447ee",
    accent_hover="#8055f5",
    accent_pressed="#6538df",
    on_accent="#ffffff",
    accent_text="#b9a3ff",
    accent_soft="#2b2347",
    success="#5fd49c",
    success_soft="#14301f",
    warning="#f2b45c",
    warning_soft="#38280f",
    danger="#ff8fa3",
    danger_soft="#3c1822",
    danger_fill="#c62f52",
    danger_hover="#cf3d5f",
    on_danger="#ffffff",
    focus="#a68bff",
    selection="#4a3796",
    on_selection="#ffffff",
    stage="#08070a",
)


@dataclass(frozen=True, slots=True)
class TypeStep:
    """One step of the type scale: size in pixels and weight (400-700)."""

    size: int
    weight: int


_SCALE: Final = MappingProxyType(
    {
        "caption": TypeStep(12, 400),
        "body": TypeStep(13, 400),
        "strong": TypeStep(13, 600),
        "title": TypeStep(16, 600),
        "large": TypeStep(24, 600),
    }
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """Everything the look is made of."""

    light: Colors = LIGHT
    dark: Colors = DARK
    type: Mapping[str, TypeStep] = field(default_factory=lambda: _SCALE)
    space: tuple[int, ...] = (0, 4, 8, 12, 16, 20, 24, 28, 32)  # space[n] = n steps of 4 px
    radius_small: int = 4
    radius: int = 6
    radius_large: int = 10
    control: int = 32  # height of a button or a one-line field
    control_small: int = 26
    control_large: int = 40
    icon: int = 16


TOKENS: Final = Tokens()

"""The theme: made by the app, handed to the widgets; turns tokens into palette, fonts and style sheet."""

from __future__ import annotations

import logging
import os
import re
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QStyle,
    QToolTip,
)

from seedance_gui.services.platform import resources
from seedance_gui.ui.kit.design_tokens import COLORS, SCALE, TOKENS, TypeRole
from seedance_gui.ui.kit.icons import IconDrawer, recolor_labels

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

_log = logging.getLogger(__name__)

# Points at which systems come. KDE has its own size; where it is not known, the largest that is usual.
_POINTS: Final = {"windows": 9.0, "cocoa": 13.0}
_POINTS_KDE: Final = 10.0
_POINTS_LINUX: Final = 11.0

# Inter from the resources, the system's own faces for Chinese.
FONT_FILES: Final = ("Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf")
_FAMILIES: Final = (
    "Inter",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "PingFang SC",
    "Microsoft YaHei UI",
    "Segoe UI",
    "sans-serif",
)

Mode = Literal["system", "light", "dark"]

_LARGEST = 2.0  # of the text sizes
_LENGTH = re.compile(r"\b(\d+)px")
_NAME = re.compile(r"@([a-z_]+)")
_RINGED = QAbstractButton | QAbstractSlider | QScrollArea | QPlainTextEdit
_STORED = {"size": "control_size"}  # QWidget has a property of that name already


class Theme(QObject):
    """How the program looks now.

    `mode` follows the system unless the person chose light or dark. Other colours reach widgets that are
    there already: by style sheet and palette, and because own painting asks for them each time. `text_size`
    scales type and metrics of what is built from then on. Nothing is touched before `apply()`.
    """

    changed = Signal()  # other colours, another text size, or movement allowed or not

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.tokens = TOKENS
        self.drawer = IconDrawer()
        self._app = app
        self._mode: Mode = "system"
        self._system = Qt.ColorScheme.Unknown
        self._motion: bool | None = None
        self._dressed = False
        self._system_text_size = _system_text_size(app.font())
        self._text_size = min(_LARGEST, self._system_text_size)

    def apply(self) -> None:
        """Dress the application, also when the system changes. Call it once, before any window."""
        for name in FONT_FILES:
            if QFontDatabase.addApplicationFont(str(resources.path("fonts", name))) < 0:
                _log.warning("The typeface %s could not be loaded", name)  # the next family stands in for it
        self._dressed = True
        QDir.setSearchPaths("theme", [str(resources.path("icons", "fixed"))])
        self._app.setStyle("Fusion")
        hints = self._app.styleHints()
        self._system = hints.colorScheme()
        hints.colorSchemeChanged.connect(self._system_changed)
        self._app.focusChanged.connect(self._focus_moved)
        self._restyle()

    def set_mode(self, mode: Mode) -> None:
        """Follow the system, or stay light or dark."""
        if mode == self._mode:
            return
        self._mode = mode
        schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
        # Also tells the platform, so that title bars and the system's dialogs match.
        hints = self._app.styleHints()
        hints.setColorScheme(schemes.get(mode, Qt.ColorScheme.Unknown))
        if mode == "system":
            self._system = hints.colorScheme()
        self._restyle()

    @property
    def text_size(self) -> float:
        """Return the text size in force, from 1.0 (100 %) to 2.0."""
        return self._text_size

    def set_text_size(self, factor: float) -> None:
        """Scale type and metrics of what is built from now on; 1.0 is the size that the system asks for.

        The program builds its window anew: what stands keeps the distances it was built with.
        """
        size = min(_LARGEST, max(1.0, factor * self._system_text_size))
        if size != self._text_size:
            self._text_size = size
            self._restyle()

    @property
    def dark(self) -> bool:
        """Whether the dark colours are in force."""
        if self._mode == "system":
            return self._system is Qt.ColorScheme.Dark
        return self._mode == "dark"

    @property
    def motion(self) -> bool:
        """Whether things may move: what was set, else what the system says."""
        if self._motion is not None:
            return self._motion
        return self._app.style().styleHint(QStyle.StyleHint.SH_Widget_Animate) != 0

    def set_motion(self, motion: bool | None) -> None:
        """Allow or forbid movement; None follows the system."""
        self._motion = motion
        self.changed.emit()

    def color(self, token: str | QColor) -> QColor:
        """Return a token's colour; a colour comes back as it is. KeyError for an unknown token."""
        return token if isinstance(token, QColor) else QColor(COLORS[token][self.dark])

    def px(self, length: float) -> int:
        """Scale a length (logical pixels at 100 %) by the text size. Hair lines stay as they are."""
        return round(length) if length < 3 else round(length * self._text_size)

    def space(self, steps: int) -> int:
        """Return a distance of so many 4-pixel steps, scaled."""
        return self.px(4 * steps)

    def font(self, role: TypeRole = "body", *, tabular: bool = False) -> QFont:
        """Return the font of a step of the type scale; `tabular` gives digits of one width."""
        size, weight = SCALE[role]
        font = QFont()
        font.setFamilies(_FAMILIES)
        font.setPixelSize(self.px(size))
        font.setWeight(QFont.Weight(weight))
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def style_sheet(self) -> str:
        """Build the style sheet from `resources/theme.qss`: `@token` becomes a colour, lengths are scaled."""
        sheet = _NAME.sub(lambda found: COLORS[found[1]][self.dark], resources.read_text("theme.qss"))
        return _LENGTH.sub(lambda found: f"{self.px(int(found[1]))}px", sheet)

    def palette(self) -> QPalette:
        """Build the palette, for what the style sheet does not reach."""
        color = self.color
        roles = QPalette.ColorRole
        palette = QPalette()
        for role, token in (
            (roles.Window, "background"),
            (roles.WindowText, "text"),
            (roles.Base, "surface"),
            (roles.AlternateBase, "sunken"),
            (roles.Text, "text"),
            (roles.Button, "surface"),
            (roles.ButtonText, "text"),
            (roles.BrightText, "danger"),
            (roles.ToolTipBase, "raised"),
            (roles.ToolTipText, "text"),
            (roles.PlaceholderText, "text_faint"),
            (roles.Highlight, "selection"),
            (roles.HighlightedText, "on_selection"),
            (roles.Accent, "accent"),
            (roles.Link, "accent_text"),
            (roles.LinkVisited, "accent_text"),
            (roles.Light, "raised"),
            (roles.Midlight, "border"),
            (roles.Mid, "border"),
            (roles.Dark, "border_strong"),
            (roles.Shadow, "border_strong"),
        ):
            palette.setColor(role, color(token))
        for role in (roles.WindowText, roles.Text, roles.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, color("text_off"))
        return palette

    def _system_changed(self, scheme: Qt.ColorScheme) -> None:
        if self._mode == "system":
            self._system = scheme
            self._restyle()

    def _restyle(self) -> None:
        if not self._dressed:
            return  # `apply` is yet to come
        self._app.setPalette(self.palette())
        self._app.setFont(self.font("body"))
        QToolTip.setFont(self.font("caption"))
        self._app.setStyleSheet(self.style_sheet())
        recolor_labels(self, self._app.allWidgets())
        self.changed.emit()

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        """Mark what has the focus by keyboard: rings after a mouse click are noise."""
        for widget, focused in ((old, False), (new, True)):
            if isinstance(widget, _RINGED):
                set_look(widget, keyfocus=focused and by_keyboard(widget))
        if isinstance(new, QPushButton) and not new.autoExclusive():
            new.setAutoDefault(True)  # Return presses it, too: by itself Qt does so in dialogs only


def by_keyboard(widget: QWidget) -> bool:
    """Whether the person is moving the focus by keyboard, so that a focus ring is due."""
    return widget.hasFocus() and widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)


def set_look(widget: QWidget, **look: str | bool) -> None:
    """Set dynamic properties the style sheet knows (`variant`, `size`, `role`, `tone`, `card` …)."""
    changed = False
    for given, value in look.items():
        name = _STORED.get(given, given)
        if widget.property(name) != value and (value or widget.property(name)):
            widget.setProperty(name, value)
            changed = True
    if changed:
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)
        widget.update()


def _system_text_size(font: QFont) -> float:
    """Return the text size that the system asks for, 1.0 being that with which it comes; never less.

    `font` is the application's as the platform gave it. A scaling of the whole screen is not in it: Qt has
    that in the pixel ratio.
    """
    desktop = os.environ.get("XDG_CURRENT_DESKTOP", "").upper().split(":")
    usual = _POINTS.get(QGuiApplication.platformName(), _POINTS_KDE if "KDE" in desktop else _POINTS_LINUX)
    return max(1.0, font.pointSizeF() / usual)  # a font in pixels, one of our own, has -1 points

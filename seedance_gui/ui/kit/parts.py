"""Labels, buttons and tooltips as they are mostly wanted: plain text, a look, what a click does."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFontDatabase, QFontMetrics, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QToolTip,
    QWidget,
)

from seedance_gui.ui.kit.icons import set_icon
from seedance_gui.ui.kit.painting import text_lines
from seedance_gui.ui.kit.spacing import set_spacing
from seedance_gui.ui.kit.theme import set_look

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance

    from seedance_gui.ui.kit.theme import Theme


_WIDEST: Final = 60  # letters of a tooltip
_MARKUP: Final = re.compile(r"(?<=<)|(?<=&)(?=lt;)")  # what Qt looks for in one
_NO_WIDTH: Final = "\u2060"


def plain_tooltip(text: str) -> str:
    """Return `text` in lines that a tooltip shows literally; an empty text gives no tooltip.

    Qt renders a tooltip which looks like HTML, and reads the files it names. No mark-up is put around it:
    screen readers are told the tooltip of what has no other description.
    """
    return _plain_tooltip(text, QToolTip.font().key())


@lru_cache(512)  # the same few are set at each change of what is chosen, and cost 0.1 ms each
def _plain_tooltip(text: str, _font: str) -> str:
    font = QToolTip.font()
    width = QFontMetrics(font).averageCharWidth() * _WIDEST
    paragraphs = text.replace("\0", "\ufffd").splitlines()
    plain = "\n".join(line.rstrip() for part in paragraphs for line in text_lines(part, font, width) or [""])
    return _MARKUP.sub(_NO_WIDTH, plain)


def label(text: str = "", role: str = "", *, wraps: bool = False, centred: bool = False) -> QLabel:
    """Make a label that shows its text literally."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    if centred:
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    set_look(made, role=role)
    return made


def put_lens(theme: Theme, field: QLineEdit) -> None:
    """Put a lens before what is written. The icons that Qt has for fields don't grow with the text."""
    lens, row = QLabel(), QHBoxLayout(field)
    set_icon(theme, lens, "search", "text_faint", 15)
    lens.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    set_spacing(theme, row, 0, (10, 0, 0, 0))
    row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
    row.addWidget(lens, 0, Qt.AlignmentFlag.AlignLeft)
    field.setTextMargins(theme.px(22), 0, 0, 0)


def put_at_end(theme: Theme, field: QLineEdit, control: QWidget) -> None:
    """Put a small control into a field that has a lens, at its end; what is written keeps clear of it."""
    row = field.layout()
    assert isinstance(row, QHBoxLayout)
    control.setCursor(Qt.CursorShape.ArrowCursor)
    row.addWidget(control, 0, Qt.AlignmentFlag.AlignRight)
    set_spacing(theme, row, 0, (10, 0, 3, 0))
    margins = field.textMargins()
    field.setTextMargins(margins.left(), 0, control.sizeHint().width() + theme.px(2), 0)


def button(
    text: str, act: Callable[..., object] | SignalInstance, name: str = "", **look: str
) -> QPushButton:
    """Make a button that does something, or tells it by a signal; `name` is its object name."""
    made = QPushButton(text.replace("&", "&&"))
    made.setObjectName(name)
    made.clicked.connect(act)
    if look.get("variant") == "link":
        made.setCursor(Qt.CursorShape.PointingHandCursor)
    set_look(made, **look)
    return made


def reading_field(theme: Theme, name: str) -> QPlainTextEdit:
    """Make a field that shows a long text to read and copy, in letters of one width."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(theme.px(12))
    made = QPlainTextEdit()
    made.setReadOnly(True)
    made.setTabChangesFocus(True)
    made.setFont(font)
    made.setAccessibleName(name)
    return made


def answers(theme: Theme, dialog: QDialog, accept: QPushButton) -> QHBoxLayout:
    """Return the last line of a dialog: Cancel, and the button that does it, which Return presses."""
    set_look(accept, variant="primary")
    accept.setDefault(True)
    line = QHBoxLayout()
    set_spacing(theme, line, 8)
    line.addStretch(1)
    line.addWidget(button(QCoreApplication.translate("Dialog", "Cancel"), dialog.reject))
    line.addWidget(accept)
    return line


class IconButton(QToolButton):
    """A flat button that says what it does by icon, tooltip and accessible name.

    `size` is its side and `icon_size` its icon's, in pixels at 100 % text size. The shortcut stands in the
    tooltip and works while the button is visible.
    """

    def __init__(
        self,
        theme: Theme,
        icon: str,
        name: str,
        parent: QWidget | None = None,
        *,
        shortcut: QKeySequence | str | None = None,
        size: int = 30,
        icon_size: int = 16,
        color: str = "text_secondary",
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_size, self._color = icon_size, color
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoRaise(True)
        if shortcut is not None:
            self.setShortcut(QKeySequence(shortcut))
        self.setFixedSize(theme.px(size), theme.px(size))
        self.set_icon(icon)
        self.set_name(name)

    def set_icon(self, icon: str, color: str = "") -> None:
        """Show another icon, in another token's colour if given."""
        self._color = color or self._color
        set_icon(self._theme, self, icon, self._color, self._icon_size)

    def set_name(self, name: str) -> None:
        """Say what it does: accessible name and tooltip."""
        self.setAccessibleName(name)
        keys = self.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(plain_tooltip(name + (f"  ({keys})" if keys else "")))

"""Every key that does something, on one sheet: those of the menus, and those that belong to one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from seedance_gui.domain.messages import QT_TRANSLATE_NOOP
from seedance_gui.ui.kit.parts import label
from seedance_gui.ui.kit.spacing import set_spacing
from seedance_gui.ui.player.player_keys import ANYWHERE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from seedance_gui.ui.kit.theme import Theme

PLACES: Final = {
    QT_TRANSLATE_NOOP("Shortcuts", "In the form"): {
        QT_TRANSLATE_NOOP("Shortcuts", "Open a reference"): "Return | Enter",
        QT_TRANSLATE_NOOP("Shortcuts", "Remove a reference"): "Del | Backspace",
        QT_TRANSLATE_NOOP("Shortcuts", "Move a reference"): "Ctrl+Left | Ctrl+Right",
    },
    QT_TRANSLATE_NOOP("Shortcuts", "In your videos"): {
        QT_TRANSLATE_NOOP("Shortcuts", "Play"): "Return | Enter",
        QT_TRANSLATE_NOOP("Shortcuts", "Remove"): "Del | Backspace",
    },
    QT_TRANSLATE_NOOP("Shortcuts", "For the video, except while typing"): ANYWHERE,
    QT_TRANSLATE_NOOP("Shortcuts", "In the player"): {
        QT_TRANSLATE_NOOP("Shortcuts", "One frame or one second back"): "Left",
        QT_TRANSLATE_NOOP("Shortcuts", "One frame or one second forward"): "Right",
        QT_TRANSLATE_NOOP("Shortcuts", "One second back"): "Shift+Left",
        QT_TRANSLATE_NOOP("Shortcuts", "One second forward"): "Shift+Right",
        QT_TRANSLATE_NOOP("Shortcuts", "To the start"): "Home",
        QT_TRANSLATE_NOOP("Shortcuts", "To the end"): "End",
        QT_TRANSLATE_NOOP("Shortcuts", "Slower, faster"): "< | >",
        QT_TRANSLATE_NOOP("Shortcuts", "Volume up, down"): "Up | Down",
        QT_TRANSLATE_NOOP("Shortcuts", "Leave full screen; loop no part any more"): "Esc",
    },
}
"""Keys of the video and of places: words, and the keys in portable text, with bars between them."""


class ShortcutSheet(QDialog):
    """Shows the keys that work ``everywhere`` in the window, by their words, and those of each place."""

    def __init__(
        self, theme: Theme, everywhere: Mapping[str, Sequence[QKeySequence]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        inside = QWidget()
        columns = QHBoxLayout(inside)
        set_spacing(theme, columns, 32, 20)
        window, form, videos, anywhere, player = (
            _group(theme, title, rows)
            for title, rows in {self.tr("Everywhere"): everywhere, **_of_places()}.items()
        )
        for groups in ((window, form, videos), (anywhere, player)):
            column = QVBoxLayout()
            set_spacing(theme, column, 20)
            for group in groups:
                column.addLayout(group)
            column.addStretch(1)
            columns.addLayout(column, 1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        bar = area.verticalScrollBar().sizeHint().width() + 2
        if inside.sizeHint().width() + bar > parent.width() * 0.9:
            columns.setDirection(QBoxLayout.Direction.TopToBottom)
        self.resize((inside.sizeHint() + QSize(bar, 2)).boundedTo(parent.size() * 0.9))


def _of_places() -> dict[str, dict[str, list[QKeySequence]]]:
    translate = QCoreApplication.translate
    return {
        translate("Shortcuts", place): {
            translate("Shortcuts", text): [QKeySequence(key) for key in keys.split(" | ")]
            for text, keys in rows.items()
        }
        for place, rows in PLACES.items()
    }


def _group(theme: Theme, title: str, rows: Mapping[str, Sequence[QKeySequence]]) -> QGridLayout:
    grid = QGridLayout()
    set_spacing(theme, grid, 6)
    grid.setColumnStretch(0, 1)
    grid.addWidget(label(title, "strong"), 0, 0, 1, 2)
    for row, (text, keys) in enumerate(rows.items(), start=1):
        native = [key.toString(QKeySequence.SequenceFormat.NativeText) for key in keys]
        different = dict.fromkeys(native)  # Return and Enter have one name in some languages
        shown = ("   " if len(different) < 3 else "\n").join(different)
        grid.addWidget(label(text), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(told := label(shown, "secondary"), row, 1)
        told.setAlignment(Qt.AlignmentFlag.AlignRight)
    return grid

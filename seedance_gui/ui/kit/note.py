"""Lines that explain: an icon, a plain message, and perhaps a remedy to click."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.icons import set_icon
from seedance_gui.ui.kit.parts import button, label
from seedance_gui.ui.kit.spacing import set_spacing
from seedance_gui.ui.kit.theme import set_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_gui.ui.kit.theme import Theme

NoteKind = Literal["info", "caution", "problem", "off", "kept"]

_ICONS: Final = {
    "info": ("info", "text_secondary"),
    "caution": ("triangle-alert", "warning"),
    "problem": ("circle-alert", "danger"),
    "off": ("ban", "text_secondary"),
    "kept": ("ban", "text_secondary"),  # stands behind pictures, which are its sign
}
_RISE: Final = 1  # pixels by which a remedy, being a button, is taller than the line it stands in
_ROLES: Final = {
    "info": "caption",
    "caution": "caption",
    "problem": "problem",
    "off": "caption",
    "kept": "caption",
}


@dataclass(frozen=True, slots=True)
class NoteLine:
    """What a note says; `key` comes back when its remedy is clicked."""

    kind: NoteKind
    text: str
    fix: str = ""
    key: str = ""


class Note(QWidget):
    """Shows one `NoteLine`. The remedy stands behind the last word where there is room, else below it."""

    remedy_clicked = Signal()

    def __init__(self, theme: Theme, line: NoteLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._line = line
        self._arranged: dict[int, tuple[QRect, QRect]] = {}
        self._icon = QLabel(self)
        self._text = label(wraps=True)
        self._text.setParent(self)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._button = button("", self.remedy_clicked, variant="link", size="small")
        self._button.setParent(self)
        # Not Fixed: that would cut the height to that of sizeHint().
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._text.setFont(theme.font("caption"))
        self.set_line(line)

    @property
    def line(self) -> NoteLine:
        """What it says."""
        return self._line

    def set_line(self, line: NoteLine) -> None:
        """Say something else."""
        self._line = line
        self._arranged.clear()
        icon, color = _ICONS[line.kind]
        set_icon(self._theme, self._icon, icon, color, 14)
        self._icon.setHidden(line.kind == "kept")
        set_look(self._text, role="problem" if line.kind == "problem" else "caption")
        self._text.setText(line.text)
        self._button.setText(line.fix.replace("&", "&&"))
        self._button.setAccessibleName(line.fix)
        self._button.setAccessibleDescription(line.text)
        self._button.setVisible(bool(line.fix))
        self.setAccessibleName(line.text)
        self.updateGeometry()
        self._place()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int, /) -> int:
        words, button = self._arrange(width)
        return max(words.bottom() + 1, button.bottom() + 1 if self._line.fix else 0)

    @override
    def sizeHint(self) -> QSize:
        words = QFontMetrics(self._theme.font("caption")).horizontalAdvance(self._line.text)
        width = self._indent() + words + self._theme.px(4)
        if self._line.fix:
            width += self._theme.space(2) + self._button.sizeHint().width()
        width = min(width, self._theme.px(320))
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), QFontMetrics(self._theme.font("caption")).height())

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._place()

    def _indent(self) -> int:
        return 0 if self._line.kind == "kept" else self._theme.px(14 + 6)

    def _arrange(self, width: int) -> tuple[QRect, QRect]:
        """Return where text and remedy go in so many pixels of width (left to right)."""
        if width not in self._arranged:  # a layout asks for the same again and again
            self._arranged[width] = self._arrange_anew(width)
        words, button = self._arranged[width]
        return QRect(words), QRect(button)

    def _arrange_anew(self, width: int) -> tuple[QRect, QRect]:
        room = max(1, width - self._indent())
        layout = QTextLayout(self._line.text, self._theme.font("caption"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        last = last_top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room)
            line.setPosition(QPointF(0, height))
            last, last_top = line.naturalTextWidth(), height
            height += line.height()
        layout.endLayout()
        words = QRect(self._indent(), _RISE, room, round(height + 0.5))
        if not self._line.fix:
            return words, QRect()
        size = self._button.sizeHint().boundedTo(QSize(room, 1000))
        gap = self._theme.px(4)
        line_height = QFontMetrics(self._theme.font("caption")).height()
        if last + gap + size.width() <= room:
            top = _RISE + round(last_top) + (line_height - size.height()) // 2
            return words, QRect(
                QRect(self._indent() + round(last) + gap, max(0, top), size.width(), size.height())
            )
        return words, QRect(max(0, self._indent() - 3), words.bottom() + 2, size.width(), size.height())

    def _place(self) -> None:
        words, button = self._arrange(self.width())
        side = self._theme.px(14)
        line_height = QFontMetrics(self._theme.font("caption")).height()
        icon = QRect(0, _RISE + max(0, (line_height - side) // 2), side, side)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for widget, rect in ((self._icon, icon), (self._text, words), (self._button, button)):
            if mirrored:
                rect.moveLeft(self.width() - rect.right() - 1)
            widget.setGeometry(rect)


class NoteList(QWidget):
    """A column of notes. A note that stays keeps its focus; without notes it takes no room."""

    fix = Signal(object)  # what was given for the line whose remedy was clicked

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._notes: list[Note] = []
        self._count = 0  # of those that are shown
        self._fixes: list[object] = []
        self._column = QVBoxLayout(self)
        set_spacing(theme, self._column, 4, 0)
        self.hide()

    def say(self, lines: Sequence[tuple[NoteLine, object]]) -> None:
        """Show these, each with what `fix` is to carry: the draft that its remedy leads to, say."""
        self._fixes = [fix for _, fix in lines]
        self._count = len(lines)
        for note in self._notes[len(lines) :]:
            note.hide()  # kept: to style and lay out a new one takes longer than a frame
        for index, (line, _) in enumerate(lines):
            if index == len(self._notes):
                self._notes.append(self._make(line, index))
            elif self._notes[index].line != line:
                self._notes[index].set_line(line)
            self._notes[index].show()
        self.setVisible(bool(lines))

    def lines(self) -> tuple[NoteLine, ...]:
        """Return what is said."""
        return tuple(note.line for note in self._notes[: self._count])

    def problem(self) -> Note | None:
        """Return the first note that tells of something wrong."""
        return next((note for note in self._notes[: self._count] if note.line.kind == "problem"), None)

    def _make(self, line: NoteLine, index: int) -> Note:
        note = Note(self._theme, line, self)
        note.remedy_clicked.connect(lambda: self.fix.emit(self._fixes[index]))
        self._column.addWidget(note)
        return note

"""What stays true for longer than a moment: lines above the pages that push them down and cover nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from seedance_gui.ui.kit.icons import set_icon
from seedance_gui.ui.kit.parts import IconButton, button, label
from seedance_gui.ui.kit.spacing import set_spacing
from seedance_gui.ui.kit.theme import set_look

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.kit.translator import Words

_ICONS: Final = {"warning": ("triangle-alert", "warning"), "info": ("info", "text_secondary")}


@dataclass(frozen=True, slots=True)
class Notice:
    """``words`` gives the text and that of its button, empty for none, in the language of the window.

    ``act`` is called by the button, which leaves the notice there; ``dismissed`` when the person closes it.
    ``also`` are the words of a second button, which stands before it, and what that one calls.
    """

    words: Callable[[Words], tuple[str, str]]
    act: Callable[[], object] = lambda: None
    dismissed: Callable[[], object] = lambda: None
    tone: Literal["warning", "info"] = "warning"
    also: tuple[str, Callable[[], object]] | None = None


class NoticeBar(QFrame):
    """One line for each notice, by a key of its own; what came first stands first."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self._lines: dict[str, tuple[Notice, QFrame]] = {}
        self._column = QVBoxLayout(self)
        set_spacing(theme, self._column, 0, 0)
        self.hide()

    def put(self, key: str, notice: Notice) -> None:
        """Show a notice, in the place of the one with this key; assistive software reads out a new text."""
        text, action = notice.words(self._words)
        _, before = self._lines.get(key, (None, None))
        line = self._line(key, notice, text, action)
        at = self._column.count() if before is None else self._column.indexOf(before)
        self._column.insertWidget(at, line)
        self._lines[key] = notice, line
        if before is not None:
            _remove(before)
        self.show()
        if before is None or before.accessibleName() != text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(line, text))

    def drop(self, key: str) -> None:
        """Show a notice no more: it is not true any more, or on the screen itself."""
        if (found := self._lines.pop(key, None)) is not None:
            _remove(found[1])
            self.setVisible(bool(self._lines))

    def take_over(self, other: NoticeBar) -> None:
        """Show what another bar shows, whose window goes: in the language of this one."""
        for key, (notice, _) in other._lines.items():
            self.put(key, notice)

    def texts(self) -> list[str]:
        """Return what is said, line by line."""
        return [line.accessibleName() for _, line in self._lines.values()]

    def _line(self, key: str, notice: Notice, text: str, action: str) -> QFrame:
        theme = self._theme
        line = QFrame()
        line.setAccessibleName(text)
        set_look(line, notice=notice.tone)
        set_icon(theme, icon := QLabel(), *_ICONS[notice.tone])
        close = IconButton(theme, "x", self.tr("Dismiss"), size=24, icon_size=14)
        close.setAccessibleDescription(text)
        close.clicked.connect(lambda: self.drop(key))
        close.clicked.connect(notice.dismissed)
        row = QHBoxLayout(line)
        set_spacing(theme, row, 8, (16, 4, 8, 4))
        row.addWidget(icon)
        row.addWidget(label(text, wraps=True), 1)
        if notice.also is not None:
            row.addWidget(also := button(*notice.also, size="small"))
            also.setAccessibleDescription(text)
        if action:
            row.addWidget(act := button(action, notice.act, size="small"))
            act.setAccessibleDescription(text)
        row.addWidget(close)
        return line


def _remove(line: QFrame) -> None:
    line.hide()
    line.deleteLater()

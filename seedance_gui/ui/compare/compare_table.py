"""Below two videos that are compared: what differs, which one is kept, and what is the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from seedance_gui.ui.kit.elided import ElidedLabel
from seedance_gui.ui.kit.icons import set_icon
from seedance_gui.ui.kit.marked_label import MarkedLabel
from seedance_gui.ui.kit.parts import IconButton, button, label, plain_tooltip
from seedance_gui.ui.kit.spacing import set_spacing
from seedance_gui.ui.kit.theme import set_look
from seedance_gui.ui.preview.made_from import MadeFrom
from seedance_gui.ui.tasks.command_table import Command
from seedance_gui.ui.tasks.words import moment_of, take_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from seedance_gui.domain.task import Task
    from seedance_gui.ui.compare.pair import Pair
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.preview.made_from import Items
    from seedance_gui.ui.references.field.thumbnails import Thumbnails

LETTERS = "AB"
_LINE = 24  # pixels at 100 %: the least height of a row
_PICTURE = 30


class CompareTable(QFrame):
    """``kept``: one of the two, by its id; ``paired``: two others."""

    kept = Signal(str)
    paired = Signal(str, str)
    reference_asked = Signal(str, object, object)

    def __init__(
        self,
        theme: Theme,
        pair: Pair,
        thumbnails: Thumbnails | None,
        now: float,
        parent: QWidget,
        *,
        narrow: bool,
    ) -> None:
        super().__init__(parent)
        self._theme, self._pair, self._now, self._narrow = theme, pair, now, narrow
        self._thumbnails = thumbnails
        self._keeps: list[QPushButton] = []
        set_look(self, island=True)
        column = QVBoxLayout(self)
        set_spacing(theme, column, 4, (16, 12, 16, 8))
        grid = QGridLayout()
        grid.addWidget(label(self.tr("What differs"), role="strong"), 0, 0, 1, 3 if narrow else 1)
        for at, task in enumerate(pair.tasks):
            grid.addWidget(_even(self._head(at, task)), int(narrow), at + 1)
        column.addLayout(grid)
        self._rows = QGridLayout()
        for layout in (grid, self._rows):
            set_spacing(theme, layout, 4, 0)
            layout.setHorizontalSpacing(theme.px(4 if narrow else 16))
            layout.setColumnMinimumWidth(0, 0 if narrow else theme.px(128))
            layout.setColumnStretch(1, 1)
            layout.setColumnStretch(2, 1)
        self._fill()
        column.addLayout(self._rows)
        self.show_tasks(pair.tasks)

    def show_tasks(self, tasks: tuple[Task, Task]) -> None:
        """Show which of them are favourites."""
        for keep, task in zip(self._keeps, tasks, strict=True):
            set_icon(self._theme, keep, "star", "warning" if task.favourite else "text", 15)

    def _fill(self) -> None:
        differs = self._pair.differs
        if differs.prompts is not None:
            shown = [MarkedLabel(self._theme, wraps=True, strong=True) for _ in differs.prompts]
            for part, (text, marks) in zip(shown, differs.prompts, strict=True):
                part.set_marked(text or "–", marks)
            self._add(self.tr("Prompt"), shown)
        for name, *values in differs.rows:
            self._add(name, [label(value, wraps=True) for value in values])
        if differs.references:
            self._add(differs.references, [self._references(items) for items in self._pair.made_from])
        said = self.tr("The same in both: {facts}").format(facts=", ".join(differs.same))
        if differs.prompts is None and not differs.rows and not differs.references:
            said = self.tr("Both were made with the same settings.")
        rows = self._rows.rowCount()
        self._rows.addWidget(label(said, role="caption", wraps=True), rows, 0, 1, 3)
        self._rows.setRowMinimumHeight(rows, self._theme.px(_LINE))
        self._rows.setRowStretch(rows + 1, 1)

    def _add(self, name: str, values: Sequence[QWidget]) -> None:
        line, row = QFrame(), self._rows.rowCount()
        set_look(line, line=True)
        self._rows.addWidget(line, row, 0, 1, 3)
        self._rows.setRowMinimumHeight(row + 1, self._theme.px(_LINE))
        self._rows.addWidget(label(name, role="caption", wraps=True), row + 1, 0, 1, 3 if self._narrow else 1)
        for at, part in enumerate(values):
            self._rows.addWidget(_even(part), row + 1 + self._narrow, at + 1)

    def _references(self, items: Items) -> QWidget:
        if not items:
            return label("–")
        made = MadeFrom(self._theme, self._thumbnails, self, side=_PICTURE, named=False)
        made.asked.connect(self.reference_asked)
        made.show_items(items, self._theme.px(8 * _PICTURE))
        made.show()
        return made

    def _head(self, at: int, task: Task) -> QWidget:
        """Return the head of a column: which one it is, that it is kept, and the rest of what can be done."""
        letter, theme = LETTERS[at], self._theme
        sign = label(letter, role="letter", centred=True)
        sign.setFixedSize(theme.px(22), theme.px(22))
        keep = button(
            self.tr("Keep {letter}").format(letter=letter), lambda: self.kept.emit(task.id), f"keep_{letter}"
        )
        keep.setToolTip(plain_tooltip(self.tr("Give it a star, and remove the others")))
        keep.setMinimumWidth(keep.sizeHint().width() + theme.px(20))
        self._keeps.append(keep)
        commands = self._pair.commands[at]
        reuse = IconButton(
            theme, "rotate-ccw", self.tr("Reuse the settings of {letter}").format(letter=letter)
        )
        reuse.clicked.connect(commands[Command.REUSE].trigger)
        more = IconButton(theme, "ellipsis", self.tr("More for {letter}").format(letter=letter))
        more.clicked.connect(
            lambda: commands.show_menu(
                more, more.mapToGlobal(QPoint(0, more.height())), (commands[Command.COMPARE],)
            )
        )
        head = QWidget(self)
        line = QHBoxLayout(head)
        set_spacing(theme, line, 4, 0)
        line.addWidget(sign)
        line.addSpacing(theme.px(4))
        line.addWidget(_even(self._title(at, task)), 1)
        for each in (keep, reuse, more):
            line.addWidget(each)
        if self._narrow:  # "Keep A" says which one it is, and the menu has the other
            sign.hide()
            reuse.hide()
        return head

    def _title(self, at: int, task: Task) -> QWidget:
        """Return what a take is called; where there are others, they can be chosen in its place."""
        others = [each for each in self._pair.among if each.id not in {own.id for own in self._pair.tasks}]
        if not others:
            name = ElidedLabel(self._name(task))
            set_look(name, role="strong")
            return name
        which = QToolButton(self)
        which.setText(f"{self._name(task)} ▾")
        which.setAutoRaise(True)
        which.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        which.setAccessibleName(self.tr("Compare another one as {letter}").format(letter=LETTERS[at]))
        which.setToolTip(plain_tooltip(which.accessibleName()))
        which.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(which)
        for other in others:
            menu.addAction(self._name(other).replace("&", "&&")).triggered.connect(self._pairing(at, other))
        which.setMenu(menu)
        return which

    def _name(self, task: Task) -> str:
        return task.name or take_words(task) or moment_of(task.created, self._now)

    def _pairing(self, at: int, other: Task) -> Callable[[], None]:
        ids = [task.id for task in self._pair.tasks]
        ids[at] = other.id
        return lambda: self.paired.emit(*ids)


def _even(part: QWidget) -> QWidget:
    """Let a part of a column ask for no width, so that both columns are equally wide."""
    policy = part.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
    part.setSizePolicy(policy)
    return part

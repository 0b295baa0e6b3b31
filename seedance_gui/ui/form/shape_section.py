"""The video in one row: ratio, length, resolution, orientation where a model takes it, and how many."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.domain.draft import Field
from seedance_gui.ui.form.draft_history import HISTORY_KEYS
from seedance_gui.ui.form.model.model_words import output_words
from seedance_gui.ui.form.shape_cell import ShapeCell
from seedance_gui.ui.form.state_block import note_lines
from seedance_gui.ui.kit.choice import Choice
from seedance_gui.ui.kit.choice_rows import ChoiceRows
from seedance_gui.ui.kit.duration import DurationSlider
from seedance_gui.ui.kit.icons import ratio_icon
from seedance_gui.ui.kit.note import NoteList
from seedance_gui.ui.kit.translator import named

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from seedance_gui.domain.form_state import FieldState, Form
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.kit.translator import Words

MOST = 8  # videos that one press of Create orders
_ICONS = {
    "": "wand-sparkles",
    "Adaptive": "image",
    "landscape": "rectangle-horizontal",
    "portrait": "rectangle-vertical",
}


class ShapeSection(QWidget):
    """The cells, each of which opens what can be chosen, and below them what is to be said of the values."""

    fix = Signal(object)  # Draft

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._low = False
        self._notes_by_value = {
            (Field.RATIO, ""): self.tr("Chosen by the model"),
            (Field.RATIO, "Adaptive"): self.tr("Follows your references"),
            (Field.RATIO, "16:9"): self.tr("Screen"),
            (Field.RATIO, "9:16"): self.tr("Phone"),
            (Field.RATIO, "1:1"): self.tr("Square"),
            (Field.RATIO, "21:9"): self.tr("Cinema"),
            (Field.ORIENTATION, ""): self.tr("Chosen by the model"),
        }
        self.slider = DurationSlider(theme, "")
        self.ratio, self.resolution, self.orientation = (
            ChoiceCell(theme, words, name) for name in (Field.RATIO, Field.RESOLUTION, Field.ORIENTATION)
        )
        self.duration = ShapeCell(theme, words, Field.DURATION.value, self.slider)
        self.takes = TakesCell(theme, words)
        self.cells = (self.ratio, self.duration, self.resolution, self.orientation, self.takes)
        self._row = CellRow(theme, self.cells, self)
        self.notes = NoteList(theme, self)
        self.notes.fix.connect(self.fix)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self._row)
        column.addWidget(self.notes)
        for cell in self.cells:
            cell.fix.connect(self.fix)
        self.slider.field.installEventFilter(self)

    def set_low(self, low: bool) -> None:
        """With little height, leave what is to be said to the cells: each is marked, and opens it."""
        self._low = low
        self.notes.setVisible(bool(self.notes.lines()) and not low)

    def cell(self, name: Field) -> ShapeCell:
        """Return the cell of a field. KeyError for a field that is no part of the shape."""
        return {cell.objectName(): cell for cell in self.cells}[name.value]

    def show_form(self, form: Form) -> None:
        """Show the fields as they stand."""
        for name, cell in ((Field.RATIO, self.ratio), (Field.ORIENTATION, self.orientation)):
            self._show_choice(cell, name, form[name], self.tr("By ratio"))
        output = output_words(form.model.output) if form.model else "–"
        self._show_choice(self.resolution, Field.RESOLUTION, form[Field.RESOLUTION], output)
        self._show_duration(form[Field.DURATION])
        # Where a model has no orientation, the ratio beside it says all of the shape.
        turned = form.route is not None and form.route.orientation is not None
        self._row.show_cells([cell for cell in self.cells if turned or cell is not self.orientation])
        self.notes.say(
            [
                (replace(line, text=named(self._words.text(form[name].name), line.text)), fix)
                for name in (Field.RATIO, Field.DURATION, Field.RESOLUTION, Field.ORIENTATION)
                if form[name].on
                for line, fix in note_lines(self._words, form[name])
            ]
        )
        self.set_low(self._low)

    def _show_choice(self, cell: ChoiceCell, name: Field, state: FieldState, fixed: str) -> None:
        value = str(state.value)
        choices = [
            Choice(
                choice.value,
                self._words.text(choice.label),
                _ICONS.get(choice.value, ""),
                note=self._notes_by_value.get((name, choice.value), ""),
            )
            for choice in state.choices
        ]
        cell.offer(choices, value)
        if state.on:
            label = next((choice.label for choice in choices if choice.value == value), value)
            short = label if value else self.tr("Auto", "short for Automatic")
            cell.show_state(state, short, ratio_icon(value) or _ICONS.get(value, ""), label)
        else:
            cell.show_state(state, fixed)

    def _show_duration(self, state: FieldState) -> None:
        if state.minimum is not None and state.maximum is not None:
            if self.slider.bounds() != (state.minimum, state.maximum):
                self.slider.set_bounds(state.minimum, state.maximum)
            if self.slider.value() != state.value:
                self.slider.set_value(int(state.value))
        self.duration.show_state(state, self.slider.field.text() if state.on else "–")
        for part in (self.slider.slider, self.slider.field):
            if part.accessibleName() != self.slider.accessibleName():
                part.setAccessibleName(self.slider.accessibleName())

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and watched is self.slider.field:
            # While no number is half typed, undo and redo are the form's.
            undoing = isinstance(event, QKeyEvent) and any(event.matches(keys) for keys in HISTORY_KEYS)
            typed = self.slider.field.cleanText() != str(self.slider.field.value())
            if undoing and not typed:
                event.ignore()
                return True
        return super().eventFilter(watched, event)


class ChoiceCell(ShapeCell):
    """A setting with a few values."""

    def __init__(self, theme: Theme, words: Words, name: Field) -> None:
        self.rows = ChoiceRows(theme, "")
        super().__init__(theme, words, name.value, self.rows)

    def offer(self, choices: Iterable[Choice], value: str) -> None:
        """Offer these values, one of them in use."""
        choices = tuple(choices)
        if choices != self.rows.choices():
            self.rows.set_choices(choices)
        if self.rows.value() != value or not value:
            self.rows.set_value(value)


class TakesCell(ShapeCell):
    """How many videos one press of Create orders: ``count``, 1 to `MOST`."""

    changed = Signal(int)

    def __init__(self, theme: Theme, words: Words) -> None:
        rows = ChoiceRows(theme, self.tr("How many videos to create"))
        super().__init__(theme, words, "count", rows)
        self.count = 1
        rows.set_choices([Choice(str(count), str(count)) for count in range(1, MOST + 1)])
        rows.set_value("1")
        rows.value_changed.connect(lambda value: self.set_count(int(value)))
        self.rows = rows
        self.block.set_label(rows.accessibleName())
        self.set_count(1)

    def set_count(self, count: int) -> None:
        """Order so many with one press."""
        before, self.count = self.count, count
        if self.rows.value() != str(count):
            self.rows.set_value(str(count))
        self.show_value(self.tr("Takes"), str(count), said=self.rows.accessibleName())
        if count != before:
            self.changed.emit(count)


class CellRow(QWidget):
    """Cells side by side in one frame, or in several lines where these would be too narrow."""

    def __init__(self, theme: Theme, cells: Sequence[ShapeCell], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cells = cells
        self._shown = cells
        for cell in cells:
            cell.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_cells(self, shown: Sequence[ShapeCell]) -> None:
        """Show these of the cells."""
        for cell in self._cells:
            cell.setVisible(cell in shown)
        if shown != self._shown:
            self._shown = shown
            self.updateGeometry()
        self._arrange()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int, /) -> int:
        return self._theme.px(52) * len(self._lines(width))

    @override
    def sizeHint(self) -> QSize:
        width = self._theme.px(280)
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(2 * self._theme.px(40), self._theme.px(52))

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def event(self, event: QEvent, /) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def _lines(self, width: int) -> list[Sequence[ShapeCell]]:
        """Share the cells among as few lines as they fit into, two at least in each."""
        shown = self._shown
        for each in (len(shown), (len(shown) + 1) // 2):
            lines = [shown[start : start + each] for start in range(0, len(shown), each)]
            if all(sum(cell.minimumSizeHint().width() for cell in line) <= width for line in lines):
                return lines
        return [shown[start : start + 2] for start in range(0, len(shown), 2)]

    def _arrange(self) -> None:
        """Share the width by what the values need, and what is left in equal parts."""
        high, mirrored = self._theme.px(52), self.isRightToLeft()
        for number, cells in enumerate(self._lines(self.width())):
            wanted = [cell.sizeHint().width() for cell in cells]
            if sum(wanted) > self.width():
                wanted = [cell.minimumSizeHint().width() for cell in cells]
            rest = self.width() - sum(wanted)
            left = 0
            for cell, hint in zip(cells, wanted, strict=True):
                more = rest // len(cells) if rest > 0 else round(rest * hint / sum(wanted))
                right = self.width() if cell is cells[-1] else left + hint + more
                start = self.width() - right if mirrored else left
                cell.setGeometry(start, number * high, right - left, high)
                left = right
        self.update()

    @override
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("border_field"), 1))
        painter.setBrush(theme.color("field"))
        radius = theme.px(8)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(QPen(theme.color("border"), 1))
        for cell in self._shown:
            place = cell.geometry()
            if place.left() > 0:
                painter.drawLine(place.left(), place.top() + 1, place.left(), place.bottom() - 1)
            if place.top() > 0:
                painter.drawLine(place.left() + 1, place.top(), place.right() - 1, place.top())

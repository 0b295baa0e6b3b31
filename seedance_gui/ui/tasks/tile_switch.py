"""Whether the videos stand in a list or as tiles, and how large these are; the head of a strip of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.parts import IconButton, label
from seedance_gui.ui.kit.slider import Slider

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.tasks.filter_bar import FilterBar
    from seedance_gui.ui.tasks.model import TaskModel
    from seedance_gui.ui.tasks.view import TaskView

_WIDTHS: Final = (104, 256)


class TileSwitch(QWidget):
    """``changed`` carries how wide a tile is at least, in pixels at 100 % text, 0 for a list."""

    changed = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slider = Slider(theme, self.tr("Size of the tiles"))
        self.slider.setRange(*_WIDTHS)
        self.slider.setFixedWidth(min(theme.px(64), 80))
        self.slider.hide()
        self.tiles = IconButton(theme, "layout-grid", self.tr("Show as tiles"), size=28)
        self.tiles.setCheckable(True)
        self.slider.valueChanged.connect(self._tell)
        self.tiles.toggled.connect(self._tell)
        self.row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(1))
        row.addWidget(self.slider)
        row.addWidget(self.tiles)

    @property
    def width_wanted(self) -> int:
        """What ``changed`` told last."""
        return self.slider.value() if self.tiles.isChecked() else 0

    def set_width(self, width: int) -> None:
        """Show it as the person left it."""
        self.slider.setValue(width or _WIDTHS[0])
        self.tiles.setChecked(width > 0)

    def _tell(self) -> None:
        on = self.tiles.isChecked()
        self.slider.setVisible(on)
        self.tiles.set_icon("layout-grid", "accent_text" if on else "text_secondary")
        self.changed.emit(self.width_wanted)


class ListHead(QWidget):
    """Above the list: what it is, how many there are, how they are shown; ``fold``: to make it a strip."""

    def __init__(self, theme: Theme, tiles: TileSwitch, bar: FilterBar, strip: StripHead) -> None:
        super().__init__()
        self.count = label(role="caption")
        self.fold = IconButton(theme, "panel-right-close", self.tr("Fold the list to a strip"), size=28)
        self.fold.clicked.connect(lambda: strip.unfold_asked.emit(False))
        self.fold.hide()
        row, column = QHBoxLayout(), QVBoxLayout(self)
        column.setContentsMargins(theme.space(2), 0, theme.space(2), 0)
        column.setSpacing(theme.space(3))
        column.addLayout(row)
        column.addWidget(bar)
        row.addWidget(label(self.tr("Your videos"), role="title"), 1)
        tiles.row.addWidget(bar.order)
        for each in (self.count, tiles, self.fold):
            row.addWidget(each)


class StripHead(QWidget):
    """Above a strip of pictures: the way to the list and its search, the day in sight, how many there are.

    ``unfold_asked``: the strip is to be the list, or (False) the list a strip again.
    """

    unfold_asked = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget, model: TaskModel, view: TaskView) -> None:
        super().__init__(parent)
        self._model, self._view = model, view
        self.unfold = IconButton(theme, "panel-right-open", self.tr("Show the list"))
        self.search = IconButton(theme, "search", self.tr("Search your videos"))
        self._day = label(role="caption", wraps=True, centred=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        for button in (self.unfold, self.search):
            button.clicked.connect(lambda: self.unfold_asked.emit(True))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._day)
        view.verticalScrollBar().valueChanged.connect(self._tell)
        for changed in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            changed.connect(self._tell)
        self.hide()

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self._tell()

    def _tell(self) -> None:
        if self.isVisible():
            shown = self._view.shown_rows()
            day = self._model.heading(shown[0]) if shown and self._model.heads else ""
            self._day.setText(f"{day} {QLocale().toString(self._model.rowCount())}".strip())

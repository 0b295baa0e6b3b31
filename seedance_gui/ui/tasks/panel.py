"""The column "Your videos": search, filters and the list."""

from __future__ import annotations

import time
from contextlib import contextmanager, nullcontext
from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QLocale, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from seedance_gui.domain.task import Status
from seedance_gui.ui.kit.empty_state import EmptyState, GhostList
from seedance_gui.ui.kit.theme import set_look
from seedance_gui.ui.tasks.command_table import Command
from seedance_gui.ui.tasks.commands import TaskCommands
from seedance_gui.ui.tasks.delegate import TaskDelegate
from seedance_gui.ui.tasks.filter_bar import FilterBar
from seedance_gui.ui.tasks.model import TaskModel
from seedance_gui.ui.tasks.posters import Posters
from seedance_gui.ui.tasks.scrubbing import Scrubbing
from seedance_gui.ui.tasks.selection_bar import SelectionBar, runs
from seedance_gui.ui.tasks.tile_switch import ListHead, StripHead, TileSwitch
from seedance_gui.ui.tasks.view import TaskView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from seedance_gui.domain.task import Task
    from seedance_gui.ui.kit.films import Films
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.tasks.filter import Filter, Sort

_SELECT = QItemSelectionModel.SelectionFlag


class TaskPanel(QFrame):
    """The person's videos, newest first.

    ``chosen`` carries the id of the task to show, empty for none; ``opened`` one to play at once.
    ``commands`` are for the selected tasks, and for the chosen one where the filter hides it.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(
        self,
        theme: Theme,
        *,
        poster_of: Callable[[Task], Path | None],
        model_name: Callable[[Task], str],
        films: Films | None = None,
        clock: Callable[[], float] = time.time,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chosen = ""
        self._starred = False
        self._quiet = False
        self._strip = False
        set_look(self, island=True)
        self.model = TaskModel(model_name, self, clock=clock)
        self.bar = FilterBar(theme, self.model)
        self.search = self.bar.search
        self.view = TaskView(self.model, theme)
        self.tiles = TileSwitch(theme)
        self.tiles.changed.connect(self.view.set_tile)
        self.posters = Posters(poster_of, self._in_sight, self)
        self.commands = TaskCommands(theme, self, self._commanded)
        self.selection = SelectionBar(theme, self.commands, self)
        delegate = self.delegate = TaskDelegate(
            theme, self.model, self.posters.of, model_name, self, clock=clock
        )
        self.view.setItemDelegate(delegate)
        if films is not None:
            Scrubbing(films, self.view, self.model, delegate)
        delegate.star_clicked.connect(self._star_clicked)
        self._nothing = GhostList(
            theme,
            self.tr("Nothing here yet"),
            self.tr("What you create appears here with its state, and stays when you close the program."),
        )
        self._not_found = EmptyState(theme, "search", self.tr("Nothing found"), "")
        self._lay_out()
        self._connect()
        self._changed()

    def _lay_out(self) -> None:
        self._pages = QStackedLayout()
        self._blank = QWidget()
        for page in (self.view, self._nothing, self._not_found, self._blank):
            self._pages.addWidget(page)
        space = self._theme.space
        self.strip_head = StripHead(self._theme, self, self.model, self.view)
        self.strip_head.search.clicked.connect(self.focus_search)
        self._top = ListHead(self._theme, self.tiles, self.bar, self.strip_head)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(2), space(4), space(1), space(1))
        column.setSpacing(space(1))
        column.addWidget(self._top)
        column.addWidget(self.strip_head)
        column.addLayout(self._pages, 1)
        column.addWidget(self.selection)
        for page in (self._nothing, self._not_found):
            page.setContentsMargins(space(2), space(2), space(2), space(6))

    def set_strip(self, strip: bool, foldable: bool) -> None:
        """Show pictures alone, in a strip, or the list; ``foldable``: it may become a strip again."""
        self._strip = strip
        self._top.setVisible(not strip)
        self.strip_head.setVisible(strip)
        self._top.fold.setVisible(foldable and not strip)
        self.view.set_tile(self.tiles.width_wanted, strip=strip)
        self._changed()
        self._count_selected()

    def _connect(self) -> None:
        view = self.view
        self.bar.changed.connect(self._narrow)
        self.bar.sort_changed.connect(self._sort)
        view.drag_asked.connect(self._drag)
        self.bar.left.connect(self._enter_list)
        self._not_found.clicked.connect(self._take_back)
        view.selectionModel().currentChanged.connect(self._current_changed)
        view.clicked.connect(self._clicked)
        view.opened.connect(lambda index: self.opened.emit(self.model.row(index.row()).id))
        view.removal_asked.connect(lambda: self.commands.do(Command.REMOVE, self._selected()))
        view.menu_wanted.connect(lambda at: self.commands.show_menu(self, at) if self.selected() else None)
        self.selection.cleared.connect(self._clear_selection)
        self.selection.acted.connect(lambda: view.setFocus(Qt.FocusReason.OtherFocusReason))
        view.selectionModel().selectionChanged.connect(self._count_selected)
        self.model.modelReset.connect(self._count_selected)
        for changed in (
            view.selectionModel().selectionChanged,
            self.model.dataChanged,
            self.model.modelReset,
        ):
            changed.connect(self.commands.refresh_soon)
        self.model.line.changed.connect(view.viewport().update)
        view.verticalScrollBar().valueChanged.connect(self.posters.hold)
        self.posters.ready.connect(self._poster_ready)
        for changed in (self.model.rowsInserted, self.model.rowsRemoved, self.model.modelReset):
            changed.connect(self._changed)

    def set_tasks(self, tasks: Iterable[Task]) -> None:
        """Show these tasks instead; what is still there stays selected."""
        with self._keeping():
            self.model.set_tasks(tasks)

    def put(self, task: Task) -> None:
        """Show a task that is new or has changed."""
        before = self.model.task(task.id)
        if before is not None and before.status is not task.status:
            self.posters.forget(task.id)
        # One that the filter now hides was not taken away: what is shown of it elsewhere stays.
        hidden_now = before is not None and self._chosen == task.id
        with self._hushed(hidden_now):
            self.model.put(task)
            if hidden_now and self.model.row_of(task.id) is None:
                self.view.selectionModel().clear()
        self.bar.show_counts()
        if before is not None and before.tags != task.tags:
            self.bar.show_tags()

    def add(self, tasks: Iterable[Task]) -> None:
        """Show tasks that were read later."""
        with self._keeping() if self.model.order else nullcontext():  # sorted anew, else it only grows
            self.model.add(tasks)
        self._changed()

    def drop(self, task_id: str) -> None:
        """Show a task no longer; the next one is chosen in its place."""
        self.posters.forget(task_id)
        row, view = self.model.row_of(task_id), self.view
        if row is not None and row == view.currentIndex().row() and self.model.rowCount() > 1:
            # Qt would go back up.
            after = row + 1 if row + 1 < self.model.rowCount() else row - 1
            view.selectionModel().setCurrentIndex(self.model.index(after), _SELECT.ClearAndSelect)
        self.model.drop(task_id)
        self.bar.show_counts()

    def choose(self, task_id: str) -> None:
        """Select a task and bring it into sight; the filters are opened where they hide it."""
        if self.model.task(task_id) is None:
            return
        if self.model.row_of(task_id) is None:
            self.show_all()
        row = self.model.row_of(task_id)
        if row is not None:
            index = self.model.index(row)
            self.view.selectionModel().setCurrentIndex(index, _SELECT.ClearAndSelect)
            self.view.scrollTo(index)

    def selected(self) -> list[str]:
        """Return the ids of the selected tasks, in the order of the list."""
        return [self.model.row(row).id for row in self._selected_rows()]

    def show_all(self) -> None:
        """Take back search and filters."""
        self.bar.take_back()

    # What a person does

    def _narrow(self, wanted: Filter) -> None:
        with self._keeping():
            self.model.set_filter(wanted)

    def _sort(self, sort: Sort) -> None:
        with self._keeping():
            self.model.set_sort(sort)

    def focus_search(self) -> None:
        """Bring the keyboard to the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _enter_list(self) -> None:
        if self.model.rowCount():
            self.view.setFocus(Qt.FocusReason.TabFocusReason)

    def _take_back(self) -> None:
        parts = self.model.filter.parts
        self.bar.take_back(*(parts if len(parts) == 1 else ()))
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _count_selected(self) -> None:
        self.selection.show_count(0 if self._strip else len(self._selected_rows()))

    def _clear_selection(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.view.selectionModel().select(self.view.currentIndex(), _SELECT.ClearAndSelect)

    def _selected_rows(self) -> list[int]:
        selection = self.view.selectionModel().selection()
        parts = map(selection.at, range(selection.count()))
        return sorted(chain.from_iterable(range(part.top(), part.bottom() + 1) for part in parts))

    def _selected(self) -> list[Task]:
        return [self.model.row(row) for row in self._selected_rows()]

    def _commanded(self) -> list[Task]:
        hidden = self.model.task(self._chosen)
        return self._selected() or ([hidden] if hidden is not None else [])

    def _drag(self) -> None:
        from seedance_gui.ui.tasks.dragging import drag_out  # noqa: PLC0415 - not needed to start

        if tasks := [task for task in self._selected() if task.watchable]:
            drag_out(self.view, self._theme, tasks, self.posters.of(tasks[0]))

    # What it shows

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._quiet:
            self._choose(self.model.row(current.row()).id if current.isValid() else "")

    def _clicked(self, index: QModelIndex) -> None:
        """Play a saved video at a click; what is not one, or is clicked to select several, is only shown."""
        task = self.model.row(index.row())
        starred, self._starred = self._starred, False
        several = QGuiApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier
        if task.watchable and not several and not starred:
            self._chosen = task.id
            self.opened.emit(task.id)
        else:
            self._choose(task.id)

    def _star_clicked(self, task_id: str) -> None:
        self._starred = True
        task = self.model.task(task_id)
        self.commands.do(Command.FAVOURITE, [task] if task is not None else [])

    def _choose(self, task_id: str) -> None:
        self._chosen = task_id
        self.chosen.emit(task_id)

    @contextmanager
    def _hushed(self, hushed: bool = True) -> Iterator[None]:
        before, self._quiet = self._quiet, hushed or self._quiet
        try:
            yield
        finally:
            self._quiet = before

    @contextmanager
    def _keeping(self) -> Iterator[None]:
        """Keep through a reset what is selected. What is chosen stays so even while the filter hides it."""
        selected, gone = set(self.selected()), self._chosen
        with self._hushed():
            yield
            rows = self.model.rows_of(selected)
            model = self.view.selectionModel()
            model.select(runs(self.model, rows), _SELECT.ClearAndSelect)
            row = self.model.row_of(self._chosen)
            if row is not None:
                index = self.model.index(row)
                model.setCurrentIndex(index, _SELECT.NoUpdate if rows else _SELECT.ClearAndSelect)
                self.view.scrollTo(index)
        if gone and self.model.task(gone) is None:
            self._choose("")

    def _in_sight(self) -> list[Task]:
        shown = map(self.model.row, self.view.shown_rows() if self.view.isVisible() else ())
        return [task for task in shown if task.status is Status.SAVED]

    def _poster_ready(self, task_id: str) -> None:
        if (row := self.model.row_of(task_id)) is not None:
            self.view.update(self.model.index(row))

    def _changed(self) -> None:
        shown, there = self.model.rowCount(), self.model.total
        page: QWidget = self.view
        if self._strip:  # words have no room in it
            page = self.view if shown else self._blank
        elif not there:
            page = self._nothing
        elif not shown:
            page = self._not_found
            self._tell_nothing_found()
        for each in (self._nothing, self._not_found):  # what is not shown keeps no room from the chips
            policy = QSizePolicy.Policy
            each.setSizePolicy(policy.Preferred, policy.Preferred if each is page else policy.Ignored)
        self._pages.setCurrentWidget(page)
        for part in (self.bar, self.tiles):
            part.setVisible(bool(there))
        self.bar.show_tags()
        self.bar.show_counts()
        number = QLocale().toString
        told = self.tr("{shown} of {there}").format(shown=number(shown), there=number(there))
        self._top.count.setText(told if shown != there else "")

    def _tell_nothing_found(self) -> None:
        names = self.model.filter.parts
        parts = [self.bar.said(name) for name in names]
        button = self.tr("Show all videos")
        if names == ("text",):
            button = self.tr("Clear search")
        elif len(parts) == 1:
            button = self.tr("Clear {filter}").format(filter=parts[0])
        message = self.tr("No videos match: {filters}").format(filters=" · ".join(parts))
        self._not_found.set("search", self.tr("Nothing found"), message, button.replace("&", "&&"))

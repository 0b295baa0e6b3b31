"""The column "Your videos": search, filter chips and the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from seedance_gui.ui.icons import set_icon
from seedance_gui.ui.tasks.delegate import TaskDelegate
from seedance_gui.ui.tasks.filter import Show, TaskFilter
from seedance_gui.ui.tasks.model import Role, TaskModel
from seedance_gui.ui.tasks.posters import Posters
from seedance_gui.ui.theme import set_look
from seedance_gui.ui.widgets.chips import ChoiceChips
from seedance_gui.ui.widgets.choice import Choice
from seedance_gui.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from seedance_gui.domain.task import Task
    from seedance_gui.ui.theme import Theme


class TaskPanel(QFrame):
    """The person's videos, newest first.

    ``chosen`` carries the id of the task to show, empty for none; ``opened`` one to play at once;
    ``removal_asked`` the ids selected when Delete was pressed; ``menu_asked`` ids and where.
    """

    chosen = Signal(str)
    opened = Signal(str)
    removal_asked = Signal(list)
    menu_asked = Signal(list, QPoint)

    def __init__(
        self,
        theme: Theme,
        *,
        poster_of: Callable[[Task], Path | None],
        model_name: Callable[[Task], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        set_look(self, panel=True)
        self.posters = Posters(poster_of)
        self.model = TaskModel(self)
        self._filter = TaskFilter(self)
        self._filter.setSourceModel(self.model)

        title = QLabel(self.tr("Your videos"))
        set_look(title, role="title")
        self._count = QLabel()
        set_look(self._count, role="caption")
        self.search = QLineEdit()
        self.search.setObjectName("search")
        self.search.setPlaceholderText(self.tr("Search prompts and models"))
        self.search.setAccessibleName(self.tr("Search your videos"))
        self.search.setClearButtonEnabled(True)
        icon = QAction(self)
        set_icon(theme, icon, "search", "text_faint", 15)
        self.search.addAction(icon, QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._search)
        self.chips = ChoiceChips(
            theme,
            self.tr("Show"),
            [
                Choice(Show.ALL, self.tr("All")),
                Choice(Show.GOING, self.tr("In progress")),
                Choice(Show.READY, self.tr("Saved")),
                Choice(Show.TROUBLE, self.tr("Needs a look")),
                Choice(Show.FAVOURITES, self.tr("Favourites")),
            ],
        )
        self.chips.set_value(Show.ALL)
        self.chips.value_changed.connect(lambda value: self._narrow(Show(value)))

        self.view = self._make_view(model_name)
        theme.changed.connect(self.view.doItemsLayout)

        self._nothing = EmptyState(
            theme,
            "list-video",
            self.tr("No videos yet"),
            self.tr("What you create appears here and stays here, also when you close the program."),
        )
        self._not_found = EmptyState(
            theme, "search", self.tr("Nothing found"), "", self.tr("Show all videos")
        )
        self._not_found.clicked.connect(self.show_all)
        self._pages = QStackedLayout()
        for page in (self.view, self._nothing, self._not_found):
            self._pages.addWidget(page)

        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(4), theme.space(2), theme.space(2))
        column.setSpacing(theme.space(2))
        column.addLayout(head)
        column.addWidget(self.search)
        column.addWidget(self.chips)
        column.addLayout(self._pages, 1)
        for changed in (self._filter.rowsInserted, self._filter.rowsRemoved, self._filter.modelReset):
            changed.connect(self._changed)
        self._changed()

    def _make_view(self, model_name: Callable[[Task], str]) -> QListView:
        view = QListView()
        view.setObjectName("tasks")
        view.setAccessibleName(self.tr("Your videos"))
        view.setModel(self._filter)
        view.setItemDelegate(TaskDelegate(self._theme, self.posters.of, model_name, self))
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setResizeMode(QListView.ResizeMode.Adjust)
        view.setMouseTracking(True)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._menu)
        view.selectionModel().currentChanged.connect(self._current_changed)
        view.clicked.connect(lambda index: self.chosen.emit(index.data(Role.ID)))
        view.activated.connect(lambda index: self.opened.emit(index.data(Role.ID)))
        delete = QShortcut(QKeySequence.StandardKey.Delete, view)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(lambda: self.removal_asked.emit(self.selected()))
        return view

    def set_tasks(self, tasks: Iterable[Task]) -> None:
        """Show these tasks instead."""
        self.model.set_tasks(tasks)

    def put(self, task: Task) -> None:
        """Show a task that is new or has changed."""
        self.model.put(task)
        # The day's heading belongs to the first row of a day: a new row takes it from the one below.
        if self.model.row_of(task.id) == 0:
            self.view.scheduleDelayedItemsLayout()

    def drop(self, task_id: str) -> None:
        """Show a task no longer."""
        self.posters.forget(task_id)
        self.model.drop(task_id)

    def choose(self, task_id: str) -> None:
        """Select a task and bring it into sight; the filters are opened where they hide it."""
        row = self.model.row_of(task_id)
        if row is None:
            return
        index = self._filter.mapFromSource(self.model.index(row))
        if not index.isValid():
            self.show_all()
            index = self._filter.mapFromSource(self.model.index(row))
        self.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.view.scrollTo(index)

    def selected(self) -> list[str]:
        """Return the ids of the selected tasks, in the order of the list."""
        return [index.data(Role.ID) for index in sorted(self.view.selectedIndexes(), key=lambda i: i.row())]

    def show_all(self) -> None:
        """Take back search and filter."""
        self.search.clear()
        self.chips.set_value(Show.ALL)
        self._narrow(Show.ALL)

    def _search(self, text: str) -> None:
        self._filter.search(text)
        self._changed()

    def _narrow(self, show: Show) -> None:
        self._filter.show_only(show)
        self._changed()

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.chosen.emit(current.data(Role.ID) if current.isValid() else "")

    def _menu(self, at: QPoint) -> None:
        if ids := self.selected():
            self.menu_asked.emit(ids, self.view.viewport().mapToGlobal(at))

    def _changed(self) -> None:
        shown, there = self._filter.rowCount(), self.model.rowCount()
        page: QWidget = self.view
        if not there:
            page = self._nothing
        elif not shown:
            page = self._not_found
        self._pages.setCurrentWidget(page)
        for narrowing in (self.search, self.chips):
            narrowing.setVisible(bool(there))
        if not there:
            self._count.setText("")
        elif self._filter.narrowed:
            self._count.setText(self.tr("{shown} of {there}").format(shown=shown, there=there))
        else:
            self._count.setText(str(there))

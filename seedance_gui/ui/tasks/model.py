"""The tasks as a list model, filtered. Only what changed is said to have changed."""

from __future__ import annotations

import time
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from seedance_gui.compat import override
from seedance_gui.ui.tasks import words
from seedance_gui.ui.tasks.days import Days
from seedance_gui.ui.tasks.filter import NOT_FILED, Filter, Show, Sort, made_of, show_of
from seedance_gui.ui.tasks.line import Line

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from seedance_gui.domain.task import Task

Index = QModelIndex | QPersistentModelIndex

_ITEM = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_DRAGGED = _ITEM | Qt.ItemFlag.ItemIsDragEnabled
_COMPARED = 80  # characters of a name


class Role(IntEnum):
    """What the model tells of a row beside its texts."""

    TASK = Qt.ItemDataRole.UserRole + 1
    ID = Qt.ItemDataRole.UserRole + 2


class TaskModel(QAbstractListModel):
    """Tasks, in their ``order``; rows are those that pass the filter.

    It filters by itself: a proxy would tell of each gap it makes, thousands of them while a word is typed.
    ``model_name`` gives the name of a task's model, which the search looks at too; ``clock`` Unix seconds.
    """

    def __init__(
        self,
        model_name: Callable[[Task], str],
        parent: QObject | None = None,
        *,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self._model_name = model_name
        self._clock = clock
        self.days = Days(clock())
        self.filter = Filter()
        self.order = Sort.NEWEST
        self._place: Callable[[Task], tuple[Any, ...]] = _newest
        """Returns what tells where a task stands among others."""
        self._words: tuple[str, ...] = ()
        self._window = self.days.window(self.filter.when)
        self._by_id: dict[str, Task] = {}
        self._all: list[Task] = []
        self._rows: list[Task] = []
        self._heads: list[int] | None = None
        self._searched: dict[str, str] = {}
        self._counts: Counter[Show] = Counter()
        self._tags: Counter[str] = Counter()
        self.line = Line(self)

    # What is there

    def set_tasks(self, tasks: Iterable[Task]) -> None:
        """Show these tasks instead."""
        self.beginResetModel()
        self._all = sorted(tasks, key=self._place)
        self._by_id = {task.id: task for task in self._all}
        self._counts = Counter(map(show_of, self._all))
        self._tags = Counter(tag for task in self._all for tag in task.tags)
        self._searched = {task.id: self._search_text(task) for task in self._all}
        self.line.reset(self._all)
        self._rows, self._heads = self._passing(self._all), None
        self.endResetModel()

    def put(self, task: Task) -> None:
        """Show a task that is new or has changed."""
        before = self._by_id.get(task.id)
        if before is None:
            self.add([task])
            return
        self.line.note([task])
        if self._place(before) != self._place(task) and not self._move(before, task):
            self.drop(task.id)
            self.add([task])
            return
        self._by_id[task.id] = self._all[self._row(self._all, task)] = task
        self._counts[show_of(before)] -= 1
        self._counts[show_of(task)] += 1
        filed = before.tags is not task.tags or before.name is not task.name or before.note is not task.note
        if filed:
            self._tags.subtract(before.tags)
            self._tags.update(task.tags)
        if filed or before.draft is not task.draft:
            self._searched[task.id] = self._search_text(task)
        row, passing = self._row(self._rows, task), self._passing([task])
        if not self._has_row(task, row):
            self._insert(passing)
        elif passing:
            self._rows[row] = task
            index = self.index(row)
            self.dataChanged.emit(index, index)
        else:
            self._remove_row(row)

    def add(self, tasks: Iterable[Task]) -> None:
        """Show those of these tasks that are new."""
        new = sorted((task for task in tasks if task.id not in self._by_id), key=self._place)
        self._by_id.update((task.id, task) for task in new)
        self._searched.update((task.id, self._search_text(task)) for task in new)
        self.line.note(new)
        scattered = self.order is not Sort.NEWEST and len(new) > 1
        self._counts.update(map(show_of, new))
        self._tags.update(tag for task in new for tag in task.tags)
        if scattered:
            self._all.extend(new)
            self.set_sort(self.order)
            return
        for task in new:
            insort(self._all, task, key=self._place)
        self._insert(self._passing(new))

    def drop(self, task_id: str) -> None:
        """Show a task no longer."""
        task = self._by_id.pop(task_id, None)
        if task is None:
            return
        del self._all[self._row(self._all, task)]
        self._counts[show_of(task)] -= 1
        self._tags.subtract(task.tags)
        self.line.drop(task_id)
        del self._searched[task_id]
        if self._has_row(task, row := self._row(self._rows, task)):
            self._remove_row(row)

    def task(self, task_id: str) -> Task | None:
        """Return a task by its id, also one that the filter hides, or None."""
        return self._by_id.get(task_id)

    def row_of(self, task_id: str) -> int | None:
        """Return the row of a task, or None where there is none or the filter hides it."""
        task = self._by_id.get(task_id)
        if task is None or not self._has_row(task, row := self._row(self._rows, task)):
            return None
        return row

    def rows_of(self, ids: Collection[str]) -> list[int]:
        """Return the rows of those of some tasks that are shown, in their order."""
        return [row for row, task in enumerate(self._rows) if task.id in ids] if ids else []

    def row(self, number: int) -> Task:
        """Return the task of a row."""
        return self._rows[number]

    @property
    def total(self) -> int:
        """How many tasks there are, hidden ones too."""
        return len(self._all)

    def count(self, show: Show) -> int:
        """Return how many tasks, hidden ones too, are in a state."""
        return self._counts[show]

    def models(self) -> dict[str, str]:
        """Return the models that made these videos, with their names, the most used first."""
        used = Counter(task.draft.model for task in self._all)
        newest = {task.draft.model: task for task in reversed(self._all)}
        return {model: self._model_name(newest[model]) for model, _ in used.most_common()}

    # What is shown

    def set_filter(self, wanted: Filter) -> None:
        """Show only what is wanted."""
        self.beginResetModel()
        self.filter = wanted
        self._words = tuple(wanted.text.casefold().split())
        self._window = self.days.window(wanted.when)
        self._rows, self._heads = self._passing(self._all), None
        self.endResetModel()

    def set_sort(self, sort: Sort) -> None:
        """Show them in another order."""
        self.beginResetModel()
        self.order = sort
        keys: dict[Sort, Callable[[Task], Any]] = {
            Sort.NAME: lambda task: words.title(task)[:_COMPARED].casefold(),
            Sort.MODEL: lambda task: self._model_name(task).casefold(),
            Sort.LONGEST: lambda task: -words.seconds_of(task),
        }
        key = keys.get(sort)
        self._place = _newest if key is None else lambda task: (key(task), *_newest(task))
        # One key after the other: ten thousand of those that are several have to be collected again.
        self._all.sort(key=lambda task: task.id)
        self._all.sort(key=lambda task: -task.created)
        if key is not None:
            self._all.sort(key=key)
        self._rows, self._heads = self._passing(self._all), None
        self.endResetModel()

    def tags(self) -> list[str]:
        """Return the tags that there are, the most used first."""
        return [tag for tag, _ in (+self._tags).most_common()]

    def ratios(self) -> list[str]:
        """Return the ratios that there are, the most used first."""
        return [ratio for ratio, _ in Counter(map(words.ratio_of, self._all)).most_common()]

    def turn_day(self) -> bool:
        """Look whether another day has begun; tell whether the headings (and a filter by date) changed."""
        if not self.days.turn(self._clock()):
            return False
        self._heads = None
        self._window = self.days.window(self.filter.when)
        if self.filter.when:
            self.set_filter(self.filter)
        return True

    def until_midnight(self) -> float:
        """Return how many seconds are left of the day."""
        return max(0.0, self.days.ends - self._clock())

    @property
    def heads(self) -> list[int]:
        """The rows, in their order, that are the first of a day (or month), which stands above them."""
        if self._heads is None:
            self._heads = list(self._find_heads())
        return self._heads

    def heading(self, row: int) -> str:
        """Return the words above a row."""
        return self.days.name(self._rows[row].created)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        # Only what is a file can be dragged out of the window.
        return _DRAGGED if index.isValid() and self._rows[index.row()].watchable else _ITEM

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        task = self._rows[index.row()]
        if role == Role.TASK:
            return task
        if role == Role.ID:
            return task.id
        if role == Qt.ItemDataRole.DisplayRole:
            return words.title(task)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            place = self.line.place(task.id)
            return words.spoken(task, self._model_name(task), self.days, self._clock(), place)
        return None

    # How it is done

    def _search_text(self, task: Task) -> str:
        own = f"{task.name}\n{task.note}\n{' '.join(task.tags)}"
        return f"{task.draft.prompt}\n{self._model_name(task)}\n{own}".casefold()

    def _passing(self, tasks: list[Task]) -> list[Task]:
        """Return those that the filter lets pass, as a list of their own: one part of it after the other."""
        wanted, found = self.filter, tasks.copy()
        if wanted.favourites:
            found = [task for task in found if task.favourite]
        if wanted.model:
            found = [task for task in found if task.draft.model == wanted.model]
        if wanted.tag:
            tag = wanted.tag
            found = [task for task in found if (tag in task.tags if tag != NOT_FILED else not task.tags)]
        if wanted.ratio:
            found = [task for task in found if words.ratio_of(task) == wanted.ratio]
        if wanted.made:
            found = [task for task in found if made_of(task, wanted.made)]
        if wanted.when:
            begins, ends = self._window
            found = [task for task in found if begins <= task.created < ends]
        if wanted.show:
            found = [task for task in found if show_of(task) is wanted.show]
        for word in self._words:
            found = [task for task in found if word in self._searched[task.id]]
        return found

    def _find_heads(self) -> Iterator[int]:
        """Give the first row of each part of time: parts are few, so leap from one to the next."""
        row = 0
        while row < len(self._rows) and self.order is Sort.NEWEST:
            yield row
            begins = self.days.begins(self._rows[row].created)
            row = bisect_right(self._rows, -begins, key=lambda task: -task.created)

    def _row(self, tasks: list[Task], task: Task) -> int:
        """Return where a task stands, or would stand."""
        return bisect_left(tasks, self._place(task), key=self._place)

    def _move(self, before: Task, after: Task) -> bool:
        """Put a task that stands in a row where it belongs now; what is selected stays so."""
        row = self._row(self._rows, before)
        if not self._has_row(before, row):
            return False
        rest = [*self._rows[:row], *self._rows[row + 1 :]]
        to = self._row(rest, after)
        if to != row:
            self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), to + (to > row))
        rest.insert(to, after)
        del self._all[self._row(self._all, before)]
        insort(self._all, after, key=self._place)
        self._rows, self._heads = rest, None
        if to != row:
            self.endMoveRows()
        return True

    def _has_row(self, task: Task, row: int) -> bool:
        return row < len(self._rows) and self._rows[row].id == task.id

    def _insert(self, passing: list[Task]) -> None:
        """Put tasks into their rows, at once those that stand together."""
        while passing:
            row = self._row(self._rows, passing[0])
            end = self._row(passing, self._rows[row]) if row < len(self._rows) else len(passing)
            self.beginInsertRows(QModelIndex(), row, row + end - 1)
            self._rows[row:row] = passing[:end]
            self._heads = None
            self.endInsertRows()
            del passing[:end]

    def _remove_row(self, row: int) -> None:
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._rows[row]
        self._heads = None
        self.endRemoveRows()


def _newest(task: Task) -> tuple[float, str]:
    return (-task.created, task.id)

"""What a window goes on with that is made anew, in another language or text size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QWidget

if TYPE_CHECKING:
    from seedance_gui.ui.shell.main_window import MainWindow

_Step = tuple[str, str, int]


class WindowState:
    """Read off the window that goes, while its session is still there."""

    def __init__(self, window: MainWindow) -> None:
        self._old = window
        self._focus = _path_of(window.focusWidget(), window)
        if (work := window.made_work) is not None:
            self._filter = work.tasks.bar.filter
            top = next(work.tasks.view.shown_rows(), None)
            self._top = work.tasks.model.row(top).id if top is not None else ""
            self._list_shown = work.columns.list_shown
            self._cursor = work.form.prompt.textCursor().position()

    def fill(self, window: MainWindow) -> None:
        """Put in what was entered, before a session begins in the new window."""
        old = self._old
        if not old.isMaximized() and not old.isFullScreen():
            window.resize(old.size())  # also where it doesn't fit into the screen
        window.notices.take_over(old.notices)
        if old.made_welcome is not None:
            window.welcome.take_over(old.made_welcome)
        if old.made_work is not None:
            window.work.form.set_draft(old.made_work.form.draft)
            cursor = window.work.form.prompt.textCursor()
            cursor.setPosition(self._cursor)
            window.work.form.prompt.setTextCursor(cursor)
            window.work.tasks.bar.set_filter(self._filter)

    def settle(self, window: MainWindow) -> None:
        """Scroll the list and put the keyboard where they were, in the new window that is shown already."""
        if (focus := _found(self._focus, window)) is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._old.made_work is not None:
            window.work.columns.show_list(self._list_shown)
            # Rows have their places once the new sizes have come down to the list.
            QTimer.singleShot(0, window, lambda: self._scroll(window))

    def _scroll(self, window: MainWindow) -> None:
        tasks = window.work.tasks
        if (row := tasks.model.row_of(self._top)) is not None:
            tasks.view.scrollTo(tasks.model.index(row), QAbstractItemView.ScrollHint.PositionAtTop)


def _path_of(widget: QWidget | None, window: QWidget) -> list[_Step]:
    """Return the way down to a widget: of each, its class, its name and the how manieth of those it is."""
    path: list[_Step] = []
    while widget is not None and widget is not window and (parent := widget.parentWidget()) is not None:
        kind, name = type(widget).__name__, widget.objectName()
        path.insert(0, (kind, name, _children(parent, kind, name).index(widget)))
        widget = parent
    return path


def _found(path: list[_Step], window: QWidget) -> QWidget | None:
    here: QWidget = window
    for kind, name, index in path:
        children = _children(here, kind, name)
        if index >= len(children):
            return None
        here = children[index]
    return here if path else None


def _children(parent: QWidget, kind: str, name: str) -> list[QWidget]:
    children = (child for child in parent.children() if isinstance(child, QWidget))
    return [child for child in children if (type(child).__name__, child.objectName()) == (kind, name)]

"""What a window goes on with that is made anew, in another language or text size."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QWidget

if TYPE_CHECKING:
    from seedance_gui.ui.shell.main_window import MainWindow


class WindowState:
    """Read off the window that goes, while its session is still there."""

    def __init__(self, window: MainWindow) -> None:
        self._old = window
        self._focus = window.focusWidget()
        if (work := window.made_work) is not None:
            self._filter = work.tasks.bar.filter
            top = next(iter(work.tasks.view.shown_rows()), None)
            self._top = work.tasks.model.row(top).id if top is not None else ""
            self._list_shown = work.columns.list_shown
            self._cursor = work.form.prompt.textCursor().position()

    def fill(self, window: MainWindow) -> None:
        """Put in what was entered, before a session begins in the new window."""
        old = self._old
        if not old.isMaximized() and not old.isFullScreen():
            window.resize(old.size())  # also where it doesn't fit into the screen
        window.notices.take_over(old.notices)
        for toast in old.toasts.toasts():
            if toast.lasts:
                window.toasts.show_message(toast.text, toast.tone, milliseconds=0)
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
        if self._focus is not None:
            place, here = _like(self._focus, self._old).index(self._focus), _like(self._focus, window)
            if place < len(here):
                here[place].setFocus(Qt.FocusReason.OtherFocusReason)
        if self._old.made_work is not None:
            window.work.columns.show_list(self._list_shown)
            # Rows have their places once the new sizes have come down to the list.
            QTimer.singleShot(0, window, lambda: self._scroll(window))

    def _scroll(self, window: MainWindow) -> None:
        tasks = window.work.tasks
        if (row := tasks.model.row_of(self._top)) is not None:
            tasks.view.scrollTo(tasks.model.index(row), QAbstractItemView.ScrollHint.PositionAtTop)


def _like(widget: QWidget, window: QWidget) -> list[QWidget]:
    """Return what a window has of a widget's class and name, in the order in which it was made."""
    found = cast("list[QWidget]", window.findChildren(type(widget)))
    return [other for other in found if other.objectName() == widget.objectName()]

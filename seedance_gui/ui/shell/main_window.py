"""The one window: the first page, or the page for work. In another language or text size it is made anew."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QMargins, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.domain.messages import QT_TRANSLATE_NOOP
from seedance_gui.ui.kit.icons import app_icon
from seedance_gui.ui.kit.toast import ToastHost
from seedance_gui.ui.kit.translator import counted
from seedance_gui.ui.shell.notice_bar import NoticeBar
from seedance_gui.ui.shell.reading_order import move_focus

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from seedance_gui.domain.messages import Message
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.kit.translator import Words
    from seedance_gui.ui.shell.welcome import Welcome
    from seedance_gui.ui.shell.work_page import WorkPage

_FRAME = QMargins(8, 40, 8, 8)
"""Pixels that a desktop puts around a window: how many, it tells only of one that is shown."""


class MainWindow(QMainWindow):
    """Shows one page at a time, made when first needed.

    ``may_close`` is asked when the person closes it; ``closing`` is emitted once, when it is closed.
    """

    closing = Signal()
    settings_asked = Signal()
    guide_asked = Signal()
    about_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        words: Words,
        make_welcome: Callable[[], Welcome],
        make_work: Callable[[], WorkPage],
        may_close: Callable[[], bool] = lambda: True,
    ) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowIcon(app_icon())
        self.setWindowTitle("Seedance")
        self.words = words
        self._theme = theme
        self._make_welcome, self._make_work = make_welcome, make_work
        self._may_close = may_close
        self.painted = asyncio.Event()  # once
        self._columns = b""
        # The pages, once they have been needed.
        self.made_welcome: Welcome | None = None
        self.made_work: WorkPage | None = None
        self.notices = NoticeBar(theme, words)
        self._pages = QStackedWidget()
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addWidget(self._pages, 1)
        self.setCentralWidget(whole)
        self.toasts = ToastHost(theme, self)
        self.setMinimumSize(QSize(960, 600))
        self.resize(1360, 840)
        translate, role = QCoreApplication.translate, QAction.MenuRole
        for text, act, keys, place in (
            (QT_TRANSLATE_NOOP("Menus", "Settings…"), self.settings_asked, "Ctrl+,", role.PreferencesRole),
            (QT_TRANSLATE_NOOP("Menus", "Quit"), self.close, "Ctrl+Q", role.QuitRole),
            (QT_TRANSLATE_NOOP("Menus", "Guide"), self.guide_asked, "", role.NoRole),
            (
                QT_TRANSLATE_NOOP("Menus", "Keyboard shortcuts"),
                self._show_sheet,
                "F1",
                role.TextHeuristicRole,
            ),
            (QT_TRANSLATE_NOOP("Menus", "About Seedance"), self.about_asked, "", role.AboutRole),
        ):
            action = QAction(translate("Menus", text), self, shortcut=QKeySequence(keys), menuRole=place)
            action.setProperty("english", text)
            action.triggered.connect(act)
            self.addAction(action)

    @property
    def welcome(self) -> Welcome:
        """The first page."""
        if self.made_welcome is None:
            self.made_welcome = self._make_welcome()
            self.made_welcome.guide_requested.connect(self.guide_asked)
            self._pages.addWidget(self.made_welcome)
        return self.made_welcome

    @property
    def work(self) -> WorkPage:
        """The page for work; the menus are about what is on it."""
        from seedance_gui.ui.shell.menu_bar import Menus  # noqa: PLC0415 - not for the first page

        if self.made_work is None:
            self.made_work = self._make_work()
            self.made_work.top.settings.clicked.connect(self.settings_asked)
            self.made_work.counted.connect(self._count)
            self.made_work.columns.restoreState(QByteArray(self._columns))
            self._pages.addWidget(self.made_work)
            self.menus = Menus(self._theme, self, self.made_work)
        return self.made_work

    @property
    def shows_welcome(self) -> bool:
        """Whether the first page is shown."""
        return self.made_welcome is not None and self._pages.currentWidget() is self.made_welcome

    def say(self, message: Message) -> None:
        """Say something in passing."""
        self.toasts.show_message(self.words.text(message), "warning", milliseconds=12_000)

    def _count(self, going: int, undecided: int) -> None:
        """Say in the title, and at the icon where the system has it, what runs and what needs a look."""
        title, counts = "Seedance", []
        if going:
            counts.append(counted("tasks", QT_TRANSLATE_NOOP("tasks", "%n in progress", None, 1), going))
        if undecided:
            counts.append(
                counted("tasks", QT_TRANSLATE_NOOP("tasks", "%n not confirmed", None, 1), undecided)
            )
        title = f"{' · '.join(counts)} – {title}" if counts else title
        if title == self.windowTitle():
            return
        self.setWindowTitle(title)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.setBadgeNumber(going + undecided)

    def _show_sheet(self) -> None:
        from seedance_gui.ui.shell.shortcut_sheet import ShortcutSheet  # noqa: PLC0415 - not needed to start

        keys = {it.text(): it.shortcuts() for it in self.actions() if it.shortcuts()}
        ShortcutSheet(self._theme, self.menus.keys() if self.made_work else keys, self).open()

    def show_page(self, page: QWidget) -> None:
        """Show the first page or the page for work."""
        self._pages.setCurrentWidget(page)
        page.setFocus()

    def come_forward(self) -> None:
        """Show and raise the window, out of the dock as well."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def restore_layout(self, geometry: bytes, columns: bytes) -> None:
        """Put the window where it was, before its pages are made. What can't be read is passed over."""
        moved = self.restoreGeometry(QByteArray(geometry))
        self._columns = columns
        screen = QGuiApplication.screenAt(self.geometry().center()) if moved else None
        room = (screen or QGuiApplication.primaryScreen()).availableGeometry().marginsRemoved(_FRAME)
        least = self.minimumSize()
        if self.isMaximized() or least.width() > room.width() or least.height() > room.height():
            return
        # Whole on the screen: Create stands at the foot, and what closes the window in its frame.
        self.resize(self.size().boundedTo(room.size()))
        if moved:
            place = self.geometry()
            place.moveTo(
                min(max(place.x(), room.left()), room.right() + 1 - place.width()),
                min(max(place.y(), room.top()), room.bottom() + 1 - place.height()),
            )
            self.setGeometry(place)

    def close_at_once(self) -> None:
        """Close without a question: the system ends, or the person has been asked."""
        self._may_close = lambda: True
        self.close()

    def save_layout(self) -> tuple[bytes, bytes]:
        """Return place and columns of the window, for ``restore_layout``."""
        if self.made_work is not None:
            self._columns = bytes(self.made_work.columns.saveState().data())
        return bytes(self.saveGeometry().data()), self._columns

    def release(self) -> None:
        """Let go of the file that is played and of the threads. Call it before the window goes."""
        if self.made_work is not None:
            self.made_work.thumbnails.close()
            self.made_work.preview.release()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        # Everything goes on at the next start, so there is hardly anything to ask. The last of the work (an
        # answer that is on its way) is waited for with the window already gone.
        if self.isVisible() and not self._may_close():
            event.ignore()
            return
        event.accept()
        if self.isVisible():
            self.closing.emit()

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        super().paintEvent(event)
        self.painted.set()

    @override
    def focusNextPrevChild(self, forward: bool, /) -> bool:
        return move_focus(self, forward=forward)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if (
            event.type() is QEvent.Type.WindowStateChange
            and self.isMinimized()
            and self.made_work is not None
        ):
            self.made_work.preview.pause()


class WindowState:
    """Read off the window that goes, while its session is still there."""

    def __init__(self, window: MainWindow) -> None:
        self._old = window
        self._focus = window.focusWidget()
        if (work := window.made_work) is not None:
            self._filter, self._sort = work.tasks.bar.filter, work.tasks.bar.sort
            top = next(iter(work.tasks.view.shown_rows()), None)
            self._top = work.tasks.model.row(top).id if top is not None else ""
            self._list_shown = work.columns.is_folded and work.columns.list_shown
            self._list_opened = work.columns.is_opened
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
            window.welcome.token_form.take_over(old.made_welcome.token_form)
        if old.made_work is not None:
            window.work.form.set_draft(old.made_work.form.draft)
            window.work.form.history.take_over(old.made_work.form.history)
            window.work.form.shape.takes.set_count(old.made_work.form.shape.takes.count)
            cursor = window.work.form.prompt.textCursor()
            last = window.work.form.prompt.document().characterCount() - 1
            cursor.setPosition(min(self._cursor, last))  # mentions may be shorter in another language
            window.work.form.prompt.setTextCursor(cursor)
            window.work.columns.is_opened = self._list_opened
            window.work.tasks.bar.set_filter(self._filter)
            window.work.tasks.bar.sort_by(self._sort)

    def settle(self, window: MainWindow) -> None:
        """Scroll the list and put the keyboard where they were, in the new window that is shown already."""
        for _ in range(3):  # one size leads to another; painted before they are, the foot of the form jumps
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
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

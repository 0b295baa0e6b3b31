"""The one window's page for work: create, preview, your videos, in three columns."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QByteArray, QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QSplitter, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.form.form_pane import FormPane
from seedance_gui.ui.form.prompt.prompt_mentions import PromptMentions
from seedance_gui.ui.kit.drop_overlay import DropOverlay
from seedance_gui.ui.kit.films import Films
from seedance_gui.ui.kit.spacing import set_spacing
from seedance_gui.ui.kit.theme import by_keyboard, set_look
from seedance_gui.ui.kit.toast import Place
from seedance_gui.ui.preview.preview_pane import PreviewPane
from seedance_gui.ui.references.field.field import ReferenceField
from seedance_gui.ui.references.field.thumbnails import Thumbnails
from seedance_gui.ui.references.intake.form_target import FormDropTarget
from seedance_gui.ui.shell.reading_order import stops
from seedance_gui.ui.shell.top_bar import TopBar
from seedance_gui.ui.tasks.panel import TaskPanel

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent

    from seedance_gui.domain.draft import Field
    from seedance_gui.domain.rules import Rules
    from seedance_gui.domain.task import Task
    from seedance_gui.services.media.worker_client import MediaWorker
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.kit.translator import Words
    from seedance_gui.ui.player.player_state import PlaySettings
    from seedance_gui.ui.references.field.edits import ReferenceEdits

_FORM = (300, 480)  # at 100 % text size, and at most at any: the form stays whole in it at 200 %
_PREVIEW = (420, 480)
_LIST = (240, 360)
_USUAL = ((1384, 368, 328), (0, 336, 284))  # from so many pixels at 100 % on: form and list
_GAP = 8  # pixels at 100 % text between the columns and round them
_PLACED = frozenset({QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Move, QEvent.Type.Resize})


_AS_USUAL = b"u"  # behind a saved state: the widths are not the person's


class Columns(QSplitter):
    """Form, preview and list side by side, as wide as suits the window until the person pulls them.

    ``folded`` tells that preview and list share one place now, ``is_folded`` whether they do; ``show_list``
    chooses between them then.
    ``message_place`` is where messages cover nothing that one works with.
    """

    folded = Signal(bool)
    placed = Signal()  # a column came, went or has another size

    def __init__(
        self, theme: Theme, form: QWidget, preview: QWidget, tasks: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._form = form
        self._preview = preview
        self._list = tasks
        self.is_folded = False
        self._list_wanted = False
        self.setChildrenCollapsible(False)
        for column in (preview, tasks):
            column.installEventFilter(self)
        self.setHandleWidth(theme.px(_GAP))
        for column, stretch in ((form, 0), (preview, 1), (tasks, 0)):
            self.addWidget(column)
            self.setStretchFactor(self.count() - 1, stretch)
        form.setMinimumWidth(min(theme.px(_FORM[0]), _FORM[1]))
        preview.setMinimumWidth(min(theme.px(_PREVIEW[0]), _PREVIEW[1]))
        tasks.setMinimumWidth(min(theme.px(_LIST[0]), _LIST[1]))
        self._theme = theme
        self._pulled = False
        self.splitterMoved.connect(self._pull)
        self._text_size = theme.text_size  # with which it was made
        self._growth = 1.0
        self._fit_room()
        self._usual = (theme.px(380), theme.px(320))
        self.setSizes([self._usual[0], theme.px(640), self._usual[1]])

    @property
    def list_shown(self) -> bool:
        """Whether the list can be seen."""
        return not self.is_folded or self._list_wanted

    def show_list(self, wanted: bool) -> None:
        """Show the list, or the preview, where there is room for one of them."""
        self._list_wanted = wanted
        self._place()

    @override
    def saveState(self) -> QByteArray:
        pulled = b"" if self._pulled else _AS_USUAL
        return QByteArray(b"%b@%g%b" % (bytes(super().saveState().data()), self._text_size, pulled))

    @override
    def restoreState(self, state: QByteArray | bytes | bytearray | memoryview, /) -> bool:
        """Take widths back that were saved, if at another text size then in its relation."""
        whole = bytes(QByteArray(state).data())
        columns, _, size = whole.rpartition(b"@")
        self._pulled = bool(whole) and not whole.endswith(_AS_USUAL)
        if not self._pulled:
            return True
        with suppress(ValueError):  # saved by an older version
            self._growth = self._text_size / max(1.0, float(size))
        return super().restoreState(QByteArray(columns or whole))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._growth != 1:
            self._grow_list()
            self._growth = 1.0

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_room()
        self._lay_out()

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() in _PLACED:
            self.placed.emit()
        return False

    def message_place(self) -> Place | None:
        """Return where messages may stand: over the head of the video, else over the foot of the list.

        The form, the list's heading and what can be done with a video stay free. None: nothing is in sight.
        """
        if not self.isVisible():
            return None
        column = self._preview if self._preview.isVisible() else self._list
        corner = column.mapTo(self.window(), QPoint(0, 0))
        return Place(QRect(corner, column.size()), at_foot=column is self._list)

    def _grow_list(self) -> None:
        """Give the list room for larger text, or take it back, from what the preview can spare."""
        if self._list.isVisibleTo(self) and self._preview.isVisibleTo(self):
            form, preview, rows = self.sizes()
            if self._growth < 1:
                # Large text pushed the form out, and had no room for the list to grow.
                whole, form = form + preview + rows, min(form, self._usual[0])
                rows = max(round(rows * self._growth), self._usual[1])
                self.setSizes([form, whole - form - rows, rows])
                return
            more = min(round(rows * (self._growth - 1)), preview - self._preview.minimumWidth())
            self.setSizes([form, preview - more, rows + more])

    def _fit_room(self) -> None:
        columns = (self._form, self._preview, self._list)
        needed = sum(column.minimumWidth() for column in columns) + 2 * self.handleWidth()
        folded = self.width() < needed
        if folded != self.is_folded:
            self.is_folded = folded
            self._place()
            self.folded.emit(folded)

    def _place(self) -> None:
        self._list.setVisible(self.list_shown)
        self._preview.setVisible(not self.is_folded or not self._list_wanted)
        self._lay_out()

    def _lay_out(self) -> None:
        """Give form and list what suits the window, the preview the rest, unless the person pulled them."""
        if self._pulled:
            return
        px, whole = self._theme.px, self.width() - 2 * self.handleWidth()
        form, rows = next((px(form), px(rows)) for least, form, rows in _USUAL if self.width() >= px(least))
        least = (self._form.minimumWidth(), self._list.minimumWidth())
        room = whole - self._preview.minimumWidth()
        form = max(least[0], min(form, room - (0 if self.is_folded else least[1])))
        rows = max(least[1], min(rows, room - form))
        shared = whole - form  # by preview and list, which stand side by side or in one place
        self.setSizes([form, shared, shared] if self.is_folded else [form, shared - rows, rows])

    def _pull(self) -> None:
        self._pulled = True


class WorkPage(QWidget):
    """Lays the columns out; what happens in them is the session's work."""

    prompts_asked = Signal()
    templates_asked = Signal()
    many_asked = Signal()
    counted = Signal(int, int)  # how many videos are under way, and how many are not confirmed

    def __init__(
        self,
        theme: Theme,
        rules: Rules,
        words: Words,
        *,
        play_settings: PlaySettings,
        player_marker: Path | None = None,
        paste_folder: Path,
        poster_of: Callable[[Task], Path | None],
        media: MediaWorker,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.rules = rules
        self.words = words

        def model_name(task: Task) -> str:
            found = rules.find(task.draft.model)
            return words.text(found[1].name) if found else task.draft.model

        self.top = TopBar(theme)
        self.paste_folder = paste_folder
        self.thumbnails = Thumbnails(media, self)
        self.form = FormPane(rules, words, theme, self._make_field)
        set_look(self.form, island=True)
        self.form.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.drop_target = FormDropTarget(
            self.form, upload=rules.upload, paste_folder=paste_folder, thumbnails=self.thumbnails
        )
        self.form.form_changed.connect(self.drop_target.set_form)
        self.mentions = PromptMentions(theme, self.form.prompt, self.thumbnails)
        self.form.form_changed.connect(self.mentions.show_form)
        self.drop_target.watch_text(self.form.prompt)
        self.drop_target.given.connect(self.form.take)
        self.drop_target.words_taken.connect(self.form.links_are_taken)
        self.drop_target.refused.connect(self.form.notice)
        self.drop_target.taking_in.connect(self.form.set_taking_in)
        films = Films(media, self)
        self.preview = PreviewPane(
            theme,
            play_settings,
            player_marker=player_marker,
            thumbnails=self.thumbnails,
            media=media,
            films=films,
        )
        self.tasks = TaskPanel(theme, poster_of=poster_of, model_name=model_name, films=films)
        self.drop_sign = DropOverlay(theme, self.form, at_foot=True)
        self.drop_target.hovering.connect(self._hovered)
        for column in (self.preview, self.tasks):
            self.drop_target.take_drops_on(column)
        self.columns = Columns(theme, self.form, self.preview, self.tasks)
        self.columns.folded.connect(self._folded)
        self._folded(self.columns.is_folded)
        self.top.list.clicked.connect(self.columns.show_list)
        self.setFocusProxy(self.form.prompt)  # one can write at once
        whole = QVBoxLayout(self)
        set_spacing(theme, whole, 0, (_GAP, 0, _GAP, _GAP))
        whole.addWidget(self.top)
        whole.addWidget(self.columns, 1)

    def await_session(self) -> None:
        """Show the head alone; the session that is to come shows the columns."""
        self.top.set_practice(False)
        policy = self.columns.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.columns.setSizePolicy(policy)
        self.columns.hide()

    def show_preview(self) -> None:
        """Bring the preview into sight where it shares its place with the list."""
        self._show_list(False)

    def find_video(self) -> None:
        """Bring the keyboard to the search."""
        self._show_list(True)
        self.tasks.focus_search()

    def go_to_part(self, step: int) -> None:
        """Bring the keyboard to the next (1) of form, preview, list and top bar, or the one before (-1)."""
        parts, focus = (self.form, self.preview, self.tasks, self.top), self.window().focusWidget()
        here = next((n for n, part in enumerate(parts) if part.isAncestorOf(focus)), 0)
        for away in range(1, len(parts)):
            part = parts[(here + step * away) % len(parts)]
            if part in (self.preview, self.tasks):
                self._show_list(part is self.tasks)
            first = {self.form: self.form.prompt, self.tasks: self.tasks.view}.get(part)
            there = stops(part)
            if there:
                (first if first in there else there[0]).setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    @override
    def event(self, event: QEvent, /) -> bool:
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and cast("QKeyEvent", event).key() == Qt.Key.Key_Space
        ):
            focus = self.window().focusWidget()
            if isinstance(focus, QAbstractButton) and by_keyboard(focus):
                event.accept()  # Space presses it, and doesn't play
                return True
        return super().event(event)

    def _show_list(self, wanted: bool) -> None:
        """Show the list, or the preview, where they share one place."""
        if self.columns.is_folded:
            self.top.list.setChecked(wanted)
            self.columns.show_list(wanted)

    def _folded(self, folded: bool) -> None:
        self.top.list.setVisible(folded)
        self.top.list.setChecked(self.columns.list_shown)

    def _hovered(self, hovering: bool) -> None:
        if hovering:
            self.drop_sign.welcome(self.tr("Drop to add to the form"))
        else:
            self.drop_sign.hide()

    def _make_field(self, name: Field, edits: ReferenceEdits) -> ReferenceField:
        return ReferenceField(
            self._theme,
            self.words,
            name,
            edits=edits,
            upload=self.rules.upload,
            paste_folder=self.paste_folder,
            thumbnails=self.thumbnails,
        )

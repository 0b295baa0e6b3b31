"""The one window's page for work: create, preview, your videos, in three columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.form.form_pane import FormPane
from seedance_gui.ui.form.prompt.prompt_mentions import PromptMentions
from seedance_gui.ui.kit.drop_overlay import DropOverlay
from seedance_gui.ui.kit.films import Films
from seedance_gui.ui.kit.spacing import set_spacing
from seedance_gui.ui.kit.theme import by_keyboard, set_look
from seedance_gui.ui.preview.preview_pane import PreviewPane
from seedance_gui.ui.references.field.field import ReferenceField
from seedance_gui.ui.references.field.thumbnails import Thumbnails
from seedance_gui.ui.references.intake.form_target import FormDropTarget
from seedance_gui.ui.shell.columns import GAP, Columns
from seedance_gui.ui.shell.reading_order import stops
from seedance_gui.ui.shell.top_bar import TopBar
from seedance_gui.ui.tasks.panel import TaskPanel

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QAction, QKeyEvent

    from seedance_gui.domain.draft import Field
    from seedance_gui.domain.rules import Rules
    from seedance_gui.domain.task import Task
    from seedance_gui.services.media.worker_client import MediaWorker
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.kit.translator import Words
    from seedance_gui.ui.player.player_state import PlaySettings
    from seedance_gui.ui.references.field.edits import ReferenceEdits


class WorkPage(QWidget):
    """Lays the columns out; what happens in them is the session's work."""

    prompts_asked = Signal()
    templates_asked = Signal()
    kept_asked = Signal()  # what is kept under a name, at the foot of the prompt
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
        self.mentions = PromptMentions(theme, self.form, self.thumbnails)
        self.kept_actions: Callable[[], list[QAction]] = list  # what is kept by name, as commands
        self.mentions.foot.history.clicked.connect(self.prompts_asked)
        self.mentions.foot.kept.clicked.connect(self.kept_asked)
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
        self.columns.stripped.connect(self.tasks.set_strip)
        self.tasks.strip_head.unfold_asked.connect(self.columns.open_list)
        self.columns.folded.connect(self._folded)
        self._folded(self.columns.is_folded)
        self.top.list.clicked.connect(self.columns.show_list)
        self.setFocusProxy(self.form.prompt)  # one can write at once
        whole = QVBoxLayout(self)
        set_spacing(theme, whole, 0, (GAP, 0, GAP, GAP))
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
        if self.columns.is_strip:
            self.columns.open_list(True)
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

"""The middle of the window: the chosen video, what made it and what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal, SignalInstance
from PySide6.QtGui import QHideEvent, QImage
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.empty_state import EmptyState
from seedance_gui.ui.player.player import Player
from seedance_gui.ui.player.player_state import PlaySettings, State
from seedance_gui.ui.player.player_widget import PlayerWidget
from seedance_gui.ui.preview.preview_about import PreviewAbout
from seedance_gui.ui.preview.preview_state import PreviewState
from seedance_gui.ui.unconfirmed.card import UnconfirmedCard

if TYPE_CHECKING:
    from pathlib import Path

    from seedance_gui.ui.kit.design_tokens import Tone
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.unconfirmed.card import UnconfirmedWords

_OPEN_OUTSIDE, _SHOW_IN_FOLDER, _PLAY_HERE = "open-outside", "show-in-folder", "play-here"


@dataclass(frozen=True, slots=True)
class Preview:
    """What the pane shows of one task. All texts are plain texts, ready to read.

    `key` is the task's own; the same key again is the same video, and goes on playing. `file` is the saved
    video, an absolute path. `progress` is the service's own 0-100, or None where it gave none; `busy` says
    that it still goes on. `note` adds to the state: since when it runs, how long such videos took.
    `problem` is the reason in words, `detail` the service's own words behind it, `remedies` the keys and
    texts of buttons that help. `icon` is the state's in the list, empty for that of the tone. `unconfirmed`
    is what is known of an order that nobody confirmed.
    """

    key: str
    prompt: str = ""
    facts: tuple[str, ...] = ()
    state_text: str = ""
    tone: Tone = "neutral"
    icon: str = ""
    busy: bool = False
    progress: int | None = None
    note: str = ""
    file: Path | None = None
    problem: str | None = None
    detail: str | None = None
    fixes: tuple[tuple[str, str], ...] = ()
    thumbnail: QImage | None = None
    can_reuse: bool = True
    unconfirmed: UnconfirmedWords | None = None


class PreviewPane(QWidget):
    """Shows nothing, a task on its way or failed, or plays its video. Signals carry the task's key."""

    reuse_requested = Signal(str)
    save_as_requested = Signal(str)
    show_in_folder_requested = Signal(str)
    open_outside_requested = Signal(str)
    remedy_requested = Signal(str, str)  # the task's key and the remedy's
    frame_captured = Signal(QImage, str)  # the frame at full size; "copy", "save", "first" or "last"

    def __init__(
        self,
        theme: Theme,
        settings: PlaySettings | None = None,
        parent: QWidget | None = None,
        *,
        player_marker: Path | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._preview: Preview | None = None
        self.player = Player(settings, self, marker=player_marker)
        self.nothing = EmptyState(
            theme,
            "clapperboard",
            self.tr("Your video plays here"),
            self.tr("Describe a scene and press Create. After a few minutes you can watch it here."),
            parent=self,
        )
        self.state = PreviewState(theme, self)
        self.state.button_clicked.connect(self._button_clicked)
        self.unconfirmed = UnconfirmedCard(theme, self)
        self.unconfirmed.button_clicked.connect(self._button_clicked)
        self.video = PlayerWidget(theme, self.player, self)
        self.about = PreviewAbout(theme, self)
        self.about.reuse_clicked.connect(lambda: self._tell(self.reuse_requested))
        self.about.save_as_clicked.connect(lambda: self._tell(self.save_as_requested))
        self.about.show_in_folder_clicked.connect(lambda: self._tell(self.show_in_folder_requested))
        self.about.frame_clicked.connect(self._capture)
        self._pages = QStackedWidget(self)
        # What is to be said may be longer than a low window is high, at large text sizes above all.
        self._state_page, self._unconfirmed_page = _scrolling(self.state), _scrolling(self.unconfirmed)
        for page in (self.nothing, self._state_page, self._unconfirmed_page, self.video):
            self._pages.addWidget(page)
        self._column = column = QVBoxLayout(self)
        column.addWidget(self._pages, 1)
        column.addWidget(self.about)
        self.player.state_changed.connect(self._player_changed)
        self.player.frame_changed.connect(self._frame_came)
        theme.changed.connect(self._fit)
        self._fit()
        self.show_nothing()

    @property
    def preview(self) -> Preview | None:
        """What is shown now."""
        return self._preview

    def show_nothing(self) -> None:
        """Show that there is nothing yet, and what will be here."""
        self.release()
        self._preview = None
        self.about.hide()
        self._pages.setCurrentWidget(self.nothing)

    def show_task(self, preview: Preview, *, play: bool = False) -> None:
        """Show a task, or its newer state; `play` starts its video, which else shows its first frame."""
        before, self._preview = self._preview, preview
        self.about.set_words(preview.prompt, preview.facts)
        self.about.show()
        same = before is not None and before.key == preview.key and before.file == preview.file
        if preview.file is None:
            self.release()
            if preview.unconfirmed is not None:
                self._show_unconfirmed(
                    preview.unconfirmed, same=before is not None and before.key == preview.key
                )
            else:
                self._show_progress(preview)
        elif same and self.player.file == preview.file:
            if play:
                self.player.play()
        else:
            self.video.leave_full_screen()
            self.video.set_poster(preview.thumbnail)
            self._pages.setCurrentWidget(self.video)
            self.player.load(preview.file, play=play)
        self._update_buttons()

    def release(self) -> None:
        """Stop, and let go of the file, so that it can be moved or deleted. Call it before closing too."""
        self.video.leave_full_screen()
        self.player.release()

    @override
    def hideEvent(self, event: QHideEvent, /) -> None:
        super().hideEvent(event)
        if not event.spontaneous() and self.video.full_screen is None:
            self.player.pause()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(300, 300)

    def _show_progress(self, preview: Preview) -> None:
        message = preview.problem or preview.note
        self.state.show_state(
            preview.state_text,
            message,
            "danger" if preview.problem and preview.tone == "neutral" else preview.tone,
            busy=preview.busy,
            percent=preview.progress,
            buttons=preview.fixes,
            detail=preview.detail or "",
            picture=preview.thumbnail,
            icon=preview.icon,
        )
        self._pages.setCurrentWidget(self._state_page)

    def _show_unconfirmed(self, words: UnconfirmedWords, *, same: bool) -> None:
        self.unconfirmed.show_words(words)
        if not same:
            self._unconfirmed_page.verticalScrollBar().setValue(0)
        self._pages.setCurrentWidget(self._unconfirmed_page)

    def _show_trouble(self) -> None:
        trouble = self.player.trouble
        if trouble is None or self._preview is None:
            return
        self.video.leave_full_screen()
        there = self._preview.file is not None and self._preview.file.exists()
        outside = (_OPEN_OUTSIDE, self.tr("Open with the system's player"))
        folder = (_SHOW_IN_FOLDER, self.tr("Show in folder"))
        again = ((_PLAY_HERE, self.tr("Play it here all the same")),) if trouble.may_try else ()
        self.state.show_state(
            self.tr("It can't be played here"),
            trouble.message,
            "warning",
            buttons=((outside, folder, *again) if there else ()) + self._preview.fixes,
            detail=trouble.detail,
        )
        self._pages.setCurrentWidget(self._state_page)

    def _player_changed(self, state: State) -> None:
        if state is State.BROKEN:
            self._show_trouble()
        self._update_buttons()

    def _frame_came(self) -> None:
        if not self.about.frame.isEnabled():
            self._update_buttons()

    def _update_buttons(self) -> None:
        preview = self._preview
        if preview is None:
            return
        no_video = "" if preview.file is not None else self.tr("There is no video yet.")
        if preview.file is not None and self.player.state is State.BROKEN and not preview.file.exists():
            no_video = self.tr("The video file isn't in its place any more.")
        no_frame = "" if self.player.has_picture else self.tr("There is no frame to see.")
        # Where there is no video to come, its buttons would only take the room of what is to be read.
        to_come = preview.unconfirmed is None and preview.problem is None
        self.about.show_file_buttons(preview.file is not None or to_come)
        self.about.set_possible(
            reuse="" if preview.can_reuse else self.tr("The settings of this video are not known."),
            file=no_video,
            frame=no_video or no_frame,
        )

    def _button_clicked(self, key: str) -> None:
        own = {_OPEN_OUTSIDE: self.open_outside_requested, _SHOW_IN_FOLDER: self.show_in_folder_requested}
        if key == _PLAY_HERE:
            self._pages.setCurrentWidget(self.video)
            self.player.try_again()
        elif key in own:
            self._tell(own[key])
        elif self._preview is not None:
            self.remedy_requested.emit(self._preview.key, key)

    def _tell(self, signal: SignalInstance) -> None:
        if self._preview is not None:
            signal.emit(self._preview.key)

    def _capture(self, where: str) -> None:
        picture = self.player.picture()
        if not picture.isNull():
            self.frame_captured.emit(picture, where)

    def _fit(self) -> None:
        margin = self._theme.space(4)
        self._column.setContentsMargins(margin, margin, margin, margin)
        self._column.setSpacing(self._theme.space(3))


def _scrolling(page: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    return area

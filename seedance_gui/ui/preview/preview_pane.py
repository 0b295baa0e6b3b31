"""The middle of the window: the chosen video, what made it and what can be done with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QHideEvent, QImage, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.empty_state import EmptyState
from seedance_gui.ui.kit.spacing import set_spacing
from seedance_gui.ui.player.player_state import PlaySettings, State
from seedance_gui.ui.preview.preview_about import PreviewAbout
from seedance_gui.ui.preview.preview_state import Preview, PreviewState
from seedance_gui.ui.tasks.command_table import TABLE, Command
from seedance_gui.ui.tasks.commands import TaskCommands

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtCore import QObject

    from seedance_gui.domain.task import Task
    from seedance_gui.services.media.worker_client import MediaWorker
    from seedance_gui.ui.compare.compare_pane import ComparePane
    from seedance_gui.ui.kit.films import Films
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.player.player import Player
    from seedance_gui.ui.player.player_widget import PlayerWidget
    from seedance_gui.ui.preview.examples import ExamplesPage
    from seedance_gui.ui.references.field.thumbnails import Thumbnails
    from seedance_gui.ui.unconfirmed.card import UnconfirmedCard
    from seedance_gui.ui.unconfirmed.words import UnconfirmedWords


_SETTLED_MS = 500
"""So long a video stays before its last frame is looked for: who goes through the list asks for none."""
_LOW = 400
"""Pixels at 100 %: in a pane that is lower the video needs the room of the words below it."""


class PreviewPane(QWidget):
    """Shows nothing, a task on its way or failed, or plays its video. `commands` are for the task shown.

    The player is made when the first video is shown, or when somebody asks for it.
    """

    frame_captured = Signal(QImage, str)  # the frame at full size; "copy", "save", "first" or "last"
    player_changed = Signal(object)  # its State
    play_settings_changed = Signal(object)  # PlaySettings
    reference_asked = Signal(str, object, object)  # "open" or "use", its Field, and the Reference
    example_used = Signal(object)  # Example

    def __init__(
        self,
        theme: Theme,
        settings: PlaySettings | None = None,
        parent: QWidget | None = None,
        *,
        player_marker: Path | None = None,
        thumbnails: Thumbnails | None = None,
        media: MediaWorker | None = None,
        films: Films | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._preview: Preview | None = None
        self.commands = TaskCommands(theme, self, self._tasks)
        self._play_here = QAction(self.tr("Play it here anyway"), self)
        self._play_here.triggered.connect(self._try_again)
        self._over: ComparePane | None = None
        self._settings, self._marker, self._media, self._films = settings, player_marker, media, films
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(self._show_last)
        self._last_of: Path | None = None
        self._player: Player | None = None
        self._was = State.EMPTY  # how it stood with the player before its last change
        self._video: PlayerWidget | None = None
        self.nothing = EmptyState(
            theme,
            "clapperboard",
            self.tr("Your video plays here"),
            self.tr("Describe a scene and press Create. After a few minutes you can watch it here."),
            parent=self,
        )
        self.state = PreviewState(theme, self, thumbnails)
        self._unconfirmed: UnconfirmedCard | None = None
        self._examples: ExamplesPage | None = None
        self.about = PreviewAbout(theme, self.commands, self, thumbnails)
        self.about.made_from.asked.connect(self.reference_asked)
        self.about.frame_clicked.connect(self._capture)
        self._pages = QStackedWidget(self)
        # What is to be said may be longer than a low window is high, at large text sizes above all.
        self._state_page = _scrolling(self.state)
        for page in (self.nothing, self._state_page):
            self._pages.addWidget(page)
        remove = self.commands[Command.REMOVE]
        remove.setShortcut(TABLE[Command.REMOVE].keys)  # as in the list, but not while two are compared
        remove.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        for part in (self._pages, self.about):
            part.addAction(remove)
        self._column = column = QVBoxLayout(self)
        set_spacing(theme, column, 8, 0)
        column.addWidget(self._pages, 1)
        column.addWidget(self.about)
        self.show_nothing()

    @property
    def player(self) -> Player:
        """What plays the videos."""
        if self._player is None:
            from seedance_gui.ui.player.player import Player  # noqa: PLC0415 - not needed to start

            self._player = player = Player(self._settings, self, marker=self._marker, media=self._media)
            player.state_changed.connect(self._player_changed)
            player.frame_changed.connect(self._frame_came)
            player.settings_changed.connect(self.play_settings_changed)
        return self._player

    def make_player(self, parent: QObject) -> Player:
        """Return another player, as loud as this one, for something that is not kept."""
        from seedance_gui.ui.player.player import Player  # noqa: PLC0415 - not needed to start

        settings = replace(self.play_settings, loop=False, speed=1.0)
        return Player(settings, parent, marker=self._marker)

    @property
    def video(self) -> PlayerWidget:
        """The player on the screen."""
        if self._video is None:
            from seedance_gui.ui.player.player_widget import PlayerWidget  # noqa: PLC0415

            self._video = PlayerWidget(self._theme, self.player, self, self._films)
            self._video.films.came.connect(self._show_last)
            self._pages.addWidget(self._video)
        return self._video

    def expect_video(self) -> None:
        """Make what will show the video that is under way, all but its decoder, as long as nobody waits."""
        self.video.view.set_poster(QImage())

    @property
    def player_state(self) -> State:
        """How it stands with the player: EMPTY also where there is none yet."""
        return State.EMPTY if self._player is None else self._player.state

    @property
    def preview(self) -> Preview | None:
        """What is shown now."""
        return self._preview

    @property
    def unconfirmed(self) -> UnconfirmedCard:
        """The card of an order that nobody confirmed, made when it is first needed."""
        if self._unconfirmed is None:
            from seedance_gui.ui.unconfirmed.card import UnconfirmedCard  # noqa: PLC0415 - not needed to start

            self._unconfirmed = UnconfirmedCard(self._theme, self.commands, self)
            self._unconfirmed_page = _scrolling(self._unconfirmed)
            self._pages.addWidget(self._unconfirmed_page)
        return self._unconfirmed

    def show_nothing(self, examples: Callable[[], ExamplesPage] | None = None) -> None:
        """Show that there is nothing yet, and what will be here; or examples, made when first needed."""
        self.release()
        self._preview = None
        self._update_commands()
        self._update_frame()
        self.about.hide()
        if examples is not None and self._examples is None:
            self._examples = examples()
            self._examples.used.connect(self.example_used)
            self._pages.addWidget(self._examples)
        self._pages.setCurrentWidget((self._examples if examples else None) or self.nothing)

    def show_task(self, preview: Preview, *, play: bool = False) -> None:
        """Show a task, or its newer state; `play` starts its video, which else shows its first frame."""
        before, self._preview = self._preview, preview
        same = before is not None and before.key == preview.key and before.file == preview.file
        if preview.file is None:
            self.release()
        elif not same or self.player.file != preview.file:
            if self._video is not None:
                self._video.leave_full_screen()
            # First of all: the file is opened in threads of FFmpeg, while what stands round it is made here.
            self.player.load(preview.file, play=play)
            self.about.set_last_frame(QImage())
            self.video.view.set_poster(preview.thumbnail)
            if self.player.state is not State.BROKEN:
                self._pages.setCurrentWidget(self.video)
        elif play:
            self.player.play()
        if preview.file is None and preview.unconfirmed is not None:
            self._show_unconfirmed(preview.key, preview.unconfirmed)
        elif preview.file is None:
            self._show_state(preview, [self.commands[command] for command in preview.commands])
        self.about.show_preview(preview)
        self.about.setVisible(self._over is None)
        self._update_commands()

    def release(self) -> None:
        """Stop, and let go of the file, so that it can be moved or deleted. Call it before closing too."""
        if self._video is not None:
            self._video.leave_full_screen()
        if self._player is not None:
            self._player.release()

    def put_over(self, over: ComparePane | None) -> None:
        """Show a comparison in the place of all this, or this again."""
        if self._over is not None:
            self._column.removeWidget(self._over)
            self._over.hide()
        self._over = over
        self.pause()
        if over is not None:
            self._column.addWidget(over, 1)
            over.show()
        self._pages.setVisible(over is None)
        self.about.setVisible(over is None and self._preview is not None)

    @property
    def play_settings(self) -> PlaySettings:
        """How loud and how fast it plays."""
        return (self._settings if self._player is None else self._player.settings) or PlaySettings()

    def press(self, key: Qt.Key) -> None:
        """Do to the video that is shown what a key of the player means."""
        if self._over is not None:
            self._over.press(key)
        elif self._video is not None:
            self._video.press(key)

    def pause(self) -> None:
        """Let what plays stand still."""
        if self._player is not None:
            self._player.pause()

    @override
    def hideEvent(self, event: QHideEvent, /) -> None:
        super().hideEvent(event)
        if not event.spontaneous() and (self._video is None or self._video.full_screen is None):
            self.pause()

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.about.set_low(self.height() < self._theme.px(_LOW))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(300, 300)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent, /) -> None:
        if self._over is None and self._preview is not None:
            frames = list(self.about.frame_actions.values()) if self.about.frame.isEnabled() else []
            self.commands.show_menu(self, event.globalPos(), (), frames)

    def _show_state(self, preview: Preview, actions: Sequence[QAction]) -> None:
        self.state.show_preview(preview, actions)
        self._pages.setCurrentWidget(self._state_page)

    def _show_unconfirmed(self, key: str, words: UnconfirmedWords) -> None:
        if self.unconfirmed.show_words(key, words):
            self._unconfirmed_page.verticalScrollBar().setValue(0)
        self._pages.setCurrentWidget(self._unconfirmed_page)

    def _show_trouble(self) -> None:
        trouble, preview = self.player.trouble, self._preview
        if trouble is None or preview is None or preview.file is None:
            return
        self.video.leave_full_screen()
        commands = preview.commands
        if gone := self._file_gone():
            commands = (Command.FIND_FILE, *commands)
        else:
            commands = (Command.OPEN_OUTSIDE, Command.SHOW_IN_FOLDER, *commands)
        actions = [self.commands[command] for command in commands]
        if trouble.may_try and not gone:
            actions.insert(2, self._play_here)
        title, said = self.tr("It can't be played here"), trouble.message
        told = Preview(preview.key, state_text=title, tone="warning", note=said, detail=trouble.detail)
        self._show_state(replace(told, ratio=preview.ratio, thumbnail=preview.thumbnail), actions)

    def _player_changed(self, state: State) -> None:
        if state is State.BROKEN:
            self._show_trouble()
        if State.BROKEN in (state, self._was):
            self._update_commands()
        self._was = state
        self._update_frame()
        self.player_changed.emit(state)

    def _frame_came(self) -> None:
        self._update_frame()
        if self._last_of != self.player.file and self.player.shown.timeline.starts:
            self._last_of = self.player.file
            self._settled.start()

    def _show_last(self) -> None:
        file, timeline = self.player.file, self.player.shown.timeline
        if file is not None and file == self._last_of:
            film = self.video.films.film(file, timeline)
            self.about.set_last_frame(QImage() if film is None else film.at(1.0))

    def _update_frame(self) -> None:
        seen = self._player is not None and self._player.has_picture
        if seen != self.about.frame.isEnabled():
            self.about.set_frame_off("" if seen else self.tr("There is no frame to see."))

    def _update_commands(self) -> None:
        self.commands.refresh(file_gone=self.player_state is State.BROKEN and self._file_gone())

    def _file_gone(self) -> bool:
        file = self._preview.file if self._preview is not None else None
        return file is not None and not file.exists()

    def _tasks(self) -> list[Task]:
        task = self._preview.task if self._preview is not None else None
        return [] if task is None else [task]

    def _try_again(self) -> None:
        self._pages.setCurrentWidget(self.video)
        self.player.try_again()

    def _capture(self, where: str) -> None:
        if self._player is None:
            return
        picture = self._player.picture()
        if not picture.isNull():
            self.frame_captured.emit(picture, where)


def _scrolling(page: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    return area

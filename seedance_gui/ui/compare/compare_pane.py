"""Two videos, in step, with one set of controls; below them what differs, and which one is kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from seedance_gui.compat import override
from seedance_gui.ui.compare.compare_table import LETTERS, CompareTable
from seedance_gui.ui.compare.in_step import LeadPlayer
from seedance_gui.ui.compare.take_views import TakeView, WipeView
from seedance_gui.ui.kit.choice import ButtonShape, Choice
from seedance_gui.ui.kit.elided import ElidedLabel
from seedance_gui.ui.kit.films import Films
from seedance_gui.ui.kit.icons import set_icon
from seedance_gui.ui.kit.parts import IconButton, button, plain_tooltip
from seedance_gui.ui.kit.segmented import SegmentedControl
from seedance_gui.ui.kit.spacing import set_spacing
from seedance_gui.ui.kit.theme import set_look
from seedance_gui.ui.player.player_controls import PlayerControls
from seedance_gui.ui.player.player_keys import VIDEO_KEYS, PlayerKeys
from seedance_gui.ui.tasks.words import duration_words, length_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_gui.domain.task import Task
    from seedance_gui.services.media.worker_client import MediaWorker
    from seedance_gui.ui.compare.pair import Pair
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.player.player import Player
    from seedance_gui.ui.player.player_state import PlaySettings
    from seedance_gui.ui.references.field.thumbnails import Thumbnails

_NARROW = 680  # pixels at 100 %: in less, what can be left out is
_RAIL = 48


class _Ways(SegmentedControl):
    """A row of choices on the stage."""

    shape: ClassVar = ButtonShape(
        "segment", height=28, edges=20, least=36, shrinks=True, icons=("stage_text", "stage_text")
    )


class _Stage(QWidget):
    """The videos and their controls, in the pane or on the whole screen."""

    def __init__(self, keys: Callable[[QKeyEvent], bool], leave: Callable[[], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._keys, self._leave = keys, leave
        set_look(self, stage=True, island="stage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if not self._keys(event):
            super().keyPressEvent(event)

    @override
    def closeEvent(self, event: QCloseEvent, /) -> None:
        event.ignore()
        self._leave()


class ComparePane(QWidget):
    """``left``: the person is done; ``kept``: one of the two; ``paired``: two others, by their ids.

    ``form_asked``: the form is wanted beside it, "" or for its "prompt" or "create".
    """

    swapped = Signal()
    left = Signal()
    kept = Signal(str)
    paired = Signal(str, str)
    form_asked = Signal(str)
    reference_asked = Signal(str, object, object)
    settings_changed = Signal(object)  # PlaySettings

    def __init__(
        self,
        theme: Theme,
        pair: Pair,
        settings: PlaySettings,
        *,
        now: float,
        marker: Path | None,
        media: MediaWorker | None,
        thumbnails: Thumbnails | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self.pair, self._now, self._thumbnails = theme, pair, now, thumbnails
        self.setObjectName("compare")
        self.setAccessibleName(self.tr("Two takes, in step"))
        self.lead = LeadPlayer(settings, self, marker=marker, media=media)
        self.lead.settings_changed.connect(self.settings_changed)
        self._keys = PlayerKeys(self.lead, self.toggle_full_screen, self._change_size)
        self.stage = _Stage(self._key, self._leave_full_screen, self)
        players: tuple[Player, Player] = self.lead, self.lead.follower
        if pair.second_leads:
            players = self.lead.follower, self.lead
        first, second = (TakeView(theme, player, self.stage) for player in players)
        self.views = first, second
        for view, poster in zip(self.views, pair.posters, strict=True):
            view.set_poster(poster)
            view.clicked.connect(self.lead.toggle)
            view.double_clicked.connect(self.toggle_full_screen)
        self.controls = PlayerControls(theme, self.lead, self._keys, Films(media, self), self.stage)
        self.controls.full_screen_requested.connect(self.toggle_full_screen)
        for player in (self.lead, self.lead.follower):
            player.duration_changed.connect(self._length_known)
        self._narrow = False
        self._lay_out()
        self._arrange()
        self.set_heard(0)
        for child in self.controls.findChildren(QWidget):
            child.installEventFilter(self)
        self.setFocusProxy(first)
        # Not within a coroutine: the player loads FFmpeg.
        QTimer.singleShot(0, self, self._load)

    def press(self, key: Qt.Key) -> None:
        """Do to both videos what a key of the player means."""
        self._keys.press(key)

    def set_heard(self, which: int) -> None:
        """Let the first (0) or the second (1) be heard."""
        self.heard = which
        self.lead.sound(follower=bool(which) is not self.pair.second_leads)
        self._sound.setText(f" {LETTERS[which]}")
        name = self.tr("You hear {letter}. Press to hear the other one")
        self._sound.setAccessibleName(name.format(letter=LETTERS[which]))
        self._sound.setToolTip(plain_tooltip(self._sound.accessibleName()))

    def show_tasks(self, tasks: tuple[Task, Task]) -> None:
        """Show which of them are favourites."""
        self.pair = replace(self.pair, tasks=tasks)
        self.table.show_tasks(tasks)

    def swap(self) -> None:
        """Let the two change places; what is heard and seen of them goes on."""
        self.pair, self.views = self.pair.swapped(), self.views[::-1]
        self._arrange()
        self.set_heard(1 - self.heard)
        self.swapped.emit()

    def toggle_full_screen(self) -> None:
        """Let the videos and their controls fill the screen, or come back."""
        full = not self.stage.isWindow()
        self.stage.setWindowFlags(Qt.WindowType.Window if full else Qt.WindowType.Widget)
        set_look(self.stage, full=full)
        self.controls.show_full_screen(full=full)
        self.stage.setWindowTitle(self.accessibleName())
        if full:
            self.stage.setGeometry(self.screen().geometry())  # where no window manager would do it
            self.stage.showFullScreen()
        else:
            self.stage.show()
        self.views[0].setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if not self._key(event):
            super().keyPressEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        # As in the player: a focused button or slider would keep these for itself.
        keys = VIDEO_KEYS if watched is not self.controls.volume else frozenset()
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in keys:
            return self._keys.handle(event)
        return super().eventFilter(watched, event)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(_NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange()

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() != Qt.Key.Key_Escape:
            return self._keys.handle(event)
        if self.stage.isWindow():
            self._leave_full_screen()
        else:
            self.left.emit()
        return True

    def _leave_full_screen(self) -> None:
        """Come back, once the key or click that asked for it is done with."""
        if self.stage.isWindow():
            QTimer.singleShot(0, self, self.toggle_full_screen)

    def _load(self) -> None:
        files = [Path(task.file) for task in self.pair.tasks]
        self.lead.load_both(*(reversed(files) if self.pair.second_leads else files))

    def _length_known(self) -> None:
        duration = self.lead.follower.duration
        if 0 < duration < self.lead.duration - 40:
            self.controls.position.set_mark(duration)
            said = self.tr("{letter} ends at {time} and holds")
            letter = LETTERS[not self.pair.second_leads]
            self.controls.set_note(said.format(letter=letter, time=duration_words(duration / 1000)))

    def _change_size(self) -> None:
        actual = not self.views[0].actual
        for view in self.views:
            view.set_actual(actual)
        self.controls.show_size(actual=actual)

    # How it is laid out

    def _lay_out(self) -> None:
        theme, stage = self._theme, self.stage
        side_by_side = QWidget(stage)
        self._beside = QHBoxLayout(side_by_side)
        set_spacing(theme, self._beside, 8, 0)
        self.wipe = WipeView(theme, self.views, stage)
        self._pages = QStackedWidget(stage)
        self._pages.addWidget(side_by_side)
        self._pages.addWidget(self.wipe)
        self._sound = QToolButton(stage)
        self._sound.setObjectName("heard")
        self._sound.setAutoRaise(True)
        self._sound.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._sound.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._sound.setFixedSize(theme.px(48), theme.px(30))
        set_icon(theme, self._sound, "headphones", "stage_quiet", 16)
        self._sound.clicked.connect(lambda: self.set_heard(1 - self.heard))
        self.controls.add(self._sound)
        inside = QVBoxLayout(stage)
        set_spacing(theme, inside, 8, (8, 8, 8, 0))
        inside.addLayout(self._head())
        inside.addWidget(self._pages, 1)
        inside.addWidget(self.controls)
        self.rail = self._make_rail()
        area, both = QScrollArea(), QWidget()  # in a low window they have no room below each other
        area.setWidget(both)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        whole, self._column = QHBoxLayout(self), QVBoxLayout(both)
        set_spacing(theme, whole, 8, 0)
        set_spacing(theme, self._column, 8, 0)
        whole.addWidget(self.rail)
        whole.addWidget(area, 1)
        self._column.addWidget(stage, 1)

    def _arrange(self) -> None:
        """Put both where they belong, with what is told of them."""
        pair = self.pair
        for view, letter, task in zip(self.views, LETTERS, pair.tasks, strict=True):
            view.badge = f"{letter}  {length_words(task)}".rstrip()
            self._beside.removeWidget(view)
            self._beside.addWidget(view, 1)
        self.wipe.set_views(self.views)
        self._length_known()
        for before in self.findChildren(CompareTable):
            before.hide()
            before.deleteLater()
        self.table = CompareTable(self._theme, pair, self._thumbnails, self._now, self, narrow=self._narrow)
        self._title.setVisible(not self._narrow)
        self._swap.setText("" if self._narrow else self.tr("Swap"))
        self.table.kept.connect(self.kept)
        self.table.paired.connect(self.paired)
        self.table.reference_asked.connect(self.reference_asked)
        self._column.addWidget(self.table)

    def _head(self) -> QHBoxLayout:
        theme, stage = self._theme, self.stage
        self._title = ElidedLabel(self.tr("Two takes, in step"), stage)
        set_look(self._title, role="strong")
        choices = (
            Choice("", self.tr("Side by side"), "columns-2"),
            Choice("wipe", self.tr("Wipe"), "wipe"),
        )
        self.ways = _Ways(theme, self.tr("How they are seen"), choices, stage)
        self.ways.set_value("")
        self.ways.value_changed.connect(lambda way: self._pages.setCurrentIndex(int(bool(way))))
        self._swap = button(self.tr("Swap"), self.swap, "swap", variant="ghost")
        self._swap.setAccessibleName(self.tr("Let A and B change places"))
        self._swap.setToolTip(plain_tooltip(self._swap.accessibleName()))
        set_icon(theme, self._swap, "arrow-right-left", "stage_quiet", 15)
        close = IconButton(theme, "x", self.tr("Leave the comparison"), stage, color="stage_quiet")
        close.setToolTip(plain_tooltip(f"{close.accessibleName()}  ({self.tr('Esc')})"))
        close.clicked.connect(self.left)
        head = QHBoxLayout()
        set_spacing(theme, head, 4, (8, 0, 0, 0))
        head.addWidget(self._title, 1)
        for each in (self.ways, self._swap, close):
            head.addWidget(each)
        return head

    def _make_rail(self) -> QFrame:
        """Return what the form is folded to: the way back, to its prompt, and to Create."""
        theme, rail = self._theme, QFrame(self)
        set_look(rail, island=True)
        rail.setFixedWidth(theme.px(_RAIL))
        column = QVBoxLayout(rail)
        set_spacing(theme, column, 8, (6, 8, 6, 8))
        for icon, part, name in (
            ("panel-left-open", "", self.tr("Show the form")),
            ("pencil", "prompt", self.tr("Write the prompt")),
            ("sparkles", "create", self.tr("Go to Create")),
        ):
            if part == "create":
                column.addStretch(1)
            made = IconButton(theme, icon, name, rail, size=34)
            made.setObjectName(f"rail_{part or 'form'}")
            if part == "create":
                set_look(made, filled=True)
                made.set_icon(icon, "on_accent")
            made.clicked.connect(lambda _=False, part=part: self.form_asked.emit(part))
            column.addWidget(made)
        return rail

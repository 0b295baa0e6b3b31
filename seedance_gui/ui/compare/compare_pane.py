"""Two videos, in step, with one set of controls; below them what differs, and which one is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from seedance_gui.compat import override
from seedance_gui.ui.compare.in_step import LeadPlayer
from seedance_gui.ui.compare.take_views import TakeView, WipeView
from seedance_gui.ui.kit.films import Films
from seedance_gui.ui.kit.icons import set_icon
from seedance_gui.ui.kit.parts import IconButton, button, label, plain_tooltip
from seedance_gui.ui.kit.spacing import set_spacing
from seedance_gui.ui.kit.theme import set_look
from seedance_gui.ui.player.player_controls import PlayerControls
from seedance_gui.ui.player.player_keys import VIDEO_KEYS, PlayerKeys
from seedance_gui.ui.tasks.words import moment_of, take_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QImage

    from seedance_gui.domain.task import Task
    from seedance_gui.services.media.worker_client import MediaWorker
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.player.player import Player
    from seedance_gui.ui.player.player_state import PlaySettings

LETTERS = "AB"
_LOW = 640  # pixels at 100 %: in less the pictures need the room of what differs


@dataclass(frozen=True, slots=True)
class Pair:
    """What is compared: two of the ``among``; ``second_leads``: the second one is longer.

    ``rows``: names of what differs and what it is in both; ``same``: what is the same.
    """

    tasks: tuple[Task, Task]
    among: Sequence[Task]
    second_leads: bool
    posters: tuple[QImage | None, QImage | None]
    rows: Sequence[tuple[str, str, str]]
    same: Sequence[str]


class ComparePane(QWidget):
    """``left``: the person is done; ``kept``, ``starred``: one of the two; ``paired``: two others, by ids."""

    left = Signal()
    kept = Signal(str)
    starred = Signal(str)
    paired = Signal(str, str)
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
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self.pair, self._now = theme, pair, now
        self.setObjectName("compare")
        self.setAccessibleName(self.tr("Two videos, in step"))
        self.lead = LeadPlayer(settings, self, marker=marker, media=media)
        self.lead.settings_changed.connect(self.settings_changed)
        players: tuple[Player, Player] = self.lead, self.lead.follower
        if pair.second_leads:
            players = self.lead.follower, self.lead
        first, second = (
            TakeView(theme, player, letter, self) for player, letter in zip(players, LETTERS, strict=True)
        )
        self.views = first, second
        for view, poster in zip(self.views, pair.posters, strict=True):
            view.set_poster(poster)
            view.clicked.connect(self.lead.toggle)
        self._keys = PlayerKeys(self.lead, lambda: None, self._change_size)
        self.controls = PlayerControls(theme, self.lead, self._keys, Films(media, self), self)
        self.controls.full_screen.setFixedWidth(0)
        self.controls.full_screen.hide()
        self.lead.follower.duration_changed.connect(self._shorter_known)
        self._stars: list[IconButton] = []
        self._lay_out()
        self.set_heard(0)
        self.show_tasks(pair.tasks)
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
        for star, task in zip(self._stars, tasks, strict=True):
            star.set_icon("star", "warning" if task.favourite else "text_secondary")
            star.set_name(
                self.tr("Remove from favourites") if task.favourite else self.tr("Add to favourites")
            )

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif not self._keys.handle(event):
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
        most = self._theme.px(190 if self.height() >= self._theme.px(_LOW) else 76)
        needed = self._rows.heightForWidth(self.width() - self._theme.px(28))
        self._table.setFixedHeight(min(most, needed + self._theme.px(4)))

    def _load(self) -> None:
        files = [Path(task.file) for task in self.pair.tasks]
        self.lead.load_both(*(reversed(files) if self.pair.second_leads else files))

    def _shorter_known(self, duration: int) -> None:
        if 0 < duration < self.lead.duration - 40 or not self.lead.duration:
            self.controls.position.set_mark(duration)

    def _change_size(self) -> None:
        actual = not self.views[0].actual
        for view in self.views:
            view.set_actual(actual)
        self.controls.show_size(actual=actual)

    # How it is laid out

    def _lay_out(self) -> None:
        theme = self._theme
        stage = QWidget(self)
        set_look(stage, stage=True, island="stage")
        stage.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side_by_side = QWidget(stage)
        row = QHBoxLayout(side_by_side)
        set_spacing(theme, row, 8, 0)
        for view in self.views:
            row.addWidget(view, 1)
        self.wipe = WipeView(theme, self.views, stage)
        self._pages = QStackedWidget(stage)
        self._pages.addWidget(side_by_side)
        self._pages.addWidget(self.wipe)
        inside = QVBoxLayout(stage)
        set_spacing(theme, inside, 8, (16, 8, 8, 0))
        inside.addLayout(self._head(stage))
        inside.addWidget(self._pages, 1)
        inside.addWidget(self.controls)
        whole = QVBoxLayout(self)
        set_spacing(theme, whole, 8, 0)
        whole.addWidget(stage, 1)
        whole.addWidget(self._below())

    def _head(self, stage: QWidget) -> QHBoxLayout:
        theme = self._theme
        self._by_wipe = IconButton(
            theme, "columns-2", self.tr("Wipe between them"), stage, color="stage_quiet"
        )
        self._by_wipe.setCheckable(True)
        self._by_wipe.toggled.connect(lambda on: self._pages.setCurrentIndex(int(on)))
        self._sound = QToolButton(stage)
        self._sound.setObjectName("heard")
        self._sound.setAutoRaise(True)
        self._sound.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        set_icon(theme, self._sound, "volume-2", "stage_quiet", 16)
        self._sound.clicked.connect(lambda: self.set_heard(1 - self.heard))
        close = IconButton(theme, "x", self.tr("Leave the comparison"), stage, color="stage_quiet")
        close.setToolTip(plain_tooltip(f"{close.accessibleName()}  ({self.tr('Esc')})"))
        close.clicked.connect(self.left)
        head = QHBoxLayout()
        set_spacing(theme, head, 4)
        head.addWidget(label(self.tr("Two videos, in step"), role="title"), 1)
        for each in (self._sound, self._by_wipe, close):
            head.addWidget(each)
        return head

    def _below(self) -> QWidget:
        theme, pair = self._theme, self.pair
        card = QFrame(self)
        set_look(card, island=True)
        column = QVBoxLayout(card)
        set_spacing(theme, column, 4, 12)
        grid = QGridLayout()
        set_spacing(theme, grid, 8)
        grid.addWidget(label(self.tr("What differs"), role="title"), 0, 0)
        for at, task in enumerate(pair.tasks):
            grid.addWidget(_even(self._take(at, task)), 0, at + 1)
        column.addLayout(grid)
        self._rows = rows = QGridLayout()
        set_spacing(theme, rows, 8, (0, 4, 0, 0))
        for layout in (grid, rows):
            layout.setColumnMinimumWidth(0, theme.px(112))
            layout.setColumnStretch(1, 1)
            layout.setColumnStretch(2, 1)
        for number, (name, *values) in enumerate(pair.rows):
            told = label(name, role="caption")
            told.setAlignment(Qt.AlignmentFlag.AlignVCenter)
            rows.addWidget(told, number, 0)
            for at, value in enumerate(values):
                rows.addWidget(_even(label(value, wraps=True)), number, at + 1)
        same = self.tr("The same in both: {facts}").format(facts=" · ".join(pair.same))
        if not pair.rows:
            same = self.tr("Both were made with the same settings.")
        rows.addWidget(label(same, role="caption", wraps=True), len(pair.rows), 0, 1, 3)
        rows.setRowStretch(len(pair.rows) + 1, 1)
        inside = QWidget()
        inside.setLayout(rows)
        self._table = QScrollArea()
        self._table.setWidget(inside)
        self._table.setWidgetResizable(True)
        self._table.setFrameShape(QFrame.Shape.NoFrame)
        column.addWidget(self._table)
        return card

    def _take(self, at: int, task: Task) -> QWidget:
        """Return the head of a column: which one it is, its star, and that it is kept."""
        letter = LETTERS[at]
        which = QToolButton(self)
        which.setText(f"{letter} · {self._name(task)}")
        which.setAutoRaise(True)
        which.setAccessibleName(self.tr("Compare another one as {letter}").format(letter=letter))
        which.setToolTip(plain_tooltip(which.accessibleName()))
        which.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(which)
        for other in self.pair.among:
            if other.id not in {each.id for each in self.pair.tasks}:
                action = menu.addAction(self._name(other))
                action.triggered.connect(lambda _=False, other=other: self._pair_with(at, other))
        which.setMenu(menu)
        name: QWidget = which if not menu.isEmpty() else label(which.text())
        which.setVisible(name is which)
        star = IconButton(self._theme, "star", "", self)
        star.clicked.connect(lambda: self.starred.emit(self.pair.tasks[at].id))
        self._stars.append(star)
        keep = button(
            self.tr("Keep {letter}").format(letter=letter), lambda: self.kept.emit(task.id), f"keep_{letter}"
        )
        keep.setToolTip(plain_tooltip(self.tr("Give it a star, and remove the others")))
        head = QWidget(self)
        line = QHBoxLayout(head)
        set_spacing(self._theme, line, 4, 0)
        line.addWidget(_even(name), 1)
        keep.setMinimumWidth(keep.sizeHint().width())
        line.addWidget(star)
        line.addWidget(keep)
        return head

    def _name(self, task: Task) -> str:
        return take_words(task) or moment_of(task.created, self._now)

    def _pair_with(self, at: int, other: Task) -> None:
        ids = [task.id for task in self.pair.tasks]
        ids[at] = other.id
        self.paired.emit(*ids)


def _even(part: QWidget) -> QWidget:
    """Let a part of a column ask for no width, so that both columns are equally wide."""
    policy = part.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
    part.setSizePolicy(policy)
    return part

"""In place of the video: how far it is, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.action_button import ActionButton
from seedance_gui.ui.kit.busy import BusyBar
from seedance_gui.ui.kit.icons import set_icon
from seedance_gui.ui.kit.spacing import set_spacing
from seedance_gui.ui.kit.theme import set_look
from seedance_gui.ui.kit.unfolding import TechnicalDetail

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QAction

    from seedance_gui.domain.task import Task
    from seedance_gui.ui.kit.design_tokens import Tone
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.tasks.commands import Command
    from seedance_gui.ui.unconfirmed.words import UnconfirmedWords

_ICONS: dict[Tone, tuple[str, str]] = {
    "neutral": ("hourglass", "text_secondary"),
    "accent": ("sparkles", "accent_text"),
    "success": ("circle-check", "success"),
    "warning": ("triangle-alert", "warning"),
    "danger": ("circle-alert", "danger"),
}


@dataclass(frozen=True, slots=True)
class Preview:
    """What the pane shows of one task. All texts are plain texts, ready to read.

    `key` is the task's own; the same key again is the same video, and goes on playing. `file` is the saved
    video, an absolute path. `progress` is the service's own 0-100, or None where it gave none; `busy` says
    that it still goes on. `note` adds to the state: since when it runs, how long such videos took. `problem`
    is the reason in words, `detail` the service's own words behind it, `commands` what helps. `icon` is the
    state's in the list, empty for that of the tone. `unconfirmed` is what is known of an order that nobody
    confirmed. `task` is what all of it is about, and what the commands are for.
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
    problem: str = ""
    detail: str = ""
    commands: tuple[Command, ...] = ()
    thumbnail: QImage | None = None
    unconfirmed: UnconfirmedWords | None = None
    task: Task | None = None


class PreviewState(QWidget):
    """A card with icon, title and message, and perhaps progress, buttons and a technical detail.

    It is said anew at each poll, so nothing of it is made anew: a button stays the one of its action.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture = QImage()
        self._said = ("", "")  # the key and the detail
        self._made: dict[QAction, ActionButton] = {}
        self._shown: list[ActionButton] = []
        self.icon = QLabel(self)
        self.icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title = self._label("title")
        self.message = self._label("secondary")
        self.progress = BusyBar(theme, self.tr("Progress"), self)
        self.progress.setFixedWidth(theme.px(220))
        self.detail = TechnicalDetail(theme, self)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.setSpacing(theme.space(2))
        column = QVBoxLayout(self)
        set_spacing(theme, column, 8, (16, 12, 16, 12))
        column.addStretch(1)
        column.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.title)
        column.addWidget(self.message)
        column.addWidget(self.progress, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(self._buttons)
        column.setAlignment(self._buttons, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.detail)
        column.addStretch(1)

    def show_preview(self, preview: Preview, actions: Sequence[QAction]) -> None:
        """Say how it stands with a task, and what can be done."""
        message = preview.problem or preview.note
        name, color = _ICONS["danger" if preview.problem and preview.tone == "neutral" else preview.tone]
        set_icon(self._theme, self.icon, preview.icon or name, color, 24)
        self.title.setText(preview.state_text)
        self.message.setText(message)
        self.message.setVisible(bool(message))
        self.progress.setVisible(preview.busy)
        self.progress.set_percent(preview.progress)
        if (preview.key, preview.detail) != self._said:  # else it stays open
            self.detail.set_text(preview.detail)
        self._set_actions(actions, same=preview.key == self._said[0])
        self._said = (preview.key, preview.detail)
        self._picture = preview.thumbnail or QImage()
        self.setAccessibleName(f"{preview.state_text}. {message}")
        self.update()

    def buttons(self) -> list[ActionButton]:
        """Return the buttons that stand there now, first to last."""
        return self._shown

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(480), self._theme.px(270))

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._stack_buttons()

    @override
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        radius = self._theme.px(self._theme.tokens.radius_large)
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        outline = QPainterPath()
        outline.addRoundedRect(whole, radius, radius)
        painter.fillPath(outline, self._theme.color("surface"))
        if not self._picture.isNull():
            painter.setClipPath(outline)
            box = QRectF(self._picture.rect())
            size = box.size().scaled(whole.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
            box.setSize(size)
            box.moveCenter(whole.center())
            painter.drawImage(box, self._picture)
            veil = QColor(self._theme.color("surface"))
            veil.setAlpha(225)
            painter.fillPath(outline, veil)
            painter.setClipping(False)
        painter.setPen(self._theme.color("border"))
        painter.drawPath(outline)

    def _set_actions(self, actions: Sequence[QAction], *, same: bool) -> None:
        before = self._shown
        self._shown = [self._made.get(action) or self._make(action) for action in actions]
        for button in before:
            if button not in self._shown:
                button.hide()
            elif not same:
                button.setDown(False)  # a press that is held was meant for another video
        if before != self._shown:
            while self._buttons.takeAt(0):
                pass
            for button in self._shown:
                self._buttons.addWidget(button)
                button.show()
        self._stack_buttons()

    def _make(self, action: QAction) -> ActionButton:
        return self._made.setdefault(action, ActionButton(action, self))

    def _stack_buttons(self) -> None:
        """Put the buttons side by side, or one above the other where there is no room."""
        gap = self._theme.space(2)
        room = self.width() - 2 * self._theme.space(4)
        needed = sum(button.sizeHint().width() + gap for button in self._shown)
        directions = QBoxLayout.Direction
        self._buttons.setDirection(directions.LeftToRight if needed <= room else directions.TopToBottom)

    def _label(self, role: str) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setWordWrap(True)
        set_look(label, role=role)
        return label

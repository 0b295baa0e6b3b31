"""In place of the video: how far it is, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.domain.draft import KIND_OF_FIELD, Kind
from seedance_gui.domain.task import POLLED
from seedance_gui.ui.kit import painting
from seedance_gui.ui.kit.action_button import ActionButton
from seedance_gui.ui.kit.busy import BusyBar
from seedance_gui.ui.kit.icons import set_icon
from seedance_gui.ui.kit.in_thread import in_thread
from seedance_gui.ui.kit.parts import label
from seedance_gui.ui.kit.spacing import add_space, set_spacing
from seedance_gui.ui.kit.theme import set_look
from seedance_gui.ui.kit.unfolding import ClampedText, TechnicalDetail
from seedance_gui.ui.preview.preview_steps import Steps

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QAction

    from seedance_gui.domain.draft import Field, Reference
    from seedance_gui.domain.task import Task
    from seedance_gui.ui.kit.design_tokens import Tone
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.references.field.thumbnails import Thumbnails
    from seedance_gui.ui.tasks.command_table import Command
    from seedance_gui.ui.unconfirmed.words import UnconfirmedWords

_ICONS: dict[Tone, tuple[str, str]] = {
    "neutral": ("hourglass", "stage_text"),
    "accent": ("sparkles", "stage_text"),
    "success": ("circle-check", "stage_text"),
    "warning": ("triangle-alert", "stage_warning"),
    "danger": ("circle-alert", "stage_danger"),
}
_GROUND: Final = QColor("#17161b")
_OPEN: Final = 0.2  # of the height, without words: there the picture is seen


@dataclass(frozen=True, slots=True)
class Preview:
    """What the pane shows of one task. All texts are plain texts, ready to read.

    `key` is the task's own; the same key again is the same video, and goes on playing. `file` is the saved
    video, an absolute path. `title` is the state without its `percent`, which stands at the end of the line,
    where both are given. `progress` is the service's own 0-100, or None where it gave none; `busy` says
    that it still goes on. `note` adds to the state: since when it runs, how long such videos took. `problem`
    is the reason in words, `detail` the service's own words behind it, `commands` what helps. `icon` is the
    state's in the list, empty for that of the tone. `unconfirmed` is what is known of an order that nobody
    confirmed. `task` is what all of it is about, and what the commands are for. `ratio` is width / height as
    ordered; `done` and `left` are the steps before and after the present one, each with its time where that
    is known; `made_from` the references that went with the order.
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
    ratio: float = 16 / 9
    done: tuple[tuple[str, str], ...] = ()
    left: tuple[tuple[str, str], ...] = ()
    made_from: tuple[tuple[Field, Reference], ...] = ()
    continues: tuple[str, str] = "", ""  # our id of the task with whose last frame it begins, and its words
    title: str = ""
    percent: str = ""


class PreviewState(QWidget):
    """A canvas of the ordered shape on the dark stage: the prompt, the steps, and what can be done.

    It is said anew at each poll, so nothing of it is made anew: a button stays the one of its action. Behind
    it stands the first reference, blurred once. What needs more room than the shape has makes it larger.
    """

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, thumbnails: Thumbnails | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._thumbnails = theme, thumbnails
        self._preview: Preview | None = None
        self._picture, self._blurred_of = QImage(), 0
        self._canvas = QRect()
        self._said = ("", "")  # the key and the detail
        self._made: dict[QAction, ActionButton] = {}
        self._shown: list[ActionButton] = []
        self._body = QWidget(self)
        set_look(self._body, stage=True)
        self.prompt = ClampedText(theme, lines=3)
        self.prompt.setAccessibleName(self.tr("Prompt"))
        self.done, self.left = Steps(theme, "check", "stage_text"), Steps(theme, "circle", "stage_quiet")
        self.icon = QLabel()
        self.title, self.percent = label(role="title", wraps=True), label(role="title")
        self.message = label(wraps=True)
        self.progress = BusyBar(theme, self.tr("Progress"), stage=True)
        self.detail = TechnicalDetail(theme, color="stage_quiet")
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.setSpacing(theme.space(2))
        now = QGridLayout()
        now.setHorizontalSpacing(theme.space(3))
        now.setVerticalSpacing(theme.space(2))
        now.setColumnStretch(1, 1)
        now.addWidget(self.icon, 0, 0, Qt.AlignmentFlag.AlignTop)
        now.addWidget(self.title, 0, 1)
        now.addWidget(self.percent, 0, 2)
        for row, widget in enumerate((self.progress, self.message), start=1):
            now.addWidget(widget, row, 1, 1, 2)
        column = QVBoxLayout(self._body)
        set_spacing(theme, column, 8, 0)
        column.addWidget(self.prompt)
        column.addStretch(1)
        column.addWidget(self.done)
        column.addLayout(now)
        column.addWidget(self.left)
        add_space(theme, column, 4)
        column.addLayout(self._buttons)
        column.setAlignment(self._buttons, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.detail)
        self.closing = label(
            self.tr("Close the program if you like: nothing is lost."), "caption", wraps=True
        )
        column.addWidget(self.closing)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if thumbnails is not None:
            thumbnails.ready.connect(self._find_picture)

    def show_preview(self, preview: Preview, actions: Sequence[QAction]) -> None:
        """Say how it stands with a task, and what can be done."""
        self._preview = preview
        message = preview.problem or preview.note
        name, color = _ICONS["danger" if preview.problem and preview.tone == "neutral" else preview.tone]
        set_icon(self._theme, self.icon, preview.icon or name, color, 20)
        self.title.setText(preview.title or preview.state_text)
        self.percent.setText(preview.percent)
        self.message.setText(message)
        self.message.setVisible(bool(message))
        self.prompt.set_text(preview.prompt)
        self.prompt.setVisible(bool(preview.prompt))
        self.done.show_rows(preview.done)
        self.left.show_rows(preview.left)
        self.progress.setVisible(preview.busy)
        self.progress.set_percent(preview.progress)
        self.closing.setVisible(preview.busy and preview.task is not None and preview.task.status in POLLED)
        if (preview.key, preview.detail) != self._said:  # else it stays open
            self.detail.set_text(preview.detail)
        self._set_actions(actions, same=preview.key == self._said[0])
        self._said = (preview.key, preview.detail)
        self.setAccessibleName(f"{preview.state_text}. {message}")
        self._find_picture()
        self._place()
        self.update()

    def buttons(self) -> list[ActionButton]:
        """Return the buttons that stand there now, first to last."""
        return self._shown

    # Where it stands

    @property
    def canvas(self) -> QRect:
        """The canvas, of the ordered shape where what is said leaves it that."""
        return self._canvas

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(480), self._theme.px(270))

    @override
    def minimumSizeHint(self) -> QSize:
        least = self._body.minimumSizeHint()
        widest = max((button.sizeHint().width() for button in self._shown), default=0)
        return QSize(max(widest, min(least.width(), self._theme.px(110))) + 2 * self._theme.space(6), 0)

    @override
    def heightForWidth(self, width: int, /) -> int:
        return self._height_of_words(self._shape(width)[0].width()) + 2 * self._theme.space(6)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._place()

    @override
    def event(self, event: QEvent, /) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._place()
            self.updateGeometry()
        return super().event(event)

    def _shape(self, width: int) -> tuple[QRect, QRect]:
        """Return where the words stand, as high as the canvas leaves them, and the canvas."""
        theme = self._theme
        edge, pad = theme.space(2), theme.space(4)
        area = self.parentWidget()
        room = QRect(0, 0, width, area.height() if area is not None else self.height())
        ratio = self._preview.ratio if self._preview is not None else 16 / 9
        high = min(room.height() - 2 * edge, round((width - 2 * edge) / ratio))
        canvas = QRect(0, 0, round(high * ratio), high)
        canvas.moveCenter(room.center())
        wide = max(canvas.width() - 2 * pad, theme.px(340))
        words = QRect(0, 0, min(wide, theme.px(620), width - 2 * (edge + pad)), max(0, high - 2 * pad))
        words.moveCenter(room.center())
        return words, canvas

    def _place(self) -> None:
        words, canvas = self._shape(self.width())
        self._stack_buttons(words.width())
        words.setHeight(max(words.height(), self._height_of_words(words.width())))
        pad = self._theme.space(4)
        grown = canvas.united(words.adjusted(-pad, -pad, pad, pad))
        # As high as need be, and in the middle of what there is.
        grown.setHeight(max(canvas.height(), words.height() + 2 * pad))
        grown.moveCenter(self.rect().center())
        words.moveCenter(grown.center())
        self._body.setGeometry(words)
        if grown != self._canvas:
            self._canvas = grown
            self.update()

    def _height_of_words(self, width: int) -> int:
        layout = self._body.layout()
        assert layout is not None
        return max(layout.heightForWidth(width), layout.minimumSize().height() if width <= 0 else 0)

    # What it looks like

    def _find_picture(self, _source: str = "") -> None:
        """Have the poster or the first picture that it is made from blurred, once."""
        preview, thumbnails = self._preview, self._thumbnails
        if preview is None:
            return
        first = next((item for name, item in preview.made_from if KIND_OF_FIELD[name] is Kind.IMAGE), None)
        picture = preview.thumbnail
        if picture is None and first is not None and thumbnails is not None:
            picture = thumbnails.image(first)
        wanted = picture.cacheKey() if picture is not None else 0
        if wanted != self._blurred_of:
            self._blurred_of, self._picture = wanted, QImage()
            if picture is not None:
                sharp = picture
                in_thread(self, lambda: (wanted, painting.blurred(sharp)), self._picture_came)
            self.update()

    def _picture_came(self, made: tuple[int, QImage]) -> None:
        if made[0] == self._blurred_of:
            self._picture = made[1]
            self.update()

    @override
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        radius = theme.px(theme.tokens.radius_large)
        painter.fillPath(painting.rounded(self.rect(), radius), theme.color("stage"))
        inner = painting.rounded(self._canvas, theme.px(theme.tokens.radius))
        painter.setClipPath(inner)
        painter.fillRect(self._canvas, _GROUND)
        if not self._picture.isNull():
            painting.cover(painter, self._canvas, self._picture)
            veil = QLinearGradient(self._canvas.topLeft(), self._canvas.bottomLeft())
            for place, dark in self._darkness():
                veil.setColorAt(place, QColor(0, 0, 0, dark))
            painter.fillRect(self._canvas, veil)
        painter.setClipping(False)
        painting.outline(
            painter, self._canvas, theme.px(theme.tokens.radius), QPen(theme.color("stage_raised"), 1)
        )

    def _darkness(self) -> Sequence[tuple[float, int]]:
        """Return how dark the picture is from its top (0) to its foot (1): where words stand, enough."""
        if self._preview is None or not self._preview.done:
            return ((0, 215),)
        top, high = self._body.y() - self._canvas.y(), max(1, self._canvas.height())
        said, begins = (
            0 if self.prompt.isHidden() else self.prompt.geometry().bottom(),
            self.done.geometry().top(),
        )
        upper, lower = (
            (top + at) / high for at in (said + self._theme.space(2), begins - self._theme.space(4))
        )
        if lower - upper < _OPEN:
            return ((0, 205), (1, 215))
        return ((0, 205), (upper, 205), ((upper + lower) / 2, 70), (lower, 215))

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

    def _make(self, action: QAction) -> ActionButton:
        return self._made.setdefault(action, ActionButton(action, self))

    def _stack_buttons(self, room: int) -> None:
        """Put the buttons side by side, or one above the other where there is no room."""
        gap = self._theme.space(2)
        needed = sum(button.sizeHint().width() + gap for button in self._shown) - gap
        directions = QBoxLayout.Direction
        self._buttons.setDirection(directions.LeftToRight if needed <= room else directions.TopToBottom)

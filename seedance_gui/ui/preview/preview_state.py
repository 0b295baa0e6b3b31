"""In place of the video: how far it is, or why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.action_button import ActionButton
from seedance_gui.ui.kit.busy import BusyBar
from seedance_gui.ui.kit.icons import set_icon
from seedance_gui.ui.kit.spacing import set_spacing
from seedance_gui.ui.kit.technical_detail import TechnicalDetail
from seedance_gui.ui.kit.theme import set_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction

    from seedance_gui.ui.kit.design_tokens import Tone
    from seedance_gui.ui.kit.theme import Theme

_ICONS: dict[Tone, tuple[str, str]] = {
    "neutral": ("hourglass", "text_secondary"),
    "accent": ("sparkles", "accent_text"),
    "success": ("circle-check", "success"),
    "warning": ("triangle-alert", "warning"),
    "danger": ("circle-alert", "danger"),
}


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

    def show_state(
        self,
        key: str,
        title: str,
        message: str,
        tone: Tone,
        *,
        busy: bool = False,
        percent: int | None = None,
        actions: Sequence[QAction] = (),
        detail: str = "",
        picture: QImage | None = None,
        icon: str = "",
    ) -> None:
        """Say how it stands with the task of a key; `percent` is 0-100 or None for unknown.

        `icon` takes the place of the one that goes with the tone.
        """
        name, color = _ICONS[tone]
        set_icon(self._theme, self.icon, icon or name, color, 24)
        self.title.setText(title)
        self.message.setText(message)
        self.message.setVisible(bool(message))
        self.progress.setVisible(busy)
        self.progress.set_percent(percent)
        if (key, detail) != self._said:  # else it stays open
            self.detail.set_text(detail)
        self._set_actions(actions, same=key == self._said[0])
        self._said = (key, detail)
        self._picture = picture or QImage()
        self.setAccessibleName(f"{title}. {message}")
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

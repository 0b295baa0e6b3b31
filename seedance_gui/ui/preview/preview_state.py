"""In place of the video: how far it is, or why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.busy import BusyBar
from seedance_gui.ui.kit.icons import set_icon
from seedance_gui.ui.kit.technical_detail import TechnicalDetail
from seedance_gui.ui.kit.theme import set_look

if TYPE_CHECKING:
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
    """A card with icon, title and message, and perhaps progress, buttons and a technical detail."""

    button_clicked = Signal(str)  # the key of the button

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture = QImage()
        self.icon = QLabel(self)
        self.icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title = self._label("title")
        self.message = self._label("secondary")
        self.progress = BusyBar(theme, self.tr("Progress"), self)
        self.detail = TechnicalDetail(theme, self)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._column = column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.title)
        column.addWidget(self.message)
        column.addWidget(self.progress, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(self._buttons)
        column.setAlignment(self._buttons, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.detail)
        column.addStretch(1)
        theme.changed.connect(self._fit)
        self._fit()

    def show_state(
        self,
        title: str,
        message: str,
        tone: Tone,
        *,
        busy: bool = False,
        percent: int | None = None,
        buttons: tuple[tuple[str, str], ...] = (),
        detail: str = "",
        picture: QImage | None = None,
        icon: str = "",
    ) -> None:
        """Say how it stands; `buttons` are (key, text), `percent` is 0-100 or None for unknown.

        `icon` takes the place of the one that goes with the tone.
        """
        name, color = _ICONS[tone]
        set_icon(self._theme, self.icon, icon or name, color, 24)
        self.title.setText(title)
        self.message.setText(message)
        self.message.setVisible(bool(message))
        self.progress.setVisible(busy)
        self.progress.set_percent(percent)
        self.detail.set_text(detail)
        self._set_buttons(buttons)
        self._picture = picture or QImage()
        self.setAccessibleName(f"{title}. {message}")
        self.update()

    def buttons(self) -> list[QPushButton]:
        """Return the buttons that stand there now, first to last."""
        items = (self._buttons.itemAt(index) for index in range(self._buttons.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, QPushButton)]

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

    def _set_buttons(self, buttons: tuple[tuple[str, str], ...]) -> None:
        while (item := self._buttons.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for key, text in buttons:
            button = QPushButton(text, self)
            button.clicked.connect(lambda _checked=False, key=key: self.button_clicked.emit(key))
            self._buttons.addWidget(button)
        self._stack_buttons()

    def _stack_buttons(self) -> None:
        """Put the buttons side by side, or one above the other where there is no room."""
        gap = self._theme.space(2)
        room = self.width() - 2 * self._theme.space(4)
        needed = sum(button.sizeHint().width() + gap for button in self.buttons())
        directions = QBoxLayout.Direction
        self._buttons.setDirection(directions.LeftToRight if needed <= room else directions.TopToBottom)
        self._buttons.setSpacing(gap)

    def _label(self, role: str) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setWordWrap(True)
        set_look(label, role=role)
        return label

    def _fit(self) -> None:
        theme = self._theme
        self._column.setSpacing(theme.space(2))
        margin = theme.space(4)
        self._column.setContentsMargins(margin, theme.space(3), margin, theme.space(3))
        self.progress.setFixedWidth(theme.px(220))
        self.update()

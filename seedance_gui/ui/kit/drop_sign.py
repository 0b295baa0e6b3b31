"""What the form shows while something that it takes is dragged over the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from seedance_gui.compat import override
from seedance_gui.ui.references.field.painting import outline, rounded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.references.intake.form_target import FormDropTarget

_WRAPPED = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)


class DropSign(QWidget):
    """A thin tint over the form, through which its fields are still aimed at, and a sign in words.

    What falls on one of `also` is taken as if it had fallen on the form. The mouse goes through it all.
    """

    def __init__(
        self, theme: Theme, form: QWidget, target: FormDropTarget, *, also: Iterable[QWidget] = ()
    ) -> None:
        super().__init__(form)
        self._theme = theme
        self.text = self.tr("Drop to add to the form")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        for widget in also:
            target.take_drops_on(widget)
        target.hovering.connect(self._hovered)

    def sign_rect(self) -> QRect:
        """Return where the words stand: over Create, where no field is to be aimed at."""
        px = self._theme.px
        edge = px(12)
        metrics = QFontMetrics(self._theme.font("strong"))
        room = QRect(0, 0, self.width() - 4 * edge, self.height())
        words = metrics.boundingRect(room, _WRAPPED, self.text)
        height = words.height() + 2 * px(18)
        return QRect(edge, self.height() - px(8) - height, self.width() - 2 * edge, height)

    @override
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = theme.px(theme.tokens.radius)
        tint = QColor(theme.color("accent_text"))
        tint.setAlpha(28)
        painter.fillRect(self.rect(), tint)
        line = QPen(theme.color("accent_text"), 2)
        outline(painter, self.rect(), radius, line)
        sign = self.sign_rect()
        painter.fillPath(rounded(sign, radius), theme.color("accent_soft"))
        outline(painter, sign, radius, line)
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.color("accent_text"))
        edge = theme.px(12)
        painter.drawText(sign.adjusted(edge, 0, -edge, 0), _WRAPPED, self.text)

    def _hovered(self, hovering: bool) -> None:
        parent = self.parentWidget()
        if hovering and parent is not None:
            self.setGeometry(parent.rect())
            self.raise_()
        self.setVisible(hovering)

"""How a tile looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from seedance_gui.domain.draft import Kind, Reference
from seedance_gui.ui.kit.icons import pixmap
from seedance_gui.ui.kit.painting import chip, cover, outline, rounded
from seedance_gui.ui.references.field.describing import KIND_ICONS, ItemState, brief, display_name

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from seedance_gui.ui.kit.theme import Theme


@dataclass(frozen=True, slots=True)
class ItemView:
    """What a tile shows. `number` counts from 1; 0 shows none. An empty `problem` means: nothing is wrong."""

    reference: Reference
    kind: Kind
    number: int
    count: int
    problem: str = ""
    state: ItemState | None = None


def words_height(theme: Theme) -> int:
    """Return the height of the two lines of words below a picture."""
    return 2 * (QFontMetrics(theme.font("caption")).height() + theme.px(2))


def paint_picture(
    painter: QPainter,
    theme: Theme,
    rect: QRect,
    view: ItemView,
    image: QImage | None,
    *,
    hovered: bool = False,
) -> None:
    """Paint the picture, or the icon of its kind, with its number, its edge and how far it has come."""
    radius, gap = theme.px(theme.tokens.radius), theme.px(4)
    painter.save()
    painter.setClipPath(rounded(rect, radius))
    painter.fillRect(rect, theme.color("sunken"))
    if image is not None:
        cover(painter, rect, image)
    else:
        side = theme.px(24)
        corner = rect.center() - QPoint(side // 2 - 1, side // 2 - 1)
        painter.drawPixmap(corner, pixmap(theme, KIND_ICONS[view.kind], "text_faint", 24))
    if view.state and view.state.percent is not None:
        _paint_progress(painter, theme, rect, view.state.percent)
    painter.restore()
    edge = QPen(theme.color("border_strong" if hovered else "border"), 1)
    outline(painter, rect, radius, QPen(theme.color("danger"), 2) if view.problem else edge)
    if view.number:
        chip(painter, theme, rect.topLeft() + QPoint(gap, gap), str(view.number))
    if view.kind is Kind.VIDEO and image is not None:
        corner = rect.bottomLeft() + QPoint(gap, -gap - theme.px(18) + 1)
        chip(painter, theme, corner, "", pixmap(theme, "film", QColor("white"), 12))


def paint_words(painter: QPainter, theme: Theme, rect: QRect, view: ItemView, *, on: bool) -> None:
    """Paint the name, and below it how the reference stands."""
    painter.setFont(theme.font("caption"))
    metrics = QFontMetrics(theme.font("caption"))
    # Chinese letters stand taller than the line of the Latin font: nothing is cut off.
    flags = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip)
    line = QRect(rect.left(), rect.top(), rect.width(), words_height(theme) // 2)
    name = metrics.elidedText(display_name(view.reference), Qt.TextElideMode.ElideMiddle, line.width())
    painter.setPen(theme.color("text" if on else "text_off"))
    painter.drawText(line, flags, name)
    line.translate(0, line.height())
    text, color = _state_line(view)
    if view.problem:
        side = theme.px(12)
        top = line.top() + (metrics.height() - side) // 2
        painter.drawPixmap(line.left(), top, pixmap(theme, "circle-alert", "danger", 12))
        line.setLeft(line.left() + side + theme.px(4))
    painter.setPen(theme.color(color if on else "text_off"))
    painter.drawText(line, flags, metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width()))


def _state_line(view: ItemView) -> tuple[str, str]:
    """Return what the second line says, and the token of its colour."""
    if view.problem:
        return QCoreApplication.translate("Reference", "Problem"), "danger"
    if view.state is None:
        return brief(view.reference), "text_faint"
    colors = {"neutral": "text_secondary", "accent": "accent_text"}
    return view.state.text, colors.get(view.state.tone, view.state.tone)


def _paint_progress(painter: QPainter, theme: Theme, rect: QRect, percent: int) -> None:
    painter.fillRect(rect, QColor(10, 9, 14, 130))
    painter.setFont(theme.font("strong", tabular=True))
    painter.setPen(QColor("white"))
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), f"{percent} %")
    height = theme.px(4)
    bar = QRect(rect.left(), rect.bottom() - height + 1, rect.width(), height)
    painter.fillRect(bar, QColor(255, 255, 255, 90))
    bar.setWidth(round(rect.width() * min(100, max(0, percent)) / 100))
    painter.fillRect(bar, theme.color("accent"))

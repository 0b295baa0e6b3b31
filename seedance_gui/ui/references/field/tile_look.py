"""How tiles look, and how large they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from seedance_gui.domain.draft import Kind
from seedance_gui.ui.kit.icons import pixmap
from seedance_gui.ui.kit.painting import chip, cover, outline, rounded
from seedance_gui.ui.references.field.describing import KIND_ICONS, display_name, known_of, state_words

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.references.field.describing import ItemView

WIDTH: Final = 76
PICTURE: Final = 72
"""The least width of a tile, and the height of its picture, in pixels at 100 % text size."""
_SLOT_WIDTH: Final = 148
_SLOT_PICTURE: Final = 96


def picture_height(theme: Theme, *, slot: bool) -> int:
    """Return the height of a tile's picture in pixels; `slot`: of a frame's."""
    return theme.px(_SLOT_PICTURE if slot else PICTURE)


def tile_size(theme: Theme, *, slot: bool) -> QSize:
    """Return the size of a picture with its two lines of words below."""
    height = picture_height(theme, slot=slot) + theme.px(4) + 2 * _line_height(theme)
    return QSize(theme.px(_SLOT_WIDTH if slot else WIDTH), height)


def _line_height(theme: Theme) -> int:
    return QFontMetrics(theme.font("caption")).height() + theme.px(2)


def paint_thumbnail(
    painter: QPainter, theme: Theme, rect: QRect, radius: int, kind: Kind, image: QImage | None, icon: int
) -> None:
    """Fill a rounded rectangle with a picture, or with the icon of its kind, `icon` pixels wide at 100 %."""
    painter.save()
    painter.setClipPath(rounded(rect, radius))
    painter.fillRect(rect, theme.color("sunken"))
    if image is not None:
        cover(painter, rect, image)
    else:
        side = theme.px(icon)
        corner = rect.topLeft() + QPoint((rect.width() - side + 1) // 2, (rect.height() - side + 1) // 2)
        painter.drawPixmap(corner, pixmap(theme, KIND_ICONS[kind], "text_faint", icon))
    painter.restore()


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
    paint_thumbnail(painter, theme, rect, radius, view.kind, image, 24)
    if view.state and view.state.percent is not None:
        painter.save()
        painter.setClipPath(rounded(rect, radius))
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
    line = QRect(rect.left(), rect.top(), rect.width(), _line_height(theme))
    name = metrics.elidedText(display_name(view.reference), Qt.TextElideMode.ElideMiddle, line.width())
    painter.setPen(theme.color("text" if on else "text_off"))
    painter.drawText(line, flags, name)
    line.translate(0, line.height())
    color = "text_faint"
    if view.problem:
        color = "danger"
        side = theme.px(12)
        top = line.top() + (metrics.height() - side) // 2
        painter.drawPixmap(line.left(), top, pixmap(theme, "circle-alert", "danger", 12))
        line.setLeft(line.left() + side + theme.px(4))
    elif view.state:
        tone = view.state.tone
        color = {"neutral": "text_secondary", "accent": "accent_text"}.get(tone, tone)
    text = state_words(view) if view.problem or view.state else known_of(view.reference)[0]
    painter.setPen(theme.color(color if on else "text_off"))
    painter.drawText(line, flags, metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width()))


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

"""The still parts of a practice video: prompt, model, facts and pictures, as pieces to lay over the colours.

Everything is measured in `unit`, the picture's shorter side, so that all sizes look alike. Needs a running
QGuiApplication; may be used outside the main thread, as it only touches QImage.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPen,
    QTextLayout,
    QTextOption,
)

if TYPE_CHECKING:
    from seedance_gui.practice.render_spec import RenderSpec

# The first one that is there wins, character by character; Simplified Chinese comes before the others' forms.
FAMILIES = [
    "Inter",
    "Segoe UI",
    "SF Pro Display",
    "Helvetica Neue",
    "Noto Sans",
    "PingFang SC",
    "Microsoft YaHei UI",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "WenQuanYi Micro Hei",
    "DejaVu Sans",
]
WHITE = QColor(255, 255, 255)
SOFT = QColor(255, 255, 255, 200)
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Layer:
    """A picture with transparency and the even place, in pixels, of its upper left corner."""

    left: int
    top: int
    image: QImage


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things are in a picture of `width` x `height` pixels."""

    width: int
    height: int
    beside: bool
    header: QRectF
    prompt: QRectF
    facts: QRectF
    picture: QRectF
    footer: QRect

    @property
    def unit(self) -> int:
        """The shorter side in pixels."""
        return min(self.width, self.height)


def font(pixels: float, weight: QFont.Weight = QFont.Weight.Normal, spacing: float = 0) -> QFont:
    """Return the card's font; `spacing` is between letters, in pixels."""
    made = QFont()
    made.setFamilies(FAMILIES)
    made.setPixelSize(max(6, round(pixels)))
    made.setWeight(weight)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if spacing:
        made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
    return made


def lay_out(spec: RenderSpec, *, with_picture: bool) -> Layout:
    """Divide the picture: a wide one has its pictures beside the prompt, a high one above it."""
    width, height = spec.width, spec.height
    unit = min(width, height)
    margin = unit * 0.075
    inner = QRectF(margin, margin, width - 2 * margin, height - 2 * margin)
    header = QRectF(inner.left(), inner.top(), inner.width(), unit * 0.06)
    footer = QRect(0, even(height - margin - unit * 0.07), width, even(unit * 0.11))
    rows = 2 if width < height * 0.7 else 1
    facts = QRectF(
        inner.left(), footer.top() - unit * (0.045 + 0.07 * rows), inner.width(), unit * 0.07 * rows
    )
    room = QRectF(inner.left(), header.bottom() + unit * 0.05, inner.width(), 0)
    room.setBottom(facts.top() - unit * 0.04)
    beside = width > height * 1.2
    picture, prompt = QRectF(), QRectF(room)
    if with_picture and beside:
        picture = QRectF(room.right() - min(room.width() * 0.42, room.height() * 1.4), room.top(), 0, 0)
        picture.setBottomRight(room.bottomRight())
        prompt.setRight(picture.left() - unit * 0.07)
    elif with_picture:
        picture = QRectF(room.left(), room.top(), room.width(), room.height() * 0.56)
        prompt.setTop(picture.bottom() + unit * 0.05)
    elif beside:
        prompt.setWidth(min(prompt.width(), max(unit * 1.25, prompt.width() * 0.78)))
    return Layout(width, height, beside, header, prompt, facts, picture, footer)


def still_pieces(spec: RenderSpec, layout: Layout) -> list[Layer]:
    """Return the header, the prompt and the facts."""
    return [_header(spec, layout), _prompt(spec, layout), _facts(spec, layout)]


def blank(area: QRectF) -> tuple[Layer, QPainter]:
    """Return a transparent piece that covers `area`, and a painter in the whole picture's coordinates."""
    left, top = even(area.left() - 2), even(area.top() - 2)
    size = QSize(even(area.right() - left + 4), even(area.bottom() - top + 4))
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.translate(-left, -top)
    return Layer(left, top, image), painter


def even(length: float) -> int:
    """Return the even whole number at or below `length`, and at least 0, as the colour planes need it."""
    return max(0, int(length) // 2 * 2)


def _header(spec: RenderSpec, layout: Layout) -> Layer:
    unit, area = layout.unit, layout.header
    piece, painter = blank(area)
    label = font(unit * 0.026, QFont.Weight.DemiBold, unit * 0.0045)
    word = "练习 PRACTICE" if spec.chinese else "PRACTICE"
    text = QFontMetricsF(label).horizontalAdvance(word)
    pill = QRectF(area.left(), area.top(), text + unit * 0.085, area.height())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(255, 255, 255, 40))
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    painter.setBrush(WHITE)
    painter.drawEllipse(QPointF(pill.left() + unit * 0.032, pill.center().y()), unit * 0.0075, unit * 0.0075)
    painter.setPen(WHITE)
    painter.setFont(label)
    painter.drawText(pill.adjusted(unit * 0.055, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, word)
    model = font(unit * 0.03, QFont.Weight.Medium)
    painter.setFont(model)
    painter.setPen(SOFT)
    space = area.adjusted(pill.width() + unit * 0.03, 0, 0, 0)
    name = QFontMetricsF(model).elidedText(spec.model, Qt.TextElideMode.ElideMiddle, space.width())
    painter.drawText(space, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, name)
    painter.end()
    return piece


def _facts(spec: RenderSpec, layout: Layout) -> Layer:
    unit, area = layout.unit, layout.facts
    piece, painter = blank(area)
    label = font(unit * 0.027, QFont.Weight.Medium)
    metrics = QFontMetricsF(label)
    painter.setFont(label)
    high, gap, padding = unit * 0.055, unit * 0.016, unit * 0.022
    rows: list[list[tuple[str, float]]] = [[]]
    x = 0.0
    for fact in spec.facts:
        wide = metrics.horizontalAdvance(fact) + 2 * padding
        if rows[-1] and x + wide > area.width():
            rows.append([])
            x = 0.0
        rows[-1].append((fact, wide))
        x += wide + gap
    # Grows upwards from the line below, so that one row stands where two would end.
    y = area.bottom() - len(rows) * (high + gap) + gap
    for row in rows:
        x = area.left()
        for fact, wide in row:
            chip = QRectF(x, y, wide, high)
            painter.setPen(QPen(QColor(255, 255, 255, 90), max(1.0, unit / 720)))
            painter.setBrush(QColor(255, 255, 255, 22))
            painter.drawRoundedRect(chip, high / 2, high / 2)
            painter.setPen(QColor(255, 255, 255, 235))
            painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, fact)
            x += wide + gap
        y += high + gap
    painter.end()
    return piece


def _prompt(spec: RenderSpec, layout: Layout) -> Layer:
    unit, area = layout.unit, layout.prompt
    piece, painter = blank(area)
    text = " ".join(spec.prompt.split()) or _ELLIPSIS
    size = unit * 0.115
    while True:
        shaped, high = _shape(text, font(size, QFont.Weight.DemiBold), area.width())
        if high <= area.height() or size <= unit * 0.034:
            break
        size *= 0.92
    if high > area.height():
        text = _shortened(text, shaped, area.height())
        shaped, high = _shape(text, shaped.font(), area.width())
    top = area.top() + max(0.0, area.height() - high) * (0.5 if layout.picture.isNull() else 0.42)
    # A soft shadow keeps white letters readable on the lightest of the colours.
    for offset, shade in ((unit * 0.006, 40), (unit * 0.003, 60)):
        painter.setPen(QColor(0, 0, 0, shade))
        shaped.draw(painter, QPointF(area.left(), top + offset))
    painter.setPen(WHITE)
    shaped.draw(painter, QPointF(area.left(), top))
    painter.end()
    return piece


def _shape(text: str, shape: QFont, width: float) -> tuple[QTextLayout, float]:
    """Break `text` into lines of `width`; return them and their height in pixels."""
    shaped = QTextLayout(text, shape)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    shaped.setTextOption(option)
    leading = QFontMetricsF(shape).height() * 0.06
    lines = []
    shaped.beginLayout()
    while (line := shaped.createLine()).isValid():
        line.setLineWidth(width)
        lines.append(line)
    # One distance between all: lines with Chinese in them are higher than others.
    pitch = max((line.height() for line in lines), default=0.0) + leading
    ascent = max((line.ascent() for line in lines), default=0.0)
    for number, line in enumerate(lines):
        line.setPosition(QPointF(0, number * pitch + ascent - line.ascent()))
    shaped.endLayout()
    return shaped, len(lines) * pitch - leading


def _shortened(text: str, shaped: QTextLayout, height: float) -> str:
    """Return as much of `text` as fits into `height`, with an ellipsis."""
    end = 0
    for index in range(shaped.lineCount()):
        line = shaped.lineAt(index)
        if line.y() + line.height() > height:
            break
        end = line.textStart() + line.textLength()
    # Qt counts UTF-16 units, Python characters.
    kept = text.encode("utf-16-le")[: 2 * end].decode("utf-16-le", "ignore")
    return kept[: max(0, len(kept) - 2)].rstrip() + _ELLIPSIS

"""What lies over the backdrop of a practice video: prompt, model, facts, pictures and a progress bar.

Lengths are in units of which the video's shorter side has 1000, so that all sizes look alike. Needs a running
QGuiApplication.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen, QTextLayout, QTextOption

from seedance_gui.practice import thumbnails

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_gui.practice.render_spec import RenderSpec

# The first one that is there wins, character by character; Simplified Chinese comes before the others' forms.
_FAMILIES = ["Inter", "Segoe UI", "SF Pro Display", "Helvetica Neue", "Noto Sans", "PingFang SC"]
_FAMILIES += ["Microsoft YaHei UI", "Noto Sans CJK SC", "Noto Sans SC", "WenQuanYi Micro Hei", "DejaVu Sans"]
_At = Qt.AlignmentFlag
_WHITE, _SOFT = QColor(255, 255, 255), QColor(255, 255, 255, 200)
_DEMIBOLD, _MEDIUM = QFont.Weight.DemiBold, QFont.Weight.Medium
_MARGIN = 75


class Overlay:
    """Drawn once for a video, then painted on each frame."""

    def __init__(self, spec: RenderSpec, size: QSize, images: Sequence[QImage], last: QImage | None) -> None:
        """`images` stand beside or above the prompt; `last` takes their place in the course of the video."""
        self._seconds = spec.seconds
        self._scale = min(size.width(), size.height()) / 1000
        wide, high = size.width() / self._scale, size.height() / self._scale
        area = QRectF(_MARGIN, _MARGIN, wide - 2 * _MARGIN, high - 2 * _MARGIN)
        self._bar = QRectF(area.left(), area.bottom() - 48, area.width(), 7)
        facts = area.adjusted(0, area.height() - (255 if wide < 0.7 * high else 185), 0, -115)
        prompt = QRectF(area.left(), area.top() + 110, area.width(), facts.top() - area.top() - 150)
        room = QRectF(prompt)
        if images and wide > 1.2 * high:
            room.setLeft(prompt.right() - min(0.42 * prompt.width(), 1.4 * prompt.height()))
            prompt.setRight(room.left() - 70)
        elif images:
            room.setHeight(0.56 * prompt.height())
            prompt.setTop(room.bottom() + 50)
        elif wide > 1.2 * high:
            prompt.setWidth(min(prompt.width(), max(1250, 0.78 * prompt.width())))
        fades: list[Sequence[QImage]] = [[], images, [last]] if last else [images]
        self._layers = [QImage(size, QImage.Format.Format_ARGB32_Premultiplied) for _ in fades]
        for layer, shown in zip(self._layers, fades, strict=True):
            layer.fill(Qt.GlobalColor.transparent)
            with QPainter(layer) as painter:
                self._prepare(painter)
                thumbnails.draw(painter, room, shown)
                if layer is self._layers[0]:
                    _draw_header(painter, area, spec)
                    _draw_prompt(painter, prompt, spec.prompt or "…", 0.42 if images else 0.5)
                    _draw_facts(painter, facts, spec.facts)

    def paint(self, painter: QPainter, number: int, rate: int) -> None:
        """Paint over the frame of this number; there are `rate` a second."""
        count = self._seconds * rate
        share = min(1.0, max(0.0, (number / count - 0.4) / 0.3))
        share = share * share * (3 - 2 * share)
        for layer, opacity in zip(self._layers, (1, 1 - share**2, share), strict=False):
            painter.setOpacity(opacity)
            painter.drawImage(0, 0, layer)
        painter.setOpacity(1)
        self._prepare(painter)
        bar, half = self._bar, self._bar.height() / 2
        done = bar.adjusted(0, 0, min(0, bar.width() * ((number + 1) / count - 1)), 0)
        painter.setPen(Qt.PenStyle.NoPen)
        for line, alpha, radius in ((bar, 60, 16), (done, 255, 9.5)):
            painter.setBrush(QColor(255, 255, 255, alpha))
            painter.drawRoundedRect(line, half, half)
            painter.drawEllipse(QPointF(done.right() - half, bar.center().y()), radius, radius)
        font = _font(26, _MEDIUM)
        # Figures of one width, so that the time does not tremble.
        font.setFeature(QFont.Tag("tnum"), 1)
        below = bar.adjusted(0, 21, 0, 60)
        _write(painter, font, _WHITE, below, _At.AlignLeft, f"{_clock(number // rate)}.{number % rate:02d}")
        _write(painter, font, _SOFT, below, _At.AlignRight, _clock(self._seconds))

    def _prepare(self, painter: QPainter) -> None:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.scale(self._scale, self._scale)


def _clock(seconds: int) -> str:
    return f"{seconds // 60:02d}:{seconds % 60:02d}"


def _font(size: float, weight: QFont.Weight, spacing: float = 0) -> QFont:
    font = QFont(_FAMILIES)
    font.setPixelSize(round(size))
    font.setWeight(weight)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
    return font


def _write(painter: QPainter, font: QFont, colour: QColor, room: QRectF, at: _At, text: str) -> None:
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(room, at, text)


def _draw_header(painter: QPainter, area: QRectF, spec: RenderSpec) -> None:
    label, model = _font(26, _DEMIBOLD, 4.5), _font(30, _MEDIUM)
    word = "练习 PRACTICE" if spec.chinese else "PRACTICE"
    pill = QRectF(area.left(), area.top(), QFontMetricsF(label).horizontalAdvance(word) + 85, 60)
    room = QRectF(pill.right() + 30, area.top(), area.right() - pill.right() - 30, 60)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(255, 255, 255, 40))
    painter.drawRoundedRect(pill, 30, 30)
    painter.setBrush(_WHITE)
    painter.drawEllipse(QPointF(pill.left() + 32, pill.center().y()), 7.5, 7.5)
    _write(painter, label, _WHITE, pill.adjusted(55, 0, 0, 0), _At.AlignVCenter, word)
    name = QFontMetricsF(model).elidedText(spec.body["model"], Qt.TextElideMode.ElideMiddle, room.width())
    _write(painter, model, _SOFT, room, _At.AlignVCenter | _At.AlignRight, name)


def _draw_facts(painter: QPainter, area: QRectF, facts: Sequence[str]) -> None:
    """Draw each fact in a frame of its own; the last row stands at the bottom of `area`."""
    font = _font(27, _MEDIUM)
    chips: list[tuple[str, QRectF]] = []
    x = y = 0.0
    for fact in facts:
        width = QFontMetricsF(font).horizontalAdvance(fact) + 44
        if x and x + width > area.width():
            x, y = 0.0, y + 71
        chips.append((fact, QRectF(area.left() + x, area.bottom() - 55 + y, width, 55)))
        x += width + 16
    painter.setBrush(QColor(255, 255, 255, 22))
    for fact, chip in chips:
        chip.translate(0, -y)
        painter.setPen(QPen(QColor(255, 255, 255, 90), 1.4))
        painter.drawRoundedRect(chip, 27.5, 27.5)
        _write(painter, font, QColor(255, 255, 255, 235), chip, _At.AlignCenter, fact)


def _draw_prompt(painter: QPainter, area: QRectF, text: str, place: float) -> None:
    """Draw the prompt as large as it fits; `place` is the share of the spare height that stays above it."""
    size = 115.0
    while True:
        lines, pitch = _break_lines(text, size, area.width())
        fitting = int(area.height() / pitch + 0.05)
        if lines.lineCount() <= fitting or size <= 34:
            break
        size *= 0.92
    if lines.lineCount() > fitting:
        # Qt counts UTF-16 units, Python characters.
        end = 2 * lines.lineAt(fitting).textStart()
        kept = text.encode("utf-16-le")[:end].decode("utf-16-le", "ignore")
        lines, pitch = _break_lines(kept[:-2].rstrip() + "…", size, area.width())
    top = area.top() + max(0.0, area.height() - lines.lineCount() * pitch) * place
    # A soft shadow keeps white letters readable on the lightest of the colours.
    for offset, colour in ((6, QColor(0, 0, 0, 40)), (3, QColor(0, 0, 0, 60)), (0, _WHITE)):
        painter.setPen(colour)
        lines.draw(painter, QPointF(area.left(), top + offset))


def _break_lines(text: str, size: float, width: float) -> tuple[QTextLayout, float]:
    """Break `text` into lines of `width`; return them and the distance from one to the next."""
    font = _font(size, _DEMIBOLD)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        lines.append(line)
    # One distance between all: lines with Chinese in them are higher than others.
    ascent = max(line.ascent() for line in lines)
    pitch = max(line.height() for line in lines) + 0.06 * QFontMetricsF(font).height()
    for number, line in enumerate(lines):
        line.setPosition(QPointF(0, number * pitch + ascent - line.ascent()))
    layout.endLayout()
    return layout, pitch

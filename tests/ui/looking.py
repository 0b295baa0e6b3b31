"""What is wrong with a window as one sees it: names, the way of Tab, cut words, overlap and contrast."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from seedance_gui.ui.kit.note import Note
from seedance_gui.ui.shell.reading_order import stops

if TYPE_CHECKING:
    from collections.abc import Iterator

READABLE = 4.5
_SLACK = 2  # pixels by which neighbours may touch


def is_cut(widget: QWidget) -> bool:
    """Tell whether a widget is too narrow for its words. What elides tells the whole in its tooltip."""
    if isinstance(widget, QScrollArea):
        return widget.horizontalScrollBar().maximum() > 0
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.height() < widget.heightForWidth(widget.width()) - 2
    if not isinstance(widget, QLabel | QAbstractButton) or not widget.text() or widget.toolTip():
        return False
    return widget.width() < widget.minimumSizeHint().width() - 1 or widget.width() < (
        widget.fontMetrics().horizontalAdvance(widget.text().replace("&", "")) - 1
        if isinstance(widget, QAbstractButton)
        else 0
    )


def settle() -> None:
    """Let what changed have its place: layouts, and areas that scroll by them, ask one another."""
    for _ in range(4):
        QApplication.processEvents()


def faults(window: QWidget) -> list[str]:
    """Return what is wrong, a line each; nothing where all is well."""
    seen = [each for each in (window, *window.findChildren(QWidget)) if _in_sight(each, window)]
    parts = [each for each in seen if _is_part(each)]
    return [
        *_unnamed(window, seen),
        *(f"cut: {_name(each)}" for each in seen if is_cut(each)),
        *_outside(window, parts),
        *_overlaps(window, parts),
        *_pale(window, seen),
    ]


def _name(widget: QWidget) -> str:
    text = getattr(widget, "text", str)()
    return f"{type(widget).__name__} {widget.objectName()} {widget.accessibleName() or text!s}".strip()


def _in_sight(widget: QWidget, window: QWidget) -> bool:
    """Tell whether some of a widget can be seen: a part of a page that scrolls may be out of sight."""
    return widget.isVisible() and widget.window() is window and not _place(widget, window).isEmpty()


def _place(widget: QWidget, window: QWidget) -> QRect:
    """Return where a widget is seen in the window: what scrolls cuts it off."""
    whole = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    parent = widget.parentWidget()
    while parent is not None and widget is not window:
        area = parent.parentWidget()
        if isinstance(area, QScrollArea) and area.viewport() is parent:
            whole &= QRect(parent.mapTo(window, QPoint(0, 0)), parent.size())
        if parent is window:
            break
        parent = area
    return whole


def _is_part(widget: QWidget) -> bool:
    """Tell whether a widget is something to read or to use, and no box around others."""
    kinds = QAbstractButton | QAbstractSlider | QAbstractSpinBox | QComboBox | QLineEdit
    return isinstance(widget, kinds) or (isinstance(widget, QLabel) and bool(widget.text()))


def _unnamed(window: QWidget, seen: list[QWidget]) -> Iterator[str]:
    order = stops(window)
    if len(set(order)) != len(order):
        yield "Tab stops twice at the same control"
    for widget in order:
        interface = QAccessible.queryAccessibleInterface(widget)
        if not interface.text(QAccessible.Text.Name) and not isinstance(widget, QScrollArea):
            yield f"without a name: {_name(widget)}"
    kinds = {type(widget) for widget in order}  # arrows lead on among several of one kind
    for widget in seen:
        if (
            not isinstance(widget, QAbstractButton)
            or not widget.isEnabled()
            or widget.focusProxy() is not None
        ):
            continue
        if widget.focusPolicy() and widget not in order and type(widget) not in kinds:
            yield f"Tab doesn't lead to: {_name(widget)}"


def _outside(window: QWidget, parts: list[QWidget]) -> Iterator[str]:
    """Yield what its own box, or the window, cuts off."""
    for widget in parts:
        parent = widget.parentWidget()
        if parent is None or isinstance(parent.parentWidget(), QScrollArea):
            continue
        room = parent.rect().adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK)
        if not room.contains(widget.geometry()):
            yield f"beyond its box: {_name(widget)} {widget.geometry()} in {parent.rect()}"
        elif not window.rect().contains(_place(widget, window)):
            yield f"beyond the window: {_name(widget)} {_place(widget, window)}"


def _overlaps(window: QWidget, parts: list[QWidget]) -> Iterator[str]:
    places = [(each, _place(each, window), _layer(each, window)) for each in parts]
    for (one, here, layer), (other, there, its) in combinations(places, 2):
        common = here & there
        if isinstance(one.parentWidget(), Note) and one.parentWidget() is other.parentWidget():
            continue  # a link stands behind the last of the words
        if layer is not its or common.width() <= _SLACK or common.height() <= _SLACK:
            continue
        if not one.isAncestorOf(other) and not other.isAncestorOf(one):
            yield f"one over the other: {_name(one)} / {_name(other)}"


def _layer(widget: QWidget, window: QWidget) -> QWidget:
    """Return the child of the window that a widget belongs to: messages and the palette lie over the rest."""
    while (parent := widget.parentWidget()) is not None and parent is not window:
        widget = parent
    return widget


def _pale(window: QWidget, seen: list[QWidget]) -> Iterator[str]:
    picture = window.grab().toImage()
    scale = picture.devicePixelRatio()
    for widget in seen:
        if not isinstance(widget, QLabel | QAbstractButton) or not widget.isEnabled():
            continue
        place = _place(widget, window)
        above = window.childAt(place.center())
        if not widget.text() or above is None or _layer(above, window) is not _layer(widget, window):
            continue
        ground = _ground(picture, place, scale)
        ink = widget.palette().color(widget.foregroundRole())
        if contrast(ink, ground) < READABLE and not _painted(widget):
            yield f"hard to read: {_name(widget)} {ink.name()} on {ground.name()}"


def _painted(widget: QWidget) -> bool:
    """Tell whether a widget of ours paints itself, with colours that are not its palette's."""
    return isinstance(widget, QAbstractButton) and "paintEvent" in vars(type(widget))


def _ground(picture: QImage, place: QRect, scale: float) -> QColor:
    """Return the colour that is most of a place."""
    across = [place.left() + place.width() * n // 12 for n in range(12)]
    down = [place.top() + place.height() * n // 8 for n in range(8)]
    colors = Counter(
        picture.pixel(round(x * scale), round(y * scale))
        for x in across
        for y in down
        if picture.valid(round(x * scale), round(y * scale))
    )
    return QColor(colors.most_common(1)[0][0])


def contrast(one: QColor, other: QColor) -> float:
    """Return how far two colours are apart, from 1 to 21, as WCAG counts it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: QColor) -> float:
    def linear(share: float) -> float:
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF())

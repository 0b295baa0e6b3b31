"""What an example of the empty stage looks like."""

from __future__ import annotations

from itertools import starmap
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from seedance_gui.compat import override
from seedance_gui.services.platform import resources
from seedance_gui.ui.kit.icons import pixmap
from seedance_gui.ui.kit.in_thread import in_thread
from seedance_gui.ui.kit.painting import cover, draw_icon, outline, rounded

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from seedance_gui.domain.examples import Example
    from seedance_gui.ui.kit.theme import Theme

_LEAST: Final = 90  # pixels at 100 % text that stay of a picture's height
_THUMB: Final = 46


class ExampleArt(QWidget):
    """What an example looks like: its picture with its references on it, or the first and the last frame."""

    def __init__(self, theme: Theme, example: Example, decoded: QSize) -> None:
        super().__init__()
        self._theme = theme
        self._beside = False
        self._pictures: list[QImage] = []
        self._thumbs: list[QImage] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(theme.px(_LEAST), theme.px(_LEAST))
        small = QSize(_THUMB, _THUMB) * theme.text_size * self.devicePixelRatioF()
        wanted = [(name, decoded) for name in example.pictures] + [(name, small) for name in example.images]
        count = len(example.pictures)

        def show(images: list[QImage]) -> None:
            self._pictures, self._thumbs = images[:count], images[count:]
            self.update()

        in_thread(self, lambda: list(starmap(_decode, wanted)), show)

    @property
    def has_pictures(self) -> bool:
        """Whether they have been read."""
        return bool(self._pictures)

    def set_beside(self, beside: bool) -> None:
        """Say whether the text is beside the picture; else it is below."""
        self._beside = beside
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSize()

    @override
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        theme, place = self._theme, self.rect()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        radius = theme.px(theme.tokens.radius_large) - 1
        # Round only where the card is: the shape goes on beyond the edge at which the text begins.
        shape = place.adjusted(0, 0, radius if self._beside else 0, 0 if self._beside else radius)
        painter.setClipPath(rounded(shape, radius))
        painter.fillRect(place, theme.color("sunken"))
        width = place.width() // max(1, len(self._pictures))
        for number, picture in enumerate(self._pictures):
            left = number * width
            cover(painter, QRect(left, 0, place.width() - left if left else width, place.height()), picture)
        if len(self._pictures) > 1:
            self._draw_change(painter, width)
        side, gap = theme.px(_THUMB), theme.px(8)
        for number, thumb in enumerate(self._thumbs):
            spot = QRect(gap + number * (side + gap // 2), place.height() - side - gap, side, side)
            painter.save()
            painter.setClipPath(rounded(spot, theme.px(6)))
            cover(painter, spot, thumb)
            painter.restore()
            outline(painter, spot, theme.px(6), QPen(QColor("white"), 2))

    def _draw_change(self, painter: QPainter, x: int) -> None:
        """Draw that the left picture becomes the right one."""
        painter.fillRect(QRect(x - 1, 0, 2, self.height()), QColor("white"))
        disc = QRect(0, 0, self._theme.px(30), self._theme.px(30))
        disc.moveCenter(QRect(x - 1, 0, 2, self.height()).center())
        painter.fillPath(rounded(disc, disc.width() / 2), QColor("white"))
        draw_icon(painter, disc, pixmap(self._theme, "arrow-right", QColor("#1a1820"), 16))


def _decode(name: str, room: QSize) -> QImage:
    """Read a picture of the examples as small as it is shown. To be called in a thread."""
    reader = QImageReader(str(resources.path("examples", name)))
    size = reader.size()
    if size.isValid():
        mode = Qt.AspectRatioMode.KeepAspectRatioByExpanding
        reader.setScaledSize(size.scaled(room, mode).boundedTo(size))
    return reader.read()

"""The references that made a video, as small pictures that can be opened and used again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from seedance_gui.domain.draft import KIND_OF_FIELD, Field, Reference
from seedance_gui.ui.kit import painting
from seedance_gui.ui.kit.icons import set_icon
from seedance_gui.ui.kit.parts import label, plain_tooltip
from seedance_gui.ui.kit.spacing import set_spacing
from seedance_gui.ui.references.field.describing import KIND_ICONS, display_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.references.field.thumbnails import Thumbnails

    Items = Sequence[tuple[Field, Reference]]

_SIDE = 44


class MadeFrom(QWidget):
    """``asked`` carries "open" or "use", the field, and the reference. Those without room share a menu.

    ``side``: of a picture, in pixels at 100 %; ``named``: says what they are.
    """

    asked = Signal(str, object, object)

    def __init__(
        self,
        theme: Theme,
        thumbnails: Thumbnails | None,
        parent: QWidget,
        *,
        side: int = _SIDE,
        named: bool = True,
    ) -> None:
        super().__init__(parent)
        self._theme, self._thumbnails, self._side = theme, thumbnails, theme.px(side)
        self._items: Items = ()
        self._most = 0
        self._menu: QMenu | None = None
        self.buttons: list[QToolButton] = []
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.space(1))
        column = QVBoxLayout(self)
        set_spacing(theme, column, 4, 0)
        column.addLayout(self._row)
        if named:
            column.addWidget(label(self.tr("Made from"), "faint"))
            column.addStretch(1)
        else:
            self._row.addStretch(1)
        if thumbnails is not None:
            thumbnails.ready.connect(self._came)
        self.hide()

    def show_items(self, items: Items, room: int) -> None:
        """Show references in at most so many pixels."""
        most = max(1, room // (self._side + self._theme.space(1)))
        if (items, most) == (self._items, self._most):
            return  # said anew at each question to the service
        self._items, self._most = items, most
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        shown = items if len(items) <= most else items[: most - 1]
        self.buttons = []
        for field, item in shown:
            self._picture(self._button(display_name(item), [(field, item)]), field, item)
        if rest := items[len(shown) :]:
            more = self._button(self.tr("%n more references", None, len(rest)), rest)
            more.setText(f"+{len(rest)}")

    def menu(self) -> QMenu:
        """Return a menu of them all, for where they have no room."""
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = QMenu(self.tr("Made from"), self)
        self._fill(self._menu, self._items)
        return self._menu

    def _button(self, name: str, items: Items) -> QToolButton:
        button = QToolButton(self)
        button.setFixedSize(self._side, self._side)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setAccessibleName(name)
        button.setToolTip(plain_tooltip(name))
        menu = QMenu(button)
        self._fill(menu, items)
        button.setMenu(menu)
        self._row.insertWidget(len(self.buttons), button)
        self.buttons.append(button)
        return button

    def _fill(self, menu: QMenu, items: Items) -> None:
        for field, item in items:
            into = menu if len(items) == 1 else menu.addMenu(display_name(item).replace("&", "&&"))
            for what, icon, text in (
                ("open", "external-link", self.tr("Open")),
                ("use", "plus", self.tr("Use in the form")),
            ):
                action = into.addAction(text)
                set_icon(self._theme, action, icon, "text_secondary")
                action.triggered.connect(
                    lambda _=False, what=what, field=field, item=item: self.asked.emit(what, field, item)
                )

    def _picture(self, button: QToolButton, field: Field, item: Reference) -> None:
        image = self._thumbnails.image(item) if self._thumbnails is not None else None
        if image is None:
            set_icon(self._theme, button, KIND_ICONS[KIND_OF_FIELD[field]], "text_secondary", 18)
            return
        edge, ratio = self._theme.px(3), self.devicePixelRatioF()
        size = QSize(self._side - 2 * edge, self._side - 2 * edge)
        pixmap = QPixmap(size * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painting.draw_thumbnail(painter, self._theme, QRect(QPoint(0, 0), size), image, "")
        painter.end()
        button.setIcon(QIcon(pixmap))
        button.setIconSize(size)

    def _came(self, source: str) -> None:
        for button, (field, item) in zip(self.buttons, self._items, strict=False):
            if source == (item.file or item.link) and button.text() == "":
                self._picture(button, field, item)

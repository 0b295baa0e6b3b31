"""The asset library as a dialog: what is known of it, a search, and a place to type an id."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from seedance_gui.compat import override
from seedance_gui.domain.links import ASSET
from seedance_gui.services.uploads.asset_store import AssetState, Library
from seedance_gui.ui.kit.empty_state import EmptyState
from seedance_gui.ui.kit.theme import set_look
from seedance_gui.ui.references.assets.asset_rows import AssetDelegate, AssetRows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_gui.services.uploads.asset_store import KnownAsset
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.references.field.thumbnails import Thumbnails

_ID: Final = re.compile(r"[^\s\x00-\x20\x7f<>\"'`]{1,200}")


class AssetPicker(QDialog):
    """Lists assets of one library and kind. It deletes itself when it closes."""

    chosen = Signal(list)  # of links (asset://…)
    forget_requested = Signal(str)  # an id

    def __init__(
        self, theme: Theme, library: Library, thumbnails: Thumbnails, parent: QWidget, *, several: bool
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("asset-picker")
        sp = library is Library.SP
        self.setWindowTitle(self.tr("Asset library") if sp else self.tr("Reviewed material"))
        self.rows = AssetRows(self)
        self._about = self._label(self._about_words(sp=sp), "secondary")
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search by name or id"))
        self.search.setAccessibleName(self.tr("Search by name or id"))
        self.search.setClearButtonEnabled(True)
        self.list = self._make_list(theme, thumbnails, several=several)
        self._nothing = EmptyState(theme, "bookmark", "", "")
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._nothing)
        self._typed_label = self._label(self.tr("Or type an id:"), "secondary")
        self.typed = QLineEdit(self)
        self.typed.setPlaceholderText("asset://")
        self.typed.setAccessibleName(self.tr("Asset id"))
        self._typed_label.setBuddy(self.typed)
        self.problem = self._label("", "danger")
        self.problem.hide()
        self.accept_button = QPushButton(self.tr("Use"), self)
        set_look(self.accept_button, variant="primary")
        self.accept_button.setDefault(True)
        self._cancel = QPushButton(self.tr("Cancel"), self)
        self._lay_out(theme)
        self.search.textChanged.connect(self._searched)
        self.typed.textChanged.connect(self._look)
        self.list.selectionModel().selectionChanged.connect(self._look)
        self.list.doubleClicked.connect(lambda _: self._give())
        self.accept_button.clicked.connect(self._give)
        self._cancel.clicked.connect(self.reject)
        self.list.installEventFilter(self)
        self.search.installEventFilter(self)
        self.search.setFocus()
        self.set_assets(())

    def set_assets(self, assets: Sequence[KnownAsset]) -> None:
        """List these; what is chosen stays chosen."""
        chosen = {asset.id for asset in self._selected()}
        self.rows.set_assets(assets)
        selection = self.list.selectionModel()
        for row in range(self.rows.rowCount()):
            if self.rows.asset(row).id in chosen:
                selection.select(self.rows.index(row), selection.SelectionFlag.Select)
        self._show_page()
        self._look()

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = Qt.Key(event.key())
        if watched is self.search and key == Qt.Key.Key_Down and self.rows.rowCount():
            self.list.setFocus()
            self.list.setCurrentIndex(self.rows.index(0))
        elif watched is self.list and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._give()
        elif watched is self.list and key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._forget()
        else:
            return False
        return True

    def _make_list(self, theme: Theme, thumbnails: Thumbnails, *, several: bool) -> QListView:
        made = QListView(self)
        made.setObjectName("assets")
        made.setAccessibleName(self.windowTitle())
        made.setModel(self.rows)
        made.setItemDelegate(AssetDelegate(theme, self.rows, thumbnails, made))
        made.setFrameShape(QFrame.Shape.NoFrame)
        made.setMouseTracking(True)
        made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        mode = QAbstractItemView.SelectionMode
        made.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        thumbnails.ready.connect(made.viewport().update)
        forget = QAction(self.tr("Remove from this list"), made)
        forget.triggered.connect(self._forget)
        made.addAction(forget)
        made.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        return made

    def _about_words(self, *, sp: bool) -> str:
        if sp:
            return self.tr(
                "Saved once, used as often as you like. To save something here, open the menu of a "
                "reference: Save to the asset library."
            )
        return self.tr(
            "This model takes reviewed material only. Have it reviewed in the service's console; "
            "it then has an id that begins with asset://."
        )

    def _searched(self, text: str) -> None:
        self.rows.set_search(text)
        self._show_page()
        self._look()

    def _show_page(self) -> None:
        if self.rows.rowCount():
            self._pages.setCurrentWidget(self.list)
            return
        if self.search.text():
            self._nothing.set("search", self.tr("Nothing found"), "")
        else:
            self._nothing.set(
                "bookmark", self.tr("Nothing here yet"), self.tr("Ids that you use are kept here.")
            )
        self._pages.setCurrentWidget(self._nothing)

    def _selected(self) -> list[KnownAsset]:
        rows: list[QModelIndex] = self.list.selectionModel().selectedIndexes()
        return [self.rows.asset(index.row()) for index in sorted(rows, key=QModelIndex.row)]

    def _usable(self) -> list[KnownAsset]:
        return [asset for asset in self._selected() if not why_not(asset)]

    def _look(self) -> None:
        typed = self.typed.text().strip()
        self.accept_button.setEnabled(bool(typed or self._usable()))
        waiting = [a for a in self._selected() if a not in self._usable()]
        self._say(why_not(waiting[0]) if waiting and not typed else "")

    def _say(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        self.accept_button.setAccessibleDescription(text)

    def _give(self) -> None:
        typed = self.typed.text().strip()
        if typed:
            asset_id = typed.removeprefix(ASSET)
            if "://" in asset_id or not _ID.fullmatch(asset_id):
                self._say(self.tr("This is not an asset's id. Ids look like asset://abc123."))
                self.typed.setFocus()
                return
            links = [ASSET + asset_id]
        else:
            links = [asset.link for asset in self._usable()]
        if links:
            self.chosen.emit(links)
            self.accept()

    def _forget(self) -> None:
        for asset in self._selected():
            self.forget_requested.emit(asset.id)

    def _label(self, text: str, role: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        set_look(label, role=role)
        return label

    def _lay_out(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(5), theme.space(5), theme.space(5), theme.space(4))
        column.setSpacing(theme.space(3))
        for part in (self._about, self.search):
            column.addWidget(part)
        column.addWidget(self._pages, 1)
        line = QHBoxLayout()
        line.setSpacing(theme.space(2))
        self._typed_label.setWordWrap(False)
        line.addWidget(self._typed_label)
        line.addWidget(self.typed, 1)
        column.addLayout(line)
        column.addWidget(self.problem)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.space(2))
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self.accept_button)
        column.addLayout(buttons)
        self.resize(theme.px(500), theme.px(540))
        self.setMinimumSize(theme.px(360), theme.px(360))


def why_not(asset: KnownAsset) -> str:
    """Return why an asset can't be used now; an empty text where nothing is known against it."""
    if asset.state is AssetState.FAILED:
        return QCoreApplication.translate("AssetPicker", "The service did not accept this one.")
    if asset.state is AssetState.PROCESSING:
        return QCoreApplication.translate(
            "AssetPicker",
            "The service is still checking this one. It can be used as soon as it is ready.",
        )
    return ""

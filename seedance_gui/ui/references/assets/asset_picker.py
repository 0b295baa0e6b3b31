"""The asset library as a dialog: what is known of it, a search, and a place to type an id."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from seedance_gui.compat import override
from seedance_gui.domain.draft import Kind, Reference
from seedance_gui.domain.links import ASSET
from seedance_gui.services.uploads.asset_store import AssetState, KnownAsset, Library
from seedance_gui.ui.kit.empty_state import EmptyState
from seedance_gui.ui.kit.parts import answers, button, label
from seedance_gui.ui.kit.spacing import set_spacing
from seedance_gui.ui.kit.two_lines import ITEM, Index, ItemRows, Part, TwoLineDelegate, TwoLines
from seedance_gui.ui.references.field.describing import KIND_ICONS, visible, why_not

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.references.field.thumbnails import Thumbnails

_ID: Final = re.compile(r"[^\s\x00-\x20\x7f<>\"'`]{1,200}")


_COLORS: Final = {
    AssetState.ACTIVE: "success",
    AssetState.PROCESSING: "warning",
    AssetState.FAILED: "danger",
    AssetState.UNKNOWN: "text_secondary",
}


class AssetRows(ItemRows[KnownAsset]):
    """The assets that fit what is searched for."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._all: tuple[KnownAsset, ...] = ()
        self._search = ""

    def set_assets(self, assets: Sequence[KnownAsset]) -> None:
        """List these."""
        self._all = tuple(assets)
        self.set_search(self._search)

    def set_search(self, text: str) -> None:
        """Show only those with these words in name or id."""
        self._search = text
        wanted = text.casefold().split()
        self.list(a for a in self._all if all(word in f"{a.name} {a.id}".casefold() for word in wanted))

    def state_words(self, asset: KnownAsset) -> str:
        """Return how an asset stands, in words."""
        return {
            AssetState.ACTIVE: self.tr("Ready"),
            AssetState.PROCESSING: self.tr("Being checked"),
            AssetState.FAILED: self.tr("Not accepted"),
            AssetState.UNKNOWN: "",
        }[asset.state]

    def kind_words(self, asset: KnownAsset) -> str:
        """Return what an asset is, and its id where the name is another."""
        kind = {
            Kind.IMAGE: self.tr("Picture"),
            Kind.VIDEO: self.tr("Video"),
            Kind.AUDIO: self.tr("Sound clip"),
        }[asset.kind]
        return kind if asset.name == asset.id else f"{kind} · {visible(asset.id)}"

    @override
    def words(self, item: KnownAsset) -> tuple[str, str]:
        words = (visible(item.name), self.kind_words(item), self.state_words(item))
        return words[0], ", ".join(filter(None, words))


class AssetDelegate(TwoLineDelegate):
    """An asset beside its picture, its state at the right."""

    height, picture, icon = 56, 44, 20

    def __init__(self, theme: Theme, rows: AssetRows, thumbnails: Thumbnails, parent: QObject) -> None:
        super().__init__(theme, parent)
        self._rows = rows
        self._thumbnails = thumbnails

    @override
    def row(self, index: Index) -> TwoLines:
        asset: KnownAsset = index.data(ITEM)
        usable = asset.state is not AssetState.FAILED
        return TwoLines(
            Part(visible(asset.name), "body", "text" if usable else "text_secondary"),
            Part(self._rows.kind_words(asset)),
            Part(self._rows.state_words(asset), color=_COLORS[asset.state]),
            self._thumbnails.image(Reference(file=asset.thumbnail)) if asset.thumbnail else None,
            KIND_ICONS[asset.kind],
        )


class AssetPicker(QDialog):
    """Lists assets of one library and kind. It deletes itself when it closes."""

    chosen = Signal(list)  # of links (asset://…)
    forget_requested = Signal(str)  # an id

    def __init__(
        self, theme: Theme, library: Library, thumbnails: Thumbnails, parent: QWidget, *, several: bool
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("asset-picker")
        self.setWindowTitle(self.tr("Reviewed material"))
        about = self.tr(
            "This model takes reviewed material only. Have it reviewed in the service's console; "
            "it then has an id that begins with asset://."
        )
        if library is Library.SP:
            self.setWindowTitle(self.tr("Asset library"))
            about = self.tr(
                "Saved once, used as often as you like. To save something here, open the menu of a "
                "reference: Save to the asset library."
            )
        self.about = label(about, "secondary", wraps=True)
        self.search = self._line(self.tr("Search by name or id"), self.tr("Search by name or id"))
        self.search.setClearButtonEnabled(True)
        self.rows = AssetRows(self)
        self.list = self._make_list(theme, thumbnails, several=several)
        self.nothing = EmptyState(theme, "bookmark", "", "")
        self._pages = QStackedWidget(self)
        for page in (self.list, self.nothing):
            self._pages.addWidget(page)
        typed_label = label(self.tr("Or type an id:"), "secondary")
        self.typed = self._line(self.tr("Asset id"), "asset://")
        typed_label.setBuddy(self.typed)
        self.problem = label(role="danger", wraps=True)
        self.accept_button = button(self.tr("Use"), self._give)
        self.search.textChanged.connect(self._searched)
        down = QShortcut(Qt.Key.Key_Down, self.search, context=Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self._enter_list)
        self.typed.textChanged.connect(self._look)
        line = QHBoxLayout()
        line.setSpacing(theme.space(2))
        line.addWidget(typed_label)
        line.addWidget(self.typed, 1)
        column = QVBoxLayout(self)
        set_spacing(theme, column, 12, (20, 20, 20, 16))
        column.addWidget(self.about)
        column.addWidget(self.search)
        column.addWidget(self._pages, 1)
        column.addLayout(line)
        column.addWidget(self.problem)
        column.addLayout(answers(theme, self, self.accept_button))
        self.resize(theme.px(500), theme.px(540))
        self.setMinimumSize(theme.px(360), theme.px(360))
        self.search.setFocus()
        self.set_assets(())

    def set_assets(self, assets: Sequence[KnownAsset]) -> None:
        """List these; what is chosen stays chosen."""
        chosen = {asset.id for asset in self._selected()}
        self.rows.set_assets(assets)
        selection = self.list.selectionModel()
        for row in range(self.rows.rowCount()):
            if self.rows.items[row].id in chosen:
                selection.select(self.rows.index(row), selection.SelectionFlag.Select)
        self._show_page()

    def _enter_list(self) -> None:
        if self.rows.rowCount():
            self.list.setFocus()
            self.list.setCurrentIndex(self.rows.index(0))

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
        made.selectionModel().selectionChanged.connect(self._look)
        made.doubleClicked.connect(lambda _: self._give())
        thumbnails.ready.connect(made.viewport().update)
        forget = QAction(self.tr("Remove from this list"), made)
        forget.setShortcuts([QKeySequence(Qt.Key.Key_Delete), QKeySequence(Qt.Key.Key_Backspace)])
        forget.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        forget.triggered.connect(self._forget)
        made.addAction(forget)
        made.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        return made

    def _searched(self, text: str) -> None:
        self.rows.set_search(text)
        self._show_page()

    def _show_page(self) -> None:
        if self.search.text():
            self.nothing.set("search", self.tr("Nothing found"), "")
        else:
            message = self.tr("Ids that you use are kept here.")
            self.nothing.set("bookmark", self.tr("Nothing here yet"), message)
        self._pages.setCurrentWidget(self.list if self.rows.rowCount() else self.nothing)
        self._look()

    def _selected(self) -> list[KnownAsset]:
        rows: list[QModelIndex] = self.list.selectionModel().selectedIndexes()
        return [self.rows.items[index.row()] for index in sorted(rows, key=QModelIndex.row)]

    def _look(self) -> None:
        """Say why something that is chosen can't be used, and whether there is anything to use."""
        typed = self.typed.text().strip()
        why = [why_not(asset) for asset in self._selected()]
        self.accept_button.setEnabled(bool(typed) or "" in why)
        self._say("" if typed else next(filter(None, why), ""))

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
            links = [asset.link for asset in self._selected() if not why_not(asset)]
        if links:
            self.chosen.emit(links)
            self.accept()

    def _forget(self) -> None:
        for asset in self._selected():
            self.forget_requested.emit(asset.id)

    def _line(self, name: str, placeholder: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setPlaceholderText(placeholder)
        line.setAccessibleName(name)
        return line

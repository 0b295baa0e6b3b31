"""What the list is narrowed by, how that is taken back, and what it is sorted by."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QActionGroup, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.chips import QuietChips
from seedance_gui.ui.kit.choice import Choice
from seedance_gui.ui.kit.flow import FlowLayout
from seedance_gui.ui.kit.icons import set_icon
from seedance_gui.ui.kit.parts import IconButton, plain_tooltip, put_at_end, put_lens
from seedance_gui.ui.kit.theme import set_look
from seedance_gui.ui.tasks.days import When
from seedance_gui.ui.tasks.filter import (
    NOT_FILED,
    Filter,
    Made,
    Show,
    Sort,
    made_words,
    show_words,
    sort_words,
    tag_words,
    when_words,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.tasks.model import TaskModel

_COUNTED = (Show.GOING, Show.TROUBLE)
_CUT = 28  # characters of a search that are said back
_LARGE = 1.4  # text: the search and the chips need the room
_TAGS = (6, 2)  # of the most used that stand as chips, and where the text is large


class SearchField(QLineEdit):
    """``left`` is emitted when the person goes on to the list: Down, Enter, or Escape once it is empty."""

    left = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FilterBar(QWidget):
    """Keeps a ``Filter``; ``tasks`` tells what there is to choose from.

    ``changed`` carries the filter after a person changed it, ``sort_changed`` a `Sort`; ``left`` says that
    the search wants to go to the list.
    """

    changed = Signal(object)
    sort_changed = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, tasks: TaskModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tasks = tasks
        self._names: dict[str, str] = {}
        self._filter = Filter()
        self._counts: list[int] = []
        self.search = SearchField()
        self.search.setObjectName("search")
        self.search.setPlaceholderText(self.tr("Search prompts"))
        self.search.setAccessibleName(self.tr("Search your videos by prompt, model, name, note and tag"))
        self.search.setClearButtonEnabled(True)
        put_lens(theme, self.search)
        self.search.textChanged.connect(lambda text: self._change(text=text))
        self.search.left.connect(self.left)
        self.favourites = IconButton(theme, "star", self.tr("Favourites only"), size=28)
        self.favourites.setObjectName("favourites")
        self.favourites.setCheckable(True)
        self.favourites.toggled.connect(lambda on: self._change(favourites=on))
        self.more = IconButton(
            theme, "list-filter", self.tr("Filter by date, model, ratio and references"), size=26
        )
        self.more.setObjectName("filter")
        self.more.clicked.connect(lambda: self._open(self.menu(), self.more))
        self.order = IconButton(theme, "arrow-down-wide-narrow", "", size=28)  # stands in the head
        self.order.setObjectName("sort")
        self.order.setVisible(theme.text_size <= _LARGE)  # else the search needs its room: see `menu`
        self.order.clicked.connect(lambda: self._open(self.sort_menu(), self.order))
        self.sort_by(Sort.NEWEST)
        self.filed = QuietChips(theme, self.tr("Filter by tag"))
        self.filed.value_changed.connect(lambda value: self._change(tag=value))
        self.filed.hide()
        self._offered: list[str] = []
        self.chips = QuietChips(theme, self.tr("Filter by state"))
        self.chips.value_changed.connect(lambda value: self._change(show=Show(value)))
        self.show_counts()
        self.chips.set_value(Show.ALL)
        self._tags = QWidget()
        self._tag_flow = FlowLayout(self._tags, gap=theme.px(6))
        self._lay_out()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(self._theme.space(1))
        line.addWidget(self.search, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.space(2))
        column.addLayout(line)
        if self._theme.text_size <= _LARGE:
            put_at_end(self._theme, self.search, self.more)
        else:  # the search has a whole row
            line = QHBoxLayout()
            line.addWidget(self.more)
            line.addStretch(1)
            column.addLayout(line)
        line.insertWidget(1, self.favourites)
        column.addWidget(self.chips)
        column.addWidget(self.filed)
        column.addWidget(self._tags)
        self._tags.hide()

    @property
    def filter(self) -> Filter:
        """What is wanted."""
        return self._filter

    def show_counts(self) -> None:
        """Say how many videos there are, how many are under way, and how many need a look."""
        counts = [self._tasks.count(show) if show in _COUNTED else 0 for show in Show]
        counts[0] = self._tasks.total
        if counts != self._counts:
            self._counts = counts
            said = (
                f"{show_words(show)} {QLocale().toString(count) if count else ''}".rstrip()
                for show, count in zip(Show, counts, strict=True)
            )
            self.chips.set_choices([Choice(show, label) for show, label in zip(Show, said, strict=True)])

    def show_tags(self) -> None:
        """Offer the tags that there are now, the most used, and the one that is wanted."""
        tags = sorted(
            self._tasks.tags()[: _TAGS[self._theme.text_size > _LARGE]], key=str.casefold
        )  # in an order that stays
        wanted = self._filter.tag
        if wanted and wanted not in (*tags, NOT_FILED):
            tags.append(wanted)
        if tags != self._offered:
            self._offered = tags
            choices = [Choice("", self.tr("All tags"))] + [Choice(tag, tag_words(tag)) for tag in tags]
            self.filed.set_choices([*choices, Choice(NOT_FILED, tag_words(NOT_FILED))])
            self.filed.set_value(wanted)
            self.filed.setVisible(bool(tags) or bool(wanted))

    def set_filter(self, wanted: Filter) -> None:
        """Ask for something else."""
        self._change(**{part.name: getattr(wanted, part.name) for part in fields(Filter)})

    def take_back(self, *names: str) -> None:
        """Take parts of the filter back, by their names in ``Filter``; without names all of it."""
        plain = Filter()
        names = names or tuple(part.name for part in fields(Filter))
        self._change(**{name: getattr(plain, name) for name in names})

    def said(self, name: str) -> str:
        """Return how a part of the filter is called to the person."""
        wanted = self._filter
        if name == "text":
            text = " ".join(wanted.text.split())
            return f"“{text if len(text) <= _CUT else text[:_CUT] + '…'}”"
        if wanted.model and wanted.model not in self._names:
            self._names = self._tasks.models()
        return {
            "show": show_words(wanted.show),
            "favourites": self.tr("Favourites"),
            "model": self._names.get(wanted.model, wanted.model),
            "when": when_words(wanted.when),
            "tag": tag_words(wanted.tag),
            "ratio": wanted.ratio,
            "made": made_words(wanted.made),
        }[name]

    def menu(self) -> QMenu:
        """Build the menu of dates and models, the present ones checked."""
        menu = QMenu(self)
        self._names = self._tasks.models()
        self._choices(menu, self.tr("Date"), "when", {when: when_words(when) for when in When})
        models = {"": self.tr("Any model"), **self._names}
        self._choices(menu, self.tr("Model"), "model", models)
        menu.addSeparator()
        ratios = {"": self.tr("Any ratio"), **{ratio: ratio for ratio in self._tasks.ratios()}}
        self._choices(menu.addMenu(self.tr("Ratio")), "", "ratio", ratios)
        made = {made: made_words(made) for made in Made}
        self._choices(menu.addMenu(self.tr("Made from")), "", "made", made)
        tags = {tag: tag_words(tag) for tag in (*sorted(self._tasks.tags(), key=str.casefold), NOT_FILED)}
        self._choices(menu.addMenu(self.tr("Tag")), "", "tag", {"": self.tr("All tags"), **tags})
        if self._theme.text_size > _LARGE:
            menu.addSeparator()
            menu.addMenu(self.sort_menu())
        if self._filter.parts:
            menu.addSeparator()
            menu.addAction(self.tr("Show all videos")).triggered.connect(lambda _=False: self.take_back())
        return menu

    def sort_menu(self) -> QMenu:
        """Build the menu of orders, the present one checked."""
        menu = QMenu(self.tr("Sort"), self)
        group = QActionGroup(menu)
        for sort in Sort:
            action = menu.addAction(sort_words(sort))
            action.setCheckable(True)
            action.setChecked(sort is self.sort)
            action.triggered.connect(lambda _=False, sort=sort: self.sort_by(sort))
            group.addAction(action)
        return menu

    def sort_by(self, sort: Sort) -> None:
        """Show them in an order."""
        self.sort = sort
        self.order.set_icon("arrow-down-wide-narrow", "accent_text" if sort else "text_secondary")
        self.order.set_name(self.tr("Sort: {order}").format(order=sort_words(sort)))
        self.sort_changed.emit(sort)

    def _choices(self, menu: QMenu, title: str, part: str, choices: Mapping[Any, str]) -> None:
        if not menu.isEmpty():
            menu.addSeparator()
        if title:  # a section's own words are not drawn under a style sheet
            menu.addAction(title).setEnabled(False)
        group = QActionGroup(menu)
        for value, label in choices.items():
            action = menu.addAction(label.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(getattr(self._filter, part) == value)
            action.triggered.connect(lambda _=False, value=value: self._change(**{part: value}))
            group.addAction(action)

    def _open(self, menu: QMenu, button: QWidget) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _change(self, **parts: Any) -> None:  # noqa: ANN401 - the types are those of the filter's parts
        changed = replace(self._filter, **parts)
        if changed == self._filter:
            return
        self._filter = changed
        self._show()
        self.changed.emit(changed)

    def _show(self) -> None:
        wanted = self._filter
        # Each of these asks for the filter that is there already, which changes nothing.
        self.search.setText(wanted.text) if self.search.text() != wanted.text else None
        self.favourites.setChecked(wanted.favourites)
        self.chips.set_value(wanted.show)
        self.filed.set_value(wanted.tag)
        self.show_tags()
        self.favourites.set_icon("star", "accent_text" if wanted.favourites else "text_secondary")
        tagged: list[str] = [name for name in ("model", "when", "ratio", "made") if name in wanted.parts]
        self.more.set_icon("list-filter", "accent_text" if tagged else "text_secondary")
        self.more.setAccessibleDescription(", ".join(map(self.said, tagged)))
        self._show_tags(tagged)

    def _show_tags(self, names: list[str]) -> None:
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self._tags.isAncestorOf(focused)
        while (item := self._tag_flow.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for name in names:
            tag = QPushButton(self.said(name).replace("&", "&&"), self._tags)
            set_look(tag, size="small", tag=True)
            set_icon(self._theme, tag, "x", "accent_text", 12)
            tag.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross stands behind the words
            back = self.tr("Clear filter: {filter}").format(filter=self.said(name))
            tag.setAccessibleName(back)
            tag.setToolTip(plain_tooltip(back))
            tag.clicked.connect(lambda _=False, name=name: self.take_back(name))
            self._tag_flow.addWidget(tag)
            tag.show()
        self._tags.setVisible(bool(names))
        self._tags.updateGeometry()
        if had_focus:
            self.more.setFocus()

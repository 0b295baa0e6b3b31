"""Many videos at once: rows of a file or of the clipboard, each checked, the cost, then a task for each."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QBrush, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from seedance_gui.domain.checks import FIELD_NAMES
from seedance_gui.domain.draft import REFERENCE_FIELDS, Draft, Field
from seedance_gui.domain.errors import SeedanceError
from seedance_gui.domain.form import evaluate
from seedance_gui.domain.form_messages import FormMessage
from seedance_gui.domain.messages import QT_TRANSLATE_NOOP, Message
from seedance_gui.domain.order_rows import TAKES, OrderRow, OrderRows, decoded, read_rows
from seedance_gui.domain.request import NotReadyError
from seedance_gui.ui.kit.in_thread import in_thread
from seedance_gui.ui.kit.parts import button, label, plain_tooltip
from seedance_gui.ui.kit.theme import set_look
from seedance_gui.ui.kit.translator import counted, in_a_row, named
from seedance_gui.ui.session.column_choice import ColumnChoice
from seedance_gui.ui.shell.dialogs import finished

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seedance_gui.domain.draft import Reference
    from seedance_gui.domain.form_state import Form
    from seedance_gui.ui.session.money_controller import MoneyController
    from seedance_gui.ui.session.scope import SessionContext

_CHECKED = (Field.RATIO, Field.DURATION, Field.RESOLUTION, Field.ORIENTATION, *REFERENCE_FIELDS)
_LARGEST = 8 * 1024 * 1024
_HERE = Qt.ShortcutContext.WidgetWithChildrenShortcut


class ManyDialog(QDialog):
    """Rows that were ordered leave it; what can't be ordered stays, and says why."""

    def __init__(self, window: QWidget, context: SessionContext, money: MoneyController) -> None:
        super().__init__(window)
        self._context, self._money = context, money
        self._task_service, self._draft = context.task_service, context.page.form.draft
        self._rows: dict[str, tuple[OrderRow, Form]] = {}  # by their keys
        self._wrong: dict[str, str] = {}
        self._sending = False
        self._source: Path | str = ""
        theme = context.theme
        self.setWindowTitle(self.tr("Many videos at once"))
        about = self.tr(
            "A line is the prompt of a video. With a first row of names, columns give the rest: prompt, "
            "model, ratio, length, resolution, takes, reference pictures, first frame… What a row doesn't "
            "say is as in the form, but it makes one video."
        )
        self.list = QTreeWidget(self)
        self.list.setObjectName("many_rows")
        self.list.setAccessibleName(self.tr("Rows"))
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        self.list.setHeaderLabels([self.tr("Prompt"), self.tr("Settings"), self.tr("State")])
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for number, letters in ((1, 26), (2, 34)):
            self.list.setColumnWidth(number, self.fontMetrics().averageCharWidth() * letters)
        self.said, self.cost = label("", "caption", wraps=True), label("", wraps=True)
        self.cost.setObjectName("many_cost")
        self.create_button = button("", self._create, "create_many")
        set_look(self.create_button, variant="primary")
        self._remove_button = button(self.tr("Remove rows"), self._remove)
        self.hold = QCheckBox(self.tr("Hold them all first"))
        self.hold.toggled.connect(self._follow)
        self.hold.setToolTip(plain_tooltip(self.tr("None is sent until you release it in the list.")))
        self.column_choice = ColumnChoice(self)
        line = QHBoxLayout()
        line.addWidget(button(self.tr("Open a file…"), lambda: context.spawn(self._open())))
        line.addWidget(button(self.tr("Paste"), self.paste))
        line.addWidget(self._remove_button)
        line.addStretch(1)
        line.addWidget(self.hold)
        line.addWidget(button(self.tr("Close"), self.reject))
        line.addWidget(self.create_button)
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(10))
        column.addWidget(label(about, "secondary", wraps=True))
        column.addWidget(self.list, 1)
        for each in (self.said, self.column_choice, self.cost):
            column.addWidget(each)
        column.addLayout(line)
        QShortcut(QKeySequence.StandardKey.Paste, self, self.paste, context=_HERE)
        QShortcut(QKeySequence.StandardKey.Delete, self.list, self._remove, context=_HERE)
        self.column_choice.chosen.connect(lambda at, headed: self.read(self._source, at, headed=headed))
        self.list.itemSelectionChanged.connect(self._follow)
        self.resize(min(theme.px(880), window.width() - 40), min(theme.px(520), window.height() - 40))
        self._show()

    def paste(self) -> None:
        """Take the rows on the clipboard."""
        mime = QGuiApplication.clipboard().mimeData()
        files = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
        self.read(Path(files[0]) if files else mime.text())

    def read(self, source: Path | str, prompt_at: int | None = None, *, headed: bool = True) -> None:
        """Add the rows of a file or a text; the last two are as in `read_rows`."""
        draft, rules, origin = self._draft, self._context.rules, self._task_service.link_origin
        labels = {self._context.words.text(Message(code)): name.value for name, code in FIELD_NAMES.items()}
        self._source = source

        def work() -> tuple[list[tuple[OrderRow, Form, str]], OrderRows] | OSError:
            try:
                text = source if isinstance(source, str) else _text_of(source)
            except OSError as error:
                return error
            table = isinstance(source, Path) and source.suffix.lower() in {".csv", ".tsv"}
            found = read_rows(text, draft, rules, labels, table=table, prompt_at=prompt_at, headed=headed)
            read = [_beside(row, source) for row in found.rows] if isinstance(source, Path) else found.rows
            return [(row, evaluate(rules, row.draft, origin), _lost(row)) for row in read], found

        in_thread(self, work, self._taken)

    def _taken(self, taken: tuple[list[tuple[OrderRow, Form, str]], OrderRows] | OSError) -> None:
        if self._sending:
            return
        if isinstance(taken, OSError):
            self.said.setText(self.tr("It can't be read: {reason}").format(reason=taken.strerror or taken))
            return
        rows, found = taken
        self.column_choice.ask(found.columns)
        there = bool(self._rows)
        self._rows |= {row.key: (row, form) for row, form, _ in rows}
        self._wrong |= {
            row.key: wrong for row, form, lost in rows if (wrong := self._problem(row, form, lost))
        }
        said = []
        if found.columns:
            said.append(
                self.tr(
                    "This is a table, and its first line names no prompt. Nothing was taken: tell which "
                    "column it is, or write names in the first line, such as: prompt, model, length, ratio."
                )
            )
        elif not rows:
            said.append(self.tr("There are no rows in it."))
        if found.unused:
            said.append(self.tr("Columns that aren't used: {names}.").format(names=", ".join(found.unused)))
        if found.left_out:
            text = QT_TRANSLATE_NOOP("ManyDialog", "%n more rows are too many at once.", None, 1)
            said.append(counted("ManyDialog", text, found.left_out))
        self.said.setText(in_a_row(said))
        self._show()
        if there:  # so that they can be removed again at once
            new = {row.key for row, _, _ in rows}
            for item in (self.list.topLevelItem(at) for at in range(self.list.topLevelItemCount())):
                if item is not None and item.data(0, Qt.ItemDataRole.UserRole) in new:
                    item.setSelected(True)

    def _problem(self, row: OrderRow, form: Form, lost: str) -> str:
        """Return what keeps a row from being ordered; an empty text: nothing."""
        words = self._context.words
        if row.unreadable:
            names = ", ".join(map(self._name, row.unreadable))
            return self.tr("Not understood: {names}.").format(names=names)
        if lost:
            return self.tr("There is no file {name}.").format(name=lost)
        if not form.ready:
            said = dict.fromkeys(words.text(problem.message) for problem in form.problems)
            return in_a_row(said) or self.tr("This model is not known.")
        changed = (name for name in _CHECKED if self._is_changed(name, row.draft, form))
        return in_a_row(self._not_taken(name, row.draft, form) for name in changed)

    def _name(self, name: str) -> str:
        if name in FIELD_NAMES:
            return self._context.words.text(Message(FIELD_NAMES[Field(name)]))
        return self.tr("Takes") if name == TAKES else name

    def _not_taken(self, name: Field, wanted: Draft, form: Form) -> str:
        """Return why a row's value isn't taken, and what is."""
        words, state = self._context.words, form[name]
        if state.reason is not None or name in REFERENCE_FIELDS or form.model is None:
            return named(self._name(name), words.text(state.reason or Message(FormMessage.KEPT_NOT_USED)))
        value, allowed = (
            getattr(wanted, name),
            ", ".join(filter(None, (each.value for each in state.choices))),
        )
        if name == Field.DURATION:
            value = self.tr("{n} s").format(n=value)
            allowed = self.tr("{n} s").format(n=f"{state.minimum}–{state.maximum}")
        told = self.tr("{field} {value}: {model} takes {allowed}.")
        model = words.text(form.model.name)
        return told.format(field=self._name(name), value=value, model=model, allowed=allowed)

    def _is_changed(self, name: Field, wanted: Draft, form: Form) -> bool:
        """Tell whether something else would be ordered than the row says."""
        assert form.request is not None
        if name in REFERENCE_FIELDS:
            items = wanted.items(name)
            return items != self._draft.items(name) and form.request.items(name) != items
        value = getattr(wanted, name)
        if name == Field.RESOLUTION and str(value).casefold() == form.request.model.output.casefold():
            return bool(form[name].choices) and value != form.request.resolution
        return value not in {None, "", getattr(self._draft, name), getattr(form.request, name)}

    def _valid(self) -> list[OrderRow]:
        return [row for key, (row, _) in self._rows.items() if key not in self._wrong]

    def _show(self) -> None:
        words = self._context.words
        self.list.clear()
        for key, (row, form) in self._rows.items():
            request, wrong = form.request, self._wrong.get(key, "")
            settings = row.draft.model
            if request is not None:
                written = row.draft if wrong else request  # what is wrong shows as it was written
                parts = (
                    words.text(request.model.name),
                    written.ratio or request.ratio,
                    self.tr("{n} s").format(n=written.duration or request.duration),
                    written.resolution or request.resolution,
                    ", ".join(item.name for name in REFERENCE_FIELDS for item in request.items(name)),
                )
                settings = " · ".join(filter(None, parts))
            line = [" ".join(row.draft.prompt.split()), settings, wrong or self.tr("Ready")]
            item = QTreeWidgetItem(self.list, line)
            item.setData(0, Qt.ItemDataRole.UserRole, key)
            item.setSizeHint(0, QSize(0, self._context.theme.px(28)))
            item.setToolTip(0, plain_tooltip(row.draft.prompt))
            item.setToolTip(1, plain_tooltip(settings))
            if wrong:
                item.setToolTip(2, plain_tooltip(wrong))
                item.setForeground(2, QBrush(self._context.theme.color("danger")))
        total, limits = self._money.of_many([row.draft for row in self._valid()])
        self.cost.setText(in_a_row((total, limits)))
        self._follow()

    def _follow(self) -> None:
        count = len(self._valid())
        text = QT_TRANSLATE_NOOP("ManyDialog", "Create %n videos", None, 1)
        if self.hold.isChecked():
            text = QT_TRANSLATE_NOOP("ManyDialog", "Put %n into the list, held", None, 1)
        self.create_button.setText(counted("ManyDialog", text, count) if count else self.tr("Create"))
        self.create_button.setEnabled(bool(count) and not self._sending)
        self._remove_button.setEnabled(bool(self.list.selectedItems()) and not self._sending)

    def _remove(self) -> None:
        for item in self.list.selectedItems() if not self._sending else ():
            self._rows.pop(item.data(0, Qt.ItemDataRole.UserRole))
        self._show()

    def _create(self) -> None:
        if not self._sending:
            self._sending = True
            self._follow()
            self._context.spawn(self._order())

    async def _order(self) -> None:
        """Order every valid row, each once whatever is pressed; those leave the list."""
        rows, held = self._valid(), self.hold.isChecked()
        try:
            total, limits = self._money.of_many([row.draft for row in rows])
            if limits and not await self._money.agreed(in_a_row((total, limits)), len(rows)):
                return
            for row in rows:
                if not isValid(self) or not self.isVisible():
                    return  # closed, or the session ended: what is left was not ordered
                try:
                    self._task_service.submit(row.draft, row.key, held=held)
                except NotReadyError as error:
                    self._wrong[row.key] = in_a_row(map(self._context.words.text, error.messages))
                except SeedanceError as error:
                    self._wrong[row.key] = self._context.words.text(error.message)
                else:
                    del self._rows[row.key]
                await asyncio.sleep(0)  # each is committed: the window goes on meanwhile
        finally:
            if isValid(self):
                self._sending = False
                self._show()
        said = QT_TRANSLATE_NOOP("ManyDialog", "%n videos are ordered.", None, 1)
        if held:
            said = QT_TRANSLATE_NOOP("ManyDialog", "%n orders are held in the list.", None, 1)
        ordered = len(rows) - len(self._valid()) - sum(row.key in self._wrong for row in rows)
        self._context.toasts.show_message(counted("ManyDialog", said, ordered), "success")
        if not self._rows:
            self.accept()

    async def _open(self) -> None:
        kinds = self.tr("Tables and texts") + " (*.csv *.tsv *.txt)"
        dialog = QFileDialog(self, self.tr("Open a file"), str(Path.home()), kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        if await finished(dialog) == QDialog.DialogCode.Accepted and isValid(self):
            self.read(Path(dialog.selectedFiles()[0]))


def _text_of(file: Path) -> str:
    with file.open("rb") as opened:
        return decoded(opened.read(_LARGEST))


def _beside(row: OrderRow, table: Path) -> OrderRow:
    """Return a row whose files are looked for beside the table that names them."""

    def found(item: Reference) -> Reference:
        lies_beside = item.file and not item.link and not Path(item.file).is_absolute()
        return replace(item, file=str(table.parent / item.file)) if lies_beside else item

    return replace(row, draft=row.draft.with_each(found))


def _lost(row: OrderRow) -> str:
    """Return the name of a file that a row names and that isn't there."""
    files: Iterable[str] = (item.file for item in row.draft.references() if item.file and not item.link)
    return next((file for file in files if not Path(file).is_file()), "")

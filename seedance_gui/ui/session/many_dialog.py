"""Many videos at once: rows of a file or of the clipboard, each checked, the cost, then a task for each."""

from __future__ import annotations

import asyncio
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

from seedance_gui.domain.draft import REFERENCE_FIELDS, Draft, Field
from seedance_gui.domain.errors import SeedanceError
from seedance_gui.domain.form import evaluate
from seedance_gui.domain.messages import QT_TRANSLATE_NOOP
from seedance_gui.domain.order_rows import OrderRow, decoded, read_rows
from seedance_gui.domain.request import NotReadyError
from seedance_gui.ui.kit.in_thread import in_thread
from seedance_gui.ui.kit.parts import button, label, plain_tooltip
from seedance_gui.ui.kit.theme import set_look
from seedance_gui.ui.kit.translator import counted, in_a_row
from seedance_gui.ui.shell.dialogs import finished

if TYPE_CHECKING:
    from collections.abc import Iterable

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
        theme = context.theme
        self.setWindowTitle(self.tr("Many videos at once"))
        about = self.tr(
            "A line is the prompt of a video. With a first row of names, columns give the rest: prompt, "
            "model, ratio, duration, resolution, images, first_image… What a row doesn't say is as in "
            "the form."
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
        for each in (self.said, self.cost):
            column.addWidget(each)
        column.addLayout(line)
        QShortcut(QKeySequence.StandardKey.Paste, self, self.paste, context=_HERE)
        QShortcut(QKeySequence.StandardKey.Delete, self.list, self._remove, context=_HERE)
        self.list.itemSelectionChanged.connect(self._follow)
        self.resize(min(theme.px(880), window.width() - 40), min(theme.px(520), window.height() - 40))
        self._show()

    def paste(self) -> None:
        """Take the rows on the clipboard."""
        mime = QGuiApplication.clipboard().mimeData()
        files = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
        self.read(Path(files[0]) if files else mime.text())

    def read(self, source: Path | str) -> None:
        """Take the rows of a file or a text instead of those that are here."""
        draft, rules, origin = self._draft, self._context.rules, self._task_service.link_origin

        def work() -> tuple[list[tuple[OrderRow, Form, str]], tuple[str, ...], int] | OSError:
            try:
                text = source if isinstance(source, str) else _text_of(source)
            except OSError as error:
                return error
            found = read_rows(text, draft, rules)
            rows = [(row, evaluate(rules, row.draft, origin), _lost(row)) for row in found.rows]
            return rows, found.unused, found.left_out

        in_thread(self, work, self._taken)

    def _taken(self, found: tuple[list[tuple[OrderRow, Form, str]], tuple[str, ...], int] | OSError) -> None:
        if self._sending:
            return
        if isinstance(found, OSError):
            self.said.setText(self.tr("It can't be read: {reason}").format(reason=found.strerror or found))
            return
        rows, unused, left_out = found
        self._rows = {row.key: (row, form) for row, form, _ in rows}
        self._wrong = {
            row.key: wrong for row, form, lost in rows if (wrong := self._problem(row, form, lost))
        }
        said = [] if rows else [self.tr("There are no rows in it.")]
        if unused:
            said.append(self.tr("Columns that aren't used: {names}.").format(names=", ".join(unused)))
        if left_out:
            text = QT_TRANSLATE_NOOP("ManyDialog", "%n more rows are too many at once.", None, 1)
            said.append(counted("ManyDialog", text, left_out))
        self.said.setText(in_a_row(said))
        self._show()

    def _problem(self, row: OrderRow, form: Form, lost: str) -> str:
        """Return what keeps a row from being ordered; an empty text: nothing."""
        words = self._context.words
        if row.unreadable:
            return self.tr("Not understood: {names}.").format(names=", ".join(row.unreadable))
        if lost:
            return self.tr("There is no file {name}.").format(name=lost)
        if not form.ready:
            said = dict.fromkeys(words.text(problem.message) for problem in form.problems)
            return in_a_row(said) or self.tr("This model is not known.")
        if lost_fields := [name for name in _CHECKED if self._is_changed(name, row.draft, form)]:
            told = self.tr("This model doesn't take it so: {names}.")
            return told.format(names=", ".join(lost_fields))
        return ""

    def _is_changed(self, name: Field, wanted: Draft, form: Form) -> bool:
        """Tell whether something else would be ordered than the row says."""
        assert form.request is not None
        if name in REFERENCE_FIELDS:
            items = wanted.items(name)
            return items != self._draft.items(name) and form.request.items(name) != items
        value = getattr(wanted, name)
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
                parts = (
                    words.text(request.model.name),
                    request.ratio,
                    self.tr("{n} s").format(n=request.duration),
                    request.resolution,
                )
                settings = " · ".join(filter(None, parts))
            line = [" ".join(row.draft.prompt.split()), settings, wrong or self.tr("Ready")]
            item = QTreeWidgetItem(self.list, line)
            item.setData(0, Qt.ItemDataRole.UserRole, key)
            item.setSizeHint(0, QSize(0, self._context.theme.px(28)))
            item.setToolTip(0, plain_tooltip(row.draft.prompt))
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


def _lost(row: OrderRow) -> str:
    """Return the name of a file that a row names and that isn't there."""
    files: Iterable[str] = (item.file for item in row.draft.references() if item.file and not item.link)
    return next((file for file in files if not Path(file).is_file()), "")

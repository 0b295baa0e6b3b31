"""Forms kept under a name: save the present one, use, rename and delete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from seedance_gui.domain.settings_text import settings_text
from seedance_gui.services.tasks.named import LONGEST_NAME
from seedance_gui.ui.kit.parts import button, label, plain_tooltip
from seedance_gui.ui.kit.theme import set_look

if TYPE_CHECKING:
    from seedance_gui.domain.draft import Draft
    from seedance_gui.services.tasks.named import Templates
    from seedance_gui.ui.kit.theme import Theme

_NAME = Qt.ItemDataRole.UserRole
_HERE = Qt.ShortcutContext.WidgetShortcut


class TemplatesDialog(QDialog):
    """Accepted, ``chosen`` is the template to use. Each change can be undone while the dialog is open."""

    def __init__(self, theme: Theme, window: QWidget, templates: Templates, draft: Draft) -> None:
        super().__init__(window)
        self._templates, self._draft = templates, draft
        self._row = theme.px(30)
        self._before: list[dict[str, Draft]] = []
        self.setWindowTitle(self.tr("Templates"))
        self.name = QLineEdit(self)
        self.name.setObjectName("template_name")
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setPlaceholderText(self.tr("Name for what is in the form now"))
        self.name.setAccessibleName(self.name.placeholderText())
        self.name.textChanged.connect(self._follow)
        self.save = button(self.tr("Save"), self._save, "save_template")
        self.list = QListWidget(self)
        self.list.setObjectName("templates")
        self.list.setAccessibleName(self.tr("Templates"))
        self.list.setEditTriggers(QListWidget.EditTrigger.EditKeyPressed)
        self.list.itemDoubleClicked.connect(self.accept)
        self.list.itemChanged.connect(self._rename)
        self.list.currentItemChanged.connect(self._follow)
        self.said = label("", "caption", wraps=True)
        self.rename = button(self.tr("Rename"), lambda: self.list.editItem(self.list.currentItem()))
        self.delete = button(self.tr("Delete"), self._delete)
        self.undo = button(self.tr("Undo"), self._undo)
        self.use = button(self.tr("Use"), self.accept, "use_template")
        QShortcut(QKeySequence.StandardKey.Delete, self.list, self._delete, context=_HERE)
        QShortcut(QKeySequence.StandardKey.Undo, self.list, self._undo, context=_HERE)
        top, row = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.name, 1)
        top.addWidget(self.save)
        for each in (self.rename, self.delete, self.undo):
            row.addWidget(each)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(10))
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addWidget(self.said)
        column.addLayout(row)
        set_look(self.use, variant="primary")
        row.addWidget(button(self.tr("Close"), self.reject))
        row.addWidget(self.use)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 60)
        self._show("")

    @property
    def chosen(self) -> tuple[str, Draft] | None:
        """Name and content of the template that is chosen."""
        name = self._name
        return (name, self._templates.all[name]) if name else None

    @property
    def _name(self) -> str:
        chosen = self.list.currentIndex()
        return str(chosen.data(_NAME)) if chosen.isValid() else ""

    def _save(self) -> None:
        name, known = " ".join(self.name.text().split()), self._templates.all
        if not name:
            return
        said = self.tr("“{name}” is replaced.") if name in known else self.tr("“{name}” is saved.")
        self._change({**known, name: self._draft}, name, said.format(name=name))
        self.name.clear()
        self.list.setFocus()

    def _rename(self, item: QListWidgetItem) -> None:
        before, known = str(item.data(_NAME)), self._templates.all
        name = " ".join(item.text().split())[:LONGEST_NAME]
        if name == before:
            return
        if not name or name in known:
            said = self.tr("There is a template of this name already.") if name else ""
            self._show(before, said)
            return
        renamed = {name if each == before else each: draft for each, draft in known.items()}
        self._change(renamed, name, self.tr("“{before}” is “{name}” now.").format(before=before, name=name))

    def _delete(self) -> None:
        if gone := self._name:
            row, known = self.list.currentRow(), self._templates.all
            del known[gone]
            names = list(known)
            following = names[min(row, len(names) - 1)] if names else ""
            self._change(known, following, self.tr("“{name}” is deleted.").format(name=gone))

    def _undo(self) -> None:
        if self._before:
            self._templates.replace(self._before.pop())
            self._show(self._name)

    def _change(self, templates: dict[str, Draft], chosen: str, said: str) -> None:
        self._before.append(self._templates.all)
        self._templates.replace(templates)
        self._show(chosen, said)

    def _show(self, chosen: str, said: str = "") -> None:
        templates = self._templates.all
        self.list.blockSignals(True)
        self.list.clear()
        for name, draft in templates.items():
            item = QListWidgetItem(name, self.list)
            item.setData(_NAME, name)
            item.setSizeHint(QSize(0, self._row))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            item.setToolTip(plain_tooltip(settings_text(draft)))
        self.list.blockSignals(False)
        self.list.setCurrentRow(list(templates).index(chosen) if chosen in templates else 0)
        if not templates and not said:
            said = self.tr("A template keeps everything in the form: prompt, references and settings.")
        self.said.setText(said)
        self._follow()

    def _follow(self) -> None:
        named = bool(self.name.text().strip())
        self.save.setEnabled(named)
        (self.save if named else self.use).setDefault(True)  # what Return presses
        for each in (self.rename, self.delete, self.use):
            each.setEnabled(bool(self._name))
        self.undo.setEnabled(bool(self._before))

"""The frame of the place that lies below the pointer, in the picture of a saved video."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, Qt, QTimer
from PySide6.QtWidgets import QStyleOptionViewItem

from seedance_gui.compat import override

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QMouseEvent

    from seedance_gui.domain.task import Task
    from seedance_gui.ui.kit.films import Film, Films
    from seedance_gui.ui.tasks.delegate import TaskDelegate
    from seedance_gui.ui.tasks.model import TaskModel
    from seedance_gui.ui.tasks.view import TaskView

_REST_MS = 120
"""For so long the pointer is over one video before anything is made: flying over many starts nothing."""


class Scrubbing(QObject):
    """Watches the pointer in ``view``, whose ``delegate`` draws what it tells."""

    def __init__(self, films: Films, view: TaskView, model: TaskModel, delegate: TaskDelegate) -> None:
        super().__init__(view)
        self._films, self._view, self._model, self._delegate = films, view, model, delegate
        self._index = QPersistentModelIndex()
        self._share = 0.0
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._show)
        films.came.connect(self._show)
        view.viewport().installEventFilter(self)
        view.verticalScrollBar().valueChanged.connect(self.end)
        delegate.scrubbed = self.picture

    def picture(self, task: Task) -> tuple[QImage, float] | None:
        """Return what a video shows at the pointer, and where that is (0-1); None: its usual picture."""
        if not self._index.isValid() or self._model.row(self._index.row()).id != task.id:
            return None
        film = self._film()
        return None if film is None else (film.at(self._share), self._share)

    def end(self) -> None:
        """Show the usual pictures, and give up what is being made."""
        if self._index.isValid():
            self._show()
            self._index = QPersistentModelIndex()
            self._rest.stop()
            self._films.stop(all_of_it=True)

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() is QEvent.Type.MouseMove:
            mouse = cast("QMouseEvent", event)
            self._point(mouse.position().toPoint(), scrubs=mouse.buttons() == Qt.MouseButton.NoButton)
        elif event.type() in {QEvent.Type.Leave, QEvent.Type.Hide}:
            self.end()
        return False

    def _point(self, at: QPoint, *, scrubs: bool) -> None:
        view = self._view
        index = view.indexAt(at) if scrubs else QModelIndex()
        option = QStyleOptionViewItem()
        view.initViewItemOption(option)
        option.rect = view.visualRect(index)
        place = self._delegate.picture_in(option)
        if not index.isValid() or not place.contains(at) or not self._model.row(index.row()).watchable:
            self.end()
            return
        self._share = (at.x() - place.left()) / max(1, place.width())
        if index.row() != self._index.row():
            self.end()
            self._index = QPersistentModelIndex(index)
            self._rest.start()
        elif not self._rest.isActive():
            self._show()

    def _film(self) -> Film | None:
        if self._rest.isActive():
            return None
        return self._films.film(Path(self._model.row(self._index.row()).file))

    def _show(self) -> None:
        if self._index.isValid() and self._film() is not None:
            self._view.update(self._model.index(self._index.row()))

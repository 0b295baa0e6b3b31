"""The references of the form: two frames, or one tray for all kinds; what is off takes a line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QRegion
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from seedance_gui.compat import override
from seedance_gui.domain.draft import FRAME_FIELDS, KIND_OF_FIELD, REFERENCE_FIELDS, Field, InputMode, Kind
from seedance_gui.domain.messages import QT_TRANSLATE_NOOP
from seedance_gui.ui.form.frame_swap import FrameSwap
from seedance_gui.ui.form.state_block import Links, looks, note_lines
from seedance_gui.ui.kit.drop_overlay import DropOverlay
from seedance_gui.ui.kit.layout_pass import Stack
from seedance_gui.ui.kit.note import Note, NoteLine, NoteList
from seedance_gui.ui.kit.translator import counted, in_a_row, named
from seedance_gui.ui.references.field.add_tile import AddTile, DropBox
from seedance_gui.ui.references.field.describing import count_words, title_of
from seedance_gui.ui.references.field.strip import Grid, UnusedReferences
from seedance_gui.ui.references.field.tile import TILE_MIME

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QResizeEvent

    from seedance_gui.domain.draft import Draft
    from seedance_gui.domain.form_state import Form
    from seedance_gui.ui.form.state_block import Extra
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.kit.translator import Words
    from seedance_gui.ui.references.field.field import ReferenceField

_LISTS = (Field.IMAGES, Field.REFERENCE_VIDEOS, Field.REFERENCE_AUDIOS)  # as they follow in the tray
_NEAR = 0.8  # the share of the most from which it is said how many there are
_KEPT = {  # what is kept while the video starts from something else, one alone and several
    InputMode.TEXT: (
        QT_TRANSLATE_NOOP("ReferenceSection", "{name}: not used with text"),
        QT_TRANSLATE_NOOP("ReferenceSection", "%n kept, not used with text", None, 1),
    ),
    InputMode.REFERENCES: (
        QT_TRANSLATE_NOOP("ReferenceSection", "{name}: not used with references"),
        QT_TRANSLATE_NOOP("ReferenceSection", "%n kept, not used with references", None, 1),
    ),
    InputMode.FRAMES: (
        QT_TRANSLATE_NOOP("ReferenceSection", "{name}: not used with frames"),
        QT_TRANSLATE_NOOP("ReferenceSection", "%n kept, not used with frames", None, 1),
    ),
}


class ReferenceSection(QWidget):
    """Places the reference fields as they stand. They keep their parent, so that the focus stays."""

    fix = Signal(object)  # Draft
    swap_asked = Signal()  # of the frames

    def __init__(
        self,
        theme: Theme,
        words: Words,
        make_field: Callable[[Field], ReferenceField],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = words
        self._on: tuple[Field, ...] = ()
        self._seen: dict[Field, object] = {}
        self._fields = {name: make_field(name) for name in REFERENCE_FIELDS}
        for name in (*FRAME_FIELDS, *_LISTS):  # one that follows in the tray lies over those before it
            self._fields[name].setParent(self)
        self._taker = taker = self._fields[Field.IMAGES]  # of what is added to the tray, whatever its kind
        self.add = AddTile(theme, self.tr("Add references"), self.tr("Add"), "", self)
        self.add.clicked.connect(lambda: taker.offer_ways(self.add))
        self.box = DropBox(theme, self.tr("Add references"), self)
        self.box.clicked.connect(lambda: taker.offer_ways(self.box))
        self.box.files_wanted.connect(taker.add_menu.ask_for_files)
        self.box.link_wanted.connect(taker.paste_link)
        self.swap = FrameSwap(theme, self)
        self.swap.clicked.connect(self.swap_asked)
        self.frame_notes = NoteList(theme, self)
        self._notes = {name: NoteList(theme, self) for name in _LISTS}
        for notes in (self.frame_notes, *self._notes.values()):
            notes.fix.connect(lambda fix: fix() if callable(fix) else self.fix.emit(fix))
        self.kept = UnusedReferences(theme, taker.thumbnails, self)
        self.off = Note(theme, NoteLine("off", ""), self)  # why the others are off
        self.off_links = Links(theme, self)  # where that can be mended in several ways
        self.remedies: list[Draft] = []  # the drafts that the links lead to
        self.off.remedy_clicked.connect(lambda: self.fix.emit(self.remedies[0]))
        self.off_links.clicked.connect(lambda index: self.fix.emit(self.remedies[index]))
        overlay = DropOverlay(theme, self)
        for name in _LISTS:
            self._fields[name].overlay.deleteLater()
            self._fields[name].overlay = overlay
        self._form: Form | None = None
        self._extra: Mapping[Field, Sequence[Extra]] = {}
        self._heights: dict[int, int] = {}  # by width, until something in it changes its size
        self.setAcceptDrops(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def field(self, name: Field) -> ReferenceField:
        """Return the widget of a reference field."""
        return self._fields[name]

    def said(self, name: Field) -> NoteList:
        """Return the notes on a field."""
        return self.frame_notes if name in FRAME_FIELDS else self._notes[name]

    def entry(self, name: Field) -> QWidget:
        """Return where the keyboard goes for a field: to it, or to the place to add to it."""
        return next((each for each in (self._fields[name], self.add) if not each.isHidden()), self.box)

    def show_form(self, form: Form) -> None:
        """Show the five fields as they stand."""
        before, self._form = self._arrangement(), form
        held = self._has_focus()
        for name, field in self._fields.items():
            items, state = form.draft.items(name), form[name]
            seen = (items, looks(state))
            if seen != self._seen.get(name):
                self._seen[name] = seen
                field.set_state(items, state)
            field.setVisible(state.on and (name in FRAME_FIELDS or bool(items)))
        self._on = tuple(name for name in REFERENCE_FIELDS if form[name].on)
        self._show_places(form)
        self._say(form)
        self._say_of_off(form)
        if self._arrangement() != before:
            self._refit()
        if held and not self._has_focus():
            self.entry(Field.IMAGES).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_places(self, form: Form) -> None:
        """Offer to add what can be added, and say how much of it."""
        on = [name for name in _LISTS if form[name].on]
        if form.draft.start is InputMode.TEXT and form.route is not None and form.model is not None:
            on = [name for name in _LISTS if form.route.takes(name, form.model)]
        given = any(form[name].on and form.draft.items(name) for name in on)
        frames = form.draft.start is InputMode.FRAMES
        room = [n for n in on if (most := form[n].maximum) is None or len(form.draft.items(n)) < most]
        self.add.setVisible(bool(room) and (given or frames))
        self.box.setVisible(bool(on) and not (given or frames))
        self._taker.add_menu.kinds = kinds = tuple(KIND_OF_FIELD[name] for name in on) or (Kind.IMAGE,)
        drop = self.tr("Drop pictures, clips or sound")
        if len(kinds) < len(_LISTS):
            drop = self.tr("Drop pictures") if kinds == (Kind.IMAGE,) else self.tr("Drop references")
        self.box.set_words(drop)
        text = self._words.text
        told = [drop]
        for name in on:
            count = len(form.draft.items(name))
            if many := count_words(count, form[name].maximum):
                told.append(named(text(form[name].name), many))
            told += () if count else map(text, form[name].notes)
        self.add.say("\n".join(told))

    def set_extra(self, extra: Mapping[Field, Sequence[Extra]]) -> None:
        """Say these of the fields, beside what the form says of them."""
        self._extra = extra
        if self._form is not None:
            self._say(self._form)

    def _say(self, form: Form) -> None:
        """Say what there is to say of the fields in use, below the tray or both frames."""
        said: dict[Field, list[tuple[NoteLine, object]]] = {}
        of_tray: list[tuple[NoteLine, object]] = []
        for name, field in self._fields.items():
            state = form[name]
            lines: list[tuple[NoteLine, object]] = []
            if state.on:
                lines = [
                    (line, fix)
                    for line, fix in (*note_lines(self._words, state), *self._extra.get(name, ()))
                    if line.kind != "info" or form.draft.items(name)  # what may be given, its place says
                ]
            if name in self._notes:
                lines = [each for each in lines if each not in of_tray]  # what is said once is enough
                of_tray += lines
            said[name] = lines
            told = " ".join(line.text for line, _ in lines)
            told = told if state.reason is None else self._words.text(state.reason)
            if told != field.accessibleDescription():
                field.setAccessibleDescription(told)
            if name in self._notes:
                count, most = len(form.draft.items(name)), state.maximum
                if state.on and not state.problems and most is not None and count >= most * _NEAR:
                    many = named(self._words.text(state.name), count_words(count, most))
                    lines = [*lines, (NoteLine("info", many), None)]
                self._notes[name].say(lines)
        of_both = [each for each in said[FRAME_FIELDS[0]] if each in said[FRAME_FIELDS[1]]]
        of_one = [
            (replace(line, text=named(self._words.text(form[name].name), line.text)), fix)
            for name in FRAME_FIELDS
            for line, fix in said[name]
            if (line, fix) not in of_both
        ]
        self.frame_notes.say([*of_both, *of_one])

    def _say_of_off(self, form: Form) -> None:
        """Say in one line what is kept and not used, what the model doesn't take, and what changes that."""
        text, start = self._words.text, form.draft.start
        said: list[str] = []
        remedies: dict[str, Draft] = {}
        kept = [(n, item) for n in (*_LISTS, *FRAME_FIELDS) if not form[n].on for item in form.draft.items(n)]
        idle = [(n, item) for n, item in kept if self._taken(form, n)]
        if idle:
            one, several = _KEPT[start]
            name, item = idle[0]
            title = title_of(name, text(form[name].name), form.draft.items(name).index(item))
            said.append(
                self.tr(one).format(name=title)
                if len(idle) == 1
                else counted("ReferenceSection", several, len(idle))
            )
        for name in dict.fromkeys(name for name, _ in idle):
            for fix in form[name].fixes:
                frames = fix.draft.start is InputMode.FRAMES
                remedies.setdefault(self.tr("Use frames") if frames else self.tr("Use references"), fix.draft)
        wanted = {InputMode.REFERENCES: _LISTS, InputMode.FRAMES: FRAME_FIELDS}.get(start, ())
        for name in (*_LISTS, *FRAME_FIELDS):
            state, holds = form[name], any(name is each for each, _ in kept)
            if state.reason is None or self._taken(form, name) or not (holds or name in wanted):
                continue
            said += [text(message) for message in (state.reason, *state.notes)]
            for fix in state.fixes:
                remedies.setdefault(text(fix.label), fix.draft)
        self.kept.show_items(tuple((KIND_OF_FIELD[name], item) for name, item in kept))
        self.remedies = list(remedies.values())
        labels, whole = tuple(remedies), in_a_row(dict.fromkeys(said))
        line = NoteLine("kept" if kept else "off", whole, labels[0] if len(labels) == 1 else "")
        if self.off.line != line:
            self.off.set_line(line)
        more = labels if len(labels) > 1 else ()
        if more != self.off_links.labels():
            self.off_links.set_labels(more, whole)
        self.off.setVisible(bool(said))

    @staticmethod
    def _taken(form: Form, name: Field) -> bool:
        return form.route is not None and form.model is not None and form.route.takes(name, form.model)

    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    # Places. Not by Qt's layouts: their items remember sizes, and a widget that goes from one to another
    # leaves the new one with what it remembered.

    @override
    def event(self, event: QEvent, /) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._refit()
        elif isinstance(event, QDropEvent):  # to Qt, entering and moving are drops, too
            places = not (self.add.isHidden() and self.box.isHidden())
            event.setDropAction(Qt.DropAction.CopyAction)
            strange = places and not event.mimeData().hasFormat(TILE_MIME)
            event.setAccepted(strange and self._taker.is_taken(event))
            return True
        elif event.type() is QEvent.Type.DragLeave:
            self._taker.leave()
        return super().event(event)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._arrange(self.width(), move=True)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int, /) -> int:
        if width not in self._heights:
            self._heights[width] = self._arrange(width, move=False)
        return self._heights[width]

    @override
    def sizeHint(self) -> QSize:
        width = self._theme.px(280)
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.add.minimumSizeHint().width(), 0)

    def _arrangement(self) -> object:
        hidden = (self.add.isHidden(), self.box.isHidden(), self.off.isHidden(), self.kept.sizeHint())
        return self._on, hidden, [len(self._fields[name].items()) for name in _LISTS]

    def _refit(self) -> None:
        self._heights.clear()
        self.updateGeometry()
        self._arrange(self.width(), move=True)

    def _arrange(self, width: int, *, move: bool) -> int:
        """Work out, and with `move` set, where everything stands; return the height it takes."""
        px = self._theme.px
        stack = Stack(width, move=move)
        frames = [self._fields[name] for name in self._on if name in FRAME_FIELDS]
        self.swap.lay(stack, frames, width, move=move)
        stack.below(self.frame_notes, gap=px(6))
        self._arrange_tray(stack, Grid(self._theme, width), move=move)
        stack.below(self.box, gap=px(12))
        for name in _LISTS:
            stack.below(self._notes[name], gap=px(6))
        stack.led([] if self.kept.isHidden() else [self.kept], self.off, gap=px(12), between=px(6))
        stack.below(self.off_links, gap=px(2))
        return stack.height

    def _arrange_tray(self, stack: Stack, grid: Grid, *, move: bool) -> None:
        """Let the tiles of all kinds follow each other, and the place to add them."""
        cell, top = 0, stack.height + self._theme.px(12) if stack.height else 0
        for name in _LISTS:
            field = self._fields[name]
            if field.isHidden() or not field.items():
                continue
            rect, lead = grid.around(cell, len(field.items()))
            stack.put(field, rect.translated(0, top))
            if move:
                field.strip.lay(grid, lead)
                # It begins within the last line of the one before: there that one is to be seen and hit.
                before = QRect(QPoint(), grid.at(lead - 1).bottomRight()) if lead else QRect()
                if self.isRightToLeft():
                    before.moveLeft(rect.width() - before.width())
                field.setMask(QRegion(QRect(QPoint(), rect.size())) - QRegion(before))
            cell += len(field.items())
        if not self.add.isHidden():
            stack.put(self.add, grid.at(cell).translated(0, top))


def destinations(words: Words, form: Form, name: Field) -> list[tuple[Field, str]]:
    """Return where a field's references may go, by name: fields of its kind that the model takes."""
    if form.route is None or form.model is None:
        return []
    return [
        (other, words.text(form[other].name))
        for other in REFERENCE_FIELDS
        if other is not name
        and KIND_OF_FIELD[other] is KIND_OF_FIELD[name]
        and form.route.takes(other, form.model)
    ]

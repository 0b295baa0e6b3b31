"""The history of the draft: named steps, each with the draft before and after it."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QUndoCommand, QUndoStack

from seedance_gui.compat import override
from seedance_gui.domain.messages import QT_TRANSLATE_NOOP
from seedance_gui.ui.kit.text_change import Change, utf16_length
from seedance_gui.ui.kit.translator import counted
from seedance_gui.ui.references.field.describing import display_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction

    from seedance_gui.domain.draft import Draft

HISTORY_KEYS: Final = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_MOST_STEPS: Final = 300
_PAUSE_S: Final = 2.0  # what is pulled again after so long is another step
_MOST_LETTERS: Final = 4_000_000  # of all prompts together: a text of a megabyte may be pasted


@dataclass(frozen=True, slots=True)
class Typing:
    """A change that a person made to the text.

    The text then has so many ``letters`` more or less; ``cursor`` is where the cursor then stands. Letters of
    a word are one step, and so are letters deleted in a row. A change ``alone`` is a step of its own.
    """

    change: Change
    letters: int
    cursor: int
    alone: bool = False

    @classmethod
    def between(cls, before: str, after: str, cursor: int, *, alone: bool) -> Typing:
        """Return the change that makes one text of the other."""
        return cls(Change.between(before, after), len(after) - len(before), cursor, alone)

    def goes_on(self, before: Typing) -> bool:
        """Tell whether this belongs to the step of the change before it."""
        if self.alone or before.alone:
            return False
        change, cursor = self.change, self.cursor
        # "s" typed over "runs" takes three letters away, but leaves the cursor behind what was typed.
        typing = bool(before.change.text) or before.cursor > before.change.start
        if self.letters == 1 and change.start == change.end:
            begins_word = before.change.text[-1:].isspace() and not change.text.isspace()
            follows = before.cursor + utf16_length(change.text) == cursor
            return typing and follows and not begins_word and change.text != "\n"
        # Backspace, or Delete.
        follows = before.cursor in {cursor + change.end - change.start, cursor}
        return self.letters == -1 and not change.text and not typing and follows


class DraftStep(QUndoCommand):
    """One step. Steps that say the same of `merging` are one: pulling a slider, or typing a word."""

    def __init__(self, name: str, before: Draft, after: Draft, merging: Typing | str | None = None) -> None:
        super().__init__(name)
        self.before = before
        self.after = after
        self.merging = merging
        self.at = monotonic()

    @override
    def id(self) -> int:
        return -1 if self.merging is None else 1

    @override
    def mergeWith(self, other: QUndoCommand, /) -> bool:
        if not isinstance(other, DraftStep) or not self._goes_on(other):
            return False
        self.after, self.merging, self.at = other.after, other.merging, other.at
        self.setObsolete(self.before == self.after)
        return True

    def _goes_on(self, other: DraftStep) -> bool:
        mine, its = self.merging, other.merging
        if isinstance(mine, Typing) and isinstance(its, Typing):
            return its.goes_on(mine)
        return mine == its and self.text() == other.text() and other.at - self.at < _PAUSE_S


class DraftHistory(QObject):
    """What was done to one draft, to be undone and redone step by step.

    What the program finds out later (a link, a measure) is no step: every draft of the history learns it.
    """

    moved = Signal(object, bool)  # the Draft that now stands, and whether by undo or redo
    newest_changed = Signal()  # another step is the newest that is done

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pushing = False
        self._stack = QUndoStack(self)
        self._stack.setUndoLimit(_MOST_STEPS)
        self._stack.indexChanged.connect(self._index_changed)
        undo = self._stack.createUndoAction(parent, self.tr("Undo"))
        redo = self._stack.createRedoAction(parent, self.tr("Redo"))
        self.undo_action = self._action(undo, QKeySequence.StandardKey.Undo, "Ctrl+Z")
        self.redo_action = self._action(redo, QKeySequence.StandardKey.Redo, "Ctrl+Shift+Z")
        self._say_why_off()

    @property
    def newest(self) -> DraftStep | None:
        """The newest step that is done, not undone."""
        return self._step(self._stack.index() - 1) if self._stack.index() else None

    def push(self, step: DraftStep) -> None:
        """Take a step; what was undone before can't be redone any more."""
        if len(step.after.prompt) * self._stack.count() > _MOST_LETTERS:
            self._stack.clear()
        draft, self._pushing = step.after, True  # the stack may take the step for its own, or drop it
        self._stack.push(step)
        self._pushing = False
        self.moved.emit(draft, False)

    def undo_step(self, step: DraftStep) -> None:
        """Undo a step if it is the newest: another one may have built on it."""
        if self.newest is step:
            self._stack.undo()

    def learn(self, change: Callable[[Draft], Draft]) -> None:
        """Let every draft know what was found out of its references."""
        known: dict[int, Draft] = {}  # what stands after one step stands before the next
        steps = [self._step(index) for index in range(self._stack.count())]
        drafts = {id(draft): draft for step in steps for draft in (step.before, step.after)}
        known = {key: change(draft) for key, draft in drafts.items()}
        for step in steps:
            step.before, step.after = known[id(step.before)], known[id(step.after)]

    def take_over(self, other: DraftHistory) -> None:
        """Go on with the steps of another history, which goes."""
        self._pushing = True
        for step in map(other._step, range(other._stack.count())):
            self._stack.push(DraftStep(step.text(), step.before, step.after))
        self._stack.setIndex(other._stack.index())
        self._pushing = False

    def clear(self) -> None:
        """Forget everything: another draft has no past here."""
        self._stack.clear()
        self.newest_changed.emit()

    def _step(self, index: int) -> DraftStep:
        return cast("DraftStep", self._stack.command(index))

    def _index_changed(self, index: int) -> None:
        self._say_why_off()
        self.newest_changed.emit()
        if self._stack.count() and not self._pushing:
            self.moved.emit(self._step(index - 1).after if index else self._step(0).before, True)

    def _say_why_off(self) -> None:
        self.undo_action.setToolTip("" if self._stack.canUndo() else self.tr("There is nothing to undo."))
        self.redo_action.setToolTip("" if self._stack.canRedo() else self.tr("There is nothing to redo."))

    def _action(self, action: QAction, keys: QKeySequence.StandardKey, also: str) -> QAction:
        usual = QKeySequence.keyBindings(keys)[:1]
        action.setShortcuts(list(dict.fromkeys([QKeySequence(also), *usual])))
        # Not in the form alone: what one presses for Reuse stands beside a video, and a slider in a popup.
        action.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)
        return action


def step_words(before: Draft, after: Draft, *, fix: bool) -> tuple[str, str]:
    """Return the name of a step that changes references, and what to say of it in passing, if anything."""
    was, left = before.references(), list(after.references())
    gone = []
    for item in was:
        if item in left:
            left.remove(item)  # of twins each counts
        else:
            gone.append(item)
    count = len(was) - len(after.references())
    translate = QCoreApplication.translate
    if fix:
        text = QT_TRANSLATE_NOOP("DraftHistory", "%n references removed.", None, 1)
        said = counted("DraftHistory", text, count) if count > 0 else ""
        return translate("DraftHistory", "Apply the fix"), said
    if not gone:
        name = translate("DraftHistory", "Add reference")
        return (translate("DraftHistory", "Move reference") if count == 0 else name), ""
    name = translate("DraftHistory", "Remove reference")
    if count <= 0:
        name = translate("DraftHistory", "Replace reference")
    return name, translate("DraftHistory", "Removed: {name}").format(name=display_name(gone[0]))

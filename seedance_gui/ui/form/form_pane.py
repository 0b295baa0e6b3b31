"""The column in which a video is asked for: it holds the draft, and shows what the domain makes of it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from seedance_gui.domain.draft import FIELD_OF_KIND, REFERENCE_FIELDS, Draft, Field
from seedance_gui.domain.form import evaluate
from seedance_gui.ui.form.create_bar import CREATE_KEYS, CreateBar
from seedance_gui.ui.form.draft_history import DraftHistory, DraftStep, step_words
from seedance_gui.ui.form.form_column import FormColumn
from seedance_gui.ui.form.frame_swap import swapped
from seedance_gui.ui.form.model.model_picker import ModelPicker
from seedance_gui.ui.form.prompt.prompt_box import PromptBox
from seedance_gui.ui.form.reference_section import ReferenceSection, destinations
from seedance_gui.ui.form.shape_section import ShapeSection
from seedance_gui.ui.form.start_choice import StartChoice
from seedance_gui.ui.form.state_block import StateBlock
from seedance_gui.ui.references.field.edits import ReferenceEdits

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance

    from seedance_gui.domain.draft import Kind, Reference
    from seedance_gui.domain.form_state import Form
    from seedance_gui.domain.rules import Rules
    from seedance_gui.ui.form.draft_history import Typing
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.kit.translator import Words
    from seedance_gui.ui.references.field.field import ReferenceField

_NEAR = 0.8  # the share of the prompt's limit from which the count is shown


class FormPane(FormColumn):
    """The Create column. Every change makes a new draft, the domain judges it, the widgets show that.

    After `create_requested` it is busy until `set_busy(False)`, so that one click asks for one video; what
    was entered stays.
    """

    draft_changed = Signal(object)  # Draft; what the person did, not what set_draft put in
    form_changed = Signal(object)  # Form; after every evaluation
    create_requested = Signal(object)  # Draft
    notice = Signal(str)  # a passing message
    stepped = Signal(str, object)  # what to say of a step in passing, and the DraftStep
    links_taken = Signal(str, object)  # words that were links only, and the (Field, Reference) made of them

    def __init__(
        self,
        rules: Rules,
        words: Words,
        theme: Theme,
        make_field: Callable[[Field, ReferenceEdits], ReferenceField],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._rules = rules
        self._words = words
        self._own_origin = ""
        self._busy = False
        self._refused: frozenset[Field] = frozenset()
        self._taking_in = False
        self._asked = QElapsedTimer()
        self._last_given: list[tuple[Field, Reference]] = []
        self._given_step: DraftStep | None = None
        self._form = evaluate(rules, Draft(rules.first_model))
        self.history = DraftHistory(self)
        self.undo_action, self.redo_action = self.history.undo_action, self.history.redo_action
        self.create_action = QAction(self, autoRepeat=False)
        self.create_action.setShortcuts(CREATE_KEYS)
        self.create_action.triggered.connect(self.ask)
        self.addActions([self.undo_action, self.redo_action, self.create_action])
        self.model = ModelPicker(rules, words, theme)
        self._model_block = StateBlock(theme, words, self.model, bare=True)
        self.prompt = PromptBox(theme, self.undo_action, self.redo_action)
        self.prompt.setObjectName(Field.PROMPT.value)
        self.prompt.setPlaceholderText(
            self.tr(
                "Describe your video: who or what is in it, what happens, how the camera moves, the light, "
                "the sound."
            )
        )
        self._prompt_block = StateBlock(theme, words, self.prompt, bare=True)
        self.start = StartChoice(theme)
        edits = ReferenceEdits(
            set_items=self._items_changed,
            sort_in=self._misplaced,
            move=self._move,
            refuse=self.notice.emit,
            destinations=lambda name: destinations(words, self._form, name),
        )
        self.references = ReferenceSection(theme, words, lambda name: make_field(name, edits))
        self.shape = ShapeSection(theme, words)
        self.bar = CreateBar(theme, words)
        parts = (self._model_block, self._prompt_block, self.start, self.references)
        self.lay_out(parts, self.prompt, self.shape, self.bar)
        self._connect()
        self._show()

    @property
    def draft(self) -> Draft:
        """Everything entered."""
        return self._form.draft

    @property
    def form(self) -> Form:
        """What the domain makes of it."""
        return self._form

    def set_draft(self, draft: Draft) -> None:
        """Put in what was entered before, which has no past here. Emits no `draft_changed`."""
        self.history.clear()
        self._evaluate(draft)

    def enter(self, draft: Draft, step: str = "", *, merging: Typing | str | None = None) -> DraftStep | None:
        """Take what the person made of the present draft, as a step of this name; mentions follow the lists.

        Return the newest step then, None where nothing changed. See `DraftStep` for `merging`.
        """
        if draft.prompt == self.draft.prompt:
            draft = self.prompt.follow(draft)
        return self.put_in(draft, step, merging=merging)

    def put_in(self, draft: Draft, step: str, *, merging: Typing | str | None = None) -> DraftStep | None:
        """Put another draft in the place of the present one, whole, as a step of this name."""
        if draft == self.draft:
            self._show()
            return None
        self.history.push(DraftStep(step, self.draft, draft, merging))
        return self.history.newest

    def learn(self, change: Callable[[Draft], Draft]) -> None:
        """Take over what was found out of references (a link, a measure): it is no step."""
        self.history.learn(change)
        self.prompt.learn(change)
        draft = change(self.draft)
        if draft != self.draft:
            self._evaluate(draft)
            self.draft_changed.emit(draft)

    def take(self, items: list[tuple[Field, Reference]]) -> None:
        """Take what was dropped or pasted anywhere on the form, each where it belongs."""
        draft = self.draft
        for name, reference in items:
            draft = draft.adding(name, reference)
        self._last_given = items
        self._given_step = self._enter_references(draft)

    def links_are_taken(self, words: str) -> None:
        """Tell that what was taken last were words that may have been meant for the prompt."""
        self.links_taken.emit(words, self._last_given)

    def take_words(self, words: str, items: list[tuple[Field, Reference]]) -> None:
        """Put links into the prompt after all, of which these references were made."""
        if self._given_step is not None and self._given_step is self.history.newest:
            self.history.undo_step(self._given_step)  # the start mode goes back with it
        draft = self.draft
        for name, reference in items:
            kept = [item for item in draft.items(name) if item.link != reference.link]
            draft = draft.with_items(name, tuple(kept))
        self.enter(draft, self.tr("Put links into the prompt"))
        at = self.prompt.textCursor().position()
        apart = at == 0 or self.prompt.document().characterAt(at - 1).isspace()
        self.prompt.insertPlainText(words if apart else f" {words}")
        self.prompt.setFocus()

    def set_own_origin(self, origin: str) -> None:
        """Name the service's address where it is on this computer or network (as in practice), else ''."""
        if origin != self._own_origin:
            self._own_origin = origin
            self._evaluate(self.draft)

    def set_balance(self, text: str | None, about: str = "") -> None:
        """Show what is left on the account."""
        self.bar.set_balance(text, about)

    def set_refused(self, fields: frozenset[Field]) -> None:
        """Keep Create off for fields with a file that could not be uploaded: no order could follow."""
        if fields != self._refused:
            self._refused = fields
            self._show_blockers()

    def set_taking_in(self, taking_in: bool) -> None:
        """Keep Create off while something that was given is still being read: it would go without it."""
        if taking_in != self._taking_in:
            self._taking_in = taking_in
            self._show_blockers()

    def set_practice(self, practice: bool) -> None:
        """Say that nothing is charged here."""
        self.bar.set_practice(practice)

    def set_busy(self, busy: bool, doing: str = "") -> None:
        """Keep Create off while what was asked for is on its way; ``doing`` says what is done first."""
        self._busy = busy
        self.bar.set_busy(busy, doing)

    def field(self, name: Field) -> ReferenceField:
        """Return the widget of a reference field. KeyError for any other."""
        return self.references.field(name)

    def why_not(self, draft: Draft, name: Field, index: int) -> str:
        """Return why a reference that another draft adds can't be used; an empty text where it can."""
        state = evaluate(self._rules, draft, self._own_origin)[name]
        known = {problem.message for problem in self._form[name].problems}
        for problem in state.problems if state.on else ():
            if problem.message not in known and problem.index in {None, index} and not problem.missing:
                return self._words.text(problem.message)
        return self._words.text(state.reason) if state.reason else ""

    def focus_field(self, name: Field) -> None:
        """Bring a field into view and give it the keyboard."""
        if name in REFERENCE_FIELDS:
            self.bring_in(self.references.entry(name), self.references.said(name).problem())
        elif name in {Field.MODEL, Field.PROMPT}:
            model, prompt = (self.model, self._model_block), (self.prompt, self._prompt_block)
            part, block = model if name is Field.MODEL else prompt
            self.bring_in(part, block.said.problem())
        else:
            cell = self.shape.cell(name)
            cell.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if cell.wrong:  # what is wrong and what mends it stand behind it
                cell.open()

    def write_anew(self) -> None:
        """Give the prompt the keyboard with all its words selected: what is typed takes their place."""
        self.focus_field(Field.PROMPT)
        self.prompt.selectAll()

    def ask(self) -> None:
        """Ask for the video, once, if nothing stands in the way."""
        pause = QApplication.doubleClickInterval()
        again = self._asked.isValid() and self._asked.elapsed() < pause
        if self._busy or again or self.bar.blockers:
            return
        self._asked.start()
        self.set_busy(True)
        self.create_requested.emit(self.draft)

    # What the person does

    def _connect(self) -> None:
        self.history.moved.connect(self._draft_moved)
        shape = self.shape
        chosen: tuple[tuple[SignalInstance, Field | str, str], ...] = (
            (self.model.chosen, Field.MODEL, self.tr("Change model")),
            (self.start.chosen, "start", self.tr("Change start mode")),
            (shape.ratio.rows.value_changed, Field.RATIO, self.tr("Change ratio")),
            (shape.slider.value_changed, Field.DURATION, self.tr("Change length")),
            (shape.resolution.rows.value_changed, Field.RESOLUTION, self.tr("Change resolution")),
            (shape.orientation.rows.value_changed, Field.ORIENTATION, self.tr("Change orientation")),
        )
        self.start.chosen.connect(lambda _: self.keep_still(self.start))  # for the next click on it
        for signal, field, step in chosen:
            signal.connect(partial(self._choose, field, step))
        self.prompt.said.connect(self.notice)
        self.prompt.edited.connect(
            lambda text, typing: self.enter(
                replace(self.draft, prompt=text), self.tr("Typing"), merging=typing
            )
        )
        for part in (self._model_block, self._prompt_block, self.references, shape):
            part.fix.connect(lambda draft: self._enter_references(draft, fix=True))
        self.references.swap_asked.connect(
            lambda: self.enter(swapped(self.draft), self.tr("Swap first and last frame"))
        )
        shape.takes.changed.connect(self.bar.set_count)
        self.bar.create_clicked.connect(self.ask)
        self.bar.missing_clicked.connect(self.focus_field)

    def _draft_moved(self, draft: Draft, back: bool) -> None:
        self._evaluate(draft, go=back)
        self.draft_changed.emit(draft)

    def _enter_references(self, draft: Draft, *, fix: bool = False) -> DraftStep | None:
        """Enter a draft with other references; say which are gone, so that it can be undone."""
        name, said = step_words(self.draft, draft, fix=fix)
        step = self.enter(draft, name)
        if step is not None and said:
            self.stepped.emit(said, step)
        return step

    def _choose(self, field: Field | str, step: str, value: object) -> None:
        changes: dict[str, Any] = {field: value}
        # Pulling a slider is one step.
        self.enter(replace(self.draft, **changes), step, merging=field if field is Field.DURATION else None)

    def _items_changed(self, name: Field, items: tuple[Reference, ...]) -> None:
        draft = self.draft.with_items(name, items)
        if len(items) > len(self.draft.items(name)) and not self._form[name].on:
            # What is given is meant to be used: go to the start mode in which it is, if there is one.
            started = replace(draft, start=self.draft.adding(name).start)
            if evaluate(self._rules, started, self._own_origin)[name].on:
                draft = started
        self._enter_references(draft)

    def _misplaced(self, items: tuple[Reference, ...], kind: Kind) -> None:
        place = FIELD_OF_KIND[kind]
        was_on = self._form[place].on  # then it is seen beside the others
        self._enter_references(self.draft.adding(place, *items))
        if not was_on:
            name = self._words.text(self._form[place].name)
            self.notice.emit(self.tr("Added to {field}").format(field=name))

    def _move(self, name: Field, index: int, to: Field) -> None:
        if 0 <= index < len(self.draft.items(name)):
            self._enter_references(self.draft.moved(name, index, to))

    # What is shown

    def _evaluate(self, draft: Draft, *, go: bool = False) -> None:
        self._form = evaluate(self._rules, draft, self._own_origin)
        self._show(go=go)

    def _show(self, *, go: bool = False) -> None:
        with self.laid_out_once():
            self._show_form(self._form, go=go)
        self.form_changed.emit(self._form)

    def _show_form(self, form: Form, *, go: bool) -> None:
        self._model_block.show_state(form[Field.MODEL])
        self.model.show_draft(form.draft, self._own_origin)
        self._show_prompt(form, go=go)
        self.start.show_start(form.draft.start)
        self.references.show_form(form)
        self.shape.show_form(form)
        self.bar.set_billing(self._words.text(form.billing) if form.billing else "")
        self._show_blockers()

    def _show_blockers(self) -> None:
        self.bar.show_blockers(self._form, self._refused, taking_in=self._taking_in)

    def _show_prompt(self, form: Form, *, go: bool) -> None:
        state = form[Field.PROMPT]
        self.prompt.show_draft(form.draft, go=go)
        self._prompt_block.show_state(state)
        self.prompt.set_problem(state.wrong)
        count, hint = len(form.draft.prompt), ""
        if state.maximum is not None and count >= state.maximum * _NEAR:
            hint = self.tr("{count} of {maximum} characters").format(count=count, maximum=state.maximum)
        self._prompt_block.set_hint(hint)

"""The column in which a video is asked for: it holds the draft, and shows what the domain makes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.domain.checks import FIELD_OF_KIND
from seedance_gui.domain.draft import REFERENCE_FIELDS, Draft, Field
from seedance_gui.domain.form import evaluate
from seedance_gui.domain.form_messages import FormMessage
from seedance_gui.domain.messages import Message
from seedance_gui.ui.form.create_bar import CREATE_KEYS, CreateBar
from seedance_gui.ui.form.model.model_picker import ModelPicker
from seedance_gui.ui.form.prompt.prompt_box import PromptBox
from seedance_gui.ui.form.reference_section import ReferenceSection, destinations
from seedance_gui.ui.form.shape_section import ShapeSection
from seedance_gui.ui.form.start_choice import StartChoice
from seedance_gui.ui.form.state_block import StateBlock
from seedance_gui.ui.kit.field_block import FieldBlock
from seedance_gui.ui.references.field.edits import ReferenceEdits

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_gui.domain.draft import InputMode, Kind, Reference
    from seedance_gui.domain.form_state import FieldProblem, Form
    from seedance_gui.domain.rules import Rules
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.kit.translator import Words
    from seedance_gui.ui.references.field.field import ReferenceField

_NEAR = 0.8  # the share of the prompt's limit from which the count is shown


class FormPane(QWidget):
    """The Create column. Every change makes a new draft, the domain judges it, the widgets show that.

    After `create_requested` it is busy until `set_busy(False)`, so that one click asks for one video; what
    was entered stays.
    """

    draft_changed = Signal(object)  # Draft; what the person did, not what set_draft put in
    form_changed = Signal(object)  # Form; after every evaluation
    create_requested = Signal(object)  # Draft
    notice = Signal(str)  # a passing message
    fix_applied = Signal(object, int)  # the draft before a remedy that took so many references out

    def __init__(
        self,
        rules: Rules,
        words: Words,
        theme: Theme,
        make_field: Callable[[Field, ReferenceEdits], ReferenceField],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rules = rules
        self._words = words
        self._theme = theme
        self._own_origin = ""
        self._busy = False
        self._obstacles: tuple[Field, ...] = ()
        self._refused: frozenset[Field] = frozenset()
        self._taking_in = False
        self._asked = QElapsedTimer()
        self._form = evaluate(rules, Draft(rules.first_model))
        self.model = ModelPicker(rules, words, theme)
        self._model_block = StateBlock(theme, words, self.model)
        self.prompt = PromptBox(theme)
        self.prompt.setObjectName(Field.PROMPT.value)
        self._prompt_block = StateBlock(theme, words, self.prompt)
        self.start = StartChoice(theme)
        self._start_block = FieldBlock(theme, "", self.start)
        edits = ReferenceEdits(
            set_items=self._items_changed,
            sort_in=self._misplaced,
            move=self._move,
            refuse=self.notice.emit,
            destinations=lambda name: destinations(words, self._form, name),
        )
        self.references = ReferenceSection(theme, words, lambda name: make_field(name, edits))
        self.shape = ShapeSection(theme, words)
        self.bar = CreateBar(theme)
        self._lay_out()
        self._connect()
        theme.changed.connect(self._fit)
        self._fit()
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
        """Put in what was entered before. Emits no `draft_changed`."""
        self._form = evaluate(self._rules, draft, self._own_origin)
        self._show()

    def enter(self, draft: Draft) -> None:
        """Take over what the person did, here or elsewhere (a drop, a remedy); mentions follow."""
        if draft.prompt == self.draft.prompt:
            draft = self.prompt.follow(draft)
        if draft == self.draft:
            self._show()
            return
        self.set_draft(draft)
        self.draft_changed.emit(draft)

    def set_own_origin(self, origin: str) -> None:
        """Name the practice service's address while practising (``http://127.0.0.1:PORT``), else ''."""
        if origin != self._own_origin:
            self._own_origin = origin
            self.set_draft(self.draft)

    def set_balance(self, text: str | None) -> None:
        """Show what is left on the account."""
        self.bar.set_balance(text)

    def set_refused(self, fields: frozenset[Field]) -> None:
        """Keep Create off for fields with a file that could not be uploaded: no order could follow."""
        if fields != self._refused:
            self._refused = fields
            self._show_obstacles()

    def set_taking_in(self, taking_in: bool) -> None:
        """Keep Create off while something that was given is still being read: it would go without it."""
        if taking_in != self._taking_in:
            self._taking_in = taking_in
            self._show_obstacles()

    def set_price(self, message: str) -> None:
        """Say what the video may take, as far as that is known."""
        self.bar.set_price(message)

    def set_practice(self, practice: bool) -> None:
        """Say that nothing is charged here."""
        self.bar.set_practice(practice)

    def set_busy(self, busy: bool) -> None:
        """Keep Create off while what was asked for is on its way."""
        self._busy = busy
        self.bar.set_busy(busy)

    def field(self, name: Field) -> ReferenceField:
        """Return the widget of a reference field. KeyError for any other."""
        return self.references.block(name).field

    def focus_field(self, name: Field) -> None:
        """Bring a field into view and give it the keyboard."""
        shape = self.shape
        targets: dict[Field, QWidget] = {
            Field.MODEL: self.model,
            Field.PROMPT: self.prompt,
            Field.RATIO: shape.ratio.chips,
            Field.DURATION: shape.slider,
            Field.RESOLUTION: shape.resolution.chips,
            Field.ORIENTATION: shape.orientation.chips,
        }
        target = self.field(name) if name in REFERENCE_FIELDS else targets[name]
        self._scroll.ensureWidgetVisible(target)
        by_itself = target.focusPolicy() is not Qt.FocusPolicy.NoFocus or target.focusProxy() is not None
        part = target if by_itself else _first_to_focus(target)
        if part is not None:
            part.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def ask(self) -> None:
        """Ask for the video, once, if nothing stands in the way."""
        pause = QApplication.doubleClickInterval()
        again = self._asked.isValid() and self._asked.elapsed() < pause
        if self._busy or again or self._obstacles:
            return
        self._asked.start()
        self.set_busy(True)
        self.create_requested.emit(self.draft)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()

    # What the person does

    def _connect(self) -> None:
        self.model.chosen.connect(lambda value: self.enter(replace(self.draft, model=value)))
        self.prompt.edited.connect(lambda text: self.enter(replace(self.draft, prompt=text)))
        self.start.chosen.connect(self._start_chosen)
        shape = self.shape
        shape.ratio_chosen.connect(lambda value: self.enter(replace(self.draft, ratio=value)))
        shape.duration_chosen.connect(lambda value: self.enter(replace(self.draft, duration=value)))
        shape.resolution_chosen.connect(lambda value: self.enter(replace(self.draft, resolution=value)))
        shape.orientation_chosen.connect(lambda value: self.enter(replace(self.draft, orientation=value)))
        for part in (self._model_block, self._prompt_block, self.references, shape):
            part.fix.connect(self._mend)
        self.bar.create_clicked.connect(self.ask)
        self.bar.missing_clicked.connect(lambda index: self.focus_field(self._obstacles[index]))
        for keys in CREATE_KEYS:
            shortcut = QShortcut(keys, self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(self.ask)

    def _mend(self, draft: Draft) -> None:
        before = self.draft
        self.enter(draft)
        lost = sum(len(before.items(name)) - len(draft.items(name)) for name in REFERENCE_FIELDS)
        if lost > 0:
            self.fix_applied.emit(before, lost)

    def _start_chosen(self, start: InputMode) -> None:
        self.enter(replace(self.draft, start=start))

    def _items_changed(self, name: Field, items: tuple[Reference, ...]) -> None:
        draft = self.draft.with_items(name, items)
        if len(items) > len(self.draft.items(name)) and not self._form[name].on:
            # What is given is meant to be used: go to the start mode in which it is, if there is one.
            started = replace(draft, start=self.draft.adding(name).start)
            if evaluate(self._rules, started, self._own_origin)[name].on:
                draft = started
        self.enter(draft)

    def _misplaced(self, items: tuple[Reference, ...], kind: Kind) -> None:
        place = FIELD_OF_KIND[kind]
        self.enter(self.draft.adding(place, *items))
        name = self._words.text(self._form[place].name)
        self.notice.emit(self.tr("Put where it belongs: {field}").format(field=name))

    def _move(self, name: Field, index: int, to: Field) -> None:
        if 0 <= index < len(self.draft.items(name)):
            self.enter(self.draft.moved(name, index, to))

    # What is shown

    def _show(self) -> None:
        form = self._form
        self._model_block.show_state(form[Field.MODEL])
        self.model.show_draft(form.draft, self._own_origin)
        self._show_prompt(form)
        self.start.show_start(form.draft.start)
        self.references.show_form(form)
        self.shape.show_form(form)
        self.bar.set_billing(self._words.text(form.billing) if form.billing else "")
        self._show_obstacles()
        self.form_changed.emit(form)

    def _show_obstacles(self) -> None:
        self._obstacles, messages = self._what_stands_in_the_way(self._form)
        if self._taking_in:
            self._obstacles, messages = (Field.IMAGES,), (self.tr("Taking in what you added…"),)
        self.bar.set_missing(messages)

    def _show_prompt(self, form: Form) -> None:
        state = form[Field.PROMPT]
        self.prompt.show_draft(form.draft)
        self._prompt_block.show_state(state)
        self.prompt.set_problem(any(not problem.missing for problem in state.problems))
        count, hint = len(form.draft.prompt), ""
        if state.maximum is not None and count >= state.maximum * _NEAR:
            hint = self.tr("{count} of {maximum} characters").format(count=count, maximum=state.maximum)
        self._prompt_block.set_hint(hint)

    def _what_stands_in_the_way(self, form: Form) -> tuple[tuple[Field, ...], tuple[str, ...]]:
        """Return the fields in which something is wrong in reading order, and what Create says of each."""
        first: dict[Field, FieldProblem] = {}
        for problem in form.problems:
            present = first.get(problem.field)
            if present is None or (present.missing and not problem.missing):
                first[problem.field] = problem
        fields = tuple(name for name in Field if name in first or name in self._refused)
        return fields, tuple(self._blocker(form, name, first.get(name)) for name in fields)

    def _blocker(self, form: Form, name: Field, problem: FieldProblem | None) -> str:
        if problem is not None and problem.missing:
            return self._words.text(problem.message)
        return self.tr("Look again at: {field}").format(field=self._words.text(form[name].name))

    # Layout

    def _lay_out(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._start_block.set_label(self._words.text(Message(FormMessage.START)))
        self.prompt.setPlaceholderText(
            self.tr(
                "For example: A red fox trots through fresh snow at dawn. The camera follows low and close, "
                "its breath steams in the cold. Soft wind, crunching steps."
            )
        )
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        for part in (self._model_block, self._prompt_block, self._start_block, self.references, self.shape):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._body)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._fit)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self.bar)

    def _fit(self) -> None:
        space = self._theme.space
        side = 20 if self.width() >= 340 else 14  # not scaled: large text needs the room
        scroll_bar = self._scroll.verticalScrollBar()
        # The scroll bar stands in the margin, so that its coming and going moves nothing.
        taken = scroll_bar.sizeHint().width() if scroll_bar.maximum() > 0 else 0
        self._column.setContentsMargins(side, space(4), max(0, side - taken), space(4))
        self._column.setSpacing(space(5))
        self.bar.set_sides(side)


def _first_to_focus(widget: QWidget) -> QWidget | None:
    """Return the first part of a field that takes the keyboard."""
    parts = cast("list[QWidget]", widget.findChildren(QWidget))
    return next(
        (
            part
            for part in parts
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isEnabled() and part.isVisible()
        ),
        None,
    )

"""Brings mentions to the prompt: the list while typing, the chips, their keys, the card."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QTextCursor,
)

from seedance_gui.compat import override
from seedance_gui.ui.form.prompt.mention_chips import MentionChips
from seedance_gui.ui.form.prompt.mention_offers import (
    Offer,
    cast_offers,
    joined,
    judged,
    matching,
    offers_of,
    pointed_at,
)
from seedance_gui.ui.form.prompt.prompt_foot import PromptFoot
from seedance_gui.ui.form.prompt.prompt_keys import (
    keeps_number_apart,
    select_mention,
    settle,
    takes_whole_mention,
)
from seedance_gui.ui.kit.mention_words import canonical, mention_words
from seedance_gui.ui.kit.text_change import Change, utf16_length

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from seedance_gui.domain.draft import Reference
    from seedance_gui.domain.form_state import Form
    from seedance_gui.ui.form.form_pane import FormPane
    from seedance_gui.ui.form.prompt.mention_popup import MentionCard, MentionPopup
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.references.field.thumbnails import Thumbnails

# Chinese input methods write the wide sign. A sign amid letters belongs to an address, not to a mention.
_BEGUN: Final = re.compile(r"(?<![A-Za-z0-9.])[@＠]([^\s@＠，。,.!?！？]{0,24})$")
_MOST: Final = 50  # of the cast beside the form's references: more are found by their names
_TAKING: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class PromptMentions(QObject):
    """Watches one prompt. It writes into it only when something is picked, never while words are composed."""

    def __init__(self, theme: Theme, pane: FormPane, thumbnails: Thumbnails) -> None:
        super().__init__(pane)
        self._theme = theme
        self._pane = pane
        self._box = box = pane.prompt
        self.cast: Callable[[], Mapping[str, Reference]] = dict  # asked while someone mentions something
        self._thumbnails = thumbnails
        self._form: Form | None = None
        self._offers: tuple[Offer, ...] = ()
        self._dismissed: int | None = None  # where the sign stands that the person wants no list for
        self._own_sign = False  # the sign was written by the button
        self._popup: MentionPopup | None = None
        self._card: MentionCard | None = None
        self.chips = MentionChips(theme, box)
        self.foot = PromptFoot(theme, box)
        self.foot.mention.clicked.connect(self._begin)
        # First of all: what else is asked about the cursor is asked of where it may be.
        for moved in (box.cursorPositionChanged, box.selectionChanged, box.edited):
            moved.connect(self._settle)
        box.double_clicked.connect(self._select)
        box.edited.connect(self._look)
        box.cursorPositionChanged.connect(self._close_if_left)
        box.verticalScrollBar().valueChanged.connect(self._hide)
        box.installEventFilter(self)
        box.viewport().installEventFilter(self)
        box.viewport().setMouseTracking(True)
        pane.form_changed.connect(self.show_form)

    def show_form(self, form: Form) -> None:
        """Offer the references of this form."""
        self._form = form
        self._settle()  # another text may have been put in
        self.chips.show_form(form)
        offers = offers_of(form)
        if offers != self._offers:
            self._offers = offers
            listed = self._popup is not None and self._popup.isVisible()
            self._hide()
            if listed:  # what is known of a reference came while the person chooses
                self._look()

    @property
    def popup(self) -> MentionPopup:
        """The list. It lies on the window, which is there only once the prompt is in it."""
        window = self._box.window()
        if self._popup is None or self._popup.parentWidget() is not window:
            from seedance_gui.ui.form.prompt.mention_popup import MentionPopup  # noqa: PLC0415 - late

            self._popup = MentionPopup(self._theme, self._thumbnails, window)
            self._popup.picked.connect(self._pick)
            self._popup.current_changed.connect(self._announce)
        return self._popup

    @property
    def card(self) -> MentionCard:
        """The card shown while the pointer rests on a mention."""
        window = self._box.window()
        if self._card is None or self._card.parentWidget() is not window:
            from seedance_gui.ui.form.prompt.mention_popup import MentionCard  # noqa: PLC0415 - late

            self._card = MentionCard(self._theme, self._thumbnails, window)
        return self._card

    # The cursor

    def _settle(self) -> None:
        settle(self._box)

    def _select(self, point: QPointF) -> None:
        place = self.chips.place_at(point)
        if place is not None:
            select_mention(self._box, place)

    # Opening and closing

    def _look(self) -> None:
        """Open, narrow or close the list by what now stands before the cursor."""
        begun = self._begun()
        if begun is None:
            self._dismissed = None
            self._close()
            return
        start, typed = begun
        found = self._matching(typed)
        whole = [offer.text for offer in found if offer.number] == [f"@{typed}"]
        if start == self._dismissed or not found or whole or self._box.composing:
            self._close()
            return
        self.popup.offer(found)
        self.popup.show_at(self._place_of(start))

    def _matching(self, typed: str) -> tuple[Offer, ...]:
        """Return what is meant by what was typed: references of the form, then those of the cast alone."""
        cast = cast_offers(self._pane.form, self.cast())
        named = {(offer.kind, offer.number): offer for offer in cast if offer.number}
        own = [named.get((offer.kind, offer.number), offer) for offer in self._offers]
        rest = matching([offer for offer in cast if not offer.number], typed)[:_MOST]
        return (*matching(own, typed), *(judged(self._pane, offer) for offer in rest))

    def _place_of(self, position: int) -> QRect:
        """Return where a position of the text is in the window."""
        cursor = QTextCursor(self._box.document())
        cursor.setPosition(position)
        rect = self._box.cursorRect(cursor)
        return QRect(self._box.viewport().mapTo(self._box.window(), rect.topLeft()), rect.size())

    def _begun(self) -> tuple[int, str] | None:
        """Return where a sign stands before the cursor, and what was typed after it."""
        cursor = self._box.textCursor()
        if cursor.hasSelection():
            return None
        block = cursor.block()
        units = block.text().encode("utf-16-le")[: 2 * cursor.positionInBlock()]
        before = units.decode("utf-16-le", "replace")
        found = _BEGUN.search(before)
        return None if found is None else (block.position() + utf16_length(before[: found.start()]), found[1])

    def _begin(self) -> None:
        """Write the sign for the person, with a blank where the letters before would swallow it."""
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._box.composing:
            return
        if not self._matching(""):
            self._box.said.emit(self.tr("There is nothing to mention yet. Add a picture, a clip or a sound."))
            return
        cursor = self._box.textCursor()
        cursor.clearSelection()
        self._dismissed = None
        cursor.insertText(f"{self._box.blank_at(cursor.position())}@")
        self._own_sign = True
        self._box.setTextCursor(cursor)
        self._look()

    def _dismiss(self) -> None:
        begun = self._begun()
        if begun is not None:
            self._dismissed, typed = begun
            if self._own_sign and not typed:
                self._box.textCursor().deletePreviousChar()
        self._close()

    def _close(self) -> None:
        self._own_sign = self._own_sign and self._begun() is not None
        self._hide()

    def _hide(self) -> None:
        for lying in (self._popup, self._card):
            if lying is not None:
                lying.hide()

    def _close_if_left(self) -> None:
        if self._popup is not None and self._popup.isVisible() and self._begun() is None:
            self._close()

    # Picking

    def mention(self, name: str) -> None:
        """Mention one of the cast where the cursor is."""
        (offer,) = cast_offers(self._pane.form, {name: self.cast()[name]})
        cursor = self._box.textCursor()
        start = cursor.selectionStart()
        self._put(judged(self._pane, offer), start, cursor.selectionEnd(), self._box.blank_at(start))

    def _pick(self, offer: Offer) -> None:
        begun = self._begun()
        self._hide()
        if begun is None or self._box.composing:
            return
        self._dismissed = begun[0]  # the list has done its work for this sign
        self._own_sign = False
        self._put(offer, begun[0], self._box.textCursor().position())

    def _put(self, offer: Offer, start: int, end: int, blank: str = "") -> None:
        """Put a mention in the place of a part of the text, or say why that can't be."""
        if offer.reason:
            self._box.said.emit(f"{offer.name}: {offer.reason}")
        elif offer.number:
            self._box.replace_text(start, end, blank + offer.text)
        else:
            self._add(offer, start, end, blank)
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, offer: Offer, start: int, end: int, blank: str) -> None:
        """Put one of the cast into the form and its mention into the prompt, as one step."""
        draft, number = joined(self._pane.draft, offer)
        change = Change(start, end, blank + mention_words(offer.kind, number))
        prompt = canonical(change.made_in(self._box.toPlainText()))
        self._pane.put_in(replace(draft, prompt=prompt), self.tr("Mention {name}").format(name=offer.name))
        cursor = self._box.textCursor()
        cursor.setPosition(start + utf16_length(change.text))
        self._box.setTextCursor(cursor)

    def _announce(self, offer: Offer) -> None:
        said = f"{offer.title}, {offer.detail}"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._box, said))

    # Events of the prompt

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        return self._box_event(event) if watched is self._box else self._viewport_event(event)

    def _box_event(self, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QKeyEvent) and not self._box.composing:
            if kind is QEvent.Type.KeyPress:
                return self._key(event)
            if kind is QEvent.Type.ShortcutOverride and self._takes(event):
                event.accept()
        elif kind in {QEvent.Type.FocusOut, QEvent.Type.Hide}:
            self._hide()
        elif kind is QEvent.Type.InputMethod and self._popup is not None:
            # The input method shows its own list there.
            self._popup.hide()
        return False

    def _viewport_event(self, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            return self._show_card(event.pos())
        if kind is QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._leave_chip(event.position())
        elif kind in {QEvent.Type.Leave, QEvent.Type.Wheel} and self._card is not None:
            self._card.hide()
        return False

    def _takes(self, event: QKeyEvent) -> bool:
        """Tell whether the open list takes a key."""
        if self._popup is None or not self._popup.isVisible() or event.modifiers():
            return False
        key = Qt.Key(event.key())
        return key in _TAKING or key in _STEPS or key == Qt.Key.Key_Escape

    def _key(self, event: QKeyEvent) -> bool:
        if self._card is not None:
            self._card.hide()
        if not self._takes(event):
            known = {offer.text for offer in self._offers}
            return takes_whole_mention(self._box, event) or keeps_number_apart(self._box, event, known)
        key = Qt.Key(event.key())
        current = self.popup.current()
        if key in _STEPS:
            self.popup.go(_STEPS[key])
        elif key == Qt.Key.Key_Escape:
            self._dismiss()
        elif current is not None:
            self._pick(current)
        return True

    # The card

    def _show_card(self, point: QPoint) -> bool:
        place = self.chips.place_at(point.toPointF())
        if place is None or self._form is None or (self._popup is not None and self._popup.isVisible()):
            return False
        standing, offer = pointed_at(self._form, place.mention)
        self.card.show_for(standing, offer, self._place_of(place.start))
        return True

    def _leave_chip(self, point: QPointF) -> None:
        card = self._card
        if card is not None and card.isVisible() and self.chips.place_at(point) is None:
            card.hide()

"""What can be mentioned, what a mention points at, and what is meant by the letters typed after ``@``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from seedance_gui.domain.draft import FIELD_OF_KIND, Kind
from seedance_gui.ui.kit.mention_words import mention_words
from seedance_gui.ui.references.field.describing import display_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from seedance_gui.domain.draft import Draft, Reference
    from seedance_gui.domain.form_state import Form
    from seedance_gui.domain.mentions import Mention
    from seedance_gui.ui.form.form_pane import FormPane

_CALLED: Final = {
    Kind.IMAGE: ("图", "图片", "照片", "image", "picture", "photo", "tu"),
    Kind.VIDEO: ("视频", "video", "clip", "shipin"),
    Kind.AUDIO: ("音频", "声音", "audio", "sound", "music", "yinpin"),
}
"""How people call a kind, in the languages they write prompts in."""


class Standing(Enum):
    """What a mention points at: a reference in use, one this model leaves out, or nothing."""

    USED = "used"
    KEPT = "kept"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Offer:
    """A reference that can be mentioned; ``number`` is its place in its list, from 1.

    One of the cast has a ``name``. While it is not in use its number is 0; ``reason``: why it can't be.
    """

    kind: Kind
    number: int
    reference: Reference
    name: str = ""
    reason: str = ""

    @property
    def text(self) -> str:
        """The mention as it stands in the prompt."""
        return mention_words(self.kind, self.number) if self.number else f"@{self.name}"

    @property
    def title(self) -> str:
        """What the person knows it by."""
        return self.name or display_name(self.reference)

    @property
    def detail(self) -> str:
        """Which reference it is, or what would become of it."""
        if self.number:
            return place_words(self)
        return self.reason or QCoreApplication.translate("Mentions", "Adds it to the references")


def offers_of(form: Form) -> tuple[Offer, ...]:
    """Return what can be mentioned: the references that are sent, in the order of the form."""
    return tuple(
        Offer(kind, index + 1, reference)
        for kind, name in FIELD_OF_KIND.items()
        if form[name].on
        for index, reference in enumerate(form.draft.items(name))
    )


def cast_offers(form: Form, cast: Mapping[str, Reference]) -> list[Offer]:
    """Return the cast, those in use with their numbers; of the others see `judged`."""
    offers = []
    for name, item in cast.items():
        offer = Offer(item.kind or Kind.IMAGE, 0, item, name)
        number, field = joined(form.draft, offer)[1], FIELD_OF_KIND[offer.kind]
        used = form[field].on and number <= len(form.draft.items(field))
        offers.append(replace(offer, number=number) if used else offer)
    return offers


def judged(pane: FormPane, offer: Offer) -> Offer:
    """Return one of the cast with the reason why it can't be used now, if it can't. Takes a millisecond."""
    if offer.number:
        return offer
    draft, number = joined(pane.draft, offer)
    return replace(offer, reason=pane.why_not(draft, FIELD_OF_KIND[offer.kind], number - 1))


def joined(draft: Draft, offer: Offer) -> tuple[Draft, int]:
    """Return the draft with one of the cast in use, and its place in its list, from 1."""
    field, item = FIELD_OF_KIND[offer.kind], offer.reference
    for at, each in enumerate(draft.items(field)):
        if each.file == item.file if item.file else each.link == item.link:
            return replace(draft, start=draft.adding(field).start), at + 1
    return draft.adding(field, item), len(draft.items(field)) + 1


def pointed_at(form: Form, mention: Mention) -> tuple[Standing, Offer | None]:
    """Return how a mention stands and what it points at."""
    name = FIELD_OF_KIND[mention.kind]
    items = form.draft.items(name)
    if not 1 <= mention.number <= len(items):
        return Standing.LOST, None
    offer = Offer(mention.kind, mention.number, items[mention.number - 1])
    return (Standing.USED if form[name].on else Standing.KEPT), offer


def matching(offers: Sequence[Offer], typed: str) -> tuple[Offer, ...]:
    """Return the offers that are meant by what was typed after ``@``: kind, number or a part of the name.

    Those meant by kind or number come before those that only have the letters in their name.
    """
    wanted = typed.strip().casefold()
    if not wanted:
        return tuple(offers)
    first = [offer for offer in offers if _is_called(offer, wanted)]
    named = [
        offer
        for offer in offers
        if offer not in first and wanted in f"{offer.name}\n{display_name(offer.reference)}".casefold()
    ]
    return (*first, *named)


def _is_called(offer: Offer, wanted: str) -> bool:
    if not offer.number or (offer.name and offer.name.casefold().startswith(wanted)):
        return offer.name.casefold().startswith(wanted)
    number = str(offer.number)
    return number.startswith(wanted) or any(
        f"{word}{number}".startswith(wanted) or f"{word} {number}".startswith(wanted)
        for word in (*_CALLED[offer.kind], kind_word(offer.kind).casefold())
    )


def kind_word(kind: Kind) -> str:
    """Return what a kind is called on screen."""
    return {
        Kind.IMAGE: QCoreApplication.translate("Mentions", "Picture"),
        Kind.VIDEO: QCoreApplication.translate("Mentions", "Video"),
        Kind.AUDIO: QCoreApplication.translate("Mentions", "Sound clip"),
    }[kind]


def place_words(offer: Offer) -> str:
    """Return which reference it is: "Picture 2"."""
    return QCoreApplication.translate("Mentions", "{kind} {number}").format(
        kind=kind_word(offer.kind), number=offer.number
    )

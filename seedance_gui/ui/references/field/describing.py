"""Words for references: what one is called and what is known of it, and what a field for them says."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from PySide6.QtCore import QCoreApplication, QLocale

from seedance_gui.domain.draft import FRAME_FIELDS, KIND_OF_FIELD, Field, Kind
from seedance_gui.domain.form_messages import FormMessage
from seedance_gui.domain.links import ASSET
from seedance_gui.services.uploads.asset_store import AssetState
from seedance_gui.ui.kit.mention_words import mention_words

if TYPE_CHECKING:
    from seedance_gui.domain.draft import Reference
    from seedance_gui.domain.messages import MessageCode
    from seedance_gui.services.uploads.asset_store import KnownAsset
    from seedance_gui.ui.kit.design_tokens import Tone

KIND_ICONS: Final = {Kind.IMAGE: "image", Kind.VIDEO: "film", Kind.AUDIO: "music"}
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class ItemState:
    """How a reference stands right now, for instance on its way up. `percent` (0-100) draws a bar.

    `note` says it in full, where there is room. `acts`: what its menu offers because of it, as (key, words).
    """

    text: str
    percent: int | None = None
    tone: Tone = "neutral"
    note: str = ""
    acts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ItemView:
    """What a tile shows. ``title`` is what the prompt calls it; an empty ``problem``: nothing is wrong.

    ``code`` is the problem's own.
    """

    reference: Reference
    kind: Kind
    title: str
    problem: str = ""
    state: ItemState | None = None
    code: MessageCode | None = None


def visible(text: str) -> str:
    """Return foreign text on one line: what would not be seen, or would turn the line round, becomes �."""
    shown = (
        " " if c.isspace() else "�" if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co"} else c
        for c in text[:_LONGEST]
    )
    return " ".join("".join(shown).split())


def display_name(reference: Reference) -> str:
    """Return the name to show: the file's, or the last part of the link as a person reads it."""
    name = reference.name if reference.file else unquote(reference.name)
    return visible(name) or visible(reference.link)


def known_of(reference: Reference) -> list[str]:
    """Return what is known of a reference, what matters most first: its length and size, else its host."""
    translate = QCoreApplication.translate
    if reference.link.startswith(ASSET):
        return [translate("Reference", "Saved asset")]
    known = []
    if reference.seconds is not None:
        seconds = QLocale().toString(reference.seconds, "f", 1)
        known.append(translate("Reference", "{seconds} s").format(seconds=seconds))
    if reference.size is not None:
        form = QLocale.DataSizeFormat.DataSizeTraditionalFormat
        known.append(QLocale().formattedDataSize(reference.size, 1, form))
    if known:
        return known
    if reference.file:
        return [translate("Reference", "File")]
    try:
        host = visible(urlsplit(reference.link).hostname or "")
    except ValueError:
        host = ""
    return [host or translate("Reference", "Link")]


def why_not(asset: KnownAsset) -> str:
    """Return why an asset can't be used now; an empty text where nothing is known against it."""
    if asset.state is AssetState.FAILED:
        return QCoreApplication.translate("AssetPicker", "The service did not accept this one.")
    if asset.state is AssetState.PROCESSING:
        return QCoreApplication.translate(
            "AssetPicker", "The service is still checking this one. It can be used as soon as it is ready."
        )
    return ""


def measures(reference: Reference) -> str:
    """Return pixels and pictures a second, as far as they are known: "1280 × 720 · 24 fps"."""
    known = []
    if reference.width is not None and reference.height is not None:
        known.append(f"{reference.width} × {reference.height}")
    if reference.fps is not None:
        known.append(QCoreApplication.translate("Reference", "{n} fps").format(n=f"{reference.fps:.4g}"))
    return " · ".join(known)


def state_words(view: ItemView) -> str:
    """Return in a few words how a reference stands; an empty text where there is nothing to say."""
    if view.problem:
        if view.code is FormMessage.FILE_OVER_LIMIT:
            return QCoreApplication.translate("Reference", "Too large")
        return QCoreApplication.translate("Reference", "Problem")
    return view.state.text if view.state else ""


def spoken(view: ItemView) -> str:
    """Return what a tile is called aloud: "Picture 2, fox.png, uploading 40 %"."""
    translate = QCoreApplication.translate
    said = view.title
    state = state_words(view)
    if view.state and view.state.percent is not None and not view.problem:
        # In tens: a screen reader may say each change.
        far = view.state.percent // 10 * 10
        state = translate("Reference", "uploading {percent} %").format(percent=far)
    for more in (display_name(view.reference), state):
        said = translate("Reference", "{item}, {more}").format(item=said, more=more) if more else said
    return said


def title_of(field: Field, name: str, index: int) -> str:
    """Return what a prompt calls the reference at a place of a field, or the ``name`` of a frame."""
    return name if field in FRAME_FIELDS else mention_words(KIND_OF_FIELD[field], index + 1).lstrip("@")


def seconds_words(reference: Reference) -> str:
    """Return how long a clip or sound lasts, as short as it can be; an empty text where that isn't known."""
    if reference.seconds is None:
        return ""
    seconds = QLocale().toString(round(reference.seconds, 1), "g", 4)
    return QCoreApplication.translate("Reference", "{seconds} s").format(seconds=seconds)


def count_words(count: int, maximum: int | None) -> str:
    """Return how many there are of how many."""
    if maximum is None:
        return ""
    text = QCoreApplication.translate("ReferenceField", "{count} of {maximum}")
    if not count:
        text = QCoreApplication.translate("ReferenceField", "Up to {maximum}")
    elif count > maximum:
        text = QCoreApplication.translate("ReferenceField", "{count}, at most {maximum}")
    return text.format(count=count, maximum=maximum)


def drop_words(field: Field, count: int) -> str:
    """Return what is said while something that fits hovers above; `count` is 0 where it is not known."""
    if field in FRAME_FIELDS:
        return QCoreApplication.translate("ReferenceField", "Drop to use it here")
    if count > 1:
        return QCoreApplication.translate("ReferenceField", "Drop to add {count}").format(count=count)
    return QCoreApplication.translate("ReferenceField", "Drop to add")


def elsewhere_words(kind: Kind) -> str:
    """Return what is said while something of another kind hovers above."""
    translate = QCoreApplication.translate
    return {
        Kind.IMAGE: translate("ReferenceField", "This is a picture: it will go where pictures belong"),
        Kind.VIDEO: translate("ReferenceField", "This is a video: it will go where videos belong"),
        Kind.AUDIO: translate("ReferenceField", "This is a sound clip: it will go where sound belongs"),
    }[kind]

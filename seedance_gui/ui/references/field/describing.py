"""Words for one reference: its name, what is known of it, and what it is called aloud."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from PySide6.QtCore import QCoreApplication, QLocale

from seedance_gui.domain.draft import Kind
from seedance_gui.domain.links import ASSET

if TYPE_CHECKING:
    from seedance_gui.domain.draft import Reference
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


def detail(reference: Reference) -> str:
    """Return what is known of a reference: that it is saved, its length and size, or its host."""
    return " · ".join(_known(reference)) or _where(reference)


def brief(reference: Reference) -> str:
    """Return what matters most of that, where there is little room: the length, else the size."""
    return next(iter(_known(reference)), "") or _where(reference)


def _known(reference: Reference) -> list[str]:
    if reference.link.startswith(ASSET):
        return [QCoreApplication.translate("Reference", "Saved asset")]
    known = []
    if reference.seconds is not None:
        seconds = QLocale().toString(reference.seconds, "f", 1)
        known.append(QCoreApplication.translate("Reference", "{seconds} s").format(seconds=seconds))
    if reference.size is not None:
        form = QLocale.DataSizeFormat.DataSizeTraditionalFormat
        known.append(QLocale().formattedDataSize(reference.size, 1, form))
    return known


def _where(reference: Reference) -> str:
    if reference.file:
        return QCoreApplication.translate("Reference", "File")
    return link_host(reference.link) or QCoreApplication.translate("Reference", "Link")


def measures(reference: Reference) -> str:
    """Return pixels and pictures a second, as far as they are known: "1280 × 720 · 24 fps"."""
    known = []
    if reference.width is not None and reference.height is not None:
        known.append(f"{reference.width} × {reference.height}")
    if reference.fps is not None:
        known.append(QCoreApplication.translate("Reference", "{n} fps").format(n=f"{reference.fps:.4g}"))
    return " · ".join(known)


def link_host(link: str) -> str:
    """Return a link's host, or an empty text."""
    try:
        return visible(urlsplit(link).hostname or "")
    except ValueError:
        return ""


def spoken(kind: Kind, number: int, count: int, name: str) -> str:
    """Return what a reference is called aloud: "Picture 2 of 4: cat.png"; number 0 leaves the order out."""
    texts = {
        Kind.IMAGE: QCoreApplication.translate("Reference", "Picture {number} of {count}: {name}"),
        Kind.VIDEO: QCoreApplication.translate("Reference", "Video {number} of {count}: {name}"),
        Kind.AUDIO: QCoreApplication.translate("Reference", "Sound clip {number} of {count}: {name}"),
    }
    if not number:
        return QCoreApplication.translate("Reference", "Picture: {name}").format(name=name)
    return texts[kind].format(number=number, count=count, name=name)

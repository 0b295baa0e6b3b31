"""Plain text where Qt would guess rich text."""

from __future__ import annotations

from html import escape


def plain_tooltip(text: str) -> str:
    """Return `text` in a form a tooltip shows literally (and wraps); an empty text gives no tooltip.

    Qt renders a tooltip which looks like HTML, and reads the files it names: escaped text can't.
    """
    if not text:
        return ""
    return "<span>" + escape(text.replace("\0", "�")).replace("\n", "<br>") + "</span>"

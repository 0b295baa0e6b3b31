"""What the form calls a value that can be chosen."""

from __future__ import annotations

from seedance_gui.domain.form_messages import FormMessage
from seedance_gui.domain.messages import Message

_IN_CAPITALS = {"2k": "2K", "4k": "4K"}
_LABELS = {
    "": FormMessage.AUTOMATIC,
    "landscape": FormMessage.LANDSCAPE,
    "portrait": FormMessage.PORTRAIT,
    "Adaptive": FormMessage.ADAPTIVE,
}


def value_label(value: str) -> Message:
    """Return the label of a value; most are their own ("16:9", "720p")."""
    if value in _LABELS:
        return Message(_LABELS[value])
    return Message(FormMessage.AS_IT_IS, value=_IN_CAPITALS.get(value, value))

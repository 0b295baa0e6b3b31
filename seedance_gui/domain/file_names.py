"""Names of files: readable, and safe in every folder of every system."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

PATTERN = "{date} {prompt}"
"""How a video's file is named. Also known: ``{time}`` and ``{model}``."""

MOST_CHARACTERS = 80
MOST_BYTES = 160
"""Room is left below the 255 bytes of most file systems for a number, a suffix and the ``.part`` ending."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*%]')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)


def video_stem(
    prompt: str,
    model: str,
    when: dt.datetime,
    pattern: str = PATTERN,
    *,
    ratio: str = "",
    seconds: int | None = None,
    most_bytes: int = MOST_BYTES,
) -> str:
    """Return the name of a video's file without its suffix.

    ``when`` is local time. An unknown place in ``pattern`` stays as it is, an empty result gets a name. Of a
    name that is too long the prompt is cut, and the rest only where that is not enough.
    """
    values = {
        "{date}": when.strftime("%Y-%m-%d"),
        "{time}": when.strftime("%H.%M"),
        "{model}": model,
        "{ratio}": ratio.replace(":", "x"),  # a colon can't stand in a name
        "{duration}": "" if seconds is None else f"{seconds}s",
    }
    for place, value in values.items():
        pattern = pattern.replace(place, value)
    start = start_of(prompt)
    while start and _is_long(pattern.replace("{prompt}", start), most_bytes):
        start = _cut(start, len(start) - 1)
    return safe_name(pattern.replace("{prompt}", start), most_bytes)


def start_of(prompt: str, most: int = 60) -> str:
    """Return the first words of a prompt, at most ``most`` characters, not cut within a word if avoidable."""
    words = " ".join(_cleaned(prompt).split())
    if len(words) <= most:
        return words
    cut = _cut(words, most)
    # Chinese has no spaces; a Latin word is not cut unless it is most of the whole.
    space = cut.rfind(" ")
    if words[len(cut) : len(cut) + 1] != " " and space > most // 2:
        cut = cut[:space]
    return cut.rstrip(" ,.;:-–—、，。；：")


def safe_name(name: str, most_bytes: int = MOST_BYTES) -> str:
    """Return ``name`` as one part of a path that every system takes and that shows as it reads.

    No separators, control or direction characters, no name that Windows keeps for devices, no dot at either
    end, at most ``MOST_CHARACTERS`` characters and ``most_bytes`` bytes of UTF-8. Never empty.
    """
    cleaned = " ".join(_FORBIDDEN.sub(" ", _cleaned(name)).split())
    cleaned = _cut(cleaned.strip(" ."), MOST_CHARACTERS)
    while _is_long(cleaned, most_bytes):
        cleaned = _cut(cleaned, len(cleaned) - 1)
    cleaned = cleaned.strip(" .") or "Video"
    return f"_{cleaned}" if _RESERVED.fullmatch(cleaned.split(".", 1)[0].rstrip()) else cleaned


def numbered(stem: str, number: int) -> str:
    """Return the name of the ``number``-th file of the same name: the first has none."""
    return stem if number <= 1 else f"{stem} ({number})"


def _is_long(name: str, most_bytes: int) -> bool:
    return len(name) > MOST_CHARACTERS or len(name.encode("utf-8", "replace")) > most_bytes


def _cleaned(text: str) -> str:
    """Return ``text`` without direction marks, surrogates, unassigned; control characters become spaces."""
    kinds = ((character, unicodedata.category(character)) for character in unicodedata.normalize("NFC", text))
    return "".join(
        " " if kind == "Cc" else character
        for character, kind in kinds
        if kind not in {"Cf", "Cs", "Cn", "Co"}
    )


def _cut(text: str, most: int) -> str:
    while 0 < most < len(text) and unicodedata.category(text[most])[0] == "M":
        most -= 1  # an accent or variation mark goes with its letter
    return text[:most]

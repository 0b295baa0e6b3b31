"""Samples of mime data (`tests/data/mime`): what programs put into a drag or the clipboard.

A sample is ``{"from": where it comes from, "formats": {name: data}}``; data is a text (written
as UTF-8), or ``{"utf16": text}``, ``{"base64": bytes}`` or ``{"image": [width, height]}`` for pixels.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage

FOLDER = Path(__file__).parent.parent / "data" / "mime"


def sample(name: str, folder: Path | None = None) -> QMimeData:
    """Return a sample as mime data; `{folder}` in it becomes the address of a folder of this computer."""
    text = (FOLDER / f"{name}.json").read_text(encoding="utf-8")
    if folder is not None:
        text = text.replace("{folder}", QUrl.fromLocalFile(str(folder)).toString())
    return mime_of(json.loads(text)["formats"])


def mime_of(formats: dict[str, Any]) -> QMimeData:
    """Return mime data with these forms."""
    mime = QMimeData()
    for form, data in formats.items():
        if isinstance(data, str):
            mime.setData(form, data.encode())
        elif "utf16" in data:
            mime.setData(form, data["utf16"].encode("utf-16-le"))
        elif "base64" in data:
            mime.setData(form, base64.b64decode(data["base64"]))
        else:
            width, height = data["image"]
            image = QImage(width, height, QImage.Format.Format_RGB32)
            image.fill(Qt.GlobalColor.darkCyan)
            mime.setImageData(image)
    return mime

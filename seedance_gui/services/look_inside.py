"""Look inside one media file, as a process of its own: a hostile file can hang or swell only that.

    python -P -m seedance_gui.services.look_inside DEMUXER FILE

Writes one line of JSON: kind, seconds, width, height, fps, picture (a small JPEG, base64), loudness.
"""

from __future__ import annotations

import base64
import json
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

SECONDS = 15
MEMORY = 3 * 1024**3


def look_inside(path: Path, demuxer: str) -> dict[str, Any]:
    """Return what a sound or clip holds; without ``kind`` where it can't be read."""
    from seedance_gui.services.media import NotPlayableError, first_picture, loudness, probe  # noqa: PLC0415 - heavy

    try:
        look = probe(path, demuxer)
    except (NotPlayableError, OSError):
        return {}
    found: dict[str, Any] = {
        "kind": "video" if look.has_video else "audio",
        "seconds": look.seconds,
        "width": look.width,
        "height": look.height,
        "fps": look.fps,
    }
    if look.has_video:
        with suppress(NotPlayableError, OSError), tempfile.TemporaryDirectory() as folder:
            target = Path(folder, "first.jpg")
            first_picture(path, target, demuxer)
            found["picture"] = base64.b64encode(target.read_bytes()).decode()
    else:
        with suppress(NotPlayableError, OSError):
            found["loudness"] = loudness(path, demuxer)
    return found


def _limit() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows, where the time limit alone must do

        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    _limit()
    sys.stdout.write(json.dumps(look_inside(Path(sys.argv[2]), sys.argv[1])) + "\n")

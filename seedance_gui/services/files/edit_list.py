"""Videos one after the other as a timeline that editors open: OpenTimelineIO and Final Cut Pro 7's XML.

The files are written here and not by OpenTimelineIO's library, of which this would need a hundredth; its own
readers prove them in the tests. Frames are counted exactly, at each video's own rate.
"""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_ROWS = 2
"""Rows of sound in an XML: left and right."""


@dataclass(frozen=True, slots=True)
class Clip:
    """A whole video. ``rate``: frames a second; ``width`` and ``height`` in pixels, upright."""

    name: str
    file: Path
    frames: int
    rate: Fraction
    width: int
    height: int
    sound: bool

    @property
    def seconds(self) -> Fraction:
        """How long it lasts."""
        return self.frames / self.rate


def otio(name: str, clips: Sequence[Clip]) -> str:
    """Return a timeline as OpenTimelineIO's JSON."""
    tracks = [_track("Video", clips)]
    if any(clip.sound for clip in clips):
        tracks.append(_track("Audio", clips))
    stack = {"OTIO_SCHEMA": "Stack.1", "name": "tracks", "children": tracks}
    return json.dumps(
        {"OTIO_SCHEMA": "Timeline.1", "name": name, "tracks": stack}, ensure_ascii=False, indent=1
    )


def _track(kind: str, clips: Sequence[Clip]) -> dict[str, Any]:
    children = [_piece(clip, silent=kind == "Audio" and not clip.sound) for clip in clips]
    return {"OTIO_SCHEMA": "Track.1", "name": kind, "kind": kind, "children": children}


def _piece(clip: Clip, *, silent: bool) -> dict[str, Any]:
    first, length = (
        {"OTIO_SCHEMA": "RationalTime.1", "rate": float(clip.rate), "value": float(value)}
        for value in (0, clip.frames)
    )
    whole = {"OTIO_SCHEMA": "TimeRange.1", "start_time": first, "duration": length}
    if silent:
        return {"OTIO_SCHEMA": "Gap.1", "source_range": whole}
    media = {
        "OTIO_SCHEMA": "ExternalReference.1",
        "name": clip.file.name,
        "target_url": clip.file.as_uri(),
        "available_range": whole,
    }
    return {
        "OTIO_SCHEMA": "Clip.2",
        "name": clip.name,
        "source_range": whole,
        "media_references": {"DEFAULT_MEDIA": media},
        "active_media_reference_key": "DEFAULT_MEDIA",
    }


def xmeml(name: str, clips: Sequence[Clip]) -> str:
    """Return a timeline as Final Cut Pro 7's XML, in the rate and size that most of the videos have."""
    ((rate, _),) = Counter(clip.rate for clip in clips).most_common(1)
    (((width, height), _),) = Counter((clip.width, clip.height) for clip in clips).most_common(1)
    root = ET.Element("xmeml", version="5")
    sequence = ET.SubElement(root, "sequence", id="timeline")
    length = round(sum(clip.seconds for clip in clips) * rate)
    _put(sequence, {"name": name, "duration": length, "rate": _rate(rate)})
    zero = {"rate": _rate(rate), "string": "00:00:00:00", "frame": 0, "displayformat": "NDF"}
    _put(sequence, {"timecode": zero})
    media = ET.SubElement(sequence, "media")
    video, audio = ET.SubElement(media, "video"), ET.SubElement(media, "audio")
    size = {"rate": _rate(rate), "width": width, "height": height, "pixelaspectratio": "square"}
    _put(video, {"format": {"samplecharacteristics": size}})
    _put(audio, {"numOutputChannels": _ROWS, "format": {"samplecharacteristics": {"depth": 16}}})
    rows = [ET.SubElement(video, "track"), *(ET.SubElement(audio, "track") for _ in range(_ROWS))]
    for number, (clip, start, end) in enumerate(_placed(clips, rate), 1):
        ids = [f"{kind}-{number}" for kind in ("video", "left", "right")[: 1 + _ROWS * clip.sound]]
        for row, own in enumerate(ids):
            item = ET.SubElement(rows[row], "clipitem", id=own)
            told = {"name": clip.name, "duration": clip.frames, "rate": _rate(clip.rate)}
            _put(item, told | {"start": start, "end": end, "in": 0, "out": clip.frames})
            file = ET.SubElement(item, "file", id=f"file-{number}")
            if not row:
                _put(file, _file(clip))
            else:
                _put(item, {"sourcetrack": {"mediatype": "audio", "trackindex": row}})
            for other, linked in enumerate(ids):
                kind = "audio" if other else "video"
                _put(item, {"link": {"linkclipref": linked, "mediatype": kind, "trackindex": max(1, other)}})
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE xmeml>\n{ET.tostring(root, "unicode")}\n'


def _placed(clips: Sequence[Clip], rate: Fraction) -> Iterator[tuple[Clip, int, int]]:
    """Yield clips with the frames, of that ``rate``, between which they stand, without a gap."""
    at = Fraction(0)
    for clip in clips:
        yield clip, round(at * rate), round((at + clip.seconds) * rate)
        at += clip.seconds


def _file(clip: Clip) -> dict[str, Any]:
    size = {"width": clip.width, "height": clip.height, "rate": _rate(clip.rate)}
    media: dict[str, Any] = {"video": {"samplecharacteristics": size}}
    if clip.sound:
        media["audio"] = {"channelcount": _ROWS}
    link = clip.file.as_uri().replace("file:///", "file://localhost/", 1)
    told = {"name": clip.file.name, "pathurl": link, "duration": clip.frames, "rate": _rate(clip.rate)}
    return told | {"media": media}


def _rate(rate: Fraction) -> dict[str, Any]:
    return {"timebase": round(rate), "ntsc": "TRUE" if rate.denominator == 1001 else "FALSE"}


def _put(parent: ET.Element, told: dict[str, Any]) -> None:
    for name, value in told.items():
        element = ET.SubElement(parent, name)
        if isinstance(value, dict):
            _put(element, value)
        else:
            element.text = str(value)

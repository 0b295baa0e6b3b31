"""The sound of a practice video: a soft chord that swells, opens note by note and fades.

All of it is made by FFmpeg's own filters, which cost next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import av

if TYPE_CHECKING:
    from collections.abc import Iterator

    from av.audio.frame import AudioFrame

RATE = 48_000
"""Samples a second."""

# Semitones above the root: open, wide chords which stay calm in any key.
_CHORDS = ((0, 7, 12, 16, 23), (0, 7, 12, 15, 22), (0, 7, 14, 16, 21), (0, 7, 12, 17, 19), (0, 9, 12, 16, 19))
_ROOTS = (110.0, 123.47, 130.81, 98.0, 103.83, 116.54)
_DETUNE = 0.35
"""Hertz by which the right ear differs from the left, so that the chord breathes."""


def frames(seed: int, seconds: float) -> Iterator[AudioFrame]:
    """Yield `seconds` of sound as stereo floats. `seed` chooses the chord."""
    root = _ROOTS[seed % len(_ROOTS)]
    chord = [root * 2 ** (step / 12) for step in _CHORDS[seed // len(_ROOTS) % len(_CHORDS)]]
    swell, fade = min(0.8, seconds / 4), min(1.4, seconds / 3)
    graph = (
        f"{_voice('left', chord, seconds)};{_voice('right', [pitch + _DETUNE for pitch in chord], seconds)};"
        "[left][right]join=inputs=2:channel_layout=stereo,lowpass=f=1400,"
        f"aecho=0.8:0.7:90|170:0.25|0.18,volume=2.2,atrim=end={seconds},afade=t=in:d={swell}:curve=hsin,"
        f"afade=t=out:st={seconds - fade}:d={fade}:curve=hsin,"
        f"aformat=sample_fmts=flt:sample_rates={RATE}:channel_layouts=stereo"
    )
    with av.open(graph, format="lavfi") as source:
        yield from source.decode(audio=0)


def _voice(name: str, chord: list[float], seconds: float) -> str:
    """Return the filters of one ear: every pitch joins a little after the one below it."""
    notes = [
        f"sine=frequency={pitch:.3f}:sample_rate={RATE}:duration={seconds + 0.5},"
        f"afade=t=in:st={index * min(0.35, seconds / 16)}:d={min(1.0, seconds / 4)}:curve=qsin,"
        f"volume={0.9 / (1 + index * 0.35):.3f},tremolo=f={0.15 + 0.07 * index:.2f}:d=0.35[{name}{index}]"
        for index, pitch in enumerate(chord)
    ]
    inputs = "".join(f"[{name}{index}]" for index in range(len(chord)))
    return f"{';'.join(notes)};{inputs}amix=inputs={len(chord)}:normalize=0[{name}]"

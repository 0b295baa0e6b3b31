"""The sound of a practice video: a soft chord that swells, opens note by note and fades.

All of it is made by FFmpeg's own filters, which cost next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import av
from av.filter import Graph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from av.audio.frame import AudioFrame
    from av.filter.context import FilterContext

RATE = 48_000
"""Samples a second."""

FRAME = 1024
"""Samples of one AAC frame."""

# Semitones above the root: open, wide chords which stay calm in any key.
_CHORDS = ((0, 7, 12, 16, 23), (0, 7, 12, 15, 22), (0, 7, 14, 16, 21), (0, 7, 12, 17, 19), (0, 9, 12, 16, 19))
_ROOTS = (110.0, 123.47, 130.81, 98.0, 103.83, 116.54)
_DETUNE = 0.35
"""Hertz by which the right ear differs from the left, so that the chord breathes."""


def chord(seed: int) -> tuple[float, ...]:
    """Return the pitches in hertz of the chord which belongs to `seed`."""
    root = _ROOTS[seed % len(_ROOTS)]
    steps = _CHORDS[seed // len(_ROOTS) % len(_CHORDS)]
    return tuple(root * 2 ** (step / 12) for step in steps)


def frames(seed: int, seconds: float) -> Iterator[AudioFrame]:
    """Yield `seconds` of sound as stereo floats, `FRAME` samples at a time.

    `seed` chooses the chord.
    """
    graph = Graph()
    # Pitches, and with them the chord's colour, come to both ears slightly apart.
    left = _voice(graph, chord(seed), seconds)
    right = _voice(graph, tuple(pitch + _DETUNE for pitch in chord(seed)), seconds)
    both = graph.add("join", "inputs=2:channel_layout=stereo")
    left.link_to(both, 0, 0)
    right.link_to(both, 0, 1)
    fade_in = min(0.8, seconds / 4)
    fade_out = min(1.4, seconds / 3)
    _chain(
        both,
        graph.add("lowpass", "f=1400"),
        graph.add("aecho", "0.8:0.7:90|170:0.25|0.18"),
        graph.add("volume", "2.2"),
        graph.add("atrim", f"end={seconds}"),
        graph.add("afade", f"t=in:d={fade_in}:curve=hsin"),
        graph.add("afade", f"t=out:st={seconds - fade_out}:d={fade_out}:curve=hsin"),
        graph.add("aformat", f"sample_fmts=fltp:sample_rates={RATE}:channel_layouts=stereo"),
        graph.add("abuffersink"),
    )
    graph.configure()
    graph.set_audio_frame_size(FRAME)
    while True:
        try:
            frame = graph.pull()
        except (av.error.EOFError, av.error.BlockingIOError):
            return
        yield frame  # type: ignore[misc]  # the sink is an abuffersink


def _voice(graph: Graph, pitches: tuple[float, ...], seconds: float) -> FilterContext:
    """Return one ear: every pitch joins a little after the one below it."""
    mix = graph.add("amix", f"inputs={len(pitches)}:normalize=0")
    for index, pitch in enumerate(pitches):
        tone = graph.add("sine", f"frequency={pitch:.3f}:sample_rate={RATE}:duration={seconds + 0.5}")
        entry = index * min(0.35, seconds / 16)
        _chain(
            tone,
            graph.add("afade", f"t=in:st={entry}:d={min(1.0, seconds / 4)}:curve=qsin"),
            graph.add("volume", f"{0.9 / (1 + index * 0.35):.3f}"),
            graph.add("tremolo", f"f={0.15 + 0.07 * index:.2f}:d=0.35"),
        ).link_to(mix, 0, index)
    return mix


def _chain(first: FilterContext, *rest: FilterContext) -> FilterContext:
    for following in rest:
        first.link_to(following)
        first = following
    return first

"""A row of the table, and how the parts of the benchmark hand theirs to the one command."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

FRAME_MS = 16.0


@dataclass(frozen=True)
class Row:
    """What was measured, against what, and whether the aim is met; None where there is none."""

    what: str
    figure: str
    against: str
    aim: str
    met: bool | None

    def hand_over(self) -> None:
        """Give it to the command that runs this process."""
        print(json.dumps(asdict(self)), flush=True)


def times(what: str, figure: Sequence[float], name: str, bare: Sequence[float], most: float) -> Row:
    """Compare the medians of two series of milliseconds."""
    ratio = median(figure) / median(bare)
    against = f"{name}: {median(bare):.0f} ms"
    return Row(
        what,
        f"{median(figure):.0f} ms = {ratio:.2f}x (n = {len(figure)})",
        against,
        f"≤ {most}x",
        ratio <= most,
    )


def frames(what: str, took: Sequence[float], p99: float = FRAME_MS, worst: float | None = None) -> Row:
    """Compare a series of milliseconds with the frame of a screen."""
    took = sorted(took)
    half, most, last = took[len(took) // 2], took[min(len(took) - 1, len(took) * 99 // 100)], took[-1]
    figure = f"p99 {most:.1f} ms (median {half:.1f}, worst {last:.1f}, n = {len(took)})"
    aim = f"p99 ≤ {p99:.0f} ms" + (f", worst ≤ {worst:.0f} ms" if worst else "")
    return Row(
        what,
        figure,
        f"{most / FRAME_MS:.2f} frames of 16 ms",
        aim,
        most <= p99 and (worst is None or last <= worst),
    )

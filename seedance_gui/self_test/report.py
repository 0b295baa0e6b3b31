"""What a self-test found, step by step, as a JSON file."""

from __future__ import annotations

import asyncio
import contextlib
import json
import platform
import sys
import time
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from seedance_gui import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(slots=True)
class Step:
    """One step: how long it took in milliseconds, and what is to be known of it."""

    name: str
    ok: bool = False
    milliseconds: int = 0
    detail: str = ""


@dataclass(slots=True)
class Report:
    """The steps so far. It is ``ok`` only when the job was ``finished`` and each step went well."""

    file: Path
    steps: list[Step] = field(default_factory=list)
    display: str = ""
    finished: bool = False

    @property
    def ok(self) -> bool:
        """Whether everything was done, and well."""
        return self.finished and bool(self.steps) and all(step.ok for step in self.steps)

    @contextlib.contextmanager
    def step(self, name: str) -> Iterator[Step]:
        """Put down a step and what becomes of it; its fault goes on."""
        step = Step(name)
        self.steps.append(step)
        begun = time.monotonic()
        try:
            yield step
        except asyncio.CancelledError:
            step.detail = "Cut off: everything together took too long, or the window was closed."
            raise
        except Exception as error:
            step.detail = _words(error)
            raise
        else:
            step.ok = True
        finally:
            step.milliseconds = round((time.monotonic() - begun) * 1000)
            self.write()

    def fault(self, error: Exception) -> None:
        """Put down a fault, unless a step that failed has told it already."""
        if all(step.ok for step in self.steps):
            self.steps.append(Step("run"))
        failed = next(step for step in self.steps if not step.ok)
        failed.detail = failed.detail or _words(error)

    def write(self) -> None:
        """Write what is known now, so that the file tells how far it came whatever happens next."""
        steps = [
            {key: value for key, value in asdict(step).items() if key != "detail" or value}
            for step in self.steps
        ]
        data = {
            "ok": self.ok,
            "version": __version__,
            "platform": platform.platform(),
            "python": platform.python_version(),
            "frozen": bool(getattr(sys, "frozen", False)),
            "display": self.display,
            "steps": steps,
        }
        self.file.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")

    def summary(self) -> str:
        """Return one line a step, for a terminal."""
        lines = [
            f"{'ok  ' if step.ok else 'FAIL'} {step.milliseconds:6} ms  {step.name}"
            + (f"\n        {step.detail}" if step.detail and not step.ok else "")
            for step in self.steps
        ]
        return "\n".join([*lines, f"{'ok' if self.ok else 'FAILED'}: {self.file}"]) + "\n"


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}" if not isinstance(error, AssertionError) else str(error)

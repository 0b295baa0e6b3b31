"""The program in practice mode on a store with odd values: ``python -m tests.faults.odd_store DATA``.

Says on standard output what it shows, lets the person write on, and closes.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from seedance_gui import app
from tests.e2e.person import Person, tell

if TYPE_CHECKING:
    from seedance_gui.program import Program


async def look(program: Program) -> None:
    person = Person(program)
    await person.working()
    form = program.window.work.form
    settings = program._parts.settings.value
    tell(
        toasts=person.toasts(),
        draft=form.draft.to_data(),
        tasks=[task.id for task in person.rows()],
        settings={"volume": settings.volume, "file_name": settings.file_name, "language": settings.language},
    )
    await person.hands.type("A heron", form.prompt)
    program._parts.settings.change(volume=30)
    program.window.close()


def main() -> int:
    options = argparse.Namespace(
        practice=True, api_url=None, data_dir=Path(sys.argv[1]), practice_speed=1.0, script=look
    )
    return app.run(options)


if __name__ == "__main__":
    sys.exit(main())

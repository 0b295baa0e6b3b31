"""The program with a token on a data folder that was filled before, for the parts of the benchmark.

Imports nothing of the program by itself: its start is measured with this.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable
    from pathlib import Path

    from seedance_gui.domain.task import Status, Task
    from seedance_gui.program import Program
    from seedance_gui.services.credentials.credentials import Credentials

TOKEN = "sk-bench-0123456789"
NOWHERE = "http://127.0.0.1:9"
HOUR = 3600.0


def furnish(data: Path, address: str, tasks: Iterable[Task] = ()) -> None:
    """Fill a data folder as a person leaves it who works with a service."""
    from seedance_gui.domain.address import account_of
    from seedance_gui.services.files.app_paths import find_app_paths
    from seedance_gui.services.store.settings import KeptSettings
    from seedance_gui.services.store.store_file import open_store
    from seedance_gui.services.tasks.unconfirmed import note_token

    places = find_app_paths(data)
    places.make()
    store = open_store(places.store).store
    settings = KeptSettings(
        lambda: store.get_setting("settings"), lambda it: store.set_setting("settings", it)
    )
    settings.change(first_start_done=True, mode="service", address=address, muted=True)
    settings.kept.flush()
    note_token(store, account_of(address))
    store.set_setting(f"token kept {account_of(address)}", True)  # as the last run left it
    store._connection.execute("PRAGMA synchronous = OFF")
    for task in tasks:
        store.add(task)
    store.close()


def made(number: int, address: str, status: Status, **more: Any) -> Task:
    """Return a task that the service knows by its number, ordered so many hours ago."""
    from dataclasses import replace

    from tests.ui.task_samples import sample

    prompt = f"Fox {number} in the snow"
    task = sample(number, status, ago=number * HOUR, prompt=prompt, model="seedance2.0-std")
    return replace(task, service=address, task_id=f"t{number}", **more)


def videos(count: int, address: str) -> Iterable[Task]:
    """Return saved videos; the newest was not made, so that none is opened at the start."""
    from seedance_gui.domain.task import Status

    return (made(n, address, Status.SAVED if n else Status.FAILED) for n in range(count))


def run(data: Path, address: str, script: Callable[[Program], Coroutine[object, object, None]]) -> int:
    """Run the program; its keyring has the token of ``address`` and answers at once."""
    from seedance_gui import app

    def credentials() -> Credentials:
        from seedance_gui.domain.address import account_of
        from seedance_gui.services.credentials.credentials import Credentials
        from tests.services.credentials.keyrings import DictKeyring

        keyring = DictKeyring()
        keyring.set_password("Seedance", account_of(address), TOKEN)
        return Credentials(lambda _: keyring)

    app._credentials = credentials
    return to_the_end(
        argparse.Namespace(practice=False, api_url=None, data_dir=data, practice_speed=8.0, script=script)
    )


def to_the_end(options: argparse.Namespace) -> int:
    """Run the program with the script of ``options``, and end this process with 1 where that fails."""
    import sys
    import traceback

    from seedance_gui import app

    ended, script = False, options.script

    async def watched(program: Program) -> None:
        nonlocal ended
        try:
            await script(program)
            ended = True
        except Exception:  # noqa: BLE001 - told, and the process ends with 1
            traceback.print_exc()  # the program would go on, and its rows would be missing without a word
            program.window.close_at_once()

    options.script = watched
    code = app.run(options)
    if not ended:
        sys.exit("the script did not come to its end")
    return code

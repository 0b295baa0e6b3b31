"""The composition root: builds everything, runs the loop, shuts down."""

from __future__ import annotations

import argparse
import asyncio
import gc
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seedance_gui import __version__
from seedance_gui.services.platform import subprocess_entry

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    from PySide6.QtWidgets import QApplication

    from seedance_gui.services.credentials.credentials import Credentials
    from seedance_gui.services.files.app_paths import AppPaths
    from seedance_gui.ui.shell.application import Application, SingleInstance


_THREADS = 10
"""For what blocks: files, the store, a keyring."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == [subprocess_entry.OPTION]:
        subprocess_entry.run_child(given[1:])
        return 0
    options = _options(arguments)
    if options.self_test:
        from seedance_gui.self_test import run_self_test  # noqa: PLC0415 - not needed to make videos

        return run_self_test(options.self_test, run)
    return run(options)


def run(options: argparse.Namespace) -> int:
    """Open the window on a profile and run until it is closed."""
    gc.disable()  # from here on `GarbageCollector` collects
    # Qt is imported only here, so that --version and --help answer at once.
    import shiboken6  # noqa: F401, PLC0415
    from shibokensupport import feature  # type: ignore[import-not-found]  # noqa: PLC0415 - shiboken6 has it

    # WORKAROUND: PySide reads the source of every module that is imported after it, to see whether it may ask
    # for snake_case (50 ms at the start, and all the lines stay in memory). None of ours does.
    feature._mod_uses_pyside = lambda _: False  # noqa: SLF001
    from seedance_gui.domain.errors import SeedanceError  # noqa: PLC0415
    from seedance_gui.services.files.app_paths import find_app_paths  # noqa: PLC0415
    from seedance_gui.ui.kit.translator import Words  # noqa: PLC0415
    from seedance_gui.ui.shell.application import (  # noqa: PLC0415
        Application,
        GarbageCollector,
        SingleInstance,
        reachable_input_method,
    )
    from seedance_gui.ui.shell.language import SYSTEM, Language  # noqa: PLC0415

    with reachable_input_method():
        app = Application(sys.argv[:1])
    GarbageCollector(app)
    app.setApplicationName("Seedance")
    app.setDesktopFileName("seedance-gui")
    # The window hides before the last of the work is done, and main() ends the loop.
    app.setQuitOnLastWindowClosed(False)
    places = find_app_paths(options.data_dir)
    try:
        places.make()
        instance = SingleInstance(places.data)
        if not instance.own():
            instance.raise_owner(getattr(options, "file", None))
            return 0
        try:
            return _run_owner(app, places, options, instance)
        finally:
            instance.release()
    except SeedanceError as error:
        # The settings may be out of reach, so this speaks the language of the system.
        language = Language(app)
        language.use(SYSTEM)
        _say_and_end(app, Words(language.code).text(error.message), error.detail)
        return 1


def _run_owner(
    app: Application, places: AppPaths, options: argparse.Namespace, instance: SingleInstance
) -> int:
    from seedance_gui.services.platform import log, resources  # noqa: PLC0415
    from seedance_gui.services.store.store_file import open_store  # noqa: PLC0415

    running_log = log.Log(places.logs)
    # SQLite checks the file meanwhile: with many videos that takes about as long as the imports.
    with ThreadPoolExecutor(1) as pool:
        opening = pool.submit(open_store, places.store)
        from seedance_gui.domain.rules_file import load_rules  # noqa: PLC0415
        from seedance_gui.program import Dependencies, Program  # noqa: PLC0415
        from seedance_gui.services.store.settings import KeptSettings  # noqa: PLC0415
        from seedance_gui.ui.kit.theme import Theme  # noqa: PLC0415
        from seedance_gui.ui.shell.application import (  # noqa: PLC0415
            QuitBySignal,
            describe_application,
        )
        from seedance_gui.ui.shell.language import Language  # noqa: PLC0415

        opened = opening.result()
    store = opened.store
    settings = KeptSettings(
        lambda: store.get_setting("settings"), lambda data: store.set_setting("settings", data)
    )
    if options.api_url:
        settings.change(address=options.api_url, mode="service")
    theme = Theme(app)
    theme.set_mode(settings.value.appearance)
    theme.set_text_size(settings.value.text_size / 100)
    theme.apply()
    describe_application(app)
    language = Language(app)
    language.use(settings.value.language)
    parts = Dependencies(
        places=places,
        log=running_log,
        store=store,
        settings=settings,
        credentials=_credentials,
        rules=load_rules(resources.read_text("routes.toml")),
        theme=theme,
        language=language,
        practice_speed=options.practice_speed,
    )

    def raised(program: Program, file: str) -> None:
        program.window.come_forward()
        if file:
            program.open_file(Path(file))

    async def work() -> None:
        program = Program(parts)
        instance.raise_asked.connect(lambda file: raised(program, file))

        def close() -> None:
            program.window.close_at_once()

        app.quit_asked = close
        signals = QuitBySignal(app, close)
        if getattr(options, "file", None) is not None:  # a script of the tests gives none
            program.open_file(options.file)
        script = options.script(program) if options.script else None
        try:
            await program.run(
                practise=options.practice, notice=opened.notice, recover=opened.damaged, script=script
            )
        finally:
            signals.release()

    try:
        with asyncio.Runner(loop_factory=lambda: make_loop(app)) as runner:
            runner.run(work())
    finally:
        running_log.close()
    return 0


def make_loop(app: QApplication) -> asyncio.AbstractEventLoop:
    """Return asyncio's loop on Qt's own, for the thread that calls this."""
    loop: asyncio.AbstractEventLoop = _loop_class()(app)
    # Its threads are made as they are needed: qasync's own ten are all made at the first call.
    loop.set_default_executor(ThreadPoolExecutor(_THREADS, "work"))

    def close(left: AsyncGenerator[Any, Any]) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(loop.create_task, left.aclose())

    # WORKAROUND: unlike the loops of asyncio, qasync 0.28 sets no hook for generators left before their end.
    # Those of httpx would then be closed while no loop runs, fail in that, and keep their connection.
    sys.set_asyncgen_hooks(finalizer=close)
    return loop


def _loop_class() -> Any:  # noqa: ANN401 - qasync has no types
    """Return qasync's loop, but for what is due at once.

    qasync gives each callback a timer of no length, and Qt looks at those when all else is done: each step of
    a coroutine would wait for another painting of the window, and cost ten times as much.
    """
    from qasync import QEventLoop  # noqa: PLC0415

    from seedance_gui.ui.kit.due import Due  # noqa: PLC0415

    class Loop(QEventLoop):  # type: ignore[misc]
        def __init__(self, app: QApplication) -> None:
            self._due = Due(self)
            super().__init__(app)

        def _add_callback(self, handle: asyncio.Handle, delay: float = 0) -> asyncio.Handle:
            if delay > 0:
                timed: asyncio.Handle = super()._add_callback(handle, delay)
                return timed
            self._due.add(handle)
            return handle

        def close(self) -> None:
            super().close()
            self._due.close()

    return Loop


def _credentials() -> Credentials:
    from seedance_gui.services.credentials.credentials import Credentials  # noqa: PLC0415 - slow to load

    return Credentials()


def _say_and_end(app: Application, message: str, detail: str) -> None:
    """Say why the program can't start. No loop runs yet, so a plain dialog is right."""
    from PySide6.QtCore import Qt  # noqa: PLC0415
    from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415

    from seedance_gui.ui.shell.application import QuitBySignal  # noqa: PLC0415

    box = QMessageBox(QMessageBox.Icon.Critical, "Seedance", message)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setDetailedText(detail)
    signals = QuitBySignal(app, box.reject)
    if sys.stderr is not None:  # a program of Windows without a console has none
        sys.stderr.write(f"{message}\n")
    box.exec()
    signals.release()


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="seedance", description="Make videos with Seedance 2.0.")
    parser.add_argument(
        "file", nargs="?", type=lambda given: Path(given).absolute(), metavar="FILE",
        help="the settings of a video: show it, or fill the form with them",
    )  # fmt: skip
    parser.add_argument("--version", action="version", version=f"Seedance {__version__}")
    parser.add_argument("--practice", action="store_true", help="practise: free, without a token")
    parser.add_argument("--api-url", metavar="URL", help="use the service at this address")
    parser.add_argument("--data-dir", metavar="DIR", type=Path, help="keep everything below this folder")
    parser.add_argument(
        "--self-test", metavar="DIR", type=Path, help="make videos by itself and report to this folder"
    )
    parser.set_defaults(practice_speed=1.0, script=None)
    return parser.parse_args(arguments)

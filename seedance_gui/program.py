"""The parts of the running program and how they meet: profile, window, session."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, suppress
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor

from seedance_gui.domain.draft import Draft, read_draft
from seedance_gui.domain.errors import SeedanceError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message
from seedance_gui.services.accounts.sessions import Sessions
from seedance_gui.services.accounts.task_services import TaskServices
from seedance_gui.services.files import sidecar
from seedance_gui.services.media.worker_client import MediaWorker
from seedance_gui.services.platform.background_tasks import BackgroundTasks
from seedance_gui.services.store.late_writer import LateWriter
from seedance_gui.services.store.settings import DRAFT_KEY as _DRAFT
from seedance_gui.ui.kit.mention_words import spelled
from seedance_gui.ui.kit.translator import Words
from seedance_gui.ui.shell.main_window import MainWindow, WindowState
from seedance_gui.ui.shell.release_notice import ReleaseNotice, releases_address
from seedance_gui.ui.shell.report_dialog import ReportOffers
from seedance_gui.ui.shell.sign_in import SignIn
from seedance_gui.ui.shell.window_dialogs import WindowDialogs

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from seedance_gui.domain.rules import Rules
    from seedance_gui.domain.task import Task
    from seedance_gui.services.accounts.sessions import Session
    from seedance_gui.services.credentials.credentials import Credentials
    from seedance_gui.services.files.app_paths import AppPaths
    from seedance_gui.services.platform.log import Log
    from seedance_gui.services.store.settings import KeptSettings, Settings
    from seedance_gui.services.store.store import Store
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.player.player_state import PlaySettings
    from seedance_gui.ui.session.session import Kept, PageSession
    from seedance_gui.ui.shell.language import Language
    from seedance_gui.ui.shell.notifier import Notifier
    from seedance_gui.ui.shell.work_page import WorkPage

_SETTINGS = "settings"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependencies:
    """What the program is made of, built by ``app``."""

    places: AppPaths
    log: Log
    store: Store
    settings: KeptSettings
    credentials: Callable[[], Credentials]
    rules: Rules
    theme: Theme
    language: Language
    practice_speed: float = 1.0


class Program:
    """The running program: one window, at most one session."""

    def __init__(self, parts: Dependencies) -> None:
        self._parts = parts
        self._background = BackgroundTasks(self._failed)
        self._spawn = self._background.spawn
        self._closed = asyncio.Event()
        self._session: PageSession | None = None
        self._told: set[str] = set()
        self._to_open: tuple[str, Draft] | None = None
        self._media = MediaWorker(parts.places.undecodable)
        self._notices: list[Message] = []
        self._draft = LateWriter[Draft](lambda draft: parts.store.set_setting(_DRAFT, draft.to_data()))
        task_services = TaskServices(
            rules=parts.rules, store=parts.store, places=parts.places, media=self._media, failed=self._failed,
            videos=self._videos, file_pattern=lambda: parts.settings.value.file_name,
            practice_speed=parts.practice_speed, spelled=spelled,
        )  # fmt: skip
        self.sessions = Sessions(
            task_services, credentials=parts.credentials, hide=parts.log.hide, background=self._background
        )
        self.sessions.changed.connect(self._session_changed)
        self.sessions.ending.connect(self._session_ending)
        parts.settings.changed.connect(self._settings_changed)
        for writer in (self._draft, parts.settings.kept):
            writer.failed.connect(self._not_kept)
        self._sign_in = SignIn(
            self.sessions, parts.settings, parts.theme, window=lambda: self.window, spawn=self._spawn
        )
        self._dialogs = WindowDialogs(
            parts.theme, parts.rules, parts.places, parts.settings, self.sessions, self._sign_in,
            window=lambda: self.window, videos=self._videos, spawn=self._spawn,
        )  # fmt: skip
        self._releases = ReleaseNotice(releases_address(), parts.settings, lambda: self.window)
        self._reports = ReportOffers(parts.theme, lambda: self.window, self._spawn)
        parts.log.unexpected.connect(self._reports.made.emit)
        self._kept_draft, unreadable = read_draft(
            parts.store.get_setting(_DRAFT, {}), parts.rules.first_model
        )
        if parts.settings.unreadable:
            self._set_aside(_SETTINGS, FaultMessage.SETTINGS_UNREADABLE)
        if unreadable:
            self._set_aside(_DRAFT, FaultMessage.DRAFT_UNREADABLE)
        self.window = self._make_window()

    async def run(
        self,
        *,
        practise: bool,
        notice: Message | None = None,
        recover: bool = False,
        script: Coroutine[object, object, None] | None = None,
    ) -> None:
        """Show the window, go on with what was open, and return when it is closed and all is kept.

        ``recover``: the store was damaged, so saved videos are put back into the list from the settings kept
        beside them. ``script`` drives the window in the place of a person, and closes it.
        """
        if not recover:
            await self._sign_in.begin(practise=practise)
        if practise or self._parts.settings.value.first_start_done:
            self._show_work()
        else:
            self._sign_in.show_start()
        self.window.show()
        with suppress(TimeoutError):  # where nothing of it can be seen; else the rest waits for the picture
            await asyncio.wait_for(self.window.painted.wait(), 1.0)
        for message in filter(None, (notice, *self._notices)):
            self._sign_in.remind(message)
        if self._parts.log.crashed is not None:
            self._reports.offer_crash(self._parts.log.crashed)
        if recover:
            await self._sign_in.recover(self._parts.store, self._videos())
            await self._sign_in.begin(practise=practise)
        self._spawn(self._sign_in.resume(practise=practise), "resume")
        self._background.supervise(self._releases.watch, "look for a newer version")
        if script is not None:
            self._spawn(script, "script")
        try:
            await self._closed.wait()
        finally:
            await self._end()

    # The window

    def _make_window(self) -> MainWindow:
        parts, settings = self._parts, self._parts.settings.value
        window = MainWindow(
            parts.theme,
            Words(parts.language.code),
            self._sign_in.make_welcome,
            self._make_work,
            self._sign_in.may_close,
        )
        window.restore_layout(settings.window_geometry, settings.splitter_state)
        window.closing.connect(self._closed.set)
        window.settings_asked.connect(self._dialogs.open_settings)
        window.guide_asked.connect(lambda: self._dialogs.open_guide(parts.rules))
        window.about_asked.connect(lambda: self._dialogs.open_about(window))
        return window

    def _make_work(self) -> WorkPage:
        from seedance_gui.ui.player.player_state import PlaySettings  # noqa: PLC0415 - not for the first page
        from seedance_gui.ui.shell.work_page import WorkPage  # noqa: PLC0415

        parts, settings = self._parts, self._parts.settings.value
        work = WorkPage(
            parts.theme,
            parts.rules,
            self.window.words,
            play_settings=PlaySettings(settings.volume / 100, settings.muted, settings.loop, settings.speed),
            player_marker=parts.places.data / "player-starting",
            paste_folder=parts.places.data / "pasted",
            poster_of=self._poster_of,
            media=self._media,
        )
        work.top.token_asked.connect(self._sign_in.ask_for_token)
        work.form.set_draft(self._kept_draft)
        work.form.prompt.moveCursor(QTextCursor.MoveOperation.End)
        work.form.draft_changed.connect(self._draft.put)
        work.tasks.tiles.set_width(settings.tile)
        work.tasks.tiles.changed.connect(lambda width: parts.settings.change(tile=width))
        work.preview.play_settings_changed.connect(self._play_settings_changed)
        return work

    def _rebuild_window(self, settings: Settings) -> None:
        """Make the window anew: in another language or text size every part of it is another."""
        old, state = self.window, WindowState(self.window)
        kept = self._session.hand_over() if self._session is not None else None
        self._parts.language.use(settings.language)
        self._parts.theme.set_text_size(settings.text_size / 100)
        self._keep_layout()
        self.window = self._make_window()
        state.fill(self.window)
        if self.sessions.current is not None:
            self._begin_session(self.sessions.current, kept)
        if old.shows_welcome:
            self._sign_in.show_start()
        else:
            self._show_work()
        self.window.show()
        state.settle(self.window)
        old.closing.disconnect()
        old.hide()
        old.release()
        old.deleteLater()

    def _show_work(self) -> None:
        work = self.window.work
        if self.sessions.current is None:
            work.await_session()
        self.window.show_page(work)

    def _set_aside(self, key: str, code: FaultMessage) -> None:
        """Copy what is stored under a key and could not be read whole, before anything overwrites it."""
        try:
            self._notices.append(Message(code, key=self._parts.store.set_aside(key)))
        except SeedanceError as error:
            self._notices.append(error.message)

    def _poster_of(self, task: Task) -> Path | None:
        session = self.sessions.current
        return session.task_service.downloads.pictures.of(task) if session is not None else None

    # The session

    def _session_changed(self, session: Session | None) -> None:
        if session is not None:
            self._begin_session(session)
        if session is not None and session.signed_in:
            self.window.show_page(self.window.work)
        else:
            self._sign_in.show_start()

    def _begin_session(self, session: Session, kept: Kept | None = None) -> None:
        from seedance_gui.ui.session.scope import SessionContext  # noqa: PLC0415 - not for the first page
        from seedance_gui.ui.session.session import PageSession  # noqa: PLC0415

        context = SessionContext(
            page=self.window.work,
            task_service=session.task_service,
            settings=self._parts.settings,
            rules=self._parts.rules,
            words=self.window.words,
            theme=self._parts.theme,
            toasts=self.window.toasts,
            notices=self.window.notices,
            spawn=lambda work: self._spawn(work, "act on a task"),
            told=self._told,
        )
        self._session = PageSession(context, kept)
        self._session.tasks.ended.connect(self._task_ended)
        self._open_kept()

    def _session_ending(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            session.close()

    @cached_property
    def _notifier(self) -> Notifier:
        from seedance_gui.ui.shell.notifier import Notifier  # noqa: PLC0415 - not before a video is there

        return Notifier(self._spawn, self._play, self._show_in_folder)

    def _task_ended(self, task: Task, said: str) -> None:
        if self._parts.settings.value.notify:
            self._notifier.tell(task, said)

    def _play(self, task_id: str) -> None:
        self.window.come_forward()
        if self._session is not None:
            self._session.tasks.look_at(task_id)

    def _show_in_folder(self, task_id: str) -> None:
        from seedance_gui.ui.shell import desktop  # noqa: PLC0415 - not needed to start

        task = self.sessions.current.task_service.task(task_id) if self.sessions.current is not None else None
        if task is not None and task.file:
            desktop.show_in_folder(Path(task.file))

    # A file that the program was started with

    def open_file(self, file: Path) -> None:
        """Show the video that settings were kept of, or fill the form with them, once there is a session."""
        self._spawn(self._open_file(file), "open a file")

    async def _open_file(self, file: Path) -> None:
        self._to_open = await asyncio.to_thread(sidecar.task_in, file)
        if self._to_open is None:
            self.window.say(Message(FaultMessage.NO_SETTINGS, name=file.name))
        self._open_kept()

    def _open_kept(self) -> None:
        signed_in = self.sessions.current is not None and self.sessions.current.signed_in
        if self._session is not None and signed_in and self._to_open is not None:
            opened, self._to_open = self._to_open, None
            self._session.open_settings(*opened)

    # Settings

    def _settings_changed(self, before: Settings, now: Settings) -> None:
        self._parts.theme.set_mode(now.appearance)
        self.sessions.follow_settings()
        if (now.language, now.text_size) != (before.language, before.text_size):
            self._rebuild_window(now)

    def _play_settings_changed(self, settings: PlaySettings) -> None:
        self._parts.settings.change(**asdict(settings) | {"volume": round(settings.volume * 100)})

    def _videos(self) -> Path:
        chosen = self._parts.settings.value.videos_folder
        return Path(chosen) if chosen else self._parts.places.videos

    # Work in the background

    def _failed(self, name: str, error: BaseException) -> None:
        if isinstance(error, SeedanceError):
            self.window.say(error.message)
        self._parts.log.report(error, name)

    def _not_kept(self, fault: BaseException) -> None:
        if isinstance(fault, SeedanceError):
            self.window.say(fault.message)
        else:
            self._failed("store", fault)

    def _keep_layout(self) -> None:
        geometry, columns = self.window.save_layout()
        self._parts.settings.change(window_geometry=geometry, splitter_state=columns)

    async def _end(self) -> None:
        # Whatever fails here, the rest is done.
        async with AsyncExitStack() as last_first:
            last_first.callback(self._parts.store.close)
            last_first.callback(self.window.release)
            last_first.push_async_callback(asyncio.to_thread, self._media.close)
            last_first.push_async_callback(self._background.aclose)
            last_first.push_async_callback(self.sessions.aclose)
            last_first.callback(self._draft.flush)
            last_first.callback(self._parts.settings.kept.flush)
            last_first.callback(self._keep_layout)

"""The parts of the running program and how they meet: profile, window, session."""

from __future__ import annotations

import asyncio
import logging
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QTextCursor

from seedance_gui.domain.address import KNOWN_ADDRESSES, clean_address
from seedance_gui.domain.draft import Draft, read_draft
from seedance_gui.domain.errors import SeedanceError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message
from seedance_gui.services.accounts.sessions import Mode, Sessions
from seedance_gui.services.media.worker_client import MediaWorker
from seedance_gui.services.platform.background_tasks import BackgroundTasks
from seedance_gui.services.tasks.recovery import recover as put_back
from seedance_gui.ui.kit.translator import Words
from seedance_gui.ui.player.player_state import PlaySettings
from seedance_gui.ui.session.conductor import Conductor
from seedance_gui.ui.shell import desktop
from seedance_gui.ui.shell.dialogs import finished, forget_all_the_same
from seedance_gui.ui.shell.main_window import MainWindow
from seedance_gui.ui.shell.notifier import Notifier
from seedance_gui.ui.shell.report_dialog import ReportOffers
from seedance_gui.ui.shell.welcome import Welcome
from seedance_gui.ui.shell.work_page import WorkPage

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
    from seedance_gui.ui.shell.language import Language

_log = logging.getLogger(__name__)
_DRAFT = "draft"
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
        self._closed = asyncio.Event()
        self._conductor: Conductor | None = None
        self._busy = False
        self._told: set[str] = set()
        self._media = MediaWorker(parts.places.undecodable)
        self._notices: list[Message] = []
        self.sessions = Sessions(
            rules=parts.rules,
            store=parts.store,
            places=parts.places,
            media=self._media,
            credentials=parts.credentials,
            hide=parts.log.hide,
            background=self._background,
            failed=self._failed,
            videos=self._videos,
            file_pattern=lambda: parts.settings.value.file_name,
            practice_speed=parts.practice_speed,
        )
        self.sessions.changed.connect(self._session_changed)
        self.sessions.ending.connect(self._session_ending)
        self.sessions.waiting.connect(self._say)
        parts.settings.changed.connect(self._settings_changed)
        self._reports = ReportOffers(parts.theme, lambda: self.window, self._spawn)
        parts.log.unexpected.connect(self._reports.made.emit)
        if parts.settings.unreadable:
            self._set_aside(_SETTINGS, FaultMessage.SETTINGS_UNREADABLE)
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
        self._show_start()
        self.window.show()
        for message in (notice, *self._notices):
            if message is not None:
                self._say(message)
        if self._parts.log.crashed is not None:
            self._reports.offer_crash(self._parts.log.crashed)
        if recover:
            await self._recover()
        self.sessions.begin(self._parts.settings.value.address)
        self._spawn(self._resume(practise=practise), "resume")
        if script is not None:
            self._spawn(script, "script")
        try:
            await self._closed.wait()
        finally:
            await self._end()

    def come_forward(self) -> None:
        """Show and raise the window: another start asked for it."""
        self.window.come_forward()

    def close(self) -> None:
        """Close the window as a person does; ``run`` then returns when all is kept."""
        self.window.close()

    # The window

    def _make_window(self) -> MainWindow:
        parts, settings = self._parts, self._parts.settings.value
        words = Words(parts.language.code)
        welcome = Welcome(parts.theme, KNOWN_ADDRESSES)
        welcome.set_language(settings.language)
        welcome.token_form.set_address(settings.address)
        welcome.practise_requested.connect(lambda: self._spawn(self._practise(), "practise"))
        welcome.token_given.connect(lambda *given: self._spawn(self._sign_in(*given), "sign in"))
        welcome.back_requested.connect(lambda: self.window.show_page(self.window.work))
        welcome.language_chosen.connect(lambda code: self._change(language=code))
        work = WorkPage(
            parts.theme,
            parts.rules,
            words,
            play_settings=PlaySettings(settings.volume / 100, settings.muted, settings.loop, settings.speed),
            player_marker=parts.places.data / "player-starting",
            paste_folder=parts.places.data / "pasted",
            poster_of=self._poster_of,
            media=self._media,
        )
        work.top.settings_asked.connect(self._open_settings)
        work.top.token_asked.connect(self._ask_for_token)
        work.form.set_draft(self._kept_draft())
        work.form.prompt.moveCursor(QTextCursor.MoveOperation.End)
        work.preview.player.settings_changed.connect(self._play_settings_changed)
        window = MainWindow(parts.theme, welcome, work)
        window.restore_layout(settings.window_geometry, settings.splitter_state)
        window.closing.connect(self._closed.set)
        self._words = words
        self._notifier = Notifier(window, self._spawn)
        self._notifier.play.connect(self._play)
        self._notifier.show_in_folder.connect(self._show_in_folder)
        return window

    def _rebuild_window(self) -> None:
        """Make the window anew: in another language every word of it is another."""
        self._keep_layout()
        self._session_ending()
        old = self.window
        self.window = self._make_window()
        if self.sessions.current is not None:
            self._session_changed(self.sessions.current)
            self.window.show_page(self.window.work)
        if old.page is old.welcome:
            self._show_start()
        self.window.welcome.set_busy(self._busy)
        self.window.welcome.take_over(old.welcome)
        self.window.show()
        old.closing.disconnect()
        old.hide()
        old.work.thumbnails.close()
        old.work.preview.release()
        old.deleteLater()

    def _show_start(self) -> None:
        self.window.welcome.set_back(self.sessions.current is not None)
        self.window.show_page(self.window.welcome)
        self._spawn(self._say_where_kept(), "look for a keyring")

    def _kept_draft(self) -> Draft:
        draft, unreadable = read_draft(
            self._parts.store.get_setting(_DRAFT, {}), self._parts.rules.first_model
        )
        if unreadable:
            self._set_aside(_DRAFT, FaultMessage.DRAFT_UNREADABLE)
        return draft

    def _set_aside(self, key: str, code: FaultMessage) -> None:
        """Copy what is stored under a key and could not be read whole, before anything overwrites it."""
        try:
            self._notices.append(Message(code, key=self._parts.store.set_aside(key)))
        except SeedanceError as error:
            self._notices.append(error.message)

    def _poster_of(self, task: Task) -> Path | None:
        session = self.sessions.current
        return session.task_service.downloads.thumbnail(task) if session is not None else None

    def _say(self, message: Message) -> None:
        if message.code is not FaultMessage.UNWATCHED:
            self.window.toasts.show_message(self._words.text(message), "warning", milliseconds=12_000)
            return
        toast = self.window.toasts.show_message(
            self._words.text(message),
            "warning",
            action=QCoreApplication.translate("Program", "Enter the token"),
            milliseconds=0,
        )
        toast.action_clicked.connect(self._ask_for_token)

    # The session

    async def _recover(self) -> None:
        """Put back into the list what a damaged store lost. Before that no session is opened."""
        self._set_busy(True)
        try:
            if count := await asyncio.to_thread(put_back, self._parts.store, self._videos()):
                self._say(Message(FaultMessage.RECOVERED, n=count))
        except SeedanceError as error:
            self._say(error.message)
        finally:
            self._set_busy(False)

    async def _resume(self, *, practise: bool) -> None:
        settings = self._parts.settings.value
        if practise or (settings.first_start_done and settings.mode == Mode.PRACTICE.value):
            await self._practise()
        elif settings.first_start_done:
            await self.sessions.resume(settings.address)
        else:
            await self.sessions.look(settings.address)

    async def _practise(self) -> None:
        if self._busy:
            return
        self._set_busy(True)
        try:
            await self.sessions.practise()
        except SeedanceError as error:
            self.window.toasts.show_message(self._words.text(error.message), "danger", milliseconds=0)
        else:
            self._change(mode=Mode.PRACTICE.value, first_start_done=True)
        finally:
            self._set_busy(False)

    async def _sign_in(self, token: str, address: str) -> None:
        if self._busy:
            return
        self._set_busy(True)
        try:
            address = clean_address(address)
            reason = await self.sessions.sign_in(token, address)
        except SeedanceError as error:
            self.window.welcome.token_form.show_problem(self._words.text(error.message))
        else:
            self.window.welcome.token_form.forget()
            self._change(mode=Mode.SERVICE.value, address=address, first_start_done=True)
            if reason is not None:
                self._say(reason)
        finally:
            self._set_busy(False)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.window.welcome.set_busy(busy)

    async def _say_where_kept(self) -> None:
        place = await self.sessions.kept_in()
        # Only now is the window named: it may have been made anew meanwhile, in another language.
        self.window.welcome.token_form.set_kept_in(place)

    def _ask_for_token(self) -> None:
        """Show the first page again, or the real videos where their token is at hand all the time."""
        session, address = self.sessions.current, self._parts.settings.value.address
        if session is not None and session.mode is Mode.PRACTICE and self.sessions.has_token(address):
            self._change(mode=Mode.SERVICE.value)
            self._spawn(self.sessions.look(address), "back to the real videos")
            return
        self._show_start()
        self.window.welcome.token_form.token.setFocus()

    def _session_changed(self, session: Session | None) -> None:
        if session is None:
            self._show_start()
            return
        window = self.window
        self._conductor = Conductor(
            window.work,
            session.task_service,
            rules=self._parts.rules,
            words=self._words,
            theme=self._parts.theme,
            toasts=window.toasts,
            spawn=lambda work: self._spawn(work, "act on a task"),
            told=self._told,
        )
        self._conductor.draft_kept.connect(self._keep_draft)
        self._conductor.task_saved.connect(self._task_saved)
        if session.signed_in:
            window.show_page(window.work)
        else:
            self._show_start()

    def _task_saved(self, task: Task) -> None:
        if self._parts.settings.value.notify:
            self._notifier.tell(task)

    def _play(self, task_id: str) -> None:
        self.window.come_forward()
        if self._conductor is not None:
            self._conductor.play(task_id)

    def _show_in_folder(self, task_id: str) -> None:
        task = self.sessions.current.task_service.task(task_id) if self.sessions.current is not None else None
        if task is not None and task.file:
            desktop.show_in_folder(Path(task.file))

    def _session_ending(self) -> None:
        conductor, self._conductor = self._conductor, None
        if conductor is not None:
            conductor.close()

    def _keep_draft(self, draft: Draft) -> None:
        try:
            self._parts.store.set_setting(_DRAFT, draft.to_data())
        except SeedanceError as error:
            self._say(error.message)

    # Settings

    def _change(self, **values: object) -> None:
        try:
            self._parts.settings.change(**values)
        except SeedanceError as error:
            self._say(error.message)

    def _settings_changed(self, before: Settings, now: Settings) -> None:
        parts = self._parts
        parts.theme.set_mode(now.appearance)
        parts.theme.set_text_size(now.text_size / 100)
        self.sessions.follow_settings()
        if (now.language, now.text_size) != (before.language, before.text_size):
            parts.language.use(now.language)
            self._rebuild_window()

    def _open_settings(self) -> None:
        self._spawn(self._settings_dialog(), "settings")

    async def _settings_dialog(self) -> None:
        from seedance_gui.ui.shell.settings_dialog import SettingsDialog  # noqa: PLC0415 - not needed to start

        left: SettingsDialog | None = None
        while left is None or left.rebuild_wanted:
            dialog = SettingsDialog(
                self._parts.theme,
                self._words,
                self._parts.settings.value,
                videos=self._videos(),
                session=self.sessions.current,
                logs=self._parts.places.logs,
                parent=self.window,
            )
            dialog.changed.connect(lambda values: self._change(**values))
            dialog.sign_out_asked.connect(lambda: self._spawn(self._sign_out(), "sign out"))
            dialog.token_asked.connect(self._ask_for_token)
            dialog.practice_asked.connect(lambda: self._spawn(self._practise(), "practise"))
            if left is not None:
                dialog.go_on_at(left.place)
            await finished(dialog)
            left = dialog

    async def _sign_out(self) -> None:
        making, unsaved = self.sessions.under_way()
        if making + unsaved and not await forget_all_the_same(self.window, making, unsaved):
            return
        reason = await self.sessions.sign_out()
        self._change(first_start_done=False)
        if reason is not None:
            self._say(reason)

    def _play_settings_changed(self, settings: PlaySettings) -> None:
        volume = round(settings.volume * 100)
        self._change(volume=volume, muted=settings.muted, loop=settings.loop, speed=settings.speed)

    def _videos(self) -> Path:
        chosen = self._parts.settings.value.videos_folder
        return Path(chosen) if chosen else self._parts.places.videos

    # Work in the background

    def _spawn(self, work: Coroutine[object, object, None], name: str = "") -> asyncio.Task[None]:
        return self._background.spawn(work, name or "work")

    def _failed(self, name: str, error: BaseException) -> None:
        if isinstance(error, SeedanceError):
            self._say(error.message)
        self._parts.log.report(error, name)

    def _keep_layout(self) -> None:
        geometry, columns = self.window.save_layout()
        self._change(window_geometry=geometry, splitter_state=columns)

    async def _end(self) -> None:
        # Whatever fails here, the rest is done.
        async with AsyncExitStack() as last_first:
            last_first.callback(self._parts.store.close)
            last_first.callback(self.window.work.preview.release)
            last_first.callback(self.window.work.thumbnails.close)
            last_first.push_async_callback(asyncio.to_thread, self._media.close)
            last_first.push_async_callback(self._background.aclose)
            last_first.push_async_callback(self.sessions.aclose)
            last_first.callback(self._keep_layout)

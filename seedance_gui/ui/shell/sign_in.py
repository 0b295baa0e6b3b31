"""The ways into a session and out of it, one at a time: practise, sign in, go on, sign out."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer

from seedance_gui.domain.address import KNOWN_ADDRESSES, account_of, clean_address
from seedance_gui.domain.errors import SeedanceError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import QT_TRANSLATE_NOOP, Message
from seedance_gui.services.accounts.sessions import Mode
from seedance_gui.ui.kit.translator import counted
from seedance_gui.ui.shell.notice_bar import Notice

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator
    from pathlib import Path

    from seedance_gui.services.accounts.sessions import Sessions
    from seedance_gui.services.store.settings import KeptSettings
    from seedance_gui.services.store.store import Store
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.kit.translator import Words
    from seedance_gui.ui.shell.main_window import MainWindow
    from seedance_gui.ui.shell.welcome import Welcome

    Spawn = Callable[[Coroutine[object, object, None], str], object]


class SignIn:
    """Acts on the window that is there: ``window`` gives it, as it may be made anew meanwhile."""

    def __init__(
        self,
        sessions: Sessions,
        settings: KeptSettings,
        theme: Theme,
        *,
        window: Callable[[], MainWindow],
        spawn: Spawn,
    ) -> None:
        self._sessions = sessions
        self._settings = settings
        self._theme = theme
        self._window = window
        self._spawn = spawn
        self._busy = False
        self._warned = False
        self._lacking: dict[str, str] = {}
        sessions.waiting.connect(self._lack_token)
        sessions.token_kept.connect(self._token_kept)

    def make_welcome(self) -> Welcome:
        """Make the first page, which acts here."""
        from seedance_gui.ui.shell.welcome import Welcome  # noqa: PLC0415 - not shown to who works already

        settings = self._settings
        welcome = Welcome(self._theme, KNOWN_ADDRESSES)
        welcome.set_language(settings.value.language)
        welcome.token_form.address.setEditText(settings.value.address)
        welcome.set_busy(self._busy)
        welcome.practise_requested.connect(self.practise)
        welcome.token_given.connect(lambda *given: self._spawn(self._sign_in(*given), "sign in"))
        welcome.back_requested.connect(lambda: self._window().show_page(self._window().work))
        welcome.language_chosen.connect(lambda code: settings.change(language=code))
        return welcome

    def show_start(self) -> None:
        """Show the first page."""
        window = self._window()
        window.welcome.back.setVisible(self._sessions.current is not None)
        window.show_page(window.welcome)
        self._spawn(self._say_where_kept(), "look for a keyring")

    def practise(self) -> None:
        """Practise, unless another step is under way."""
        self._spawn(self._practise(), "practise")

    async def begin(self, *, practise: bool) -> None:
        """Open the real videos, and show at once what ``resume`` is likely to go on with."""
        settings = self._settings.value
        self._sessions.begin(settings.address)
        if settings.first_start_done and settings.mode == Mode.SERVICE.value and not practise:
            await self._sessions.foresee(settings.address)
            # What timers of no length do in Qt's next turn belongs into the first picture.
            turned, turn = asyncio.Event(), QTimer(singleShot=True, interval=0)
            turn.timeout.connect(turned.set)
            turn.start()
            await turned.wait()

    async def resume(self, *, practise: bool) -> None:
        """Go on with what was open when the program was closed."""
        settings = self._settings.value
        try:
            if practise or (settings.first_start_done and settings.mode == Mode.PRACTICE.value):
                await self._practise()
            elif settings.first_start_done:
                await self._sessions.resume(settings.address)
            else:
                await self._sessions.look(settings.address)
        except Exception:
            self.show_start()  # something has to be there to go on with
            raise

    def ask_for_token(self) -> None:
        """Show the first page again, or the real videos where their token is at hand all the time."""
        session, address = self._sessions.current, self._settings.value.address
        if session is not None and session.mode is Mode.PRACTICE and self._sessions.has_token(address):
            self._settings.change(mode=Mode.SERVICE.value)
            self._spawn(self._sessions.look(address), "back to the real videos")
            return
        self.show_start()
        self._window().welcome.token_form.token.setFocus()

    async def sign_out(self) -> None:
        """Forget the token, asking first where something is under way with it."""
        making, unsaved = self._sessions.under_way()
        if making + unsaved and not await self._forget_all_the_same(making, unsaved):
            return
        reason = await self._sessions.sign_out()
        self._settings.change(first_start_done=False)
        if reason is not None:
            self._window().say(reason)

    async def _forget_all_the_same(self, making: int, unsaved: int) -> bool:
        """Say how many videos are being made, or are finished and not saved yet, and ask."""
        from seedance_gui.ui.shell.dialogs import ask  # noqa: PLC0415 - not needed to start

        translate = QCoreApplication.translate
        counts = (
            (making, QT_TRANSLATE_NOOP("SettingsDialog", "%n videos are being made.", None, 1)),
            (
                unsaved,
                QT_TRANSLATE_NOOP("SettingsDialog", "%n videos are finished, but not saved yet.", None, 1),
            ),
        )
        answer = await ask(
            self._window(),
            translate("SettingsDialog", "Forget the token?"),
            "\n".join(counted("SettingsDialog", text, count) for count, text in counts if count),
            detail=translate(
                "SettingsDialog",
                "Without the token nothing more is watched or saved here. The service goes on all the same, "
                "charges for it, and keeps each video for a few days only. Enter the token again within that "
                "time, and everything is saved.",
            ),
            buttons=(
                ("keep", translate("SettingsDialog", "Keep it")),
                ("forget", translate("SettingsDialog", "Forget it anyway")),
            ),
            danger="forget",
        )
        return answer == "forget"

    def may_close(self) -> bool:
        """Return whether the window may close now; say first, once, what is then no longer watched."""
        count = 0 if self._warned else self._sessions.lost_sight_of()
        if count:
            self._warned = True
            self._spawn(self._warn(count), "closing")
        return not count

    async def _warn(self, count: int) -> None:
        from seedance_gui.ui.shell.dialogs import ask  # noqa: PLC0415 - not needed to start

        translate = QCoreApplication.translate
        answer = await ask(
            self._window(),
            translate("SignIn", "Close the program?"),
            counted("SignIn", QT_TRANSLATE_NOOP("SignIn", "%n videos are not saved yet.", None, 1), count),
            detail=translate(
                "SignIn",
                "The service goes on, but this program forgets the token when it closes. Enter the token at "
                "the next start, within a few days, and everything is saved then.",
            ),
            buttons=(("stay", translate("SignIn", "Keep it open")), ("close", translate("SignIn", "Close"))),
        )
        if answer == "close":
            self._window().close_at_once()

    @contextmanager
    def _being_busy(self) -> Iterator[None]:
        """Take no other step meanwhile."""
        self._set_busy(True)
        try:
            yield
        finally:
            self._set_busy(False)

    # What needs a token

    def remind(self, message: Message) -> str:
        """Say what stays true until the person does something about it; return the key of its notice."""

        def said(words: Words) -> tuple[str, str]:
            unwatched = message.code is FaultMessage.UNWATCHED
            action = QCoreApplication.translate("SignIn", "Enter the token") if unwatched else ""
            return words.text(message), action

        key = f"{message.code.name} {dict(message.values).get('address', '')}"
        self._window().notices.put(key, Notice(said, self.ask_for_token))
        return key

    def _lack_token(self, message: Message) -> None:
        self._lacking[self.remind(message)] = str(dict(message.values).get("address", ""))

    def _token_kept(self, address: str) -> None:
        """Take back what is not true any more now that the token of an account is at hand."""
        for key, lacking in tuple(self._lacking.items()):
            if not lacking or account_of(lacking) == account_of(address):
                del self._lacking[key]
                self._window().notices.drop(key)

    # The steps

    async def recover(self, store: Store, videos: Path) -> None:
        """Put back into the list what a damaged store lost. Before that no session is opened."""
        from seedance_gui.services.tasks.recovery import recover  # noqa: PLC0415 - hardly ever needed

        with self._being_busy():
            try:
                if count := await asyncio.to_thread(recover, store, videos):
                    self._window().say(Message(FaultMessage.RECOVERED, n=count))
            except SeedanceError as error:
                self._window().say(error.message)

    async def _practise(self) -> None:
        if self._busy:
            return
        with self._being_busy():
            try:
                await asyncio.gather(self._sessions.practise(), self._make_work())
            except SeedanceError as error:
                if self._sessions.current is None:
                    self.show_start()
                said = self._window().words.text(error.message)
                self._window().toasts.show_message(said, "danger", milliseconds=0)
            else:
                self._settings.change(mode=Mode.PRACTICE.value, first_start_done=True)

    async def _sign_in(self, token: str, address: str) -> None:
        if self._busy:
            return
        with self._being_busy():
            try:
                address = clean_address(address)
                signing_in = self._sessions.sign_in(token, address)
                reason, _ = await asyncio.gather(signing_in, self._make_work())
            except SeedanceError as error:
                said = self._window().words.text(error.message)
                self._window().welcome.token_form.show_problem(said)
                return
            self._window().welcome.token_form.forget()
            self._settings.change(mode=Mode.SERVICE.value, address=address, first_start_done=True)
            if reason is not None:
                self._window().say(reason)

    async def _make_work(self) -> None:
        """Make the page for work while an answer is awaited; its imports would hold up the window."""
        await asyncio.to_thread(_load_work)
        _ = self._window().work

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        if (welcome := self._window().made_welcome) is not None:
            welcome.set_busy(busy)

    async def _say_where_kept(self) -> None:
        place = await self._sessions.kept_in()
        # Only now is the window named: it may have been made anew meanwhile, in another language.
        self._window().welcome.token_form.set_kept_in(place)


def _load_work() -> None:
    from seedance_gui.ui.session import session  # noqa: F401, PLC0415
    from seedance_gui.ui.shell import work_page  # noqa: F401, PLC0415

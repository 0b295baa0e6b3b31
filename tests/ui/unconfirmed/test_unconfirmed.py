"""An order that nobody confirmed, as a person meets it: the real page on a real service, store and server."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QMessageBox, QPushButton, QVBoxLayout, QWidget

from seedance_gui.domain.rules_file import load_rules
from seedance_gui.domain.task import Status, Task
from seedance_gui.domain.unconfirmed import Cause, Reading, Unconfirmed
from seedance_gui.services.api.client import ApiClient, Limits
from seedance_gui.services.media.worker_client import MediaWorker
from seedance_gui.services.platform import resources
from seedance_gui.services.store.settings import KeptSettings
from seedance_gui.services.store.store_file import open_store
from seedance_gui.services.tasks import repository, unconfirmed
from seedance_gui.services.tasks.service import TaskService
from seedance_gui.ui.kit.amounts import number_words
from seedance_gui.ui.kit.note import Note
from seedance_gui.ui.kit.toast import ToastHost
from seedance_gui.ui.kit.translator import Words, day_words
from seedance_gui.ui.player.player_state import PlaySettings
from seedance_gui.ui.session.scope import SessionContext
from seedance_gui.ui.session.session import Kept, PageSession
from seedance_gui.ui.shell.notice_bar import NoticeBar
from seedance_gui.ui.shell.work_page import WorkPage
from seedance_gui.ui.tasks.command_table import Command, offered
from seedance_gui.ui.tasks.commands import TaskCommands
from seedance_gui.ui.tasks.id_dialog import IdDialog
from seedance_gui.ui.unconfirmed.card import UnconfirmedCard
from seedance_gui.ui.unconfirmed.words import unconfirmed_words
from tests import server as s
from tests.services.stage import BALANCE, CREATE, QUERY, TOKEN
from tests.ui.task_samples import NASTY, NOON, sample

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Iterator
    from pathlib import Path

    from seedance_gui.domain.draft import Draft
    from seedance_gui.ui.kit.theme import Theme
    from tests.server import Answer, Call, Server

SITE = "https://service.example"


async def eventually(true: object, seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end, "it did not come about"
        await asyncio.sleep(0.01)


def coins(number: float) -> Answer:
    return s.envelope({"balance": number, "used_coin": 0, "available": number})


class Desk:
    """The page, a task service of a service, and a server that plays it."""

    def __init__(self, server: Server, folder: Path, theme: Theme, service: str) -> None:
        self.server = server
        self.folder = folder
        self.theme = theme
        self.service = service
        self.rules = load_rules(resources.read_text("routes.toml"))
        self.running: set[asyncio.Task[None]] = set()
        self.told: set[str] = set()
        self.settings = KeptSettings(lambda: None, lambda _: None)
        self.size = QSize(1600, 1000)
        self.media = MediaWorker(folder / "undecodable")
        server.on("GET", BALANCE, coins(988))
        server.on("POST", CREATE, s.hang_up())

    def begin(self) -> None:
        self.serve(self.folder)
        self.page = WorkPage(
            self.theme,
            self.rules,
            Words(),
            play_settings=PlaySettings(muted=True),
            paste_folder=self.folder,
            poster_of=lambda _: None,
            media=self.media,
        )
        self.toasts = ToastHost(self.theme, self.page)
        self.notices = NoticeBar(self.theme, Words())
        column = self.page.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(0, self.notices)
        self.page.resize(self.size)
        self.page.show()
        self.meet()
        self.task_service.accounts.set_token(TOKEN)
        self.task_service.start()

    def serve(self, folder: Path, *tasks: Task) -> None:
        """Make the task service of a store in this folder, with these tasks in it."""
        self.opened = open_store(folder / "studio.db")
        for task in tasks:
            self.opened.store.add(task)
        self.task_service = TaskService(
            rules=self.rules,
            store=self.opened.store,
            api_factory=lambda _, token: ApiClient(
                self.server.address, token, limits=Limits(create=2.0, asking=2.0)
            ),
            videos=folder / "videos",
            cache=folder / "cache",
            media=self.media,
            service=self.service,
            own_origin=self.server.address if self.service == "practice" else "",
            pace=0.05,
        )

    def meet(self, kept: Kept | None = None) -> None:
        """Bring the page and the task service together."""
        context = SessionContext(
            page=self.page,
            task_service=self.task_service,
            settings=self.settings,
            rules=self.rules,
            words=Words(),
            theme=self.theme,
            toasts=self.toasts,
            notices=self.notices,
            spawn=self._spawn,
            told=self.told,
        )
        self.session = PageSession(context, kept)

    async def end(self) -> None:
        for running in self.running:
            running.cancel()
        self.session.close()
        await self.task_service.aclose()
        self.opened.store.close()
        self.page.thumbnails.close()
        self.media.close()
        self.page.hide()
        self.page.deleteLater()

    async def restart(self) -> None:
        await self.end()
        self.begin()

    def _spawn(self, work: Coroutine[object, object, None]) -> asyncio.Task[None]:
        running = asyncio.get_running_loop().create_task(work)
        self.running.add(running)
        running.add_done_callback(self.running.discard)
        return running

    def draft(self, prompt: str) -> Draft:
        return self.page.form.draft.__class__(self.rules.first_model, prompt)

    async def order(self, prompt: str = "A fox in the snow") -> Task:
        """Order a video as Create does, when the balance is known."""
        await eventually(lambda: self.task_service.accounts.current.balance.balance)
        self.page.form.create_requested.emit(self.draft(prompt))
        task = self.task_service.tasks()[0]
        await eventually(lambda: self.status(task) not in (Status.WAITING, Status.SENDING))
        return task

    def status(self, task: Task) -> Status | None:
        found = self.task_service.task(task.id)
        return found.status if found is not None else None

    @property
    def card(self) -> UnconfirmedCard:
        return self.page.preview.unconfirmed

    def said(self) -> str:
        labels = [label for label in self.page.preview.findChildren(QLabel) if label.isVisible()]
        return "\n".join(label.text() for label in labels)

    async def says(self, *texts: str) -> None:
        await eventually(lambda: all(text in self.said() for text in texts))

    def button(self, words: str) -> QPushButton:
        buttons = (*self.card.buttons(), *self.page.preview.state.buttons())
        return next(b for b in buttons if b.accessibleName() == words or b.text() == words)

    def press(self, words: str) -> None:
        button = self.button(words)
        assert button.isVisible()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def press_notice(self, words: str) -> None:
        buttons = self.notices.findChildren(QAbstractButton)
        next(b for b in buttons if b.isVisible() and words in (b.text(), b.accessibleName())).click()

    async def dialog(self) -> IdDialog:
        await eventually(self._dialog)
        found = self._dialog()
        assert found is not None
        return found

    def _dialog(self) -> IdDialog | None:
        return next((it for it in self.page.findChildren(IdDialog) if it.isVisible()), None)


@pytest.fixture
def server() -> Iterator[Server]:
    with s.Server() as server:
        yield server


@pytest.fixture
def desk(server: Server, tmp_path: Path, theme: Theme, request: pytest.FixtureRequest) -> Desk:
    return Desk(server, tmp_path, theme, getattr(request, "param", SITE))


def at_work(test: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    """Begin and end within the test: around it pytest-qt handles events while no loop runs."""

    @wraps(test)
    async def run(**given: Any) -> None:
        desk = given["desk"]
        desk.begin()
        try:
            await test(**given)
        finally:
            await desk.end()

    return run


class Browser(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@pytest.fixture
def browser() -> Iterator[Browser]:
    browser = Browser()
    QDesktopServices.setUrlHandler("https", browser, "open")  # type: ignore[arg-type]  # it takes str only
    yield browser
    QDesktopServices.unsetUrlHandler("https")
    browser.deleteLater()


@at_work
async def test_what_happened_what_the_coins_did_and_what_to_do_in_order(desk: Desk) -> None:
    def create(call: Call) -> None:
        desk.server.on("GET", BALANCE, coins(975.5))
        s.hang_up()(call)

    desk.server.on("POST", CREATE, create)
    await desk.order()
    await desk.says("988 → 975.5 coins: 12.5 fewer", "suggests that the order was taken and charged")
    said = desk.said()
    assert "It is no proof" in said
    order = [
        "connection broke",
        "Was it charged?",
        "fewer",
        "What to do",
        "Look on the service's website",
        "Then decide",
    ]
    places = [said.index(text) for text in order]
    assert places == sorted(places)
    assert [button.accessibleName() for button in desk.card.buttons()] == [
        "Read it again",
        "Open the service's website",
        "Copy the prompt",
        "It was created: enter its id",
        "It was not: send again",
        "Leave it",
    ]
    for button in desk.card.choices:
        assert button.accessibleDescription() in said
    assert "you pay twice" in desk.button("It was not: send again").accessibleDescription()
    balance = desk.page.form.findChild(QPushButton, "balance")
    assert isinstance(balance, QPushButton)
    assert balance.text() == "975.5 coins left"


@at_work
async def test_it_is_all_there_after_a_restart_and_in_the_list(desk: Desk) -> None:
    task = await desk.order()
    await desk.says("988 → 988 coins: unchanged", "suggests that nothing was charged", "no proof")
    desk.server.on("GET", BALANCE, s.silent())
    await desk.restart()
    await desk.says("Not confirmed", "988 → 988 coins: unchanged", "connection broke")
    row = desk.page.tasks.model.task(task.id)
    assert row is not None
    assert row.status is Status.NOT_CONFIRMED
    assert len(desk.server.seen_at(CREATE)) == 1


@at_work
async def test_the_balance_is_asked_when_somebody_looks_and_by_the_button(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unconfirmed, "FOLLOWED", 0.0)  # nothing asks by itself
    await desk.order()
    await desk.says("unchanged")
    desk.server.on("GET", BALANCE, coins(976))
    QGuiApplication.instance().applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)  # type: ignore[union-attr]
    await desk.says("988 → 976 coins: 12 fewer")
    desk.server.on("GET", BALANCE, coins(964))
    desk.press("Read it again")
    await desk.says("988 → 976 coins: 12 fewer", "Now 964 coins, read at")  # the first one is the evidence
    desk.server.on("POST", CREATE, s.envelope({"task_id": "t2", "status": "queued"}))
    desk.task_service.submit(desk.draft("Another one"))
    await desk.says("988 → 976 coins: 12 fewer", "Now 964 coins, read at", "other orders were made since")


@at_work
async def test_new_words_leave_the_focus_and_the_buttons_alone(desk: Desk) -> None:
    await desk.order()
    await desk.says("unchanged")
    button = desk.button("Leave it")
    button.setFocus()
    desk.server.on("GET", BALANCE, coins(976))
    desk.task_service.refresh_balance()
    await desk.says("12 fewer")
    assert desk.button("Leave it") is button
    assert button.hasFocus()


@at_work
async def test_the_website_is_opened_and_the_prompt_copied(desk: Desk, browser: Browser) -> None:
    await desk.order(NASTY)
    await desk.says("Look on the service's website")
    desk.press("Open the service's website")
    assert browser.opened == [SITE]
    desk.press("Copy the prompt")
    assert QGuiApplication.clipboard().text() == NASTY


@pytest.mark.parametrize("desk", ["practice", "http://127.0.0.1:9"], indirect=True)
@at_work
async def test_only_a_website_of_https_is_offered(desk: Desk, browser: Browser) -> None:
    await desk.order()
    await desk.says("Was it charged?")
    assert not [b for b in desk.card.buttons() if "website" in b.text()]
    desk.page.preview.commands[Command.OPEN_WEBSITE].trigger()
    assert browser.opened == []
    if desk.service == "practice":
        await desk.says("pretend coins: unchanged", "While you practise there is none")
        # There an id can be found nowhere.
        assert [b.accessibleName() for b in desk.card.choices] == ["It was not: send again", "Leave it"]


@at_work
async def test_leaving_it_leaves_every_way_open(desk: Desk) -> None:
    task = await desk.order()
    await desk.says("What to do")
    desk.press("Leave it")
    await desk.says("Not confirmed, left", "connection broke")
    assert [b.accessibleName() for b in desk.card.choices] == [
        "It was created: enter its id",
        "It was not: send again",
    ]
    await desk.restart()
    await desk.says("Not confirmed, left")
    assert desk.status(task) is Status.NOT_CONFIRMED


@at_work
async def test_sending_again_asks_first_and_says_that_it_may_be_paid_twice(desk: Desk) -> None:
    task = await desk.order()
    await desk.says("What to do")
    for answer, posts in (("Don't send", 1), ("It was not created: send again", 2)):
        desk.press("It was not: send again")
        await eventually(lambda: [b for b in desk.page.findChildren(QMessageBox) if b.isVisible()])
        box = next(b for b in desk.page.findChildren(QMessageBox) if b.isVisible())
        assert "you pay twice" in box.text()
        next(b for b in box.findChildren(QPushButton) if b.text() == answer).click()
        await eventually(lambda: not desk.running)
        await eventually(lambda posts=posts: len(desk.server.seen_at(CREATE)) == posts)
    await eventually(lambda: desk.status(task) is Status.NOT_CONFIRMED)
    await desk.says("It was sent 2 times")


NO_SUCH_TASK = s.envelope(None, 20002, "no such task", 404)


@at_work
async def test_an_id_is_taken_out_of_what_was_pasted_and_watched(desk: Desk) -> None:
    task = await desk.order()
    await desk.says("What to do")
    desk.server.on("GET", QUERY + "*", s.envelope({"status": "processing", "progress": 40}))
    desk.press("It was created: enter its id")
    dialog = await desk.dialog()
    assert not dialog.watch.isEnabled()
    QGuiApplication.clipboard().setText(f"  see {SITE}/console/videos/cgt-2026-17?x=1 \n")
    dialog.field.paste()
    assert dialog.read.text() == "The id in it: cgt-2026-17"
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    await eventually(lambda: desk.status(task) is Status.PROCESSING)
    assert desk.server.seen_at(QUERY + "cgt-2026-17")
    await desk.says("It is watched by the id that you entered, cgt-2026-17.")
    assert len(desk.server.seen_at(CREATE)) == 1


@at_work
async def test_an_id_the_service_does_not_know_is_said_and_can_be_taken_back(desk: Desk) -> None:
    task = await desk.order()
    await desk.says("What to do", "unchanged")
    desk.server.on("GET", QUERY + "*", NO_SUCH_TASK)
    desk.press("It was created: enter its id")
    dialog = await desk.dialog()
    dialog.field.setText("wrong-id-1")
    dialog.watch.click()
    await eventually(lambda: "knows no video with this id" in dialog.problem.text())
    assert "come back and decide again" in dialog.problem.text()
    assert desk.status(task) is Status.NOT_CONFIRMED, "nothing has changed yet"
    dialog.field.setText("wrong-id-2")
    assert not dialog.problem.isVisible(), "another id is another question"
    dialog.watch.click()
    await eventually(lambda: dialog.watch.text() == "Watch it anyway")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible(), "that takes a click"
    dialog.watch.click()
    await desk.says("Id not found", "knows no video with the id that you entered")
    assert not desk.page.preview.state.progress.isVisible()
    await desk.restart()
    await desk.says("knows no video with the id that you entered")
    desk.press("The id is not the one: decide again")
    await desk.says("Not confirmed", "connection broke", "988 → 988 coins: unchanged")
    desk.press("It was created: enter its id")
    assert (await desk.dialog()).field.text() == "wrong-id-2", "it may be nearly right"
    (await desk.dialog()).reject()
    await eventually(lambda: not desk.running)
    assert desk.status(task) is Status.NOT_CONFIRMED


@at_work
async def test_an_id_is_not_taken_when_it_is_another_videos_here(desk: Desk) -> None:
    desk.server.on("POST", CREATE, s.envelope({"task_id": "there-17"}), s.hang_up())
    desk.server.on("GET", QUERY + "*", s.envelope({"status": "processing"}))
    await desk.order("The other one")
    await desk.order()
    await desk.says("What to do")
    desk.press("It was created: enter its id")
    dialog = await desk.dialog()
    dialog.field.setText(" there-17 ")
    assert "another video in your list" in dialog.problem.text()
    assert "The other one" in dialog.problem.text()
    assert not dialog.watch.isEnabled()
    for text, problem in (("abc-12345 xyz-98765", "More than one"), ("no id here", "no id in this")):
        dialog.field.setText(text)
        assert problem in dialog.problem.text()
        assert not dialog.watch.isEnabled()
    dialog.reject()


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (s.html(502), "could not be checked"),
        (s.envelope({"status": "queued", "model": "<b>other</b>"}), "another model (<b>other</b>)"),
    ],
)
@at_work
async def test_a_doubtful_id_is_said_before_it_is_watched(desk: Desk, answer: Answer, problem: str) -> None:
    task = await desk.order()
    await desk.says("What to do")
    desk.server.on("GET", QUERY + "*", answer)
    desk.press("It was created: enter its id")
    dialog = await desk.dialog()
    dialog.field.setText("cgt-2026-17")
    dialog.watch.click()
    await eventually(lambda: problem in dialog.problem.text())
    assert dialog.problem.textFormat() is Qt.TextFormat.PlainText
    dialog.watch.click()
    await eventually(lambda: desk.status(task) is not Status.NOT_CONFIRMED)


@at_work
async def test_what_waits_for_a_decision_elsewhere_is_told(desk: Desk) -> None:
    desk.server.on("POST", CREATE, s.hang_up(), s.envelope({"task_id": "there-17"}))
    desk.server.on("GET", QUERY + "*", s.envelope({"status": "processing"}))
    unclear = await desk.order("The unclear one")
    await desk.order("Another one")
    assert not desk.notices.texts(), "it was on the screen"
    desk.told.clear()
    await desk.restart()
    assert desk.notices.texts() == ["Not confirmed, and perhaps charged: The unclear one"]
    assert not desk.toasts.toasts()
    desk.press_notice("Look")
    await desk.says("What to do")
    assert desk.page.tasks.selected() == [unclear.id]
    assert not desk.notices.isVisible(), "what it leads to is on the screen"
    await desk.restart()
    assert not desk.notices.texts(), "it was told, as in another language a moment ago"


@at_work
async def test_the_number_that_waits_stands_above_all_the_time_and_leads_there(desk: Desk) -> None:
    first, second = await desk.order("The first one"), await desk.order("The second one")
    badge = desk.page.top.findChild(QPushButton, "undecided")
    assert badge is not None
    assert badge.text() == "2 not confirmed"
    badge.click()
    assert desk.page.tasks.selected() == [first.id]
    badge.click()
    assert desk.page.tasks.selected() == [second.id]
    desk.task_service.leave(second.id)
    assert badge.text() == "1 not confirmed"
    desk.task_service.removals.remove([first.id])
    assert badge.isHidden()


@at_work
async def test_what_is_dismissed_is_told_again_only_of_another_order(desk: Desk) -> None:
    for prompt in ("The first one", "The second one", "The third one"):
        await desk.order(prompt)
    desk.told.clear()
    await desk.restart()
    said = "%n videos are not confirmed, and perhaps charged. They need your decision.".replace("%n", "3")
    assert desk.notices.texts() == [said], "one of them is on the screen; the number above the list is 3 too"
    desk.press_notice("Dismiss")
    assert not desk.notices.texts()
    desk.session.close()
    desk.meet()
    assert not desk.notices.texts()


@at_work
@pytest.mark.parametrize("size", [QSize(1000, 600), QSize(1300, 760), QSize(1600, 1000)])
@pytest.mark.parametrize("text", [1.0, 1.5])
async def test_a_notice_covers_nothing(desk: Desk, text: float, size: QSize) -> None:
    desk.server.on("POST", CREATE, s.hang_up(), s.envelope({"task_id": "there-17"}))
    desk.server.on("GET", QUERY + "*", s.envelope({"status": "processing"}))
    await desk.order("The unclear one, " + "which has a long description " * 4)
    await desk.order("Another one")
    desk.theme.set_text_size(text)
    desk.size = size
    desk.told.clear()
    await desk.restart()
    page = desk.page
    await eventually(lambda: page.form.isVisible() and desk.notices.height() > 20)
    assert page.rect().contains(desk.notices.geometry())
    assert desk.notices.height() < page.height() // 6
    for part in (page.top, page.form, page.preview, page.tasks):
        if part.isVisible():
            place = QRect(part.mapTo(page, QPoint(0, 0)), part.size())
            assert not place.intersects(desk.notices.geometry()), part


# -- the words alone


def unclear(known: Unconfirmed | None = None) -> Task:
    return sample(1, Status.NOT_CONFIRMED, unconfirmed=known, service=SITE)


BEFORE = Reading(coins=988, at=NOON - 60)


@pytest.mark.parametrize(
    ("known", "coins", "tells"),
    [
        (None, "", "asked for until the service tells it"),
        (Unconfirmed(before=BEFORE), "988 coins before it was sent", "asked for until"),
        (Unconfirmed(after=Reading(coins=976, at=NOON)), "976 coins now", "had not been read"),
        (
            Unconfirmed(before=BEFORE, after=Reading(coins=964, at=NOON, mixed=True)),
            "988 → 964 coins: 24 fewer",
            "Other videos of this program were ordered or under way in between",
        ),
        (
            Unconfirmed(before=BEFORE, after=Reading(coins=999, at=NOON, mixed=True)),
            "988 → 999 coins: 11 more",
            "Other videos of this program were ordered or under way in between",
        ),
        (
            Unconfirmed(before=replace(BEFORE, mixed=True), after=Reading(coins=976, at=NOON)),
            "988 → 976 coins: 12 fewer",
            "Other videos of this program were ordered or under way in between",
        ),
        (
            Unconfirmed(before=BEFORE, after=Reading(coins=988, at=NOON)),
            "988 → 988 coins: unchanged",
            "nothing was charged",
        ),
        (
            Unconfirmed(before=BEFORE, after=Reading(coins=999, at=NOON)),
            "988 → 999 coins: 11 more",
            "added or given back",
        ),
        (
            Unconfirmed(before=BEFORE, after=Reading(coins=5, at=NOON, token=1)),
            "988 → 5 coins: 983 fewer",
            "another account",
        ),
        (
            Unconfirmed(sent=(1.0, 2.0), before=BEFORE, after=Reading(coins=976, at=NOON)),
            "988 → 976 coins: 12 fewer",
            "at least one of the orders",
        ),
    ],
)
def test_no_more_is_said_than_is_known(
    theme: Theme, known: Unconfirmed | None, coins: str, tells: str
) -> None:
    words = unconfirmed_words(unclear(known), Words(), practice=False, now=NOON)
    assert words.coins == coins
    assert tells in words.tells
    if "suggests" not in words.tells:
        assert "charged" not in words.tells or "can't tell" in words.tells


@pytest.mark.parametrize(
    ("cause", "text"),
    [(Cause.BROKE, "connection broke"), (Cause.ENDED, "program ended"), (Cause.ANSWER, "service answered")],
)
def test_each_cause_is_told_with_its_time_and_day(theme: Theme, cause: Cause, text: str) -> None:
    task = unclear(Unconfirmed(sent=(NOON - 86_400,), cause=cause, detail=NASTY))
    words = unconfirmed_words(task, Words(), practice=False, now=NOON)
    assert text in words.happened
    assert day_words(date(2026, 11, 18)) in words.happened
    assert day_words(date(2026, 11, 18)) in words.look
    assert words.detail == NASTY


@pytest.mark.parametrize(
    ("number", "words"),
    [(976.0, "976"), (12.5, "12.5"), (0.0, "0"), (-0.001, "0"), (100.0, "100")],
)
def test_coins_are_shown_as_the_number_they_are(number: float, words: str) -> None:
    assert number_words(number) == words


@pytest.mark.parametrize("text_size", [1.0, 2.0])
@pytest.mark.parametrize("width", [290, 760])
def test_it_fits_and_is_plain_text(theme: Theme, width: int, text_size: float) -> None:
    theme.set_text_size(text_size)
    owner = QObject()
    card = UnconfirmedCard(theme, TaskCommands(theme, owner, list))
    known = Unconfirmed(sent=(NOON,), before=BEFORE, after=Reading(coins=976, at=NOON), detail=NASTY)
    card.show_words("1", unconfirmed_words(unclear(known), Words(), practice=False, now=NOON))
    card.resize(round(width * text_size), 2000)
    card.show()
    QTest.qWait(0)
    assert card.minimumSizeHint().width() <= card.width()
    for widget in (*card.findChildren(QLabel), *card.buttons()):
        assert isinstance(widget, QWidget)
        if widget.isVisible():
            right = widget.mapTo(card, widget.rect().topRight()).x()
            assert right < card.width(), widget
            if isinstance(widget, QLabel):
                assert widget.textFormat() is Qt.TextFormat.PlainText or not widget.text()
            else:
                assert widget.width() >= widget.minimumSizeHint().width()


def test_the_way_back_is_offered_for_an_id_entered_by_hand_only() -> None:
    by_hand = sample(1, Status.PROCESSING, task_id="x", entered_id="x")
    assert Command.DECIDE_AGAIN in offered(by_hand)
    assert Command.DECIDE_AGAIN not in offered(sample(2, Status.PROCESSING, task_id="x"))
    assert Command.DECIDE_AGAIN in offered(sample(3, Status.SAVED, task_id="x", entered_id="x"))


@at_work
async def test_a_long_list_comes_in_pages(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repository, "PAGE", 3)
    task = await desk.order()
    for number in range(20):
        desk.opened.store.add(
            replace(sample(number, task_id=f"there-{number}"), service=SITE, created=1000.0 + number)
        )
    await desk.restart()
    assert desk.page.tasks.model.total < 21
    assert not desk.task_service.confirm_created(task.id, "there-0"), "it is another video's, not read yet"
    await eventually(lambda: desk.page.tasks.model.total == 21)
    assert desk.page.tasks.selected() == [task.id]
    assert [one.id for one in desk.task_service.tasks()][-1] == "task0"


@at_work
async def test_the_same_video_again_is_warned_of_until_it_is_decided(desk: Desk) -> None:
    form = desk.page.form
    task = await desk.order()
    form.set_draft(task.draft)

    def warned() -> list[Note]:
        found = form.bar.findChildren(Note)
        return [note for note in found if note.isVisible() and "Create orders another one" in note.line.text]

    await eventually(warned)
    desk.page.tasks.choose("")
    warned()[0].remedy_clicked.emit()
    await desk.says("Not confirmed", "What to do")
    form.enter(replace(form.draft, prompt="Another fox"))
    assert not warned()
    form.enter(task.draft)
    await eventually(warned)
    assert form.bar.button.isEnabled()
    desk.task_service.leave(task.id)
    await eventually(lambda: not warned())

"""Words, links and hosts of strangers: shown literally, opened never, told no token."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QUrl, Slot
from PySide6.QtGui import QColor, QDesktopServices, QImage
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QToolTip, QWidget

from seedance_gui.domain.draft import Reference
from seedance_gui.domain.task import Status
from seedance_gui.services.media.worker_client import Verdict
from seedance_gui.ui.kit.elided import ElidedLabel
from seedance_gui.ui.kit.parts import plain_tooltip
from seedance_gui.ui.kit.toast import ToastHost
from seedance_gui.ui.kit.translator import Words
from seedance_gui.ui.player.player_state import PlaySettings
from seedance_gui.ui.preview.preview_pane import PreviewPane
from seedance_gui.ui.preview.preview_words import preview_of
from seedance_gui.ui.references.field.describing import display_name
from seedance_gui.ui.shell import desktop
from seedance_gui.ui.shell.dialogs import ask
from seedance_gui.ui.tasks.panel import TaskPanel
from tests import server as s
from tests.media import but_index
from tests.services.stage import CREATE, FILM, QUERY, TOKEN, UPLOAD, eventually
from tests.ui.conftest import _session_theme, theme

if TYPE_CHECKING:
    from seedance_gui.domain.task import Task
    from seedance_gui.ui.kit.theme import Theme
    from tests.services.stage import Stage

__all__ = ["_session_theme", "theme"]

MAGENTA = QColor(255, 0, 255)


@pytest.fixture
def picture(tmp_path: Path) -> str:
    """Return the address of a file that, drawn anywhere, is seen."""
    image = QImage(200, 120, QImage.Format.Format_RGB32)
    image.fill(MAGENTA)
    path = tmp_path / "trap.png"
    assert image.save(str(path))
    return path.as_uri()


def is_drawn(widget: QWidget) -> bool:
    """Tell whether anything of the picture is in what a widget draws."""
    image = widget.grab().toImage()
    return any(
        image.pixelColor(x, y) == MAGENTA
        for y in range(0, image.height(), 4)
        for x in range(0, image.width(), 4)
    )


def literally(widget: QWidget, text: str) -> bool:
    """Tell whether a text stands in a label of a widget, tag by tag."""
    return any(text in label.text() for label in widget.findChildren(QLabel))


async def failed(stage: Stage, error: str, prompt: str = "A fox") -> Task:
    """Return a task that the service itself says failed, with its words."""
    failure = s.envelope({"status": "failed", "error_message": error})
    stage.server.on("GET", QUERY + "*", failure)
    task = stage.start().submit(stage.draft(prompt))
    return await stage.reaches(task, Status.FAILED)


def pane_of(stage: Stage, task: Task, theme: Theme) -> PreviewPane:
    pane = PreviewPane(theme, PlaySettings(muted=True))
    pane.resize(640, 640)
    pane.show()
    pane.show_task(
        preview_of(
            task,
            rules=stage.rules,
            say=Words(),
            status_message=stage.task_service.status_message(task),
            poster=None,
            usual=None,
            now=task.created,
        )
    )
    QApplication.processEvents()
    return pane


def tag_of(address: str) -> str:
    return f'<img src="{address}" width=200>'


async def test_promise_21_words_of_the_service_are_shown_as_they_are(
    stage: Stage, theme: Theme, picture: str
) -> None:
    trap = f"{stage.server.address}/trap.png"
    evil = f'{tag_of(picture)}{tag_of(trap)}<a href="file:///etc/passwd">here</a>'
    task = await failed(stage, evil, evil)
    pane = pane_of(stage, task, theme)
    # a model that is not known any more is shown by its id, which may come from a file of another
    odd = pane_of(stage, replace(task, draft=replace(task.draft, model=evil), error=""), theme)
    panel = TaskPanel(theme, poster_of=lambda _: None, model_name=lambda t: t.draft.model)
    panel.resize(320, 700)
    panel.set_tasks([task])
    panel.show()
    window = QWidget()
    window.resize(900, 600)
    window.show()
    toast = ToastHost(theme, window).show_message(evil, "danger", milliseconds=0)
    elided = ElidedLabel(evil, window)
    elided.resize(300, 30)
    elided.show()
    asking = asyncio.create_task(
        ask(window, "Sure?", evil, detail=evil, buttons=[("no", "No"), ("ok", "OK")])
    )
    box = await eventually(lambda: window.findChild(QMessageBox))
    QToolTip.showText(QPoint(20, 20), plain_tooltip(evil), window)
    tip = next(w for w in QApplication.topLevelWidgets() if w.inherits("QTipLabel"))
    # At once: it goes away when other windows come up.
    assert not is_drawn(tip)
    try:
        for _ in range(20):
            QApplication.processEvents()
            await asyncio.sleep(0)
        for shown in (pane, odd, panel, window, toast, box, elided):
            assert not is_drawn(shown), shown
        assert literally(pane, tag_of(picture)[:40])
        assert literally(box, evil)
        assert toast.text == evil
        for shown in (pane, panel, window, box):
            for label in shown.findChildren(QLabel):
                assert "<img" not in label.toolTip()
    finally:
        QToolTip.hideText()
        box.reject()
        await asking
        pane.release()
        odd.release()
        for widget in (pane, odd, panel, window):
            widget.close()
            widget.deleteLater()
    assert not stage.server.seen_at("/trap.png")


def test_promise_21_the_trap_is_seen_where_it_is_not_plain(qapp: QApplication, picture: str) -> None:
    label = QLabel(tag_of(picture))
    label.resize(300, 200)
    assert is_drawn(label), "else the test above would see nothing"
    label.deleteLater()


@pytest.mark.parametrize(
    "error", ["x" * 1_000_000, "a\0b", "\u202egnp.exe\u202c", "\n" * 5000, "{0.__class__}"]
)
async def test_promise_21_odd_words_do_no_harm(stage: Stage, theme: Theme, error: str) -> None:
    task = await failed(stage, error)
    assert len(task.error) <= 4000
    pane = pane_of(stage, task, theme)
    assert pane.grab().width()
    assert not any(len(label.text()) > 5000 for label in pane.findChildren(QLabel))
    pane.release()
    pane.close()
    pane.deleteLater()


def test_promise_21_names_of_references_hide_nothing(picture: str) -> None:
    assert "\u202e" not in display_name(Reference(link="https://a.com/a\u202egnp.exe"))
    assert "<img" not in plain_tooltip(display_name(Reference(file=f"/tmp/{tag_of(picture)}")))


async def test_promise_20_no_stranger_sees_the_token(stage: Stage, film: bytes, tmp_path: Path) -> None:
    with s.Server() as other:
        other.otherwise = s.file_of(film)
        away = s.status(307, b"", {"Location": f"{other.address}/elsewhere"})
        stage.server.on("POST", UPLOAD, s.envelope({"url": f"{other.address}/up.png", "size": 3}))
        stage.server.on("POST", CREATE, away)
        stage.server.on("GET", QUERY + "*", away)
        stage.server.on("GET", FILM, away, s.file_of(film))
        task_service = stage.start()
        image = tmp_path / "a.png"
        await asyncio.to_thread(image.write_bytes, b"png")
        uploaded = await task_service.upload(image)
        await task_service.links.check(uploaded.link)
        task = task_service.submit(stage.draft())
        await stage.reaches(task, Status.NOT_CONFIRMED, Status.REFUSED)
        stage.server.on("POST", CREATE, stage.create)
        stage.server.on("GET", QUERY + "*", away, stage.completed())
        saved = await stage.reaches(task_service.submit(stage.draft("second")), Status.SAVED)
        assert saved.file
        assert not [seen for seen in other.seen if TOKEN.encode() in seen.raw + seen.body]
        assert not [seen for seen in other.seen if "authorization" in seen.headers]
    fetched = stage.server.seen_at(FILM)
    assert fetched
    assert not [seen for seen in fetched if TOKEN.encode() in seen.raw]
    assert "authorization" in stage.posts()[0].headers


class Browser(QWidget):
    """Stands in for the system's browser: Qt hands it what would be opened."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


def test_promise_22_only_https_is_opened(qapp: QApplication) -> None:
    browser = Browser()
    schemes = ("https", "http", "file", "smb", "ftp", "javascript", "data", "mailto")
    for scheme in schemes:
        QDesktopServices.setUrlHandler(scheme, browser, "open")  # type: ignore[arg-type]  # it takes str only
    try:
        for link in (
            "http://a.com/", "file:///etc/passwd", "smb://host/x", "ftp://a.com/x", "javascript:alert(1)",
            "data:text/html,x", "mailto:a@a.com", "https:", "https:///x", "", "a.com", "//a.com/x",
            " https://a.com", "https://a b.com/", "ms-settings:", "C:\\x.exe",
        ):  # fmt: skip
            assert not desktop.open_link(link), link
        assert browser.opened == []
        assert desktop.open_link("https://a.com/x?y=1")
        assert browser.opened == ["https://a.com/x?y=1"]
    finally:
        for scheme in schemes:
            QDesktopServices.unsetUrlHandler(scheme)
        browser.deleteLater()


LISTS = ["#EXTM3U\n#EXTINF:1,\n{0}\n", "ffconcat version 1.0\nfile {0}\n"]


@pytest.mark.parametrize(
    "playlist",
    # the last one names a video of the person, which FFmpeg would play in the list's place
    [*LISTS, "ffconcat version 1.0\nfile mine.mp4\n"],
)
async def test_promise_22_a_list_named_mp4_is_not_followed(stage: Stage, film: bytes, playlist: str) -> None:
    mine = stage.task_service.downloads.videos / "mine.mp4"
    mine.parent.mkdir()
    mine.write_bytes(film)
    text = playlist.format(f"{stage.server.address}/trap.ts").encode()
    stage.server.on("GET", FILM, s.status(200, text, kind="video/mp4"), s.file_of(film))
    saved = await stage.reaches(stage.start().submit(stage.draft()), Status.SAVED)
    assert but_index(await asyncio.to_thread(Path(saved.file).read_bytes)) == but_index(film)
    assert len(stage.server.seen_at(FILM)) == 2, "the list was turned down, and fetched anew"
    assert not stage.server.seen_at("/trap.ts")


@pytest.mark.parametrize(
    "content",
    [
        b"#EXTM3U\n/etc/passwd\n",
        b"ffconcat version 1.0\nfile /etc/passwd\n",
        b"ffconcat version 1.0\nfile film.mp4\n",
        b"\0" * 99,
    ],
)
async def test_promise_22_nothing_but_a_video_is_opened(
    stage: Stage, tmp_path: Path, film: bytes, content: bytes
) -> None:
    (tmp_path / "film.mp4").write_bytes(film)
    assert (await stage.media.check(tmp_path / "film.mp4")).verdict is Verdict.WHOLE
    path = tmp_path / "x.mp4"
    path.write_bytes(content)
    assert (await stage.media.check(path)).verdict in {Verdict.NO_VIDEO, Verdict.UNCHECKED}
    assert await stage.media.frame(path, index=0) == b""
    assert (await stage.media.probe(path)).seconds is None

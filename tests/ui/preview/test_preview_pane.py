"""The pane in the middle: what it says of each task, and the player in it, driven as a person does."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QApplication, QLabel, QMenu, QWidget

from seedance_gui.domain.draft import Field, Reference
from seedance_gui.domain.task import Status
from seedance_gui.services.media.worker_client import MediaWorker
from seedance_gui.ui.player.player_controls import rate_text
from seedance_gui.ui.player.player_state import PlaySettings, State
from seedance_gui.ui.player.seek_bar import SeekBar, clock
from seedance_gui.ui.preview.preview_pane import PreviewPane
from seedance_gui.ui.preview.preview_state import Preview
from seedance_gui.ui.tasks.command_table import Command
from seedance_gui.ui.tasks.doing import TaskDoing
from tests.media import LIGHTEST, make_video, moment
from tests.ui.task_samples import sample

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator, Sequence
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from seedance_gui.ui.kit.theme import Theme

SECONDS = 3.0
NASTY = '<img src="file:///etc/passwd"><b>bold</b> \u202e evil'


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_video(tmp_path_factory.mktemp("clips") / "clip.mp4", seconds=SECONDS)


@pytest.fixture
def pane(qtbot: QtBot, theme: Theme) -> Iterator[PreviewPane]:
    pane = PreviewPane(theme, PlaySettings(muted=True))
    pane.resize(640, 640)
    pane.show()
    qtbot.waitExposed(pane)
    yield pane
    pane.release()


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def doing(pane: PreviewPane, asked: list[str]) -> TaskDoing:
    """Serve the pane's commands; what would ask the person something is only noted, by its name."""

    def note(work: Coroutine[object, object, None]) -> None:
        asked.append(cast("Any", work).__name__)
        work.close()

    task = lambda _: pane.preview.task if pane.preview else None  # noqa: E731
    service = SimpleNamespace(task=task, waiting=SimpleNamespace(edited_id=""))
    doing = TaskDoing(pane, cast("Any", service), note, lambda _: None)
    pane.commands.serve(doing)
    return doing


def show_video(qtbot: QtBot, pane: PreviewPane, file: Path, *, play: bool = False) -> None:
    task = sample(1, file=str(file))
    pane.show_task(
        Preview("1", "A fox in the snow", ("seedance2.0-std", "16:9"), file=file, task=task), play=play
    )
    qtbot.waitUntil(lambda: pane.player.ready and pane.player.has_picture, timeout=8000)


def now(pane: PreviewPane) -> float:
    return moment(pane.player.picture(), SECONDS)


def words(widget: QWidget) -> str:
    labels = [label for label in widget.findChildren(QLabel) if label.isVisible()]
    return "\n".join(label.text() for label in labels)


def press(
    pane: PreviewPane, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(pane.video.view, key, modifier)


def test_continue_shows_the_frame_it_goes_on_from(
    qtbot: QtBot, theme: Theme, clip: Path, tmp_path: Path
) -> None:
    media = MediaWorker(tmp_path / "undecodable")
    pane = PreviewPane(theme, PlaySettings(muted=True), media=media)
    qtbot.addWidget(pane)
    pane.resize(700, 600)
    pane.show()
    try:
        show_video(qtbot, pane, clip)
        button, width = pane.about.go_on, pane.about.go_on.width()

        def frame() -> int:
            shown = button.icon().pixmap(button.iconSize()).toImage()
            return shown.pixelColor(shown.width() // 4, shown.height() // 2).lightness()

        qtbot.waitUntil(lambda: abs(frame() - LIGHTEST) < 12, timeout=8000)
        assert button.width() == width, "nothing leaps when it comes"
    finally:
        pane.player.release()
        media.close()


def test_an_empty_pane_says_what_will_be_here(pane: PreviewPane) -> None:
    assert "Your video plays here" in words(pane)
    assert not pane.about.isVisible()
    assert pane.preview is None


def test_a_running_task_shows_its_true_progress(pane: PreviewPane) -> None:
    pane.show_task(
        Preview("1", "A fox", (), "Processing · 42 %", "accent", busy=True, progress=42, note="Since 14:03.")
    )
    assert "Processing · 42 %" in words(pane)
    assert "Since 14:03." in words(pane)
    assert pane.state.progress.isVisible()
    assert pane.state.progress.value() == 42
    pane.show_task(Preview("1", "A fox", (), "Queued", busy=True))
    assert pane.state.progress.maximum() == 0  # no number where the service gave none
    assert not pane.state.closing.isVisible(), "only of what the service has is that known"
    pane.show_task(Preview("1", "A fox", (), "Processing", busy=True, task=sample(1, Status.PROCESSING)))
    assert "nothing is lost" in words(pane.state)
    assert pane.state.closing.isVisible()
    pane.show_task(Preview("1", "A fox", (), "Stopped"))
    assert not pane.state.progress.isVisible()


def test_what_cannot_be_done_says_why(
    qtbot: QtBot, pane: PreviewPane, doing: TaskDoing, tmp_path: Path
) -> None:
    about, gone = pane.about, tmp_path / "gone.mp4"
    pane.resize(740, pane.height())  # room for all of them
    pane.show_task(Preview("1", "A fox", (), file=gone, task=sample(1, file=str(gone))))
    qtbot.waitUntil(pane.state.isVisible)
    for button in (about.go_on, about.save_as, about.show_in_folder, about.frame):
        assert not button.isEnabled()
        assert button.accessibleDescription()
        assert button.toolTip()
        assert button.isVisible()
    assert "isn't in its place" in about.go_on.accessibleDescription()
    assert about.reuse.isEnabled()
    pane.commands.serve(None)
    assert not about.reuse.isEnabled()


@pytest.mark.parametrize("status", [Status.QUEUED, Status.FAILED])
def test_what_needs_a_video_is_not_there_to_be_wondered_about(
    pane: PreviewPane, doing: TaskDoing, status: Status
) -> None:
    about = pane.about
    pane.show_task(Preview("1", "A fox", (), "Queued", task=sample(1, status)))
    shown = (about.reuse, about.favourite, about.more, about.go_on, about.save_as, about.frame)
    assert [button.isVisible() for button in shown] == [True, True, True, False, False, False]
    assert pane.commands[Command.SAVE_AS].statusTip() == "There is no video yet."


def test_a_failed_task_shows_the_reason_and_folds_the_detail(
    qtbot: QtBot, pane: PreviewPane, doing: TaskDoing
) -> None:
    task = sample(7, Status.FAILED, prompt=NASTY)
    pane.show_task(
        Preview(
            "7",
            NASTY,
            (NASTY,),
            "Failed",
            problem=NASTY,
            detail="code=-1",
            commands=(Command.REUSE,),
            task=task,
        )
    )
    assert NASTY in words(pane.state)
    for label in pane.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText or not label.text()
    detail = pane.state.detail
    assert detail.isVisible()
    assert not detail.text.isVisible()
    QTest.mouseClick(detail.fold, Qt.MouseButton.LeftButton)
    assert detail.text.isVisible()
    assert detail.text.toPlainText() == "code=-1"
    QTest.mouseClick(detail.copy, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == "code=-1"
    with qtbot.waitSignal(doing.reuse) as told:
        QTest.mouseClick(pane.state.buttons()[0], Qt.MouseButton.LeftButton)
    assert told.args == [task.draft]


def test_the_buttons_show_the_commands(
    qtbot: QtBot, pane: PreviewPane, doing: TaskDoing, asked: list[str], clip: Path
) -> None:
    show_video(qtbot, pane, clip)
    about = pane.about
    shown = (about.go_on, about.reuse, about.save_as, about.show_in_folder, about.favourite)
    wanted = (Command.CONTINUE, Command.REUSE, Command.SAVE_AS, Command.SHOW_IN_FOLDER, Command.FAVOURITE)
    assert [button.command for button in shown] == [pane.commands[command] for command in wanted]
    assert [button.text() for button in shown] == ["Continue", "Reuse", "Save as", "Folder", "Favourite"]
    assert about.show_in_folder.accessibleName() == "Show in folder"
    assert about.compare.isVisible()
    assert not about.compare.isEnabled()
    assert about.compare.accessibleDescription() == "Select two videos to compare them."
    with qtbot.waitSignal(doing.reuse):
        QTest.mouseClick(about.reuse, Qt.MouseButton.LeftButton)
    QTest.mouseClick(about.save_as, Qt.MouseButton.LeftButton)
    QTest.mouseClick(about.go_on, Qt.MouseButton.LeftButton)
    assert asked == ["save_as", "go_on"]


def test_the_frame_that_is_shown_is_the_frame_that_is_taken(
    qtbot: QtBot, pane: PreviewPane, clip: Path
) -> None:
    show_video(qtbot, pane, clip)
    pane.player.seek(2000)
    qtbot.waitUntil(lambda: abs(now(pane) - 2.0) < 0.07)
    taken: list[tuple[QImage, str]] = []
    pane.frame_captured.connect(lambda image, where: taken.append((image, where)))
    for where in ("copy", "save", "first", "last"):
        pane.about.frame_actions[where].trigger()
    assert [where for _, where in taken] == ["copy", "save", "first", "last"]
    for image, _ in taken:
        assert (image.width(), image.height()) == (320, 180)
        assert moment(image, SECONDS) == pytest.approx(2.0, abs=0.07)


def test_the_video_is_drawn_whole_and_in_shape(qtbot: QtBot, pane: PreviewPane, tmp_path: Path) -> None:
    show_video(qtbot, pane, make_video(tmp_path / "tall.mp4", 180, 320, 1.0, tint=(1.0, 0.2, 0.2)))
    pane.player.seek(900)
    qtbot.waitUntil(lambda: pane.player.picture().pixelColor(90, 160).red() > 150)
    view = pane.video.view
    box = view.picture_rect()
    assert box.height() == pytest.approx(view.height(), abs=1)
    assert box.width() == pytest.approx(view.height() * 180 / 320, abs=2)
    picture = view.grab().toImage()
    inside, beside = picture.pixelColor(view.width() // 2, 40), picture.pixelColor(20, view.height() // 2)
    assert inside.red() > 150
    assert inside.blue() < 100
    assert beside.lightness() < 20


def test_the_poster_stands_until_the_first_frame(qtbot: QtBot, pane: PreviewPane) -> None:
    poster = QImage(160, 90, QImage.Format.Format_RGB32)
    poster.fill(QColor("#00ff00"))
    pane.video.view.set_poster(poster)
    picture = pane.video.view.grab().toImage()
    assert picture.pixelColor(picture.width() // 2, picture.height() // 2).green() > 240


def test_the_keys_of_an_editor(qtbot: QtBot, pane: PreviewPane, clip: Path) -> None:
    show_video(qtbot, pane, clip)
    player, key = pane.player, Qt.Key
    press(pane, key.Key_Space)
    assert player.state is State.PLAYING
    press(pane, key.Key_K)
    assert player.state.name == "PAUSED"
    press(pane, key.Key_Home)
    qtbot.waitUntil(lambda: now(pane) < 0.05)
    press(pane, key.Key_Period)
    qtbot.waitUntil(lambda: round(now(pane) * 24) == 1)
    press(pane, key.Key_Right)
    qtbot.waitUntil(lambda: round(now(pane) * 24) == 2)
    press(pane, key.Key_Comma)
    press(pane, key.Key_Left)
    qtbot.waitUntil(lambda: round(now(pane) * 24) == 0)
    press(pane, key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: abs(now(pane) - 1.0) < 0.07)
    press(pane, key.Key_End)
    qtbot.waitUntil(lambda: now(pane) > 2.9)
    press(pane, key.Key_J)
    assert player.rate == -1.0
    qtbot.waitUntil(lambda: now(pane) < 2.8, timeout=4000)
    press(pane, key.Key_L)
    press(pane, key.Key_L)
    assert player.rate == 2.0
    assert pane.video.controls.speed.text() == "2×"
    press(pane, key.Key_K)
    press(pane, key.Key_M)
    press(pane, key.Key_R)
    press(pane, key.Key_Greater, Qt.KeyboardModifier.ShiftModifier)
    assert player.settings == PlaySettings(muted=False, loop=True, speed=1.5)
    press(pane, key.Key_Down)
    assert player.settings.volume == pytest.approx(0.95)


def test_arrows_belong_to_the_video_whatever_has_the_focus(
    qtbot: QtBot, pane: PreviewPane, clip: Path
) -> None:
    show_video(qtbot, pane, clip)
    controls = pane.video.controls
    for number, widget in enumerate((controls.loop, controls.position, controls.play), start=1):
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(widget, Qt.Key.Key_Right)
        qtbot.waitUntil(lambda at=number: round(now(pane) * 24) == at)  # type: ignore[misc]
    QTest.keyClick(controls.loop, Qt.Key.Key_Space)  # but space is the button's
    assert pane.player.settings.loop
    assert pane.player.state is State.PAUSED
    pane.player.change_settings(muted=False)
    QTest.keyClick(controls.volume, Qt.Key.Key_Left)
    assert pane.player.settings.volume == pytest.approx(0.95)


def test_a_click_plays_and_the_slider_goes_where_it_is_clicked(
    qtbot: QtBot, pane: PreviewPane, clip: Path
) -> None:
    show_video(qtbot, pane, clip)
    QTest.mouseClick(pane.video.view, Qt.MouseButton.LeftButton)
    assert pane.player.state is State.PLAYING
    QTest.mouseClick(pane.video.view, Qt.MouseButton.LeftButton)
    assert pane.player.state.name == "PAUSED"
    slider = pane.video.controls.position
    QTest.mouseClick(
        slider,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(slider.width() // 2, slider.height() // 2),
    )
    qtbot.waitUntil(lambda: abs(now(pane) - SECONDS / 2) < 0.15)
    assert pane.video.controls.elapsed.text() == clock(pane.player.position)


def test_a_play_goes_on_after_dragging_the_slider(qtbot: QtBot, pane: PreviewPane, clip: Path) -> None:
    show_video(qtbot, pane, clip, play=True)
    slider = pane.video.controls.position
    middle = slider.height() // 2
    QTest.mousePress(
        slider, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(slider.width() // 4, middle)
    )
    assert pane.player.state.name == "PAUSED"
    QTest.mouseMove(slider, QPoint(slider.width() // 2, middle))
    QTest.mouseRelease(
        slider, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(slider.width() // 2, middle)
    )
    assert pane.player.state is State.PLAYING
    qtbot.waitUntil(lambda: now(pane) > SECONDS / 2, timeout=4000)


def test_the_same_task_again_goes_on_playing(qtbot: QtBot, pane: PreviewPane, clip: Path) -> None:
    show_video(qtbot, pane, clip, play=True)
    qtbot.waitUntil(lambda: pane.player.position > 200)
    pane.show_task(Preview("1", "A fox in the snow, renamed", file=clip))
    assert pane.player.state is State.PLAYING
    assert pane.player.position > 200
    assert pane.about.prompt.text().endswith("renamed")


def test_full_screen_and_back(qtbot: QtBot, pane: PreviewPane, clip: Path) -> None:
    show_video(qtbot, pane, clip, play=True)
    press(pane, Qt.Key.Key_F)
    full = pane.video.full_screen
    assert full is not None
    qtbot.waitUntil(lambda: full.isFullScreen() and now(pane) > 0.3)
    assert full.bar.isVisible()
    middle = full.view.grab().toImage().pixelColor(full.view.width() // 2, full.view.height() // 3)
    assert middle.lightness() > 30  # it is drawn there
    dark = pane.video.view.grab().toImage()
    assert dark.pixelColor(dark.width() // 2, dark.height() // 2).lightness() < 20  # and not twice
    qtbot.waitUntil(lambda: not full.bar.isVisible() or pane.player.state is State.ENDED, timeout=6000)
    QTest.keyClick(full.view, Qt.Key.Key_Space)
    qtbot.waitUntil(full.bar.isVisible)
    QTest.keyClick(full.view, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: pane.video.full_screen is None)
    assert pane.player.has_picture


def test_a_double_click_fills_the_screen_and_changes_nothing_else(
    qtbot: QtBot, pane: PreviewPane, clip: Path
) -> None:
    show_video(qtbot, pane, clip)
    QTest.mouseClick(pane.video.view, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(pane.video.view, Qt.MouseButton.LeftButton)
    assert pane.video.full_screen is not None
    pane.video.leave_full_screen()
    assert pane.video.full_screen is None


def test_a_bad_file_is_explained_with_ways_out(
    qtbot: QtBot, pane: PreviewPane, doing: TaskDoing, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.mp4"
    bad.write_bytes(b"no video" * 500)
    task = sample(5, file=str(bad))
    pane.show_task(Preview("5", "A fox", file=bad, commands=(Command.SAVE_AGAIN,), task=task))
    qtbot.waitUntil(pane.state.isVisible, timeout=5000)
    assert "can't be played" in words(pane.state)
    shown = [button.command for button in pane.state.buttons()]
    assert shown == [
        pane.commands[command]
        for command in (Command.OPEN_OUTSIDE, Command.SHOW_IN_FOLDER, Command.SAVE_AGAIN)
    ]
    assert pane.state.buttons()[0].isEnabled()


def test_a_missing_file_offers_nothing_that_needs_it(
    qtbot: QtBot, pane: PreviewPane, doing: TaskDoing, tmp_path: Path
) -> None:
    gone = tmp_path / "gone.mp4"
    pane.show_task(Preview("5", "A fox", file=gone, task=sample(5, file=str(gone))))
    qtbot.waitUntil(lambda: "moved or deleted" in words(pane.state))
    assert [(button.text(), button.isEnabled()) for button in pane.state.buttons()] == [("Find it…", True)]
    assert not pane.about.show_in_folder.isEnabled()
    assert "isn't in its place" in pane.about.show_in_folder.accessibleDescription()


def test_without_qtmultimedia_the_systems_player_is_offered(
    pane: PreviewPane, clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
    pane.show_task(Preview("1", "A fox", file=clip))
    assert pane.player.state is State.BROKEN
    assert "missing" in words(pane.state)
    assert pane.state.isVisible()
    assert pane.state.buttons()[0].text() == "Open with another player"


def test_hiding_the_pane_stops_the_sound(qtbot: QtBot, pane: PreviewPane, clip: Path) -> None:
    show_video(qtbot, pane, clip, play=True)
    pane.hide()
    assert pane.player.state is State.PAUSED


def test_a_long_prompt_is_three_lines_until_asked_for(qtbot: QtBot, pane: PreviewPane) -> None:
    prompt = "A long prompt with\nmany lines and 雨夜的霓虹小巷 🦊 " * 12
    pane.show_task(Preview("1", prompt, (), "Queued"))
    text = pane.state.prompt
    qtbot.waitUntil(lambda: text.shown().count("\n") == 2)
    assert text.shown().endswith("…")
    text.toggle()
    assert text.shown() == prompt
    pane.show_task(Preview("2", "Short", (), "Queued"))
    assert text.shown() == "Short"


def test_every_control_is_named_and_within_reach_of_the_keyboard(
    qtbot: QtBot, pane: PreviewPane, doing: TaskDoing, clip: Path
) -> None:
    show_video(qtbot, pane, clip)
    assert pane.findChild(QWidget, "player") is pane.video
    controls: list[QWidget] = [
        *pane.video.findChildren(QAbstractButton),
        *pane.video.findChildren(QAbstractSlider),
    ]
    for control in controls:
        assert control.accessibleName(), control
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert control.toolTip() or isinstance(control, SeekBar), "which shows a picture there"
    order: list[QWidget] = []
    widget: QWidget | None = pane.video.view
    while widget is not None and widget not in order:
        order.append(widget)
        widget = widget.nextInFocusChain()
    order = [
        at for at in order if at.isVisible() and at.isEnabled() and at.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    row = pane.video.controls
    wanted = [pane.video.view, row.position, row.start, row.back, row.play, row.forward, row.end]
    wanted += [row.loop, row.speed, row.zoom, row.mute, row.volume, row.full_screen]
    wanted += [pane.about.go_on, pane.about.reuse]
    assert order[: len(wanted)] == wanted


def test_little_room_keeps_the_important_controls(qtbot: QtBot, pane: PreviewPane, clip: Path) -> None:
    show_video(qtbot, pane, clip)
    pane.resize(320, 500)
    row = pane.video.controls
    qtbot.waitUntil(lambda: not row.volume.isVisible())
    for button in (row.play, row.loop, row.mute, row.full_screen):
        assert button.isVisible()
        assert row.rect().contains(button.geometry())


@pytest.mark.parametrize("text", [1.0, 1.75, 2.0])
@pytest.mark.parametrize("width", [320, 480, 700])
def test_what_has_no_room_below_the_video_moves_into_the_menu_and_nothing_is_cut(
    qtbot: QtBot, theme: Theme, clip: Path, text: float, width: int
) -> None:
    theme.set_text_size(text)
    pane = PreviewPane(theme, PlaySettings(muted=True))
    qtbot.addWidget(pane)
    task = lambda _: pane.preview.task if pane.preview else None  # noqa: E731
    service = SimpleNamespace(task=task, waiting=SimpleNamespace(edited_id=""))
    doing = TaskDoing(pane, cast("Any", service), lambda work: work.close(), lambda _: None)
    pane.commands.serve(doing)
    pane.resize(width, 600)
    pane.show()
    qtbot.waitExposed(pane)
    show_video(qtbot, pane, clip)
    about = pane.about
    qtbot.waitUntil(lambda: about.more.geometry().right() < about.width())
    icons = (about.reuse, about.frame, about.save_as, about.show_in_folder, about.favourite)
    shown = [button for button in icons if button.isVisible()]
    for button in (about.go_on, *shown, about.more):
        assert about.rect().contains(button.geometry()), button.accessibleName()
        assert button.width() >= button.sizeHint().width(), button.accessibleName()
    QTest.mouseClick(about.more, Qt.MouseButton.LeftButton)
    menu = next(menu for menu in about.more.findChildren(QMenu) if menu.isVisible())
    offered = set(menu.actions())
    for button in icons:
        needs = set(about.frame_actions.values()) if button is about.frame else {cast("Any", button).command}
        assert (button in shown) != (needs <= offered), button.accessibleName()
    menu.close()
    pane.release()


def test_on_the_video_a_right_click_and_a_key_do_what_they_do_in_the_list(
    qtbot: QtBot, pane: PreviewPane, doing: TaskDoing, clip: Path
) -> None:
    removed: list[Sequence[str]] = []
    doing._remove = removed.append
    show_video(qtbot, pane, clip)
    view = pane.video.view
    at = view.rect().center()
    QApplication.sendEvent(view, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.mapToGlobal(at)))
    menu = next(menu for menu in pane.findChildren(QMenu) if menu.isVisible())
    assert {pane.commands[Command.REMOVE], *pane.about.frame_actions.values()} <= set(menu.actions())
    menu.close()
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert removed == [["task1"]]


def test_the_canvas_has_the_ordered_shape_where_what_is_said_leaves_room(
    qtbot: QtBot, pane: PreviewPane
) -> None:
    pane.resize(900, 800)
    for ratio in (16 / 9, 1.0, 9 / 16):
        pane.show_task(Preview("1", "A fox", (), "Queued", busy=True, ratio=ratio, done=(("Ordered", "1"),)))
        canvas = pane.state.canvas
        assert canvas.width() / canvas.height() == pytest.approx(ratio, abs=0.02)
        assert pane.state.rect().contains(canvas)
    pane.resize(420, 400)
    pane.show_task(Preview("1", "A fox " * 50, (), "Failed", problem="It broke. " * 120, commands=()))
    qtbot.waitUntil(lambda: pane.state.height() > 400, timeout=2000)
    assert pane.state.canvas.contains(pane.state._body.geometry())


def test_words_can_be_read_on_any_picture(qtbot: QtBot, pane: PreviewPane) -> None:
    white = QImage(64, 64, QImage.Format.Format_RGB32)
    white.fill(QColor("white"))
    seen: list[QColor] = []
    for done in ((), (("Ordered", "12:00"),)):
        pane.show_task(Preview("1", "A fox", (), "Queued", busy=True, thumbnail=white, done=done))
        qtbot.waitUntil(lambda: not pane.state._picture.isNull())
        state, canvas = pane.state, pane.state.canvas
        picture = state.grab().toImage()
        at = [canvas.top() + 4, state.message.mapTo(state, QPoint(0, -8)).y(), canvas.bottom() - 4]
        seen += [picture.pixelColor(canvas.left() + 6, y) for y in at]
    assert all(0 < color.lightness() < 70 for color in seen), [color.lightness() for color in seen]


def test_a_low_pane_leaves_the_room_to_the_video_and_keeps_the_references_in_the_menu(
    qtbot: QtBot, pane: PreviewPane, doing: TaskDoing, clip: Path
) -> None:
    items = ((Field.IMAGES, Reference(file="/pictures/a.png")),)
    pane.show_task(
        Preview("1", "A fox", ("STD",), file=clip, made_from=items, task=sample(1, file=str(clip)))
    )
    about = pane.about
    low = (about.prompt, about.facts, about.made_from)
    assert [part.isVisible() for part in low] == [True] * 3
    pane.resize(640, 330)
    qtbot.waitUntil(lambda: not any(part.isVisible() for part in low))
    QTest.mouseClick(about.more, Qt.MouseButton.LeftButton)
    menu = next(menu for menu in about.more.findChildren(QMenu) if menu.isVisible())
    inner = next(cast("QMenu", action.menu()) for action in menu.actions() if action.menu() is not None)
    asked: list[str] = []
    pane.reference_asked.connect(lambda what, *_: asked.append(what))
    for action in inner.actions():
        action.trigger()
    assert asked == ["open", "use"]
    menu.close()
    pane.resize(640, 640)
    qtbot.waitUntil(lambda: all(part.isVisible() for part in low))


def test_the_references_that_made_it_are_opened_and_used_again_one_by_one(
    qtbot: QtBot, pane: PreviewPane, clip: Path
) -> None:
    items = tuple((Field.IMAGES, Reference(file=f"/pictures/{n}.png")) for n in range(9))
    pane.show_task(Preview("1", "A fox", file=clip, made_from=items, task=sample(1, file=str(clip))))
    made = pane.about.made_from
    assert made.isVisible()
    assert made.buttons[0].accessibleName() == "0.png"
    kept = list(made.buttons)
    pane.show_task(Preview("1", "A fox", file=clip, made_from=items, task=sample(1, file=str(clip))))
    assert made.buttons == kept, "nothing is made anew at a poll"
    asked: list[tuple[str, Field, Reference]] = []
    pane.reference_asked.connect(lambda *what: asked.append(what))
    for button in made.buttons:
        for action in button.menu().actions():
            inner = cast("QMenu | None", action.menu())
            for act in inner.actions() if inner is not None else [action]:
                act.trigger()
    assert asked == [(what, *item) for item in items for what in ("open", "use")]
    pane.show_task(Preview("2", "A hare", file=clip, task=sample(1, file=str(clip))))
    assert not made.isVisible()


def test_times_and_speeds_read_well() -> None:
    assert [clock(at) for at in (0, 950, 5000, 65_430)] == ["0:00.00", "0:00.95", "0:05.00", "1:05.43"]
    assert [rate_text(rate) for rate in (0.5, 1.0, 2.0, -2.0)] == ["0.5×", "1×", "2×", "−2×"]

"""A part of a clip or sound is chosen on its strip, by mouse and keys, and takes the whole one's place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from seedance_gui.domain.draft import Draft, Field, InputMode, Kind, Reference
from seedance_gui.ui.kit.note import Note
from seedance_gui.ui.player.player_state import State
from seedance_gui.ui.references.cutting.trim_dialog import TrimDialog
from tests import server as s
from tests.media import make_numbered, make_video, make_wav, number_of, turned_clip
from tests.services.media.test_cutting import is_coded_anew, numbers
from tests.services.stage import UPLOAD, eventually
from tests.ui.form_bench import Bench, benched
from tests.ui.references.status.test_image_conversion import copies, press, probes

if TYPE_CHECKING:
    from seedance_gui.ui.references.cutting.trim_strip import Handle

VIDEOS, AUDIOS = Field.REFERENCE_VIDEOS, Field.REFERENCE_AUDIOS
KEY, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier


async def given(bench: Bench, tmp_path: Path, field: Field, *paths: Path, model: str = "std") -> None:
    """Give files, and wait until they are measured."""
    server = bench.stage.server
    server.on("POST", UPLOAD, s.envelope({"url": f"{server.address}/uploads/1"}))
    probes(bench)
    copies(bench, tmp_path / "pasted")
    draft = Draft(f"seedance2.0-{model}", "A", InputMode.REFERENCES)
    bench.form.enter(draft.adding(field, *(Reference(file=str(path)) for path in paths)))
    await eventually(lambda: all(item.seconds for item in bench.form.draft.items(field)))


def offer(bench: Bench, field: Field, index: int = 0) -> QAction:
    """Return what the menu of a tile offers."""
    menu = bench.form.field(field).show_menu(index, QPoint(5, 5))
    action = next(
        one for one in menu.findChildren(QAction) if one.text().replace("&", "").startswith("Trim…")
    )
    menu.hide()
    return action


async def opened(bench: Bench) -> TrimDialog:
    dialog = next(one for one in bench.form.findChildren(TrimDialog) if one.isVisible())
    await eventually(dialog.cut_button.isEnabled)
    return dialog


async def from_menu(bench: Bench, field: Field, index: int = 0) -> TrimDialog:
    offer(bench, field, index).trigger()
    return await opened(bench)


async def shown(dialog: TrimDialog, number: int) -> None:
    """Wait until the picture at the handle is the one of this number."""
    await eventually(lambda: not dialog.view.poster.isNull() and number_of(dialog.view.poster) == number)


def said(dialog: TrimDialog) -> str:
    return " ".join(one.text() for one in dialog.findChildren(QLabel) if not one.isHidden() and one.text())


def chosen(dialog: TrimDialog) -> tuple[int, int]:
    return dialog.strip.start.value(), dialog.strip.end.value()


def drag(dialog: TrimDialog, x: float, to: float) -> None:
    """Pull with the mouse on the strip."""
    strip, y = dialog.strip, dialog.strip.height() // 2
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(strip, left, pos=QPoint(round(x), y))
    QTest.mouseMove(strip, QPoint(round((x + to) / 2), y))
    QTest.mouseMove(strip, QPoint(round(to), y))
    QTest.mouseRelease(strip, left, pos=QPoint(round(to), y))


@benched
async def test_where_it_is_too_long_enter_cuts_what_fits(bench: Bench, tmp_path: Path) -> None:
    first = make_video(tmp_path / "short.mp4", 720, 720, 6.0, 4)
    long = make_numbered(tmp_path / "long.mp4", 320)
    before = long.read_bytes()
    await given(bench, tmp_path, VIDEOS, first, long, model="md")
    await eventually(lambda: any("these last 19.4 s" in str(p.message) for p in bench.form.form.problems))
    press(bench, "Shorten “long.mp4”…")
    dialog = await opened(bench)
    start, end = chosen(dialog)
    assert start == 0
    assert end in range(210, 217)  # 9 s are left, and a little less needs no encoding
    assert "Reference videos may last 15 s together. 9.0 s are left for this one." in said(dialog)
    assert "nothing is encoded again" in said(dialog)
    QTest.keyClick(dialog.strip.start, KEY.Key_Return)
    await eventually(lambda: bench.form.draft.reference_videos[1].file.endswith("long copy.mp4"))
    made = bench.form.draft.reference_videos[1]
    assert Path(made.file).parent == tmp_path / "pasted"
    assert numbers(Path(made.file)) == [*range(end)]
    assert not is_coded_anew(Path(made.file))
    await eventually(lambda: bench.form.draft.reference_videos[1].seconds)
    assert not [p for p in bench.form.form.problems if "last" in str(p.message)]
    undo = bench.form.history.undo_action
    assert undo.text() == "Undo Trim"
    undo.trigger()
    assert [item.file for item in bench.form.draft.reference_videos] == [str(first), str(long)]
    assert long.read_bytes() == before


@benched
async def test_any_clip_by_keys(bench: Bench, tmp_path: Path) -> None:
    await given(bench, tmp_path, VIDEOS, path := make_numbered(tmp_path / "a.mp4", 60))
    dialog = await from_menu(bench, VIDEOS)
    start, end = dialog.strip.start, dialog.strip.end
    assert chosen(dialog) == (0, 60)
    assert dialog.focusWidget() is start
    assert start.accessibleName() == "Start of the part"
    await shown(dialog, 0)

    def pressed(handle: Handle, *keys: Qt.Key, shift: bool = False) -> tuple[int, int]:
        for key in keys:
            QTest.keyClick(handle, key, SHIFT if shift else Qt.KeyboardModifier.NoModifier)
        return chosen(dialog)

    assert pressed(start, KEY.Key_Right) == (3, 60)  # a tenth of a second
    assert pressed(start, *[KEY.Key_Right] * 4, shift=True) == (7, 60)
    assert start.accessibleDescription() == "0.29 s"
    await shown(dialog, 7)
    assert pressed(end, KEY.Key_PageDown) == (7, 36)
    assert pressed(end, *[KEY.Key_Left] * 3, shift=True) == (7, 33)
    await shown(dialog, 32)  # the last one that is in it
    assert pressed(end, KEY.Key_Home) == (7, 9)
    assert pressed(end, KEY.Key_End) == (7, 60)
    assert pressed(start, KEY.Key_End) == (58, 60)
    assert pressed(start, KEY.Key_Home) == (0, 60)
    dialog.strip.set_range(7, 33)
    assert "Cut exactly here, it is encoded again" in said(dialog)
    assert "0.29 s to 1.38 s · 1.08 s long" in said(dialog)
    dialog.cut_button.click()
    await eventually(lambda: bench.form.draft.reference_videos[0].file.endswith("a copy.mp4"))
    made = Path(bench.form.draft.reference_videos[0].file)
    assert numbers(made) == [*range(7, 33)]
    assert is_coded_anew(made)
    assert len(numbers(path)) == 60


@benched
async def test_without_encoding_it_again(bench: Bench, tmp_path: Path) -> None:
    await given(bench, tmp_path, VIDEOS, make_numbered(tmp_path / "a.mp4", 60))
    dialog = await from_menu(bench, VIDEOS)
    dialog.strip.set_range(22, 51)
    link = next(
        one
        for note in dialog.findChildren(Note)
        for one in note.findChildren(QPushButton)
        if one.text().startswith("Without encoding: 1.04 s to 2.1")
    )
    link.click()
    assert chosen(dialog) == (25, 51)
    assert "nothing is encoded again" in said(dialog)
    dialog.cut_button.click()
    await eventually(lambda: bench.form.draft.reference_videos[0].file.endswith("a copy.mp4"))
    made = Path(bench.form.draft.reference_videos[0].file)
    assert numbers(made) == [*range(25, 51)]
    assert not is_coded_anew(made)


@benched
async def test_by_the_mouse(bench: Bench, tmp_path: Path) -> None:
    await given(bench, tmp_path, VIDEOS, make_numbered(tmp_path / "a.mp4", 240))
    dialog = await from_menu(bench, VIDEOS)
    strip = dialog.strip
    at = [strip.x_of(place) for place in strip.start.places]
    drag(dialog, at[0], at[40])
    assert chosen(dialog)[0] in range(39, 42)
    drag(dialog, at[240] + 3, at[205] + 3)  # by its handle, behind the end
    assert chosen(dialog)[1] in range(203, 208)
    length = strip.end.seconds - strip.start.seconds
    drag(dialog, at[100], at[120])  # the part itself
    start, end = chosen(dialog)
    assert start in range(58, 63)
    assert abs(strip.end.seconds - strip.start.seconds - length) < 0.05
    drag(dialog, at[100], at[100] + 2000)
    assert chosen(dialog) == (240 - (end - start), 240)
    drag(dialog, strip.x_of(strip.start.seconds), at[100] + 2)  # near a key frame, it goes there
    assert chosen(dialog)[0] == 100
    drag(dialog, at[100], at[240] + 500)
    assert chosen(dialog) == (238, 240)


@benched
async def test_a_turned_clip_is_seen_upright(bench: Bench, tmp_path: Path) -> None:
    await given(bench, tmp_path, VIDEOS, turned_clip(make_numbered(tmp_path / "a.mp4", 60)))
    dialog = await from_menu(bench, VIDEOS)
    dialog.strip.set_range(7, 33)
    await shown(dialog, 32)
    assert dialog.view.poster.height() > dialog.view.poster.width()
    dialog.cut_button.click()
    await eventually(lambda: bench.form.draft.reference_videos[0].file.endswith("a copy.mp4"))
    await eventually(lambda: bench.form.draft.reference_videos[0].seconds)
    made = bench.form.draft.reference_videos[0]
    assert (made.width, made.height) == (180, 320)


@benched
async def test_a_sound_given_twice(bench: Bench, tmp_path: Path) -> None:
    """Of the same file, two parts can be used."""
    path = make_wav(tmp_path / "a.wav", 3.0)
    await given(bench, tmp_path, AUDIOS, path, path)
    dialog = await from_menu(bench, AUDIOS, 1)
    assert dialog.view.isHidden()
    assert "encoded" not in said(dialog)
    QTest.keyClick(dialog.strip.end, KEY.Key_PageDown)
    dialog.cut_button.click()
    await eventually(lambda: bench.form.draft.reference_audios[0].file.endswith("a copy.wav"))
    await eventually(lambda: bench.form.draft.reference_audios[0].seconds)
    first, second = bench.form.draft.reference_audios
    assert second.file == str(path)
    assert first.kind is Kind.AUDIO
    assert 1.9 < (first.seconds or 0) < 2.1


@benched
async def test_only_the_part_plays(bench: Bench, tmp_path: Path) -> None:
    await given(bench, tmp_path, VIDEOS, make_numbered(tmp_path / "a.mp4", 72))
    dialog = await from_menu(bench, VIDEOS)
    dialog.strip.set_range(30, 44)
    await shown(dialog, 43)
    seen: list[int] = []

    def look() -> None:
        if dialog.player.state is State.PLAYING and dialog.player.has_picture:
            seen.append(number_of(dialog.player.picture()))

    dialog.player.frame_changed.connect(look)
    ended: list[State] = []
    dialog.player.state_changed.connect(ended.append)
    QTest.keyClick(dialog.strip.end, KEY.Key_Space)
    await eventually(lambda: State.PLAYING in ended and ended[-1] is State.EMPTY, 60)
    assert seen
    assert set(seen) <= {0, 1, 2, *range(29, 45)}  # the first ones may be seen while it goes there
    assert number_of(dialog.view.poster) == 43  # what is seen again
    dialog.reject()


@benched
async def test_what_can_not_be_trimmed(bench: Bench, tmp_path: Path) -> None:
    """A link is not here; of what can't be read there is nothing to choose; and nothing is changed."""
    path = make_video(tmp_path / "a.mp4", seconds=1.0)
    await given(bench, tmp_path, VIDEOS, path)
    bench.form.enter(bench.form.draft.adding(VIDEOS, Reference(f"{bench.stage.server.address}/a.mp4")))
    action = offer(bench, VIDEOS, 1)
    assert action.text().replace("&", "") == "Trim… (only files on this computer)"
    assert not action.isEnabled()
    path.write_bytes(path.read_bytes()[:3000])
    offer(bench, VIDEOS, 0).trigger()
    dialog = next(one for one in bench.form.findChildren(TrimDialog) if one.isVisible())
    await eventually(lambda: "It can't be cut here" in said(dialog))
    assert not dialog.cut_button.isEnabled()
    QTest.keyClick(dialog, KEY.Key_Return)
    assert dialog.isVisible()
    before = bench.form.draft
    QTest.keyClick(dialog, KEY.Key_Escape)
    assert bench.form.draft == before


@benched
async def test_it_goes_with_the_session(bench: Bench, tmp_path: Path) -> None:
    await given(bench, tmp_path, VIDEOS, make_video(tmp_path / "a.mp4", seconds=1.0))
    dialog = await from_menu(bench, VIDEOS)
    hidden: list[int] = []
    dialog.finished.connect(hidden.append)
    for close in reversed(bench.closing):
        close()
    bench.closing.clear()
    assert hidden == [0]


@benched
async def test_the_whole_needs_no_copy(bench: Bench, tmp_path: Path) -> None:
    await given(bench, tmp_path, VIDEOS, path := make_video(tmp_path / "a.mp4", seconds=1.0))
    dialog = await from_menu(bench, VIDEOS)
    ended: list[int] = []
    dialog.finished.connect(ended.append)
    dialog.cut_button.click()
    assert ended == [0]
    assert bench.form.draft.reference_videos[0].file == str(path)

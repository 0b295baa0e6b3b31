"""Of a frame in another shape, the window is moved over what shall be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QColor, QImage, QTransform
from PySide6.QtTest import QTest

from seedance_gui.domain.draft import Draft, Field, InputMode, Reference
from seedance_gui.ui.references.cutting.crop_dialog import CropDialog
from tests.media import make_image, turned
from tests.services.stage import eventually
from tests.ui.form_bench import Bench, benched
from tests.ui.references.status.test_image_conversion import copies, press, probes

if TYPE_CHECKING:
    from pathlib import Path

STRIPES = ("red", "lime", "blue")
LEFT = Qt.MouseButton.LeftButton


def striped(path: Path, *, upright: bool, lies: int = 1) -> Path:
    """Write a JPEG of three stripes, from left to right or top to bottom as a person sees them."""
    image = QImage(900, 300, QImage.Format.Format_RGB32)
    for x in range(900):
        for y in range(300):
            image.setPixel(x, y, QColor(STRIPES[x // 300]).rgb())
    seen = image.transformed(QTransform().rotate(90)) if upright else image
    stored = seen.transformed(QTransform().rotate(-90)) if lies == 6 else seen
    assert stored.save(str(path), quality=95)
    path.write_bytes(turned(path.read_bytes(), lies))
    return path


async def opened(bench: Bench, tmp_path: Path, path: Path, *, by_menu: bool = False) -> CropDialog:
    probes(bench)
    copies(bench, tmp_path / "pasted")
    frame = Reference(file=str(path))
    bench.form.enter(Draft("seedance2.0-std", "A", InputMode.FRAMES, last_image=frame, ratio="1:1"))
    await eventually(lambda: bench.form.form[Field.LAST_IMAGE].cautions and bench.thumbnails.image(frame))
    if by_menu:
        menu = bench.form.field(Field.LAST_IMAGE).show_menu(0, QPoint(5, 5))
        next(
            one for one in menu.findChildren(QAction) if one.text().replace("&", "") == "Crop to 1:1…"
        ).trigger()
        menu.hide()
    else:
        press(bench, "Crop to 1:1…")
    return next(one for one in bench.form.findChildren(CropDialog) if one.isVisible())


async def cropped(bench: Bench) -> list[str]:
    """Return the colours at both ends of the copy."""
    await eventually(lambda: bench.form.draft.last_image.file.endswith(" copy.jpg"))  # type: ignore[union-attr]
    assert bench.form.draft.last_image is not None
    made = QImage(bench.form.draft.last_image.file)
    assert made.size().toTuple() == (300, 300)
    places = ((10, 10), (289, 289))
    return [min(STRIPES, key=lambda name: _far(made.pixelColor(x, y), QColor(name))) for x, y in places]


def _far(one: QColor, other: QColor) -> int:
    return abs(one.red() - other.red()) + abs(one.green() - other.green()) + abs(one.blue() - other.blue())


@benched
async def test_enter_crops_the_middle(bench: Bench, tmp_path: Path) -> None:
    dialog = await opened(bench, tmp_path, path := striped(tmp_path / "cat.jpg", upright=False))
    QTest.keyClick(dialog.view, Qt.Key.Key_Return)
    assert await cropped(bench) == ["lime", "lime"]
    undo = bench.form.history.undo_action
    assert undo.text() == "Undo Fit the picture"
    undo.trigger()
    assert bench.form.draft.last_image is not None
    assert bench.form.draft.last_image.file == str(path)


@benched
async def test_a_last_frame_gets_the_shape_of_the_first(bench: Bench, tmp_path: Path) -> None:
    probes(bench)
    copies(bench, tmp_path / "pasted")
    paths = make_image(tmp_path / "a.png", 300, 300), striped(tmp_path / "cat.jpg", upright=False)
    first, last = (Reference(file=str(path)) for path in paths)
    frames = Draft("seedance2.0-md", "A", InputMode.FRAMES, first_image=first, last_image=last, ratio="")
    bench.form.enter(frames)
    await eventually(lambda: bench.form.form[Field.LAST_IMAGE].cautions and bench.thumbnails.image(last))
    press(bench, "Crop to the first frame's shape…")
    dialog = next(one for one in bench.form.findChildren(CropDialog) if one.isVisible())
    QTest.keyClick(dialog.view, Qt.Key.Key_End)
    dialog.crop_button.click()
    assert await cropped(bench) == ["blue", "blue"]
    await eventually(lambda: not bench.form.form[Field.LAST_IMAGE].cautions)


@benched
async def test_by_the_mouse(bench: Bench, tmp_path: Path) -> None:
    dialog = await opened(bench, tmp_path, striped(tmp_path / "cat.jpg", upright=False), by_menu=True)
    view = dialog.view
    whole, window = view.picture_rect(), view.window_rect()
    assert abs(window.center().x() - whole.center().x()) < 1
    assert abs(window.width() - whole.width() / 3) < 1
    QTest.mousePress(view, LEFT, pos=window.center().toPoint())
    QTest.mouseMove(view, window.center().toPoint() + QPoint(round(whole.width() / 6), 40))
    assert abs(view.window_rect().left() - window.left() - whole.width() / 6) < 2
    QTest.mouseMove(view, window.center().toPoint() + QPoint(2000, 0))
    QTest.mouseRelease(view, LEFT)
    assert dialog.at == 1.0
    assert abs(view.window_rect().right() - whole.right()) < 1
    dialog.crop_button.click()
    assert await cropped(bench) == ["blue", "blue"]


@benched
async def test_a_turned_picture_by_keys(bench: Bench, tmp_path: Path) -> None:
    """It lies on its side in the file, and stands upright for who sees it."""
    dialog = await opened(bench, tmp_path, striped(tmp_path / "cat.jpg", upright=True, lies=6))
    view = dialog.view
    assert view.picture_rect().height() > view.picture_rect().width()
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert dialog.at == 0.509
    QTest.keyClick(view, Qt.Key.Key_End)
    assert dialog.at == 1.0
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert dialog.at == 0.0
    for _ in range(25):
        QTest.keyClick(view, Qt.Key.Key_Right)
    dialog.crop_button.click()
    assert await cropped(bench) == ["red", "lime"]

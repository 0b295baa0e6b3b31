"""A picture that can't be sent as it is gets a copy that can."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QPushButton

from seedance_gui.domain.draft import Draft, Field, InputMode, Kind, Reference
from seedance_gui.services.media.decoding import LONGEST_SIDE
from seedance_gui.ui.kit.note import Note
from seedance_gui.ui.player.player import Player
from seedance_gui.ui.player.player_state import PlaySettings
from seedance_gui.ui.references.intake.local_files import read_file
from seedance_gui.ui.references.status.image_conversion import ImageConversion
from seedance_gui.ui.references.status.probe_status import ProbeStatus
from tests import server as s
from tests.media import black_png, make_gif, make_image
from tests.services.stage import eventually
from tests.ui.form_bench import RULES, Bench, benched

DATA = Path(__file__).parents[3] / "data" / "media"


def copies(bench: Bench, folder: Path) -> None:
    made = ImageConversion(
        bench.status,
        bench.stage.task_service,
        folder,
        thumbnails=bench.thumbnails,
        theme=bench.theme,
        make_player=lambda parent: Player(PlaySettings(muted=True), parent),
        spawn=bench.spawn,
        parent=bench.form,
    )
    bench.closing.append(made.close)


def probes(bench: Bench) -> None:
    made = ProbeStatus(bench.status, bench.stage.task_service, bench.words, bench.thumbnails, bench.spawn)
    bench.closing.append(made.close)


def press(bench: Bench, label: str) -> None:
    section = bench.form.references
    next(
        one for one in section.findChildren(QPushButton) if label in one.text() + one.accessibleName()
    ).click()


@benched
async def test_a_gif_where_none_is_taken(bench: Bench, tmp_path: Path) -> None:
    copies(bench, tmp_path / "pasted")
    path = make_gif(tmp_path / "wave <b>.gif", 64, 48)
    bench.form.enter(Draft("seedance2.0-md", "Like @图1", InputMode.REFERENCES))
    bench.give(path)
    assert not bench.form.form.ready
    press(bench, "Make a PNG copy")
    await eventually(lambda: bench.form.form.ready)
    await eventually(lambda: bench.links()[0])
    (item,) = bench.form.draft.images
    assert QImage(item.file).size().toTuple() == (64, 48)
    assert Path(item.file).parent == tmp_path / "pasted"
    assert bench.form.draft.prompt == "Like @图1"


@benched
async def test_one_over_the_limit(bench: Bench, tmp_path: Path) -> None:
    copies(bench, tmp_path / "pasted")
    path = make_image(tmp_path / "cat.png", 5000, 300)
    with path.open("ab") as file:
        file.truncate(RULES.upload.maximum_bytes + 1)
    found = read_file(path, RULES.upload)
    assert not isinstance(found, str)
    bench.form.enter(bench.form.draft.adding(Field.IMAGES, found[0]))
    assert "the service takes at most 100 MB" in bench.notes()[0]
    press(bench, "Make a smaller copy")
    await eventually(lambda: bench.links()[0])
    assert QImage(bench.form.draft.images[0].file).width() == LONGEST_SIDE


@benched
async def test_one_that_can_not_be_read_says_so(bench: Bench, tmp_path: Path) -> None:
    copies(bench, tmp_path / "pasted")
    said: list[str] = []
    bench.form.notice.connect(said.append)
    path = tmp_path / "cat.tiff"
    path.write_bytes(os.urandom(100))
    bench.give(path)
    press(bench, "Make a PNG copy")
    await eventually(lambda: said)
    assert bench.form.draft.images[0].file == str(path)


@benched
async def test_a_phones_photograph_that_is_called_a_jpeg(bench: Bench, tmp_path: Path) -> None:
    copies(bench, tmp_path / "pasted")
    probes(bench)
    path = tmp_path / "IMG_1.jpg"
    path.write_bytes((DATA / "gradient.heic").read_bytes())
    bench.give(path)
    await eventually(lambda: not bench.form.form.ready)
    await eventually(lambda: any("HEIC" in str(problem.message) for problem in bench.form.form.problems))
    press(bench, "Make a JPEG copy")
    await eventually(lambda: bench.form.draft.images[0].file.endswith("IMG_1 copy.jpg"))
    await eventually(lambda: bench.form.draft.images[0].format == "jpg" and bench.form.form.ready)


@benched
async def test_a_gif_that_is_called_a_jpeg_where_none_is_taken(bench: Bench, tmp_path: Path) -> None:
    copies(bench, tmp_path / "pasted")
    probes(bench)
    bench.form.enter(Draft("seedance2.0-md", "Like @图1", InputMode.REFERENCES))
    bench.give(make_gif(tmp_path / "wave.gif", 64, 48).rename(tmp_path / "wave.jpg"))
    await eventually(lambda: any("GIF" in str(problem.message) for problem in bench.form.form.problems))
    press(bench, "Make a PNG copy")
    await eventually(lambda: bench.form.form.ready)


@benched
async def test_one_that_is_too_large_for_the_window_is_copied_by_the_worker(
    bench: Bench, tmp_path: Path
) -> None:
    """Qt refuses what has over 256 MB decoded; and nothing is decoded in this process."""
    copies(bench, tmp_path / "pasted")
    path = tmp_path / "wall.tiff"
    path.write_bytes(black_png(9000, 8000))
    assert QImage(str(path)).isNull()
    bench.give(path)
    press(bench, "Make a PNG copy")
    await eventually(lambda: bench.links()[0], 60)
    assert QImage(bench.form.draft.images[0].file).size().toTuple() == (LONGEST_SIDE, 3641)


@benched
async def test_one_with_more_pixels_than_are_opened_here(bench: Bench, tmp_path: Path) -> None:
    probes(bench)
    copies(bench, tmp_path / "pasted")
    path = tmp_path / "wall.png"
    path.write_bytes(black_png(11_000, 8000))
    bench.give(path)
    await eventually(lambda: any("11000 × 8000" in note for note in bench.notes()))
    press(bench, "Make a smaller copy")
    await eventually(lambda: bench.form.draft.images[0].file.endswith("wall copy.jpg"), 60)
    assert QImage(bench.form.draft.images[0].file).size().toTuple() == (LONGEST_SIDE, 2979)
    await eventually(lambda: bench.links()[0] and not bench.notes())


@benched
async def test_a_phones_photograph_behind_a_link(bench: Bench, tmp_path: Path) -> None:
    probes(bench)
    copies(bench, tmp_path / "pasted")
    server = bench.stage.server
    server.on("GET", "/IMG%201.jpg", s.file_of((DATA / "gradient.heic").read_bytes(), kind="image/jpeg"))
    item = Reference(f"{server.address}/IMG%201.jpg?sig=a")
    bench.form.enter(bench.form.draft.adding(Field.IMAGES, item))
    await eventually(lambda: any("HEIC" in str(problem.message) for problem in bench.form.form.problems))
    press(bench, "Make a JPEG copy")
    await eventually(lambda: bench.form.draft.images[0].file.endswith("IMG 1 copy.jpg"))
    assert QImage(bench.form.draft.images[0].file).size().toTuple() == (640, 360)
    await eventually(lambda: bench.form.form.ready and bench.links()[0])


@benched
async def test_a_frame_of_another_shape_gets_borders_by_one_click(bench: Bench, tmp_path: Path) -> None:
    probes(bench)
    copies(bench, tmp_path / "pasted")
    path = make_image(tmp_path / "cat.jpg", 400, 300)
    draft = Draft(
        "seedance2.0-std", "A", InputMode.FRAMES, last_image=Reference(file=str(path)), ratio="16:9"
    )
    bench.form.enter(draft)
    await eventually(lambda: bench.form.form[Field.LAST_IMAGE].cautions)
    assert bench.form.form.ready
    press(bench, "Make a copy with borders")
    await eventually(lambda: bench.form.draft.last_image.file.endswith("cat copy.jpg"))  # type: ignore[union-attr]
    await eventually(lambda: bench.form.draft.last_image.width)  # type: ignore[union-attr]
    assert bench.form.draft.last_image is not None
    assert (bench.form.draft.last_image.width, bench.form.draft.last_image.height) == (533, 300)
    assert not bench.form.form[Field.LAST_IMAGE].cautions


@benched
async def test_frames_of_two_shapes_get_each_offer_once(bench: Bench, tmp_path: Path) -> None:
    probes(bench)
    copies(bench, tmp_path / "pasted")
    first, last = (
        Reference(file=str(make_image(tmp_path / f"{width}.png", width, height)))
        for width, height in ((320, 180), (180, 320))
    )
    bench.form.enter(
        Draft("seedance2.0-std", "A", InputMode.FRAMES, first_image=first, last_image=last, ratio="16:9")
    )
    await eventually(lambda: len(bench.form.form[Field.LAST_IMAGE].cautions) == 2)
    notes = [note.line.fix for note in bench.form.references.frame_notes.findChildren(Note)]
    assert notes.count("Make a copy with borders") == notes.count("Crop to 16:9…") == 1


@benched
async def test_what_is_see_through_gets_white_behind_it_by_one_click(bench: Bench, tmp_path: Path) -> None:
    probes(bench)
    copies(bench, tmp_path / "pasted")
    half = QImage(64, 48, QImage.Format.Format_ARGB32)
    half.fill(QColor(255, 0, 0, 102))
    assert half.save(str(tmp_path / "half.png"))
    bench.give(tmp_path / "half.png")
    await eventually(lambda: bench.form.form[Field.IMAGES].cautions)
    assert bench.form.form.ready
    press(bench, "Make a copy on white")
    await eventually(lambda: bench.form.draft.images[0].file.endswith("half copy.png"))
    await eventually(lambda: bench.form.draft.images[0].width)
    made = QImage(bench.form.draft.images[0].file)
    assert not made.hasAlphaChannel()
    assert made.pixelColor(9, 9).name() == "#ff9999"
    assert not bench.form.form[Field.IMAGES].cautions


@benched
async def test_a_second_copy_has_a_name_of_its_own(bench: Bench, tmp_path: Path) -> None:
    copies(bench, tmp_path / "pasted")
    (tmp_path / "pasted").mkdir()
    (tmp_path / "pasted" / "cat copy.png").write_bytes(b"mine")
    bench.give(make_image(tmp_path / "cat.tiff", 64, 64))
    press(bench, "Make a PNG copy")
    await eventually(lambda: bench.links()[0])
    assert Path(bench.form.draft.images[0].file).name == "cat copy 2.png"
    assert (tmp_path / "pasted" / "cat copy.png").read_bytes() == b"mine"


@pytest.mark.parametrize("ending", ["ico", "ppm", "pgm", "pbm", "xpm", "tiff"])
def test_what_gets_a_copy_may_be_given(tmp_path: Path, ending: str) -> None:
    path = make_image(tmp_path / f"cat.{ending}", 64, 64)
    assert read_file(path, RULES.upload) == (
        Reference(file=str(path), size=path.stat().st_size),
        Kind.IMAGE,
    )

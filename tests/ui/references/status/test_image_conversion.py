"""A picture that can't be sent as it is gets a copy that can."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton

from seedance_gui.domain.draft import Draft, Field, InputMode, Kind, Reference
from seedance_gui.services.media.decoding import LONGEST_SIDE
from seedance_gui.ui.references.intake.local_files import read_file
from seedance_gui.ui.references.status.image_conversion import ImageConversion
from seedance_gui.ui.references.status.probe_status import ProbeStatus
from tests.media import black_png, make_gif, make_image
from tests.services.stage import eventually
from tests.ui.form_bench import RULES, Bench, benched

DATA = Path(__file__).parents[3] / "data" / "media"


def copies(bench: Bench, folder: Path) -> None:
    made = ImageConversion(bench.status, bench.stage.media, folder, bench.spawn, bench.form)
    bench.closing.append(made.close)


def press(bench: Bench, label: str) -> None:
    block = bench.form.references.block(Field.IMAGES).block
    next(one for one in block.findChildren(QPushButton) if label in one.text() + one.accessibleName()).click()


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
    probes = ProbeStatus(bench.status, bench.stage.task_service, bench.words, bench.thumbnails, bench.spawn)
    bench.closing.append(probes.close)
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
    probes = ProbeStatus(bench.status, bench.stage.task_service, bench.words, bench.thumbnails, bench.spawn)
    bench.closing.append(probes.close)
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

"""A hundred files and more, formats by endings by damage: each is taken rightly, or refused by a sentence."""

from __future__ import annotations

import struct
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
import pytest
from PySide6.QtGui import QImage

from seedance_gui.domain.draft import FIELD_OF_KIND, Draft, Field, InputMode, Kind, Reference
from seedance_gui.domain.form import evaluate
from seedance_gui.domain.rules_file import load_rules
from seedance_gui.services.api.multipart import opened_form
from seedance_gui.services.media.reference_probe import with_found
from seedance_gui.services.media.worker_client import MediaWorker
from seedance_gui.services.platform import resources
from tests.media import make_gif, make_sound, make_video, make_wav, tagged, with_cover

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DATA = Path(__file__).parents[2] / "data" / "media"
RULES = load_rules(resources.read_text("routes.toml"))
SECONDS = 1.5


def noise(path: Path) -> Path:
    made = bytes((x * 7 + y * 13 + x * y % 31) & 255 for y in range(90) for x in range(120 * 4))
    assert QImage(made, 120, 90, QImage.Format.Format_RGB32).save(str(path))
    return path


def coded(path: Path, container: str, codec: str, pixels: str = "yuv420p") -> Path:
    """Write a clip of another codec, without a sound."""
    with av.open(str(path), "w", format=container) as output:
        stream: Any = output.add_stream(codec, rate=24)
        stream.width, stream.height, stream.pix_fmt = 128, 96, pixels
        for number in range(36):
            frame = av.VideoFrame(128, 96, "rgb24")
            line = frame.planes[0].line_size
            frame.planes[0].update((bytes((number * 7 & 255, 90, 9)) * 128).ljust(line, b"\0") * 96)
            frame.pts, frame.time_base = number, Fraction(1, 24)
            output.mux(stream.encode(frame.reformat(format=pixels)))
        output.mux(stream.encode(None))
    return path


def copied(name: str) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        path.write_bytes((DATA / name).read_bytes())
        return path

    return make


def moved(make: Callable[[Path], Path], suffix: str) -> Callable[[Path], Path]:
    """Let something be made under the suffix that its maker goes by."""
    return lambda path: make(path.with_name(f"made{suffix}")).rename(path)


PICTURES: dict[str, Callable[[Path], Path]] = {
    **{form: moved(noise, f".{form}")
       for form in ("jpg", "png", "webp", "bmp", "tiff", "ppm", "ico")},
    "gif": moved(lambda path: make_gif(path, 64, 48, 5), ".gif"),
    "heic": copied("gradient.heic"), "avif": copied("gradient.avif"),
}  # fmt: skip
CLIPS: dict[tuple[str, str], Callable[[Path], Path]] = {
    ("mp4", "h264"): moved(lambda path: make_video(path, seconds=SECONDS), ".mp4"),
    ("mp4", "hevc"): lambda path: coded(path, "mp4", "libx265"),
    ("mp4", "h264 of 10 bits"): lambda path: coded(path, "mp4", "libx264", "yuv420p10le"),
    ("mp4", "av1"): lambda path: coded(path, "mp4", "libsvtav1"),
    ("mp4", "mpeg4"): lambda path: coded(path, "mp4", "mpeg4"),
    ("mp4", "mjpeg in mov"): lambda path: coded(path, "mov", "mjpeg", "yuvj420p"),
    ("mkv", "h264"): moved(lambda path: make_video(path, seconds=SECONDS), ".mkv"),
    ("mkv", "av1 in webm"): lambda path: coded(path, "webm", "libsvtav1"),
    ("avi", "mpeg4"): lambda path: coded(path, "avi", "mpeg4"),
    ("flv", "h264"): moved(lambda path: make_video(path, seconds=SECONDS), ".flv"),
    ("ts", "h264"): moved(lambda path: make_video(path, seconds=SECONDS), ".ts"),
}
SOUNDS: dict[tuple[str, str], Callable[[Path], Path]] = {
    **{(form, ""): moved(lambda path: make_sound(path, SECONDS), f".{form}")
       for form in ("mp3", "m4a", "aac", "flac")},
    **{(form, "tagged"): moved(lambda path: tagged(make_sound(path, SECONDS)), f".{form}")
       for form in ("mp3", "aac", "flac")},
    ("wav", ""): lambda path: make_wav(path, SECONDS),
    ("m4a", "with a cover"): lambda path: with_cover(path, "mjpeg", SECONDS),
    ("m4a", "with a coded cover"): lambda path: with_cover(path, "libx264", SECONDS),
}  # fmt: skip
REFUSED = {"tiff", "ppm", "ico", "heic", "avif", "ts"}
NAMES = ("own", "a.jpg", "a.PNG", "a.mp4", "a.mp3", "a", "图 一.mov")


@pytest.fixture(scope="module")
def media(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MediaWorker]:
    made = MediaWorker(tmp_path_factory.mktemp("cache") / "undecodable")
    yield made
    made.close()


async def judged(media: MediaWorker, path: Path) -> tuple[Reference, list[str]]:
    """Return a file as it is known in the form, and what the form says against it."""
    item = with_found(Reference(file=str(path)), await media.probe(path))
    field = FIELD_OF_KIND[item.kind] if item.kind else Field.REFERENCE_VIDEOS
    draft = Draft("seedance2.0-std", "A", InputMode.REFERENCES).adding(field, item)
    return item, [str(problem.message) for problem in evaluate(RULES, draft).problems]


async def sent_as(media: MediaWorker, path: Path) -> str:
    async with opened_form(path, RULES.upload.maximum_bytes, None, await media.probe(path)) as form:
        head = (await anext(form.parts())).decode()
    return head.split('filename="')[1].split('"')[0]


def refusal(form: str) -> list[str]:
    return [f"The service doesn't take {form.upper()} files."] if form in REFUSED else []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", PICTURES)
async def test_a_whole_picture(media: MediaWorker, tmp_path: Path, form: str, name: str) -> None:
    path = PICTURES[form](tmp_path / (f"a.{form}" if name == "own" else name))
    item, said = await judged(media, path)
    assert (item.kind, item.format) == (Kind.IMAGE, form)
    assert min(item.width or 0, item.height or 0) > 40 or form in {"tiff", "ppm", "ico"}
    assert said == refusal(form)
    if form not in REFUSED:
        ending = (await sent_as(media, path)).rpartition(".")[2].lower()
        assert ending == form


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
@pytest.mark.parametrize("form", sorted(PICTURES.keys() - {"ico"}))
async def test_a_damaged_picture(media: MediaWorker, tmp_path: Path, form: str, share: float) -> None:
    path = PICTURES[form](tmp_path / f"a.{form}")
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    item, _ = await judged(media, path)
    assert (item.kind, item.format) == (Kind.IMAGE, "")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("clip", CLIPS, ids=" ".join)
async def test_a_clip(media: MediaWorker, tmp_path: Path, clip: tuple[str, str], name: str) -> None:
    form = clip[0]
    path = CLIPS[clip](tmp_path / (f"a.{form}" if name == "own" else name))
    item, said = await judged(media, path)
    may = {form, "mov"} if form == "mp4" else {form}
    assert item.kind is Kind.VIDEO
    assert item.format in may
    assert item.seconds == pytest.approx(SECONDS, abs=0.15)
    assert (item.width or 0) >= 128
    assert said == refusal(form)
    if form not in REFUSED:
        assert (await sent_as(media, path)).rpartition(".")[2] in may


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("sound", SOUNDS, ids=" ".join)
async def test_a_sound(media: MediaWorker, tmp_path: Path, sound: tuple[str, str], name: str) -> None:
    path = SOUNDS[sound](tmp_path / (f"a.{sound[0]}" if name == "own" else name))
    item, said = await judged(media, path)
    assert (item.kind, item.format) == (Kind.AUDIO, sound[0])
    assert item.seconds == pytest.approx(SECONDS, abs=0.15)
    assert not said
    assert (await sent_as(media, path)).rpartition(".")[2] == sound[0]


@pytest.mark.parametrize("name", ["a.png", "a.mp4", "a.wav"])
@pytest.mark.parametrize(
    "content",
    [
        b"<html>no</html>", b"\0" * 5000, struct.pack("<256I", *range(256)), b"%PDF-1.4 " * 99,
        b"PK\3\4" * 500,
        b"\xff\xfe" + "words".encode("utf-16-le") * 99,
    ],
    ids=["page", "zeros", "numbers", "pdf", "zip", "utf-16"],
)  # fmt: skip
async def test_what_is_nothing_of_all_that(
    media: MediaWorker, tmp_path: Path, content: bytes, name: str
) -> None:
    """Its name counts then, and that it can't be read is said on its tile and at Create."""
    (tmp_path / name).write_bytes(content)
    found = await media.probe(tmp_path / name)
    assert (found.kind, found.format, found.seconds) == (None, "", None)

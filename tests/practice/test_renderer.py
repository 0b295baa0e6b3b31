"""The video that comes back: its form, length, size and sound, and that it shows what was asked."""

from __future__ import annotations

import io
from array import array
from typing import TYPE_CHECKING, Any

import av
import pytest
from PySide6.QtGui import QColor, QImage

from seedance_gui.practice import render_spec, sound
from seedance_gui.practice.render_spec import RenderSpec

if TYPE_CHECKING:
    from pathlib import Path

    from av.container import InputContainer

    from tests.practice.client import Client


@pytest.mark.parametrize(
    ("body", "pixels"),
    [
        ({"model": "seedance2.0-std"}, (1280, 720)),
        ({"model": "seedance2.0-std", "ratio": "21:9"}, (1680, 720)),
        ({"model": "seedance2.0-std", "ratio": "9:16"}, (720, 1280)),
        ({"model": "seedance2.0-std", "ratio": "4:3"}, (960, 720)),
        ({"model": "seedance2.0-mini", "resolution": "480p"}, (854, 480)),
        ({"model": "seedance2.0-sp", "resolution": "1080p", "ratio": "1:1"}, (1080, 1080)),
        ({"model": "sd2_mx_video_fast_1080p", "ratio": "3:4"}, (1080, 1440)),
        ({"model": "sd2_mx_2k", "ratio": "Adaptive"}, (2560, 1440)),
        ({"model": "sd2_mx_4k", "orientation": "portrait"}, (2160, 3840)),
        ({"model": "sd2_mx_4k", "ratio": "21:9"}, (4096, 1756)),
        ({"model": "sd2_mx_720p", "ratio": "1:1", "orientation": "portrait"}, (720, 720)),
    ],
)
def test_sizes(body: dict[str, Any], pixels: tuple[int, int]) -> None:
    assert render_spec.pixels(body) == pixels


def film_of(client: Client, prompt: str, **changes: Any) -> InputContainer:
    done = client.finished(prompt, **changes)
    assert done["status"] == "completed"
    return av.open(io.BytesIO(client.http.get(done["result"]["video_url"]).content), "r")


@pytest.mark.parametrize(
    ("changes", "pixels", "seconds"),
    [
        ({"ratio": "16:9"}, (1280, 720), 1),
        ({"ratio": "9:16", "duration": 2}, (720, 1280), 2),
        (
            {"model": "seedance2.0-mini", "resolution": "480p", "ratio": "16:9", "duration": 4},
            (854, 480),
            4,
        ),
    ],
)
def test_the_video_is_as_asked(
    client: Client, changes: dict[str, Any], pixels: tuple[int, int], seconds: int
) -> None:
    with film_of(client, "雨后的霓虹街道", **changes) as film:
        pictures, sounds = film.streams.video[0], film.streams.audio[0]
        assert (pictures.codec.name, pictures.pix_fmt) == ("h264", "yuv420p")
        assert (sounds.codec.name, sounds.channels, sounds.rate) == ("aac", 2, 48_000)
        assert (pictures.width, pictures.height) == pixels
        assert pictures.average_rate == 24
        assert film.duration is not None
        assert abs(film.duration / 1e6 - seconds) < 0.1
        frames = list(film.decode(pictures))
        assert len(frames) == seconds * 24
        assert bytes(frames[0].planes[0]) != bytes(frames[12].planes[0]), "it moves"


def test_the_video_is_ready_to_stream(client: Client) -> None:
    url = client.finished("A cat")["result"]["video_url"]
    data = client.http.get(url).content
    # What describes the film comes before the film.
    assert 0 < data.index(b"moov") < data.index(b"mdat")


def test_an_uploaded_picture_is_in_the_video(client: Client, tmp_path: Path) -> None:
    picture = QImage(320, 320, QImage.Format.Format_RGB32)
    picture.fill(QColor("#00e000"))
    picture.save(str(tmp_path / "green.png"))
    url = client.upload("green.png", (tmp_path / "green.png").read_bytes()).json()["data"]["url"]

    def green(moment: int = 0, **changes: Any) -> int:
        with film_of(client, "Something", **changes) as film:
            frame = list(film.decode(video=0))[moment].reformat(64, 64, "rgb24")
        data, row = bytes(frame.planes[0]), frame.planes[0].line_size
        colours = (data[y * row + x * 3 :][:3] for y in range(64) for x in range(64))
        return sum(1 for red, strong, blue in colours if strong > 180 and red < 90 and blue < 90)

    assert green() == 0
    assert green(images=[url]) > 50
    other = "https://a.example/b.png"
    assert green(first_image=url, last_image=other) > 50
    assert green(-1, first_image=other, last_image=url) > 50
    asset = client.post("/seedance/sp/assets/upload", name="Green", type="image", url=url).json()["data"]
    link = f"asset://{asset['asset_id']}"
    assert green(model="seedance2.0-sp", duration=4, resolution="480p", images=[link]) > 50


def test_a_picture_that_is_none_is_passed_over(client: Client) -> None:
    url = client.upload("broken.png", b"no picture").json()["data"]["url"]
    with film_of(client, "Something", images=[url]) as film:
        assert film.streams.video[0].frames == 24


def test_the_sound_is_soft_and_fades() -> None:
    samples = array("f")
    for frame in sound.frames(seed=7, seconds=4):
        samples.extend(array("f", bytes(frame.planes[0])[: 8 * frame.samples])[::2])
    assert abs(len(samples) / sound.RATE - 4) < 0.05
    assert 0.05 < max(map(abs, samples)) < 0.6
    tenth = sound.RATE // 10
    assert max(map(abs, samples[: tenth // 10])) < 0.02
    assert max(map(abs, samples[-tenth // 10 :])) < 0.02


@pytest.mark.parametrize(
    ("prompt", "chinese"),
    [
        ("一只猫", True),
        ("A cat", False),
        ("Keep @图1 and @视频2 still", False),
        ("一只猫 running 在雨中奔跑", True),
        ("", False),
    ],
)
def test_the_language_of_the_facts_follows_the_prompt(prompt: str, *, chinese: bool) -> None:
    body = {"prompt": prompt, "model": "seedance2.0-std", "duration": 5, "images": ["a", "b"]}
    found = RenderSpec(body)
    assert found.chinese is chinese
    assert found.facts == (
        ("16:9", "720p", "5 秒", "2 张图片") if chinese else ("16:9", "720p", "5 s", "2 pictures")
    )

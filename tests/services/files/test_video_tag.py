"""The settings in a video itself: found again by us and by FFmpeg; nothing that is shown is touched."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import av
import pytest

from seedance_gui.domain.draft import Draft, InputMode, Reference
from seedance_gui.services.files import sidecar, video_tag
from tests.media import make_video
from tests.services.files.test_sidecar import TASK

if TYPE_CHECKING:
    from pathlib import Path

PROMPT = "雪里的狐狸 🦊, see https://a.com/a?Signature=SECRET，then"
PICTURE = Reference("https://a.com/a.png?sig=SECRET", "/home/lena/cats/cat.png")
MADE = replace(TASK, draft=Draft("m", PROMPT, InputMode.REFERENCES, (PICTURE,), duration=5))


def packets(path: Path) -> list[tuple[int, int, bytes]]:
    with av.open(str(path)) as clip:
        return [(p.stream_index, p.pts or 0, bytes(p)) for p in clip.demux() if p.size]


def comment(path: Path) -> str:
    with av.open(str(path)) as clip:
        return clip.metadata.get("comment") or clip.metadata.get("synopsis", "")


def remuxed(path: Path, target: Path, options: dict[str, str], **tags: str) -> Path:
    """Copy a clip as FFmpeg does with ``-c copy``."""
    with av.open(str(path)) as clip, av.open(str(target), "w", options=options) as copy:
        copy.metadata.update(clip.metadata | tags)
        streams = {each.index: copy.add_stream_from_template(each) for each in clip.streams}
        for packet in clip.demux():
            if packet.dts is not None:
                packet.stream = streams[packet.stream_index]
                copy.mux(packet)
    return target


@pytest.mark.parametrize("index_in_front", [False, True])
def test_pictures_and_sound_stay_and_the_settings_are_read_again(
    tmp_path: Path, index_in_front: bool
) -> None:
    video = make_video(tmp_path / "fox.mp4", index_in_front=index_in_front)
    copy = tmp_path / "copy.mp4"
    assert sidecar.task_in(video) is None
    assert sidecar.write_into(video, copy, MADE)
    assert packets(copy) == packets(video)
    assert len(packets(copy)) > 80
    task_id, draft = sidecar.task_in(copy) or ("", Draft(""))
    assert (task_id, draft.prompt) == ("t1", "雪里的狐狸 🦊, see https://a.com/a，then")
    assert draft.images == (Reference("https://a.com/a.png", "cat.png"),)
    assert (draft.model, draft.duration, draft.start) == ("m", 5, InputMode.REFERENCES)
    data = copy.read_bytes()
    assert not any(secret in data for secret in (b"SECRET", b"lena", b"a.example", b"p1"))
    again = remuxed(copy, tmp_path / "again.mp4", {})
    assert comment(again) == comment(copy)
    assert sidecar.task_in(again) == (task_id, draft)


@pytest.mark.parametrize("options", [{}, {"movflags": "use_metadata_tags"}])
def test_what_others_wrote_stays(tmp_path: Path, options: dict[str, str]) -> None:
    """In China a made video must say so in its file: that label is not to go."""
    plain = make_video(tmp_path / "plain.mp4")
    video = remuxed(plain, tmp_path / "fox.mp4", options, comment="a label", AIGC='{"Label": "1"}')
    copy = tmp_path / "copy.mp4"
    with av.open(str(video)) as clip:
        labels = dict(clip.metadata)
    assert sidecar.write_into(video, copy, MADE)
    with av.open(str(copy)) as clip:
        kept = dict(clip.metadata)
    if not options:
        assert kept.items() >= labels.items()
    assert kept.get("AIGC") == labels.get("AIGC")
    assert ("AIGC" in labels) == bool(options)
    assert b"a label" in copy.read_bytes()
    assert sidecar.id_in(copy) == "t1"
    assert packets(copy) == packets(video)


def test_what_is_built_in_another_way_is_left_alone(tmp_path: Path) -> None:
    plain = make_video(tmp_path / "plain.mp4")
    pieces = remuxed(plain, tmp_path / "pieces.mp4", {"movflags": "frag_keyframe+empty_moov"})
    half = tmp_path / "half.mp4"
    half.write_bytes(plain.read_bytes()[:-40])
    wrong = tmp_path / "wrong.mp4"
    wrong.write_bytes(plain.read_bytes().replace(b"mdia", b"\xff\xff\xff\xff"))
    for source in (pieces, half, make_video(tmp_path / "a.mkv")):
        assert not video_tag.write(source, tmp_path / "copy.mp4", "text")
        assert not (tmp_path / "copy.mp4").exists()
    assert not video_tag.read(wrong, "text")


def test_what_is_kept_beside_the_video_knows_more(tmp_path: Path) -> None:
    video = tmp_path / "fox.mp4"
    assert sidecar.write_into(make_video(tmp_path / "plain.mp4"), video, MADE)
    sidecar.write(sidecar.path_for(video), MADE)
    _, draft = sidecar.task_in(video) or ("", Draft(""))
    assert draft.images[0].file == PICTURE.file
    sidecar.path_for(video).unlink()
    sidecar.write(sidecar.path_for(video), replace(MADE, id="another", draft=Draft("m", "Another")))
    assert (sidecar.task_in(video) or ("",))[0] == "t1"

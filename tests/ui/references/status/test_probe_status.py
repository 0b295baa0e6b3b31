"""What is given is looked at before it is paid for: seen on real widgets, with real media and odd servers."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

from seedance_gui.domain.draft import Draft, Field, InputMode, Kind, Reference
from seedance_gui.ui.kit.note import Note
from seedance_gui.ui.references.status.probe_status import CHECK_AGAIN, ProbeStatus
from tests import server as s
from tests.media import make_image, make_sound, make_video
from tests.services.stage import UPLOAD, eventually
from tests.ui.form_bench import Bench, benched

if TYPE_CHECKING:
    from pathlib import Path


def checks(bench: Bench) -> ProbeStatus:
    made = ProbeStatus(
        bench.status,
        bench.stage.task_service,
        bench.words,
        bench.thumbnails,
        bench.spawn,
        bench.form,
    )
    bench.closing.append(made.close)
    return made


def link(bench: Bench, path: str) -> Reference:
    return Reference(link=f"{bench.stage.server.address}{path}")


def give_links(bench: Bench, *paths: str) -> None:
    bench.form.enter(bench.form.draft.adding(Field.IMAGES, *(link(bench, path) for path in paths)))


@benched
async def test_a_clip_is_measured_and_seen(bench: Bench, tmp_path: Path) -> None:
    checks(bench)
    path = make_video(tmp_path / "walk.mp4", 1280, 720, 2.0)
    server = bench.stage.server
    server.on("POST", UPLOAD, s.envelope({"url": f"{server.address}/uploads/1.mp4"}))
    draft = Draft("seedance2.0-md", "A fox", InputMode.REFERENCES)
    bench.form.enter(draft.adding(Field.REFERENCE_VIDEOS, Reference(file=str(path))))
    await eventually(lambda: bench.form.draft.reference_videos[0].seconds)
    (clip,) = bench.form.draft.reference_videos
    assert (clip.kind, clip.width, clip.height) == (Kind.VIDEO, 1280, 720)
    assert clip.size == path.stat().st_size
    await eventually(lambda: bench.thumbnails.image(clip) is not None)
    notes = bench.form.form[Field.REFERENCE_VIDEOS].notes
    assert str(notes[0]).startswith("Together 2.0 s of 15 s")
    await eventually(lambda: bench.form.draft.reference_videos[0].link)
    again = draft.adding(Field.REFERENCE_VIDEOS, Reference(file=str(path)))
    bench.form.enter(again)
    await eventually(lambda: bench.form.draft.reference_videos[0].seconds)
    assert bench.form.draft.reference_videos[0].seconds == clip.seconds


@benched
async def test_the_content_decides(bench: Bench, tmp_path: Path) -> None:
    """What is in the wrong field by its name goes where it belongs, and up under its right ending."""
    said: list[str] = []
    bench.form.notice.connect(said.append)
    checks(bench)
    bench.give(make_video(tmp_path / "walk.mp4", seconds=0.5).rename(tmp_path / "walk.png"))
    await eventually(lambda: bench.form.draft.reference_videos)
    assert said == ["Added to Reference videos"]
    song = make_sound(tmp_path / "a.m4a", 1.5).rename(tmp_path / "song.mp4")
    draft = bench.form.draft
    bench.form.enter(draft.adding(Field.REFERENCE_VIDEOS, Reference(file=str(song), kind=Kind.VIDEO)))
    await eventually(lambda: bench.form.draft.reference_audios)
    assert not bench.form.draft.images
    assert bench.form.draft.reference_audios[0].seconds
    await eventually(lambda: all(item.link for item in bench.form.draft.references()))
    assert bench.form.form.ready
    heads = {seen.body.partition(b"\r\n\r\n")[0].decode() for seen in bench.stage.server.seen_at(UPLOAD)}
    for name, mime in (("walk.mp4", "video/mp4"), ("song.m4a", "audio/mp4")):
        assert any(f'filename="{name}"' in head and mime in head for head in heads)


@benched
async def test_a_name_that_is_refused_refuses_nothing(bench: Bench, tmp_path: Path) -> None:
    """A photograph called `.heic` or `.mp4`, or a clip without an ending, is taken for what it is."""
    checks(bench)
    bench.give(
        make_image(tmp_path / "a.jpg").rename(tmp_path / "a.heic"),
        make_image(tmp_path / "b.jpg").rename(tmp_path / "b.mp4"),
        make_image(tmp_path / "c.png").rename(tmp_path / "c"),
        make_video(tmp_path / "d.mp4", seconds=0.5).rename(tmp_path / "d.bin"),
    )
    await eventually(lambda: bench.form.form.ready)
    await eventually(lambda: all(item.link for item in bench.form.draft.references()))
    told = [(item.kind, item.name, item.format) for item in bench.form.draft.references()]
    assert told == [
        (Kind.IMAGE, "a.heic", "jpg"),
        (Kind.IMAGE, "b.mp4", "jpg"),
        (Kind.IMAGE, "c", "png"),
        (Kind.VIDEO, "d.bin", "mp4"),
    ]


@benched
async def test_where_the_model_takes_no_sound_it_is_said(bench: Bench, tmp_path: Path) -> None:
    checks(bench)
    song = make_sound(tmp_path / "a.m4a", 1.5).rename(tmp_path / "song.mp4")
    draft = Draft("seedance2.0-md", "A fox", InputMode.REFERENCES)
    bench.form.enter(draft.adding(Field.REFERENCE_VIDEOS, Reference(file=str(song))))
    await eventually(lambda: bench.form.form.problems)
    assert [str(problem.message) for problem in bench.form.form.problems] == ["This is a sound clip."]


@benched
async def test_links_answer_or_not(bench: Bench, tmp_path: Path) -> None:
    server = bench.stage.server
    cat = make_image(tmp_path / "cat.png").read_bytes()
    server.on("GET", "/cat.png", s.file_of(cat, kind="image/png"))
    server.on("GET", "/page.png", s.html(200))
    server.on("GET", "/walk.png", s.file_of(b"x" * 900, kind="video/mp4"))
    checks(bench)
    give_links(bench, "/cat.png", "/gone.png", "/page.png", "/walk.png")
    await eventually(lambda: bench.form.draft.images[3].kind)
    await eventually(lambda: bench.thumbnails.image(bench.form.draft.images[0]))
    await eventually(lambda: all((st := bench.state(n)) and st.tone == "warning" for n in (1, 2)))
    assert bench.form.draft.images[0].size == len(cat)
    assert (bench.form.draft.images[0].width, bench.form.draft.images[0].height) == (320, 180)
    assert bench.state(0) is None
    assert bench.form.draft.images[3].kind is Kind.VIDEO
    assert any("404" in note for note in bench.notes())
    assert any("web page" in note for note in bench.notes())
    assert all(
        "authorization" not in seen.headers
        for seen in server.seen
        if seen.method == "GET" and "png" in seen.path
    )
    server.on("GET", "/gone.png", s.file_of(b"x" * 10, kind="image/png"))
    bench.images.action_requested.emit(bench.form.draft.images[1], CHECK_AGAIN)
    await eventually(lambda: bench.form.draft.images[1].size == 10)


@benched
async def test_a_page_is_not_paid_for(bench: Bench, tmp_path: Path) -> None:
    """Create stays off while a link is used that leads to a page; all else is only said."""
    server = bench.stage.server
    server.on("GET", "/page.png", s.html(200))
    checks(bench)
    give_links(bench, "/page.png", "/gone.png")
    bar = bench.form.bar
    await eventually(lambda: bar.missing() == ("Check: Reference pictures",))
    await eventually(lambda: any("Download the file there, and add it" in note for note in bench.notes()))
    bench.form.enter(replace(bench.form.draft, start=InputMode.TEXT))
    await eventually(lambda: not bar.missing())
    bench.form.enter(replace(bench.form.draft, start=InputMode.REFERENCES))
    await eventually(bar.missing)
    bench.images.remove(0)
    await eventually(lambda: not bar.missing())


@benched
async def test_half_a_file_is_said_at_create(bench: Bench, tmp_path: Path) -> None:
    """A picture, and a clip whose index in front tells of all of it."""
    checks(bench)
    path = make_image(tmp_path / "half.jpg", 400, 300)
    path.write_bytes(path.read_bytes()[:-200])
    bench.give(path, make_image(tmp_path / "whole.png"))
    said = (
        "The end of “half.jpg” is missing: it was not downloaded or copied whole. Get it again, or the "
        "service may refuse it."
    )
    bar = bench.form.bar
    await eventually(
        lambda: [note.line.text for note in bar.findChildren(Note) if note.isVisible()] == [said]
    )
    assert bench.form.form.ready
    assert said not in bench.notes(), "it is said once"
    bench.images.remove(0)
    await eventually(lambda: not any(note.isVisible() for note in bar.findChildren(Note)))
    clip = make_video(tmp_path / "half.mp4", index_in_front=True)
    clip.write_bytes(clip.read_bytes()[: clip.stat().st_size * 2 // 3])
    bench.form.enter(bench.form.draft.adding(Field.REFERENCE_VIDEOS, Reference(file=str(clip))))
    said = said.replace("half.jpg", "half.mp4")
    await eventually(
        lambda: [note.line.text for note in bar.findChildren(Note) if note.isVisible()] == [said]
    )
    assert bench.form.draft.reference_videos[0].seconds == 2.0


@benched
async def test_a_linked_clip_is_measured_and_seen(bench: Bench, tmp_path: Path) -> None:
    """MD's bounds hold for links as they do for files, whatever the link is called."""
    server = bench.stage.server
    wide = make_video(tmp_path / "wide.mp4", 1280, 640, 1.0, 24).read_bytes()
    long = make_video(tmp_path / "long.mp4", 720, 720, 15.5, 4).read_bytes()
    server.on("GET", "/wide", s.file_of(wide, kind="application/octet-stream"))
    server.on("GET", "/long.mp4", s.file_of(long))
    checks(bench)
    draft = Draft("seedance2.0-md", "A fox", InputMode.REFERENCES)
    bench.form.enter(draft.adding(Field.REFERENCE_VIDEOS, link(bench, "/wide"), link(bench, "/long.mp4")))
    assert str(bench.form.form[Field.REFERENCE_VIDEOS].notes[0]).endswith("not counting 2 not measured.")
    await eventually(lambda: all(clip.seconds for clip in bench.form.draft.reference_videos))
    first, second = bench.form.draft.reference_videos
    assert (first.kind, first.width, first.height) == (Kind.VIDEO, 1280, 640)
    assert first.fps == 24
    said = [str(problem.message) for problem in bench.form.form[Field.REFERENCE_VIDEOS].problems]
    assert any("these last 16.5 s" in text for text in said)
    assert any("1280 × 640" in text for text in said)
    await eventually(lambda: None not in map(bench.thumbnails.image, (first, second)))


@benched
async def test_a_linked_sound_is_seen(bench: Bench, tmp_path: Path) -> None:
    sound = make_sound(tmp_path / "a.mp3", 2.0).read_bytes()
    bench.stage.server.on("GET", "/a.mp3", s.file_of(sound, kind="audio/mpeg"))
    checks(bench)
    bench.form.enter(bench.form.draft.adding(Field.REFERENCE_AUDIOS, link(bench, "/a.mp3")))
    await eventually(lambda: bench.form.draft.reference_audios[0].seconds)
    assert bench.thumbnails.image(bench.form.draft.reference_audios[0]) is not None


@benched
async def test_all_else_goes_on_while_a_link_says_nothing(bench: Bench, tmp_path: Path) -> None:
    bench.stage.server.on("GET", "/slow.png", s.silent())
    checks(bench)
    give_links(bench, "/slow.png")
    await eventually(lambda: (st := bench.state()) and st.text == "Checking")
    bench.give(make_image(tmp_path / "cat.png"))
    await eventually(lambda: bench.links()[1] and bench.form.draft.images[1].width)
    assert (state := bench.state())
    assert state.text == "Checking"
    bench.images.remove(0)
    await eventually(lambda: not bench.busy())


@benched
async def test_hostile_files(bench: Bench, tmp_path: Path) -> None:
    """Two sparse gigabytes, and a picture of 50,000 × 50,000 whose name has markup in it."""
    checks(bench)
    head = b"IHDR" + struct.pack(">IIBBBBB", 50_000, 50_000, 8, 6, 0, 0, 0)
    huge = tmp_path / "<img src=x><b>huge.png"
    huge.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\r" + head + struct.pack(">I", zlib.crc32(head)))
    sparse = tmp_path / "sparse.png"
    make_image(sparse)
    with sparse.open("r+b") as file:
        file.truncate(2 * 1024**3)
    bench.give(huge, sparse)
    await eventually(lambda: bench.form.draft.images[0].width == 50_000)
    await eventually(lambda: bench.form.form[Field.IMAGES].problems)
    assert "2048.0 MB" in str(bench.form.form[Field.IMAGES].problems[0].message)
    await eventually(lambda: bench.links()[0])
    assert any(note.startswith("A picture has 50000 × 50000 pixels.") for note in bench.notes())
    assert not any("sparse" in seen.body.decode("latin-1") for seen in bench.stage.server.seen_at(UPLOAD))


@benched
async def test_ten_thousand_links_in_one_drop(bench: Bench, tmp_path: Path) -> None:
    """Only as many are asked as can be sent."""
    bench.stage.server.on("GET", "/*", s.file_of(b"x", kind="image/png"))
    checks(bench)
    draft = bench.form.draft
    items = tuple(link(bench, f"/{n}.png") for n in range(300))
    bench.form.enter(draft.with_items(Field.IMAGES, items))
    await eventually(lambda: bench.form.draft.images[8].size)
    asked = {seen.path for seen in bench.stage.server.seen if seen.path.endswith(".png")}
    assert asked == {f"/{n}.png" for n in range(9)}

"""Everything that can be dropped or pasted, as the programs really send it."""

from __future__ import annotations

import base64
import io
import os
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QUrl
from PySide6.QtGui import QImage

from seedance_gui.domain.draft import Kind
from seedance_gui.domain.rules_file import load_rules
from seedance_gui.services.media.file_signature import read_signature
from seedance_gui.services.platform import resources
from seedance_gui.ui.references.intake.dropping import (
    MOST,
    Given,
    is_material,
    references_from_mime,
    references_from_paths,
    references_from_text,
)
from seedance_gui.ui.references.intake.links_in_text import links_in
from tests.media import make_image, make_sound, make_video
from tests.ui.mime_samples import FOLDER, mime_of, sample

UPLOAD = load_rules(resources.read_text("routes.toml")).upload


def given(mime: QMimeData) -> Given:
    return references_from_mime(mime, UPLOAD)


def links(found: Given) -> list[str]:
    return [item.reference.link for item in found.items]


def text(words: str) -> QMimeData:
    mime = QMimeData()
    mime.setText(words)
    return mime


class TestLinksAmongWords:
    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("https://a.com/b.png", ["https://a.com/b.png"]),
            ("  https://a.com/b.png \n", ["https://a.com/b.png"]),
            (
                "see https://a.com/b.png, then https://a.com/c.mp4.",
                ["https://a.com/b.png", "https://a.com/c.mp4"],
            ),
            ("https://a.com/b.png\r\nhttps://a.com/c.png", ["https://a.com/b.png", "https://a.com/c.png"]),
            ("(https://a.com/b.png)", ["https://a.com/b.png"]),
            ("https://a.com/b_(1).png", ["https://a.com/b_(1).png"]),
            ("(https://a.com/b_(1))", ["https://a.com/b_(1)"]),
            ("![cat](https://a.com/b.png)", ["https://a.com/b.png"]),
            ("<https://a.com/b.png>", ["https://a.com/b.png"]),
            ('"https://a.com/b.png"', ["https://a.com/b.png"]),
            ("**https://a.com/b.png**", ["https://a.com/b.png"]),
            ("really?! https://a.com/b.png?!", ["https://a.com/b.png"]),
            ("https://a.com/b.png?x=1&y=%20#z", ["https://a.com/b.png?x=1&y=%20#z"]),
            ("HTTPS://A.com/b.png", ["https://A.com/b.png"]),
            ("http://a.com/b.png", ["http://a.com/b.png"]),
            ("asset://abc-123 and asset://def", ["asset://abc-123", "asset://def"]),
            ("「https://a.com/b.png」", ["https://a.com/b.png"]),
            (
                "图片:https://a.com/b.png,视频:https://a.com/c.mp4。",
                ["https://a.com/b.png", "https://a.com/c.mp4"],
            ),
            (
                "《https://a.com/b.png》、“https://a.com/c.png”",
                ["https://a.com/b.png", "https://a.com/c.png"],
            ),
            ("\uff08https://a.com/b.png\uff09", ["https://a.com/b.png"]),
            (
                "\u56fe\uff1ahttps://a.com/b.png\uff0c\u58f0\uff1ahttps://a.com/c.mp3\u3002\uff01\uff1f\uff1b",
                ["https://a.com/b.png", "https://a.com/c.mp3"],
            ),
            ("\u3010https://a.com/b\u3011\u2026\u2026", ["https://a.com/b"]),
            ("看https://a.com/b.png这张图", ["https://a.com/b.png"]),
            ("https://v.a.com/abc/复制此链接,打开看看", ["https://v.a.com/abc/"]),
            ("https://a.com看看", ["https://a.com"]),
            ("https://a.com/参考图.png这张", ["https://a.com/%E5%8F%82%E8%80%83%E5%9B%BE.png"]),
            ("https://a.com/图/b.png?x=1", ["https://a.com/%E5%9B%BE/b.png?x=1"]),
            ("https://a.com/b.pnghttps://a.com/c.png", ["https://a.com/b.png", "https://a.com/c.png"]),
            ("https://a.com/go?to=https://b.com/c.png", ["https://a.com/go?to=https://b.com/c.png"]),
            ("https://web.a.org/2020/https://b.com/c.png", ["https://web.a.org/2020/https://b.com/c.png"]),
            # A line that is one link keeps what is in it, to its end.
            ("https://a.com/x?name=图.png&sig=abc", ["https://a.com/x?name=%E5%9B%BE.png&sig=abc"]),
            ("https://a.com/x.png?t=你好", ["https://a.com/x.png?t=%E4%BD%A0%E5%A5%BD"]),
            (
                "https://a.com/x.png?名=值&sig=abc#片段",
                ["https://a.com/x.png?%E5%90%8D=%E5%80%BC&sig=abc#%E7%89%87%E6%AE%B5"],
            ),
            ("看\nhttps://a.com/我的图片\n吧", ["https://a.com/%E6%88%91%E7%9A%84%E5%9B%BE%E7%89%87"]),
            ("https://a.com/my cat.png?sig=1", ["https://a.com/my%20cat.png?sig=1"]),
            (
                "https://a.com/\uff08图\uff09.png?sig=abc",
                ["https://a.com/%EF%BC%88%E5%9B%BE%EF%BC%89.png?sig=abc"],
            ),
            ("https://a.com/图\uff0c二.png?x=1", ["https://a.com/%E5%9B%BE%EF%BC%8C%E4%BA%8C.png?x=1"]),
            ("https://例子.com/图.png?sig=1", ["https://xn--fsqu00a.com/%E5%9B%BE.png?sig=1"]),
            # Words behind a link are none of it.
            ("https://a.com/b.png and words", ["https://a.com/b.png"]),
            ("https://a.com/b words", ["https://a.com/b"]),
            ("https://a.com/x.png?t=1\uff08好\uff09", ["https://a.com/x.png?t=1"]),
            (
                "看这张https://a.com/x?name=图.png&sig=abc这张",
                ["https://a.com/x?name=%E5%9B%BE.png&sig=abc"],
            ),
            ("https://a.com/x?sig=abc这张", ["https://a.com/x?sig=abc"]),
            ("https://a.com/x.png。谢谢", ["https://a.com/x.png"]),
            ("https://", []),
            ("javascript:alert(1) ftp://a.com/b.png file:///etc/passwd", []),
            ("no link here", []),
            ("xhttps://a.com/b.png", []),
        ],
    )
    def test_are_found_and_trimmed(self, words: str, expected: list[str]) -> None:
        assert list(links_in(words, UPLOAD)) == expected

    def test_of_hostile_text_are_found_in_no_time(self) -> None:
        begin = time.monotonic()
        for words in (
            "https://a.com/" + "a" * 1_000_000,
            "https://a.com/" + ")" * 300_000,
            "https://" * 100_000,
            "https://a.com/" + "图" * 300_000,
            "https://a.com/" + "图.pn" * 100_000,
        ):
            list(links_in(words, UPLOAD))
        assert time.monotonic() - begin < 5


class TestTypedLinks:
    def test_may_lack_their_beginning(self) -> None:
        assert links(references_from_text("cdn.a.com/b.png", UPLOAD)) == ["https://cdn.a.com/b.png"]

    def test_that_are_none_get_a_sentence(self) -> None:
        found = references_from_text("hello", UPLOAD)
        assert not found.items
        assert found.messages


class TestKinds:
    @pytest.mark.parametrize(
        ("link", "kind"),
        [
            ("https://a.com/b.PNG", Kind.IMAGE),
            ("https://a.com/b.webp?x=c.mp4", Kind.IMAGE),
            ("https://a.com/b.mov#t=1", Kind.VIDEO),
            ("https://a.com/b.m4a", Kind.AUDIO),
            ("https://a.com/b", None),
            ("asset://abc", None),
        ],
    )
    def test_come_from_the_end_of_the_path(self, link: str, kind: Kind | None) -> None:
        assert given(text(link)).items[0].kind is kind


class TestNotTaken:
    @pytest.mark.parametrize(
        "words",
        [
            "javascript:alert(1)",
            "about:blank",
            "mailto:a@b.c",
            "chrome://settings/x.png",
            "smb://host/a.png",
            "ftp://a.com/b.png",
        ],
    )
    @pytest.mark.parametrize("form", ["text/uri-list", "text/plain"])
    def test_other_schemes_are_not_links(self, words: str, form: str) -> None:
        found = given(mime_of({form: words}))
        assert found.items == ()
        assert len(found.messages) == 1

    @pytest.mark.parametrize(
        "formats",
        [
            {"text/plain": "data:image/png;base64,AAAA"},
            {"text/uri-list": "data:image/png;base64,AAAA"},
            {
                "text/html": '<img src="data:image/png;base64,AAAA">',
                "text/uri-list": "data:image/png;base64,AAAA",
            },
        ],
    )
    def test_pictures_inside_a_page_say_what_to_do(self, formats: dict[str, Any]) -> None:
        found = given(mime_of(formats))
        assert found.items == ()
        assert "Save it" in found.messages[0]

    @pytest.mark.parametrize("link", ["https://me:secret@a.com/b.png", "https://me@a.com/b.png"])
    @pytest.mark.parametrize("form", ["text/uri-list", "text/plain", "text/html"])
    def test_a_link_with_a_password_is_not_kept(self, link: str, form: str) -> None:
        found = given(mime_of({form: f'<img src="{link}">' if form == "text/html" else link}))
        assert found.items == ()
        assert found.messages[0].startswith("There is a name or password in this link")
        assert references_from_text(link, UPLOAD).messages == found.messages

    @pytest.mark.parametrize(
        "link",
        ["https://encrypted-tbn0.gstatic.com/images?q=tbn:abc", "https://tse1.mm.bing.net/th?id=OIP.a"],
    )
    def test_a_preview_of_a_search_has_no_link(self, link: str) -> None:
        formats = {
            "text/html": f'<a href="https://www.bing.com/images/x"><img src="{link}"></a>',
            "text/uri-list": "https://www.bing.com/images/x",
        }
        found = given(mime_of(formats))
        assert found.items == ()
        assert "Save it to this computer first" in found.messages[0]
        found = given(mime_of({**formats, "image": {"image": [9, 7]}}))
        assert not found.items
        assert not found.messages
        assert isinstance(found.pixels, QImage)

    @pytest.mark.parametrize(
        "formats",
        [
            {"text/plain": "{}"}, {"text/uri-list": "{}"}, {"text/html": '<p><img src="{}"></p>'},
            {"text/html": '<a href="https://a.com/page"><img src="{}"></a>', "text/uri-list": "https://a.com/page"},
        ],
    )  # fmt: skip
    def test_a_picture_that_is_written_out_becomes_a_file(
        self, formats: dict[str, str], tmp_path: Path
    ) -> None:
        data = make_image(tmp_path / "a.png", 40, 24).read_bytes()
        link = f"data:image/png;base64,{base64.b64encode(data).decode()}"
        mime = mime_of({name: content.format(link) for name, content in formats.items()})
        assert is_material(mime)
        found = given(mime)
        assert isinstance(found.pixels, QByteArray)
        assert found.pixels.data() == data
        assert not found.items
        assert not found.messages
        assert references_from_mime(mime, UPLOAD, look=False).pixels is not None

    def test_pixels_beside_an_embedded_picture_are_taken(self) -> None:
        found = given(
            mime_of({"text/html": '<img src="data:image/png;base64,AA">', "image": {"image": [9, 7]}})
        )
        assert isinstance(found.pixels, QImage)
        assert found.pixels.width() == 9
        assert not found.messages

    def test_nothing_gets_a_sentence(self) -> None:
        assert given(QMimeData()).messages


class TestWebPages:
    @pytest.mark.parametrize(
        "page",
        [
            "https://www.google.com/imgres?imgurl=https%3A%2F%2Fa.org%2Fcat.jpg&imgrefurl=https%3A%2F%2Fa.org",
            "https://www.google.com.hk/imgres?imgurl=https%3A%2F%2Fa.org%2Fcat.jpg",
            "https://cn.bing.com/images/search?view=detailV2&mediaurl=https%3a%2f%2fa.org%2fcat.jpg&exph=1",
            "https://image.baidu.com/search/detail?ct=5&objurl=https%3A%2F%2Fa.org%2Fcat.jpg&x=1",
            "https://yandex.ru/images/search?pos=0&img_url=https%3A%2F%2Fa.org%2Fcat.jpg&text=cat",
        ],
    )
    def test_a_result_of_a_search_gives_the_pictures_own_link(self, page: str) -> None:
        own = [("https://a.org/cat.jpg", Kind.IMAGE)]
        for source in ("data:image/jpeg;base64,/9j/4AAQ", "https://encrypted-tbn0.gstatic.com/images?q=t"):
            html = f'<a href="{page.replace("&", "&amp;")}"><img src="{source}"></a>'
            found = given(mime_of({"text/html": html, "text/uri-list": page, "text/plain": page}))
            assert [(item.reference.link, item.kind) for item in found.items] == own
            assert not found.messages
        found = given(text(page))
        assert [(item.reference.link, item.kind) for item in found.items] == own

    def test_the_picture_wins_over_the_page_it_leads_to(self) -> None:
        formats = {
            "text/uri-list": "https://a.com/story.html",
            "text/html": '<a href="https://a.com/story.html"><img src="https://a.com/p.jpg" alt="x"></a>',
        }
        assert links(given(mime_of(formats))) == ["https://a.com/p.jpg"]

    def test_a_picture_without_an_ending_is_known_by_its_tag(self) -> None:
        found = given(mime_of({"text/html": '<img src="https://a.com/p?id=3">'}))
        assert found.items[0].kind is Kind.IMAGE

    @pytest.mark.parametrize(
        ("html", "kind"),
        [
            ('<video src="https://a.com/v"></video>', Kind.VIDEO),
            ('<video><source src="https://a.com/v"><source src="https://a.com/w"></video>', Kind.VIDEO),
            ('<audio controls src="https://a.com/v">', Kind.AUDIO),
        ],
    )
    def test_clips_and_sounds_too(self, html: str, kind: Kind) -> None:
        found = given(mime_of({"text/html": html}))
        assert [(item.reference.link, item.kind) for item in found.items] == [("https://a.com/v", kind)]

    def test_a_relative_source_leaves_the_list_of_links(self) -> None:
        formats = {"text/html": '<img src="/p.jpg">', "text/uri-list": "https://a.com/p.jpg"}
        assert links(given(mime_of(formats))) == ["https://a.com/p.jpg"]

    def test_ampersands_are_decoded_once(self) -> None:
        found = given(mime_of({"text/html": '<img src="https://a.com/p.jpg?a=1&amp;b=%26amp;">'}))
        assert links(found) == ["https://a.com/p.jpg?a=1&b=%26amp;"]

    def test_files_named_by_a_page_are_never_taken(self, tmp_path: Path) -> None:
        secret = tmp_path / "secret.png"
        secret.write_bytes(b"x")
        url = QUrl.fromLocalFile(str(secret)).toString()
        for formats in (
            {"text/html": f'<img src="{url}">'},
            {"text/uri-list": url, "chromium/x-renderer-taint": ""},
            {"text/uri-list": url, 'application/x-qt-windows-mime;value="chromium/x-renderer-taint"': ""},
            {"text/plain": str(secret), "text/html": str(secret)},
            {"text/plain": url, "chromium/x-renderer-taint": ""},
            {"text/x-moz-url": {"utf16": f"{url}\nname"}},
        ):
            assert given(mime_of(formats)).items == (), formats

    def test_broken_and_huge_html_is_read_in_no_time(self) -> None:
        begin = time.monotonic()
        for piece in (
            "<a ",
            "<a b='",
            "<a '",
            "<a/ ",
            "<a =",
            "<!--",
            "<![CDATA[",
            "</",
            "&#",
            "<p>x",
            "<script>",
        ):
            for end in ("", ">"):
                given(mime_of({"text/html": "<img src='https://a.com/x.png" + piece * 100_000 + end}))
        assert time.monotonic() - begin < 20

    def test_a_large_embedded_picture_is_passed_over(self) -> None:
        html = f'<img src="data:image/png;base64,{"A" * 3_000_000}"><img src="https://a.com/p.png">'
        found = given(mime_of({"text/html": html}))
        assert links(found) == ["https://a.com/p.png"]


CAT = "http://www.example.com/media/cat.png?size=big&sig=a%2Bb"
DOG = "http://www.example.com/media/dog.jpg"
CLIP = "http://pictures.example.com/clip.mp4"
SELECTED = [
    ("http://www.example.com/media/cat.png", Kind.IMAGE),
    ("http://cdn.example.com/two.mp3", Kind.AUDIO),
    ("http://cdn.example.com/one.png", Kind.IMAGE),
]


class TestSamples:
    """What the programs really send: see `from` in each sample."""

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("chromium-image", [(CAT, Kind.IMAGE)]),
            ("firefox-image", [(CAT, Kind.IMAGE)]),
            ("chromium-linked", [(DOG, Kind.IMAGE)]),
            ("firefox-linked", [(DOG, Kind.IMAGE)]),
            ("chromium-link", [(CLIP, Kind.VIDEO)]),
            ("firefox-link", [(CLIP, Kind.VIDEO)]),
            ("chromium-selection", SELECTED),
            ("chromium-address", [("http://www.example.com/page.html", None)]),
            ("firefox-address", [("http://www.example.com/page.html", None)]),
            ("safari-image", [("https://www.example.com/media/cat.png", Kind.IMAGE)]),
            ("windows-chrome-image", [("https://www.example.com/media/dog.jpg", Kind.IMAGE)]),
            ("windows-address", [("https://www.example.com/media/%E7%8C%AB.png", Kind.IMAGE)]),
        ],
    )
    def test_give_their_links(self, name: str, expected: list[tuple[str, Kind | None]]) -> None:
        found = given(sample(name))
        assert [(item.reference.link, item.kind) for item in found.items] == expected
        assert found.messages == ()
        assert found.pixels is None

    @pytest.mark.parametrize("name", ["chromium-image", "firefox-image", "chromium-linked", "firefox-linked"])
    def test_bring_a_look_at_the_picture(self, name: str) -> None:
        preview = given(sample(name)).preview
        assert preview is not None
        found = read_signature(io.BytesIO(preview.data()))
        assert (found.width, found.height) == (40, 24)

    @pytest.mark.parametrize(
        ("name", "width"), [("chromium-embedded", 8), ("firefox-embedded", 8), ("windows-chat-picture", 40)]
    )
    def test_of_pictures_without_a_link_give_pixels(self, name: str, width: int) -> None:
        found = given(sample(name))
        assert found.items == ()
        assert found.messages == ()
        pixels = found.pixels
        if isinstance(pixels, QByteArray):
            assert read_signature(io.BytesIO(pixels.data())).width == width
        else:
            assert pixels is not None
            assert pixels.width() == width

    @pytest.mark.parametrize(
        ("name", "names"),
        [
            ("windows-explorer", ["a b.png", "视频.mp4"]),
            ("nautilus-copy", ["a b.png", "视频.mp4"]),
            ("finder-copy", ["a b.png"]),
        ],
    )
    def test_of_file_managers_give_files(self, name: str, names: list[str], tmp_path: Path) -> None:
        for each in names:
            (tmp_path / each).write_bytes(b"x")
        found = given(sample(name, tmp_path))
        assert [item.reference.file for item in found.items] == [str(tmp_path / each) for each in names]
        assert found.pixels is None

    def test_are_things_and_not_words(self) -> None:
        words = {"chromium-selection"}
        for path in FOLDER.glob("*.json"):
            assert is_material(sample(path.stem)) is (path.stem not in words), path.stem


class TestMany:
    def test_ten_thousand_links_are_capped_with_a_sentence(self) -> None:
        lines = "\r\n".join(f"https://a.com/{n}.png" for n in range(10_000))
        begin = time.monotonic()
        for form in ("text/uri-list", "text/plain"):
            found = given(mime_of({form: lines}))
            assert len(found.items) == MOST
            assert links(found)[:2] == ["https://a.com/0.png", "https://a.com/1.png"]
            assert found.messages == (f"That is a lot at once: the first {MOST} were taken.",)
        assert time.monotonic() - begin < 2

    def test_the_same_link_is_given_once(self) -> None:
        found = given(text("https://a.com/1.png https://a.com/2.png https://a.com/1.png"))
        assert links(found) == ["https://a.com/1.png", "https://a.com/2.png"]

    def test_comments_of_a_list_are_passed_over(self) -> None:
        found = given(
            mime_of({"text/uri-list": "# a title\r\nhttps://a.com/1.png\r\n\r\nhttps://a.com/2.png"})
        )
        assert links(found) == ["https://a.com/1.png", "https://a.com/2.png"]

    def test_links_run_together_by_older_chromium_are_parted(self) -> None:
        found = given(mime_of({"text/uri-list": "https://a.com/1.pnghttps://a.com/2.png"}))
        assert links(found) == ["https://a.com/1.png", "https://a.com/2.png"]


def drop_files(*paths: Path) -> Given:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return given(mime)


class TestFiles:
    def test_are_taken_with_kind_and_size(self, tmp_path: Path) -> None:
        paths = [tmp_path / name for name in ("图 一.PNG", "b c.mp4", "d#1%.wav")]
        for path in paths:
            path.write_bytes(b"12345")
        found = drop_files(*paths)
        assert [item.reference.file for item in found.items] == [str(path) for path in paths]
        assert [item.kind for item in found.items] == [Kind.IMAGE, Kind.VIDEO, Kind.AUDIO]
        assert {item.reference.size for item in found.items} == {5}
        assert not found.messages

    def test_are_known_by_their_content(self, tmp_path: Path) -> None:
        kinds = {
            "a.jfif": Kind.IMAGE, "picture": Kind.IMAGE, "picture.mp4": Kind.IMAGE, "song.m4v": Kind.AUDIO,
            "clip.3gp": Kind.VIDEO, "song.m4a": Kind.AUDIO, "clip.png": Kind.VIDEO,
        }  # fmt: skip
        for name, kind in kinds.items():
            made = {
                Kind.IMAGE: lambda: make_image(tmp_path / "made.jpg"),
                Kind.AUDIO: lambda: make_sound(tmp_path / "made.mp3", 0.2),
                Kind.VIDEO: lambda: make_video(tmp_path / "made.mp4", seconds=0.2),
            }[kind]()
            found = drop_files(made.rename(tmp_path / name))
            assert [item.kind for item in found.items] == [kind], name
        texts = {"notes.txt": "the free lunch", "utf.txt": "\ufeffwords"}
        for name, text in texts.items():
            (tmp_path / name).write_text(text, "utf-16-le" if name == "utf.txt" else "utf-8")
            assert "is not a picture" in drop_files(tmp_path / name).messages[0]

    def test_that_cannot_be_sent_get_a_sentence(self, tmp_path: Path) -> None:
        document, empty, big = tmp_path / "a.docx", tmp_path / "b.png", tmp_path / "c.mp4"
        document.write_bytes(b"x")
        empty.touch()
        with big.open("wb") as file:
            file.truncate(UPLOAD.maximum_bytes + 1)
        for path, words in ((document, "is not a picture"), (empty, "is empty"), (big, "at most 100 MB")):
            found = drop_files(path)
            assert found.items == ()
            assert f"“{path.name}” " in found.messages[0]
            assert words in found.messages[0]
        assert "not there" in drop_files(tmp_path / "gone.png").messages[0]

    def test_the_good_ones_are_taken_all_the_same(self, tmp_path: Path) -> None:
        good = tmp_path / "good.png"
        good.write_bytes(b"x")
        bad = [tmp_path / f"{n}.txt" for n in range(9)]
        for path in bad:
            path.write_bytes(b"x")
        found = drop_files(*bad, good)
        assert [item.reference.file for item in found.items] == [str(good)]
        assert len(found.messages) == 4
        assert found.messages[-1].startswith("6 more")

    def test_a_folder_gives_its_files_in_natural_order(self, tmp_path: Path) -> None:
        for name in ("10.png", "2.png", "IMG_3.HEIC", "notes.txt", ".hidden.png"):
            (tmp_path / name).write_bytes(b"x")
        (tmp_path / "deeper").mkdir()
        (tmp_path / "deeper" / "3.png").write_bytes(b"x")
        found = references_from_paths([str(tmp_path)], UPLOAD)
        assert [item.reference.name for item in found.items] == ["2.png", "10.png", "IMG_3.HEIC"]
        assert not found.messages

    def test_a_folder_with_nothing_in_it_says_so(self, tmp_path: Path) -> None:
        assert "There is no picture" in drop_files(tmp_path).messages[0]

    def test_a_folder_of_thousands_is_capped(self, tmp_path: Path) -> None:
        for n in range(3000):
            (tmp_path / f"{n}.png").write_bytes(b"x")
        begin = time.monotonic()
        found = drop_files(tmp_path)
        assert [item.reference.name for item in found.items] == [f"{n}.png" for n in range(MOST)]
        assert found.messages == (f"That is a lot at once: the first {MOST} were taken.",)
        assert time.monotonic() - begin < 3

    @pytest.mark.skipif(sys.platform == "win32", reason="there all names are Unicode")
    @pytest.mark.parametrize("form", ["%B9%FA.png", b"\xb9\xfa.png", "\ufffd\ufffd.png"])
    def test_a_name_that_is_not_utf_8(self, form: str | bytes, tmp_path: Path) -> None:
        """As it comes out of a zip from a Chinese Windows: dropped, in a folder, or from Qt's dialog."""
        path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xb9\xfa.png"))
        path.write_bytes(b"x")
        if isinstance(form, str) and "%" not in form:
            found = references_from_paths([f"{tmp_path}/{form}"], UPLOAD)
        else:
            mime = QMimeData()
            name = form if isinstance(form, bytes) else form.encode()
            mime.setData("text/uri-list", b"file://" + os.fsencode(tmp_path) + b"/" + name)
            found = given(mime)
        for each in (found, references_from_paths([str(tmp_path)], UPLOAD)):
            assert [item.reference.file for item in each.items] == [str(path)]
        path.write_bytes(b"")
        assert given(mime_of({"text/uri-list": f"file://{tmp_path}/%B9%FA.png"})).messages == (
            "“\ufffd\ufffd.png” is empty.",
        )

    @pytest.mark.skipif(sys.platform != "linux", reason="other desktops have paths for them")
    @pytest.mark.parametrize(
        ("link", "mounted"),
        [
            ("smb://nas/Pictures/a%20b/cat.png", "gvfs/smb-share:server=nas,share=pictures/a b/cat.png"),
            ("sftp://me@host/home/me/cat.png", "gvfs/sftp:host=host,user=me/home/me/cat.png"),
            ("mtp://Phone_1/DCIM/cat.png", "gvfs/mtp:host=Phone_1/DCIM/cat.png"),
            ("smb://nas/pictures/cat.png", "kio-fuse-abc/smb/nas/pictures/cat.png"),
        ],
    )
    def test_what_the_desktop_has_mounted_is_found_there(
        self, link: str, mounted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
        formats = {"text/uri-list": link}
        found = given(mime_of(formats))
        assert found.items == ()
        assert found.messages == (
            "“cat.png” is on another machine or device. Copy it to this computer first.",
        )
        path = tmp_path / mounted
        path.parent.mkdir(parents=True)
        path.write_bytes(b"x")
        found = given(mime_of(formats))
        assert [item.reference.file for item in found.items] == [str(path)]
        assert [item.kind for item in references_from_mime(mime_of(formats), UPLOAD, look=False).items] == [
            Kind.IMAGE
        ]

    @pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes in Windows' folders")
    def test_a_pipe_is_not_opened(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe.png")
        assert "is not a file" in drop_files(tmp_path / "pipe.png").messages[0]

    def test_a_path_copied_as_text_is_a_file(self, tmp_path: Path) -> None:
        path = tmp_path / "a b.png"
        path.write_bytes(b"x")
        for words in (str(path), f'"{path}"', QUrl.fromLocalFile(str(path)).toString()):
            assert [item.reference.file for item in given(text(words)).items] == [str(path)]

    def test_files_win_over_pixels_and_words(self, tmp_path: Path) -> None:
        path = tmp_path / "a.png"
        path.write_bytes(b"x")
        mime = mime_of({"text/plain": "a", "image": {"image": [64, 64]}})
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        found = given(mime)
        assert [item.reference.file for item in found.items] == [str(path)]
        assert found.pixels is None

    def test_names_with_markup_stay_as_they_are(self, tmp_path: Path) -> None:
        message = drop_files(tmp_path / "<b>x{0}.png").messages[0]
        assert message.startswith("“<b>x{0}.png” ")


class TestGlance:
    """What a drag that hovers is looked at with."""

    def test_touches_no_disk(self, tmp_path: Path) -> None:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "gone.mp4"))])
        found = references_from_mime(mime, UPLOAD, look=False)
        assert [item.kind for item in found.items] == [Kind.VIDEO]

    @pytest.mark.parametrize(
        ("formats", "expected"),
        [
            ({"text/plain": "a cat, https://a.com/b.png"}, False),
            ({"text/plain": "https://a.com/b.png\nhttps://a.com/c"}, True),
            ({"text/plain": "https://a.com/我的 图.png"}, True),
            ({"text/plain": "https://a.com/my white cat.MP4?sig=a\n"}, True),
            ({"text/plain": "https://a.com/b.png like c.png"}, False),
            ({"text/plain": "https://a.com/b is what I saw"}, False),
            ({"text/plain": "see https://a.com/b and c.png"}, False),
            ({"text/plain": "asset://b"}, True),
            ({"text/plain": "https://a.com/b.png", "text/html": "<a href='x'>https://a.com/b.png</a>"}, True),
            ({"text/plain": " "}, False),
            ({"text/plain": "a cat", "text/html": "<b>a cat</b> <img src='https://a.com/b.png'>"}, False),
            ({"text/plain": "https://a.com/b.png", "text/uri-list": "https://a.com/b.png"}, True),
            ({"text/html": "<meta charset=utf-8><img src='https://a.com/b.png'>"}, True),
            ({"image": {"image": [4, 4]}}, True),
            ({"image": {"image": [4, 4]}, "text/plain": " \n"}, True),
            ({"image": {"image": [4, 4]}, "text/plain": "A\tB", "text/html": "<td>A</td><td>B</td>"}, False),
        ],
    )
    def test_tells_things_from_words(self, formats: dict[str, Any], expected: bool) -> None:
        assert is_material(mime_of(formats)) is expected

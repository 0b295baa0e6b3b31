"""Files on their way up: streamed, bounded, named safely."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as some

from seedance_gui.practice.multipart import MultipartError, MultipartReader, Part
from seedance_gui.practice.uploads import safe_name
from tests.practice.client import API, Client
from tests.practice.running import practice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEADERS = {"Authorization": "Bearer practice"}


def test_an_upload_becomes_a_link_which_a_request_may_use(client: Client) -> None:
    reply = client.upload("猫 & dog.PNG", b"\x89PNG and more").json()
    assert reply["code"] == 20000
    data = reply["data"]
    assert (data["filename"], data["size"], data["mime_type"]) == ("猫 & dog.PNG", 13, "image/png")
    assert data["url"].startswith(f"{client.address}/uploads/")
    got = client.http.get(data["url"])
    assert (got.content, got.headers["content-type"]) == (b"\x89PNG and more", "image/png")
    assert got.headers["x-content-type-options"] == "nosniff"
    created = client.create("[stall] A cat", images=[data["url"]]).json()
    assert created["code"] == "20000"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.webp", "image/webp"), ("a.mov", "video/quicktime"), ("a.m4a", "audio/mp4"), ("a.mp3", "audio/mpeg")],
)
def test_kinds_are_told_by_the_ending(client: Client, name: str, kind: str) -> None:
    assert client.upload(name, b"x").json()["data"]["mime_type"] == kind


@pytest.mark.parametrize("name", ["a.exe", "png", "a.png.html", "[fail] a.png"])
def test_other_kinds_are_refused(client: Client, name: str) -> None:
    assert client.upload(name, b"x").json()["code"] == 20002


def test_an_empty_file_or_another_field_is_refused(client: Client) -> None:
    assert client.upload("a.png", b"").json()["code"] == 20002
    assert client.upload("a.png", b"x", field="other").json()["code"] == 20002
    bare = client.http.post(f"{API}/files/upload", content=b"x", headers=HEADERS)
    assert bare.json()["code"] == 20002


def test_a_file_above_the_limit_gets_a_sentence(tmp_path: Path) -> None:
    with practice(tmp_path) as running, Client(running.address) as client:
        data = io.BytesIO(bytes(104_857_600 + 1))
        reply = client.http.post(f"{API}/files/upload", files={"file": ("a.mp4", data)}, headers=HEADERS)
        assert reply.json()["code"] == 20002
        assert "100 MB" in reply.json()["msg"]
    assert not list(tmp_path.glob("uploads/*"))


def test_a_file_of_the_limit_is_taken_in_chunks(tmp_path: Path) -> None:
    def form() -> Iterator[bytes]:
        yield b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.mp4"\r\n\r\n'
        for _ in range(100):
            yield bytes(1024 * 1024)
        yield b"\r\n--b--\r\n"

    with practice(tmp_path) as running, Client(running.address) as client:
        headers = HEADERS | {"Content-Type": "multipart/form-data; boundary=b"}
        reply = client.http.post(f"{API}/files/upload", content=form(), headers=headers)
        assert reply.json()["data"]["size"] == 104_857_600


def test_an_upload_that_is_cut_leaves_nothing(tmp_path: Path) -> None:
    class GoneError(Exception):
        pass

    def form() -> Iterator[bytes]:
        yield b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.mp4"\r\n\r\n'
        yield bytes(100_000)
        raise GoneError

    with practice(tmp_path) as running:
        headers = HEADERS | {"Content-Type": "multipart/form-data; boundary=b"}
        with Client(running.address) as client, pytest.raises(GoneError):
            client.http.post(f"{API}/files/upload", content=form(), headers=headers)
        with Client(running.address) as client:
            assert client.upload("b.png", b"x").json()["code"] == 20000
    assert len(list(tmp_path.glob("uploads/*.json"))) == 1
    assert all(file.stat().st_size < 100_000 for file in tmp_path.glob("uploads/*"))


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd.png", "passwd.png"),
        ("C:\\Users\\me\\cat.png", "cat.png"),
        ("a\x00b\n.png", "ab.png"),
        ("..", ""),
        ("x" * 300 + ".png", "x" * 100 + ".png"),
        ("猫.png", "猫.png"),
        ("\u202egnp.png", "gnp.png"),
    ],
)
def test_names_are_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(content=some.binary(max_size=200), cuts=some.lists(some.integers(0, 400), max_size=6))
def test_a_form_reads_the_same_however_it_is_cut(content: bytes, cuts: list[int]) -> None:
    form = (
        b'--bb\r\nContent-Disposition: form-data; name="other"\r\n\r\ntext\r\n'
        b'--bb\r\nContent-Disposition: form-data; name="file"; filename="a \\"b\\".png"\r\n'
        b"Content-Type: image/png\r\n\r\n" + content + b"\r\n--bb--\r\n"
    )
    reader = MultipartReader("multipart/form-data; boundary=bb")
    found: list[Part | bytes] = []
    edges = [0, *sorted(cuts), len(form)]
    for start, end in pairwise(edges):
        found.extend(reader.feed(form[start:end]))
    assert [item for item in found if isinstance(item, Part)] == [
        Part("other", None),
        Part("file", 'a "b".png'),
    ]
    bytes_of = b"".join(item for item in found if isinstance(item, bytes))
    if b"\r\n--bb" not in content:
        assert bytes_of == b"text" + content
        assert reader.complete


@pytest.mark.parametrize(
    "kind", ["", "text/plain", "multipart/form-data", "multipart/form-data; boundary=\t"]
)
def test_a_form_without_boundary_is_refused(kind: str) -> None:
    with pytest.raises(MultipartError):
        MultipartReader(kind)


@pytest.mark.parametrize("form", [b"--b\r\nX: y\r\n\r\n", b"--b\r\n" + b"x" * 20_000])
def test_a_broken_form_is_refused(form: bytes) -> None:
    reader = MultipartReader("multipart/form-data; boundary=b")
    with pytest.raises(MultipartError):
        list(reader.feed(form))

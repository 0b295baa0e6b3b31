"""Files on their way up: streamed, bounded, named safely."""

from __future__ import annotations

import io
import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as some

from seedance_gui.domain.rules_file import load_rules
from seedance_gui.practice import uploads
from seedance_gui.practice.storage import Storage
from seedance_gui.practice.uploads import safe_name
from seedance_gui.services.platform import resources
from tests.practice.client import API, Client
from tests.practice.running import practice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEADERS = {"Authorization": "Bearer practice"}
LONG_BOUNDARY = "multipart/form-data; boundary=" + "b" * 300
PART = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n'


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


def taken(folder: Path, kind: str, chunks: list[bytes]) -> tuple[dict[str, Any], bytes | None]:
    """Give a form to the upload call in these chunks; return its reply, and the file that was kept of it."""
    storage = Storage(folder)
    rule = load_rules(resources.read_text("routes.toml")).upload
    reply = json.loads(uploads.receive(kind, chunks, rule=rule, storage=storage, origin="", speed=1).body)
    if reply["data"] is None:
        assert not list(folder.glob("uploads/*"))
        return reply, None
    kept = storage.upload(reply["data"]["url"].split("/")[2])
    assert kept is not None
    return reply, kept[0].read_bytes()


@given(content=some.binary(min_size=1, max_size=200), cuts=some.lists(some.integers(0, 400), max_size=6))
@example(content=b"\r\n--b\r\n--\r\n", cuts=list(range(400)))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_form_reads_the_same_however_it_is_cut(tmp_path: Path, content: bytes, cuts: list[int]) -> None:
    form = (
        b'--bb\r\nContent-Disposition: form-data; name="other"\r\n\r\ntext\r\n'
        b'--bb\r\ncontent-disposition: form-data; name="file"; filename="a \\"b\\" %22c%22.png"\r\n'
        b"Content-Type: image/png\r\n\r\n" + content + b"\r\n--bb--\r\n"
    )
    edges = [0, *sorted(cuts), len(form)]
    chunks = [form[start:end] for start, end in pairwise(edges)]
    assume(b"\r\n--bb" not in content)
    reply, kept = taken(tmp_path, "multipart/form-data; boundary=bb", chunks)
    assert reply["data"]["filename"] == 'a "b" "c".png'
    assert kept == content


@pytest.mark.parametrize(
    "kind",
    ["", "text/plain; boundary=b", "multipart/form-data", "multipart/form-data; boundary=\t", LONG_BOUNDARY],
)
def test_a_form_without_boundary_is_refused(tmp_path: Path, kind: str) -> None:
    assert taken(tmp_path, kind, [PART + b"x\r\n--b--\r\n"])[0]["code"] == 20002


@pytest.mark.parametrize(
    "form",
    [
        b"",
        b"no form",
        b"--b\r\nX: y\r\n\r\nx\r\n--b--\r\n",
        b"--b\r\n" + b"x" * 20_000,
        b"--b\r\n" + b"X: y\r\n" * 5_000 + PART[5:] + b"x\r\n--b--\r\n",
        b"--b\r\nX: " + b"y" * 20_000 + b"\r\n" + PART[5:] + b"x\r\n--b--\r\n",
        PART + b"x",
        PART + b"x\r\n--b",
        PART + b"x\r\n" + PART + b"x\r\n--b--\r\n",
        PART.replace(b"a.png", b"") + b"x\r\n--b--\r\n",
    ],
)
def test_a_broken_form_is_refused(tmp_path: Path, form: bytes) -> None:
    reply, _ = taken(tmp_path, "multipart/form-data; boundary=b", [form])
    assert reply["code"] == 20002
    assert reply["msg"].endswith(".")


def test_a_broken_form_makes_no_noise() -> None:
    with practice() as running, Client(running.address) as client:
        headers = HEADERS | {"Content-Type": "multipart/form-data; boundary=b"}
        reply = client.http.post(f"{API}/files/upload", content=b"--bad", headers=headers)
        assert reply.json()["code"] == 20002

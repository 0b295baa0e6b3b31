"""Newer versions: asked for on a real socket, without the token, and told rightly or not at all."""

from __future__ import annotations

import json

import pytest

from seedance_gui.services.api.releases import Release, is_newer, newer_release
from tests.server import Server, json_of, raw, status

PATH = "/repos/a/b/releases/latest"
PAGE = "https://github.com/a/b/releases/tag/v1.10.0"


@pytest.mark.parametrize(
    ("version", "than", "newer"),
    [
        ("v1.10.0", "1.9.3", True),
        ("1.9", "1.10", False),
        ("v1.2", "1.2.0", False),
        ("1.2.0", "v1.2", False),
        ("1.2.0.1", "1.2", True),
        ("1.2.0", "1.2.0-rc1", True),
        ("1.2.0rc1", "1.2.0", False),
        ("1.2.0+build7", "1.2.0", False),
        ("2.0.0-beta.1", "1.9.9", True),
        ("nightly", "0.1.0", False),
        ("1" * 5000, "0.1.0", False),
    ],
)
def test_versions_are_compared_by_their_numbers(version: str, than: str, newer: bool) -> None:
    assert is_newer(version, than) is newer


async def test_a_newer_release_is_found_and_nothing_of_the_person_is_sent() -> None:
    with Server() as server:
        server.on("GET", PATH, json_of({"tag_name": "v1.10.0", "html_url": PAGE, "draft": False}))
        assert await newer_release(server.address + PATH, "1.9.0") == Release("1.10.0", PAGE)
        assert await newer_release(server.address + PATH, "1.10.0") is None
        (first, _) = server.seen
        assert not {"authorization", "cookie"} & first.headers.keys()
        assert first.body == b""


@pytest.mark.parametrize(
    "answer",
    [
        status(404, json.dumps({"tag_name": "v9", "html_url": PAGE}).encode()),
        json_of({"tag_name": "v9", "html_url": "http://example.com/"}),
        json_of({"tag_name": "v9", "html_url": "javascript:alert(1)"}),
        json_of({"tag_name": "9 <b>", "html_url": PAGE}),
        json_of({"tag_name": 9}),
        json_of([]),
        raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<htm"),
        raw(b"nonsense\r\n\r\n"),
        raw(b"HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n"),
    ],
)
async def test_what_is_no_release_is_passed_over_quietly(answer: object) -> None:
    with Server() as server:
        server.on("GET", PATH, answer)  # type: ignore[arg-type]
        assert await newer_release(server.address + PATH, "0.1.0") is None
        assert len(server.seen) == 1


async def test_a_server_that_is_not_there_is_passed_over_quietly() -> None:
    with Server() as server:
        gone = server.address + PATH
    assert await newer_release(gone, "0.1.0") is None

"""Neither tokens nor the queries of links get out."""

from __future__ import annotations

import pytest

from seedance_gui.services.platform.redaction import redact, without_query

TOKEN = "sk-secret-123456"


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("plain words, 5 > 3? yes", "plain words, 5 > 3? yes"),
        (f"token {TOKEN}.", "token ***."),
        ("Authorization: Bearer abc.def", "Authorization: Bearer ***"),
        ("b'bearer  abc'", "b'bearer  ***'"),
        ("GET https://x.example/v.mp4?sig=1&exp=2 failed", "GET https://x.example/v.mp4?*** failed"),
        ("at '/videos/1.mp4?sig=1'", "at '/videos/1.mp4?***'"),
        ("https://x.example/v#access_token=1", "https://x.example/v#***"),
        ("http://user:pass@proxy:8080/", "http://***@proxy:8080/"),
        (
            "two https://a.example/?x=1 https://b.example/?y=2",
            "two https://a.example/?*** https://b.example/?***",
        ),
    ],
)
def test_redacted(text: str, clean: str) -> None:
    assert redact(text, TOKEN) == clean
    assert redact(clean, TOKEN) == clean


def test_a_token_in_pieces() -> None:
    assert redact("first-part and second-part", "first-part\nsecond-part") == "*** and ***"
    assert redact("nothing", "", "no") == "nothing"


def test_links_without_query() -> None:
    assert without_query("https://x.example/a?b#c") == "https://x.example/a"
    assert without_query("a prompt? yes") == "a prompt? yes"

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_gui.domain.errors import TokenError
from seedance_gui.domain.token import clean_token


@pytest.mark.parametrize(
    "pasted",
    [
        "sk-1",
        "  sk-1\r\n",
        "Bearer sk-1",
        "bearer  sk-1",
        "Authorization: Bearer sk-1",
        "authorization：Bearer sk-1",
        '"sk-1"',
        "“Bearer sk-1”",
        "`sk-1`",
        "\ufeffsk-1\u200b",
        "s\u200bk-\u00ad1",
        "\u3000sk-1\u00a0",
        "Bearer: 'sk-1'",
    ],
)
def test_what_is_copied_along_is_left_out(pasted: str) -> None:
    assert clean_token(pasted) == "sk-1"


@pytest.mark.parametrize("token", ["bearer-of-news", "Authorization", "a'b", "x==", "a.b.c", "!~"])
def test_a_token_that_only_looks_so_stays_whole(token: str) -> None:
    assert clean_token(token) == token


@pytest.mark.parametrize(
    ("pasted", "said"),
    [
        ("", "Paste your token"),
        (" \n", "Paste your token"),
        ("Bearer", "Paste your token"),
        ("''", "Paste your token"),
        ("sk-1\nX-Evil: 1", "space or a line break"),
        ("sk 1", "space or a line break"),
        ("sk-\x001", "characters that no token has"),
        ("sk-\x7f", "characters that no token has"),
        ("令牌", "characters that no token has"),
        ("sk-é", "characters that no token has"),
        ("x" * 4097, "far too long"),
    ],
)
def test_what_is_no_token_is_said(pasted: str, said: str) -> None:
    with pytest.raises(TokenError) as caught:
        clean_token(pasted)
    assert said in str(caught.value.message)
    assert "sk-" not in str(caught.value)


@given(st.text())
def test_what_is_accepted_is_safe_in_a_header_and_stays_the_same(text: str) -> None:
    try:
        token = clean_token(text)
    except TokenError:
        return
    assert all("!" <= character <= "~" for character in token)
    assert clean_token(token) == token

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_gui.domain.address import (
    KNOWN_ADDRESSES,
    AddressError,
    clean_address,
    is_this_computer,
    website_of,
)


@pytest.mark.parametrize(
    ("entered", "address"),
    [
        *((address, address) for address in KNOWN_ADDRESSES),
        (" HTTPS://WWW.Jimmyai.CN/ \n", "https://www.jimmyai.cn"),
        ("api.viraltok.ai", "https://api.viraltok.ai"),
        ("https://api.viraltok.ai/api/open-api/v1/seedance/videos", "https://api.viraltok.ai"),
        ("https://api.viraltok.ai/api/open-api/", "https://api.viraltok.ai"),
        ("https://a.example:443", "https://a.example"),
        ("https://a.example:8443/", "https://a.example:8443"),
        ("https://a.example.", "https://a.example"),
        ("https://例子.中国", "https://xn--fsqu00a.xn--fiqs8s"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://localhost:80", "http://localhost"),
        ("http://[::1]:9", "http://[::1]:9"),
        ("https://10.0.0.7", "https://10.0.0.7"),
    ],
)
def test_addresses_are_tidied(entered: str, address: str) -> None:
    assert clean_address(entered) == address


@pytest.mark.parametrize(
    ("entered", "said"),
    [
        ("", "Enter the address"),
        ("  ", "Enter the address"),
        ("http://www.jimmyai.cn", "must begin with https://"),
        ("ftp://a.example", "must begin with https://"),
        ("http://127.0.0.1.example", "must begin with https://"),
        ("http://localhost.example", "must begin with https://"),
        ("https://user:pw@a.example", "name or password"),
        ("https://sk-123@a.example", "name or password"),
        ("https://a.example/v1", "without what comes after"),
        ("https://a.example/api/open-apis", "without what comes after"),
        ("https://a.example?x=1", "without what comes after"),
        ("https://a.example/#x", "without what comes after"),
        ("https://", "not an address"),
        ("https://a", "not an address"),
        ("https://a b.example", "not an address"),
        ("https://a\tb.example", "not an address"),
        ("https://a.example\\@evil.example", "not an address"),
        ("https://a.example:x", "not an address"),
        ("https://a.example:99999", "not an address"),
        ("https://a.example:0", "not an address"),
        ("https://[::1", "not an address"),
        ("https://[v1.x]", "not an address"),
        ("https://a..example", "not an address"),
        ("https://a.example,b.example", "not an address"),
        ("https://a%2e.example", "not an address"),
    ],
)
def test_what_is_no_address_is_said(entered: str, said: str) -> None:
    with pytest.raises(AddressError) as caught:
        clean_address(entered)
    assert said in str(caught.value.message)


def test_only_a_secure_page_is_opened_in_a_browser() -> None:
    assert website_of(" API.viraltok.ai/api/open-api ") == "https://api.viraltok.ai"
    assert [website_of(each) for each in ("http://127.0.0.1:9", "file:///etc", "")] == ["", "", ""]


def test_this_computer() -> None:
    assert all(
        is_this_computer(host) for host in ("127.0.0.1", "127.9.9.9", "::1", "localhost", "LOCALHOST.")
    )
    assert not any(is_this_computer(host) for host in ("0.0.0.0", "10.0.0.1", "localhost.example", ""))


@given(
    st.one_of(st.text(), st.text(alphabet="htps:/.a1-@[]?#%:\\ 例。", min_size=8).map("https://a".__add__))
)
def test_what_is_accepted_is_an_origin_and_stays_the_same(text: str) -> None:
    try:
        address = clean_address(text)
    except AddressError:
        return
    assert address.startswith(("https://", "http://"))
    assert address.isascii()
    assert not set(address.split("://", 1)[1]) & set("/?#@\\ ")
    assert clean_address(address) == address

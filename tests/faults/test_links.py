"""A link of a stranger is looked at before anything is opened."""

from __future__ import annotations

import pytest

from seedance_gui.services import addresses


@pytest.mark.parametrize("scheme", ["http", "ftp", "smb", "file", "javascript"])
async def test_promise_22_even_a_public_address_is_asked_by_https_alone(scheme: str) -> None:
    await addresses.check("https://1.1.1.1/film.mp4")
    with pytest.raises(addresses.UnsafeLinkError):
        await addresses.check(f"{scheme}://1.1.1.1/film.mp4")

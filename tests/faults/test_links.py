"""A link of a stranger is looked at before anything is opened, and gets no token."""

from __future__ import annotations

import pytest

from seedance_gui.services import addresses
from seedance_gui.services.wire import line_to
from tests import server as s
from tests.services.stage import TOKEN


@pytest.mark.parametrize("scheme", ["http", "ftp", "smb", "file", "javascript"])
async def test_promise_22_even_a_public_address_is_asked_by_https_alone(scheme: str) -> None:
    await addresses.check("https://1.1.1.1/film.mp4")
    with pytest.raises(addresses.UnsafeLinkError):
        await addresses.check(f"{scheme}://1.1.1.1/film.mp4")


async def test_promise_20_the_client_itself_keeps_the_token_to_one_origin(server: s.Server) -> None:
    server.otherwise = s.json_of({})
    with s.Server(otherwise=s.json_of({})) as stranger:
        line = line_to(server.address, TOKEN)
        for address in (server.address, stranger.address):
            await line.exchange("GET", f"{address}/x", deadline=10)
        await line.aclose()
        assert server.seen[0].headers["authorization"] == f"Bearer {TOKEN}"
        assert "authorization" not in stranger.seen[0].headers

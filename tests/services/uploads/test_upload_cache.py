"""Which content has which link, and for how long: on a real store and real files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from seedance_gui.services.platform.clock import Clock
from seedance_gui.services.store.store_file import open_store
from seedance_gui.services.uploads import upload_cache
from seedance_gui.services.uploads.upload_cache import LINK_LIFE, UploadCache, digest_of, state_of

if TYPE_CHECKING:
    from collections.abc import Iterator

GROWS = Path("/proc/self/status")  # more than the size that it tells
HERE = "http://127.0.0.1:4000"
LINK, OTHER = "https://files.example/1.png", "https://files.example/2.png"


class Desk:
    """A cache on a store that can be opened again, a clock that is set by hand, and a file."""

    def __init__(self, folder: Path) -> None:
        self.now = 1_700_000_000.0
        self.store = open_store(folder / "studio.db").store
        self.path = folder / "cat.png"
        self.path.write_bytes(b"cat")
        self.cache = self.opened()

    def opened(self) -> UploadCache:
        return UploadCache(self.store, Clock(wall=lambda: self.now), lambda: HERE)

    @property
    def digest(self) -> str:
        return digest_of(self.path, 1000)

    def uploaded(self, link: str = LINK, *, fresh: bool = True) -> None:
        self.cache.remember(self.path, state_of(self.path), self.digest, link, fresh=fresh)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.store.close()


def test_a_link_lives_for_so_long_and_no_longer(desk: Desk) -> None:
    assert not desk.cache.lives(LINK)
    desk.uploaded()
    for later, lives in ((0, True), (LINK_LIFE - 1, True), (LINK_LIFE, False), (LINK_LIFE + 1, False)):
        desk.now = 1_700_000_000.0 + later
        assert desk.cache.lives(LINK) is lives
        assert (desk.cache.link_of(desk.digest) == LINK) is lives
    desk.now = 1_700_000_000.0 - 1  # the clock was set back: nobody knows how old it is
    assert not desk.cache.lives(LINK)
    assert LINK_LIFE == 216_000


def test_using_a_link_again_does_not_make_it_younger(desk: Desk) -> None:
    desk.uploaded()
    desk.now += LINK_LIFE / 2
    desk.uploaded(fresh=False)
    desk.now += LINK_LIFE / 2
    assert not desk.cache.lives(LINK)
    desk.uploaded()
    assert desk.cache.lives(LINK)


def test_links_of_another_practice_service_are_dead(desk: Desk) -> None:
    for link, lives in ((f"{HERE}/uploads/1.png", True), ("http://127.0.0.1:4001/uploads/1.png", False)):
        desk.uploaded(link)
        assert desk.cache.lives(link) is lives
        assert (desk.cache.link_of(desk.digest) == link) is lives


async def test_it_is_known_after_a_restart(desk: Desk) -> None:
    desk.uploaded()
    again = desk.opened()
    assert again.link_of(desk.digest) == LINK
    assert again.lives(LINK)
    desk.path.write_bytes(b"another cat")
    assert not again.changed(str(desk.path), LINK), "nobody has looked yet"
    await again.look([str(desk.path)])
    assert again.changed(str(desk.path), LINK)


async def test_a_file_that_is_another_now_is_told(desk: Desk) -> None:
    file = str(desk.path)
    assert not desk.cache.changed(file, LINK)
    desk.uploaded()
    assert not desk.cache.changed(file, LINK)
    desk.path.write_bytes(b"dog")
    os.utime(desk.path, ns=(1, 1))
    await desk.cache.look([file])
    assert desk.cache.changed(file, LINK)
    assert not desk.cache.changed(file, OTHER)
    assert not desk.cache.gone(file)
    desk.path.unlink()
    await desk.cache.look([file])
    assert desk.cache.gone(file)
    assert not desk.cache.changed(file, LINK)  # of a file that is gone nobody knows


def test_what_changes_while_it_goes_up_is_not_known_by_its_content(desk: Desk) -> None:
    digest = desk.digest
    desk.cache.remember(desk.path, None, digest, LINK)
    assert desk.cache.lives(LINK)
    assert not desk.cache.link_of(digest)
    desk.cache.remember(desk.path, state_of(desk.path), "", OTHER)  # too large to be read
    assert not desk.cache.link_of("")
    assert not desk.cache.changed(str(desk.path), OTHER)


def test_the_oldest_is_let_go(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_cache, "_MOST", 2)
    for link in ("a", "b", "a", "c"):
        desk.uploaded(f"https://files.example/{link}")
    lives = [desk.cache.lives(f"https://files.example/{link}") for link in "abc"]
    assert lives == [True, False, True]


def test_what_can_not_be_written_down_is_known_until_the_end(desk: Desk) -> None:
    desk.store.close()
    desk.uploaded()
    assert desk.cache.lives(LINK)


def test_the_digest_is_that_of_the_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_cache, "_PIECE", 4)
    path = tmp_path / "a"
    path.write_bytes(b"0123456789")
    assert digest_of(path, 10) == "84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882"
    assert not digest_of(path, 9)
    assert not digest_of(tmp_path, 10)
    assert not digest_of(tmp_path / "gone", 10)
    assert not digest_of(tmp_path / "a\0b", 10)
    path.chmod(0)
    if not os.access(path, os.R_OK):
        assert not digest_of(path, 10)


@pytest.mark.skipif(not GROWS.exists(), reason="no file here that tells a size of 0")
def test_a_file_that_grows_while_it_is_read_has_no_digest() -> None:
    assert digest_of(GROWS, 1 << 20)
    assert not digest_of(GROWS, 10)


def test_a_state_tells_size_and_time(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"0123456789")
    os.utime(path, ns=(7, 8_000))
    assert state_of(path) == (10, 8_000)
    assert state_of(tmp_path / "gone") is None
    assert state_of(tmp_path / "a\0b") is None

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from seedance_gui.domain.errors import FileProblemError
from seedance_gui.services.files.app_paths import AppPaths, find_app_paths

HOME = Path("/home/li")


def _linux(tmp_path: Path, user_dirs: str | None = None, **environment: str) -> AppPaths:
    if user_dirs is not None:
        (tmp_path / ".config").mkdir()
        (tmp_path / ".config" / "user-dirs.dirs").write_text(user_dirs, encoding="utf-8")
    return find_app_paths(platform="linux", environment=environment, home=tmp_path)


def test_a_given_folder_holds_everything(tmp_path: Path) -> None:
    places = find_app_paths(tmp_path / "profile")
    everything = [
        places.data,
        places.cache,
        places.videos,
        places.store,
        places.lock,
        places.logs,
        places.practice,
        places.thumbnails,
    ]
    assert all(place.is_relative_to(tmp_path / "profile") for place in everything)
    assert not places.data.exists()


def test_a_given_folder_may_be_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    places = find_app_paths(Path("profile"))
    monkeypatch.chdir("/")
    assert places.data == tmp_path / "profile"


def test_linux(tmp_path: Path) -> None:
    places = _linux(tmp_path)
    assert places.data == tmp_path / ".local/share/seedance-gui"
    assert places.cache == tmp_path / ".cache/seedance-gui"
    assert places.videos == tmp_path / "Videos/Seedance"


def test_linux_with_folders_of_its_own(tmp_path: Path) -> None:
    places = _linux(tmp_path, XDG_DATA_HOME="/d", XDG_CACHE_HOME="relative/is/ignored")
    assert places.data == Path("/d/seedance-gui")
    assert places.cache == tmp_path / ".cache/seedance-gui"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('XDG_VIDEOS_DIR="$HOME/视频"', "视频/Seedance"),
        ('# XDG_VIDEOS_DIR="$HOME/No"\nXDG_VIDEOS_DIR="$HOME/Vidéos"\n', "Vidéos/Seedance"),
        ('XDG_VIDEOS_DIR="$HOME/a \\"b\\" \\$c"', 'a "b" $c/Seedance'),
        ('XDG_VIDEOS_DIR="/mnt/films"', "/mnt/films/Seedance"),
        ('XDG_VIDEOS_DIR="$HOME"', "Videos/Seedance"),
        ('XDG_VIDEOS_DIR="$HOME/"', "Videos/Seedance"),
        ('XDG_VIDEOS_DIR="films"', "Videos/Seedance"),
        ('XDG_MUSIC_DIR="$HOME/Music"', "Videos/Seedance"),
        ("\0rubbish", "Videos/Seedance"),
    ],
)
def test_the_videos_folder_has_the_name_that_the_desktop_gave_it(
    line: str, expected: str, tmp_path: Path
) -> None:
    assert _linux(tmp_path, line).videos == tmp_path / expected


def test_macos() -> None:
    places = find_app_paths(platform="darwin", environment={}, home=HOME)
    assert places.data == HOME / "Library/Application Support/Seedance"
    assert places.cache == HOME / "Library/Caches/Seedance"
    assert places.videos == HOME / "Movies/Seedance"


def test_windows() -> None:
    places = find_app_paths(platform="win32", environment={"LOCALAPPDATA": "/users/li/local"}, home=HOME)
    assert places.data == Path("/users/li/local/Seedance")
    assert places.cache == Path("/users/li/local/Seedance/cache")
    assert places.videos.name == "Seedance"


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps the profile private by its folder")
def test_its_own_folders_are_private(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    places = find_app_paths(tmp_path / "deep" / "profile")
    places.make()
    places.make()
    for folder in (places.data, places.cache, places.logs, places.practice, places.thumbnails):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755
    assert not places.videos.exists()


def test_a_folder_that_can_not_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(FileProblemError) as caught:
        find_app_paths(tmp_path / "file" / "profile").make()
    assert str(caught.value.message).startswith("The folder ")

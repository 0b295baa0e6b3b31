from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from seedance_gui.domain.errors import FileProblemError
from seedance_gui.services.files.app_paths import find_app_paths

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the folders of Linux")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_VIDEOS_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def test_a_given_folder_holds_everything(tmp_path: Path) -> None:
    places = find_app_paths(tmp_path / "profile")
    everything = [
        places.data,
        places.cache,
        places.videos,
        places.store,
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


@LINUX
def test_linux(home: Path) -> None:
    places = find_app_paths()
    assert places.data == home / ".local/share/seedance-gui"
    assert places.cache == home / ".cache/seedance-gui"
    assert places.videos == home / "Videos/Seedance"


@LINUX
def test_linux_with_folders_of_its_own(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/d")
    monkeypatch.setenv("XDG_CACHE_HOME", "relative/is/ignored")
    places = find_app_paths()
    assert places.data == Path("/d/seedance-gui")
    assert places.cache == home / ".cache/seedance-gui"


@LINUX
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('XDG_VIDEOS_DIR="$HOME/视频"', "视频/Seedance"),
        ('XDG_VIDEOS_DIR="/mnt/films"', "/mnt/films/Seedance"),
        ('XDG_VIDEOS_DIR="$HOME"', "Videos/Seedance"),
        ('XDG_VIDEOS_DIR="$HOME/"', "Videos/Seedance"),
        ('XDG_VIDEOS_DIR="films"', "Videos/Seedance"),
        ('XDG_MUSIC_DIR="$HOME/Music"', "Videos/Seedance"),
        ("\0rubbish", "Videos/Seedance"),
    ],
)
def test_the_videos_folder_has_the_name_that_the_desktop_gave_it(
    line: str, expected: str, home: Path
) -> None:
    (home / ".config").mkdir()
    (home / ".config" / "user-dirs.dirs").write_text(f"{line}\n", encoding="utf-8")
    assert find_app_paths().videos == home / expected


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

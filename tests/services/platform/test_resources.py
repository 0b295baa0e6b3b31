from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seedance_gui.services.platform import resources

if TYPE_CHECKING:
    from pathlib import Path


def test_a_checkout_reads_the_folder_beside_the_package() -> None:
    assert (resources.folder() / "icons").is_dir()
    assert resources.path("icons", "play.svg").is_file()
    assert "<svg" in resources.read_text("icons", "play.svg")


def test_a_bundle_reads_the_folder_in_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "seedance_gui"
    (package / "resources").mkdir(parents=True)
    (package / "resources" / "word.txt").write_text("灯", encoding="utf-8")
    (tmp_path / "site-packages" / "resources").mkdir()  # someone else's
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert resources.read_text("word.txt") == "灯"


def test_without_resources_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "seedance_gui")
    with pytest.raises(FileNotFoundError, match="resources are missing"):
        resources.folder()

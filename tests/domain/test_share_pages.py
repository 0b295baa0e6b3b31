"""Links that lead to a page about a file, with the file's own link where it can be made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.draft import Draft, Field, InputMode, Reference
from seedance_gui.domain.form import evaluate

if TYPE_CHECKING:
    from seedance_gui.domain.rules import Rules

DRIVE = "https://drive.google.com"


def problem(rules: Rules, link: str) -> tuple[str, str, Draft] | None:
    draft = Draft("seedance2.0-std", "A fox", InputMode.REFERENCES, images=(Reference(link),))
    form = evaluate(rules, draft)
    if form.ready:
        return None
    (found,) = form[Field.IMAGES].problems
    assert found.fix is not None
    return str(found.message), str(found.fix.label), found.fix.draft


@pytest.mark.parametrize(
    ("link", "site", "direct"),
    [
        (f"{DRIVE}/file/d/1a-B_c/view?usp=sharing", "Google Drive", f"{DRIVE}/uc?export=download&id=1a-B_c"),
        (f"{DRIVE}/open?id=1aBc", "Google Drive", f"{DRIVE}/uc?export=download&id=1aBc"),
        ("https://www.dropbox.com/s/abc/cat.png?dl=0", "Dropbox", "https://www.dropbox.com/s/abc/cat.png?dl=1"),
        (
            "https://www.dropbox.com/scl/fi/abc/cat.png?rlkey=k&dl=0", "Dropbox",
            "https://www.dropbox.com/scl/fi/abc/cat.png?rlkey=k&dl=1",
        ),
        (
            "https://a-my.sharepoint.com/:i:/g/personal/x/Eab?e=4", "SharePoint",
            "https://a-my.sharepoint.com/:i:/g/personal/x/Eab?e=4&download=1",
        ),
        (
            "https://github.com/a/b/blob/main/c/d.png", "GitHub",
            "https://raw.githubusercontent.com/a/b/main/c/d.png",
        ),
    ],
)  # fmt: skip
def test_the_direct_link_is_one_click(rules: Rules, link: str, site: str, direct: str) -> None:
    found = problem(rules, link)
    assert found is not None
    assert found[:2] == (f"This link leads to a page of {site}, not to the file.", "Use the direct link")
    assert found[2].images == (Reference(direct),)
    assert problem(rules, direct) is None


@pytest.mark.parametrize(
    ("link", "site"),
    [
        ("https://pan.baidu.com/s/1abc?pwd=x1y2", "百度网盘"),
        ("https://1drv.ms/i/s!abc", "OneDrive"),
        (f"{DRIVE}/drive/folders/1abc", "Google Drive"),
        ("https://www.dropbox.com/scl/fo/abc/h?dl=0", "Dropbox"),
        ("https://photos.app.goo.gl/abc", "Google Photos"),
        ("https://www.alipan.com/s/abc", "阿里云盘"),
    ],
)
def test_where_none_can_be_made_the_way_is_told(rules: Rules, link: str, site: str) -> None:
    found = problem(rules, link)
    assert found is not None
    said = (
        f"This link leads to a page of {site}, not to the file. Download the file there, and add it instead."
    )
    assert found[:2] == (said, "Remove it")
    assert not found[2].images


@pytest.mark.parametrize(
    "link",
    [
        "https://dl.dropboxusercontent.com/s/abc/cat.png", "https://www.dropbox.com/s/abc/cat.png?raw=1",
        "https://github.com/a/b/releases/download/v1/cat.png", "https://notdropbox.com/s/abc/cat.png",
        "https://example.com/?u=https://pan.baidu.com/s/1",
    ],
)  # fmt: skip
def test_other_links_are_let_be(rules: Rules, link: str) -> None:
    assert problem(rules, link) is None


def test_a_password_is_not_sent(rules: Rules) -> None:
    found = problem(rules, "https://me:secret@example.com/cat.png")
    assert found is not None
    assert found[0].startswith("There is a name or password in this link")

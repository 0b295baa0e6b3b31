"""The id in what a person pastes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_gui.domain.remote_id import LONGEST, IdFound, find_id

ID = "cgt-20261127021718-68d9t"


@pytest.mark.parametrize(
    "text",
    [
        ID,
        f"  {ID} \n",
        f"\u200b{ID}\ufeff",
        f"“{ID}”",
        f"{ID}.",
        f"Task ID: {ID}",
        f"任务编号：{ID}，已完成",
        f"The task id is {ID}, made at 14:02 on 2026-11-27 with seedance2.0-std.",
        f'{{"code": "20000", "data": {{"task_id": "{ID}", "status": "queued", "created_at": 1795000000}}}}',
        f"2026-11-27 14:02:33\tseedance2.0-std\t720p\t{ID}\tcompleted",
        f"https://www.jimmyai.cn/api/open-api/v1/videos/{ID}",
        f"https://www.jimmyai.cn/console/tasks/{ID}?page=1#top",
        f"https://www.jimmyai.cn/console?tab=2&task_id={ID}",
        f"https://www.jimmyai.cn/#/console/videos/{ID}/detail",
        f"Look here: https://www.jimmyai.cn/console/videos/{ID} please",
        f"{ID} {ID}",
    ],
)
def test_it_is_found(text: str) -> None:
    assert find_id(text) == IdFound(ID)


@pytest.mark.parametrize("text", ["t1", "17", "remote-17", "abcdef", "0f8fad5b-d9cb-469f-a165-70867728950e"])
def test_what_stands_alone_is_taken_as_it_is(text: str) -> None:
    assert find_id(text) == IdFound(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "...",
        "I can't find it",
        "https://www.jimmyai.cn/console",
        "a" * 300,
        "2026-11-27 14:02",
    ],
)
def test_where_there_is_none(text: str) -> None:
    assert find_id(text) == IdFound()


def test_of_several_none_is_picked() -> None:
    assert find_id("abc12345 xyz98765") == IdFound(several=True)
    assert find_id("id: abc12345, id: xyz98765") == IdFound(several=True)


@given(st.text(max_size=400))
def test_whatever_is_pasted_gives_one_word_or_none(text: str) -> None:
    found = find_id(text)
    assert len(found.id) <= LONGEST
    assert found.id == "".join(found.id.split())
    assert found.id in text or not found.id
    assert not (found.id and found.several)

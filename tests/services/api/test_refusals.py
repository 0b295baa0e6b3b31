"""The list of refusals is data: read whole, and refused where it is wrong."""

from __future__ import annotations

import pytest

from seedance_gui.services.api.refusals import RefusalsFileError, read_refusals
from seedance_gui.services.platform import resources


def test_the_list_that_ships() -> None:
    text = resources.read_text("refusals.toml")
    known = read_refusals(text)
    assert known.codes == {"20001", "20002"}
    assert known.statuses == {400, 401, 402, 403, 404, 413, 415, 422, 429}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("format = 1", "format = 2", "format"),
        ("statuses", "status", "unknown field `status`"),
        ("400", '"400"', "statuses"),
        ('["20001", "20002"]', "[]", "codes"),
        ('["20001", "20002"]', '"20001"', "codes"),
        ("[[wanting]]", "[[wants]]", "unknown field `wants`"),
        ("phrases", "phrase", "unknown field `phrase`"),
        ("lack = ", "phrases = ", "Cannot overwrite"),
        ('["欠费"]', "[1]", "phrases"),
        ("unless = ", "# ", "unless"),
    ],
)
def test_a_wrong_list_is_refused(before: str, after: str, said: str) -> None:
    text = resources.read_text("refusals.toml")
    assert before in text
    with pytest.raises(RefusalsFileError, match=said):
        read_refusals(text.replace(before, after))

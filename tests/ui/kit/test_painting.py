"""Words that are painted: cut into lines where they wrap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QFontMetrics

from seedance_gui.ui.kit.painting import text_lines

if TYPE_CHECKING:
    from seedance_gui.ui.kit.theme import Theme


@pytest.mark.parametrize(
    "text", ["a fox runs over the hill " * 8, "🎬🦊 runs over 山 " * 8, "纸船漂过黄昏的雨巷" * 6]
)
def test_lines_hold_the_whole_text_and_fit(theme: Theme, text: str) -> None:
    font = theme.font("body")
    lines = text_lines(text, font, 200)
    assert "".join(lines) == text
    assert len(lines) > 2
    assert all(QFontMetrics(font).horizontalAdvance(line.rstrip()) <= 200 for line in lines)
    first, rest = text_lines(text, font, 200, most=2)
    assert first == lines[0]
    assert rest == "".join(lines[1:])


def test_no_text_has_no_lines_to_speak_of(theme: Theme) -> None:
    assert "".join(text_lines("", theme.font("body"), 200)) == ""

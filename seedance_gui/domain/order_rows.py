"""Many orders out of a table or a text: a prompt a row, columns by the names of the request's fields."""

from __future__ import annotations

import csv
import io
import re
import uuid
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from seedance_gui.domain.checks import FIELD_NAMES
from seedance_gui.domain.draft import Draft, Field
from seedance_gui.domain.settings_text import NAMES, filled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from seedance_gui.domain.rules import Rules

MOST: Final = 500
"""Rows that are taken at once."""
TAKES: Final = "takes"
"""The column that tells how many videos a row makes."""
LINES: Final = -1
"""Instead of the number of a column: each line, whole, is a prompt."""
_MOST_TAKES: Final = 50
_SEPARATORS: Final = ("\t", ",", ";")
_LONGEST_NAME: Final = 16
_SYNONYMS: Final[Mapping[str, str]] = {
    Field.PROMPT: "prompts description 提示词 描述 画面描述 提示",
    Field.MODEL: "models 模型",
    Field.DURATION: "seconds secs duration_s 时长 秒数 秒 时间",
    Field.RATIO: "aspect aspect_ratio 比例 画面比例 宽高比 画幅",
    Field.RESOLUTION: "size quality 分辨率 清晰度",
    Field.ORIENTATION: "方向 画面方向",
    Field.IMAGES: "image picture pictures reference_images references 参考图 参考图片 图片",
    Field.FIRST_IMAGE: "start_frame 首帧 首帧图",
    Field.LAST_IMAGE: "end_frame 尾帧 尾帧图",
    Field.REFERENCE_VIDEOS: "video videos reference_video clips 参考视频 视频",
    Field.REFERENCE_AUDIOS: "audio audios sound sounds reference_audio 参考音频 音频",
    TAKES: "take count copies quantity 数量 条数 个数",
}
"""What people call columns, beside the fields' own names and those that the form shows."""


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One order of many. ``unreadable``: fields that can't be read; ``key``: so that it is sent once."""

    draft: Draft
    unreadable: tuple[str, ...] = ()
    key: str = field(default_factory=lambda: uuid.uuid4().hex)


@dataclass(frozen=True, slots=True)
class OrderRows:
    """What was read. ``unused``: columns whose names are no field's; ``left_out``: rows beyond ``MOST``.

    ``columns``: the first line of a table whose prompt column isn't known: nothing is read.
    """

    rows: tuple[OrderRow, ...]
    unused: tuple[str, ...] = ()
    left_out: int = 0
    columns: tuple[str, ...] = ()


def decoded(content: bytes) -> str:
    """Return the text of a file as spreadsheets write it: UTF-8, UTF-16, or else as in China."""
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")


def read_rows(
    text: str,
    draft: Draft,
    rules: Rules,
    labels: Mapping[str, str] | None = None,
    *,
    table: bool = False,
    prompt_at: int | None = None,
    headed: bool = True,
) -> OrderRows:
    """Return the orders of a text. What a row doesn't say is as in ``draft``.

    With a first line of names it is a table (tabs, commas or semicolons; quotes as spreadsheets write them).
    Else each line is a prompt. ``labels``: names of fields in the window's language, to the fields. A text
    that looks like a table (``table``: it is the file of one) and names no prompt is only read when
    ``prompt_at`` tells the prompt's column, from 0, or ``LINES``; ``headed``: its first line holds names.
    """
    names = _names() | {_plain(label): name for label, name in (labels or {}).items()}
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n\ufeff ")
    if prompt_at == LINES:
        return _rows([[(Field.PROMPT.value, line)] for line in lines.split("\n")], draft, rules)
    tables = [_cells(lines, separator) for separator in _SEPARATORS]
    for cells in tables:
        fields = [names.get(_plain(cell)) for cell in (cells[0] if cells else ())]
        if Field.PROMPT in fields:
            return _table(cells, fields, draft, rules)
    for separator, cells in zip(_SEPARATORS, tables, strict=True):
        fields = [names.get(_plain(cell)) for cell in (cells[0] if cells else ())]
        if not _has_columns(cells, fields, sure=table or separator == "\t"):
            continue
        widest = max(map(len, cells))
        if prompt_at is None:
            return OrderRows((), columns=(*cells[0], *[""] * (widest - len(cells[0]))))
        fields = fields if headed else []
        fields += [None] * (widest - len(fields))
        fields[prompt_at] = Field.PROMPT.value
        return _table(
            cells if headed else [[str(n + 1) for n in range(widest)], *cells], fields, draft, rules
        )
    # A file of one column: what has commas or several lines is quoted in it.
    whole = [row[0] for row in tables[1]] if table and tables[1] else lines.split("\n")
    return _rows([[(Field.PROMPT.value, line)] for line in whole], draft, rules)


def _cells(text: str, separator: str) -> list[list[str]]:
    try:
        return [row for row in csv.reader(io.StringIO(text), delimiter=separator) if row]
    except csv.Error:  # a quote that never ends
        return []


def _names() -> dict[str, str]:
    """Return what a column may be called, to the fields."""
    names = {_plain(name): name for name in (*NAMES, TAKES)}
    names |= {_plain(str(code.value)): name.value for name, code in FIELD_NAMES.items()}
    return names | {_plain(word): str(name) for name, all_ in _SYNONYMS.items() for word in all_.split()}


def _plain(name: str) -> str:
    """Return the name of a column without its case, spaces and unit: "Length (s)", "时长（秒）"."""
    return re.sub(r"[\s_-]+", " ", re.sub(r"[(（\[【].*", "", name).strip().casefold())


def _has_columns(cells: list[list[str]], fields: Sequence[str | None], *, sure: bool) -> bool:
    """Tell whether a text is a table, and no sentences with commas in them."""
    widths = {len(row) for row in cells if row}
    if not widths or max(widths) < 2:
        return False
    # After the comma of a sentence stands a space.
    short = all(len(cell) <= _LONGEST_NAME and cell == cell.strip() for cell in cells[0])
    return sure or any(fields) or (short and len(cells) > 1 and widths == {len(cells[0])} and max(widths) > 2)


def _table(cells: list[list[str]], fields: Sequence[str | None], draft: Draft, rules: Rules) -> OrderRows:
    named = zip(cells[0], fields, strict=False)
    unused = tuple(name.strip() for name, known in named if name.strip() and known is None)
    return _rows([list(zip(fields, row, strict=False)) for row in cells[1:]], draft, rules, unused)


def _rows(
    rows: list[list[tuple[str | None, str]]], draft: Draft, rules: Rules, unused: Sequence[str] = ()
) -> OrderRows:
    made = list[OrderRow]()
    for row in rows:
        given = [(name, cell.strip()) for name, cell in row if name is not None and cell.strip()]
        if not given:
            continue
        values = [(name, cell) for name, cell in given if name != TAKES]
        takes = dict(given).get(TAKES, "1")
        order = OrderRow(*filled(draft, values, rules))
        if takes.isdecimal() and 1 <= int(takes) <= _MOST_TAKES:
            made += [replace(order, key=uuid.uuid4().hex) for _ in range(int(takes))]
        else:
            made.append(replace(order, unreadable=(*order.unreadable, TAKES)))
    return OrderRows(tuple(made[:MOST]), tuple(unused), max(0, len(made) - MOST))

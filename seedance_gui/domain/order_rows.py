"""Many orders out of a table or a text: a prompt a row, columns by the names of the request's fields."""

from __future__ import annotations

import csv
import io
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from seedance_gui.domain.draft import Draft, Field
from seedance_gui.domain.settings_text import filled, name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_gui.domain.rules import Rules

MOST: Final = 500
"""Rows that are taken at once."""
_SEPARATORS: Final = ("\t", ",", ";")


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One order of many. ``unreadable``: fields that can't be read; ``key``: so that it is sent once."""

    draft: Draft
    unreadable: tuple[str, ...] = ()
    key: str = field(default_factory=lambda: uuid.uuid4().hex)


@dataclass(frozen=True, slots=True)
class OrderRows:
    """What was read. ``unused``: columns whose names are no field's; ``left_out``: rows beyond ``MOST``."""

    rows: tuple[OrderRow, ...]
    unused: tuple[str, ...] = ()
    left_out: int = 0


def decoded(content: bytes) -> str:
    """Return the text of a file as spreadsheets write it: UTF-8, UTF-16, or else as in China."""
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")


def read_rows(text: str, draft: Draft, rules: Rules) -> OrderRows:
    """Return the orders of a text. What a row doesn't say is as in ``draft``.

    With a first line of names it is a table (tabs, commas or semicolons; quotes as spreadsheets write them).
    Else each line is a prompt; of cells that were copied, the first.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n\ufeff ")
    head = lines.partition("\n")[0]
    for separator in _SEPARATORS:
        names = [cell.strip().strip('"') for cell in head.split(separator)]
        fields = [name_of(name) for name in names]
        if Field.PROMPT in fields:
            cells = list(csv.reader(io.StringIO(lines), delimiter=separator))[1:]
            unused = tuple(name for name, known in zip(names, fields, strict=True) if name and known is None)
            return _rows([list(zip(fields, row, strict=False)) for row in cells], draft, rules, unused)
    if "\t" in lines:  # of a spreadsheet, which may have quoted what has several lines
        cells = list(csv.reader(io.StringIO(lines), delimiter="\t"))
    else:
        cells = [[line] for line in lines.split("\n")]
    return _rows([[(Field.PROMPT.value, row[0])] for row in cells if row], draft, rules)


def _rows(
    rows: list[list[tuple[str | None, str]]], draft: Draft, rules: Rules, unused: Sequence[str] = ()
) -> OrderRows:
    made = []
    for row in rows:
        values = [(name, cell.strip()) for name, cell in row if name is not None and cell.strip()]
        if values:
            made.append(OrderRow(*filled(draft, values, rules)))
    return OrderRows(tuple(made[:MOST]), tuple(unused), max(0, len(made) - MOST))

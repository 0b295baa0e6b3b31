"""Reads stored data into dataclasses, part by part: what is wrong takes its default, the rest is kept.

For what must be usable whatever became of it: drafts, settings, sidecars.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import is_dataclass, replace
from types import NoneType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

import msgspec

T = TypeVar("T")


def read_parts(data: object, default: T) -> tuple[T, tuple[str, ...]]:
    """Read ``data`` as a dataclass of the type of ``default``; keys that the type lacks are passed over.

    Returns it with the places that can't be read ("images[1].seconds"; an empty text: nothing can). They are
    as in ``default``. An unreadable dataclass within a tuple keeps its place, with its own defaults.
    """
    faults: list[str] = []
    return _read(data, type(default), default, "", faults), tuple(faults)


def _read(data: Any, kind: Any, default: Any, place: str, faults: list[str]) -> Any:  # noqa: ANN401 - of ``kind``
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError:
        pass
    if isinstance(kind, UnionType):
        kind = next(each for each in get_args(kind) if each is not NoneType)
    if is_dataclass(kind):
        default = default or cast("Any", kind)()
        if isinstance(data, Mapping):
            hints = get_type_hints(kind, include_extras=True)
            read = {
                name: _read(data[name], hint, getattr(default, name), f"{place}.{name}".lstrip("."), faults)
                for name, hint in hints.items()
                if name in data
            }
            return replace(default, **read)
    elif get_origin(kind) is tuple and isinstance(data, list | tuple):
        item = get_args(kind)[0]
        if is_dataclass(item):
            return tuple(_read(each, item, None, f"{place}[{i}]", faults) for i, each in enumerate(data))
    faults.append(place)
    return default

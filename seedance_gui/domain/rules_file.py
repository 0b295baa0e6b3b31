"""Reads the rules file. A wrong file is refused with the line that is wrong."""

from __future__ import annotations

import re
import tomllib
from dataclasses import MISSING, fields
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from seedance_gui.domain import rules as r
from seedance_gui.domain.draft import Field, Kind
from seedance_gui.domain.messages import LocalizedText

FORMAT = 1
T = TypeVar("T")
Path = tuple[str | int, ...]


class RulesFileError(ValueError):
    """The rules file is wrong. The text says where (line and key) and what."""


def load_rules(text: str) -> r.Rules:
    """Read the text of a rules file.

    Raises:
        RulesFileError: it is not TOML, a key is unknown, missing or of a wrong type, or rules contradict
            each other. The message begins with the line.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RulesFileError(str(error)) from error
    return _Reader(text).rules(data)


class _Reader:
    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()

    def rules(self, data: dict[str, Any]) -> r.Rules:
        self._known_keys(data, {"format", "links", "upload", "route"}, ())
        if data.get("format") != FORMAT:
            raise self._wrong(("format",), f"this program reads format {FORMAT}")
        links = self._table(data, "links", ())
        self._known_keys(links, {"life_days"}, ("links",))
        found = r.Rules(
            routes=tuple(
                self._route(item, ("route", i)) for i, item in enumerate(self._tables(data, "route", ()))
            ),
            upload=self._upload(self._table(data, "upload", ())),
            link_life_days=self._value(links.get("life_days"), int, ("links", "life_days")),
        )
        self._check_all(found)
        return found

    def _upload(self, data: dict[str, Any]) -> r.UploadRule:
        self._known_keys(data, {"maximum_bytes", *Kind}, ("upload",))
        return r.UploadRule(
            maximum_bytes=self._value(data.get("maximum_bytes"), int, ("upload", "maximum_bytes")),
            formats={kind: self._value(data.get(kind), tuple[str, ...], ("upload", kind)) for kind in Kind},
        )

    def _route(self, data: dict[str, Any], path: Path) -> r.Route:
        models = [
            self._record(item, r.Model, (*path, "model", i))
            for i, item in enumerate(self._tables(data, "model", path))
        ]
        cautions = [
            self._record(item, r.Caution, (*path, "caution", i))
            for i, item in enumerate(self._tables(data, "caution", path) if "caution" in data else [])
        ]
        rest = {key: value for key, value in data.items() if key not in ("model", "caution")}
        route = self._record(rest, r.Route, path, models=tuple(models), cautions=tuple(cautions))
        self._check_route(route, path)
        return route

    def _record(self, data: dict[str, Any], cls: type[T], path: Path, **ready: object) -> T:
        """Fill a dataclass from a table, each value checked against the field's type, and from ``ready``."""
        hints = get_type_hints(cls)
        slots = {f.name: f for f in fields(cast("Any", cls)) if f.name not in ready}
        self._known_keys(data, set(slots), path)
        for name, slot in slots.items():
            if name not in data and slot.default is MISSING and slot.default_factory is MISSING:
                raise self._wrong(path, f"“{name}” is missing")
        return cls(**ready, **{k: self._value(value, hints[k], (*path, k)) for k, value in data.items()})

    def _value(self, value: Any, kind: Any, path: Path) -> Any:  # noqa: ANN401 - the kinds are many
        if get_origin(kind) in (UnionType, Union):
            kind = next(arg for arg in get_args(kind) if arg is not NoneType)
        if get_origin(kind) is tuple:
            if not isinstance(value, list | tuple) or not value:
                raise self._wrong(path, "must be a list with something in it")
            return tuple(self._value(item, get_args(kind)[0], path) for item in value)
        if kind is LocalizedText:
            return self._text(value, path)
        if hasattr(kind, "__dataclass_fields__"):
            if not isinstance(value, dict):
                raise self._wrong(path, "must be a table")
            return self._record(value, kind, path)
        return self._scalar(value, kind, path)

    def _scalar(self, value: Any, kind: type, path: Path) -> Any:  # noqa: ANN401 - of the type ``kind``
        if issubclass(kind, StrEnum):
            if value not in set(kind):
                raise self._wrong(path, f"“{value}” is none of {', '.join(kind)}")
            return kind(value)
        if type(value) is not kind:
            raise self._wrong(path, f"must be {_TYPE_NAMES[kind]}")
        if value in ("", 0) and kind is not bool:
            raise self._wrong(path, "must not be empty" if kind is str else "must be more than 0")
        return value

    def _text(self, value: Any, path: Path) -> LocalizedText:  # noqa: ANN401 - it comes out of a file
        if not isinstance(value, dict) or set(value) != {"en", "zh"}:
            raise self._wrong(path, 'must be { en = "…", zh = "…" }')
        return LocalizedText(**{key: self._value(text, str, (*path, key)) for key, text in value.items()})

    def _table(self, data: dict[str, Any], key: str, path: Path) -> dict[str, Any]:
        value = data.get(key)
        if not isinstance(value, dict):
            raise self._wrong((*path, key), f"a table [{key}] is missing")
        return value

    def _tables(self, data: dict[str, Any], key: str, path: Path) -> list[dict[str, Any]]:
        value = data.get(key)
        if not isinstance(value, list) or not value or not all(isinstance(item, dict) for item in value):
            raise self._wrong((*path, key), f"a table [[{key}]] is missing")
        return value

    def _known_keys(self, data: dict[str, Any], known: set[str], path: Path) -> None:
        for key in data:
            if key not in known:
                raise self._wrong((*path, key), f"“{key}” is not known here")

    def _check_route(self, route: r.Route, path: Path) -> None:
        duration, size = route.duration, route.resolution
        if not duration.minimum <= duration.default <= duration.maximum:
            raise self._wrong((*path, "duration"), "the default must lie between minimum and maximum")
        if sum((bool(size.fixed), size.in_model, bool(size.choices))) != 1:
            raise self._wrong((*path, "resolution"), "give one of fixed, in_model and choices")
        if size.choices and size.default not in size.choices:
            raise self._wrong((*path, "resolution"), "the default must be one of the choices")
        for key, rule in (("ratio", route.ratio), ("orientation", route.orientation)):
            if rule and rule.default and rule.default not in rule.choices:
                raise self._wrong((*path, key), "the default must be one of the choices")
        for i, model in enumerate(route.models):
            for name in model.unsupported_fields:
                if name in (Field.MODEL, Field.PROMPT, Field.DURATION):
                    raise self._wrong(
                        (*path, "model", i, "unsupported_fields"), f"“{name}” is always required"
                    )
        self._check_cautions(route, path)

    def _check_cautions(self, route: r.Route, path: Path) -> None:
        own = {model.value for model in route.models}
        for i, caution in enumerate(route.cautions):
            place = (*path, "caution", i)
            if stranger := set(caution.models) - own:
                raise self._wrong((*place, "models"), f"“{min(stranger)}” is no model of this route")
            conditions = (caution.values or None, caution.at_least, caution.at_most, caution.given)
            if sum(condition is not None for condition in conditions) != 1:
                raise self._wrong(place, "give one of values, at_least, at_most and given")

    def _check_all(self, found: r.Rules) -> None:
        routes: set[str] = set()
        models: set[str] = set()
        for i, route in enumerate(found.routes):
            if route.id in routes:
                raise self._wrong(("route", i, "id"), f"“{route.id}” stands here twice")
            routes.add(route.id)
            for j, model in enumerate(route.models):
                if model.value in models:
                    raise self._wrong(("route", i, "model", j, "value"), f"“{model.value}” stands here twice")
                models.add(model.value)

    def _wrong(self, path: Path, what: str) -> RulesFileError:
        place = ".".join(f"{part + 1}" if isinstance(part, int) else part for part in path)
        return RulesFileError(f"line {self._line_of(path)}, {place or 'the file'}: {what}")

    def _line_of(self, path: Path) -> int:
        """Find the line of a key, or of the nearest table above it that stands in the file."""
        here: tuple[str | int, ...] = ()
        counts: dict[Path, int] = {}
        best, best_depth = 1, 0
        for number, line in enumerate(self._lines, 1):
            if header := re.match(r"\s*(\[\[?)\s*([\w.-]+)\s*\]", line):
                here = self._place_of_header(header[2].split("."), repeated=header[1] == "[[", counts=counts)
                candidate = here
            elif key := re.match(r"\s*([\w-]+)\s*=", line):
                candidate = (*here, key[1])
            else:
                continue
            if len(candidate) > best_depth and path[: len(candidate)] == candidate:
                best, best_depth = number, len(candidate)
        return best

    @staticmethod
    def _place_of_header(names: list[str], *, repeated: bool, counts: dict[Path, int]) -> Path:
        place: Path = ()
        for i, name in enumerate(names):
            place = (*place, name)
            if repeated and i == len(names) - 1:
                counts[place] = counts.get(place, -1) + 1
            if place in counts:
                place = (*place, counts[place])
        return place


_TYPE_NAMES = {int: "a whole number", str: "a text in quotes", bool: "true or false"}

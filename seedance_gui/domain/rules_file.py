"""Reads the rules file, and others of its kind. A wrong file is refused with the line that is wrong.

The types of ``rules`` are its schema. Here stand what ties one table to another, and how a line is found.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, TypeVar

import msgspec

from seedance_gui.domain.draft import REFERENCE_FIELDS, Field
from seedance_gui.domain.messages import read_localized
from seedance_gui.domain.rules import Rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from seedance_gui.domain.messages import LocalizedText
    from seedance_gui.domain.rules import Caution, Route

FORMAT = 1
Path = tuple[str | int, ...]
Fault = tuple[Path, str]
_T = TypeVar("_T")


class RulesFileError(ValueError):
    """A file of rules or of examples is wrong. The text says where (line and key) and what."""


def load_rules(text: str) -> Rules:
    """Read the text of a rules file, or raise RulesFileError as ``read_data_file`` does."""
    return read_data_file(text, Rules, _faults)


def read_data_file(text: str, kind: type[_T], faults: Callable[[_T], Iterable[Fault]]) -> _T:
    """Read the text of a data file whose schema is ``kind``; ``faults`` finds what contradicts itself.

    Raises:
        RulesFileError: it is not TOML, a key is unknown, missing or of a wrong type, or there are faults.
            The message begins with the line.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RulesFileError(str(error)) from error
    if data.get("format") != FORMAT:
        raise _error(text, ("format",), f"this program reads format {FORMAT}")
    try:
        read = msgspec.convert(data, kind, dec_hook=read_localized)
    except msgspec.ValidationError as error:
        raise _error(text, *_place_of(str(error))) from None
    for path, what in faults(read):
        raise _error(text, path, what)
    return read


def _place_of(message: str) -> Fault:
    """Take msgspec's message apart: ``Expected `int`, got `str` - at `$.route[0].duration.minimum` ``."""
    what, _, place = message.partition(" - at ")
    keys = re.findall(r"\.([\w-]+)|\[(\d+)\]", place.rpartition("`$")[2])
    path: Path = tuple(key or int(index) for key, index in keys)
    unknown = re.fullmatch(r"Object contains unknown field `(.*)`", what)
    return ((*path, unknown[1]) if unknown else path), what


def other_languages(texts: Iterable[tuple[Path, LocalizedText]]) -> Iterator[Fault]:
    """Yield where a text does not stand in the languages of the first one."""
    expected = None
    for path, text in texts:
        languages = ", ".join(code for code, _ in text.texts)
        expected = expected or languages
        if languages != expected:
            yield path, f"stands here in {languages}, the first text in {expected}"


def _faults(rules: Rules) -> Iterator[Fault]:
    yield from other_languages(_texts(rules))
    routes: set[str] = set()
    models: set[str] = set()
    for i, route in enumerate(rules.routes):
        if route.id in routes:
            yield ("route", i, "id"), f"“{route.id}” stands here twice"
        routes.add(route.id)
        for j, model in enumerate(route.models):
            if model.value in models:
                yield ("route", i, "model", j, "value"), f"“{model.value}” stands here twice"
            models.add(model.value)
        for j, caution in enumerate(route.cautions):
            for key, what in _faults_of_caution(caution, route):
                yield ("route", i, "caution", j, key), what


def _texts(rules: Rules) -> Iterator[tuple[Path, LocalizedText]]:
    for i, route in enumerate(rules.routes):
        at: Path = ("route", i)
        yield (*at, "name"), route.name
        yield (*at, "summary"), route.summary
        for j, caution in enumerate(route.cautions):
            yield (*at, "caution", j, "text"), caution.text
        for j, model in enumerate(route.models):
            for key, text in (("name", model.name), ("summary", model.summary), ("family", model.family)):
                if text is not None:
                    yield (*at, "model", j, key), text


def _faults_of_caution(caution: Caution, route: Route) -> Iterator[tuple[str, str]]:
    """Yield, by key, why a caution could never show."""
    name, models = caution.field, {model.value: model for model in route.models}
    if strangers := set(caution.models) - set(models):
        yield "models", f"“{min(strangers)}” is no model of this route"
        return
    named = [models[value] for value in caution.models]
    if refusing := [model.value for model in named if not route.takes(name, model)]:
        yield "models", f"“{refusing[0]}” doesn't take the field “{name}”"
    if not any(route.takes(name, model) for model in route.models):
        yield "field", f"no model of this route takes the field “{name}”"
    if caution.given is not None and name not in REFERENCE_FIELDS:
        yield "given", "is for references only"
    if strangers := set(caution.values) - set(route.choices(name)):
        yield "values", f"“{min(strangers)}” is not offered as {name}"
    low, high = route.duration.minimum, route.duration.maximum
    for key, bound in (("at_least", caution.at_least), ("at_most", caution.at_most)):
        if bound is not None and not (name is Field.DURATION and low <= bound <= high):
            yield key, f"is for the duration, {low} to {high} s"


def _error(text: str, path: Path, what: str) -> RulesFileError:
    place = ".".join(f"{part + 1}" if isinstance(part, int) else part for part in path)
    return RulesFileError(f"line {_line_of(text, path)}, {place or 'the file'}: {what}")


def _line_of(text: str, path: Path) -> int:
    """Find the line of a key, or of the nearest table above it that stands in the file."""
    here: Path = ()
    counts: dict[Path, int] = {}
    best, best_depth = 1, 0
    for number, line in enumerate(text.splitlines(), 1):
        if header := re.match(r"\s*(\[\[?)\s*([\w.-]+)\s*\]", line):
            here = _path_of_header(header[2].split("."), repeated=header[1] == "[[", counts=counts)
            candidate = here
        elif key := re.match(r"\s*([\w-]+)\s*=", line):
            candidate = (*here, key[1])
        else:
            continue
        if len(candidate) > best_depth and path[: len(candidate)] == candidate:
            best, best_depth = number, len(candidate)
    return best


def _path_of_header(names: list[str], *, repeated: bool, counts: dict[Path, int]) -> Path:
    path: Path = ()
    for i, name in enumerate(names):
        path = (*path, name)
        if repeated and i == len(names) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path

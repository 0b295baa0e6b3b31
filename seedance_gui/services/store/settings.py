"""The few settings. What is stored may be old, newer or damaged: a bad value becomes its default."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_type_hints

import msgspec

from seedance_gui.domain.address import DEFAULT_ADDRESS, clean_address
from seedance_gui.domain.cost_estimate import Currency, Money
from seedance_gui.domain.errors import FileProblemError, PersonError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message
from seedance_gui.services.platform.signal import Signal
from seedance_gui.services.store.late_writer import LateWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

DRAFT_KEY = "draft"
"""Where the store keeps what is in the form."""
SPEEDS = (0.25, 0.5, 1.0, 1.5, 2.0)
FILE_NAME_PARTS = ("date", "time", "prompt", "model", "ratio", "duration")

Percent = Annotated[int, msgspec.Meta(ge=0, le=100)]
WindowState = Annotated[bytes, msgspec.Meta(max_length=64 * 1024)]

_LONGEST_NAME = 100

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a person can set, and how the window was left."""

    language: Annotated[str, msgspec.Meta(pattern=r"^(system|[a-z]{2,3}(_[A-Z][A-Za-z]+)*)$")] = "system"
    """``system``, or the code of a language; one that there is not is read as ``system``."""
    appearance: Literal["system", "light", "dark"] = "system"
    text_size: Annotated[int, msgspec.Meta(ge=100, le=200)] = 100
    """Percent."""

    mode: Literal["service", "practice"] = "service"
    """``service``, or ``practice`` for the stand-in on this computer."""
    address: str = DEFAULT_ADDRESS
    """Where the token goes: an origin as ``clean_address`` returns it."""
    first_start_done: bool = False

    videos_folder: str = ""
    """An absolute path; empty for the one of ``AppPaths``."""
    file_name: str = "{date} {prompt}"
    """How videos are named, without the ending; the parts are ``FILE_NAME_PARTS``."""
    takes: Annotated[int, msgspec.Meta(ge=1, le=8)] = 1
    """How many videos one press of Create orders, as it was left."""
    notify: bool = True
    """Whether the desktop shows a note when a video is finished."""

    money: Money = field(default_factory=Money)
    practice_money: Money = field(default_factory=lambda: Money(currency=Currency.COINS))
    """Prices and limits: of the real videos, and those that are rehearsed."""

    volume: Percent = 80
    muted: bool = False
    loop: bool = False
    speed: float = 1.0

    tell_releases: bool = False
    """Whether to look for newer versions of the program, once a day."""
    releases_asked: Annotated[float, msgspec.Meta(ge=0)] = 0.0
    """Unix seconds."""
    release_dismissed: str = ""
    """The version that the person doesn't want to be told of again."""

    tile: Annotated[int, msgspec.Meta(ge=0, le=256)] = 0
    """How wide the videos' tiles are, in pixels at 100 % text; 0: they stand in a list."""

    window_geometry: WindowState = b""
    splitter_state: WindowState = b""
    """What Qt wrote; stored as base64. An empty one is no state."""

    def to_data(self) -> dict[str, Any]:
        """Return the settings as JSON can hold them."""
        data: dict[str, Any] = msgspec.to_builtins(self)
        return data

    def changed(self, **values: object) -> Settings:
        """Return settings with some values changed.

        Raises KeyError for a setting that there isn't, ValueError for a value that it can't have, and a
        PersonError for an address or a file name, whose message says what is wrong with it.
        """
        return replace(self, **{name: _usable(name, value) for name, value in values.items()})


def read_settings(data: object) -> tuple[Settings, tuple[str, ...]]:
    """Read what ``to_data`` wrote; return also what is wrong in it and so has its default.

    What is missing or not known has been written by another version of the program, and is not wrong.
    """
    if not isinstance(data, dict):
        return Settings(), () if data is None else ("",)
    good, bad = dict[str, Any](), list[str]()
    for name in data.keys() & _types().keys():
        try:
            good[name] = _usable(name, data[name])
        except (ValueError, PersonError):
            bad.append(name)
    if bad:
        _log.warning("These settings had no usable value and have their defaults: %s", ", ".join(sorted(bad)))
    return Settings(**good), tuple(sorted(bad))


class KeptSettings:
    """The settings in force. ``changed`` tells them before and after a change, at once; ``kept`` writes it.

    ``unreadable``: the names of those that were stored wrongly and have their defaults.
    """

    def __init__(self, load: Callable[[], object], save: Callable[[dict[str, Any]], None]) -> None:
        self._value, self.unreadable = read_settings(load())
        self.changed: Signal[Settings, Settings] = Signal()
        self.kept = LateWriter(save)

    @property
    def value(self) -> Settings:
        """The settings as they are now."""
        return self._value

    def change(self, **values: object) -> Settings:
        """Change some settings, tell, and keep them soon; see ``Settings.changed`` for what it raises.

        The change is in force even where it could not be kept: ``kept`` tells that.
        """
        before, self._value = self._value, self._value.changed(**values)
        if before != self._value:
            self.changed.emit(before, self._value)
            self.kept.put(self._value.to_data())
        return self._value


def file_name_fault(pattern: str) -> Message | None:
    """Return what is wrong with a pattern of file names, or None."""
    parts = " ".join(f"{{{part}}}" for part in FILE_NAME_PARTS)
    try:
        parsed = list(Formatter().parse(pattern))
    except ValueError:
        return Message(FaultMessage.NAME_BROKEN, parts=parts)
    names = [name for _, name, _, _ in parsed if name is not None]
    for text, name, form, conversion in parsed:
        if name is not None and (name not in FILE_NAME_PARTS or form or conversion):
            return Message(FaultMessage.NAME_UNKNOWN, part=f"{{{name}}}", parts=parts)
        for character in text:
            if character in '<>:"/\\|?*' or not character.isprintable():
                return Message(
                    FaultMessage.NAME_CHARACTER, character=character if character.isprintable() else "␀"
                )
    if not names:
        return Message(FaultMessage.NAME_EMPTY, parts=parts)
    return Message(FaultMessage.NAME_TOO_LONG) if len(pattern) > _LONGEST_NAME else None


def _usable(name: str, value: object) -> Any:  # noqa: ANN401 - of the setting's type
    """Return a value of a setting, whole and right. Raises ValueError, PersonError."""
    read = msgspec.convert(value, _types()[name])
    if name == "speed" and read not in SPEEDS:
        raise ValueError("not among the speeds")
    if name == "videos_folder" and read and ("\0" in read or not Path(read).is_absolute()):
        raise ValueError("not an absolute path")
    if name == "file_name" and (fault := file_name_fault(read)) is not None:
        raise FileProblemError(fault)
    return clean_address(read) if name == "address" else read


@cache
def _types() -> Mapping[str, Any]:
    return get_type_hints(Settings, include_extras=True)

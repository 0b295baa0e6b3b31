"""The few settings. What is kept may be old, newer or damaged: a bad value becomes its default."""

from __future__ import annotations

import base64
import logging
import math
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Any

from seedance_gui.domain.address import DEFAULT_ADDRESS, clean_address
from seedance_gui.domain.errors import FileProblemError, PersonError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message
from seedance_gui.services.platform.signal import Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


LANGUAGES = ("system", "en", "zh_CN")
APPEARANCES = ("system", "light", "dark")
MODES = ("service", "practice")
SPEEDS = (0.25, 0.5, 1.0, 1.5, 2.0)
TEXT_SIZES = (100, 200)
FILE_NAME_PARTS = ("date", "time", "prompt", "model", "ratio", "duration")


_LONGEST_NAME = 100
_LONGEST_STATE = 64 * 1024

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a person can set, and how the window was left."""

    language: str = "system"
    appearance: str = "system"
    text_size: int = 100
    """Percent, 100 to 200."""

    mode: str = "service"
    """``service``, or ``practice`` for the stand-in on this computer."""
    address: str = DEFAULT_ADDRESS
    """Where the token goes: an origin as ``clean_address`` returns it."""
    first_start_done: bool = False

    videos_folder: str = ""
    """An absolute path; empty for the one of ``AppPaths``."""
    file_name: str = "{date} {prompt}"
    """How videos are named, without the ending; the parts are ``FILE_NAME_PARTS``."""
    notify: bool = True
    """Whether the desktop shows a note when a video is finished."""

    volume: int = 80
    """Percent, 0 to 100."""
    muted: bool = False
    loop: bool = False
    speed: float = 1.0

    window_geometry: bytes = b""
    window_state: bytes = b""
    """What Qt wrote; kept as base64. An empty one is no state."""
    splitter_state: bytes = b""

    @classmethod
    def from_data(cls, data: object) -> Settings:
        """Read what ``to_data`` wrote; what is missing, unknown or wrong becomes its default."""
        settings = cls()
        if not isinstance(data, dict):
            return settings
        for name, read in _READ.items():
            if name in data:
                try:
                    settings = replace(settings, **{name: read(data[name])})
                except (ValueError, TypeError, PersonError):
                    _log.warning("The setting %s had no usable value; it is the default now", name)
        return settings

    def to_data(self) -> dict[str, Any]:
        """Return the settings as JSON can hold them."""
        return {
            name: base64.b64encode(value).decode() if isinstance(value, bytes) else value
            for name, value in asdict(self).items()
        }

    def changed(self, **values: object) -> Settings:
        """Return settings with some values changed.

        Raises ValueError or TypeError for a value that a setting can't have, and a PersonError with a
        sentence for an address or a file name that the person has to mend.
        """
        unknown = values.keys() - _READ.keys()
        if unknown:
            raise TypeError(f"no such settings: {sorted(unknown)}")
        return replace(self, **{name: _READ[name](value) for name, value in values.items()})


class KeptSettings:
    """The settings in force. What is in ``changed`` is called with the settings before and after a change."""

    def __init__(self, load: Callable[[], object], save: Callable[[dict[str, Any]], None]) -> None:
        self._save = save
        self._value = Settings.from_data(load())
        self.changed: Signal[Settings, Settings] = Signal()

    @property
    def value(self) -> Settings:
        """The settings as they are now."""
        return self._value

    def change(self, **values: object) -> Settings:
        """Change some settings, tell, and keep them; see ``Settings.changed`` for what it raises.

        The change is in force even where it could not be kept: that raises what ``save`` raises.
        """
        before, self._value = self._value, self._value.changed(**values)
        if before != self._value:
            self.changed.emit(before, self._value)
            self._save(self._value.to_data())
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


def _one_of(choices: tuple[Any, ...]) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:  # noqa: ANN401 - whatever JSON held
        if value not in choices or isinstance(value, bool):
            raise ValueError("not among the choices")
        return next(choice for choice in choices if choice == value)

    return read


def _within(lowest: int, highest: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:  # noqa: ANN401
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise TypeError("not a number")
        return min(max(round(value), lowest), highest)

    return read


def _truth(value: Any) -> bool:  # noqa: ANN401
    if not isinstance(value, bool):
        raise TypeError("neither true nor false")
    return value


def _folder(value: Any) -> str:  # noqa: ANN401
    text = str(value) if isinstance(value, str | Path) else ""
    if value and (not text or "\0" in text or not Path(text).is_absolute()):
        raise ValueError("not an absolute path")
    return text


def _file_name(value: Any) -> str:  # noqa: ANN401
    if not isinstance(value, str):
        raise TypeError("not a text")
    fault = file_name_fault(value)
    if fault is not None:
        raise FileProblemError(fault)
    return value


def _address(value: Any) -> str:  # noqa: ANN401
    if not isinstance(value, str):
        raise TypeError("not a text")
    return clean_address(value)


def _state(value: Any) -> bytes:  # noqa: ANN401
    state = base64.b64decode(value, validate=True) if isinstance(value, str) else bytes(memoryview(value))
    if len(state) > _LONGEST_STATE:
        raise ValueError("too long")
    return state


_READ: Mapping[str, Callable[[Any], Any]] = {
    "language": _one_of(LANGUAGES),
    "appearance": _one_of(APPEARANCES),
    "text_size": _within(*TEXT_SIZES),
    "mode": _one_of(MODES),
    "address": _address,
    "first_start_done": _truth,
    "videos_folder": _folder,
    "file_name": _file_name,
    "notify": _truth,
    "volume": _within(0, 100),
    "muted": _truth,
    "loop": _truth,
    "speed": _one_of(SPEEDS),
    "window_geometry": _state,
    "window_state": _state,
    "splitter_state": _state,
}
"""How each setting is read from JSON or from the window; raises where the value can't be used."""

"""Our own words on a task's state, kept with it as plain data so that they can be translated later."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.form_messages import FormMessage
from seedance_gui.domain.keyring_messages import KeyringMessage
from seedance_gui.domain.messages import LocalizedText, Message, Value
from seedance_gui.domain.practice_messages import PracticeMessage
from seedance_gui.domain.task import Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedance_gui.domain.task import Task

_CATALOGUES = (FormMessage, FaultMessage, KeyringMessage, PracticeMessage)
_CODES = {code.name: code for catalogue in _CATALOGUES for code in catalogue}
_DISK_FULL_1 = (
    "There is no room left on the disk. The video is made and stays at the service for a few days; "
    "it is saved as soon as there is room."
)
_BY_TEXT = {code.value: code for code in _CODES.values()} | {_DISK_FULL_1: FaultMessage.DISK_FULL}
_NOWHERE_TO_SAVE = frozenset({FaultMessage.DISK_FULL, FaultMessage.NO_ROOM_FOR, FaultMessage.FOLDER_UNUSABLE})
_EXPIRED_1 = "The service keeps a video for {days} days only, and it was not fetched in time."


def is_unchecked(task: Task) -> bool:
    """Tell whether a task's file was kept though it could not be checked: no player of ours opens it."""
    told = task.status_message
    return task.status is Status.SAVED and told is not None and told.code is FaultMessage.KEPT_UNCHECKED


def why_unsaved(task: Task) -> Message | None:
    """Return why a video that is made can't be saved until the person makes room or mends the folder."""
    told = task.status_message
    wanted = task.status is Status.COMPLETED and told is not None and told.code in _NOWHERE_TO_SAVE
    return told if wanted else None


def message_to_data(message: Message) -> dict[str, Any]:
    """Return a message as plain JSON data: its code's name and the values."""
    return {"code": message.code.name, "values": {name: _to_data(value) for name, value in message.values}}


def message_from_data(data: Mapping[str, Any]) -> Message | None:
    """Read what ``message_to_data`` wrote, or return None where it is nothing of the kind."""
    kept = data.get("values", {})
    if not isinstance(kept, dict):
        return None
    values = {str(name): _from_data(value) for name, value in kept.items()}
    code, text = _CODES.get(str(data.get("code"))), data.get("text")
    if code is None and isinstance(text, str):  # version 1 kept the English text
        if text == _EXPIRED_1:
            return Message(FaultMessage.EXPIRED, n=values.get("days", 3))
        code = _BY_TEXT.get(text)
        if code is None:
            filled = re.sub(r"\{(\w+)\}", lambda place: str(values.get(place[1], place[0])), text)
            return Message(FormMessage.AS_IT_IS, value=filled)
    return None if code is None else Message(code, **values)


def _to_data(value: Value) -> object:
    if isinstance(value, Message):
        return message_to_data(value)
    if isinstance(value, LocalizedText):
        return dict(value.texts)
    return value


def _from_data(value: object) -> Value:
    if isinstance(value, dict):
        if "en" in value:
            return LocalizedText(**{str(code): str(text) for code, text in value.items()})
        return message_from_data(value) or ""
    return value if isinstance(value, int | float) else str(value)

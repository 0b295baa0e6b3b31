"""Sentences are kept with a task and read back as they were."""

from __future__ import annotations

import json

import pytest

from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.form_messages import FormMessage
from seedance_gui.domain.keyring_messages import KeyringMessage
from seedance_gui.domain.messages import LocalizedText, Message
from seedance_gui.domain.practice_messages import said_by_service
from seedance_gui.domain.status_message import message_from_data, message_to_data

MESSAGES = [
    Message(FaultMessage.NO_CONNECTION),
    Message(FaultMessage.FILE_TOO_LARGE, name="x", size=120, maximum=100),
    Message(FormMessage.PROMPT_TOO_LONG, model=LocalizedText(en="Standard", zh="标准"), count=1, maximum=2),
    Message(
        FaultMessage.NOT_READY, reason=Message(FormMessage.USE_MODEL, model=LocalizedText(en="1", zh="一"))
    ),
    Message(
        FaultMessage.UPLOAD_REFUSED, name="x", reason=said_by_service("Files of this kind are not taken.")
    ),
    Message(FaultMessage.UPLOAD_REFUSED, name="x", reason=said_by_service("The file is empty.")),
]


@pytest.mark.parametrize("message", MESSAGES)
def test_there_and_back(message: Message) -> None:
    assert message_from_data(json.loads(json.dumps(message_to_data(message)))) == message


@pytest.mark.parametrize(
    "data", [{}, {"text": 1}, {"code": "NO_SUCH"}, {"code": "NO_CONNECTION", "values": []}]
)
def test_nonsense_is_no_sentence(data: dict[str, object]) -> None:
    assert message_from_data(data) is None


def test_what_version_1_kept_as_english_text_has_its_code_again() -> None:
    kept = {"text": FaultMessage.FILE_EMPTY.value, "values": {"name": "a.png"}}
    assert message_from_data(kept) == Message(FaultMessage.FILE_EMPTY, name="a.png")
    text = "The service keeps a video for {days} days only, and it was not fetched in time."
    assert message_from_data({"text": text, "values": {"days": 3}}) == Message(FaultMessage.EXPIRED, n=3)


def test_a_wording_that_no_code_has_any_more_is_shown_as_it_was() -> None:
    kept = {"text": "Gone since {day}, {left}.", "values": {"day": "Monday"}}
    assert str(message_from_data(kept)) == "Gone since Monday, {left}."


def test_no_two_codes_share_a_name() -> None:
    codes = [code for catalogue in (FormMessage, FaultMessage, KeyringMessage) for code in catalogue]
    assert len({code.name for code in codes}) == len(codes)
    assert len({code.value for code in codes}) == len(codes), "old rows are read by their text"

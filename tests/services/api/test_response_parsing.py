"""Whatever JSON the service answers becomes typed, bounded values, and an id in it is never lost."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_gui.services.api.response_parsing import (
    LONGEST_ID,
    LONGEST_LINK,
    LONGEST_TEXT,
    read_envelope,
    report_of,
    task_id_of,
)

KEYS = [
    "code", "msg", "message", "data", "task_id", "status", "progress", "model", "completed_at", "result",
    "video_url", "error_message",
]  # fmt: skip
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**25), 10**25)
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["20000", "50%", "1e999", "0", "nan", "x" * 9000, "\ud800", "processing"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6),
    max_leaves=12,
)


@given(reply=st.dictionaries(st.sampled_from(KEYS), values), task_id=st.sampled_from(["t-1", 7, "  t 1 "]))
def test_any_reply_becomes_typed_and_bounded_values(reply: dict[str, Any], task_id: str | int) -> None:
    envelope = read_envelope(json.dumps(reply).encode())
    assert isinstance(envelope.code, str)
    assert len(envelope.code) <= 40
    assert len(envelope.message) <= LONGEST_TEXT
    assert len(task_id_of(envelope.data)) <= LONGEST_ID
    report = report_of(envelope.data)
    assert report.progress is None or type(report.progress) is int
    assert report.completed_at is None or 1e9 < report.completed_at < 1e10
    for text, most in (
        (report.status, 100),
        (report.model, 100),
        (report.error, LONGEST_TEXT),
        (report.video_url, LONGEST_LINK),
    ):
        assert isinstance(text, str)
        assert len(text) <= most
    with_id = {**reply, "data": {**dict(envelope.data), "task_id": task_id}}
    assert task_id_of(read_envelope(json.dumps({"code": 1, **with_id}).encode()).data) == str(task_id).strip()


@given(body=st.binary(max_size=40) | values.map(lambda value: json.dumps(value).encode()))
def test_what_is_no_object_is_unreadable_and_raises_nothing_else(body: bytes) -> None:
    envelope = read_envelope(body)
    try:
        reply = json.loads(body)
    except ValueError:
        reply = None
    assert envelope.readable == isinstance(reply, dict)


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"<html>", b'{"a":', b"[" * 100_000, b'{"n":' + b"9" * 9000 + b"}"]
)
def test_unreadable(body: bytes) -> None:
    assert not read_envelope(body).readable
    assert not read_envelope(body).success

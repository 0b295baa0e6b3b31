"""Sentences are kept with a task and read back as they were."""

from __future__ import annotations

import json

import pytest

from seedance_gui.domain.draft import Draft
from seedance_gui.domain.remark import remark_of, sentence_from_data, sentence_to_data, with_remark
from seedance_gui.domain.task import Task
from seedance_gui.domain.words import Sentence, Text, say

SENTENCES = [
    say("plain"),
    say("{a} and {b}", a=1, b="x"),
    say("{name}", name=Text("Standard", "标准")),
    say("Not sent: {reason}", reason=say("{n} s", n=Text("one", "一"))),
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_there_and_back(sentence: Sentence) -> None:
    assert sentence_from_data(json.loads(json.dumps(sentence_to_data(sentence)))) == sentence


@pytest.mark.parametrize("data", [{}, {"text": 1}, {"text": "x", "values": []}])
def test_nonsense_is_no_sentence(data: dict[str, object]) -> None:
    assert sentence_from_data(data) is None


def test_a_remark_is_set_and_taken_away() -> None:
    extra = with_remark({"other": 1}, SENTENCES[1])
    task = Task(id="a", service="s", created=0, draft=Draft("m"), body={}, extra=extra)
    assert remark_of(task) == SENTENCES[1]
    assert with_remark(extra, None) == {"other": 1}

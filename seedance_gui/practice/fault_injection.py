"""Words in a prompt that make the practice service misbehave on purpose, so that each state can be seen."""

from __future__ import annotations

import re
from enum import Enum


class Fault(Enum):
    """One way to misbehave: the words (without brackets) that ask for it in a prompt, and what it does."""

    FAIL = "fail", "失败", "fails halfway, with a reason"
    STALL = "stall", "卡住", "stays at 42 % for ever"
    SLOW = "slow", "慢", "takes ten times as long"
    NO_PROGRESS = "no progress", "无进度", "never says how far it is"
    ODD_PROGRESS = "odd progress", "怪进度", "progress of 105, -3, backwards, missing"
    STRANGE = "strange", "奇怪", "other status words, numbers as text, no envelope"
    HTML = "html", "网页", "every second query answers an HTML page with status 502"
    PASSING_FAULT = "fault", "故障", "every second query answers code -1"
    TOO_MANY = "429", "限流", "create, then query, answer 429 with Retry-After twice each"
    NO_TASK = "notask", "查无", "queries answer “no such task” for the first 2 s"
    REFUSE = "refuse", "余额不足", "create is refused: not enough balance (code 20003)"
    UNCLEAR = (
        "unclear",
        "不明",
        "create is accepted and charged, then the connection closes unanswered",
    )
    LOST = (
        "unclear lost",
        "不明未收",
        "the connection closes unanswered; nothing is accepted or charged",
    )
    GATEWAY = "502", "网关", "create is accepted, but answers an HTML page with status 502"
    NO_ID = "no id", "无编号", "create is accepted, but the answer has no task id"
    SILENT = "silent", "无声", "create is accepted, and nothing is ever answered"
    NO_LINK = "no link", "无链接", "the first two answers after completion have no link"
    RELATIVE = "relative", "相对", "the link is a path without a host"
    EXPIRED = "expired", "过期", "each link answers 403 with XML"
    EXPIRED_ONCE = "expired once", "过期一次", "the first link answers 403 with XML, later ones work"
    CUT = "cut", "截断", "the first download ends in the middle"


_BY_WORD = {word: fault for fault in Fault for word in fault.value[:2]}
_BRACKETS = re.compile(r"[\[［【「]\s*([^\[［【「\]］】」]{1,20}?)\s*[\]］】」]")


def find(prompt: str) -> frozenset[Fault]:
    """Return what a prompt asks for, e.g. `"[slow] [fail] A cat"` or `「失败」一只猫`."""
    words = (found.casefold() for found in _BRACKETS.findall(prompt))
    return frozenset(_BY_WORD[word] for word in words if word in _BY_WORD)


def table() -> str:
    """Return the words and what they do, one a line, for the help."""
    return "\n".join(
        f"  {f'[{word}] [{chinese}]':<28}{does}" for word, chinese, does in (fault.value for fault in Fault)
    )

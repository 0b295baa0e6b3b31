"""Words in a prompt that make the practice service misbehave on purpose, so that each state can be seen."""

from __future__ import annotations

import re
from enum import StrEnum


class Fault(StrEnum):
    """One way to misbehave, by the word that asks for it (without its brackets)."""

    FAIL = "fail"
    STALL = "stall"
    SLOW = "slow"
    NO_PROGRESS = "no progress"
    ODD_PROGRESS = "odd progress"
    STRANGE = "strange"
    HTML = "html"
    PASSING_FAULT = "fault"
    TOO_MANY = "429"
    NO_TASK = "notask"
    REFUSE = "refuse"
    UNCLEAR = "unclear"
    LOST = "unclear lost"
    GATEWAY = "502"
    NO_ID = "no id"
    SILENT = "silent"
    NO_LINK = "no link"
    RELATIVE = "relative"
    EXPIRED = "expired"
    EXPIRED_ONCE = "expired once"
    CUT = "cut"


_TABLE: dict[Fault, tuple[str, str]] = {
    Fault.FAIL: ("失败", "fails halfway, with a reason"),
    Fault.STALL: ("卡住", "stays at 42 % for ever"),
    Fault.SLOW: ("慢", "takes ten times as long"),
    Fault.NO_PROGRESS: ("无进度", "never says how far it is"),
    Fault.ODD_PROGRESS: ("怪进度", "progress of 105, -3, backwards, missing"),
    Fault.STRANGE: ("奇怪", "other status words, numbers as text, no envelope"),
    Fault.HTML: ("网页", "every second query answers an HTML page with status 502"),
    Fault.PASSING_FAULT: ("故障", "every second query answers code -1"),
    Fault.TOO_MANY: ("限流", "create, then query, answer 429 with Retry-After twice each"),
    Fault.NO_TASK: ("查无", "queries answer “no such task” for the first 2 s"),
    Fault.REFUSE: ("余额不足", "create is refused: not enough balance (code 20003)"),
    Fault.UNCLEAR: (
        "不明",
        "create is accepted and charged, then the connection closes without an answer",
    ),
    Fault.LOST: ("不明未收", "the connection closes without an answer; nothing is accepted or charged"),
    Fault.GATEWAY: ("网关", "create is accepted, but answers an HTML page with status 502"),
    Fault.NO_ID: ("无编号", "create is accepted, but the answer has no task id"),
    Fault.SILENT: ("无声", "create is accepted, and nothing is ever answered"),
    Fault.NO_LINK: ("无链接", "the first two answers after completion have no link"),
    Fault.RELATIVE: ("相对", "the link is a path without a host"),
    Fault.EXPIRED: ("过期", "each link answers 403 with XML"),
    Fault.EXPIRED_ONCE: ("过期一次", "the first link answers 403 with XML, later ones work"),
    Fault.CUT: ("截断", "the first download ends in the middle"),
}
_BY_WORD = {word: fault for fault, (chinese, _) in _TABLE.items() for word in (fault.value, chinese)}
_BRACKETS = re.compile(r"[\[［【「]\s*([^\[［【「\]］】」]{1,20}?)\s*[\]］】」]")


def find(prompt: str) -> frozenset[Fault]:
    """Return what a prompt asks for, e.g. `"[slow] [fail] A cat"` or `「失败」一只猫`."""
    words = (found.casefold() for found in _BRACKETS.findall(prompt))
    return frozenset(_BY_WORD[word] for word in words if word in _BY_WORD)


def table() -> str:
    """Return the words and what they do, one a line, for the help."""
    lines = [f"  {f'[{word}] [{chinese}]':<28}{does}" for word, (chinese, does) in _TABLE.items()]
    return "\n".join(lines)

"""Words in a prompt that make the practice service misbehave on purpose, so that each state can be seen."""

from __future__ import annotations

import re
from enum import StrEnum


class Behaviour(StrEnum):
    """One way to behave, by the word that asks for it (without its brackets)."""

    FAIL = "fail"
    STALL = "stall"
    SLOW = "slow"
    NO_PROGRESS = "no progress"
    ODD_PROGRESS = "odd progress"
    STRANGE = "strange"
    HTML = "html"
    FAULT = "fault"
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


_TABLE: dict[Behaviour, tuple[str, str]] = {
    Behaviour.FAIL: ("失败", "fails halfway, with a reason"),
    Behaviour.STALL: ("卡住", "stays at 42 % for ever"),
    Behaviour.SLOW: ("慢", "takes ten times as long"),
    Behaviour.NO_PROGRESS: ("无进度", "never says how far it is"),
    Behaviour.ODD_PROGRESS: ("怪进度", "progress of 105, -3, backwards, missing"),
    Behaviour.STRANGE: ("奇怪", "other status words, numbers as text, no envelope"),
    Behaviour.HTML: ("网页", "every second query answers an HTML page with status 502"),
    Behaviour.FAULT: ("故障", "every second query answers code -1"),
    Behaviour.TOO_MANY: ("限流", "create, then query, answer 429 with Retry-After twice each"),
    Behaviour.NO_TASK: ("查无", "queries answer “no such task” for the first 2 s"),
    Behaviour.REFUSE: ("余额不足", "create is refused: not enough balance (code 20003)"),
    Behaviour.UNCLEAR: (
        "不明",
        "create is accepted and charged, then the connection closes without an answer",
    ),
    Behaviour.LOST: ("不明未收", "the connection closes without an answer; nothing is accepted or charged"),
    Behaviour.GATEWAY: ("网关", "create is accepted, but answers an HTML page with status 502"),
    Behaviour.NO_ID: ("无编号", "create is accepted, but the answer has no task id"),
    Behaviour.SILENT: ("无声", "create is accepted, and nothing is ever answered"),
    Behaviour.NO_LINK: ("无链接", "the first two answers after completion have no link"),
    Behaviour.RELATIVE: ("相对", "the link is a path without a host"),
    Behaviour.EXPIRED: ("过期", "each link answers 403 with XML"),
    Behaviour.EXPIRED_ONCE: ("过期一次", "the first link answers 403 with XML, later ones work"),
    Behaviour.CUT: ("截断", "the first download ends in the middle"),
}
_BY_WORD = {
    word: behaviour for behaviour, (chinese, _) in _TABLE.items() for word in (behaviour.value, chinese)
}
_BRACKETS = re.compile(r"[\[［【「]\s*([^\[［【「\]］】」]{1,20}?)\s*[\]］】」]")


def find(prompt: str) -> frozenset[Behaviour]:
    """Return what a prompt asks for, e.g. `"[slow] [fail] A cat"` or `「失败」一只猫`."""
    words = (found.casefold() for found in _BRACKETS.findall(prompt))
    return frozenset(_BY_WORD[word] for word in words if word in _BY_WORD)


def table() -> str:
    """Return the words and what they do, one a line, for the help."""
    lines = [f"  {f'[{word}] [{chinese}]':<28}{does}" for word, (chinese, does) in _TABLE.items()]
    return "\n".join(lines)

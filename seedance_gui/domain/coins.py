"""Coins as they are shown everywhere: as many decimals as they have, at most two, and never an exponent."""

from __future__ import annotations


def coin_words(coins: float) -> str:
    """Return a number of coins, as in "976" or "12.5"."""
    text = f"{coins:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text

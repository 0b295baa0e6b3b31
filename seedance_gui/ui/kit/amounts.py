"""Numbers and amounts of money as this window's language and country write them."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QCoreApplication, QLocale

from seedance_gui.domain.cost_estimate import Currency


def number_words(number: float, most: int = 2) -> str:
    """Return a number with as many decimals as it has, at most so many, and never an exponent."""
    rounded = round(number, most) + 0.0  # -0 becomes 0
    return QLocale().toString(rounded, "f", _decimals(rounded, most))


def number_in(text: str) -> float | None:
    """Return the number that a person typed: as the window writes it, else as their system does."""
    plain = unicodedata.normalize("NFKC", text).strip()  # Chinese keyboards write wide digits
    for locale in (QLocale(), QLocale.system()):
        number, known = locale.toDouble(plain)
        if known:
            return number
    return None


def coin_unit(practice: bool) -> str:
    """Return what coins are called."""
    translate = QCoreApplication.translate
    return translate("tasks", "pretend coins") if practice else translate("tasks", "coins")


def amount_words(amount: float, currency: Currency, *, practice: bool, most: int = 4) -> str:
    """Return an amount with its currency, as in "12 coins" or "¥0.80"."""
    translate = QCoreApplication.translate
    if currency is Currency.YUAN:
        decimals = _decimals(amount, most)
        number = QLocale().toString(amount, "f", max(2, decimals) if decimals else 0)
        return translate("Money", "¥{amount}").format(amount=number)
    words = translate("Money", "{amount} {unit}")
    return words.format(amount=number_words(amount, most), unit=coin_unit(practice))


def _decimals(number: float, most: int) -> int:
    return len(f"{number:.{most}f}".rstrip("0").partition(".")[2])

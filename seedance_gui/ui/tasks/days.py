"""Days as a person names them: the list's headings, and the filter by date."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, datetime, timedelta
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QDate, QLocale

_MONTHS = 24


class When(StrEnum):
    """The filter by date."""

    ANY = ""
    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    OLDER = "older"


class Days:
    """Cuts time into today, yesterday, weekdays, months and years, in this computer's time zone.

    Which one a moment belongs to is a look-up, cheap enough for each row of a long list. What is today comes
    with ``turn``; times are Unix seconds.
    """

    def __init__(self, now: float) -> None:
        self._starts: list[float] = []
        self._names: list[str] = []
        self.today = date.min
        self.ends = 0.0
        self.turn(now)

    def turn(self, now: float) -> bool:
        """Take this moment's day as today; tell whether it is another one than before."""
        today = local_day(now)
        if today == self.today:
            return False
        self.today = today
        self.ends = _begins(today + timedelta(days=1))
        sections = sorted(_sections(today))
        self._starts = [_begins(day) for day, _ in sections]
        self._names = [name for _, name in sections]
        return True

    def begins(self, moment: float) -> float:
        """Return when the part of time began that a moment belongs to."""
        section = bisect_right(self._starts, moment)
        return self._starts[section - 1] if section else float("-inf")

    def name(self, moment: float) -> str:
        """Return the heading over a moment: Today, Yesterday, a weekday, a month, a year."""
        section = bisect_right(self._starts, moment)
        return self._names[section - 1] if section else str(local_day(moment).year)

    def is_recent(self, moment: float) -> bool:
        """Whether the moment lies within seven days, so that its heading names one day."""
        return (self.today - local_day(moment)).days < 7

    def window(self, when: When) -> tuple[float, float]:
        """Return from which moment on, and up to which one, a choice of date reaches."""
        if when is When.ANY:
            return float("-inf"), float("inf")
        back = {When.TODAY: 0, When.WEEK: 6, When.MONTH: 29, When.OLDER: 29}[when]
        edge = _begins(self.today - timedelta(days=back))
        return (float("-inf"), edge) if when is When.OLDER else (edge, float("inf"))


def local_day(seconds: float) -> date:
    """Return the day, in this computer's time zone, of a Unix time."""
    return datetime.fromtimestamp(seconds).astimezone().date()


def _begins(day: date) -> float:
    return datetime(day.year, day.month, day.day).astimezone().timestamp()


def _sections(today: date) -> list[tuple[date, str]]:
    """Return each part of time: its first day and its name. The same name is never two parts."""
    translate = QCoreApplication.translate
    locale = QLocale()
    found = [
        (today, translate("tasks", "Today")),
        (today - timedelta(days=1), translate("tasks", "Yesterday")),
    ]
    for ago in range(2, 7):
        day = today - timedelta(days=ago)
        found.append((day, locale.standaloneDayName(day.isoweekday(), QLocale.FormatType.LongFormat)))
    week = found[-1][0]
    for ago in range(_MONTHS):
        years, month = divmod(today.year * 12 + today.month - 1 - ago, 12)
        first = date(years, month + 1, 1)
        if first >= week:
            continue
        pattern = translate("tasks", "MMMM", "a month of this year, as in November")
        if first.year != today.year:
            pattern = translate("tasks", "MMMM yyyy", "a month of another year, as in November 2025")
        found.append((first, locale.toString(QDate(first.year, first.month, 1), pattern)))
    oldest = found[-1][0]
    # The rest of the year of the oldest month keeps that year's number.
    found.extend(
        (date(year, 1, 1), str(year)) for year in range(2000, oldest.year + 1) if date(year, 1, 1) < oldest
    )
    return found

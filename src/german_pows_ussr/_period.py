"""Read a period: a year, quarter, month or day, or an interval between two of them."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from ._text import UnknownNameError

DATE = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?))?", re.ASCII)
UNDATED = frozenset({"..", ""})  # how EDTF writes the open and the unknown end of an interval


@lru_cache(maxsize=1024)
def first_and_last_day(period: str) -> tuple[date | None, date | None]:
    """Return the days on which a period in EDTF, or a quarter, begins and ends.

    An open or unknown end has no day. Raise ValueError for what is no period.

    >>> [str(day) for day in first_and_last_day("1945-Q2")]
    ['1945-04-01', '1945-06-30']
    >>> [str(day) for day in first_and_last_day("1944-02/..")]
    ['1944-02-01', 'None']

    """
    first, slash, last = period.partition("/")
    ends = (first, last if slash else first)
    if UNDATED.issuperset(ends):
        raise ValueError("it has no date")
    begin, end = (None if each in UNDATED else days_of_date(each) for each in ends)
    if begin and end and begin[0] > end[0]:
        raise ValueError("it ends before it begins")
    return begin and begin[0], end and end[1]


def days_of_date(when: str) -> tuple[date, date]:
    """Return the first and the last day of a year, quarter, month or day."""
    found = DATE.fullmatch(when)
    if not found:
        raise ValueError(f"{when!r} is no year, month or day")
    year, quarter, month, day = (int(part or 0) for part in found.groups())
    first, last = (3 * quarter - 2, 3 * quarter) if quarter else (month or 1, month or 12)
    return date(year, first, day or 1), date(year, last, day or monthrange(year, last)[1])


def days_of_time(when: str) -> tuple[str, str]:
    """Return the first and the last day of a time that a user asks for, as text."""
    try:
        first, last = first_and_last_day(str(when))
    except ValueError:
        raise UnknownNameError(
            f"no time {when!r}: 1945, 1945-Q2, 1945-05, 1945-05-08 or 1943-01/1943-03 expected"
        ) from None
    return str(first or date.min), str(last or date.max)


def overlaps(figure: Mapping[str, str], first: str, last: str) -> bool:
    """Tell whether a figure is dated, and its time has one of some days."""
    start, end = figure["period_start"], figure["period_end"]
    return bool(start or end) and (start or first) <= last and first <= (end or last)

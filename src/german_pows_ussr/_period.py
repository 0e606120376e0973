"""A time, as people write it -> its first and its last day, and which figures speak of it."""

from __future__ import annotations

import re

from ._package import UnknownNameError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

DATE = re.compile(r"(\d{4})(?:-(?:(Q[1-4])|(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?))?")
QUARTERS = {"Q1": ("01", "03"), "Q2": ("04", "06"), "Q3": ("07", "09"), "Q4": ("10", "12")}


def days(when: str) -> tuple[str, str]:
    """The first and the last day of a time; as text, in whose order a month may have 31.

    >>> days("1945-Q2"), days("1943/1944")
    (('1945-04-01', '1945-06-31'), ('1943-01-01', '1944-12-31'))

    """
    first, slash, last = str(when).partition("/")
    dates = [DATE.fullmatch(date) for date in (first, last if slash else first)]
    if not all(dates):
        raise UnknownNameError(
            f"no time {when!r}: 1945, 1945-Q2, 1945-05, 1945-05-08 or 1943-01/1943-03 expected"
        )
    begin, end = (ends(*date.groups()) for date in dates if date)
    return begin[0], end[1]


def ends(year: str, quarter: str | None, month: str | None, day: str | None) -> tuple[str, str]:
    """The first and the last day of a year, or of a part of it."""
    first, last = QUARTERS[quarter] if quarter else (month or "01", month or "12")
    return f"{year}-{first}-{day or '01'}", f"{year}-{last}-{day or '31'}"


def speaks_of(figure: Mapping[str, str], first: str, last: str) -> bool:
    """Whether the time of a figure has one of some days; an undated figure has none."""
    start, end = figure["period_start"], figure["period_end"]
    return bool(start or end) and (start or first) <= last and first <= (end or last)

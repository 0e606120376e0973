"""Write times in words."""

from __future__ import annotations

from calendar import month_name

ORDINALS = ("first", "second", "third", "fourth")


def in_words(period: str) -> str:
    """Write a period in EDTF, or a quarter, in words.

    >>> [in_words(period) for period in ("../1956-04-22", "1945-Q2", "1945-05/", "")]
    ['until 22 April 1956', 'second quarter of 1945', 'from May 1945', 'not said']
    >>> in_words("1943-01/1943-03")
    'January to March 1943'

    """
    first, slash, last = period.partition("/")
    begin, end = date_in_words(first), date_in_words(last)
    if not slash:
        return begin or "not said"
    if not begin:
        return f"until {end}"
    return f"{begin.removesuffix(f' {last[:4]}')} to {end}" if end else f"from {begin}"


def date_in_words(date: str) -> str:
    """Write a year, quarter, month or day in words; an open end is ``""``."""
    year, *rest = date.strip(".").split("-")
    if rest and rest[0].startswith("Q"):
        return f"{ORDINALS[int(rest[0][1:]) - 1]} quarter of {year}"
    month = [month_name[int(rest[0])]] if rest else []
    return " ".join([*(str(int(day)) for day in rest[1:]), *month, year])

"""A period in EDTF -> its first and its last day; ``..`` is an open end, which has none."""

from __future__ import annotations

from datetime import date

from edtf import parse_edtf


def period_start(period: str | None) -> date | None:
    """'1945-04/..' -> the first of April 1945; empty where the period is open there, or undated."""
    return day(period.partition("/")[0], "lower_strict") if period else None


def period_end(period: str | None) -> date | None:
    """'../1945-04' -> the thirtieth of April 1945; empty where it is open there, or undated."""
    return day(period.rpartition("/")[2], "upper_strict") if period else None


def day(when: str, side: str) -> date | None:
    """The first or the last day of a year, a month or a day."""
    return None if when == ".." else date(*getattr(parse_edtf(when), side)()[:3])

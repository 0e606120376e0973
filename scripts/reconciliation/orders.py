"""Two populations, or two periods -> how the one stands to the other."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from edtf import parse_edtf

from transcription.definition import Definition

from .figures import Figure

Order = Literal["same", "within", "around", "beside", "unrelated"]
"""Beside each other are what neither holds; unrelated what nothing says more of than that."""
QUARTER = re.compile(r"(\d{4})-Q([1-4])")


def order_of_populations(one: str, other: str, definition: Definition) -> Order:
    """How the people of one population stand to those of another."""
    relations = definition.populations
    names = {name: relations[name].same_as or name for name in (one, other)}
    if names[one] == names[other]:
        return "same"
    if names[other] in holders(one, definition):
        return "within"
    if names[one] in holders(other, definition):
        return "around"
    shared = holders(one, definition) & holders(other, definition)
    return "beside" if shared else "unrelated"


def holders(name: str, definition: Definition) -> set[str]:
    """The populations that hold one, directly or not, each by the name that others share."""
    relations = definition.populations
    found: set[str] = set()
    waiting = {name, relations[name].same_as or name}
    while waiting:
        within = {whole for each in waiting for whole in relations[each].within}
        waiting = {relations[whole].same_as or whole for whole in within} | within
        waiting -= found
        found |= waiting
    return found


def order_of_times(one: Figure, other: Figure, definition: Definition) -> Order:
    """How the time of one figure stands to that of another; undated is all the time."""
    (first, last), (begin, end) = days(one.period), days(other.period)
    if definition.measures[one.measure].state:
        dated = one.period and other.period
        return "same" if dated and first <= end and begin <= last else "beside"
    if (first, last) == (begin, end):
        return "same"
    if begin <= first and last <= end:
        return "within"
    return "around" if first <= begin and end <= last else "beside"


EVER = ((0, 0, 0), (9999, 12, 31))
Day = tuple[int, int, int]


@cache
def days(period: str | None) -> tuple[Day, Day]:
    """The first and the last day of a period in EDTF, or of a quarter; of none, all of them."""
    if period is None:
        return EVER
    quarter = QUARTER.fullmatch(period)
    if quarter:
        year, number = int(quarter[1]), int(quarter[2])
        return (year, 3 * number - 2, 1), (year, 3 * number, 31)
    first, _, last = period.partition("/")
    begin = EVER[0] if first == ".." else day(first, "lower_strict")
    return begin, EVER[1] if last == ".." else day(last or first, "upper_strict")


def day(when: str, side: str) -> Day:
    """The first or the last day of a year, a month or a day."""
    year, month, number = getattr(parse_edtf(when), side)()[:3]
    return int(year), int(month), int(number)

"""Two populations, or two periods -> how the one stands to the other."""

from __future__ import annotations

from datetime import date
from typing import Literal

from german_pows_ussr._period import first_and_last_day
from transcription.definition import Definition

from .figures import Figure

Order = Literal["same", "within", "around", "beside", "unrelated"]
"""Beside each other are what neither holds; unrelated what nothing says more of than that."""


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


def days(period: str | None) -> tuple[date, date]:
    """Return the first and the last day of a period; an open end, or none at all, is all days."""
    first, last = first_and_last_day(period) if period else (None, None)
    return first or date.min, last or date.max

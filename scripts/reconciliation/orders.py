"""Two populations, or two periods -> whether they are the same, or one is within the other."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Literal

from transcription.definition import Definition
from transcription.derivation import quarter_end, quarter_start
from transcription.periods import period_end, period_start
from transcription.refusal import Refusal

from .figures import Figure

Order = Literal["same", "within", "around"]
QUARTER = re.compile(r"(\d{4})-Q([1-4])")


def order_of_populations(one: str, other: str, definition: Definition) -> Order | None:
    """Whether two populations are the same, or one is within the other."""
    relations = definition.populations
    for name in (one, other):
        if name not in relations:
            known = ", ".join(relations)
            raise Refusal(f"{definition.file}, populations: {name!r} is missing; there are {known}")
    names = {name: relations[name].same_as or name for name in (one, other)}
    if names[one] == names[other]:
        return "same"
    if names[other] in holders(one, definition):
        return "within"
    return "around" if names[one] in holders(other, definition) else None


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


def order_of_times(one: Figure, other: Figure, definition: Definition) -> Order | None:
    """Whether two figures speak of one time, or one of a part of it; undated is all the time."""
    (first, last), (begin, end) = days(one.period), days(other.period)
    if one.measure in definition.states:
        return "same" if first <= end and begin <= last and one.period and other.period else None
    if (first, last) == (begin, end):
        return "same"
    if begin <= first and last <= end:
        return "within"
    return "around" if first <= begin and end <= last else None


@cache
def days(period: str | None) -> tuple[date, date]:
    """The first and the last day of a quarter, or of a period in EDTF; of an open end, all days."""
    quarter = QUARTER.fullmatch(period or "")
    if quarter:
        year, number = map(int, quarter.groups())
        return quarter_start(year, number), quarter_end(year, number)
    return period_start(period) or date.min, period_end(period) or date.max

"""Does a period have the days that EDTF gives it? The ``edtf`` library is the oracle."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from conftest import SCHEMAS, rows
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from german_pows_ussr._period import first_and_last_day

Days = tuple[date | None, date | None]

DAYS: dict[str, Days] = {
    "1945": (date(1945, 1, 1), date(1945, 12, 31)),
    "1945-Q1": (date(1945, 1, 1), date(1945, 3, 31)),
    "1945-Q2": (date(1945, 4, 1), date(1945, 6, 30)),
    "1945-Q3": (date(1945, 7, 1), date(1945, 9, 30)),
    "1945-Q4": (date(1945, 10, 1), date(1945, 12, 31)),
    "1944-02": (date(1944, 2, 1), date(1944, 2, 29)),
    "1956-04-22": (date(1956, 4, 22), date(1956, 4, 22)),
    "1941-06/1941-12": (date(1941, 6, 1), date(1941, 12, 31)),
    "1945-01/1945": (date(1945, 1, 1), date(1945, 12, 31)),
    "../1950": (None, date(1950, 12, 31)),
    "/1950": (None, date(1950, 12, 31)),
    "1945-05/..": (date(1945, 5, 1), None),
    "1945-05/": (date(1945, 5, 1), None),
}
NO_PERIODS = (
    "", "..", "/", "../", "../..", "x/1945", "1945-13", "1945-00", "1945-5", "1945-02-29",
    "1945-04-31", "1945-05-00", "1945-05-32", "1945-Q0", "1945-Q5", "1945-Q2-01", "1945/1943",
    "1945-12/1945", "1945/1946/1947", "1939-1945", "1945..1946", "0000", "19450508", "1945~",
    "１９４５", " 1945", "1945\n",
)  # fmt: skip


@cache
def by_library(period: str) -> Days:
    """Return the days of a period as the library reads it; an open or unknown end has none."""
    parse_edtf(period)
    dated = parse_edtf(period.strip("./"))
    return (
        None if period.startswith(("..", "/")) else date(*dated.lower_strict()[:3]),
        None if period.endswith(("..", "/")) else date(*dated.upper_strict()[:3]),
    )


def test_a_period_has_its_first_and_last_day() -> None:
    """A year, quarter, month, day or interval has both; an open or unknown end has none."""
    assert {period: first_and_last_day(period) for period in DAYS} == DAYS


def test_what_is_no_period_is_refused() -> None:
    """Impossible dates, intervals that end before they begin or have no date, other notations."""
    for text in NO_PERIODS:
        with pytest.raises(
            ValueError, match=r"is no year|it has no date|it ends before|day is out of|year 0"
        ):
            first_and_last_day(text)


def test_every_published_period_has_the_days_of_the_library() -> None:
    """It reads each, and the columns beside the period hold its days."""
    columns = {
        ("statements", "period"),
        ("events", "date"),
        ("sources", "year"),
        ("codings", "period"),
    }
    periods = {row[field] for table, field in columns for row in rows(table)} - {""}
    assert len(periods) > len(rows("events"))
    for period in periods:
        assert first_and_last_day(period) == by_library(period), period
    for table, field in (
        ("statements", "period"),
        ("events", "date"),
        ("prisoners_held", "period"),
    ):
        assert {"period_start", "period_end"} <= {each["name"] for each in SCHEMAS[table]["fields"]}
        for row in rows(table):
            days = first_and_last_day(row[field]) if row[field] else (None, None)
            assert (row["period_start"], row["period_end"]) == tuple(str(day or "") for day in days)


def test_every_compared_period_is_edtf_beside_its_days() -> None:
    """In one notation, whichever table has it; what is open or not dated has no day."""
    for figure in rows("figures"):
        period = figure["period"]
        if "Q" in period:  # a quarter, which EDTF writes as three months
            continue
        expected: Days = by_library(period) if period else (None, None)
        days = (figure["period_start"], figure["period_end"])
        assert days == tuple(str(day or "") for day in expected), figure["figure"]


DATES = st.tuples(st.dates(date(1, 1, 1)), st.sampled_from((4, 7, 10))).map(
    lambda drawn: str(drawn[0])[: drawn[1]]
)
INTERVALS = st.tuples(DATES, DATES).map(
    lambda ends: sorted(ends, key=lambda end: f"{end}-01-01"[:10])
)


@settings(max_examples=15, deadline=None)
@given(
    period=st.one_of(
        DATES, INTERVALS.map("/".join), DATES.map("{}/..".format), DATES.map("../{}".format)
    )
)
def test_any_period_has_the_days_of_the_library(period: str) -> None:
    """Years, months and days, alone or as the ends of an interval that may be open."""
    assert first_and_last_day(period) == by_library(period)

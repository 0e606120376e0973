"""Does a period have the days that EDTF gives it?"""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from conftest import rows
from edtf import parse_edtf

import german_pows_ussr as pows
from transcription.periods import period_end, period_start

DAYS: dict[str | None, tuple[date | None, date | None]] = {
    "1945": (date(1945, 1, 1), date(1945, 12, 31)),
    "1944-02": (date(1944, 2, 1), date(1944, 2, 29)),
    "1956-04-22": (date(1956, 4, 22), date(1956, 4, 22)),
    "1941-06/1941-12": (date(1941, 6, 1), date(1941, 12, 31)),
    "../1950": (None, date(1950, 12, 31)),
    "1945-05/..": (date(1945, 5, 1), None),
    None: (None, None),
}


@pytest.mark.parametrize("period", DAYS)
def test_a_period_has_its_first_and_last_day(period: str | None) -> None:
    """Of a year, a month, a day, an interval; an open end has none."""
    assert (period_start(period), period_end(period)) == DAYS[period]


@pytest.mark.parametrize(("table", "field"), [("statements", "period"), ("events", "date")])
def test_the_published_days_are_those_of_the_period(table: str, field: str) -> None:
    """In every row; what is dated and closed has both, in their order."""
    for row in rows(table):
        text = row[field]
        begins, ends = row["period_start"], row["period_end"]
        assert begins[:4] == text.partition("/")[0].strip(".")[:4]
        assert ends[:4] == text.rpartition("/")[2].strip(".")[:4]
        assert not (begins and ends) or begins <= ends


@pytest.mark.parametrize("measure", pows.compare()["measure"])
def test_every_period_is_edtf_beside_its_days(measure: str) -> None:
    """In one notation, whichever table has it; what is open or not dated has no day."""
    for _, figure in pows.compare(measure).iterrows():
        begins, ends = figure["period_start"], figure["period_end"]
        if pd.isna(figure["period"]):
            assert pd.isna(begins)
            assert pd.isna(ends)
            continue
        period = parse_edtf(figure["period"])
        open_ends = figure["period"].split("/")
        assert pd.isna(begins) == (open_ends[0] == "..")
        assert pd.isna(ends) == (open_ends[-1] == "..")
        if pd.notna(begins):
            assert begins.timetuple()[:3] == period.lower_strict()[:3]
        if pd.notna(ends):
            assert ends.timetuple()[:3] == period.upper_strict()[:3]

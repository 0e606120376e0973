"""What do the figures say of each other, and is it computed?

The findings that make this dataset worth reading are typed here by hand, from paper and pencil. The
rest is checked for being what it says: the published value of the published cells.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter

import pytest
from conftest import ROOT, cells, key, rows

from reconciliation.words import period_in_words

CHECKS = cells("findings")
DECLARED = tomllib.loads((ROOT / "scripts/article/findings.toml").read_text(encoding="utf-8"))[
    "checks"
]
ADDRESSES = {
    f"{table}/{key(table, row)}/{field}": float(value)
    for table in ("prisoners_held", "prisoners_by_nationality", "statements")
    for row in rows(table)
    for field, value in row.items()
    if re.fullmatch(r"\d+(\.\d+)?", value)
}

FINDINGS = {
    # check: left, right, difference, finding
    "lead-commission-died-parts": (1094250, 1094250, 0, "agrees"),
    "stalingrad-parts": (91000, 91000, 0, "agrees"),
    "lead-soviet-died-parts": (381067, 381067, 0, "agrees"),
    "overmans-maximum": (1063000, 1000000, 63000, "agrees_when_rounded"),
    "commission-overmans-maximum": (1094250, 1000000, 94250, "conflicts"),
    "beorn-commission": (35.8, 35.7598, 0.0402, "agrees_when_rounded"),
    "beorn-overmans": (35.8, 33.3333, 2.4667, "agrees_when_rounded"),
    "beorn-western": (35.8, 33.3333, 2.4667, "conflicts"),
    "beorn-overy": (35.8, 14.9079, 20.8921, "conflicts"),
    "captured-western-nkvd": (3000000, 2733739, 266261, "conflicts"),
    "captured-article-nkvd": (3000000, 2733739, 266261, "agrees_when_rounded"),
    "captured-article-overmans": (3000000, 3000000, 0, "agrees"),
    "beorn-nkvd": (35.8, 13.9394, 21.8606, "conflicts"),
    "held-end-of-war": (2800000, 2000000, 800000, "conflicts"),
    "held-end-of-war-captured": (2800000, 2733739, 66261, "conflicts"),
    "held-april-1945": (2000000, 2000000, 0, "agrees"),
    "held-october-1949": (85000, 85000, 0, "agrees"),
    "growth-second-half-1944": (2, 1.5135, 0.4865, "conflicts"),
    "growth-within-second-half-1944": (2, 1, 1, "conflicts"),
    "growth-next-quarter": (2, 1.9643, 0.0357, "not_comparable"),
    "overy-accounted-table": (2388000, 2388443, -443, "agrees_when_rounded"),
    "overy-died-table": (356000, 356700, -700, "conflicts"),
    "died-soviet-commission": (381067, 1094250, -713183, "conflicts"),
    "captured-nkvd-commission": (2733739, 3060000, -326261, "conflicts"),
    "captured-austrian-nkvd": (2200000, 2733739, -533739, "conflicts"),
    "stalingrad-raises-number": (91000, 70000, 21000, "not_comparable"),
    "transferred-officers-inmates": (6000, 6680, -680, "not_comparable"),
    "died-percent-total": (13.9, 13.9394, -0.0394, "agrees_when_rounded"),
    "died-percent-spanish": (15, 15.4867, -0.4867, "agrees_when_rounded"),
}


def test_a_finding_is_the_one_worked_out_by_hand() -> None:
    """Both sides, their difference, and what it says."""
    numbers = ("left_value", "right_value", "difference")
    for name, expected in FINDINGS.items():
        row = CHECKS[name]
        assert (*(float(row[number]) for number in numbers), row["finding"]) == expected, name


def test_the_findings_are_so_many() -> None:
    """The arithmetic of the table holds throughout; the conflicts are these, and no more."""
    assert Counter(row["finding"] for row in CHECKS.values()) == {
        "agrees": 136,
        "agrees_when_rounded": 23,
        "conflicts": 18,
        "not_comparable": 4,
    }
    sound = ("row_identity", "column_sum", "percentage", "part_whole", "repeat")
    assert not [
        name
        for name, row in CHECKS.items()
        if row["kind"] in sound and row["finding"] == "conflicts"
    ]


def test_the_table_of_nationalities_is_checked_throughout() -> None:
    """An identity and a percentage for each of the 14 rows, a sum for each of the three columns."""
    kinds = Counter(row["kind"] for row in CHECKS.values())
    assert (kinds["row_identity"], kinds["percentage"], kinds["column_sum"]) == (14, 14, 3)


def test_every_number_of_the_prose_is_compared() -> None:
    """But for the one that nothing in the article can be held against."""
    used = " ".join(row["left_side"] + " " + row["right_side"] for row in CHECKS.values())
    alone = [
        row["statement"]
        for row in rows("statements")
        if row["value"] and f"/{row['statement']}/" not in used
    ]
    assert alone == ["history-sentence"]


def test_a_side_is_the_value_of_its_cells() -> None:
    """Worked out again from the CSV files, by other means."""
    for name, row in CHECKS.items():
        left, right = again(row["left_side"]), again(row["right_side"])
        expected = pytest.approx((left, right, left - right), abs=0.00005)
        numbers = ("left_value", "right_value", "difference")
        assert tuple(float(row[number]) for number in numbers) == expected, name


def again(expression: str) -> float:
    """The value of an expression over the published files."""
    if expression in ADDRESSES:
        return ADDRESSES[expression]
    formula = re.sub(r"\[([^]]+)]", lambda match: repr(column(match[1])), expression)
    return float(eval(formula, {"__builtins__": {}}))  # noqa: S307 - our own file, checked above


def column(address: str) -> float:
    """A cell, or with a star the sum of a column."""
    pattern = re.compile(re.escape(address).replace(r"\*", ".*"))
    return sum(value for name, value in ADDRESSES.items() if pattern.fullmatch(name))


def test_no_finding_and_no_value_is_typed() -> None:
    """The file declares titles and sides; what they come to is computed."""
    allowed = {"title", "kind", "left", "right", "unit", "relation", "not_comparable", "note",
               "each", "where"}  # fmt: skip
    for check in DECLARED.values():
        assert set(check) <= allowed
        assert not re.search(
            r"(?<!\w)(?!100\b)\d", re.sub(r"\[[^]]+]", "", check["left"] + check["right"])
        )


def test_a_declared_conflict_and_a_refusal_to_compare_have_their_notes() -> None:
    """What may explain the difference, or why the two sides count different things."""
    for row in CHECKS.values():
        if row["finding"] in ("not_comparable", "conflicts") and row["comparison"] in DECLARED:
            assert row["note"], row["comparison"]


INTERVALS = {
    # check: least and greatest of the left side, of the right side; finding; truncation
    "overmans-maximum": (1012500, 1113500, None, 1050000, "agrees_when_rounded", "false"),
    "beorn-overmans": (35.75, 35.85, None, 42, "agrees_when_rounded", "false"),
    "beorn-western": (35.75, 35.85, None, 35.5932, "conflicts", "false"),
    "beorn-commission": (35.75, 35.85, 35.7015, 35.8183, "agrees_when_rounded", "false"),
    "overy-died-table": (355500, 356500, 356700, 356700, "conflicts", "true"),
    "overy-accounted-table": (2387500, 2388500, 2388443, 2388443, "agrees_when_rounded", "false"),
    "held-end-of-war-captured": (2750000, 2850000, 2733739, 2733739, "conflicts", "false"),
    "captured-western-commission": (2950000, 3050000, 3055000, 3065000, "conflicts", "true"),
    "growth-second-half-1944": (1.75, 2, 1.48, 1.5479, "conflicts", "false"),
    "held-end-of-war": (2750000, 2850000, 1950000, 2050000, "conflicts", "false"),
}


def test_the_intervals_worked_out_by_hand() -> None:
    """Both sides with what they may mean, and whether rounding explains the difference."""
    sides = ("left_low", "left_high", "right_low", "right_high")
    for name, expected in INTERVALS.items():
        row = CHECKS[name]
        ends = (float(row[side]) if row[side] else None for side in sides)
        assert (*ends, row["finding"], row["truncation"]) == expected, name


def test_a_finding_is_what_the_intervals_say() -> None:
    """Judged again from the published numbers."""
    for row in CHECKS.values():
        low, least = (float(row[side] or "-inf") for side in ("left_low", "right_low"))
        high, most = (float(row[side] or "inf") for side in ("left_high", "right_high"))
        left, right = float(row["left_value"]), float(row["right_value"])
        at_most = row["relation"] == "at_most"
        printed = left <= right if at_most else left == right
        meet = low <= most and (at_most or least <= high)
        expected = "agrees" if printed else "agrees_when_rounded" if meet else "conflicts"
        assert row["finding"] in (expected, "not_comparable"), row["comparison"]


def test_a_finding_is_told_in_a_sentence() -> None:
    """Built from the numbers."""
    row = CHECKS["held-end-of-war"]
    assert row["title"] == "Held at the end of the war: the prose against the table"
    assert row["summary"] == (
        "2,800,000 (2,750,000 to 2,850,000) against 2,000,000 (1,950,000 to 2,050,000): "
        "no rounding explains the difference."
    )


MAXIMA = {
    "beorn-overmans": "35.8% (35.75% to 35.85%) against a maximum of 33.33% (up to 42%): "
    "they may be the same: one is a maximum, and whatever lies below it meets it.",
    "died-overmans-western": "A maximum of 1,000,000 (up to 1,050,000) against a maximum of 1,000,000 "
    "(up to 1,050,000): the same as printed; but these are two maxima, and what they bound may differ.",
    "lead-overmans-died-and-danish-died-in-captivity": "35 should not exceed a maximum of 1,000,000 "
    "(up to 1,050,000): it does not, as printed.",
}


def test_a_maximum_is_called_one() -> None:
    """On one side it is why the sides meet; two that agree are two limits, not two counts."""
    assert {name: CHECKS[name]["summary"] for name in MAXIMA} == MAXIMA


def test_a_stranger_can_read_what_is_compared() -> None:
    """Titles and summaries hold no key of a row, no term of a vocabulary, no date in EDTF."""
    keys = {row["statement"] for row in rows("statements")} | set(CHECKS)
    code = re.compile(r"_|\d{4}-\d{2}|\d{4}/|\.\.|-Q\d|[{}]")
    for row in CHECKS.values():
        for text in (row["title"], row["summary"]):
            assert not [key for key in keys if "-" in key and key in text], text
            assert not code.search(text), text
            assert not text[0].islower(), text
    assert len({row["title"] for row in CHECKS.values()}) == len(CHECKS)


PERIODS = {
    "1939/1945": "1939 to 1945",
    "1943-01/1943-03": "January to March 1943",
    "1941/1945-04": "1941 to April 1945",
    "1945-01/1945": "January 1945 to 1945",
    "1945-05/1950-06": "May 1945 to June 1950",
    "1945-05/..": "from May 1945",
    "../1950": "until 1950",
    "1945-05-08": "8 May 1945",
    "1942-Q1": "quarter 1 of 1942",
}


def test_a_period_is_told_in_words() -> None:
    """A year that both ends share is said once."""
    assert {period: period_in_words(period) for period in PERIODS} == PERIODS

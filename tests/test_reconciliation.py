"""What do the figures say of each other, and is it computed?

The findings that make this dataset worth reading are typed here by hand, from paper and pencil. The
rest is checked for being what it says: the published value of the published cells.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter

import pytest
from conftest import ROOT, Checkout, cells, key, rows

CHECKS = cells("reconciliation")
DECLARED = tomllib.loads(
    (ROOT / "scripts/article/reconciliation.toml").read_text(encoding="utf-8")
)["checks"]
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
    "overmans-maximum": (1063000, 1000000, 63000, "conflicts"),
    "commission-overmans-maximum": (1094250, 1000000, 94250, "conflicts"),
    "beorn-commission": (35.8, 35.7598, 0.0402, "agrees_when_rounded"),
    "beorn-overmans": (35.8, 33.3333, 2.4667, "conflicts"),
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


@pytest.mark.parametrize("name", FINDINGS)
def test_a_finding_is_the_one_worked_out_by_hand(name: str) -> None:
    """Both sides, their difference, and what it says."""
    row = CHECKS[name]
    computed = (
        float(row["left_value"]),
        float(row["right_value"]),
        float(row["difference"]),
        row["finding"],
    )
    assert computed == FINDINGS[name]


def test_the_findings_are_so_many() -> None:
    """The arithmetic of the table holds throughout; the conflicts are these, and no more."""
    assert Counter(row["finding"] for row in CHECKS.values()) == {
        "agrees": 54,
        "agrees_when_rounded": 21,
        "conflicts": 17,
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


def test_every_repeat_is_checked() -> None:
    """One comparison for each statement that repeats another."""
    repeats = {f"repeat-{row['statement']}" for row in rows("statements") if row["repeats"]}
    assert repeats == {name for name, row in CHECKS.items() if row["kind"] == "repeat"}


def test_every_number_of_the_prose_is_compared() -> None:
    """But for the one that nothing in the article can be held against."""
    used = " ".join(row["left"] + " " + row["right"] for row in CHECKS.values())
    alone = [
        row["statement"]
        for row in rows("statements")
        if row["value"] and f"/{row['statement']}/" not in used
    ]
    assert alone == ["history-sentence"]


@pytest.mark.parametrize("name", CHECKS)
def test_a_side_is_the_value_of_its_cells(name: str) -> None:
    """Worked out again from the CSV files, by other means."""
    row = CHECKS[name]
    for side in ("left", "right"):
        assert float(row[f"{side}_value"]) == pytest.approx(again(row[side]), abs=0.00005)
    assert float(row["difference"]) == pytest.approx(
        again(row["left"]) - again(row["right"]), abs=0.00005
    )


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
    """The file declares sides, tolerances and reasons; what they come to is computed."""
    allowed = {"kind", "left", "right", "unit", "relation", "tolerance", "tolerance_reason",
               "not_comparable", "note", "each", "where"}  # fmt: skip
    for check in DECLARED.values():
        assert set(check) <= allowed
        assert not re.search(
            r"(?<!\w)(?!100\b)\d", re.sub(r"\[[^]]+]", "", check["left"] + check["right"])
        )


def test_a_tolerance_and_a_refusal_to_compare_have_their_reasons() -> None:
    """Why so much may lie between two figures, or why they count different things."""
    for row in CHECKS.values():
        assert (float(row["tolerance"]) > 0) == bool(row["tolerance_reason"])
        if row["finding"] in ("not_comparable", "conflicts"):
            assert row["note"], row["check"]


FAULTS = {
    "address of no cell": ("[prisoners_held/1942-Q1/prisoners]", "[prisoners_held/1942-Q5/prisoners]",
        ["checks.held-early-1942", "no number stands at 'prisoners_held/1942-Q5/prisoners'"]),
    "cell without a number": ("[prisoners_held/1942-Q1/prisoners]", "[prisoners_held/1942-Q1/period]",
        ["checks.held-early-1942", "no number stands at"]),
    "expression that is none": ('right = "[prisoners_held/1942-Q1/prisoners]"', 'right = "[prisoners_held/1942-Q1/prisoners] +"',
        ["checks.held-early-1942", "cannot be computed"]),
    "division by nothing": ('right = "[prisoners_held/1942-Q1/prisoners]"', 'right = "[prisoners_held/1942-Q1/prisoners] / 0"',
        ["checks.held-early-1942", "cannot be computed"]),
    "table that there is not": ('each = "prisoners_by_nationality"\nleft', 'each = "nationalities"\nleft',
        ["checks.accounted-for", "no table 'nationalities'", "prisoners_by_nationality"]),
    "field that there is not": ('where = { row_kind =', 'where = { kind_of_row =', ["checks.died-percent", "no field 'kind_of_row'"]),
    "selection of no row": ('where = { row_kind = ["nationality", "residual"] }', 'where = { row_kind = ["nationality", "others"] }',
        ["checks.died-percent", "no row of prisoners_by_nationality has 'others' as its row_kind"]),
    "tolerance without a reason": ('tolerance_reason = "Printed in whole percent."\n', "",
        ["checks.died-percent", "tolerance and tolerance_reason"]),
    "kind that is not in the vocabulary": ('kind = "growth"\nleft = "[statements/history-growth-1944/value]"\nright = "[prisoners_held/1945-Q1',
        'kind = "rise"\nleft = "[statements/history-growth-1944/value]"\nright = "[prisoners_held/1945-Q1', ["growth-next-quarter", "'rise' is not in the vocabulary"]),
    "mistyped key": ("not_comparable = \"Another", "incomparable = \"Another", ["reconciliation.toml line", "`incomparable`"]),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_a_check_stops_the_build(checkout: Checkout, fault: str) -> None:
    """The message names the check."""
    old, new, expected = FAULTS[fault]
    before = checkout.published()
    checkout.edit("scripts/article/reconciliation.toml", old, new)
    done = checkout.build()
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    for words in expected:
        assert words in line
    assert checkout.published() == before

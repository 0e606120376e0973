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

CHECKS = cells("findings")
FIGURES = cells("figures")
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

ISSUE = {
    # comparison: verdict, size in percent, depends on
    "died-soviet-commission": ("conflict", 65, ""),
    "history-beorn-died-share-and-total-died-percent": ("conflict", 61, ""),
    "captured-nkvd-commission": ("conflict", 11, ""),
    "held-end-of-war-captured": ("conflict", 2, ""),
    "beorn-overy": ("conflict", 58, ""),
    "held-and-died-captured": ("undecided", 9, "population"),
    "captured-western-commission": ("undecided", 2, "round_number; cut_off; hedge"),
    "captured-western-nkvd": ("undecided", 9, "round_number; hedge"),
    "captured-overmans-commission": ("undecided", 2, "round_number; cut_off; hedge"),
    "captured-overmans-nkvd": ("undecided", 9, "round_number; hedge"),
    "beorn-western": ("undecided", 7, "round_number; hedge"),
    "commission-western-maximum": ("undecided", 9, "round_number"),
    "commission-overmans-maximum": ("undecided", 9, "round_number"),
    "overmans-maximum": ("undecided", 6, "round_number"),
    "held-end-of-war": ("undecided", 29, "day"),
    "growth-second-half-1944": ("undecided", 24, "hedge; day"),
    "overy-died-table": ("same", 0, "cut_off"),
    "overy-accounted-table": ("same", 0, ""),
    "beorn-commission": ("same", 0, ""),
    "captured-article-overmans": ("same", 0, ""),
    "captured-austrian-nkvd": ("not_comparable", None, ""),
    "most-in-last-year": ("compatible", 8, ""),
    "returned-and-died-captured": ("conflict", 11, ""),
}
ASSUMED = {
    "died-soviet-commission": "one_group",
    "held-end-of-war-captured": "soviet_citizens",
    "beorn-overy": "overy_germans; one_group",
    "overy-died-table": "overy_germans",
    "overy-accounted-table": "",
    "overmans-maximum": "on_top",
    "spread-captured": "one_group",
    "survivors-commission": "only_two_fates",
}


def test_the_verdicts_are_those_worked_out_by_hand() -> None:
    """With their sizes, what they depend on, and what they assume."""
    found = {
        name: (
            row["finding"],
            round(float(size)) if (size := row["difference_percent"]) else None,
            row["depends_on"],
        )
        for name, row in CHECKS.items()
        if name in ISSUE
    }
    assert found == ISSUE
    assert {name: CHECKS[name]["assumes"] for name in ASSUMED} == ASSUMED


def test_conflicts_are_these_and_no_more() -> None:
    """Three quarrels, and what follows from the first; the arithmetic of the tables holds."""
    conflicts = {name for name, row in CHECKS.items() if row["finding"] == "conflict"}
    causes = {name for name in conflicts if not CHECKS[name]["cause"]}
    assert causes == {
        "died-soviet-commission", "returned-and-died-captured", "captured-nkvd-commission",
        "held-end-of-war-captured",
    }  # fmt: skip
    assert {CHECKS[name]["cause"] for name in conflicts - causes} == {"died-soviet-commission"}
    sound = ("row_identity", "column_sum", "percentage", "part_whole", "repeat", "rounding")
    kinds: dict[str, set[str]] = {row["kind"]: set() for row in CHECKS.values()}
    for row in CHECKS.values():
        kinds[row["kind"]].add(row["finding"])
    assert all(kinds[kind] <= {"same", "compatible"} for kind in sound)


def test_findings_are_sorted_by_interest_and_size() -> None:
    """Verdict first, then the size; derived figures, which have no verdict, last."""
    order = ["conflict", "undecided", "compatible", "same", "not_comparable", ""]
    ranks = [
        (order.index(row["finding"]), -float(row["difference_percent"] or 0))
        for row in CHECKS.values()
    ]
    assert ranks == sorted(ranks)


def test_a_size_is_the_difference_in_percent_of_the_larger_side() -> None:
    """Computed again for every comparison of two sides; points for shares are the difference."""
    for name, row in CHECKS.items():
        if row["right_value"] and row["finding"] != "not_comparable":
            left, right = float(row["left_value"]), float(row["right_value"])
            larger = max(abs(left), abs(right))
            size = 100 * abs(left - right) / larger if larger else 0
            assert float(row["difference_percent"]) == pytest.approx(size, abs=0.01), name
        else:
            assert row["difference_percent"] == row["difference"] == "", name
            derived = row["kind"] in ("survivors", "share", "net_change")
            assert derived or row["finding"] == "not_comparable", name


DERIVED = {
    # derived figure: value, low, high
    "survivors-commission": (1965750, 1960750, 1970750),
    "survivors-nkvd": (2352672, 2352672, 2352672),
    "survivors-nkvd-germans": (2031743, 2031743, 2031743),
    "share-commission": (35.7598, 35.7015, 35.8183),
    "share-nkvd": (13.9394, 13.9394, 13.9394),
    "share-nkvd-germans": (14.9344, 14.9344, 14.9344),
    "share-overmans": (33.3333, None, 42),
    "net-change-1941-q4": (94000, 88500, 99500),
    "net-change-1945-q3": (-500000, -600000, -400000),
}


def test_derived_figures_are_those_worked_out_by_hand() -> None:
    """With the interval of the print; net changes between consecutive quarters only."""
    for name, expected in DERIVED.items():
        ends = (CHECKS[name][f"left_{end}"] for end in ("value", "low", "high"))
        assert tuple(float(end) if end else None for end in ends) == expected, name
    assert sum(row["kind"] == "net_change" for row in CHECKS.values()) == 16
    spreads = {name: (row["left_value"], row["right_value"], row["title"].partition("greatest of ")[2])
               for name, row in CHECKS.items() if row["kind"] == "spread"}  # fmt: skip
    assert spreads == {
        "spread-died": ("381067.0", "1094250.0", "two counts; two maxima lie between them"),
        "spread-captured": ("2733739.0", "3060000.0", "four counts"),
    }


def test_every_open_comparison_stands_in_one_dispute() -> None:
    """And a dispute has the size and the words of its first cause."""
    disputes = cells("disputes")
    for name, row in CHECKS.items():
        assert bool(row["dispute"]) == (row["finding"] in ("conflict", "undecided")), name
        if row["cause"]:
            assert CHECKS[row["cause"]]["dispute"] == row["dispute"], name
    for name, dispute in disputes.items():
        cause = CHECKS[dispute["cause"]]
        assert cause["cause"] == ""
        for column in (
            "finding",
            "difference",
            "difference_percent",
            "unit",
            "depends_on",
            "assumes",
        ):
            assert dispute[column] == cause[column], (name, column)
        belonging = [row for row in CHECKS.values() if row["dispute"] == name]
        assert int(dispute["comparisons"]) == len(belonging)
        topics = {FIGURES[side]["topic"] for side in (cause["left_side"],) if side in FIGURES}
        assert topics <= {dispute["topic"]}
    assert next(iter(disputes)) == "died"
    causes = {CHECKS[name]["cause"] for name in ("beorn-overmans", "beorn-western")}
    assert causes == {"commission-overmans-maximum", "commission-western-maximum"}


SENTENCES = {
    "died": "381,067 German Wehrmacht prisoners died in Soviet captivity, according to the NKVD, as "
    "reported by Krivosheev; 1,094,250 German military personnel died in Soviet captivity (by the "
    "dates of its parts, from 1941 to 1955), according to the Maschke commission. 381,067 is 65% less "
    "than 1,094,250; no reading reconciles them. This assumes that 'German', 'German military' and "
    "'Wehrmacht' are used of the same armed force. One more comparison belongs to the same quarrel; "
    "five comparisons follow from these.",
    "growth-1944": "The number of German prisoners held nearly doubled in the second half of 1944, "
    "according to the article, which names no source; 560,000 German prisoners were held by the "
    "Soviet Union in the fourth quarter of 1944 and 370,000 German prisoners were held by the Soviet "
    "Union in the second quarter of 1944, according to Rüdiger Overmans (×1.51). ×1.51 is 24% less "
    "than ×2; whether they can be reconciled depends on how far a hedge reaches and on the day.",
    "held-and-died": "A total of 2.8 million Wehrmacht personnel were held as prisoners of war by the "
    "Soviet Union at the end of the war, according to Soviet records, and 549,360 German military "
    "personnel died in Soviet captivity from 1941 to April 1945, according to the Maschke commission "
    "(together 3,349,360); 3,060,000 German military personnel were taken prisoner by the Soviet "
    "Union, according to the Maschke commission. 3,349,360 should not exceed 3,060,000, which is 8.6% "
    "less; whether it must depends on who is counted. This assumes that 'German', 'German military' "
    "and 'Wehrmacht' are used of the same armed force.",
}


def test_a_dispute_is_told_in_full_sentences() -> None:
    """Who says what, of whom and when, which number is less, and what that depends on."""
    told = {row["dispute"]: row["sentence"] for row in rows("disputes")}
    assert {name: told[name] for name in SENTENCES} == SENTENCES


def test_a_number_in_a_note_is_printed_or_computed() -> None:
    """Those of the article in its own digits, others as in a summary of the findings."""
    article = (ROOT / "resources/article.txt").read_text(encoding="utf-8")
    known = set(
        re.findall(r"\d[\d,.]*\d", article + " ".join(r["summary"] for r in CHECKS.values()))
    )
    for row in [*CHECKS.values(), *rows("disputes")]:
        assert set(re.findall(r"\d[\d,.]*\d", row["note"])) <= known, row["note"]


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
        left = again(row["left_side"])
        assert float(row["left_value"]) == pytest.approx(left, abs=0.00005), name
        if row["right_side"]:
            right = again(row["right_side"])
            assert float(row["right_value"]) == pytest.approx(right, abs=0.00005), name
            if row["finding"] != "not_comparable":
                assert float(row["difference"]) == pytest.approx(left - right, abs=0.00005), name


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
               "each", "where", "day", "assumes"}  # fmt: skip
    for check in DECLARED.values():
        assert set(check) <= allowed
        sides = " ".join([check["left"], check.get("right", ""), *check.get("day", [])])
        assert not re.search(r"(?<!\w)(?!100\b|2\b)\d", re.sub(r"\[[^]]+]", "", sides))


def test_what_is_not_compared_has_its_reason() -> None:
    """And every dispute a note on why the figures may differ."""
    for row in CHECKS.values():
        assert row["note"] or row["finding"] != "not_comparable", row["comparison"]
    assert all(row["note"] for row in rows("disputes"))

"""What do the figures say of each other, and is it computed?

The findings that make this dataset worth reading are typed here by hand, from paper and pencil. The
rest is checked for being what it says: the published value of the published cells.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from itertools import combinations

import pytest
from conftest import ROOT, SCHEMAS, Checkout, cells, key, rows, share

import german_pows_ussr as pows
from reconciliation.words import period_in_words

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


PRINTED_AGAIN = {
    # a cell of the table by nationality: the statement that prints its figure first
    "prisoners_by_nationality/Total/died_in_captivity": "statements/lead-soviet-died/value",
    "prisoners_by_nationality/German/died_in_captivity": "statements/lead-soviet-died-germans/value",
    "prisoners_by_nationality/Total/accounted_for": "statements/history-krivosheev-accounted/value",
}


def test_every_repeat_is_checked() -> None:
    """One comparison for each statement, and for each cell of a table, that repeats another."""
    repeats = {f"statements/{row['statement']}/value": f"statements/{row['repeats']}/value"
               for row in rows("statements") if row["repeats"]}  # fmt: skip
    found = [row for row in CHECKS.values() if row["kind"] == "repeat"]
    assert {row["left_side"]: row["right_side"] for row in found} == repeats | PRINTED_AGAIN
    assert len(found) == len(repeats | PRINTED_AGAIN)


def test_every_number_of_the_prose_is_compared() -> None:
    """But for the one that nothing in the article can be held against."""
    used = " ".join(row["left_side"] + " " + row["right_side"] for row in CHECKS.values())
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
        assert float(row[f"{side}_value"]) == pytest.approx(again(row[f"{side}_side"]), abs=0.00005)
    assert float(row["difference"]) == pytest.approx(
        again(row["left_side"]) - again(row["right_side"]), abs=0.00005
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
    "overmans-maximum": (1012500, 1113500, 0, 1050000, "agrees_when_rounded", "false"),
    "beorn-overmans": (35.75, 35.85, 0, 42, "agrees_when_rounded", "false"),
    "beorn-western": (35.75, 35.85, 0, 35.5932, "conflicts", "false"),
    "beorn-commission": (35.75, 35.85, 35.7015, 35.8183, "agrees_when_rounded", "false"),
    "overy-died-table": (355500, 356500, 356700, 356700, "conflicts", "true"),
    "overy-accounted-table": (2387500, 2388500, 2388443, 2388443, "agrees_when_rounded", "false"),
    "held-end-of-war-captured": (2750000, 2850000, 2733739, 2733739, "conflicts", "false"),
    "captured-western-commission": (2950000, 3050000, 3055000, 3065000, "conflicts", "true"),
    "growth-second-half-1944": (1.75, 2, 1.48, 1.5479, "conflicts", "false"),
    "held-end-of-war": (2750000, 2850000, 1950000, 2050000, "conflicts", "false"),
}


@pytest.mark.parametrize("name", INTERVALS)
def test_the_intervals_worked_out_by_hand(name: str) -> None:
    """Both sides with what they may mean, and whether rounding explains the difference."""
    row = CHECKS[name]
    *ends, finding, truncation = INTERVALS[name]
    sides = ("left_low", "left_high", "right_low", "right_high")
    assert [float(row[side]) for side in sides] == ends
    assert (row["finding"], row["truncation"]) == (finding, truncation)


def test_a_finding_is_what_the_intervals_say() -> None:
    """Judged again from the published numbers."""
    for row in CHECKS.values():
        low, high, least, most = (float(row[side]) for side in
                                  ("left_low", "left_high", "right_low", "right_high"))  # fmt: skip
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


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "beorn-overmans",
            "35.8% (35.75% to 35.85%) against a maximum of 33.33% (0% to 42%): they may be the same: "
            "one is a maximum, and whatever lies below it meets it.",
        ),
        (
            "died-overmans-western",
            "a maximum of 1,000,000 (0 to 1,050,000) against a maximum of 1,000,000 (0 to 1,050,000): "
            "the same as printed; but these are two maxima, and what they bound may differ.",
        ),
        (
            "lead-overmans-died-and-danish-died-in-captivity",
            "35 should not exceed a maximum of 1,000,000 (0 to 1,050,000): it does not, as printed.",
        ),
    ],
)
def test_a_maximum_is_called_one(name: str, said: str) -> None:
    """On one side it is why the sides meet; two that agree are two limits, not two counts."""
    assert CHECKS[name]["summary"] == said[0].upper() + said[1:]


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


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("1939/1945", "1939 to 1945"),
        ("1943-01/1943-03", "January to March 1943"),
        ("1941/1945-04", "1941 to April 1945"),
        ("1945-01/1945", "January 1945 to 1945"),
        ("1945-05/1950-06", "May 1945 to June 1950"),
        ("1945-05/..", "from May 1945"),
        ("../1950", "until 1950"),
        ("1945-05-08", "8 May 1945"),
        ("1942-Q1", "quarter 1 of 1942"),
    ],
)
def test_a_period_is_told_in_words(period: str, words: str) -> None:
    """A year that both ends share is said once."""
    assert period_in_words(period) == words


# ------------------------------------------------------------------------------- nothing forgotten

PAIRS = rows("pairs")
STATED = {f"statements/{row['statement']}/value": row for row in rows("statements")}


def every_figure() -> dict[str, tuple[str, str, str]]:
    """What each figure counts, its unit, and the drawn column in which it stands."""
    found = {address: (row["measure"], row["unit"], "") for address, row in STATED.items()}
    for table, schema in SCHEMAS.items():
        for field in schema["fields"]:
            name = field["name"]
            for row in rows(table) if "measure" in field else ():
                address = f"{table}/{key(table, row)}/{name}"
                found[address] = (field["measure"], field["unit"], f"{table}/*/{name}")
    return found


def first_printing(address: str) -> str:
    """Where a figure was printed before, counting the same thing; or where it stands."""
    row = STATED.get(address)
    if row and row["repeats"]:
        first = f"statements/{row['repeats']}/value"
        return first if STATED[first]["measure"] == row["measure"] else address
    return PRINTED_AGAIN.get(address, address)


def where_it_is_stated(one: str, other: str) -> tuple[str, ...] | None:
    """The row of the ledger that speaks of two figures of one measure and unit.

    Two later printings of one figure have none: each stands beside the first.
    """
    column = FIGURES[one][2]
    if column and column == FIGURES[other][2]:
        return column, column
    firsts = {first_printing(one), first_printing(other)}
    if len(firsts) == 1:
        return tuple(sorted((one, other))) if firsts & {one, other} else None
    return tuple(sorted(firsts))


FIGURES = every_figure()


def test_every_pair_of_figures_stands_in_the_ledger_once() -> None:
    """All that have one measure and unit, found again by other means, and no others."""
    alike = [pair for pair in combinations(FIGURES, 2)
             if FIGURES[pair[0]][:2] == FIGURES[pair[1]][:2]]  # fmt: skip
    expected = {where_it_is_stated(*pair) for pair in alike} - {None}
    stated = Counter(tuple(sorted((pair["left_cell"], pair["right_cell"]))) for pair in PAIRS)
    assert stated == Counter(expected)
    assert len(alike) > len(expected) > len(rows("statements"))


def test_a_pair_is_compared_or_excepted() -> None:
    """By a check that names just these two figures, or for a stated reason; each reason is used."""
    for pair in PAIRS:
        assert bool(pair["comparison"]) != bool(pair["reason"])
        if pair["comparison"]:
            check = CHECKS[pair["comparison"]]
            sides = {check["left_side"], check["right_side"]}
            firsts = {first_printing(side) for side in sides}
            assert {pair["left_cell"], pair["right_cell"]} in (sides, firsts)
    reasons = tomllib.loads((ROOT / "scripts/article/pairs.toml").read_text(encoding="utf-8"))
    assert {*reasons["fields"]["reason"]["vocabulary"]} == {pair["reason"] for pair in PAIRS} - {""}


REASONS = {
    # two cells, without table and column: why they are not compared; "" if they are
    ("lead-commission-died", "history-stalingrad-died"): "crossing",
    ("lead-commission-died", "Danish"): "crossing",
    ("lead-commission-died", "lead-commission-died-1941-1945"): "part_of_whole",
    ("lead-commission-died-1941-1945", "lead-commission-died-1945-1950"): "other_times",
    ("lead-soviet-died", "lead-soviet-died-others"): "part_of_whole",
    ("lead-soviet-died-germans", "lead-soviet-died-others"): "other_people",
    ("lead-soviet-died-germans", "history-stalingrad-died"): "other_people",
    ("lead-soviet-died-others", "Danish"): "",
    ("history-stalingrad-repatriated", "Danish"): "other_people",
    ("history-stalingrad-repatriated", "Total"): "",
    ("lead-soviet-died", "history-overy-died"): "unrelated_people",
    ("soviet-nkvd-captured", "soviet-austrian-captured"): "unrelated_people",
    ("soviet-austrian-captured", "soviet-austrian-captured-civilians"): "",
    ("history-beorn-died-share", "German"): "share_of_others",
    ("history-beorn-died-share", "Total"): "",
    ("history-held-1949", "1948-Q4"): "other_times",
    ("history-held-1949", "1949-Q4"): "",
    ("history-peterson-transferred", "history-officers-transferred"): "no_number",
    ("history-officers-transferred", "history-inmates-transferred"): "",
    ("lead-soviet-died-germans", "history-overy-died"): "",
    ("history-overy-accounted", "German"): "",
    ("history-overy-accounted", "Danish"): "unrelated_people",
}


@pytest.mark.parametrize("cells_of_it", REASONS, ids=" and ".join)
def test_the_reason_worked_out_by_hand(cells_of_it: tuple[str, str]) -> None:
    """Of each kind, and where a comparison is made after all."""
    named = [pair["reason"] for pair in PAIRS
             if cells_of_it == (pair["left_cell"].split("/")[1], pair["right_cell"].split("/")[1])]  # fmt: skip
    assert named == [REASONS[cells_of_it]]


def test_what_is_printed_again_stands_in_one_pair() -> None:
    """Beside its first printing, which conflicts in its stead: no conflict is found twice."""
    for again, first in PRINTED_AGAIN.items():
        named = [pair for pair in PAIRS if again in (pair["left_cell"], pair["right_cell"])]
        assert [pair["left_cell"] for pair in named] == [first]
    own = [row for row in CHECKS.values() if row["declared"] == "false"]
    assert not [row for row in own if {row["left_side"], row["right_side"]} & set(PRINTED_AGAIN)]


def test_the_times_decide_what_is_held_beside_what() -> None:
    """A number held in a month is beside its quarter, and beside no other."""
    held = {pair["left_cell"]: pair["right_cell"] for pair in PAIRS
            if pair["measure"] == "held" and pair["comparison"]}  # fmt: skip
    assert held == {
        "statements/history-held-1942/value": "prisoners_held/1942-Q1/prisoners",
        "statements/history-held-1943/value": "prisoners_held/1943-Q1/prisoners",
        "statements/history-held-1945/value": "prisoners_held/1945-Q2/prisoners",
        "statements/history-soviet-held-1945/value": "prisoners_held/1945-Q2/prisoners",
        "statements/history-held-1949/value": "prisoners_held/1949-Q4/prisoners",
    }


def test_what_holds_what_is_borne_out() -> None:
    """Each relation of populations by words of the article; that two are the same is a convention, too."""
    found = [part for part in rows("evidence") if part["resource"] == "reconciliation"]
    relations = {part["reading"] for part in found}
    assert {part["reading"] for part in found if part["ground"] == "words"} == relations
    assert {
        "wehrmacht is the same as german_prisoners",
        "danish_nationals is within other_nationals",
    } <= {part["reading"] for part in found}


def test_a_bound_rests_on_bounds() -> None:
    """Those of its cells; on the figure itself, where the table has none beside it."""
    assert pows.trace("reconciliation", "overy-died-table", "left_high").cells == (
        "reconciliation/overy-died-table/left_side",
        "statements/history-overy-died/low",
        "statements/history-overy-died/high",
    )
    exact = pows.trace("reconciliation", "overy-died-table", "right_high").cells
    assert exact[1:] == ("prisoners_by_nationality/German/died_in_captivity",)
    value = pows.trace("reconciliation", "overy-died-table", "left_value").cells
    assert value[1:] == ("statements/history-overy-died/value",)


FAULTS = {
    "address of no cell": ("[prisoners_held/1942-Q1/prisoners]", "[prisoners_held/1942-Q5/prisoners]",
        ["checks.held-early-1942", "no number stands at 'prisoners_held/1942-Q5/prisoners'"]),
    "cell without a number": ("[prisoners_held/1942-Q1/prisoners]", "[prisoners_held/1942-Q1/period]",
        ["checks.held-early-1942", "no number stands at"]),
    "expression that calls a function": ('right = "[prisoners_held/1942-Q1/prisoners]"', 'right = "rand([prisoners_held/1942-Q1/prisoners])"',
        ["checks.held-early-1942", "cannot be computed: Call is no sum"]),
    "expression that is none": ('right = "[prisoners_held/1942-Q1/prisoners]"', 'right = "[prisoners_held/1942-Q1/prisoners] +"',
        ["checks.held-early-1942", "cannot be computed"]),
    "division by nothing": ('right = "[prisoners_held/1942-Q1/prisoners]"', 'right = "[prisoners_held/1942-Q1/prisoners] / 0"',
        ["checks.held-early-1942", "cannot be computed"]),
    "table that there is not": ('each = "prisoners_by_nationality"\nleft', 'each = "nationalities"\nleft',
        ["checks.accounted-for", "no table 'nationalities'", "prisoners_by_nationality"]),
    "field that there is not": ('where = { row_kind =', 'where = { kind_of_row =', ["checks.died-percent", "no field 'kind_of_row'"]),
    "selection of no row": ('where = { row_kind = ["nationality", "residual"] }', 'where = { row_kind = ["nationality", "others"] }',
        ["checks.died-percent", "no row of prisoners_by_nationality has 'others' as its row_kind"]),
    "tolerance": ('unit = "percent"\n\n[checks.died-percent-total]', 'unit = "percent"\ntolerance = 0.5\n\n[checks.died-percent-total]',
        ["reconciliation.toml", "`tolerance`"]),
    "check without a title": ('title = "Growth one quarter later: the prose against the table"\n', "", ["reconciliation.toml", "`title`"]),
    "population that is missing": ('[populations.prisoners_of_war]\ncalled = "prisoners of unnamed nationality"\n', "",
        ["populations: 'prisoners_of_war' stands there or among the populations elsewhere only"]),
    "people of a row that are missing": ('[populations.danish_nationals]', '[populations.danes]', ["populations: 'danes' stands there or"]),
    "population without a name": ('called = "prisoners of unnamed nationality"\n', "", ["reconciliation.toml", "`called`"]),
    "relation that rests on nothing": ('exact = "including 400,000 civilians"\n', "", ["populations.civilians: rests on nothing"]),
    "relation to no population": ('within = ["prisoners_and_civilians"]', 'within = ["people"]', ["populations.civilians: 'people' is no other population"]),
    "measure that there is not": ('held = { called', 'hold = { called', ["measures: 'held' stands there or in statements only"]),
    "persons against percent": ('right = "[prisoners_held/1942-Q1/prisoners]"', 'right = "[prisoners_by_nationality/Total/died_percent]"',
        ["checks.held-early-1942: a side is in percent, the check in persons"]),
    "persons against a quotient": ('right = "[prisoners_held/1942-Q1/prisoners]"', 'right = "[prisoners_held/1942-Q1/prisoners] / [prisoners_held/1942-Q2/prisoners]"',
        ["checks.held-early-1942: a side is in no unit, the check in persons"]),
    "persons and percent in one sum": ('right = "[prisoners_held/1942-Q1/prisoners]"', 'right = "[prisoners_held/1942-Q1/prisoners] + [prisoners_by_nationality/Total/died_percent]"',
        ["checks.held-early-1942", "it mixes persons and percent"]),
    "cell against itself": ('right = "[prisoners_held/1942-Q1/prisoners]"', 'right = "[statements/history-held-1942/value]"',
        ["checks.held-early-1942: both sides name the same cells"]),
    "cell against a typed number": ('right = "[prisoners_held/1942-Q1/prisoners]"', 'right = "120000"',
        ["checks.held-early-1942: '120000' names no cell"]),
    "repeat that is a sum": ('kind = "part_whole"\nleft = "[statements/lead-soviet-died/value]"', 'kind = "repeat"\nleft = "[statements/lead-soviet-died/value]"',
        ["reconciliation.toml, lead-soviet-died-parts: a repeat names two figures"]),
    "words for no figure": ('title = "Growth one quarter later: the prose against the table"\nkind = "growth"\nleft = "[statements/history-growth-1944/value]"', 'title = "{people}"\nkind = "growth"\nleft = "1 * [statements/history-growth-1944/value]"',
        ["checks.growth-next-quarter: the left side is no figure"]),
    "figure on both sides": ('right = "[prisoners_held/1942-Q1/prisoners]"', 'right = "[statements/history-held-1942/value] + [prisoners_held/1942-Q1/prisoners]"',
        ["checks.held-early-1942: statements/history-held-1942/value stands on both sides"]),
    "divisor that may be nothing": ('right = "[prisoners_held/1942-Q1/prisoners]"', 'right = "[prisoners_held/1942-Q1/prisoners] / ([statements/history-held-1945/value] / [prisoners_held/1945-Q3/prisoners] - 1)"',
        ["checks.held-early-1942", "its divisor may be nothing"]),
    "relation by words that are not there": ('exact = "German Wehrmacht POWs"', 'exact = "German Wehrmacht soldiers"',
        ["'German Wehrmacht soldiers' is not found"]),
    "kind that is not in the vocabulary": ('kind = "growth"\nleft = "[statements/history-growth-1944/value]"\nright = "[prisoners_held/1945-Q1',
        'kind = "rise"\nleft = "[statements/history-growth-1944/value]"\nright = "[prisoners_held/1945-Q1', ["growth-next-quarter", "'rise' is not in the vocabulary"]),
    "mistyped key": ("not_comparable = \"Another", "incomparable = \"Another", ["reconciliation.toml line", "`incomparable`"]),
}  # fmt: skip


@pytest.mark.parametrize("fault", share(FAULTS))
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

"""Is every two figures that have one measure and unit compared, or is it said why not?"""

from __future__ import annotations

import tomllib
from collections import Counter
from itertools import combinations

from conftest import ROOT, SCHEMAS, cells, key, rows

CHECKS = cells("reconciliation")


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


def test_the_reasons_worked_out_by_hand() -> None:
    """Of each kind, and where a comparison is made after all."""
    stated: dict[tuple[str, ...], list[str]] = {}
    for pair in PAIRS:
        rows_of_it = tuple(pair[side].split("/")[1] for side in ("left_cell", "right_cell"))
        stated.setdefault(rows_of_it, []).append(pair["reason"])
    assert {pair: stated[pair] for pair in REASONS} == {
        pair: [why] for pair, why in REASONS.items()
    }


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

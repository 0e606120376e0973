"""Is every two figures that have one measure and unit compared, or is there a reason why not?

The pairs are not published: the build checks them, and docs/method.md counts them.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest
from conftest import ROOT, SCHEMAS, cells, key, rows
from spoilt import TABLES, refusal_of_edit

from reconciliation.figures import figures_of
from reconciliation.pairs import check_pairs, pairs
from reconciliation.wordings import printings_of
from transcription.refusal import Refusal

CHECKS = cells("findings")
FOUND = TABLES["findings"]
FIGURES = figures_of(TABLES, FOUND.definition)
PAIRS = pairs(TABLES, FOUND.rows, FOUND.definition)
PRINTINGS = printings_of(TABLES, FIGURES, FOUND.rows)
FIRST = {each.address: claim[0].address for claim in PRINTINGS for each in claim}
CLAIMS = {row["figure"]: row["claim"] for row in rows("figures")}
FINDINGS_TOML = "scripts/article/findings.toml"


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


def every_figure() -> dict[str, tuple[str, str, str]]:
    """List what each figure counts, its unit, and its drawn column, from the published files."""
    found = {f"statements/{row['statement']}/value": (row["measure"], row["unit"], "")
             for row in rows("statements")}  # fmt: skip
    for table, schema in SCHEMAS.items():
        for field in schema["fields"]:
            name = field["name"]
            for row in rows(table) if "measure" in field else ():
                address = f"{table}/{key(table, row)}/{name}"
                found[address] = (field["measure"], field["unit"], f"{table}/*/{name}")
    return found


def test_every_pair_of_claims_is_found_once() -> None:
    """All that have one measure and unit and stand in different columns, found by other means."""
    alike = every_figure()
    firsts = [address for address in alike if FIRST[address] == address]
    expected = {
        frozenset(pair)
        for pair in combinations(firsts, 2)
        if alike[pair[0]][:2] == alike[pair[1]][:2]
        and not (alike[pair[0]][2] and alike[pair[0]][2] == alike[pair[1]][2])
    } | {frozenset({later, first}) for later, first in FIRST.items() if later != first}
    stated = Counter(frozenset({FIRST[pair.left.address], FIRST[pair.right.address]})
                     if FIRST[pair.left.address] != FIRST[pair.right.address]
                     else frozenset({pair.left.address, pair.right.address})
                     for pair in PAIRS)  # fmt: skip
    assert stated == Counter(expected)


def test_a_pair_is_compared_or_excepted() -> None:
    """By a check of just these two claims, or for a stated reason; each reason is used.

    What is compared and not published is a part that is smaller than its whole.
    """
    figures = cells("figures")
    for pair in PAIRS:
        assert not (pair.key in CHECKS and pair.reason), pair.key
        if not pair.reason and pair.key not in CHECKS:
            sides = (pair.left, pair.right)
            if "around" in (pair.populations, pair.times):
                sides = (pair.right, pair.left)
            part, whole = (float(figures[side.address]["value"]) for side in sides)
            assert not pair.whole, pair.key
            assert part < whole, pair.key
        elif not pair.reason:
            check = CHECKS[pair.key]
            assert {FIRST[check["left_side"]], FIRST[check["right_side"]]} == {
                FIRST[pair.left.address], FIRST[pair.right.address],
            }  # fmt: skip
    reasons = {pair.reason for pair in PAIRS} - {None} | {"one_column"}
    assert set(FOUND.definition.reasons) == reasons


def test_the_counts_are_those_of_the_method_document() -> None:
    """Counted here again; the document says how many, and why."""
    counts = check_pairs(TABLES, FOUND)
    assert counts.trivial == sum(not pair.reason and pair.key not in CHECKS for pair in PAIRS) == 82
    own = Counter(row["declared"] for row in CHECKS.values() if row["comparison"] in
                  {pair.key for pair in PAIRS if not pair.reason})  # fmt: skip
    assert (counts.declared, counts.made) == (own["true"], own["false"])
    again = Counter(pair.reason for pair in PAIRS if pair.reason)
    in_columns = 22 * 21 // 2 + 4 * (14 * 13 // 2)
    assert dict(counts.reasons) == {**again, "one_column": in_columns}
    text = (ROOT / "docs/method.md").read_text(encoding="utf-8")
    assert f"{counts.total:,} pairs of figures have one measure and unit" in text
    for name, count in counts.reasons.items():
        assert f"| `{name}` | {count} |" in text


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
        of_claims = tuple(FIRST[side.address].split("/")[1] for side in (pair.left, pair.right))
        stated.setdefault(of_claims, []).append(pair.reason or "")
    assert {pair: stated[pair] for pair in REASONS} == {
        pair: [why] for pair, why in REASONS.items()
    }


def test_the_times_decide_what_is_held_beside_what() -> None:
    """A number held in a month is compared with its quarter, and with no other."""
    held = {pair.left.address: pair.right.address for pair in PAIRS
            if pair.left.measure == "held" and not pair.reason}  # fmt: skip
    assert held == {
        "statements/history-held-1942/value": "prisoners_held/1942-Q1/prisoners",
        "statements/history-held-1943/value": "prisoners_held/1943-Q1/prisoners",
        "statements/history-held-1945/value": "prisoners_held/1945-Q2/prisoners",
        "statements/history-soviet-held-1945/value": "prisoners_held/1945-Q2/prisoners",
        "statements/history-held-1949/value": "prisoners_held/1949-Q4/prisoners",
    }


def test_the_wording_nearest_to_the_other_side_is_compared() -> None:
    """'Having died in captivity' with the commission's 'died in captivity', never the narrower."""
    taken = {
        "died-soviet-commission": "statements/soviet-nkvd-died/value",
        "died-soviet-overmans-maximum": "statements/soviet-nkvd-died/value",
        "lead-overmans-died-and-lead-soviet-died-germans": "prisoners_by_nationality/German/died_in_captivity",
        "history-western-died-and-lead-soviet-died-others": "statements/history-krivosheev-died-others/value",
        "history-stalingrad-died-and-lead-soviet-died": "statements/history-krivosheev-died/value",
    }  # fmt: skip
    sides = {pair.key: {pair.left.address, pair.right.address} for pair in PAIRS}
    for name, address in taken.items():
        assert address in sides[name], name
        if name in CHECKS:
            assert address in (CHECKS[name]["left_side"], CHECKS[name]["right_side"]), name
    custody = {row["figure"]: row["custody"] for row in rows("figures")}
    narrow = [
        name
        for name, row in CHECKS.items()
        if row["kind"] != "repeat"
        and {row["left_side"], row["right_side"]} <= set(custody)
        and {custody[row["left_side"]], custody[row["right_side"]]} > {"nkvd_camps"}
    ]
    assert narrow == []


def test_a_check_of_the_narrower_wording_stops_the_build() -> None:
    """In one line, with the printing to take."""
    message = refusal_of_edit(
        FINDINGS_TOML,
        'kind = "rival"\nleft = "[statements/soviet-nkvd-died/value]"',
        'kind = "rival"\nleft = "[statements/lead-soviet-died/value]"',
    )
    assert (
        "died-soviet-commission: of the same claims, statements/soviet-nkvd-died/value" in message
    )


def test_a_pair_that_is_not_compared_stops_the_build() -> None:
    """When its finding is missing, or its reason is not explained."""
    name = "history-beorn-died-share-and-total-died-percent"
    rest = tuple(row for row in FOUND.rows if row["comparison"].value != name)
    with pytest.raises(Refusal, match="Total/died_percent are not compared"):
        check_pairs(TABLES, replace(FOUND, rows=rest))
    definition = FOUND.definition
    less = {name: why for name, why in definition.reasons.items() if name != "crossing"}
    kept = definition.reasons
    try:
        definition.reasons = less
        with pytest.raises(Refusal, match=r"findings\.toml, reasons: 'crossing'"):
            check_pairs(TABLES, FOUND)
    finally:
        definition.reasons = kept


def test_what_holds_what_rests_on_words() -> None:
    """Each relation of populations by words of the article; that two are the same is a convention, too."""
    found = [part for part in rows("evidence") if re.match(r"findings/\*/", part["address"])]
    relations = {part["reading"] for part in found}
    assert {part["reading"] for part in found if part["ground"] == "words"} == relations
    assert {
        "wehrmacht is the same as german_prisoners",
        "danish_nationals is within other_nationals",
    } <= relations

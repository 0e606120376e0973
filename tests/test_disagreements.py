"""Is every difference between the coders, and of what is published, settled as somebody decided?"""

from __future__ import annotations

from collections import Counter

from conftest import ROOT, cells
from msgspec.structs import replace as replaced
from spoilt import (
    CODERS,
    COMPARED,
    KNOWLEDGE,
    TABLES,
    WRITTEN,
    assert_refused,
    with_cell,
    with_published,
    with_settlements,
)

from coding.disagreements import Settlement, disagreements, text

FOUND = disagreements(
    TABLES["codings"], TABLES["statements"], WRITTEN.coders, KNOWLEDGE.settlements
)
DECIDED = {"/".join(each.difference.place): each.settlement for each in FOUND}


def test_every_difference_has_a_row_and_nothing_else_has() -> None:
    """Compared here from the published files alone; a renamed term is none."""
    today = {"exact": "unhedged"}
    read, published = cells("codings"), cells("statements")
    expected = {
        f"{key}/{field}"
        for key, row in published.items()
        for field in COMPARED
        for coder in CODERS
        if today.get(read[f"{key}/{coder}"][field], read[f"{key}/{coder}"][field]) != row[field]
    }
    assert set(DECIDED) == expected
    assert len(expected) == 17


def test_the_method_document_has_each_difference() -> None:
    """Its readings, what is published, and the decision, below its rule."""
    document = (ROOT / "docs/method.md").read_text(encoding="utf-8")
    for each in FOUND:
        values = [*each.difference.written.values(), each.difference.published]
        shown = [f"`{text(value)}`" if value is not None else "(empty)" for value in values]
        cell = f"`{'/'.join(each.difference.place)}`"
        assert f"| {' | '.join([cell, *shown, each.settlement.decision])} |" in document
        assert f"*{each.settlement.rule}*" in document


def test_the_decisions_are_these() -> None:
    """Typed by hand: four cells changed, one is open, twelve stand as they were."""
    changed = {key for key, settled in DECIDED.items() if settled.decision == "changed"}
    assert changed == {
        "lead-commission-died/period",
        "estimates-commission-died/period",
        "history-stalingrad-repatriated/period",
        "history-stalingrad-repatriated/sic",
    }
    assert {key for key, settled in DECIDED.items() if settled.decision == "open"} == {
        "history-stalingrad-died/period"
    }
    assert Counter(settled.decision for settled in DECIDED.values())["kept"] == 12


def test_a_difference_without_a_settlement_is_refused() -> None:
    """Each settlement is needed: without it the build says what is read and what is published."""
    for name, settlement in KNOWLEDGE.settlements.items():
        others = {key: value for key, value in KNOWLEDGE.settlements.items() if key != name}
        words = [f" / {settlement.field}: editor ", ", a ", ", b ", "published", "settlements.toml"]
        assert_refused(words, with_settlements(others))


def test_a_new_difference_is_refused() -> None:
    """A cell of a coding that changes is not settled by anybody."""
    words = ["lead-captured / measure", "b 'held'", "published 'captured'"]
    assert_refused(words, with_cell("b", "i01", "measure", "held"))


def test_a_published_reading_that_leaves_all_codings_is_refused() -> None:
    """Where all coders agreed, another reading needs a settlement, too."""
    tables = with_published("lead-captured", "population", "wehrmacht")
    words = ["lead-captured / population", "editor 'german_prisoners'", "published 'wehrmacht'"]
    assert_refused(words, KNOWLEDGE, tables)


def test_a_settlement_of_no_difference_is_refused() -> None:
    """It is left over, or was mistyped."""
    idle = Settlement(field="unit", statements=["lead-captured"], decision="kept", rule="A rule.")
    words = ["settlements.toml, idle", "lead-captured / unit", "delete it"]
    assert_refused(words, with_settlements({**KNOWLEDGE.settlements, "idle": idle}))


def test_a_second_settlement_is_refused() -> None:
    """Of one difference there is one."""
    again = KNOWLEDGE.settlements["sic-of-the-sense"]
    words = ["settlements.toml, again", "is settled by sic-of-the-sense"]
    assert_refused(words, with_settlements({**KNOWLEDGE.settlements, "again": again}))


FALSE_DECISIONS = (
    ("period-from-the-parts", "kept"),
    ("period-from-the-parts", "open"),
    ("sic-of-the-sense", "kept"),
    ("sic-of-the-grammar", "changed"),
    ("period-without-an-end", "changed"),
    ("repeats-of-another-voice", "changed"),
)


def test_a_decision_that_does_not_fit_is_refused() -> None:
    """What is published shows which it was."""
    for name, decision in FALSE_DECISIONS:
        false = replaced(KNOWLEDGE.settlements[name], decision=decision)
        words = [f"settlements.toml, {name}: {decision!r} does not fit", "editor ", "published "]
        assert_refused(words, with_settlements({**KNOWLEDGE.settlements, name: false}))


def test_a_decision_is_refused_when_the_reading_moves_on() -> None:
    """'Kept' is no longer true once another reading is published."""
    tables = with_published("history-officers-transferred", "period", "1945/1949")
    words = ["period-of-another-sentence: 'kept' does not fit", "published '1945/1949'"]
    assert_refused(words, KNOWLEDGE, tables)

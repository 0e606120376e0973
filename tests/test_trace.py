"""Does every published cell show its evidence, and a figure what is known of it?"""

from __future__ import annotations

import re

import pytest
from conftest import SCHEMAS, key, rows

import german_pows_ussr as pows

EVIDENCE: dict[str, list[dict[str, str]]] = {}
for part in rows("evidence"):
    EVIDENCE.setdefault(part["address"], []).append(part)
FIGURES = {row["figure"]: row for row in rows("figures")}
WHOLE = [address for address in EVIDENCE if "/*/" in address]


@pytest.mark.parametrize("most", [3, pytest.param(10_000, marks=pytest.mark.slow)])
def test_every_cell_of_every_table_has_evidence(most: int) -> None:
    """Words, a sentence, knowledge or a rule; an empty cell says why it may be empty."""
    for table, schema in SCHEMAS.items():
        fields, found = {field["name"]: field for field in schema["fields"]}, rows(table)
        for row in found[:: max(1, len(found) // most)]:
            for name, published in row.items():
                cell, field = pows.trace(f"{table}/{key(table, row)}/{name}"), fields[name]
                shown = "" if cell.value is None else str(cell.value)
                assert published.removesuffix(".0").capitalize() == shown.capitalize(), cell.address
                assert cell.origin == field["origin"]
                assert any([*(place.exact for place in cell.places), cell.knowledge, cell.rule])
                if field["origin"] == "derived" and published:
                    assert (cell.rule, cell.places) == (field["derivation"]["rule"], ())
                assert str(cell).startswith(cell.address)


def test_the_places_are_those_of_the_evidence() -> None:
    """In order, with the reader of a transcribed cell and the knowledge of a curated one."""
    for address in [*WHOLE, *list(EVIDENCE)[::9]]:
        parts, found = EVIDENCE[address], pows.trace(address)
        if found.value is None:
            continue
        words = [part["exact"] for part in parts if part["ground"] == "words"]
        assert [place.exact for place in found.places] == words or found.ground == "sentence"
        assert all(part["knowledge"] in found.knowledge for part in parts)
        assert found.reader == parts[0]["reader"]
        assert all(part["reading"] in str(found.value) for part in parts if "*" in address)
        starts = [
            f"article.txt#char={part['char_start']},{part['char_end']}"
            for part in parts
            if part["ground"] == "words"
        ]
        assert [place.fragment for place in found.places] == starts or not words


def test_a_derived_cell_names_the_cells_it_comes_from() -> None:
    """A bound of a comparison those that hold the bounds; a row of ``figures`` its figure."""
    held = pows.trace("findings/held-end-of-war/right_low").cells
    assert held[1:] == (
        "prisoners_held/1945-Q2/printed_low", "prisoners_held/1945-Q2/printed_high",
    )  # fmt: skip
    figure = pows.trace("figures/prisoners_held/1945-Q2/prisoners/value").cells
    assert figure[-1] == "prisoners_held/1945-Q2/prisoners"
    for address in (*held, *figure):
        assert pows.trace(address).address == address


def test_a_figure_says_its_range_and_how_exact_it_is() -> None:
    """As ``figures`` has them; and its words say the same."""
    for address, row in FIGURES.items():
        found = pows.trace(address)
        low, high = (
            float(row[name]) if row[name] else None for name in ("printed_low", "printed_high")
        )
        assert (found.printed_low, found.printed_high) == (low, high), address
        exact = row["printed_low"] == row["printed_high"] == row["value"]
        assert bool(found.range_as_printed) == (
            not exact and bool(row["printed_high"] or row["printed_low"])
        )
        assert bool(found.how_exact) == (row["qualifier"] != "unhedged")
        assert found.note == row["note"]
        words = (
            pows.trace(f"{address.rpartition('/')[0]}/printed")
            if "statements/" in address
            else found
        )
        assert (words.range_as_printed, words.note) == (found.range_as_printed, found.note)


def test_a_figure_is_traced_to_its_line() -> None:
    """As people read it, with plain labels."""
    lines = str(pows.trace("statements/history-stalingrad-captured/value")).splitlines()
    known = (
        "place",
        "read as",
        "who says so",
        "range as printed",
        "how exact",
        "editor's note",
        "not comparable",
        "no conflict",
    )
    labels = [label for line in lines[3:] for label in known if line.startswith(f"{label} ")]
    assert len(labels) == sum(not line.startswith(" ") for line in lines[3:])
    assert lines[0] == "statements/history-stalingrad-captured/value = 91,000 persons"
    assert set(lines[2]) == {" ", "^"}
    assert labels[:4] == ["place", "read as", "who says so", "range as printed"]
    assert set(labels[4:]) <= {"how exact", "editor's note", "not comparable", "no conflict"}
    measure = str(pows.trace("statements/lead-captured/measure"))
    assert re.search(r"\nsupports +captured: Taken prisoner", measure)


def test_a_trace_names_both_speakers() -> None:
    """Who asserts the figure, and who reports that; an inferred work is marked."""
    found = pows.trace("statements/soviet-austrian-captured/value")
    assert found.asserted_by
    assert found.reported_by
    names = (found.asserted_by.name, found.reported_by.name)
    assert names == ("Soviet era documents", "Austrian historian")
    beorn = pows.trace("statements/history-beorn-died-share/value").asserted_by
    assert str(beorn).endswith("[work inferred]")


def test_what_an_editor_knows_is_put_in_nobodys_mouth() -> None:
    """The article prints neither an ISBN nor a remark of ours; a reading of its words is its own."""
    for address in (
        "sources/overmans-2000/isbn", "statements/lead-captured/note", "prisoners_held/1945-Q2/period",
        "figures/statements/lead-captured/value/value",
    ):  # fmt: skip
        assert pows.trace(address).asserted_by is None
    assert pows.trace("statements/lead-captured/measure").asserted_by


def test_an_unknown_reading_is_answered_with_known_ones() -> None:
    """Of a whole table."""
    with pytest.raises(pows.UnknownNameError, match=r"no reading 'warders' .*there are population"):
        pows.trace("prisoners_held/*/warders")

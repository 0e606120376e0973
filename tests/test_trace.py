"""What does ``trace`` say of every cell, and does it lead to the words?"""

from __future__ import annotations

import re
from itertools import pairwise
from urllib.parse import unquote

import pytest
from conftest import ARTICLE, DESCRIPTOR, SCHEMAS, cells, key, rows

import german_pows_ussr as pows

PLACES = rows("provenance")
WHOLE = dict.fromkeys(
    f"{row['resource']}/*/{row['field']}" for row in rows("evidence") if row["row"] == "*"
)
"""The readings that hold for a whole table."""


def test_every_transcribed_cell_can_be_traced() -> None:
    """The parts fit together, and the marks stand under the figure."""
    for place in PLACES:
        found = pows.trace(place["resource"], place["row"], place["field"])
        (stands,) = found.places
        assert (found.exact, found.start, found.end, found.line, found.reader) == (
            place["exact"], int(place["char_start"]), int(place["char_end"]), int(place["line"]), place["reader"],
        )  # fmt: skip
        assert (found.origin, found.ground) == ("transcribed", "words")
        assert stands.text == ARTICLE.split("\n")[stands.line - 1]
        assert stands.text[stands.column : stands.column + len(found.exact)] == found.exact
        published = cells(place["resource"])[place["row"]][place["field"]]
        assert str(found.value) == published
        address, *lines = str(found).split("\n")
        assert address == f"{found.address} = {found.shown}"
        assert found.shown.replace(",", "").lstrip("×").startswith(published.replace(",", ""))
        shown = [
            text[marks.index("^") : marks.rindex("^") + 1]
            for text, marks in pairwise(lines)
            if set(marks) == {" ", "^"}
        ]
        assert " ".join(shown) == found.exact
        assert len(shown) == 1 or len(found.exact) > 76


@pytest.mark.parametrize("most", [4, pytest.param(24, marks=pytest.mark.slow)])
def test_every_cell_of_every_table_rests_on_something(most: int) -> None:
    """Words, the sentence, an editor's knowledge, a rule; an empty cell says why it is."""
    for table in SCHEMAS:
        kinds = {field["name"]: field for field in SCHEMAS[table]["fields"]}
        found = rows(table)
        for row in found[:: max(1, len(found) // most)]:
            for name, published in row.items():
                cell = pows.trace(table, key(table, row), name)
                said = "" if cell.value is None else str(cell.value)
                assert said in (published, published.capitalize())
                assert cell.origin == kinds[name]["origin"]
                grounds = (*(place.exact for place in cell.places), cell.knowledge, cell.rule)
                assert any(grounds), cell.address
                if cell.origin == "derived" and published:
                    assert (cell.rule, cell.places) == (kinds[name]["derivation"]["rule"], ())
                assert str(cell).startswith(f"{cell.address} = ")


def test_a_figure_of_the_quarterly_table_is_traced_to_its_line() -> None:
    """The line, the place, the reader, the source and what conflicts, as a person reads them."""
    assert str(pows.trace("prisoners_held", "1945-Q2", "prisoners")) == (
        "prisoners_held/1945-Q2/prisoners = 2,000,000 persons\n"
        "  | | II | 2,000,000 |\n"
        "           ^^^^^^^^^\n"
        "place        article.txt, line 42, characters 6594-6603\n"
        "read as      integer\n"
        "asserted by  Rüdiger Overmans, Soldaten hinter Stacheldraht. Deutsche\n"
        "             Kriegsgefangene des Zweiten Weltkriege, with Ulrike Goeken-Haidl.\n"
        "             Ullstein, 2000, p. 246\n"
        "reported by  German prisoners of war in the Soviet Union, Wikipedia, The Free\n"
        "             Encyclopedia\n"
        "may mean     1,950,000 to 2,050,000\n"
        "finding      conflicts with 2.8 million (Soviet records, 1945-05): Both are said\n"
        "             to be held at that time. The prose gives Soviet records and speaks\n"
        "             of Wehrmacht personnel, the table follows Overmans and speaks of\n"
        "             Germans; no quarter of the table has as many.\n"
        "finding      no conflict in 2 other comparisons"
    )


def test_a_trace_names_both_hops() -> None:
    """Who asserts the figure, and who reports that."""
    found = pows.trace("statements", "soviet-austrian-captured", "value")
    assert found.asserted_by
    assert found.reported_by
    assert (found.asserted_by.name, found.reported_by.name) == (
        "Soviet era documents",
        "Austrian historian",
    )
    assert (found.value, found.unit) == (2600000, "persons")


def test_a_reading_of_a_whole_table_is_traced() -> None:
    """Its words have places, and what an editor knows is told beside them."""
    for address in WHOLE:
        readings = [
            row
            for row in rows("evidence")
            if f"{row['resource']}/{row['row']}/{row['field']}" == address
        ]
        found = pows.trace(address)
        assert [place.exact for place in found.places] == [
            row["exact"] for row in readings if row["ground"] == "words"
        ]
        assert all(row["knowledge"] in found.knowledge for row in readings)
        assert all(row["reading"] in str(found.value) for row in readings)


def test_an_inferred_work_is_marked() -> None:
    """A work that the article does not name is not passed off as one that it names."""
    beorn = pows.trace("statements", "history-beorn-died-share", "value").asserted_by
    assert beorn
    assert beorn.inferred
    assert str(beorn).endswith("[work inferred]")


def test_what_an_editor_knows_is_put_in_nobodys_mouth() -> None:
    """The article prints neither an ISBN nor a remark of ours; a reading of its words is its own."""
    for table, row, field in (
        ("sources", "overmans-2000", "isbn"),
        ("statements", "lead-captured", "note"),
        ("prisoners_held", "1945-Q2", "period"),
    ):
        assert pows.trace(table, row, field).asserted_by is None
    assert pows.trace("statements", "lead-captured", "measure").asserted_by


def test_a_cell_is_linked_to_by_its_characters() -> None:
    """RFC 5147: offsets as provenance has them."""
    for row in rows("provenance"):
        found = pows.trace(row["resource"], row["row"], row["field"])
        assert found.fragment == f"article.txt#char={row['char_start']},{row['char_end']}"


@pytest.mark.parametrize("every", [10, pytest.param(1, marks=pytest.mark.slow)])
def test_a_cell_is_linked_to_by_its_words(every: int) -> None:
    """As a browser reads the fragment: whole words, found once in the article as people see it."""
    seen = re.sub(r"[|\s]+", " ", ARTICLE)
    for row in PLACES[::every]:
        found = pows.trace(row["resource"], row["row"], row["field"])
        assert found.link
        page, directive, words = found.link.partition("#:~:text=")
        assert (page, directive) == (DESCRIPTOR["sources"][0]["path"], "#:~:text=")
        terms = [unquote(term.strip("-")) for term in words.split(",")]
        assert all(re.fullmatch(r"[\w.~%]+", term.strip("-")) for term in words.split(","))
        sought = r"\s*".join(re.escape(re.sub(r"\s+", " ", term)) for term in terms)
        (place,) = re.finditer(rf"(?<!\w){sought}(?!\w)", seen)
        assert re.sub(r"\s+", " ", found.exact) in place[0]

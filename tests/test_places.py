"""Does every cell stand where we say, and does it read again to its value?

This is the claim of the package. It is checked from the published files alone, cell by cell, with
nothing of the build but the readers.
"""

from __future__ import annotations

import csv

from conftest import ARTICLE, SCHEMAS, cells, places

from publication.tabular import csv_text
from transcription.readers import READERS

PLACES = places()
TABLES = {name: cells(name) for name in SCHEMAS if name != "evidence"}


def test_a_cell_stands_where_its_evidence_says() -> None:
    """The characters are there, on that line, and the named reader makes the published value of them."""
    for place in PLACES:
        start, end = int(place["char_start"]), int(place["char_end"])
        assert ARTICLE[start:end] == place["exact"], place
        assert ARTICLE.count("\n", 0, start) + 1 == int(place["line"]), place
        published = TABLES[place["table"]][place["row"]][place["field"]]
        (field,) = (
            each for each in SCHEMAS[place["table"]]["fields"] if each["name"] == place["field"]
        )
        read = csv_text(READERS[place["reader"]](place["exact"]), field["type"])
        assert next(csv.reader([read])) == [published], place


def test_every_transcribed_cell_has_a_place_and_no_other() -> None:
    """A filled cell of a transcribed field has one row of evidence; nothing else has one."""
    transcribed = {
        (table, key, field["name"])
        for table, published in TABLES.items()
        for field in SCHEMAS[table]["fields"]
        for key, row in published.items()
        if field["origin"] == "transcribed" and row[field["name"]]
    }
    placed = [(place["table"], place["row"], place["field"]) for place in PLACES]
    assert sorted(placed) == sorted(transcribed)


def test_a_reader_is_one_that_the_field_declares() -> None:
    """The schema says how a field may be read, and it is read so."""
    for place in PLACES:
        (field,) = (
            field for field in SCHEMAS[place["table"]]["fields"] if field["name"] == place["field"]
        )
        assert place["reader"] in field["readers"]


def test_a_blank_year_points_to_the_year_above() -> None:
    """The article prints a year once; the three quarters below it share its place."""
    years = [place for place in PLACES if place["field"] == "year"]
    assert {
        place["row"]: int(place["line"]) for place in years if place["exact"] == "1944"
    } == dict.fromkeys(["1944-Q1", "1944-Q2", "1944-Q3", "1944-Q4"], 37)


def test_the_value_stands_within_the_words_that_carry_it() -> None:
    """A statement's number is part of its printed words, not of another figure nearby."""
    spans = {
        (place["row"], place["field"]): place for place in PLACES if place["table"] == "statements"
    }
    values = [row for row, field in spans if field == "value"]
    assert len(values) == 47
    for row in values:
        value, printed = spans[row, "value"], spans[row, "printed"]
        assert (
            int(printed["char_start"])
            <= int(value["char_start"])
            < int(value["char_end"])
            <= int(printed["char_end"])
        )


def test_no_two_statements_read_the_same_characters() -> None:
    """Every occurrence is a row, and every row an occurrence of its own."""
    starts = [
        place["char_start"]
        for place in PLACES
        if place["table"] == "statements" and place["field"] == "printed"
    ]
    assert len(set(starts)) == len(starts) == 49

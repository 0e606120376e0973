"""The published cells -> the characters on which each rests, and what the page says of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from german_pows_ussr import Trace, cite, trace
from german_pows_ussr._ground import WHOLE_TABLE, unique
from german_pows_ussr._package import row_key, rows, table_resources
from german_pows_ussr._trace import printed

from .findings import said_of
from .text import Place

Json = dict[str, Any]


def places() -> list[Place]:
    """The characters of cells and of readings, the sentences, and the numerals left out."""
    cells = [spanned(row, address=address(row)) for row in rows("provenance")]
    shown = {resource["name"] for resource in shown_tables()}
    readings = [
        spanned(row, address=address(row), bears_out=True)
        for row in rows("evidence")
        if row["ground"] == "words" and row["resource"] in shown
    ]
    sentences = [spanned(row) for row in rows("sentences")]
    excluded = [spanned(row, reason=row["reason"]) for row in rows("numerals") if row["reason"]]
    return cells + readings + sentences + excluded


def spanned(row: dict[str, str], **said: Any) -> Place:
    """The place that a row names by its offsets."""
    return Place(int(row["char_start"]), int(row["char_end"]), **said)


def address(row: dict[str, str]) -> str:
    """The cell of which a row of ``provenance`` or ``evidence`` speaks."""
    return f"{row['resource']}/{row['row']}/{row['field']}"


def shown_tables() -> list[Json]:
    """The tables that have transcribed cells."""
    names = {row["resource"] for row in rows("provenance")}
    return [resource for name, resource in table_resources().items() if name in names]


def of_the_whole(table: str) -> list[str]:
    """The fields that have a reading which holds for a whole table."""
    return unique(
        row["field"]
        for row in rows("evidence")
        if (row["resource"], row["row"]) == (table, WHOLE_TABLE)
    )


def traces() -> Iterator[Trace]:
    """What every cell rests on that the page shows: those of the tables that are not empty."""
    for resource in shown_tables():
        for field in of_the_whole(resource["name"]):
            yield trace(resource["name"], WHOLE_TABLE, field)
        for row in rows(resource["name"]):
            for field, text in row.items():
                if text:
                    yield trace(resource["name"], row_key(resource, row), field)


def notes(found: Trace) -> list[str]:
    """What each of the words bears out, where they do not bear out one reading together."""
    said = [row["reading"] for row in rows("evidence") if address(row) == found.address]
    return said if len(set(said)) > 1 else []


def referred(found: Trace) -> str:
    """The row that a cell names, as a key of its own table or of another."""
    resource = table_resources()[found.table]
    for key in resource["schema"].get("foreignKeys", ()):
        if key["fields"] == [found.field]:
            return f"{key['reference'].get('resource', found.table)}/{found.value}"
    return ""


def meaning(found: Trace) -> str:
    """What the term of a reading means: from its vocabulary, or whom it names."""
    named = {"asserted_by": found.asserted_by, "reported_by": found.reported_by}
    return found.meaning or str(named.get(found.field) or "")


def known(found: Trace) -> Json:
    """What the page says of a cell; what there is not to say is left out."""
    said: Json = {
        "value": printed(found.value),
        "unit": found.unit,
        "ground": found.ground,
        "places": [[place.start, place.end] for place in found.places],
        "notes": notes(found) if found.row == WHOLE_TABLE else [],
        "meaning": meaning(found) if found.origin != "transcribed" else "",
        "refers": referred(found),
        "knowledge": found.knowledge,
        "rule": found.rule,
        "from": list(found.cells),
    }
    if found.origin == "transcribed":
        said |= {
            "reader": found.reader,
            "asserted": str(found.asserted_by),
            "reported": str(found.reported_by),
            "citation": cite(found.table, found.row, found.field),
            "link": found.link,
        }
    if found.row != WHOLE_TABLE:
        said |= said_of(found)
    return {name: fact for name, fact in said.items() if fact}


ONCE = ("meaning", "knowledge", "rule", "asserted", "reported")
"""What many cells share: written once, and named by its number."""


def compact(cells: dict[str, Json]) -> Json:
    """The cells, and apart from them the texts that they share."""
    said = [cell[name] for cell in cells.values() for name in ONCE if name in cell]
    told = [says for cell in cells.values() for _, says in cell.get("found", ())]
    texts = unique([*said, *told])
    number = {text: index for index, text in enumerate(texts)}
    return {"texts": texts, "cells": {name: short(cell, number) for name, cell in cells.items()}}


def short(cell: Json, number: dict[str, int]) -> Json:
    """What is said of a cell, with the numbers of texts for the texts."""
    shared = {name: number[cell[name]] for name in ONCE if name in cell}
    found = {"found": [[key, number[says]] for key, says in cell.get("found", ())]}
    return cell | shared | (found if "found" in cell else {})


def links(cells: dict[str, Json], anchors: dict[int, str]) -> dict[str, str]:
    """Where a cell leads without the script: its first words, or itself if it has none."""
    return {
        name: anchors[cell["places"][0][0]] if "places" in cell else name
        for name, cell in cells.items()
    }


def in_the_whole(resource: Json, cells: dict[str, Json], anchors: dict[int, str]) -> list[Json]:
    """The readings of a whole table, each as it is shown, with its words in the text."""
    shown = []
    for field in of_the_whole(resource["name"]):
        cell = cells[f"{resource['name']}/{WHOLE_TABLE}/{field}"]
        terms = cell.get("notes", [cell["value"]])
        starts = [start for start, _ in cell["places"]][: len(terms)]
        parts = [
            {"shown": term, "place": anchors[start]}
            for term, start in zip(terms, starts, strict=True)
        ]
        shown.append({"field": field, "parts": parts})
    return shown

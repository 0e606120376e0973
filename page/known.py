"""The published cells -> what the reading page says of each, its grounds and its findings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from german_pows_ussr._answer import in_words
from german_pows_ussr._cite import cite
from german_pows_ussr._evidence import source
from german_pows_ussr._findings import figure_row, findings_of
from german_pows_ussr._package import ARTICLE, WHOLE_TABLE, Address, package
from german_pows_ussr._table import Table
from german_pows_ussr._trace import Trace, trace

from .quotation import live_link

Json = dict[str, Any]


def known() -> str:
    """Write every cell that the page shows as JSON that cannot end the element it stands in."""
    content = compact({one.address: said(one) for one in traces()})
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def shown_tables() -> list[Table]:
    """Return the tables that say what the article says."""
    return [table for table in package().tables.values() if table.is_transcribed]


def of_the_whole(table: str) -> list[str]:
    """Return the fields that have a reading which holds for a whole table."""
    start = f"{table}/{WHOLE_TABLE}/"
    addresses = (row["address"] for row in package().rows("evidence"))
    return unique(each[len(start) :] for each in addresses if each.startswith(start))


def unique(texts: Iterable[str]) -> list[str]:
    """Return each text once, in order."""
    return list(dict.fromkeys(texts))


def traces() -> Iterator[Trace]:
    """Trace every cell that the page shows: those that are not empty."""
    for table in shown_tables():
        for field in of_the_whole(table.name):
            yield trace(f"{table.name}/{WHOLE_TABLE}/{field}")
        for key, row in zip(table.keys, table.rows, strict=True):
            for field, text in row.items():
                if text:
                    yield trace(f"{table.name}/{key}/{field}")


def said(found: Trace) -> Json:
    """Return what the page says of a cell; unknown facts are left out."""
    cell = Address.of_cell(found.address)
    facts: Json = {
        "value": found.shown,
        "means": found.range_as_printed,
        "hedge": found.how_exact,
        "note": found.note,
        "ground": found.ground,
        "places": [[place.start, place.end] for place in found.places],
        "notes": notes(found) if cell.row == WHOLE_TABLE else [],
        "meaning": meaning(found, cell) if found.origin != "transcribed" else "",
        "refers": referred(found, cell),
        "knowledge": found.knowledge,
        "rule": found.rule,
        "from": list(found.cells),
    }
    if found.origin == "transcribed":
        facts |= {
            "reader": found.reader,
            "asserted": str(found.asserted_by),
            "reported": reporter(found),
            "citation": cite(found.address).removesuffix(cite()),
            "within": cite(),
            "link": live_link(found),
        }
    if cell.row != WHOLE_TABLE:
        facts |= found_of(cell)
    return {name: fact for name, fact in facts.items() if fact}


def reporter(found: Trace) -> str:
    """Return through whom a figure came; that the article has it goes without saying."""
    known = (None, found.asserted_by, source(ARTICLE))
    return "" if found.reported_by in known else str(found.reported_by)


def notes(found: Trace) -> list[str]:
    """Return what each of the words supports, where they do not support one reading together."""
    parts = package().table("evidence").by("address").get(found.address, ())
    readings = [part["reading"] for part in parts]
    return readings if len(set(readings)) > 1 else []


def meaning(found: Trace, cell: Address) -> str:
    """Return what the term of a reading means: from its vocabulary, or whom it names."""
    sources = {"asserted_by": found.asserted_by, "reported_by": found.reported_by}
    return found.meaning or str(sources.get(cell.field) or "")


def referred(found: Trace, cell: Address) -> str:
    """Return the row that a cell names, as a key of its own table or of another."""
    table = package().table(cell.table).foreign_keys.get(cell.field)
    return f"{table}/{found.value}" if table and cell.row != WHOLE_TABLE else ""


def found_of(cell: Address) -> Json:
    """Return the findings for the figure in a cell, or the cell at which they are shown."""
    figure = figure_row(cell)
    if figure is None:
        return {}
    field = package().table(cell.table).fields[cell.field]
    if figure["figure"] != str(cell) or field.bound_of:
        return {"figure": figure["figure"]}
    return {
        "says": figure["says"],
        "claim": figure["claim"],
        "whom": figure["population"].replace("_", " ").capitalize(),
        "when": in_words(figure["period"]),
        "found": [[one.comparison, one.says] for one in findings_of(cell)],
    }


SHARED = ("note", "meaning", "knowledge", "rule", "asserted", "reported", "within")
"""What many cells have in common: written once, and named by its number."""


def compact(cells: dict[str, Json]) -> Json:
    """Return the cells, the texts that they share, and the columns of every table."""
    shared = [cell[name] for cell in cells.values() for name in SHARED if name in cell]
    told = [says for cell in cells.values() for _, says in cell.get("found", ())]
    texts = unique([*shared, *told])
    number = {text: index for index, text in enumerate(texts)}
    return {
        "texts": texts,
        "columns": {name: list(table.fields) for name, table in package().tables.items()},
        "cells": {name: short(cell, number) for name, cell in cells.items()},
    }


def short(cell: Json, number: dict[str, int]) -> Json:
    """Return what is said of a cell, with the numbers of texts for the texts."""
    shared = {name: number[cell[name]] for name in SHARED if name in cell}
    found = {"found": [[key, number[says]] for key, says in cell.get("found", ())]}
    return cell | shared | (found if "found" in cell else {})

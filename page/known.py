"""The published cells -> what the reading page says of each, its grounds and its findings."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from german_pows_ussr._cite import cite
from german_pows_ussr._figure import hedged
from german_pows_ussr._findings import Ledger
from german_pows_ussr._ground import WHOLE_TABLE, unique
from german_pows_ussr._package import row_key, rows, table_fields, table_resource, table_resources
from german_pows_ussr._prints import figure_of
from german_pows_ussr._trace import Trace, trace, transcribes

Json = dict[str, Any]


def known() -> str:
    """Every cell that the page shows, as JSON that cannot end the element it stands in."""
    ledger = Ledger()
    content = compact({one.address: said(one, ledger) for one in traces()})
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def shown_tables() -> list[Json]:
    """Return the tables that say what the article says."""
    return [resource for resource in table_resources().values() if transcribes(resource)]


def of_the_whole(table: str) -> list[str]:
    """Return the fields that have a reading which holds for a whole table."""
    return unique(
        row["field"]
        for row in rows("evidence")
        if (row["resource"], row["row"]) == (table, WHOLE_TABLE)
    )


def traces() -> Iterator[Trace]:
    """Yield what every cell rests on that the page shows: those that are not empty."""
    for resource in shown_tables():
        for field in of_the_whole(resource["name"]):
            yield trace(resource["name"], WHOLE_TABLE, field)
        for row in rows(resource["name"]):
            for field, text in row.items():
                if text:
                    yield trace(resource["name"], row_key(resource, row), field)


def said(found: Trace, ledger: Ledger) -> Json:
    """Return what the page says of a cell; what there is not to say is left out."""
    facts: Json = {
        "value": found.shown,
        "means": found.means,
        "hedge": hedged(found.qualifier, found.hedge),
        "note": found.note,
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
        facts |= {
            "reader": found.reader,
            "asserted": str(found.asserted_by),
            "reported": str(found.reported_by),
            "citation": cite(found.address),
            "link": found.link,
        }
    if found.row != WHOLE_TABLE:
        facts |= found_of(found, ledger)
    return {name: fact for name, fact in facts.items() if fact}


def notes(found: Trace) -> list[str]:
    """Return what each of the words bears out, where they do not bear out one reading together."""
    readings = [
        row["reading"]
        for row in rows("evidence")
        if (row["resource"], row["row"], row["field"]) == (found.table, found.row, found.field)
    ]
    return readings if len(set(readings)) > 1 else []


def meaning(found: Trace) -> str:
    """Return what the term of a reading means: from its vocabulary, or whom it names."""
    sources = {"asserted_by": found.asserted_by, "reported_by": found.reported_by}
    return found.meaning or str(sources.get(found.field) or "")


def referred(found: Trace) -> str:
    """Return the row that a cell names, as a key of its own table or of another."""
    for key in table_resource(found.table)["schema"].get("foreignKeys", ()):
        if key["fields"] == [found.field]:
            return f"{key['reference'].get('resource', found.table)}/{found.value}"
    return ""


def found_of(found: Trace, ledger: Ledger) -> Json:
    """Return the findings for the figure in a cell, or at which cell they are told."""
    figure = figure_of(found.address)
    if figure != found.address:
        return {"figure": figure}
    findings = ledger.of(figure) if found.unit else ()
    return {"found": [[one.comparison, one.says] for one in findings]}


SHARED = ("note", "meaning", "knowledge", "rule", "asserted", "reported")
"""What many cells have in common: written once, and named by its number."""


def compact(cells: dict[str, Json]) -> Json:
    """Return the cells, the texts that they share, and the columns of every table."""
    shared = [cell[name] for cell in cells.values() for name in SHARED if name in cell]
    told = [says for cell in cells.values() for _, says in cell.get("found", ())]
    texts = unique([*shared, *told])
    number = {text: index for index, text in enumerate(texts)}
    return {
        "texts": texts,
        "columns": {name: list(table_fields(name)) for name in table_resources()},
        "cells": {name: short(cell, number) for name, cell in cells.items()},
    }


def short(cell: Json, number: dict[str, int]) -> Json:
    """Return what is said of a cell, with the numbers of texts for the texts."""
    shared = {name: number[cell[name]] for name in SHARED if name in cell}
    found = {"found": [[key, number[says]] for key, says in cell.get("found", ())]}
    return cell | shared | (found if "found" in cell else {})

"""A published table -> what the page shows of it: a line for each row, the rest folded under it."""

from __future__ import annotations

from typing import Any

from german_pows_ussr import trace
from german_pows_ussr._amount import PERSONS, grouped
from german_pows_ussr._cell import printed
from german_pows_ussr._findings import Ledger
from german_pows_ussr._ground import WHOLE_TABLE
from german_pows_ussr._package import row_key, rows
from german_pows_ussr._prints import figure_of
from german_pows_ussr._source import names_of_sources

from .known import notes, of_the_whole

Json = dict[str, Any]

LINE = {
    "statements": ("measure", "population", "value", "period", "asserted_by"),
    "events": ("date_printed", "date", "title"),
    "sources": ("name_printed", "source_kind", "reference_printed", "title", "year"),
}
"""The columns that a table shows of every row; a drawn table shows all of them."""

BOUNDS = ("low", "high")
FIGURES = ("value",)
SPEAKERS = ("asserted_by", "reported_by")
FILTERS = ("measure", "population", "asserted_by")


def table(resource: Json, anchors: dict[int, str]) -> Json:
    """Return a table as the page shows it."""
    schema = resource["schema"]
    columns = LINE.get(resource["name"], tuple(field["name"] for field in schema["fields"]))
    fields = {field["name"]: field for field in schema["fields"]}
    ledger = Ledger()
    return {
        "name": resource["name"],
        "title": resource["title"],
        "description": resource["description"],
        "whole": in_the_whole(resource, anchors),
        "drawn": "attribution" in resource,
        "key": schema["primaryKey"][0],
        "columns": [
            {"name": name, "number": measured(fields[name]), "origin": fields[name]["origin"]}
            for name in columns
        ],
        "rows": [record(resource, columns, row, ledger) for row in rows(resource["name"])],
    }


def in_the_whole(resource: Json, anchors: dict[int, str]) -> list[Json]:
    """Return the readings of a whole table, each as it is shown, with its words in the text."""
    shown = []
    for field in of_the_whole(resource["name"]):
        found = trace(resource["name"], WHOLE_TABLE, field)
        terms = notes(found) or [printed(found.value)]
        starts = [place.start for place in found.places][: len(terms)]
        parts = [
            {"shown": called(field, term), "place": anchors[start]}
            for term, start in zip(terms, starts, strict=True)
        ]
        shown.append({"field": field, "parts": parts})
    return shown


def called(field: str, term: str) -> str:
    """Return a term as people read it: a source by its name; a note is no term."""
    if field in SPEAKERS:
        return names_of_sources()[term]
    return term if field == "notes" else in_words(term)


def in_words(name: str) -> str:
    """Return the name of a column, or a term, as people read it."""
    return name.replace("_", " ")


def measured(field: Json) -> bool:
    """Whether a column holds amounts."""
    return bool({"unit", "unitField"} & set(field))


def record(
    resource: Json,
    columns: tuple[str, ...],
    row: dict[str, str],
    ledger: Ledger,
) -> Json:
    """Return a row: the cells of its line, and those that are folded under it."""
    key = row_key(resource, row)
    shown = {
        field["name"]: cell(resource["name"], key, field, row, ledger)
        for field in resource["schema"]["fields"]
        if row[field["name"]]
    }
    words, bounds = under_it(row, shown) if "value" in columns else ((), ())
    hidden = {*columns, *words, *bounds, *resource["schema"]["primaryKey"]}
    return {
        "key": key,
        "terms": row,
        "unit": "" if row.get("unit", PERSONS) == PERSONS else in_words(row["unit"]),
        "cells": shown,
        "words": [shown[name] for name in words],
        "bounds": [shown[name] for name in bounds],
        "more": [one for name, one in shown.items() if name not in hidden],
        "conflicts": sum(
            conflicts(ledger, f"{resource['name']}/{key}/{name}")
            for name in columns
            if name in FIGURES
        ),
    }


def under_it(row: dict[str, str], shown: Json) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what stands under a number: the words as printed and the bounds, if they say more."""
    same = "value" in shown and shown["printed"]["shown"] == shown["value"]["shown"]
    exact = all(row[name] == row["value"] for name in BOUNDS)
    return () if same else ("printed",), () if exact else tuple(filter(row.get, BOUNDS))


def cell(table: str, key: str, field: Json, row: dict[str, str], ledger: Ledger) -> Json:
    """Return a cell: what is shown, where it is, whence it came, and how much is against it."""
    name = field["name"]
    address = f"{table}/{key}/{name}"
    return {
        "name": name,
        "address": address,
        "origin": field["origin"],
        "shown": shown(field, row[name]),
        "conflicts": conflicts(ledger, address) if is_figure(field, address) else 0,
    }


def is_figure(field: Json, address: str) -> bool:
    """Return whether a cell holds an amount, and not the words or a bound of another."""
    return measured(field) and figure_of(address) == address


def shown(field: Json, text: str) -> str:
    """Return a cell as people read it: numbers grouped, terms as words, sources by their names."""
    if measured(field):
        return grouped(text)
    if "vocabulary" in field:
        return in_words(text)
    return names_of_sources()[text] if field["name"] in SPEAKERS else text


def conflicts(ledger: Ledger, address: str) -> int:
    """How many findings are against a figure."""
    return sum(one.finding == "conflicts" for one in ledger.of(address))


def filters() -> dict[str, dict[str, str]]:
    """Return what the statements can be filtered by: the terms that occur, and their labels."""
    fields = {name: sorted({row[name] for row in rows("statements")}) for name in FILTERS}
    return {
        name: {
            term: names_of_sources()[term] if name == "asserted_by" else in_words(term)
            for term in terms
        }
        for name, terms in fields.items()
    }

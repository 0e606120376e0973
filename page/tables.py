"""A published table -> what the page shows of it: a line for each row, the rest folded under it."""

from __future__ import annotations

from typing import Any

from german_pows_ussr import trace
from german_pows_ussr._findings import figure_row, findings_of
from german_pows_ussr._package import WHOLE_TABLE, Address, package
from german_pows_ussr._table import Field, Row, Table
from german_pows_ussr._text import PERSONS, grouped
from german_pows_ussr._trace import as_text

from .known import notes, of_the_whole

Json = dict[str, Any]

LINE = {
    "statements": ("measure", "population", "value", "period", "asserted_by"),
    "events": ("date_printed", "date", "title"),
    "sources": ("name_printed", "source_kind", "reference_printed", "title", "year"),
    "prisoners_by_nationality": (
        "nationality",
        "accounted_for",
        "released_and_repatriated",
        "died_in_captivity",
        "died_percent",
    ),
}
"""The columns that a table shows of every row, where it has more than fit."""

BOUNDS = ("printed_low", "printed_high")
FIGURES = ("value",)
SPEAKERS = ("asserted_by", "reported_by")
FILTERS = ("measure", "population", "asserted_by")


def table(shown: Table, anchors: dict[int, str]) -> Json:
    """Describe a table as the page shows it."""
    columns = LINE.get(shown.name, tuple(shown.fields))
    fields = [shown.fields[name] for name in columns]
    return {
        "name": shown.name,
        "title": shown.title,
        "description": shown.description,
        "whole": in_the_whole(shown, anchors),
        "drawn": bool(shown.attribution),
        "key": shown.key[0],
        "columns": [
            {"name": field.name, "number": field.is_amount, "origin": field.origin}
            for field in fields
        ],
        "rows": [record(shown, columns, row) for row in shown.rows],
    }


def in_the_whole(table: Table, anchors: dict[int, str]) -> list[Json]:
    """Describe the readings of a whole table, each with its words in the text."""
    shown = []
    for field in of_the_whole(table.name):
        found = trace(f"{table.name}/{WHOLE_TABLE}/{field}")
        terms = notes(found) or [as_text(found.value)]
        starts = [place.start for place in found.places][: len(terms)]
        parts = [
            {"shown": called(field, term), "place": anchors[start]}
            for term, start in zip(terms, starts, strict=True)
        ]
        shown.append({"field": field, "parts": parts})
    return shown


def called(field: str, term: str) -> str:
    """Write a term as people read it: a source by its name; a note is no term."""
    if field in SPEAKERS:
        return package().source_names[term]
    return term if field == "notes" else in_words(term)


def in_words(name: str) -> str:
    """Write the name of a column, or a term, as people read it."""
    return name.replace("_", " ")


def record(table: Table, columns: tuple[str, ...], row: Row) -> Json:
    """Describe a row: the cells of its line, and those that are folded under it."""
    key = "/".join(row[name] for name in table.key)
    shown = {
        field.name: cell(table.name, key, field, row)
        for field in table.fields.values()
        if row[field.name]
    }
    words, bounds = under_it(row, shown) if "value" in columns else ((), ())
    hidden = {*columns, *words, *bounds, *table.key}
    return {
        "key": key,
        "terms": row,
        "unit": "" if row.get("unit", PERSONS) == PERSONS else in_words(row["unit"]),
        "cells": shown,
        "words": [shown[name] for name in words],
        "bounds": [shown[name] for name in bounds],
        "more": [one for name, one in shown.items() if name not in hidden],
        "disputes": sum(
            disputes(Address(table.name, key, name)) for name in columns if name in FIGURES
        ),
    }


def under_it(row: Row, shown: Json) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what stands under a number: the words as printed and the bounds, if they say more."""
    same = "value" in shown and shown["printed"]["shown"] == shown["value"]["shown"]
    exact = all(row[name] == row["value"] for name in BOUNDS)
    return () if same else ("printed",), () if exact else tuple(filter(row.get, BOUNDS))


def cell(table: str, key: str, field: Field, row: Row) -> Json:
    """Describe a cell: what is shown, where it is, its origin, and in how many disputes it is."""
    address = Address(table, key, field.name)
    is_figure = field.is_amount and not field.bound_of and figure_row(address)
    return {
        "name": field.name,
        "address": str(address),
        "origin": field.origin,
        "shown": shown(field, row[field.name]),
        "disputes": disputes(address) if is_figure else 0,
    }


def shown(field: Field, text: str) -> str:
    """Write a cell as people read it: numbers grouped, terms as words, sources by their names."""
    if field.is_amount:
        return grouped(text)
    if field.vocabulary:
        return in_words(text)
    return package().source_names[text] if field.name in SPEAKERS else text


def disputes(figure: Address) -> int:
    """Count the disputes over a figure."""
    return len({one.dispute for one in findings_of(figure) if one.dispute})


def filters() -> dict[str, dict[str, str]]:
    """Return what the statements can be filtered by: the terms that occur, and their labels."""
    rows, names = package().rows("statements"), package().source_names
    return {
        name: {
            term: names[term] if name == "asserted_by" else in_words(term)
            for term in sorted({row[name] for row in rows})
        }
        for name in FILTERS
    }

"""A cell -> what it rests on: the rows of ``provenance``, ``evidence`` and ``sentences`` for it."""

from __future__ import annotations

from collections.abc import Iterable

from ._package import Json, rows, table_fields, unknown
from ._place import Place, place

Cells = dict[str, str]

WHOLE_TABLE = "*"
"""The row in the address of a reading that holds for a whole table."""


def read_from(resource: Json, row: str, described: Json, cells: Cells) -> Json:
    """The words of a transcribed cell."""
    address = (resource["name"], row, described["name"])
    found = entries("provenance", address)
    places = tuple(words(entry) for entry in found)
    return {"ground": "words", "places": places, "reader": found[0]["reader"] if found else ""}


def borne_out_by(resource: Json, row: str, described: Json, cells: Cells) -> Json:
    """The evidence of a curated cell; where every cell of its column rests on the same, that."""
    parts = entries("evidence", (resource["name"], row, described["name"]))
    sentences = {entry["sentence"]: entry for entry in rows("sentences")} if parts else {}
    quoted = tuple(words(part) for part in parts if part["ground"] == "words")
    whole = tuple(
        words(sentences[part["sentence"]]) for part in parts if part["ground"] == "sentence"
    )
    known = [part["knowledge"] for part in parts if part["ground"] == "knowledge"]
    return {
        "ground": "words" if quoted else "sentence" if whole else "knowledge",
        "places": quoted or whole,
        "knowledge": " ".join(known) if parts else described.get("knowledge", ""),
    }


def computed_from(resource: Json, row: str, described: Json, cells: Cells) -> Json:
    """The rule of a derived cell, and the cells from which it was computed."""
    derivation = described["derivation"]
    fields = table_fields(resource["name"])
    sources: list[str] = []
    for name in derivation.get("of", ()):
        sources.append(f"{resource['name']}/{row}/{name}")
        if fields[name].get("addresses"):
            for address in addresses(cells[name]):
                sources += ends(address) if "bounds" in described else [address]
    return {"ground": "rule", "rule": derivation["rule"], "cells": tuple(sources)}


def ends(address: str) -> list[str]:
    """The cells that hold the bounds of a figure; the figure itself, where there are none."""
    table, _, rest = address.partition("/")
    row, _, figure = rest.rpartition("/")
    bounds = {name: field.get("bounds", {}) for name, field in table_fields(table).items()}
    beside = [name for name, bound in bounds.items() if bound.get("of") == figure]
    sides = [name for name in beside if bounds[name]["side"] in ("low", "high")]
    return [f"{table}/{row}/{name}" for name in sides or [figure]]


GROUNDS = {"transcribed": read_from, "curated": borne_out_by, "derived": computed_from}
"""How the ground of a cell is found, by the origin of its column."""


def of_whole_table(resource: Json, name: str) -> tuple[str, Json]:
    """A reading that holds for a whole table, and what it rests on."""
    parts = entries("evidence", (resource["name"], WHOLE_TABLE, name))
    if not parts:
        whole = (part for part in rows("evidence") if part["row"] == WHOLE_TABLE)
        known = unique(part["field"] for part in whole if part["resource"] == resource["name"])
        raise unknown("reading", name, f"the whole of table {resource['name']}", known)
    places = tuple(words(part) for part in parts if part["ground"] == "words")
    known = unique(part["knowledge"] for part in parts if part["ground"] == "knowledge")
    value = " ".join(unique(part["reading"] for part in parts))
    return value, {"places": places, "knowledge": " ".join(known)}


def unique(names: Iterable[str]) -> list[str]:
    """Each name once, in order."""
    return list(dict.fromkeys(names))


def entries(table: str, address: tuple[str, str, str]) -> list[Cells]:
    """The rows of ``provenance`` or ``evidence`` for one cell."""
    return [
        entry
        for entry in rows(table)
        if (entry["resource"], entry["row"], entry["field"]) == address
    ]


def words(entry: Cells) -> Place:
    """The place that a row names by its offsets."""
    return place(int(entry["char_start"]), int(entry["char_end"]), entry.get("exact"))


def addresses(expression: str) -> list[str]:
    """The cells, or columns, that one side of a comparison names."""
    if "[" not in expression:
        return [expression]
    return [part.partition("]")[0] for part in expression.split("[")[1:]]

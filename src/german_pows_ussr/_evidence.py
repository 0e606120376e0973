"""Find the evidence for a cell: places in the pinned article, knowledge, or a rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from ._files import DamagedPackageError, read_file, repair
from ._package import WHOLE_TABLE, Address, cells_of, package
from ._table import Field, Json, Row, Table
from ._text import excerpt, wrapped

WIDTH = 76
"""The longest line of the article that is shown whole; of others, the words around the figure."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Some characters of the pinned article.

    Attributes:
        exact: the characters, unchanged.
        start: where they begin in ``article.txt``, in Unicode code points from 0.
        end: where they end, which is the position behind the last of them.
        line: the number of their line, from 1.
        text: that line.
        column: where in the line they begin, in code points from 0.

    """

    exact: str
    start: int
    end: int
    line: int
    text: str
    column: int

    @property
    def fragment(self) -> str:
        """The place in the article by RFC 5147, such as ``article.txt#char=6594,6603``."""
        return f"article.txt#char={self.start},{self.end}"

    @property
    def marked(self) -> str:
        """The line with the characters marked below it; of a longer one the words around them."""
        if len(self.exact) > WIDTH:
            lines = wrapped(self.exact, WIDTH)
            return "\n".join(f"  {line}\n  {'^' * len(line)}" for line in lines)
        text, column = excerpt(self.text, self.column, len(self.exact), WIDTH)
        return f"  {text}\n  {' ' * column}{'^' * len(self.exact)}"

    def __str__(self) -> str:
        return f"article.txt, line {self.line}, characters {self.start}-{self.end}"

    def _repr_html_(self) -> str:
        text, column = excerpt(self.text, self.column, len(self.exact), WIDTH)
        end = column + len(self.exact)
        before, exact, behind = map(escape, (text[:column], text[column:end], text[end:]))
        return f"<q>{before}<mark>{exact}</mark>{behind}</q><br>{escape(str(self))}"


def place(row: Row) -> Place:
    """Find the place that a row of ``evidence`` or ``sentences`` names by its offsets."""
    text = article()
    start, end = int(row["char_start"]), int(row["char_end"])
    if row.get("exact", text[start:end]) != text[start:end]:
        raise DamagedPackageError(
            f"article.txt: characters {start}-{end} are not {row['exact']!r}; {repair()}"
        )
    begin = text.rfind("\n", 0, start) + 1
    return Place(
        exact=text[start:end],
        start=start,
        end=end,
        line=text.count("\n", 0, start) + 1,
        text=text[begin:].partition("\n")[0],
        column=start - begin,
    )


def read_from(table: Table, cell: Address, field: Field, row: Row) -> Json:
    """Find the words of a transcribed cell."""
    parts = evidence_for(cell)
    reader = parts[0]["reader"] if parts else ""
    return {"ground": "words", "places": places_of(parts, "words"), "reader": reader}


def supported_by(table: Table, cell: Address, field: Field, row: Row) -> Json:
    """Find what supports a curated cell, or every cell of its column."""
    parts = evidence_for(cell)
    words, sentences = places_of(parts, "words"), places_of(parts, "sentence")
    return {
        "ground": "words" if words else "sentence" if sentences else "knowledge",
        "places": words or sentences,
        "knowledge": knowledge_of(parts) if parts else field.knowledge,
    }


def computed_from(table: Table, cell: Address, field: Field, row: Row) -> Json:
    """Find the rule of a derived cell, and the cells from which it was computed."""
    cells = cells_of(row[field.name]) if field.has_addresses else []
    for name in field.computed_from:
        cells.append(f"{table.name}/{cell.row}/{name}")
        if table.fields[name].has_addresses:
            for address in cells_of(row[name]):
                cells += bounds_of(address) if field.bound_of else [address]
    return {"ground": "rule", "rule": field.rule, "cells": tuple(cells)}


def bounds_of(address: str) -> Iterator[str]:
    """Find the cells that hold the bounds of a figure; the figure itself, if there are none."""
    table, _, rest = address.partition("/")
    row, _, name = rest.rpartition("/")
    bounds = [
        field.name
        for field in package().table(table).fields.values()
        if field.bound_of == name and field.side in ("low", "high")
    ]
    yield from (f"{table}/{row}/{each}" for each in bounds or [name])


GROUNDS = {"transcribed": read_from, "curated": supported_by, "derived": computed_from}
"""How the evidence of a cell is found, by the origin of its column."""


def readings_of(table: Table) -> list[str]:
    """List the fields of the readings that hold for a whole table."""
    start = f"{table.name}/{WHOLE_TABLE}/"
    addresses = (row["address"] for row in package().rows("evidence"))
    return list(dict.fromkeys(each[len(start) :] for each in addresses if each.startswith(start)))


def evidence_for(cell: Address) -> tuple[Row, ...]:
    """Find the rows of ``evidence`` for a cell."""
    return package().table("evidence").by("address").get(str(cell), ())


def places_of(parts: Iterable[Row], ground: str) -> tuple[Place, ...]:
    """Find the words that are evidence, or the sentences that are."""
    found = [part for part in parts if part["ground"] == ground]
    if ground == "sentence":
        sentences = package().table("sentences").by("sentence")
        found = [sentences[part["sentence"]][0] for part in found]
    return tuple(map(place, found))


def knowledge_of(parts: Iterable[Row]) -> str:
    """Join what an editor knows."""
    known = (part["knowledge"] for part in parts if part["ground"] == "knowledge")
    return " ".join(dict.fromkeys(known))


def article() -> str:
    """Read the pinned article."""
    return read_file("resources/article.txt").decode("utf-8")

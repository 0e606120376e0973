"""Tables -> the table of places: one row for each transcribed cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .definition import Definition
from .table import Cell, Row, Table

FIELDS = ("resource", "row", "field", "exact", "start", "end", "line", "reader")


def provenance(tables: Iterable[Table], definition: Definition) -> Table:
    """Where every transcribed cell of the tables stands, and which reader read it."""
    return Table(definition, tuple(row for table in tables for row in places(table)))


def places(table: Table) -> Iterator[Row]:
    """The places of one table, row by row."""
    for row in table.rows:
        key = table.key(row)
        for field, cell in row.items():
            if cell.excerpt is not None:
                where = (
                    cell.excerpt.exact,
                    cell.excerpt.start,
                    cell.excerpt.end,
                    cell.excerpt.line,
                )
                values = (table.name, key, field, *where, cell.reader)
                yield {name: Cell(value) for name, value in zip(FIELDS, values, strict=True)}

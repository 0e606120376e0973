"""Cells, rows and tables: values that carry the excerpt they were read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from .article import Excerpt
from .definition import Definition
from .readers import Number, Reader
from .refusal import Refusal

Value = str | Number | bool | date | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A value; if it was transcribed, also the excerpt it stands in and the reader's name."""

    value: Value
    excerpt: Excerpt | None = None
    reader: str | None = None


EMPTY = Cell(None)

Row = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """A definition and its rows; each row maps every field, in the definition's order."""

    definition: Definition
    rows: tuple[Row, ...]

    @property
    def name(self) -> str:
        """The name of the table, of its knowledge file and of its resources."""
        return self.definition.name

    def column(self, field: str) -> list[Value]:
        """The values of one field, row by row."""
        return [row[field].value for row in self.rows]

    def key(self, row: Row) -> str:
        """The primary key as one string: the second part of an address."""
        return "/".join(str(row[field].value) for field in self.definition.primary_key)


def read_cell(
    excerpt: Excerpt, reader: Reader, definition: Definition, row: str, field: str
) -> Cell:
    """What ``reader`` makes of ``excerpt``; a refusal names the cell, the place and the file."""
    try:
        return Cell(reader(excerpt.exact), excerpt, reader.name)
    except Refusal as refusal:
        raise Refusal(
            f"{definition.where(row, field)}: {refusal} ({excerpt.place}); "
            "either the article changed, or the reader is wrong "
            f"in {definition.spot_of_cell(row, field)}"
        ) from None

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
class Ground:
    """What a curated cell rests on: words, the sentence that says nothing else, what is known."""

    words: tuple[Excerpt, ...] = ()
    sentence: Excerpt | None = None
    knowledge: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A value; the excerpt it was read from and the reader's name, or what the reading rests on."""

    value: Value
    excerpt: Excerpt | None = None
    reader: str | None = None
    ground: Ground = Ground()

    @property
    def words(self) -> tuple[Excerpt, ...]:
        """The words it was read from, or that support it."""
        return (self.excerpt,) if self.excerpt else self.ground.words

    @property
    def excerpts(self) -> tuple[Excerpt, ...]:
        """Every excerpt it rests on, the sentence as a whole among them."""
        return (*self.words, *filter(None, [self.ground.sentence]))


EMPTY = Cell(None)

Row = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """A definition and its rows; each row maps every field, in the definition's order.

    ``readings`` are those of the table as a whole, by name: who asserts it, what its columns count.
    """

    definition: Definition
    rows: tuple[Row, ...]
    readings: tuple[tuple[str, Cell], ...] = ()

    @property
    def name(self) -> str:
        """The name of the table, of its knowledge file and of its resources."""
        return self.definition.name

    def column(self, field: str) -> list[Value]:
        """Return the values of one field, row by row."""
        return [row[field].value for row in self.rows]

    def key(self, row: Row) -> str:
        """Return the primary key as one string: the second part of an address."""
        return "/".join([str(row[field].value) for field in self.definition.primary_key])


def where(table: Table, row: Row, field: str) -> str:
    """Name a cell and the place an editor has to look at."""
    key = table.key(row)
    spot = table.definition.spot_of_cell(key, field)
    return f"{table.definition.where(key, field)} ({spot})"


def read_cell(
    excerpt: Excerpt, reader: Reader, definition: Definition, row: str, field: str
) -> Cell:
    """Read ``excerpt``; a refusal names the cell, the place and the file."""
    try:
        return Cell(reader(excerpt.exact), excerpt, reader.name)
    except Refusal as refusal:
        raise Refusal(
            f"{definition.where(row, field)}: {refusal} ({excerpt.place}); "
            "either the article changed, or the reader is wrong "
            f"in {definition.spot_of_cell(row, field)}"
        ) from None

"""Tables -> the table of places: one row for each transcribed cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from .article import Article
from .definition import Definition
from .sentences import Sentence, key_of, sentences
from .table import Cell, Row, Table

FIELDS = (
    "resource",
    "row",
    "field",
    "exact",
    "char_start",
    "char_end",
    "line",
    "sentence",
    "reader",
)


def provenance(article: Article, tables: Iterable[Table], definition: Definition) -> Table:
    """Where every transcribed cell of the tables stands, and which reader read it."""
    found = sentences(article)
    return Table(definition, tuple(row for table in tables for row in places(table, found)))


def places(table: Table, found: Sequence[Sentence]) -> Iterator[Row]:
    """The places of one table, row by row."""
    for row in table.rows:
        key = table.key(row)
        for field, cell in row.items():
            if cell.excerpt is not None:
                words = cell.excerpt
                where = (words.exact, words.start, words.end, words.line, key_of(found, words))
                values = (table.name, key, field, *where, cell.reader)
                yield {name: Cell(value) for name, value in zip(FIELDS, values, strict=True)}

"""The package: its tables, its files, and the addresses of its cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from ._files import DESCRIPTOR, MALFORMED, damaged, descriptor, read_file, root
from ._table import Json, Row, Table
from ._text import UnknownNameError, did_you_mean, nearest, unknown

WHOLE_TABLE = "*"  # the row in the address of a reading that holds for a whole table
ARTICLE = "wikipedia-article"  # the key of the article itself, which speaks where nobody else does


@dataclass(frozen=True)
class Package:
    """The package: the content of ``datapackage.json``, and its tables in order, data first."""

    described: Json
    tables: dict[str, Table]

    def __getitem__(self, name: str) -> Any:
        """Return what the descriptor says, such as the version."""
        return self.described[name]

    @property
    def created(self) -> datetime:
        """The time of the data, which is that of every export."""
        return datetime.fromisoformat(self["created"]).replace(tzinfo=None)

    def table(self, name: str) -> Table:
        """Return a table, or raise an error that suggests known ones."""
        if name not in self.tables:
            raise unknown("table", name, self["name"], self.tables)
        return self.tables[name]

    def rows(self, name: str) -> tuple[Row, ...]:
        """Return the rows of a table as text; they are shared, so do not change them."""
        return self.table(name).rows

    @property
    def source_names(self) -> dict[str, str]:
        """What the article calls each source, by its key."""
        names = {row["source"]: row["name_printed"] for row in self.rows("sources")}
        return names | {ARTICLE: "the article itself"}


@cache
def package() -> Package:
    """Read the descriptor into the model."""
    found = [entry for entry in descriptor()["resources"] if "schema" in entry]
    try:
        return Package(descriptor(), {entry["name"]: Table.read(entry) for entry in found})
    except MALFORMED as error:
        raise damaged(f"{DESCRIPTOR}: {error!r}") from None


def tables() -> dict[str, str]:
    """Return the title of each table by its name, data first, then what is for an audit.

    >>> tables()["prisoners_held"]
    'German prisoners of war held by the Soviet Union, by quarter'

    """
    return {name: table.title for name, table in package().tables.items()}


def path(table: str, format: str = "csv") -> Path:
    """Return the file of a table, for any program that reads files.

    Args:
        table: a name from ``tables()``, or ``"article"`` for the pinned source itself.
        format: ``"csv"`` or ``"parquet"``; for the article ``"txt"``. A wheel has no Parquet of the
            audit tables; the zip of a release and a checkout have.

    Returns:
        The absolute path of a file that has just been compared with its published SHA-256.

    >>> path("prisoners_held").name
    'prisoners_held.csv'

    """
    stem = f"resources/{table}."
    files = [entry["path"] for entry in descriptor()["resources"]]
    formats = [each.removeprefix(stem) for each in files if each.startswith(stem)]
    if not formats:
        raise unknown("table", table, package()["name"], [*tables(), "article"])
    if format not in formats:
        raise unknown("format", format, f"table {table} of this installation", formats)
    read_file(stem + format)
    return root() / (stem + format)


@dataclass(frozen=True)
class Address:
    """The address of a cell, a row or a table: ``table/row/field``; missing parts are ``""``.

    The table is the first segment, the field the last, the row what is between; the row ``*`` is
    the table as a whole. A leading ``#`` and percent-encoding are accepted.

    >>> Address.parse("#prisoners_by_nationality/Czech%20and%20Slovak/died_percent").row
    'Czech and Slovak'

    """

    table: str
    row: str = ""
    field: str = ""

    @classmethod
    def parse(cls, text: str) -> Address:
        """Read the address of a table, a row or a cell that exists."""
        name, _, rest = decode(text).partition("/")
        table = package().table(name)
        if rest in ("", WHOLE_TABLE) or table.row(rest):
            return cls(name, rest)
        row, slash, field = rest.rpartition("/")
        if not slash:
            raise unknown("row", rest, f"table {name}", table.keys)
        if row == WHOLE_TABLE or (table.row(row) and field in table.fields):
            return cls(name, row, field)
        kind, part = ("field", field) if table.row(row) else ("row", row)
        rows, fields = nearest(row, table.keys), nearest(field, table.fields)
        cells = [f"{name}/{key}/{column}" for key in rows for column in fields][:3]
        if cells:
            raise UnknownNameError(f"no {kind} {part!r} in table {name}; {did_you_mean(cells)}")
        raise unknown(kind, part, f"table {name}", table.fields if kind == "field" else table.keys)

    @classmethod
    def of_cell(cls, text: str) -> Address:
        """Read the address of a cell that exists, or of a reading of a whole table."""
        found = cls.parse(text)
        if not found.field:
            table = package().table(found.table)
            cell = cls(table.name, found.row or table.keys[0], table.main_field)
            raise UnknownNameError(f"{text!r} is no cell; {did_you_mean([str(cell)])}")
        return found

    def __str__(self) -> str:
        return "/".join(filter(None, (self.table, self.row, self.field)))


def decode(address: str) -> str:
    """Remove the ``#`` and the percent-encoding of an address."""
    if not isinstance(address, str):
        raise TypeError(f"an address is one text, 'table/row/field', not {address!r}")
    return unquote(address.rpartition("#")[2])


def cells_of(expression: str) -> list[str]:
    """Return the cells, or columns, that an expression names.

    >>> cells_of("100 * [a/b/c] / [a/b/d]"), cells_of("a/b/c")
    (['a/b/c', 'a/b/d'], ['a/b/c'])

    """
    return re.findall(r"\[([^]]+)\]", expression) or [*filter(None, [expression])]

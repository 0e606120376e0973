"""The package: its tables, its files, and the addresses of its cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from ._files import Json, descriptor, read_file, root
from ._table import Row, Table, as_table
from ._text import UnknownNameError, did_you_mean, nearest, unknown

WHOLE_TABLE = "*"
"""The row in the address of a reading that holds for a whole table."""


@dataclass(frozen=True, kw_only=True)
class Package:
    """The package: what it is, and its tables in order, data first.

    Attributes:
        described: the content of ``datapackage.json``.
        tables: its tables by name.

    """

    described: Json
    tables: dict[str, Table]

    @property
    def name(self) -> str:
        """Its name."""
        return str(self.described["name"])

    @property
    def version(self) -> str:
        """The version of the data and of this package."""
        return str(self.described["version"])

    @property
    def citation(self) -> str:
        """How to cite it."""
        return str(self.described["citation"])

    @property
    def created(self) -> datetime:
        """The time of the data, which is that of every export."""
        return datetime.fromisoformat(self.described["created"]).replace(tzinfo=None)

    @property
    def article_url(self) -> str:
        """Where the live article is."""
        return str(self.described["sources"][0]["path"])

    def table(self, name: str) -> Table:
        """Return a table, or raise an error that suggests known ones."""
        if name not in self.tables:
            raise unknown("table", name, self.name, self.tables)
        return self.tables[name]

    def rows(self, name: str) -> tuple[Row, ...]:
        """Return the rows of a table as text; they are shared, so do not change them."""
        return self.table(name).rows


@cache
def package() -> Package:
    """Read the descriptor into the model."""
    described = descriptor()
    tables = {
        entry["name"]: as_table(entry) for entry in described["resources"] if "schema" in entry
    }
    return Package(described=described, tables=tables)


def tables() -> dict[str, str]:
    """List the tables of the package, data first, then what is for an audit.

    Returns:
        The title of each table by its name.

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
        The absolute path of a file that has just been compared with its published SHA-256. Both
        formats of a table hold the same values with the same types.

    Raises:
        UnknownNameError: there is no such table, or it has no such format.
        DamagedPackageError: the file is missing, or is not the published one.

    >>> path("prisoners_held").name
    'prisoners_held.csv'

    """
    files = {entry["path"] for entry in descriptor()["resources"]}
    file = f"resources/{table}.{format}"
    if file not in files:
        raise no_file(table, format, files)
    read_file(file)
    return root() / file


def no_file(table: str, format: str, files: set[str]) -> UnknownNameError:
    """Make the error for a table or a format that there is not."""
    stems = {file.rpartition("/")[2].partition(".")[0] for file in files}
    if table not in stems:
        return unknown("table", table, package().name, [*tables(), "article"])
    if format == "parquet" and table in tables():
        return UnknownNameError(
            f"a wheel has no Parquet of {table}, an audit table: it is resources/{table}.parquet"
            f" in the zip of the release and in the repository; path({table!r}) is its CSV file"
        )
    formats = sorted(file.rpartition(".")[2] for file in files if f"/{table}." in file)
    return unknown("format", format, f"table {table}", formats)


@dataclass(frozen=True)
class Address:
    """The address of a cell, a row or a table: ``table/row/field``.

    The table is the first segment, the field the last, the row what is between. A leading ``#`` and
    percent-encoding are accepted.

    Attributes:
        table: the name of a table.
        row: the key of a row, ``"*"`` for the table as a whole, or ``""``.
        field: the name of a column, or ``""``.

    >>> Address.parse("#prisoners_by_nationality/Czech%20and%20Slovak/died_percent").row
    'Czech and Slovak'

    """

    table: str
    row: str = ""
    field: str = ""

    @classmethod
    def parse(cls, text: str) -> Address:
        """Read the address of a table, a row or a cell that exists."""
        whole = decoded(text)
        table, _, rest = whole.partition("/")
        known = package().tables.get(table)
        if known and (rest in ("", WHOLE_TABLE) or known.row(rest)):
            return cls(table, rest)
        if "/" in rest:
            return cls.of_cell(whole)
        raise unknown("row", rest, f"table {table}", package().table(table).keys)

    @classmethod
    def of_cell(cls, text: str) -> Address:
        """Read the address of a cell that exists, or of a reading of a whole table."""
        whole = decoded(text)
        table, _, rest = whole.partition("/")
        row, slash, field = rest.rpartition("/")
        if not slash:
            raise no_cell(whole)
        if fault := unknown_part(table, row, field):
            raise fault
        return cls(table, row, field)

    def __str__(self) -> str:
        return "/".join(filter(None, (self.table, self.row, self.field)))


def decoded(address: str) -> str:
    """Remove the ``#`` and the percent-encoding of an address."""
    if not isinstance(address, str):
        raise TypeError(f"an address is one text, 'table/row/field', not {address!r}")
    return unquote(address.rpartition("#")[2])


def unknown_part(table: str, row: str, field: str) -> UnknownNameError | None:
    """Make the error for the first part of an address that does not exist, if there is one."""
    known = package().tables.get(table)
    if known is None:
        error = unknown("table", table, package().name, tables())
    elif row == WHOLE_TABLE or (known.row(row) and field in known.fields):
        return None
    elif known.row(row):
        error = unknown("field", field, f"table {table}", known.fields)
    else:
        error = unknown("row", row, f"table {table}", known.keys)
    found = similar_cells(table, row, field)
    return (
        UnknownNameError(f"{str(error).partition(';')[0]}; {did_you_mean(found)}")
        if found
        else error
    )


def no_cell(address: str) -> UnknownNameError:
    """Make the error for an address with too few parts for a cell."""
    first, _, second = address.partition("/")
    found = [*cells_at(address), *similar_cells(first, second), *without_table(first, second)][:3]
    meant = f"; {did_you_mean(found)}" if found else ""
    return UnknownNameError(
        f"{address!r} is not the address of a cell: TABLE/ROW/FIELD expected{meant}"
    )


def similar_cells(table: str, row: str, field: str = "") -> list[str]:
    """Find up to three cells with similar addresses; a missing part is the first there is."""
    found = [
        f"{near.name}/{key}/{name}"
        for near in map(package().table, nearest(table, package().tables))
        for key in (nearest(row, near.keys) if row else near.keys[:1])
        for name in (nearest(field, near.fields) if field else [near.main_field])
    ]
    return found[:3]


def without_table(row: str, field: str) -> Iterator[str]:
    """Find the cells that are meant where the table was left out."""
    for table in package().tables.values():
        if table.row(row):
            names = nearest(field, table.fields) if field else [table.main_field]
            yield from (f"{table.name}/{row}/{name}" for name in names)


def cells_at(address: str) -> Iterator[str]:
    """Find the cells that were read from some characters (RFC 5147)."""
    for row in package().rows("evidence") if address.startswith("char=") else ():
        if row["role"] == "read" and address == f"char={row['char_start']},{row['char_end']}":
            yield row["address"]


def cells_of(expression: str) -> list[str]:
    """Return the cells, or columns, that an expression names.

    >>> cells_of("100 * [a/b/c] / [a/b/d]"), cells_of("a/b/c")
    (['a/b/c', 'a/b/d'], ['a/b/c'])

    """
    return re.findall(r"\[([^]]+)\]", expression) or [expression]

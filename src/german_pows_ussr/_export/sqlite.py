"""Write tables as an SQLite database with their keys, and each cell joined to its place."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from .._table import Field, Json, Table

Explaining = Mapping[str, tuple[list[Json], list[str]]]
"""Tables that explain the others: the rows of each, and its key."""

TYPES = {
    "string": "text",
    "integer": "integer",
    "number": "real",
    "boolean": "boolean",
    "date": "date",
}
"""SQLite stores the last two as it likes; clients give them the type that is declared."""

AS_TEXT = {
    "string": "{0}",
    "integer": "cast({0} as text)",
    "number": "printf('%.15g', {0})",
}
"""A transcribed value as the CSV file has it: a client gives one type to a whole column."""

CELLS = """
create view cells as
select address, value, number, exact, line, char_start, char_end, reader
from evidence
join ({queries}) as published on evidence.address = published.address_
where role = 'read'
"""


def write(file: Path, tables: Sequence[Table], explaining: Explaining) -> None:
    """Write all tables in one transaction, for a row may refer to a later one."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("pragma foreign_keys = on")
        connection.execute("begin")
        connection.execute("pragma defer_foreign_keys = on")
        for table in tables:
            connection.execute(create_table(table))
        for table in tables:
            insert(connection, table.name, table.records())
        queries = " union all ".join(query for table in tables for query in cell_queries(table))
        connection.execute(CELLS.format(queries=queries))
        for name, (rows, key) in explaining.items():
            explain(connection, name, rows, key)
        connection.execute("commit")


def create_table(table: Table) -> str:
    """Write the statement that creates a table with its keys."""
    parts = [
        *map(column, table.fields.values()),
        f"primary key ({names(table.key)})",
        *(foreign_key(name, other) for name, other in table.foreign_keys.items()),
    ]
    return f"create table {quoted(table.name)} ({', '.join(parts)})"


def column(field: Field) -> str:
    """Write a column and its constraint."""
    return f"{quoted(field.name)} {TYPES[field.type]}{' not null' if field.required else ''}"


def foreign_key(name: str, other: str) -> str:
    """Write a foreign key, which refers to the primary key of a table."""
    return f"foreign key ({quoted(name)}) references {quoted(other)}"


def insert(connection: sqlite3.Connection, table: str, rows: list[Json]) -> None:
    """Fill a table."""
    marks = ", ".join("?" * len(rows[0]))
    values = [tuple(row.values()) for row in rows]
    connection.executemany(f"insert into {quoted(table)} values ({marks})", values)


def explain(connection: sqlite3.Connection, name: str, rows: list[Json], key: list[str]) -> None:
    """Add a table that explains the others."""
    columns = ", ".join(
        f"{quoted(column)} {'boolean' if isinstance(value, bool) else 'text'}"
        for column, value in rows[0].items()
    )
    connection.execute(f"create table {name} ({columns}, primary key ({names(key)}))")
    insert(connection, name, rows)


def cell_queries(table: Table) -> Iterator[str]:
    """Write a query for each transcribed column: its cells as text, and as a number if they are."""
    for field in table.fields.values():
        if field.origin == "transcribed":
            column, key = quoted(field.name), " || '/' || ".join(map(quoted, table.key))
            number = f"cast({column} as real)" if field.is_number else "null"
            yield (
                f"select '{table.name}/' || {key} || '/{field.name}' as address_, "
                f"{AS_TEXT[field.type].format(column)} as value, {number} as number "
                f"from {quoted(table.name)}"
            )


def names(columns: Iterable[str]) -> str:
    """Write a list of names in SQL."""
    return ", ".join(map(quoted, columns))


def quoted(name: str) -> str:
    """Write a name in SQL."""
    return f'"{name}"'

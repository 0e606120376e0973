"""Write tables as an SQLite database with their keys."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from .._table import Json, Table

TYPES = {"string": "text", "number": "real"}  # dates and booleans keep theirs, for clients

# Each transcribed cell with its place in the article.
CELLS = """
create view cells as
select address, reading as value, exact, line, char_start, char_end, reader
from evidence where role = 'read'
"""


def write(
    file: Path, tables: Sequence[Table], explaining: Mapping[str, tuple[list[Json], list[str]]]
) -> None:
    """Write all tables in one transaction, for a row may refer to a later one."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("pragma foreign_keys = on")
        connection.execute("begin")
        connection.execute("pragma defer_foreign_keys = on")
        keys = {table.name: table.key for table in tables}
        for table in tables:
            create(connection, table.name, definitions(table, keys), table.key)
        for table in tables:
            insert(connection, table.name, table.records())
        for name, (rows, key) in explaining.items():
            columns = [f"{names([column])} {kind(value)}" for column, value in rows[0].items()]
            create(connection, name, columns, key)
            insert(connection, name, rows)
        connection.execute(CELLS)
        connection.execute("commit")


def definitions(table: Table, keys: Mapping[str, Iterable[str]]) -> list[str]:
    """Define the columns of a table, and to which keys of other tables they refer."""
    columns = [
        f"{names([name])} {TYPES.get(field.type, field.type)}{' not null' * field.required}"
        for name, field in table.fields.items()
    ]
    references = [
        f"foreign key ({names([name])}) references {names([other])} ({names(keys[other])})"
        for name, other in table.foreign_keys.items()
    ]
    return columns + references


def kind(value: object) -> str:
    """Return the type of a column that explains something, by one of its values."""
    return "boolean" if isinstance(value, bool) else "text"


def create(
    connection: sqlite3.Connection, name: str, columns: Sequence[str], key: Iterable[str]
) -> None:
    """Create a table with a primary key."""
    definition = ", ".join([*columns, f"primary key ({names(key)})"])
    connection.execute(f"create table {names([name])} ({definition})")


def insert(connection: sqlite3.Connection, table: str, rows: Sequence[Json]) -> None:
    """Fill a table."""
    marks = ", ".join("?" * len(rows[0]))
    values = [tuple(row.values()) for row in rows]
    connection.executemany(f"insert into {names([table])} values ({marks})", values)


def names(columns: Iterable[str]) -> str:
    """Write a list of names in SQL."""
    return ", ".join(f'"{name}"' for name in columns)

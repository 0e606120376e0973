"""The package -> an SQLite database: its keys, each cell joined to its place, what it all means."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from ._about import about, codebook, terms
from ._cell import records
from ._package import Json, table_resources

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
select
    resource || '/' || provenance.row || '/' || provenance.field as address,
    value, number, exact, line, char_start, char_end, reader
from provenance
join ({queries}) as published
    on provenance.resource = published.resource_
    and provenance.row = published.row_
    and provenance.field = published.field_
"""


def write(file: Path) -> None:
    """All tables in one transaction, for a row may refer to a later one."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("pragma foreign_keys = on")
        connection.execute("begin")
        connection.execute("pragma defer_foreign_keys = on")
        for name, resource in table_resources().items():
            connection.execute(create_table(name, resource["schema"]))
        for name in table_resources():
            insert(connection, name, records(name))
        connection.execute(CELLS.format(queries=" union all ".join(cell_queries())))
        describe(connection)
        connection.execute("commit")


def create_table(name: str, schema: Json) -> str:
    """The statement that makes a table with the keys of its schema."""
    parts = [
        *map(column, schema["fields"]),
        f"primary key ({names(schema['primaryKey'])})",
        *(foreign_key(name, key) for key in schema.get("foreignKeys", [])),
    ]
    return f"create table {quoted(name)} ({', '.join(parts)})"


def column(field: Json) -> str:
    """A column and its constraint."""
    required = " not null" if field.get("constraints", {}).get("required") else ""
    return f"{quoted(field['name'])} {TYPES[field['type']]}{required}"


def foreign_key(table: str, key: Json) -> str:
    """A foreign key; the empty name is that of the table itself."""
    target = key["reference"]
    return (
        f"foreign key ({names(key['fields'])}) "
        f"references {quoted(target['resource'] or table)} ({names(target['fields'])})"
    )


def insert(connection: sqlite3.Connection, table: str, rows: list[Json]) -> None:
    """Fill a table."""
    marks = ", ".join("?" * len(rows[0]))
    values = [tuple(row.values()) for row in rows]
    connection.executemany(f"insert into {quoted(table)} values ({marks})", values)


def describe(connection: sqlite3.Connection) -> None:
    """Three tables that say what the others are."""
    for name, (rows, key) in {
        "about": (about(), ["topic"]),
        "codebook": (codebook(), ["resource", "field"]),
        "terms": (terms(), ["resource", "field", "term"]),
    }.items():
        columns = ", ".join(
            f"{quoted(column)} {'boolean' if isinstance(value, bool) else 'text'}"
            for column, value in rows[0].items()
        )
        connection.execute(f"create table {name} ({columns}, primary key ({names(key)}))")
        insert(connection, name, rows)


def cell_queries() -> list[str]:
    """A query for each transcribed column."""
    return [
        cell_query(name, resource["schema"]["primaryKey"][0], field)
        for name, resource in table_resources().items()
        for field in resource["schema"]["fields"]
        if field["origin"] == "transcribed"
    ]


def cell_query(table: str, key: str, field: Json) -> str:
    """The table, the row, the field, the value as text, and as a number if it is one."""
    column = quoted(field["name"])
    number = f"cast({column} as real)" if field["type"] != "string" else "null"
    return (
        f"select '{table}' as resource_, {quoted(key)} as row_, '{field['name']}' as field_, "
        f"{AS_TEXT[field['type']].format(column)} as value, {number} as number from {quoted(table)}"
    )


def names(columns: Iterable[str]) -> str:
    """A list of names as SQL has it."""
    return ", ".join(map(quoted, columns))


def quoted(name: str) -> str:
    """A name as SQL has it."""
    return f'"{name}"'

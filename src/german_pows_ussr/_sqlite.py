"""The package -> an SQLite database with its keys, and each cell joined to its place."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from ._export import records
from ._package import table_resources

if TYPE_CHECKING:
    from pathlib import Path

    from ._package import Json

TYPES = {
    "string": "text",
    "integer": "integer",
    "number": "real",
    "boolean": "integer",
    "date": "text",
}

CELLS = """
create view cells as
select
    resource || '/' || provenance.row || '/' || provenance.field as address,
    value, exact, line, char_start, char_end, reader
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
            insert(connection, name)
        connection.execute(CELLS.format(queries=" union all ".join(cell_queries())))
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
    """A foreign key; one without a resource refers to its own table."""
    target = key["reference"]
    return (
        f"foreign key ({names(key['fields'])}) "
        f"references {quoted(target.get('resource', table))} ({names(target['fields'])})"
    )


def insert(connection: sqlite3.Connection, table: str) -> None:
    """Fill a table."""
    values = [tuple(row.values()) for row in records(table)]
    marks = ", ".join("?" * len(values[0]))
    connection.executemany(f"insert into {quoted(table)} values ({marks})", values)


def cell_queries() -> list[str]:
    """A query for each transcribed column: the table, the row, the field, the value."""
    return [
        f"select '{name}' as resource_, {quoted(resource['schema']['primaryKey'][0])} as row_, "
        f"'{field['name']}' as field_, {quoted(field['name'])} as value from {quoted(name)}"
        for name, resource in table_resources().items()
        for field in resource["schema"]["fields"]
        if field["origin"] == "transcribed"
    ]


def names(columns: list[str]) -> str:
    """A list of names as SQL has it."""
    return ", ".join(map(quoted, columns))


def quoted(name: str) -> str:
    """A name as SQL has it."""
    return f'"{name}"'

"""Write a table as CSV and as Parquet, cell by cell with the same values."""

from __future__ import annotations

import io
import json
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from transcription.table import Table, Value

ARROW_TYPES = {
    "string": pa.string(),
    "integer": pa.int32(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}


def csv_bytes(table: Table) -> bytes:
    """Write a table as CSV that programs read right when they guess.

    UTF-8, a bare header, line feeds. Text is quoted, so that a guess finds the quotes; an empty
    cell is bare, and null. A column of numbers has a decimal point in every cell.
    """
    kinds = [field.type for field in table.definition.fields.values()]
    lines = [",".join(table.definition.fields)]
    for row in table.rows:
        cells = zip(row.values(), kinds, strict=True)
        lines.append(",".join(csv_text(cell.value, kind) for cell, kind in cells))
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def csv_text(value: Value, kind: str) -> str:
    """Format a value in the lexical form of Table Schema."""
    if value is None:
        return ""
    if kind == "number":
        decimals = f"{Decimal(str(value)):f}"
        return decimals if "." in decimals else f"{decimals}.0"
    if kind == "string":
        return quoted(str(value))
    return value.isoformat() if isinstance(value, date) else str(value).lower()


def quoted(text: str) -> str:
    """Quote a text as RFC 4180 does."""
    return '"' + text.replace('"', '""') + '"'


def parquet_bytes(table: Table, schema: dict[str, Any], metadata: dict[str, str]) -> bytes:
    """Write a table as Parquet, with the types of its Table Schema and the schema as metadata."""
    arrow_schema = pa.schema([arrow_field(field) for field in schema["fields"]])
    columns = [arrow_column(table, field["name"], field["type"]) for field in schema["fields"]]
    sink = io.BytesIO()
    # Arrow's copy of the schema would only repeat it: every type is one of Parquet's own.
    with pq.ParquetWriter(sink, arrow_schema, compression="snappy", store_schema=False) as writer:
        writer.add_key_value_metadata(metadata | {"table_schema": json.dumps(schema)})
        writer.write_table(pa.table(columns, schema=arrow_schema))
    return sink.getvalue()


def arrow_field(field: dict[str, Any]) -> pa.Field:
    """Translate a Table Schema field to Arrow; a required one is not nullable."""
    required = field.get("constraints", {}).get("required", False)
    return pa.field(field["name"], ARROW_TYPES[field["type"]], nullable=not required)


def arrow_column(table: Table, name: str, kind: str) -> pa.Array:
    """Convert one column to Arrow; a decimal number becomes a double."""
    values = [float(value) if isinstance(value, Decimal) else value for value in table.column(name)]
    return pa.array(values, ARROW_TYPES[kind])

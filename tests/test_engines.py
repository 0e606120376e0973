"""Do the engines that people use read the same values, types and nulls from both formats?

Each reads every table from its CSV file, given the schema, and from its Parquet file, given nothing.
Spark and R, which start slowly and need Java and R, are in `tests/programs`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest
from conftest import SCHEMAS, typed

import german_pows_ussr as pows

Reading = tuple[dict[str, str], list[tuple[Any, ...]]]
"""The type of each column, as Table Schema calls it, and the rows as plain Python."""

TYPES: dict[str, dict[str, Any]] = {
    "duckdb": {"string": "VARCHAR", "integer": "INTEGER", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"},
    "polars": {"string": pl.String, "integer": pl.Int32, "number": pl.Float64, "boolean": pl.Boolean, "date": pl.Date},
    "pyarrow": {"string": pa.string(), "integer": pa.int32(), "number": pa.float64(), "boolean": pa.bool_(), "date": pa.date32()},
    "pandas": {"string": "string", "integer": "Int32", "number": "float64", "boolean": "boolean", "date": "datetime64"},
}  # fmt: skip


@cache
def expected(table: str) -> Reading:
    """Read a table with the standard library, by the schema."""
    types = {field["name"]: field["type"] for field in SCHEMAS[table]["fields"]}
    return types, [tuple(row.values()) for row in typed(table)]


def declared(engine: str, table: str) -> dict[str, Any]:
    """Return the schema of a table in the words of an engine."""
    return {field["name"]: TYPES[engine][field["type"]] for field in SCHEMAS[table]["fields"]}


def table_schema_types(engine: str, found: dict[str, Any]) -> dict[str, str]:
    """Return the types that an engine gives, as Table Schema calls them."""
    names = {str(name): kind for kind, name in TYPES[engine].items()}
    return {column: names[str(kind)] for column, kind in found.items()}


def read_with_duckdb(table: str, format: str) -> Reading:
    """Read a file with DuckDB."""
    file = str(pows.path(table, format))
    if format == "csv":
        found = duckdb.read_csv(file, header=True, dtype=declared("duckdb", table))
    else:
        found = duckdb.read_parquet(file)
    types = dict(zip(found.columns, found.types, strict=True))
    return table_schema_types("duckdb", types), found.fetchall()


def read_with_polars(table: str, format: str) -> Reading:
    """Read a file with Polars."""
    file = pows.path(table, format)
    if format == "csv":
        found = pl.read_csv(file, schema=declared("polars", table))
    else:
        found = pl.read_parquet(file)
    return table_schema_types("polars", dict(found.schema)), found.rows()


def read_with_pyarrow(table: str, format: str) -> Reading:
    """Read a file with Arrow."""
    file = pows.path(table, format)
    if format == "csv":
        options = pyarrow.csv.ConvertOptions(
            column_types=declared("pyarrow", table), strings_can_be_null=True, null_values=[""]
        )
        found = pyarrow.csv.read_csv(file, convert_options=options)
    else:
        found = pyarrow.parquet.read_table(file)
    types = {field.name: field.type for field in found.schema}
    return table_schema_types("pyarrow", types), [tuple(row.values()) for row in found.to_pylist()]


def read_with_pandas(table: str, format: str) -> Reading:
    """Return the frame that `load` gives, or read the Parquet file with pandas."""
    if format == "csv":
        found = pows.load(table)
        spelt = {"category": "string", "int64": "Int32", "Int64": "Int32", "bool": "boolean"}
    else:
        found = pd.read_parquet(pows.path(table, format), dtype_backend="numpy_nullable")
        spelt = {"Float64": "float64", "object": "datetime64"}
    dates = [field["name"] for field in SCHEMAS[table]["fields"] if field["type"] == "date"]
    types = {str(name): str(kind).partition("[")[0] for name, kind in found.dtypes.items()}
    plain = found.assign(**{name: pd.to_datetime(found[name]).dt.date for name in dates})
    values = plain.astype(object).where(plain.notna(), None)
    return (
        table_schema_types("pandas", {name: spelt.get(kind, kind) for name, kind in types.items()}),
        list(values.itertuples(index=False, name=None)),
    )


SLOWLY = [
    pytest.param(read, marks=pytest.mark.slow) for read in (read_with_duckdb, read_with_pandas)
]


@pytest.mark.parametrize("format", ["csv", "parquet"])
@pytest.mark.parametrize("read", [read_with_polars, read_with_pyarrow, *SLOWLY])
def test_an_engine_reads_what_the_schema_says(
    read: Callable[[str, str], Reading], format: str
) -> None:
    """Every type, every value, every null, in the order of the file."""
    for table in SCHEMAS:
        found = read(table, format)
        assert found == expected(table), table
        assert [list(map(type, row)) for row in found[1]] == [
            list(map(type, row)) for row in expected(table)[1]
        ], table


def test_the_values_have_every_type_and_some_nulls() -> None:
    """The agreement would say little otherwise."""
    kinds = {kind for table in SCHEMAS for kind in expected(table)[0].values()}
    assert kinds == set(TYPES["pandas"])
    assert any(None in row for table in SCHEMAS for row in expected(table)[1])

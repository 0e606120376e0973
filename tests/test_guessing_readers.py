"""Do programs that guess read every CSV file right?

Python's Sniffer and polars are asked here with their defaults; sqlite-utils, which asks the Sniffer
about the first 2,048 bytes, and dask, which looks at ten rows, by what they look at.
"""

from __future__ import annotations

import csv
import io

import polars as pl
import pyarrow.parquet as pq
from conftest import ROOT, SCHEMAS, rows

PATHS = {table: ROOT / f"resources/{table}.csv" for table in SCHEMAS}
SEEN = 10
"""As many rows dask looks at to guess the types of the columns."""


def test_the_sniffer_finds_how_a_file_is_written() -> None:
    """From the whole of it, from 2,048 bytes, and from 1,024 as in the documentation of Python."""
    for table, path in PATHS.items():
        text = path.read_text(encoding="utf-8")
        for size in (len(text), 2048, 1024):
            dialect = csv.Sniffer().sniff(text[:size])
            found = list(csv.DictReader(io.StringIO(text, newline=""), dialect=dialect))
            assert found == rows(table), (table, size)


def test_polars_reads_the_types_of_the_schema() -> None:
    """Numbers as numbers, empty cells as null; dates it leaves as text."""
    for table, path in PATHS.items():
        frame = pl.read_csv(path)
        expected = pq.read_table(path.with_suffix(".parquet")).to_pylist()
        for field in SCHEMAS[table]["fields"]:
            name = field["name"]
            values = [row[name] for row in expected]
            if field["type"] == "date":
                values = [value and str(value) for value in values]
            assert frame[name].to_list() == values, f"{table}/{name}"
            if field["type"] == "number":
                assert frame[name].dtype == pl.Float64, f"{table}/{name}"


def test_the_first_rows_show_what_a_column_holds() -> None:
    """A column that has text, or empty cells among whole numbers, has one of them in the first ten."""
    for table, schema in SCHEMAS.items():
        every = rows(table)
        for field in schema["fields"]:
            values = [row[field["name"]] for row in every]
            first, place = values[:SEEN], f"{table}/{field['name']}"
            if any(values) and field["type"] != "number":
                assert any(first), place
            if field["type"] == "integer" and not all(values):
                assert not all(first), place


def test_a_number_has_its_decimal_point_in_every_row() -> None:
    """So that a guess from whole numbers alone is not one of integers."""
    for table, schema in SCHEMAS.items():
        for field in schema["fields"]:
            for row in rows(table) if field["type"] == "number" else ():
                value = row[field["name"]]
                assert not value or "." in value, f"{table}/{field['name']}: {value}"

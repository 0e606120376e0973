"""Do the engines that people use read the same values, types and nulls from both formats?

Five engines read every table from its CSV file, given the schema, and from its Parquet file, given
nothing; R runs the snippets of the recipes. Spark and R start slowly and need Java and Rscript:
``make test-engines``.
"""

from __future__ import annotations

import datetime
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest
from conftest import ROOT, SCHEMAS, rows
from pyspark.sql import SparkSession

import german_pows_ussr as pows

Reading = tuple[dict[str, str], list[tuple[Any, ...]]]
"""The type of each column, as Table Schema calls it, and the rows as plain Python."""

TYPES: dict[str, dict[str, Any]] = {
    "duckdb": {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"},
    "polars": {"string": pl.String, "integer": pl.Int64, "number": pl.Float64, "boolean": pl.Boolean, "date": pl.Date},
    "pyarrow": {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(), "date": pa.date32()},
    "pandas": {"string": "string", "integer": "Int64", "number": "float64", "boolean": "boolean", "date": "datetime64"},
    "spark": {"string": "string", "integer": "bigint", "number": "double", "boolean": "boolean", "date": "date"},
}  # fmt: skip
PYTHON: dict[str, Callable[[str], Any]] = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": datetime.date.fromisoformat,
}


def expected(table: str) -> Reading:
    """What the schema and the characters of the CSV file say, read with the standard library."""
    types = {field["name"]: field["type"] for field in SCHEMAS[table]["fields"]}
    return types, [
        tuple(PYTHON[types[name]](text) if text else None for name, text in row.items())
        for row in rows(table)
    ]


def declared(engine: str, table: str) -> dict[str, Any]:
    """The schema of a table in the words of an engine."""
    return {field["name"]: TYPES[engine][field["type"]] for field in SCHEMAS[table]["fields"]}


def called(engine: str, found: dict[str, Any]) -> dict[str, str]:
    """The types that an engine gives, as Table Schema calls them."""
    names = {str(name): kind for kind, name in TYPES[engine].items()}
    return {column: names[str(kind)] for column, kind in found.items()}


def in_duckdb(table: str, format: str) -> Reading:
    """DuckDB."""
    file, columns = str(pows.path(table, format)), declared("duckdb", table)
    if format == "csv":
        found = duckdb.connect().read_csv(file, header=True, dtype=columns)
    else:
        found = duckdb.connect().read_parquet(file)
    types = dict(zip(found.columns, found.types, strict=True))
    return called("duckdb", types), found.fetchall()


def in_polars(table: str, format: str) -> Reading:
    """Polars."""
    file = pows.path(table, format)
    if format == "csv":
        found = pl.read_csv(file, schema=declared("polars", table))
    else:
        found = pl.read_parquet(file)
    return called("polars", dict(found.schema)), found.rows()


def in_pyarrow(table: str, format: str) -> Reading:
    """Arrow."""
    file = pows.path(table, format)
    if format == "csv":
        options = pyarrow.csv.ConvertOptions(
            column_types=declared("pyarrow", table), strings_can_be_null=True, null_values=[""]
        )
        found = pyarrow.csv.read_csv(file, convert_options=options)
    else:
        found = pyarrow.parquet.read_table(file)
    types = {field.name: field.type for field in found.schema}
    return called("pyarrow", types), [tuple(row.values()) for row in found.to_pylist()]


def in_pandas(table: str, format: str) -> Reading:
    """The frame that ``load`` gives, or pandas' own reading of the Parquet file."""
    if format == "csv":
        found = pows.load(table)
        spelt = {"category": "string", "int64": "Int64", "bool": "boolean"}
    else:
        found = pd.read_parquet(pows.path(table, format), dtype_backend="numpy_nullable")
        spelt = {"Float64": "float64", "object": "datetime64"}
    dates = [field["name"] for field in SCHEMAS[table]["fields"] if field["type"] == "date"]
    types = {str(name): str(kind).partition("[")[0] for name, kind in found.dtypes.items()}
    plain = found.assign(**{name: pd.to_datetime(found[name]).dt.date for name in dates})
    values = plain.astype(object).where(plain.notna(), None)
    return (
        called("pandas", {name: spelt.get(kind, kind) for name, kind in types.items()}),
        list(values.itertuples(index=False, name=None)),
    )


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    """A Spark of one process, without its page and its progress bar."""
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def in_spark(spark: SparkSession, table: str, format: str) -> Reading:
    """Spark."""
    file = str(pows.path(table, format))
    if format == "csv":
        schema = ", ".join(f"`{name}` {kind}" for name, kind in declared("spark", table).items())
        found = spark.read.csv(file, schema, header=True, escape='"', enforceSchema=False)
    else:
        found = spark.read.parquet(file)
    return called("spark", dict(found.dtypes)), [tuple(row) for row in found.collect()]


ENGINES: dict[str, Callable[[str, str], Reading]] = {
    "duckdb": in_duckdb,
    "polars": in_polars,
    "pyarrow": in_pyarrow,
    "pandas": in_pandas,
}


@pytest.mark.parametrize("format", ["csv", "parquet"])
@pytest.mark.parametrize("table", SCHEMAS)
@pytest.mark.parametrize("engine", [*ENGINES, "spark"])
def test_an_engine_reads_what_the_schema_says(
    engine: str, table: str, format: str, request: pytest.FixtureRequest
) -> None:
    """Every type, every value, every null, in the order of the file."""
    if engine == "spark":
        found = in_spark(request.getfixturevalue("spark"), table, format)
    else:
        found = ENGINES[engine](table, format)
    assert found == expected(table)
    assert [list(map(type, row)) for row in found[1]] == [
        list(map(type, row)) for row in expected(table)[1]
    ]


def test_the_values_have_every_type_and_some_nulls() -> None:
    """Or else the agreement would say little."""
    kinds = {kind for table in SCHEMAS for kind in expected(table)[0].values()}
    assert kinds == set(PYTHON)
    assert any(None in row for table in SCHEMAS for row in expected(table)[1])


MILLION = 1_000_000
JOIN = """
    select held.period, count(*) as letters, sum(held.prisoners) as prisoners
    from letters join held on letters.day between held.period_start and held.period_end
    group by held.period order by held.period
"""


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A million made-up letters, one after the other on the days from 1941 to 1950."""
    days = (datetime.date(1951, 1, 1) - datetime.date(1941, 1, 1)).days
    file = tmp_path_factory.mktemp("million") / "letters.parquet"
    numbers = pl.DataFrame({"letter": range(MILLION)})
    first = pl.lit(datetime.date(1941, 1, 1))
    numbers.select("letter", day=first + pl.duration(days=pl.col("letter") % days)).write_parquet(
        file
    )
    return file


def joined_by_hand() -> list[tuple[str, int, int]]:
    """The same join, counted day by day."""
    first, end = datetime.date(1941, 1, 1), datetime.date(1951, 1, 1)
    days = (end - first).days
    found = []
    for row in expected("prisoners_held")[1]:
        period, _, _, prisoners, start, last, *_ = row
        offsets = range((start - first).days, (last - first).days + 1)
        count = sum(MILLION // days + (offset < MILLION % days) for offset in offsets)
        found.append((period, count, count * prisoners))
    return found


def test_a_million_rows_are_joined_in_duckdb(letters: Path) -> None:
    """By the dates of the quarter."""
    held = pows.path("prisoners_held", "parquet")
    query = JOIN.replace("from letters", f"from '{letters}' as letters")
    query = query.replace("join held", f"join '{held}' as held")
    assert duckdb.connect().sql(query).fetchall() == joined_by_hand()


def test_a_million_rows_are_joined_in_spark(letters: Path, spark: SparkSession) -> None:
    """By the same words."""
    spark.read.parquet(str(letters)).createOrReplaceTempView("letters")
    spark.read.parquet(str(pows.path("prisoners_held", "parquet"))).createOrReplaceTempView("held")
    assert [tuple(row) for row in spark.sql(JOIN).collect()] == joined_by_hand()


def r(code: str) -> list[str]:
    """What R prints for it, in the checkout."""
    command = ["Rscript", "-e", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_r_runs_the_snippets_of_the_recipes() -> None:
    """The largest count, and columns of the types of the schema; then the join, in dplyr."""
    recipes = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
    reading, joining, regular = re.findall(r"```r\n(.*?)```", recipes, re.DOTALL)
    classes = "cat(vapply(held, class, ''), sum(is.na(held)), nrow(held), '\\n')"
    largest, types = r(reading + classes)[1:]
    assert largest.split()[1:] == ["1945-Q2", "2000000"]
    kinds = {"string": "character", "integer": "integer", "date": "Date"}
    expected = [kinds[field["type"]] for field in SCHEMAS["prisoners_held"]["fields"]]
    assert types.split() == [*expected, "0", str(len(rows("prisoners_held")))]
    joined = [line.split()[1:] for line in r(f"invisible({{{reading}}})\n{joining}")[-2:]]
    assert joined == [["1945-05-09", "1945-Q2", "2000000"], ["1947-05-01", "1947-Q2", "NA"]]
    assert r(f"{regular}cat(nrow(series), sum(series$missing))")[-1].split() == ["37", "15"]

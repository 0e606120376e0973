"""Do Spark, R, LibreOffice and Datasette read every cell that was published?

Each stands for a kind: an engine, a language of statistics, a spreadsheet, a browser of databases.
A program that is missing is a failure, not a skip.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from datasette.app import Datasette
from published import (
    DATA,
    DESCRIPTOR,
    ROOT,
    TYPES,
    assert_read,
    from_csv,
    program,
    rows,
    run,
    typed,
)
from pyspark.sql import SparkSession

import german_pows_ussr as pows
from metadata.datasette import datasette

HERE = Path(__file__).parent
STATISTICS = ("prisoners_held", "prisoners_by_nationality", "statements")
"""Between them these tables have every type, a vocabulary, and cells that are empty."""

SPARK = {"string": "string", "integer": "int", "number": "double", "boolean": "boolean", "date": "date"}  # fmt: skip
EXCLUDED_FIRST = "disposition <> 'excluded', char_start"
"""The order of the numerals; their key is a number, by which SQLite has its rows."""

EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
"""LibreOffice's filter: commas, quotes, UTF-8, values and not what is shown, a file for each sheet."""


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    """A Spark of one process, without its page, its progress bar and its slow optimizing compiler."""
    program("java", "default-jre-headless")
    builder = SparkSession.builder.master("local[1]")
    for name, value in {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "spark.driver.host": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


def test_spark_reads_every_table(spark: SparkSession) -> None:
    """From CSV, given the schema, and from Parquet, given nothing: types, values, nulls, order."""
    for table, fields in TYPES.items():
        types = {name: SPARK[kind] for name, kind in fields.items()}
        schema = ", ".join(f"`{name}` {kind}" for name, kind in types.items())
        text, parquet = (str(pows.path(table, kind)) for kind in ("csv", "parquet"))
        for found in (
            spark.read.csv(text, schema, header=True, escape='"', enforceSchema=False),
            spark.read.parquet(parquet),
        ):
            assert dict(found.dtypes) == types, table
            assert [row.asDict() for row in found.collect()] == typed(table), table


def test_readr_reads_every_table(tmp_path: Path) -> None:
    """R guesses the types of the CSV files, and no guess costs a value."""
    script = program("Rscript", "r-cran-readr")
    run(script, HERE / "readr.R", tmp_path, *(ROOT / f"resources/{table}.csv" for table in TYPES))
    for table in TYPES:
        assert_read(table, from_csv((tmp_path / f"{table}.csv").read_text(encoding="utf-8")))


def test_haven_reads_the_exports_for_stata(tmp_path: Path) -> None:
    """Every cell, a vocabulary by its labels."""
    files = [tmp_path / f"{table}.dta" for table in STATISTICS]
    for file in files:
        pows.export(file, file.stem)
    run(program("Rscript", "r-cran-haven"), HERE / "haven.R", *files)
    for file in files:
        assert_read(file.stem, from_csv(Path(f"{file}.csv").read_text(encoding="utf-8")))


def test_r_runs_the_snippets_of_the_recipes() -> None:
    """The largest count, columns with the types of the schema, and the join in dplyr."""
    recipes = (ROOT / "docs/recipes.md").read_text(encoding="utf-8")
    reading, booleans, joining, regular = re.findall(r"```r\n(.*?)```", recipes, re.DOTALL)
    table = "cat(class(statements$sic), sum(statements$sic))"
    slips = sum(row["sic"] == "true" for row in rows("statements"))
    assert run(program("Rscript", "r-base-core"), "-e", booleans + table) == f"logical {slips}"
    classes = "cat(vapply(held, class, ''), sum(is.na(held)), nrow(held), '\\n')"
    printed = run(program("Rscript", "r-cran-dplyr"), "-e", f"{reading}{classes}\n{joining}")
    _, largest, types, *_, first, last = printed.splitlines()
    counted = run(
        program("Rscript", "r-cran-dplyr"), "-e", f"{regular}cat(nrow(series), sum(series$missing))"
    )
    assert counted.split() == ["37", "15"]
    assert largest.split()[1:] == ["1945-Q2", "2000000"]
    kinds = {"string": "character", "integer": "integer", "date": "Date"}
    expected = [kinds[kind] for kind in TYPES["prisoners_held"].values()]
    assert types.split() == [*expected, "0", str(len(rows("prisoners_held")))]
    assert first.split()[1:] == ["1945-05-09", "1945-Q2", "2000000"]
    assert last.split()[1:] == ["1947-05-01", "1947-Q2", "NA"]


def test_node_runs_the_snippet_of_the_recipes(tmp_path: Path) -> None:
    """The JSON export gives a number and the text of a date."""
    recipes = (ROOT / "docs/recipes.md").read_text(encoding="utf-8")
    (snippet,) = re.findall(r"```js\n(.*?)```", recipes, re.DOTALL)
    pows.export(tmp_path / "german-pows-ussr.json")
    node = program("node", "nodejs")
    printed = run(node, "--input-type=module", "--eval", snippet, folder=tmp_path)
    assert printed == "2000000 1945-06-30\n"


def test_libreoffice_reads_every_sheet_of_the_workbook(tmp_path: Path) -> None:
    """Opened and saved as CSV, no cell is altered."""
    workbook = tmp_path / "all.xlsx"
    pows.export(workbook)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [program("soffice", "libreoffice-calc-nogui"), profile, "--headless"]
    run(*command, "--convert-to", EVERY_SHEET, "--outdir", tmp_path, workbook)
    for table in DATA:
        assert_read(table, from_csv((tmp_path / f"all-{table}.csv").read_text(encoding="utf-8")))


def test_datasette_shows_the_sqlite_export(tmp_path: Path) -> None:
    """Every table, the name of a source where a row refers to it, the licence, the descriptions."""
    database = tmp_path / f"{DESCRIPTOR['name']}.sqlite"
    pows.export(database)
    settings = {"max_returned_rows": 9999}
    served = Datasette([str(database)], metadata=datasette(DESCRIPTOR), settings=settings)

    def get(address: str) -> str:
        return str(asyncio.run(served.client.get(f"/{database.stem}{address}")).text)

    for table in TYPES:
        order = EXCLUDED_FIRST if table == "numerals" else "rowid"
        query = quote(f"select * from {table} order by {order}")
        assert_read(table, json.loads(get(f".json?_shape=array&sql={query}")))
    names = {row["source"]: row["name_printed"] for row in rows("sources")}
    labelled = json.loads(get("/statements.json?_shape=array&_size=max&_labels=on"))
    for source in (row["asserted_by"] for row in labelled):
        assert source["label"] == names[source["value"]]
    page = get("/statements")
    assert DESCRIPTOR["licenses"][0]["path"] in page
    assert "Whose figure it is" in page
    assert ">None<" not in page

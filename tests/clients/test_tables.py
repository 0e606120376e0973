"""Do programs that read tables read what was published: cell by cell, from CSV, Parquet, Excel?"""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest
from client_lines import Client
from conftest import ROOT, SCHEMAS, rows
from published import CELLS, PROGRAMS, assert_read, export, from_csv, run

EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
"""LibreOffice's filter: commas, quotes, UTF-8, values and not what is shown, a file for each sheet."""


def csv_of(table: str) -> Path:
    """The published CSV file of a table."""
    return ROOT / f"resources/{table}.csv"


def test_readr(client: Client, tmp_path: Path) -> None:
    """Types guessed by R."""
    script = client.installed("readr", "Rscript", "r-cran-readr")
    version = run(script, PROGRAMS / "readr.R", tmp_path, *map(csv_of, SCHEMAS))
    client.says("readr", version)
    client.reads(f"{CELLS} cells of CSV, types guessed")
    for table in SCHEMAS:
        assert_read(table, from_csv((tmp_path / f"{table}.csv").read_text(encoding="utf-8")))


def test_miller(client: Client) -> None:
    """As JSON."""
    command = client.installed("Miller", "mlr", "miller")
    client.reads(f"{CELLS} cells of CSV")
    for table in SCHEMAS:
        assert_read(table, json.loads(run(command, "--icsv", "--ojson", "cat", csv_of(table))))


def test_csvkit(client: Client) -> None:
    """As CSV again, and as many rows as there are."""
    command = client.installed("csvkit", "csvcut", "csvkit")
    client.reads(f"{CELLS} cells of CSV")
    for table in SCHEMAS:
        assert_read(table, from_csv(run(command, csv_of(table))))


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_duckdb(client: Client, kind: str) -> None:
    """Types guessed, or those of Parquet."""
    client.says(f"DuckDB ({kind})", duckdb.__version__)
    client.reads(f"{CELLS} cells")
    for table in SCHEMAS:
        found = duckdb.connect().execute(f"select * from '{ROOT}/resources/{table}.{kind}'")
        names = [column[0] for column in found.description]
        assert_read(table, [dict(zip(names, map(plain, row), strict=True)) for row in found.fetchall()])  # fmt: skip


def plain(value: object) -> object:
    """A value as text has it; nothing for none."""
    return "" if value is None else value


def test_libreoffice(client: Client, tmp_path: Path) -> None:
    """The workbook, cell by cell: opened and saved as CSV, nothing is altered."""
    command = client.installed("LibreOffice", "soffice", "libreoffice-calc-nogui")
    client.reads(f"{CELLS} cells of the .xlsx")
    workbook = export(tmp_path / "all.xlsx")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    run(command, profile, "--headless", "--convert-to", EVERY_SHEET, "--outdir", tmp_path, workbook)
    for table in SCHEMAS:
        assert_read(table, from_csv((tmp_path / f"all-{table}.csv").read_text(encoding="utf-8")))


def test_libreoffice_alters_the_csv(client: Client, tmp_path: Path) -> None:
    """Which is why the workbook is what a spreadsheet should open: its guesses cost cells."""
    command = client.installed("LibreOffice (CSV)", "soffice", "libreoffice-calc-nogui")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    filters = [
        "--infilter=CSV:44,34,76,1",
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76",
    ]
    altered = 0
    run(command, profile, "--headless", *filters, "--outdir", tmp_path, *map(csv_of, SCHEMAS))
    for table in SCHEMAS:
        found = from_csv((tmp_path / f"{table}.csv").read_text(encoding="utf-8"))
        pairs = zip(rows(table), found, strict=True)
        altered += sum(row[name] != read[name] for row, read in pairs for name in row)
    client.reads(f"the CSV files: {altered} cells altered on saving")
    assert altered > 0

"""Do programs that open databases read from the SQLite export what was published?

Run with ``make test-clients``, which installs what a registry offers and names what is missing.
"""

from __future__ import annotations

import datetime
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy
from client_lines import PYPI, Client, in_environment
from conftest import DESCRIPTOR, ROOT, SCHEMAS, rows
from published import PROGRAMS, TYPES, assert_read, export, from_csv, run

NAME = DESCRIPTOR["name"]
PLACES = rows("provenance")
KEYS = {table: SCHEMAS[table]["primaryKey"] for table in SCHEMAS}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as SQLite."""
    return export(tmp_path_factory.mktemp("sqlite") / f"{NAME}.sqlite")


def published_cells() -> dict[str, str]:
    """The text of every transcribed cell by its address, from the CSV files."""
    tables = {table: {"/".join(row[name] for name in KEYS[table]): row for row in rows(table)}
              for table in SCHEMAS}  # fmt: skip
    return {
        f"{place['resource']}/{place['row']}/{place['field']}": tables[place["resource"]][
            place["row"]
        ][place["field"]]
        for place in PLACES
    }


def test_rsqlite(client: Client, database: Path) -> None:
    """Every value of the view, as the CSV files have it; numbers as numbers; dates as dates."""
    script = client.installed("RSQLite", "Rscript", "r-cran-rsqlite")
    version, _, table = run(script, PROGRAMS / "rsqlite.R", database).partition("\n")
    published = published_cells()
    found = from_csv(table)
    right = [row for row in found if row["value"] == published[row["address"]]]
    client.says("RSQLite", version)
    client.reads(f"cells: {len(right)} of {len(published)} values right")
    assert len(right) == len(found) == len(published)
    for row in found:
        place = row["address"].split("/")
        if TYPES[place[0]][place[-1]] != "string":
            assert float(row["number"]) == float(row["value"])
        else:
            assert row["number"] == ""


def test_sqlalchemy(client: Client, database: Path) -> None:
    """By the declared types: dates and truth values are real ones."""
    client.says("SQLAlchemy", sqlalchemy.__version__)
    client.reads(f"{len(SCHEMAS)} tables, types by reflection")
    engine = sqlalchemy.create_engine(f"sqlite:///{database}")
    python = {
        "string": str,
        "integer": int,
        "number": float,
        "boolean": bool,
        "date": datetime.date,
    }
    metadata = sqlalchemy.MetaData()
    metadata.reflect(engine)
    with engine.connect() as connection:
        for table in SCHEMAS:
            query = sqlalchemy.select(metadata.tables[table])
            found = [dict(row) for row in connection.execute(query).mappings()]
            assert_read(table, found)
            for row in found:
                for name, value in row.items():
                    assert value is None or type(value) is python[TYPES[table][name]]
    engine.dispose()


def test_sqlite_utils(client: Client, database: Path) -> None:
    """Every row, as JSON."""
    command = client.installed("sqlite-utils", in_environment("clients", "sqlite-utils"), PYPI)
    client.reads(f"{len(SCHEMAS)} tables")
    for table in SCHEMAS:
        assert_read(table, json.loads(run(command, "rows", database, table)))


def test_datasette(client: Client, database: Path) -> None:
    """Every row has a label in the rows that refer to it, and every column its description."""
    command = client.installed("Datasette", in_environment("clients", "datasette"), PYPI)
    client.reads("labels of sources, descriptions of columns")
    metadata: list[str | Path] = ["--metadata", ROOT / "metadata/datasette.json", database]
    address = f"/{NAME}/statements.json?_labels=on&_shape=array&_size=max"
    found = json.loads(run(command, "--get", address, *metadata))
    names = {row["source"]: row["name_printed"] for row in rows("sources")}
    assert {row["asserted_by"]["label"] for row in found} <= set(names.values())
    assert all(row["asserted_by"]["label"] == names[row["asserted_by"]["value"]] for row in found)
    page = run(command, "--get", f"/{NAME}/statements", *metadata)
    assert DESCRIPTOR["licenses"][0]["path"] in page
    assert "Whose figure it is" in page
    assert ">None<" not in page


def test_datapackage_to_datasette(client: Client, tmp_path: Path) -> None:
    """From the descriptor of the tables alone."""
    name = "datapackage-to-datasette"
    command = client.installed(name, in_environment("clients", name), PYPI)
    client.reads(f"{len(SCHEMAS)} tables")
    database = tmp_path / "made.db"
    run(command, database, ROOT / "resources/datapackage.json", tmp_path / "metadata.json")
    with closing(sqlite3.connect(database)) as connection:
        for table in SCHEMAS:
            found = connection.execute(f'select count(*) from "{table}"').fetchone()
            assert found == (len(rows(table)),)

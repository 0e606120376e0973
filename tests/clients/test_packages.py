"""Do programs that open whole packages, or the metadata of them, accept and read this one?"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from typing import Any

import frictionless
import pytest
from client_lines import Client, in_environment
from conftest import DESCRIPTOR, ROOT, SCHEMAS, rows
from pandera.io.pandas_io import from_frictionless_schema
from published import CELLS, PROGRAMS, assert_read, run

import german_pows_ussr as pows

WHOLE = ROOT / "datapackage.json"
ALONE = ROOT / "resources/datapackage.json"
TABLES = f"{len(SCHEMAS)} tables"
MODULES = str(ROOT / ".venv/clients-npm/node_modules")
FILES = len(DESCRIPTOR["resources"])


# What runs a program of ours, and what is to be installed where it is missing.
NODE = ("node", "nodejs and npm")
VALIDATORS = (in_environment("metadata", "python"), "what requirements/metadata.txt pins")


def program(
    client: Client, name: str, by: tuple[str, str], script: str, *arguments: Path
) -> dict[str, Any]:
    """What one of our small programs prints as JSON; of whom, in which version, is said."""
    interpreter, missing = by
    client.installed(name, interpreter, missing)
    done = subprocess.run(
        [interpreter, PROGRAMS / script, *arguments],
        env=os.environ | {"NODE_PATH": MODULES}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    client.says(name, found["version"])
    return found


def test_frictionless_validates(client: Client) -> None:
    """The whole package, and the tables alone."""
    client.says("frictionless validate", version("frictionless"))
    client.reads(f"{FILES} files, and {TABLES} alone")
    assert frictionless.validate(str(WHOLE)).valid
    assert frictionless.validate(str(ALONE)).valid


def test_frictionless_queries(client: Client) -> None:
    """The tables alone, by SQL."""
    command = in_environment("clients", "frictionless")
    client.says("frictionless query", version("frictionless"))
    client.reads("an answer of SQL")
    query = "select value from statements where statement = 'soviet-austrian-captured'"
    done = subprocess.run(
        [command, "query", ALONE.name], cwd=ALONE.parent,
        input=f"{query}\n", capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "2600000" in done.stdout, done.stdout + done.stderr


def test_frictionless_indexes(client: Client, tmp_path: Path) -> None:
    """The tables alone, into a database."""
    command = in_environment("clients", "frictionless")
    client.says("frictionless index", version("frictionless"))
    client.reads(TABLES)
    database = tmp_path / "indexed.db"
    run(command, "index", ALONE.name, "--database", f"sqlite:///{database}", folder=ALONE.parent)
    assert_counts(database)


def test_frictionless_publishes(client: Client, tmp_path: Path) -> None:
    """The tables alone, with their types, as another database."""
    client.says("frictionless publish", version("frictionless"))
    client.reads(TABLES)
    database = tmp_path / "published.db"
    frictionless.Package(str(ALONE)).publish(f"sqlite:///{database}")
    assert_counts(database)


def assert_counts(database: Path) -> None:
    """As many rows in each table as were published."""
    with closing(sqlite3.connect(database)) as connection:
        for table in SCHEMAS:
            found = connection.execute(f'select count(*) from "{table}"').fetchone()
            assert found == (len(rows(table)),)


def test_check_datapackage(client: Client) -> None:
    """Finds nothing in either descriptor."""
    newer = (in_environment("clients-312", "python"), "Python 3.12 and set PYTHON312")
    found = program(client, "check-datapackage", newer, "check_descriptors.py", WHOLE, ALONE)
    client.reads("two descriptors")
    assert found["issues"] == []


@pytest.mark.parametrize(
    ("name", "interpreter", "script"),
    [
        ("datapackage v1 (pip)", in_environment("clients-v1", "python"), "datapackage_v1.py"),
        ("datapackage v1 (npm)", "node", "datapackage_v1.js"),
    ],
)
def test_datapackage_of_version_1(client: Client, name: str, interpreter: str, script: str) -> None:
    """Every cell, types, keys and references checked."""
    found = program(client, name, (interpreter, "what requirements/ pins"), script, WHOLE)
    client.reads(f"{CELLS} cells")
    assert found["valid"]
    assert list(found["tables"]) == list(SCHEMAS)
    for table in SCHEMAS:
        assert_read(table, found["tables"][table])


def test_pandera(client: Client) -> None:
    """The schemas hold of the frames that `load` gives."""
    client.says("pandera", version("pandera"))
    client.reads(TABLES)
    for table in SCHEMAS:
        (resource,) = (entry for entry in DESCRIPTOR["resources"] if entry["name"] == table)
        schema = from_frictionless_schema(resource["schema"])
        for column in schema.columns.values():
            column.dtype = None  # its types are those of numpy, which have no missing values
        schema.validate(pows.load(table).astype(object).where(lambda frame: frame.notna(), None))


def test_mlcroissant(client: Client) -> None:
    """The largest table, from its Parquet file, by the Croissant description."""
    description = ROOT / "metadata/croissant.json"
    found = program(client, "mlcroissant", VALIDATORS, "mlcroissant_records.py", description)
    client.reads(f"evidence: {len(found['records'])} rows")
    assert_read("evidence", found["records"])


def test_datasets(client: Client, tmp_path: Path) -> None:
    """Every table of the folder that `make hub` lays out."""
    subprocess.run(["make", "--silent", "--old-file=build", "hub"], cwd=ROOT, check=True)
    hub = ROOT / "build/hub"
    found = program(client, "datasets", VALIDATORS, "datasets_folder.py", hub, tmp_path)
    client.reads(TABLES)
    for table in SCHEMAS:
        assert_read(table, found["tables"][table])


def test_csvw(client: Client) -> None:
    """Every cell by the description, which it validates."""
    description = ROOT / "metadata/csv-metadata.json"
    found = program(client, "csvw", VALIDATORS, "csvw_tables.py", description)
    client.reads(f"{CELLS} cells")
    for table in SCHEMAS:
        assert_read(table, found["tables"][table])


def test_rdflib(client: Client) -> None:
    """The vocabularies, a concept for each term."""
    vocabularies = ROOT / "metadata/vocabularies.jsonld"
    found = program(client, "rdflib", VALIDATORS, "rdflib_concepts.py", vocabularies)
    client.reads(f"{len(found['concepts'])} concepts of SKOS")
    assert sorted(found["concepts"]) == sorted(
        f"#{table}/{field['name']}/{term}"
        for table in SCHEMAS
        for field in SCHEMAS[table]["fields"]
        for term in field.get("vocabulary", {})
    )


def test_apache_annotator(client: Client) -> None:
    """Finds each quotation once, and where the offsets say that it stands."""
    annotations = ROOT / "metadata/annotations.jsonld"
    article = ROOT / "resources/article.txt"
    found = program(client, "Apache Annotator", NODE, "annotator.js", annotations, article)
    client.reads(f"{len(found['found'])} quotations")
    published = [
        [[int(row["char_start"]), int(row["char_end"])]]
        for row in [*rows("provenance"), *rows("evidence")]
        if row.get("ground", "words") == "words"
    ]
    assert found["found"] == published

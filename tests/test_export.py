"""Does an exported file, read by other programs' libraries, hold the same values?"""

from __future__ import annotations

import json
import sqlite3
import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat
import pytest
from conftest import DESCRIPTOR, SCHEMAS, TERMS, rows, typed

import german_pows_ussr as pows

PARTS = ("resource", "row", "field")
TYPES = {
    table: {field["name"]: field["type"] for field in schema["fields"]}
    for table, schema in SCHEMAS.items()
}
PUBLISHED = {
    table: {"/".join(row[name] for name in schema["primaryKey"]): row for row in rows(table)}
    for table, schema in SCHEMAS.items()
}
"""The cells of each table by the key of their row."""


def test_json_holds_the_descriptor_and_every_table(tmp_path: Path) -> None:
    """Numbers as numbers, empty cells as null."""
    content = json.loads(pows.export(tmp_path / "all.json").read_bytes())
    described = pows.path("article", "txt").parents[1] / "datapackage.json"
    assert content["descriptor"] == json.loads(described.read_bytes())
    assert content["descriptor"]["version"] == DESCRIPTOR["version"]
    for table in SCHEMAS:
        expected = json.loads(json.dumps(typed(table), default=str))
        assert content["tables"][table] == expected


@pytest.fixture
def database(tmp_path: Path) -> sqlite3.Connection:
    """The package as an SQLite database."""
    return sqlite3.connect(pows.export(tmp_path / "all.sqlite"))


def test_sqlite_holds_every_row(database: sqlite3.Connection) -> None:
    """In order; dates and truth values in the forms that SQLite has for them."""
    with closing(database):
        for table in SCHEMAS:
            found = database.execute(f'select * from "{table}" order by rowid').fetchall()
            assert found == [
                tuple(str(value) if isinstance(value, date) else value for value in row.values())
                for row in typed(table)
            ]


def test_sqlite_keeps_keys_and_references(database: sqlite3.Connection) -> None:
    """They hold, and a row that breaks one is refused."""
    with closing(database):
        database.execute("pragma foreign_keys = on")
        assert database.execute("pragma foreign_key_check").fetchall() == []
        with pytest.raises(sqlite3.IntegrityError):
            database.execute(
                "update statements set asserted_by = 'nobody' where statement = 'lead-captured'"
            )
        with pytest.raises(sqlite3.IntegrityError):
            database.execute("insert into events select * from events limit 1")


def test_sqlite_joins_each_cell_to_its_place(database: sqlite3.Connection) -> None:
    """The view has a row for each transcribed cell, with the value that is published there."""
    with closing(database):
        found = {row[0]: row[1:] for row in database.execute("select * from cells")}
    assert len(found) == len(rows("provenance"))
    assert found["prisoners_held/1945-Q2/prisoners"] == (
        "2000000",
        2000000.0,
        "2,000,000",
        42,
        6594,
        6603,
        "integer",
    )
    for place in rows("provenance"):
        value, number, exact, *_ = found["/".join(place[name] for name in PARTS)]
        assert exact == place["exact"]
        published = PUBLISHED[place["resource"]][place["row"]][place["field"]]
        assert value == published
        kind = TYPES[place["resource"]][place["field"]]
        assert number == (None if kind == "string" else float(published))


def test_a_column_of_the_view_has_one_type(database: sqlite3.Connection) -> None:
    """Or else a client that gives one type to a column turns words into zeros."""
    with closing(database):
        columns = [column[1] for column in database.execute("pragma table_info(cells)")]
        for name in columns:
            kinds = database.execute(
                f"select distinct typeof({name}) from cells where {name} is not null"
            ).fetchall()
            assert len(kinds) == 1, name


def test_sqlite_declares_dates_and_truth_values(database: sqlite3.Connection) -> None:
    """Clients that go by the declared type give real ones."""
    declared = {"string": "text", "integer": "integer", "number": "real", "boolean": "boolean", "date": "date"}  # fmt: skip
    with closing(database):
        for table in SCHEMAS:
            columns = database.execute(f"pragma table_info({table})")
            assert {column[1]: column[2].lower() for column in columns} == {
                name: declared[kind] for name, kind in TYPES[table].items()
            }


def test_sqlite_says_what_it_is(database: sqlite3.Connection) -> None:
    """Citation and licence, every table in words, the meaning of every column and every term."""
    with closing(database):
        about = dict(database.execute("select topic, text from about"))
        assert about["how to cite"] == DESCRIPTOR["citation"]
        assert about["licence"] == DESCRIPTOR["licenses"][0]["path"]
        assert [name for name in about if name.startswith("table ")] == [
            f"table {table}" for table in SCHEMAS
        ]
        assert database.execute("select * from terms order by rowid").fetchall() == TERMS
        query = "select resource, field, unit, description from codebook order by rowid"
        assert database.execute(query).fetchall() == [
            (table, field["name"], unit_of(field), field["description"])
            for table in SCHEMAS
            for field in SCHEMAS[table]["fields"]
        ]


def unit_of(field: dict[str, Any]) -> str | None:
    """The unit of a field, or where each row says it."""
    return f"see {field['unitField']}" if "unitField" in field else field.get("unit")


@pytest.mark.parametrize("table", SCHEMAS)
@pytest.mark.parametrize("suffix", [".dta", ".sav"])
def test_stata_and_spss_hold_a_labelled_table(tmp_path: Path, table: str, suffix: str) -> None:
    """Decoded by its value labels, each cell is the published one; an empty text is empty."""
    file = pows.export(tmp_path / f"one{suffix}", table)
    read = pyreadstat.read_dta if suffix == ".dta" else pyreadstat.read_sav
    frame, meta = read(file)
    for field, column_label in zip(SCHEMAS[table]["fields"], meta.column_labels, strict=True):
        name = field["name"]
        labels: dict[Any, Any] = dict(meta.variable_value_labels.get(name, {}))
        if field["type"] == "boolean":
            assert labels == {0: "false", 1: "true"}
            labels = {0: False, 1: True}
        expected = [row[name] for row in typed(table)]
        found: list[Any] = [labels.get(value, value) for value in frame[name]]
        found = [None if value == "" or pd.isna(value) else value for value in found]
        assert found == expected
        assert str(column_label).startswith(field["title"])
        assert field.get("unit", "") in str(column_label)


@pytest.mark.parametrize("table", SCHEMAS)
def test_stata_gets_the_format_that_every_edition_reads(tmp_path: Path, table: str) -> None:
    """118, with the title of the table as the label of the file; 119 is for Stata MP alone."""
    file = pows.export(tmp_path / "one.dta", table)
    assert file.read_bytes().startswith(b"<stata_dta><header><release>118</release>")
    assert pyreadstat.read_dta(file, metadataonly=True)[1].file_label == pows.tables()[table]


@pytest.mark.parametrize("table", SCHEMAS)
def test_spss_gets_measures_formats_and_notes(tmp_path: Path, table: str) -> None:
    """Counts are scales without decimals, terms are nominal, and the file says how it is cited."""
    meta = pyreadstat.read_sav(pows.export(tmp_path / "one.sav", table), metadataonly=True)[1]
    for field in SCHEMAS[table]["fields"]:
        name, kind = field["name"], field["type"]
        scale = kind in ("integer", "number", "date")
        assert meta.variable_measure[name] == ("scale" if scale else "nominal")
        if kind == "integer" or "vocabulary" in field:
            assert str(meta.original_variable_types[name]).endswith(".0")
        if kind == "date":
            assert str(meta.original_variable_types[name]).startswith("DATE")
    title = pows.tables()[table]
    label = str(meta.file_label).removesuffix(" ...")
    assert title == label or title.startswith(f"{label} ")
    notes = " ".join(meta.notes)
    assert DESCRIPTOR["citation"] in notes
    assert DESCRIPTOR["licenses"][0]["path"] in notes


REFUSED: dict[str, tuple[tuple[str, ...], type[Exception], str]] = {
    "format": (("all.ods",), pows.UnknownNameError, "no format '.ods' in export; there are .xlsx, .sqlite, .json, .dta, .sav"),
    "CSV": (("all.csv",), pows.UnknownNameError, r"the CSV files are there, path\('prisoners_held'\)"),
    "CSV of a table": (("one.csv", "events"), pows.UnknownNameError, r"the CSV files are there, path\('events'\)"),
    "table that is not asked for": (("all.xlsx", "events"), TypeError, "hold one table"),
    "table that is missing": (("one.dta",), TypeError, "hold one table, which must be named"),
    "unknown table": (("one.dta", "nope"), pows.UnknownNameError, "no table 'nope'"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_exported_is_refused(tmp_path: Path, what: str) -> None:
    """And leaves nothing behind, nor harms what was there."""
    (name, *table), kind, message = REFUSED[what]
    (tmp_path / name).write_text("mine", encoding="utf-8")
    with pytest.raises(kind, match=message):
        pows.export(tmp_path / name, *table)
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [
        (name, "mine")
    ]


def test_a_folder_that_there_is_not_is_named(tmp_path: Path) -> None:
    """And not a file of ours that nobody has asked for."""
    with pytest.raises(OSError, match=r"e\.json cannot be written: there is no folder .*nowhere$"):
        pows.export(tmp_path / "nowhere" / "e.json")


@pytest.mark.parametrize(
    ("name", "module", "extra"),
    [("all.xlsx", "xlsxwriter", "excel"), ("one.sav", "pyreadstat", "statistics")],
)
def test_a_missing_library_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, module: str, extra: str
) -> None:
    """By the name of the extra; no half-written file stays."""
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(
        ModuleNotFoundError,
        match=rf"{module} is not installed: pip install 'german-pows-ussr\[{extra}\]'",
    ):
        pows.export(tmp_path / name, *(["events"] if name == "one.sav" else []))
    assert list(tmp_path.iterdir()) == []

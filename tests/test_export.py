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


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as an SQLite database, which no test changes."""
    return pows.export(tmp_path_factory.mktemp("sqlite") / "all.sqlite")


@pytest.fixture
def database(exported: Path) -> sqlite3.Connection:
    """A connection to it."""
    return sqlite3.connect(exported)


def test_sqlite_holds_every_row(database: sqlite3.Connection) -> None:
    """Dates and truth values in the forms that SQLite has for them."""
    with closing(database):
        for table in SCHEMAS:
            found = database.execute(f'select * from "{table}"').fetchall()
            published = [
                tuple(str(value) if isinstance(value, date) else value for value in row.values())
                for row in typed(table)
            ]
            assert sorted(found, key=repr) == sorted(published, key=repr)


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
    read = [row for row in rows("evidence") if row["role"] == "read"]
    with closing(database):
        found = {row[0]: row[1:] for row in database.execute("select * from cells")}
        columns = [column[1] for column in database.execute("pragma table_info(cells)")]
    assert columns == ["address", "value", "exact", "line", "char_start", "char_end", "reader"]
    assert len(found) == len(read)
    for row in read:
        table, _, rest = row["address"].partition("/")
        key, _, field = rest.rpartition("/")
        published = PUBLISHED[table][key][field].removesuffix(".0")
        places = [int(row[name]) for name in ("line", "char_start", "char_end")]
        assert found[row["address"]] == (published, row["exact"], *places, row["reader"])


def test_people_without_our_python_see_who_says_how_many_died(database: sqlite3.Connection) -> None:
    """With names, from one table."""
    query = "select asserted_by_name, printed from figures where topic = 'died'"
    with closing(database):
        found = database.execute(query).fetchall()
    died = pows.load("figures").query("topic == 'died'")
    assert found == list(zip(died["asserted_by_name"], died["printed"], strict=True))


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
        terms = dict(database.execute("select resource || '/' || field, terms from codebook"))
        assert all(
            f"{term}: {meaning}" in terms[f"{table}/{field}"]
            for table, field, term, meaning in TERMS
        )
        query = "select resource, field, unit, description from codebook order by rowid"
        assert database.execute(query).fetchall() == [
            (table, field["name"], unit_of(field), field["description"])
            for table in SCHEMAS
            for field in SCHEMAS[table]["fields"]
        ]


def unit_of(field: dict[str, Any]) -> str | None:
    """The unit of a field, or where each row says it."""
    return f"see {field['unitField']}" if "unitField" in field else field.get("unit")


@pytest.fixture(scope="module", params=[".dta", pytest.param(".sav", marks=pytest.mark.slow)])
def labelled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> list[Path]:
    """Every table as a file of Stata or of SPSS."""
    folder = tmp_path_factory.mktemp("statistics")
    return [pows.export(folder / f"{table}{request.param}", table) for table in SCHEMAS]


def test_stata_and_spss_hold_a_labelled_table(labelled: list[Path]) -> None:
    """Decoded by its value labels, each cell is the published one; an empty text is empty."""
    for file in labelled:
        table, suffix = file.stem, file.suffix
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


@pytest.mark.parametrize("labelled", [".dta"], indirect=True)
def test_stata_gets_the_format_that_every_edition_reads(labelled: list[Path]) -> None:
    """118, with the title of the table as the label of the file; 119 is for Stata MP alone."""
    for file in labelled:
        assert file.read_bytes().startswith(b"<stata_dta><header><release>118</release>")
        assert (
            pyreadstat.read_dta(file, metadataonly=True)[1].file_label == pows.tables()[file.stem]
        )


@pytest.mark.slow
@pytest.mark.parametrize("labelled", [".sav"], indirect=True)
def test_spss_gets_measures_formats_and_notes(labelled: list[Path]) -> None:
    """Counts are scales without decimals, terms are nominal, and the file says how it is cited."""
    for file in labelled:
        meta = pyreadstat.read_sav(file, metadataonly=True)[1]
        for field in SCHEMAS[file.stem]["fields"]:
            name, kind = field["name"], field["type"]
            scale = kind in ("integer", "number", "date")
            assert meta.variable_measure[name] == ("scale" if scale else "nominal")
            if kind == "integer" or "vocabulary" in field:
                assert str(meta.original_variable_types[name]).endswith(".0")
            if kind == "date":
                assert str(meta.original_variable_types[name]).startswith("DATE")
        title = pows.tables()[file.stem]
        label = str(meta.file_label).removesuffix(" ...")
        assert title == label or title.startswith(f"{label} ")
        notes = " ".join(meta.notes)
        assert DESCRIPTOR["citation"] in notes
        assert DESCRIPTOR["licenses"][0]["path"] in notes


REFUSED: dict[str, tuple[tuple[str, ...], type[Exception], str]] = {
    "format": (("all.ods",), pows.UnknownNameError, "no format '.ods' in export; there are .xlsx, .sqlite, .json, .dta, .sav"),
    "CSV": (("all.csv",), pows.UnknownNameError, r"no export is needed: path\('figures'\) is the CSV file"),
    "CSV of a table": (("one.csv", "events"), pows.UnknownNameError, r"no export is needed: path\('events'\) is the CSV file"),
    "table that is not asked for": (("all.xlsx", "events"), TypeError, "hold one table"),
    "table that is missing": (("one.dta",), TypeError, "hold one table, which must be named"),
    "unknown table": (("one.dta", "nope"), pows.UnknownNameError, "no table 'nope'"),
}  # fmt: skip


def test_what_cannot_be_exported_is_refused(tmp_path: Path) -> None:
    """And leaves nothing behind, nor harms what was there."""
    for what, ((name, *table), kind, message) in REFUSED.items():
        file = tmp_path / what / name
        file.parent.mkdir()
        file.write_text("mine", encoding="utf-8")
        with pytest.raises(kind, match=message):
            pows.export(file, *table)
        assert list(file.parent.iterdir()) == [file]
        assert file.read_text(encoding="utf-8") == "mine"


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

"""What do ``tables``, ``load``, ``fields`` and ``path`` give, and what is refused?"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from conftest import DESCRIPTOR, ROOT, SCHEMAS, rows
from installations import expected_dtype

import german_pows_ussr as pows


def test_tables_are_listed_with_their_titles() -> None:
    """In the order of the descriptor."""
    assert list(pows.tables()) == list(SCHEMAS)
    assert all(pows.tables().values())


def test_the_version_is_that_of_the_data() -> None:
    """It is read from the descriptor."""
    assert pows.__version__ == DESCRIPTOR["version"]


def test_a_frame_has_the_types_of_its_schema() -> None:
    """Every column of every table, in order."""
    for table, schema in SCHEMAS.items():
        dtypes = pows.load(table).dtypes
        found = {name: str(dtype).partition("[")[0] for name, dtype in dtypes.items()}
        assert found == {each["name"]: expected_dtype(each) for each in schema["fields"]}, table


def as_python(text: str, kind: str) -> Any:
    """Read a cell of the CSV file as its type has it."""
    readers: dict[str, Callable[[str], Any]] = {
        "number": float,
        "date": pd.Timestamp,
        "boolean": lambda text: text == "true",
    }
    return readers.get(kind, str)(text)


def test_a_frame_has_the_values_of_its_file() -> None:
    """Every cell is the one in the CSV file; an empty one is missing."""
    for table, schema in SCHEMAS.items():
        kinds = {field["name"]: field["type"] for field in schema["fields"]}
        for row, published in zip(pows.load(table).to_dict("records"), rows(table), strict=True):
            for name, value in row.items():
                text, kind = published[str(name)], kinds[str(name)]
                found = str(value) if kind in ("string", "integer") else value
                assert pd.isna(value) if not text else found == as_python(text, kind), (table, row)


def test_polars_and_arrow_give_the_same_values() -> None:
    """With the types of the schema; a vocabulary is an Enum in Polars, and plain text in Arrow."""
    kinds = {
        "string": "String", "integer": "Int64", "number": "Float64", "boolean": "Boolean", "date": "Date",
    }  # fmt: skip
    for table, schema in SCHEMAS.items():
        of_polars, of_arrow = pows.load(table, "polars"), pows.load(table, "pyarrow")
        assert of_polars.to_dicts() == of_arrow.to_pylist(), table
        for field in schema["fields"]:
            expected = "Enum" if "categories" in field else kinds[field["type"]]
            found = str(of_polars.schema[field["name"]]).partition("(")[0]
            assert found == expected, (table, field)
        assert of_arrow.schema.metadata[b"version"].decode() == f'"{DESCRIPTOR["version"]}"'


def test_columns_are_loaded_in_the_order_asked_for() -> None:
    """And no others."""
    for engine in ("pandas", "polars", "pyarrow"):
        loaded: Any = pows.load("prisoners_held", engine, columns=["prisoners", "period"])
        names = loaded.column_names if engine == "pyarrow" else list(loaded.columns)
        assert (names, len(loaded)) == (["prisoners", "period"], 22), engine


def test_names_of_sources_stand_beside_their_keys() -> None:
    """On request, in every engine, behind each column that refers to sources."""
    printed = {row["source"]: row["name_printed"] for row in rows("sources")}
    printed["wikipedia-article"] = "the article itself"
    for engine in ("pandas", "polars", "pyarrow"):
        loaded: Any = pows.load(
            "statements", engine, columns=["statement", "asserted_by"], names=True
        )
        names = loaded.column_names if engine == "pyarrow" else list(loaded.columns)
        assert names == ["statement", "asserted_by", "asserted_by_name"]
        found = [str(name) for name in loaded["asserted_by_name"]]
        assert found == [printed[row["asserted_by"]] for row in rows("statements")], engine
    added = set(pows.load("figures", names=True)) - set(pows.load("figures"))
    assert added == {"work_name"}  # the others are published


def test_a_missing_engine_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the name of the extra."""
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(
        ModuleNotFoundError,
        match=r"polars is not installed: pip install 'german-pows-ussr\[polars\]'",
    ):
        pows.load("events", "polars")


def test_the_codebook_describes_every_field() -> None:
    """In the order of the table, as the schema does."""
    for table, schema in SCHEMAS.items():
        book = pows.fields(table)
        assert list(book["field"]) == [field["name"] for field in schema["fields"]]
        assert list(book["description"]) == [field["description"] for field in schema["fields"]]
        assert list(book["required"]) == [
            field.get("constraints", {}).get("required", False) for field in schema["fields"]
        ]
    assert pows.fields("statements").set_index("field").loc["value", "unit"] == "see unit"


def test_a_vocabulary_keeps_its_order() -> None:
    """Categories are the terms of the schema, used or not."""
    (field,) = (field for field in SCHEMAS["statements"]["fields"] if field["name"] == "qualifier")
    categories = pows.load("statements")["qualifier"].cat.categories
    assert list(categories) == field["constraints"]["enum"] == list(field["vocabulary"])


def test_a_frame_says_what_it_is() -> None:
    """Units, notes, version and citation travel in ``.attrs``, and the docstring names them all."""
    attrs = pows.load("prisoners_by_nationality").attrs
    (listed,) = re.findall(r"[(]Arrow[)]\s+have (.*?)[.]", pows.load.__doc__ or "", re.DOTALL)
    assert re.split(r",\s+|\s+and\s+", listed) == list(attrs)
    assert attrs["units"] == {
        "accounted_for": "persons",
        "released_and_repatriated": "persons",
        "died_in_captivity": "persons",
        "died_percent": "percent",
        "died_percent_printed_low": "percent",
        "died_percent_printed_high": "percent",
    }
    assert len(attrs["notes"]) == 6
    assert (attrs["version"], attrs["citation"]) == (DESCRIPTOR["version"], DESCRIPTOR["citation"])


UNKNOWN: dict[str, tuple[Callable[[], object], str]] = {
    "table to load": (lambda: pows.load("nope"), "no table 'nope' in german-pows-ussr; there are figures, "),
    "table to trace": (lambda: pows.trace("nope/a/b"), "no table 'nope'"),
    "engine": (lambda: pows.load("events", "spark"), "no engine 'spark' in load; there are pandas, polars, pyarrow"),
    "column": (lambda: pows.load("events", columns=["day"]), "no column 'day' in table events; there are event, date"),
    "codebook": (lambda: pows.fields("nope"), "no table 'nope'"),
    "row": (lambda: pows.trace("prisoners_held/1946-Q1/prisoners"),
        "no row '1946-Q1' in table prisoners_held; did you mean prisoners_held/1946-Q4/prisoners, "),
    "field": (lambda: pows.trace("prisoners_held/1945-Q2/dead"),
        "no field 'dead' in table prisoners_held; there are period, year, quarter, prisoners"),
    "reading of a table": (lambda: pows.trace("prisoners_held/*/warders"),
        "no reading 'warders' in the whole of table prisoners_held; there are population, asserted_by, reported_by, prisoners"),
    "file": (lambda: pows.path("nope"), "no table 'nope' in german-pows-ussr; there are figures, "),
    "format": (lambda: pows.path("events", "xlsx"), "no format 'xlsx' in table events of this installation; there are csv"),
}  # fmt: skip


def test_an_unknown_name_is_answered_with_known_ones() -> None:
    """The message is enough to correct the call."""
    for what, (call, message) in UNKNOWN.items():
        with pytest.raises(pows.UnknownNameError) as error:
            call()
        assert message in str(error.value), what


def test_a_path_is_the_published_file() -> None:
    """For whatever reads files."""
    for table, suffix in [("article", "txt"), *((table, "csv") for table in SCHEMAS)]:
        found = pows.path(table, suffix)
        assert (found.is_absolute(), found.parts[-2:]) == (True, ("resources", f"{table}.{suffix}"))
        assert found.read_bytes() == (ROOT / "resources" / found.name).read_bytes()

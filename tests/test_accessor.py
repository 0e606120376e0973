"""What do ``tables``, ``load``, ``fields`` and ``path`` give, and what is refused?"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from conftest import DESCRIPTOR, ROOT, SCHEMAS, expected_dtype, rows

import german_pows_ussr as pows


def test_tables_are_listed_with_their_titles() -> None:
    """In the order of the descriptor."""
    assert list(pows.tables()) == list(SCHEMAS)
    assert all(pows.tables().values())


def test_the_version_is_that_of_the_data() -> None:
    """It is read from the descriptor."""
    assert pows.__version__ == DESCRIPTOR["version"]


@pytest.mark.parametrize("table", SCHEMAS)
def test_a_frame_has_the_types_of_its_schema(table: str) -> None:
    """Every column, in order."""
    found = {name: str(dtype).partition("[")[0] for name, dtype in pows.load(table).dtypes.items()}
    assert found == {field["name"]: expected_dtype(field) for field in SCHEMAS[table]["fields"]}


@pytest.mark.parametrize("table", SCHEMAS)
def test_a_frame_has_the_values_of_its_file(table: str) -> None:
    """Written back as text, every cell is the one in the CSV file; an empty one is missing."""
    kinds = {field["name"]: field["type"] for field in SCHEMAS[table]["fields"]}
    for row, published in zip(pows.load(table).to_dict("records"), rows(table), strict=True):
        for name, value in row.items():
            text = published[str(name)]
            if not text:
                assert pd.isna(value)
            elif kinds[str(name)] == "number":
                assert value == float(text)
            elif kinds[str(name)] == "date":
                assert value == pd.Timestamp(text)
            elif kinds[str(name)] == "boolean":
                assert value == (text == "true")
            else:
                assert str(value) == text


@pytest.mark.parametrize("table", SCHEMAS)
def test_polars_and_arrow_give_the_same_values(table: str) -> None:
    """With the types of the schema; a vocabulary is an Enum in Polars, and plain text in Arrow."""
    of_polars, of_arrow = pows.load(table, "polars"), pows.load(table, "pyarrow")
    assert of_polars.to_dicts() == of_arrow.to_pylist()
    for field in SCHEMAS[table]["fields"]:
        kinds = {
            "string": "String",
            "integer": "Int64",
            "number": "Float64",
            "boolean": "Boolean",
            "date": "Date",
        }
        expected = "Enum" if "vocabulary" in field else kinds[field["type"]]
        assert str(of_polars.schema[field["name"]]).partition("(")[0] == expected
    assert of_arrow.schema.metadata[b"version"].decode() == f'"{DESCRIPTOR["version"]}"'


@pytest.mark.parametrize("engine", ["pandas", "polars", "pyarrow"])
def test_columns_are_loaded_in_the_order_asked_for(engine: Any) -> None:
    """And no others."""
    loaded: Any = pows.load("prisoners_held", engine, columns=["prisoners", "period"])
    names = loaded.column_names if engine == "pyarrow" else list(loaded.columns)
    assert names == ["prisoners", "period"]
    assert len(loaded) == 22


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
        "died_percent_low": "percent",
        "died_percent_high": "percent",
    }
    assert len(attrs["notes"]) == 6
    assert (attrs["version"], attrs["citation"]) == (DESCRIPTOR["version"], DESCRIPTOR["citation"])


UNKNOWN: dict[str, tuple[Callable[[], object], str]] = {
    "table to load": (lambda: pows.load("nope"), "no table 'nope' in german-pows-ussr; there are prisoners_held, "),
    "table to trace": (lambda: pows.trace("nope", "a", "b"), "no table 'nope'"),
    "engine": (lambda: pows.load("events", "spark"), "no engine 'spark' in load; there are pandas, polars, pyarrow"),
    "column": (lambda: pows.load("events", columns=["day"]), "no column 'day' in table events; there are event, date"),
    "codebook": (lambda: pows.fields("nope"), "no table 'nope'"),
    "row": (lambda: pows.trace("prisoners_held", "1946-Q1", "prisoners"),
        "no row '1946-Q1' in table prisoners_held; did you mean prisoners_held/1946-Q4/prisoners, "),
    "field": (lambda: pows.trace("prisoners_held", "1945-Q2", "dead"),
        "no field 'dead' in table prisoners_held; there are period, year, quarter, prisoners"),
    "reading of a table": (lambda: pows.trace("prisoners_held", "*", "warders"),
        "no reading 'warders' in the whole of table prisoners_held; there are population, asserted_by, reported_by, prisoners"),
    "file": (lambda: pows.path("nope"), "no table 'nope' in german-pows-ussr; there are prisoners_held, "),
    "format": (lambda: pows.path("events", "xlsx"), "no format 'xlsx' in table events; there are csv"),
}  # fmt: skip


@pytest.mark.parametrize("what", UNKNOWN)
def test_an_unknown_name_is_answered_with_known_ones(what: str) -> None:
    """The message is enough to correct the call."""
    call, message = UNKNOWN[what]
    with pytest.raises(pows.UnknownNameError) as error:
        call()
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("table", "format"),
    [("article", "txt"), *((table, "csv") for table in SCHEMAS)],
)
def test_a_path_is_the_published_file(table: str, format: str) -> None:
    """For whatever reads files."""
    found = pows.path(table, format)
    assert (found.is_absolute(), found.parts[-2:]) == (True, ("resources", f"{table}.{format}"))
    assert found.read_bytes() == (ROOT / "resources" / found.name).read_bytes()

"""What do ``tables``, ``load``, ``fields`` and ``path`` give, and what is refused?"""

from __future__ import annotations

import re
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


def test_names_of_sources_stand_beside_their_keys() -> None:
    """On request, behind each column that refers to sources."""
    printed = {row["source"]: row["name_printed"] for row in rows("sources")}
    printed["wikipedia-article"] = "the article itself"
    loaded = pows.load("statements", names=True)
    columns = list(loaded)
    assert columns[columns.index("asserted_by") + 1] == "asserted_by_name"
    assert list(loaded["asserted_by_name"]) == [
        printed[row["asserted_by"]] for row in rows("statements")
    ]
    assert loaded["asserted_by_name"].dtype == "string"
    assert loaded.attrs == pows.load("statements").attrs
    added = set(pows.load("figures", names=True)) - set(pows.load("figures"))
    assert added == {"work_name"}  # the others are published


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
    (listed,) = re.findall(r"``[.]attrs`` has (.*?)[.]", pows.load.__doc__ or "", re.DOTALL)
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

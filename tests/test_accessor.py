"""What do ``tables``, ``load``, ``path`` and ``trace`` give, and what do they refuse?"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pandas as pd
import pytest
from conftest import ARTICLE, DESCRIPTOR, ROOT, SCHEMAS, cells, expected_dtype, key, rows

import german_pows_ussr as pows

PLACES = rows("provenance")


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
    """Units, notes, version and citation travel in ``.attrs``."""
    attrs = pows.load("prisoners_by_nationality").attrs
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


@pytest.mark.parametrize(
    "place", PLACES, ids=lambda place: f"{place['resource']}/{place['row']}/{place['field']}"
)
def test_every_transcribed_cell_can_be_traced(place: dict[str, str]) -> None:
    """The parts fit together, and the marks stand under the figure."""
    found = pows.trace(place["resource"], place["row"], place["field"])
    (stands,) = found.places
    assert (found.exact, found.start, found.end, found.line, found.reader) == (
        place["exact"], int(place["char_start"]), int(place["char_end"]), int(place["line"]), place["reader"],
    )  # fmt: skip
    assert (found.origin, found.ground) == ("transcribed", "words")
    assert stands.text == ARTICLE.split("\n")[stands.line - 1]
    assert stands.text[stands.column : stands.column + len(found.exact)] == found.exact
    published = cells(place["resource"])[place["row"]][place["field"]]
    assert str(found.value) == published
    address, text, marks, *_ = str(found).split("\n")
    assert address.startswith(f"{found.address} = {published}")
    assert text[marks.index("^") : marks.rindex("^") + 1] == found.exact
    assert marks.strip(" ") == "^" * len(found.exact)


@pytest.mark.parametrize("table", SCHEMAS)
def test_every_cell_of_every_table_rests_on_something(table: str) -> None:
    """Words, the sentence, an editor's knowledge, a rule; an empty cell says why it is."""
    kinds = {field["name"]: field for field in SCHEMAS[table]["fields"]}
    found = rows(table)
    few = found if len(found) < 25 else found[:: len(found) // 12]
    for row in few:
        for name, published in row.items():
            cell = pows.trace(table, key(table, row), name)
            said = "" if cell.value is None else str(cell.value)
            assert said in (published, published.capitalize())
            assert cell.origin == kinds[name]["origin"]
            grounds = (*(place.exact for place in cell.places), cell.knowledge, cell.rule)
            assert any(grounds), cell.address
            if cell.origin == "derived" and published:
                assert (cell.rule, cell.places) == (kinds[name]["derivation"]["rule"], ())
            assert str(cell).startswith(f"{cell.address} = ")


def test_a_figure_of_the_quarterly_table_is_traced_to_its_line() -> None:
    """The line, the place, the reader, the source and what conflicts, as a person reads them."""
    assert str(pows.trace("prisoners_held", "1945-Q2", "prisoners")) == (
        "prisoners_held/1945-Q2/prisoners = 2000000 persons\n"
        "  | | II | 2,000,000 |\n"
        "           ^^^^^^^^^\n"
        "place        article.txt, line 42, characters 6594-6603\n"
        "read as      integer\n"
        "asserted by  Rüdiger Overmans, Soldaten hinter Stacheldraht. Deutsche\n"
        "             Kriegsgefangene des Zweiten Weltkriege. Ullstein, 2000, p. 246\n"
        "reported by  German prisoners of war in the Soviet Union, Wikipedia, The Free\n"
        "             Encyclopedia\n"
        "finding      conflicts with 2.8 million (Soviet records, 1945-05): Both are said\n"
        "             to be held at that time. The prose gives Soviet records and speaks\n"
        "             of Wehrmacht personnel, the table follows Overmans and speaks of\n"
        "             Germans; no quarter of the table has as many.\n"
        "finding      no conflict in 2 other comparisons"
    )


def test_a_trace_names_both_hops() -> None:
    """Who asserts the figure, and who reports that."""
    found = pows.trace("statements", "soviet-austrian-captured", "value")
    assert found.asserted_by
    assert found.reported_by
    assert (found.asserted_by.name, found.reported_by.name) == (
        "Soviet era documents",
        "Austrian historian",
    )
    assert (found.value, found.unit) == (2600000, "persons")


@pytest.mark.parametrize(
    "address",
    dict.fromkeys(
        f"{row['resource']}/*/{row['field']}" for row in rows("evidence") if row["row"] == "*"
    ),
)
def test_a_reading_of_a_whole_table_is_traced(address: str) -> None:
    """Its words have places, and what an editor knows is told beside them."""
    readings = [
        row
        for row in rows("evidence")
        if f"{row['resource']}/{row['row']}/{row['field']}" == address
    ]
    found = pows.trace(address)
    assert [place.exact for place in found.places] == [
        row["exact"] for row in readings if row["ground"] == "words"
    ]
    assert all(row["knowledge"] in found.knowledge for row in readings)
    assert all(row["reading"] in str(found.value) for row in readings)


def test_an_inferred_work_is_marked() -> None:
    """A work that the article does not name is not passed off as one that it names."""
    beorn = pows.trace("statements", "history-beorn-died-share", "value").asserted_by
    assert beorn
    assert beorn.inferred
    assert str(beorn).endswith("[work inferred]")


def test_what_an_editor_knows_is_put_in_nobodys_mouth() -> None:
    """The article prints neither an ISBN nor a remark of ours; a reading of its words is its own."""
    for table, row, field in (
        ("sources", "overmans-2000", "isbn"),
        ("statements", "lead-captured", "note"),
        ("prisoners_held", "1945-Q2", "period"),
    ):
        assert pows.trace(table, row, field).asserted_by is None
    assert pows.trace("statements", "lead-captured", "measure").asserted_by


UNKNOWN: dict[str, tuple[Callable[[], object], str]] = {
    "table to load": (lambda: pows.load("nope"), "no table 'nope' in german-pows-ussr; there are prisoners_held, "),
    "table to trace": (lambda: pows.trace("nope", "a", "b"), "no table 'nope'"),
    "engine": (lambda: pows.load("events", "spark"), "no engine 'spark' in load; there are pandas, polars, pyarrow"),  # type: ignore[call-overload]
    "column": (lambda: pows.load("events", columns=["day"]), "no column 'day' in table events; there are event, date"),
    "codebook": (lambda: pows.fields("nope"), "no table 'nope'"),
    "row": (lambda: pows.trace("prisoners_held", "1946-Q1", "prisoners"),
        "no row '1946-Q1' in table prisoners_held; did you mean prisoners_held/1946-Q4/prisoners, "),
    "field": (lambda: pows.trace("prisoners_held", "1945-Q2", "dead"),
        "no field 'dead' in table prisoners_held; there are period, year, quarter, prisoners"),
    "reading of a table": (lambda: pows.trace("prisoners_held", "*", "warders"),
        "no reading 'warders' in the whole of table prisoners_held; there are population, asserted_by, reported_by, prisoners"),
    "file": (lambda: pows.path("nope"), "no table 'nope' in german-pows-ussr; there are prisoners_held, "),
    "format": (lambda: pows.path("events", "xlsx"), "no format 'xlsx' in table events; there are csv, parquet"),
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
    [("article", "txt"), *((t, f) for t in SCHEMAS for f in ("csv", "parquet"))],
)
def test_a_path_is_the_published_file(table: str, format: str) -> None:
    """For whatever reads files."""
    assert pows.path(table, format) == ROOT / "resources" / f"{table}.{format}"


def test_a_cell_is_linked_to_by_its_characters() -> None:
    """RFC 5147: offsets as provenance has them."""
    for row in rows("provenance"):
        found = pows.trace(row["resource"], row["row"], row["field"])
        assert found.fragment == f"article.txt#char={row['char_start']},{row['char_end']}"


def test_a_cell_is_linked_to_by_its_words() -> None:
    """As a browser reads the fragment: whole words, found once in the article as people see it."""
    seen = re.sub(r"[|\s]+", " ", ARTICLE)
    for row in rows("provenance"):
        found = pows.trace(row["resource"], row["row"], row["field"])
        assert found.link
        page, directive, words = found.link.partition("#:~:text=")
        assert (page, directive) == (DESCRIPTOR["sources"][0]["path"], "#:~:text=")
        terms = [unquote(term.strip("-")) for term in words.split(",")]
        assert all(re.fullmatch(r"[\w.~%]+", term.strip("-")) for term in words.split(","))
        sought = r"\s*".join(re.escape(re.sub(r"\s+", " ", term)) for term in terms)
        (place,) = re.finditer(rf"(?<!\w){sought}(?!\w)", seen)
        assert re.sub(r"\s+", " ", found.exact) in place[0]

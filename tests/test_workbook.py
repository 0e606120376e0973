"""Does the workbook hold the same values, and can a person read it, on a screen and on paper?"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import openpyxl
import pytest
from conftest import DESCRIPTOR, SCHEMAS, rows, typed
from openpyxl import Workbook

import german_pows_ussr as pows

POINTS, ACROSS = 15, 170
"""How high a line is, and how many characters across a page can be read."""


DATA = [entry["name"] for entry in DESCRIPTOR["resources"] if entry.get("group") == "data"]
"""The tables of the workbook; those for an audit are not in it."""


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """The package as a workbook, which no test changes."""
    loaded: Workbook = openpyxl.load_workbook(
        pows.export(tmp_path_factory.mktemp("excel") / "all.xlsx")
    )
    return loaded


def body(sheet: Any) -> list[tuple[Any, ...]]:
    """The rows below the header, as values."""
    return list(sheet.iter_rows(min_row=2, values_only=True))


def test_excel_holds_typed_cells(workbook: Workbook) -> None:
    """Figures are numbers, dates are dates; the header is frozen."""
    assert workbook.sheetnames == [*DATA, "codebook", "citing"]
    assert workbook.sheetnames[0] == "figures"
    for table in DATA:
        header, *found = workbook[table].iter_rows(values_only=True)
        assert list(header) == [field["name"] for field in SCHEMAS[table]["fields"]]
        assert [
            [value.date() if isinstance(value, datetime) else value for value in row]
            for row in found
        ] == [list(row.values()) for row in typed(table)]
        assert workbook[table].freeze_panes == "B2"


def test_a_figure_has_its_thousands_apart_and_its_decimals(workbook: Workbook) -> None:
    """In the columns with a unit, as many as are published; a year is a year."""
    for table in DATA:
        for place, field in enumerate(SCHEMAS[table]["fields"]):
            if field["type"] not in ("integer", "number"):
                continue
            counts = "unit" in field or "unitField" in field
            (column,) = workbook[table].iter_cols(place + 1, place + 1, min_row=2)
            for cell, row in zip(column, rows(table), strict=True):
                point, decimals = row[field["name"]].removesuffix(".0").partition(".")[1:]
                grouped = f"#,##0{point}{'0' * len(decimals)}"
                assert cell.number_format == (grouped if counts else "General"), cell


def test_it_says_how_to_cite_it(workbook: Workbook) -> None:
    """In a line, and for a reference manager; with the licence and the source."""
    said = dict(body(workbook["citing"]))
    assert said["how to cite"] == DESCRIPTOR["citation"]
    assert said["BibTeX"] == pows.cite(style="bibtex")
    assert said["licence"] == DESCRIPTOR["licenses"][0]["path"]


def widths(sheet: Any) -> list[int]:
    """How many characters each column has; the file names a run of equal ones once."""
    found: dict[int, int] = {}
    for column in sheet.column_dimensions.values():
        found |= dict.fromkeys(range(column.min, column.max + 1), int(column.width))
    return [found[place] for place in sorted(found)]


def test_every_long_text_is_wrapped(workbook: Workbook) -> None:
    """No cell runs over the next."""
    wrapped = 0
    for sheet in workbook:
        for row in sheet.iter_rows(min_row=2):
            for cell, width in zip(row, widths(sheet), strict=True):
                if isinstance(cell.value, str) and len(cell.value) > width:
                    assert cell.alignment.wrap_text, cell
                    wrapped += 1
    assert wrapped


def test_every_page_can_be_read_on_paper(workbook: Workbook) -> None:
    """A wide sheet goes over several pages, each with the header and the key."""
    for sheet in workbook:
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
        assert sum(widths(sheet)) <= ACROSS * int(sheet.page_setup.fitToWidth or 1)
        assert sheet.print_title_rows == "$1:$1"
        if sheet.title != "citing":
            assert sheet.page_setup.orientation == "landscape"
            assert sheet.print_title_cols == "$A:$A"


def test_it_explains_every_field_and_every_term(workbook: Workbook) -> None:
    """One row for each column of each table, with the terms of its vocabulary."""
    explained = body(workbook["codebook"])
    assert [row[:2] for row in explained] == [
        (table, field["name"]) for table in DATA for field in SCHEMAS[table]["fields"]
    ]
    terms = [
        "\n".join(f"{term}: {meaning}" for term, meaning in field.get("vocabulary", {}).items())
        for table in DATA
        for field in SCHEMAS[table]["fields"]
    ]
    assert [row[-1] or "" for row in explained] == terms

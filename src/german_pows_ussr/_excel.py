"""The package -> an Excel workbook: what it is, a sheet for each table, what all of it means."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from math import ceil
from pathlib import Path
from textwrap import wrap
from typing import Any

from ._about import about, codebook, terms
from ._cell import records
from ._fields import unit_of
from ._frame import needed
from ._package import Json, table_fields, tables
from ._stamp import created

WIDEST = 50
"""How many characters wide a column of a sheet may become; a longer text is wrapped."""

PROSE = 100
"""How many characters wide a column is on the sheet that is read as prose."""

PAGE = 170
"""How many characters across a landscape page can still be read."""

LINE, HIGHEST = 15, 409
"""How many points high a line is, and a row at most."""

DAY = {"num_format": "yyyy-mm-dd", "align": "left"}

# A text is a text, even where it looks like a formula or an address.
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False}


def write(file: Path) -> None:
    """One workbook."""
    with needed("xlsxwriter", "excel").Workbook(str(file), OPTIONS) as book:
        book.set_properties({"created": created()})
        add_sheet(book, "about", about(), {}, PROSE)
        for name in tables():
            add_sheet(book, name, records(name), table_fields(name))
        add_sheet(book, "codebook", codebook(), {})
        add_sheet(book, "terms", terms(), {})


def add_sheet(
    book: Any, name: str, rows: list[Json], described: Json, widest: int = WIDEST
) -> None:
    """Rows as a sheet: header and key frozen, a filter, columns and rows as large as they need."""
    sheet = book.add_worksheet(name)
    sheet.write_row(0, 0, rows[0], book.add_format({"bold": True, "bottom": 1}))
    looks = cache(lambda **look: book.add_format({"valign": "top", **look}))
    widths = []
    for place, column in enumerate(rows[0]):
        values = [row[column] for row in rows]
        longest = max(len(str(value)) for value in [column, *values])
        widths.append(min(longest + 4, widest))  # room for commas, and for the filter's button
        sheet.set_column(place, place, widths[-1])
        for line, value in enumerate(values, start=1):
            put, number = shown(value, described.get(column, {}))
            look = looks(**number, text_wrap=widths[-1] == widest)
            sheet.write(line, place, put, look)
    for line, row in enumerate(rows, start=1):
        sheet.set_row(line, height(row.values(), widths, widest))
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(ceil(sum(widths) / PAGE), 0)
    if widest == WIDEST:
        sheet.autofilter(0, 0, len(rows), len(widths) - 1)
        sheet.repeat_columns(0)
        sheet.set_landscape()


def height(values: Iterable[Any], widths: list[int], widest: int) -> int:
    """How high a row is in which long texts are wrapped; some programs take it from the file."""
    lines = [
        sum(len(wrap(line, widest)) or 1 for line in str(value).split("\n"))
        for value, width in zip(values, widths, strict=True)
        if width == widest
    ]
    return min(LINE * max(lines, default=1), HIGHEST)


def shown(value: Any, field: Json) -> tuple[Any, Json]:
    """A value as a cell has it, and how; a quantity has its thousands apart."""
    if isinstance(value, bool):
        return value, {"num_format": '"TRUE";;"FALSE"', "align": "left"}
    if isinstance(value, str):
        day = field.get("type") == "date"
        return (date.fromisoformat(value), DAY) if day else (value, {"align": "left"})
    _, point, decimals = str(value).partition(".")
    number = f"#,##0{point}{'0' * len(decimals)}" if unit_of(field) else "General"
    return value, {"num_format": number, "align": "right", "indent": 1}

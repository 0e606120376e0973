"""Write tables as the sheets of an Excel workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from math import ceil
from pathlib import Path
from typing import Any

from .._frame import import_extra
from .._package import package
from .._table import Field, Json

WIDEST, PROSE = 50, 100  # how many characters wide a column may become, and one of prose
PAGE = 170  # how many characters across a landscape page can still be read

# A text is a text, even where it looks like a formula or an address.
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False}


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, its rows, the fields of a table, and how wide a column may become."""

    name: str
    rows: Sequence[Json]
    fields: dict[str, Field] = field(default_factory=dict)
    widest: int = WIDEST


def write(file: Path, sheets: Iterable[Sheet]) -> None:
    """Write a workbook."""
    with import_extra("xlsxwriter", "excel").Workbook(str(file), OPTIONS) as book:
        book.set_properties({"created": package().created})
        for sheet in sheets:
            add_sheet(book, sheet)


def add_sheet(book: Any, sheet: Sheet) -> None:
    """Add a sheet: header and key frozen, a filter, columns and rows as large as they need."""
    added, widest, last = book.add_worksheet(sheet.name), sheet.widest, len(sheet.rows)
    added.write_row(0, 0, sheet.rows[0], book.add_format({"bold": True, "bottom": 1}))
    looks = cache(lambda **look: book.add_format({"valign": "top", **look}))
    widths = []
    for place, name in enumerate(sheet.rows[0]):
        values = [row[name] for row in sheet.rows]
        longest = max(len(line) for value in [name, *values] for line in str(value).split("\n"))
        widths.append(min(longest + 4, widest))  # room for commas, and for the filter's button
        added.set_column(place, place, widths[-1])
        for line, value in enumerate(values, start=1):
            content, look = format_value(value, sheet.fields.get(name))
            added.write(line, place, content, looks(**look, text_wrap=widths[-1] == widest))
    added.freeze_panes(1, 1)
    added.repeat_rows(0)
    added.fit_to_pages(ceil(sum(widths) / PAGE), 0)
    if widest == WIDEST:
        added.autofilter(0, 0, last, len(widths) - 1)
        added.repeat_columns(0)
        added.set_landscape()


def format_value(value: Any, described: Field | None) -> tuple[Any, Json]:
    """Return the content of a cell and its format; the thousands of an amount are separated."""
    if isinstance(value, bool):
        return value, {"num_format": '"TRUE";;"FALSE"', "align": "left"}
    if isinstance(value, str):
        if described and described.type == "date":
            return date.fromisoformat(value), {"num_format": "yyyy-mm-dd", "align": "left"}
        return value, {"align": "left"}
    _, point, decimals = str(value).partition(".")
    amount = described is not None and described.is_amount
    number = f"#,##0{point}{'0' * len(decimals)}" if amount else "General"
    return value, {"num_format": number, "align": "right", "indent": 1}

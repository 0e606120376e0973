"""The package -> an Excel workbook: what it is, a sheet for each table, the codebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ._about import about
from ._fields import fields
from ._frame import load, needed
from ._package import tables
from ._stamp import created

if TYPE_CHECKING:
    from pathlib import Path

WIDEST = 60
"""How many characters wide a column of a sheet may become."""

PROSE = 100
"""How many characters wide the sheet is that is read as prose, on paper in portrait too."""

DAY = "yyyy-mm-dd"

# A text is a text, even where it looks like a formula or an address.
OPTIONS = {"options": {"strings_to_formulas": False, "strings_to_urls": False}}


def write(file: Path) -> None:
    """One workbook."""
    needed("xlsxwriter", "excel")
    with pd.ExcelWriter(
        file, engine="xlsxwriter", date_format=DAY, datetime_format=DAY, engine_kwargs=OPTIONS
    ) as writer:
        writer.book.set_properties({"created": created()})
        add_prose(writer, "cite", cite_sheet())
        for name in tables():
            add_sheet(writer, name, load(name))
        add_sheet(writer, "codebook", codebook())


def add_prose(writer: Any, name: str, frame: pd.DataFrame) -> None:
    """A frame of two columns as a sheet to be read: its text wrapped, its page fitted."""
    frame.to_excel(writer, sheet_name=name, index=False, freeze_panes=(1, 0))
    sheet = writer.sheets[name]
    top = {"valign": "top"}
    sheet.set_column(0, 0, max(map(len, frame.iloc[:, 0])) + 2, writer.book.add_format(top))
    sheet.set_column(1, 1, PROSE, writer.book.add_format({**top, "text_wrap": True}))
    sheet.fit_to_pages(1, 0)


def add_sheet(writer: Any, name: str, frame: pd.DataFrame) -> None:
    """A frame as a sheet: header and key frozen, a filter, columns as wide as they need."""
    frame.to_excel(writer, sheet_name=name, index=False, freeze_panes=(1, 1))
    sheet = writer.sheets[name]
    for place, column in enumerate(frame.columns):
        longest = max(len(str(value)) for value in [column, *frame[column]])
        sheet.set_column(place, place, min(longest + 2, WIDEST))
    sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)


def codebook() -> pd.DataFrame:
    """The fields of all tables."""
    books = [fields(name).assign(table=name) for name in tables()]
    every = pd.concat(books, ignore_index=True)
    return every[["table", *(name for name in every.columns if name != "table")]]


def cite_sheet() -> pd.DataFrame:
    """What the file is, under which licence, how to cite it, and what each table holds."""
    said = about()
    return pd.DataFrame({"about": list(said), "text": list(said.values())})

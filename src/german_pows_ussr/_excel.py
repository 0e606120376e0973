"""The package -> an Excel workbook: how to cite, a sheet for each table, the codebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ._cite import cite
from ._frame import fields, load, needed
from ._package import descriptor, tables
from ._stamp import created

if TYPE_CHECKING:
    from pathlib import Path

WIDEST = 60
"""How many characters wide a column of a sheet may become."""

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
        add_sheet(writer, "cite", cite_sheet())
        for name in tables():
            add_sheet(writer, name, load(name))
        add_sheet(writer, "codebook", codebook())


def add_sheet(writer: Any, name: str, frame: pd.DataFrame) -> None:
    """A frame as a sheet: header and key frozen, a filter, columns as wide as they need."""
    frame.to_excel(writer, sheet_name=name, index=False, freeze_panes=(1, 1))
    sheet = writer.sheets[name]
    for place, column in enumerate(frame.columns):
        longest = max(len(str(value)) for value in [column, *frame[column]])
        sheet.set_column(place, place, min(longest + 2, WIDEST))
    sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)


def codebook() -> pd.DataFrame:
    """The fields of all tables."""
    books = [fields(name).assign(table=name) for name in tables()]
    every = pd.concat(books, ignore_index=True)
    return every[["table", *(name for name in every.columns if name != "table")]]


def cite_sheet() -> pd.DataFrame:
    """What the file is, which version, under which licence, and how to cite it."""
    package = descriptor()
    facts = {
        "title": package["title"],
        "description": package["description"],
        "version": package["version"],
        "how to cite": package["citation"],
        "BibTeX": cite(style="bibtex"),
        "licence": package["licenses"][0]["path"],
        "source": package["sources"][0]["path"],
    }
    return pd.DataFrame({"about": list(facts), "text": list(facts.values())})

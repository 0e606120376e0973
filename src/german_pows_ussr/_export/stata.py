"""Write a table as a file of Stata with labels for its variables and its vocabularies."""

from __future__ import annotations

from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING

from .._frame import load
from .._package import package
from .._table import Field, Table

if TYPE_CHECKING:
    import pandas as pd

LABEL = 80  # how many characters a label may have


def write(table: Table, file: Path) -> None:
    """Write a file of Stata 14, which every later version reads."""
    fields = table.fields
    encode_terms(table).to_stata(
        file,
        version=118,
        write_index=False,
        time_stamp=package().created,
        data_label=shorten(table.title, LABEL, placeholder=" ..."),
        variable_labels={name: label(field)[:LABEL] for name, field in fields.items()},
        value_labels={name: terms for name, field in fields.items() if (terms := codes(field))},
        convert_dates={name: "td" for name, field in fields.items() if field.type == "date"},
    )


def encode_terms(table: Table) -> pd.DataFrame:
    """Load a table as Stata can hold it: terms as codes, a missing text as empty."""
    frame = load(table.name)
    for name, field in table.fields.items():
        column = frame[name]
        if field.categories:
            frame[name] = column.cat.codes.add(1).astype("float64").where(column.notna())
        elif field.type == "boolean":
            frame[name] = column.astype("int64")
        elif field.type == "string":
            frame[name] = column.astype(object).where(column.notna(), "")
        elif field.is_number and column.isna().any():
            frame[name] = column.astype("float64")
    return frame


def codes(field: Field) -> dict[int | float, str]:
    """Return what the codes of a column mean."""
    if field.type == "boolean":
        return {0: "false", 1: "true"}
    return dict(enumerate(field.categories, start=1))


def label(field: Field) -> str:
    """Return the title of a field, with its unit."""
    return f"{field.title} ({field.unit_label})" if field.unit_label else field.title

"""A table -> a file of Stata or SPSS with labels for its variables and its vocabularies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._frame import load, needed, unit_of
from ._package import descriptor, table_fields
from ._stamp import stamp

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from ._package import Json

FUNCTIONS = {".dta": "write_dta", ".sav": "write_sav"}
READERS = {".dta": "read_dta", ".sav": "read_sav"}

LONGEST = 60
"""How many characters both programs take as the label of a file."""


def write(file: Path, table: str) -> None:
    """One table."""
    pyreadstat = needed("pyreadstat", "statistics")
    described = table_fields(table)
    frame = load(table)
    for name, field in described.items():
        frame[name] = coded(frame[name], field)
    getattr(pyreadstat, FUNCTIONS[file.suffix])(
        frame,
        str(file),
        file_label=descriptor()["title"][:LONGEST],
        column_labels=[label(field) for field in described.values()],
        variable_value_labels={
            name: value_labels(field) for name, field in described.items() if value_labels(field)
        },
    )
    stamp(file)
    # On a full disk the writer of SPSS says nothing; what it wrote then cannot be read.
    getattr(pyreadstat, READERS[file.suffix])(str(file))


def coded(column: pd.Series, field: Json) -> pd.Series:
    """A column as both programs can hold it: a vocabulary as codes, a missing text as empty."""
    if "vocabulary" in field:
        return column.cat.codes.add(1).astype("float64").where(column.notna())
    if field["type"] == "boolean":
        return column.astype("int64")
    if field["type"] == "date":
        dates: pd.Series = column.dt.date
        return dates
    if field["type"] == "string":
        return column.astype(object).where(column.notna(), "")
    return column


def value_labels(field: Json) -> dict[int, str]:
    """What the codes of a column mean."""
    if field["type"] == "boolean":
        return {0: "false", 1: "true"}
    return dict(enumerate(field.get("vocabulary", {}), start=1))


def label(field: Json) -> str:
    """The title of a field, with its unit."""
    unit = unit_of(field)
    return f"{field['title']} ({unit})" if unit else str(field["title"])

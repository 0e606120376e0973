"""A table -> a file of Stata or SPSS with labels for its variables and its vocabularies."""

from __future__ import annotations

from pathlib import Path
from textwrap import shorten, wrap
from typing import TYPE_CHECKING, Any

from ._about import abstract, facts
from ._fields import unit_of
from ._frame import load, needed
from ._package import Json, rows, table_fields, table_resource
from ._stamp import stamp

if TYPE_CHECKING:
    import pandas as pd

READERS = {".dta": "read_dta", ".sav": "read_sav"}
LABEL = {".dta": 80, ".sav": 64}
"""How many characters each program takes as the label of a file."""

NOTE = 80
"""How many bytes a line of the notes of an SPSS file may have."""

STATA_14 = 14
"""The version whose files every later Stata reads, whatever its edition, and gretl too."""


def write(file: Path, table: str) -> None:
    """One table."""
    pyreadstat = needed("pyreadstat", "statistics")
    described = table_fields(table)
    frame = load(table)
    for name, field in described.items():
        frame[name] = coded(frame[name], field)
    title = table_resource(table)["title"]
    said: dict[str, Any] = {
        "file_label": shorten(title, LABEL[file.suffix], placeholder=" ..."),
        "column_labels": [label(field) for field in described.values()],
        "variable_value_labels": {
            name: value_labels(field) for name, field in described.items() if value_labels(field)
        },
    }
    if file.suffix == ".dta":
        pyreadstat.write_dta(frame, str(file), **said, version=STATA_14)
    else:
        pyreadstat.write_sav(frame, str(file), **said, **of_spss(table))
    stamp(file)
    # On a full disk the writer of SPSS says nothing; what it wrote then cannot be read.
    getattr(pyreadstat, READERS[file.suffix])(str(file))


def of_spss(table: str) -> Json:
    """What SPSS wants to know besides: measures, formats, and the notes of the file."""
    described = table_fields(table)
    numbers = {name: field for name, field in described.items() if is_number(field)}
    return {
        "variable_measure": {
            name: "scale" if name in numbers or field["type"] == "date" else "nominal"
            for name, field in described.items()
        },
        "variable_format": {
            name: number_format([row[name] for row in rows(table)]) for name in numbers
        }
        | {name: "F3.0" for name, field in described.items() if value_labels(field)},
        "note": notes(table),
    }


def is_number(field: Json) -> bool:
    """Whether one can calculate with a column."""
    return field["type"] in ("integer", "number")


def number_format(printed: list[str]) -> str:
    """A format of SPSS that has room for every number, and for its decimals."""
    decimals = max(len(text.partition(".")[2]) for text in printed)
    return f"F{max(map(len, printed))}.{decimals}"


def notes(table: str) -> list[str]:
    """What the table is, how to cite it and under which licence it is, in lines that SPSS takes."""
    said = {**facts(), "table": abstract(table_resource(table))}
    return [
        line
        for name in ("table", "how to cite", "licence", "source")
        for line in wrap(f"{name}: {said[name]}", NOTE - beyond_ascii(said[name]))
    ]


def beyond_ascii(text: str) -> int:
    """How many bytes a text has more than characters."""
    return len(text.encode()) - len(text)


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

"""Write a table as a file of Stata or SPSS with labels for its variables and its vocabularies."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from textwrap import shorten, wrap
from typing import TYPE_CHECKING

from .._frame import import_extra, load
from .._package import package
from .._table import Field, Json, Table

if TYPE_CHECKING:
    import pandas as pd

STATA_LABEL, SPSS_LABEL = 80, 64
"""How many characters the label of a file may have."""

NOTE = 80
"""How many bytes a line of the notes of an SPSS file may have."""

SPSS_TIME = slice(92, 109)
"""Where the header of an SPSS file has the time at which it was written."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def write_stata(file: Path, table: Table) -> None:
    """Write a file of Stata."""
    frame, dates = (
        coded(table),
        [name for name, field in table.fields.items() if field.type == "date"],
    )
    frame.to_stata(
        file,
        version=118,  # which Stata 14 and later read, whatever the edition, and gretl
        write_index=False,
        time_stamp=package().created,
        data_label=shorten(table.title, STATA_LABEL, placeholder=" ..."),
        variable_labels={name: label(field)[:STATA_LABEL] for name, field in table.fields.items()},
        value_labels=all_value_labels(table),
        convert_dates=dict.fromkeys(dates, "td"),
    )


def write_spss(file: Path, table: Table) -> None:
    """Write a file of SPSS."""
    pyreadstat = import_extra("pyreadstat", "statistics")
    frame = coded(table)
    for name, field in table.fields.items():
        if field.type == "date":
            frame[name] = frame[name].dt.date
    numbers = [name for name, field in table.fields.items() if field.is_number]
    scales = [name for name, field in table.fields.items() if field.type == "date"] + numbers
    pyreadstat.write_sav(
        frame,
        str(file),
        file_label=shorten(table.title, SPSS_LABEL, placeholder=" ..."),
        column_labels=[label(field) for field in table.fields.values()],
        variable_value_labels=all_value_labels(table),
        variable_measure={name: "scale" if name in scales else "nominal" for name in table.fields},
        variable_format={
            **{name: number_format([row[name] for row in table.rows]) for name in numbers},
            **dict.fromkeys(all_value_labels(table), "F3.0"),
        },
        note=notes(table),
    )
    set_spss_time(file, package().created)
    # On a full disk the writer says nothing; what it wrote then cannot be read.
    pyreadstat.read_sav(str(file))


def set_spss_time(file: Path, time: datetime) -> None:
    """Replace the time at which a file was written, which pyreadstat takes from the clock."""
    content = bytearray(file.read_bytes())
    content[SPSS_TIME] = f"{time.day:02} {MONTHS[time.month - 1]} {time:%y%H:%M:%S}".encode()
    file.write_bytes(content)


def number_format(printed: list[str]) -> str:
    """Return a format of SPSS that has room for every number, and for its decimals."""
    texts = [text.removesuffix(".0") for text in printed]
    decimals = max(len(text.partition(".")[2]) for text in texts)
    return f"F{max(map(len, texts))}.{decimals}"


def notes(table: Table) -> list[str]:
    """Say what the table is, how to cite it, and its licence, in lines that SPSS takes."""
    facts = {
        "table": table.abstract,
        "how to cite": package()["citation"],
        "licence": package()["licenses"][0]["path"],
        "source": package()["sources"][0]["path"],
    }
    return [
        line
        for name, fact in facts.items()
        for line in wrap(f"{name}: {fact}", NOTE - (len(fact.encode()) - len(fact)))
    ]


def coded(table: Table) -> pd.DataFrame:
    """Load a table as both programs can hold it: terms as codes, a missing text as empty."""
    frame = load(table.name)
    for name, field in table.fields.items():
        frame[name] = coded_column(frame[name], field)
    return frame


def coded_column(column: pd.Series, field: Field) -> pd.Series:
    """Convert a column to what both programs can hold."""
    if field.vocabulary:
        return column.cat.codes.add(1).astype("float64").where(column.notna())
    if field.type == "boolean":
        return column.astype("int64")
    if field.type == "string":
        return column.astype(object).where(column.notna(), "")
    return column.astype("float64") if column.isna().any() and field.is_number else column


def all_value_labels(table: Table) -> Json:
    """Return what the codes of each column mean."""
    found = {name: value_labels(field) for name, field in table.fields.items()}
    return {name: labels for name, labels in found.items() if labels}


def value_labels(field: Field) -> dict[int, str]:
    """Return what the codes of a column mean."""
    if field.type == "boolean":
        return {0: "false", 1: "true"}
    return dict(enumerate(field.vocabulary, start=1))


def label(field: Field) -> str:
    """Return the title of a field, with its unit."""
    return f"{field.title} ({field.unit_label})" if field.unit_label else field.title

"""Write a table as a file of Stata or SPSS with labels for its variables and its vocabularies."""

from __future__ import annotations

from pathlib import Path
from textwrap import shorten, wrap
from typing import TYPE_CHECKING

from .._frame import import_extra, load
from .._package import package
from .._table import Field, Table

if TYPE_CHECKING:
    import pandas as pd

STATA_LABEL, SPSS_LABEL = 80, 64  # how many characters the label of a file may have
NOTE = 80  # how many bytes a line of the notes of an SPSS file may have

SPSS_TIME = slice(92, 109)
"""Where the header of an SPSS file has the time, which pyreadstat takes from the clock."""

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def write_stata(table: Table, file: Path) -> None:
    """Write a file of Stata 14, which every later version reads, and gretl too."""
    fields = table.fields
    coded(table).to_stata(
        file,
        version=118,
        write_index=False,
        time_stamp=package().created,
        data_label=shorten(table.title, STATA_LABEL, placeholder=" ..."),
        variable_labels={name: label(field)[:STATA_LABEL] for name, field in fields.items()},
        value_labels=value_labels(table),
        convert_dates={name: "td" for name, field in fields.items() if field.type == "date"},
    )


def write_spss(table: Table, file: Path) -> None:
    """Write a file of SPSS."""
    pyreadstat = import_extra("pyreadstat", "statistics")
    frame, fields, labels = coded(table), table.fields, value_labels(table)
    dates = [name for name, field in fields.items() if field.type == "date"]
    for name in dates:
        frame[name] = frame[name].dt.date
    numbers = [name for name, field in fields.items() if field.is_number]
    formats = {name: number_format([row[name] for row in table.rows]) for name in numbers}
    pyreadstat.write_sav(
        frame,
        str(file),
        file_label=shorten(table.title, SPSS_LABEL, placeholder=" ..."),
        column_labels=[label(field) for field in fields.values()],
        variable_value_labels=labels,
        variable_measure={
            name: "scale" if name in (*numbers, *dates) else "nominal" for name in fields
        },
        variable_format=formats | dict.fromkeys(labels, "F3.0"),
        note=notes(table),
    )
    content = bytearray(file.read_bytes())
    made = package().created
    content[SPSS_TIME] = f"{made:%d} {MONTHS[made.month - 1]} {made:%y%H:%M:%S}".encode()
    file.write_bytes(content)
    # On a full disk the writer says nothing; what it wrote then cannot be read.
    pyreadstat.read_sav(str(file))


def number_format(printed: list[str]) -> str:
    """Return a format of SPSS that has room for every number, and for its decimals."""
    texts = [text.removesuffix(".0") for text in printed]
    decimals = max(len(text.partition(".")[2]) for text in texts)
    return f"F{max(map(len, texts))}.{decimals}"


def notes(table: Table) -> list[str]:
    """Say what the table is, how to cite it, and its licence, in lines that SPSS takes."""
    facts = {"table": table.abstract, "how to cite": package()["citation"]}
    facts |= {
        "licence": package()["licenses"][0]["path"],
        "source": package()["sources"][0]["path"],
    }
    notes = [f"{name}: {fact}" for name, fact in facts.items()]
    return [line for note in notes for line in wrap(note, NOTE - len(note.encode()) + len(note))]


def coded(table: Table) -> pd.DataFrame:
    """Load a table as both programs can hold it: terms as codes, a missing text as empty."""
    frame = load(table.name)
    for name, field in table.fields.items():
        column = frame[name]
        if field.vocabulary:
            frame[name] = column.cat.codes.add(1).astype("float64").where(column.notna())
        elif field.type == "boolean":
            frame[name] = column.astype("int64")
        elif field.type == "string":
            frame[name] = column.astype(object).where(column.notna(), "")
        elif field.is_number and column.isna().any():
            frame[name] = column.astype("float64")
    return frame


def value_labels(table: Table) -> dict[str, dict[int | float, str]]:
    """Return what the codes of each column mean."""
    found: dict[str, dict[int | float, str]] = {}
    for name, field in table.fields.items():
        if field.type == "boolean":
            found[name] = {0: "false", 1: "true"}
        elif field.vocabulary:
            found[name] = dict(enumerate(field.vocabulary, start=1))
    return found


def label(field: Field) -> str:
    """Return the title of a field, with its unit."""
    return f"{field.title} ({field.unit_label})" if field.unit_label else field.title

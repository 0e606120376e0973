"""Load a table as a frame of pandas, Polars or Arrow, with the types of its schema."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from importlib import import_module
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any, Literal, overload

from ._evidence import source_names
from ._package import Address, package
from ._table import Field, Json, Table
from ._text import unknown

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

Columns = Iterable[str] | None
Engine = Literal["pandas", "polars", "pyarrow"]


@overload
def load(
    table: str, engine: Literal["pandas"] = ..., *, columns: Columns = ..., names: bool = ...
) -> pd.DataFrame: ...


@overload
def load(table: str, engine: Engine | str, *, columns: Columns = ..., names: bool = ...) -> Any: ...


def load(
    table: str, engine: Engine | str = "pandas", *, columns: Columns = None, names: bool = False
) -> Any:
    """Load a table as a frame, typed by its schema.

    Args:
        table: a name from ``tables()``, or the address of a cell in it.
        engine: ``"pandas"``, which is always there, or an extra, ``"polars"`` or ``"pyarrow"``.
        columns: the fields to load, each once, in this order; all of them by default.
        names: also add the name of each source, in a column ``<column>_name`` behind its key.

    Returns:
        One row for each row of the table, in its order. In pandas the columns are int64 (Int64 if a
        cell is empty), float64, bool, datetime64 and string, and category where there is a
        vocabulary; Polars has Enum there, and Arrow int32 for integers and string for terms.

        An empty cell is missing. ``.attrs`` (pandas) or, each as JSON, the metadata of the schema
        (Arrow) have name, title, description, notes, units, version and citation. The source is
        ``path("article", "txt")``; ``trace`` says where a cell stands.

    >>> held = load("prisoners_held")
    >>> held.shape, held["prisoners"].max().item()
    ((22, 8), 2000000)
    >>> load("statements", names=True)["asserted_by_name"].iloc[1]
    'Soviet records'

    """
    if engine not in ENGINES:
        raise unknown("engine", engine, "load", ENGINES)
    found = package().table(Address.parse(table).table)
    chosen = chosen_columns(found, columns)
    content, fields = found.content, found.fields
    if names:
        content, fields, chosen = with_names(found, chosen)
    return ENGINES[engine](content, fields, chosen, describe(found))


def chosen_columns(table: Table, columns: Columns) -> list[str]:
    """Return the names of the columns that were asked for, in that order."""
    if isinstance(columns, str):
        raise TypeError(f"columns must be a list of names; did you mean [{columns!r}]?")
    names = list(table.fields if columns is None else columns)
    for place, name in enumerate(names):
        if name not in table.fields:
            raise unknown("column", name, f"table {table.name}", table.fields)
        if name in names[:place]:
            raise TypeError(f"column {name!r} is named twice")
    return names


def with_names(table: Table, chosen: list[str]) -> tuple[bytes, dict[str, Field], list[str]]:
    """Add the names of sources behind their keys, where the table itself does not have them."""
    sources, fields = source_names(), dict(table.fields)
    keys = [name for name, other in table.foreign_keys.items() if other == "sources"]
    added = {name: f"{name}_name" for name in keys if f"{name}_name" not in fields}
    fields |= {new: replace(fields[name], name=new) for name, new in added.items()}
    content = StringIO(newline="")
    writer = csv.DictWriter(content, list(fields))
    writer.writeheader()
    for row in table.rows:
        writer.writerow(row | {new: sources.get(row[name], "") for name, new in added.items()})
    both = [each for name in chosen for each in (name, added.get(name)) if each]
    return content.getvalue().encode(), fields, both


def describe(table: Table) -> Json:
    """Describe a frame, in a copy that its owner may change."""
    said = {name: getattr(table, name) for name in ("name", "title", "description")}
    units = {name: field.unit for name, field in table.fields.items() if field.unit}
    whole = {name: package()[name] for name in ("version", "citation")}
    return {**said, "notes": list(table.notes), "units": units, **whole}


def in_pandas(
    content: bytes, fields: dict[str, Field], chosen: list[str], described: Json
) -> pd.DataFrame:
    """Read a CSV file with pandas."""
    import pandas as pd

    def dtype(field: Field) -> Any:
        if field.categories:
            return pd.CategoricalDtype(list(field.categories))
        integer, boolean = ("int64", "bool") if field.required else ("Int64", "boolean")
        kinds = {"integer": integer, "boolean": boolean, "number": "float64"}
        return kinds.get(field.type, "string")

    frame = pd.read_csv(
        BytesIO(content),
        usecols=chosen,
        dtype={name: dtype(fields[name]) for name in chosen if fields[name].type != "date"},
        parse_dates=[name for name in chosen if fields[name].type == "date"],
        date_format="ISO8601",
        keep_default_na=False,
        na_values=[""],
    )[chosen]
    frame.attrs.update(described)
    return frame


KINDS = {
    "string": ("String", "string"),
    "integer": ("Int64", "int32"),
    "number": ("Float64", "float64"),
    "boolean": ("Boolean", "bool_"),
    "date": ("Date", "date32"),
}
"""What Polars and Arrow call each type."""


def in_polars(
    content: bytes, fields: dict[str, Field], chosen: list[str], described: Json
) -> pl.DataFrame:
    """Read a CSV file with Polars; only from 1.17 on could an Enum be read at once."""
    polars = import_extra("polars", "polars")
    schema = {name: getattr(polars, KINDS[each.type][0]) for name, each in fields.items()}
    frame: pl.DataFrame = polars.read_csv(content, schema=schema).select(chosen)
    terms = {name: fields[name].categories for name in chosen if fields[name].categories}
    return frame.cast({name: polars.Enum(each) for name, each in terms.items()})


def in_pyarrow(
    content: bytes, fields: dict[str, Field], chosen: list[str], described: Json
) -> pa.Table:
    """Read a CSV file with Arrow, with the types that its Parquet file has."""
    arrow, reader = import_extra("pyarrow", "parquet"), import_extra("pyarrow.csv", "parquet")
    kinds = {name: getattr(arrow, KINDS[fields[name].type][1])() for name in chosen}
    schema = arrow.schema(
        [arrow.field(name, kinds[name], nullable=not fields[name].required) for name in chosen]
    )
    table: pa.Table = reader.read_csv(
        BytesIO(content),
        parse_options=reader.ParseOptions(newlines_in_values=True),
        convert_options=reader.ConvertOptions(
            column_types=schema, include_columns=chosen, null_values=[""], strings_can_be_null=True
        ),
    )
    metadata = {name: json.dumps(value) for name, value in described.items()}
    return table.cast(schema).replace_schema_metadata(metadata)


ENGINES: dict[str, Callable[[bytes, dict[str, Field], list[str], Json], Any]] = {
    "pandas": in_pandas,
    "polars": in_polars,
    "pyarrow": in_pyarrow,
}


def import_extra(module: str, extra: str) -> Any:
    """Import an optional module; if it is missing, say what to install."""
    try:
        return import_module(module)
    except ModuleNotFoundError as missing:
        raise ModuleNotFoundError(
            f"{module.partition('.')[0]} is not installed: pip install 'german-pows-ussr[{extra}]'",
            name=missing.name,
        ) from None

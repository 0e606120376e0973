"""Load a table as a frame of pandas, Polars or Arrow, with the types of its schema."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from copy import deepcopy
from importlib import import_module
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal, overload

from ._package import Address, package
from ._source import source_names
from ._table import Field, Json, Table
from ._text import unknown

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

Engine = Literal["pandas", "polars", "pyarrow"]
Columns = Iterable[str] | None


@overload
def load(
    table: str, engine: Literal["pandas"] = ..., *, columns: Columns = ..., names: bool = ...
) -> pd.DataFrame: ...


@overload
def load(
    table: str, engine: Literal["polars"], *, columns: Columns = ..., names: bool = ...
) -> pl.DataFrame: ...


@overload
def load(
    table: str, engine: Literal["pyarrow"], *, columns: Columns = ..., names: bool = ...
) -> pa.Table: ...


def load(
    table: str, engine: Engine = "pandas", *, columns: Columns = None, names: bool = False
) -> Any:
    """Load a table as a frame, typed by its schema.

    Args:
        table: a name from ``tables()``, or the address of a cell in it.
        engine: ``"pandas"``, which is always there, or an extra, ``"polars"`` or ``"pyarrow"``.
        columns: the fields to load, each once, in this order; all of them by default.
        names: also add the name of each source, in a column ``<column>_name`` behind its key.

    Returns:
        One row for each row of the table, in its order; a column for each field, of these types.

        ========== ==================================== =========== ===========
        type       pandas                               Polars      Arrow
        ========== ==================================== =========== ===========
        integer    int64, or Int64 if a cell is empty   Int64       int32
        number     float64                              Float64     double
        boolean    bool                                 Boolean     bool
        date       datetime64                           Date        date32
        string     string                               String      string
        vocabulary category                             Enum        string
        ========== ==================================== =========== ===========

        An empty cell is missing. ``.attrs`` (pandas) or, each as JSON, the metadata of the schema
        (Arrow) have name, title, description, notes, units, attribution, sources, version and
        citation. The source is ``path("article", "txt")``; ``trace`` says where a cell stands.

    Raises:
        UnknownNameError: there is no such table, engine or column.
        TypeError: a column is named twice, or ``columns`` is a single name.
        DamagedPackageError: the file is missing, or is not the published one.
        ModuleNotFoundError: the engine is not installed; the message says what to install.

    >>> held = load("prisoners_held")
    >>> held.shape, held["prisoners"].max().item()
    ((22, 8), 2000000)
    >>> load("statements", names=True)["asserted_by_name"].iloc[1]
    'Soviet records'

    """
    if engine not in ENGINES:
        raise unknown("engine", engine, "load", ENGINES)
    found = package().table(Address.parse(table).table)
    frame = ENGINES[engine](found, chosen_fields(found, columns))
    return ADDED_NAMES[engine](frame, found) if names else frame


def chosen_fields(table: Table, columns: Columns) -> list[Field]:
    """Return the fields that were asked for, in that order."""
    if isinstance(columns, str):
        raise TypeError(f"columns must be a list of names; did you mean [{columns!r}]?")
    names = list(table.fields if columns is None else columns)
    for place, name in enumerate(names):
        if name in names[:place]:
            raise TypeError(f"column {name!r} is named twice")
    return [table.field(name) for name in names]


def in_pandas(table: Table, chosen: list[Field]) -> pd.DataFrame:
    """Read the CSV file with pandas."""
    import pandas as pd

    names = [field.name for field in chosen]
    frame = pd.read_csv(
        BytesIO(table.content),
        usecols=names,
        dtype={field.name: dtype(field) for field in chosen if field.type != "date"},
        parse_dates=[field.name for field in chosen if field.type == "date"],
        date_format="ISO8601",
        keep_default_na=False,
        na_values=[""],
    )[names]
    frame.attrs.update(attributes(table, chosen))
    return frame


def dtype(field: Field) -> Any:
    """Return the pandas dtype of a field that is not a date."""
    import pandas as pd

    if field.vocabulary:
        return pd.CategoricalDtype(list(field.vocabulary))
    return {
        "string": "string",
        "integer": "int64" if field.required else "Int64",
        "number": "float64",
        "boolean": "bool" if field.required else "boolean",
    }[field.type]


def in_polars(table: Table, chosen: list[Field]) -> pl.DataFrame:
    """Read the CSV file with Polars."""
    polars = import_extra("polars", "polars")
    kinds = {
        "string": polars.String,
        "integer": polars.Int64,
        "number": polars.Float64,
        "boolean": polars.Boolean,
        "date": polars.Date,
    }
    schema = {field.name: kinds[field.type] for field in table.fields.values()}
    frame: pl.DataFrame = polars.read_csv(table.content, schema=schema)
    # Only from 1.17 on could an Enum be read at once.
    terms: Any = {
        field.name: polars.Enum(list(field.vocabulary))
        for field in table.fields.values()
        if field.vocabulary
    }
    return frame.cast(terms).select([field.name for field in chosen])


def in_pyarrow(table: Table, chosen: list[Field]) -> pa.Table:
    """Read the CSV file with Arrow, with the types that its Parquet file has."""
    reader = import_extra("pyarrow.csv", "parquet")
    schema = arrow_schema(chosen)
    found: pa.Table = reader.read_csv(
        BytesIO(table.content),
        parse_options=reader.ParseOptions(newlines_in_values=True),
        convert_options=reader.ConvertOptions(
            column_types=schema,
            include_columns=schema.names,
            null_values=[""],
            strings_can_be_null=True,
        ),
    )
    metadata = {name: json.dumps(value) for name, value in attributes(table, chosen).items()}
    return found.cast(schema).replace_schema_metadata(metadata)


def arrow_schema(chosen: list[Field]) -> pa.Schema:
    """Return the types of some fields; only one that is never empty may not be null."""
    arrow = import_extra("pyarrow", "parquet")
    kinds = {
        "string": arrow.string(),
        "integer": arrow.int32(),
        "number": arrow.float64(),
        "boolean": arrow.bool_(),
        "date": arrow.date32(),
    }
    return arrow.schema(
        [
            arrow.field(field.name, kinds[field.type], nullable=not field.required)
            for field in chosen
        ]
    )


ENGINES: dict[str, Callable[[Table, list[Field]], Any]] = {
    "pandas": in_pandas,
    "polars": in_polars,
    "pyarrow": in_pyarrow,
}


def source_columns(names: Iterable[str], table: Table) -> list[str]:
    """Return the columns that refer to sources and have no name beside them yet."""
    known = list(names)
    return [
        name
        for name in known
        if table.foreign_keys.get(name) == "sources" and f"{name}_name" not in table.fields
    ]


def add_names_pandas(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Add the names of sources behind their keys."""
    for name in source_columns(map(str, frame.columns), table):
        named = frame[name].map(source_names()).astype("string")
        frame.insert(list(frame.columns).index(name) + 1, f"{name}_name", named)
    return frame


def add_names_polars(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Add the names of sources behind their keys."""
    for name in source_columns(frame.columns, table):
        named = frame[name].replace(source_names()).alias(f"{name}_name")
        frame = frame.insert_column(frame.columns.index(name) + 1, named)
    return frame


def add_names_arrow(frame: pa.Table, table: Table) -> pa.Table:
    """Add the names of sources behind their keys."""
    arrow, names = import_extra("pyarrow", "parquet"), source_names()
    for name in source_columns(frame.column_names, table):
        place = frame.column_names.index(name)
        found = [names.get(key) for key in frame.column(name).to_pylist()]
        field = frame.schema.field(place).with_name(f"{name}_name")
        frame = frame.add_column(place + 1, field, arrow.array(found, field.type))
    return frame


ADDED_NAMES: dict[str, Callable[[Any, Table], Any]] = {
    "pandas": add_names_pandas,
    "polars": add_names_polars,
    "pyarrow": add_names_arrow,
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


def attributes(table: Table, chosen: list[Field]) -> Json:
    """Describe a frame, in a copy that its owner may change."""
    described = package().described
    return deepcopy(
        {
            "name": table.name,
            "title": table.title,
            "description": table.description,
            "notes": list(table.notes),
            "units": {field.name: field.unit for field in chosen if field.unit},
            "attribution": table.attribution,
            "sources": described["sources"],
            "version": described["version"],
            "citation": described["citation"],
        }
    )

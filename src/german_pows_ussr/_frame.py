"""A table -> a frame of pandas, Polars or Arrow with the types of the schema."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from copy import deepcopy
from importlib import import_module
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal, overload

from ._address import table_of
from ._fields import required
from ._package import Json, content_of, descriptor, table_fields, table_resource, unknown

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa


@overload
def load(
    table: str, engine: Literal["pandas"] = ..., *, columns: Iterable[str] | None = ...
) -> pd.DataFrame: ...


@overload
def load(
    table: str, engine: Literal["polars"], *, columns: Iterable[str] | None = ...
) -> pl.DataFrame: ...


@overload
def load(
    table: str, engine: Literal["pyarrow"], *, columns: Iterable[str] | None = ...
) -> pa.Table: ...


@overload
def load(table: str, engine: str, *, columns: Iterable[str] | None = ...) -> Any: ...


def load(table: str, engine: str = "pandas", *, columns: Iterable[str] | None = None) -> Any:
    """A table as a frame, typed by its schema.

    Args:
        table: a name from ``tables()``, or the address of a cell in it.
        engine: ``"pandas"``, which is always there, or an extra, ``"polars"`` or ``"pyarrow"``.
        columns: the fields to load, each once, in this order; all of them by default.

    Returns:
        One row for each row of the table, in its order; a column for each field, of these types.

        ========== ==================================== =========== ===========
        type       pandas                               Polars      Arrow
        ========== ==================================== =========== ===========
        integer    int64, or Int64 if a cell is empty   Int64       int64
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
        DamagedPackageError: the file is missing or is not the one published.
        ModuleNotFoundError: the engine is not installed; the message says what to install.

    >>> held = load("prisoners_held")
    >>> held.shape, held["prisoners"].max().item()
    ((22, 8), 2000000)

    """
    if engine not in ENGINES:
        raise unknown("engine", engine, "load", ENGINES)
    return ENGINES[engine](table_resource(table_of(table)), asked_for(table, columns))


def asked_for(table: str, columns: Iterable[str] | None) -> list[Json]:
    """The descriptions of the columns asked for, in that order."""
    known = table_fields(table_of(table))
    if isinstance(columns, str):
        raise TypeError(f"columns are several names, not one: [{columns!r}]")
    names = list(known if columns is None else columns)
    for place, name in enumerate(names):
        if name not in known:
            raise unknown("column", name, f"table {table}", known)
        if name in names[:place]:
            raise TypeError(f"column {name!r} is asked for twice")
    return [known[name] for name in names]


def in_pandas(resource: Json, chosen: list[Json]) -> pd.DataFrame:
    """The CSV file read by pandas."""
    import pandas as pd

    names = [field["name"] for field in chosen]
    frame = pd.read_csv(
        BytesIO(content_of(resource["name"], "csv")),
        usecols=names,
        dtype={field["name"]: dtype(field) for field in chosen if field["type"] != "date"},
        parse_dates=[field["name"] for field in chosen if field["type"] == "date"],
        date_format="ISO8601",
        keep_default_na=False,
        na_values=resource["schema"]["missingValues"],
    )[names]
    frame.attrs.update(attributes(resource, chosen))
    return frame


def in_polars(resource: Json, chosen: list[Json]) -> pl.DataFrame:
    """The CSV file read by Polars."""
    polars = needed("polars", "polars")
    kinds = {
        "string": polars.String,
        "integer": polars.Int64,
        "number": polars.Float64,
        "boolean": polars.Boolean,
        "date": polars.Date,
    }
    described = table_fields(resource["name"])
    frame: pl.DataFrame = polars.read_csv(
        content_of(resource["name"], "csv"),
        schema={name: kinds[field["type"]] for name, field in described.items()},
    )
    # Only from 1.17 on could an Enum be read at once.
    terms: Any = {
        name: polars.Enum(list(field["vocabulary"]))
        for name, field in described.items()
        if "vocabulary" in field
    }
    return frame.cast(terms).select([field["name"] for field in chosen])


def in_pyarrow(resource: Json, chosen: list[Json]) -> pa.Table:
    """The CSV file read by Arrow, with the types that its Parquet file has."""
    reader = needed("pyarrow.csv", "parquet")
    schema = arrow_schema(chosen)
    table: pa.Table = reader.read_csv(
        BytesIO(content_of(resource["name"], "csv")),
        parse_options=reader.ParseOptions(newlines_in_values=True),
        convert_options=reader.ConvertOptions(
            column_types=schema,
            include_columns=schema.names,
            null_values=resource["schema"]["missingValues"],
            strings_can_be_null=True,
        ),
    )
    metadata = {name: json.dumps(value) for name, value in attributes(resource, chosen).items()}
    return table.cast(schema).replace_schema_metadata(metadata)


def arrow_schema(chosen: list[Json]) -> pa.Schema:
    """The types of some fields; only one that is never empty may not be null."""
    arrow = needed("pyarrow", "parquet")
    kinds = {
        "string": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "boolean": arrow.bool_(),
        "date": arrow.date32(),
    }
    return arrow.schema(
        [
            arrow.field(field["name"], kinds[field["type"]], nullable=not required(field))
            for field in chosen
        ]
    )


ENGINES: dict[str, Callable[[Json, list[Json]], Any]] = {
    "pandas": in_pandas,
    "polars": in_polars,
    "pyarrow": in_pyarrow,
}


def needed(module: str, extra: str) -> Any:
    """An optional module; if it is missing, the error says what to install."""
    try:
        return import_module(module)
    except ModuleNotFoundError as missing:
        raise ModuleNotFoundError(
            f"{module.partition('.')[0]} is not installed: pip install 'german-pows-ussr[{extra}]'",
            name=missing.name,
        ) from None


def dtype(field: Json) -> Any:
    """The pandas dtype of a field that is not a date."""
    import pandas as pd

    constraints = field.get("constraints", {})
    if "enum" in constraints:
        return pd.CategoricalDtype(constraints["enum"])
    return {
        "string": "string",
        "integer": "int64" if required(field) else "Int64",
        "number": "float64",
        "boolean": "bool" if required(field) else "boolean",
    }[field["type"]]


def attributes(resource: Json, chosen: list[Json]) -> Json:
    """What a frame says of itself; a copy, for a frame is its owner's to change."""
    package = descriptor()
    said = {
        "name": resource["name"],
        "title": resource["title"],
        "description": resource["description"],
        "notes": [note["note"] for note in resource.get("notes", [])],
        "units": {field["name"]: field["unit"] for field in chosen if "unit" in field},
        "attribution": resource.get("attribution", {}),
        "sources": package["sources"],
        "version": package["version"],
        "citation": package["citation"],
    }
    return deepcopy(said)

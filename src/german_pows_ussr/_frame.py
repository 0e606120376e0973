"""Load a table as a frame of pandas, with the types of its schema."""

from __future__ import annotations

from importlib import import_module
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ._package import Address, package
from ._table import Field, Json, Table

if TYPE_CHECKING:
    import pandas as pd


def load(table: str, *, names: bool = False) -> pd.DataFrame:
    """Load a table as a frame of pandas, typed by its schema.

    Args:
        table: a name from ``tables()``, or the address of a cell in it.
        names: also add the name of each source, in a column ``<column>_name`` behind its key.

    Returns:
        One row for each row of the table, in its order. The columns are int64 (Int64 if a cell is
        empty), float64, bool, datetime64 and string, and category where there is a vocabulary. An
        empty cell is missing.

        ``.attrs`` has name, title, description, notes, units, version and citation. The source is
        ``path("article", "txt")``; ``trace`` says where a cell stands.

    >>> held = load("prisoners_held")
    >>> held.shape, held["prisoners"].max().item()
    ((22, 8), 2000000)
    >>> load("statements", names=True)["asserted_by_name"].iloc[1]
    'Soviet records'

    """
    found = package().table(Address.parse(table).table)
    frame = read_frame(found)
    if names:
        add_names(frame, found)
    frame.attrs.update(describe(found))
    return frame


def read_frame(table: Table) -> pd.DataFrame:
    """Read the CSV file of a table with pandas."""
    import pandas as pd

    dates = [field.name for field in table.fields.values() if field.type == "date"]
    return pd.read_csv(
        BytesIO(table.content),
        dtype={name: dtype(field) for name, field in table.fields.items() if name not in dates},
        parse_dates=dates,
        date_format="ISO8601",
        keep_default_na=False,
        na_values=[""],
    )


def dtype(field: Field) -> Any:
    """Return the type that a column has in pandas."""
    import pandas as pd

    if field.categories:
        return pd.CategoricalDtype(list(field.categories))
    integer, boolean = ("int64", "bool") if field.required else ("Int64", "boolean")
    kinds = {"integer": integer, "boolean": boolean, "number": "float64"}
    return kinds.get(field.type, "string")


def add_names(frame: pd.DataFrame, table: Table) -> None:
    """Add the names of sources behind their keys, where the table itself does not have them."""
    for key, other in table.foreign_keys.items():
        if other == "sources" and f"{key}_name" not in frame:
            found = frame[key].map(package().source_names).astype("string")
            frame.insert(list(frame).index(key) + 1, f"{key}_name", found)


def describe(table: Table) -> Json:
    """Describe a frame, in a copy that its owner may change."""
    own = {name: getattr(table, name) for name in ("name", "title", "description")}
    units = {name: field.unit for name, field in table.fields.items() if field.unit}
    whole = {name: package()[name] for name in ("version", "citation")}
    return {**own, "notes": list(table.notes), "units": units, **whole}


def import_extra(module: str, extra: str) -> Any:
    """Import an optional module; if it is missing, say what to install."""
    try:
        return import_module(module)
    except ModuleNotFoundError as missing:
        raise ModuleNotFoundError(
            f"{module} is not installed: pip install 'german-pows-ussr[{extra}]'",
            name=missing.name,
        ) from None

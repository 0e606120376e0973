"""A table -> its codebook as a frame, a row for each field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._address import table_of
from ._package import Json, table_fields

if TYPE_CHECKING:
    import pandas as pd


def fields(table: str) -> pd.DataFrame:
    """The codebook of a table.

    Args:
        table: a name from ``tables()``, or the address of a cell in it.

    Returns:
        One row for each field, in the order of the table, and the columns ``field``, ``type``,
        ``unit``, ``origin``, ``required`` (whether no cell is empty), ``vocabulary`` (its terms,
        joined by commas) and ``description``; all strings but ``required``, which is a bool. A
        field without a unit or a vocabulary has a missing value there. Printed, or in a notebook,
        it is shown whole.

    Raises:
        UnknownNameError: there is no such table.

    >>> fields("prisoners_held")[["field", "type", "unit", "origin"]].head(4)
           field     type     unit       origin
    0     period   string     <NA>      derived
    1       year  integer     <NA>  transcribed
    2    quarter  integer     <NA>  transcribed
    3  prisoners  integer  persons  transcribed

    """
    import pandas as pd

    from ._listing import Listing

    frame = pd.DataFrame([explained(field) for field in table_fields(table_of(table)).values()])
    return Listing(frame.astype({name: "string" for name in frame.columns if name != "required"}))


def explained(field: Json) -> Json:
    """A row of the codebook."""
    return {
        "field": field["name"],
        "type": field["type"],
        "unit": unit_of(field),
        "origin": field["origin"],
        "required": required(field),
        "vocabulary": ", ".join(field.get("vocabulary", {})) or None,
        "description": field["description"],
    }


def required(field: Json) -> bool:
    """Whether no cell of a field is empty."""
    found: bool = field.get("constraints", {}).get("required", False)
    return found


def unit_of(field: Json) -> str | None:
    """The unit of a field, or where each row says it."""
    if "unitField" in field:
        return f"see {field['unitField']}"
    unit: str | None = field.get("unit")
    return unit

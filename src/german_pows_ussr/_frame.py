"""A table -> a pandas DataFrame with the types of its schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._package import Json, descriptor, path, table_resource

if TYPE_CHECKING:
    import pandas as pd


def load(table: str) -> pd.DataFrame:
    """A table as a DataFrame, typed by its schema.

    Args:
        table: a name from ``tables()``.

    Returns:
        One row for each row of the table, in its order, with a column for each field:

        - integer: ``int64``, or ``Int64`` where a cell may be empty
        - number: ``float64``
        - boolean: ``bool``
        - date: ``datetime64``
        - string: ``category`` where the schema has a vocabulary, else ``string``

        An empty cell is a missing value. ``.attrs`` holds the name, title, description and notes
        of the table, the units of its columns, and the version and citation of the package.

    Raises:
        UnknownNameError: there is no such table.
        DamagedPackageError: the file is missing or has another size than was published.

    Source: the pinned article, ``path("article", "txt")``; ``trace`` says where a cell stands.

    >>> held = load("prisoners_held")
    >>> held.shape
    (22, 6)
    >>> held.loc[held["period"] == "1945-Q2", "prisoners"].item()
    2000000
    >>> held.attrs["units"]
    {'prisoners': 'persons'}

    """
    import pandas as pd

    resource = table_resource(table)
    fields = resource["schema"]["fields"]
    frame = pd.read_csv(
        path(table),
        dtype={field["name"]: dtype(field) for field in fields if field["type"] != "date"},
        parse_dates=[field["name"] for field in fields if field["type"] == "date"],
        date_format="ISO8601",
        keep_default_na=False,
        na_values=resource["schema"]["missingValues"],
    )
    frame.attrs.update(attributes(resource))
    return frame


def dtype(field: Json) -> Any:
    """The pandas dtype of a field that is not a date."""
    import pandas as pd

    constraints = field.get("constraints", {})
    if "enum" in constraints:
        return pd.CategoricalDtype(constraints["enum"])
    required = constraints.get("required", False)
    return {
        "string": "string",
        "integer": "int64" if required else "Int64",
        "number": "float64",
        "boolean": "bool" if required else "boolean",
    }[field["type"]]


def attributes(resource: Json) -> Json:
    """What a frame says of itself."""
    package = descriptor()
    fields = resource["schema"]["fields"]
    return {
        "name": resource["name"],
        "title": resource["title"],
        "description": resource["description"],
        "notes": [note["note"] for note in resource.get("notes", [])],
        "units": {field["name"]: field["unit"] for field in fields if "unit" in field},
        "version": package["version"],
        "citation": package["citation"],
    }

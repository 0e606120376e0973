"""The text of a cell -> its value and its unit, and back."""

from __future__ import annotations

from ._package import Json, rows, table_fields


def typed(text: str, kind: str) -> int | float | bool | str | None:
    """A cell as Python has it."""
    if not text:
        return None
    if kind == "boolean":
        return text == "true"
    if kind == "integer" or (kind == "number" and "." not in text):
        return int(text)
    return float(text) if kind == "number" else text


def records(table: str) -> list[Json]:
    """The rows of a table with the types of its schema; an empty cell is None."""
    kinds = {name: field["type"] for name, field in table_fields(table).items()}
    return [{name: typed(text, kinds[name]) for name, text in row.items()} for row in rows(table)]


def printed(value: object) -> str:
    """A value as the CSV file has it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def unit(described: Json, cells: dict[str, str]) -> str:
    """The unit of a cell: that of its field, or the one its row names."""
    if "unitField" in described:
        return cells[described["unitField"]]
    declared: str = described.get("unit", "")
    return declared

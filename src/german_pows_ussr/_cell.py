"""The text of a cell -> its value and its unit, and back."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._package import Json


def typed(text: str, kind: str) -> int | float | bool | str | None:
    """A cell as Python has it."""
    if not text:
        return None
    if kind == "boolean":
        return text == "true"
    if kind == "integer" or (kind == "number" and "." not in text):
        return int(text)
    return float(text) if kind == "number" else text


def printed(value: object) -> str:
    """A value as the CSV file has it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def unit(described: Json, cells: dict[str, str]) -> str:
    """The unit of a cell: that of its field, or the one its row names."""
    if "unitField" in described:
        return cells[described["unitField"]]
    declared: str = described.get("unit", "")
    return declared

"""The row of a figure -> what it may mean, how exactly it is said, and what an editor notes."""

from __future__ import annotations

from ._amount import interval
from ._cell import typed, unit
from ._package import Json, table_fields
from ._prints import WORDS


def circumstances(resource: Json, described: Json, cells: dict[str, str]) -> Json:
    """What stands beside a figure in its row; nothing beside a cell that is none."""
    fields = table_fields(resource["name"])
    own: str = described["name"]
    name = WORDS.get(f"{resource['name']}/{own}", own)
    if "bounds" in described or not fields[name].keys() & {"unit", "unitField"}:
        return {}
    ends = bounds(resource, name, cells)
    exact = ends["low"] == ends["high"] == cells[name]
    return {
        **{side: typed(end, "number") for side, end in ends.items()},
        "means": "" if exact else interval(ends["low"], ends["high"], unit(fields[name], cells)),
        "qualifier": cells.get("qualifier", ""),
        "hedge": cells.get("qualifier_printed", ""),
        "note": cells.get("note", ""),
    }


def bounds(resource: Json, name: str, cells: dict[str, str]) -> dict[str, str]:
    """The bounds of a figure: those beside it, or its own value, if it is printed to the unit."""
    sides = {
        field["bounds"]["side"]: cells[field["name"]]
        for field in resource["schema"]["fields"]
        if field.get("bounds", {}).get("of") == name
    }
    return {side: sides.get(side, cells[name]) for side in ("low", "high")}


def hedged(qualifier: str, hedge: str) -> str:
    """How exactly a figure is said: the word for it, and what that means."""
    if not hedge:
        return ""
    return f'"{hedge}": {table_fields("statements")["qualifier"]["vocabulary"][qualifier]}'

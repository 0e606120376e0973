"""The first screen: the question that is asked first, its figures, and what is against them.

The question is about the highest count of the first table; nothing of it is typed.
"""

from __future__ import annotations

from typing import Any

from german_pows_ussr import Finding, cite, compare
from german_pows_ussr._findings import named
from german_pows_ussr._package import rows
from german_pows_ussr._source import names_of_sources

Json = dict[str, Any]


def front() -> Json:
    """What the first screen says."""
    peak = max(rows("prisoners_held"), key=lambda row: int(row["prisoners"]))
    cell = f"prisoners_held/{peak['period']}/prisoners"
    against = named(cell)
    return {
        "year": peak["year"],
        "cell": cell,
        "figures": [line(row) for row in rivals(cell, against)],
        "conflicts": [one for one in against if one.finding == "conflicts"],
        "citation": cite(*cell.split("/")),
    }


def rivals(cell: str, against: list[Finding]) -> list[Json]:
    """The cell, and the figures for the same measure that its findings name, as they compete."""
    sides = {cell, *(side for one in against for side in (one.left_side, one.right_side))}
    figures = compare("held")
    return [dict(row) for _, row in figures[figures["address"].isin(sides)].iterrows()]


def line(row: Json) -> Json:
    """A figure of the answer: as it is printed, its bounds, of when, on whose word."""
    return {
        "address": row["address"],
        "printed": row["printed"],
        "bounds": f"{row['low']:,.0f} to {row['high']:,.0f}",
        "when": row["period"],
        "speaker": names_of_sources()[row["asserted_by"]],
        "table": row["address"].startswith("prisoners_held/"),
    }

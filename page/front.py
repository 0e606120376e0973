"""The first screen: the question that is asked first, its figures, and what is against them.

The question is about the highest count of the first table; nothing of it is typed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from german_pows_ussr import Finding, cite
from german_pows_ussr._amount import interval
from german_pows_ussr._compare import rivals
from german_pows_ussr._findings import named
from german_pows_ussr._package import rows
from german_pows_ussr._source import names_of_sources

Json = dict[str, Any]


def front() -> Json:
    """Return what the first screen says."""
    peak = max(rows("prisoners_held"), key=lambda row: int(row["prisoners"]))
    cell = f"prisoners_held/{peak['period']}/prisoners"
    figures = {row["address"]: line(row) for row in competing(cell, named(cell))}
    return {
        "year": peak["year"],
        "cell": cell,
        "figures": list(figures.values()),
        "conflicts": conflicts(figures),
        "cited": figures[cell],
        "citation": cite(*cell.split("/")),
    }


def competing(cell: str, against: list[Finding]) -> list[Json]:
    """Return the cell, and the figures for the same measure that its findings name."""
    sides = {cell, *(side for one in against for side in (one.left_side, one.right_side))}
    return [figure for figure in rivals("held") if figure["address"] in sides]


def conflicts(figures: Iterable[str]) -> list[Finding]:
    """Return what is against any of the figures, each conflict once."""
    against = {one.comparison: one for figure in figures for one in named(figure)}
    return [one for one in against.values() if one.finding == "conflicts"]


def line(row: Json) -> Json:
    """Return a figure of the answer: as it is printed, its bounds, of when, on whose word."""
    return {
        "address": row["address"],
        "printed": row["printed"],
        "bounds": interval(row["low"], row["high"], row["unit"]),
        "when": row["period"],
        "speaker": names_of_sources()[row["asserted_by"]],
        "table": row["address"].startswith("prisoners_held/"),
    }

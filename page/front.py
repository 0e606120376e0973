"""The first screen: the question that is asked first, its figures, and what is against them.

The question is about the highest count of the first table; nothing of it is typed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from german_pows_ussr import Finding, cite
from german_pows_ussr._figures import compared
from german_pows_ussr._findings import findings_at
from german_pows_ussr._package import Address, package
from german_pows_ussr._text import interval

Json = dict[str, Any]


def front() -> Json:
    """Return what the first screen says."""
    peak = max(package().rows("prisoners_held"), key=lambda row: int(row["prisoners"]))
    cell = f"prisoners_held/{peak['period']}/prisoners"
    figures = {row["figure"]: line(row) for row in competing(cell, findings_about(cell))}
    return {
        "year": peak["year"],
        "cell": cell,
        "figures": list(figures.values()),
        "disputes": disputes(figures),
        "cited": figures[cell],
        "citation": cite(cell),
    }


def competing(cell: str, against: list[Finding]) -> list[Json]:
    """Return the cell, and the figures for the same measure that its findings name."""
    sides = {cell, *(side for one in against for side in (one.left_side, one.right_side))}
    figures, _ = compared("held")
    return [row for row in figures if sides & {row["figure"], *row["also_printed_at"].split("; ")}]


def findings_about(cell: str) -> list[Finding]:
    """Return the findings for a cell."""
    return findings_at(Address.of_cell(cell))


def disputes(figures: Iterable[str]) -> list[Json]:
    """Return the disputes over any of the figures, each once."""
    keys = {one.dispute for figure in figures for one in findings_about(figure)}
    return [row for row in package().rows("disputes") if row["dispute"] in keys]


def line(row: Json) -> Json:
    """Return a figure of the answer: as it is printed, its bounds, of when, on whose word."""
    return {
        "address": row["figure"],
        "printed": row["printed"],
        "bounds": interval(row["printed_low"], row["printed_high"], row["unit"]),
        "when": row["period"],
        "speaker": row["asserted_by_name"],
        "table": row["figure"].startswith("prisoners_held/"),
    }

"""The findings of the accessor -> what the page lists, and what it says of a figure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from german_pows_ussr import Finding, Trace
from german_pows_ussr._findings import named
from german_pows_ussr._ground import addresses
from german_pows_ussr._prints import figure_of

Json = dict[str, Any]

KINDS = {
    "conflicts": "No rounding explains the difference. A conflict is a finding about the article, "
    "not an error of the data.",
    "not_comparable": "The two sides count different things.",
    "agrees_when_rounded": "What is printed may mean the same.",
    "agrees": "The same as printed, or in the order in which it should be.",
}


def by_kind() -> Iterator[tuple[str, str, list[Finding]]]:
    """Every finding, conflicts first: the kind, what it means, and those that are of it."""
    for kind, members in groupby(named(), key=lambda one: one.finding):
        yield kind, KINDS[kind], list(members)


def cells(one: Finding) -> list[str]:
    """The cells of both sides of a finding; a whole column is no cell."""
    sides = addresses(one.left_side) + addresses(one.right_side)
    return list(dict.fromkeys(side for side in sides if "*" not in side))


def said_of(cell: Trace) -> Json:
    """What the page says of the figure in a cell: its findings, or at which cell they are told."""
    figure = figure_of(cell.address)
    if figure != cell.address:
        return {"figure": figure}
    found = named(cell.address) if cell.unit else ()
    return {"found": [[one.comparison, one.says] for one in found]}


def conflicts(address: str) -> int:
    """How many findings are against a figure."""
    return sum(one.finding == "conflicts" for one in named(address))

"""A figure -> every address at which the article prints it."""

from __future__ import annotations

from collections.abc import Iterable

from ._package import table_fields

WORDS = {"statements/printed": "value"}
"""The column that holds the words of a figure, and the column of the figure."""


def figure_of(address: str) -> str:
    """The figure of which a cell holds the words or a bound; any other cell is its own."""
    table, _, rest = address.partition("/")
    row, _, field = rest.rpartition("/")
    bounds = table_fields(table)[field].get("bounds", {})
    return f"{table}/{row}/{WORDS.get(f'{table}/{field}', bounds.get('of', field))}"


def firsts(comparisons: Iterable[dict[str, str]]) -> dict[str, str]:
    """The first print of a figure by the address of each later one, by ``reconciliation``."""
    return {row["left_side"]: row["right_side"] for row in comparisons if row["kind"] == "repeat"}


def prints(addresses: Iterable[str], later: dict[str, str]) -> set[str]:
    """Every address at which the article prints the figures of some cells."""
    found = {later.get(address, address) for address in addresses}
    return found | {again for again, first in later.items() if first in found}

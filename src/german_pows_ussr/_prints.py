"""A figure -> every address at which the article prints it, the first of them first."""

from __future__ import annotations

from ._package import table_fields, table_resources

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    Cells = dict[str, str]

PRINTED = {"statements/printed": "value"}
"""The column that holds the words of a figure, and the column of the figure."""


def figure_of(address: str) -> str:
    """The figure of which a cell holds the words or a bound; any other cell is its own."""
    table, _, rest = address.partition("/")
    row, _, field = rest.rpartition("/")
    bounds = table_fields(table)[field].get("bounds", {})
    return f"{table}/{row}/{PRINTED.get(f'{table}/{field}', bounds.get('of', field))}"


def firsts(statements: dict[str, Cells], comparisons: list[Cells]) -> dict[str, str]:
    """The first print of a figure, by the address of each later one."""
    found = {
        f"statements/{name}/value": f"statements/{row['repeats']}/value"
        for name, row in statements.items()
        if row["repeats"]
    }
    for comparison in comparisons:
        if same_print(comparison, statements):
            prose, cell = comparison["left_side"], comparison["right_side"]
            found[cell] = found.get(prose, prose)
    return found


def same_print(comparison: Cells, statements: dict[str, Cells]) -> bool:
    """Whether a table prints a figure of the prose again: the same number, on the same word."""
    table, row, _ = f"{comparison['left_side']}//".split("/")[:3]
    if comparison["kind"] != "prose_table" or table != "statements":
        return False
    same = all(
        comparison[f"left_{side}"] == comparison[f"right_{side}"]
        for side in ("value", "low", "high")
    )
    told = table_resources().get(comparison["right_side"].partition("/")[0], {})
    word = told.get("attribution", {})
    return same and bool(word) and word.items() <= statements[row].items()


def prints(addresses: Iterable[str], later: dict[str, str]) -> set[str]:
    """Every address at which the article prints the figures of some cells."""
    found = {later.get(address, address) for address in addresses}
    return found | {again for again, first in later.items() if first in found}

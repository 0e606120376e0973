"""Pairs and comparisons -> the table ``pairs``, the ledger of what is compared, or why not."""

from __future__ import annotations

from collections.abc import Mapping

from transcription.definition import Definition
from transcription.table import Cell, Table, Value

from .figures import figures_of
from .pairs import Pair, columns, pairs

FIELDS = (
    "left_cell", "right_cell", "measure", "populations", "times", "comparison", "reason",
)  # fmt: skip
ONE_COLUMN = "one_column"
"""The reason for all the pairs of cells of one drawn column, which one row states."""


def ledger(tables: Mapping[str, Table], reconciled: Table, definition: Definition) -> Table:
    """Every pair once, with the check that compares it or the reason why none does.

    The pairs within a drawn column are stated once for the column.
    """
    figures = figures_of(tables, reconciled.definition)
    found = pairs(figures, reconciled.rows, reconciled.definition)
    rows = [
        *(values(pair) for pair in found),
        *((column, column, measure, None, None, None, ONE_COLUMN)
          for column, measure in columns(figures).items()),
    ]  # fmt: skip
    cells = [{name: Cell(value) for name, value in zip(FIELDS, row, strict=True)} for row in rows]
    return Table(definition, tuple(cells))


def values(pair: Pair) -> tuple[Value, ...]:
    """A pair as a row."""
    return (
        pair.left.address,
        pair.right.address,
        pair.left.measure,
        pair.populations,
        pair.times,
        pair.check,
        pair.reason,
    )

"""Cells of a row -> the cells computed from them; ``RULES`` holds the rules by name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from .definition import Definition, Derivation
from .periods import period_end, period_start
from .table import EMPTY, Cell, Row


def quarter_label(year: int, quarter: int) -> str:
    """1945, 2 -> '1945-Q2'."""
    return f"{year}-Q{quarter}"


def quarter_start(year: int, quarter: int) -> date:
    """1945, 2 -> the first of April 1945."""
    return date(year, 3 * quarter - 2, 1)


def quarter_end(year: int, quarter: int) -> date:
    """1945, 2 -> the thirtieth of June 1945."""
    following = date(year + quarter // 4, 3 * (quarter % 4) + 1, 1)
    return following - timedelta(days=1)


RULES: dict[str, Callable[..., Any]] = {
    rule.__name__: rule
    for rule in (quarter_label, quarter_start, quarter_end, period_start, period_end)
}


def derived_cells(cells: Row, definition: Definition) -> Row:
    """The row with its derived cells, in the order of the definition's fields."""
    return {
        name: derive(cells, field.derivation)
        if field.derivation and not field.bounds
        else cells.get(name, EMPTY)
        for name, field in definition.fields.items()
    }


def rule_in_words(derivation: Derivation) -> str:
    """The rule as a reader of the data meets it."""
    rule = RULES.get(derivation.rule)
    return f"{derivation.rule}: {rule.__doc__}" if rule else derivation.rule


def derive(cells: Row, derivation: Derivation) -> Cell:
    """What a rule makes of other cells of the row."""
    return Cell(RULES[derivation.rule](*(cells[source].value for source in derivation.of)))

"""Cells of a row -> the cells computed from them; ``RULES`` holds the rules by name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from german_pows_ussr._period import first_and_last_day

from .definition import Definition, Derivation
from .table import EMPTY, Cell, Row


def quarter_label(year: int, quarter: int) -> str:
    """1945, 2 -> '1945-Q2'."""
    return f"{year}-Q{quarter}"


def quarter_start(year: int, quarter: int) -> date | None:
    """1945, 2 -> the first of April 1945."""
    return first_and_last_day(quarter_label(year, quarter))[0]


def quarter_end(year: int, quarter: int) -> date | None:
    """1945, 2 -> the thirtieth of June 1945."""
    return first_and_last_day(quarter_label(year, quarter))[1]


def period_start(period: str | None) -> date | None:
    """'1945-04/..' -> the first of April 1945; empty where the period is open there, or undated."""
    return first_and_last_day(period)[0] if period else None


def period_end(period: str | None) -> date | None:
    """'../1945-04' -> the thirtieth of April 1945; empty where it is open there, or undated."""
    return first_and_last_day(period)[1] if period else None


RULES: dict[str, Callable[..., Any]] = {
    rule.__name__: rule
    for rule in (quarter_label, quarter_start, quarter_end, period_start, period_end)
}


def derived_cells(cells: Row, definition: Definition) -> Row:
    """Add the derived cells to a row, in the order of the definition's fields."""
    return {
        name: derive(cells, field.derivation)
        if field.derivation and not field.bounds
        else cells.get(name, EMPTY)
        for name, field in definition.fields.items()
    }


def rule_in_words(derivation: Derivation) -> str:
    """Put a rule into words for a reader of the data."""
    rule = RULES.get(derivation.rule)
    return f"{derivation.rule}: {rule.__doc__}" if rule else derivation.rule


def derive(cells: Row, derivation: Derivation) -> Cell:
    """Apply a rule to other cells of the row."""
    return Cell(RULES[derivation.rule](*(cells[source].value for source in derivation.of)))

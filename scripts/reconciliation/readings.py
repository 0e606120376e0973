"""Read figures otherwise than as printed: rounder or finer, cut off, or as loosely as hedged.

A reading widens what a figure may be, or narrows it. The verdict on two numbers does not depend on
how they are typed: the widest and the finest reading of a round count follow from its value alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from transcription.definition import Readings, Term
from transcription.table import Row, Table

from .bounds import counting_units, half_of, manner_of
from .expression import Cells, Number, Quantity, finite, quantities
from .rounding import UNIT, whole

WIDENING = ("round_number", "cut_off", "hedge")
"""The readings under which a figure may be more numbers than it is printed for."""
KNOWN = ("closes_a_sum", "to_the_unit", "laid_down")
"""The rules of bounds that do not go by the zeros of a number."""


@dataclass(frozen=True, slots=True)
class Print:
    """A figure as printed, and what decides how else it can be read.

    ``is_round`` says that nothing but its zeros tells to which place it is printed.
    """

    quantity: Quantity
    counts: bool = True
    is_round: bool = True
    hedged: bool = False
    nearly: bool = False


def prints(tables: Mapping[str, Table]) -> dict[str, Print]:
    """Map every figure of the tables by the address of its cell."""
    cells, counts = quantities(tables), counting_units(tables)
    places = {
        f"{table.name}/{table.key(row)}/{name}": (table, row, name)
        for table in tables.values()
        for row in table.rows
        for name in table.definition.fields
    }
    return {address: print_of(*places[address], cell, counts) for address, cell in cells.items()}


def print_of(table: Table, row: Row, name: str, cell: Quantity, counts: set[str]) -> Print:
    """Say how one figure is printed."""
    fields = table.definition.fields
    rules = [
        row[column].value
        for column, field in fields.items()
        if field.bounds and (field.bounds.of, field.bounds.side) == (name, "rule")
    ]
    is_round = bool(rules) and rules[0] not in KNOWN and fields[name].precision is None
    return Print(
        cell,
        cell.unit in counts,
        is_round and cell.unit in counts,
        bool(rules) and any(term.hedges for term in terms_of(table, row)),
        bool(rules) and manner_of(table.definition, row) == "nearly",
    )


def terms_of(table: Table, row: Row) -> list[Term]:
    """Return the terms of a row, with what they say of its figure."""
    return [
        field.vocabulary[str(row[name].value)]
        for name, field in table.definition.fields.items()
        if str(row[name].value) in field.vocabulary
    ]


def coarsest(value: Fraction) -> Fraction:
    """Return the place of the last digit that is not zero: 3,060,000 -> 10,000."""
    return Fraction(whole(str(int(value))))


def finest(value: Fraction) -> Fraction:
    """Return the place of the second digit, if zeros begin before it: 3,000,000 -> 100,000."""
    second = Fraction(10) ** (len(str(int(value))) - 2)
    return min(coarsest(value), max(second, Fraction(1)))


def with_place(cell: Quantity, place: Fraction) -> Quantity:
    """Round a figure to a place; an end that is open or is the figure itself stays so."""
    half = half_of(UNIT * place.numerator / place.denominator, counted=True)
    low = cell.low if cell.low in (None, cell.value) else cell.value - half
    high = cell.high if cell.high in (None, cell.value) else cell.value + half
    return replace(cell, low=low, high=high)


def union(one: Quantity, low: Number, high: Number) -> Quantity:
    """Widen an interval to hold two ends; an open end stays open."""
    return replace(
        one,
        low=None if one.low is None else finite(min(one.low, low)),
        high=None if one.high is None else finite(max(one.high, high)),
    )


def at_finest(figure: Print) -> Quantity:
    """Return a figure by its finest reading, which does not depend on how it is typed."""
    cell = figure.quantity
    return with_place(cell, finest(cell.value)) if figure.is_round else cell


def place_of(figure: Print) -> Fraction:
    """Return the place to which a figure is printed; 0 if it is itself."""
    cell = figure.quantity
    if cell.high is not None and cell.high != cell.value:
        return 2 * (cell.high - cell.value)
    return 2 * (cell.value - cell.low) if cell.low is not None else Fraction(0)


def can_be_cut(figure: Print) -> bool:
    """Tell whether digits may have been cut off: of a maximum none can, for it would be none."""
    return place_of(figure) > 0 and not figure.quantity.maximum


def widened(figure: Print, readings: frozenset[str], limits: Readings) -> Quantity:
    """Return what a figure may be if all of some readings are allowed."""
    cell, value = at_finest(figure), figure.quantity.value
    if "round_number" in readings and figure.is_round:
        cell = with_place(cell, coarsest(value))
    if "cut_off" in readings and can_be_cut(figure) and cell.high is not None:
        place = 2 * (cell.high - value)
        cell = union(cell, value, value + max(place - int(figure.counts), Fraction(0)))
    if "hedge" in readings and figure.hedged:
        part, printed = Fraction(limits.hedge) * value, figure.quantity
        cell = union(cell, value - part, value + part)
        cell = union(cell, printed.low or cell.least, printed.high or cell.most)
    return cell


def narrowed(figure: Print, readings: frozenset[str], limits: Readings) -> Quantity:
    """Return what a figure may be at least, if it is read as closely as some readings allow."""
    cell = at_finest(figure)
    if "hedge" in readings and figure.nearly and cell.low is not None:
        cell = replace(cell, low=max(cell.low, Fraction(limits.nearly) * cell.value))
    return cell


def applicable(figure: Print) -> set[str]:
    """Name the readings that change a figure, either way."""
    changes = {
        "round_number": figure.is_round and coarsest(figure.quantity.value) > 1,
        "cut_off": can_be_cut(figure),
        "hedge": figure.hedged or figure.nearly,
    }
    return {name for name, changed in changes.items() if changed}


class Figures:
    """Every figure, read in any way; each way is computed once."""

    def __init__(self, printed: Mapping[str, Print], limits: Readings) -> None:
        """Take some figures, and how far a hedge reaches."""
        self.prints = printed
        self.limits = limits
        self.known: dict[tuple[bool, frozenset[str]], Cells] = {}

    def under(self, readings: frozenset[str], *, wide: bool) -> Cells:
        """Return the figures under some readings, as loosely or as closely as they allow."""
        key = (wide, readings & {*WIDENING})
        if key not in self.known:
            change = widened if wide else narrowed
            self.known[key] = {
                address: change(figure, key[1], self.limits)
                for address, figure in self.prints.items()
            }
        return self.known[key]

"""Figures as printed -> the bounds of the numbers that would be printed this way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from transcription.definition import Definition, Field, Precision
from transcription.refusal import Refusal
from transcription.table import Cell, Row, Table, where

from .rounding import PLACES, UNIT


@dataclass(frozen=True, slots=True)
class Bounds:
    """A closed interval, and the rule by which it comes about; an end that is None is open."""

    low: Fraction | None
    high: Fraction | None
    rule: str


NONE = Bounds(None, None, "")


def with_bounds(tables: Mapping[str, Table]) -> dict[str, Table]:
    """Fill in the columns that hold bounds."""
    counts = counting_units(tables)
    return {
        name: bounded(table, counts) if columns(table) else table for name, table in tables.items()
    }


def columns(table: Table) -> dict[str, Field]:
    """Return the columns that hold bounds."""
    return {name: field for name, field in table.definition.fields.items() if field.bounds}


def counting_units(tables: Mapping[str, Table]) -> set[str]:
    """Return the units in which things are counted, so that there are no halves of them."""
    fields = [field for table in tables.values() for field in table.definition.fields.values()]
    return {unit for field in fields for unit, term in field.vocabulary.items() if term.counts}


def bounded(table: Table, counts: set[str]) -> Table:
    """Fill in the bounds of one table."""
    check_precisions(table)
    closing = {name: closed_sums(table, name) for name in table.definition.fields}
    rows = tuple({**row, **dict(bound_cells(table, row, closing, counts))} for row in table.rows)
    return Table(table.definition, rows, table.readings)


def bound_cells(
    table: Table, row: Row, closing: Mapping[str, set[str]], counts: set[str]
) -> Iterator[tuple[str, Cell]]:
    """Yield the cells of a row that hold bounds."""
    for name, field in columns(table).items():
        if field.bounds:
            of = field.bounds.of
            found = bounds_of(table, row, of, table.key(row) in closing[of], counts)
            sides = {"low": published(found.low), "high": published(found.high)}
            yield name, Cell({**sides, "rule": found.rule or None}[field.bounds.side])


def bounds_of(table: Table, row: Row, name: str, closes: bool, counts: set[str]) -> Bounds:
    """Calculate the bounds of one figure by the first rule that applies to it."""
    cell, field = row[name], table.definition.fields[name]
    manner = manner_of(table.definition, row)
    if cell.value is None:
        return NONE
    value, place = Fraction(str(cell.value)), place_of(table, row, name, closes)
    half = half_of(place, unit_of(field, row) in counts)
    if manner == "nearly":
        return Bounds(value - half, value, "nearly")
    if manner == "limit":
        return Bounds(None, value + half, "limit")
    if manner == "minimum":
        return Bounds(value - half, None, "minimum")
    rule = "closes_a_sum" if closes else "rounded" if half else "to_the_unit"
    if place is None:
        rule = "laid_down"
    finer = field.precision is not None and field.precision.finer_below(str(cell.value))
    return Bounds(value - (half / 10 if finer else half), value + half, rule)


def manner_of(definition: Definition, row: Row) -> str | None:
    """Return how the words of a row bound its figure, if its vocabulary says so."""
    for name, field in definition.fields.items():
        term = field.vocabulary.get(str(row[name].value))
        if term and term.bounds:
            return term.bounds
    return None


def place_of(table: Table, row: Row, name: str, closes: bool) -> Decimal | None:
    """Return the unit of rounding: of the words, or of the column or the sum around them."""
    cell, field = row[name], table.definition.fields[name]
    if cell.excerpt is None or cell.reader not in PLACES:
        raise Refusal(f"{where(table, row, name)}: {cell.reader} has no unit of rounding")
    place = PLACES[cell.reader](cell.excerpt.exact)
    if closes:
        return UNIT
    if field.precision is None:
        return place
    expected = field.precision.place(table.key(row), str(cell.value))
    shows_its_place = cell.reader != "integer"
    if Fraction(str(cell.value)) % Fraction(expected) or (shows_its_place and place != expected):
        raise Refusal(
            f"{where(table, row, name)}: {cell.excerpt.exact!r} is not printed to {expected}, as "
            f"precision in {table.definition.file} says; correct it there"
        )
    return expected


def unit_of(field: Field, row: Row) -> str | None:
    """Return the unit of a figure."""
    return str(row[field.unit_field].value) if field.unit_field else field.unit


def half_of(place: Decimal | None, counted: bool) -> Fraction:
    """Halve the unit of rounding; a count to the unit is itself, for people have no halves."""
    if place is None or (place == UNIT and counted):
        return Fraction(0)
    return Fraction(place) / 2


def closed_sums(table: Table, name: str) -> set[str]:
    """Return the rows whose figures are exact because they close a sum printed to the unit."""
    by = table.definition.fields[name].sums_by
    if by is None:
        return set()
    rows = {table.key(row): row for row in table.rows}
    parts: dict[str, list[str]] = {}
    for key, row in rows.items():
        if row[by].value is not None:
            parts.setdefault(str(row[by].value), []).append(key)
    return {key for whole, of_it in parts.items()
            if whole in rows and closes(table, name, [rows[whole], *(rows[part] for part in of_it)])
            for key in (whole, *of_it)}  # fmt: skip


def closes(table: Table, name: str, rows: list[Row]) -> bool:
    """Tell whether a whole is the sum of its parts, one of them printed to the unit."""
    values = [row[name].value for row in rows]
    if any(isinstance(value, str) or value is None for value in values):
        return False
    whole, *parts = (Fraction(str(value)) for value in values)
    return whole == sum(parts) and any(place_of(table, row, name, False) == UNIT for row in rows)


def check_precisions(table: Table) -> None:
    """Refuse a precision of an unknown row, or one that no count of the column needs."""
    for name, field in table.definition.fields.items():
        if field.precision is None:
            continue
        spot = table.definition.spot(f"fields.{name}")
        for key in sorted(set(field.precision.rows) - set(map(table.key, table.rows))):
            raise Refusal(f"{spot}: precision names the row {key!r}, which there is not")
        if all(is_coarser(table, row, name, field.precision) for row in table.rows):
            raise Refusal(f"{spot}: no figure of the column is printed to its precision; say less")


def is_coarser(table: Table, row: Row, name: str, precision: Precision) -> bool:
    """Tell whether a figure would fit a place ten times as large."""
    value = str(row[name].value)
    return not Fraction(value) % Fraction(10 * precision.place(table.key(row), value))


def published(bound: Fraction | None) -> int | Decimal | None:
    """Write a whole number as it is, another in decimals; places are powers of ten, so they end."""
    if bound is None or bound.denominator == 1:
        return bound.numerator if bound is not None else None
    return Decimal(bound.numerator) / Decimal(bound.denominator)

"""Declared comparisons -> findings, computed from the published cells and from nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import simpleeval

from .definition import Check, Definition
from .refusal import Refusal
from .table import Cell, Row, Table

ADDRESS = re.compile(r"\[([^]]+)]")
PLACEHOLDER = re.compile(r"\{(\w+)\}")
DECIMALS = 4
"""Quotients are published with this many, a thousand times finer than a printed percentage."""


@dataclass(frozen=True, slots=True)
class Side:
    """An expression and its value."""

    expression: str
    value: Fraction


def reconcile(tables: Mapping[str, Table], definition: Definition) -> Table:
    """One row for each comparison; a check with ``each`` compares once for every row of a table."""
    cells = numbers(tables)
    rows: list[Row] = []
    for name, check in definition.checks.items():
        spot = definition.spot(f"checks.{name}")
        check_check(spot, check)
        for key, values in instances(spot, name, check, tables):
            rows.append(compare(spot, key, check, values, cells))
    return Table(definition, tuple(rows))


def numbers(tables: Mapping[str, Table]) -> dict[str, Fraction]:
    """Every number in the tables by the address of its cell."""
    return {
        f"{table.name}/{table.key(row)}/{field}": Fraction(cell.value)
        for table in tables.values()
        for row in table.rows
        for field, cell in row.items()
        if isinstance(cell.value, int | Decimal) and not isinstance(cell.value, bool)
    }


def check_check(spot: str, check: Check) -> None:
    """Refuse a tolerance without a reason, a reason without a tolerance, and an idle ``where``."""
    if bool(check.tolerance) != bool(check.tolerance_reason):
        raise Refusal(f"{spot}: tolerance and tolerance_reason stand together or not at all")
    if check.not_comparable and check.note:
        raise Refusal(f"{spot}: not_comparable is the note; give one of the two")
    if check.where and not check.each:
        raise Refusal(f"{spot}: where selects rows of each; give both")


def instances(
    spot: str, name: str, check: Check, tables: Mapping[str, Table]
) -> Iterator[tuple[str, dict[str, str]]]:
    """The keys of the rows that a check gives, and what its placeholders stand for in each."""
    if check.each is None:
        yield name, {}
        return
    if check.each not in tables:
        raise Refusal(f"{spot}: no table {check.each!r}; there are {', '.join(tables)}")
    table = tables[check.each]
    used = set(PLACEHOLDER.findall(check.left + check.right))
    for field in sorted((used | set(check.where)) - set(table.definition.fields)):
        raise Refusal(f"{spot}: no field {field!r} in table {table.name}")
    for field, allowed in check.where.items():
        for value in set(allowed) - set(table.column(field)):
            raise Refusal(f"{spot}: no row of {table.name} has {value!r} as its {field}")
    for row in table.rows:
        values = {field: row[field].value for field in used}
        selected = all(row[field].value in allowed for field, allowed in check.where.items())
        if selected and None not in values.values():
            key = table.key(row).lower().replace(" ", "-")
            yield f"{name}-{key}", {field: str(value) for field, value in values.items()}


def compare(
    spot: str, key: str, check: Check, values: dict[str, str], cells: Mapping[str, Fraction]
) -> Row:
    """One comparison as a row."""
    left = evaluate(check.left.format(**values), cells, spot)
    right = evaluate(check.right.format(**values), cells, spot)
    difference = left.value - right.value
    return {
        "check": Cell(key),
        "kind": Cell(check.kind),
        "left": Cell(left.expression),
        "relation": Cell(check.relation),
        "right": Cell(right.expression),
        "left_value": Cell(published(left.value)),
        "right_value": Cell(published(right.value)),
        "difference": Cell(published(difference)),
        "unit": Cell(check.unit),
        "tolerance": Cell(published(Fraction(str(check.tolerance)))),
        "tolerance_reason": Cell(check.tolerance_reason),
        "finding": Cell(finding(check, difference)),
        "note": Cell(check.not_comparable or check.note),
    }


def evaluate(expression: str, cells: Mapping[str, Fraction], spot: str) -> Side:
    """The value of an expression over cells, whose addresses stand in brackets."""
    names: dict[str, Fraction] = {}

    def named(match: re.Match[str]) -> str:
        name = f"cell{len(names)}"
        names[name] = value_at(match[1], cells, spot)
        return name

    formula = ADDRESS.sub(named, expression)
    try:
        value = Fraction(simpleeval.simple_eval(formula, names=names))
    except (simpleeval.InvalidExpression, SyntaxError, ArithmeticError, ValueError) as error:
        raise Refusal(f"{spot}: {expression!r} cannot be computed: {error}") from None
    single = ADDRESS.fullmatch(expression)
    return Side(single[1] if single and "*" not in expression else expression, value)


def value_at(address: str, cells: Mapping[str, Fraction], spot: str) -> Fraction:
    """The number in a cell, or the sum of a column."""
    table, _, rest = address.partition("/")
    row, _, field = rest.rpartition("/")
    if row == "*":
        column = [value for name, value in cells.items() if in_column(name, table, field)]
    else:
        column = [cells[address]] if address in cells else []
    if not column:
        raise Refusal(f"{spot}: no number stands at {address!r}")
    return sum(column, start=Fraction(0))


def in_column(address: str, table: str, field: str) -> bool:
    """Whether an address lies in a column."""
    return address.startswith(f"{table}/") and address.endswith(f"/{field}")


def finding(check: Check, difference: Fraction) -> str:
    """What the difference says, within what the printed rounding permits."""
    if check.not_comparable:
        return "not_comparable"
    excess = difference if check.relation == "at_most" else abs(difference)
    if excess <= 0:
        return "agrees"
    return "agrees_when_rounded" if excess <= Fraction(str(check.tolerance)) else "conflicts"


def published(value: Fraction) -> int | Decimal:
    """A whole number as it is, another with ``DECIMALS`` decimals."""
    if value.denominator == 1:
        return value.numerator
    rounded = round(value, DECIMALS)
    return (Decimal(rounded.numerator) / Decimal(rounded.denominator)).normalize()

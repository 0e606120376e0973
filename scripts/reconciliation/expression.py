"""Compute an expression over cells: its value as printed, and the interval around it.

An uncertain cell stands once in an expression, or once above and once below one division: so the
expression rises or falls with it, and takes its extremes where each cell is at one of its ends.
An open end is computed with as infinity.
"""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any, TypeGuard

from transcription.refusal import Refusal
from transcription.table import Row, Table

from .bounds import unit_of

Number = Fraction | float
"""A number as it is computed with: exact, or infinite where an end is open."""

OPERATORS: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
ALLOWED = {ast.BinOp, ast.UnaryOp, ast.Constant, ast.Name, ast.Load, ast.USub, *OPERATORS}
"""The parts of which a formula may consist: no functions, no powers, no attributes."""
FAILURES = (SyntaxError, ArithmeticError, ValueError, RecursionError, MemoryError)
ADDRESS = re.compile(r"\[([^]]+)]")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as printed and the closed interval around it; an open end is None.

    ``unit`` is empty for a pure number; ``maximum`` says that the number bounds another from above.
    """

    value: Fraction
    low: Fraction | None
    high: Fraction | None
    unit: str = ""
    maximum: bool = False

    @property
    def least(self) -> Number:
        """The low end; an open one is infinite."""
        return -math.inf if self.low is None else self.low

    @property
    def most(self) -> Number:
        """The high end; an open one is infinite."""
        return math.inf if self.high is None else self.high

    @property
    def ends(self) -> tuple[Number, ...]:
        """The ends of the interval, one of each."""
        return (self.least,) if self.least == self.most else (self.least, self.most)


Cells = Mapping[str, Quantity]


def quantities(tables: Mapping[str, Table]) -> dict[str, Quantity]:
    """Map every figure of the tables by the address of its cell; one without bounds is exact."""
    return {
        f"{table.name}/{table.key(row)}/{name}": quantity(table, name, row[name].value, row)
        for table in tables.values()
        for row in table.rows
        for name in table.definition.fields
        if is_number(row[name].value)
    }


def is_number(value: object) -> bool:
    """Tell whether a cell holds a number."""
    return not isinstance(value, str | bool) and hasattr(value, "as_integer_ratio")


def quantity(table: Table, name: str, value: object, row: Row) -> Quantity:
    """Return a cell with its unit and with the bounds of its row."""
    number, fields = Fraction(str(value)), table.definition.fields
    unit = unit_of(fields[name], row) or ""
    sides = {
        field.bounds.side: row[column].value
        for column, field in fields.items()
        if field.bounds and field.bounds.of == name
    }
    if not sides:
        return Quantity(number, number, number, unit)
    low, high = (None if sides[side] is None else Fraction(str(sides[side]))
                 for side in ("low", "high"))  # fmt: skip
    return Quantity(number, low, high, unit, sides.get("rule") == "limit")


def evaluate(expression: str, cells: Cells, spot: str) -> Quantity:
    """Compute an expression whose addresses stand in brackets, and its interval."""
    names: dict[str, str] = {}

    def name(match: re.Match[str]) -> str:
        return names.setdefault(match[1], f"cell{len(names)}")

    formula = ADDRESS.sub(name, expression)
    found = {name: at(address, cells, spot) for address, name in names.items()}
    try:
        tree = ast.parse(formula.strip(), mode="eval").body
        check_form(tree, found)
        unit = unit_in(tree, found)
        value = compute(tree, {name: each.value for name, each in found.items()})
        corners = list(extremes(tree, found))
        if not min(corners) <= value <= max(corners):
            raise ValueError("its divisor may be nothing")
        maximum = any(each.maximum and rises(tree, found, name) for name, each in found.items())
    except FAILURES as error:
        raise Refusal(f"{spot}: {expression!r} cannot be computed: {error}") from None
    return Quantity(value, finite(min(corners)), finite(max(corners)), unit, maximum)


def finite(end: Number) -> Fraction | None:
    """Return an end of an interval, or None for an open one."""
    return Fraction(end) if math.isfinite(end) else None


def compute(tree: ast.expr, values: Mapping[str, Number]) -> Any:
    """Compute a formula whose form was checked; a decimal is taken as written, not as a float."""
    match tree:
        case ast.BinOp(left, sign, right):
            return OPERATORS[type(sign)](compute(left, values), compute(right, values))
        case ast.UnaryOp(operand=operand):
            return -compute(operand, values)
        case ast.Name(name):
            return values[name]
        case ast.Constant(number):
            return Fraction(str(number))
    raise ValueError(f"{type(tree).__name__} is no part of a formula")


def rises(tree: ast.expr, cells: Cells, name: str) -> bool:
    """Tell whether a formula rises with one of its cells: a maximum there is one of the whole."""
    values = {other: cell.value for other, cell in cells.items()}
    return bool(compute(tree, values | {name: cells[name].value + 1}) > compute(tree, values))


def unit_in(tree: ast.expr, cells: Cells) -> str:
    """Find the unit of a formula: sums are of one unit, a quotient of two of one unit has none."""
    if isinstance(tree, ast.Name):
        return cells[tree.id].unit
    if isinstance(tree, ast.UnaryOp):
        return unit_in(tree.operand, cells)
    if not isinstance(tree, ast.BinOp):
        return ""
    left, right = unit_in(tree.left, cells), unit_in(tree.right, cells)
    if isinstance(tree.op, ast.Div) and right in ("", left):
        return "" if right else left
    if isinstance(tree.op, ast.Mult) and "" in (left, right):
        return left or right
    if left != right or isinstance(tree.op, ast.Mult):
        raise ValueError(f"it mixes {left or 'a pure number'} and {right or 'a pure number'}")
    return left


def extremes(tree: ast.expr, cells: Cells) -> Iterator[Number]:
    """Compute a formula wherever each cell is at one of its ends.

    Two open ends that pull in different directions have no sum; the others have the extremes.
    """
    for ends in product(*(cell.ends for cell in cells.values())):
        corner = compute(tree, dict(zip(cells, ends, strict=True)))
        if not math.isnan(corner):
            yield corner


def check_form(tree: ast.expr, cells: Cells) -> None:
    """Refuse all but the four operations, and a formula that might turn within its intervals."""
    for node in ast.walk(tree):
        if type(node) not in ALLOWED:
            raise ValueError(f"{type(node).__name__} is no sum, difference, product or quotient")
        if isinstance(node, ast.Constant) and type(node.value) not in (int, float):
            raise ValueError(f"{node.value!r} is no number")
        if isinstance(node, ast.Name) and node.id not in cells:
            raise ValueError(f"{node.id!r} is no cell; write the address of one in brackets")
    divisors = [node.right for node in ast.walk(tree) if is_quotient(node)]
    below = {name for divisor in divisors for name in named(divisor)}
    if any(math.inf in map(abs, cells[name].ends) for name in below):
        raise ValueError("its divisor may be nothing")
    halves = (tree.left, tree.right) if is_quotient(tree) else (tree,)
    divided = any(isinstance(node, ast.Div) for half in halves for node in ast.walk(half))
    for name, cell in cells.items():
        times = [named(half).count(name) for half in halves]
        if len(cell.ends) > 1 and (max(times) > 1 or (sum(times) > 1 and divided)):
            raise ValueError("an uncertain figure stands twice; write it so that it stands once")


def is_quotient(tree: ast.AST) -> TypeGuard[ast.BinOp]:
    """Tell whether a formula is one thing divided by another."""
    return isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Div)


def named(tree: ast.expr) -> list[str]:
    """List the names in a part of a formula."""
    return [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]


def at(address: str, cells: Cells, spot: str) -> Quantity:
    """Return the figure in a cell, or the sum of a column."""
    table, _, rest = address.partition("/")
    row, _, field = rest.rpartition("/")
    if row == "*":
        column = [cell for name, cell in cells.items() if in_column(name, table, field)]
    else:
        column = [cells[address]] if address in cells else []
    if not column:
        raise Refusal(f"{spot}: no number stands at {address!r}")
    if row == "*" and any(len(cell.ends) > 1 for cell in column):
        raise Refusal(
            f"{spot}: the figures of {address} are uncertain, and may stand elsewhere too"
        )
    if row != "*":
        return column[0]
    whole = sum((cell.value for cell in column), Fraction(0))
    return Quantity(whole, whole, whole, column[0].unit)


def in_column(address: str, table: str, field: str) -> bool:
    """Tell whether an address lies in a column."""
    return address.startswith(f"{table}/") and address.endswith(f"/{field}")

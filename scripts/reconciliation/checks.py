"""Declared comparisons -> findings, computed from the published cells and from nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import msgspec

from transcription.article import Article
from transcription.definition import Check, Definition
from transcription.refusal import Refusal
from transcription.table import Cell, Row, Table, Value

from .expression import ADDRESS, Cells, Quantity, evaluate, quantities
from .figures import figures_of
from .pairs import declared_pairs, ledger_of, own_checks, pairs
from .populations import check_relations, relations
from .words import summary

PLACEHOLDER = re.compile(r"\{(\w+)\}")
DECIMALS = 4
"""Quotients are published with this many, a thousand times finer than a printed percentage."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A check of two quantities: the key of its row, and what holds of them."""

    key: str
    check: Check
    expressions: tuple[str, str]
    left: Quantity
    right: Quantity

    @property
    def difference(self) -> Fraction:
        """Left minus right, as printed."""
        return self.left.value - self.right.value

    @property
    def finding(self) -> str:
        """Whether the relation holds as printed, or for some numbers that would be printed so."""
        if self.check.not_comparable:
            return "not_comparable"
        at_most = self.check.relation == "at_most"
        if self.difference == 0 or (at_most and self.difference < 0):
            return "agrees"
        meet = min(self.left.ends) <= max(self.right.ends) and (
            at_most or min(self.right.ends) <= max(self.left.ends)
        )
        return "agrees_when_rounded" if meet else "conflicts"

    @property
    def truncation(self) -> bool:
        """Whether cutting one side off, instead of rounding it, would explain a conflict."""
        of_two_cells = not any("[" in expression for expression in self.expressions)
        return (
            of_two_cells
            and self.check.relation == "equals"
            and self.finding == "conflicts"
            and (cut_off(self.left, self.right) or cut_off(self.right, self.left))
        )


def cut_off(short: Quantity, full: Quantity) -> bool:
    """Whether a figure is another one without its last digits; above it lies half a unit."""
    unit = 2 * (max(short.ends) - short.value)
    return short.value <= min(full.ends) and max(full.ends) < short.value + unit


def reconcile(article: Article, tables: Mapping[str, Table], definition: Definition) -> Table:
    """One row for each comparison: those declared, then those of the pairs that nobody declared.

    A check with ``each`` compares once for every row of a table.
    """
    check_relations(definition, tables)
    cells = quantities(tables)
    declared = list(compared(definition.checks, tables, cells, definition))
    found = pairs(figures_of(tables), definition)
    own = own_checks(found, declared_pairs(declared))
    rows = (*declared, *compared(own, tables, cells, definition))
    return Table(definition, rows, relations(article, definition))


def compared(
    checks: Mapping[str, Check], tables: Mapping[str, Table], cells: Cells, definition: Definition
) -> Iterator[Row]:
    """The rows of some checks."""
    for name, check in checks.items():
        spot = definition.spot(f"checks.{name}")
        for key, values in instances(spot, name, check, tables):
            found = row(comparison(spot, key, check, values, cells))
            found["declared"] = name in definition.checks
            yield {column: Cell(found[column]) for column in definition.fields}


def ledger(tables: Mapping[str, Table], reconciled: Table, definition: Definition) -> Table:
    """The table ``pairs``: every pair that can be compared, with the check that compares it."""
    found = pairs(figures_of(tables), reconciled.definition)
    return ledger_of(found, declared_pairs(reconciled.rows), definition)


def row(found: Comparison) -> dict[str, Value]:
    """One comparison as a row."""
    left, right = found.expressions
    return {
        "comparison": found.key,
        "title": found.check.title,
        "kind": found.check.kind,
        "left_side": left,
        "relation": found.check.relation,
        "right_side": right,
        "left_value": published(found.left.value),
        "left_low": published(min(found.left.ends)),
        "left_high": published(max(found.left.ends)),
        "right_value": published(found.right.value),
        "right_low": published(min(found.right.ends)),
        "right_high": published(max(found.right.ends)),
        "difference": published(found.difference),
        "unit": found.check.unit,
        "finding": found.finding,
        "truncation": found.truncation,
        "summary": summary(found.check, found.finding, found.truncation, found.left, found.right),
        "note": found.check.not_comparable or found.check.note,
    }


def instances(
    spot: str, name: str, check: Check, tables: Mapping[str, Table]
) -> Iterator[tuple[str, dict[str, str]]]:
    """The keys of the rows that a check gives, and what its placeholders stand for in each."""
    check_check(spot, check)
    if check.each is None:
        yield name, {}
        return
    if check.each not in tables:
        raise Refusal(f"{spot}: no table {check.each!r}; there are {', '.join(tables)}")
    table = tables[check.each]
    used = set(PLACEHOLDER.findall(check.left + check.right + check.title))
    for field in sorted((used | set(check.where)) - set(table.definition.fields)):
        raise Refusal(f"{spot}: no field {field!r} in table {table.name}")
    for field, allowed in check.where.items():
        for value in set(allowed) - set(table.column(field)):
            raise Refusal(f"{spot}: no row of {table.name} has {value!r} as its {field}")
    for cells in table.rows:
        values = {field: cells[field].value for field in used}
        selected = all(cells[field].value in allowed for field, allowed in check.where.items())
        if selected and None not in values.values():
            key = table.key(cells).lower().replace(" ", "-")
            yield f"{name}-{key}", {field: str(value) for field, value in values.items()}


def check_check(spot: str, check: Check) -> None:
    """Refuse two notes, an idle ``where``, and braces that stand for no field."""
    if check.not_comparable and check.note:
        raise Refusal(f"{spot}: not_comparable is the note; give one of the two")
    if check.where and not check.each:
        raise Refusal(f"{spot}: where selects rows of each; give both")
    for words in (check.title, check.left, check.right):
        rest = PLACEHOLDER.sub("", words) if check.each else words
        if "{" in rest or "}" in rest:
            raise Refusal(f"{spot}: a brace in {words!r} stands for no field of the rows of each")


def comparison(
    spot: str, key: str, check: Check, values: dict[str, str], cells: Cells
) -> Comparison:
    """One comparison, its placeholders filled in."""
    sides = (check.left.format(**values), check.right.format(**values))
    check_apart(spot, sides, cells)
    left, right = (evaluate(side, cells, spot) for side in sides)
    titled = msgspec.structs.replace(check, title=check.title.format(**values))
    return Comparison(key, titled, (plain(sides[0]), plain(sides[1])), left, right)


def check_apart(spot: str, sides: tuple[str, str], cells: Cells) -> None:
    """Refuse an uncertain figure that stands on both sides: there it is one quantity."""
    for address in set(ADDRESS.findall(sides[0])) & set(ADDRESS.findall(sides[1])):
        if address in cells and len(cells[address].ends) > 1:
            raise Refusal(f"{spot}: {address} stands on both sides; bring it to one of them")


def plain(expression: str) -> str:
    """An expression of one cell as the address of that cell."""
    single = ADDRESS.fullmatch(expression)
    return single[1] if single and "*" not in expression else expression


def published(value: Fraction) -> int | Decimal:
    """A whole number as it is, another with ``DECIMALS`` decimals."""
    if value.denominator == 1:
        return value.numerator
    rounded = round(value, DECIMALS)
    return (Decimal(rounded.numerator) / Decimal(rounded.denominator)).normalize()

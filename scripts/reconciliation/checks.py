"""Compute the findings of the comparisons from the published cells, and from nothing else."""

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

from .bounds import counting_units
from .expression import ADDRESS, Cells, Quantity, evaluate, quantities
from .figures import WORDS, Figure, figures_of
from .pairs import own_checks, pairs
from .populations import check_relations, relations
from .wordings import check_wordings
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
        """Tell whether the relation holds as printed, or for numbers printed this way."""
        if self.check.not_comparable:
            return "not_comparable"
        at_most = self.check.relation == "at_most"
        if self.difference == 0 or (at_most and self.difference < 0):
            return "agrees"
        meet = self.left.least <= self.right.most and (
            at_most or self.right.least <= self.left.most
        )
        return "agrees_when_rounded" if meet else "conflicts"

    @property
    def truncation(self) -> bool:
        """Tell whether cutting one side off, instead of rounding it, would explain a conflict."""
        of_two_cells = not any("[" in expression for expression in self.expressions)
        return (
            of_two_cells
            and self.check.relation == "equals"
            and self.finding == "conflicts"
            and (cut_off(self.left, self.right) or cut_off(self.right, self.left))
        )


def cut_off(short: Quantity, full: Quantity) -> bool:
    """Tell whether a figure is another one without its last digits; above it lies half a unit."""
    unit = 2 * (short.most - short.value)
    return short.value <= full.least and full.most < short.value + unit


@dataclass(frozen=True, slots=True)
class Given:
    """What checks compute with: every number, every figure in words, the units that count."""

    cells: Cells
    figures: Mapping[str, Figure]
    counts: set[str]


def reconcile(article: Article, tables: Mapping[str, Table], definition: Definition) -> Table:
    """One row for each comparison: those declared, then those of the pairs that nobody declared.

    A check with ``each`` compares once for every row of a table.
    """
    check_relations(definition, tables)
    figures = figures_of(tables, definition)
    given = Given(quantities(tables), figures, counting_units(tables))
    declared = list(compared(definition.checks, tables, given, definition))
    check_wordings(tables, declared, definition)
    own = own_checks(pairs(tables, declared, definition))
    rows = (*declared, *compared(own, tables, given, definition))
    return Table(definition, rows, relations(article, definition))


def compared(
    checks: Mapping[str, Check], tables: Mapping[str, Table], given: Given, definition: Definition
) -> Iterator[Row]:
    """Yield the rows of some checks."""
    for name, check in checks.items():
        spot = definition.spot(f"checks.{name}")
        for key, values in instances(spot, name, check, tables):
            found = row(comparison(spot, key, check, values, given))
            found["declared"] = name in definition.checks
            yield {column: Cell(found[column]) for column in definition.fields}


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
        "left_low": published(found.left.low),
        "left_high": published(found.left.high),
        "right_value": published(found.right.value),
        "right_low": published(found.right.low),
        "right_high": published(found.right.high),
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
    """Yield the keys of the rows that a check gives, and what its placeholders stand for."""
    check_check(spot, check)
    if check.each is None:
        yield name, {}
        return
    if check.each not in tables:
        raise Refusal(f"{spot}: no table {check.each!r}; there are {', '.join(tables)}")
    table = tables[check.each]
    used = set(PLACEHOLDER.findall(check.left + check.right))
    used |= set(PLACEHOLDER.findall(check.title)) - set(WORDS)
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
    spot: str, key: str, check: Check, values: dict[str, str], given: Given
) -> Comparison:
    """One comparison, its placeholders filled in."""
    sides = (check.left.format(**values), check.right.format(**values))
    check_apart(spot, sides, given.cells)
    left, right = (evaluate(side, given.cells, spot) for side in sides)
    for side in (left, right):
        check_unit(spot, side, check.unit, given.counts)
    title = in_words(spot, check.title, values, given.figures.get(plain(sides[0])))
    titled = msgspec.structs.replace(check, title=title)
    return Comparison(key, titled, (plain(sides[0]), plain(sides[1])), left, right)


def in_words(spot: str, title: str, values: dict[str, str], left: Figure | None) -> str:
    """Fill in a title with cells of the row and with words for the figure on the left."""
    if left is None and set(PLACEHOLDER.findall(title)) & set(WORDS):
        raise Refusal(f"{spot}: the left side is no figure; its title has no words for one")
    return title.format(**values, **(left.words if left else {}))


def check_apart(spot: str, sides: tuple[str, str], cells: Cells) -> None:
    """Refuse sides that are no two things: without a cell, of the same cells, of one quantity."""
    left, right = (set(ADDRESS.findall(side)) for side in sides)
    for side, named in zip(sides, (left, right), strict=True):
        if not named:
            raise Refusal(f"{spot}: {side!r} names no cell; a check holds cells against each other")
    if left == right:
        raise Refusal(f"{spot}: both sides name the same cells; compare them with others")
    for address in left & right:
        if address in cells and len(cells[address].ends) > 1:
            raise Refusal(f"{spot}: {address} stands on both sides; bring it to one of them")


def check_unit(spot: str, side: Quantity, unit: str, counts: set[str]) -> None:
    """Refuse a side in another unit than that of the check; a quotient is no count."""
    if side.unit != unit and (side.unit or unit in counts):
        raise Refusal(f"{spot}: a side is in {side.unit or 'no unit'}, the check in {unit}")


def plain(expression: str) -> str:
    """Write an expression of one cell as the address of that cell."""
    single = ADDRESS.fullmatch(expression)
    return single[1] if single and "*" not in expression else expression


def published(value: Fraction | None) -> int | Decimal | None:
    """Publish a whole number as it is, another with ``DECIMALS`` decimals."""
    if value is None:
        return None
    if value.denominator == 1:
        return value.numerator
    rounded = round(value, DECIMALS)
    return (Decimal(rounded.numerator) / Decimal(rounded.denominator)).normalize()

"""Compute the findings of the comparisons from the published cells, and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

import msgspec

from transcription.article import Article
from transcription.definition import Check, Definition
from transcription.refusal import Refusal
from transcription.table import Cell, Row, Table, Value

from .assumptions import SEPARATOR, assumptions_of, check_assumptions
from .bounds import counting_units
from .claims import AGAIN, first_printings, links
from .disputes import in_disputes
from .expression import ADDRESS, Cells, Quantity, evaluate
from .figures import Figure, figures_of
from .instances import filled, instances, title_of
from .pairs import own_checks, pairs
from .populations import check_relations, relations
from .readings import Figures, prints
from .rests import rests
from .spreads import spreads
from .verdict import Trial, Verdict, judge, restatement
from .wordings import check_wordings
from .words import size_of, summary

DECIMALS = 4
"""Quotients are published with this many, a thousand times finer than a printed percentage."""
SIDES = ("left", "right")
RESTATING = ("rival", "rounding", "ratio", "percentage", "prose_table")
"""The kinds of comparison of which one side may be the other, cut or rounded."""
INTEREST = ("conflict", "undecided", "compatible", "same", "not_comparable", "")
"""The verdicts in the order in which findings are listed; derived figures have none."""


@dataclass(frozen=True, slots=True)
class Given:
    """What checks compute with: every number, every figure in words, the units that count.

    ``in_place`` has what stands for a figure of which only some people are counted.
    """

    numbers: Figures
    figures: Mapping[str, Figure]
    counts: set[str]
    definition: Definition
    in_place: Mapping[str, str]

    @property
    def cells(self) -> Cells:
        """Return every number as printed."""
        return {address: each.quantity for address, each in self.numbers.prints.items()}


@dataclass(frozen=True, slots=True)
class Comparison:
    """A check of two quantities, or of one; its sides as text, and the verdict on them."""

    key: str
    check: Check
    sides: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    verdict: Verdict
    assumes: Sequence[str]


def reconcile(
    article: Article,
    tables: Mapping[str, Table],
    definition: Definition,
    disputes: Definition | None = None,
) -> Table:
    """Compare what is declared, and every other pair; list what is worth it by its interest.

    A check with ``each`` compares once for every row of a table.
    """
    check_relations(definition, tables)
    figures, numbers = figures_of(tables, definition), Figures(prints(tables), definition.readings)
    given = Given(numbers, figures, counting_units(tables), definition, {})
    again = {name: check for name, check in definition.checks.items() if check.kind == AGAIN}
    firsts = first_printings([*figures], links(tables, list(compared(again, tables, given))))
    given = replace(given, in_place=in_place(firsts, definition))
    declared = list(compared(definition.checks, tables, given))
    check_wordings(tables, declared, definition)
    made = own_checks(pairs(tables, declared, definition))
    rows = [*declared, *compared(made, tables, given)]
    own = own_counts(rows, firsts, given)
    rows += compared(spreads(own, figures, firsts, tables, definition), tables, given)
    check_assumptions(article, rows, figures, definition)
    check_in_place(rows, given.in_place, definition)
    kept = in_disputes([row for row in rows if not is_trivial(row)], disputes)
    return Table(definition, tuple(sorted(kept, key=interest)), relations(article, definition))


def is_trivial(row: Row) -> bool:
    """Tell whether a comparison that nobody declared says only that a part is within its whole."""
    made = row["kind"].value == "contained" and not row["declared"].value
    return made and row["finding"].value in ("compatible", "same")


def own_counts(rows: Sequence[Row], firsts: Mapping[str, str], given: Given) -> dict[str, Fraction]:
    """Map the figures whose claims rest on no others to their values."""
    cells = given.cells
    resting = rests(rows, given.figures, cells, firsts)
    return {
        address: cells[address].value
        for address in given.figures
        if address in cells and firsts[address] not in resting
    }


def interest(row: Row) -> tuple[int, float]:
    """Sort by verdict, and then by size."""
    size = row["difference_percent"].value
    return INTEREST.index(str(row["finding"].value or "")), -float(str(size or 0))


def in_place(firsts: Mapping[str, str], definition: Definition) -> dict[str, str]:
    """Map every printing of a claim to what stands for it if some of its people are left out."""
    given = definition.readings.population
    for address in given:
        if address not in firsts:
            spot = definition.spot("readings.population")
            raise Refusal(f"{spot}: no figure stands at {address!r}")
    claims = {firsts[address]: expression for address, expression in given.items()}
    return {each: claims[first] for each, first in firsts.items() if first in claims}


def check_in_place(rows: Sequence[Row], stands: Mapping[str, str], definition: Definition) -> None:
    """Refuse what stands for a figure that no comparison names."""
    sides = " ".join(f"[{row[side].value}]" for row in rows for side in ("left_side", "right_side"))
    for address, expression in definition.readings.population.items():
        printings = [each for each, other in stands.items() if other == expression]
        if not any(f"[{each}]" in sides for each in printings):
            spot = definition.spot("readings.population")
            raise Refusal(f"{spot}: no comparison names {address!r}; delete it")


def compared(
    checks: Mapping[str, Check], tables: Mapping[str, Table], given: Given
) -> Iterator[Row]:
    """Yield the rows of some checks."""
    definition = given.definition
    for name, check in checks.items():
        spot = definition.spot(f"checks.{name}")
        for key, values in instances(spot, name, check, tables):
            found = row(comparison(spot, key, check, values, given), given)
            found["declared"] = name in definition.checks
            yield {column: Cell(found.get(column)) for column in definition.fields}


def row(found: Comparison, given: Given) -> dict[str, Value]:
    """Write one comparison as a row."""
    check, two = found.check, len(found.quantities) > 1
    values: dict[str, Value] = {
        "comparison": found.key,
        "title": check.title,
        "kind": check.kind,
        "relation": check.relation if two else None,
        "unit": check.unit,
        "finding": found.verdict.finding or None,
        "depends_on": SEPARATOR.join(found.verdict.depends_on) or None,
        "assumes": SEPARATOR.join(found.assumes) or None,
        "summary": summary_of(found, given),
        "note": check.not_comparable or check.note,
    }
    for side, text, quantity in zip(SIDES, found.sides, found.quantities, strict=False):
        values[f"{side}_side"] = text
        values[f"{side}_value"] = published(quantity.value)
        values[f"{side}_low"] = published(quantity.low)
        values[f"{side}_high"] = published(quantity.high)
    if two and found.verdict.finding != "not_comparable":
        left, right = (each.value for each in found.quantities)
        values["difference"] = published(left - right)
        values["difference_percent"] = published(size_of(left, right))
    return values


def summary_of(found: Comparison, given: Given) -> str:
    """Put a comparison into a sentence, with what it assumes."""
    terms = given.definition.assumptions
    assumed = [terms[name].that for name in found.assumes if name in terms]
    return summary(found.check, found.verdict, found.quantities, assumed)


def comparison(
    spot: str, key: str, check: Check, values: dict[str, str], given: Given
) -> Comparison:
    """Make one comparison, its placeholders filled in."""
    check = filled(check, values)
    sides = tuple(side for side in (check.left, check.right) if side)
    check_apart(spot, sides, given.cells)
    quantities = tuple(evaluate(side, given.cells, spot) for side in sides)
    for side in quantities:
        check_unit(spot, side, check.unit, given.counts)
    title = title_of(spot, check.title, values, given.figures.get(plain(sides[0])))
    check = msgspec.structs.replace(check, title=title)
    cells = [cell for side in sides for cell in ADDRESS.findall(side)]
    assumes = assumptions_of(check, cells, given.figures, given.definition)
    verdict = verdict_of(spot, check, quantities, given)
    return Comparison(key, check, tuple(map(plain, sides)), quantities, verdict, assumes)


def verdict_of(spot: str, check: Check, quantities: tuple[Quantity, ...], given: Given) -> Verdict:
    """Judge two sides; a figure of one side, or a spread, has no verdict."""
    if check.right is None or check.relation == "to":
        return Verdict("")
    if check.not_comparable:
        return Verdict("not_comparable")
    at_most, sides = check.relation == "at_most", (check.left, check.right)
    if not at_most and quantities[0].value == quantities[1].value:
        return Verdict("same")
    free = not at_most and are_held(sides, given)
    trial = Trial(spot, *sides, at_most, tuple(check.day), free, given.in_place)
    found = judge(trial, given.numbers)
    if at_most or check.kind not in RESTATING:
        return found
    single = [plain(side) in given.figures for side in sides]
    if again := restatement(quantities, single):
        return Verdict("same", found.depends_on, again[1])
    roughly = restatement(quantities, single, digits=1) if found.finding == "compatible" else None
    return replace(found, restates=roughly[1]) if roughly else found


def are_held(sides: tuple[str, ...], given: Given) -> bool:
    """Tell whether both sides are figures that hold at one unknown day each."""
    figures = [given.figures.get(plain(side)) for side in sides]
    return all(each and given.definition.measures[each.measure].state for each in figures)


def check_apart(spot: str, sides: tuple[str, ...], cells: Cells) -> None:
    """Refuse sides that are no two things: without a cell, of the same cells, of one quantity."""
    found = [set(ADDRESS.findall(side)) for side in sides]
    for side, named in zip(sides, found, strict=True):
        if not named:
            raise Refusal(f"{spot}: {side!r} names no cell; a check holds cells against each other")
    if len(found) == 1:
        return
    if found[0] == found[1]:
        raise Refusal(f"{spot}: both sides name the same cells; compare them with others")
    for address in found[0] & found[1]:
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

"""Figures that count the same thing -> every two of them, compared, or with the reason why not.

Two figures are a pair if they have one measure and unit. Nobody has to remember one: a pair that no
declared check compares is compared by a check of its own if its people and its times allow it; else
the ledger says why not. A figure that is printed again is compared with its first printing, which
stands for it in every other pair.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Literal

from german_pows_ussr._period import first_and_last_day
from transcription.definition import Check, Definition
from transcription.refusal import Refusal
from transcription.table import Cell, Row, Table, Value

from .expression import ADDRESS
from .figures import Figure, figures_of
from .words import period_in_words

AGAIN = "repeat"
"""The kind of check that says of two cells that the left is the right one, printed again."""

SUM = "part_whole"
"""The kind of check that compares a whole with all its parts."""

Order = Literal["same", "within", "around", "beside", "unrelated"]
"""Beside each other are what neither holds; unrelated what nothing says more of than that."""

FIELDS = (
    "left_cell", "right_cell", "measure", "populations", "times", "comparison", "reason",
)  # fmt: skip
ONE_COLUMN = "one_column"
"""The reason for all the pairs of cells of one drawn column, which one row states."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures, how the first stands to the second, and the check of the two, or why none."""

    left: Figure
    right: Figure
    populations: Order
    times: Order
    check: str | None
    reason: str | None = None

    @property
    def whole(self) -> bool:
        """Whether both speak of the same people and time."""
        return {self.populations, self.times} == {"same"}

    @property
    def key(self) -> str:
        """The key of the check that compares it: the declared one, or its two cells."""
        return self.check or "-and-".join(map(short, (self.left.address, self.right.address)))


def pairs(
    figures: Mapping[str, Figure], checked: Sequence[Row], definition: Definition
) -> list[Pair]:
    """Every pair but those within one drawn column, in the order of the figures."""
    first, summed = firsts(figures, checked), sums(checked)
    checks = compared_pairs(checked, first)
    alone = [figure for address, figure in figures.items() if address not in first]
    again = [(figures[one], figures[cell]) for cell, one in first.items()]
    found = []
    for one, other in [*filter(alike, combinations(alone, 2)), *again]:
        people = order_of_populations(one.population, other.population, definition)
        times = order_of_times(one, other, definition)
        check = checks.get(frozenset({one.address, other.address}))
        pair = Pair(one, other, people, times, check)
        found.append(pair if check else replace(pair, reason=reason_of(pair, summed)))
    return found


def alike(pair: tuple[Figure, Figure]) -> bool:
    """Whether two figures count the same thing, and do not stand in one column."""
    one, other = pair
    in_one = one.column is not None and one.column == other.column
    return (one.measure, one.unit) == (other.measure, other.unit) and not in_one


def firsts(figures: Mapping[str, Figure], checked: Sequence[Row]) -> dict[str, str]:
    """The first printing of each figure that a check declares, and finds, to be printed again."""
    found: dict[str, str] = {}
    for row in checked:
        again, first = str(row["left_side"].value), str(row["right_side"].value)
        if row["kind"].value != AGAIN or row["finding"].value != "agrees":
            continue
        if {again, first} - set(figures) or again in found:
            raise Refusal(
                f"scripts/article/reconciliation.toml, {row['comparison'].value}: a {AGAIN} names "
                "two figures, on the left one that no other check calls printed again"
            )
        if figures[again].measure == figures[first].measure:
            found[again] = first
    return found


def sums(checked: Sequence[Row]) -> list[set[str]]:
    """The cells of each check of a whole and its parts."""
    return [cells_of(row) for row in checked if row["kind"].value == SUM]


def cells_of(row: Row) -> set[str]:
    """The cells that both sides of a check name."""
    sides = [str(row[side].value) for side in ("left_side", "right_side")]
    return {cell for side in sides for cell in ADDRESS.findall(side) or [side]}


def reason_of(pair: Pair, summed: Sequence[set[str]]) -> str | None:
    """Why two figures are not compared, by the first rule that applies; None if they are."""
    one, other = pair.left, pair.right
    in_whole = one.address in other.wholes or other.address in one.wholes
    cells = {one.address, other.address}
    rules = {
        "no_number": not (one.printed and other.printed),
        "part_of_whole": in_whole and any(cells <= each for each in summed),
        "unrelated_people": pair.populations == "unrelated",
        "other_people": pair.populations == "beside",
        "other_times": pair.times == "beside",
        "share_of_others": not (one.counts or pair.whole),
        "crossing": {pair.populations, pair.times} == {"within", "around"},
    }
    return next((reason for reason, applies in rules.items() if applies), None)


def columns(figures: Mapping[str, Figure]) -> dict[str, str]:
    """The measure of each drawn column."""
    return {figure.column: figure.measure for figure in figures.values() if figure.column}


def own_checks(found: Sequence[Pair]) -> dict[str, Check]:
    """A check for each pair that can be compared and that no declared one compares."""
    return {pair.key: check_of(pair) for pair in found if not (pair.check or pair.reason)}


def short(address: str) -> str:
    """A cell as a part of a key."""
    row = address.split("/")[1].lower().replace(" ", "-")
    field = address.rpartition("/")[2].replace("_", "-")
    return row if field == "value" else f"{row}-{field}"


def check_of(pair: Pair) -> Check:
    """What should hold of a pair: the same, or one side at most the other."""
    left, right = pair.left, pair.right
    if "around" in (pair.populations, pair.times) or (
        pair.whole and left.limit and not right.limit
    ):
        left, right = right, left
    at_most = not pair.whole or left.limit != right.limit
    return Check(
        title=titled(pair, left, right),
        kind="rival" if pair.whole else "contained",
        left=f"[{left.address}]",
        right=f"[{right.address}]",
        unit=left.unit,
        relation="at_most" if at_most else "equals",
    )


def titled(pair: Pair, left: Figure, right: Figure) -> str:
    """What a pair compares, in words."""
    held = "against" if pair.whole else "as part of"
    against = "against the maximum for" if right.limit and not left.limit else held
    return f"{left.counted.capitalize()}: {side(left)} {against} {side(right)}"


def side(figure: Figure) -> str:
    """A figure in words: of whom, on whose word, when."""
    period = f", {period_in_words(figure.period)}" if figure.period else ""
    return f"{figure.people} ({figure.speaker}{period})"


def compared_pairs(checked: Sequence[Row], first: Mapping[str, str]) -> dict[frozenset[str], str]:
    """The pairs that some checks compare, and by which; a later printing stands for its first."""
    found: dict[frozenset[str], str] = {}
    for row in checked:
        sides = [str(row[side].value) for side in ("left_side", "right_side")]
        if not any(ADDRESS.search(side) for side in sides):
            found[frozenset(sides)] = str(row["comparison"].value)
            found.setdefault(
                frozenset(first.get(side, side) for side in sides), str(row["comparison"].value)
            )
    return found


def order_of_populations(one: str, other: str, definition: Definition) -> Order:
    """How the people of one population stand to those of another."""
    relations = definition.populations
    names = {name: relations[name].same_as or name for name in (one, other)}
    if names[one] == names[other]:
        return "same"
    if names[other] in holders(one, definition):
        return "within"
    if names[one] in holders(other, definition):
        return "around"
    shared = holders(one, definition) & holders(other, definition)
    return "beside" if shared else "unrelated"


def holders(name: str, definition: Definition) -> set[str]:
    """The populations that hold one, directly or not, each by the name that others share."""
    relations = definition.populations
    found: set[str] = set()
    waiting = {name, relations[name].same_as or name}
    while waiting:
        within = {whole for each in waiting for whole in relations[each].within}
        waiting = {relations[whole].same_as or whole for whole in within} | within
        waiting -= found
        found |= waiting
    return found


def order_of_times(one: Figure, other: Figure, definition: Definition) -> Order:
    """How the time of one figure stands to that of another; undated is all the time."""
    (first, last), (begin, end) = days(one.period), days(other.period)
    if definition.measures[one.measure].state:
        dated = one.period and other.period
        return "same" if dated and first <= end and begin <= last else "beside"
    if (first, last) == (begin, end):
        return "same"
    if begin <= first and last <= end:
        return "within"
    return "around" if first <= begin and end <= last else "beside"


def days(period: str | None) -> tuple[date, date]:
    """Return the first and the last day of a period; an open end, or none at all, is all days."""
    first, last = first_and_last_day(period) if period else (None, None)
    return first or date.min, last or date.max


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

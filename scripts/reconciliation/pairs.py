"""Figures that count the same thing -> every two of them that can be compared, and by which check.

Two figures are a pair if they have one measure and unit, and their populations and their times are
the same, or one holds the other. Nobody has to remember one: a pair that no declared check compares
is compared by a check of its own, and the table ``pairs`` is the ledger of all of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from transcription.definition import Check, Definition
from transcription.table import Cell, Row, Table

from .expression import ADDRESS
from .figures import Figure
from .orders import Order, order_of_populations, order_of_times

FIELDS = ("left_cell", "right_cell", "measure", "populations", "times", "comparison")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures, and how the people and the time of the first stand to those of the second."""

    left: Figure
    right: Figure
    populations: Order
    times: Order

    @property
    def addresses(self) -> frozenset[str]:
        """The two cells."""
        return frozenset({self.left.address, self.right.address})


def pairs(figures: Sequence[Figure], definition: Definition) -> list[Pair]:
    """Every pair, the smaller or the earlier figure on the left."""
    found = []
    for one, other in combinations(figures, 2):
        orders = comparable(one, other, definition)
        if orders:
            found.append(Pair(one, other, *orders))
    return found


def comparable(one: Figure, other: Figure, definition: Definition) -> tuple[Order, Order] | None:
    """How two figures stand to each other, if they can be compared."""
    related = one.address in other.wholes or other.address in one.wholes or one.drawn_with(other)
    if related or (one.measure, one.unit) != (other.measure, other.unit):
        return None
    people = order_of_populations(one.population, other.population, definition)
    times = order_of_times(one, other, definition)
    if people is None or times is None or {people, times} == {"within", "around"}:
        return None
    whole_only = one.unit != "persons" and {people, times} != {"same"}
    return None if whole_only else (people, times)


def own_checks(found: Sequence[Pair], declared: Mapping[frozenset[str], str]) -> dict[str, Check]:
    """A check for each pair that no declared one compares."""
    return {key_of(pair): check_of(pair) for pair in found if pair.addresses not in declared}


def key_of(pair: Pair) -> str:
    """The key of a pair: its two cells."""
    return "-and-".join(short(figure.address) for figure in (pair.left, pair.right))


def short(address: str) -> str:
    """A cell as a part of a key."""
    row = address.split("/")[1].lower().replace(" ", "-")
    field = address.rpartition("/")[2].replace("_", "-")
    return row if field == "value" else f"{row}-{field}"


def check_of(pair: Pair) -> Check:
    """What should hold of a pair: the same, or one side at most the other."""
    left, right = pair.left, pair.right
    whole = {pair.populations, pair.times} == {"same"}
    if "around" in (pair.populations, pair.times) or (whole and left.limit and not right.limit):
        left, right = right, left
    at_most = not whole or left.limit != right.limit
    return Check(
        title=titled(pair, left, right),
        kind="rival" if whole else "contained",
        left=f"[{left.address}]",
        right=f"[{right.address}]",
        unit=left.unit,
        relation="at_most" if at_most else "equals",
    )


def titled(pair: Pair, left: Figure, right: Figure) -> str:
    """What a pair compares, in words."""
    measure = left.measure.replace("_", " ").capitalize()
    whole = {pair.populations, pair.times} == {"same"}
    held = "against" if whole else "within"
    against = "against the maximum of" if right.limit and not left.limit else held
    return f"{measure}: {side(left)} {against} {side(right)}"


def side(figure: Figure) -> str:
    """A figure in words: of whom, on whose word, when."""
    period = f", {figure.period}" if figure.period else ""
    return f"{figure.called} ({figure.speaker}{period})"


def declared_pairs(rows: Sequence[Row]) -> dict[frozenset[str], str]:
    """The pairs that declared checks compare, and by which."""
    found = {}
    for row in rows:
        sides = {str(row[side].value) for side in ("left_side", "right_side")}
        if not any(ADDRESS.search(side) for side in sides):
            found[frozenset(sides)] = str(row["comparison"].value)
    return found


def ledger_of(
    found: Sequence[Pair], checks: Mapping[frozenset[str], str], definition: Definition
) -> Table:
    """The table ``pairs``: every pair once, with the check that compares it."""
    rows = []
    for pair in found:
        check = checks.get(pair.addresses, key_of(pair))
        values = (pair.left.address, pair.right.address, pair.left.measure, pair.populations,
                  pair.times, check)  # fmt: skip
        rows.append({name: Cell(value) for name, value in zip(FIELDS, values, strict=True)})
    return Table(definition, tuple(rows))

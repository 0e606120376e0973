"""Pair the figures that count the same thing: compare each two, or say why not.

Two figures are a pair if they have one measure and unit. Nobody has to remember one: a pair that no
declared check compares is compared by a check of its own if its people and its times allow it; else
there is a reason why not. A claim stands in a pair once, by the printing whose wording is nearest
to that of the other side; a later printing is compared with the first one only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Literal

from german_pows_ussr._period import first_and_last_day
from transcription.definition import Check, Definition
from transcription.refusal import Refusal
from transcription.table import Row, Table

from .claims import AGAIN
from .expression import ADDRESS
from .figures import Figure, Tables, figures_of
from .wordings import nearest, printings_of, wordings
from .words import period_in_words

SUM = "part_whole"
"""The kind of check that compares a whole with all its parts."""

Order = Literal["same", "within", "around", "beside", "unrelated"]
"""Beside each other are what neither holds; unrelated what nothing says more of than that."""

AS_OF = "../"
"""How the period of a count begins that has everything up to a day."""
COMPARING = ("equals", "at_most")
"""The relations of two sides that are compared; from the least to the greatest is none."""
ONE_COLUMN = "one_column"
"""The reason for all the pairs of cells of one drawn column."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures, how the first stands to the second, and the check of the two, or why none.

    ``left`` and ``right`` are the printings that are compared, ``key`` names the first ones.
    """

    left: Figure
    right: Figure
    populations: Order
    times: Order
    key: str
    declared: bool
    reason: str | None

    @property
    def whole(self) -> bool:
        """Tell whether both speak of the same people and time."""
        return {self.populations, self.times} == {"same"}


@dataclass(frozen=True, slots=True)
class PairCounts:
    """How many pairs are compared, by whom, how many hold trivially, and how many are not."""

    declared: int
    made: int
    trivial: int
    reasons: Mapping[str, int]
    meanings: Mapping[str, str]

    @property
    def total(self) -> int:
        """The number of all pairs."""
        return self.declared + self.made + self.trivial + sum(self.reasons.values())


def pairs(tables: Tables, checked: Sequence[Row], definition: Definition) -> list[Pair]:
    """List every pair but those within one drawn column, in the order of the figures."""
    figures = figures_of(tables, definition)
    printings = printings_of(tables, figures, checked)
    firsts = {each.address: claim[0].address for claim in printings for each in claim}
    checks, summed = compared_pairs(checked, firsts), sums(checked)
    again = [([claim[0]], [each]) for claim in printings for each in claim[1:]]
    terms = wordings(tables)
    found = []
    for one, other in [*filter(alike, combinations(printings, 2)), *again]:
        left, right = nearest(one, other, terms)
        check = checks.get(frozenset({one[0].address, other[0].address}))
        people = order_of_populations(left.population, right.population, definition)
        times = order_of_times(left, right, definition)
        why = None if check else reason_of((one[0], other[0]), people, times, summed)
        key = check or "-and-".join(sorted(map(short, (one[0].address, other[0].address))))
        found.append(Pair(left, right, people, times, key, check is not None, why))
    return found


def alike(pair: tuple[list[Figure], list[Figure]]) -> bool:
    """Tell whether two claims count the same thing, and do not stand in one column."""
    one, other = pair[0][0], pair[1][0]
    in_one = one.column is not None and one.column == other.column
    return (one.measure, one.unit) == (other.measure, other.unit) and not in_one


def sums(checked: Sequence[Row]) -> list[set[str]]:
    """List the cells of each check of a whole and its parts."""
    return [cells_of(row) for row in checked if row["kind"].value == SUM]


def cells_of(row: Row) -> set[str]:
    """List the cells that both sides of a check name."""
    sides = [str(row[side].value) for side in ("left_side", "right_side")]
    return {cell for side in sides for cell in ADDRESS.findall(side) or [side]}


def reason_of(
    firsts: tuple[Figure, Figure], people: Order, times: Order, summed: Sequence[set[str]]
) -> str | None:
    """Say why two figures are not compared, by the first rule that applies; None if they are."""
    one, other = firsts
    in_whole = one.address in other.wholes or other.address in one.wholes
    cells = {one.address, other.address}
    rules = {
        "no_number": not (one.printed and other.printed),
        "part_of_whole": in_whole and any(cells <= each for each in summed),
        "unrelated_people": people == "unrelated",
        "other_people": people == "beside",
        "other_times": times == "beside",
        "share_of_others": not one.counts and {people, times} != {"same"},
        "crossing": {people, times} == {"within", "around"},
    }
    return next((reason for reason, applies in rules.items() if applies), None)


def own_checks(found: Sequence[Pair]) -> dict[str, Check]:
    """Make a check for each pair that can be compared and that no declared one compares."""
    return {pair.key: check_of(pair) for pair in found if not (pair.declared or pair.reason)}


def short(address: str) -> str:
    """Write a cell as a part of a key."""
    row = address.split("/")[1].lower().replace(" ", "-")
    field = address.rpartition("/")[2].replace("_", "-")
    return row if field == "value" else f"{row}-{field}"


def check_of(pair: Pair) -> Check:
    """Make the check of a pair: both the same, or one side at most the other."""
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
    """Say what a pair compares."""
    held = "against" if pair.whole else "as part of"
    against = "against the maximum for" if right.limit and not left.limit else held
    return f"{left.counted.capitalize()}: {side(left)} {against} {side(right)}"


def side(figure: Figure) -> str:
    """Put a figure into words: of whom, who says so, when."""
    dated = figure.period and not figure.period.startswith(AS_OF)
    period = f", {period_in_words(str(figure.period))}" if dated else ""
    return f"{figure.people} ({figure.speaker}{period})"


def compared_pairs(checked: Sequence[Row], first: Mapping[str, str]) -> dict[frozenset[str], str]:
    """Map the pairs that some checks compare; another printing stands for the first."""
    found: dict[frozenset[str], str] = {}
    for row in checked:
        sides = [str(row[side].value) for side in ("left_side", "right_side")]
        if row["relation"].value in COMPARING and not any(ADDRESS.search(side) for side in sides):
            found[frozenset(sides)] = str(row["comparison"].value)
            if row["kind"].value != AGAIN:
                firsts = frozenset(first.get(side, side) for side in sides)
                found.setdefault(firsts, str(row["comparison"].value))
    return found


def order_of_populations(one: str, other: str, definition: Definition) -> Order:
    """Say how the people of one population stand to those of another."""
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
    """Find the populations that hold one, directly or not, each by the name that others share."""
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
    """Say how the time of one figure stands to that of another; undated is all the time."""
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
    """Return the first and the last day of a period; none at all is all days.

    A count as of a day ('../1956-04-22') is one of all that happened, as far as it was known then.
    """
    as_all = not period or period.startswith(AS_OF)
    first, last = (None, None) if as_all else first_and_last_day(str(period))
    return first or date.min, last or date.max


def check_pairs(tables: Tables, findings: Table) -> PairCounts:
    """Refuse a pair that is neither compared nor excepted, and a reason that explains none.

    A part that does not exceed its whole is compared, and not published.
    """
    definition = findings.definition
    found = pairs(tables, findings.rows, definition)
    own = {str(row["comparison"].value): row["declared"].value for row in findings.rows}
    reasons = Counter(pair.reason for pair in found if pair.reason)
    reasons[ONE_COLUMN] = sum(in_columns(figures_of(tables, definition)))
    compared = [pair for pair in found if not pair.reason]
    for pair in compared:
        if pair.whole and pair.key not in own:
            raise Refusal(f"{pair.left.address} and {pair.right.address} are not compared")
    for name in sorted({*reasons} ^ {*definition.reasons}):
        raise Refusal(
            f"{definition.file}, reasons: {name!r} explains no pair, or is not explained there"
        )
    made = Counter(own.get(pair.key) for pair in compared)
    counted = {name: reasons[name] for name in definition.reasons}
    return PairCounts(made[True], made[False], made[None], counted, definition.reasons)


def in_columns(figures: Mapping[str, Figure]) -> Iterator[int]:
    """Count the pairs within each drawn column."""
    for count in Counter(figure.column for figure in figures.values() if figure.column).values():
        yield count * (count - 1) // 2

"""Judge a comparison: try it under every set of readings, and say which of them decide it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from .expression import ADDRESS, Quantity, evaluate
from .readings import WIDENING, Figures, applicable

DIGITS = 3
"""So many leading digits must agree before one figure is the same as another, cut or rounded."""


@dataclass(frozen=True, slots=True)
class Trial:
    """Two sides to be tried.

    ``days`` are what the right side is on other days; ``free`` says that both sides are held at
    unknown days, so that they need not be equal; ``in_place`` has what stands for a figure if only
    some of its people are counted.
    """

    spot: str
    left: str
    right: str
    at_most: bool
    days: tuple[str, ...] = ()
    free: bool = False
    in_place: Mapping[str, str] | None = None

    def sides(self, readings: frozenset[str]) -> Iterator[tuple[str, str]]:
        """Yield what the two sides are under some readings; on each of the days, if that is one."""
        population = "population" in readings
        for right in (self.right, *(self.days if "day" in readings else ())):
            yield self.read(self.left, population), self.read(right, population)

    def read(self, side: str, population: bool) -> str:
        """Put in place of each figure what stands for it."""
        found = (self.in_place or {}) if population else {}
        return ADDRESS.sub(
            lambda cell: f"({found[cell[1]]})" if cell[1] in found else cell[0], side
        )

    def readings(self, figures: Figures) -> list[str]:
        """Name the readings that can change this comparison."""
        cells = {
            cell for side in (self.left, self.right, *self.days) for cell in ADDRESS.findall(side)
        }
        found = {
            name
            for cell in cells & set(figures.prints)
            for name in applicable(figures.prints[cell])
        }
        if cells & set(self.in_place or {}):
            found.add("population")
        if self.days or self.free:
            found.add("day")
        return [name for name in (*WIDENING, "day", "population") if name in found]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What holds of two sides, the readings that change it, and how one restates the other."""

    finding: str
    depends_on: tuple[str, ...] = ()
    restates: str | None = None


def judge(trial: Trial, figures: Figures) -> Verdict:
    """Try two sides at their finest, and then under the fewest readings that turn the outcome."""
    base = holds(trial, frozenset(), figures)
    depends = fewest(trial, base, figures)
    if depends:
        return Verdict("undecided", depends)
    return Verdict("compatible" if base else "conflict")


def fewest(trial: Trial, base: bool, figures: Figures) -> tuple[str, ...]:
    """Find the readings in the smallest sets that turn the outcome; none if no set does."""
    known = trial.readings(figures)
    turns = fails if base else holds
    for size in range(1, len(known) + 1):
        found = {
            name
            for some in combinations(known, size)
            if turns(trial, frozenset(some), figures)
            for name in some
        }
        if found:
            return tuple(name for name in known if name in found)
    return ()


def holds(trial: Trial, readings: frozenset[str], figures: Figures) -> bool:
    """Tell whether a relation can hold if all of some readings are allowed."""
    if trial.free and "day" in readings:
        return True
    cells = figures.under(readings, wide=True)
    return any(
        meets(evaluate(left, cells, trial.spot), evaluate(right, cells, trial.spot), trial.at_most)
        for left, right in trial.sides(readings)
    )


def fails(trial: Trial, readings: frozenset[str], figures: Figures) -> bool:
    """Tell whether a relation can fail if figures are read as closely as some readings allow."""
    cells = figures.under(readings, wide=False)
    return not all(
        meets(evaluate(left, cells, trial.spot), evaluate(right, cells, trial.spot), trial.at_most)
        for left, right in trial.sides(readings)
    )


def meets(left: Quantity, right: Quantity, at_most: bool) -> bool:
    """Tell whether some number of the one interval equals, or does not exceed, one of the other."""
    return left.least <= right.most and (at_most or right.least <= left.most)


def restated(one: Quantity, other: Quantity, digits: int = DIGITS) -> str | None:
    """Say whether a figure is another one 'rounded' or 'cut', to so many digits or more.

    >>> exact = Quantity(Fraction(356700), Fraction(356700), Fraction(356700))
    >>> restated(Quantity(Fraction(356000), Fraction(355500), Fraction(356500)), exact)
    'cut'

    """
    place = 2 * (one.high - one.value) if one.high is not None else Fraction(0)
    if one.value == other.value or place <= 0 or one.value / place < 10 ** (digits - 1):
        return None
    if one.value == Fraction(int(other.value / place + Fraction(1, 2))) * place:
        return "rounded"
    return "cut" if one.value == Fraction(int(other.value / place)) * place else None


def restatement(
    sides: Sequence[Quantity], single: Sequence[bool], digits: int = DIGITS
) -> tuple[int, str] | None:
    """Find the side, if one is a single figure, that is the other side rounded or cut."""
    for n in (0, 1):
        ground = restated(sides[n], sides[1 - n], digits) if single[n] else None
        if ground:
            return n, ground
    return None

"""Find the claims that are no counts of their own: quotients, parts, and others cut or rounded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from transcription.table import Row

from .expression import ADDRESS, Cells
from .figures import Figure
from .verdict import restatement

ORDER = ("cut", "rounded", "quotient", "part")
"""The grounds, the one that is given first where a claim has several."""
SHARE, SUMS = "percentage", ("part_whole", "column_sum")
"""The kinds of check that hold a share against its counts, and a whole against all its parts."""


@dataclass(frozen=True, slots=True)
class Rest:
    """A figure, the figures on which it rests, and why."""

    figure: str
    on: tuple[str, ...]
    ground: str


def rests(
    rows: Sequence[Row], figures: Mapping[str, Figure], cells: Cells, firsts: Mapping[str, str]
) -> dict[str, Rest]:
    """Map each claim that rests on others, by its first printing."""
    found: dict[str, Rest] = {}
    for rest in sorted([*compared(rows, figures, cells), *stated(figures)], key=by_ground):
        first = firsts[rest.figure]
        on = tuple(dict.fromkeys(firsts[each] for each in rest.on))
        if first not in on:
            found.setdefault(first, Rest(first, on, rest.ground))
    return found


def with_figures(firsts: Mapping[str, str], figures: Mapping[str, Figure]) -> dict[str, str]:
    """Map the figures without a number as well, each to itself."""
    return {**{address: address for address in figures}, **firsts}


def by_ground(rest: Rest) -> int:
    """Sort the grounds that say most first."""
    return ORDER.index(rest.ground)


def compared(rows: Sequence[Row], figures: Mapping[str, Figure], cells: Cells) -> Iterator[Rest]:
    """Yield what the comparisons of two sides show."""
    for row in rows:
        left, right = str(row["left_side"].value), str(row["right_side"].value)
        if row["finding"].value not in ("same", "compatible") or row["relation"].value != "equals":
            continue
        if row["kind"].value in SUMS and row["difference"].value == 0 and left in figures:
            yield from parts(left, right, figures)
        elif row["kind"].value == SHARE:
            yield Rest(left, tuple(ADDRESS.findall(right)), "quotient")
        elif row["finding"].value == "same":
            yield from restated(left, right, figures, cells)


def parts(whole: str, sum_of: str, figures: Mapping[str, Figure]) -> Iterator[Rest]:
    """Yield the parts of a sum that count what the whole counts."""
    for cell in ADDRESS.findall(sum_of):
        start, star, end = cell.partition("*")
        found = [each for each in figures if each.startswith(start) and each.endswith(end)]
        for each in found if star else [cell]:
            if each != whole and figures[each].measure == figures[whole].measure:
                yield Rest(each, (whole,), "part")


def restated(left: str, right: str, figures: Mapping[str, Figure], cells: Cells) -> Iterator[Rest]:
    """Yield a figure that is another one, or a quotient of others, rounded or cut."""
    if left in figures and right in figures:
        found = restatement((cells[left], cells[right]), (True, True))
        if found:
            sides = (left, right)
            yield Rest(sides[found[0]], (sides[1 - found[0]],), found[1])
    elif left in figures and "/" in ADDRESS.sub("", right):
        yield Rest(left, tuple(ADDRESS.findall(right)), "quotient")


def stated(figures: Mapping[str, Figure]) -> Iterator[Rest]:
    """Yield the figures that a sentence presents as parts of a whole of the same measure."""
    for figure in figures.values():
        for whole in figure.wholes:
            if figures[whole].measure == figure.measure:
                yield Rest(figure.address, (whole,), "part")

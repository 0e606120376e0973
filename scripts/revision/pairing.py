"""Pair the things of two lists by how well they fit: sentences, and tables, columns and rows.

The best fit is taken first. Where several things fit equally well, their order decides if there are
as many now as before; otherwise the pair is left undecided.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import eq

from rapidfuzz.distance import Indel

from .texts import DrawnTable, normalize

EQUAL = 0.005
"""Fits that differ by less are equally good."""
LABEL, DATA = 0.6, 0.4
"""The weight of a row's label, or a column's heading, beside that of its other cells."""
SAME_TABLE, SAME_COLUMN, SAME_ROW = 0.3, 0.35, 0.39
"""The least fit at which a table, a column, a row is taken for the same."""
NEIGHBOUR = 0.05
"""What each row above or below that is the same adds."""
BY_LETTERS = 4
"""A label with so many letters may be spelt otherwise; a shorter one, or a numeral, may not."""


@dataclass(slots=True)
class Pairing:
    """Which old thing is which new one, and which could be several."""

    pairs: dict[int, int] = field(default_factory=dict)
    unsure: dict[int, list[int]] = field(default_factory=dict)


def pair_up(
    fits: Mapping[tuple[int, int], float],
    old_alike: Callable[[int, int], bool] = eq,
    new_alike: Callable[[int, int], bool] = eq,
) -> Pairing:
    """Pair old things with new ones, from the best fit to the least.

    ``fits`` has every possible pair. ``old_alike`` and ``new_alike`` tell whether two things of one
    list say the same; by default none do, so that their order decides.
    """
    found = Pairing()
    open_fits = dict(fits)
    for old, new in sorted(fits, key=lambda pair: (-round(fits[pair], 3), pair)):
        if (old, new) not in open_fits:
            continue
        fit = open_fits[old, new] - EQUAL
        good = [pair for pair, value in open_fits.items() if value >= fit]
        olds = [n for n, m in good if m == new and (n == old or old_alike(old, n))]
        news = [m for n, m in good if n == old and (m == new or new_alike(new, m))]
        if len(olds) == len(news):
            found.pairs.update(zip(sorted(olds), sorted(news), strict=True))
        else:
            found.unsure.update((one, sorted(news)) for one in olds)
        open_fits = {(n, m): value for (n, m), value in open_fits.items()
                     if n not in olds and m not in news}  # fmt: skip
    return found


def likeness(one: Sequence[Hashable], two: Sequence[Hashable]) -> float:
    """Measure the share that two sequences have in common, from 0 to 1."""
    return Indel.normalized_similarity(one, two)


@dataclass
class TablePairing:
    """An old table and a new one: which of its columns and rows are which."""

    old: DrawnTable
    new: DrawnTable
    columns: dict[int, int] = field(default_factory=dict)
    rows: dict[int, int] = field(default_factory=dict)
    unsure: dict[int, list[int]] = field(default_factory=dict)


def pair_tables(old: Sequence[DrawnTable], new: Sequence[DrawnTable]) -> dict[int, int]:
    """Pair old tables with new ones by the words of their cells, in whatever order they are."""
    one, two = (
        [sorted(normalize(cell.exact) for cells in table.cells for cell in cells if cell.exact)
         for table in tables]
        for tables in (old, new)
    )  # fmt: skip
    fits = {
        (n, m): likeness(first, second)
        for n, first in enumerate(one)
        for m, second in enumerate(two)
    }
    return pair_up({pair: fit for pair, fit in fits.items() if fit >= SAME_TABLE}).pairs


def pair_cells(old: DrawnTable, new: DrawnTable, labels: Collection[int]) -> TablePairing:
    """Pair the columns of two tables, by heading and content, then their rows."""
    found = TablePairing(old, new)
    fits = {}
    for n, heading in enumerate(old.headings):
        for m, other in enumerate(new.headings):
            content = likeness([row[n] for row in old.words], [row[m] for row in new.words])
            fit = LABEL * label_likeness(heading.exact, other.exact) + DATA * content
            if fit >= SAME_COLUMN:
                fits[n, m] = fit
    found.columns = pair_up(fits).pairs
    pair_rows(found, [n for n in labels if n in found.columns])
    return found


def pair_rows(found: TablePairing, labels: Sequence[int]) -> None:
    """Pair the rows of a table whose columns are paired, by label and content."""
    others = [n for n in found.columns if n not in labels]
    old, new = found.old.words, found.new.words
    fits = {}
    for n in range(len(old)):
        for m in range(len(new)):
            fit = LABEL * same_cells(found, labels, n, m) + DATA * same_cells(found, others, n, m)
            if fit >= SAME_ROW:
                fits[n, m] = fit + NEIGHBOUR * same_neighbours(old, new, n, m)
    pairing = pair_up(fits, lambda n, m: old[n] == old[m], lambda n, m: new[n] == new[m])
    found.rows, found.unsure = pairing.pairs, pairing.unsure


def same_cells(found: TablePairing, columns: Sequence[int], n: int, m: int) -> float:
    """Measure how much two rows have in common in some columns."""
    old, new = found.old.words[n], found.new.words[m]
    alike = [label_likeness(old[one], new[found.columns[one]]) for one in columns]
    return sum(alike) / len(alike) if alike else 0.0


def label_likeness(one: str, other: str) -> float:
    """Compare two labels; numerals and short words are the same or are not."""
    if one == other:
        return 1.0
    letters = min(sum(map(str.isalpha, one)), sum(map(str.isalpha, other)))
    return 0.0 if letters < BY_LETTERS else likeness(one, other)


def same_neighbours(
    old: Sequence[Sequence[str]], new: Sequence[Sequence[str]], n: int, m: int
) -> int:
    """Count how many of the rows above and below two rows are the same."""
    return sum(
        0 <= n + step < len(old) and 0 <= m + step < len(new) and old[n + step] == new[m + step]
        for step in (-1, 1)
    )

"""The tokens of the pinned text and of a newer one -> where each old token stands now.

Sentences are aligned by their words and by the sentences around them; then, within two sentences,
their words; then what is left over of sentences that were parted, joined or turned about.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from transcription.article import Excerpt

from .drawn import TablePairing, paired, paired_tables
from .pairing import Pairing, pair_up
from .texts import Text, free
from .tokens import Block, likeness, one_by_one, parted

ALIKE = 0.5
"""A sentence is taken for a changed one if so much of both is the same."""
WITH_FIGURES = (ALIKE, 0.2, 0.0)
"""How much of both is enough if none, one, or several large figures stand in both."""
AROUND = {-2: 0.05, -1: 0.1, 1: 0.1, 2: 0.05}
"""What a neighbour that is the same, too, adds to the fit of two sentences."""
NEIGHBOUR = 0.7
"""A neighbour is the same if so much of it is."""
BELOW = 0.1
"""What the same heading above adds."""
BOTH, ISLAND = 2, 3
"""Words that differences on both sides exceed so many times over are the same by chance."""
REST = 4
"""So many tokens that are left over in a row may have moved on their own."""


@dataclass
class Alignment:
    """Where each token of ``old`` stands in ``new``, or what stands in its place."""

    old: Text
    new: Text
    images: dict[int, Block] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    unsure: dict[int, list[range]] = field(default_factory=dict)
    tables: dict[int, TablePairing] = field(default_factory=dict)
    inverse: dict[int, int] = field(default_factory=dict)

    @property
    def sources(self) -> dict[int, int]:
        """The old token that a new one is."""
        if not self.inverse:
            self.inverse.update(
                (block.new.start, n) for n, block in self.images.items() if block.same
            )
        return self.inverse

    def add(self, block: Block) -> None:
        """Take a block in."""
        self.images.update((n, block) for n in block.old)
        self.taken.update(block.new)


def align(old: Text, new: Text, labels: Mapping[str, Collection[int]]) -> Alignment:
    """The alignment of two texts; ``labels`` are the columns that name the rows of a table.

    A table is known by the heading of its section.
    """
    found = Alignment(old, new)
    left = [*sentences_aligned(found), *tables_aligned(found, labels)]
    for _ in range(2):
        left += rests_aligned(found)
    for block in left:
        remaining = free(block.old, found.images), free(block.new, found.taken)
        for one, two in zip(*remaining, strict=False):
            for part in parted(old.tokens, new.tokens, one, two):
                found.add(part)
    return found


def sentences_aligned(found: Alignment) -> list[Block]:
    """Align the sentences; what stands in place of other words is left for later."""
    old, new = found.old, found.new
    one, two = [old.keys(unit) for unit in old.units], [new.keys(unit) for unit in new.units]
    above = [old.section(unit) for unit in old.units], [new.section(unit) for unit in new.units]
    alike = [[likeness(first, second) for second in two] for first in one]
    fits = {
        (n, m): value + around(alike, n, m) + BELOW * (above[0][n] == above[1][m])
        for n, row in enumerate(alike)
        for m, value in enumerate(row)
        if one[n] and may_be(found, alike, n, m)
    }
    pairing = pair_up(fits, lambda n, m: one[n] == one[m], lambda n, m: two[n] == two[m])
    for n, ms in pairing.unsure.items():
        found.unsure.update((token, [new.units[m] for m in ms]) for token in old.units[n])
        found.taken.update(token for m in ms for token in new.units[m])
    left: list[Block] = []
    for n, m in pairing.pairs.items():
        left += compared(found, old.units[n], new.units[m])
    return left


def may_be(found: Alignment, alike: Sequence[Sequence[float]], n: int, m: int) -> bool:
    """Whether a sentence may be another; a heading is, whatever it says, above the same words."""
    if found.old.is_heading[n] != found.new.is_heading[m]:
        return False
    if found.old.is_heading[n] and n + 1 < len(alike) and m + 1 < len(alike[0]):
        return max(alike[n][m], alike[n + 1][m + 1]) >= NEIGHBOUR
    return alike[n][m] >= ALIKE


def tables_aligned(found: Alignment, labels: Mapping[str, Collection[int]]) -> list[Block]:
    """Align the tables, cell by cell."""
    old, new = found.old, found.new
    left: list[Block] = []
    for n, m in paired_tables(old.tables, new.tables).items():
        named = labels.get(old.section(old.numbers(old.tables[n].lines[0])), (0,))
        pairing = found.tables[n] = paired(old.tables[n], new.tables[m], named)
        for one, two in cell_pairs(pairing):
            left += compared(found, old.numbers(one), new.numbers(two))
        leave_open(found, pairing)
    return left


def leave_open(found: Alignment, pairing: TablePairing) -> None:
    """Take in the rows that could as well be several: each cell with all that it could be."""
    for n, rows in pairing.unsure.items():
        for one, two in pairing.columns.items():
            cells = [found.new.numbers(pairing.new.body[m][two]) for m in rows]
            numbers = found.old.numbers(pairing.old.body[n][one])
            found.unsure.update((token, list(filter(None, cells))) for token in numbers)


def cell_pairs(pairing: TablePairing) -> Iterator[tuple[Excerpt, Excerpt]]:
    """The cells of two tables that stand in the same row and column, the headings first."""
    rows = {0: 0} | {n + 1: m + 1 for n, m in pairing.rows.items()}
    for n, m in rows.items():
        for one, two in pairing.columns.items():
            yield pairing.old.cells[n][one], pairing.new.cells[m][two]


def around(alike: Sequence[Sequence[float]], n: int, m: int) -> float:
    """What the neighbours of two sentences add to their fit."""
    return sum(
        weight * alike[n + step][m + step]
        for step, weight in AROUND.items()
        if 0 <= n + step < len(alike) and 0 <= m + step < len(alike[0])
        if alike[n + step][m + step] >= NEIGHBOUR
    )


def compared(found: Alignment, one: range, two: range) -> list[Block]:
    """Take in what is the same in two runs of tokens; the rest is left for later."""
    old, new = found.old, found.new
    matcher = SequenceMatcher(None, old.keys(one), new.keys(two), False)
    fixed = {n for n, number in enumerate(one) if old.tokens[number].numeral}
    left: list[Block] = []
    for same, first, last, begin, end in without_islands(matcher.get_opcodes(), fixed):
        before, after = one[first:last], two[begin:end]
        if same:
            for block in one_by_one(True, before, after):
                found.add(block)
        else:
            left.append(Block(False, before, after))
    return left


def without_islands(
    opcodes: Sequence[tuple[str, int, int, int, int]], fixed: Collection[int]
) -> list[tuple[bool, int, int, int, int]]:
    """The differences, joined where they are longer by far than the few words between them.

    Words of which one is ``fixed``, such as a numeral, part them however few they are.
    """
    found: list[tuple[bool, int, int, int, int]] = []
    for n, (tag, *ends) in enumerate(opcodes):
        first, last, begin, end = ends
        beside = [max(code[2] - code[1], code[4] - code[3])
                  for code in (*opcodes[max(n - 1, 0) : n], *opcodes[n + 1 : n + 2])]  # fmt: skip
        island = len(beside) == BOTH and ISLAND * (last - first) <= min(beside)
        same = tag == "equal" and (not island or any(m in fixed for m in range(first, last)))
        if found and not same and not found[-1][0]:
            _, first, _, begin, _ = found.pop()
        found.append((same, first, last, begin, end))
    return found


def rests_aligned(found: Alignment) -> list[Block]:
    """Align what is left over: clauses that moved, sentences that were parted or joined."""
    old, new = found.old, found.new
    one = [
        run
        for unit in old.units
        for run in free(unit, {*found.images, *found.unsure})
        if len(run) >= REST
    ]
    two = [run for unit in new.units for run in free(unit, found.taken) if len(run) >= REST]
    fits = {}
    for n, first in enumerate(one):
        for m, second in enumerate(two):
            alike = likeness(old.keys(first), new.keys(second))
            shared = len(old.figures(first) & new.figures(second))
            if alike > WITH_FIGURES[min(shared, len(WITH_FIGURES) - 1)]:
                fits[n, m] = alike + BELOW * joins(found, first, second)
    pairing: Pairing = pair_up(fits, lambda n, m: old.keys(one[n]) == old.keys(one[m]),
                               lambda n, m: new.keys(two[n]) == new.keys(two[m]))  # fmt: skip
    return [block for n, m in pairing.pairs.items() for block in compared(found, one[n], two[m])]


def joins(found: Alignment, one: range, two: range) -> int:
    """On how many sides what stands beside two runs is the same."""
    before, after = found.images.get(one.start - 1), found.images.get(one.stop)
    left = before is not None and before.new.stop == two.start
    right = after is not None and after.new.start == two.stop
    return left + right

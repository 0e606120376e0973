"""Align the tokens of the pinned text with those of a newer one.

Sentences are aligned by their words and by the sentences around them; then, within two sentences,
their words; then what is left over of sentences that were split, joined or turned about.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise

from transcription.article import Excerpt

from .pairing import TablePairing, likeness, pair_cells, pair_tables, pair_up
from .texts import Text, Token, free_runs

ALIKE = 0.5
"""A sentence is taken for a changed one if at least this share of both is the same."""
WITH_FIGURES = (ALIKE, 0.2, 0.0)
"""The share that is enough if none, one, or several large figures stand in both."""
AROUND = {-2: 0.05, -1: 0.1, 1: 0.1, 2: 0.05}
"""What each neighbour that is the same adds to the fit of two sentences."""
NEIGHBOUR = 0.7
"""A neighbour is the same if at least this share of it is."""
BELOW = 0.1
"""What the same heading above adds."""
BOTH, ISLAND = 2, 3
"""Words are the same by chance if the differences on both sides are so many times longer."""
REST = 4
"""A run of at least so many leftover tokens may have moved on its own."""
SHORT = 6
"""At most so many words may replace others; of more, the old ones are gone."""


@dataclass(frozen=True, slots=True)
class Block:
    """Tokens of the old text, and the tokens of the new one that stand in their place."""

    same: bool
    old: range
    new: range


@dataclass
class Alignment:
    """Where each token of ``old`` stands in ``new``, or what stands in its place."""

    old: Text
    new: Text
    images: dict[int, Block] = field(default_factory=dict)
    sources: dict[int, int] = field(default_factory=dict)
    """The old token that a new one repeats."""
    taken: set[int] = field(default_factory=set)
    unsure: dict[int, list[range]] = field(default_factory=dict)
    tables: dict[int, TablePairing] = field(default_factory=dict)

    def add(self, block: Block) -> None:
        """Record a block."""
        self.images.update((n, block) for n in block.old)
        self.taken.update(block.new)
        if block.same:
            self.sources[block.new.start] = block.old.start


def align(old: Text, new: Text, labels: Mapping[str, Collection[int]]) -> Alignment:
    """Align two texts.

    ``labels`` has the columns that name the rows of a table, by the heading above the table.
    """
    found = Alignment(old, new)
    left = [*align_sentences(found), *align_tables(found, labels)]
    for _ in range(2):
        left += align_rests(found)
    for block in left:
        remaining = free_runs(block.old, found.images), free_runs(block.new, found.taken)
        for one, two in zip(*remaining, strict=False):
            for part in split_at_numerals(old.tokens, new.tokens, one, two):
                found.add(part)
    return found


def align_sentences(found: Alignment) -> list[Block]:
    """Align the sentences; return the words that replaced others."""
    old, new = found.old, found.new
    one, two = [old.keys(unit) for unit in old.units], [new.keys(unit) for unit in new.units]
    above = [old.section(unit) for unit in old.units], [new.section(unit) for unit in new.units]
    alike = [[likeness(first, second) for second in two] for first in one]
    fits = {
        (n, m): value + around(alike, n, m) + BELOW * (above[0][n] == above[1][m])
        for n, row in enumerate(alike)
        for m, value in enumerate(row)
        if one[n] and may_be_same(found, alike, n, m)
    }
    pairing = pair_up(fits, lambda n, m: one[n] == one[m], lambda n, m: two[n] == two[m])
    for n, ms in pairing.unsure.items():
        found.unsure.update((token, [new.units[m] for m in ms]) for token in old.units[n])
        found.taken.update(token for m in ms for token in new.units[m])
    left: list[Block] = []
    for n, m in pairing.pairs.items():
        left += compare(found, old.units[n], new.units[m])
    return left


def may_be_same(found: Alignment, alike: Sequence[Sequence[float]], n: int, m: int) -> bool:
    """Tell whether two sentences may be one; two headings may, above the same words."""
    if found.old.is_heading[n] != found.new.is_heading[m]:
        return False
    if found.old.is_heading[n] and n + 1 < len(alike) and m + 1 < len(alike[0]):
        return max(alike[n][m], alike[n + 1][m + 1]) >= NEIGHBOUR
    return alike[n][m] >= ALIKE


def around(alike: Sequence[Sequence[float]], n: int, m: int) -> float:
    """Return what the neighbours of two sentences add to their fit."""
    return sum(
        weight * alike[n + step][m + step]
        for step, weight in AROUND.items()
        if 0 <= n + step < len(alike) and 0 <= m + step < len(alike[0])
        if alike[n + step][m + step] >= NEIGHBOUR
    )


def align_tables(found: Alignment, labels: Mapping[str, Collection[int]]) -> list[Block]:
    """Align the tables, cell by cell; return the words that replaced others."""
    old, new = found.old, found.new
    left: list[Block] = []
    for n, m in pair_tables(old.tables, new.tables).items():
        named = labels.get(old.table_section(old.tables[n]), (0,))
        pairing = found.tables[n] = pair_cells(old.tables[n], new.tables[m], named)
        for one, two in cell_pairs(pairing):
            left += compare(found, old.numbers(one), new.numbers(two))
        leave_open(found, pairing)
    return left


def leave_open(found: Alignment, pairing: TablePairing) -> None:
    """Record the rows that could be several: each cell with all that it could be."""
    for n, rows in pairing.unsure.items():
        for one, two in pairing.columns.items():
            cells = [found.new.numbers(pairing.new.body[m][two]) for m in rows]
            numbers = found.old.numbers(pairing.old.body[n][one])
            found.unsure.update((token, list(filter(None, cells))) for token in numbers)


def cell_pairs(pairing: TablePairing) -> Iterator[tuple[Excerpt, Excerpt]]:
    """Yield the cells of two tables in the same row and column, the headings first."""
    rows = {0: 0} | {n + 1: m + 1 for n, m in pairing.rows.items()}
    for n, m in rows.items():
        for one, two in pairing.columns.items():
            yield pairing.old.cells[n][one], pairing.new.cells[m][two]


def align_rests(found: Alignment) -> list[Block]:
    """Align what is left over: clauses that moved, sentences that were split or joined."""
    old, new = found.old, found.new
    one, two = (
        [run for unit in text.units for run in free_runs(unit, taken) if len(run) >= REST]
        for text, taken in ((old, {*found.images, *found.unsure}), (new, found.taken))
    )
    fits = {}
    for n, first in enumerate(one):
        for m, second in enumerate(two):
            alike = likeness(old.keys(first), new.keys(second))
            shared = len(old.figures(first) & new.figures(second))
            if alike > WITH_FIGURES[min(shared, len(WITH_FIGURES) - 1)]:
                fits[n, m] = alike + BELOW * count_joins(found, first, second)
    pairing = pair_up(fits, lambda n, m: old.keys(one[n]) == old.keys(one[m]),
                      lambda n, m: new.keys(two[n]) == new.keys(two[m]))  # fmt: skip
    return [block for n, m in pairing.pairs.items() for block in compare(found, one[n], two[m])]


def count_joins(found: Alignment, one: range, two: range) -> int:
    """Count the sides on which what stands beside two runs is the same."""
    before, after = found.images.get(one.start - 1), found.images.get(one.stop)
    left = before is not None and before.new.stop == two.start
    right = after is not None and after.new.start == two.stop
    return left + right


def compare(found: Alignment, one: range, two: range) -> list[Block]:
    """Record what is the same in two runs of tokens, and return the rest."""
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
    """Join two differences that are much longer than the few words between them.

    Words of which one is ``fixed``, such as a numeral, separate them however few they are.
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


def split_at_numerals(
    old: Sequence[Token], new: Sequence[Token], one: range, two: range
) -> list[Block]:
    """Split words that replaced others at their numerals, if there are as many as before."""
    numbers = [n for n in one if old[n].numeral], [m for m in two if new[m].numeral]
    if len(numbers[0]) != len(numbers[1]) or not numbers[0]:
        return word_by_word(one, two)
    found: list[Block] = []
    edges = [(one.start - 1, two.start - 1), *zip(*numbers, strict=True), (one.stop, two.stop)]
    for (n, m), (n_next, m_next) in pairwise(edges):
        found += word_by_word(range(n + 1, n_next), range(m + 1, m_next))
        if n_next in one:
            same = old[n_next].key == new[m_next].key
            found.append(Block(same, range(n_next, n_next + 1), range(m_next, m_next + 1)))
    return found


def word_by_word(one: range, two: range) -> list[Block]:
    """Replace one word by one if there are as many, otherwise all by all."""
    if len(one) == len(two):
        return one_by_one(False, one, two)
    if max(len(one), len(two)) > SHORT:
        return [Block(False, one, two[:0]), Block(False, one[:0], two)]
    return [Block(False, one, two)]


def one_by_one(same: bool, one: range, two: range) -> list[Block]:
    """Make a block for each token."""
    pairs = zip(one, two, strict=True)
    return [Block(same, range(n, n + 1), range(m, m + 1)) for n, m in pairs]

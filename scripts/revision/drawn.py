"""The tables drawn in two texts -> which table, which column and which row is which."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from transcription.article import Article, Excerpt
from transcription.markup import split

from .pairing import pair_up
from .tokens import likeness, shape

LABEL, DATA = 0.6, 0.4
"""How much the label of a row, or the heading of a column, counts beside what else stands in it."""
SAME_TABLE, SAME_COLUMN, SAME_ROW = 0.3, 0.35, 0.39
"""From which fit on a table, a column, a row is taken for the same."""
NEIGHBOUR = 0.05
"""What a row above or below that is the same adds."""
BY_LETTERS = 4
"""A label of so many letters may be spelt otherwise; a shorter one, or a numeral, may not."""


@dataclass(frozen=True)
class DrawnTable:
    """The cells of a table, line by line; the first line has the headings."""

    lines: Sequence[Excerpt]
    cells: Sequence[Sequence[Excerpt]]

    @property
    def headings(self) -> Sequence[Excerpt]:
        """The headings of the columns."""
        return self.cells[0]

    @property
    def body(self) -> Sequence[Sequence[Excerpt]]:
        """The rows below the headings."""
        return self.cells[1:]

    def cell(self, row: int, column: int) -> Excerpt | None:
        """The cell of a row, or for a blank one the nearest above that is none."""
        for cells in reversed(self.body[: row + 1]):
            if column < len(cells) and cells[column].exact:
                return cells[column]
        return None

    def words(self, row: int, column: int) -> str:
        """What a cell says, in the form in which it compares."""
        cell = self.cell(row, column)
        return shape(cell.exact) if cell else ""


@dataclass
class TablePairing:
    """An old table and a new one: which of its columns and rows are which."""

    old: DrawnTable
    new: DrawnTable
    columns: dict[int, int] = field(default_factory=dict)
    rows: dict[int, int] = field(default_factory=dict)
    unsure: dict[int, list[int]] = field(default_factory=dict)


def drawn_tables(article: Article) -> list[DrawnTable]:
    """The tables of a text: lines that begin with a bar and stand together."""
    groups: list[list[Excerpt]] = []
    for line in article.whole.lines():
        if line.exact.startswith("|"):
            if not groups or groups[-1][-1].line != line.line - 1:
                groups.append([])
            groups[-1].append(line)
    return [DrawnTable(lines, [split(line) for line in lines]) for lines in groups]


def paired_tables(old: Sequence[DrawnTable], new: Sequence[DrawnTable]) -> dict[int, int]:
    """Which old table is which new one, by the words of their cells."""
    one, two = [all_words(table) for table in old], [all_words(table) for table in new]
    fits = {
        (n, m): likeness(first, second)
        for n, first in enumerate(one)
        for m, second in enumerate(two)
        if likeness(first, second) >= SAME_TABLE
    }
    return pair_up(fits, never, never).pairs


def all_words(table: DrawnTable) -> list[str]:
    """What the cells of a table say, in an order of their own: rows may be sorted anew."""
    return sorted(shape(cell.exact) for cells in table.cells for cell in cells if cell.exact)


def never(one: int, other: int) -> bool:
    """Tables and columns are not alike: their order decides."""
    return one == other


def paired(old: DrawnTable, new: DrawnTable, labels: Collection[int]) -> TablePairing:
    """The columns of two tables, by heading and content, then their rows, by label and content."""
    found = TablePairing(old, new)
    fits = {}
    for n, heading in enumerate(old.headings):
        for m, other in enumerate(new.headings):
            fit = LABEL * same_label(heading.exact, other.exact) + DATA * likeness(
                column(old, n), column(new, m)
            )
            if fit >= SAME_COLUMN:
                fits[n, m] = fit
    found.columns = pair_up(fits, never, never).pairs
    pair_rows(found, [n for n in labels if n in found.columns])
    return found


def column(table: DrawnTable, number: int) -> list[str]:
    """What the cells of a column say."""
    return [table.words(row, number) for row in range(len(table.body))]


def pair_rows(found: TablePairing, labels: Sequence[int]) -> None:
    """Pair the rows of a table whose columns are paired."""
    others = [n for n in found.columns if n not in labels]
    fits = {}
    for n in range(len(found.old.body)):
        for m in range(len(found.new.body)):
            fit = LABEL * same(found, labels, n, m) + DATA * same(found, others, n, m)
            if fit >= SAME_ROW:
                fits[n, m] = fit + NEIGHBOUR * neighbours(found, n, m)
    pairing = pair_up(
        fits,
        lambda n, m: row(found.old, n) == row(found.old, m),
        lambda n, m: row(found.new, n) == row(found.new, m),
    )
    found.rows, found.unsure = pairing.pairs, pairing.unsure


def same(found: TablePairing, columns: Sequence[int], n: int, m: int) -> float:
    """How much two rows have in common in some columns."""
    alike = [
        same_label(found.old.words(n, one), found.new.words(m, found.columns[one]))
        for one in columns
    ]
    return sum(alike) / len(alike) if alike else 0.0


def same_label(one: str, other: str) -> float:
    """How alike two labels are; numerals and short words are the same or are not."""
    letters = min(sum(map(str.isalpha, one)), sum(map(str.isalpha, other)))
    if one == other or letters < BY_LETTERS:
        return float(one == other)
    return likeness(one, other)


def neighbours(found: TablePairing, n: int, m: int) -> int:
    """How many of the rows above and below are the same."""
    return sum(
        row(found.old, n + step) == row(found.new, m + step) != []
        for step in (-1, 1)
        if n + step >= 0 and m + step >= 0
    )


def row(table: DrawnTable, number: int) -> list[str]:
    """What the cells of a row say; of a row that there is not, nothing."""
    if number >= len(table.body):
        return []
    return [table.words(number, n) for n in range(len(table.headings))]

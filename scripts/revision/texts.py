"""Split a text of the article into tokens, sentences, headings and tables."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from transcription.article import HEADING, Article, Excerpt
from transcription.markup import split
from transcription.numerals import numerals
from transcription.sentences import units

WORD = re.compile(r"\bca?\.|\bcirca\b|\w+|[^\w\s]", re.IGNORECASE)
CIRCA = re.compile(r"ca?\.|circa", re.IGNORECASE)
MARKS = ("|", "=")
LARGE = re.compile(r"\d{1,3}(?:[., ]\d{3})+")
"""A figure with separated thousands, which is hardly printed twice by chance."""
SHAPES = str.maketrans("‐‑‒–—−“”„‟‘’‚‛…\u00a0\u2009\u202f", "------\"\"\"\"''''.   ")
"""Signs that differ in shape alone: dashes, quotation marks, blanks."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a numeral or a sign: its place, and its normalized shape."""

    start: int
    end: int
    shape: str
    numeral: bool

    @property
    def key(self) -> str:
        """The shape in which capital and small letters are alike."""
        return self.shape.casefold()

    @property
    def is_word(self) -> bool:
        """Tell whether it is a word or a numeral, not a sign."""
        return any(map(str.isalnum, self.shape))


def tokenize(article: Article) -> tuple[Token, ...]:
    """Split a text into tokens; a numeral of several words is one token."""
    found: list[Token] = []
    last = 0
    for numeral in numerals(article):
        found += words(article.text, last, numeral.start)
        found.append(Token(numeral.start, numeral.end, normalize(numeral.exact), numeral=True))
        last = numeral.end
    return (*found, *words(article.text, last, len(article.text)))


def words(text: str, start: int, end: int) -> list[Token]:
    """Split the text between two numerals into words and signs."""
    return [Token(*match.span(), normalize(match[0]), numeral=False)
            for match in WORD.finditer(text, start, end)]  # fmt: skip


def normalize(words: str) -> str:
    """Give dashes, quotation marks and blanks one shape, and 'circa' one spelling."""
    return "ca." if CIRCA.fullmatch(words) else words.translate(SHAPES)


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
        """Return a cell, or for a blank one the nearest above with words."""
        for cells in reversed(self.body[: row + 1]):
            if column < len(cells) and cells[column].exact:
                return cells[column]
        return None

    @cached_property
    def words(self) -> list[list[str]]:
        """The normalized words of each cell, row by row."""
        columns = range(len(self.headings))
        found = [[self.cell(row, column) for column in columns] for row in range(len(self.body))]
        return [[normalize(cell.exact) if cell else "" for cell in row] for row in found]


@dataclass(frozen=True)
class Text:
    """A text with its tokens, its sentences and its tables."""

    article: Article

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its words, numerals and signs."""
        return tokenize(self.article)

    @cached_property
    def starts(self) -> list[int]:
        """Where each token starts."""
        return [token.start for token in self.tokens]

    @cached_property
    def ends(self) -> list[int]:
        """Where each token ends."""
        return [token.end for token in self.tokens]

    @cached_property
    def sentences(self) -> list[Excerpt]:
        """Its sentences and headings, without empty lines."""
        return list(units(self.article))

    @cached_property
    def units(self) -> list[range]:
        """The tokens of each sentence; those of a heading without its signs."""
        return [self.without_signs(self.numbers(excerpt)) for excerpt in self.sentences]

    @cached_property
    def is_heading(self) -> list[bool]:
        """Tell whether each sentence is the heading of a section."""
        return [excerpt.exact.startswith("==") for excerpt in self.sentences]

    @cached_property
    def tables(self) -> list[DrawnTable]:
        """Its drawn tables: lines that begin with a bar and stand together."""
        groups: list[list[Excerpt]] = []
        for line in self.article.whole.lines():
            if line.exact.startswith("|"):
                if not groups or groups[-1][-1].line != line.line - 1:
                    groups.append([])
                groups[-1].append(line)
        return [DrawnTable(lines, [split(line) for line in lines]) for lines in groups]

    @cached_property
    def headings(self) -> list[tuple[int, str]]:
        """Where each section begins, and the words of its heading."""
        return [(match.start(), match[1]) for match in HEADING.finditer(self.article.text)]

    def numbers(self, excerpt: Excerpt) -> range:
        """Return the numbers of the tokens that touch an excerpt."""
        first = bisect_right(self.ends, excerpt.start)
        return range(first, max(first, bisect_left(self.starts, excerpt.end)))

    def without_signs(self, numbers: range) -> range:
        """Drop the signs of a heading at the ends of some tokens."""
        words = [n for n in numbers if self.tokens[n].shape != "="]
        return range(words[0], words[-1] + 1) if words else numbers[:0]

    def without_marks(self, numbers: range) -> list[int]:
        """Drop the bars of a table and the signs of a heading."""
        return [n for n in numbers if self.tokens[n].shape not in MARKS]

    def keys(self, numbers: Iterable[int]) -> list[str]:
        """Return the shapes in which some tokens are compared."""
        return [self.tokens[n].key for n in numbers]

    def figures(self, numbers: Iterable[int]) -> set[str]:
        """Return the large figures among some tokens."""
        found = (self.tokens[n] for n in numbers if self.tokens[n].numeral)
        return {token.key for token in found if LARGE.fullmatch(token.key)}

    def section(self, numbers: range) -> str:
        """Return the heading above some tokens."""
        start = self.tokens[numbers.start].start if numbers else 0
        return next((words for begin, words in reversed(self.headings) if begin < start), "")

    def table_section(self, table: DrawnTable) -> str:
        """Return the heading above a table."""
        return self.section(self.numbers(table.lines[0]))

    def excerpt(self, numbers: range) -> Excerpt:
        """Return the characters from the first of some tokens to the last."""
        first, last = self.tokens[numbers.start], self.tokens[numbers.stop - 1]
        return Excerpt(self.article, first.start, last.end)


def free_runs(numbers: range, taken: Collection[int]) -> list[range]:
    """Return the runs of tokens that are not taken."""
    found: list[range] = []
    for n in numbers:
        if n in taken:
            continue
        if found and found[-1].stop == n:
            found[-1] = range(found[-1].start, n + 1)
        else:
            found.append(range(n, n + 1))
    return found

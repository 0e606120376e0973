"""A text of the article -> its tokens, sentences, headings and tables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from transcription.article import HEADING, Article, Excerpt
from transcription.sentences import units

from .drawn import DrawnTable, drawn_tables
from .tokens import Token, tokens

LARGE = re.compile(r"\d{1,3}(?:[., ]\d{3})+")
"""A figure that parts its thousands, which is hardly printed twice by chance."""


@dataclass(frozen=True)
class Text:
    """A text with its tokens, its sentences and its tables."""

    article: Article

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its words, numerals and signs."""
        return tokens(self.article)

    @cached_property
    def sentences(self) -> list[Excerpt]:
        """Its sentences and headings, without empty lines."""
        return list(units(self.article))

    @cached_property
    def units(self) -> list[range]:
        """The tokens of each sentence; those of a heading without its signs."""
        return [self.bare(self.numbers(excerpt)) for excerpt in self.sentences]

    def bare(self, numbers: range) -> range:
        """Some tokens without the signs of a heading at their ends."""
        words = [n for n in numbers if self.tokens[n].shape != "="]
        return range(words[0], words[-1] + 1) if words else numbers[:0]

    @cached_property
    def is_heading(self) -> list[bool]:
        """Of each sentence, whether it is the heading of a section."""
        return [excerpt.exact.startswith("==") for excerpt in self.sentences]

    @cached_property
    def tables(self) -> list[DrawnTable]:
        """Its drawn tables."""
        return drawn_tables(self.article)

    @cached_property
    def headings(self) -> list[tuple[int, str]]:
        """Where each section begins, and the words of its heading."""
        return [(match.start(), match[1]) for match in HEADING.finditer(self.article.text)]

    def numbers(self, excerpt: Excerpt) -> range:
        """The numbers of the tokens that touch an excerpt."""
        first = self.first_after(excerpt.start)
        last = first
        while last < len(self.tokens) and self.tokens[last].start < excerpt.end:
            last += 1
        return range(first, last)

    def first_after(self, offset: int) -> int:
        """The number of the first token that ends behind an offset."""
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.tokens[middle].end <= offset else (low, middle)
        return low

    def keys(self, numbers: Iterable[int]) -> list[str]:
        """How some tokens compare."""
        return [self.tokens[n].key for n in numbers]

    def figures(self, numbers: Iterable[int]) -> set[str]:
        """The large figures among some tokens: numerals that part their thousands."""
        found = (self.tokens[n] for n in numbers if self.tokens[n].numeral)
        return {token.key for token in found if LARGE.fullmatch(token.key)}

    def section(self, numbers: range) -> str:
        """The heading below which some tokens stand."""
        start = self.tokens[numbers.start].start if numbers else 0
        return next((words for begin, words in reversed(self.headings) if begin < start), "")

    def excerpt(self, numbers: range) -> Excerpt:
        """The characters from the first of some tokens to the last."""
        first, last = self.tokens[numbers.start], self.tokens[numbers.stop - 1]
        return Excerpt(self.article, first.start, last.end)


def free(numbers: range, taken: Iterable[int]) -> list[range]:
    """The runs of tokens that are not taken."""
    gone = taken if isinstance(taken, (set, dict)) else set(taken)
    found: list[range] = []
    for n in numbers:
        if n in gone:
            continue
        if found and found[-1].stop == n:
            found[-1] = range(found[-1].start, n + 1)
        else:
            found.append(range(n, n + 1))
    return found

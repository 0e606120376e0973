"""A text -> its words, numerals and signs, each with its place and how it compares."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Indel

from transcription.article import Article
from transcription.numerals import numerals

WORD = re.compile(r"\bca?\.|\bcirca\b|\w+|[^\w\s]", re.IGNORECASE)
CIRCA = re.compile(r"ca?\.|circa", re.IGNORECASE)
SHORT = 6
"""So many words may stand for others; where there are more, the old ones are gone."""
SHAPES = str.maketrans("‐‑‒–—−“”„‟‘’‚‛…\u00a0\u2009\u202f", "------\"\"\"\"''''.   ")
"""Signs that differ in shape alone: dashes, quotation marks, blanks."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a numeral or a sign: where it stands, how it compares, and whether it counts."""

    start: int
    end: int
    shape: str
    numeral: bool

    @property
    def key(self) -> str:
        """The form in which capital and small letters are alike."""
        return self.shape.casefold()


def tokens(article: Article) -> tuple[Token, ...]:
    """The tokens of a text in their order; what makes one numeral is one token."""
    found: list[Token] = []
    last = 0
    for numeral in numerals(article):
        found += words(article.text, last, numeral.start)
        found.append(Token(numeral.start, numeral.end, shape(numeral.exact), numeral=True))
        last = numeral.end
    return (*found, *words(article.text, last, len(article.text)))


def words(text: str, start: int, end: int) -> list[Token]:
    """The words and signs between two numerals."""
    return [Token(*match.span(), shape(match[0]), numeral=False)
            for match in WORD.finditer(text, start, end)]  # fmt: skip


def shape(words: str) -> str:
    """Words with dashes, quotation marks and blanks of one shape; 'circa' in one spelling."""
    return "ca." if CIRCA.fullmatch(words) else words.translate(SHAPES)


def likeness(one: Sequence[Hashable], two: Sequence[Hashable]) -> float:
    """The share of what two sequences have in common, from 0 to 1."""
    return Indel.normalized_similarity(one, two)


@dataclass(frozen=True, slots=True)
class Block:
    """Tokens of the old text that stand, or stood, where tokens of the new one stand now."""

    same: bool
    old: range
    new: range


def parted(old: Sequence[Token], new: Sequence[Token], one: range, two: range) -> list[Block]:
    """A block of other words, parted at its numerals if there are as many now as before."""
    numbers = [n for n in one if old[n].numeral], [m for m in two if new[m].numeral]
    if len(numbers[0]) != len(numbers[1]) or not numbers[0]:
        return by_word(one, two)
    found: list[Block] = []
    edges = [(one.start - 1, two.start - 1), *zip(*numbers, strict=True), (one.stop, two.stop)]
    for (n, m), (n_next, m_next) in pairwise(edges):
        found += by_word(range(n + 1, n_next), range(m + 1, m_next))
        if n_next in one:
            same = old[n_next].key == new[m_next].key
            found.append(Block(same, range(n_next, n_next + 1), range(m_next, m_next + 1)))
    return found


def by_word(one: range, two: range) -> list[Block]:
    """Other words for some words: one for one if there are as many, else all for all."""
    if len(one) == len(two):
        return one_by_one(False, one, two)
    if max(len(one), len(two)) > SHORT:
        return [Block(False, one, two[:0]), Block(False, one[:0], two)]
    return [Block(False, one, two)] if one or two else []


def one_by_one(same: bool, one: range, two: range) -> list[Block]:
    """A block for each token."""
    pairs = zip(one, two, strict=True)
    return [Block(same, range(n, n + 1), range(m, m + 1)) for n, m in pairs]

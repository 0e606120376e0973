"""An entry of a knowledge file -> the clauses that it quotes, and the words that support it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from .article import Article, Excerpt
from .definition import Definition
from .refusal import Refusal
from .sentences import Sentence, containing

ELLIPSIS = " … "


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a knowledge file: the words it quotes, and the editor's reading of them."""

    definition: Definition
    key: str
    given: dict[str, Any]

    @property
    def spot(self) -> str:
        """Where the entry is edited, for a message."""
        return self.definition.spot(f"rows.{self.key}")

    def text(self, name: str) -> str:
        """Return the words given for a key; refuse anything but text, and empty text."""
        value = self.given.get(name)
        if not isinstance(value, str) or not value:
            found = f"is {value!r}" if name in self.given else "is missing"
            raise Refusal(f"{self.spot}: {name} {found}; a text in quotation marks expected")
        return value

    def reading(self, name: str) -> tuple[str, str]:
        """Return the term given for a field, and the words that support it."""
        value = self.given[name]
        if not isinstance(value, dict) or len(value) != 1 or not all_text(*value.items()):
            expected = '{ term = "words of the quotation" }'
            raise Refusal(f"{self.spot}: {name} is {value!r}; {expected} expected")
        ((term, words),) = value.items()
        return term, words


def all_text(pair: tuple[Any, Any]) -> bool:
    """Tell whether both halves of a reading are texts, and not empty."""
    return all(isinstance(half, str) and half for half in pair)


@dataclass(frozen=True, slots=True)
class Passage:
    """Clauses of one sentence, in their order, and those of others that an entry needs beside."""

    entry: Entry
    sentence: Excerpt
    clauses: tuple[Excerpt, ...]

    @classmethod
    def of(cls, article: Article, found: Sequence[Sentence], entry: Entry) -> Passage:
        """Where the quotation of an entry stands, and what it gives as context."""
        section = section_of(article, entry)
        sentence, clauses = clauses_of(section, found, entry, "quote")
        if "context" in entry.given:
            clauses = (*clauses_of(section, found, entry, "context")[1], *clauses)
        return cls(entry, sentence, clauses)

    def words(self, name: str, words: str, once: bool = False) -> tuple[Excerpt, ...]:
        """Find the places of some words, each once in the clauses, in the order given."""
        parts = [words] if once else words.split(ELLIPSIS)
        places = tuple(self.place(name, part) for part in parts)
        for one, two in pairwise(places):
            if two.start < one.end and self.together(one, two):
                raise Refusal(
                    f"{self.entry.spot}: {name}: {two.exact!r} stands before {one.exact!r} "
                    f"({two.place}); give the words in their order"
                )
        return places

    def together(self, one: Excerpt, two: Excerpt) -> bool:
        """Tell whether two excerpts stand in the sentence of the quotation."""
        return (
            min(one.start, two.start) >= self.sentence.start
            and max(one.end, two.end) <= self.sentence.end
        )

    def place(self, name: str, words: str) -> Excerpt:
        """Find the one place of some words in the clauses."""
        found = [place for clause in self.clauses for place in clause.occurrences(words)]
        if len(found) != 1:
            raise Refusal(
                f"{self.entry.spot}: {name} {words!r} stands {len(found)} times in the quotation "
                f"{self.entry.text('quote')!r}, and must stand there once, as whole words"
            )
        return found[0]


def section_of(article: Article, entry: Entry) -> Excerpt:
    """Find the section that an entry names."""
    try:
        return article.section(entry.text("section"))
    except Refusal as refusal:
        raise misplaced(entry, refusal, "section") from None


def clauses_of(
    section: Excerpt, found: Sequence[Sentence], entry: Entry, name: str
) -> tuple[Excerpt, tuple[Excerpt, ...]]:
    """Find a sentence and the clauses that an entry quotes; the section has the first once."""
    first, *others = entry.text(name).split(ELLIPSIS)
    try:
        clauses = [section.find(first)]
        sentence = whole_sentence(found, clauses[0])
        for words in others:
            rest = sentence.part(clauses[-1].end - sentence.start, sentence.end - sentence.start)
            clauses.append(rest.find(words))
    except Refusal as refusal:
        raise misplaced(entry, refusal, name) from None
    return sentence, tuple(clauses)


def whole_sentence(found: Sequence[Sentence], clause: Excerpt) -> Excerpt:
    """Find the sentence in which a clause stands."""
    sentence = containing(found, clause)
    if sentence is None:
        raise Refusal(f"{clause.exact!r} goes beyond a sentence ({clause.place})")
    return sentence.excerpt


def misplaced(entry: Entry, refusal: Refusal, name: str) -> Refusal:
    """Make the refusal of a quotation that does not stand where its entry says."""
    return Refusal(
        f"{entry.definition.name}, row {entry.key}: {refusal}; either the article changed, "
        f"or section and {name} must follow it ({entry.spot})"
    )

"""Find the hedges of English beside a printed number, and refuse a reading that overlooks one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from .article import Article
from .definition import Field, Term
from .refusal import Refusal
from .sentences import containing, sentences
from .table import Row, Table, where

BEFORE = {
    "near": (
        "about", "around", "approximately", "roughly", "circa", "ca.", "c.", "some", "estimated",
        "estimate", "estimates", "an estimated", "close to", "in the region of", "on the order of",
        "just over",
    ),
    "nearly": ("nearly", "almost", "not quite", "just under", "just below"),
    "minimum": (
        "at least", "no fewer than", "not fewer than", "no less than", "not less than", "more than",
        "over", "well over", "above", "upwards of", "in excess of", "exceed", "exceeds", "exceeded",
        "exceeding", "a minimum of", "minimum",
    ),
    "limit": (
        "at most", "up to", "no more than", "not more than", "fewer than", "less than", "under",
        "well under", "below", "a maximum of", "maximum",
    ),
}  # fmt: skip
"""The hedges that stand before a number, by what they say of it."""
AFTER = {
    "near": ("or so", "or thereabouts"),
    "minimum": ("or more", "and more", "at least", "at a minimum"),
    "limit": ("or fewer", "or less", "at most", "at a maximum"),
}
"""The hedges that stand behind it, and behind a word for what is counted."""
FILLERS = r"(?:[\s\"'“”‘’(]|\b(?:a|an|the|total|of|only)\b)*"
"""What may stand between a hedge and its number."""


def check_hedges(article: Article, tables: Iterable[Table]) -> None:
    """Refuse a figure of the prose with a hedge beside it that its reading does not say."""
    found = sentences(article)
    for table in tables:
        for row, name, field in hedging(table):
            excerpt = row[name].excerpt
            sentence = containing(found, excerpt) if excerpt else None
            if excerpt is None or sentence is None:
                continue
            start = excerpt.start - sentence.excerpt.start
            end = start + len(excerpt.exact)
            words = sentence.excerpt.exact
            term = qualifying(row, table.definition.fields)
            for hedge, kind in hedges_beside(words[:start], words[end:]):
                if not says(term, kind):
                    raise Refusal(
                        f"{where(table, row, field)}: {hedge!r} stands beside {excerpt.exact!r}, "
                        f"but the reading is none of that kind; code a term with {wanted(kind)}"
                    )


def hedging(table: Table) -> Iterator[tuple[Row, str, str]]:
    """Yield the rows of a table of prose, with the columns of the number and of its qualifier."""
    fields = table.definition.fields
    numbers = [name for name, field in fields.items() if field.readers and field.unit_field]
    terms = [name for name, field in fields.items() if qualifies(field)]
    for row in table.rows if table.definition.markup is None else ():
        yield from ((row, name, term) for name in numbers for term in terms)


def qualifies(field: Field) -> bool:
    """Tell whether a column says how exactly a number is meant."""
    return any(term.bounds or term.hedges for term in field.vocabulary.values())


def qualifying(row: Row, fields: Mapping[str, Field]) -> Term | None:
    """Return the term that says how exactly the number of a row is meant."""
    for name, field in fields.items():
        if qualifies(field):
            return field.vocabulary.get(str(row[name].value))
    return None


def hedges_beside(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Yield the hedge that stands before a number, and the one behind it, with their kinds.

    >>> list(hedges_beside("There were no fewer than ", " prisoners."))
    [('no fewer than', 'minimum')]

    """
    for kinds, words, form in (
        (BEFORE, before, rf"(?<!\w){{}}{FILLERS}$"),
        (AFTER, after, r"^(?:\s\w+)?[\s,]+{}(?!\w)"),
    ):
        found = [
            (hedge, kind)
            for kind, hedges in kinds.items()
            for hedge in hedges
            if re.search(form.format(re.escape(hedge)), words, re.IGNORECASE)
        ]
        if found:
            yield max(found, key=lambda each: len(each[0]))


def says(term: Term | None, kind: str) -> bool:
    """Tell whether a term says what a hedge of some kind says."""
    if term is None:
        return False
    return term.bounds == kind or (kind == "near" and (term.hedges or bool(term.bounds)))


def wanted(kind: str) -> str:
    """Say what the vocabulary must have for a hedge of some kind."""
    return "hedges = true" if kind == "near" else f'bounds = "{kind}"'

"""Is no hedge beside a figure overlooked, whatever its words?

The list is one of English, not of this article; a figure with a hedge beside it must be coded so.
"""

from __future__ import annotations

import re

from conftest import ARTICLE as TEXT
from spoilt import ARTICLE, refusal_of_edit

from transcription.definition import Term
from transcription.hedges import AFTER, BEFORE, hedges_beside, says

SENTENCES = {
    # the words before a number, those behind it: the hedges found, with their kinds
    ("more than ", " were taken"): [("more than", "minimum")],
    ("The number exceeded ", " by May"): [("exceeded", "minimum")],
    ("no fewer than ", " prisoners"): [("no fewer than", "minimum")],
    ("They held at least ", ""): [("at least", "minimum")],
    ("well over ", " men"): [("well over", "minimum")],
    ("fewer than ", " men"): [("fewer than", "limit")],
    ("no more than ", " men"): [("no more than", "limit")],
    ("a maximum of the ", " men"): [("a maximum of", "limit")],
    ("almost ", " men"): [("almost", "nearly")],
    ("Roughly ", " men"): [("roughly", "near")],
    ("some ", " men"): [("some", "near")],
    ("around a total of ", " men"): [("around", "near")],
    ("", " men or more died"): [("or more", "minimum")],
    ("about ", " or so"): [("about", "near"), ("or so", "near")],
    ("Moreover ", " men"): [],
    ("wholesome ", " men"): [],
    ("some of them, and ", " men"): [],
    ("over the winter ", " men"): [],
}


def test_a_hedge_is_found_beside_its_number_only() -> None:
    """The longest that fits, before and behind; not one that belongs to another word."""
    found = {(before, after): list(hedges_beside(before, after)) for before, after in SENTENCES}
    assert found == SENTENCES


def test_every_hedge_of_the_list_is_found() -> None:
    """In its own place, and of its own kind."""
    for kind, hedges in BEFORE.items():
        for hedge in hedges:
            assert (hedge, kind) in list(hedges_beside(f"It was {hedge} ", " men")), hedge
    for kind, hedges in AFTER.items():
        for hedge in hedges:
            assert list(hedges_beside("It was ", f" men {hedge}")) == [(hedge, kind)], hedge


def test_a_term_says_a_hedge_of_its_kind_only() -> None:
    """A lower bound is no upper one; what is near is said by any hedge."""
    lower, near = Term(description="", bounds="minimum"), Term(description="", hedges=True)
    plain = Term(description="")
    assert [says(lower, kind) for kind in ("minimum", "limit", "near")] == [True, False, True]
    assert [says(near, kind) for kind in ("minimum", "near")] == [False, True]
    assert not says(plain, "near")
    assert not says(None, "minimum")


def test_an_uncoded_hedge_stops_the_build() -> None:
    """In one line that names the hedge, the number and what to code."""
    message = refusal_of_edit(
        "scripts/article/statements.toml",
        'population = { german_prisoners = "German prisoners of war" }\nqualifier = { about = "Approximately" }\n',
        'population = { german_prisoners = "German prisoners of war" }\n',
    )
    assert "'approximately' stands beside 'three million'" in message
    assert "code a term with hedges = true" in message


def test_the_article_prints_few_hedges_beside_figures() -> None:
    """Those of the list, found again by a plainer search."""
    listed = "|".join(re.escape(hedge) for hedges in BEFORE.values() for hedge in hedges)
    number = r"[\"“]?\d[\d,.]*|three million|doubled"
    found = re.findall(rf"(?i)\b({listed})\s(?={number})", ARTICLE.text)
    assert ARTICLE.text == TEXT
    assert [hedge.lower() for hedge in found] == [
        "approximately", "ca.", "approximately", "nearly", "estimate", "up to", "ca.",
    ]  # fmt: skip

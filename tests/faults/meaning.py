"""The words around the figures altered -> whether the build notices: faults of meaning.

A fault is noticed if the build stops. Were every changed sentence confirmed by somebody who did not
read it, the evidence alone would be left to notice; ``by_evidence_alone`` says how far it does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import permutations

from conftest import ARTICLE

import build
from transcription.article import Article, Excerpt
from transcription.lock import check_read
from transcription.numerals import numerals
from transcription.refusal import Refusal
from transcription.sentences import Sentence, sentences

from .article import KNOWLEDGE, PLACES
from .fault import Fault, Group

Alteration = tuple[str, int, int, str]
"""What is done, the characters that go, and those that come in their place."""

HEDGES = (
    "at least", "more than", "fewer than", "up to", "nearly", "not", ">", "~", "±", "(disputed)",
)  # fmt: skip
VERBS = re.compile(
    r"\b(?:was|were|is|are|had|has|have|having|been|be|can|did|do|put|found|believes|maintains|states?"
    r"|estimate|lists?|listed|died|rose|risen|became|sent|held|released|repatriated|transferred"
    r"|captured|taken|confirmed|convicted|surrendered|surviving|including|excluding|labelled)\b"
)
INVISIBLE = {
    "soft hyphen": "\u00ad", "zero-width space": "\u200b", "zero-width joiner": "\u200d",
    "right-to-left override": "\u202e", "NUL": "\0", "byte order mark": "\ufeff",
    "combining mark": "\u0308",
}  # fmt: skip
UNHEARD = (
    "a tenfold loss", "thrice as many", "a score of men", "trebled losses", "a thirtieth of them",
    "none of them", "LX men", "f\u0456ve men", "\u32bf men",
)  # fmt: skip
FIGURES = {"printed", "prisoners", "accounted_for", "released_and_repatriated",
           "died_in_captivity", "died_percent"}  # fmt: skip


@cache
def read() -> list[Sentence]:
    """The sentences on which a row or a table rests."""
    found = sentences(Article("article.txt", ARTICLE))
    return [sentence for sentence in found if KNOWLEDGE.lock[sentence.digest]]


def is_stopped(start: int, end: int, words: str) -> bool:
    """Whether the build stops at the article with other words there, its pin lifted."""
    try:
        article = Article("article.txt", replaced(start, end, words))
        check_read(article, KNOWLEDGE.lock, lambda: None)
        build.transcribe(article, KNOWLEDGE)
    except Refusal:
        return True
    return False


def is_untranscribed(start: int, end: int, words: str) -> bool:
    """Whether it stops although somebody confirmed every sentence."""
    try:
        build.transcribe(Article("article.txt", replaced(start, end, words)), KNOWLEDGE)
    except Refusal:
        return True
    return False


def replaced(start: int, end: int, words: str) -> str:
    """The article with other words between two offsets."""
    return ARTICLE[:start] + words + ARTICLE[end:]


def faults(
    alterations: Callable[[], Iterator[Alteration]],
    noticed: Callable[[int, int, str], bool] = is_stopped,
) -> Iterator[Fault]:
    """A fault for each alteration that changes anything."""
    for what, start, end, words in alterations():
        if ARTICLE[start:end] != words:
            yield Fault(f"character {start}: {what}", partial(noticed, start, end, words))


def altered_words() -> Iterator[Alteration]:
    """Each word of each sentence replaced by one that there is not, deleted, doubled."""
    for sentence in read():
        first = sentence.excerpt.start
        for match in re.finditer(r"\S+ ?", sentence.excerpt.exact):
            start, end, word = first + match.start(), first + match.end(), match[0].strip()
            blank = match[0][len(word) :]
            yield f"{word!r} replaced", start, end, f"xyzzy{blank}"
            yield f"{word!r} deleted", start, end, ""
            yield f"{word!r} doubled", start, end, f"{word} {word}{blank}"


def hedged_figures() -> Iterator[Alteration]:
    """Each hedge before and behind each figure of the prose and of the tables."""
    places = {
        (int(row["char_start"]), int(row["char_end"])) for row in PLACES if row["field"] in FIGURES
    }
    for start, end in sorted(places):
        for hedge in HEDGES:
            yield f"{hedge!r} before {ARTICLE[start:end]}", start, start, f"{hedge} "
            yield f"{hedge!r} behind {ARTICLE[start:end]}", end, end, f" {hedge}"


def denied_verbs() -> Iterator[Alteration]:
    """'not' behind each verb, and each sentence put under 'It is false that'."""
    for sentence in read():
        start, text = sentence.excerpt.start, sentence.excerpt.exact
        for match in VERBS.finditer(text):
            end = start + match.end()
            yield f"'not' behind {match[0]!r}", end, end, " not"
        yield f"'It is false that' before {text[:20]!r}", start, start, "It is false that "


def exchanged_terms() -> Iterator[Alteration]:
    """Each word that bears out what is counted, or of whom, exchanged for one of another term."""
    fields = KNOWLEDGE.definitions["statements"].fields
    for name in ("measure", "population", "qualifier"):
        words = {word: term for term, meaning in fields[name].vocabulary.items()
                 for word in meaning.words}  # fmt: skip
        for old, new in permutations(words, 2):
            if words[old] != words[new] and new not in old and old not in new:
                yield from exchanged(old, new)


def exchanged_speakers() -> Iterator[Alteration]:
    """Each name by which a speaker is called exchanged for that of each other."""
    called = {name: key for key, row in KNOWLEDGE.definitions["sources"].rows.items()
              for name in row.get("known_as", ())}  # fmt: skip
    for old, new in permutations(called, 2):
        if called[old] != called[new]:
            yield from exchanged(old, new)


def exchanged(old: str, new: str) -> Iterator[Alteration]:
    """One word exchanged for another wherever it stands in a sentence that bears a row."""
    for place in occurrences(old):
        yield f"{old!r} -> {new!r}", place.start, place.end, new


@cache
def occurrences(words: str) -> list[Excerpt]:
    """The places of some words in the sentences that bear a row."""
    return [place for sentence in read() for place in sentence.excerpt.occurrences(words)]


def invisible_characters() -> Iterator[Alteration]:
    """Characters that nobody sees before and behind each numeral."""
    for numeral in numerals(Article("article.txt", ARTICLE)):
        for name, character in INVISIBLE.items():
            yield f"{name} before {numeral.exact}", numeral.start, numeral.start, character
            yield f"{name} behind {numeral.exact}", numeral.end, numeral.end, character


def unheard_numerals() -> Iterator[Alteration]:
    """A new sentence with a figure in an unusual form, behind each paragraph."""
    for match in re.finditer(r"(?m)^(?![|=\- ]).+$", ARTICLE):
        for words in UNHEARD:
            yield repr(words), match.end(), match.end(), f" There were {words}."


MEANT = {
    "each word of each sentence that bears a row replaced, deleted, doubled": altered_words,
    "each of ten hedges before and behind each figure": hedged_figures,
    '"not" behind each verb, "It is false that" before each sentence': denied_verbs,
    "each word for a measure, population or hedge exchanged for each of another": exchanged_terms,
    "each speaker exchanged for each other": exchanged_speakers,
}
GROUPS = {
    **{name: Group(partial(faults, alterations), every=97) for name, alterations in MEANT.items()},
    "each of seven invisible characters before and behind each numeral": Group(
        partial(faults, invisible_characters), every=97
    ),
    "a sentence with a figure in an unusual form, confirmed unread": Group(
        partial(faults, unheard_numerals, is_untranscribed), every=47
    ),
}


def by_evidence_alone() -> tuple[int, int]:
    """Of every seventh alteration of meaning, how many the evidence alone would notice."""
    altered = (fault for each in MEANT.values() for fault in faults(each, is_untranscribed))
    made = list(altered)[::7]
    return sum(fault.noticed() for fault in made), len(made)

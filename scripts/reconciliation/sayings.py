"""Put each figure into a sentence: how many, of whom, where and when, and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from transcription.definition import Definition
from transcription.refusal import Refusal
from transcription.table import Row
from transcription.wording import Wording

from .figures import Tables, narrowing, speaker, statements
from .instances import PLACEHOLDER
from .words import NO_DATE, SOURCE, capital, date_in_words, period_in_words

NUMBERS = {"amount", "numeral"}
"""The places for a number: with its hedge, or without where the sentence has the hedge."""
UNNAMED = ", which names no source"
"""What is said of the article where it speaks for itself."""


def sayings(
    says: Mapping[str, Any], tables: Tables, figures: Definition, findings: Definition
) -> dict[str, str]:
    """Return the amount of a figure, who says so, and the sentence; nothing if none is asked for.

    ``says`` is what is known of the figure, its address, its claim and its numeral among it.
    """
    if "says" not in figures.fields:
        return {}
    words, people = figures.wording, says["population"]
    spot, terms = (
        figures.spot("wording"),
        [says.get(each) for each in narrowing(statements(tables))],
    )
    amount = hedged(spot, words.qualifiers.get(says["qualifier"]), says["numeral"])
    places = {
        "amount": amount,
        "numeral": says["numeral"],
        "people": words.people.get(says["figure"])
        or words.people.get(people, findings.populations[people].called),
        "where": "".join(f" {words.where.get(term, term)}" for term in terms if term),
        "when": when(says["period"], says.get("period_printed")),
    }
    template = words.claims.get(says["claim"]) or words.measures.get(says["measure"])
    if template is None:
        raise Refusal(f"{spot}.measures: no sentence for {says['measure']!r}; add one")
    sentence = fill_in(spot, template, places)
    who, source = speakers(says, tables, words)
    return {"amount": amount, "who": who, "says": f"{capital(sentence)}{SOURCE}{source}"}


def hedged(spot: str, hedge: str | None, numeral: str) -> str:
    """Add the hedge to a numeral, if its qualifier has one."""
    return fill_in(spot, hedge, {"amount": numeral}) if hedge else numeral


def fill_in(spot: str, template: str, places: Mapping[str, str]) -> str:
    """Fill in the places of a sentence; refuse one without an amount, and unknown places."""
    rest = PLACEHOLDER.sub("", template)
    if {*PLACEHOLDER.findall(template)} - {*places} or "{" in rest or "}" in rest:
        known = ", ".join(f"{{{place}}}" for place in places)
        raise Refusal(f"{spot}: {template!r} has a place that cannot be filled; there are {known}")
    if not NUMBERS & {*PLACEHOLDER.findall(template)}:
        raise Refusal(f"{spot}: {template!r} has no place for the {{amount}}")
    return template.format(**places)


def speakers(says: Mapping[str, Any], tables: Tables, words: Wording) -> tuple[str, str]:
    """Say whose figure it is and through whom the article has it: in short, and in a sentence."""
    article = statements(tables).definition.fields["asserted_by"].default
    asserted, reported = (
        words.speakers.get(says[voice], speaker(says[voice], tables))
        for voice in ("asserted_by", "reported_by")
    )
    if says["reported_by"] not in (article, says["asserted_by"]):
        return f"{asserted} ({reported})", f"{asserted}, as reported by {reported}"
    return asserted, asserted + UNNAMED * (says["asserted_by"] == article)


def when(period: str | None, printed: str | None) -> str:
    """Say when, after a space: in the words of the article, or else of the period.

    >>> when("1941/1955", None), when("1945-Q2", None), when("1945-05", "At the end of the war")
    (' from 1941 to 1955', ' in the second quarter of 1945', ' at the end of the war')

    """
    if period is None and not printed:
        return ""
    if printed and printed[0].isalpha():
        return f" {printed[0].lower()}{printed[1:]}"
    first, slash, last = str(period).partition("/")
    if slash and first in NO_DATE:
        return f" by {date_in_words(last)}"
    if slash:
        return f" from {period_in_words(str(period)).removeprefix('from ')}"
    return f" {'on' if first.count('-') > 1 else 'in'} {date_in_words(first)}"


def check_wording(rows: Iterable[Row], tables: Tables, figures: Definition) -> None:
    """Refuse words for a term, a claim or a source that no figure has."""
    columns = {
        "measures": ["measure"],
        "claims": ["claim"],
        "people": ["population", "figure"],
        "where": narrowing(statements(tables)),
        "qualifiers": ["qualifier"],
        "speakers": ["asserted_by", "reported_by"],
    }
    listed = list(rows)
    for name, used_in in columns.items():
        used = {row[column].value for row in listed for column in used_in if column in row}
        for key in getattr(figures.wording, name):
            if key not in used:
                raise Refusal(
                    f"{figures.spot(f'wording.{name}')}: no figure has {key!r}; delete it"
                )

"""Does a notebook show a figure with its words, its speaker and its conflicts, and safely?"""

from __future__ import annotations

import dataclasses
from html.parser import HTMLParser
from typing import Any

import pandas as pd
import pytest
from conftest import SCHEMAS, rows

import german_pows_ussr as pows
from german_pows_ussr import _text
from german_pows_ussr._compare import FINDING_COLUMNS, Figures, Findings, Listing
from german_pows_ussr._findings import summarize

CELL = "prisoners_held/1945-Q2/prisoners"
POISON = "</dd></table><script>alert(\"1\")</script><img src=x onerror='alert(2)'>&lt;&amp;"
TAGS = {"br", "dd", "div", "dl", "dt", "li", "mark", "p", "q", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"}  # fmt: skip
FIGURES = rows("figures")


class Shown(HTMLParser):
    """The elements of some HTML, its text and its marked words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = self.marked = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        self.tags.append((tag, dict(attrs)))
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep text, as it is read."""
        self.text += data
        if "mark" in self.open:
            self.marked += data


def shown(value: Any) -> Shown:
    """What a notebook shows of a value."""
    return Shown(value._repr_html_())


def flat(text: str) -> str:
    """A text without the ends of its lines."""
    return " ".join(text.split())


def test_a_trace_shows_its_words_and_all_that_it_says() -> None:
    """The marked words in their line, the place, and each fact with every conflict."""
    for address in (CELL, "statements/lead-captured/measure", "statements/lead-captured/note"):
        found = pows.trace(address)
        html = shown(found)
        assert html.text.startswith(f"{found.address} = {found.shown}")
        assert html.marked == "".join(place.exact for place in found.places)
        assert all(str(place) in html.text for place in found.places)
        assert all(fact in html.text for _, fact in found.facts)


@pytest.mark.parametrize("every", [3, pytest.param(1, marks=pytest.mark.slow)])
def test_compared_figures_show_what_is_known_of_them(every: int) -> None:
    """Range, how exact, of whom, says who, sentence and note, in a session and in a notebook."""
    for topic in ("captured", "died", "transferred")[::every]:
        figures = pows.compare(topic)
        with pd.option_context("display.max_rows", None):
            html, text = shown(figures), flat(repr(Figures(figures)))
        assert sum(tag == "tr" for tag, _ in html.tags) == len(figures) + 1
        for row in figures.astype("string").fillna("").to_dict("records"):
            found = pows.trace(row["figure"])
            said = [row["printed"], row["asserted_by_name"], row["sentence"], row["note"]]
            said += [found.range_as_printed, found.how_exact, row["also_printed_at"].split("; ")[0]]
            said += [said for label, said in summarize(found.findings) if label == "dispute"]
            for fact in said:
                assert fact in html.text, (row["figure"], fact)
                assert flat(fact) in text, (row["figure"], fact)


def test_findings_show_their_notes() -> None:
    """Each with what is compared and the addresses of both sides."""
    found = pows.findings(CELL)
    names = ["title", "summary", "note", "left_side", "right_side"]
    for text in found[names].astype("string").fillna("").to_numpy().ravel():
        assert text in shown(found).text
        assert flat(text) in flat(repr(found))


def test_a_codebook_is_shown_whole() -> None:
    """Every term and every description, in a notebook and printed."""
    for table in SCHEMAS:
        book = pows.fields(table)
        html, text = shown(book), "".join(repr(book).split())
        for field in SCHEMAS[table]["fields"]:
            assert field["description"] in html.text
            assert "".join(field["description"].split()) in text
            for term in field.get("vocabulary", {}).items():
                assert ": ".join(term) in html.text


def test_what_is_made_of_a_listing_is_shown_as_pandas_does() -> None:
    """A selection, and more rows than pandas shows."""
    for frame in (pows.compare("died"), pows.findings(), pows.fields("events")):
        assert type(frame.head(2)) is type(frame[frame.columns[:2]]) is pd.DataFrame
    every = pows.findings()
    assert "..." in repr(every)
    assert every._repr_html_().count("<tr") < len(every)  # type: ignore[operator]
    del (figures := pows.compare("died"))["note"]
    assert "editor's note" not in repr(figures)


def harmless(html: Shown, times: int = 1) -> None:
    """No element that is not ours, no attribute that somebody wrote, and the poison as text."""
    assert {tag for tag, _ in html.tags} <= TAGS
    for _, attributes in html.tags:
        assert set(attributes) <= {"style", "scope"}
        assert "alert" not in (attributes.get("style") or "")
    assert html.text.count(POISON) >= times


def test_no_text_of_a_trace_becomes_markup() -> None:
    """Whatever an attribute holds is shown as it is."""
    source = pows.Source(source=POISON, name=POISON, reference=POISON, inferred=True)
    place = pows.Place(exact=POISON, start=0, end=9, line=1, text=f"{POISON}{POISON}", column=9)
    values: dict[str, Any] = dict.fromkeys(
        (each.name for each in dataclasses.fields(pows.Trace)), POISON
    )
    values |= {"address": CELL, "ground": "words", "origin": "curated", "places": (place,)}
    values |= {"cells": (POISON,), "asserted_by": source, "reported_by": None}
    harmless(shown(pows.Trace(**values)), 8)


def test_no_text_of_a_listing_becomes_markup() -> None:
    """Neither a cell of the frame nor a name of a column."""
    figures = pd.DataFrame(pows.compare("captured"))
    for name in ("printed", "sentence", "period", "note", "asserted_by_name"):
        figures[name] = POISON
    harmless(shown(Figures(figures)), 5 * len(figures))
    harmless(shown(Findings(pd.DataFrame(POISON, index=[0], columns=list(FINDING_COLUMNS)))), 6)
    harmless(shown(Listing({POISON: [POISON]})), 2)


MARKS = {"persons": "", "percent": "%", "ratio": "×", "years": " years"}


def test_bounds_in_words_name_each_end_and_its_unit() -> None:
    """An end that is open is said to be; a person reads the same numbers as a program."""
    for row in FIGURES:
        low, high = (row[name].removesuffix(".0") for name in ("printed_low", "printed_high"))
        said = _text.interval(row["printed_low"], row["printed_high"], row["unit"])
        if low == high:
            expected = low
        elif low and high:
            expected = f"{low} to {high}"
        else:
            expected = f"{low} and more" if low else f"up to {high}"
        assert said.replace(",", "").replace(MARKS[row["unit"]], "") == expected, row
    assert _text.interval("", "", "persons") == ""


def test_a_number_keeps_its_sign_and_its_decimals() -> None:
    """Below one as well; what is no number stays as it is."""
    words = {"-1234.5": "-1,234.5", "-0.5": "-0.5", "1000": "1,000", "1000.0": "1,000", "²": "²"}
    assert {number: _text.grouped(number) for number in words} == words

"""Does a notebook show a figure with its words, its speaker, its conflicts and its link, and safely?"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pandas as pd
import pytest
from conftest import SCHEMAS

import german_pows_ussr as pows
from german_pows_ussr import _compare, _findings, _html, _listing, _place, _source

CELL = "prisoners_held/1945-Q2/prisoners"
POISON = "</dd></table><script>alert(\"1\")</script><img src=x onerror='alert(2)'>&lt;&amp;"
TAGS = {"a", "br", "dd", "div", "dl", "dt", "li", "mark", "p", "q", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"}  # fmt: skip


class Shown(HTMLParser):
    """The elements of some HTML, its text, its marked words and its links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = self.marked = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element, which is open until it ends."""
        self.tags.append((tag, dict(attrs)))
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """The end of the innermost element."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Text, as it is read."""
        self.text += data
        if "mark" in self.open:
            self.marked += data

    @property
    def links(self) -> list[str | None]:
        """Where its links lead."""
        return [attributes["href"] for tag, attributes in self.tags if tag == "a"]


def shown(value: Any) -> Shown:
    """What a notebook shows of a value."""
    return Shown(value._repr_html_())


def test_a_trace_shows_its_words_and_all_that_it_says() -> None:
    """The marked words in their line, the place, each fact with every conflict, and the link."""
    for address in (CELL, "statements/lead-captured/measure", "statements/lead-captured/note"):
        found = pows.trace(address)
        html = shown(found)
        assert html.text.startswith(f"{found.address} = {found.shown}")
        assert html.marked == "".join(place.exact for place in found.places)
        assert html.links == [place.link for place in found.places]
        said = [str(place) for place in found.places]
        said += [str(each) for each in found.findings if each.finding == "conflicts"]
        said += [str(who) for who in (found.asserted_by, found.reported_by) if who]
        said += [found.knowledge, found.rule, found.borne_out]
        assert all(fact in html.text for fact in said)


def test_a_source_shows_its_work() -> None:
    """And that an editor inferred it."""
    beorn = pows.trace("statements/history-beorn-died-share/value").asserted_by
    assert beorn
    assert shown(beorn).text == str(beorn)


def test_compared_figures_show_evidence_and_conflicts() -> None:
    """A row for each: its words, what it may mean, on whose word, where, and what conflicts."""
    for measure in ("captured", "died_share", "transferred", "sentence"):
        figures = pows.compare(measure)
        html = shown(figures)
        assert sum(tag == "tr" for tag, _ in html.tags) == len(figures) + 1
        for address in figures["address"]:
            found = pows.trace(address)
            assert found.link in html.links
            assert found.exact in html.marked
            assert found.asserted_by
            assert (
                found.asserted_by.source == "wikipedia-article"
                or found.asserted_by.name in html.text
            )
            assert all(
                str(each) in html.text for each in found.findings if each.finding == "conflicts"
            )


def test_findings_show_their_notes() -> None:
    """Each with what is compared and the addresses of both sides."""
    found = pows.findings(CELL)
    html = shown(found)
    names = ["title", "says", "note", "left_side", "right_side"]
    assert all(text in html.text for text in found[names].fillna("").to_numpy().ravel())


def test_a_single_finding_is_shown() -> None:
    """What is compared, both sides with their addresses, and the note."""
    found = pows.trace(CELL).findings[0]
    html = shown(found)
    told = (found.title, found.summary, found.note, found.left_side, found.right_side)
    assert all(text in html.text for text in told)


def test_a_codebook_is_shown_whole() -> None:
    """Every term and every description, in a notebook and printed."""
    for table in SCHEMAS:
        book = pows.fields(table)
        html, text = shown(book), "".join(repr(book).split())
        for field in SCHEMAS[table]["fields"]:
            assert field["description"] in html.text
            assert "".join(field["description"].split()) in text
            assert ", ".join(field.get("vocabulary", {})) in html.text
            assert all(term in text for term in field.get("vocabulary", {}))


def test_what_is_made_of_a_listing_is_a_plain_frame() -> None:
    """A selection has none of its columns to lose; changed in place, it is shown as it now is."""
    for frame in (pows.compare("died"), pows.findings(), pows.fields("events")):
        assert type(frame.head(2)) is type(frame[frame.columns[:2]]) is pd.DataFrame
    figures, findings = pows.compare("died"), pows.findings(CELL)
    for frame in (figures, findings):
        frame["mine"] = POISON
        assert POISON in shown(frame).text


def poisoned(rows: Callable[[str], list[dict[str, str]]]) -> Callable[[str], list[dict[str, str]]]:
    """The rows of a table, every text that people wrote replaced."""
    written = (
        "name_printed",
        "title",
        "note",
        "summary",
        "printed",
        "container_title",
        "publisher",
    )
    return lambda table: [
        {name: POISON if name in written and text else text for name, text in row.items()}
        for row in rows(table)
    ]


def harmless(html: Shown, times: int = 1) -> None:
    """No element that is not ours, no attribute that somebody wrote, and the poison as text."""
    assert {tag for tag, _ in html.tags} <= TAGS
    for _, attributes in html.tags:
        assert set(attributes) <= {"href", "style", "scope"}
        assert "alert" not in (attributes.get("style") or "")
    assert html.text.count(POISON) >= times


def test_no_text_of_a_trace_becomes_markup() -> None:
    """Whatever a field holds is shown as it is."""
    source = pows.Source(source=POISON, name=POISON, reference=POISON, inferred=True)
    place = pows.Place(exact=POISON, start=0, end=9, line=1, text=f"{POISON}{POISON}", column=9)
    harmless(shown(source), 2)
    names = [
        each.name
        for each in dataclasses.fields(pows.Trace)
        if each.name not in ("table", "row", "field")
    ]
    values: dict[str, Any] = dict.fromkeys(names, POISON) | {
        "table": "events", "row": POISON, "field": "title", "origin": "curated", "ground": "words", "qualifier": "about",
        "places": (), "cells": (POISON,), "asserted_by": source, "reported_by": source,
    }  # fmt: skip
    harmless(shown(pows.Trace(**values)), 8)
    harmless(shown(pows.Finding(**dict.fromkeys(vars(pows.trace(CELL).findings[0]), POISON))), 6)
    marked = Shown(_html.marked(place))
    assert {tag for tag, _ in marked.tags} == {"q", "mark"}


def test_no_text_of_a_listing_becomes_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a cell of the frame nor what is looked up for it."""
    for module in (_findings, _source):
        monkeypatch.setattr(module, "rows", poisoned(module.rows))
    figures = pd.DataFrame(pows.compare("captured"))
    for name in ("printed", "population", "period"):
        figures[name] = POISON
    harmless(shown(_listing.Figures(figures)), 5 * len(figures))
    findings = pd.DataFrame(POISON, index=[0], columns=list(_findings.COLUMNS))
    harmless(shown(_listing.Findings(findings)), 6)
    harmless(shown(_listing.Listing({POISON: [POISON]})), 2)
    assert tuple(figures.columns) == _compare.COLUMNS


def test_a_link_leads_to_the_web_or_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """An address that a browser would execute is not linked."""
    described = {"sources": [{"path": "javascript:alert(1)//"}]}
    found = pows.trace(CELL)
    monkeypatch.setattr(_place, "descriptor", lambda: described)
    html = shown(found)
    assert html.links == []
    assert str(found.places[0]) in html.text


def test_no_style_needs_the_page() -> None:
    """Neither class nor id, and no colour that a dark page would swallow."""
    found = pows.trace(CELL)
    frames = [
        found,
        *found.findings,
        pows.compare("died"),
        pows.findings(CELL),
        pows.fields("events"),
    ]
    for value in frames:
        for _, attributes in shown(value).tags:
            assert not {"class", "id"} & set(attributes)
            colours = [
                part for part in (attributes.get("style") or "").split(";") if "color" in part
            ]
            assert colours in ([], ["color: inherit"])

"""The article and the spans of its cells -> lines of segments, each with what rests on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from german_pows_ussr._evidence import article
from german_pows_ussr._package import package

from .known import shown_tables


@dataclass(frozen=True, slots=True)
class Span:
    """Characters that a cell was read from, that support a reading, or that are no figure.

    One without an address and without a reason only cuts, as the ends of a sentence do.
    """

    start: int
    end: int
    address: str = ""
    reason: str = ""
    supports: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters that are covered by the same spans; the narrowest span comes first."""

    start: int
    end: int
    text: str
    addresses: tuple[str, ...]
    readings: tuple[str, ...]
    reason: str

    @property
    def fragment(self) -> str:
        """The segment in the address of the page: a range of characters, as in RFC 5147."""
        return f"char={self.start},{self.end}"

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells that were read from it, then those whose reading it supports."""
        return self.addresses + self.readings

    @property
    def linked(self) -> bool:
        """Whether it leads to a cell; a blank or a comma alone is nothing to click."""
        return bool(self.cells) and any(map(str.isalnum, self.text))

    @property
    def looks(self) -> str:
        """The classes by which it is drawn."""
        named = {
            "read": self.addresses,
            "bearing": self.readings and not self.addresses,
            "excluded": self.reason,
        }
        return " ".join(name for name, holds in named.items() if holds)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the article."""

    number: int
    text: str
    segments: tuple[Segment, ...]

    @property
    def kind(self) -> str:
        """How the line is set: a heading, a row of a drawn table, or prose."""
        if self.text.startswith("="):
            return "heading"
        return "drawn" if self.text.startswith("|") else "prose"


def read() -> list[Line]:
    """Return the pinned article."""
    return list(lines(article(), spans()))


def spans() -> list[Span]:
    """Return the characters of cells and of readings, the sentences, and the numerals left out."""
    evidence = package().rows("evidence")
    cells = [span(row, address=row["address"]) for row in evidence if row["role"] == "read"]
    shown = {table.name for table in shown_tables()}
    readings = [
        span(row, address=row["address"], supports=True)
        for row in evidence
        if row["role"] == "support"
        and row["ground"] == "words"
        and row["address"].partition("/")[0] in shown
    ]
    sentences = [span(row) for row in package().rows("sentences")]
    return cells + readings + sentences + no_figures()


def no_figures() -> list[Span]:
    """Return the numerals that were left out, each with the reason."""
    return [span(row, reason=row["reason"]) for row in package().rows("numerals") if row["reason"]]


def span(row: dict[str, str], **said: Any) -> Span:
    """Return the span that a row names by its offsets."""
    return Span(int(row["char_start"]), int(row["char_end"]), **said)


def lines(article: str, spans: Iterable[Span]) -> Iterator[Line]:
    """Every line with its segments; no span goes over the end of a line."""
    waiting = list(spans)
    start = 0
    for number, text in enumerate(article.split("\n"), start=1):
        end = start + len(text)
        within = [span for span in waiting if start <= span.start < end]
        yield Line(number, text, tuple(segments(article, start, end, within)))
        start = end + 1


def segments(article: str, start: int, end: int, spans: list[Span]) -> Iterator[Segment]:
    """Yield a line cut wherever a span begins or ends."""
    cuts = {start, end}.union(*({span.start, span.end} for span in spans))
    for first, last in pairwise(sorted(cuts)):
        around = [span for span in spans if span.start <= first and last <= span.end]
        narrowest = sorted(around, key=lambda span: span.end - span.start)
        named = [span for span in narrowest if span.address]
        yield Segment(
            first,
            last,
            article[first:last],
            tuple(span.address for span in named if not span.supports),
            tuple(span.address for span in named if span.supports),
            next((span.reason for span in around if span.reason), ""),
        )


def leads(lines: Iterable[Line]) -> dict[str, str]:
    """Return the fragment to which each cell leads: its first words, or else its sentence."""
    segments = [segment for line in lines for segment in line.segments]
    at = {str(segment.start): segment.fragment for segment in segments}
    sentences = {row["sentence"]: at[row["char_start"]] for row in package().rows("sentences")}
    found = {
        row["address"]: sentences[row["sentence"]]
        for row in package().rows("evidence")
        if row["ground"] == "sentence"
    }
    for segment in reversed(segments):
        found.update(dict.fromkeys(segment.cells, segment.fragment))
    return found

"""The article and its places -> lines of segments, each with the cells that rest on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Place:
    """Characters that a cell was read from, that bear a reading out, or that are no figure.

    One without an address and without a reason only cuts, as the ends of a sentence do.
    """

    start: int
    end: int
    address: str = ""
    reason: str = ""
    bears_out: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters that are covered by the same places; the narrowest place comes first."""

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
        """The cells that were read from it, then those whose reading it bears out."""
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


def lines(article: str, places: Iterable[Place]) -> Iterator[Line]:
    """Every line with its segments; no place goes over the end of a line."""
    waiting = list(places)
    start = 0
    for number, text in enumerate(article.split("\n"), start=1):
        end = start + len(text)
        within = [place for place in waiting if start <= place.start < end]
        yield Line(number, text, tuple(segments(article, start, end, within)))
        start = end + 1


def segments(article: str, start: int, end: int, places: list[Place]) -> Iterator[Segment]:
    """A line cut wherever a place begins or ends."""
    cuts = {start, end}.union(*({place.start, place.end} for place in places))
    for first, last in pairwise(sorted(cuts)):
        around = [place for place in places if place.start <= first and last <= place.end]
        narrowest = sorted(around, key=lambda place: place.end - place.start)
        named = [place for place in narrowest if place.address]
        yield Segment(
            first,
            last,
            article[first:last],
            tuple(place.address for place in named if not place.bears_out),
            tuple(place.address for place in named if place.bears_out),
            next((place.reason for place in around if place.reason), ""),
        )

"""The article and the places of its cells -> lines of segments, each covered by the same cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Place:
    """Characters of the article that a cell was read from, or that are no figure for a reason."""

    start: int
    end: int
    address: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters that are covered by the same places; the narrowest place comes first."""

    start: int
    end: int
    text: str
    addresses: tuple[str, ...]
    reason: str

    @property
    def fragment(self) -> str:
        """The segment in the address of the page: a range of characters, as in RFC 5147."""
        return f"char={self.start},{self.end}"


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
        yield Segment(
            first,
            last,
            article[first:last],
            tuple(place.address for place in narrowest if not place.reason),
            next((place.reason for place in around if place.reason), ""),
        )

"""What the three pictures share: what a picture is, and rows, days and names as they need them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from edtf import parse_edtf

from german_pows_ussr._package import rows

WIDE, NARROW = 760, 350
MILLION = 1_000_000

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: what it is called, what it shows in words, and how it is drawn at a width."""

    name: str
    title: str
    caption: str
    source: str
    alternative: str
    columns: tuple[str, ...]
    data: list[tuple[str, ...]]
    key: list[str]
    draw: Callable[[int], str]

    @property
    def wide(self) -> str:
        """For a screen."""
        return self.draw(WIDE)

    @property
    def narrow(self) -> str:
        """For a phone: no text grows smaller, the picture grows taller."""
        return self.draw(NARROW)


def records(frame: pd.DataFrame) -> list[Row]:
    """The rows of a frame."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def days(period: str) -> tuple[date | None, date | None]:
    """The first and the last day of an EDTF date; None where it is open."""
    first, _, last = period.partition("/")
    begin = None if first == ".." else bound(first, "lower_strict")
    end = None if last == ".." else bound(last or first, "upper_strict")
    return begin, end


def bound(when: str, side: str) -> date:
    """The first or the last day of a day, month or year."""
    return date(*getattr(parse_edtf(when), side)()[:3])


def names() -> dict[str, str]:
    """What the article calls each source."""
    return {entry["source"]: entry["name_printed"] for entry in rows("sources")}


def who(figure: Row) -> str:
    """On whose word a figure stands: who asserts it and, if another, who reports it."""
    called = names()
    asserted, reported = figure["asserted_by"], figure["reported_by"]
    if asserted == ARTICLE:
        return "the article itself"
    return called[asserted] + ("" if reported == ARTICLE else f", reported by {called[reported]}")


ARTICLE = "wikipedia-article"

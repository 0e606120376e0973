"""What the pictures share: what a picture is, and on whose word a figure stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from german_pows_ussr._package import rows

from .charts.looks import ARTICLE, NARROW, WIDE
from .drawing import drawing


@dataclass(frozen=True)
class Picture:
    """A picture: what it is called, what it shows in words, and its specification at a width."""

    name: str
    title: str
    caption: str
    source: str
    alternative: str
    columns: tuple[str, ...]
    data: list[tuple[str, ...]]
    specify: Callable[[int], dict[str, Any]]

    @property
    def specification(self) -> dict[str, Any]:
        """What is published: the picture for a screen, in Vega-Lite, and what it shows in words."""
        title = {"text": self.title, "anchor": "start", "fontSize": 17, "offset": 20}
        return {**self.specify(WIDE), "title": title, "description": self.alternative}

    @cached_property
    def wide(self) -> str:
        """For a screen."""
        return drawing(self.specify(WIDE), f"{self.name}-wide", self.title)

    @cached_property
    def narrow(self) -> str:
        """For a phone: no text grows smaller, the picture grows taller."""
        return drawing(self.specify(NARROW), f"{self.name}-narrow", self.title)


def names() -> dict[str, str]:
    """What the article calls each source."""
    return {entry["source"]: entry["name_printed"] for entry in rows("sources")}


def who(figure: dict[str, str]) -> str:
    """On whose word a figure stands: who asserts it and, if another, who reports it."""
    asserted, reported = figure["asserted_by"], figure["reported_by"]
    if asserted == ARTICLE:
        return "the article itself"
    return names()[asserted] + ("" if reported == ARTICLE else f", reported by {names()[reported]}")

"""What a picture is: its words, its data, and its specification at a width."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .charts.looks import NARROW, WIDE
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

"""Scales and marks -> elements of SVG, whose looks ``pictures.css`` gives to their classes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from html import escape


def tag(name: str, *content: str, **attributes: object) -> str:
    """An element; ``class_`` is written ``class``, and ``_`` in a name ``-``."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(shown(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{''.join(content)}</{name}>"


def shown(value: object) -> str:
    """A number as short as the eye needs it."""
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def words(text: str, x: float, y: float, class_: str = "label", anchor: str = "start") -> str:
    """A line of text."""
    return tag("text", escape(text), x=x, y=y, class_=class_, text_anchor=anchor)


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> str:
    """A straight line."""
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


def whisker(x1: float, y1: float, x2: float, y2: float) -> list[str]:
    """A line over all that a figure may mean, with its ends; nothing where it means itself."""
    if abs(x2 - x1) + abs(y2 - y1) < 1:
        return []
    across, along = (3, 0) if x1 == x2 else (0, 3)
    ends = [line(x - across, y - along, x + across, y + along, "whisker")
            for x, y in ((x1, y1), (x2, y2))]  # fmt: skip
    return [line(x1, y1, x2, y2, "whisker"), *ends]


def link(address: str, label: str, *marks: str) -> str:
    """Marks that lead to a cell, and so to its words in the article."""
    target = f"#{address.replace(' ', '%20')}"
    return tag("a", tag("title", escape(label)), *marks, href=target, aria_label=label)


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from ``low`` to ``high`` on pixels from ``first`` to ``last``."""

    low: float
    high: float
    first: float
    last: float

    def __call__(self, value: float) -> float:
        """The pixel of a value."""
        return self.first + (value - self.low) / (self.high - self.low) * (self.last - self.first)


def day(when: date) -> float:
    """A date as a number, in days."""
    return float(when.toordinal())


def ticks(highest: float, step: float) -> list[float]:
    """Round values from nothing to the first that is not below the highest."""
    values = [0.0]
    while values[-1] < highest:
        values.append(values[-1] + step)
    return values


def picture(width: float, height: float, name: str, title: str, parts: Iterable[str]) -> str:
    """The whole drawing, with its name."""
    return tag(
        "svg",
        tag("title", escape(title), id=f"{name}-title"),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {shown(width)} {shown(height)}",
        width=width,
        height=height,
        role="group",
        aria_labelledby=f"{name}-title",
        class_="picture",
    )

"""The plain text of an article -> the parts of which it consists, and the cells of its tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

FIGURE = re.compile(r"(?<![\w,.(–-])\d{1,3}(?:,\d{3})+(?![\w,–-])")
NAMES = (
    "Red Army",
    "Battle of Moscow",
    "Operation Bagration",
    "Rüdiger Overmans",
    "Erich Maschke",
    "NKVD",
    "Wehrmacht",
)
CAPTION = re.compile(r"^  - (.*?)\*\*$")


class Part(NamedTuple):
    """A part of a plain text, its kind and lines, and what stands around it."""

    kind: str
    lines: list[str]
    above: str
    below: str
    caption: str


def parts(text: str) -> Iterator[Part]:
    """The parts of a plain text in their order."""
    found = list(divided(text))
    kinds = ["", *(kind for kind, _ in found), ""]
    for n, (kind, lines) in enumerate(found):
        yield Part(kind, lines, kinds[n], kinds[n + 2], caption_of(found, n))


def divided(text: str) -> Iterator[tuple[str, list[str]]]:
    """What a plain text consists of: ('title' | 'heading' | 'table' | 'items' | 'prose', its lines)."""
    lines = text.split("\n")
    n = 0
    while n < len(lines):
        line, first = lines[n], n
        kind = kind_of(line)
        n += 1
        if kind in ("table", "items"):
            while n < len(lines) and kind_of(lines[n]) == kind:
                n += 1
        if line:
            yield kind, lines[first:n]


def kind_of(line: str) -> str:
    """What a line is."""
    if line.startswith("= "):
        return "title"
    if line.startswith("=="):
        return "heading"
    return "table" if line.startswith("|") else "items" if line.startswith("- ") else "prose"


def cells(line: str) -> list[str]:
    """The cells of a line of a table."""
    return [cell.strip() for cell in line.strip("|").split("|")]


def spans(lines: list[str]) -> list[list[tuple[str, int]]]:
    """The rows below the headings: each cell that is there, and over how many rows it reaches."""
    rows = [cells(line) for line in lines[1:]]
    return [
        [(cell, reach(rows, n, column)) for column, cell in enumerate(row) if cell]
        for n, row in enumerate(rows)
    ]


def reach(rows: list[list[str]], row: int, column: int) -> int:
    """How many rows a cell takes: its own, and those below that are blank there."""
    count = 1
    while row + count < len(rows) and not rows[row + count][column]:
        count += 1
    return count


def counter() -> Callable[[], int]:
    """One, two, three."""
    numbers = iter(range(1, 10_000))
    return lambda: next(numbers)


def caption_of(found: list[tuple[str, list[str]]], n: int) -> str:
    """The caption above a table."""
    kind, lines = found[n - 1]
    return CAPTION.sub(r"\1", lines[0]) if kind == "prose" else ""

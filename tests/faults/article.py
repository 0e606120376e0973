"""The article with a numeral altered, or a table broken -> whether the build notices.

An altered figure is noticed if the build stops, or if exactly its own cell changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import combinations, pairwise

from conftest import ARTICLE, places

import build
from transcription.article import Article, Excerpt
from transcription.numerals import numerals
from transcription.refusal import Refusal
from transcription.table import Table, Value

from .fault import Fault, Group

LINES = ARTICLE.splitlines()
KNOWLEDGE = build.read_all(build.KNOWLEDGE)
PLACES = places()


def cells(tables: dict[str, Table]) -> dict[str, Value]:
    """The value of every transcribed cell by its address."""
    return {
        f"{table.name}/{table.key(row)}/{field}": cell.value
        for table in tables.values()
        for row in table.rows
        for field, cell in row.items()
        if cell.excerpt is not None
    }


def transcribed(text: str) -> dict[str, Value] | Refusal:
    """The cells of an article with this text, its pin lifted, or why there are none."""
    try:
        return cells(build.transcribe(Article("article.txt", text), KNOWLEDGE))
    except Refusal as refusal:
        return refusal


WORDS = {"one": "two", "three": "four", "six": "seven", "hundred": "ten", "thousand": "million",
         "thousands": "millions", "million": "thousand", "first": "second", "second": "third",
         "half": "quarter", "doubled": "tripled", "Quarter": "Half"}  # fmt: skip
ROMAN = {"I": "II", "II": "III", "III": "IV", "IV": "I"}


def alterations(exact: str) -> Iterator[str]:
    """A numeral with another digit in each of its places, or another word for each of its words."""
    for match in re.finditer(r"\d|[A-Za-z]+", exact):
        old = match[0]
        new = str((int(old) + 1) % 10) if old.isdigit() else {**WORDS, **ROMAN}.get(old, old)
        if new != old:
            yield exact[: match.start()] + new + exact[match.end() :]


def altered_numerals() -> Iterator[Fault]:
    """Every numeral altered, digit by digit and word by word: stopped, or its own cell changed."""
    published = transcribed(ARTICLE)
    assert isinstance(published, dict)
    for numeral in numerals(Article("article.txt", ARTICLE)):
        for new in alterations(numeral.exact):
            text = ARTICLE[: numeral.start] + new + ARTICLE[numeral.end :]
            yield Fault(
                f"{numeral.place}: {numeral.exact} -> {new}",
                partial(altered_is_noticed, published, text, numeral),
            )


def altered_is_noticed(published: dict[str, Value], text: str, numeral: Excerpt) -> bool:
    """Whether an article with an altered numeral gives a refusal, or another value of its cell."""
    own = {
        place["address"]
        for place in PLACES
        if int(place["char_start"]) <= numeral.start and numeral.end <= int(place["char_end"])
    }
    return is_noticed(published, transcribed(text), own)


def is_noticed(
    published: dict[str, Value], found: dict[str, Value] | Refusal, own: set[str]
) -> bool:
    """Whether the build stopped, or exactly one cell changed, and that the numeral's own."""
    if isinstance(found, Refusal):
        return True
    changed = {name for name, value in published.items() if found.get(name) != value}
    return set(found) == set(published) and len(changed) == 1 and changed <= own


def broken_tables() -> Iterator[Fault]:
    """The two tables with rows, columns, headings, separators and commas out of place: stopped."""
    starts = [
        number
        for number, line in enumerate(LINES)
        if is_drawn(line) and not is_drawn(LINES[number - 1])
    ]
    for first in starts:
        last = next(number for number in range(first, len(LINES)) if not is_drawn(LINES[number]))
        for what, lines in breakages(LINES[first:last]):
            text = "\n".join([*LINES[:first], *lines, *LINES[last:]]) + "\n"
            yield Fault(f"{LINES[first]}: {what}", partial(is_refused_at_a_line, text))


def is_refused_at_a_line(text: str) -> bool:
    """Whether the build stops at an article with this text, and names a line."""
    found = transcribed(text)
    return isinstance(found, Refusal) and bool(re.search(r"lines? \d+", str(found)))


def is_drawn(line: str) -> bool:
    """Whether a line belongs to a table."""
    return line.startswith("|")


def breakages(table: list[str]) -> Iterator[tuple[str, list[str]]]:
    """A table broken in every way, one at a time."""
    for row in range(1, len(table)):
        before, line, after = table[:row], table[row], table[row + 1 :]
        yield f"row {row} dropped", before + after
        yield f"row {row} repeated", [*before, line, line, *after]
        yield f"row {row} with a cell more", [*before, f"{line} 1 |", *after]
        for bar in [match.start() for match in re.finditer(r"\|", line)]:
            yield (
                f"row {row} without its bar at {bar}",
                [*before, line[:bar] + line[bar + 1 :], *after],
            )
        for comma in [match.start() for match in re.finditer(",", line)]:
            moved = line[:comma] + line[comma + 1] + "," + line[comma + 2 :]
            yield f"row {row} with its comma at {comma} moved", [*before, moved, *after]
            yield (
                f"row {row} without its comma at {comma}",
                [*before, line[:comma] + line[comma + 1 :], *after],
            )
    for row, (line, other) in enumerate(pairwise(table[1:]), start=1):
        yield f"rows {row} and {row + 1} swapped", [*table[:row], other, line, *table[row + 2 :]]
    yield from exchanged_columns(table)
    yield "first cell blank", [table[0], re.sub(r"^\|[^|]*", "| ", table[1]), *table[2:]]


def exchanged_columns(table: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Every two columns exchanged, headings and all, and every heading renamed."""
    grid = [line.split("|") for line in table]
    for one, two in combinations(range(1, len(grid[0]) - 1), 2):
        swapped = [[*line] for line in grid]
        for line in swapped:
            line[one], line[two] = line[two], line[one]
        yield f"columns {one} and {two} exchanged", ["|".join(line) for line in swapped]
    for column in range(1, len(grid[0]) - 1):
        renamed = [[*line] for line in grid]
        renamed[0][column] = renamed[0][column][:-2] + "x "
        yield f"heading {column} renamed", ["|".join(line) for line in renamed]


GROUPS = {
    "each digit and each word of the article's numerals altered": Group(altered_numerals, every=97),
    "rows, columns, headings, bars and commas of the two tables out of place": Group(
        broken_tables, every=29
    ),
}

"""``coders.toml`` and the CSV files that it names -> what each coder wrote, item by item."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from transcription.definition import Strict
from transcription.knowledge import read_knowledge
from transcription.refusal import Refusal

FILE = "scripts/article/coders.toml"
ITEM, STATEMENT = "item", "statement"


class Coders(Strict):
    """``coders.toml``: who coded, and how their words are put into those of the tables."""

    key: str
    editor: str
    files: dict[str, str]
    only_some: list[str]
    compared: list[str]
    sources: dict[str, str]
    renamed: dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Line:
    """What a coder wrote of one item, by column, and where."""

    place: str
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Codings:
    """What every coder wrote: coder -> item -> line; and the statement that an item stands for."""

    coders: Coders
    key: Mapping[str, str]
    lines: Mapping[str, Mapping[str, Line]]


def read_codings(folder: Path) -> Codings:
    """Every coding that ``coders.toml`` in the folder names."""
    coders = read_knowledge(folder / "coders.toml", Coders)
    if coders.editor not in coders.files:
        known = ", ".join(coders.files)
        raise Refusal(f"{FILE}, editor: no coder {coders.editor!r}; there are {known}")
    key = {item: line.cells[STATEMENT] for item, line in lines_of(folder, coders.key).items()}
    if len(set(key.values())) < len(key):
        raise Refusal(f"scripts/article/{coders.key}: two items stand for one statement")
    lines = {coder: lines_of(folder, file) for coder, file in coders.files.items()}
    for coder, file in coders.files.items():
        differing = ", ".join(sorted(set(lines[coder]) ^ set(key)))
        if differing:
            raise Refusal(
                f"scripts/article/{file}: its items must be those of {coders.key}; "
                f"these are only in one of the two: {differing}"
            )
    return Codings(coders, key, lines)


def lines_of(folder: Path, file: str) -> dict[str, Line]:
    """The lines of a CSV file by their items; refuses a ragged line and a repeated item."""
    lines: dict[str, Line] = {}
    header, *rows = read_rows(folder / file, file)
    if ITEM not in header:
        raise Refusal(f"scripts/article/{file}: no column {ITEM!r}; there are {', '.join(header)}")
    for number, row in enumerate(rows, 2):
        place = f"scripts/article/{file}, line {number}"
        if len(row) != len(header):
            raise Refusal(f"{place}: {len(row)} cells, {len(header)} expected")
        cells = dict(zip(header, row, strict=True))
        if cells[ITEM] in lines:
            raise Refusal(f"{place}: the item {cells[ITEM]!r} stands twice")
        lines[cells[ITEM]] = Line(place, cells)
    return lines


def read_rows(path: Path, file: str) -> list[list[str]]:
    """The rows of a CSV file, its header first."""
    try:
        with path.open(encoding="utf-8", newline="") as text:
            return list(csv.reader(text, strict=True)) or [[]]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise Refusal(f"scripts/article/{file}: {error}; named in {FILE}") from None

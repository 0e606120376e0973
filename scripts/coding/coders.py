"""Read ``coders.toml`` and the CSV files that it names: what each coder wrote, item by item."""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from transcription.definition import Strict
from transcription.knowledge import read_knowledge
from transcription.refusal import Refusal
from transcription.text import check_text

FILE = "scripts/article/coders.toml"
ITEM, STATEMENT = "item", "statement"


class Coders(Strict, kw_only=True):
    """``coders.toml``: who coded, and how their words are put into those of the tables."""

    key: str
    editor: str
    later: str | None = None
    files: dict[str, str]
    only_some: list[str]
    places: list[str]
    headings: dict[str, str]
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
    """Read every coding that ``coders.toml`` in the folder names."""
    coders = read_knowledge(folder / "coders.toml", Coders)
    for role, coder in {"editor": coders.editor, "later": coders.later}.items():
        if coder is not None and coder not in coders.files:
            known = ", ".join(coders.files)
            raise Refusal(f"{FILE}, {role}: no coder {coder!r}; there are {known}")
    key = {item: line.cells[STATEMENT] for item, line in lines_of(folder, coders.key).items()}
    lines = {coder: lines_of(folder, file) for coder, file in coders.files.items()}
    for coder, file in coders.files.items():
        check_items(file, lines[coder], key, coders.key)
    for item in key:
        if not any(item in written for written in lines.values()):
            raise Refusal(f"scripts/article/{coders.key}: no coder read {item}; delete it")
    return Codings(coders, key, lines)


def check_items(file: str, items: Collection[str], key: Mapping[str, str], key_file: str) -> None:
    """Refuse a coding that does not read every statement of the key once."""
    unknown = ", ".join(sorted(set(items) - set(key)))
    read = [key[item] for item in items if item in key]
    differing = ", ".join(sorted(set(key.values()) - set(read)))
    if unknown or differing or len(read) > len(set(read)):
        fault = (
            f"these are in no line of it: {unknown}" if unknown
            else f"no item stands for {differing}" if differing
            else "two items stand for one statement"
        )  # fmt: skip
        raise Refusal(f"scripts/article/{file}: its items must be those of {key_file}; {fault}")


def lines_of(folder: Path, file: str) -> dict[str, Line]:
    """Read the lines of a CSV file by their items; refuse a ragged line and a repeated item."""
    lines: dict[str, Line] = {}
    header, *rows = read_rows(folder / file, file)
    if ITEM not in header:
        raise Refusal(f"scripts/article/{file}: no column {ITEM!r}; there are {', '.join(header)}")
    for number, row in enumerate(rows, 2):
        place = f"scripts/article/{file}, line {number}"
        if len(row) != len(header):
            raise Refusal(f"{place}: {len(row)} cells, {len(header)} expected")
        cells = dict(zip(header, row, strict=True))
        for name, text in cells.items():
            check_text(f"{place}, {name}", text)
        if cells[ITEM] in lines:
            raise Refusal(f"{place}: the item {cells[ITEM]!r} stands twice")
        lines[cells[ITEM]] = Line(place, cells)
    return lines


def read_rows(path: Path, file: str) -> list[list[str]]:
    """Read the rows of a CSV file, its header first."""
    try:
        with path.open(encoding="utf-8", newline="") as text:
            return list(csv.reader(text, strict=True)) or [[]]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise Refusal(f"scripts/article/{file}: {error}; named in {FILE}") from None

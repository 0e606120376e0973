"""What the tests of revisions share: a report on a text, and what it should say, by its places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from conftest import ARTICLE, ROOT, places, rows
from marked_up import WRITERS

from publication.package import Package
from revision.reading import read
from revision.report import Report, report
from transcription.article import Article
from transcription.definition import Definition
from transcription.knowledge import read_definition, read_knowledge

Address = str


@cache
def definitions() -> dict[str, Definition]:
    """The tables of the package."""
    folder = ROOT / "scripts" / "article"
    package = read_knowledge(folder / "package.toml", Package)
    return {name: read_definition(folder / f"{name}.toml") for name in package.tables.names}


@cache
def reported(text: str, form: str) -> Report:
    """Report on a plain text that came in some form."""
    reading = read(WRITERS[form](text).encode(), ARTICLE, f"file.{form}")
    return report(Article("article.txt", ARTICLE), reading.text, definitions(), ROOT / "resources")


@dataclass(frozen=True)
class Words:
    """A fragment of an address, as the published tables have it."""

    address: Address
    row: tuple[str, str]
    start: int
    end: int
    sentence: str


@cache
def fragments() -> tuple[Words, ...]:
    """Every fragment of every address that stands or rests on words."""
    found = [words(row, 1) for row in places()]
    first: dict[tuple[str, ...], int] = {}
    for row in places("support"):
        reading = (row["address"], row["reading"])
        number = first.setdefault(reading, int(row["fragment"]) if row["row"] == "*" else 1)
        if row["ground"] == "words":
            found.append(words(row, number))
    return tuple(found)


def words(row: dict[str, str], number: int) -> Words:
    """One row of ``evidence``."""
    address = row["address"]
    return Words(
        address if number == 1 else f"{address}/{number}",
        (row["table"], row["row"]),
        int(row["char_start"]),
        int(row["char_end"]),
        row["sentence"],
    )


@cache
def homes() -> dict[tuple[str, str], str]:
    """The sentence in which the transcribed cells of a row stand."""
    return {(row["table"], row["row"]): row["sentence"] for row in places()}


def touched(places: Iterable[tuple[int, int]]) -> set[Address]:
    """The addresses of which a fragment shares a character with one of some places."""
    return {
        one.address for start, end in places for one in fragments()
        if one.start < end and start < one.end
    }  # fmt: skip


def lost(dropped: Iterable[tuple[int, int]]) -> set[Address]:
    """The addresses whose words are dropped, all of those in the sentence of their row at least."""
    places = list(dropped)
    kept: dict[Address, list[bool]] = {}
    for one in fragments():
        inside = any(start <= one.start and one.end <= end for start, end in places)
        home = homes().get(one.row)
        if not home or one.sentence == home or not has_home(one.address):
            kept.setdefault(one.address, []).append(inside)
    return {address for address, inside in kept.items() if all(inside)} | rested(places)


@cache
def has_home(address: Address) -> bool:
    """Whether a fragment of an address stands in the sentence of its row."""
    return any(
        one.sentence == homes().get(one.row) for one in fragments() if one.address == address
    )


def rested(places: list[tuple[int, int]]) -> set[Address]:
    """The addresses that rest on a sentence as a whole, where it is dropped."""
    gone = {
        row["sentence"] for row in rows("sentences")
        if any(start <= int(row["char_start"]) and int(row["char_end"]) <= end for start, end in places)
    }  # fmt: skip
    return {
        row["address"]
        for row in rows("evidence")
        if row["ground"] == "sentence" and row["sentence"] in gone
    }

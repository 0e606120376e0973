"""List every published address with the words of the pinned text on which it rests."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from transcription.article import Article, Excerpt
from transcription.definition import Definition, Field
from transcription.passage import ELLIPSIS
from transcription.sentences import sentences

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Published:
    """A published cell or reading: its address and its words, one excerpt for each fragment.

    ``sentence`` is set where it rests on a whole sentence.
    """

    table: str
    row: str
    field: str
    words: tuple[Excerpt, ...]
    sentence: Excerpt | None = None
    reading: str | None = None
    number: int = 1

    @property
    def address(self) -> str:
        """table/row/field, with a number for the notes of a table after the first."""
        address = f"{self.table}/{self.row}/{self.field}"
        return address if self.number == 1 else f"{address}/{self.number}"

    @property
    def exact(self) -> str:
        """Its words, as an entry would quote them."""
        return ELLIPSIS.join(words.exact for words in self.words)


def published(article: Article, folder: Path) -> list[Published]:
    """List every transcribed cell, every reading, and every numeral that is neither."""
    return [*cells(article, folder), *readings(article, folder), *excluded(article, folder)]


def cells(article: Article, folder: Path) -> Iterator[Published]:
    """Yield the transcribed cells."""
    for row in rows(folder / "evidence.csv"):
        if row["role"] == "read":
            yield Published(*parts_of(row["address"]), (place(article, row),))


def readings(article: Article, folder: Path) -> Iterator[Published]:
    """Yield the editor's readings that rest on words or a sentence, not on knowledge alone."""
    keys = {sentence.key: sentence.excerpt for sentence in sentences(article)}
    supports = (row for row in rows(folder / "evidence.csv") if row["role"] == "support")
    rested = (row for row in supports if row["ground"] != "knowledge")
    for (address, reading), group in groupby(rested, key=reading_of):
        table, row, field = parts_of(address)
        found = list(group)
        words = tuple(place(article, one) for one in found if one["ground"] == "words")
        whole = next((keys[one["sentence"]] for one in found if one["ground"] == "sentence"), None)
        number = int(found[0]["fragment"]) if row == "*" else 1
        yield Published(table, row, field, words, whole, reading, number)


def excluded(article: Article, folder: Path) -> Iterator[Published]:
    """Yield the numerals that are neither a figure nor a date of a table."""
    for row in rows(folder / "numerals.csv"):
        if row["disposition"] == "excluded":
            yield Published("numerals", row["char_start"], "exact", (place(article, row),))


def reading_of(row: Row) -> tuple[str, str]:
    """Return the reading that a row of the evidence supports."""
    return row["address"], row["reading"]


def parts_of(address: str) -> tuple[str, str, str]:
    """Split an address: the table is first, the field last, and the row what is between."""
    table, _, rest = address.partition("/")
    row, _, field = rest.rpartition("/")
    return table, row, field


def place(article: Article, row: Row) -> Excerpt:
    """Return the words of a row."""
    return Excerpt(article, int(row["char_start"]), int(row["char_end"]))


def rows(path: Path) -> list[dict[str, str]]:
    """Read the rows of a published table as text."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def label_columns(definitions: Mapping[str, Definition]) -> dict[str, list[int]]:
    """Return the columns that name the rows of a drawn table, by the section of the table."""
    return {
        one.markup.section: [n for n, name in enumerate(printed_fields(one)) if name in naming(one)]
        for one in definitions.values()
        if one.markup
    }


def printed_fields(definition: Definition) -> dict[str, Field]:
    """Return the columns of a drawn table, in their order."""
    return definition.of_origin("transcribed")


def naming(definition: Definition) -> set[str]:
    """Return the fields of the primary key, and those from which they are derived."""
    derivations = (definition.fields[name].derivation for name in definition.primary_key)
    return {*definition.primary_key, *(of for one in derivations if one for of in one.of)}

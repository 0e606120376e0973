"""A figure where the article prints it -> its sentence or its table, with the words to mark."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from german_pows_ussr._evidence import Place, article
from german_pows_ussr._package import Address
from german_pows_ussr._table import Row
from german_pows_ussr._trace import Trace, trace

Piece = tuple[str, bool]
"""Some characters, and whether they carry the figure."""


@dataclass(frozen=True)
class Printing:
    """A row of ``figures``."""

    row: Row

    @cached_property
    def trace(self) -> Trace:
        """The evidence for the figure."""
        return trace(self.row["figure"])

    @property
    def place(self) -> Place:
        """Where the figure stands."""
        return self.trace.places[0]

    @property
    def in_table(self) -> bool:
        """Whether it stands in a table of the article."""
        return self.place.text.startswith("|")

    @property
    def sentence(self) -> list[Piece]:
        """The sentence around the figure; the word that hedges it is marked, too."""
        cell, text = Address.parse(self.row["figure"]), self.row["sentence"]
        marked = [self.place]
        if self.trace.hedge not in self.place.exact:
            marked += trace(f"{cell.table}/{cell.row}/qualifier").places
        begin = self.place.start - self.place.column + self.place.text.index(text)
        spans = [(each.start - begin, each.end - begin) for each in marked]
        cuts = sorted({0, len(text), *(end for span in spans for end in span)})
        return [
            (text[first:last], any(start <= first < end for start, end in spans))
            for first, last in pairwise(cuts)
        ]

    @property
    def table(self) -> list[list[Piece]]:
        """The head of the table, and its lines from the last whole one to that of the figure."""
        lines = article().split("\n")[: self.place.line]
        top = next(at for at in range(len(lines), 0, -1) if not lines[at - 1].startswith("|"))
        whole = next(at for at in range(len(lines) - 1, top, -1) if cells(lines[at])[0])
        column = self.place.text.count("|", 0, self.place.column) - 1
        rows = [cells(line) for line in [lines[top], *lines[whole:]]]
        return [
            [(text, row is rows[-1] and at == column) for at, text in enumerate(row)]
            for row in rows
        ]


def cells(line: str) -> list[str]:
    """Return the cells of a line of a table."""
    return [cell.strip() for cell in line.split("|")[1:-1]]

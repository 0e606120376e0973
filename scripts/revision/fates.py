"""An alignment and the published addresses -> what became of each, and what is new."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from transcription.article import Excerpt
from transcription.definition import Definition
from transcription.sentences import containing, sentences

from .alignment import Alignment
from .drawn import DrawnTable, TablePairing
from .published import Published, printed
from .texts import Text
from .tokens import shape

Kind = Literal["unchanged", "changed", "gone", "unsure"]
WIDE = 12
"""So many tokens may have come between the words of an address; where more have, it was parted."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of an address: its words now, or the places that they could stand in."""

    kind: Kind
    places: tuple[Excerpt, ...] = ()

    @property
    def exact(self) -> str:
        """Its words now."""
        return " … ".join(place.exact for place in self.places)


GONE = Fate("gone")


@dataclass(frozen=True)
class Fates:
    """What became of the published addresses."""

    alignment: Alignment
    definitions: Mapping[str, Definition]
    published: Sequence[Published]

    @cached_property
    def all(self) -> dict[Published, Fate]:
        """The fate of each."""
        return {one: self.fate(one) for one in self.published}

    def fate(self, one: Published) -> Fate:
        """What became of one address."""
        cell = self.drawn_cell(one)
        if cell:
            return self.of_cell(one, *cell)
        if one.sentence:
            return self.of_sentence(one.sentence)
        return together([self.of_words(words) for words in one.words], self.at_home(one))

    def at_home(self, one: Published) -> list[int]:
        """Which fragments of a reading stand in the sentence of its row, not in its context."""
        home = self.homes.get((one.table, one.row))
        inside = [n for n, words in enumerate(one.words)
                  if home and home.start <= words.start and words.end <= home.end]  # fmt: skip
        return inside or list(range(len(one.words)))

    @cached_property
    def homes(self) -> dict[tuple[str, str], Excerpt]:
        """The sentence in which the cells of a row stand that were transcribed."""
        found = sentences(self.alignment.old.article)
        homes: dict[tuple[str, str], Excerpt] = {}
        for one in self.published:
            sentence = containing(found, one.words[0]) if one.reading is None else None
            if sentence:
                homes.setdefault((one.table, one.row), sentence.excerpt)
        return homes

    def of_words(self, words: Excerpt) -> Fate:
        """What became of some words of the pinned text."""
        found = self.alignment
        numbers = without_bars(found.old, found.old.numbers(words))
        candidates = [found.unsure[n] for n in numbers if n in found.unsure]
        if candidates:
            return Fate("unsure", tuple(map(found.new.excerpt, candidates[0])))
        images = [found.images[n] for n in numbers if n in found.images]
        present = [block for block in images if block.new]
        if not present:
            return GONE
        hull = closest([block.new for block in present], len(numbers) + WIDE)
        moved = [m for block in present for m in block.new]
        kept = len(images) == len(numbers) and all(block.same for block in images)
        same = kept and moved == without_bars(found.new, hull)
        return Fate("unchanged" if same else "changed", (found.new.excerpt(hull),))

    def of_sentence(self, sentence: Excerpt) -> Fate:
        """What became of a reading that a sentence bears out by what it does not say."""
        fate = self.of_words(sentence)
        return Fate("unchanged", fate.places) if fate.kind == "changed" else fate

    def drawn_cell(self, one: Published) -> tuple[int, int, int] | None:
        """The table, the row and the column of a transcribed cell of a drawn table."""
        definition = self.definitions.get(one.table)
        markup = definition.markup if definition else None
        if definition is None or markup is None or one.field not in printed(definition):
            return None
        if one.row not in markup.rows or one.reading is not None:
            return None
        old = self.alignment.old
        number = next(n for n, table in enumerate(old.tables)
                      if old.section(old.numbers(table.lines[0])) == markup.section)  # fmt: skip
        return number, markup.rows.index(one.row), list(printed(definition)).index(one.field)

    def of_cell(self, one: Published, table: int, row: int, column: int) -> Fate:
        """What became of a cell of a drawn table: what stands in its row and column now."""
        pairing = self.alignment.tables.get(table)
        if pairing is None or column not in pairing.columns:
            return GONE
        column = pairing.columns[column]
        if row in pairing.unsure:
            cells = (pairing.new.cell(other, column) for other in pairing.unsure[row])
            return Fate("unsure", tuple(filter(None, cells)))
        cell = pairing.new.cell(pairing.rows[row], column) if row in pairing.rows else None
        if cell is None:
            return GONE
        same = shape(cell.exact).casefold() == shape(one.exact).casefold()
        return Fate("unchanged" if same else "changed", (cell,))


def without_bars(text: Text, numbers: range) -> list[int]:
    """The tokens without the bars between the cells of a table."""
    return [n for n in numbers if text.tokens[n].shape != "|"]


def together(fates: Sequence[Fate], at_home: Sequence[int]) -> Fate:
    """The fate of an address whose words stand in several places, some in its row's sentence."""
    if all(fates[n].kind == "gone" for n in at_home):
        return GONE
    kinds = {fate.kind for fate in fates}
    places = tuple(place for fate in fates for place in fate.places)
    if "unsure" in kinds:
        return Fate("unsure", places)
    if len(kinds) == 1:
        return Fate(fates[0].kind, places)
    return Fate("changed", places)


def closest(places: Sequence[range], wide: int) -> range:
    """The tokens from the first place to the last; of places far apart the longest run."""
    hull = range(min(place.start for place in places), max(place.stop for place in places))
    if len(hull) <= 2 * wide:
        return hull
    runs: list[range] = []
    for place in sorted(places, key=lambda place: place.start):
        if runs and place.start <= runs[-1].stop + 1:
            runs[-1] = range(runs[-1].start, max(place.stop, runs[-1].stop))
        else:
            runs.append(place)
    return max(runs, key=len)


@dataclass(frozen=True, slots=True)
class New:
    """What nothing published accounts for."""

    what: Literal["numeral", "row", "column", "table", "heading", "sentence"]
    place: Excerpt
    exact: str


def news(found: Alignment) -> Iterator[New]:
    """What is new: headings and sentences, numerals, tables with their rows and columns."""
    new = found.new
    whole = {n for table in new.tables for line in table.lines for n in new.numbers(line)}
    yield from new_in_tables(found)
    for one in new_headings(found):
        whole.update(new.numbers(one.place))
        yield one
    for n, token in enumerate(new.tokens):
        if token.numeral and n not in found.taken and n not in whole:
            place = new.excerpt(range(n, n + 1))
            yield New("numeral", place, place.exact)
    for unit in new.units:
        words = [n for n in unit if is_word(new, n)]
        if (
            words
            and not whole & {*unit}
            and not any(n in found.taken or new.tokens[n].numeral for n in words)
        ):
            yield New("sentence", new.excerpt(unit), new.excerpt(unit).exact)


def new_headings(found: Alignment) -> Iterator[New]:
    """The headings that were not there."""
    new = found.new
    for unit, is_heading in zip(new.units, new.is_heading, strict=True):
        if is_heading and not found.taken & {*unit}:
            yield New("heading", new.excerpt(unit), new.excerpt(unit).exact)


def new_in_tables(found: Alignment) -> Iterator[New]:
    """The tables, rows and columns that were not there."""
    pairings = {id(pairing.new): pairing for pairing in found.tables.values()}
    for table in found.new.tables:
        pairing = pairings.get(id(table))
        if pairing is None:
            whole = Excerpt(table.lines[0].article, table.lines[0].start, table.lines[-1].end)
            yield New("table", whole, table.lines[0].exact)
        else:
            yield from new_rows(table, pairing)
            yield from new_columns(table, pairing)


def new_rows(table: DrawnTable, pairing: TablePairing) -> Iterator[New]:
    """The rows of a table that were not there."""
    known = {*pairing.rows.values(), *(n for ns in pairing.unsure.values() for n in ns)}
    for n in range(len(table.body)):
        if n not in known:
            yield New("row", table.lines[n + 1], table.lines[n + 1].exact)


def new_columns(table: DrawnTable, pairing: TablePairing) -> Iterator[New]:
    """The columns of a table that were not there: of each its heading, then its cells."""
    for n, heading in enumerate(table.headings):
        if n not in pairing.columns.values():
            yield New("column", heading, heading.exact)


def is_word(text: Text, number: int) -> bool:
    """Whether a token is a word or a numeral, not a sign."""
    return any(map(str.isalnum, text.tokens[number].shape))

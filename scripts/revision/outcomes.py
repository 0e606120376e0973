"""Find out what became of each published address in a newer text, and what in it is new."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from transcription.article import Excerpt
from transcription.definition import Definition
from transcription.passage import ELLIPSIS
from transcription.sentences import containing, sentences

from .alignment import Alignment
from .pairing import TablePairing
from .published import Published, printed_fields
from .texts import DrawnTable, normalize

WIDE = 12
"""At most so many tokens may have been added between the words of an address."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an address: its words now, or the places in which they could stand."""

    kind: Literal["unchanged", "changed", "gone", "unsure"]
    places: tuple[Excerpt, ...] = ()

    @property
    def exact(self) -> str:
        """Its words now."""
        return ELLIPSIS.join(place.exact for place in self.places)


GONE = Outcome("gone")


@dataclass(frozen=True)
class Outcomes:
    """What became of the published addresses."""

    alignment: Alignment
    definitions: Mapping[str, Definition]
    published: Sequence[Published]

    @cached_property
    def all(self) -> dict[Published, Outcome]:
        """The outcome of each address."""
        return {one: self.outcome(one) for one in self.published}

    def outcome(self, one: Published) -> Outcome:
        """Find out what became of one address."""
        cell = self.table_cell(one)
        if cell:
            return self.of_cell(one, *cell)
        if one.sentence:
            found = self.of_words(one.sentence)
            return Outcome("unchanged", found.places) if found.kind == "changed" else found
        return combine([self.of_words(words) for words in one.words], self.own_fragments(one))

    def own_fragments(self, one: Published) -> list[int]:
        """Return which fragments of a reading stand in the sentence of its row, or all."""
        own = self.row_sentences.get((one.table, one.row))
        inside = [n for n, words in enumerate(one.words)
                  if own and own.start <= words.start and words.end <= own.end]  # fmt: skip
        return inside or list(range(len(one.words)))

    @cached_property
    def row_sentences(self) -> dict[tuple[str, str], Excerpt]:
        """The sentence that holds the transcribed cells of each row."""
        found = sentences(self.alignment.old.article)
        own: dict[tuple[str, str], Excerpt] = {}
        for one in self.published:
            sentence = containing(found, one.words[0]) if one.reading is None else None
            if sentence:
                own.setdefault((one.table, one.row), sentence.excerpt)
        return own

    def of_words(self, words: Excerpt) -> Outcome:
        """Find out what became of some words of the pinned text."""
        found = self.alignment
        numbers = found.old.without_marks(found.old.numbers(words))
        candidates = [found.unsure[n] for n in numbers if n in found.unsure]
        if candidates:
            return Outcome("unsure", tuple(map(found.new.excerpt, candidates[0])))
        images = [found.images[n] for n in numbers if n in found.images]
        present = [block for block in images if block.new]
        if not present:
            return GONE
        span = closest([block.new for block in present], len(numbers) + WIDE)
        moved = [m for block in present for m in block.new]
        kept = len(images) == len(numbers) and all(block.same for block in images)
        same = kept and moved == found.new.without_marks(span)
        return Outcome("unchanged" if same else "changed", (found.new.excerpt(span),))

    def table_cell(self, one: Published) -> tuple[int, int, int] | None:
        """Return the table, the row and the column of a transcribed cell of a drawn table."""
        definition = self.definitions.get(one.table)
        markup = definition.markup if definition else None
        if definition is None or markup is None or one.field not in printed_fields(definition):
            return None
        if one.row not in markup.rows or one.reading is not None:
            return None
        old = self.alignment.old
        sections = [old.table_section(table) for table in old.tables]
        column = list(printed_fields(definition)).index(one.field)
        return sections.index(markup.section), markup.rows.index(one.row), column

    def of_cell(self, one: Published, table: int, row: int, column: int) -> Outcome:
        """Find out what stands in the row and column of a cell now."""
        pairing = self.alignment.tables.get(table)
        if pairing is None or column not in pairing.columns:
            return GONE
        column = pairing.columns[column]
        if row in pairing.unsure:
            cells = (pairing.new.cell(other, column) for other in pairing.unsure[row])
            return Outcome("unsure", tuple(filter(None, cells)))
        cell = pairing.new.cell(pairing.rows[row], column) if row in pairing.rows else None
        if cell is None:
            return GONE
        same = normalize(cell.exact).casefold() == normalize(one.exact).casefold()
        return Outcome("unchanged" if same else "changed", (cell,))


def combine(fragments: Sequence[Outcome], own: Sequence[int]) -> Outcome:
    """Combine the outcomes of fragments; ``own`` are those in the sentence of the row."""
    if all(fragments[n].kind == "gone" for n in own):
        return GONE
    kinds = {one.kind for one in fragments}
    places = tuple(place for one in fragments for place in one.places)
    if "unsure" in kinds:
        return Outcome("unsure", places)
    return Outcome(fragments[0].kind if len(kinds) == 1 else "changed", places)


def closest(places: Sequence[range], wide: int) -> range:
    """Return the tokens from the first place to the last; if far apart, the longest run."""
    span = range(min(place.start for place in places), max(place.stop for place in places))
    if len(span) <= 2 * wide:
        return span
    runs: list[range] = []
    for place in sorted(places, key=lambda place: place.start):
        if runs and place.start <= runs[-1].stop + 1:
            runs[-1] = range(runs[-1].start, max(place.stop, runs[-1].stop))
        else:
            runs.append(place)
    return max(runs, key=len)


@dataclass(frozen=True, slots=True)
class New:
    """Something in the new text that no published address accounts for."""

    what: Literal["numeral", "row", "column", "table", "heading", "sentence"]
    place: Excerpt
    exact: str


def find_new(found: Alignment) -> Iterator[New]:
    """Yield what is new: tables with their rows and columns, headings, numerals, sentences."""
    new = found.new
    covered = {n for table in new.tables for line in table.lines for n in new.numbers(line)}
    yield from new_in_tables(found)
    for unit, is_heading in zip(new.units, new.is_heading, strict=True):
        if is_heading and not found.taken & {*unit}:
            covered.update(unit)
            yield New("heading", new.excerpt(unit), new.excerpt(unit).exact)
    for n, token in enumerate(new.tokens):
        if token.numeral and n not in found.taken and n not in covered:
            place = new.excerpt(range(n, n + 1))
            yield New("numeral", place, place.exact)
    for unit in new.units:
        words = [n for n in unit if new.tokens[n].is_word]
        known = any(n in found.taken or new.tokens[n].numeral for n in words)
        if words and not known and not covered & {*unit}:
            yield New("sentence", new.excerpt(unit), new.excerpt(unit).exact)


def new_in_tables(found: Alignment) -> Iterator[New]:
    """Yield the new tables, and the new rows and columns of the others."""
    pairings = {id(pairing.new): pairing for pairing in found.tables.values()}
    for table in found.new.tables:
        pairing = pairings.get(id(table))
        if pairing is None:
            whole = Excerpt(table.lines[0].article, table.lines[0].start, table.lines[-1].end)
            yield New("table", whole, table.lines[0].exact)
        else:
            yield from new_rows_and_columns(table, pairing)


def new_rows_and_columns(table: DrawnTable, pairing: TablePairing) -> Iterator[New]:
    """Yield the new rows of a table, and the headings of its new columns."""
    known = {*pairing.rows.values(), *(n for ns in pairing.unsure.values() for n in ns)}
    for n, line in enumerate(table.lines[1:]):
        if n not in known:
            yield New("row", line, line.exact)
    for n, heading in enumerate(table.headings):
        if n not in pairing.columns.values():
            yield New("column", heading, heading.exact)

"""A knowledge file and the fates of its words -> the file with its quotations in the new words.

Only what is certain is carried along: words that stand elsewhere, and numerals that changed where
no other word did. An entry of which more changed stays as it is, and is left to an editor.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import tomlkit
from tomlkit.items import Item, String

from transcription.article import LEAD, Article, Excerpt
from transcription.definition import Definition
from transcription.passage import ELLIPSIS, Entry, Passage
from transcription.refusal import Refusal
from transcription.sentences import sentences

from .fates import Fates, without_bars
from .tokens import Block

Toml = Any
"""A table of tomlkit, whose types tell less than is known of the file."""

PLACES = ("quote", "context")


@dataclass
class Quotations:
    """One knowledge file: what was carried along in it, and what is left to an editor."""

    file: str
    text: str
    fates: Fates
    carried: list[str] = field(default_factory=list)
    cells: list[tuple[str, str]] = field(default_factory=list)
    """The row and the field of each transcribed cell that has other words now."""
    left: list[str] = field(default_factory=list)

    @property
    def article(self) -> Article:
        """The text as it was pinned."""
        return self.fates.alignment.old.article

    def follow(self, definition: Definition | None) -> str:
        """The text of the file, with the quotations that could be carried along."""
        document = tomlkit.parse(self.text)
        if definition is None:
            for name, entry in document.items():
                self.single(entry, "quote", ("numeral",), name)
        elif definition.rows:
            self.passages(document, definition)
        else:
            self.notes(document, definition)
        return tomlkit.dumps(document)

    def notes(self, document: Toml, definition: Definition) -> None:
        """What a table or a comparison quotes: its notes, its populations, its section."""
        for note in document.get("notes", ()):
            self.single(note, "exact", (), f"{definition.name}, notes")
        for name, relation in document.get("populations", {}).items():
            if "exact" in relation:
                self.single(relation, "exact", (), f"populations.{name}")
        if definition.markup:
            self.markup(document["markup"], definition.markup.section)

    def markup(self, markup: Toml, section: str) -> None:
        """The heading below which a drawn table stands now."""
        found = self.fates.alignment
        for n, table in enumerate(found.old.tables):
            if (
                found.old.section(found.old.numbers(table.lines[0])) == section
                and n in found.tables
            ):
                first = found.tables[n].new.lines[0]
                self.replace(markup, "section", found.new.section(found.new.numbers(first)))

    def passages(self, document: Toml, definition: Definition) -> None:
        """The entries that quote clauses of a sentence."""
        for passage in document.get("passages", ()):
            keys = list(passage["rows"])
            for n, key in enumerate(keys):
                self.entry(definition, key, passage["rows"][key], passage if n == 0 else None)
        for key, given in document.get("rows", {}).items():
            self.entry(definition, key, given, None)

    def entry(self, definition: Definition, key: str, row: Toml, passage: Toml | None) -> None:
        """One entry, and with the first of a passage what it shares with the others."""
        entry = Entry(definition, key, definition.rows[key])
        if "quote" not in entry.given:
            return
        place = Passage.of(self.article, sentences(self.article), entry)
        holders = [row, passage] if passage is not None else [row]
        quotation = [self.followed(clause) for clause in place.clauses]
        if None in quotation:
            self.left.append(f"{self.file}, {key}: other words than its numerals changed")
            return
        for holder in holders:
            self.fields(holder, entry, place, key)
            self.section(holder, place.clauses[-1:])

    def fields(self, holder: Toml, entry: Entry, place: Passage, key: str) -> None:
        """The words of an entry, field by field."""
        for name in [name for name in holder if name not in ("section", "rows")]:
            value, words = holder[name], entry.definition.fields.get(name)
            if name in PLACES:
                self.words(holder, name, clauses(place, entry, name), None)
            elif isinstance(value, dict) and words is not None:
                (term,) = value
                once = words.origin == "transcribed"
                found = place.words(name, value[term], once)
                if self.words(value, term, found, holder.item(name), key) and once:
                    self.cells.append((key, name))
            elif isinstance(value, str) and words is not None and words.origin == "transcribed":
                found = place.words(name, value, once=True)
                if self.words(holder, name, found, holder.item(name), key):
                    self.cells.append((key, name))

    def words(
        self, holder: Toml, name: str, places: Sequence[Excerpt], item: Item | None, key: str = ""
    ) -> bool:
        """Whether some quoted words are others now; a reading by them is marked for the editor."""
        now = [self.followed(place) for place in places]
        before = holder[name]
        if None in now:
            return False
        self.replace(holder, name, ELLIPSIS.join(filter(None, now)))
        if holder[name] != before and item is not None:
            mark(item, f'check: was "{before}"')
            self.carried.append(f"{self.file}, {key}: {before} -> {holder[name]}")
        return bool(holder[name] != before)

    def single(self, holder: Toml, name: str, inner: Sequence[str], key: str) -> None:
        """A quotation that stands alone, with words that must lie in it."""
        try:
            place = self.article.section(holder["section"]).find(holder[name])
            places = {name: place} | {one: place.find(holder[one]) for one in inner}
        except Refusal:
            self.left.append(f"{self.file}, {key}: its words are not found")
            return
        if self.followed(place) is None:
            self.left.append(f"{self.file}, {key}: other words than its numerals changed")
            return
        self.section(holder, [place])
        for one, excerpt in places.items():
            self.words(holder, one, [excerpt], holder[one], key)

    def section(self, holder: Toml, places: Sequence[Excerpt]) -> None:
        """The heading below which a quotation stands now."""
        if "section" in holder:
            new = self.fates.alignment.new
            for place in places:
                (now,) = self.fates.of_words(place).places
                self.replace(holder, "section", new.section(new.numbers(now)) or LEAD)

    def replace(self, holder: Toml, name: str, words: str) -> None:
        """Other words in the same quotation marks, if they are others."""
        old = holder[name]
        if str(old) != words:
            literal = isinstance(old, String) and old.as_string().startswith("'")
            holder[name] = tomlkit.string(words, literal=literal and "'" not in words)

    def followed(self, place: Excerpt) -> str | None:
        """The words of a place now, if they are the same but for numerals."""
        fate, found = self.fates.of_words(place), self.fates.alignment
        if fate.kind == "unchanged":
            return place.exact if "|" in place.exact else fate.exact
        numbers = without_bars(found.old, found.old.numbers(place))
        blocks = [found.images[n] for n in numbers if n in found.images]
        new = [m for block in blocks for m in block.new]
        certain = (
            fate.kind == "changed"
            and len(blocks) == len(new) == len(numbers)
            and new == without_bars(found.new, range(new[0], new[-1] + 1))
            and all(map(self.certain, numbers, new, blocks))
        )
        return fate.exact if certain else None

    def certain(self, n: int, m: int, block: Block) -> bool:
        """Whether a token is the same, or a numeral instead of a numeral."""
        found = self.fates.alignment
        return block.same or (found.old.tokens[n].numeral and found.new.tokens[m].numeral)


def mark(item: Item, remark: str) -> None:
    """Put a comment behind an entry of a file, and keep the one that stands there."""
    there = item.trivia.comment.removeprefix("#").strip()
    if remark not in there:
        item.comment("; ".join(filter(None, [there, remark])))


def clauses(place: Passage, entry: Entry, name: str) -> Sequence[Excerpt]:
    """The clauses of a quotation or of its context."""
    count = len(entry.given["context"].split(ELLIPSIS)) if "context" in entry.given else 0
    return place.clauses[:count] if name == "context" else place.clauses[count:]


def files_of(definitions: dict[str, Definition]) -> Iterator[tuple[str, Definition | None]]:
    """The knowledge files that quote the article."""
    yield "not_figures.toml", None
    for name, definition in definitions.items():
        yield f"{name}.toml", definition

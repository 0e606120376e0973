"""Rewrite the quotations of a knowledge file in the words of a newer text.

Only what is certain is carried over: words that moved, and numerals that changed where no other
word did. An entry of which more changed stays as it is, and is left to an editor.
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

from .alignment import Block
from .outcomes import Outcomes
from .texts import MARKS

Toml = Any
"""A table of tomlkit, whose types say less than is known of the file."""

PLACES = ("quote", "context")


@dataclass
class Quotations:
    """One knowledge file: what was carried over in it, and what is left to an editor."""

    file: str
    text: str
    outcomes: Outcomes
    carried: list[str] = field(default_factory=list)
    cells: list[tuple[str, str]] = field(default_factory=list)
    """The row and the field of each transcribed cell that has other words now."""
    left: list[str] = field(default_factory=list)

    @property
    def article(self) -> Article:
        """The text as it was pinned."""
        return self.outcomes.alignment.old.article

    def follow(self, definition: Definition | None) -> str:
        """Return the text of the file, with the quotations that could be carried over."""
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
        """Follow what a table quotes: its notes, its populations and assumptions, its section."""
        for note in document.get("notes", ()):
            self.single(note, "exact", (), f"{definition.name}, notes")
        for kind in ("populations", "assumptions"):
            for name, relation in document.get(kind, {}).items():
                if "exact" in relation:
                    self.single(relation, "exact", (), f"{kind}.{name}")
        if definition.markup:
            self.markup(document["markup"], definition.markup.section)

    def markup(self, markup: Toml, section: str) -> None:
        """Follow a drawn table below another heading."""
        found = self.outcomes.alignment
        for n, pairing in found.tables.items():
            if found.old.table_section(found.old.tables[n]) == section:
                replace(markup, "section", found.new.table_section(pairing.new))

    def passages(self, document: Toml, definition: Definition) -> None:
        """Follow the entries that quote clauses of a sentence."""
        for passage in document.get("passages", ()):
            keys = list(passage["rows"])
            for n, key in enumerate(keys):
                self.entry(definition, key, passage["rows"][key], passage if n == 0 else None)
        for key, given in document.get("rows", {}).items():
            self.entry(definition, key, given, None)

    def entry(self, definition: Definition, key: str, row: Toml, passage: Toml | None) -> None:
        """Follow one entry, and with the first of a passage what it shares with the others."""
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
        """Follow the words of an entry, field by field."""
        for name in [name for name in holder if name not in ("section", "rows")]:
            value, words = holder[name], entry.definition.fields.get(name)
            if name in PLACES:
                self.words(holder, name, clauses(place, entry, name), None)
                continue
            inner = isinstance(value, dict)
            once = words is not None and words.origin == "transcribed"
            if words is None or not (inner or (once and isinstance(value, str))):
                continue
            within, term = (value, *value) if inner else (holder, name)
            found = place.words(name, within[term], once)
            if self.words(within, term, found, holder.item(name), key) and once:
                self.cells.append((key, name))

    def words(
        self, holder: Toml, name: str, places: Sequence[Excerpt], item: Item | None, key: str = ""
    ) -> bool:
        """Follow quoted words, mark a reading by changed ones, and tell whether they changed."""
        now = [self.followed(place) for place in places]
        before = holder[name]
        if None in now:
            return False
        replace(holder, name, ELLIPSIS.join(filter(None, now)))
        if holder[name] != before and item is not None:
            mark(item, f'check: was "{before}"')
            self.carried.append(f"{self.file}, {key}: {before} -> {holder[name]}")
        return bool(holder[name] != before)

    def single(self, holder: Toml, name: str, inner: Sequence[str], key: str) -> None:
        """Follow a quotation that stands alone, with words that must lie in it."""
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
        """Follow a quotation below another heading."""
        if "section" in holder:
            new = self.outcomes.alignment.new
            for place in places:
                (now,) = self.outcomes.of_words(place).places
                replace(holder, "section", new.section(new.numbers(now)) or LEAD)

    def followed(self, place: Excerpt) -> str | None:
        """Return the words of a place now, if they are the same but for numerals."""
        outcome, found = self.outcomes.of_words(place), self.outcomes.alignment
        if outcome.kind == "unchanged":
            return place.exact if place.exact[0] in MARKS else outcome.exact
        numbers = found.old.without_marks(found.old.numbers(place))
        blocks = [found.images[n] for n in numbers if n in found.images]
        new = [m for block in blocks for m in block.new]
        certain = (
            outcome.kind == "changed"
            and len(blocks) == len(new) == len(numbers)
            and new == found.new.without_marks(range(new[0], new[-1] + 1))
            and all(map(self.certain, numbers, new, blocks))
        )
        return outcome.exact if certain else None

    def certain(self, n: int, m: int, block: Block) -> bool:
        """Tell whether a token is the same, or a numeral in place of a numeral."""
        found = self.outcomes.alignment
        return block.same or (found.old.tokens[n].numeral and found.new.tokens[m].numeral)


def replace(holder: Toml, name: str, words: str) -> None:
    """Replace quoted words, in the same quotation marks."""
    old = holder[name]
    if str(old) != words:
        literal = isinstance(old, String) and old.as_string().startswith("'")
        holder[name] = tomlkit.string(words, literal=literal and "'" not in words)


def mark(item: Item, remark: str) -> None:
    """Add a comment to an entry of a file, and keep the one that is there."""
    there = item.trivia.comment.removeprefix("#").strip()
    if remark not in there:
        item.comment("; ".join(filter(None, [there, remark])))


def clauses(place: Passage, entry: Entry, name: str) -> Sequence[Excerpt]:
    """Return the clauses of a quotation or of its context."""
    count = len(entry.given["context"].split(ELLIPSIS)) if "context" in entry.given else 0
    return place.clauses[:count] if name == "context" else place.clauses[count:]


def files_of(definitions: dict[str, Definition]) -> Iterator[tuple[str, Definition | None]]:
    """Yield the knowledge files that quote the article."""
    yield "not_figures.toml", None
    for name, one in definitions.items():
        if one.rows or one.notes or one.populations or one.markup:
            yield f"{name}.toml", one

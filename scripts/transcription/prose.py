"""Entries that quote the article -> rows of cells, each quotation located, no offset typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .article import Article, Excerpt
from .definition import Definition, Field
from .derivation import derived_cells
from .readers import READERS, Reader
from .refusal import Refusal
from .table import EMPTY, Cell, Row, Table, read_cell

ELLIPSIS = " … "
PLACE_KEYS = ("section", "quote", "reader")
TYPES: dict[str, type[str | bool | int]] = {"string": str, "boolean": bool, "integer": int}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a knowledge file: the words it quotes, and the editor's reading of them."""

    definition: Definition
    key: str
    given: dict[str, Any]

    @property
    def spot(self) -> str:
        """Where the entry is edited, for a message."""
        return self.definition.spot(f"rows.{self.key}")

    def text(self, name: str) -> str:
        """The words given for a key; refuses anything but text, and empty text."""
        value = self.given.get(name)
        if not isinstance(value, str) or not value:
            found = f"is {value!r}" if name in self.given else "is missing"
            raise Refusal(f"{self.spot}: {name} {found}; a text in quotation marks expected")
        return value


def transcribe_prose(article: Article, definition: Definition) -> Table:
    """One row for each entry of the definition, in its order."""
    entries = (Entry(definition, key, given) for key, given in definition.rows.items())
    return Table(definition, tuple(transcribe_entry(article, entry) for entry in entries))


def transcribe_entry(article: Article, entry: Entry) -> Row:
    """The row that an entry describes."""
    check_keys(entry)
    fragments = locate(article, entry)
    definition = entry.definition
    cells: dict[str, Cell] = {}
    for name, field in definition.of_origin("transcribed").items():
        cells[name] = transcribed(entry, name, field, fragments)
    for name, field in definition.of_origin("curated").items():
        cells[name] = curated(entry, name, field)
    cells[definition.primary_key[0]] = Cell(entry.key)
    check_units(entry, cells)
    return derived_cells(cells, definition)


def check_keys(entry: Entry) -> None:
    """Refuse a key that is neither a place nor a field that one may fill, or that nothing uses."""
    fields = entry.definition.fields
    fillable = [name for name, field in fields.items() if field.origin != "derived"]
    known = [*PLACE_KEYS, *(name for name in fillable if name not in entry.definition.primary_key)]
    for name in entry.given:
        if name not in known:
            raise Refusal(f"{entry.spot}: unknown key {name!r}; there are {', '.join(known)}")
    choices = [name for name, field in fields.items() if len(field.readers) > 1]
    if "reader" in entry.given and not any(name in entry.given for name in choices):
        raise Refusal(f"{entry.spot}: reader is given, but not {' or '.join(choices)}")


def locate(article: Article, entry: Entry) -> list[Excerpt]:
    """Where the fragments of the quotation stand, each found once in its section."""
    name, quote = entry.text("section"), entry.text("quote")
    try:
        section = article.section(name)
        return [section.find(fragment) for fragment in quote.split(ELLIPSIS)]
    except Refusal as refusal:
        raise Refusal(
            f"{entry.definition.name}, row {entry.key}: {refusal}; either the article changed, "
            f"or section and quote must follow it ({entry.spot})"
        ) from None


def transcribed(entry: Entry, name: str, field: Field, fragments: list[Excerpt]) -> Cell:
    """The cell whose words the entry gives, found once within the entry's quotation."""
    if name not in entry.given:
        return EMPTY
    words = entry.text(name)
    found = [place for fragment in fragments for place in fragment.occurrences(words)]
    if len(found) != 1:
        raise Refusal(
            f"{entry.spot}: {name} {words!r} stands {len(found)} times in the quotation "
            f"{entry.text('quote')!r}, and must stand there once, as whole words"
        )
    return read_cell(found[0], the_reader(entry, name, field), entry.definition, entry.key, name)


def the_reader(entry: Entry, name: str, field: Field) -> Reader:
    """The reader of a field; where the field allows several, the one that the entry names."""
    allowed = field.readers
    chosen = entry.given.get("reader") if len(allowed) > 1 else allowed[0]
    if chosen not in allowed:
        raise Refusal(
            f"{entry.spot}: the reader of {name} is {chosen!r}, "
            f"and must be one of {', '.join(allowed)}"
        )
    return READERS[chosen]


def curated(entry: Entry, name: str, field: Field) -> Cell:
    """The editor's value, of the field's type."""
    if name not in entry.given:
        return EMPTY
    value, kind = entry.given[name], TYPES[field.type]
    if type(value) is not kind or value == "":
        raise Refusal(f"{entry.spot}: {name} is {value!r}; a {field.type} expected, and not empty")
    return Cell(value)


def check_units(entry: Entry, cells: Row) -> None:
    """Refuse a value whose reader reads another unit than its row declares."""
    for name, field in entry.definition.fields.items():
        used = cells[name].reader if field.unit_field else None
        if field.unit_field is None or used is None:
            continue
        declared = cells[field.unit_field].value
        readable = {READERS[reader].unit for reader in field.readers}
        if READERS[used].unit != (declared if declared in readable else None):
            raise Refusal(
                f"{entry.spot}: the reader {used} does not read {declared}, "
                f"which is the row's {field.unit_field}"
            )

"""Entries that quote the article -> rows of cells, each quotation located, no offset typed."""

from __future__ import annotations

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


def transcribe_prose(article: Article, definition: Definition) -> Table:
    """One row for each entry of the definition, in its order."""
    rows = (
        transcribe_entry(article, definition, key, entry) for key, entry in definition.rows.items()
    )
    return Table(definition, tuple(rows))


def transcribe_entry(
    article: Article, definition: Definition, key: str, entry: dict[str, Any]
) -> Row:
    """The row that an entry describes."""
    check_keys(definition, key, entry)
    fragments = locate(article, definition, key, entry)
    cells: dict[str, Cell] = {definition.primary_key[0]: Cell(key)}
    for name, field in definition.fields.items():
        if field.origin == "transcribed":
            cells[name] = transcribed(definition, key, name, entry, fragments)
        elif field.origin == "curated" and name not in cells:
            cells[name] = curated(definition, key, name, entry)
    check_units(definition, key, cells)
    return derived_cells(cells, definition)


def check_keys(definition: Definition, key: str, entry: dict[str, Any]) -> None:
    """Refuse a key that is neither a place nor a field that one may fill, or that nothing uses."""
    fillable = [name for name, field in definition.fields.items() if field.origin != "derived"]
    known = [*PLACE_KEYS, *fillable[1:]]  # the first field is the key, which heads the entry
    where = f"{definition.file}, rows.{key}"
    for name in entry:
        if name not in known:
            raise Refusal(f"{where}: unknown key {name!r}; there are {', '.join(known)}")
    choices = [name for name, field in definition.fields.items() if len(field.readers) > 1]
    if "reader" in entry and not any(name in entry for name in choices):
        raise Refusal(f"{where}: reader is given, but none of its fields ({', '.join(choices)}) is")


def locate(
    article: Article, definition: Definition, key: str, entry: dict[str, Any]
) -> list[Excerpt]:
    """Where the fragments of the quotation stand, each found once in its section."""
    try:
        section = article.section(entry["section"])
        return [section.find(fragment) for fragment in entry["quote"].split(ELLIPSIS)]
    except KeyError as missing:
        raise Refusal(f"{definition.file}, rows.{key}: the key {missing} is missing") from None
    except Refusal as refusal:
        raise Refusal(
            f"{definition.name}, row {key}: {refusal}; either the article changed, or section and "
            f"quote in {definition.file}, rows.{key} must follow it"
        ) from None


def transcribed(
    definition: Definition, key: str, name: str, entry: dict[str, Any], fragments: list[Excerpt]
) -> Cell:
    """The cell whose words the entry gives, found once within the entry's quotation."""
    if name not in entry:
        return EMPTY
    where = definition.where(key, name)
    found = [place for fragment in fragments for place in fragment.occurrences(entry[name])]
    if len(found) != 1:
        raise Refusal(
            f"{where}: {entry[name]!r} stands {len(found)} times in the quotation "
            f"{entry['quote']!r}, and must stand there once; see {definition.file}, rows.{key}"
        )
    field = definition.fields[name]
    return read_cell(found[0], row_reader(field, entry, where), definition, key, name)


def row_reader(field: Field, entry: dict[str, Any], where: str) -> Reader:
    """The reader of a field; where the field allows several, the one that the entry names."""
    allowed = field.readers
    chosen = entry.get("reader") if len(allowed) > 1 else allowed[0]
    if chosen not in allowed:
        raise Refusal(f"{where}: reader is {chosen!r}, and must be one of {', '.join(allowed)}")
    return READERS[chosen]


def curated(definition: Definition, key: str, name: str, entry: dict[str, Any]) -> Cell:
    """The editor's value, of the field's type."""
    if name not in entry:
        return EMPTY
    value, kind = entry[name], TYPES[definition.fields[name].type]
    if type(value) is not kind or value == "":
        raise Refusal(
            f"{definition.file}, rows.{key}: {name} is {value!r}; a filled {kind.__name__} expected"
        )
    return Cell(value)


def check_units(definition: Definition, key: str, cells: Row) -> None:
    """Refuse a value whose reader reads another unit than its row declares."""
    for name, field in definition.fields.items():
        used = cells[name].reader if field.unit_field else None
        if field.unit_field is None or used is None:
            continue
        declared = cells[field.unit_field].value
        readable = {READERS[reader].unit for reader in field.readers}
        if READERS[used].unit != (declared if declared in readable else None):
            raise Refusal(
                f"{definition.where(key, name)}: the reader {used} does not read {declared}, "
                f"the row's {field.unit_field}; see {definition.file}, rows.{key}"
            )

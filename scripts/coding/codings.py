"""Write the table ``codings``: what the coders wrote, in the keys of the published tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from transcription.definition import Definition, Field
from transcription.refusal import Refusal
from transcription.table import Cell, Row, Table, Value

from .coders import FILE, Coders, Codings, Line

WORDS = "_words"
"""A column so called holds the words for which the column before it has the key."""
BOOLEANS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Language:
    """What the tables call things, and what the coders called them."""

    coders: Coders
    key: Mapping[str, str]
    definition: Definition
    statements: Table
    sources: Table


def codings(written: Codings, statements: Table, sources: Table, definition: Definition) -> Table:
    """Write one row for each coder and item, the latest coder first."""
    language = Language(written.coders, written.key, definition, statements, sources)
    check_statements(language)
    check_sources(written)
    check_renamed(written, statements)
    return Table(definition, tuple(rows(written, language)))


def rows(written: Codings, language: Language) -> Iterator[Row]:
    """Yield the rows of every coder, the latest first."""
    for coder, lines in reversed([*written.lines.items()]):
        for item, line in lines.items():
            renamed = {language.coders.headings.get(name, name): text
                       for name, text in line.cells.items()
                       if name not in language.coders.places}  # fmt: skip
            checked = Line(line.place, renamed)
            check_columns(checked, language)
            yield row(coder, item, checked, language)


def row(coder: str, item: str, line: Line, language: Language) -> Row:
    """Turn one line into a row."""
    named = {"coder": coder, "statement": language.key[item]}
    cells: dict[str, Cell] = {}
    for name, field in language.definition.fields.items():
        if name in named:
            cells[name] = Cell(named[name])
        elif name.endswith(WORDS):
            said = line.cells[name.removesuffix(WORDS)]
            cells[name] = Cell(said if said in language.coders.sources else None)
        else:
            text = line.cells.get(name, "")
            cells[name] = Cell(read(text, name, field, line.place, language) if text else None)
    return cells


def read(text: str, name: str, field: Field, place: str, language: Language) -> Value:
    """Read what a coder wrote in one column, as the tables would have it."""
    spot = f"{place}, {name}"
    if field.references and field.references.table == language.statements.name:
        if text not in language.key:
            raise Refusal(f"{spot}: no item {text!r} in {language.coders.key}")
        return language.key[text]
    if field.references and field.references.table == language.sources.name:
        return source(text, spot, language)
    if field.type == "number":
        return number(text, spot)
    if field.type == "boolean":
        if text not in BOOLEANS:
            raise Refusal(f"{spot}: {text!r} is neither true nor false")
        return BOOLEANS[text]
    check_term(text, name, spot, language)
    return text


def source(text: str, spot: str, language: Language) -> str:
    """Find the key of the source that a coder named, by the key itself or in other words."""
    key = language.coders.sources.get(text, text)
    if key not in language.sources.column("source"):
        raise Refusal(
            f"{spot}: {text!r} is no source; give its key in {FILE}, sources, "
            "or the source its entry in scripts/article/sources.toml"
        )
    return key


def number(text: str, spot: str) -> int | Decimal:
    """Read a number in plain digits."""
    if not re.fullmatch(r"\d+(\.\d+)?", text):
        raise Refusal(f"{spot}: {text!r} is no number in plain digits")
    return Decimal(text) if "." in text else int(text)


def check_term(text: str, name: str, spot: str, language: Language) -> None:
    """Refuse a term that the vocabulary of ``statements`` neither has nor had."""
    if name not in language.coders.compared:
        return
    field = language.statements.definition.fields.get(name)
    known = [*field.vocabulary, *language.coders.renamed.get(name, ())] if field else []
    if known and field and field.vocabulary and text not in known:
        raise Refusal(f"{spot}: {text!r} is no term of statements; there are {', '.join(known)}")


def check_columns(line: Line, language: Language) -> None:
    """Refuse a column that the table has not, and the lack of one that every coder filled."""
    made = ("coder", "statement")
    known = [n for n in language.definition.fields if n not in made and not n.endswith(WORDS)]
    needed = set(known) - set(language.coders.only_some)
    for name in sorted((set(line.cells) - set(known)) | (needed - set(line.cells))):
        raise Refusal(f"{line.place}: the columns must be {', '.join(known)}; see {name!r}")


def check_statements(language: Language) -> None:
    """Refuse an item that stands for no statement."""
    for item, statement in language.key.items():
        if statement not in language.statements.column("statement"):
            raise Refusal(
                f"scripts/article/{language.coders.key}: {item} stands for {statement!r}, "
                "and there is no such statement"
            )


def check_sources(written: Codings) -> None:
    """Refuse words for a source that no coder uses."""
    used = {
        text
        for lines in written.lines.values()
        for line in lines.values()
        for text in line.cells.values()
    }
    for words in written.coders.sources:
        if words not in used:
            raise Refusal(f"{FILE}, sources: no coder wrote {words!r}; delete it")


def check_renamed(written: Codings, statements: Table) -> None:
    """Refuse the renaming of a term that no coder used, or that is a term still, or to no term."""
    for name, terms in written.coders.renamed.items():
        field = statements.definition.fields.get(name)
        vocabulary = field.vocabulary if field else {}
        used = {line.cells[name] for lines in written.lines.values() for line in lines.values()}
        for old, new in terms.items():
            if old not in used or old in vocabulary or new not in vocabulary:
                known = ", ".join(vocabulary)
                raise Refusal(
                    f"{FILE}, renamed.{name}: {old!r} must be a term that a coder used and that "
                    f"statements have no longer, {new!r} one that they have: {known}"
                )

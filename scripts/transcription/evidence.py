"""Check and list the evidence: where cells were read, and what readings rest on.

A term is supported by words: one at least of those that its vocabulary lists. A reference is
supported by a name by which its target is called, and by the words that its field lists. A word
that no reading uses is refused, like a reading without its word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from german_pows_ussr._period import first_and_last_day

from .article import Article, Excerpt
from .definition import Definition, Field, Term
from .refusal import Refusal
from .sentences import Sentence, key_of, sentences
from .table import Cell, Ground, Row, Table, Value, where

WHOLE_TABLE = "*"
"""The row in the address of a reading that holds for a whole table."""


# ------------------------------------------------------------------ does it support the reading?


def check_evidence(tables: Mapping[str, Table]) -> None:
    """Refuse a curated cell that rests on nothing, or on words that do not support it."""
    used: set[tuple[str, str, str]] = set()
    for table in tables.values():
        for name, field in table.definition.fields.items():
            for row in table.rows if field.origin == "curated" else ():
                if row[name].value is not None:
                    check_ground(table, row, name, field)
                    used |= check_words(where(table, row, name), name, field, row[name], tables)
        for name, reading in table.readings:
            used |= check_words_of_table(table, name, reading, tables)
    check_unused(tables, used)


def check_ground(table: Table, row: Row, name: str, field: Field) -> None:
    """Refuse a curated cell that rests on nothing."""
    ground = row[name].ground
    if not (ground.words or ground.sentence or ground.knowledge or field.knowledge):
        key = name in table.definition.primary_key
        if not key:
            raise Refusal(
                f"{where(table, row, name)}: rests on nothing; "
                f'write {name} = {{ {row[name].value} = "words that support it" }}'
            )


def check_words(
    spot: str, name: str, field: Field, cell: Cell, tables: Mapping[str, Table]
) -> set[tuple[str, str, str]]:
    """Find the words of vocabularies that support a cell; refuse one that has none of its words."""
    words = cell.ground.words
    used: set[tuple[str, str, str]] = set()
    if not words:
        return used
    if field.vocabulary and not field.knowledge:
        used |= bearing(spot, name, str(cell.value), words, field.vocabulary)
    if field.dates:
        check_dates(spot, str(cell.value), cell.ground)
    if field.words:
        used |= found_words(spot, name, "", words, field.words)
    if field.references and field.references.table in tables and not field.evidence_from:
        target = tables[field.references.table].definition
        used |= calling(spot, str(cell.value), words, target)
    return used


def check_dates(spot: str, period: str, ground: Ground) -> None:
    """Refuse a period whose years are not those of its words or of knowledge."""
    said = " ".join(excerpt.exact for excerpt in ground.words)
    printed = set(re.findall(r"\d{4}", said))
    short = {f"{year[:2]}{end}" for year in printed for end in re.findall(r"[–-](\d{2})\b", said)}
    years = set(re.findall(r"\d{4}", period))
    if printed - years or (years - printed - short and not ground.knowledge):
        raise Refusal(
            f"{spot}: the years of {period!r} are not those of {said!r}; correct one, or say "
            "under knowledge what the reading owes to the editor"
        )


def check_period(spot: str, period: str) -> None:
    """Refuse a period that is no EDTF, or that ends before it begins."""
    try:
        if "Q" in period:
            raise ValueError("write a quarter as its months, 1945-04/1945-06")
        first_and_last_day(period)
    except ValueError as error:
        raise Refusal(f"{spot}: {period!r} is no date in EDTF: {error}") from None


def bearing(
    spot: str, name: str, term: str, excerpts: Sequence[Excerpt], vocabulary: Mapping[str, Term]
) -> set[tuple[str, str, str]]:
    """Find the words of a term in the evidence; a term without words must find no other's."""
    known = vocabulary[term].words if term in vocabulary else []
    if known:
        return found_words(spot, name, term, excerpts, known)
    for other, meaning in vocabulary.items():
        for word in meaning.words:
            if any(excerpt.has(word) for excerpt in excerpts):
                raise Refusal(f"{spot}: {word!r} supports {other!r}, not {term!r}")
    return set()


def found_words(
    spot: str, name: str, term: str, excerpts: Sequence[Excerpt], words: Iterable[str]
) -> set[tuple[str, str, str]]:
    """Those of some words that stand in the evidence; refuses none."""
    found = {(name, term, word) for word in words if any(excerpt.has(word) for excerpt in excerpts)}
    if not found:
        said = " … ".join(excerpt.exact for excerpt in excerpts)
        wanted = f"{term!r} needs" if term else "it needs"
        raise Refusal(
            f"{spot}: {wanted} one of {', '.join(words)} in its words, not {said!r}; quote others, "
            "or add yours to the words that the file lists"
        )
    return found


def calling(
    spot: str, key: str, excerpts: Sequence[Excerpt], target: Definition
) -> set[tuple[str, str, str]]:
    """Find the names by which the evidence calls the row that it refers to, if rows have names."""
    names = target.rows.get(key, {}).get("known_as")
    if names is None:
        if any("known_as" in row for row in target.rows.values()):
            raise Refusal(
                f"{spot}: {key!r} is called by no name; give it known_as in {target.file}"
            )
        return set()
    return found_words(spot, f"{target.name}.known_as", key, excerpts, names)


def check_words_of_table(
    table: Table, name: str, reading: Cell, tables: Mapping[str, Table]
) -> set[tuple[str, str, str]]:
    """Find the words that support a reading of a whole table, by those of ``statements``."""
    spot = f"{table.definition.file}, {name}"
    words, value = reading.ground.words, str(reading.value)
    if name in ("asserted_by", "reported_by"):
        return calling(spot, value, words, tables["sources"].definition)
    if name in ("notes", "populations"):
        return set()
    fields = tables["statements"].definition.fields
    field = name if name in fields else "measure"
    vocabulary = fields[field].vocabulary
    return bearing(spot, field, value, words, vocabulary) if value in vocabulary else set()


def check_unused(tables: Mapping[str, Table], used: set[tuple[str, str, str]]) -> None:
    """Refuse a term that no row uses, and a word that bears nothing out."""
    for table in tables.values():
        for name, field in table.definition.fields.items():
            spot = table.definition.spot(f"fields.{name}")
            terms = {(name, "", word) for word in field.words}
            for term, meaning in field.vocabulary.items():
                terms |= {(name, term, word) for word in meaning.words}
                if term not in {
                    one for cell in table.column(name) for one in terms_in(cell, field)
                }:
                    raise Refusal(f"{spot}: no row uses {term!r}; delete it, or find its row")
            refuse_unused(spot, terms - used)
        for key, row in table.definition.rows.items():
            names = {(f"{table.name}.known_as", key, name) for name in row.get("known_as", ())}
            refuse_unused(table.definition.spot(f"rows.{key}"), names - used)


def terms_in(value: Value, field: Field) -> list[str]:
    """Return the terms in a cell: none, one, or several."""
    if value is None:
        return []
    return str(value).split("; ") if field.several else [str(value)]


def refuse_unused(spot: str, words: set[tuple[str, str, str]]) -> None:
    """Refuse words that bear nothing out."""
    for _, term, word in sorted(words):
        whose = f" of {term!r}" if term else ""
        raise Refusal(f"{spot}: no reading uses the word {word!r}{whose}; delete it")


# ----------------------------------------------------------------------------------- the table


def evidence(article: Article, tables: Iterable[Table], definition: Definition) -> Table:
    """Write where every transcribed cell was read, and what every curated one rests on."""
    found = sentences(article)
    counted: Counter[tuple[str, str]] = Counter()
    rows: list[Row] = []
    for address, cell in addressed(tables):
        for values in parts(cell, found):
            counted[address, values["role"]] += 1
            values |= {"address": address, "fragment": counted[address, values["role"]]}
            rows.append({name: Cell(values.get(name)) for name in definition.fields})
    return Table(definition, tuple(rows))


def addressed(tables: Iterable[Table]) -> Iterator[tuple[str, Cell]]:
    """Yield every reading of a whole table and every cell with its address, table by table."""
    for table in sorted(tables, key=lambda table: table.name):
        for name, cell in table.readings:
            yield f"{table.name}/{WHOLE_TABLE}/{name}", cell
        for row in table.rows:
            for name, cell in row.items():
                yield f"{table.name}/{table.key(row)}/{name}", cell


def parts(cell: Cell, found: Sequence[Sentence]) -> Iterator[dict[str, Any]]:
    """Yield each piece of evidence for a cell, by column."""
    reading = {"reading": in_text(cell.value)}
    if cell.excerpt:
        yield reading | {"role": "read", "reader": cell.reader} | place(cell.excerpt, found)
    for words in cell.ground.words:
        yield reading | {"role": "support"} | place(words, found)
    if cell.ground.sentence:
        key = key_of(found, cell.ground.sentence)
        yield reading | {"role": "support", "ground": "sentence", "sentence": key}
    if cell.ground.knowledge:
        knowledge = cell.ground.knowledge
        yield reading | {"role": "support", "ground": "knowledge", "knowledge": knowledge}


def place(words: Excerpt, found: Sequence[Sentence]) -> dict[str, Any]:
    """Say where some words stand."""
    return {
        "ground": "words",
        "exact": words.exact,
        "char_start": words.start,
        "char_end": words.end,
        "line": words.line,
        "sentence": key_of(found, words),
    }


def in_text(value: Value) -> str:
    """Write a value as text, a number without an exponent."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value).lower() if isinstance(value, bool) else str(value)

"""Entries that quote the article -> rows of cells, each with the words it rests on.

No offset is typed. An entry quotes clauses of one sentence; in them stand the words that are read
as values, and the words that bear out how an editor reads them.
"""

from __future__ import annotations

from dataclasses import replace

from .article import Article
from .definition import Definition, Field
from .derivation import derived_cells
from .evidence import check_period
from .passage import Entry, Passage
from .readers import READERS, Reader
from .refusal import Refusal
from .sentences import sentences
from .table import EMPTY, Cell, Ground, Row, Table, read_cell

PLACE_KEYS = ("section", "quote", "context")
OTHER_KEYS = ("knowledge", "known_as")
TYPES: dict[str, type[str | bool | int]] = {"string": str, "boolean": bool, "integer": int}
TRUTHS = {"true": True, "false": False}


def transcribe_prose(article: Article, definition: Definition) -> Table:
    """One row for each entry of the definition, in its order."""
    found = sentences(article)
    entries = [Entry(definition, key, given) for key, given in definition.rows.items()]
    rows = {entry.key: transcribe_entry(Passage.of(article, found, entry), entry)
            for entry in entries}  # fmt: skip
    return Table(definition, tuple(with_repeated(rows, key, definition) for key in rows))


def transcribe_entry(passage: Passage, entry: Entry) -> Row:
    """Read the row that an entry describes: what it gives, what that says, what it leaves out."""
    check_keys(entry)
    definition = entry.definition
    cells: dict[str, Cell] = {}
    for name, field in definition.fields.items():
        if name in entry.given:
            cells[name] = given(passage, entry, name, field)
    cells[definition.primary_key[0]] = Cell(entry.key)
    for name, field in definition.fields.items():
        if name not in cells and field.parsed_from:
            cells[name] = same_words(entry, name, field, cells)
    for name, field in definition.fields.items():
        if name not in cells and field.origin == "curated":
            cells[name] = left_out(passage, field, cells)
        cells.setdefault(name, EMPTY)
    check_units(entry, cells)
    check_within(entry, cells)
    return derived_cells(cells, definition)


def check_keys(entry: Entry) -> None:
    """Refuse a key that is neither a place nor a field that one may fill, or that nothing uses."""
    fields = entry.definition.fields
    fillable = [name for name, field in fields.items() if field.origin != "derived"]
    names = [name for name in fillable if name not in entry.definition.primary_key]
    known = [*PLACE_KEYS, *OTHER_KEYS, *names]
    for name in entry.given:
        if name not in known:
            raise Refusal(f"{entry.spot}: unknown key {name!r}; there are {', '.join(known)}")
    for name, said in entry.given.get("knowledge", {}).items():
        if name not in names or name not in entry.given:
            raise Refusal(f"{entry.spot}: knowledge of {name!r}, which the entry does not give")
        if not isinstance(said, str) or not said.strip():
            raise Refusal(f"{entry.spot}: knowledge of {name!r} says nothing")


def given(passage: Passage, entry: Entry, name: str, field: Field) -> Cell:
    """Make the cell that an entry gives: words to be read, or a reading with what it rests on."""
    if field.origin == "transcribed":
        return transcribed(passage, entry, name, field)
    if isinstance(entry.given[name], dict):
        term, words = entry.reading(name)
        value = TRUTHS.get(term, term) if field.type == "boolean" else term
        ground = Ground(words=passage.words(name, words))
    else:
        value, ground = entry.given[name], Ground()
    if type(value) is not TYPES[field.type] or value == "":
        raise Refusal(f"{entry.spot}: {name} is {value!r}; a {field.type} expected, and not empty")
    if field.dates:
        check_period(f"{entry.definition.where(entry.key, name)} ({entry.spot})", str(value))
    return Cell(value, ground=replace(ground, knowledge=entry.given.get("knowledge", {}).get(name)))


def transcribed(passage: Passage, entry: Entry, name: str, field: Field) -> Cell:
    """Read the cell whose words the entry gives and, if its field has several, the reader."""
    if len(field.readers) > 1:
        chosen, words = entry.reading(name)
    else:
        chosen, words = field.readers[0], entry.text(name)
    (excerpt,) = passage.words(name, words, once=True)
    reader = the_reader(entry, name, field, chosen)
    return read_cell(excerpt, reader, entry.definition, entry.key, name)


def the_reader(entry: Entry, name: str, field: Field, chosen: str) -> Reader:
    """Return the reader that an entry names, if its field allows it."""
    if chosen not in field.readers:
        raise Refusal(
            f"{entry.spot}: the reader of {name} is {chosen!r}, "
            f"and must be one of {', '.join(field.readers)}"
        )
    return READERS[chosen]


def same_words(entry: Entry, name: str, field: Field, cells: Row) -> Cell:
    """Read the words of another cell once more, if they stand together."""
    words = (
        cells[field.parsed_from].words if field.parsed_from and field.parsed_from in cells else ()
    )
    if len(words) != 1:
        return EMPTY
    return read_cell(words[0], READERS[field.readers[0]], entry.definition, entry.key, name)


def left_out(passage: Passage, field: Field, cells: Row) -> Cell:
    """Read a field for which the entry quotes nothing: what the sentence then says."""
    if field.default is None:
        return EMPTY
    words = cells[field.evidence_from].words if field.evidence_from else ()
    if words:
        return Cell(field.default, ground=Ground(words=words))
    return Cell(field.default, ground=Ground(sentence=passage.sentence))


def with_repeated(rows: dict[str, Row], key: str, definition: Definition) -> Row:
    """Let a reference to another row rest on the words of both, which must say the same."""
    row = dict(rows[key])
    for name, field in definition.fields.items():
        if field.evidence_from and field.references and row[name].value in rows:
            other = rows[str(row[name].value)][field.evidence_from]
            own = row[field.evidence_from]
            if own.value != other.value:
                raise Refusal(
                    f"{definition.where(key, name)}: its {field.evidence_from} is {own.value}, "
                    f"that of {row[name].value} is {other.value} ({definition.spot(f'rows.{key}')})"
                )
            row[name] = Cell(row[name].value, ground=Ground(words=(*other.words, *own.words)))
    return row


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


def check_within(entry: Entry, cells: Row) -> None:
    """Refuse words that carry a figure and leave its number out."""
    for name, field in entry.definition.fields.items():
        inner = cells[field.parsed_from].excerpt if field.parsed_from else None
        outer = cells[name].excerpt
        if inner and outer and not (outer.start <= inner.start and inner.end <= outer.end):
            raise Refusal(
                f"{entry.spot}: {field.parsed_from} {inner.exact!r} does not lie within "
                f"{name} {outer.exact!r}"
            )

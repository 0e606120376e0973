"""Read a table drawn with pipes into rows of cells; check its headings and row keys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from .article import Article, Excerpt
from .definition import Definition, Field, Markup, Note, Reading
from .derivation import derived_cells
from .evidence import check_period
from .passage import ELLIPSIS
from .readers import READERS
from .refusal import Refusal
from .table import Cell, Ground, Row, Table, read_cell

VALUE_TYPES: dict[str, type] = {"string": str, "integer": int, "number": int}
"""The type of a value that an editor gives to a row, by the type of its column."""
CELL = re.compile(r" *([^|]*?) *\|")


def transcribe_markup(article: Article, definition: Definition, markup: Markup) -> Table:
    """Read the one table of a section, row by row, against the rows its definition expects."""
    section = article.section(markup.section)
    header, *body = table_lines(section, definition)
    columns = definition.of_origin("transcribed")
    check_headings(header, columns, definition)
    check_count(header, body, definition, len(markup.rows))
    check_by_row(definition, markup)
    shared = for_all_rows(section, definition)
    rows: list[Row] = []
    for key, line in zip(markup.rows, body, strict=True):
        above = rows[-1] if rows else None
        rows.append(transcribe_row(line, key, above, definition, shared))
    headings = dict(zip(columns, split(header), strict=True))
    return Table(definition, tuple(rows), readings(article, definition, markup, headings))


def check_drawn(article: Article, definitions: Iterable[Definition]) -> None:
    """Refuse a drawn line in a section of which no definition reads the table."""
    read = {definition.markup.section for definition in definitions if definition.markup}
    for name, section in article.sections().items():
        for line in section.lines():
            if line.exact.startswith("|") and name not in read:
                raise Refusal(
                    f"{line.place}: a line of a table, but no definition reads a table of the "
                    f"section {name!r}; delete the bar, or define the table in scripts/article/"
                )


def readings(
    article: Article, definition: Definition, markup: Markup, headings: Mapping[str, Excerpt]
) -> tuple[tuple[str, Cell], ...]:
    """Say whose figures a table holds, of whom, what its columns count, and what its notes are."""
    given = {"population": definition.population}
    if definition.attribution:
        given["asserted_by"] = definition.attribution.asserted_by
        given["reported_by"] = definition.attribution.reported_by
    given |= {name: field.measure for name, field in definition.fields.items()}
    section = article.section(markup.section)
    found = [
        (name, supported_reading([headings.get(name, section), section], definition, name, reading))
        for name, reading in given.items()
        if reading
    ]
    narrowed = [
        (column, supported_reading([headings[name], section], definition, name, reading))
        for name, field in definition.fields.items()
        for column, reading in field.narrowed.items()
    ]
    notes = [("notes", noted(article, definition, note)) for note in definition.notes]
    return (*found, *narrowed, *notes)


def supported_reading(
    within: Sequence[Excerpt], definition: Definition, name: str, reading: Reading
) -> Cell:
    """Read the whole table by words of its heading or section."""
    if len(reading) != 1:
        expected = '{ term = "words of the section" }'
        raise Refusal(f"{definition.file}: {name} is {reading}; {expected} expected")
    ((term, words),) = reading.items()
    try:
        places = tuple(find_first(within, part) for part in words.split(ELLIPSIS))
    except Refusal as refusal:
        raise Refusal(
            f"{definition.name}, {name}: {refusal}; either the article changed, "
            f"or the words in {definition.file} must follow it"
        ) from None
    return Cell(term, ground=Ground(words=places))


def find_first(within: Sequence[Excerpt], words: str) -> Excerpt:
    """Find the one place of some words in the first excerpt that has them, or else in the last."""
    for excerpt in within:
        found = excerpt.occurrences(words)
        if len(found) == 1:
            return found[0]
    return within[-1].find(words)


def noted(article: Article, definition: Definition, note: Note) -> Cell:
    """Make a note, with the words on which it rests."""
    try:
        place = article.section(note.section).find(note.exact)
    except Refusal as refusal:
        raise Refusal(f"{definition.file}, notes: {refusal}") from None
    return Cell(note.note, ground=Ground(words=(place,)))


def table_lines(section: Excerpt, definition: Definition) -> list[Excerpt]:
    """List the lines of the section that begin with a pipe; they must stand together."""
    lines = [line for line in section.lines() if line.exact.startswith("|")]
    if not lines:
        raise Refusal(
            f"{definition.name}: no table in its section ({section.place}); "
            f"see markup.section in {definition.file}"
        )
    for above, below in pairwise(lines):
        if below.line != above.line + 1:
            raise Refusal(
                f"{definition.name}: the table that begins at {lines[0].place} is broken off "
                f"above line {below.line}; its lines must stand together"
            )
    return lines


def check_count(header: Excerpt, body: list[Excerpt], definition: Definition, rows: int) -> None:
    """Refuse a table with more or fewer lines than rows are expected."""
    if len(body) != rows:
        raise Refusal(
            f"{definition.name}: {len(body)} rows below the headings, {rows} expected "
            f"({header.place}); either the article changed, or markup.rows in {definition.file} "
            "must follow it"
        )


def split(line: Excerpt) -> list[Excerpt]:
    """Split a line into cells, each without the blanks around it."""
    text = line.exact
    if not text.endswith("|"):
        raise Refusal(f"{line.place}: {text!r} does not end with '|'; the line was cut or changed")
    return [line.part(*match.span(1)) for match in CELL.finditer(text, 1)]


def check_headings(header: Excerpt, columns: dict[str, Field], definition: Definition) -> None:
    """Refuse a heading that differs from the title of its field, so that no column can shift."""
    printed = [cell.exact for cell in split(header)]
    expected = [field.title for field in columns.values()]
    if printed != expected:
        raise Refusal(
            f"{definition.name}: the headings are {printed} ({header.place}), {expected} expected; "
            f"either the article changed, or the titles in {definition.file} must follow it"
        )


def check_by_row(definition: Definition, markup: Markup) -> None:
    """Refuse a curated column that does not name every row once, and no other."""
    for name, field in definition.of_origin("curated").items():
        spot = definition.spot(f"fields.{name}.by_row")
        named = [*field.by_row, *field.empty_in]
        if not field.for_all and sorted(named) != sorted(markup.rows):
            differing = ", ".join(sorted(set(named) ^ set(markup.rows))) or "one stands twice"
            raise Refusal(
                f"{spot} and markup.rows must name the same rows; "
                f"these stand in only one of them: {differing}"
            )
        for key, value in field.by_row.items():
            if type(value) is not VALUE_TYPES[field.type]:
                raise Refusal(f"{spot}, {key}: {value!r} is no {field.type}")


def for_all_rows(section: Excerpt, definition: Definition) -> dict[str, Cell]:
    """Read the curated cells that are the same in every row, with the words they rest on."""
    found = {
        name: supported_reading([section], definition, name, field.for_all)
        for name, field in definition.of_origin("curated").items()
        if field.for_all
    }
    for name, cell in found.items():
        if definition.fields[name].dates:
            check_period(definition.spot(f"fields.{name}"), str(cell.value))
    return found


def transcribe_row(
    line: Excerpt,
    key: str,
    above: Row | None,
    definition: Definition,
    shared: Mapping[str, Cell],
) -> Row:
    """Read one line as a row, which must turn out to be the one expected here."""
    printed, columns = split(line), definition.of_origin("transcribed")
    if len(printed) != len(columns):
        raise Refusal(
            f"{definition.name}, row {key}: {len(printed)} cells, {len(columns)} expected "
            f"({line.place})"
        )
    cells: dict[str, Cell] = {}
    for (name, field), excerpt in zip(columns.items(), printed, strict=True):
        source = (
            cell_above(name, excerpt, above, definition, key)
            if is_repeat(field, excerpt)
            else excerpt
        )
        cells[name] = read_cell(source, READERS[field.readers[0]], definition, key, name)
    for name, field in definition.of_origin("curated").items():
        words = cells[field.evidence_from].words if field.evidence_from else ()
        cells[name] = shared.get(name, Cell(field.by_row.get(key), ground=Ground(words=words)))
    row = derived_cells(cells, definition)
    check_key(row, key, line, definition)
    return row


def is_repeat(field: Field, excerpt: Excerpt) -> bool:
    """Tell whether the cell is blank in a column that prints a value only where it changes."""
    return field.blank_repeats and not excerpt.exact


def cell_above(
    name: str, blank: Excerpt, above: Row | None, definition: Definition, key: str
) -> Excerpt:
    """Return the place of the value that a blank cell repeats."""
    excerpt = above[name].excerpt if above else None
    if excerpt is None:
        raise Refusal(f"{definition.where(key, name)}: blank, with no row above it ({blank.place})")
    return excerpt


def check_key(row: Row, key: str, line: Excerpt, definition: Definition) -> None:
    """Refuse a row that is not the one expected at its place."""
    found = Table(definition, ()).key(row)
    if found != key:
        raise Refusal(
            f"{definition.name}: row {found!r} stands where {key!r} is expected ({line.place}); "
            f"either the article changed, or markup.rows in {definition.file} must follow it"
        )

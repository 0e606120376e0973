"""List every figure that can stand in a pair: what it counts, of whom, when, who says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from transcription.definition import Definition
from transcription.table import Row, Table

from .bounds import counting_units, manner_of

Tables = Mapping[str, Table]


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell that counts something: what, of whom, when, in which unit, who says so.

    ``counted``, ``people`` and ``speaker`` are words for a title; ``column`` is the drawn column in
    which it stands, if it stands in one; ``narrowed`` says more closely what is counted.
    """

    address: str
    measure: str
    population: str
    unit: str
    counts: bool
    counted: str
    people: str
    speaker: str
    period: str | None = None
    printed: bool = True
    limit: bool = False
    wholes: frozenset[str] = frozenset()
    column: str | None = None
    narrowed: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> dict[str, str]:
        """Return the words that a title may use for it."""
        return {name: getattr(self, name) for name in WORDS}


WORDS = ("counted", "people", "speaker")
ITSELF = "the article itself"
"""The speaker where the article names nobody."""


def figures_of(tables: Tables, definition: Definition) -> dict[str, Figure]:
    """Map every figure by its address: those of the prose, then those of the drawn tables."""
    found = [*stated(tables, definition), *drawn(tables, definition)]
    return {figure.address: figure for figure in found}


def statements(tables: Tables) -> Table:
    """Find the table in which each row says what its figure counts, and of whom."""
    (found,) = (
        table
        for table in tables.values()
        if {"measure", "population", "asserted_by"} <= set(table.definition.of_origin("curated"))
        and table.definition.of_origin("transcribed")
    )
    return found


def counting(table: Table) -> str:
    """Find the column of the statements that holds their numbers: another column has its unit."""
    fields = table.definition.of_origin("transcribed").items()
    (found,) = (name for name, field in fields if field.unit_field)
    return found


def words_column(table: Table) -> str:
    """Find the column of the statements that holds the words of their figures."""
    fields = table.definition.fields.items()
    (found,) = (name for name, field in fields if field.parsed_from == counting(table))
    return found


def in_print_order(table: Table) -> list[Row]:
    """Sort the statements as the article prints their figures."""
    words = words_column(table)
    return sorted(table.rows, key=lambda row: place.start if (place := row[words].excerpt) else 0)


def narrowing(table: Table) -> list[str]:
    """List the columns of the statements that say more closely what is counted."""
    return [name for name, field in table.definition.fields.items() if field.narrows]


def stated(tables: Tables, definition: Definition) -> Iterator[Figure]:
    """Yield the figures of the statements, those in words without a number among them."""
    table = statements(tables)
    name = counting(table)
    holding = table.definition.fields[name]
    (dated,) = (other for other, each in table.definition.fields.items() if each.dates)
    rows = {table.key(row): row for row in in_print_order(table)}
    for key, row in rows.items():
        said = ("measure", "population", str(holding.unit_field), "asserted_by")
        kind = [str(row[each].value) for each in said]
        yield replace(
            figure(f"{table.name}/{key}/{name}", kind, tables, definition),
            period=text(row, dated),
            printed=row[name].value is not None,
            limit=manner_of(table.definition, row) == "limit",
            wholes=frozenset(
                f"{table.name}/{whole}/{name}" for whole in wholes(key, str(holding.sums_by), rows)
            ),
            narrowed={
                column: str(row[column].value)
                for column in narrowing(table)
                if row[column].value is not None
            },
        )


def drawn(tables: Tables, definition: Definition) -> Iterator[Figure]:
    """Yield the figures of the drawn tables, column by column."""
    for table in tables.values():
        said = {name: str(cell.value) for name, cell in table.readings}
        for name, counting_field in table.definition.fields.items():
            for row in table.rows if counting_field.measure else ():
                key = table.key(row)
                people = table.definition.populations_of_rows.get(key, said["population"])
                kind = [said[name], people, str(counting_field.unit), said["asserted_by"]]
                yield replace(
                    figure(f"{table.name}/{key}/{name}", kind, tables, definition),
                    period=text(row, "period") if "period" in row else None,
                    column=f"{table.name}/*/{name}",
                    narrowed={
                        column: next(iter(reading))
                        for column, reading in counting_field.narrowed.items()
                    },
                )


def figure(address: str, kind: list[str], tables: Tables, definition: Definition) -> Figure:
    """Make a figure of a kind: its measure, its population, its unit and its speaker."""
    measure, population, unit, source = kind
    return Figure(
        address,
        measure,
        population,
        unit,
        counts=unit in counting_units(tables),
        counted=definition.measures[measure].called,
        people=definition.populations[population].called,
        speaker=speaker(source, tables),
    )


def speaker(key: str, tables: Tables) -> str:
    """Name a source as the article does, or the article itself where it speaks for itself."""
    speaking = statements(tables).definition.fields["asserted_by"]
    if key == speaking.default or speaking.references is None:
        return ITSELF
    sources = tables[speaking.references.table]
    (name,) = (row["name_printed"].value for row in sources.rows if sources.key(row) == key)
    return str(name)


def wholes(key: str, part_of: str, rows: Mapping[str, Row]) -> Iterator[str]:
    """Yield the wholes of which a figure is a part, and theirs."""
    whole = rows[key][part_of].value if key in rows else None
    if whole is not None:
        yield str(whole)
        yield from wholes(str(whole), part_of, rows)


def text(row: Row, name: str) -> str | None:
    """Return a cell as text."""
    value = row[name].value
    return None if value is None else str(value)

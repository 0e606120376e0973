"""Tables -> every figure that can stand in a pair: what it counts, of whom, when, on whose word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from transcription.definition import Definition
from transcription.table import Row, Table

from .bounds import counting_units, manner_of

Tables = Mapping[str, Table]


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell that counts something: what, of whom, when, in which unit, on whose word.

    ``counted``, ``people`` and ``speaker`` are words for a title; ``column`` is the drawn column in
    which it stands, if it stands in one.
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

    @property
    def words(self) -> dict[str, str]:
        """What a title may say of it."""
        return {name: getattr(self, name) for name in WORDS}


WORDS = ("counted", "people", "speaker")


def figures_of(tables: Tables, definition: Definition) -> dict[str, Figure]:
    """Every figure by its address: those of the prose, then those of the drawn tables."""
    found = [*stated(tables, definition), *drawn(tables, definition)]
    return {figure.address: figure for figure in found}


def statements(tables: Tables) -> Table:
    """The table in which each row says what its figure counts, and of whom."""
    (found,) = (
        table
        for table in tables.values()
        if {"measure", "population", "asserted_by"} <= set(table.definition.fields)
    )
    return found


def counting(table: Table) -> str:
    """The column of the statements that holds their figures: its unit stands beside it."""
    fields = table.definition.of_origin("transcribed").items()
    (found,) = (name for name, field in fields if field.unit_field)
    return found


def stated(tables: Tables, definition: Definition) -> Iterator[Figure]:
    """The figures of the statements, those in words without a number among them."""
    table = statements(tables)
    name = counting(table)
    field = table.definition.fields[name]
    (dated,) = (other for other, each in table.definition.fields.items() if each.dates)
    rows = {table.key(row): row for row in table.rows}
    for key, row in rows.items():
        said = ("measure", "population", str(field.unit_field), "asserted_by")
        kind = [str(row[each].value) for each in said]
        yield replace(
            figure(f"{table.name}/{key}/{name}", kind, tables, definition),
            period=text(row, dated),
            printed=row[name].value is not None,
            limit=manner_of(table.definition, row) == "limit",
            wholes=frozenset(
                f"{table.name}/{whole}/{name}" for whole in wholes(key, str(field.sums_by), rows)
            ),
        )


def drawn(tables: Tables, definition: Definition) -> Iterator[Figure]:
    """The figures of the drawn tables, column by column."""
    for table in tables.values():
        said = {name: str(cell.value) for name, cell in table.readings}
        for name, field in table.definition.fields.items():
            for row in table.rows if field.measure else ():
                key = table.key(row)
                people = table.definition.populations_of_rows.get(key, said["population"])
                kind = [said[name], people, str(field.unit), said["asserted_by"]]
                yield replace(
                    figure(f"{table.name}/{key}/{name}", kind, tables, definition),
                    period=text(row, "period") if "period" in row else None,
                    column=f"{table.name}/*/{name}",
                )


def figure(address: str, kind: list[str], tables: Tables, definition: Definition) -> Figure:
    """A figure of a kind: its measure, its population, its unit and its speaker."""
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
    """What the article calls a source; the article itself, where it speaks for itself."""
    field = statements(tables).definition.fields["asserted_by"]
    if key == field.otherwise or field.references is None:
        return "the article itself"
    sources = tables[field.references.table]
    (name,) = (row["name_printed"].value for row in sources.rows if sources.key(row) == key)
    return str(name)


def wholes(key: str, part_of: str, rows: Mapping[str, Row]) -> Iterator[str]:
    """The wholes of which a figure is a part, and theirs."""
    whole = rows[key][part_of].value if key in rows else None
    if whole is not None:
        yield str(whole)
        yield from wholes(str(whole), part_of, rows)


def text(row: Row, name: str) -> str | None:
    """A cell as text."""
    value = row[name].value
    return None if value is None else str(value)

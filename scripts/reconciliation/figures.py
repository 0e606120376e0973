"""Tables -> every figure that can stand in a pair: what it counts, of whom, when, on whose word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from transcription.table import Cell, Row, Table


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell that counts something: what, of whom, when, in which unit, on whose word."""

    address: str
    measure: str
    population: str
    unit: str
    period: str | None
    speaker: str
    limit: bool
    called: str
    wholes: frozenset[str] = frozenset()
    table: str | None = None

    def drawn_with(self, other: Figure) -> bool:
        """Whether both stand in one drawn table, whose rows its own checks add up."""
        return self.table is not None and self.table == other.table


def figures_of(tables: Mapping[str, Table]) -> list[Figure]:
    """Every figure that can stand in a pair: those of the prose, then those of the drawn tables."""
    return [
        *(figure for table in tables.values() for figure in stated(table, tables)),
        *(figure for table in tables.values() for figure in drawn(table, tables)),
    ]


def stated(table: Table, tables: Mapping[str, Table]) -> Iterator[Figure]:
    """The figures of a table whose rows say what they count; what is printed again is left out."""
    fields = table.definition.fields
    if not {"measure", "population", "value", "repeats", "part_of"} <= set(fields):
        return
    limits = {name for name, term in fields["qualifier"].vocabulary.items()
              if term.bounds == "limit"}  # fmt: skip
    rows = {table.key(row): row for row in table.rows}
    for key, row in rows.items():
        if row["value"].value is not None and not repeats(row, rows):
            yield Figure(
                address=f"{table.name}/{key}/value",
                measure=str(row["measure"].value),
                population=str(row["population"].value),
                unit=str(row["unit"].value),
                period=text(row["period"]),
                speaker=speaker(str(row["asserted_by"].value), tables),
                limit=row["qualifier"].value in limits,
                called=called(str(row["population"].value), tables),
                wholes=frozenset(f"{table.name}/{whole}/value" for whole in wholes(key, rows)),
            )


def speaker(key: str, tables: Mapping[str, Table]) -> str:
    """What the article calls a source; the article itself, where it speaks for itself."""
    if key == tables["statements"].definition.fields["asserted_by"].otherwise:
        return "the article itself"
    (row,) = (row for row in tables["sources"].rows if row["source"].value == key)
    return str(row["name_printed"].value)


def called(population: str, tables: Mapping[str, Table]) -> str:
    """A population in the first of the words that bear it out."""
    words = tables["statements"].definition.fields["population"].vocabulary[population].words
    return words[0] if words else population


def repeats(row: Row, rows: Mapping[str, Row]) -> bool:
    """Whether a row says again what another counts; the same number of another thing is none."""
    first = rows.get(str(row["repeats"].value))
    return first is not None and first["measure"].value == row["measure"].value


def wholes(key: str, rows: Mapping[str, Row]) -> Iterator[str]:
    """The wholes of which a figure is a part, and theirs."""
    whole = rows[key]["part_of"].value if key in rows else None
    if whole is not None:
        yield str(whole)
        yield from wholes(str(whole), rows)


def drawn(table: Table, tables: Mapping[str, Table]) -> Iterator[Figure]:
    """The figures of a drawn table, of the rows whose population has a word in ``statements``."""
    said = {name: str(cell.value) for name, cell in table.readings}
    for name, field in table.definition.fields.items():
        for row in table.rows if field.measure else ():
            key = table.key(row)
            population = population_of(table, key, said["population"])
            if population:
                yield Figure(
                    address=f"{table.name}/{key}/{name}",
                    measure=said[name],
                    population=population,
                    unit=str(field.unit),
                    period=text(row["period"]) if "period" in row else None,
                    speaker=speaker(said["asserted_by"], tables),
                    limit=False,
                    called=called(population, tables),
                    table=table.name,
                )


def population_of(table: Table, key: str, whole: str) -> str | None:
    """Of whom a row of a drawn table speaks; of a divided table, only some rows have a word."""
    divided = table.definition.populations_of_rows
    return divided.get(key) if divided else whole


def text(cell: Cell) -> str | None:
    """A cell as text."""
    return None if cell.value is None else str(cell.value)

"""Figures that count the same thing -> every two of them that can be compared, and by which check.

Two figures are a pair if they have one measure and unit, and their populations and their times are
the same, or one holds the other. Nobody has to remember one: a pair that no declared check compares
is compared by a check of its own, and the table ``pairs`` is the ledger of all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from edtf import parse_edtf

from transcription.article import Article
from transcription.definition import Check, Definition, Relation
from transcription.refusal import Refusal
from transcription.table import Cell, Ground, Row, Table

from .expression import ADDRESS

Order = Literal["same", "within", "around"]
FIELDS = ("left_cell", "right_cell", "measure", "populations", "times", "check")
QUARTER = re.compile(r"(\d{4})-Q([1-4])")


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


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures, and how the people and the time of the first stand to those of the second."""

    left: Figure
    right: Figure
    populations: Order
    times: Order

    @property
    def addresses(self) -> frozenset[str]:
        """The two cells."""
        return frozenset({self.left.address, self.right.address})


def pairs(figures: Sequence[Figure], definition: Definition) -> list[Pair]:
    """Every pair, the smaller or the earlier figure on the left."""
    found = []
    for one, other in combinations(figures, 2):
        orders = comparable(one, other, definition)
        if orders:
            found.append(Pair(one, other, *orders))
    return found


def comparable(one: Figure, other: Figure, definition: Definition) -> tuple[Order, Order] | None:
    """How two figures stand to each other, if they can be compared."""
    related = one.address in other.wholes or other.address in one.wholes
    if related or (one.measure, one.unit) != (other.measure, other.unit):
        return None
    people = order_of_populations(one.population, other.population, definition)
    times = order_of_times(one, other, definition)
    if people is None or times is None or {people, times} == {"within", "around"}:
        return None
    whole_only = one.unit != "persons" and {people, times} != {"same"}
    return None if whole_only else (people, times)


def order_of_populations(one: str, other: str, definition: Definition) -> Order | None:
    """Whether two populations are the same, or one is within the other."""
    relations = definition.populations
    for name in (one, other):
        if name not in relations:
            known = ", ".join(relations)
            raise Refusal(f"{definition.file}, populations: {name!r} is missing; there are {known}")
    names = {name: relations[name].same_as or name for name in (one, other)}
    if names[one] == names[other]:
        return "same"
    if names[other] in holders(one, definition):
        return "within"
    return "around" if names[one] in holders(other, definition) else None


def holders(name: str, definition: Definition) -> set[str]:
    """The populations that hold one, whatever they are called."""
    relations = definition.populations
    return {relations[whole].same_as or whole for whole in relations[name].within}


def order_of_times(one: Figure, other: Figure, definition: Definition) -> Order | None:
    """Whether two figures speak of one time, or one of a part of the other's; undated is all of it."""
    (first, last), (begin, end) = days(one.period), days(other.period)
    if one.measure in definition.states:
        return "same" if first <= end and begin <= last and one.period and other.period else None
    if (first, last) == (begin, end):
        return "same"
    if begin <= first and last <= end:
        return "within"
    return "around" if first <= begin and end <= last else None


EVER = ((0, 0, 0), (9999, 12, 31))
Day = tuple[int, int, int]


def days(period: str | None) -> tuple[Day, Day]:
    """The first and the last day of a period in EDTF, or of a quarter; of none, all of them."""
    if period is None:
        return EVER
    quarter = QUARTER.fullmatch(period)
    if quarter:
        year, number = int(quarter[1]), int(quarter[2])
        return (year, 3 * number - 2, 1), (year, 3 * number, 31)
    first, _, last = period.partition("/")
    begin = EVER[0] if first == ".." else day(first, "lower_strict")
    return begin, EVER[1] if last == ".." else day(last or first, "upper_strict")


def day(when: str, side: str) -> Day:
    """The first or the last day of a year, a month or a day."""
    year, month, number = getattr(parse_edtf(when), side)()[:3]
    return int(year), int(month), int(number)


def relations(article: Article, definition: Definition) -> tuple[tuple[str, Cell], ...]:
    """How the populations stand to each other, each with the words or the knowledge it rests on."""
    return tuple(
        ("populations", Cell(in_words(name, relation), ground=ground(article, name, relation)))
        for name, relation in definition.populations.items()
        if relation.same_as or relation.within
    )


def in_words(name: str, relation: Relation) -> str:
    """A relation as a reading."""
    if relation.same_as:
        return f"{name} is the same as {relation.same_as}"
    return f"{name} is within {' and '.join(relation.within)}"


def ground(article: Article, name: str, relation: Relation) -> Ground:
    """What a relation rests on; refuses one that rests on nothing."""
    if relation.section and relation.exact:
        place = article.section(relation.section).find(relation.exact)
        return Ground(words=(place,), knowledge=relation.knowledge)
    if relation.knowledge:
        return Ground(knowledge=relation.knowledge)
    raise Refusal(
        f"scripts/article/reconciliation.toml, populations.{name}: rests on nothing; "
        "give section and exact, or knowledge"
    )


# --------------------------------------------------------------------------------- the figures


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
        if row["value"].value is not None and row["repeats"].value is None:
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
                )


def population_of(table: Table, key: str, whole: str) -> str | None:
    """Of whom a row of a drawn table speaks; only some rows of a divided table have a word for it."""
    divided = table.definition.populations_of_rows
    return divided.get(key) if divided else whole


def text(cell: Cell) -> str | None:
    """A cell as text."""
    return None if cell.value is None else str(cell.value)


# ---------------------------------------------------------------------------------- the checks


def own_checks(found: Sequence[Pair], declared: Mapping[frozenset[str], str]) -> dict[str, Check]:
    """A check for each pair that no declared one compares."""
    return {key_of(pair): check_of(pair) for pair in found if pair.addresses not in declared}


def key_of(pair: Pair) -> str:
    """The key of a pair: its two cells."""
    return "-and-".join(short(figure.address) for figure in (pair.left, pair.right))


def short(address: str) -> str:
    """A cell as a part of a key."""
    row = address.split("/")[1].lower().replace(" ", "-")
    field = address.rpartition("/")[2].replace("_", "-")
    return row if field == "value" else f"{row}-{field}"


def check_of(pair: Pair) -> Check:
    """What should hold of a pair: the same, or one side at most the other."""
    left, right = pair.left, pair.right
    if "around" in (pair.populations, pair.times) or (left.limit and not right.limit):
        left, right = right, left
    whole = {pair.populations, pair.times} == {"same"}
    at_most = not whole or left.limit != right.limit
    return Check(
        title=titled(pair, left, right),
        kind="rival" if whole else "contained",
        left=f"[{left.address}]",
        right=f"[{right.address}]",
        unit=left.unit,
        relation="at_most" if at_most else "equals",
    )


def titled(pair: Pair, left: Figure, right: Figure) -> str:
    """What a pair compares, in words."""
    measure = left.measure.replace("_", " ").capitalize()
    whole = {pair.populations, pair.times} == {"same"}
    held = "against" if whole else "within"
    against = "against the maximum of" if right.limit and not left.limit else held
    return f"{measure}: {side(left)} {against} {side(right)}"


def side(figure: Figure) -> str:
    """A figure in words: of whom, on whose word, when."""
    period = f", {figure.period}" if figure.period else ""
    return f"{figure.called} ({figure.speaker}{period})"


def declared_pairs(rows: Sequence[Row]) -> dict[frozenset[str], str]:
    """The pairs that declared checks compare, and by which."""
    found = {}
    for row in rows:
        sides = {str(row[side].value) for side in ("left", "right")}
        if not any(ADDRESS.search(side) for side in sides):
            found[frozenset(sides)] = str(row["check"].value)
    return found


def ledger_of(
    found: Sequence[Pair], checks: Mapping[frozenset[str], str], definition: Definition
) -> Table:
    """The table ``pairs``: every pair once, with the check that compares it."""
    rows = []
    for pair in found:
        check = checks.get(pair.addresses, key_of(pair))
        values = (pair.left.address, pair.right.address, pair.left.measure, pair.populations,
                  pair.times, check)  # fmt: skip
        rows.append({name: Cell(value) for name, value in zip(FIELDS, values, strict=True)})
    return Table(definition, tuple(rows))

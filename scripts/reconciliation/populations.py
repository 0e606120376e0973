"""How the populations stand to each other -> readings, each with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from transcription.article import Article
from transcription.definition import Definition, Relation
from transcription.refusal import Refusal
from transcription.table import Cell, Ground, Table

from .figures import statements


def relations(article: Article, definition: Definition) -> tuple[tuple[str, Cell], ...]:
    """How the populations stand to each other, each with the words or the knowledge it rests on."""
    return tuple(
        ("populations", Cell(in_words(name, relation), ground=ground(article, name, relation)))
        for name, relation in definition.populations.items()
        if relation.same_as or relation.within
    )


def check_relations(definition: Definition, tables: Mapping[str, Table]) -> None:
    """Refuse relations of populations, of rows and of measures that there are not."""
    for table in tables.values():
        divided, rows = table.definition.populations_of_rows, set(map(table.key, table.rows))
        for row in sorted(set(divided) ^ rows) if divided else ():
            raise Refusal(
                f"{table.definition.file}, populations_of_rows: {row!r} stands there or in the "
                "table only; name the people of each row"
            )
    for header, fault in faults(definition, tables):
        raise Refusal(f"{definition.file}, {header}: {fault}")


def faults(definition: Definition, tables: Mapping[str, Table]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the relations, each with the part of the file where it stands."""
    fields, relations = statements(tables).definition.fields, definition.populations
    of_rows = [table.definition.populations_of_rows.values() for table in tables.values()]
    for name in sorted({*fields["population"].vocabulary}.union(*of_rows) ^ set(relations)):
        yield "populations", f"{name!r} stands there or among the populations elsewhere only"
    for name in sorted(set(fields["measure"].vocabulary) ^ set(definition.measures)):
        yield "measures", f"{name!r} stands there or in statements only"
    for name, relation in relations.items():
        for other in [*filter(None, [relation.same_as]), *relation.within]:
            if other not in relations or other == name:
                yield f"populations.{name}", f"{other!r} is no other population"
            elif relation.same_as == other and relations[other].same_as:
                yield f"populations.{name}", f"{other!r} is the same as another; name that"


def in_words(name: str, relation: Relation) -> str:
    """Write a relation as a reading."""
    if relation.same_as:
        return f"{name} is the same as {relation.same_as}"
    return f"{name} is within {' and '.join(relation.within)}"


def ground(article: Article, name: str, relation: Relation) -> Ground:
    """Return what a relation rests on; refuse one that rests on nothing."""
    if relation.section and relation.exact:
        place = article.section(relation.section).find(relation.exact)
        return Ground(words=(place,), knowledge=relation.knowledge)
    if relation.knowledge:
        return Ground(knowledge=relation.knowledge)
    raise Refusal(
        f"scripts/article/reconciliation.toml, populations.{name}: rests on nothing; "
        "give section and exact, or knowledge"
    )

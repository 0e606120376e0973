"""How the populations stand to each other -> readings, each with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from transcription.article import Article
from transcription.definition import Definition, Relation
from transcription.refusal import Refusal
from transcription.table import Cell, Ground, Table


def relations(article: Article, definition: Definition) -> tuple[tuple[str, Cell], ...]:
    """How the populations stand to each other, each with the words or the knowledge it rests on."""
    return tuple(
        ("populations", Cell(in_words(name, relation), ground=ground(article, name, relation)))
        for name, relation in definition.populations.items()
        if relation.same_as or relation.within
    )


def check_relations(definition: Definition, tables: Mapping[str, Table]) -> None:
    """Refuse relations of populations, of rows and of measures that there are not."""
    for header, fault in faults(definition, tables):
        raise Refusal(f"{definition.file}, {header}: {fault}")
    known = definition.populations
    for table in tables.values():
        rows = set(map(table.key, table.rows))
        for row, population in table.definition.populations_of_rows.items():
            if row not in rows or population not in known:
                file = table.definition.file
                raise Refusal(f"{file}, populations_of_rows: no row {row!r}, or no {population!r}")


def faults(definition: Definition, tables: Mapping[str, Table]) -> Iterator[tuple[str, str]]:
    """What is wrong with the relations, each with the part of the file where it stands."""
    fields, relations = tables["statements"].definition.fields, definition.populations
    for name in sorted(set(fields["population"].vocabulary) ^ set(relations)):
        yield "populations", f"{name!r} stands there or in statements only"
    for name, relation in relations.items():
        for other in [*filter(None, [relation.same_as]), *relation.within]:
            if other not in relations or other == name:
                yield f"populations.{name}", f"{other!r} is no other population"
            elif relation.same_as == other and relations[other].same_as:
                yield f"populations.{name}", f"{other!r} is the same as another; name that"
    for measure in definition.states:
        if measure not in fields["measure"].vocabulary:
            yield "states", f"no measure {measure!r} in statements"


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

"""Tables -> a refusal, if their keys, vocabularies, evidence or references do not hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from .refusal import Refusal
from .table import Row, Table


def check_integrity(tables: Mapping[str, Table]) -> None:
    """Refuse tables that do not hold together, at the first fault."""
    for table in tables.values():
        check_primary_key(table)
        check_constraints(table)
        check_vocabularies(table)
        check_evidence(table)
        check_unused(table)
        check_attribution(table, tables)
        check_measures(table, tables["statements"])
        check_references(table, tables)


def where(table: Table, row: Row, field: str) -> str:
    """A cell and the place an editor has to look at."""
    key = table.key(row)
    spot = table.definition.spot_of_cell(key, field)
    return f"{table.definition.where(key, field)} ({spot})"


def check_primary_key(table: Table) -> None:
    """Refuse two rows with one key."""
    for key, count in Counter(map(table.key, table.rows)).items():
        if count > 1:
            file = table.definition.file
            raise Refusal(f"{table.name}: {count} rows have the key {key!r}; see {file}")


def check_constraints(table: Table) -> None:
    """Refuse an empty cell where a value is required, and a text of another form than required."""
    for name, field in table.definition.fields.items():
        pattern = field.constraints.pattern
        for row in table.rows:
            value = row[name].value
            if value is None and field.constraints.required:
                raise Refusal(f"{where(table, row, name)}: empty, but a value is required")
            if pattern and value is not None and not re.fullmatch(pattern, str(value)):
                raise Refusal(f"{where(table, row, name)}: {value!r} has not the form {pattern}")


def check_vocabularies(table: Table) -> None:
    """Refuse a word that its vocabulary lacks."""
    for name, field in table.definition.fields.items():
        for row in table.rows if field.vocabulary else ():
            value = row[name].value
            if value is not None and value not in field.vocabulary:
                known = ", ".join(field.vocabulary)
                spot = where(table, row, name)
                raise Refusal(f"{spot}: {value!r} is not in the vocabulary; there are {known}")


def check_evidence(table: Table) -> None:
    """Refuse a term whose evidence is not printed, and printed evidence of another term."""
    for name, field in table.definition.fields.items():
        for row in table.rows if field.evidence else ():
            term, printed = row[name].value, row[str(field.evidence)].value
            words = field.vocabulary[str(term)].words
            if printed not in words and (words or printed):
                expected = f"one of {', '.join(words)}" if words else "empty"
                spot = where(table, row, name)
                raise Refusal(f"{spot}: {term!r} needs {field.evidence} to be {expected}")


def check_unused(table: Table) -> None:
    """Refuse a term of a vocabulary, or a word of its evidence, that no row uses."""
    for name, field in table.definition.fields.items():
        words = {word for term in field.vocabulary.values() for word in term.words}
        printed = table.column(field.evidence) if field.evidence else []
        unused = (set(field.vocabulary) - set(table.column(name))) | (words - set(printed))
        for word in sorted(unused):
            spot = table.definition.spot(f"fields.{name}.vocabulary")
            raise Refusal(f"{spot}: no row uses {word!r}; delete it, or find the row that lost it")


def check_attribution(table: Table, tables: Mapping[str, Table]) -> None:
    """Refuse a table attributed to a source that is not in ``sources``."""
    attribution = table.definition.attribution
    for source in (attribution.asserted_by, attribution.reported_by) if attribution else ():
        if source not in tables["sources"].column("source"):
            raise Refusal(
                f"{table.definition.file}, attribution: no source {source!r}; "
                "see scripts/article/sources.toml"
            )


def check_measures(table: Table, statements: Table) -> None:
    """Refuse a column or a table that counts what ``statements`` has no word for."""
    words = statements.definition.fields
    for name, field in table.definition.fields.items():
        if field.measure and field.measure not in words["measure"].vocabulary:
            spot = table.definition.spot(f"fields.{name}")
            known = ", ".join(words["measure"].vocabulary)
            raise Refusal(f"{spot}: no measure {field.measure!r} in statements; there are {known}")
    population = table.definition.population
    if population and population not in words["population"].vocabulary:
        file, known = table.definition.file, ", ".join(words["population"].vocabulary)
        raise Refusal(f"{file}: no population {population!r} in statements; there are {known}")


def check_references(table: Table, tables: Mapping[str, Table]) -> None:
    """Refuse a foreign key to nowhere."""
    for name, field in table.definition.fields.items():
        if not field.references:
            continue
        target = tables.get(field.references.table)
        if target is None or field.references.field not in target.definition.fields:
            spot = table.definition.spot(f"fields.{name}")
            raise Refusal(f"{spot}: references name no field of a table: {field.references}")
        known = set(target.column(field.references.field))
        for row in table.rows:
            value = row[name].value
            if value is not None and value not in known:
                stands = f"{target.name}/{field.references.field}"
                spot = where(table, row, name)
                raise Refusal(f"{spot}: {value!r} does not stand in {stands}")

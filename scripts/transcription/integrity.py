"""Tables -> a refusal, if their keys, vocabularies, evidence or references do not hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from .refusal import Refusal
from .table import Table, Value


def check_integrity(tables: Mapping[str, Table]) -> None:
    """Refuse tables that do not hold together, at the first fault."""
    for table in tables.values():
        check_primary_key(table)
        check_required(table)
        check_vocabularies(table)
        check_evidence(table)
        check_attribution(table, tables)
        check_references(table, tables)


def cells(table: Table, field: str) -> Iterator[tuple[str, Value]]:
    """The values of a field, each with the place an editor has to look at."""
    for row in table.rows:
        key = "/".join(map(str, table.key(row)))
        yield f"{table.definition.where(key, field)} ({table.definition.file})", row[field].value


def check_primary_key(table: Table) -> None:
    """Refuse two rows with one key."""
    for key, count in Counter(map(table.key, table.rows)).items():
        if count > 1:
            file = table.definition.file
            raise Refusal(f"{table.name}: {count} rows have the key {key}; see {file}")


def check_required(table: Table) -> None:
    """Refuse an empty cell where the definition requires a value."""
    for name, field in table.definition.fields.items():
        for where, value in cells(table, name) if field.constraints.required else ():
            if value is None:
                raise Refusal(f"{where}: empty, but a value is required")


def check_vocabularies(table: Table) -> None:
    """Refuse a word that its vocabulary lacks, and a term that no row uses."""
    for name, field in table.definition.fields.items():
        for where, value in cells(table, name) if field.vocabulary else ():
            if value is not None and value not in field.vocabulary:
                known = ", ".join(field.vocabulary)
                raise Refusal(f"{where}: {value!r} is not in the vocabulary; there are {known}")
        refuse_unused(table, name, set(field.vocabulary) - set(table.column(name)))


def check_evidence(table: Table) -> None:
    """Refuse a term whose evidence is not printed, and a printed word that no term accounts for."""
    for name, field in table.definition.fields.items():
        if field.evidence:
            printed = table.column(field.evidence)
            for (where, term), found in zip(cells(table, name), printed, strict=True):
                words = field.vocabulary[str(term)].words
                if found not in words and (words or found):
                    expected = f"one of {', '.join(words)}" if words else "empty"
                    raise Refusal(f"{where}: {term!r} needs {field.evidence} to be {expected}")
            words = [word for term in field.vocabulary.values() for word in term.words]
            refuse_unused(table, name, set(words) - set(printed))


def refuse_unused(table: Table, field: str, unused: set[Any]) -> None:
    """Refuse what a vocabulary lists and no row uses."""
    for word in sorted(unused):
        where = f"{table.definition.file}, fields.{field}.vocabulary"
        raise Refusal(f"{where}: no row uses {word!r}; delete it, or find the row that lost it")


def check_attribution(table: Table, tables: Mapping[str, Table]) -> None:
    """Refuse a table attributed to a source that is not in ``sources``."""
    attribution = table.definition.attribution
    for source in (attribution.asserted_by, attribution.reported_by) if attribution else ():
        if source not in tables["sources"].column("source"):
            raise Refusal(
                f"{table.definition.file}, attribution: no source {source!r}; "
                "see scripts/article/sources.toml"
            )


def check_references(table: Table, tables: Mapping[str, Table]) -> None:
    """Refuse a foreign key to nowhere."""
    for name, field in table.definition.fields.items():
        if not field.references:
            continue
        known = set(tables[field.references.table].column(field.references.field))
        for where, value in cells(table, name):
            if value is not None and value not in known:
                target = f"{field.references.table}/{field.references.field}"
                raise Refusal(f"{where}: {value!r} does not stand in {target}")

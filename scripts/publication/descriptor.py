"""Describe the package, its tables and its files in ``datapackage.json`` (Data Package v2)."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from pathlib import PurePosixPath
from typing import Any

import msgspec

from transcription.definition import Definition, Derivation, Field, Reading, Reference
from transcription.derivation import rule_in_words
from transcription.table import Table

from .package import Package, Source

PROFILES = "https://datapackage.org/profiles/2.0"
PROFILE = f"{PROFILES}/datapackage.json"

OWN_TABLE_PROPERTIES = ("group", "attribution", "population", "notes")
OWN_FIELD_PROPERTIES = (
    "origin", "unitField", "measure", "readers", "derivation", "knowledge", "addresses", "bounds",
    "vocabulary", "words",
)  # fmt: skip
"""Properties that no standard defines; the accessor and the page read them."""

TABLES_ALONE = "resources/datapackage.json"

PLACE = ("exact", "start", "end", "line")
CSV_DIALECT = {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True}

Json = dict[str, Any]


def describe(package: Package, tables: Mapping[str, Table], files: Mapping[str, bytes]) -> Json:
    """Describe the whole package; ``files`` maps each path to its bytes."""
    return without_empty({
        "$schema": PROFILE,
        "name": package.name,
        "id": package.id,
        "title": package.title,
        "description": package.description,
        "version": package.version,
        "created": package.created,
        "released": package.released,
        "homepage": package.homepage,
        "repository": package.repository,
        "doi": package.doi,
        "citation": package.citation,
        "keywords": package.keywords,
        "temporal": msgspec.to_builtins(package.temporal),
        "licenses": msgspec.to_builtins(package.licenses),
        "sources": [{"title": package.source.title, "path": package.source.path}],
        "contributors": package.credits,
        "resources": [
            article_resource(package, files),
            *(
                table_resource(table, group, files)
                for group, names in msgspec.to_builtins(package.tables).items()
                for table in map(tables.__getitem__, names)
            ),
            *(parquet_resource(table, files) for table in tables.values()),
        ],
    })  # fmt: skip


def describe_tables(descriptor: Json) -> Json:
    """Describe the tables alone, with paths as seen from their own folder.

    This is for programs that load whole packages into a database. They fail on a resource that is
    not a table, and on a pattern for a column that has nulls.
    """
    tables = [resource for resource in descriptor["resources"] if "schema" in resource]
    return descriptor | {"resources": [standard_table(table) for table in tables]}


def standard_table(table: Json) -> Json:
    """Reduce a table to standard properties, with the path as seen from the folder of its file."""
    fields = [standard_field(field) for field in table["schema"]["fields"]]
    return without(table, OWN_TABLE_PROPERTIES) | {
        "path": PurePosixPath(table["path"]).name,
        "schema": table["schema"] | {"fields": fields},
    }


def standard_field(field: Json) -> Json:
    """Reduce a field to Table Schema; drop the pattern of one that may be empty."""
    constraints = field.get("constraints", {})
    if not constraints.get("required"):
        constraints = without(constraints, ["pattern"])
    standard = without(field, [*OWN_FIELD_PROPERTIES, "constraints"])
    return without_empty(standard | {"constraints": constraints})


def without(properties: Json, names: Collection[str]) -> Json:
    """Copy all properties except those that are named."""
    return {name: value for name, value in properties.items() if name not in names}


def without_empty(properties: Json) -> Json:
    """Copy all properties except empty ones."""
    return {name: value for name, value in properties.items() if value}


def csv_path(table: str) -> str:
    """Return the path of a table's CSV file, relative to the root of the package."""
    return f"resources/{table}.csv"


def parquet_path(table: str) -> str:
    """Return the path of a table's Parquet file, relative to the root of the package."""
    return f"resources/{table}.parquet"


def article_path(package: Package) -> str:
    """Return the path of the pinned source, relative to the root of the package."""
    return f"resources/{package.source.file}"


def file_properties(path: str, files: Mapping[str, bytes]) -> Json:
    """State the path of a file, its size and its hash."""
    content = files[path]
    digest = hashlib.sha256(content).hexdigest()
    return {"path": path, "bytes": len(content), "hash": f"sha256:{digest}"}


def article_resource(package: Package, files: Mapping[str, bytes]) -> Json:
    """Describe the pinned source, which is published as evidence."""
    source = package.source
    return {
        "name": source.name,
        **file_properties(article_path(package), files),
        "title": source.title,
        "description": source.description,
        "format": PurePosixPath(source.file).suffix.removeprefix("."),
        "mediatype": "text/plain",
        "encoding": "utf-8",
        "sources": [origin_of_text(source)],
        **({"retrieved": source.retrieved} if source.retrieved else {}),
    }


def origin_of_text(source: Source) -> Json:
    """Name the revision that the pinned text is a copy of, or else the live article."""
    if source.permalink:
        return {"title": source.publisher, "path": source.permalink, "version": source.revision}
    return {"title": source.publisher, "path": source.path}


def table_resource(table: Table, group: str, files: Mapping[str, bytes]) -> Json:
    """Describe a table as CSV, the canonical form, with its schema.

    ``type`` marks a table in version 2 of the standard, ``profile`` in version 1; readers of
    version 2 understand both.
    """
    definition = table.definition
    return without_empty({
        "$schema": f"{PROFILES}/dataresource.json",
        "name": table.name,
        "type": "table",
        "group": group,
        "profile": "tabular-data-resource",
        **file_properties(csv_path(table.name), files),
        "title": definition.title,
        "description": definition.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "attribution": {
            name: reading.value
            for name, reading in table.readings
            if name in ("asserted_by", "reported_by")
        },
        "population": term_of(definition.population),
        "notes": notes(table),
        "dialect": CSV_DIALECT,
        "schema": table_schema(definition),
    })  # fmt: skip


def parquet_resource(table: Table, files: Mapping[str, bytes]) -> Json:
    """Describe a table as Parquet.

    A resource without ``type`` is a plain file, whose hash any frictionless can check.
    """
    return {
        "name": f"{table.name}.parquet",
        **file_properties(parquet_path(table.name), files),
        "title": table.definition.title,
        "description": f"The table {table.name}, the same values with the same types, as Parquet.",
        "format": "apache-parquet",
        "mediatype": "application/vnd.apache.parquet",
    }


def notes(table: Table) -> list[Json]:
    """List the notes on what a table includes or leaves out, each with its place in the article."""
    return [
        {"note": note.value} | {name: getattr(place, name) for name in PLACE}
        for kind, note in table.readings
        if kind == "notes"
        for place in note.words
    ]


def term_of(reading: Reading) -> str | None:
    """Return the term of a reading, without the words that support it."""
    return next(iter(reading), None)


def table_schema(definition: Definition) -> Json:
    """Write the Table Schema of a table, with our own properties besides the standard ones."""
    return without_empty({
        "$schema": f"{PROFILES}/tableschema.json",
        "fields": [field_schema(name, field) for name, field in definition.fields.items()],
        "missingValues": [""],
        "primaryKey": definition.primary_key,
        "foreignKeys": foreign_keys(definition),
    })  # fmt: skip


def field_schema(name: str, field: Field) -> Json:
    """Describe one field; leave out empty properties."""
    return without_empty({
        "name": name,
        "title": field.title,
        "type": field.type,
        "description": field.description,
        "origin": field.origin,
        "unit": field.unit,
        "unitField": field.unit_field,
        "measure": term_of(field.measure),
        "readers": field.readers,
        "derivation": derivation_property(field.derivation) if field.derivation else None,
        "knowledge": field.knowledge,
        "addresses": field.addresses,
        "bounds": msgspec.to_builtins(field.bounds),
        "constraints": with_enum(field),
        "vocabulary": {term: meaning.description for term, meaning in field.vocabulary.items()},
        "categories": [] if field.several else [
            {"value": term, "label": label(term)} for term in field.vocabulary
        ],
        "words": supporting_words(field),
    })  # fmt: skip


def label(term: str) -> str:
    """Turn a term into the label that programs print instead of it."""
    return term.replace("_", " ")


def supporting_words(field: Field) -> Json | list[str]:
    """List the words that can support each term, or any reading of the field."""
    by_term = {term: meaning.words for term, meaning in field.vocabulary.items() if meaning.words}
    return by_term or field.words


def derivation_property(derivation: Derivation) -> Json:
    """State the rule of a derived field in words, and the fields that it is computed from."""
    return without_empty({"rule": rule_in_words(derivation), "of": derivation.of})


def with_enum(field: Field) -> Json:
    """Add the vocabulary to the constraints; few programs check ``categories`` instead."""
    enum = {"enum": list(field.vocabulary)} if field.vocabulary and not field.several else {}
    return {**msgspec.to_builtins(field.constraints), **enum}


def foreign_keys(definition: Definition) -> list[Json]:
    """Turn the references of fields into foreign keys."""
    return [
        {"fields": [name], "reference": key_target(definition, field.references)}
        for name, field in definition.fields.items()
        if field.references
    ]


def key_target(definition: Definition, target: Reference) -> Json:
    """Name the target of a foreign key; the empty name stands for the table itself."""
    table = "" if target.table == definition.name else target.table
    return {"resource": table, "fields": [target.field]}

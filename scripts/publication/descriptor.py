"""The package, its tables and the bytes of its files -> ``datapackage.json`` (Data Package v2)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

import msgspec

from transcription.definition import Definition, Derivation, Field, Reading, Reference
from transcription.derivation import rule_in_words
from transcription.table import Table

from .package import Package, Source

PROFILES = "https://datapackage.org/profiles/2.0"
PROFILE = f"{PROFILES}/datapackage.json"

OWN_OF_TABLES = ("attribution", "population", "notes")
OWN_OF_FIELDS = (
    "origin", "unitField", "measure", "readers", "derivation", "knowledge", "addresses", "bounds",
    "vocabulary", "words",
)  # fmt: skip
"""What a descriptor says beyond the standard, for the accessor and the page."""

TABLES_ALONE = "resources/datapackage.json"

Json = dict[str, Any]


def describe(package: Package, tables: Mapping[str, Table], files: Mapping[str, bytes]) -> Json:
    """The descriptor of the whole package; ``files`` maps each path to its bytes."""
    described = {
        "$schema": PROFILE,
        "name": package.name,
        "id": package.id,
        "title": package.title,
        "description": package.description,
        "version": package.version,
        "created": package.created,
        "homepage": package.homepage,
        "repository": package.repository,
        "doi": package.doi,
        "citation": package.citation,
        "keywords": package.keywords,
        "temporal": msgspec.to_builtins(package.temporal),
        "licenses": msgspec.to_builtins(package.licenses),
        "sources": [{"title": package.source.title, "path": package.source.path}],
        "contributors": msgspec.to_builtins(package.contributors),
        "resources": [
            article_resource(package, files),
            *(table_resource(table, files) for table in tables.values()),
            *(parquet_resource(table, files) for table in tables.values()),
        ],
    }
    return {name: value for name, value in described.items() if value}


def describe_tables(descriptor: Json) -> Json:
    """The descriptor of the tables alone, as it lies beside their files.

    For programs that load whole packages into a database: they stop at a resource that is no
    table, and at a pattern for a column that has nulls.
    """
    tables = [resource for resource in descriptor["resources"] if "schema" in resource]
    return descriptor | {"resources": [beside_its_file(table) for table in tables]}


def beside_its_file(table: Json) -> Json:
    """A table as seen from the folder of its file, without what only this package reads."""
    standard = {name: value for name, value in table.items() if name not in OWN_OF_TABLES}
    fields = [without_own(field) for field in table["schema"]["fields"]]
    path = PurePosixPath(table["path"]).name
    return standard | {"path": path, "schema": table["schema"] | {"fields": fields}}


def without_own(field: Json) -> Json:
    """A field in the words of Table Schema; one that may be empty without its pattern."""
    kept = {name: value for name, value in field.items() if name not in OWN_OF_FIELDS}
    limits = field.get("constraints", {})
    if not limits.get("required"):
        limits = {name: value for name, value in limits.items() if name != "pattern"}
    kept.pop("constraints", None)
    return kept | ({"constraints": limits} if limits else {})


def csv_path(table: str) -> str:
    """Where the CSV file of a table lies, from the root of the package."""
    return f"resources/{table}.csv"


def parquet_path(table: str) -> str:
    """Where the Parquet file of a table lies, from the root of the package."""
    return f"resources/{table}.parquet"


def article_path(package: Package) -> str:
    """Where the pinned source lies, from the root of the package."""
    return f"resources/{package.source.file}"


def file_properties(path: str, files: Mapping[str, bytes]) -> Json:
    """The path of a file, its size and its hash."""
    content = files[path]
    digest = hashlib.sha256(content).hexdigest()
    return {"path": path, "bytes": len(content), "hash": f"sha256:{digest}"}


def article_resource(package: Package, files: Mapping[str, bytes]) -> Json:
    """The pinned source, published as evidence."""
    source = package.source
    return {
        "name": source.name,
        **file_properties(article_path(package), files),
        "title": source.title,
        "description": source.description,
        "format": PurePosixPath(source.file).suffix.removeprefix("."),
        "mediatype": "text/plain",
        "encoding": "utf-8",
        "sources": [source_of(source)],
        **({"retrieved": source.retrieved} if source.retrieved else {}),
    }


def source_of(source: Source) -> Json:
    """Where the pinned text comes from: its revision if that was recorded, or the live article."""
    if source.permalink:
        return {"title": source.publisher, "path": source.permalink, "version": source.revision}
    return {"title": source.publisher, "path": source.path}


def table_resource(table: Table, files: Mapping[str, bytes]) -> Json:
    """A table as CSV, the canonical form, with its schema.

    ``type`` is the word of version 2; readers of version 1 know a table by ``profile``, which
    version 2 asks its own readers to understand.
    """
    definition = table.definition
    resource = {
        "$schema": f"{PROFILES}/dataresource.json",
        "name": table.name,
        "type": "table",
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
        "population": only_term(definition.population),
        "notes": notes(table),
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\n",
            "quoteChar": '"',
            "doubleQuote": True,
        },
        "schema": table_schema(definition),
    }
    return {key: value for key, value in resource.items() if value}


def parquet_resource(table: Table, files: Mapping[str, bytes]) -> Json:
    """The same table as Parquet. Without ``type``, so that a plain frictionless checks the hash."""
    return {
        "name": f"{table.name}.parquet",
        **file_properties(parquet_path(table.name), files),
        "title": table.definition.title,
        "description": f"The table {table.name}, the same values with the same types, as Parquet.",
        "format": "apache-parquet",
        "mediatype": "application/vnd.apache.parquet",
    }


def notes(table: Table) -> list[Json]:
    """What a table includes or leaves out, each note with its place in the article."""
    return [
        {
            "note": note.value,
            "exact": place.exact,
            "start": place.start,
            "end": place.end,
            "line": place.line,
        }
        for name, note in table.readings
        if name == "notes"
        for place in note.words
    ]


def only_term(reading: Reading) -> str | None:
    """The term of a reading, without the words that bear it out."""
    return next(iter(reading), None)


def table_schema(definition: Definition) -> Json:
    """The Table Schema of a table, with ``origin`` and ``unit`` beside the standard properties."""
    schema = {
        "$schema": f"{PROFILES}/tableschema.json",
        "fields": [field_schema(name, field) for name, field in definition.fields.items()],
        "missingValues": [""],
        "primaryKey": definition.primary_key,
        "foreignKeys": foreign_keys(definition),
    }
    return {key: value for key, value in schema.items() if value}


def field_schema(name: str, field: Field) -> Json:
    """One field; empty properties are left out."""
    described = {
        "name": name,
        "title": field.title,
        "type": field.type,
        "description": field.description,
        "origin": field.origin,
        "unit": field.unit,
        "unitField": field.unit_field,
        "measure": only_term(field.measure),
        "readers": field.readers,
        "derivation": derivation(field.derivation) if field.derivation else None,
        "knowledge": field.knowledge,
        "addresses": field.addresses,
        "bounds": msgspec.to_builtins(field.bounds),
        "constraints": constraints(field),
        "vocabulary": {term: meaning.description for term, meaning in field.vocabulary.items()},
        "categories": [{"value": term, "label": label(term)} for term in field.vocabulary],
        "words": words(field),
    }
    return {key: value for key, value in described.items() if value}


def label(term: str) -> str:
    """A term as programs print it in place of the value."""
    return term.replace("_", " ")


def words(field: Field) -> Json | list[str]:
    """The words of which one at least bears out a term, or any reading of the field."""
    by_term = {term: meaning.words for term, meaning in field.vocabulary.items() if meaning.words}
    return by_term or field.words


def derivation(derivation: Derivation) -> Json:
    """The rule of a derived field in words, and the fields of its row from which it is computed."""
    described = {"rule": rule_in_words(derivation), "of": derivation.of}
    return {key: value for key, value in described.items() if value}


def constraints(field: Field) -> Json:
    """The declared constraints, and the vocabulary as ``enum``, for few check ``categories``."""
    enum = {"enum": list(field.vocabulary)} if field.vocabulary else {}
    return {**msgspec.to_builtins(field.constraints), **enum}


def foreign_keys(definition: Definition) -> list[Json]:
    """The references as foreign keys."""
    return [
        {"fields": [name], "reference": reference(definition, field.references)}
        for name, field in definition.fields.items()
        if field.references
    ]


def reference(definition: Definition, target: Reference) -> Json:
    """The target of a foreign key; the empty name is that of the table itself."""
    table = "" if target.table == definition.name else target.table
    return {"resource": table, "fields": [target.field]}

"""The descriptor -> CSV on the Web: types, keys, foreign keys and vocabularies of the CSV files.

The vocabularies are patterns of the values ("Metadata Vocabulary for Tabular Data", 6.4.4). A
foreign key may be empty, which the Recommendation allows where no column of it is required.

In RDF a row is ``<file>#<table>/<key>``, as its address has it; a reference is the row to which it
leads. What a term means is in the descriptor (``categories``).
"""

from __future__ import annotations

import re

from .parts import Json, creators, from_metadata, said, tables

TYPES = {"integer": "integer", "number": "double", "boolean": "boolean", "date": "date"}


def csvw(descriptor: Json) -> Json:
    """Return a table group."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": descriptor["title"],
        "dc:description": descriptor["description"],
        "dc:creator": [entry["title"] for entry in creators(descriptor)],
        **({"dc:issued": released} if (released := descriptor.get("released")) else {}),
        "dc:license": {"@id": descriptor["licenses"][0]["path"]},
        "dc:source": {"@id": descriptor["sources"][0]["path"]},
        "schema:version": descriptor["version"],
        "tables": [table(resource) for resource in tables(descriptor)],
    }


def table(resource: Json) -> Json:
    """Return a table."""
    schema = resource["schema"]
    return {
        "url": from_metadata(resource["path"]),
        "dc:title": resource["title"],
        "dc:description": resource["description"],
        "dialect": {"encoding": resource["encoding"], "header": True},
        "tableSchema": said(
            {
                "aboutUrl": row_url(resource["name"], schema["primaryKey"]),
                "columns": [
                    column(field, value_url(resource, field)) for field in schema["fields"]
                ],
                "primaryKey": schema["primaryKey"],
                "foreignKeys": [
                    foreign_key(resource, key) for key in schema.get("foreignKeys", [])
                ],
            }
        ),
    }


def row_url(table: str, key: list[str]) -> str:
    """Return the address of a row, relative to the CSV file, as a template over its key."""
    return "#" + "/".join([table, *(f"{{{name}}}" for name in key)])


def value_url(resource: Json, field: Json) -> str | None:
    """Return the address of the row to which a value refers, if it does."""
    for key in resource["schema"].get("foreignKeys", []):
        if key["fields"] == [field["name"]]:
            target = key["reference"]["resource"] or resource["name"]
            file = "" if target == resource["name"] else f"{target}.csv"
            return file + row_url(target, [field["name"]])
    return None


def column(field: Json, value_url: str | None) -> Json:
    """Return a column; its title is the heading in the file, its label what people read."""
    return said(
        {
            "name": field["name"],
            "titles": field["name"],
            "dc:title": field.get("title", field["name"]),
            "dc:description": field["description"],
            "datatype": datatype(field),
            "required": field.get("constraints", {}).get("required", False),
            "valueUrl": value_url,
        }
    ) | {"null": ""}


def datatype(field: Json) -> Json:
    """Return the type, the terms of a vocabulary, and the bounds of a number."""
    limits = field.get("constraints", {})
    terms = limits.get("enum", [])
    return said(
        {
            "base": TYPES.get(field["type"], "string"),
            "format": "|".join(map(re.escape, terms)) or limits.get("pattern"),
            "minimum": limits.get("minimum"),
            "maximum": limits.get("maximum"),
        }
    )


def foreign_key(resource: Json, key: Json) -> Json:
    """Return a foreign key; the empty name is that of the table itself."""
    target = key["reference"]["resource"] or resource["name"]
    return {
        "columnReference": key["fields"],
        "reference": {
            "resource": from_metadata(resource["path"].replace(resource["name"], target)),
            "columnReference": key["reference"]["fields"],
        },
    }

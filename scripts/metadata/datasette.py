"""The descriptor -> what Datasette shows beside the tables of the SQLite export.

``datasette german-pows-ussr.sqlite --metadata metadata/datasette.json``; the names of the tables are
those of the database that ``german-pows-ussr export german-pows-ussr.sqlite`` writes.
"""

from __future__ import annotations

from .parts import Json, tables, unit


def datasette(descriptor: Json) -> Json:
    """The metadata of an instance with one database."""
    (licence,), (source,) = descriptor["licenses"], descriptor["sources"]
    return {
        "title": descriptor["title"],
        "description": descriptor["description"],
        "license": licence["title"],
        "license_url": licence["path"],
        "source": source["title"],
        "source_url": source["path"],
        "about": descriptor["citation"],
        "databases": {
            descriptor["name"]: {
                "tables": {resource["name"]: table(resource) for resource in tables(descriptor)}
            }
        },
    }


def table(resource: Json) -> Json:
    """A table and its columns."""
    fields = resource["schema"]["fields"]
    notes = [note["note"] for note in resource.get("notes", [])]
    return {
        "title": resource["title"],
        "description": " ".join([resource["description"], *notes]),
        "label_column": label_column(resource["schema"]),
        "columns": {field["name"]: meaning(field) for field in fields},
    }


def label_column(schema: Json) -> str:
    """What another table shows instead of the key: the first words that every row has printed."""
    printed = [
        field["name"]
        for field in schema["fields"]
        if field["origin"] == "transcribed"
        and field["type"] == "string"
        and field.get("constraints", {}).get("required")
    ]
    name: str
    name, *_ = [*printed, schema["primaryKey"][0]]
    return name


def meaning(field: Json) -> str:
    """A column in words, with its unit."""
    described = unit(field)
    return f"{field['description']} In {described}." if described else str(field["description"])

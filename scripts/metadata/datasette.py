"""The descriptor -> what Datasette shows beside the tables of the SQLite export.

Write the database with ``german-pows-ussr export german-pows-ussr.sqlite``, then call
``datasette german-pows-ussr.sqlite --metadata metadata/datasette.json``.
"""

from __future__ import annotations

from .parts import Json, tables, unit


def datasette(descriptor: Json) -> Json:
    """Write the metadata of an instance with one database."""
    (licence,), (source,) = descriptor["licenses"], descriptor["sources"]
    found = tables(descriptor)
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
                "tables": {
                    resource["name"]: table(resource)
                    | (
                        {"label_column": label_column(resource)}
                        if referred(resource, found)
                        else {}
                    )
                    for resource in found
                }
            }
        },
    }


def table(resource: Json) -> Json:
    """Describe a table and its columns."""
    fields = resource["schema"]["fields"]
    notes = [note["note"] for note in resource.get("notes", [])]
    return {
        "title": resource["title"],
        "description": " ".join([resource["description"], *notes]),
        "columns": {field["name"]: meaning(field) for field in fields},
    }


def referred(resource: Json, every: list[Json]) -> bool:
    """Tell whether rows refer to those of this table."""
    return any(
        (key["reference"]["resource"] or table["name"]) == resource["name"]
        for table in every
        for key in table["schema"].get("foreignKeys", [])
    )


def label_column(resource: Json) -> str:
    """Choose what is shown instead of a key: the first words that every row has printed."""
    schema = resource["schema"]
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
    """Describe a column in words, with its unit."""
    described = unit(field)
    return f"{field['description']} In {described}." if described else str(field["description"])

"""The descriptor -> what an exported file says of itself: how to cite it, what its columns mean."""

from __future__ import annotations

from ._cite import cite
from ._fields import required, unit_of
from ._package import Json, descriptor, table_fields, table_resource, tables


def facts() -> dict[str, str]:
    """What the package is, which version, under which licence, and how to cite it."""
    package = descriptor()
    return {
        "title": package["title"],
        "description": package["description"],
        "version": package["version"],
        "how to cite": package["citation"],
        "BibTeX": cite(style="bibtex"),
        "licence": package["licenses"][0]["path"],
        "source": package["sources"][0]["path"],
    }


def about() -> list[Json]:
    """The facts, and what each table holds."""
    said = facts() | {f"table {name}": abstract(table_resource(name)) for name in tables()}
    return [{"topic": topic, "text": text} for topic, text in said.items()]


def abstract(resource: Json) -> str:
    """A table in a paragraph: its title, its description, and what it includes or leaves out."""
    notes = (note["note"] for note in resource.get("notes", []))
    return " ".join([f"{resource['title']}.", resource["description"], *notes])


def codebook() -> list[Json]:
    """Each column of each table: its type, its unit, where its cells come from, what it means."""
    return [
        {
            "resource": table,
            "field": name,
            "title": field["title"],
            "type": field["type"],
            "unit": unit_of(field),
            "origin": field["origin"],
            "required": required(field),
            "description": field["description"],
        }
        for table in tables()
        for name, field in table_fields(table).items()
    ]


def terms() -> list[Json]:
    """Each term of each vocabulary, and what it means."""
    return [
        {"resource": table, "field": name, "term": term, "meaning": meaning}
        for table in tables()
        for name, field in table_fields(table).items()
        for term, meaning in field.get("vocabulary", {}).items()
    ]

"""The descriptor -> the vocabularies of the columns as SKOS: a scheme each, a concept each term.

Their addresses are relative to the file, or below the address of the package once it has one; the
values of the tables lead to them by ``valueUrl`` in CSV on the Web.
"""

from __future__ import annotations

from .parts import FOLDER, Json, published, tables

FILE = f"{FOLDER}/vocabularies.jsonld"
CONTEXT: Json = {
    "@language": "en",
    "dct": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "id": "@id",
    "type": "@type",
}


def skos(descriptor: Json) -> Json:
    """Write the schemes of all tables and their concepts."""
    home = descriptor.get("homepage")
    return {
        "@context": CONTEXT | ({"@base": f"{home}{FILE}"} if home else {}),
        "@graph": [
            node
            for table in tables(descriptor)
            for field in table["schema"]["fields"]
            if "vocabulary" in field
            for node in (scheme(descriptor, table, field), *concepts(table, field))
        ],
    }


def address_of(table: Json, field: Json, term: str = "") -> str:
    """Where a scheme or one of its terms is found, from within the file."""
    return "#" + "/".join(filter(None, [table["name"], field["name"], term]))


def scheme(descriptor: Json, table: Json, field: Json) -> Json:
    """Describe the vocabulary of a column."""
    return {
        "id": address_of(table, field),
        "type": "skos:ConceptScheme",
        "skos:prefLabel": f"{field['title']} ({table['name']})",
        "skos:definition": field["description"],
        "dct:license": {"id": descriptor["licenses"][0]["path"]},
        "dct:issued": published(descriptor),
    }


def concepts(table: Json, field: Json) -> list[Json]:
    """Its terms, each with what it means."""
    within = {"id": address_of(table, field)}
    return [
        {
            "id": address_of(table, field, term),
            "type": "skos:Concept",
            "skos:notation": {"@value": term},
            "skos:prefLabel": term.replace("_", " "),
            "skos:definition": meaning,
            "skos:inScheme": within,
            "skos:topConceptOf": within,
        }
        for term, meaning in field["vocabulary"].items()
    ]

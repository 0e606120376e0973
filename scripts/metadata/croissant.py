"""The descriptor -> Croissant 1.1, which machine-learning frameworks load.

Each table has two record sets, one over its CSV and one over its Parquet file; the references
between tables hold within each of the two. References of a table to itself are left out: the
reference implementation takes them for a cycle and then reads nothing. The specification asks for
``url``, the page of the data set; there is none yet, and none is invented.
"""

from __future__ import annotations

from .parts import (
    Json,
    agent,
    creators,
    day_of_version,
    from_metadata,
    parquet_of,
    said,
    sha256,
    tables,
)

CR = "http://mlcommons.org/croissant/"
VERSION = f"{CR}1.1"
PLAIN = (
    "citeAs column equivalentProperty extract field fileObject fileProperty fileSet format "
    "includes isLiveDataset jsonPath key md5 parentField path recordSet references regex repeated "
    "replace samplingRate separator source subField transform"
)
# "Appendix 1: JSON-LD context", whole: readers compare it with their own.
CONTEXT: Json = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "cr": CR,
    "dct": "http://purl.org/dc/terms/",
    "rai": f"{CR}RAI/",
    "sc": "https://schema.org/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{term: f"cr:{term}" for term in PLAIN.split()},
}
TYPES = {
    "string": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
}
# The reference implementation knows Parquet by this name alone.
ENCODINGS = {"application/vnd.apache.parquet": "application/x-parquet"}


def croissant(descriptor: Json) -> Json:
    """Return a ``sc:Dataset`` with its files and record sets."""
    pairs = [(table, parquet_of(descriptor, table)) for table in tables(descriptor)]
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": VERSION,
        "name": descriptor["name"],
        "alternateName": descriptor["title"],
        "description": descriptor["description"],
        "license": [licence["path"] for licence in descriptor["licenses"]],
        "creator": [agent(entry) for entry in creators(descriptor)],
        "citeAs": descriptor["citation"],
        "datePublished": day_of_version(descriptor),
        "inLanguage": "en",
        "isLiveDataset": False,
        "keywords": descriptor["keywords"],
        "version": descriptor["version"],
        "distribution": [file_object(resource) for resource in descriptor["resources"]],
        "recordSet": [
            *(record_set(table, table, "") for table, _ in pairs),
            *(record_set(table, parquet, ".parquet") for table, parquet in pairs),
        ],
    }


def file_object(resource: Json) -> Json:
    """Return a published file."""
    return {
        "@type": "cr:FileObject",
        "@id": resource["path"],
        "name": resource["path"],
        "description": resource["description"],
        "contentUrl": from_metadata(resource["path"]),
        "contentSize": f"{resource['bytes']} B",
        "encodingFormat": ENCODINGS.get(resource["mediatype"], resource["mediatype"]),
        "sha256": sha256(resource),
    }


def record_set(table: Json, file: Json, suffix: str) -> Json:
    """Return a table as read from one of its files; ``suffix`` keeps the two apart."""
    name, schema = table["name"] + suffix, table["schema"]
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": table["description"],
        "key": [{"@id": f"{name}/{column}"} for column in schema["primaryKey"]],
        "field": [
            field(name, file, described, target(table, described["name"], suffix))
            for described in schema["fields"]
        ],
    }


def field(record_set: str, file: Json, described: Json, references: str | None) -> Json:
    """Return a column of a file."""
    name = described["name"]
    return said(
        {
            "@type": "cr:Field",
            "@id": f"{record_set}/{name}",
            "name": name,
            "description": described["description"],
            "dataType": TYPES[described["type"]],
            "source": {"fileObject": {"@id": file["path"]}, "extract": {"column": name}},
            "references": {"field": {"@id": references}} if references else None,
        }
    )


def target(table: Json, column: str, suffix: str) -> str | None:
    """Return the field of another table to which a foreign key leads."""
    for key in table["schema"].get("foreignKeys", []):
        reference = key["reference"]
        if key["fields"] == [column] and reference["resource"]:
            (field,) = reference["fields"]
            return f"{reference['resource']}{suffix}/{field}"
    return None

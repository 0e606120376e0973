"""The descriptor -> RO-Crate 1.3: the repository as a research object, from article to tables.

The crate is the folder of the repository, so its file lies at the root, where the specification
("RO-Crate Structure") wants it. That the build made the tables from the article is a
``CreateAction`` ("Provenance of entities"); without times, for the build has none: it gives the
same bytes whenever it runs.
"""

from __future__ import annotations

import hashlib

from .parts import (
    Json,
    agent,
    article,
    as_json,
    authors,
    creators,
    day_of_version,
    said,
    sha256,
    with_role,
)

VERSION = "https://w3id.org/ro/crate/1.3"
BUILD = "scripts/build.py"


def ro_crate(descriptor: Json) -> Json:
    """Return the graph of the crate."""
    return {
        "@context": f"{VERSION}/context",
        "@graph": [
            {
                "@id": "ro-crate-metadata.json",
                "@type": "CreativeWork",
                "about": {"@id": "./"},
                "conformsTo": {"@id": VERSION},
            },
            root(descriptor),
            *(file(resource) for resource in descriptor["resources"]),
            description_file(descriptor),
            build_script(),
            build_action(descriptor),
            *(licence(entry) for entry in descriptor["licenses"]),
            *({"@id": identifier(entry), **agent(entry)} for entry in descriptor["contributors"]),
            {
                "@id": descriptor["sources"][0]["path"],
                "@type": "WebPage",
                "name": descriptor["sources"][0]["title"],
                "author": references(authors(descriptor)),
            },
        ],
    }


def root(descriptor: Json) -> Json:
    """Return the root data entity."""
    paths = [resource["path"] for resource in descriptor["resources"]]
    period = descriptor["temporal"]
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": descriptor["title"],
        "alternateName": descriptor["name"],
        "description": descriptor["description"],
        "version": descriptor["version"],
        "datePublished": day_of_version(descriptor),
        "license": {"@id": descriptor["licenses"][0]["path"]},
        "creator": references(creators(descriptor)),
        "publisher": references(with_role(descriptor, "maintainer")),
        "keywords": descriptor["keywords"],
        "temporalCoverage": f"{period['start']}/{period['end']}",
        "creditText": descriptor["citation"],
        "isBasedOn": {"@id": descriptor["sources"][0]["path"]},
        "mainEntity": {"@id": "datapackage.json"},
        "hasPart": [{"@id": path} for path in [*paths, "datapackage.json", BUILD]],
        "mentions": {"@id": "#build"},
    }


def file(resource: Json) -> Json:
    """Return a published file."""
    return said(
        {
            "@id": resource["path"],
            "@type": "File",
            "name": resource["title"],
            "description": resource["description"],
            "encodingFormat": resource["mediatype"],
            "contentSize": str(resource["bytes"]),
            "sha256": sha256(resource),
        }
    )


def description_file(descriptor: Json) -> Json:
    """Return the descriptor itself, whose hash stands in no other file."""
    content = as_json(descriptor)
    return {
        "@id": "datapackage.json",
        "@type": "File",
        "name": f"Data Package of {descriptor['name']}",
        "description": "Schemas, keys, sizes and hashes of every table (Data Package v2).",
        "encodingFormat": "application/json",
        "contentSize": str(len(content)),
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def build_script() -> Json:
    """Return the program that made the tables."""
    return {
        "@id": BUILD,
        "@type": ["File", "SoftwareSourceCode"],
        "name": "The build",
        "description": "Transcribes the pinned article and writes every published file.",
        "encodingFormat": "text/x-python",
    }


def build_action(descriptor: Json) -> Json:
    """Return the article -> the build -> the tables."""
    made = [resource["path"] for resource in descriptor["resources"]]
    source = article(descriptor)["path"]
    return {
        "@id": "#build",
        "@type": "CreateAction",
        "name": "Transcription of the article",
        "description": "Each cell was read by a rule or computed; `make build` repeats it.",
        "instrument": {"@id": BUILD},
        "object": {"@id": source},
        "result": [{"@id": path} for path in [*made, "datapackage.json"] if path != source],
        "agent": references(creators(descriptor)),
    }


def licence(entry: Json) -> Json:
    """Return a licence."""
    return {
        "@id": entry["path"],
        "@type": "CreativeWork",
        "name": entry["title"],
        "description": "The licence of the data and of the article's text.",
        "identifier": entry["name"],
    }


def identifier(entry: Json) -> str:
    """Return the identifier of a contributor within the crate: an ORCID iD, or a made name."""
    made: str = f"#{entry['title'].lower().replace(' ', '-')}"
    return entry["path"] if "familyName" in entry else made


def references(entries: list[Json]) -> Json | list[Json]:
    """Return references to contributors; a single one stands without a list."""
    found = [{"@id": identifier(entry)} for entry in entries]
    return found[0] if len(found) == 1 else found

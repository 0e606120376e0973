"""The descriptor -> RO-Crate 1.3: the repository as a research object, from article to tables.

The crate is the folder of the repository, so its file lies at the root, where the specification
("RO-Crate Structure") wants it. That the build made the tables from the article is a
``CreateAction`` ("Provenance of entities"); without times, for the build has none: it gives the
same bytes whenever it runs.
"""

from __future__ import annotations

import hashlib

from .parts import Json, article, as_json, creators, published, sha256, with_role, without_empty

VERSION = "https://w3id.org/ro/crate/1.3"
BUILD = "scripts/build.py"


def ro_crate(descriptor: Json) -> Json:
    """Write the graph of the crate."""
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
            *(group(entry["title"]) for entry in descriptor["contributors"]),
            {
                "@id": descriptor["sources"][0]["path"],
                "@type": "WebPage",
                "name": descriptor["sources"][0]["title"],
                "author": references(with_role(descriptor, "author")),
            },
        ],
    }


def root(descriptor: Json) -> Json:
    """Describe the root data entity."""
    paths = [resource["path"] for resource in descriptor["resources"]]
    period = descriptor["temporal"]
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": descriptor["title"],
        "alternateName": descriptor["name"],
        "description": descriptor["description"],
        "version": descriptor["version"],
        "datePublished": published(descriptor),
        "license": {"@id": descriptor["licenses"][0]["path"]},
        "creator": references(creators(descriptor)),
        "publisher": references(creators(descriptor)),
        "keywords": descriptor["keywords"],
        "temporalCoverage": f"{period['start']}/{period['end']}",
        "creditText": descriptor["citation"],
        "isBasedOn": {"@id": descriptor["sources"][0]["path"]},
        "mainEntity": {"@id": "datapackage.json"},
        "hasPart": [{"@id": path} for path in [*paths, "datapackage.json", BUILD]],
        "mentions": {"@id": "#build"},
    }


def file(resource: Json) -> Json:
    """Describe a published file."""
    return without_empty(
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
    """Describe the descriptor itself, whose hash stands in no other file."""
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
    """Describe the program that made the tables."""
    return {
        "@id": BUILD,
        "@type": ["File", "SoftwareSourceCode"],
        "name": "The build",
        "description": "Transcribes the pinned article and writes every published file.",
        "encodingFormat": "text/x-python",
    }


def build_action(descriptor: Json) -> Json:
    """Describe how the build made the tables from the article."""
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
    """Describe a licence."""
    return {
        "@id": entry["path"],
        "@type": "CreativeWork",
        "name": entry["title"],
        "description": "The licence of the data and of the article's text.",
        "identifier": entry["name"],
    }


def group(name: str) -> Json:
    """Describe a group of contributors."""
    return {"@id": group_id(name), "@type": "Organization", "name": name}


def group_id(name: str) -> str:
    """Return the identifier of a group within the crate."""
    return f"#{name.lower().replace(' ', '-')}"


def references(names: list[str]) -> Json | list[Json]:
    """Refer to groups of contributors; a single one stands without a list."""
    found = [{"@id": group_id(name)} for name in names]
    return found[0] if len(found) == 1 else found

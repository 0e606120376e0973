"""The descriptor -> a schema.org ``Dataset``, which search engines for data sets read.

``url`` waits for a page; until then the files have relative addresses.
"""

from __future__ import annotations

from .parts import (
    Json,
    agent,
    authors,
    creators,
    day_of_version,
    from_metadata,
    said,
    sha256,
    tables,
    unit,
)


def schema_org(descriptor: Json) -> Json:
    """Return the data set, its files, what it was made from, and what its figures measure."""
    (source,) = descriptor["sources"]
    period = descriptor["temporal"]
    home = descriptor.get("homepage")
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "identifier": descriptor["id"],
        **({"url": home} if home else {}),
        "name": descriptor["title"],
        "alternateName": descriptor["name"],
        "description": descriptor["description"],
        "version": descriptor["version"],
        "dateCreated": day_of_version(descriptor),
        **({"datePublished": released} if (released := descriptor.get("released")) else {}),
        "license": [licence["path"] for licence in descriptor["licenses"]],
        "creator": [agent(entry) for entry in creators(descriptor)],
        "isAccessibleForFree": True,
        "inLanguage": "en",
        "keywords": descriptor["keywords"],
        "temporalCoverage": f"{period['start']}/{period['end']}",
        "creditText": descriptor["citation"],
        "isBasedOn": {
            "@type": "Article",
            "name": source["title"],
            "url": source["path"],
            "author": [agent(entry) for entry in authors(descriptor)],
        },
        "variableMeasured": [
            variable(table, field)
            for table in tables(descriptor)
            for field in table["schema"]["fields"]
            if "unit" in field or "unitField" in field
        ],
        "distribution": [download(resource) for resource in descriptor["resources"]],
    }


def variable(table: Json, field: Json) -> Json:
    """Return a column that measures something."""
    return said(
        {
            "@type": "PropertyValue",
            "name": f"{table['name']}/{field['name']}",
            "description": field["description"],
            "unitText": unit(field),
        }
    )


def download(resource: Json) -> Json:
    """Return a published file."""
    return {
        "@type": "DataDownload",
        "name": resource["path"],
        "contentUrl": from_metadata(resource["path"]),
        "contentSize": f"{resource['bytes']} B",
        "encodingFormat": resource["mediatype"],
        "sha256": sha256(resource),
    }

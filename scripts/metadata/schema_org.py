"""The descriptor -> a schema.org ``Dataset``, which search engines for data sets read.

``url`` waits for a page; until then the files have relative addresses.
"""

from __future__ import annotations

from .parts import (
    Json,
    authors,
    creators,
    from_metadata,
    published,
    sha256,
    tables,
    unit,
    without_empty,
)


def schema_org(descriptor: Json) -> Json:
    """Describe the data set, its files, what it was made from, and what its figures measure."""
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
        "datePublished": published(descriptor),
        "license": [licence["path"] for licence in descriptor["licenses"]],
        "creator": [organization(name) for name in creators(descriptor)],
        "isAccessibleForFree": True,
        "inLanguage": "en",
        "keywords": descriptor["keywords"],
        "temporalCoverage": f"{period['start']}/{period['end']}",
        "creditText": descriptor["citation"],
        "isBasedOn": {
            "@type": "Article",
            "name": source["title"],
            "url": source["path"],
            "author": [organization(name) for name in authors(descriptor)],
        },
        "variableMeasured": [
            variable(table, field)
            for table in tables(descriptor)
            for field in table["schema"]["fields"]
            if "unit" in field or "unitField" in field
        ],
        "distribution": [download(resource) for resource in descriptor["resources"]],
    }


def organization(name: str) -> Json:
    """Describe a group of people."""
    return {"@type": "Organization", "name": name}


def variable(table: Json, field: Json) -> Json:
    """Describe a column that measures something."""
    return without_empty(
        {
            "@type": "PropertyValue",
            "name": f"{table['name']}/{field['name']}",
            "description": field["description"],
            "unitText": unit(field),
        }
    )


def download(resource: Json) -> Json:
    """Describe a published file."""
    return {
        "@type": "DataDownload",
        "name": resource["path"],
        "contentUrl": from_metadata(resource["path"]),
        "contentSize": f"{resource['bytes']} B",
        "encodingFormat": resource["mediatype"],
        "sha256": sha256(resource),
    }

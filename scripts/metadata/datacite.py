"""The descriptor -> DataCite 4.5 as JSON: what a DOI is registered with.

There is no DOI yet, so ``identifiers`` and ``url`` are left to whoever registers one. The schema
demands a publisher: until an archive takes the data, that is the contributors themselves.
"""

from __future__ import annotations

from .parts import Json, authors, creators, published

KERNEL = "http://datacite.org/schema/kernel-4"


def datacite(descriptor: Json) -> Json:
    """Write the metadata of the data set."""
    return {
        "schemaVersion": KERNEL,
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Historical statistics"},
        "creators": [organization(name) for name in creators(descriptor)],
        "contributors": [
            {**organization(name), "contributorType": "Other"} for name in authors(descriptor)
        ],
        "titles": [{"title": descriptor["title"]}],
        "publisher": {"name": creators(descriptor)[0]},
        "publicationYear": published(descriptor)[:4],
        "dates": dates(descriptor),
        "language": "en",
        "version": descriptor["version"],
        "subjects": [{"subject": keyword} for keyword in descriptor["keywords"]],
        "rightsList": [rights(licence) for licence in descriptor["licenses"]],
        "descriptions": [{"description": descriptor["description"], "descriptionType": "Abstract"}],
        "relatedIdentifiers": [derived_from(source) for source in descriptor["sources"]],
        "formats": sorted({resource["mediatype"] for resource in descriptor["resources"]}),
        "sizes": [f"{sum(resource['bytes'] for resource in descriptor['resources'])} bytes"],
    }


def dates(descriptor: Json) -> list[Json]:
    """When it was issued, and of which time the figures speak."""
    period = descriptor["temporal"]
    return [
        {"date": published(descriptor), "dateType": "Issued"},
        {  # "Coverage" came with 4.6
            "date": f"{period['start']}/{period['end']}",
            "dateType": "Other",
            "dateInformation": "the time of which the figures speak",
        },
    ]


def rights(licence: Json) -> Json:
    """Describe a licence."""
    return {
        "rights": licence["title"],
        "rightsUri": licence["path"],
        "rightsIdentifier": licence["name"],
        "rightsIdentifierScheme": "SPDX",
    }


def derived_from(source: Json) -> Json:
    """Describe the text of which the data are made."""
    return {
        "relatedIdentifier": source["path"],
        "relatedIdentifierType": "URL",
        "relationType": "IsDerivedFrom",
        "resourceTypeGeneral": "Text",
    }


def organization(name: str) -> Json:
    """Describe a group of people."""
    return {"name": name, "nameType": "Organizational"}

"""The descriptor -> ``.zenodo.json``, which the archive Zenodo reads from the root of a release."""

from __future__ import annotations

from html import escape

from .parts import Json, authors, creators, said


def zenodo(descriptor: Json) -> Json:
    """Return the "Deposit metadata" of Zenodo's developer pages."""
    return said({
        "upload_type": "dataset",
        "title": descriptor["title"],
        "description": f"<p>{escape(descriptor['description'], quote=False)}</p>",
        "creators": [creator(entry) for entry in creators(descriptor)],
        "contributors": [creator(entry) | {"type": "Other"} for entry in authors(descriptor)],
        "publication_date": descriptor.get("released"),
        "version": descriptor["version"],
        "language": "eng",
        "access_right": "open",
        "license": descriptor["licenses"][0]["name"].lower(),
        "keywords": descriptor["keywords"],
        "related_identifiers": [
            {"identifier": source["path"], "relation": "isDerivedFrom", "scheme": "url"}
            for source in descriptor["sources"]
        ],
    })  # fmt: skip


def creator(entry: Json) -> Json:
    """Name a person by the family name first, or a group."""
    if "familyName" not in entry:
        return {"name": entry["title"]}
    name = f"{entry['familyName']}, {entry['givenName']}"
    return {"name": name, "orcid": entry["path"].removeprefix("https://orcid.org/")}

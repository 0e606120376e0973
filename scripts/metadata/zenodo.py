"""The descriptor -> ``.zenodo.json``, which the archive Zenodo reads from the root of a release."""

from __future__ import annotations

from html import escape

from .parts import Json, authors, creators, published


def zenodo(descriptor: Json) -> Json:
    """Write the deposit metadata, as "Representation: Deposit metadata" of Zenodo has it."""
    return {
        "upload_type": "dataset",
        "title": descriptor["title"],
        "description": f"<p>{escape(descriptor['description'], quote=False)}</p>",
        "creators": [{"name": name} for name in creators(descriptor)],
        "contributors": [{"name": name, "type": "Other"} for name in authors(descriptor)],
        "publication_date": published(descriptor),
        "version": descriptor["version"],
        "language": "eng",
        "access_right": "open",
        "license": descriptor["licenses"][0]["name"].lower(),
        "keywords": descriptor["keywords"],
        "related_identifiers": [
            {"identifier": source["path"], "relation": "isDerivedFrom", "scheme": "url"}
            for source in descriptor["sources"]
        ],
    }

"""The descriptor -> what the head of the page tells crawlers and reference managers.

The description of schema.org is the published one, seen from the page; a block of data runs
nothing, so the policy of the page need not allow it. Links name the licence and every file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

Json = dict[str, Any]

SCHEMA_ORG = Path(__file__).resolve().parents[1] / "metadata" / "schema-org.jsonld"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"


def head_elements(package: Json) -> str:
    """Return the elements, a line each, escaped."""
    return "\n".join([*links(package), *metas(package), data_block(package)])


def links(package: Json) -> Iterator[str]:
    """Yield what belongs to the page: its licence, its description, every file; its own address."""
    if "homepage" in package:
        yield element("link", rel="canonical", href=package["homepage"])
    yield element("link", rel="license", href=package["licenses"][0]["path"])
    yield element("link", rel="describedby", type="application/json", href="datapackage.json")
    for resource in package["resources"]:
        yield element(
            "link",
            rel="alternate",
            type=resource["mediatype"],
            href=resource["path"],
            title=resource["title"],
        )


def metas(package: Json) -> Iterator[str]:
    """Yield the names that reference managers read (Highwire's), and those of Dublin Core."""
    authors = [entry["title"] for entry in reversed(package["contributors"])]
    day = package["created"][:10]
    yield from named("citation_title", package["title"])
    yield from named("citation_author", *authors)
    yield from named("citation_publication_date", day.replace("-", "/"))
    yield from named("citation_language", "en")
    yield from named("citation_doi", *(package[key] for key in ["doi"] if key in package))
    yield element("link", rel="schema.DC", href=DUBLIN_CORE)
    yield from named("DC.title", package["title"])
    yield from named("DC.creator", *authors)
    yield from named("DC.description", package["description"])
    yield from named("DC.date", day)
    yield from named("DC.type", "Dataset")
    yield from named("DC.language", "en")
    yield from named("DC.identifier", package["id"])
    yield from named("DC.source", package["sources"][0]["path"])
    yield from named("DC.rights", package["licenses"][0]["path"])


def named(name: str, *contents: str) -> Iterator[str]:
    """Yield a meta element for each content."""
    for content in contents:
        yield element("meta", name=name, content=content)


def element(tag: str, **attributes: str) -> str:
    """Return an element without content."""
    said = " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items())
    return f"<{tag} {said}>"


def data_block(package: Json, folder: str = "") -> str:
    """Return the description of schema.org; its files are those beside the page, in a folder."""
    described = json.loads(SCHEMA_ORG.read_text(encoding="utf-8"))
    for download in described["distribution"]:
        path = folder + download["contentUrl"].removeprefix("../")
        download["contentUrl"] = package.get("homepage", "") + path
    text = json.dumps(described, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'

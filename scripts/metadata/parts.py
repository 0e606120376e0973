"""The parts of a descriptor that several standards ask for."""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath
from typing import Any

Json = dict[str, Any]

FOLDER = "metadata"

MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", "|": r"\|", "`": r"\`", "\\": r"\\"})
"""How a text stands in Markdown, or in HTML made of it, without being taken for markup."""


def tables(descriptor: Json) -> list[Json]:
    """Return the resources that have a schema: the tables as CSV."""
    return [resource for resource in descriptor["resources"] if "schema" in resource]


def parquet_of(descriptor: Json, table: Json) -> Json:
    """Return the resource that holds the same table as Parquet."""
    found: Json
    (found,) = (
        resource
        for resource in descriptor["resources"]
        if resource["path"] == str(PurePosixPath(table["path"]).with_suffix(".parquet"))
    )
    return found


def article(descriptor: Json) -> Json:
    """Return the resource that holds the pinned source."""
    found: Json
    (found,) = (entry for entry in descriptor["resources"] if entry["mediatype"] == "text/plain")
    return found


def day_of_version(descriptor: Json) -> str:
    """Return the day of this version, for standards that demand one though it is not released."""
    day: str = descriptor["created"][:10]
    return day


def creators(descriptor: Json) -> list[Json]:
    """List who made the data set: the editors, or the group that stands for them."""
    return with_role(descriptor, "creator")


def authors(descriptor: Json) -> list[Json]:
    """List who wrote the article from which it was made."""
    return with_role(descriptor, "author")


def with_role(descriptor: Json, role: str) -> list[Json]:
    """Return the contributors that have a role."""
    return [entry for entry in descriptor["contributors"] if role in entry["roles"]]


def agent(entry: Json) -> Json:
    """Describe a contributor in the terms of schema.org: a person with an ORCID iD, or a group."""
    if "familyName" not in entry:
        return {"@type": "Organization", "name": entry["title"]}
    names = {name: entry[name] for name in ("givenName", "familyName")}
    return {"@id": entry["path"], "@type": "Person", "name": entry["title"], **names}


def sha256(resource: Json) -> str:
    """Return the hash of a file in hexadecimal, without the name of the algorithm."""
    digest: str = resource["hash"].removeprefix("sha256:")
    return digest


def from_metadata(path: str) -> str:
    """Return a path of the package as seen from the folder of the metadata."""
    return f"../{path}"


def unit(field: Json) -> str | None:
    """Return the unit of a field, if it has one for all rows."""
    declared: str | None = field.get("unit")
    return declared


def said(properties: Json) -> Json:
    """Without the properties of which nothing is said."""
    return {name: value for name, value in properties.items() if value not in (None, [], "")}


def as_json(content: Json) -> bytes:
    """JSON as every file of the package has it."""
    return (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode()


def compact(content: Json) -> bytes:
    """Return JSON without blanks, for files that only programs read."""
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def as_markdown(text: str) -> str:
    """Escape a text for generated Markdown; HTML, code, links and pictures in it stay text."""
    return text.translate(MARKUP).replace("](", r"]\(")


def as_code(text: str) -> str:
    """Set a text as code in generated Markdown, between more backticks than it holds."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence, gap = "`" * (longest + 1), " " if longest else ""
    return f"{fence}{gap}{text}{gap}{fence}".replace("|", r"\|")

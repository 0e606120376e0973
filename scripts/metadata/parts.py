"""The parts of a descriptor that several standards ask for."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import Any

Json = dict[str, Any]

FOLDER = "metadata"


def tables(descriptor: Json) -> list[Json]:
    """List the resources that have a schema: the tables as CSV."""
    return [resource for resource in descriptor["resources"] if "schema" in resource]


def parquet_of(descriptor: Json, table: Json) -> Json:
    """Find the resource that holds the same table as Parquet."""
    found: Json
    (found,) = (
        resource
        for resource in descriptor["resources"]
        if resource["path"] == str(PurePosixPath(table["path"]).with_suffix(".parquet"))
    )
    return found


def article(descriptor: Json) -> Json:
    """Find the resource that holds the pinned source."""
    found: Json
    (found,) = (entry for entry in descriptor["resources"] if entry["mediatype"] == "text/plain")
    return found


def published(descriptor: Json) -> str:
    """Return the day of publication."""
    day: str = descriptor["created"][:10]
    return day


def creators(descriptor: Json) -> list[str]:
    """Who made the data set."""
    return with_role(descriptor, "creator")


def authors(descriptor: Json) -> list[str]:
    """Who wrote the article it was made from."""
    return with_role(descriptor, "author")


def with_role(descriptor: Json, role: str) -> list[str]:
    """List the contributors that have a role."""
    return [entry["title"] for entry in descriptor["contributors"] if role in entry["roles"]]


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


def without_empty(properties: Json) -> Json:
    """Copy all properties except empty ones."""
    return {name: value for name, value in properties.items() if value not in (None, [], "")}


def as_json(content: Json) -> bytes:
    """JSON as every file of the package has it."""
    return (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode()

"""The installed data package: where its files lie, and what its descriptor says of them."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

Json = dict[str, Any]


class UnknownNameError(LookupError):
    """A table, row, field or format that there is not; the message names what there is."""


class DamagedPackageError(RuntimeError):
    """A file of the package is missing or is not the one published."""


REPAIR = "reinstall german-pows-ussr, or in a checkout run 'git restore .'"


def unknown(kind: str, name: object, place: str, known: Iterable[str]) -> UnknownNameError:
    """The error for a name that there is not."""
    return UnknownNameError(f"no {kind} {name!r} in {place}; there are {', '.join(known)}")


@cache
def root() -> Path:
    """The folder of ``datapackage.json``: this one when installed, the checkout's when editable."""
    here = Path(__file__).resolve().parent
    for folder in (here, here.parents[1]):
        if (folder / "datapackage.json").is_file():
            return folder
    raise DamagedPackageError(f"no datapackage.json in {here} nor in {here.parents[1]}; {REPAIR}")


@cache
def descriptor() -> Json:
    """The content of ``datapackage.json``."""
    file = root() / "datapackage.json"
    try:
        content = json.loads(file.read_bytes())
    except ValueError as error:
        raise DamagedPackageError(f"{file}: {error}; {REPAIR}") from None
    if not isinstance(content, dict) or not content.get("resources"):
        raise DamagedPackageError(f"{file}: it describes no files; {REPAIR}")
    return content


def tables() -> dict[str, str]:
    """The tables of the package, in their order.

    Returns:
        The title of each table by its name.

    >>> tables()["prisoners_held"]
    'German prisoners of war held by the Soviet Union, by quarter'

    """
    return {name: resource["title"] for name, resource in table_resources().items()}


def table_resources() -> dict[str, Json]:
    """The resources that have a schema, by name."""
    return {entry["name"]: entry for entry in descriptor()["resources"] if "schema" in entry}


def table_resource(table: str) -> Json:
    """The resource of one table."""
    resources = table_resources()
    if table not in resources:
        raise unknown("table", table, descriptor()["name"], resources)
    return resources[table]


def path(table: str, format: str = "csv") -> Path:
    """The file of a table, for any program that reads files.

    Args:
        table: a name from ``tables()``, or ``"article"`` for the pinned source itself.
        format: ``"csv"`` or ``"parquet"``; for the article ``"txt"``.

    Returns:
        The absolute path of a file that exists and has the published size. Both formats of a
        table hold the same values with the same types.

    Raises:
        UnknownNameError: there is no such table, or it has no such format.
        DamagedPackageError: the file is missing or has another size than was published.

    >>> path("prisoners_held", "parquet").name
    'prisoners_held.parquet'

    """
    files = [entry for entry in descriptor()["resources"] if Path(entry["path"]).stem == table]
    formats = {Path(entry["path"]).suffix[1:]: entry for entry in files}
    if not formats:
        raise unknown("table", table, descriptor()["name"], [*tables(), "article"])
    if format not in formats:
        raise unknown("format", format, f"table {table}", formats)
    return intact(formats[format])


def intact(resource: Json) -> Path:
    """The file of a resource, once it is there with its published size."""
    file: Path = root() / resource["path"]
    if not file.is_file():
        present = ", ".join(sorted(entry.name for entry in file.parent.glob("*"))) or "nothing"
        raise DamagedPackageError(f"{file} is missing; its folder holds {present}; {REPAIR}")
    size = file.stat().st_size
    if size != resource["bytes"]:
        raise DamagedPackageError(
            f"{file} has {size} bytes, but {resource['bytes']} were published; {REPAIR}"
        )
    return file


def rows(table: str) -> list[dict[str, str]]:
    """The rows of a table as text, without pandas."""
    with path(table).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))

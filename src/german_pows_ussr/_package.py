"""The installed data package: where its files lie, and what its descriptor says of them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ._names import offered
from ._record import recorded

Json = dict[str, Any]


class UnknownNameError(LookupError):
    """A table, row, field or the like that there is not; the message names what there is."""


class DamagedPackageError(RuntimeError):
    """A file of the package is missing or is not the one published."""


REPAIR = "reinstall german-pows-ussr, or in a checkout run 'git restore' with the file's name"


def unknown(kind: str, name: object, place: str, known: Iterable[str]) -> UnknownNameError:
    """The error for a name that there is not, with what to write instead."""
    return UnknownNameError(f"no {kind} {name!r} in {place}; {offered(str(name), [*known])}")


@cache
def root() -> Path:
    """Find the folder of ``datapackage.json``: this one if installed, else the checkout's."""
    here = Path(__file__).resolve().parent
    checkout = here.parent.parent
    for folder in (here, checkout):
        if (folder / "datapackage.json").is_file():
            return folder
    repair = REPAIR if here.is_dir() else "install the wheel: it is not read while zipped"
    raise DamagedPackageError(f"no datapackage.json in {here} nor in {checkout}; {repair}")


@cache
def record() -> tuple[str, dict[str, str]]:
    """Return the name of the file that recorded the package, if any did, and its hashes."""
    try:
        return recorded(root())
    except (LookupError, TypeError, ValueError) as error:
        raise DamagedPackageError(f"the record of {root()}: {error!r}; {REPAIR}") from None


@cache
def descriptor() -> Json:
    """The content of ``datapackage.json``, once it is the one that was recorded."""
    file = root() / "datapackage.json"
    content = file.read_bytes()
    recorded_in, hashes = record()
    if recorded_in and sha256(content) != hashes["datapackage.json"]:
        raise DamagedPackageError(f"{file} is not the one recorded in {recorded_in}; {REPAIR}")
    try:
        described: Json = json.loads(content)
        check_resources(described)
    except (LookupError, TypeError, ValueError, RecursionError) as error:
        raise DamagedPackageError(f"{file}: {error}; {REPAIR}") from None
    return described


NEEDED = {"name": str, "path": str, "bytes": int, "hash": str}
"""What must be known of a file before it can be looked for."""


def check_resources(described: Json) -> None:
    """Refuse a descriptor that does not say which files there are."""
    if not isinstance(described, dict) or not isinstance(described.get("resources"), list):
        raise TypeError("it describes no files")
    for number, resource in enumerate(described["resources"], start=1):
        for name, kind in NEEDED.items():
            if not isinstance(resource, dict) or not isinstance(resource.get(name), kind):
                raise TypeError(f"the {name} of resource {number} is no {kind.__name__}")
    if not described["resources"]:
        raise ValueError("it describes no files")


def sha256(content: bytes) -> str:
    """Calculate the SHA-256 of a file's content."""
    return hashlib.sha256(content).hexdigest()


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


def table_fields(table: str) -> dict[str, Json]:
    """The fields of one table, by name."""
    return {field["name"]: field for field in table_resource(table)["schema"]["fields"]}


def path(table: str, format: str = "csv") -> Path:
    """The file of a table, for any program that reads files.

    Args:
        table: a name from ``tables()``, or the address of a cell in it, or ``"article"`` for the
            pinned source itself.
        format: ``"csv"`` or ``"parquet"``; for the article ``"txt"``. A wheel has no Parquet of the
            audit tables; the zip of a release and a checkout have.

    Returns:
        The absolute path of a file that is, when asked for, the one published. Both formats of a
        table hold the same values with the same types.

    Raises:
        UnknownNameError: there is no such table, or it has no such format.
        DamagedPackageError: the file is missing or is not the one published.

    >>> path("prisoners_held").name
    'prisoners_held.csv'

    """
    from ._address import table_of  # it imports this module

    return file_of(table_of(table), format)


def file_of(table: str, format: str) -> Path:
    """The file of a table, once it is the one published."""
    resource = file_resource(table, format)
    published(resource)
    return location(resource)


def content_of(table: str, format: str) -> bytes:
    """The content of a table's file, once it is the one published."""
    return published(file_resource(table, format))


def file_resource(table: str, format: str) -> Json:
    """Return the resource of a table's file."""
    files = {entry["path"].rpartition("/")[2]: entry for entry in descriptor()["resources"]}
    if f"{table}.{format}" in files:
        found: Json = files[f"{table}.{format}"]
        return found
    formats = [name.rpartition(".")[2] for name in files if name.rpartition(".")[0] == table]
    if not formats:
        raise unknown("table", table, descriptor()["name"], [*tables(), "article"])
    if format == "parquet" and table in tables():
        raise UnknownNameError(
            f"a wheel has no Parquet of {table}, an audit table: it is resources/{table}.parquet"
            f" in the zip of the release and in the repository; path({table!r}) is its CSV file"
        )
    raise unknown("format", format, f"table {table}", formats)


def published(resource: Json) -> bytes:
    """The content of a resource, once it is the published one."""
    file = location(resource)
    if not file.is_file():
        raise DamagedPackageError(f"{file} is missing; {REPAIR}")
    content = file.read_bytes()
    if len(content) != resource["bytes"]:
        raise DamagedPackageError(
            f"{file} has {len(content)} bytes, but {resource['bytes']} were published; {REPAIR}"
        )
    if f"sha256:{sha256(content)}" != resource["hash"]:
        raise DamagedPackageError(f"{file} is altered: it has not the published hash; {REPAIR}")
    return content


def location(resource: Json) -> Path:
    """Return where the file of a resource should lie."""
    return root() / str(resource["path"])


def rows(table: str) -> list[dict[str, str]]:
    """The rows of a table as text, without pandas; they are shared, and nobody alters them."""
    return [*parsed(content_of(table, "csv"))]


@cache
def parsed(content: bytes) -> tuple[dict[str, str], ...]:
    """The rows of a CSV file; whoever traces every cell asks a thousand times for the same."""
    header, *found = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
    return tuple(dict(zip(header, row, strict=True)) for row in found)


def row_key(resource: Json, cells: dict[str, str]) -> str:
    """The key of a row as one string: the second part of an address."""
    return "/".join(cells[name] for name in resource["schema"]["primaryKey"])


def cell_address(row: Mapping[str, str]) -> str:
    """The address of the cell of which a row of ``provenance`` or ``evidence`` speaks."""
    return f"{row['resource']}/{row['row']}/{row['field']}"

"""What was published, the programs that should read it, and what they read wrong."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
DESCRIPTOR: dict[str, Any] = json.loads((ROOT / "datapackage.json").read_bytes())
TYPES: dict[str, dict[str, str]] = {
    resource["name"]: {field["name"]: field["type"] for field in resource["schema"]["fields"]}
    for resource in DESCRIPTOR["resources"]
    if "schema" in resource
}
"""The type of every field of every table."""

DATA = [resource["name"] for resource in DESCRIPTOR["resources"] if resource.get("group") == "data"]
"""The tables that the workbook holds."""

READERS: dict[str, Callable[[str], Any]] = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": date.fromisoformat,
}
EMPTY = ("", "NA", "None")
"""How programs print a cell that is empty."""


def rows(table: str) -> list[dict[str, str]]:
    """Return the rows of a published CSV file as text."""
    return from_csv((ROOT / f"resources/{table}.csv").read_text(encoding="utf-8"))


def from_csv(text: str) -> list[dict[str, str]]:
    """Parse the rows that a program printed as CSV."""
    return list(csv.DictReader(io.StringIO(text)))


def typed(table: str) -> list[dict[str, Any]]:
    """Return the rows of a published CSV file with the types of the schema."""
    types = TYPES[table]
    return [
        {name: READERS[types[name]](text) if text else None for name, text in row.items()}
        for row in rows(table)
    ]


def plain(value: Any) -> Any:
    """Convert a value of NumPy, pandas or a datetime to plain Python, and a missing one to None."""
    if isinstance(value, bytes):
        return value.decode("utf-8")
    if value is None or value != value:  # noqa: PLR0124 - NaN and NaT differ from themselves
        return None
    return value.date() if isinstance(value, datetime) else value


def plain_rows(found: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Convert the rows that a program read, whose columns may carry the name of the table."""
    return [{name.rpartition("/")[2]: plain(value) for name, value in row.items()} for row in found]


def equal(kind: str, published: str, found: object) -> bool:
    """Tell whether a program has a published cell, however it prints its type."""
    text = str(found)
    if not published:
        return text in EMPTY
    if kind in ("integer", "number"):
        return float(text) == float(published)
    if kind == "boolean":
        return text.lower() in (published, str(int(published == "true")))
    return text == published


def assert_read(table: str, found: Sequence[Mapping[str, object]]) -> None:
    """Assert that a program printed every cell of a table, and no row more or less."""
    published = rows(table)
    assert len(found) == len(published), table
    wrong = [
        f"{table}, row {number}, {name}: published {row[name]!r}, read {read[name]!r}"
        for number, (row, read) in enumerate(zip(published, found, strict=True), start=1)
        for name, kind in TYPES[table].items()
        if not equal(kind, row[name], read[name])
    ]
    assert not wrong, "\n".join(wrong[:5])


def program(command: str, package: str) -> str:
    """Find a program, or fail with the name of the package that has it."""
    found = shutil.which(command)
    assert found, f"{command} is missing: apt-get install {package}"
    return found


def run(*command: str | Path, folder: Path = ROOT) -> str:
    """Return what a program prints; it must not fail."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout

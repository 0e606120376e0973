"""What was published, as the tests compare it with what a client read."""

from __future__ import annotations

import csv
import io
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from conftest import ROOT, SCHEMAS, rows

PROGRAMS = Path(__file__).parent / "programs"
NOTHING = ("", "NA", "null", "None")
TYPES = {
    table: {field["name"]: field["type"] for field in schema["fields"]}
    for table, schema in SCHEMAS.items()
}
CELLS = sum(len(row) for table in SCHEMAS for row in rows(table))


def run(*command: str | Path, folder: Path = ROOT) -> str:
    """What a program prints; it may not fail."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def export(target: Path, *table: str) -> Path:
    """A file that our command writes."""
    run(ROOT / ".venv/bin/german-pows-ussr", "export", target, *table)
    return target


def exports(targets: Mapping[Path, str]) -> None:
    """Files of single tables, written in one process."""
    calls = "; ".join(f"export({str(target)!r}, {table!r})" for target, table in targets.items())
    run(ROOT / ".venv/bin/python", "-c", f"from german_pows_ussr import export; {calls}")


def from_csv(text: str) -> list[dict[str, str]]:
    """The rows that a program printed as CSV."""
    return list(csv.DictReader(io.StringIO(text)))


def equal(kind: str, published: str, found: object) -> bool:
    """Whether a client has a published cell, in whatever form it prints its type."""
    text = str(found)
    if not published:
        return text.strip() in NOTHING
    if kind in ("integer", "number"):
        return float(text) == float(published)
    if kind == "boolean":
        return text.lower() in (published, str(int(published == "true")))
    return text == published


def assert_read(
    table: str, found: Sequence[Mapping[str, object]], keeps: int | None = None
) -> None:
    """Every cell of a table, and no row more or less; of a text as many bytes as a client keeps."""
    published = rows(table)
    assert len(found) == len(published)
    wrong = [
        (number, name, row[name], read[name])
        for number, (row, read) in enumerate(zip(published, found, strict=True), start=1)
        for name, kind in TYPES[table].items()
        if not equal(kind, row[name].encode()[:keeps].decode(), read[name])
    ]
    assert wrong == [], wrong[:5]

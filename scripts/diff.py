"""Two versions of the package -> which tables, columns, rows and cells differ, by address."""

from __future__ import annotations

import argparse
import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from transcription.refusal import Refusal

ROOT = Path(__file__).resolve().parents[1]

Rows = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Content:
    """A table of one version: its columns, and its rows by key."""

    columns: list[str]
    rows: Rows


def main() -> int:
    """Print the differences between a revision and the work tree."""
    parser = argparse.ArgumentParser(
        prog="make diff FROM=<revision>",
        description="Which published values differ between a git revision and the work tree.",
    )
    parser.add_argument("revision", help="a git revision, for example a tag")
    try:
        old = read_package(at_revision(parser.parse_args().revision))
    except Refusal as refusal:
        print(f"diff: {refusal}", file=sys.stderr)
        return 1
    found = list(differences(old, read_package(in_work_tree)))
    print("\n".join(found) or "no published value differs")
    return 0


def at_revision(revision: str) -> Callable[[str], bytes]:
    """How to read a file of a git revision."""

    def read(path: str) -> bytes:
        command = ["git", "show", f"{revision}:{path}"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        if done.returncode:
            reason = done.stderr.decode(errors="replace").strip().splitlines()[0]
            raise Refusal(f"cannot read {path} at {revision!r}: {reason}")
        return done.stdout

    return read


def in_work_tree(path: str) -> bytes:
    """The bytes of a file as it lies here."""
    return (ROOT / path).read_bytes()


def read_package(read: Callable[[str], bytes]) -> dict[str, Content]:
    """Every table of a version, from its CSV files."""
    resources = json.loads(read("datapackage.json"))["resources"]
    return {
        resource["name"]: content(read(resource["path"]), resource["schema"]["primaryKey"])
        for resource in resources
        if "schema" in resource
    }


def content(file: bytes, key: list[str]) -> Content:
    """A CSV file by the keys of its rows."""
    reader = csv.DictReader(io.StringIO(file.decode("utf-8"), newline=""))
    rows = {"/".join(row[name] for name in key): row for row in reader}
    return Content(list(reader.fieldnames or []), rows)


def differences(old: Mapping[str, Content], new: Mapping[str, Content]) -> Iterator[str]:
    """One line for each difference: + added, - removed, ~ changed."""
    yield from added_and_removed("table {}", list(old), list(new))
    for table in new:
        if table in old:
            yield from differences_of_table(table, old[table], new[table])


def differences_of_table(table: str, old: Content, new: Content) -> Iterator[str]:
    """Columns, rows and cells of one table; a cell has the address table/row/field."""
    yield from added_and_removed(f"column {table}/*/{{}}", old.columns, new.columns)
    yield from added_and_removed(f"row {table}/{{}}", list(old.rows), list(new.rows))
    for key, row in new.rows.items():
        for field in new.columns:
            before = old.rows[key].get(field) if key in old.rows else None
            if before is not None and before != row[field]:
                yield f"~ {table}/{key}/{field}: {shown(before)} -> {shown(row[field])}"


def added_and_removed(what: str, old: list[str], new: list[str]) -> Iterator[str]:
    """The names that only one version has."""
    yield from (f"- {what.format(name)}" for name in old if name not in new)
    yield from (f"+ {what.format(name)}" for name in new if name not in old)


def shown(value: str) -> str:
    """A value as it is printed; an empty cell says so."""
    return value or "(empty)"


if __name__ == "__main__":
    sys.exit(main())

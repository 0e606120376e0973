"""Two versions of the package -> what differs, and which part of the version must rise."""

from __future__ import annotations

import argparse
import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from transcription.refusal import Refusal

ROOT = Path(__file__).resolve().parents[1]

Json = dict[str, Any]
Rows = Mapping[str, Mapping[str, str]]
Step = Literal["major", "minor", "patch"]
STEPS: tuple[Step, ...] = ("major", "minor", "patch")

# What may differ in a descriptor without any change of what it says.
RELEASE = ("version", "created", "released", "citation")


@dataclass(frozen=True, slots=True)
class Content:
    """A table of one version: its schema, and its rows by key."""

    fields: Mapping[str, Json]
    key: list[str]
    rows: Rows


@dataclass(frozen=True, slots=True)
class Version:
    """The package as it stood at some time."""

    number: str
    tables: Mapping[str, Content]
    descriptor: Json


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of what differs, and the part of the version that it raises."""

    step: Step
    line: str


def main() -> int:
    """Print the differences between a revision and the work tree."""
    parser = argparse.ArgumentParser(
        prog="make diff FROM=<revision>",
        description="Which published values differ between a git revision and the work tree.",
    )
    parser.add_argument("revision", nargs="?", help="a git revision; by default the last tag")
    parser.add_argument("--check", action="store_true", help="fail if the version rose too little")
    options = parser.parse_args()
    try:
        revision = options.revision or last_tag()
        if revision is None:
            print("no version is tagged yet, so there is none to compare with")
            return 0
        old, new = read_package(at_revision(revision)), read_package(in_work_tree)
        found = list(differences(old, new))
        print("\n".join(difference.line for difference in found) or "no published value differs")
        return judge(old, new, found, options.check)
    except Refusal as refusal:
        print(f"diff: {refusal}", file=sys.stderr)
        return 1


def judge(old: Version, new: Version, found: list[Difference], check: bool) -> int:
    """Say which version the differences ask for; under ``--check`` a lower one is an error."""
    step = step_of(old, new, found)
    lowest = raised(old.number, step) if step else old.number
    if parts(new.number) >= parts(lowest):
        return 0
    print(
        f"{old.number} must become at least {lowest} ({step}), but is {new.number}: "
        "edit version in scripts/article/package.toml",
        file=sys.stderr,
    )
    return int(check)


def step_of(old: Version, new: Version, found: Iterable[Difference]) -> Step | None:
    """Find the part of the version that must rise, if any."""
    steps = {difference.step for difference in found}
    if described(old) != described(new):
        steps.add("patch")
    return next((step for step in STEPS if step in steps), None)


def described(version: Version) -> Json:
    """Return what the descriptor says, whichever release it belongs to."""
    return {name: value for name, value in version.descriptor.items() if name not in RELEASE} | {
        "resources": [unhashed(resource) for resource in version.descriptor["resources"]]
    }


def unhashed(resource: Json) -> Json:
    """Return a resource without its bytes: Parquet files carry the version."""
    return {name: value for name, value in resource.items() if name not in ("hash", "bytes")}


def raised(version: str, step: Step) -> str:
    """Return the lowest version that is higher by a step; before 1.0.0 a minor step may do all."""
    major, minor, patch = parts(version)
    if step == "patch":
        return f"{major}.{minor}.{patch + 1}"
    if step == "minor" or major == 0:
        return f"{major}.{minor + 1}.0"
    return f"{major + 1}.0.0"


def parts(version: str) -> tuple[int, int, int]:
    """Major, minor, patch."""
    if not re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", version):
        raise Refusal(f"{version!r} is no version; three numbers with dots expected, such as 1.2.3")
    major, minor, patch = version.split(".")
    return int(major), int(minor), int(patch)


def last_tag() -> str | None:
    """Find the tag of the last version before the work tree; refuse a history that is missing."""
    tag = git("describe", "--tags", "--abbrev=0", "--match", "v[0-9]*")
    if tag.returncode == 0:
        return tag.stdout.decode().strip()
    shallow = git("rev-parse", "--is-shallow-repository", "HEAD")
    if shallow.returncode:
        raise Refusal(f"no version to compare with: {complaint(shallow)}")
    if shallow.stdout.startswith(b"true"):
        raise Refusal(
            "no version to compare with: the history is cut off; `git fetch --unshallow --tags`"
        )
    return None


def git(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Ask git in the checkout; refuse to do without git."""
    command = ["git", *arguments]
    try:
        return subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    except OSError as error:
        raise Refusal(f"git cannot be run: {error.strerror}; it knows the versions") from None


def complaint(done: subprocess.CompletedProcess[bytes]) -> str:
    """Return the first line of an error of git."""
    return done.stderr.decode(errors="replace").strip().partition("\n")[0]


def at_revision(revision: str) -> Callable[[str], bytes]:
    """How to read a file of a git revision."""

    def read(path: str) -> bytes:
        done = git("show", f"{revision}:{path}")
        if done.returncode:
            raise Refusal(f"cannot read {path} at {revision!r}: {complaint(done)}")
        return done.stdout

    return read


def in_work_tree(path: str) -> bytes:
    """Read a file as it lies here."""
    try:
        return (ROOT / path).read_bytes()
    except OSError as error:
        raise Refusal(f"{path} cannot be read: {error.strerror}; `make build` writes it") from None


def read_package(read: Callable[[str], bytes]) -> Version:
    """Read a version from its descriptor and its CSV files."""
    try:
        descriptor = json.loads(read("datapackage.json"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise Refusal(f"datapackage.json cannot be read: {error}; `make build` writes it") from None
    tables = {
        resource["name"]: content(read(resource["path"]), resource["schema"])
        for resource in descriptor["resources"]
        if "schema" in resource
    }
    return Version(descriptor["version"], tables, descriptor)


def content(file: bytes, schema: Json) -> Content:
    """Read a CSV file by the keys of its rows."""
    fields = {field["name"]: field for field in schema["fields"]}
    rows = {}
    for row in csv.DictReader(io.StringIO(file.decode("utf-8"), newline="")):
        key = "/".join(row[name] for name in schema["primaryKey"])
        rows[key] = {name: plain(text, fields[name]["type"]) for name, text in row.items()}
    return Content(fields, schema["primaryKey"], rows)


def plain(text: str, kind: str) -> str:
    """Write a number without needless zeros, however its file has it."""
    return text.removesuffix(".0") if kind == "number" else text


def differences(old: Version, new: Version) -> Iterator[Difference]:
    """One line for each difference: + added, - removed, ~ changed."""
    yield from added_and_removed("table {}", old.tables, new.tables)
    for table in new.tables:
        if table in old.tables:
            yield from differences_of_table(table, old.tables[table], new.tables[table])


def differences_of_table(table: str, old: Content, new: Content) -> Iterator[Difference]:
    """Key, columns, rows and cells of one table; a cell has the address table/row/field."""
    if old.key != new.key:
        yield Difference("major", f"~ key {table}: {' '.join(old.key)} -> {' '.join(new.key)}")
    yield from added_and_removed(f"column {table}/*/{{}}", old.fields, new.fields)
    for name, field in new.fields.items():
        if name in old.fields:
            yield from differences_of_column(f"{table}/*/{name}", old.fields[name], field)
    yield from added_and_removed(f"row {table}/{{}}", old.rows, new.rows)
    for key, row in new.rows.items():
        for name in new.fields:
            before = old.rows[key].get(name) if key in old.rows else None
            if before is not None and before != row[name]:
                line = f"~ {table}/{key}/{name}: {shown(before)} -> {shown(row[name])}"
                yield Difference("minor", line)


def differences_of_column(address: str, old: Json, new: Json) -> Iterator[Difference]:
    """Type, unit and vocabulary of one column."""
    for name in ("type", "unit", "unitField"):
        before, after = old.get(name, ""), new.get(name, "")
        if before != after:
            line = f"~ {name} of column {address}: {shown(before)} -> {shown(after)}"
            yield Difference("major", line)
    terms = (entry.get("vocabulary", {}) for entry in (old, new))
    yield from added_and_removed(f"term {{}} of column {address}", *terms)


def added_and_removed(what: str, old: Iterable[str], new: Iterable[str]) -> Iterator[Difference]:
    """List the names that only one version has: a removed one breaks citations, a new one not."""
    before, after = list(old), list(new)
    yield from (
        Difference("major", f"- {what.format(name)}") for name in before if name not in after
    )
    yield from (
        Difference("minor", f"+ {what.format(name)}") for name in after if name not in before
    )


def shown(value: str) -> str:
    """Print a value; name an empty cell as such."""
    return value or "(empty)"


if __name__ == "__main__":
    sys.exit(main())

"""``make adopt``: pin a newer text of the article, and update the knowledge files that quote it.

What is certain is carried over; the rest is listed and left to a person. All files are written, or
none.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import tomlkit

from coding.coders import read_codings
from publication.descriptor import article_path
from publication.moving import build_lock
from publication.release import replace
from transcription.refusal import Refusal

from .command import KNOWLEDGE, ROOT, UNREADABLE, Revision, read_revision
from .quotations import Quotations, Toml, files_of, mark
from .report import in_words

SETTLEMENTS = f"{KNOWLEDGE}/settlements.toml"
REVISED = {
    "decision": "changed",
    "rule": "The article was revised after it had been coded, and prints another figure.",
}
CHECK = "check: does it still hold of the text that is pinned now?"


@dataclass(frozen=True, slots=True)
class Adoption:
    """The files to write, by their path from the root, and what was done to them."""

    files: Mapping[str, str]
    carried: list[str]
    left: list[str]


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Pin the new text, and print what is left to do."""
    parser = argparse.ArgumentParser(
        prog="make adopt FROM=<file>", description="Pin a newer text of the article."
    )
    parser.add_argument("file", type=Path, help="rendered HTML, or text in the pinned form")
    parser.add_argument("--revision", help="the number of the revision, where it is known")
    parser.add_argument("--retrieved", help="the day on which it was retrieved, YYYY-MM-DD")
    options = parser.parse_args(arguments)
    try:
        check_options(options.revision, options.retrieved)
        with build_lock(root):
            revision = read_revision(options.file, root)
            adoption = adopt(revision, options.revision, options.retrieved)
            write_all(adoption.files, root)
    except Refusal as refusal:
        print(f"adopt: {refusal}", file=sys.stderr)
        return UNREADABLE
    print(summary(revision, adoption))
    return 0


def check_options(revision: str | None, retrieved: str | None) -> None:
    """Refuse a revision that is not a number, and a day that is not a date."""
    if revision and not (revision.isascii() and revision.isdecimal()):
        raise Refusal(f"REVISION={revision}: the number of a revision expected, such as 123456789")
    try:
        date.fromisoformat(retrieved or "2000-01-01")
    except ValueError:
        raise Refusal(f"RETRIEVED={retrieved}: a day expected, such as 2026-11-24") from None


def adopt(revision: Revision, number: str | None, retrieved: str | None) -> Adoption:
    """Write the new text, its pin, and the knowledge files in its words."""
    text, root = revision.report.text, revision.root
    files: dict[str, str] = {article_path(revision.package): text}
    carried: list[str] = []
    left: list[str] = []
    for name, definition in files_of(revision.definitions):
        path = f"{KNOWLEDGE}/{name}"
        quotations = Quotations(path, read(root, path), revision.report.outcomes)
        files[path] = quotations.follow(definition)
        carried += quotations.carried
        left += quotations.left
        if name == "statements.toml":
            files[SETTLEMENTS] = settle(root, quotations.cells)
    path = f"{KNOWLEDGE}/package.toml"
    files[path] = pin(read(root, path), text, number, retrieved)
    changed = {path: new for path, new in files.items() if new != read(root, path)}
    return Adoption(changed, carried, left)


def settle(root: Path, cells: Iterable[tuple[str, str]]) -> str:
    """Add to ``settlements.toml`` the figures that were others when the article was coded."""
    document = tomlkit.parse(read(root, SETTLEMENTS))
    written = read_codings(root / KNOWLEDGE)
    known = {(row, entry["field"]) for entry in document.values() for row in entry["statements"]}
    for row, name in cells:
        coded = row in written.key.values() and name in written.coders.compared
        if coded and (row, name) not in known:
            made = {"field": name, "statements": []} | REVISED
            entry = document.setdefault(f"revised-{name}", made)
            entry["statements"].append(row)
    return tomlkit.dumps(document)


def pin(package: str, text: str, number: str | None, retrieved: str | None) -> str:
    """Write the hash of the new text into ``package.toml``, with its revision and day if known.

    Those of the text pinned before are removed.
    """
    document = tomlkit.parse(package)
    source: Toml = document["source"]
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    if digest != source["sha256"]:
        source["sha256"] = digest
        mark(source.item("description"), CHECK)
        for name in ("revision", "retrieved"):
            source.pop(name, None)
    for name, value in (("revision", number), ("retrieved", retrieved)):
        if value:
            source[name] = value
    return tomlkit.dumps(document)


def read(root: Path, path: str) -> str:
    """Read a file of the checkout."""
    return (root / path).read_text(encoding="utf-8")


def write_all(files: Mapping[str, str], root: Path) -> None:
    """Write all files or none, as a build does."""
    contents = {path: text.encode() for path, text in files.items()}
    replace(contents, list(contents), [], root, check=lambda _: None)


def summary(revision: Revision, adoption: Adoption) -> str:
    """List what was written, what was carried over, and what is left to a person."""
    lines = [
        in_words(revision.report, revision.reading.notices),
        *(f"carried  {line}" for line in adoption.carried),
        *(f"left     {line}" for line in adoption.left),
        *(f"written  {path}" for path in adoption.files),
        "next: make build, which names every sentence to be read again; then make diff"
        if adoption.files
        else "nothing to adopt: this is the pinned text",
    ]
    return "\n".join(lines)

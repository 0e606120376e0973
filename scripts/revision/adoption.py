"""``make adopt``: a newer text of the article -> the pinned one, and the knowledge files after it.

Whatever is certain is carried along; the rest is said, and left to a person. All files are written,
or none.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import tomlkit

from coding.coders import read_codings
from publication.descriptor import article_path
from publication.release import INTERRUPTION, build_lock, replace_files
from transcription.refusal import Refusal

from .command import ROOT, UNREADABLE, Revision, revised
from .quotations import Quotations, Toml, files_of, mark
from .report import in_words

FOLDER = "scripts/article"
SETTLEMENTS = f"{FOLDER}/settlements.toml"
REVISED = {
    "decision": "changed",
    "rule": "The article was revised after it had been coded, and prints another figure.",
}
CHECK = "check: does it still hold of the text that is pinned now?"


@dataclass(frozen=True, slots=True)
class Adoption:
    """The files to write, by their path from the root, and what is to be said of them."""

    files: Mapping[str, str]
    carried: list[str]
    left: list[str]


def main() -> int:
    """Pin the new text, and say what is left to do."""
    parser = argparse.ArgumentParser(
        prog="make adopt FROM=<file>", description="Pin a newer text of the article."
    )
    parser.add_argument("file", type=Path, help="wikitext, HTML, or text in the pinned form")
    parser.add_argument("--revision", help="the number of the revision, where it is known")
    parser.add_argument("--retrieved", help="the day on which it was retrieved, YYYY-MM-DD")
    options = parser.parse_args()
    INTERRUPTION.listen("adopt", "adopted")
    try:
        check_options(options.revision, options.retrieved)
        with build_lock(ROOT):
            revision = revised(options.file)
            adoption = adopted(revision, options.revision, options.retrieved)
            write_all(adoption.files)
    except Refusal as refusal:
        print(f"adopt: {refusal}", file=sys.stderr)
        return UNREADABLE
    print(told(revision, adoption))
    return 0


def check_options(revision: str | None, retrieved: str | None) -> None:
    """Refuse a revision that is no number, and a day that is none."""
    if revision and not (revision.isascii() and revision.isdecimal()):
        raise Refusal(f"REVISION={revision}: the number of a revision expected, such as 123456789")
    try:
        date.fromisoformat(retrieved or "2000-01-01")
    except ValueError:
        raise Refusal(f"RETRIEVED={retrieved}: a day expected, such as 2026-11-24") from None


def adopted(revision: Revision, number: str | None, retrieved: str | None) -> Adoption:
    """The new text, its pin, and the knowledge files in its words."""
    text = revision.report.text
    files: dict[str, str] = {article_path(revision.package): text}
    carried: list[str] = []
    left: list[str] = []
    for name, definition in files_of(revision.definitions):
        before = read(f"{FOLDER}/{name}")
        quotations = Quotations(f"{FOLDER}/{name}", before, revision.report.fates)
        files[f"{FOLDER}/{name}"] = quotations.follow(definition)
        carried += quotations.carried
        left += quotations.left
        if name == "statements.toml":
            files[SETTLEMENTS] = settled(read(SETTLEMENTS), quotations.cells)
    files[f"{FOLDER}/package.toml"] = pinned(text, number, retrieved)
    changed = {path: new for path, new in files.items() if new != read(path)}
    return Adoption(changed, carried, left)


def settled(text: str, cells: Iterable[tuple[str, str]]) -> str:
    """``settlements.toml`` with the figures that were others when the article was coded."""
    document = tomlkit.parse(text)
    written = read_codings(ROOT / FOLDER)
    known = {(row, entry["field"]) for entry in document.values() for row in entry["statements"]}
    for row, name in cells:
        coded = row in written.key.values() and name in written.coders.compared
        if coded and (row, name) not in known:
            made = {"field": name, "statements": []} | REVISED
            entry = document.setdefault(f"revised-{name}", made)
            entry["statements"].append(row)
    return tomlkit.dumps(document)


def pinned(text: str, number: str | None, retrieved: str | None) -> str:
    """``package.toml`` with the hash of the new text, and if they are given its revision and day.

    A revision of which nothing is known is not that of the text pinned before.
    """
    document = tomlkit.parse(read(f"{FOLDER}/package.toml"))
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


def read(path: str) -> str:
    """A file of the checkout."""
    return (ROOT / path).read_text(encoding="utf-8")


def write_all(files: Mapping[str, str]) -> None:
    """Write all files or none, as a build does, and not beside one."""
    contents = {path: text.encode() for path, text in files.items()}
    replace_files(contents, ROOT)


def told(revision: Revision, adoption: Adoption) -> str:
    """What was written, what was carried along, and what is left to a person."""
    lines = [
        in_words(revision.report, revision.reading.notices),
        *(f"carried  {line}" for line in adoption.carried),
        *(f"left     {line}" for line in adoption.left),
        *(f"written  {path}" for path in adoption.files),
        "next: make build, which names every sentence to be read anew; then make diff"
        if adoption.files
        else "nothing to adopt: this is the pinned text",
    ]
    return "\n".join(lines)

"""``make revision``: report what became of each published value in a newer text."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from publication.descriptor import article_path
from publication.package import Package
from transcription.article import Article
from transcription.definition import Definition
from transcription.knowledge import read_definition, read_knowledge
from transcription.refusal import Refusal

from .reading import Reading, read
from .report import Report, as_json, in_words, report

ROOT = Path(__file__).resolve().parents[2]
KNOWLEDGE = "scripts/article"
UNREADABLE = 2


@dataclass(frozen=True, slots=True)
class Revision:
    """A newer text beside the pinned one, and the report on it."""

    root: Path
    package: Package
    definitions: dict[str, Definition]
    reading: Reading
    report: Report


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report; 0: nothing changed in meaning, 1: something did, 2: it cannot be read."""
    parser = argparse.ArgumentParser(
        prog="make revision FROM=<file>",
        description="Report what became of each published value in a newer text of the article.",
    )
    parser.add_argument("file", type=Path, help="rendered HTML, or text in the pinned form")
    parser.add_argument("--json", action="store_true", help="print one object instead of lines")
    options = parser.parse_args(arguments)
    try:
        revision = read_revision(options.file, ROOT)
    except Refusal as refusal:
        print(f"revision: {refusal}", file=sys.stderr)
        return UNREADABLE
    found, notices = revision.report, revision.reading.notices
    if options.json:
        print(as_json(found))
        print("\n".join(notices), file=sys.stderr, end="\n" if notices else "")
    else:
        print(in_words(found, notices))
    return int(found.says_something)


def read_revision(file: Path, root: Path) -> Revision:
    """Read a revision from a file, and compare it with what the checkout in ``root`` publishes."""
    knowledge = root / KNOWLEDGE
    package = read_knowledge(knowledge / "package.toml", Package)
    definitions = {
        name: read_definition(knowledge / f"{name}.toml") for name in package.tables.names
    }
    pinned = Article.pinned(root / article_path(package), package.source.sha256)
    if not file.is_file():
        raise Refusal(f"{file}: no such file; give the file of a newer text")
    reading = read(file.read_bytes(), pinned.text, file.name)
    found = report(pinned, reading.text, definitions, root / "resources")
    return Revision(root, package, definitions, reading, found)

"""The article -> ``resources/``, ``datapackage.json``, ``metadata/`` and parts of the README.

What the article says is in ``article/``; how text becomes a value is in ``transcription/``; how
tables become files is in ``publication/``; what other standards say of them is in ``metadata/``.
This file joins them.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from metadata import as_json, metadata_files
from publication.descriptor import article_path, csv_path, describe, parquet_path, table_schema
from publication.documents import citation_cff, with_generated_blocks
from publication.package import Package
from publication.release import release
from publication.tabular import csv_bytes, parquet_bytes
from transcription.article import Article
from transcription.definition import Definition, read_definition, read_knowledge
from transcription.integrity import check_integrity
from transcription.ledger import Exclusion, ledger
from transcription.markup import transcribe_markup
from transcription.prose import transcribe_prose
from transcription.provenance import provenance
from transcription.reconciliation import reconcile
from transcription.refusal import Refusal
from transcription.table import Table

ROOT = Path(__file__).resolve().parents[1]
KNOWLEDGE = ROOT / "scripts" / "article"
COMPUTED = ("reconciliation", "numerals", "provenance")


@dataclass(frozen=True)
class Knowledge:
    """Everything in ``scripts/article/``."""

    package: Package
    definitions: dict[str, Definition]
    exclusions: dict[str, Exclusion]


def main() -> int:
    """Build the package; on a refusal print one line and leave what was published."""
    try:
        knowledge = read_all(KNOWLEDGE)
        package = knowledge.package
        article = Article.pinned(ROOT / article_path(package), package.source.sha256)
        tables = transcribe(article, knowledge)
        changed = release(published_files(package, tables, article), ROOT)
    except Refusal as refusal:
        print(f"build: {refusal}", file=sys.stderr)
        return 1
    print(summary(tables, changed))
    return 0


def read_all(folder: Path) -> Knowledge:
    """Every file of the folder; refuses one that ``package.toml`` does not name."""
    package = read_knowledge(folder / "package.toml", Package)
    expected = {"package", "not_figures", *package.tables}
    found = {path.stem for path in folder.glob("*.toml")}
    if found != expected:
        differing = ", ".join(sorted(found ^ expected))
        raise Refusal(
            "scripts/article/package.toml: tables must name the TOML files of the tables, and no "
            f"more; these are only in one of the two: {differing}"
        )
    definitions = {name: read_definition(folder / f"{name}.toml") for name in package.tables}
    exclusions = read_knowledge(folder / "not_figures.toml", dict[str, Exclusion])
    return Knowledge(package, definitions, exclusions)


def transcribe(article: Article, knowledge: Knowledge) -> dict[str, Table]:
    """Every table: first what the article prints, then what is computed from that."""
    definitions = knowledge.definitions
    tables = {
        name: transcribe_table(article, definition)
        for name, definition in definitions.items()
        if name not in COMPUTED
    }
    numerals = ledger(article, tables.values(), knowledge.exclusions, definitions["numerals"])
    check_integrity(tables)
    tables |= {
        "reconciliation": reconcile(tables, definitions["reconciliation"]),
        "numerals": numerals,
        "provenance": provenance(tables.values(), definitions["provenance"]),
    }
    check_integrity(tables)
    return {name: tables[name] for name in definitions}


def transcribe_table(article: Article, definition: Definition) -> Table:
    """A table from the pipes of its section, or from the quotations of its entries."""
    if definition.markup:
        return transcribe_markup(article, definition, definition.markup)
    return transcribe_prose(article, definition)


def published_files(
    package: Package, tables: dict[str, Table], article: Article
) -> dict[str, bytes]:
    """Every file to publish, by its path from the root."""
    metadata = {"title": package.title, "version": package.version, "citation": package.citation}
    files = {article_path(package): article.text.encode("utf-8")}
    for name, table in tables.items():
        files[csv_path(name)] = csv_bytes(table)
        files[parquet_path(name)] = parquet_bytes(table, table_schema(table.definition), metadata)
    descriptor = describe(package, tables, article, files)
    files["datapackage.json"] = as_json(descriptor)
    files |= metadata_files(descriptor, files)
    files["CITATION.cff"] = citation_cff(descriptor).encode()
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    files["README.md"] = with_generated_blocks(readme, descriptor).encode()
    return files


def summary(tables: dict[str, Table], changed: list[str]) -> str:
    """What was built, in a few lines."""
    counts = "\n".join(f"  {len(table.rows):>4} rows  {name}" for name, table in tables.items())
    return f"{counts}\nvalid; {len(changed)} files changed {' '.join(changed)}".rstrip()


if __name__ == "__main__":
    sys.exit(main())

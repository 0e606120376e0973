"""The article -> ``resources/``, ``datapackage.json``, ``CITATION.cff`` and parts of the README.

What the article says is in ``article/``; how text becomes a value is in ``transcription/``; how
tables become files is in ``publication/``. This file joins them.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from publication.descriptor import article_path, csv_path, describe, parquet_path, table_schema
from publication.documents import citation_cff, with_generated_blocks
from publication.package import Package
from publication.release import release
from publication.tabular import csv_bytes, parquet_bytes
from transcription.article import Article
from transcription.definition import Definition, read_definition, read_knowledge
from transcription.integrity import check_integrity
from transcription.markup import transcribe_markup
from transcription.prose import transcribe_prose
from transcription.provenance import provenance
from transcription.refusal import Refusal
from transcription.table import Table

ROOT = Path(__file__).resolve().parents[1]
KNOWLEDGE = ROOT / "scripts" / "article"


def main() -> int:
    """Build the package; on a refusal print one line and leave what was published."""
    try:
        package = read_knowledge(KNOWLEDGE / "package.toml", Package)
        definitions = read_definitions(package)
        article = Article.pinned(ROOT / article_path(package), package.source.sha256)
        tables = transcribe(article, definitions)
        check_integrity(tables)
        changed = release(published_files(package, tables, article), ROOT)
    except Refusal as refusal:
        print(f"build: {refusal}", file=sys.stderr)
        return 1
    print(summary(tables, changed))
    return 0


def read_definitions(package: Package) -> dict[str, Definition]:
    """The definitions of the tables, in the order of ``package.toml``, and of no others."""
    found = {path.stem for path in KNOWLEDGE.glob("*.toml")} - {"package"}
    if found != set(package.tables):
        differing = ", ".join(sorted(found ^ set(package.tables)))
        raise Refusal(
            "scripts/article/package.toml: tables must name every other TOML file there, and no "
            f"more; these are only in one of the two: {differing}"
        )
    return {name: read_definition(KNOWLEDGE / f"{name}.toml") for name in package.tables}


def transcribe(article: Article, definitions: dict[str, Definition]) -> dict[str, Table]:
    """Every table; the places of all transcribed cells make the last one."""
    tables = {
        name: transcribe_table(article, definition)
        for name, definition in definitions.items()
        if name != "provenance"
    }
    return tables | {"provenance": provenance(tables.values(), definitions["provenance"])}


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
    files["datapackage.json"] = (
        json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n"
    ).encode()
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

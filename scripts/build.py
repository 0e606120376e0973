"""Build ``resources/``, ``datapackage.json``, ``metadata/`` and parts of the documents.

What the article says is in ``article/``; how text becomes a value is in ``transcription/``; how
tables become files is in ``publication/``; what other standards say of them is in ``metadata/``;
what others read in the same figures is in ``coding/``. This file joins them.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

if __name__ == "__main__":  # before the imports that take a second
    from publication.release import INTERRUPTION

    INTERRUPTION.listen("build", "published")

from coding.coders import Codings, read_codings
from coding.codings import codings
from coding.disagreements import Settlement
from diff import at_revision
from metadata import metadata_files
from metadata.parts import as_json
from method import METHOD, method_blocks, with_method
from publication.answer import answer_block
from publication.descriptor import (
    TABLES_ALONE,
    article_path,
    csv_path,
    describe,
    describe_tables,
    parquet_path,
    table_schema,
)
from publication.documents import (
    CODEBOOK,
    citation_cff,
    codebook,
    with_generated_blocks,
)
from publication.package import Package
from publication.release import release, run_command
from publication.tabular import csv_bytes, parquet_bytes
from reconciliation.answers import answer_table
from reconciliation.bounds import with_bounds
from reconciliation.checks import reconcile
from reconciliation.disputes import dispute_table
from reconciliation.figure_table import arrange, figure_table
from transcription.article import Article
from transcription.definition import Definition
from transcription.evidence import evidence
from transcription.hedges import check_hedges
from transcription.integrity import check_integrity
from transcription.knowledge import lend_vocabularies, read_definition, read_knowledge, read_lock
from transcription.ledger import Exclusion, account
from transcription.lock import check_read, check_rows, read_in
from transcription.markup import check_drawn, transcribe_markup
from transcription.prose import transcribe_prose
from transcription.refusal import Refusal
from transcription.sentences import sentence_table
from transcription.table import Table
from transcription.text import text_of

ROOT = Path(__file__).resolve().parents[1]
KNOWLEDGE = ROOT / "scripts" / "article"
CODED = ("codings",)
COMPUTED = (
    "figures",
    "findings",
    "disputes",
    "answers",
    "evidence",
    "numerals",
    "sentences",
    *CODED,
)


@dataclass(frozen=True)
class Knowledge:
    """Everything in ``scripts/article/``."""

    package: Package
    definitions: dict[str, Definition]
    exclusions: dict[str, Exclusion]
    lock: dict[str, list[str]]
    codings: Codings | None
    settlements: dict[str, Settlement]


def main() -> int:
    """Build the package; on a refusal print one line and leave what was published."""
    return run_command("build", "published", lambda: summary(*build()), ROOT)


def build() -> tuple[dict[str, Table], list[str]]:
    """Publish every table; return them and the paths of the files that changed."""
    tables, files = compute_files()
    return tables, release(files, ROOT)


def compute_files() -> tuple[dict[str, Table], dict[str, bytes]]:
    """Read the article, and return every table and the bytes of every file to publish."""
    knowledge = read_all(KNOWLEDGE)
    package = knowledge.package
    article = Article.pinned(ROOT / article_path(package), package.source.sha256)
    tables = read_article(article, knowledge)
    blocks = method_blocks(tables, knowledge.codings, knowledge.settlements)
    return tables, published_files(package, tables, article, blocks)


def read_all(folder: Path, locked: bool = True) -> Knowledge:
    """Every file of the folder; refuses one that ``package.toml`` does not name.

    Only who is about to write the lock may find none.
    """
    package = read_knowledge(folder / "package.toml", Package)
    names = package.tables.names
    coded = {"coders", "settlements"} if set(CODED) & set(names) else set()
    expected = {"package", "not_figures", *coded, *names}
    found = {path.stem for path in folder.glob("*.toml")}
    if found != expected:
        differing = ", ".join(sorted(found ^ expected))
        raise Refusal(
            "scripts/article/package.toml: tables must name the TOML files of the tables, and no "
            f"more; these are only in one of the two: {differing}"
        )
    definitions = {name: read_definition(folder / f"{name}.toml") for name in names}
    lend_vocabularies(definitions)
    exclusions = read_knowledge(folder / "not_figures.toml", dict[str, Exclusion])
    lock = read_lock(folder / "sentences.lock", locked)
    if not coded:
        return Knowledge(package, definitions, exclusions, lock, None, {})
    settlements = read_knowledge(folder / "settlements.toml", dict[str, Settlement])
    return Knowledge(package, definitions, exclusions, lock, read_codings(folder), settlements)


def read_article(article: Article, knowledge: Knowledge) -> dict[str, Table]:
    """Every table, once each sentence of the article is one that an editor has read."""
    path = article_path(knowledge.package)
    check_read(article, knowledge.lock, lambda: former_text(path))
    tables = compute(article, transcribe(article, knowledge), knowledge)
    check_rows(read_in(article, tables.values()), knowledge.lock)
    return tables


def former_text(path: str) -> str | None:
    """Read the article as it was last committed, to show what changed; there may be none."""
    try:
        return at_revision("HEAD")(path).decode("utf-8")
    except Refusal:
        return None


def transcribe(article: Article, knowledge: Knowledge) -> dict[str, Table]:
    """Transcribe what the article prints; account for each numeral, and check each reading."""
    definitions = knowledge.definitions
    tables = with_bounds({
        name: transcribe_table(article, definition)
        for name, definition in definitions.items()
        if name not in COMPUTED
    })  # fmt: skip
    check_drawn(article, definitions.values())
    check_hedges(article, tables.values())
    numerals = account(article, tables.values(), knowledge.exclusions, definitions["numerals"])
    check_integrity(tables)
    return tables | {"numerals": numerals}


def compute(article: Article, tables: dict[str, Table], knowledge: Knowledge) -> dict[str, Table]:
    """Every table, with what is computed from those that were transcribed."""
    definitions = knowledge.definitions
    printed = [table for name, table in tables.items() if name not in COMPUTED]
    quarrels = definitions.get("disputes")
    findings = reconcile(article, tables, definitions["findings"], quarrels)
    computed = {
        "figures": figure_table(article, tables, findings, definitions["figures"]),
        "findings": findings,
        "evidence": evidence(article, [*printed, findings], definitions["evidence"]),
        "sentences": sentence_table(article, definitions["sentences"]),
    }
    if quarrels:
        computed["disputes"] = dispute_table(tables | computed, findings, quarrels)
    if questions := definitions.get("answers"):
        computed["answers"] = answer_table(tables | computed, questions)
    tables = arrange(tables | computed | coded(tables, knowledge))
    check_integrity(tables)
    return {name: tables[name] for name in definitions}


def coded(tables: dict[str, Table], knowledge: Knowledge) -> dict[str, Table]:
    """Read what others coded; an article that nobody coded has no such table."""
    if knowledge.codings is None:
        return {}
    definition, sources = knowledge.definitions["codings"], tables["sources"]
    return {"codings": codings(knowledge.codings, tables["statements"], sources, definition)}


def transcribe_table(article: Article, definition: Definition) -> Table:
    """Read a table from the pipes of its section, or from the quotations of its entries."""
    if definition.markup:
        return transcribe_markup(article, definition, definition.markup)
    return transcribe_prose(article, definition)


def published_files(
    package: Package, tables: dict[str, Table], article: Article, blocks: dict[str, str]
) -> dict[str, bytes]:
    """Every file to publish, by its path from the root."""
    metadata = {"title": package.title, "version": package.version, "citation": package.citation}
    files = {article_path(package): article.text.encode("utf-8")}
    for name, table in tables.items():
        files[csv_path(name)] = csv_bytes(table)
        files[parquet_path(name)] = parquet_bytes(table, table_schema(table.definition), metadata)
    descriptor = describe(package, tables, files)
    files["datapackage.json"] = as_json(descriptor)
    files[TABLES_ALONE] = as_json(describe_tables(descriptor))
    files |= metadata_files(descriptor)
    files["CITATION.cff"] = citation_cff(descriptor).encode()
    files[CODEBOOK] = codebook(descriptor).encode()
    readme = text_of(ROOT / "README.md", "README.md")
    files["README.md"] = with_generated_blocks(readme, descriptor, answer_block(tables)).encode()
    if not set(CODED) <= set(tables):
        return files
    method = text_of(ROOT / METHOD, METHOD)
    files[METHOD] = with_method(method, blocks).encode()
    return files


def summary(tables: dict[str, Table], changed: list[str]) -> str:
    """Summarize what was built in a few lines."""
    counts = "\n".join(f"  {len(table.rows):>4} rows  {name}" for name, table in tables.items())
    return f"{counts}\nvalid; {len(changed)} files changed {' '.join(changed)}".rstrip()


if __name__ == "__main__":
    sys.exit(main())

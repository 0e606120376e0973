"""The knowledge and the tables of the build as they are, or spoilt in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from conftest import ROOT
from msgspec.structs import replace as replaced

import build
from coding.agreement import agreement
from coding.coders import Codings, Line, read_codings
from coding.disagreements import Settlement, disagreements
from method import method_blocks
from transcription.article import Article
from transcription.knowledge import lend_vocabularies, read_definition
from transcription.refusal import Refusal
from transcription.table import Cell, Table

KNOWLEDGE = build.read_all(build.KNOWLEDGE)
WRITTEN = read_codings(build.KNOWLEDGE)
COMPARED = WRITTEN.coders.compared
ARTICLE = Article("article.txt", (ROOT / "resources/article.txt").read_text(encoding="utf-8"))
TABLES = build.read_article(ARTICLE, KNOWLEDGE)
CODERS = tuple(WRITTEN.coders.files)


def with_edit(file: str, old: str, new: str) -> build.Knowledge:
    """Return the knowledge after one replacement in the TOML file of a table."""
    text = (ROOT / file).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    return with_text(file, text.replace(old, new))


def with_text(file: str, text: str) -> build.Knowledge:
    """Return the knowledge with another text of the TOML file of a table."""
    name = Path(file).stem
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.toml"
        path.write_text(text, encoding="utf-8")
        definitions = KNOWLEDGE.definitions | {name: read_definition(path)}
        lend_vocabularies(definitions)
    return replace(KNOWLEDGE, definitions=definitions)


def refusal_of_edit(file: str, old: str, new: str) -> str:
    """Return the one line with which the build refuses a replacement in a TOML file."""
    with pytest.raises(Refusal) as refused:
        build.read_article(ARTICLE, with_edit(file, old, new))
    message = str(refused.value)
    assert "\n" not in message
    assert str(ROOT) not in message
    return message


def missing(words: list[str], message: str) -> list[str]:
    """Return a line for each of some words that a message lacks."""
    return [f"{word!r} is not in {message!r}" for word in words if word not in message]


def coded(knowledge: build.Knowledge) -> dict[str, str]:
    """Write the parts of the method document from knowledge that may be spoilt."""
    tables = {**TABLES, **build.coded(TABLES, knowledge)}
    return method_blocks(tables, knowledge.codings, knowledge.settlements)


def compare_codings(knowledge: build.Knowledge, tables: Mapping[str, Table]) -> None:
    """Read the codings from knowledge that may be spoilt, and compare them with the tables."""
    assert knowledge.codings
    coders, table = knowledge.codings.coders, TABLES["codings"]
    if knowledge.codings is not KNOWLEDGE.codings:
        table = build.coded(TABLES, knowledge)["codings"]
    agreement(table, tables["statements"], coders)
    disagreements(table, tables["statements"], coders, knowledge.settlements)


def with_cell(coder: str, item: str, column: str, text: str) -> build.Knowledge:
    """Return the knowledge with one cell of a coding changed."""
    line = WRITTEN.lines[coder][item]
    spoilt = Line(line.place, {**line.cells, column: text})
    lines = {**WRITTEN.lines, coder: {**WRITTEN.lines[coder], item: spoilt}}
    return replace(KNOWLEDGE, codings=Codings(WRITTEN.coders, WRITTEN.key, lines))


def with_coders(**changes: object) -> build.Knowledge:
    """Return the knowledge with some entries of ``coders.toml`` changed."""
    coders = replaced(WRITTEN.coders, **changes)
    return replace(KNOWLEDGE, codings=Codings(coders, WRITTEN.key, WRITTEN.lines))


def with_settlements(settlements: Mapping[str, Settlement]) -> build.Knowledge:
    """Return the knowledge with other settlements."""
    return replace(KNOWLEDGE, settlements=dict(settlements))


def with_published(statement: str, field: str, value: str | bool | None) -> dict[str, Table]:
    """Return the tables with one cell of ``statements`` changed."""
    table = TABLES["statements"]
    changed = tuple(
        {**row, field: Cell(value)} if table.key(row) == statement else row for row in table.rows
    )
    return {**TABLES, "statements": replace(table, rows=changed)}


def assert_refused(
    words: list[str], knowledge: build.Knowledge, tables: Mapping[str, Table] = TABLES
) -> None:
    """Assert that spoilt codings are refused in one line that has some words."""
    with pytest.raises(Refusal) as refused:
        compare_codings(knowledge, tables)
    assert "\n" not in str(refused.value)
    assert missing(words, str(refused.value)) == []

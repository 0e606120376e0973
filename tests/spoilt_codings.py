"""The codings as they were handed in, or spoilt in memory -> the tables, or the refusal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from conftest import ROOT
from msgspec.structs import replace as replaced

import build
from coding.coders import Codings, Line, read_codings
from coding.disagreements import Settlement
from transcription.article import Article
from transcription.refusal import Refusal
from transcription.table import Cell, Table

KNOWLEDGE = build.read_all(build.KNOWLEDGE)
WRITTEN = read_codings(build.KNOWLEDGE)
COMPARED = WRITTEN.coders.compared
ARTICLE = Article("article.txt", (ROOT / "resources/article.txt").read_text(encoding="utf-8"))
TABLES = build.read_article(ARTICLE, KNOWLEDGE)
CODERS = ("editor", "a", "b")


def coded(knowledge: build.Knowledge, tables: dict[str, Table] = TABLES) -> dict[str, Table]:
    """The three tables, from knowledge that may be spoilt."""
    return build.coded(tables, knowledge)


def with_cell(coder: str, item: str, column: str, text: str) -> build.Knowledge:
    """The knowledge with one cell of a coding changed."""
    written = WRITTEN
    line = written.lines[coder][item]
    spoilt = Line(line.place, {**line.cells, column: text})
    lines = {**written.lines, coder: {**written.lines[coder], item: spoilt}}
    return replace(KNOWLEDGE, codings=Codings(written.coders, written.key, lines))


def with_coders(**changes: object) -> build.Knowledge:
    """The knowledge with some entries of ``coders.toml`` changed."""
    written = WRITTEN
    coders = replaced(written.coders, **changes)
    return replace(KNOWLEDGE, codings=Codings(coders, written.key, written.lines))


def with_settlements(settlements: Mapping[str, Settlement]) -> build.Knowledge:
    """The knowledge with other settlements."""
    return replace(KNOWLEDGE, settlements=dict(settlements))


def with_published(statement: str, field: str, value: str | bool | None) -> dict[str, Table]:
    """The tables with one cell of ``statements`` changed."""
    table = TABLES["statements"]
    changed = tuple(
        {**row, field: Cell(value)} if table.key(row) == statement else row for row in table.rows
    )
    return {**TABLES, "statements": replace(table, rows=changed)}


def assert_refused(
    words: list[str], knowledge: build.Knowledge, tables: dict[str, Table] = TABLES
) -> None:
    """One line, with these words in it."""
    with pytest.raises(Refusal) as refused:
        coded(knowledge, tables)
    message = str(refused.value)
    assert "\n" not in message
    assert [word for word in words if word not in message] == [], message

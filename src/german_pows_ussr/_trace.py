"""Trace a cell to its evidence: words, a sentence, an editor's knowledge, or a rule."""

from __future__ import annotations

from dataclasses import dataclass

from ._evidence import Place, Source, computed_from, evidence_for, readings_of, speakers
from ._findings import Finding, figure_row, findings_of, how_exact, range_as_printed, summarize
from ._html import facts_html, lines_html
from ._package import WHOLE_TABLE, Address, package
from ._table import Field, Json, Row, Table, Value
from ._text import PERSONS, WIDTH, amount, hang


@dataclass(frozen=True, kw_only=True)
class Trace:
    """One published cell and its evidence.

    Printed or displayed, it shows the words in their line, and who disputes the figure.

    Attributes:
        address: ``table/row/field``; the row ``*`` is the table as a whole.
        value: the published value: ``int``, ``float``, ``bool``, ``str``, or ``None`` if empty.
        unit: the unit of the value, or ``""``.
        printed_low: of a figure, the least number that would be printed this way; ``None`` where
            that is open, and for other cells. No estimate of the truth.
        printed_high: the greatest such number; likewise.
        range_as_printed: both in words; ``""`` where it is the value alone.
        how_exact: the term for how exactly a figure is meant, and its meaning, or ``""``.
        hedge: the word by which the article says so, or ``""``.
        note: the editor's note on a figure, or ``""``.
        origin: ``"transcribed"``, ``"curated"`` or ``"derived"``.
        ground: the kind of evidence: ``"words"`` that it was read from or that support it; the
            ``"sentence"`` as a whole, which says nothing else; the ``"knowledge"`` of an editor; a
            ``"rule"`` by which it was computed.
        places: the words or the sentence, each a ``Place``, in order.
        reader: the rule that turns the words into ``value``; ``""`` unless it was transcribed.
        meaning: what the term means, if the field has a vocabulary, or ``""``.
        knowledge: what an editor knows or has decided, or ``""``.
        rule: how the cell was computed, or why it may be empty, or ``""``.
        cells: the addresses of the cells from which it was computed.
        asserted_by: who says it; ``None`` in a table that was computed.
        reported_by: who, according to the article, cites them; likewise.

    >>> print(trace("prisoners_held/1945-Q2/period"))
    prisoners_held/1945-Q2/period = 1945-Q2
    rule               quarter_label: 1945, 2 -> '1945-Q2'.
    computed from      prisoners_held/1945-Q2/year, prisoners_held/1945-Q2/quarter

    """

    address: str
    value: Value
    unit: str = ""
    printed_low: int | float | None = None
    printed_high: int | float | None = None
    range_as_printed: str = ""
    how_exact: str = ""
    hedge: str = ""
    note: str = ""
    origin: str
    ground: str
    places: tuple[Place, ...] = ()
    reader: str = ""
    meaning: str = ""
    knowledge: str = ""
    rule: str = ""
    cells: tuple[str, ...] = ()
    asserted_by: Source | None = None
    reported_by: Source | None = None

    @property
    def exact(self) -> str:
        """The characters of the article, fragments joined by an ellipsis; ``""`` if none."""
        return " … ".join(place.exact for place in self.places)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What ``findings`` says of the figure, conflicts first; nothing for other cells."""
        cell = Address.of_cell(self.address)
        return tuple(findings_of(cell)) if figure_row(cell) else ()

    @property
    def shown(self) -> str:
        """The value with its unit, the thousands of a figure separated."""
        value = as_text(self.value)
        if self.value is None or not self.unit:
            return value
        return f"{amount(value, self.unit)}{f' {PERSONS}' if self.unit == PERSONS else ''}"

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What is said beside the words, each fact with its label; unknown facts are empty."""
        sentences = self.places if self.ground == "sentence" else ()
        curated_by_words = self.origin == "curated" and self.ground == "words"
        term = ": ".join(filter(None, [as_text(self.value), self.meaning]))
        cited_by = self.reported_by if self.reported_by != self.asserted_by else None
        return [
            *(("based on", f"the sentence, which says nothing else: {each}") for each in sentences),
            ("read as", self.reader),
            ("supports", term if curated_by_words else ""),
            ("knowledge", self.knowledge),
            ("rule", self.rule),
            ("computed from", ", ".join(self.cells)),
            ("who says so", str(self.asserted_by or "")),
            ("cited by", str(cited_by or "")),
            ("range as printed", self.range_as_printed),
            ("how exact", self.how_exact),
            ("editor's note", self.note),
            *summarize(self.findings),
        ]

    def text(self, width: int = WIDTH) -> str:
        """Write what is printed, in lines of at most ``width`` columns but for the article's."""
        first = f"{self.address} = {self.shown}"
        if len(first) > width:
            first = f"{self.address}\n{hang('value', self.shown, width)}"
        lines = [first]
        for found in self.places if self.ground == "words" else ():
            lines += [found.marked, hang("place", str(found), width)]
        return "\n".join([*lines, *(hang(*fact, width) for fact in self.facts if fact[1])])

    def __str__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        title = f"<strong>{lines_html([self.address])}</strong> = {lines_html([self.shown])}"
        marked = self.places if self.ground == "words" else ()
        facts = [("place", each._repr_html_()) for each in marked]
        facts += [(label, lines_html([fact])) for label, fact in self.facts]
        return facts_html(title, facts)


def as_text(value: Value) -> str:
    """Write a value as the CSV file has it."""
    if value is None:
        return "(empty)"
    return str(value).lower() if isinstance(value, bool) else str(value)


def trace(address: str) -> Trace:
    """Show the evidence for a cell, and what disputes its figure.

    Args:
        address: ``table/row/field``, with or without ``#``. The row ``*`` is a reading of the table
            as a whole, whose field is ``asserted_by``, ``reported_by``, ``population``, ``notes``
            or a column that counts something.

    Returns:
        A ``Trace``, to be printed or used by its attributes. Every cell has one: a transcribed
        cell shows the words it was read from; a curated one the words, the sentence or the
        knowledge that supports it; a derived one its rule and the cells it is computed from.

    >>> trace("prisoners_held/1945-Q2/prisoners").range_as_printed
    '1,950,000 to 2,050,000'

    """
    cell = Address.of_cell(address)
    table = package().table(cell.table)
    if cell.row == WHOLE_TABLE:
        return trace_whole_table(table, cell)
    row, field = table.by(*table.key)[cell.row][0], table.fields[cell.field]
    evidence = evidence_or_rule(table, cell, field, row)
    printed = table.is_transcribed and evidence["ground"] in ("words", "sentence")
    asserted_by, reported_by = speakers(table, row) if printed else (None, None)
    return Trace(
        address=str(cell),
        value=field.value_of(row[field.name]),
        unit=field.unit_in(row),
        origin=field.origin,
        meaning=field.vocabulary.get(row[field.name], ""),
        asserted_by=asserted_by,
        reported_by=reported_by,
        **({} if field.bound_of else figure_details(cell, row)),
        **evidence,
    )


def evidence_or_rule(table: Table, cell: Address, field: Field, row: Row) -> Json:
    """Find what a cell is based on; of an empty one only of what kind, and why it is empty."""
    evidence = evidence_for(cell)
    if field.origin == "derived":
        cells = computed_from(table, cell, field, row)
        evidence = {"ground": "rule", "rule": field.rule, "cells": cells}
    elif not evidence["ground"]:
        ground = "words" if field.origin == "transcribed" else "knowledge"
        evidence = {"ground": ground, "knowledge": field.knowledge}
    if not row[field.name]:
        evidence = {"ground": evidence["ground"], "rule": field.description}
    return evidence


def figure_details(cell: Address, row: Row) -> Json:
    """Say of a figure its range as printed, how exact it is, and what an editor notes."""
    figure = figure_row(cell)
    if figure is None:
        return {}
    fields = package().table("figures").fields
    sides = {name: fields[name].value_of(figure[name]) for name in ("printed_low", "printed_high")}
    return sides | {
        "range_as_printed": range_as_printed(figure),
        "how_exact": how_exact(figure),
        "hedge": row.get("qualifier_printed", ""),
        "note": figure["note"],
    }


def trace_whole_table(table: Table, cell: Address) -> Trace:
    """Trace a reading that holds for a whole table."""
    value, fields = readings_of(cell), package().table("statements").fields
    asserted_by, reported_by = speakers(table, {}) if table.is_transcribed else (None, None)
    return Trace(
        address=str(cell),
        value=value,
        origin="curated",
        meaning=(fields["measure"].vocabulary | fields["population"].vocabulary).get(value, ""),
        asserted_by=asserted_by,
        reported_by=reported_by,
        **evidence_for(cell),
    )

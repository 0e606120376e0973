"""Agreement and disagreements of the coders -> the generated parts of the method document."""

from __future__ import annotations

from transcription.table import Row, Table, Value

from .documents import with_block

METHOD = "docs/method.md"


def with_codings(document: str, agreement: Table, disagreements: Table) -> str:
    """The document with its two generated blocks renewed; a block that is missing is refused."""
    document = with_block(document, "agreement", agreement_block(agreement), METHOD)
    return with_block(document, "disagreements", disagreements_block(disagreements), METHOD)


def agreement_block(table: Table) -> str:
    """How far the coders agree, a row for each field."""
    fields = table.definition.fields
    header = [fields[name].title for name in fields]
    rule = ["---", *["---:"] * (len(header) - 1)]
    rows = [[figure(name, cell.value) for name, cell in row.items()] for row in table.rows]
    return "\n".join(map(line, [header, rule, *rows]))


def figure(name: str, value: Value) -> str:
    """A cell of ``agreement``: the field as code, alpha with its three decimals."""
    if name == "field":
        return code(value)
    if value is None:
        return "undefined"
    return f"{value:.3f}" if name == "alpha" else str(value)


def disagreements_block(table: Table) -> str:
    """What was decided, a paragraph for each rule with a table of the cells that it settles."""
    rules: dict[str, list[Row]] = {}
    for row in table.rows:
        rules.setdefault(str(row["rule"].value), []).append(row)
    return "\n\n".join(rule_section(rule, rows) for rule, rows in rules.items())


def rule_section(rule: str, rows: list[Row]) -> str:
    """A rule and the cells that it settles."""
    columns = [name for name in rows[0] if name not in ("statement", "field", "rule")]
    cells = [
        [code(f"{row['statement'].value}/{row['field'].value}"), *said(row, columns)]
        for row in rows
    ]
    table = [["cell", *columns], ["---"] * (len(columns) + 1), *cells]
    return "\n".join([f"*{rule}*", "", *map(line, table)])


def said(row: Row, columns: list[str]) -> list[str]:
    """The readings of a row and the decision."""
    return [
        str(row[name].value) if name == "decision" else code(row[name].value) for name in columns
    ]


def code(value: Value) -> str:
    """A value as code; an empty cell says so."""
    return "(empty)" if value is None else f"`{value}`"


def line(cells: list[str]) -> str:
    """A row of a table in Markdown."""
    return f"| {' | '.join(cells)} |"

"""Write the answer to a question in Markdown, as the first screen of the README shows it."""

from __future__ import annotations

from collections.abc import Mapping

from german_pows_ussr._answer import HEADER, cells, keys
from transcription.table import Row, Table

from .documents import markdown_table


def answer_block(tables: Mapping[str, Table], topic: str) -> str:
    """Write the answer, the counts in a table, and below it the doubts about them."""
    (row,) = (texts(row) for row in tables["answers"].rows if row["topic"].value == topic)
    counts = [cells(nearest(key, tables)) for key in keys(row["claims"])]
    others = [nearest(key, tables)["says"] for key in keys(row["other_claims"])]
    disputes = [texts(each) for each in tables["disputes"].rows if each["topic"].value == topic]
    doubts = [f"- {each['title']} {each['summary']}" for each in disputes]
    paragraphs = [
        f"**{row['question']}** {row['answer']}",
        markdown_table(HEADER, counts),
        f"Also given: {'. '.join(others)}." if others else "",
        "\n".join(["**Do they disagree?**", "", *doubts]) if doubts else "",
        row["assumes"],
        row["dependence"] and f"**Who is no witness of their own?** {row['dependence']}",
        f"**What is not known?** {row['not_known']}",
    ]
    return "\n\n".join(filter(None, paragraphs))


def nearest(claim: str, tables: Mapping[str, Table]) -> dict[str, str]:
    """Return the printing of a claim in its speaker's own table, or else the first."""
    found = [texts(row) for row in tables["figures"].rows if row["claim"].value == claim]
    return max(found, key=lambda row: bool(tables[row["figure"].partition("/")[0]].readings))


def texts(row: Row) -> dict[str, str]:
    """Return a row as text; an empty cell is an empty text."""
    return {name: "" if cell.value is None else str(cell.value) for name, cell in row.items()}

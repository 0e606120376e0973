"""Write the answer to a question in Markdown, as the first screen of the README shows it."""

from __future__ import annotations

from collections.abc import Mapping

from german_pows_ussr._answer import HEADER, cells, keys
from german_pows_ussr._evidence import short_name
from metadata.parts import as_markdown
from transcription.table import Row, Table

from .documents import markdown_table


def answer_block(tables: Mapping[str, Table]) -> str:
    """Write the first answer: the counts, the greatest quarrel, the witnesses, what to cite."""
    if "answers" not in tables:
        return ""
    row = texts(tables["answers"].rows[0])
    claims = [nearest(key, tables) for key in keys(row["claims"])]
    sources = {each["source"]: each for each in map(texts, tables["sources"].rows)}
    works = [
        f"{claim['amount']}: {short_name(sources[claim['work']])}"
        for claim in claims
        if claim["work"]
    ]
    quarrel = next(
        filter(lambda each: each["topic"] == row["topic"], map(texts, tables["disputes"].rows))
    )
    return "\n\n".join([
        f"**{row['question']}** {row['answer']}",
        markdown_table(HEADER, map(cells, claims)),
        f"**Do they disagree, or is it rounding?** {quarrel['summary']} {row['assumes']}",
        f"**Which figures are not independent?** {row['dependence']}",
        "**What can be cited?** The work behind a number, consulted through the article. "
        f"{'; '.join(works)}.",
    ])  # fmt: skip


def nearest(claim: str, tables: Mapping[str, Table]) -> dict[str, str]:
    """Return the printing of a claim in its speaker's own table, or else the first."""
    found = [texts(row) for row in tables["figures"].rows if row["claim"].value == claim]
    return max(found, key=lambda row: bool(tables[row["figure"].partition("/")[0]].readings))


def texts(row: Row) -> dict[str, str]:
    """Return a row as Markdown; an empty cell is an empty text, and a truth is written small."""
    found = {name: "" if cell.value is None else str(cell.value) for name, cell in row.items()}
    return {
        name: as_markdown({"True": "true", "False": "false"}.get(text, text))
        for name, text in found.items()
    }

"""Group the comparisons that are one quarrel, and write the table ``disputes``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from transcription.definition import Definition, Dispute
from transcription.refusal import Refusal
from transcription.table import Cell, Row, Table

from .expression import ADDRESS
from .figures import Tables, figures_of
from .words import in_words

OPEN = ("conflict", "undecided")
"""The verdicts on which there is a quarrel."""
TAKEN = ("finding", "difference", "difference_percent", "unit", "depends_on", "assumes")
"""The columns of the first cause that its dispute repeats."""


def in_disputes(
    rows: Sequence[Row], definition: Definition, disputes: Definition | None
) -> list[Row]:
    """Say of each comparison to which dispute it belongs, and from which other it follows."""
    found = disputes.disputes if disputes else {}
    places: dict[str, tuple[str, str | None]] = {}
    for name, dispute in found.items():
        for key in (*dispute.causes, *dispute.consequences):
            if key in places:
                raise Refusal(f"{spot_of(disputes, name)}: {key} stands in two places")
            places[key] = (name, None if key in dispute.causes else dispute.causes[0])
    check_places(rows, places, definition, disputes)
    return [with_dispute(row, *places.get(str(row["comparison"].value), (None, None))) for row in rows]


def spot_of(disputes: Definition | None, name: str) -> str:
    """Say where a dispute is edited."""
    return disputes.spot(f"disputes.{name}") if disputes else name


def with_dispute(row: Row, dispute: str | None, cause: str | None) -> Row:
    """Fill in the dispute of a comparison, where its table has the column."""
    filled = {"dispute": Cell(dispute), "cause": Cell(cause)}
    return {name: filled.get(name, cell) for name, cell in row.items()}


def check_places(
    rows: Sequence[Row],
    places: Mapping[str, tuple[str, str | None]],
    definition: Definition,
    disputes: Definition | None,
) -> None:
    """Refuse a quarrel without a dispute, and a dispute over what is none."""
    verdicts = {str(row["comparison"].value): row["finding"].value for row in rows}
    for key, verdict in verdicts.items():
        if verdict in OPEN and key not in places:
            raise Refusal(
                f"{definition.file}, {key}: {verdict}, but in no dispute; name it in "
                "scripts/article/disputes.toml, under causes or consequences"
            )
    for key, (name, _) in places.items():
        if verdicts.get(key) not in OPEN:
            raise Refusal(
                f"{spot_of(disputes, name)}: {key} is {verdicts.get(key) or 'no comparison'}; "
                "nobody quarrels over that"
            )


def dispute_table(tables: Tables, findings: Table, definition: Definition) -> Table:
    """Write one row for each dispute, in the order of its first comparison."""
    order = dict.fromkeys(
        str(row["dispute"].value) for row in findings.rows if row["dispute"].value is not None
    )
    by_key = {findings.key(row): row for row in findings.rows}
    rows = []
    for name in order:
        dispute = definition.disputes[name]
        cause = by_key[dispute.causes[0]]
        values = {
            **{column: cause[column].value for column in TAKEN},
            "dispute": name,
            "topic": dispute.topic,
            "title": dispute.title,
            "sentence": sentence(dispute, cause, tables, findings),
            "cause": dispute.causes[0],
            "comparisons": len(dispute.causes) + len(dispute.consequences),
            "note": dispute.note,
        }
        rows.append({column: Cell(values[column]) for column in definition.fields})
    return Table(definition, tuple(rows))


def sentence(dispute: Dispute, cause: Row, tables: Tables, findings: Table) -> str:
    """Say who says what, how far apart they are, what it depends on, and what follows."""
    summary = str(cause["summary"].value)
    others = len(dispute.causes) - 1
    follow = len(dispute.consequences)
    who = " against ".join(speakers(str(cause[side].value), tables, findings) for side in ("left_side", "right_side"))
    parts = [f"{who}: {summary[0].lower() + summary[1:]}"]
    if others:
        parts.append(f"{in_words(others).capitalize()} more of its comparisons {'is' if others == 1 else 'are'} open.")
    if follow:
        parts.append(f"{in_words(follow).capitalize()} more {'follows' if follow == 1 else 'follow'} from this one.")
    return " ".join(parts)


def speakers(side: str, tables: Tables, findings: Table) -> str:
    """Name those who give the figures of one side."""
    figures = figures_of(tables, findings.definition)
    cells = ADDRESS.findall(side) or [side]
    names = dict.fromkeys(figures[cell].speaker for cell in cells)
    return " with ".join(name if n == 0 or not name.startswith("the article") else name for n, name in enumerate(names))

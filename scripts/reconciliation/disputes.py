"""Group the comparisons that are one quarrel, and write the table ``disputes``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from transcription.definition import Definition, Dispute
from transcription.refusal import Refusal
from transcription.table import Cell, Row, Table

from .assumptions import SEPARATOR
from .expression import ADDRESS, Quantity
from .figures import Tables, figures_of
from .verdict import Verdict
from .words import amount, apart, assuming, in_words, joined, meaning

SIDES = ("left", "right")
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
    value = {name: cell.value for name, cell in cause.items()}
    gap = apart(*(Fraction(str(value[f"{side}_value"])) for side in SIDES), str(value["unit"]))
    verdict = Verdict(str(value["finding"]), tuple(split(value["depends_on"])))
    said = meaning(str(value["relation"]), verdict, ())
    between = "The first should not exceed the second" if value["relation"] == "at_most" else "They are"
    assumptions = findings.definition.assumptions
    sides = "; ".join(said_of(cause, side, tables, findings) for side in SIDES)
    return " ".join([
        f"{sides[0].upper()}{sides[1:]}.",
        f"They are {gap}, and {said}." if between == "They are" else f"{between}: {said}. As printed they are {gap}.",
        *assuming([assumptions[name].that for name in split(value["assumes"])]),
        *following(len(dispute.causes) - 1, "belongs to the same quarrel", "belong to the same quarrel"),
        *following(len(dispute.consequences), "follows from this one", "follow from this one"),
    ])  # fmt: skip


def split(cell: object) -> list[str]:
    """Return the terms that a cell joins."""
    return str(cell).split(SEPARATOR) if cell else []


def following(count: int, one: str, several: str) -> list[str]:
    """Say how many comparisons more there are, if any."""
    noun = "comparison" if count == 1 else "comparisons"
    return [f"{in_words(count).capitalize()} more {noun} {one if count == 1 else several}."] if count else []


def said_of(cause: Row, side: str, tables: Tables, findings: Table) -> str:
    """Say who gives one side, its amount, and what it counts."""
    figures, measures = figures_of(tables, findings.definition), findings.definition.measures
    expression = str(cause[f"{side}_side"].value)
    cells = [figures[cell] for cell in ADDRESS.findall(expression) or [expression]]
    names = joined(list(dict.fromkeys(each.speaker for each in cells)))
    ends = [None if cause[f"{side}_{end}"].value is None else Fraction(str(cause[f"{side}_{end}"].value))
            for end in ("value", "low", "high")]  # fmt: skip
    unit = str(cause["unit"].value)
    quantity = Quantity(ends[0] or Fraction(0), ends[1], ends[2], maximum=ends[1] is None)
    counted = joined(list(dict.fromkeys(measures[each.measure].called for each in cells)))
    return f"{names}: {amount(quantity, unit)}" + (f" {counted}" if cells[0].unit == unit else "")

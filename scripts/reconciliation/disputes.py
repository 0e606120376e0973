"""Group the comparisons that are one quarrel, and write the table ``disputes``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from transcription.definition import Definition, Dispute
from transcription.refusal import Refusal
from transcription.table import Cell, Row, Table

from .assumptions import SEPARATOR
from .expression import ADDRESS, Quantity
from .figures import Figure, Tables, figures_of
from .verdict import Verdict
from .words import amount, apart, assuming, in_words, joined, meaning

SIDES = ("left", "right")
OPEN = ("conflict", "undecided")
"""The verdicts on which there is a quarrel."""
TAKEN = ("finding", "difference", "difference_percent", "unit", "depends_on", "assumes")
"""The columns of the first cause that its dispute repeats."""


def in_disputes(rows: Sequence[Row], disputes: Definition | None) -> list[Row]:
    """Say of each comparison to which dispute it belongs, and from which other it follows.

    An article without disputes has open findings and no quarrels.
    """
    if disputes is None:
        return list(rows)
    places = places_of(disputes)
    return [
        with_dispute(row, *places.get(str(row["comparison"].value), (None, None))) for row in rows
    ]


Places = Mapping[str, tuple[str, str | None]]
"""The dispute of each comparison, and the comparison from which it follows."""


def places_of(disputes: Definition) -> Places:
    """Map each comparison that is named in a dispute to it, and to its cause."""
    places: dict[str, tuple[str, str | None]] = {}
    for name, dispute in disputes.disputes.items():
        for key in (*dispute.causes, *dispute.consequences):
            if key in places:
                raise Refusal(f"{disputes.spot(f'disputes.{name}')}: {key} stands in two places")
            places[key] = (name, None if key in dispute.causes else dispute.causes[0])
    return places


def with_dispute(row: Row, dispute: str | None, cause: str | None) -> Row:
    """Fill in the dispute of a comparison, where its table has the column."""
    filled = {"dispute": Cell(dispute), "cause": Cell(cause)}
    return {name: filled.get(name, cell) for name, cell in row.items()}


def check_places(rows: Sequence[Row], disputes: Definition) -> None:
    """Refuse a quarrel without a dispute, and a dispute over what is none."""
    places = places_of(disputes)
    verdicts = {str(row["comparison"].value): row["finding"].value for row in rows}
    for key, verdict in verdicts.items():
        if verdict in OPEN and key not in places:
            raise Refusal(
                f"{disputes.file}: the comparison {key} is {verdict}, but stands in no dispute; "
                "name it under causes or consequences"
            )
    for key, (name, _) in places.items():
        if verdicts.get(key) not in OPEN:
            raise Refusal(
                f"{disputes.spot(f'disputes.{name}')}: {key} is "
                f"{verdicts.get(key) or 'no comparison'}; nobody quarrels over that"
            )


def dispute_table(tables: Tables, findings: Table, definition: Definition) -> Table:
    """Write one row for each dispute, in the order of its first comparison."""
    check_places(findings.rows, definition)
    order = dict.fromkeys(
        str(row["dispute"].value) for row in findings.rows if row["dispute"].value is not None
    )
    by_key = {findings.key(row): row for row in findings.rows}
    figures = figures_of(tables, findings.definition)
    rows = []
    for name in order:
        dispute = definition.disputes[name]
        cause = by_key[dispute.causes[0]]
        values = {
            **{column: cause[column].value for column in TAKEN},
            "dispute": name,
            "topic": dispute.topic,
            "title": dispute.title,
            "summary": without_assumption(cause, findings.definition),
            "sentence": sentence(dispute, cause, figures, findings.definition),
            "cause": dispute.causes[0],
            "comparisons": len(dispute.causes) + len(dispute.consequences),
            "note": dispute.note,
        }
        rows.append({column: Cell(values[column]) for column in definition.fields})
    return Table(definition, tuple(rows))


def sentence(
    dispute: Dispute, cause: Row, figures: Mapping[str, Figure], definition: Definition
) -> str:
    """Say who says what, how far apart they are, what it depends on, and what follows."""
    value = {name: cell.value for name, cell in cause.items()}
    left, right = (Fraction(str(value[f"{side}_value"])) for side in SIDES)
    gap = apart(left, right, str(value["unit"]))
    verdict = Verdict(str(value["finding"]), tuple(split(value["depends_on"])))
    said = meaning(str(value["relation"]), verdict, ())
    sides = "; ".join(side_in_words(cause, side, figures, definition) for side in SIDES)
    holds = f"They are {gap}, and {said}."
    if value["relation"] == "at_most":
        holds = f"The first should not exceed the second; {said}. As printed they are {gap}."
    others, after = len(dispute.causes) - 1, len(dispute.consequences)
    return " ".join([
        f"{sides[0].upper()}{sides[1:]}.",
        holds,
        *assuming([definition.assumptions[name].that for name in split(value["assumes"])]),
        *more(others, "belongs to the same quarrel", "belong to the same quarrel"),
        *more(after, "follows from this one", "follow from this one"),
    ])  # fmt: skip


def without_assumption(cause: Row, definition: Definition) -> str:
    """Return the summary of a cause without what it assumes."""
    assumed = [definition.assumptions[name].that for name in split(cause["assumes"].value)]
    return str(cause["summary"].value).removesuffix("".join(assuming(assumed))).rstrip()


def split(cell: object) -> list[str]:
    """Return the terms that a cell joins."""
    return str(cell).split(SEPARATOR) if cell else []


def more(count: int, verb: str, verbs: str) -> list[str]:
    """Say what some more comparisons do, if there are any."""
    if count == 0:
        return []
    noun = f"comparison {verb}" if count == 1 else f"comparisons {verbs}"
    return [f"{in_words(count).capitalize()} more {noun}."]


def side_in_words(
    cause: Row, side: str, figures: Mapping[str, Figure], definition: Definition
) -> str:
    """Say who gives one side, its amount, and what it counts."""
    expression, unit = str(cause[f"{side}_side"].value), str(cause["unit"].value)
    cells = [figures[cell] for cell in ADDRESS.findall(expression) or [expression]]
    value, low, high = (number(cause[f"{side}_{end}"].value) for end in ("value", "low", "high"))
    quantity = Quantity(value or Fraction(0), low, high, maximum=low is None)
    counted = joined_once(definition.measures[each.measure].called for each in cells)
    what = f" {counted}" if cells[0].unit == unit else ""
    return f"{joined_once(each.speaker for each in cells)}: {amount(quantity, unit)}{what}"


def number(value: object) -> Fraction | None:
    """Return a cell as a number."""
    return None if value is None else Fraction(str(value))


def joined_once(words: Iterable[str]) -> str:
    """Join words, each once."""
    return joined(list(dict.fromkeys(words)))

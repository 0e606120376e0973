"""Group the comparisons that are one quarrel, and write the table ``disputes``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from transcription.definition import Definition, Dispute
from transcription.refusal import Refusal
from transcription.table import Cell, Row, Table

from .assumptions import SEPARATOR
from .expression import ADDRESS
from .figures import Tables
from .texts import numbers_of, with_numbers
from .verdict import Verdict
from .words import (
    SOURCE,
    assuming,
    capital,
    in_words,
    joined,
    meaning,
    number,
    size_in_words,
)

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
        spot = disputes.spot(f"disputes.{name}")
        for cause in dispute.consequences:
            if cause not in dispute.causes:
                raise Refusal(f"{spot}: consequences of {cause}, which is none of its causes")
        for key, follows_from in placed(dispute):
            if key in places:
                raise Refusal(f"{spot}: {key} stands in two places")
            places[key] = (name, follows_from)
    return places


def placed(dispute: Dispute) -> Iterator[tuple[str, str | None]]:
    """Yield the comparisons of a dispute, each with the one from which it follows."""
    yield from ((key, None) for key in dispute.causes)
    for cause, keys in dispute.consequences.items():
        yield from ((key, cause) for key in keys)


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
    says = {str(row["figure"].value): str(row["says"].value) for row in tables["figures"].rows}
    numbers, rows = numbers_of(tables), []
    for name in order:
        dispute = definition.disputes[name]
        cause = by_key[dispute.causes[0]]
        values = {
            **{column: cause[column].value for column in TAKEN},
            "dispute": name,
            "topic": dispute.topic,
            "title": dispute.title,
            "summary": without_assumption(cause, findings.definition),
            "sentence": sentence(dispute, cause, says, findings.definition),
            "cause": dispute.causes[0],
            "comparisons": sum(map(len, [dispute.causes, *dispute.consequences.values()])),
            "note": with_numbers(dispute.note, numbers, definition.spot(f"disputes.{name}")),
        }
        rows.append({column: Cell(values[column]) for column in definition.fields})
    return Table(definition, tuple(rows))


def sentence(dispute: Dispute, cause: Row, says: Mapping[str, str], definition: Definition) -> str:
    """Say who says what, how far apart they are, what it depends on, and what follows."""
    assumed = [definition.assumptions[name].that for name in split(cause["assumes"].value)]
    return " ".join([
        f"{capital('; '.join(side_in_words(cause, side, says) for side in SIDES))}.",
        outcome(cause),
        *assuming(assumed),
        *others(len(dispute.causes) - 1, sum(map(len, dispute.consequences.values()))),
    ])  # fmt: skip


def side_in_words(cause: Row, side: str, says: Mapping[str, str]) -> str:
    """Say what the figures of one side say and who gives them, and what they make together."""
    expression = str(cause[f"{side}_side"].value)
    cells = ADDRESS.findall(expression)
    found = [says[cell].partition(SOURCE) for cell in cells or [expression]]
    clauses = [f"{what[0].lower()}{what[1:]}" for what, _, _ in found]
    sources = [source for _, _, source in found]
    if len(set(sources)) == 1:
        text = f"{joined(clauses)}{SOURCE}{sources[0]}"
    else:
        pairs = zip(clauses, sources, strict=True)
        text = ", and ".join(f"{what}{SOURCE}{who}" for what, who in pairs)
    together = "" if "/" in ADDRESS.sub("", expression) else "together "
    return f"{text} ({together}{number_of(cause, side)})" if cells else text


def outcome(cause: Row) -> str:
    """Say how far the two sides are apart, which is less, and what decides whether they agree."""
    sides = [
        (Fraction(str(cause[f"{side}_value"].value)), number_of(cause, side)) for side in SIDES
    ]
    verdict = Verdict(str(cause["finding"].value), tuple(split(cause["depends_on"].value)))
    said = meaning(str(cause["relation"].value), verdict, ())
    (_, less), (_, more) = sorted(sides)
    size = size_in_words(sides[0][0], sides[1][0])
    if cause["relation"].value == "at_most":
        return f"{more} should not exceed {less}, which is {size} less; {said}."
    return f"{less} is {size} less than {more}; {said}."


def number_of(cause: Row, side: str) -> str:
    """Write the number of one side."""
    return number(Fraction(str(cause[f"{side}_value"].value)), str(cause["unit"].value))


def others(causes: int, consequences: int) -> list[str]:
    """Say how many other comparisons belong to a quarrel, and how many follow from these."""
    found = []
    if causes:
        verb = "comparison belongs" if causes == 1 else "comparisons belong"
        found.append(f"{in_words(causes)} more {verb} to the same quarrel")
    if consequences:
        noun = "comparison follows" if consequences == 1 else "comparisons follow"
        found.append(f"{in_words(consequences)} {noun} from {'these' if causes else 'it'}")
    return [f"{capital('; '.join(found))}."] if found else []


def without_assumption(cause: Row, definition: Definition) -> str:
    """Return the summary of a cause without what it assumes."""
    assumed = [definition.assumptions[name].that for name in split(cause["assumes"].value)]
    return str(cause["summary"].value).removesuffix("".join(assuming(assumed))).rstrip()


def split(cell: object) -> list[str]:
    """Return the terms that a cell joins."""
    return str(cell).split(SEPARATOR) if cell else []

"""Find the claim behind each figure: one for all printings of the same count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from transcription.refusal import Refusal
from transcription.table import Row, Table

from .expression import ADDRESS
from .figures import counting, statements

AGAIN = "repeat"
"""The kind of check that says of two cells that they print one count."""


def links(tables: Mapping[str, Table], findings: Iterable[Row]) -> Iterator[tuple[str, str]]:
    """Yield each printing with another of the same claim: as coded, and as declared in checks."""
    table = statements(tables)
    name = counting(table)
    for field, each in table.definition.fields.items():
        for row in table.rows if each.references and each.evidence_from == name else ():
            if row[field].value is not None:
                cells = (table.key(row), row[field].value)
                yield (f"{table.name}/{cells[0]}/{name}", f"{table.name}/{cells[1]}/{name}")
    for row in findings:
        if row["kind"].value == AGAIN:
            left, right = (str(row[side].value) for side in ("left_side", "right_side"))
            if ADDRESS.search(left + right):
                raise Refusal(
                    f"scripts/article/findings.toml, {row['comparison'].value}: a {AGAIN} names "
                    "one figure on each side"
                )
            yield left, right


def first_printings(printings: Sequence[str], linked: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Map each printing to the first of its claim, in the order in which they are given."""
    claims = {printing: {printing} for printing in printings}
    for one, other in linked:
        for printing in (one, other):
            if printing not in claims:
                raise Refusal(f"{printing!r} is said to be printed again, but is no figure")
        joined = claims[one] | claims[other]
        claims |= dict.fromkeys(joined, joined)
    order = {printing: n for n, printing in enumerate(printings)}
    return {printing: min(claims[printing], key=order.__getitem__) for printing in printings}

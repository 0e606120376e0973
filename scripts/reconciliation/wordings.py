"""Choose the printings of two claims whose wordings are nearest, so that like meets like.

Printings of one claim may say more or less closely what is counted, such as where people died.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

from transcription.definition import Definition
from transcription.refusal import Refusal
from transcription.table import Row

from .claims import AGAIN, first_printings, links
from .figures import Figure, Tables, figures_of, statements

Wordings = Mapping[str, Mapping[str, Sequence[str]]]
"""Column -> term -> the wider terms within which it lies."""
NARROWER = 3
"""The distance of two wordings of which one is narrower than the other."""


def wordings(tables: Tables) -> Wordings:
    """Return the terms that say more closely what is counted, each with the wider ones."""
    return {
        name: {term: meaning.within for term, meaning in field.vocabulary.items()}
        for name, field in statements(tables).definition.fields.items()
        if field.narrows
    }


def printings_of(
    tables: Tables, figures: Mapping[str, Figure], checked: Sequence[Row]
) -> list[list[Figure]]:
    """Group the figures by claim and measure, each group in the order of the figures."""
    first = first_printings([*figures], links(tables, checked))
    claims: dict[tuple[str, str], list[Figure]] = {}
    for address, figure in figures.items():
        claims.setdefault((first[address], figure.measure), []).append(figure)
    return list(claims.values())


def distance(one: Figure, other: Figure, terms: Wordings) -> int:
    """Measure how far two wordings are apart: 0 if they are the same."""
    found = 0
    for name, wider in terms.items():
        this, that = one.narrowed.get(name), other.narrowed.get(name)
        if this == that:
            continue
        if this is None or that is None:
            found = max(found, 2)
        else:
            found = max(found, NARROWER if that in wider[this] or this in wider[that] else 1)
    return found


def nearest(
    one: Sequence[Figure], other: Sequence[Figure], terms: Wordings
) -> tuple[Figure, Figure]:
    """Choose the printings of two claims whose wordings are nearest; the first ones if in doubt."""
    return min(product(one, other), key=lambda pair: distance(pair[0], pair[1], terms))


def check_wordings(tables: Tables, declared: Sequence[Row], definition: Definition) -> None:
    """Refuse a declared check that takes a printing though another has a nearer wording."""
    figures, terms = figures_of(tables, definition), wordings(tables)
    claims = {each.address: claim for claim in printings_of(tables, figures, declared)
              for each in claim}  # fmt: skip
    for row in declared:
        sides = [str(row[side].value) for side in ("left_side", "right_side")]
        if row["kind"].value == AGAIN or not set(sides) <= set(figures):
            continue
        taken = (figures[sides[0]], figures[sides[1]])
        best = nearest(claims[sides[0]], claims[sides[1]], terms)
        spot = f"{definition.file}, {row['comparison'].value}"
        if distance(*best, terms) < distance(*taken, terms):
            better = " and ".join(figure.address for figure in best)
            raise Refusal(f"{spot}: of the same claims, {better} have nearer wordings; take those")
        if distance(*taken, terms) == NARROWER and row["note"].value is None:
            raise Refusal(f"{spot}: the wording of one side is narrower; say so in its note")

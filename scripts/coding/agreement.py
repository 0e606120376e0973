"""The table ``codings`` -> the table ``agreement``: how far the coders agree, field by field."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

import krippendorff

from transcription.definition import Definition
from transcription.refusal import Refusal
from transcription.table import Cell, Row, Table, Value

DECIMALS = 3
"""As alpha is usually given; 49 items do not bear more."""


def agreement(codings: Table, compared: Sequence[str], definition: Definition) -> Table:
    """One row for each field that is compared."""
    for name in compared:
        if name not in codings.definition.fields:
            known = ", ".join(codings.definition.fields)
            raise Refusal(f"scripts/article/coders.toml, compared: no {name!r}; there are {known}")
    rows = [row(name, readings(codings, name)) for name in compared]
    for cells in rows:
        if list(cells) != list(definition.fields):
            raise Refusal(f"{definition.file}: the fields must be {', '.join(cells)}")
    return Table(definition, tuple(rows))


def readings(codings: Table, field: str) -> dict[str, list[Value]]:
    """What each coder read in one field, item by item."""
    found: dict[str, list[Value]] = {}
    for cells in codings.rows:
        found.setdefault(str(cells["coder"].value), []).append(cells[field].value)
    return found


def row(field: str, by_coder: dict[str, list[Value]]) -> Row:
    """How far the coders agree in one field."""
    first, *_ = by_coder.values()
    pairs = {
        f"{one}_{other}": alike(by_coder[one], by_coder[other])
        for one, other in combinations(by_coder, 2)
    }
    values = {"field": field, "items": len(first), **pairs, "alpha": alpha([*by_coder.values()])}
    return {name: Cell(value) for name, value in values.items()}


def alike(one: Sequence[Value], other: Sequence[Value]) -> int:
    """In how many items two coders read the same."""
    return sum(mine == theirs for mine, theirs in zip(one, other, strict=True))


def alpha(by_coder: Sequence[Sequence[Value]]) -> Decimal | None:
    """Krippendorff's alpha, nominal, an empty cell a value; None where there is but one value."""
    values = list(dict.fromkeys(value for coder in by_coder for value in coder))
    if len(values) == 1:
        return None
    numbered = [[values.index(value) for value in coder] for coder in by_coder]
    found = krippendorff.alpha(reliability_data=numbered, level_of_measurement="nominal")
    return Decimal(str(round(float(found), DECIMALS))).normalize()

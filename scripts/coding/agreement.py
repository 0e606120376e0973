"""The table ``codings`` -> the table ``agreement``: how far the coders agree, field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

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
    """Round alpha as it is published; an empty cell is a value that a coder gave."""
    found = nominal_alpha(zip(*by_coder, strict=True))
    return None if found is None else Decimal(str(round(float(found), DECIMALS))).normalize()


def nominal_alpha(items: Iterable[Sequence[Hashable]]) -> Fraction | None:
    """Calculate Krippendorff's alpha for nominal data from the values that each item was given.

    It is 1 less the observed disagreement divided by the expected one. Items that only one coder
    read do not count. Where there is but one value, there is no alpha.
    """
    given = [Counter(item) for item in items if len(item) > 1]
    values = Counter(value for item in given for value in item.elements())
    expected = Fraction(unlike(values), values.total() - 1)
    observed = sum(Fraction(unlike(item), item.total() - 1) for item in given)
    return 1 - observed / expected if expected else None


def unlike(values: Counter[Hashable]) -> int:
    """Count the ordered pairs of different values."""
    return values.total() ** 2 - sum(count**2 for count in values.values())

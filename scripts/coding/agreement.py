"""Count how far the coders agree, field by field, and calculate Krippendorff's alpha."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from transcription.refusal import Refusal
from transcription.table import Table, Value

from .coders import FILE, Coders


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the coders agree in one field.

    ``alike`` counts the items that two of them read the same; ``alpha`` is None where all use one
    value. The coder who followed later rules is compared with what is published, and not scored.
    """

    field: str
    items: int
    alike: Mapping[tuple[str, str], int]
    alpha: Fraction | None


def agreement(codings: Table, statements: Table, coders: Coders) -> list[Agreement]:
    """Compare the coders in each field that ``coders.toml`` compares."""
    for name in coders.compared:
        if name not in codings.definition.fields:
            known = ", ".join(codings.definition.fields)
            raise Refusal(f"{FILE}, compared: no {name!r}; there are {known}")
    return [in_field(name, codings, statements, coders) for name in coders.compared]


def in_field(name: str, codings: Table, statements: Table, coders: Coders) -> Agreement:
    """Compare the coders in one field."""
    read = readings(codings, name)
    scored = {coder: [*read[coder].values()] for coder in coders.files if coder != coders.later}
    pairs = {
        (one, other): same(scored[one], scored[other]) for one, other in combinations(scored, 2)
    }
    if coders.later:
        now = {statements.key(row): row[name].value for row in statements.rows}
        later = read[coders.later]
        pairs[coders.later, "published"] = same([*later.values()], [now[key] for key in later])
    return Agreement(
        name, len(read[coders.editor]), pairs, nominal_alpha(zip(*scored.values(), strict=True))
    )


def readings(codings: Table, field: str) -> dict[str, dict[str, Value]]:
    """List what each coder read in one field, statement by statement."""
    found: dict[str, dict[str, Value]] = {}
    for cells in codings.rows:
        by_statement = found.setdefault(str(cells["coder"].value), {})
        by_statement[str(cells["statement"].value)] = cells[field].value
    return found


def same(one: Sequence[Value], other: Sequence[Value]) -> int:
    """Count the items that two coders read the same."""
    return sum(mine == theirs for mine, theirs in zip(one, other, strict=True))


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

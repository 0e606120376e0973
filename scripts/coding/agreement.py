"""Count how far the coders agree, field by field, and calculate Krippendorff's alpha."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import combinations

from transcription.refusal import Refusal
from transcription.table import Row, Table, Value

from .coders import FILE, Coders


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the coders agree in one field.

    ``alike`` counts the items that two of them read the same, ``unlike`` those, repeats left out,
    that not all read the same; ``alpha`` is None where all use one value, ``interval`` where all
    agree. The coder who followed later rules is compared with what is published, and not scored.
    """

    field: str
    items: int
    alike: Mapping[tuple[str, str], int]
    unlike: int
    alpha: Fraction | None
    interval: tuple[float, float] | None


def agreement(codings: Table, statements: Table, coders: Coders) -> list[Agreement]:
    """Compare the coders in each field that ``coders.toml`` compares."""
    for name in coders.compared:
        if name not in codings.definition.fields:
            known = ", ".join(codings.definition.fields)
            raise Refusal(f"{FILE}, compared: no {name!r}; there are {known}")
    by_key = {statements.key(row): row for row in statements.rows}
    return [in_field(name, codings, by_key, coders) for name in coders.compared]


def in_field(name: str, codings: Table, statements: Mapping[str, Row], coders: Coders) -> Agreement:
    """Compare the coders in one field."""
    read = readings(codings, name)
    scored = {coder: [*read[coder].values()] for coder in coders.files if coder != coders.later}
    items = list(zip(*scored.values(), strict=True))
    firsts = [statements[key]["repeats"].value is None for key in read[coders.editor]]
    pairs = {
        (one, other): same(scored[one], scored[other]) for one, other in combinations(scored, 2)
    }
    if coders.later:
        later = read[coders.later]
        now = [statements[key][name].value for key in later]
        pairs[coders.later, "published"] = same([*later.values()], now)
    return Agreement(
        field=name,
        items=len(items),
        alike=pairs,
        unlike=sum(first and len(set(item)) > 1 for first, item in zip(firsts, items, strict=True)),
        alpha=nominal_alpha(items),
        interval=bootstrap(tuple(items)),
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
    return alpha_of(Counter(tuple(item) for item in items if len(item) > 1))


def alpha_of(patterns: Counter[tuple[Hashable, ...]]) -> Fraction | None:
    """Calculate alpha from how many items were given which values."""
    values: Counter[Hashable] = Counter()
    observed = Fraction(0)
    for item, count in patterns.items():
        given = Counter(item)
        values.update({value: number * count for value, number in given.items()})
        observed += Fraction(count * unlike(given), given.total() - 1)
    expected = Fraction(unlike(values), values.total() - 1)
    return 1 - observed / expected if expected else None


RESAMPLES, SEED = 1000, 1974
"""How often the items are drawn anew, and from which seed, which means nothing."""


@cache
def bootstrap(items: tuple[tuple[Hashable, ...], ...]) -> tuple[float, float] | None:
    """Return the middle 95% of alpha over items drawn anew; None where the coders always agree.

    A draw in which all use one value has no alpha and does not count.
    """
    patterns = Counter(items)
    if all(len(set(item)) == 1 for item in patterns):
        return None
    draw = random.Random(SEED).choices  # noqa: S311 - no secret
    kinds, weights = zip(*sorted(patterns.items(), key=repr), strict=True)  # in whatever order read
    draws = (Counter(draw(kinds, weights, k=len(items))) for _ in range(RESAMPLES))
    alphas = sorted(float(alpha) for drawn in draws if (alpha := alpha_of(drawn)) is not None)
    tail = len(alphas) // 40
    return alphas[tail], alphas[-1 - tail]


def unlike(values: Counter[Hashable]) -> int:
    """Count the ordered pairs of different values."""
    return values.total() ** 2 - sum(count**2 for count in values.values())

"""Two lists, and how well each old thing fits each new one -> which of them is which.

The best fit is taken first. Where several things fit equally well, their order decides if there are
as many now as before; else it is not decided.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

EQUAL = 0.005
"""Fits that differ by less are equally good."""


@dataclass(slots=True)
class Pairing:
    """Which old thing is which new one, and which could as well be several."""

    pairs: dict[int, int] = field(default_factory=dict)
    unsure: dict[int, list[int]] = field(default_factory=dict)


def pair_up(
    fits: Mapping[tuple[int, int], float],
    alike: Callable[[int, int], bool],
    twins: Callable[[int, int], bool],
) -> Pairing:
    """The pairs, from the best fit to the least.

    ``fits`` has every pair that may be one; ``alike`` tells whether two old things say the same,
    ``twins`` whether two new ones do.
    """
    found = Pairing()
    open_fits = dict(fits)
    for old, new in sorted(fits, key=lambda pair: (-round(fits[pair], 3), pair)):
        if (old, new) not in open_fits:
            continue
        fit = open_fits[old, new] - EQUAL
        olds = [one for (one, other), value in open_fits.items()
                if other == new and value >= fit and (one == old or alike(old, one))]  # fmt: skip
        news = [other for (one, other), value in open_fits.items()
                if one == old and value >= fit and (other == new or twins(new, other))]  # fmt: skip
        settle(found, sorted(olds), sorted(news))
        open_fits = {(one, other): value for (one, other), value in open_fits.items()
                     if one not in olds and other not in news}  # fmt: skip
    return found


def settle(found: Pairing, olds: list[int], news: list[int]) -> None:
    """Pair as many with as many in their order, and leave the rest undecided."""
    if len(olds) == len(news):
        found.pairs.update(zip(olds, news, strict=True))
    else:
        found.unsure.update((old, news) for old in olds)

"""A fault and a group of faults: what is made on purpose, and how one asks whether it was noticed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """What is done, and a function that does it and says whether anybody noticed."""

    what: str
    noticed: Callable[[], bool]


@dataclass(frozen=True)
class Group:
    """A function that lists faults of one kind, none of them made yet.

    The fast tests make the first of ``every`` so many; the slow ones make all.
    """

    faults: Callable[[], Iterator[Fault]]
    every: int

    def count(self, every: int) -> tuple[int, int, list[str]]:
        """Return how many faults there are, how many were made, and those that nobody noticed."""
        listed, made, missed = 0, 0, []
        for listed, fault in enumerate(self.faults(), start=1):
            if (listed - 1) % every == 0:
                made += 1
                missed += [] if fault.noticed() else [fault.what]
        return listed, made, missed

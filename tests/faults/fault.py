"""A fault and a group of faults: what is made on purpose, and how one asks whether it was noticed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """What is done, and a function that does it and says whether anybody noticed."""

    what: str
    noticed: Callable[[], bool]


Groups = dict[str, Callable[[], Iterator[Fault]]]
"""Functions that list every fault of a group, none of them made yet, by what the README says."""

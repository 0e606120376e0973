"""A fault after another, made on purpose -> how many there were, and how many were noticed.

``make faults`` prints the counts and writes them into the README; ``test_faults.py`` asserts them.
Each module makes faults of one kind and names its groups; ``GROUPS`` holds them all.
"""

from __future__ import annotations

from . import article, builds, files
from .article import alterations, is_noticed, transcribed
from .fault import Fault, Groups

__all__ = ["GROUPS", "Fault", "alterations", "count", "is_noticed", "transcribed"]

GROUPS: Groups = article.GROUPS | files.GROUPS | builds.GROUPS


def count(name: str, every: int = 1) -> tuple[int, int, list[str]]:
    """How many faults a group lists, how many were made, and those that nobody noticed.

    ``every``: make the first fault of so many, and no other of them.
    """
    listed, made, missed = 0, 0, []
    for listed, fault in enumerate(GROUPS[name](), start=1):
        if listed % every == 1 % every:
            made += 1
            missed += [] if fault.noticed() else [fault.what]
    return listed, made, missed

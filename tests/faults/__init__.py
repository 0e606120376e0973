"""A fault after another, made on purpose -> how many there were, and how many were noticed.

``PYTHONPATH=scripts:tests .venv/bin/python -m faults`` prints the counts and writes them into
docs/trust.md; ``test_faults.py`` makes a sample, its slow tests all, and asserts them. Each module makes faults of one kind and names its groups; ``GROUPS`` holds them all, by the words
that docs/trust.md has for them.
"""

from __future__ import annotations

from . import article, builds, files, meaning
from .article import alterations, is_noticed, transcribed
from .fault import Fault, Group

__all__ = ["GROUPS", "Fault", "Group", "alterations", "is_noticed", "transcribed"]

GROUPS: dict[str, Group] = article.GROUPS | meaning.GROUPS | files.GROUPS | builds.GROUPS

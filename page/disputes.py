"""The published disputes and findings -> the section that says whether the figures agree."""

from __future__ import annotations

from typing import Any

from german_pows_ussr import Finding
from german_pows_ussr._findings import findings_at, percent
from german_pows_ussr._package import package

Json = dict[str, Any]

DERIVED = "derived"
"""What a figure that follows from others is called: it has no verdict."""


def disputes() -> list[Json]:
    """Return the disputes, as the table has them, each with its comparisons."""
    found = findings_at(None)
    return [
        {
            "key": row["dispute"],
            "finding": row["finding"],
            "size": f"{percent(row['difference_percent'])} apart",
            "title": row["title"],
            "sentence": row["sentence"],
            "note": row["note"],
            "members": [one for one in found if one.dispute == row["dispute"]],
        }
        for row in package().rows("disputes")
    ]


def undisputed() -> list[Json]:
    """Return the other findings by their verdicts, and those that are derived."""
    verdicts = package().table("findings").fields["finding"].vocabulary
    means = verdicts | {DERIVED: "Nobody prints these; they follow from what is printed."}
    kinds: dict[str, list[Finding]] = {name: [] for name in means}
    for one in findings_at(None):
        if not one.dispute:
            kinds[one.finding or DERIVED].append(one)
    return [
        {"name": name, "means": means[name], "members": found}
        for name, found in kinds.items()
        if found
    ]

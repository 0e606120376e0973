"""The published tables -> four pictures: their words, their data, their committed drawings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from german_pows_ussr._package import ARTICLE, package
from german_pows_ussr._table import Row
from german_pows_ussr._text import grouped

DRAWN = Path(__file__).resolve().parents[1] / "docs" / "pictures"
"""Where the drawings and their specifications lie; ``python -m page`` draws them."""

KINDS = ["nationality", "residual", "total"]
"""The kinds of rows by nationality, in the order in which they are drawn."""

MEASURES = ("captured", "died")
"""The measures of which the rival figures are drawn."""

OWN_LOOKS = re.compile("<desc>.*?</style>", re.DOTALL)
"""What a drawing has in a file of its own: its description and its style sheet."""


@dataclass(frozen=True)
class Picture:
    """A picture: its name, what it shows in words, and its data."""

    name: str
    title: str
    caption: str
    source: str
    alternative: str
    columns: tuple[str, ...]
    data: list[tuple[str, ...]]

    def drawn(self, width: str = "") -> Markup:
        """Return the drawing as the page shows it: with links, and with its looks."""
        text = (DRAWN / f"{self.name}{width}.svg").read_text(encoding="utf-8")
        within = OWN_LOOKS.sub("", text, count=1).replace('role="img"', 'role="group"', 1)
        return Markup(within.rstrip())  # noqa: S704 - drawn by us, from the published tables


def pictures() -> list[Picture]:
    """All of them, in the order of the page."""
    return [prisoners_held(), captured_and_died(), conflicting(), dead_by_nationality()]


def prisoners_held() -> Picture:
    """Return the quarterly table, the prose laid over it, the events below."""
    table, names = package().rows("prisoners_held"), package().source_names
    prose = [
        row
        for row in package().rows("statements")
        if row["measure"] == "held" and not row["repeats"]
    ]
    peak = max(table, key=lambda row: int(row["prisoners"]))
    return Picture(
        name="prisoners_held",
        title=package().table("prisoners_held").title,
        caption=(
            "Each bar is one quarter of the table and as wide as the quarter; where there is no "
            "bar the table has no figure, which does not mean zero. Diamonds are figures of the "
            "prose, at the time of which they speak; lines with ends show what a figure may mean "
            "as printed. Below are the events of the same years, with an arrow where the article "
            "does not say when they began."
        ),
        source=f"Table: {names['overmans-2000']}. Prose and events: the pinned article.",
        alternative=(
            f"{len(table)} quarters from {table[0]['period']} to {table[-1]['period']}, highest in "
            f"{peak['period']} with {grouped(peak['prisoners'])}; {len(prose)} figures of the "
            f"prose, {', '.join(row['printed'] for row in prose)}."
        ),
        columns=("when", "prisoners", "says who"),
        data=[
            *((row["period"], grouped(row["prisoners"]), "table") for row in table),
            *((row["period"], row["printed"], whose(row, names)) for row in prose),
            *((row["date"], row["title"], "event") for row in package().rows("events")),
        ],
    )


def captured_and_died() -> Picture:
    """Return the rival figures for the captured and for the dead on one scale."""
    names = package().source_names
    drawn = [row for measure in MEASURES for row in figures(measure)]
    return Picture(
        name="captured_and_died",
        title="Captured and died: who says how many, of whom",
        caption=(
            "One scale for both. The upright mark is the number as printed, the bar covers every "
            "number that would be printed this way, and a broken line is a maximum: it runs from "
            "nothing to the most that it allows. The figures count different people, named under "
            "each. Repeats are left out, and so are parts of another of these figures."
        ),
        source="The pinned article; each figure leads to its words there.",
        alternative="; ".join(
            f"{row['measure']}: {row['printed']} ({whose(row, names)})" for row in drawn
        )
        + ".",
        columns=("measure", "of whom", "as printed", "least", "most", "how exact", "says who"),
        data=[
            (
                row["measure"],
                row["population"].replace("_", " "),
                row["printed"],
                grouped(row["printed_low"]),
                grouped(row["printed_high"]),
                row["qualifier"].replace("_", " "),
                whose(row, names),
            )
            for row in drawn
        ],
    )


def conflicting() -> Picture:
    """Who contradicts whom."""
    found = [row for row in package().rows("findings") if row["finding"] == "conflicts"]
    return Picture(
        name="conflicts",
        title="Who contradicts whom, and about what",
        caption=(
            "Each square compares two authors; only those who conflict with somebody are shown. "
            "A conflict is a difference that no rounding explains: a finding about the article, "
            "not an error in the data."
        ),
        source="Computed from the figures, with what rounding allows: the table findings.",
        alternative="; ".join(row["title"] for row in found) + ".",
        columns=("conflict", "in figures"),
        data=[(row["title"], row["summary"]) for row in found],
    )


def dead_by_nationality() -> Picture:
    """Shares with their counts, in order, the residual and the total last."""
    ordered = sorted(
        package().rows("prisoners_by_nationality"),
        key=lambda row: (KINDS.index(row["row_kind"]), -float(row["died_percent"])),
    )
    first, names = ordered[0], package().source_names
    return Picture(
        name="mortality",
        title="Share of the prisoners who died, by nationality",
        caption=(
            "Shares as printed, beside the counts from which they come; lines with ends show what "
            "a share may mean as printed. In small groups a few deaths make a large share; "
            "'others' is what is left over, not a nationality."
        ),
        source=(
            f"{package().table('prisoners_by_nationality').title}; "
            f"{names['nkvd-figures']}, after {names['krivosheev']}."
        ),
        alternative=(
            f"{len(ordered)} bars. The highest share of a nationality is {first['died_percent']}% "
            f"({first['nationality']})."
        ),
        columns=("nationality", "died, share", "died", "accounted for"),
        data=[
            (
                row["nationality"],
                f"{row['died_percent']}%",
                grouped(row["died_in_captivity"]),
                grouped(row["accounted_for"]),
            )
            for row in ordered
        ],
    )


def whose(row: Row, names: dict[str, str]) -> str:
    """Say who asserts a figure, and who reports it, if that is not the article itself."""
    asserted, reported = row["asserted_by"], row["reported_by"]
    return names[asserted] + (f", reported by {names[reported]}" if reported != ARTICLE else "")


def figures(measure: str) -> list[dict[str, str]]:
    """Return the statements that are drawn for a measure: neither repeats nor parts of another."""
    measures = {
        "": "",
        **{row["statement"]: row["measure"] for row in package().rows("statements")},
    }
    return [
        row
        for row in package().rows("statements")
        if row["measure"] == measure
        and measure not in (measures[row["repeats"]], measures[row["part_of"]])
    ]

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

PART = "part"
"""Of a claim that rests on another as a part of it."""

KINDS = ["nationality", "residual", "total"]
"""The kinds of rows by nationality, in the order in which they are drawn."""

TOPICS = ("captured", "died")
"""The topics of which the rival figures are drawn."""

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
    return [prisoners_held(), captured_and_died(), disputes(), dead_by_nationality()]


def prisoners_held() -> Picture:
    """Return the quarterly table, the prose laid over it, the events below."""
    table = package().rows("prisoners_held")
    prose = [each for each in claims("held") if each.figure.startswith("statements/")]
    prose.sort(key=lambda each: each.period)
    peak = max(table, key=lambda row: int(row["prisoners"]))
    drawn_by = package().source_names["overmans-2000"]
    return Picture(
        name="prisoners_held",
        title=package().table("prisoners_held").title,
        caption=(
            "Each bar is one quarter of the table and as wide as the quarter; where there is no "
            "bar the table has no figure, which does not mean zero. Diamonds are figures of the "
            "prose, at the time of which they speak. A shaded band covers every number that would "
            "be printed this way; it does not say how certain a number is. Below are the events "
            "of the same years, with an arrow where the article does not say when they began."
        ),
        source=f"Table: {drawn_by}. Prose and events: the pinned article.",
        alternative=(
            f"{len(table)} quarters from {table[0]['period']} to {table[-1]['period']}, highest in "
            f"{peak['period']} with {grouped(peak['prisoners'])}; {len(prose)} figures of the "
            f"prose, {', '.join(each.printed for each in prose)}."
        ),
        columns=("when", "prisoners", "who says so"),
        data=[
            *((row["period"], grouped(row["prisoners"]), "table") for row in table),
            *((each.period, each.printed, each.who) for each in prose),
            *((row["date"], row["title"], "event") for row in package().rows("events")),
        ],
    )


def captured_and_died() -> Picture:
    """Return the rival figures for the captured and for the dead on one scale."""
    drawn = [(topic, claim) for topic in TOPICS for claim in claims(topic)]
    return Picture(
        name="captured_and_died",
        title="Captured and died: who says how many, of whom",
        caption=(
            "Every count of the prose, on one scale for both. The upright mark is the number as "
            "printed. The shaded band covers every number that would be printed this way; it does "
            "not say how certain the number is. A maximum is broken, with an arrow: any smaller "
            "number fits it. The counts are of different people, named under each. A count that "
            "several print stands once; its parts stand below it, without those by nationality."
        ),
        source="The pinned article; each figure leads to its words there.",
        alternative="; ".join(
            f"{topic}: {each.printed} ({each.who}; {each.whom})" for topic, each in drawn
        )
        + ".",
        columns=("topic", "of whom", "as printed", "lowest", "highest", "how exact", "who says so"),
        data=[
            (topic, each.whom, each.printed, each.low, each.high, each.qualifier, each.who)
            for topic, each in drawn
        ],
    )


def disputes() -> Picture:
    """Return the disputes, each with its verdict."""
    found = package().rows("disputes")
    return Picture(
        name="disputes",
        title="Where the figures of the article disagree",
        caption=(
            "Each dispute has its own scale, on which the larger number reaches 100%. Conflict: no "
            "reading reconciles the two numbers. Undecided: some readings do and some do not. Both "
            "are findings about the article, not errors in the data. Of a dispute with several "
            "comparisons the plainest is drawn; sums and ratios are computed from what is printed."
        ),
        source="Computed from the figures: the tables disputes and findings.",
        alternative=" ".join(f"{row['title']} {capital(verdict(row))}." for row in found),
        columns=("dispute", "verdict", "in words"),
        data=[(row["title"], verdict(row), row["sentence"]) for row in found],
    )


def verdict(dispute: Row) -> str:
    """Say what was found, and how far apart the two sides are: to two digits."""
    size = float(f"{float(dispute['difference_percent']):.2g}")
    return f"{dispute['finding']}, {size:g}% apart"


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
            "Shares as printed, beside the counts from which they come. The shaded band at the end "
            "of a bar covers every share that would be printed this way. In small groups a few "
            "deaths make a large share; 'others' is what is left over, not a nationality."
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


@dataclass(frozen=True)
class Claim:
    """A count in all its printings; what it has of one only is that of the first."""

    figure: str
    printed: str
    low: str
    high: str
    qualifier: str
    period: str
    who: str
    whom: str
    part: bool


def claims(topic: str) -> list[Claim]:
    """Return the counts of a topic, the largest first, each with its parts in the prose."""
    printings: dict[str, list[Row]] = {}
    for row in package().rows("figures"):
        if row["topic"] == topic and row["unit"] == "persons" and row["value"]:
            printings.setdefault(row["claim"], []).append(row)
    wholes = [rows for rows in printings.values() if rows[0]["rests_on_ground"] != PART]
    wholes.sort(key=lambda rows: -float(rows[0]["value"]))
    return [
        claim(rows, whole)
        for whole in wholes
        for rows in (whole, *(rows for rows in printings.values() if is_part(rows[0], whole[0])))
    ]


def is_part(row: Row, whole: Row) -> bool:
    """Tell whether the prose prints a count as a part of another."""
    of_it = row["rests_on_ground"] == PART and row["rests_on"] == whole["claim"]
    return of_it and row["figure"].startswith("statements/")


def claim(rows: list[Row], whole: list[Row]) -> Claim:
    """Return a count that is printed in these rows, and the whole to which it belongs."""
    first, part = rows[0], rows is not whole
    return Claim(
        figure=first["figure"],
        printed=first["printed"],
        low=grouped(first["printed_low"]),
        high=grouped(first["printed_high"]),
        qualifier=first["qualifier"].replace("_", " "),
        period=first["period"],
        who=capital("; ".join(dict.fromkeys(map(whose, rows)))),
        whom=f"Part: {difference(first, whole[0])}" if part else people(rows),
        part=part,
    )


def whose(row: Row) -> str:
    """Say who asserts a figure, and who reports it, if that is not the article itself."""
    reporter = f", reported by {row['reported_by_name']}" if row["reported_by"] != ARTICLE else ""
    return row["asserted_by_name"] + reporter


def people(rows: list[Row]) -> str:
    """Say of whom a count speaks, and if nobody prints its topic, as what it counts them."""
    topic = rows[0]["topic"]
    whom = "; ".join(dict.fromkeys(words(row["population"]) for row in rows))
    if topic in {row["measure"] for row in rows}:
        return whom
    return f"{whom}, {rows[0]['measure'].removeprefix(f'{topic}_').replace('_', ' ')}"


def difference(part: Row, whole: Row) -> str:
    """Say what makes a part of a whole: other people, or another time."""
    if part["population"] != whole["population"]:
        return words(part["population"])
    return part["period"].replace("/", " to ")


def words(term: str) -> str:
    """Write a term as words, the first with a capital."""
    return capital(term.replace("_", " "))


def capital(text: str) -> str:
    """Begin a text with a capital."""
    return text[:1].upper() + text[1:]

"""Look up what ``findings`` says of a figure, wherever the article prints it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from ._package import WHOLE_TABLE, Address, cells_of, package
from ._table import Row, parse_csv
from ._text import amount, interval

ORDER = ("conflict", "undecided", "compatible", "same", "not_comparable")
"""The verdicts, in the order of interest; a derived figure has none, and comes last."""

VERBS = {
    "conflict": "conflicts with",
    "undecided": "may conflict with",
    "compatible": "is compatible with",
    "same": "is the same as",
    "not_comparable": "cannot be compared with",
}
"""What a finding says of one side and the other."""

AT_MOST = {
    "conflict": {"left": "exceeds", "right": "is exceeded by"},
    "undecided": {"left": "may exceed", "right": "may be exceeded by"},
    "compatible": {"left": "need not exceed", "right": "need not be exceeded by"},
}
"""What it says of each side where the left one should be at most the right one."""

SIDES = ("left", "right")

TEXTS = (
    "comparison", "finding", "title", "summary", "note", "dispute", "cause", "depends_on",
    "assumes", "left_side", "right_side",
)  # fmt: skip
"""What a finding has from its row of ``findings`` as it stands."""

ONE_FIGURE = ("repeat", "prose_table")
"""The kinds of comparison that compare a figure with another printing of itself."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A comparison of one figure with another: a row of ``findings``, as a sentence and its note.

    Attributes:
        comparison: its key in ``findings``.
        finding: a verdict, ``"conflict"``, ``"undecided"``, ``"compatible"``, ``"same"`` or
            ``"not_comparable"``; ``""`` for a figure that is derived from others.
        difference_percent: how far the sides are apart, in percent of the larger; or ``None``.
        title: what is compared.
        says: what is found, with which figure, how far apart, and who says that.
        summary: both sides with their ranges as printed, and the result.
        note: what may explain the finding, or ``""``.
        dispute: the key in ``disputes`` of the quarrel to which it belongs, or ``""``.
        cause: the comparison from which this one follows, or ``""``.
        depends_on: the readings that change the verdict, or ``""``.
        assumes: what must be assumed to compare the two, or ``""``.
        left_side: the address of the cell on the left, or an expression with several.
        right_side: the same on the right, or ``""``.

    """

    comparison: str
    finding: str
    difference_percent: float | None
    title: str
    says: str
    summary: str
    note: str
    dispute: str
    cause: str
    depends_on: str
    assumes: str
    left_side: str
    right_side: str

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What a reader wants to know of it, each fact with its label."""
        return [
            ("finding", self.finding.replace("_", " ")),
            ("what is compared", self.title),
            ("result", self.summary),
            ("editor's note", self.note),
            ("dispute", self.dispute),
            ("left side", self.left_side),
            ("right side", self.right_side),
        ]

    def __str__(self) -> str:
        return f"{self.says}: {self.note}" if self.note else self.says


def figure_row(address: Address) -> Row | None:
    """Find the row of ``figures`` for a cell that holds a figure, its words or a bound."""
    field = package().table(address.table).fields.get(address.field)
    bound_of = field.bound_of if field else ""
    beside = ("value", "printed") if bound_of or address.field == "printed" else ()
    figures = package().table("figures").by("figure")
    for name in (address.field, bound_of, *beside):
        if found := figures.get(f"{address.table}/{address.row}/{name}"):
            return found[0]
    return None


def range_as_printed(figure: Row) -> str:
    """Write the range of a figure as printed; ``""`` if it is the number alone."""
    low, high = figure["printed_low"], figure["printed_high"]
    return "" if low == high == figure["value"] else interval(low, high, figure["unit"])


def how_exact(figure: Row) -> str:
    """Say how exactly a figure is meant; ``""`` if nothing qualifies it."""
    term = figure["qualifier"]
    meaning = package().table("figures").fields["qualifier"].vocabulary[term]
    return "" if term == "unhedged" else f"{term.replace('_', ' ')}: {meaning}"


def printings(address: Address) -> set[str]:
    """Return every address at which the article prints the figure of a cell."""
    row = figure_row(address)
    if row is None:
        return {str(address)}
    return {each["figure"] for each in package().table("figures").by("claim")[row["claim"]]}


def findings_of(address: Address) -> list[Finding]:
    """Return what was found when the figure of a cell was compared, conflicts first."""
    own = printings(address)
    says = {row["comparison"]: sentence(row, own) for row in naming(own) if row["finding"]}
    return findings_in(says)


def findings_at(address: Address | None) -> list[Finding]:
    """Return the findings for a table, a row or a cell, or all of them, conflicts first."""
    rows = package().rows("findings")
    if address and address.field and address.row != WHOLE_TABLE:
        return findings_of(address)
    if address and address.table == "findings":
        rows = tuple(row for row in rows if address.row in ("", WHOLE_TABLE, row["comparison"]))
    elif address:
        table = package().table(address.table)
        keys = table.keys if address.row in ("", WHOLE_TABLE) else [address.row]
        names = [address.field] if address.field else list(table.fields)
        own = {
            each
            for key in keys
            for name in names
            for each in printings(Address(table.name, key, name))
        }
        rows = tuple(row for row in naming(own) if row["finding"] and sentence(row, own))
    return findings_in({row["comparison"]: whole(row) for row in rows})


def findings_in(says: Mapping[str, str]) -> list[Finding]:
    """Make findings, in the order of the table; those of which nothing is said go."""
    return [
        Finding(
            says=says[row["comparison"]],
            difference_percent=float(size) if (size := row["difference_percent"]) else None,
            **{name: row[name] for name in TEXTS},
        )
        for row in package().rows("findings")
        if says.get(row["comparison"])
    ]


def naming(own: Set[str]) -> tuple[Row, ...]:
    """Return the rows of ``findings`` that name any of some cells, in their order."""
    content = package().table("findings").content
    places = {place for cell in own for place in index(content).get(cell, ())}
    return tuple(parse_csv(content)[place] for place in sorted(places))


@lru_cache(maxsize=8)
def index(content: bytes) -> dict[str, list[int]]:
    """Find which rows of ``findings`` name a cell, for every cell, once."""
    found: dict[str, list[int]] = {}
    for place, row in enumerate(parse_csv(content)):
        for cell in cells_of(row["left_side"]) + cells_of(row["right_side"]):
            found.setdefault(cell, []).append(place)
    return found


def sentence(row: Row, own: Set[str]) -> str:
    """Say what a comparison found for some cells; ``""`` if it compares their own printings."""
    sides = [each for each in SIDES if not own.isdisjoint(cells_of(row[f"{each}_side"]))]
    if len(sides) == len(SIDES) and row["kind"] in ONE_FIGURE:
        return ""
    said = verdict(row, sides[0])
    alone = "[" not in row[f"{sides[0]}_side"]
    return said if alone else f"computed with others to {number(row, sides[0])}, {said}"


def whole(row: Row) -> str:
    """Say what a comparison found of its left side, which is named; or what is derived."""
    return f"{side(row, 'left')} {verdict(row, 'left')}" if row["finding"] else row["summary"]


def verdict(row: Row, subject: str) -> str:
    """Say what a comparison found for one of its sides, and how far apart the two are."""
    words = AT_MOST.get(row["finding"], {}) if row["relation"] == "at_most" else {}
    said = words.get(subject, VERBS[row["finding"]])
    other = side(row, "right" if subject == "left" else "left")
    apart = f", {percent(row['difference_percent'])} apart" if row["dispute"] else ""
    depends = row["depends_on"].replace("_", " ")
    return f"{said} {other}{apart}{f' (depends on {depends})' if depends and apart else ''}"


def percent(size: str) -> str:
    """Write the size of a difference, to two digits.

    >>> percent("65.1755"), percent("2.3665")
    ('65%', '2.4%')

    """
    return f"{float(size):.2g}%"


def side(row: Row, name: str) -> str:
    """Describe one side of a comparison: the figure as printed, who says it, and of when."""
    expression = row[f"{name}_side"]
    found = package().table("figures").by("figure").get(expression)
    if not found:
        return f"{number(row, name)} ({row['title']})"
    figure, (table, _, rest) = found[0], expression.partition("/")
    if package().table(table).attribution:
        key = rest.rpartition("/")[0]
        return f"{figure['printed']} (table of {figure['asserted_by_name']}, {key})"
    who = ", ".join(filter(None, [figure["asserted_by_name"], figure["period"]]))
    return f"{figure['printed']} ({who})"


def number(row: Row, name: str) -> str:
    """Write the number of one side of a comparison."""
    return amount(f"{float(row[f'{name}_value']):.2f}".rstrip("0").rstrip("."), row["unit"])


def summarize(found: Sequence[Finding]) -> Iterator[tuple[str, str]]:
    """Say what a reader must know before using a figure: each dispute once, the rest counted."""
    rest = list(found)
    for key in dict.fromkeys(each.dispute for each in found if each.dispute):
        own = [each for each in found if each.dispute == key]
        row = package().table("disputes").by("dispute")[key][0]
        yield (
            "dispute",
            f"{row['title']} This figure {own[0].says}.{follow(len(own) - 1)} {row['note']}",
        )
        rest = [each for each in rest if each.dispute != key]
    apart = [each for each in rest if each.finding == "not_comparable"]
    yield from (("not comparable", str(each)) for each in apart)
    if count := len(rest) - len(apart):
        other = "other " * (len(rest) != len(found) or bool(apart))
        yield "no conflict", f"in {count} {other}{'comparison' if count == 1 else 'comparisons'}"


def follow(count: int) -> str:
    """Say how many further comparisons of a figure belong to the same dispute."""
    if not count:
        return ""
    return f" So in {count} more {'comparison' if count == 1 else 'comparisons'}."

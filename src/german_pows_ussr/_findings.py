"""Look up what ``findings`` says of a figure, wherever the article prints it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from ._html import facts_html, lines_html
from ._package import WHOLE_TABLE, Address, cells_of, package
from ._table import Row, parse_csv
from ._text import amount, rounded

ORDER = ("conflicts", "not_comparable", "agrees_when_rounded", "agrees")
"""The terms of ``finding``, those first that a reader must not miss."""

OPEN = ORDER[:2]
"""The findings that a reader must know before using a figure."""

VERBS = {
    "conflicts": ("conflicts with", "conflicts with"),
    "not_comparable": ("cannot be compared with", "cannot be compared with"),
    "agrees_when_rounded": ("agrees within rounding with", "agrees within rounding with"),
    "agrees": ("agrees with", "agrees with"),
}
"""The verb for a finding, as it concerns its left side, and its right side."""

VERBS_AT_MOST = VERBS | {
    "agrees_when_rounded": ("need not exceed", "need not be exceeded by"),
    "agrees": ("is at most", "is at least"),
}
"""The same where the left side should be at most the right one."""

ONE_FIGURE = ("repeat", "prose_table")
"""The kinds of comparison that compare a figure with another printing of itself."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A comparison of one figure with another: a row of ``findings``.

    Printed, it is a sentence and its note.

    Attributes:
        comparison: its key in ``findings``.
        finding: ``"conflicts"``, ``"not_comparable"``, ``"agrees_when_rounded"`` or ``"agrees"``.
        title: what is compared.
        says: the finding as it concerns the figure: with which other figure it conflicts or agrees,
            and who says that.
        summary: both sides with their ranges as printed, and the result.
        note: what may explain the finding, or ``""``.
        left_side: the address of the cell on the left, or an expression with several.
        right_side: the same on the right.

    """

    comparison: str
    finding: str
    title: str
    says: str
    summary: str
    note: str
    left_side: str
    right_side: str

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What a reader wants to know of it, each fact with its label."""
        return [
            ("finding", self.finding),
            ("what is compared", self.title),
            ("result", self.says),
            ("editor's note", self.note),
            ("left side", self.left_side),
            ("right side", self.right_side),
        ]

    def __str__(self) -> str:
        return f"{self.says}: {self.note}" if self.note else self.says

    def _repr_html_(self) -> str:
        title = f"<strong>{lines_html([self.title])}</strong>"
        facts = [
            (self.finding.replace("_", " "), lines_html([self.summary])),
            ("editor's note", lines_html([self.note])),
            ("computed from", lines_html([self.left_side, self.right_side])),
        ]
        return facts_html(title, facts)


def figure_row(address: Address) -> Row | None:
    """Find the row of ``figures`` for a cell that holds a figure, its words or a bound."""
    field = package().table(address.table).fields.get(address.field)
    figures = package().table("figures").by("figure")
    names = (address.field, field.bound_of if field else "", "value", "printed")
    bound = field is not None and (field.bound_of or address.field == "printed")
    for name in names if bound else names[:1]:
        if found := figures.get(f"{address.table}/{address.row}/{name}"):
            return found[0]
    return None


def printings(address: Address) -> set[str]:
    """Return every address at which the article prints the figure of a cell."""
    row = figure_row(address)
    if row is None:
        return {str(address)}
    return {each["figure"] for each in package().table("figures").by("claim")[row["claim"]]}


def findings_of(address: Address) -> list[Finding]:
    """Return the findings for the figure of a cell, conflicts first."""
    return select(printings(address))


def findings_at(address: Address | None) -> list[Finding]:
    """Return the findings for a table, a row or a cell, or all of them, conflicts first."""
    if address is None:
        return select(None)
    if address.table == "findings" and address.row not in ("", WHOLE_TABLE):
        return [each for each in select(None) if each.comparison == address.row]
    if address.field and address.row != WHOLE_TABLE:
        return findings_of(address)
    table = package().table(address.table)
    keys = table.keys if address.row in ("", WHOLE_TABLE) else [address.row]
    names = [address.field] if address.field else list(table.fields)
    cells = (Address(table.name, key, name) for key in keys for name in names)
    concerned = {each.comparison for each in select(set().union(*map(printings, cells)))}
    return [each for each in select(None) if each.comparison in concerned]


def select(own: Set[str] | None) -> list[Finding]:
    """Return the findings about any of some cells, or all; none that compares two of them."""
    content = package().table("findings").content
    rows = parse_csv(content)
    if own is not None:
        places = sorted({place for cell in own for place in index(content).get(cell, ())})
        rows = tuple(rows[place] for place in places)
    found = [as_finding(row, says) for row in rows if (says := sentence(row, own))]
    return sorted(found, key=lambda each: ORDER.index(each.finding))


@lru_cache(maxsize=8)
def index(content: bytes) -> dict[str, list[int]]:
    """Find which rows of ``findings`` name a cell, for every cell, once."""
    found: dict[str, list[int]] = {}
    for place, row in enumerate(parse_csv(content)):
        for cell in cells_of(row["left_side"]) + cells_of(row["right_side"]):
            found.setdefault(cell, []).append(place)
    return found


def as_finding(row: Row, says: str) -> Finding:
    """Make a finding from a row of ``findings``."""
    names = ("comparison", "finding", "title", "summary", "note", "left_side", "right_side")
    return Finding(says=says, **{name: row[name] for name in names})


def sentence(row: Row, own: Set[str] | None) -> str:
    """Say what a comparison found for some cells; ``""`` if it compares them with each other."""
    if own is None:
        return f"{side(row, 'left')} {predicate(row, 'left')}"
    sides = ("left", "right")
    concerned = [name for name in sides if not own.isdisjoint(cells_of(row[f"{name}_side"]))]
    if concerned == [*sides] and row["kind"] in ONE_FIGURE:
        return ""
    subject = concerned[0]
    said = predicate(row, subject)
    if "[" not in row[f"{subject}_side"]:
        return said
    return f"combined with other figures ({number(row, subject)}), {said}"


def predicate(row: Row, subject: str) -> str:
    """Say what a comparison found for one of its sides."""
    verbs = (VERBS_AT_MOST if row["relation"] == "at_most" else VERBS)[row["finding"]]
    verb, other = (verbs[0], "right") if subject == "left" else (verbs[1], "left")
    return f"{verb} {side(row, other)}"


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
    return amount(rounded(float(row[f"{name}_value"])), row["unit"])


def summarize(found: Sequence[Finding]) -> Iterator[str]:
    """Say what a reader must know before using a figure: open findings in full, others counted."""
    open_findings = [each for each in found if each.finding in OPEN]
    yield from map(str, open_findings)
    rest = len(found) - len(open_findings)
    if rest:
        comparisons = "comparison" if rest == 1 else "comparisons"
        yield f"no conflict in {rest} {'other ' * bool(open_findings)}{comparisons}"

"""An address -> what ``reconciliation`` says of it: conflicts first, in words, with its notes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ._address import Row, keys, part
from ._amount import amount, rounded
from ._ground import WHOLE_TABLE, Cells, addresses
from ._package import rows, table_fields, table_resources
from ._prints import figure_of, firsts, prints
from ._source import names_of_sources

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "finding", "title", "says", "summary", "note", "left_side", "right_side", "comparison",
)  # fmt: skip

ORDER = ("conflicts", "not_comparable", "agrees_when_rounded", "agrees")
"""The findings, those first that a reader must not miss."""

OPEN = ORDER[:2]
"""The findings that speak against a figure."""

SAYS = {
    "conflicts": ("conflicts with", "conflicts with"),
    "not_comparable": ("cannot be compared with", "cannot be compared with"),
    "agrees_when_rounded": ("agrees within rounding with", "agrees within rounding with"),
    "agrees": ("agrees with", "agrees with"),
}
"""What a finding says of the left side, and of the right."""

SAYS_AT_MOST = SAYS | {
    "agrees_when_rounded": ("need not exceed", "need not be exceeded by"),
    "agrees": ("is at most", "is at least"),
}
"""The same where the left side should be at most the right."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What ``reconciliation`` says of one figure and another.

    Printed, it is a sentence and its note.

    Attributes:
        comparison: the key of the check in ``reconciliation``.
        finding: ``"conflicts"``, ``"not_comparable"``, ``"agrees_when_rounded"`` or ``"agrees"``.
        title: what is compared.
        says: the finding as it concerns the figure: with what it conflicts or agrees, and on whose
            word that is.
        summary: both sides with what they may mean, and what holds of them.
        note: what may explain the finding, or ``""``.
        left_side: the address of the cell on the left, or what is computed from several.
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

    def __str__(self) -> str:
        return f"{self.says}: {self.note}" if self.note else self.says

    def _repr_html_(self) -> str:
        from ._html import finding_html

        return finding_html(self)


def findings(
    address: str | None = None, row: Row | None = None, field: str | None = None
) -> pd.DataFrame:
    """What the figures say of each other, conflicts first.

    Args:
        address: of a cell, ``table/row/field``, of a row or a table, with or without ``#``, or the
            name of a table followed by ``row`` and ``field``; without it, every finding. A cell
            that holds the words or a bound of a figure, or prints it again, stands for the figure.
        row: the key of a row.
        field: the name of a column.

    Returns:
        One row for each check that concerns the address, conflicts first. ``finding`` is an
        ordered category: conflicts, not_comparable, agrees_when_rounded, agrees. The others are
        strings: ``title`` (what is compared), ``says`` (with what the figure conflicts or agrees,
        and on whose word; where no cell was asked for, which figure that is, too), ``summary``
        (both sides with what they may mean), ``note`` (what may explain the finding; missing where
        there is no note), ``left_side`` and ``right_side`` (addresses, or what is computed from
        them) and ``comparison`` (the key of the check in ``reconciliation``).

    Raises:
        UnknownNameError: there is no such table, row or field; the message offers the nearest.
        DamagedPackageError: a file is missing or is not the one published.

    >>> found = findings("prisoners_held/1945-Q2/prisoners")
    >>> found["says"].iloc[0]
    'conflicts with 2.8 million (Soviet records, 1945-05)'
    >>> findings("statements/history-soviet-held-1945/value")["says"].iloc[0]
    'conflicts with 2,000,000 (table of Rüdiger Overmans, 1945-Q2)'

    """
    import pandas as pd

    from ._listing import Findings

    table = named(address, row, field)
    said = {name: [getattr(each, name) or None for each in table] for name in COLUMNS}
    frame = pd.DataFrame(said, columns=list(COLUMNS), dtype="string")
    return Findings(frame.astype({"finding": pd.CategoricalDtype(list(ORDER), ordered=True)}))


def named(
    address: str | None = None, row: Row | None = None, field: str | None = None
) -> list[Finding]:
    """The findings for what an address names, or all."""
    ledger = Ledger()
    if address is None:
        return ledger.known(None)
    table, key, name = part(address, row, field)
    if table == "reconciliation" and key not in (None, WHOLE_TABLE):
        return [each for each in ledger.known(None) if each.comparison == key]
    if name is not None and key != WHOLE_TABLE:
        return ledger.of(f"{table}/{key}/{name}")
    chosen = keys(table) if key in (None, WHOLE_TABLE) else [key]
    columns = [name] if name else table_fields(table)
    cells = (f"{table}/{each}/{column}" for each in chosen for column in columns)
    concerned = {each.comparison for each in ledger.known(ledger.prints(cells))}
    return [each for each in ledger.known(None) if each.comparison in concerned]


def side_of(row: Cells, own: Collection[str] | None) -> tuple[bool, bool] | None:
    """Whether the left side is meant, and whether it is the cell alone; none if neither is."""
    if own is None:
        return True, True
    left, right = (
        any(address in own for address in addresses(row[side]))
        for side in ("left_side", "right_side")
    )
    if not (left or right) or (left and right and row["kind"] in ("repeat", "prose_table")):
        return None
    return left, "[" not in row["left_side" if left else "right_side"]


class Ledger:
    """The findings, and what tells whose the figures are."""

    def __init__(self) -> None:
        self.rows = rows("reconciliation")
        self.statements = {row["statement"]: row for row in rows("statements")}
        self.names = names_of_sources()
        self.later = firsts(self.rows)

    def of(self, address: str) -> list[Finding]:
        """The findings for the figure of a cell, wherever the article prints it."""
        return self.known(self.prints([figure_of(address)]))

    def prints(self, addresses: Iterable[str]) -> set[str]:
        """Every address at which the article prints the figures of some cells."""
        return prints(addresses, self.later)

    def known(self, own: Collection[str] | None) -> list[Finding]:
        """The findings that concern any of some cells, or all; none that compares two of them."""
        sides = ((row, side_of(row, own)) for row in self.rows)
        found = [
            Finding(says=says, **{name: row[name] for name in COLUMNS if name != "says"})
            for row, side in sides
            if side and (says := self.says(row, *side) if own else self.both(row))
        ]
        return sorted(found, key=lambda each: ORDER.index(each.finding))

    def both(self, row: Cells) -> str:
        """A finding as a sentence, its subject the left side."""
        return f"{self.side('left', row)} {self.says(row, left=True, alone=True)}"

    def says(self, row: Cells, left: bool, alone: bool) -> str:
        """A finding as it concerns one side, which is the subject."""
        verbs = (SAYS_AT_MOST if row["relation"] == "at_most" else SAYS)[row["finding"]]
        said = f"{verbs[0] if left else verbs[1]} {self.side('right' if left else 'left', row)}"
        if alone:
            return said
        own = number(row, "left" if left else "right")
        return f"combined with other figures ({own}), {said}"

    def side(self, side: str, row: Cells) -> str:
        """The figure of one side as it is printed, whose it is, and of when."""
        expression, said = row[f"{side}_side"], number(row, side)
        if "[" in expression:
            return f"{said} ({row['title']})"
        table, _, rest = expression.partition("/")
        key = rest.rpartition("/")[0]
        if table == "statements":
            told = self.statements[key]
            whose = [self.names[told["asserted_by"]], told["period"]]
            return f"{told['printed']} ({', '.join(filter(None, whose))})"
        word = table_resources()[table]["attribution"]["asserted_by"]
        return f"{said} (table of {self.names[word]}, {key})"


def told(found: Mapping[str, str]) -> list[tuple[str, str]]:
    """A finding as a reader wants it: what is compared, what holds of it, and where both stand."""
    facts = ("finding", "title", "says", "note", "left_side", "right_side")
    return [(name, found[name]) for name in facts]


def number(row: Cells, side: str) -> str:
    """The number of one side, as a comparison has it."""
    return amount(rounded(float(row[f"{side}_value"])), row["unit"])


def against(found: Sequence[Finding]) -> Iterator[str]:
    """What a reader of a figure must know: its conflicts in full, the rest counted."""
    open_questions = [each for each in found if each.finding in OPEN]
    yield from map(str, open_questions)
    rest = len(found) - len(open_questions)
    if rest:
        comparisons = "comparison" if rest == 1 else "comparisons"
        yield f"no conflict in {rest} {'other ' * bool(open_questions)}{comparisons}"

"""Fill in the placeholders of a check: one comparison for every row of a table, or one alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from transcription.definition import Check
from transcription.refusal import Refusal
from transcription.table import Row, Table

from .figures import WORDS, Figure
from .words import period_in_words

PLACEHOLDER = re.compile(r"\{(\w+)\}")
NEXT, SPAN = "next", "span"
"""Placeholders: the key of the row whose period follows that of this one; both in words."""


def instances(
    spot: str, name: str, check: Check, tables: Mapping[str, Table]
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the keys of the rows that a check gives, and what its placeholders stand for."""
    check_check(spot, check)
    if check.each is None:
        yield name, {}
        return
    if check.each not in tables:
        raise Refusal(f"{spot}: no table {check.each!r}; there are {', '.join(tables)}")
    table = tables[check.each]
    used = placeholders(spot, check, table)
    for cells in table.rows:
        values = {field: cells[field].value for field in used - {NEXT, SPAN}}
        if NEXT in used:
            after = following(table, cells)
            span = period_in_words(f"{table.key(cells)}/{after}") if after else None
            values |= {NEXT: after, SPAN: span}
        selected = all(cells[field].value in allowed for field, allowed in check.where.items())
        if selected and None not in values.values():
            key = table.key(cells).lower().replace(" ", "-")
            yield f"{name}-{key}", {field: str(value) for field, value in values.items()}


def placeholders(spot: str, check: Check, table: Table) -> set[str]:
    """Return the fields that a check takes from each row; refuse unknown ones, and idle choices."""
    used = {name for words in texts(check)[1:] for name in PLACEHOLDER.findall(words)}
    used |= set(PLACEHOLDER.findall(check.title)) - set(WORDS)
    known = {NEXT, SPAN, *table.definition.fields}
    for field in sorted((used | set(check.where)) - known):
        raise Refusal(f"{spot}: no field {field!r} in table {table.name}")
    for field, allowed in check.where.items():
        for value in set(allowed) - set(table.column(field)):
            raise Refusal(f"{spot}: no row of {table.name} has {value!r} as its {field}")
    return used


def texts(check: Check) -> Sequence[str]:
    """Return the title and the sides of a check."""
    return [check.title, check.left, *([check.right] if check.right else []), *check.day]


def following(table: Table, cells: Row) -> str | None:
    """Find the row whose period begins when that of another one has ended."""
    end = cells["period_end"].value
    found = (
        table.key(row)
        for row in table.rows
        if isinstance(end, date) and row["period_start"].value == end + timedelta(days=1)
    )
    return next(found, None)


def check_check(spot: str, check: Check) -> None:
    """Refuse two notes, an idle choice, and braces that stand for no field."""
    if check.not_comparable and check.note:
        raise Refusal(f"{spot}: not_comparable is the note; give one of the two")
    if check.where and not check.each:
        raise Refusal(f"{spot}: where selects rows of each; give both")
    if check.right is None and (check.day or check.relation != "equals" or check.not_comparable):
        raise Refusal(f"{spot}: a check without a right side compares nothing; give one")
    for words in texts(check):
        rest = PLACEHOLDER.sub("", words) if check.each else words
        if "{" in rest or "}" in rest:
            raise Refusal(f"{spot}: a brace in {words!r} stands for no field of the rows of each")


def filled(check: Check, values: dict[str, str]) -> Check:
    """Fill in the sides of a check."""
    return msgspec.structs.replace(
        check,
        left=check.left.format(**values),
        right=check.right.format(**values) if check.right else None,
        day=[side.format(**values) for side in check.day],
    )


def title_of(spot: str, title: str, values: dict[str, str], left: Figure | None) -> str:
    """Fill in a title with cells of the row and with words for the figure on the left."""
    if left is None and set(PLACEHOLDER.findall(title)) & set(WORDS):
        raise Refusal(f"{spot}: the left side is no figure; its title has no words for one")
    return title.format(**values, **(left.words if left else {}))

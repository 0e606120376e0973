"""Look up figures by topic, measure and time, or by a number or a word in them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ._findings import ORDER, findings_of, how_exact, range_as_printed, summarize
from ._package import ARTICLE, Address, package
from ._period import days_of_time, overlaps
from ._table import Json, Row
from ._text import UnknownNameError, did_you_mean, grouped, nearest, unknown

NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?) ?(million|thousand|percent|%)?", re.IGNORECASE)
FACTORS = {"million": 1_000_000, "thousand": 1_000}
SEARCHED = (
    "printed", "sentence", "asserted_by_name", "reported_by_name", "measure", "population",
    "period", "section", "figure", "note",
)  # fmt: skip
"""The columns of ``figures`` in which a word is sought."""

VARYING = ("measure", "population", "custody", "period", "asserted_by_name")
"""The columns in which the printings of a claim may differ."""

NO_TOPIC = "a time needs a topic: compare('held', when='1945')"


def topics() -> list[Json]:
    """List the topics, what they mean, their measures, and how many claims there are of each."""
    rows = package().rows("figures")
    found = []
    for topic, meaning in package().table("figures").fields["topic"].vocabulary.items():
        about = [row for row in rows if row["topic"] == topic]
        measures = ", ".join(dict.fromkeys(row["measure"] for row in about))
        claims = len({row["claim"] for row in about})
        found.append({"topic": topic, "meaning": meaning, "measures": measures, "claims": claims})
    return found


def compared(topic: str, when: str | None = None) -> tuple[list[Row], int]:
    """Return a row for each claim about a topic or of a measure, and how many undated are left out.

    A claim without a date belongs to no time.
    """
    fields = package().table("figures").fields
    column = "topic" if topic in fields["topic"].vocabulary else "measure"
    if topic not in fields[column].vocabulary:
        known = [*fields["topic"].vocabulary, *fields["measure"].vocabulary]
        raise unknown("topic or measure", topic, "figures", dict.fromkeys(known))
    rows = package().rows("figures")
    claims = dict.fromkeys(row["claim"] for row in rows if row[column] == topic)
    found = [merge_printings(package().table("figures").by("claim")[claim]) for claim in claims]
    if when is None:
        return found, 0
    undated = [row for row in found if not (row["period_start"] or row["period_end"])]
    first, last = days_of_time(when)
    return [row for row in found if overlaps(row, first, last)], len(undated)


def undated_line(undated: int) -> str:
    """Say how many undated figures were left out; ``""`` if none was."""
    figures = "figure was" if undated == 1 else "figures were"
    return f"{undated} undated {figures} left out" if undated else ""


def merge_printings(printings: Sequence[Row]) -> Row:
    """Merge the printings of a claim: the row of the speaker's own table, or the first."""
    own = [
        row for row in printings if package().table(Address.parse(row["figure"]).table).attribution
    ]
    shown = [*own, *printings][0]
    others = [row for row in printings if row is not shown]
    return {
        **shown,
        "note": next((row["note"] for row in [shown, *others] if row["note"]), ""),
        "printings": str(len(printings)),
        "also_printed_at": "; ".join(row["figure"] for row in others),
        "other_wordings": "; ".join(other_wordings(shown, others)),
    }


def other_wordings(shown: Row, others: Sequence[Row]) -> Iterator[str]:
    """Say in what other printings of a claim differ from the one that is shown."""
    for name in VARYING:
        words = dict.fromkeys(row[name] or "not said" for row in others)
        differing = [word for word in words if word != (shown[name] or "not said")]
        if differing:
            yield f"{name.removesuffix('_name')}: {', '.join(differing)}"


def search(sought: str | float) -> list[Row]:
    """Return the figures with a number, as printed or as a value, or with a word."""
    number = as_number(sought)
    rows = package().rows("figures")
    found = [row for row in rows if row["value"] and float(row["value"]) == number]
    if not found and isinstance(sought, str):
        found = [row for row in rows if mentions(row, sought)]
    if not found:
        raise none_found(sought, number)
    return found


def as_number(sought: str | float) -> float | None:
    """Read a number as people write it.

    >>> as_number("381,067"), as_number("2.8 million"), as_number(25), as_number("Stalingrad")
    (381067.0, 2800000.0, 25.0, None)

    """
    if isinstance(sought, int | float) and not isinstance(sought, bool):
        return float(sought) if abs(sought) < 10**15 else math.inf
    if not isinstance(sought, str) or not sought.strip():
        raise TypeError(f"a number or a word is sought, not {sought!r}")
    match = NUMBER.fullmatch(sought.strip())
    if not match:
        return None
    number, word = match.groups(default="")
    return round(float(number.replace(",", "")) * FACTORS.get(word.lower(), 1), 6)


def mentions(row: Row, words: str) -> bool:
    """Tell whether some words occur in a figure, in its sentence, its names or its note."""
    text = "\n".join(row[name] for name in SEARCHED).replace("_", " ")
    sought = re.escape(words.strip().replace("_", " "))
    whole = rf"(?<![\d.,]){sought}(?!\d|[.,]\d)" if sought[0].isdigit() else sought
    return re.search(whole, text, re.IGNORECASE) is not None


def none_found(sought: str | float, number: float | None) -> UnknownNameError:
    """Make the error for a number or a word that is in no figure."""
    rows = package().rows("figures")
    if number is None:
        text = " ".join(row[name] for row in rows for name in SEARCHED[:4])
        near = nearest(str(sought), sorted(set(re.findall(r"[^\W\d_]{4,}", text))))
    else:
        values = {float(row["value"]) for row in rows if row["value"]}
        ordered = sorted(values, key=lambda value: abs(value - number))
        near = [grouped(str(value)) for value in ordered[:3]]
    meant = did_you_mean(near) if near else "compare() lists the topics"
    return UnknownNameError(f"no figure with {sought!r}; {meant}")


def figure_facts(row: Row) -> list[tuple[str, str]]:
    """Return what a reader wants to know of a figure, each fact with its label."""
    return [
        ("printed", row["printed"]),
        ("range as printed", range_as_printed(row)),
        ("how exact", how_exact(row)),
        ("counts", what_is_counted(row)),
        ("when", row["period"]),
        ("who says so", row["asserted_by_name"]),
        ("cited by", row["reported_by_name"] if row["reported_by"] != ARTICLE else ""),
        ("in the article", f"line {row['line']}: {row['sentence']}"),
        ("figure", row["figure"]),
        ("also printed at", row.get("also_printed_at", "").replace("; ", ", ")),
        ("other wordings", row.get("other_wordings", "").replace("_", " ")),
        ("editor's note", row["note"]),
        *summarize(findings_of(Address.parse(row["figure"]))),
    ]


def what_is_counted(row: Row) -> str:
    """Name what is counted and of whom, as whom they are compared, and where they died."""
    people, other = row["population"], row["compared_as"]
    compared_as = f"compared as {other}" if people != other else ""
    custody = f"in {row['custody']}" if row["custody"] else ""
    return ", ".join(filter(None, [row["measure"], people, compared_as, custody])).replace("_", " ")


MANY = 6  # how many parts in a column are listed, if nothing conflicts with them

LEGEND = """
!       conflicts with another figure: find the number to see with which
also N  printed in N more places"""


def outline(rows: Sequence[Row], undated: int) -> str:
    """Write a line for each figure below what is counted, and one for many parts of a table."""
    columns = [column_of_part(row) for row in rows]
    folded = {column: n for column, n in Counter(columns).items() if column and n > MANY}
    counted: dict[str, list[str]] = {}
    for row, column in zip(rows, columns, strict=True):
        if column not in folded:
            name = f"{row['measure']}: {row['compared_as']}".replace("_", " ")
            counted.setdefault(name, []).append(line_of(row))
    lines = [line for name, each in counted.items() for line in (name, *each)]
    lines += [f"{n} more in {column}" for column, n in folded.items()]
    said = [*(lines or ["no dated figure is of that time"]), undated_line(undated)]
    return "\n".join([*filter(None, said), *([LEGEND] if lines else [])])


def column_of_part(row: Row) -> str:
    """Return the table and the column of a part of a table that only it prints, or ``""``.

    A total and a figure that conflicts with another are no such parts.
    """
    cell = Address.parse(row["figure"])
    table = package().table(cell.table)
    total = (table.row(cell.row) or {}).get("row_kind") == "total"
    if total or not table.attribution or row["also_printed_at"] or has_conflict(row):
        return ""
    return f"{cell.table}, {cell.field}"


def has_conflict(row: Row) -> bool:
    """Tell whether a figure conflicts with another."""
    return any(each.finding == ORDER[0] for each in findings_of(Address.parse(row["figure"])))


def line_of(row: Row) -> str:
    """Write a figure in a line: as printed, who says it, when, and how often it is repeated."""
    exact = row["qualifier"] == "unhedged" or not NUMBER.fullmatch(row["printed"])
    printed = row["printed"] if exact else f"{row['printed']}, {row['qualifier'].replace('_', ' ')}"
    when = row["period"].replace("../", "to ")
    also = f"also {int(row['printings']) - 1}" if row["also_printed_at"] else ""
    mark = "!" if has_conflict(row) else ""
    return f"{mark:1} {printed:<20} {row['asserted_by_name']:<34} {when:<15} {also}".rstrip()

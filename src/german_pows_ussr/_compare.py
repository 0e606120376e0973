"""A measure -> the competing figures for it, side by side."""

from __future__ import annotations

from ._ground import addresses
from ._package import row_key, rows, table_fields, table_resources, unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from ._package import Json

COLUMNS = (
    "value", "low", "high", "unit", "qualifier", "printed", "population", "period",
    "period_start", "period_end", "asserted_by", "reported_by", "address", "repeated_at",
    "findings",
)  # fmt: skip


def compare(measure: str) -> pd.DataFrame:
    """The competing figures for one measure, from the prose and from the tables.

    Args:
        measure: a term of the vocabulary of ``statements.measure``, such as ``"captured"``,
            ``"died"`` or ``"held"``.

    Returns:
        One row for each figure, those of the prose first, in the order of the article, with
        ``value`` (missing where no number is printed), ``low`` and ``high`` (the closed interval of
        what would be printed so; missing where it is open), all float64, ``period_start`` and
        ``period_end`` (datetime64; missing where the period is open or undated), and these strings:
        ``unit``, ``qualifier``, ``printed`` (the words), ``population``, ``period`` (EDTF),
        ``asserted_by``, ``reported_by`` (keys of ``sources``), ``address``,
        ``repeated_at`` (the addresses at which the article says it again) and ``findings`` (what
        ``reconciliation`` says of it, each with the title of its check). Of a table that has a
        total, the total stands for the table.

    Raises:
        UnknownNameError: there is no such measure.
        DamagedPackageError: a file is missing or has another size than was published.

    >>> figures = compare("captured")
    >>> figures[["printed", "asserted_by"]].head(3)
                           printed         asserted_by
    0  Approximately three million   wikipedia-article
    1                    3,060,000  maschke-commission
    2                ca. 3,000,000            overmans

    """
    import pandas as pd

    measures = table_fields("statements")["measure"]["vocabulary"]
    if measure not in measures:
        raise unknown("measure", measure, "statements", measures)
    figures = [*figures_of_prose(measure), *figures_of_tables(measure)]
    said = findings()
    for figure in figures:
        printed_at = [figure["address"], *filter(None, figure["repeated_at"].split("; "))]
        told = {finding for address in printed_at for finding in said.get(address, [])}
        figure["findings"] = "; ".join(sorted(told, key=conflicts_first))
    text = {name: [figure[name] or None for figure in figures] for name in COLUMNS}
    frame = pd.DataFrame(text, columns=list(COLUMNS), dtype="string")
    for side in ("period_start", "period_end"):
        frame[side] = pd.to_datetime(frame[side], format="ISO8601")
    return frame.astype({"value": "float64", "low": "float64", "high": "float64"})


def figures_of_prose(measure: str) -> Iterator[dict[str, str]]:
    """The statements of a measure; one that repeats another is folded into it."""
    statements = rows("statements")
    repeated: dict[str, list[str]] = {}
    for row in statements:
        repeated.setdefault(row["repeats"], []).append(f"statements/{row['statement']}/value")
    for row in statements:
        again = repeated.get(row["statement"], [])
        if measure in measures_of(row, statements) and not row["repeats"]:
            field = "value" if row["value"] else "printed"
            address = f"statements/{row['statement']}/{field}"
            yield {**row, "address": address, "repeated_at": "; ".join(again)}


def measures_of(row: dict[str, str], statements: list[dict[str, str]]) -> set[str]:
    """What a statement counts: its own measure, and that of any statement that repeats it."""
    again = (other["measure"] for other in statements if other["repeats"] == row["statement"])
    return {row["measure"], *again}


def figures_of_tables(measure: str) -> Iterator[dict[str, str]]:
    """The cells of the tables whose column has the measure: the total, or else every row."""
    places = {
        (place["resource"], place["row"], place["field"]): place for place in rows("provenance")
    }
    for name, resource in table_resources().items():
        for field in resource["schema"]["fields"]:
            for row in figure_rows(name) if field.get("measure") == measure else ():
                key = row_key(resource, row)
                yield {
                    "value": row[field["name"]],
                    **bounds(resource, field["name"], row),
                    "unit": field["unit"],
                    "qualifier": "unhedged",
                    "printed": places[name, key, field["name"]]["exact"],
                    "population": resource["population"],
                    **period(row),
                    **resource["attribution"],
                    "address": f"{name}/{key}/{field['name']}",
                    "repeated_at": "",
                }


def bounds(resource: Json, name: str, row: dict[str, str]) -> dict[str, str]:
    """The bounds of a cell: those beside it, or its own value, if it is printed to the unit."""
    sides = {
        field["bounds"]["side"]: row[field["name"]]
        for field in resource["schema"]["fields"]
        if field.get("bounds", {}).get("of") == name
    }
    return {side: sides.get(side, row[name]) for side in ("low", "high")}


def period(row: dict[str, str]) -> dict[str, str]:
    """The time of a row, as ``statements`` has it: the quarter as its months."""
    start, end = row.get("period_start", ""), row.get("period_end", "")
    months = f"{start[:7]}/{end[:7]}" if start else ""
    return {"period": months, "period_start": start, "period_end": end}


def figure_rows(table: str) -> list[dict[str, str]]:
    """The rows that stand for a table: its total, if it has one."""
    found = rows(table)
    return [row for row in found if row.get("row_kind") == "total"] or found


def conflicts_first(finding: str) -> tuple[bool, str]:
    """What a finding is sorted by."""
    return not finding.startswith("conflicts"), finding


def findings() -> dict[str, list[str]]:
    """What ``reconciliation`` says of each cell, by address."""
    said: dict[str, list[str]] = {}
    for row in rows("reconciliation"):
        for address in {*addresses(row["left_side"]), *addresses(row["right_side"])}:
            said.setdefault(address, []).append(f"{row['finding']} ({row['title']})")
    return said

"""A measure -> the competing figures for it, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ._amount import interval
from ._figure import bounds, hedged
from ._findings import Ledger, against
from ._package import Json, row_key, rows, table_fields, table_resources, unknown
from ._period import days, speaks_of
from ._source import ARTICLE

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "value", "low", "high", "unit", "qualifier", "qualifier_printed", "printed", "population",
    "compared_as", "period", "period_start", "period_end", "asserted_by", "reported_by", "address",
    "repeated_at", "findings", "note",
)  # fmt: skip

NO_MEASURE = "the figures of a time are asked for with a measure"

SAME = " is the same as "
"""How ``reconciliation/*/populations`` says that two words name the same people."""


def compare(measure: str | None = None, when: str | None = None) -> pd.DataFrame:
    """The competing figures for one measure, from the prose and from the tables.

    Args:
        measure: a term of the vocabulary of ``statements.measure``, such as ``"captured"``,
            ``"died"`` or ``"held"``; without it, the measures are listed.
        when: only figures of that time: a year, quarter, month or day, ``"1945"``, ``"1945-Q2"``,
            ``"1945-05"``, or an interval, ``"1943-01/1943-03"``. Undated figures are of none.

    Returns:
        One row for each figure, those of the prose first; of a table that has a total, the total.
        As float64 ``value`` (missing where no number is printed), ``low`` and ``high`` (the closed
        interval of what would be printed so; missing where it is open); as datetime64
        ``period_start`` and ``period_end`` (missing where the period is open or undated); the rest
        as strings: other columns of ``statements``, such as ``printed``, and ``compared_as`` (one
        name for people whom the article calls by several, by ``reconciliation/*/populations``),
        ``address``, ``repeated_at`` (where the article prints it again) and ``findings`` (what is
        found of it, conflicts first, joined by semicolons). Printed, each figure is shown whole.

        Without a measure, one row for each: ``measure``, ``meaning`` (strings) and ``figures``
        (int64, how many compete).

    Raises:
        UnknownNameError: there is no such measure, or no such time.
        TypeError: a time is given without a measure.
        DamagedPackageError: a file is missing or is not the one published.

    >>> compare("held", when="1945-05")[["printed", "asserted_by"]]
           printed     asserted_by
    0  2.8 million  soviet-records
    1    2,000,000   overmans-2000

    """
    if measure is not None:
        return side_by_side(rivals(measure, when))
    if when is not None:
        raise TypeError(NO_MEASURE)
    return listed(measures())


def listed(counted: list[Json]) -> pd.DataFrame:
    """The measures as a frame."""
    import pandas as pd

    from ._listing import Listing

    return Listing(pd.DataFrame(counted).astype({"measure": "string", "meaning": "string"}))


def side_by_side(found: list[dict[str, str]]) -> pd.DataFrame:
    """The figures for a measure as a frame."""
    import pandas as pd

    from ._listing import Figures

    text = {name: [figure[name] or None for figure in found] for name in COLUMNS}
    frame = pd.DataFrame(text, columns=list(COLUMNS), dtype="string")
    for side in ("period_start", "period_end"):
        frame[side] = pd.to_datetime(frame[side], format="ISO8601")
    return Figures(frame.astype({"value": "float64", "low": "float64", "high": "float64"}))


def measures() -> list[Json]:
    """What is counted, with the meaning of the term and the number of its figures."""
    vocabulary, ledger = table_fields("statements")["measure"]["vocabulary"], Ledger()
    return [
        {"measure": term, "meaning": meaning, "figures": len(folded(term, ledger))}
        for term, meaning in vocabulary.items()
    ]


def rivals(measure: str, when: str | None = None) -> list[dict[str, str]]:
    """The figures for a measure, or of it and a time, each once, with what is said of it."""
    terms = table_fields("statements")["measure"]["vocabulary"]
    if measure not in terms:
        raise unknown("measure", measure, "statements", terms)
    ledger, people = Ledger(), same_people()
    found = folded(measure, ledger)
    if when is not None:
        found = [figure for figure in found if speaks_of(figure, *days(when))]
    for figure in found:
        said = ledger.of(figure["address"])
        figure["findings"] = "; ".join(dict.fromkeys(each.says for each in said))
        figure["compared_as"] = people.get(figure["population"], figure["population"])
    return found


def folded(measure: str, ledger: Ledger) -> list[dict[str, str]]:
    """The figures for a measure; a cell of a table that prints one again is folded into it."""
    found = list(figures_of_prose(measure))
    told = {address: figure for figure in found for address in prints_of(figure)}
    for figure in figures_of_tables(measure):
        first = told.get(ledger.later.get(figure["address"], ""))
        if first is None:
            found.append(figure)
        else:
            first["repeated_at"] = "; ".join([*prints_of(first)[1:], figure["address"]])
    return found


def prints_of(figure: dict[str, str]) -> list[str]:
    """Every address at which a figure is printed, its own first."""
    return [figure["address"], *filter(None, figure["repeated_at"].split("; "))]


def same_people() -> dict[str, str]:
    """The one name of those whom the article calls by several, by each of the others."""
    readings = (row["reading"] for row in rows("evidence") if row["field"] == "populations")
    return dict(reading.split(SAME) for reading in readings if SAME in reading)


def of_whom(figure: dict[str, str]) -> str:
    """The people, and as whom they are compared, if that is another word."""
    people, as_whom = figure["population"], figure["compared_as"]
    return people if people == as_whom else f"{people}, compared as {as_whom}"


def told(figure: dict[str, str], ledger: Ledger) -> Iterator[tuple[str, str]]:
    """A figure as a reader wants it: on whose word, where, and what is known against it."""
    names = ledger.names
    yield "printed", figure["printed"]
    yield "may mean", interval(figure["low"], figure["high"], figure["unit"])
    yield "how exactly", hedged(figure["qualifier"], figure["qualifier_printed"])
    yield "of whom", of_whom(figure)
    yield "when", figure["period"]
    yield "asserted by", names[figure["asserted_by"]]
    yield "reported by", names[figure["reported_by"]] if figure["reported_by"] != ARTICLE else ""
    yield "address", figure["address"]
    yield "again at", figure["repeated_at"].replace("; ", ", ")
    yield "note", figure["note"]
    for said in against(ledger.of(figure["address"])):
        yield "finding", said


def figures_of_prose(measure: str) -> Iterator[dict[str, str]]:
    """The statements of a measure; those that print the same again are folded into the first."""
    same: dict[str, list[dict[str, str]]] = {}
    for row in rows("statements"):
        same.setdefault(row["repeats"] or row["statement"], []).append(row)
    for prints in same.values():
        for row in [row for row in prints if row["measure"] == measure][:1]:
            again = [figure_address(other) for other in prints if other is not row]
            yield {**row, "address": figure_address(row), "repeated_at": "; ".join(again)}


def figure_address(row: dict[str, str]) -> str:
    """The cell with the number of a statement, or with its words, if it has none."""
    return f"statements/{row['statement']}/{'value' if row['value'] else 'printed'}"


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
                    "qualifier_printed": "",
                    "note": "",
                    "printed": places[name, key, field["name"]]["exact"],
                    "population": resource["population"],
                    **period(row),
                    **resource["attribution"],
                    "address": f"{name}/{key}/{field['name']}",
                    "repeated_at": "",
                }


def period(row: dict[str, str]) -> dict[str, str]:
    """The time of a row, as ``statements`` has it: the quarter as its months."""
    start, end = row.get("period_start", ""), row.get("period_end", "")
    months = f"{start[:7]}/{end[:7]}" if start else ""
    return {"period": months, "period_start": start, "period_end": end}


def figure_rows(table: str) -> list[dict[str, str]]:
    """The rows that stand for a table: its total, if it has one."""
    found = rows(table)
    return [row for row in found if row.get("row_kind") == "total"] or found

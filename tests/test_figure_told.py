"""Does whoever is shown a figure also see how exactly it is said, and what an editor notes?

Asked of every figure of the prose, in each of the ways in which one is shown.
"""

from __future__ import annotations

import json
from html import unescape

import pytest
from conftest import rows

import german_pows_ussr as pows
from german_pows_ussr._html import figures_html

SAID = [row for row in rows("statements") if row["qualifier_printed"] or row["note"]]
HEDGED = [row for row in SAID if row["qualifier_printed"] and row["value"]]


def cell(row: dict[str, str]) -> str:
    """The address of the figure, or of its words where it has no number."""
    return f"statements/{row['statement']}/{'value' if row['value'] else 'printed'}"


def flat(text: str) -> str:
    """A text without the ends of its lines."""
    return " ".join(text.split())


def test_a_trace_says_it() -> None:
    """As values, and printed."""
    for row in SAID:
        found = pows.trace(cell(row))
        assert (found.qualifier, found.hedge, found.note) == (
            row["qualifier"], row["qualifier_printed"], row["note"],
        )  # fmt: skip
        assert row["note"] in flat(str(found))
        assert not row[
            "qualifier_printed"
        ] or f'how exactly "{row["qualifier_printed"]}": ' in flat(str(found))


@pytest.mark.parametrize("every", [4, pytest.param(1, marks=pytest.mark.slow)])
def test_a_comparison_says_it(every: int) -> None:
    """In its columns, in a session and in a notebook; what is printed again stands for the first."""
    measures = sorted({row["measure"] for row in SAID})[::every]
    compared = {measure: pows.compare(measure) for measure in measures}
    shown_as = {
        measure: (flat(repr(figures)), unescape(figures_html(figures)))
        for measure, figures in compared.items()
    }
    for row in (row for row in SAID if row["measure"] in compared):
        figures = compared[row["measure"]]
        own = figures[figures["address"] == cell(row)]
        assert len(own) == 1 or row["repeats"]
        assert list(own["qualifier_printed"].fillna("")) == [row["qualifier_printed"]] * len(own)
        if len(own):
            shown = shown_as[row["measure"]]
            assert row["note"] in shown[0]
            assert row["note"] in shown[1]
            assert (
                f'how exactly "{row["qualifier_printed"]}"' in shown[0]
                or not row["qualifier_printed"]
            )
            assert f'"{row["qualifier_printed"]}": ' in shown[1] or not row["qualifier_printed"]


def test_no_citation_turns_a_hedged_figure_into_a_plain_one() -> None:
    """In a line, a footnote, and the title of an entry."""
    for row in HEDGED:
        address = cell(row)
        (item, *_) = json.loads(pows.cite(address, style="csl-json"))
        quotes = pows.cite(address), pows.cite(address, style="note"), item["title"]
        for cited in quotes:
            assert row["qualifier_printed"] in cited.partition("statements/")[0]


def test_a_citation_tells_what_is_noted_on_request() -> None:
    """Before what speaks against the figure."""
    for row in SAID:
        assert row["note"] in pows.cite(cell(row), findings=True)
        assert not row["note"] or row["note"] not in pows.cite(cell(row))


def test_a_trace_has_the_bounds_of_a_figure() -> None:
    """Those of its row, or the value itself; in words where they say more."""
    for table in ("statements", "prisoners_held", "prisoners_by_nationality"):
        for row in rows(table):
            key = row.get("statement") or row.get("period") or row["nationality"]
            name = {"statements": "value", "prisoners_held": "prisoners"}.get(
                table, "accounted_for"
            )
            found = pows.trace(table, key, name)
            low, high = (row.get(side, row[name]) for side in ("low", "high"))
            assert (str(found.low), str(found.high)) == (low or "None", high or "None")
            assert bool(found.means) == (not low == high == row[name])
        assert pows.trace("events", rows("events")[0]["event"], "title").low is None

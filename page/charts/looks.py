"""What the charts share: where their data lie, their colours and letters, on whose word."""

from __future__ import annotations

from typing import Any

import altair as alt

# Each colour of a specification has its name in ``pictures.css``, which changes it in the dark.
INK, SOFT, FAINT, FILL, ACCENT, PAPER = (
    "#1b1b1b", "#595959", "#dcdcdc", "#8a8a8a", "#a3001b", "#ffffff",
)  # fmt: skip
LINKED = "transparent"

# Arial and Liberation Sans have the same widths, and vl-convert brings the latter.
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
LETTERS = 13
# What a letter takes on average: a little too much, so that a line stays within its room.
LETTER_WIDTH = 6.3

MILLION = 1_000_000
ARTICLE = "wikipedia-article"
# As wide as the page and the README show them, so that no letter shrinks.
WIDE, NARROW = 680, 350

Layers = list[alt.Chart | alt.LayerChart]


def table(name: str, **read_as: str) -> alt.UrlData:
    """Return a published table, beside the specification, and as what its columns are read."""
    parse: Any = read_as or alt.Undefined
    return alt.UrlData(
        url=f"../../resources/{name}.csv", format=alt.CsvDataFormat(type="csv", parse=parse)
    )


def finished(chart: alt.LayerChart | alt.VConcatChart, title: str) -> dict[str, Any]:
    """Return the specification of a chart: our lines and colours, no words for decoration."""
    framed = chart.properties(background=PAPER, padding=2, description=title)
    bare = {"domain": False, "ticks": False, "title": None, "aria": False}
    written = {
        "labelColor": SOFT,
        "labelFontSize": LETTERS - 1,
        "titleColor": SOFT,
        "titleFontSize": LETTERS - 1,
    }
    specification: dict[str, Any] = framed.to_dict()
    specification["config"] = {
        "font": FONT,
        "view": {"stroke": None},
        "axis": {**bare, **written, "gridColor": FAINT, "tickColor": FAINT, "titleFontWeight": 400},
        "title": {"color": INK, "fontSize": LETTERS + 2, "aria": False},
        "text": {"color": INK, "fontSize": LETTERS, "aria": False},
        "rule": {"color": INK, "aria": False},
        "tick": {"color": INK, "opacity": 1, "thickness": 1, "size": 7, "aria": False},
    }
    return specification


def whose_word(layers: alt.LayerChart) -> alt.LayerChart:
    """Return the layers with ``who``: who asserts a figure and, if another, who reports it."""
    both = named(named(layers, "asserted_by"), "reported_by")
    alone = f"datum.reported_by === '{ARTICLE}'"
    reporter = f"{alone} ? '' : ', reported by ' + datum.reported_by_name"
    return both.transform_calculate(who=f"datum.asserted_by_name + ({reporter})")


def named(layers: alt.LayerChart, role: str) -> alt.LayerChart:
    """Return the layers with the name of a source, as the article prints it."""
    called = alt.LookupData(data=table("sources"), key="source", fields=["name_printed"])
    looked_up = layers.transform_lookup(lookup=role, from_=called, as_=[f"{role}_name"])
    article = f"datum.{role} === '{ARTICLE}' ? 'the article itself' : datum.{role}_name"
    return looked_up.transform_calculate(**{f"{role}_name": article})


def links(address: str, label: str, **where: Any) -> alt.Chart:
    """Rectangles that are not seen, each a link to a cell, with its words."""
    return (
        alt.Chart()
        .mark_rect(fill=LINKED, cursor="pointer")
        .transform_calculate(href=f"'#' + {address}", label=label)
        .encode(href="href:N", description="label:N", tooltip="label:N", **where)
    )


BOUNDS = {"low": "isValid(datum.printed_low) ? datum.printed_low : 0", "high": "datum.printed_high"}
"""The interval of what would be printed this way; a maximum has no low end."""


def whiskers(side: str, **moved: int) -> Layers:
    """Return the interval of what would be printed so, from ``low`` to ``high``, with its ends."""
    end = alt.Chart().mark_tick(orient="vertical" if side == "x" else "horizontal", **moved)
    return [
        alt.Chart().mark_rule(**moved).encode(**{side: "low:Q", f"{side}2": "high"}),
        *(end.encode(**{side: field}) for field in ("low:Q", "high:Q")),
    ]

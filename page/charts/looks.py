"""What the charts share: where their data lie, their colours, letters and marks."""

from __future__ import annotations

from typing import Any

import altair as alt

# Each colour of a specification has its name in ``pictures.css``, which changes it in the dark.
INK, SOFT, FAINT, FILL, PALE, ACCENT, PAPER = (
    "#1b1b1b", "#595959", "#dcdcdc", "#8a8a8a", "#e3a9b2", "#a3001b", "#ffffff",
)  # fmt: skip
LINKED = "transparent"

# Arial and Liberation Sans have the same widths, and vl-convert brings the latter.
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
LETTERS = 13
# What a letter takes on average: a little too much, so that a line stays within its room.
LETTER_WIDTH = 6.3

MILLION = 1_000_000
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


def links(address: str, label: str, **where: Any) -> alt.Chart:
    """Rectangles that are not seen, each a link to a cell, with its words."""
    return (
        alt.Chart()
        .mark_rect(fill=LINKED, cursor="pointer")
        .transform_calculate(href=f"'#' + {address}", label=label)
        .encode(href="href:N", description="label:N", tooltip="label:N", **where)
    )


BOUNDS = {
    "value": "toNumber(datum.value)",
    "low": "toNumber(datum.printed_low) || 0",
    "high": "toNumber(datum.printed_high)",
    "maximum": "!isValid(toNumber(datum.printed_low))",
}
"""A figure, and the interval of what would be printed this way; a maximum has no low end."""


def figure_marks(numbers: alt.X) -> Layers:
    """Return a number as printed, on a shaded band: all that would be printed this way.

    That of a maximum is broken, with an arrow: it has no low end.
    """
    arrow: dict[str, Any] = {"shape": "triangle-left", "size": 70, "opacity": 1, "aria": False}
    band = alt.Chart().mark_rule(color=PALE, strokeWidth=11)
    broken = alt.Chart().mark_rule(color=ACCENT, strokeWidth=2, strokeDash=[4, 3])
    opened = alt.Chart().mark_point(fill=ACCENT, stroke=ACCENT, **arrow)
    number = alt.Chart().mark_tick(orient="vertical", thickness=3, size=17, color=ACCENT)
    return [
        band.encode(x=numbers, x2="low"),
        broken.encode(x="low:Q", x2="value").transform_filter("datum.maximum"),
        opened.encode(x="low:Q").transform_filter("datum.maximum"),
        number.encode(x="value:Q"),
    ]


KEY: list[dict[str, Any]] = [
    {"low": 5, "value": 5, "high": 5, "words": "the number as printed"},
    {"low": 1, "high": 9, "words": "every number that would be printed this way"},
    {"low": 1, "value": 6, "high": 9, "maximum": True, "words": "a maximum: any smaller one fits"},
]


def key(left: int = 0) -> alt.LayerChart:
    """Explain the marks by themselves, from so far left of the plot."""
    scale = alt.Scale(domain=[0, 10], range=[6 - left, 46 - left])
    numbers = alt.X("high:Q", scale=scale, axis=None)
    words = alt.Chart().mark_text(align="left", color=SOFT)
    labels = words.encode(x=alt.value(56 - left), text="words:N")
    lines = alt.Y("words:N", sort=None, axis=None)
    shown = alt.layer(*figure_marks(numbers), labels, data=alt.InlineData(values=KEY))
    return shown.encode(y=lines).properties(width=50, height=alt.Step(22))

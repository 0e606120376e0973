"""Where the figures disagree: each dispute with its two sides -> a specification."""

from __future__ import annotations

import re
from textwrap import wrap
from typing import Any

import altair as alt

from german_pows_ussr._package import package

from ..pictures import capital
from .looks import ACCENT, FILL, PAPER, WIDE, Layers, figure_marks, finished, key, links, table

# What stands left of the scale: who speaks; a narrow picture has it above. Numbers stand right.
LEFT, PLOT, RIGHT = {True: 345, False: 0}, 172, 183
# How high a line is, how far apart disputes, how many bold letters a line has room for.
LINE, GAP, LETTERS = 19, 20, {True: 80, False: 50}
SIDES = ("left", "right")
PERCENT = "100 / max(toNumber(datum.left_value), toNumber(datum.right_value))"
SIDE = {
    "number": "toNumber(datum[datum.side + '_value'])",
    "maximum": "!isValid(toNumber(datum[datum.side + '_low']))",
    "value": f"datum.number * {PERCENT}",
    "low": f"toNumber(datum[datum.side + '_low']) * {PERCENT}",
    "high": f"toNumber(datum[datum.side + '_high']) * {PERCENT}",
    "amount": "(datum.maximum ? 'at most ' : '') + (datum.unit === 'ratio' ? '×' : '') + "
    "format(datum.number, ',.2~f') + (datum.unit === 'percent' ? '%' : '') + "
    "(datum.unit === 'persons' ? ' ' + datum.what : '')",
}
"""One side of a comparison as a figure, in percent of the larger side."""


def disputes(width: int) -> dict[str, Any]:
    """Return the disputes one below another: title, verdict, size, and the two sides."""
    wide = width == WIDE
    titles, sides = placed(wide=wide)
    scale = alt.Scale(domain=[sides[-1]["bottom"], 0], nice=False)
    drawn = [
        judged(headings(alt.Y("at:Q", scale=scale, axis=None), wide), titles),
        judged(marks(wide), sides).transform_calculate(**SIDE),
    ]
    sized = alt.layer(*drawn).properties(width=PLOT, height=sides[-1]["bottom"])
    shown = alt.vconcat(key(LEFT[wide]), sized, spacing=50, bounds="flush")
    return finished(shown, "Where the figures of the article disagree")


def judged(layers: Layers, rows: list[dict[str, Any]]) -> alt.LayerChart:
    """Return layers of titles or sides, with the verdict and the numbers of their comparison."""
    numbers = [f"{side}_{end}" for side in SIDES for end in ("value", "low", "high")]
    fields = ["finding", "difference_percent", "unit", *numbers]
    found = alt.LookupData(data=table("findings"), key="comparison", fields=fields)
    shown = alt.layer(*layers, data=alt.InlineData(values=rows))
    return shown.transform_lookup(lookup="comparison", from_=found)


def placed(*, wide: bool) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the titles of the disputes and their sides, and where each stands."""
    found = {row["comparison"]: row for row in package().rows("findings")}
    titles: list[dict[str, Any]] = []
    sides: list[dict[str, Any]] = []
    at = GAP
    for row in package().rows("disputes"):
        of, lines = {"comparison": row["cause"]}, wrap(row["title"], LETTERS[wide])
        below = at + LINE * len(lines)
        titles.append({"title": lines, "at": at, "verdict_at": at if wide else below, **of})
        at = below if wide else below + LINE + 2
        for side in SIDES:
            words = speakers(found[row["cause"]][f"{side}_side"])
            place = {"top": at - LINE // 2, "above": at, "at": at if wide else at + LINE - 2}
            at = place["at"] + LINE
            sides.append({"side": side, "bottom": at - LINE // 2, **words, **place, **of})
        at += GAP
    return titles, sides


def speakers(side: str) -> dict[str, str]:
    """Return who gives one side of a comparison, what it counts, and its first cell."""
    figures = {row["figure"]: row for row in package().rows("figures")}
    cells = re.findall(r"\[([^]]+)\]", side) or [side]
    who, what = (
        " and ".join(dict.fromkeys(figures[cell][column] for cell in cells))
        for column in ("asserted_by_name", "topic")
    )
    return {"who": capital(who), "what": what, "cell": cells[0]}


def headings(depth: alt.Y, wide: bool) -> Layers:
    """Return the title of each dispute, its verdict by word and by mark, and its size."""
    left, conflict = (RIGHT if wide else 0), "datum.finding === 'conflict'"
    title = alt.Chart().mark_text(align="left", fontWeight="bold", lineHeight=LINE)
    sign = alt.Chart().mark_point(size=80, opacity=1, stroke=ACCENT, strokeWidth=2, aria=False)
    word = alt.Chart().mark_text(align="left").encode(x=alt.value(left + 17), text="verdict:N")
    size = "format(toNumber(datum.difference_percent), '.2~r') + '% apart'"
    return [
        title.encode(x=alt.value(-LEFT[wide]), y=depth, text="title:N"),
        sign.encode(
            x=alt.value(left + 6),
            y="verdict_at:Q",
            shape=alt.condition(conflict, alt.value("square"), alt.value("circle")),
            fill=alt.condition(conflict, alt.value(ACCENT), alt.value(PAPER)),
        ),
        word.encode(y="verdict_at:Q").transform_calculate(verdict=f"datum.finding + ', ' + {size}"),
    ]


def marks(wide: bool) -> Layers:
    """Return the two sides: who speaks, the number, and all that would be printed this way."""
    ruled = alt.Axis(values=[0, 50, 100], grid=False, orient="top", title="percent of the larger")
    numbers = alt.X("high:Q", scale=alt.Scale(domainMin=0, nice=False), axis=ruled)
    stem = alt.Chart().mark_rule(color=FILL, strokeWidth=2).transform_filter("!datum.maximum")
    text = alt.Chart().mark_text(align="left")
    drawn = [stem.encode(x="low:Q", x2=alt.datum(0)), *figure_marks(numbers)]
    start, end = alt.value(-LEFT[wide]), alt.value(RIGHT + 146)
    label = "datum.who + ': ' + datum.amount"
    return [
        *(mark.encode(y="at:Q") for mark in drawn),
        text.encode(x=start, y="above:Q", text="who:N"),
        text.encode(x=alt.value(RIGHT), y="at:Q", text="amount:N"),
        links("datum.cell", label, x=start, x2=end, y="top:Q", y2="bottom"),
    ]

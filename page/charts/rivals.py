"""Who says how many were captured, and how many died -> a specification."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

import altair as alt

from ..pictures import TOPICS, Claim, claims
from .looks import (
    BOUNDS,
    FAINT,
    MILLION,
    SOFT,
    WIDE,
    Layers,
    figure_marks,
    finished,
    key,
    links,
    table,
)

# What stands left of the scale: who says it, of whom, and the words; a narrow picture has it above.
LEFT = 385
LETTERS = {True: 56, False: 52}
"""How many bold letters a line has room for, on a screen and on a phone."""
LINE, TRACK, INDENT = 17, 16, 18
GAP = {True: 5, False: 10}
"""What is free above a part, and above another claim."""


TITLE: dict[str, Any] = {"anchor": "start", "frame": "group", "offset": 8}


def rivals(width: int) -> dict[str, Any]:
    """Return the rival figures for the captured and for the dead on one scale."""
    panels = [panel(topic, width) for topic in TOPICS]
    both = alt.vconcat(key(LEFT if width == WIDE else 0), *panels, spacing=64, bounds="flush")
    return finished(both, "Captured and died: who says how many, of whom")


def panel(topic: str, width: int) -> alt.LayerChart:
    """Return the claims one below another: who says it, whom it counts, and its bounds."""
    wide = width == WIDE
    rows = placed(claims(topic), wide=wide)
    height = rows[-1]["bottom"]
    depth = alt.Y("at:Q", scale=alt.Scale(domain=[height, 0], nice=False), axis=None)
    tracks = alt.Chart().mark_rule(color=FAINT)
    drawn = [*([] if wide else [tracks]), *figure_marks(scale(wide=wide))]
    layers = [*(mark.encode(y=depth) for mark in drawn), *words(wide), link(width)]
    fields = ["value", "printed", "printed_low", "printed_high"]
    figures = alt.LookupData(data=table("figures"), key="figure", fields=fields)
    shown = alt.layer(*layers, data=alt.InlineData(values=rows))
    looked_up = shown.transform_lookup(lookup="figure", from_=figures)
    return looked_up.transform_calculate(**BOUNDS).properties(
        width=width - 24 - (LEFT if wide else 0),
        height=height,
        title=alt.TitleParams(f"{topic.capitalize()}, in millions", **TITLE, dx=-LEFT * wide),
    )


def placed(shown: list[Claim], *, wide: bool) -> list[dict[str, Any]]:
    """Return the words of each claim, and where they stand; a part has one line, indented."""
    rows: list[dict[str, Any]] = []
    top = 0
    for claim in shown:
        top += GAP[claim.part]
        who = [] if claim.part else wrap(claim.who, LETTERS[wide])
        below = top + LINE * len(who)
        end = below + LINE
        row: dict[str, Any] = {
            "figure": claim.figure,
            "who": who,
            "whom": claim.whom,
            "label": f"{claim.who}, {'' if claim.part else 'of whom: '}{claim.whom}",
            "indent": INDENT if claim.part else 0,
            "top": top,
            "below": below,
            "at": (top + end) / 2 - 2 if wide else end + TRACK / 2,
            "bottom": end + (0 if wide else TRACK),
        }
        rows.append(row)
        top = row["bottom"]
    return rows


def scale(*, wide: bool) -> alt.X:
    """Numbers of people, in millions, ruled where no words are."""
    highest = max(float(claim.high.replace(",", "")) for topic in TOPICS for claim in claims(topic))
    halves = int(-(-highest // (MILLION // 2)))
    ruled = alt.Axis(
        values=[half * MILLION // 2 for half in range(0, halves + 1, 1 if wide else 2)],
        labelExpr=f"format(datum.value / {MILLION}, '.1f')",
        orient="top",
        grid=wide,
        labelPadding=4,
        labelFlush=not wide,
    )
    return alt.X("high:Q", scale=alt.Scale(domain=[0, halves * MILLION // 2]), axis=ruled)


def words(wide: bool) -> Layers:
    """Whose word it is, of whom it speaks, and what is printed."""
    left, right = (-LEFT, -24) if wide else (0, 326)
    text = alt.Chart().mark_text
    first: dict[str, Any] = {"align": "left", "baseline": "top"}
    return [
        text(fontWeight="bold", lineHeight=LINE, **first).encode(
            x=alt.value(left), y="top:Q", text="who:N"
        ),
        text(color=SOFT, dx=alt.ExprRef("datum.indent"), **first).encode(
            x=alt.value(left), y="below:Q", text="whom:N"
        ),
        text(align="right", baseline="top").encode(
            x=alt.value(right), y="below:Q", text="printed:N"
        ),
    ]


def link(width: int) -> alt.Chart:
    """Return the row as a link."""
    left, right = (-LEFT, width - LEFT - 2) if width == WIDE else (0, width - 24)
    return links(
        "datum.figure",
        "datum.printed + ': ' + datum.label",
        x=alt.value(left),
        x2=alt.value(right),
        y="top:Q",
        y2="bottom",
    )

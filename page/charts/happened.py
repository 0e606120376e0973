"""The events of the article, each where it stands in time -> the lower part of a specification."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import altair as alt

from german_pows_ussr._package import package

from .looks import INK, LETTER_WIDTH, Layers, links, table

LINE, GAP = 16, 16


def happened(time: alt.X, first: int, last: int, plot: int) -> alt.LayerChart:
    """Return a line over the time of each event, open where that is, and its title above."""
    letters = min(int(plot / LETTER_WIDTH), 100)
    wrapping = f"(.{{1,{letters}}})(?: |$)"
    letter = (last - first) / plot * LETTER_WIDTH
    height = depth(wrapping, first, last)
    lanes = alt.Y("line:Q", scale=alt.Scale(domain=[height, 0], nice=False), axis=None)
    layers = alt.layer(*drawn(time, lanes, last), data=table("events", **days()))
    timed = (
        layers.transform_filter(f"datum.period_end >= {first}")
        .transform_calculate(
            open="!isValid(datum.period_start)",
            begins=f"isValid(datum.period_start) ? time(datum.period_start) : {first}",
            ends="time(datum.period_end)",
        )
        .transform_filter(f"datum.begins <= {last}")
        .transform_calculate(
            order="datum.open ? datum.ends : datum.begins",
            lines=f"split(trim(replace(datum.title, regexp('{wrapping}', 'g'), '$1\\n')), '\\n')",
            room=f"datum.begins + {letter:.0f} * min(length(datum.title), {letters}) <= {last}",
        )
    )
    return laid(timed).properties(width=plot, height=height)


def days() -> dict[str, str]:
    """As what the days are read."""
    return {"period_start": "date", "period_end": "date"}


def laid(timed: alt.LayerChart) -> alt.LayerChart:
    """Return the events with a lane for each, as high as its title needs."""
    order = [alt.SortField(name) for name in ("order", "ends", "event")]
    return (
        timed.transform_calculate(high=f"length(datum.lines) * {LINE} + {GAP}")
        .transform_window(bottom="sum(high)", sort=order, ignorePeers=True)
        .transform_calculate(top="datum.bottom - datum.high", line=f"datum.bottom - {GAP - 6}")
    )


def drawn(time: alt.X, lanes: alt.Y, last: int) -> Layers:
    """Line, arrow, title and link of each event."""
    arrow = {"shape": "triangle-left", "size": 90, "fill": INK, "stroke": INK, "aria": False}
    title: dict[str, Any] = {"baseline": "top", "lineHeight": LINE}
    left, right = (alt.Chart().mark_text(align=side, **title) for side in ("left", "right"))
    begins = time.copy()
    begins.shorthand = "begins:T"
    edge = alt.XDatum(last, type="temporal")
    return [
        alt.Chart()
        .mark_rule(strokeWidth=4, strokeCap="square")
        .encode(x=begins, x2="ends", y=lanes),
        alt.Chart()
        .mark_point(opacity=1, **arrow)
        .encode(x="begins:T", y="line:Q")
        .transform_filter("datum.open"),
        left.encode(x="begins:T", y="top:Q", text="lines:N").transform_filter("datum.room"),
        right.encode(x=edge, y="top:Q", text="lines:N").transform_filter("!datum.room"),
        links(
            "'events/' + datum.event + '/date_printed'",
            "datum.title + ' (' + datum.date_printed + ')'",
            y="top:Q",
            y2="bottom",
        ),
    ]


def depth(wrapping: str, first: int, last: int) -> int:
    """How far down all the lanes reach."""
    begin, end = (str(datetime.fromtimestamp(day / 1000, UTC).date()) for day in (first, last))
    titles = [
        row["title"]
        for row in package().rows("events")
        if row["period_end"] >= begin and row["period_start"] <= end
    ]
    return sum(len(re.findall(wrapping, title)) * LINE + GAP for title in titles)

"""How many were held, quarter by quarter: table, prose and events -> a specification."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import altair as alt

from german_pows_ussr._package import ARTICLE, package

from .happened import happened
from .looks import (
    ACCENT,
    BOUNDS,
    FILL,
    MILLION,
    NARROW,
    PALE,
    PAPER,
    SOFT,
    WIDE,
    Layers,
    finished,
    links,
    table,
)

HEIGHT = {WIDE: 260, NARROW: 320}
# Half the side of a link in the prose: a finger is no needle.
REACH = 12
MIDDLE = "(time(datum.period_start) + time(datum.period_end)) / 2"
WHO = (
    f"datum.asserted_by_name + (datum.reported_by === '{ARTICLE}' ? '' : "
    "', reported by ' + datum.reported_by_name)"
)
"""Who asserts a figure and, if that is another than the article, who reports it."""


def held(width: int) -> dict[str, Any]:
    """Bars with the prose over them, and the events below on the same scale of time."""
    plot = plot_of(width)
    first, last = axis()
    time = scale_of_time(range(first.year, last.year + 1, 1 if width == WIDE else 3))
    level = scale_of_people(width)
    counted = alt.layer(quarters(time, level), prose(width), key(instant(last)))
    events = happened(time, instant(first), instant(last), plot)
    both = alt.vconcat(
        counted.properties(width=plot, height=HEIGHT[width]), events, spacing=34, bounds="flush"
    )
    return finished(both, package().table("prisoners_held").title)


def plot_of(width: int) -> int:
    """Return the width of what is right of the numbers."""
    return width - 40


def axis() -> tuple[date, date]:
    """From the first to the last day of which the package speaks."""
    period = package()["temporal"]
    return date(int(period["start"]), 1, 1), date(int(period["end"]), 12, 31)


def instant(day: date) -> int:
    """Return a day as Vega counts: in milliseconds."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) * 1000


def scale_of_time(years: range) -> alt.X:
    """Return the time of the package, with the name of a year beside its beginning."""
    ruled = alt.Axis(
        values=[instant(date(year, 1, 1)) for year in years],
        format="%Y",
        grid=False,
        ticks=True,
        tickSize=16,
        labelAlign="left",
        labelPadding=-12,
        labelOffset=5,
        labelBound=True,
    )
    scale = alt.Scale(type="utc", domain=[instant(day) for day in axis()])
    return alt.X("period_start:T", scale=scale, axis=ruled)


def most() -> int:
    """Return the highest count of the table."""
    return max(int(row["prisoners"]) for row in package().rows("prisoners_held"))


def scale_of_people(width: int) -> alt.Y:
    """Numbers of people, in millions; a narrow picture rules whole ones."""
    highest = max(
        float(row["printed_high"])
        for row in package().rows("figures")
        if row["topic"] == "held" and row["unit"] == "persons"
    )
    top = int(-(-highest // MILLION))
    halves = range(0, 2 * top + 1, 1 if width == WIDE else 2)
    ruled = alt.Axis(
        values=[half * MILLION // 2 for half in halves],
        labelExpr=f"format(datum.value / {MILLION}, '.1f')",
        minExtent=28,
        maxExtent=28,
        title="millions",
        titleAngle=0,
        titleAlign="left",
        titleAnchor="end",
        titleX=-28,
        titleY=-14,
    )
    return alt.Y("value:Q", scale=alt.Scale(domain=[0, top * MILLION]), axis=ruled)


def figures(layers: Layers, where: str) -> alt.LayerChart:
    """Return layers that draw the numbers held that a table or the prose gives."""
    dated = table("figures", period_start="date", period_end="date")
    held = "datum.topic === 'held' && datum.unit === 'persons'"
    return (
        alt.layer(*layers, data=dated)
        .transform_filter(f"{held} && {where}")
        .transform_calculate(middle=MIDDLE, who=WHO, **BOUNDS)
    )


def quarters(time: alt.X, level: alt.Y) -> alt.LayerChart:
    """Return a bar for each quarter of the table, as wide as it is long, with its bounds."""
    across: dict[str, Any] = {"x": time, "x2": "period_end"}
    bars = alt.Chart().mark_rect(fill=FILL, aria=False)
    bands = alt.Chart().mark_rect(fill=PALE, aria=False)
    layers = [
        bars.encode(y=level, y2=alt.datum(0), **across),
        bands.encode(y="low:Q", y2="high", **across),
        alt.Chart().mark_rule().encode(y="value:Q", **across),
        links(
            "datum.figure",
            "datum.period + ': ' + format(datum.value, ',') + ' in the table'",
            **across,
        ),
    ]
    return figures(layers, "indexof(datum.figure, 'prisoners_held/') === 0")


def prose(width: int) -> alt.LayerChart:
    """Return the figures of the prose: how many, how exactly, over which time, on whose word."""
    diamond = {"shape": "diamond", "size": 90, "fill": PAPER, "stroke": ACCENT, "strokeWidth": 2}
    over = alt.Chart().mark_rule(color=ACCENT, strokeWidth=2)
    bands = alt.Chart().mark_rule(color=PALE, strokeWidth=9)
    marks = [
        bands.encode(y="low:Q", y2="high"),
        alt.Chart().mark_point(opacity=1, aria=False, **diamond).encode(y="value:Q"),
        *(label.encode(y="value:Q") for label in labels(width)),
    ]
    layers = [
        over.encode(x="period_start:T", x2="period_end", y="value:Q"),
        *(mark.encode(x="middle:T") for mark in marks),
        links_of_prose(width),
    ]
    return figures(layers, "datum.figure === 'statements/' + datum.claim + '/value'")


def key(last: int) -> alt.Chart:
    """Return what the bars are, the diamonds, and the bands."""
    drawn_by = package().table("prisoners_held").attribution["asserted_by"]
    bars = f"Bars: table ({package().source_names[drawn_by]})"
    between_the_rules = [
        {"words": [bars, "Diamonds: prose"], "at": 2.28 * MILLION},
        {"words": ["Shaded: what would be", "printed this way"], "at": 1.78 * MILLION},
    ]
    right = alt.Chart(alt.InlineData(values=between_the_rules))
    return right.mark_text(align="right", color=SOFT, lineHeight=17).encode(
        x=alt.XDatum(last, type="temporal"), y="at:Q", text="words:N"
    )


def links_of_prose(width: int) -> alt.Chart:
    """Return the links of the prose, large enough for a finger."""
    linked = links(
        "datum.figure",
        "datum.printed + ' in the prose: ' + datum.who",
        x="left:T",
        x2="right",
        y="bottom:Q",
        y2="top",
    )
    aside = scaled(REACH, width)
    return linked.transform_calculate(
        left=f"datum.middle - {aside}",
        right=f"datum.middle + {aside}",
        bottom=f"datum.value - {MILLION // 8}",
        top=f"datum.value + {MILLION // 8}",
    )


def upright() -> alt.Chart:
    """Words that stand on their end, where years are narrow."""
    return alt.Chart().mark_text(angle=270, align="left", dx=10)


def apart(width: int) -> alt.Chart:
    """Words above a diamond, moved aside where those of its neighbours in time are too near."""
    near = f"&& abs(datum.middle - datum.%s) < {scaled(54, width)}"
    before, behind = (f"(isValid(datum.{side}) {near % side})" for side in ("former", "next"))
    aside = alt.ExprRef(f"{before} * 6 - {behind} * 6")
    return (
        alt.Chart()
        .mark_text(dy=-14, dx=aside)
        .transform_window(former="lag(middle)", next="lead(middle)", sort=[alt.SortField("middle")])
    )


def scaled(pixels: int, width: int) -> int:
    """So many pixels as a time, in milliseconds."""
    first, last = map(instant, axis())
    return (last - first) // plot_of(width) * pixels


def labels(width: int) -> list[alt.Chart]:
    """Return the words of the prose where no bar is: above low, left of high ones, and beyond."""
    wide = width == WIDE
    low, high = f"datum.value < {MILLION // 2}", f"datum.value > {most()}"
    beside = alt.Chart().mark_text(align="right", dx=-10, dy=-22 if wide else -9, lineHeight=15)
    beyond = alt.Chart().mark_text(align="left", dx=10, dy=-2)
    word = "datum.printed + ' (' + datum.who + ')'"
    named = {"word": "[datum.printed, '(' + datum.who + ')']" if wide else "datum.printed"}
    return [
        (apart(width) if wide else upright()).encode(text="printed:N").transform_filter(low),
        beside.encode(text="word:N")
        .transform_filter(f"!({low}) && !({high})")
        .transform_calculate(**named),
        beyond.encode(text="word:N").transform_filter(high).transform_calculate(word=word),
    ]

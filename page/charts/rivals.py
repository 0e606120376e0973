"""Who says how many were captured, and how many died -> a specification."""

from __future__ import annotations

from typing import Any

import altair as alt

from ..pictures import MEASURES, figures
from .looks import (
    ACCENT,
    BOUNDS,
    FAINT,
    MILLION,
    SOFT,
    WIDE,
    Layers,
    finished,
    links,
    table,
    whose_word,
)

# What stands left of the scale: whose word, of whom, and the words; a narrow picture has it above.
LEFT = 385


def rivals(width: int) -> dict[str, Any]:
    """Return the rival figures for the captured and for the dead on one scale."""
    panels = [panel(measure, width) for measure in MEASURES]
    both = alt.vconcat(*panels, spacing=70, bounds="flush")
    return finished(both, "Captured and died: who says how many, of whom")


def panel(measure: str, width: int) -> alt.LayerChart:
    """Return a row for each figure: who says it, whom it counts, and its bounds."""
    wide = width == WIDE
    drawn = [*intervals(wide), *words(wide), link(width)]
    read = {"value": "number", "printed_low": "number", "printed_high": "number"}
    order = alt.EncodingSortField("value", op="min", order="descending")
    y = alt.Y("statement:N", sort=order, axis=None)
    said = alt.layer(*drawn, data=table("statements", **read)).encode(y=y)
    own = said.transform_filter(f"datum.measure === '{measure}'")
    people = (
        "upper(slice(datum.population, 0, 1)) + "
        "replace(slice(datum.population, 1), regexp('_', 'g'), ' ')"
    )
    shown = whose_word(without(without(own, "repeats"), "part_of")).transform_calculate(
        whom=people, **BOUNDS
    )
    title = alt.TitleParams(f"{measure.capitalize()}, in millions", anchor="start", offset=8)
    plot = width - 24 - (LEFT if wide else 0)
    return shown.properties(width=plot, height=alt.Step(40 if wide else 56), title=title)


def without(figures: alt.LayerChart, role: str) -> alt.LayerChart:
    """Return the figures that do not repeat another for their measure, or are a part of one."""
    led = alt.LookupData(data=table("statements"), key="statement", fields=["measure"])
    found = figures.transform_lookup(lookup=role, from_=led, as_=[f"{role}_measure"])
    return found.transform_filter(f"datum.{role}_measure !== datum.measure")


def scale(*, wide: bool) -> alt.X:
    """Numbers of people, in millions, ruled where no words are."""
    highest = max(
        int(float(row["printed_high"] or 0)) for measure in MEASURES for row in figures(measure)
    )
    halves = -(-highest // (MILLION // 2))
    ruled = alt.Axis(
        values=[half * MILLION // 2 for half in range(0, halves + 1, 1 if wide else 2)],
        labelExpr=f"format(datum.value / {MILLION}, '.1f')",
        orient="top",
        grid=wide,
        labelPadding=4,
        labelFlush=not wide,
    )
    return alt.X("high:Q", scale=alt.Scale(domain=[0, halves * MILLION // 2]), axis=ruled)


def intervals(wide: bool) -> Layers:
    """From where to where a figure reaches, broken where it is a limit; and the number printed."""
    down = {"yOffset": 0 if wide else 17}
    reach = {"x": scale(wide=wide), "x2": "low"}
    limit = "datum.qualifier === 'at_most'"
    track = alt.Chart().mark_rule(color=FAINT, **down)
    bar = alt.Chart().mark_rule(strokeWidth=5, **down).encode(**reach)
    broken = alt.Chart().mark_rule(strokeWidth=2, strokeDash=[5, 4], **down).encode(**reach)
    value = alt.Chart().mark_tick(orient="vertical", thickness=3, size=17, color=ACCENT, **down)
    return [
        *([] if wide else [track]),
        bar.transform_filter(f"!({limit})"),
        broken.transform_filter(limit),
        value.encode(x="value:Q"),
    ]


def words(wide: bool) -> Layers:
    """Whose word it is, of whom it speaks, and what is printed."""
    left, right = (-LEFT, -24) if wide else (0, 326)
    upper, lower = (-8, 9) if wide else (-17, -1)
    text = alt.Chart().mark_text
    return [
        text(align="left", fontWeight="bold", dy=upper).encode(x=alt.value(left), text="who:N"),
        text(align="left", color=SOFT, dy=lower).encode(x=alt.value(left), text="whom:N"),
        text(align="right", dy=lower).encode(x=alt.value(right), text="printed:N"),
    ]


def link(width: int) -> alt.Chart:
    """Return the row as a link."""
    left, right = (-LEFT, width - LEFT) if width == WIDE else (0, width - 24)
    return links(
        "'statements/' + datum.statement + '/value'",
        "datum.printed + ': ' + datum.who + ', of whom: ' + datum.whom",
        x=alt.value(left),
        x2=alt.value(right),
    )

"""How many of each nationality died: shares and counts -> a specification."""

from __future__ import annotations

from typing import Any

import altair as alt

from ..pictures import KINDS
from .looks import FILL, INK, PALE, PAPER, SOFT, WIDE, Layers, finished, links, table

NUMBERS = (
    "died_percent", "died_percent_printed_low", "died_percent_printed_high", "died_in_captivity",
    "accounted_for",
)  # fmt: skip
LEFT = 125
KEY = "replace(datum.nationality, regexp(' ', 'g'), '%20')"


def mortality(width: int) -> dict[str, Any]:
    """Shares with their counts, in order, the residual and the total last."""
    wide = width == WIDE
    plot = width - LEFT - (150 if wide else 50)
    drawn = [*bars(wide), *words(wide), link(plot), key()]
    y = alt.Y("nationality:N", sort=alt.EncodingSortField("order", op="min"), axis=None)
    shown = (
        alt.layer(
            *drawn, data=table("prisoners_by_nationality", **dict.fromkeys(NUMBERS, "number"))
        )
        .encode(y=y)
        .transform_calculate(
            low="datum.died_percent_printed_low",
            high="datum.died_percent_printed_high",
            order=f"indexof({KINDS}, datum.row_kind) * 1000 - datum.died_percent",
            share="datum.died_percent + '%'",
            counts=" + ' of ' + ".join(f"format(datum.{name}, ',')" for name in NUMBERS[-2:]),
        )
        .properties(width=plot, height=alt.Step(28 if wide else 44))
    )
    return finished(shown, "Share of the prisoners who died, by nationality, in percent")


def bars(wide: bool) -> Layers:
    """Return the shares: of a nationality, of what is left over, of all; and their bounds."""
    kind = "row_kind:N"
    fill, stroke = (alt.Scale(domain=KINDS, range=[FILL, other, INK]) for other in (PAPER, FILL))
    broken = alt.Scale(domain=KINDS, range=[[1, 0], [4, 2], [1, 0]])
    up = 0 if wide else -8
    bar = alt.Chart().mark_bar(height=14, yOffset=up, aria=False)
    band = alt.Chart().mark_rule(color=PALE, strokeWidth=20, yOffset=up)
    number = alt.Chart().mark_tick(orient="vertical", size=14, thickness=1, yOffset=up)
    return [
        bar.encode(
            x=alt.X("died_percent:Q", axis=None),
            fill=alt.Fill(kind, scale=fill, legend=None),
            stroke=alt.Stroke(kind, scale=stroke, legend=None),
            strokeDash=alt.StrokeDash(kind, scale=broken, legend=None),
        ),
        band.encode(x="low:Q", x2="high"),
        number.encode(x="died_percent:Q"),
    ]


def key() -> alt.Chart:
    """Return what the shaded ends are."""
    words = [{"words": "Shaded: every share that would be printed this way"}]
    mark = alt.Chart(alt.InlineData(values=words)).mark_text(align="left", color=SOFT)
    return mark.encode(x=alt.value(-LEFT), y=alt.value(-14), text="words:N")


def words(wide: bool) -> Layers:
    """Nationality, share and counts."""
    up = 0 if wide else -8
    text = alt.Chart().mark_text
    counts = text(align="left", color=SOFT, dx=62 if wide else 0, dy=0 if wide else 10)
    return [
        text(align="right", dx=-8, dy=up).encode(x=alt.value(0), text="nationality:N"),
        text(align="left", dx=7, dy=up, fontWeight="bold").encode(x="high:Q", text="share:N"),
        counts.encode(x="high:Q" if wide else alt.value(0), text="counts:N"),
    ]


def link(plot: int) -> alt.Chart:
    """Return the row as a link."""
    return links(
        f"'prisoners_by_nationality/' + {KEY} + '/died_percent'",
        "datum.nationality + ': ' + datum.share + ' died, ' + datum.counts",
        x=alt.value(-LEFT),
        x2=alt.value(plot),
    )

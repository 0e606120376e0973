"""Who contradicts whom: the findings of the reconciliation -> a specification."""

from __future__ import annotations

import re
from typing import Any

import altair as alt

from german_pows_ussr._package import rows, table_resources

from .looks import ACCENT, FAINT, LETTERS, PAPER, SOFT, WIDE, Layers, finished, links, named, table

CELL = "([a-z_]+)/([^/]+)/[a-z_]+"
SIDES = ("left", "right")
TILE = 66
FINDINGS = ["conflicts", "agrees", "agrees_when_rounded", "not_comparable"]


def conflicts(width: int) -> dict[str, Any]:
    """A tile for each two who speak of the same: whether, and about what, they conflict."""
    wide = width == WIDE
    scale = alt.Scale(domain=authors(), paddingInner=0.06, paddingOuter=0)
    x, y = (alt.X("column:N", scale=scale, axis=None), alt.Y("row:N", scale=scale, axis=None))
    found = alt.layer(*tiles(x, y, wide), data=table("reconciliation"))
    both = alt.layer(paired(attributed(found)), names(), key(wide))
    sized = both.properties(
        width=alt.Step(TILE if wide else 23), height=alt.Step(44 if wide else 36)
    )
    return finished(sized, "Who contradicts whom, and about what")


def voices() -> dict[str, str]:
    """On whose word each table stands that is no table of statements."""
    return {
        name: resource["attribution"]["asserted_by"]
        for name, resource in table_resources().items()
        if "attribution" in resource
    }


def authors() -> list[str]:
    """The names of all who conflict with another, in the order of the sources."""
    said = {row["statement"]: row["asserted_by"] for row in rows("statements")}
    sides = [
        re.findall(CELL, found[f"{side}_side"])[0]
        for found in rows("reconciliation")
        for side in SIDES
        if found["finding"] == "conflicts"
    ]
    by = {voices().get(name) or said[row] for name, row in sides}
    called = {row["source"]: row["name_printed"] for row in rows("sources")}
    called["wikipedia-article"] = "the article itself"
    return list(dict.fromkeys(name for source, name in called.items() if source in by))


def attributed(found: alt.LayerChart) -> alt.LayerChart:
    """The findings with the first cell of each side, its measure, and the name of who says it."""
    led = alt.LookupData(
        data=table("statements"), key="statement", fields=["asserted_by", "measure"]
    )
    for side in SIDES:
        first = {
            f"{side}_{part}": f"replace(datum.{side}_side, regexp('^.*?{CELL}.*$'), '${place}')"
            for place, part in ((1, "table"), (2, "row"))
        }
        said = [f"{side}_said", f"{side}_measure"]
        by = f"{voices()}[datum.{side}_table] || datum.{side}_said"
        found = (
            found.transform_calculate(**first)
            .transform_lookup(lookup=f"{side}_row", from_=led, as_=said)
            .transform_calculate(**{f"{side}_by": by})
        )
        found = named(found, f"{side}_by")
    return found


def paired(found: alt.LayerChart) -> alt.LayerChart:
    """One row for each two authors, the later in the order first."""
    left, right = (f"indexof({authors()}, datum.{side}_by_name)" for side in SIDES)
    measure = "(datum.left_measure || datum.right_measure)"
    placed = (
        found.transform_calculate(left=left, right=right)
        .transform_filter("datum.left >= 0 && datum.right >= 0 && datum.left !== datum.right")
        .transform_calculate(
            row=f"{authors()}[max(datum.left, datum.right)]",
            column=f"{authors()}[min(datum.left, datum.right)]",
            rank=f"indexof({FINDINGS}, datum.finding)",
            conflict="datum.finding === 'conflicts' ? 1 : 0",
        )
        .transform_calculate(
            about=f"datum.conflict ? replace({measure}, regexp('_', 'g'), '\u00a0') : ''",
            address="replace(datum.left_side, regexp('^[^a-z]*([^\\\\]]+).*$'), '$1')",
        )
    )
    return summed(placed)


def summed(placed: alt.LayerChart) -> alt.LayerChart:
    """The worst finding of each two, and about what they conflict."""
    worst = [alt.SortField("rank"), alt.SortField("comparison")]
    return (
        placed.transform_window(
            frame=[None, None],
            groupby=["row", "column"],
            sort=worst,
            address="first_value(address)",
            finding="first_value(finding)",
        )
        .transform_aggregate(
            groupby=["row", "column", "finding", "address", "about"],
            conflicts="sum(conflict)",
            compared="count()",
        )
        .transform_aggregate(
            groupby=["row", "column", "finding", "address"],
            conflicts="sum(conflicts)",
            compared="sum(compared)",
            found="values(about)",
        )
        .transform_calculate(
            about="replace(trim(join(sort(pluck(datum.found, 'about')), ' ')), ' ', ', ')"
        )
        .transform_calculate(subjects="split(datum.about, ' ')")
    )


def tiles(x: alt.X, y: alt.Y, wide: bool) -> Layers:
    """The tile, and in a conflict its subjects, or where that is too narrow how many there are."""
    colours = alt.Scale(domain=FINDINGS, range=[ACCENT, FAINT, FAINT, PAPER])
    fill = alt.Fill("finding:N", scale=colours, legend=None)
    tile = alt.Chart().mark_rect(stroke=FAINT, aria=False).encode(x=x, y=y, fill=fill)
    centred = alt.ExprRef("-7 * (length(datum.subjects) - 1)") if wide else 0
    text = alt.Chart().mark_text(color=PAPER, fontSize=LETTERS - 1, lineHeight=14, dy=centred)
    subject = text.encode(text="subjects:N" if wide else "conflicts:Q", x="column:N", y="row:N")
    about = "datum.conflicts + ' of ' + datum.compared + ' comparisons conflict'"
    label = f"datum.row + ' and ' + datum.column + ': ' + {about} + "
    lists = "(datum.conflicts ? ' (' + datum.about + ')' : '')"
    return [
        tile,
        subject.transform_filter("datum.conflicts > 0"),
        links("datum.address", label + lists, x="column:N", y="row:N"),
    ]


def names() -> alt.LayerChart:
    """Each name once, where its row ends and its column begins."""
    text = alt.Chart().mark_text(align="left", dx=4, fontWeight="bold")
    at = {"x": alt.X("name:N", bandPosition=0), "y": alt.Y("name:N", bandPosition=0.5)}
    article = "datum.source === 'wikipedia-article'"
    return (
        alt.layer(text.encode(text="name:N", **at), data=table("sources"))
        .transform_calculate(name=f"{article} ? 'the article itself' : datum.name_printed")
        .transform_filter(f"indexof({authors()}, datum.name) >= 0")
        .transform_aggregate(groupby=["name"])
    )


def key(wide: bool) -> alt.Chart:
    """What the tiles say, where none is."""
    said = "With words" if wide else "With a number"
    words = [f"{said}: they conflict", "Grey: compared, no conflict"]
    corner = alt.Chart(alt.InlineData(values=[{"words": words}]))
    text = corner.mark_text(align="right", baseline="top", color=SOFT, lineHeight=17)
    return text.encode(x=alt.value(WIDE - 10 if wide else 326), y=alt.value(12), text="words:N")

"""Who contradicts whom: the findings -> a specification."""

from __future__ import annotations

import re
from textwrap import wrap
from typing import Any

import altair as alt

from german_pows_ussr._package import package

from .looks import ACCENT, FAINT, INK, LETTERS, PAPER, WIDE, Layers, finished, links, named, table

CELL = "([a-z_]+)/([^/]+)/[a-z_]+"
SIDES = ("left", "right")
TILES = {True: (67, 44), False: (28, 36)}
"""How wide and high a tile is, on a screen and on a phone."""
LINE = 14
FINDINGS = ["conflicts", "agrees", "agrees_when_rounded", "not_comparable"]
COLOURS = alt.Scale(domain=FINDINGS, range=[ACCENT, FAINT, FAINT, PAPER])
FILL = alt.Fill("finding:N", scale=COLOURS, legend=None)
CENTRED = alt.ExprRef(f"-{LINE / 2} * (length(datum.lines) - 1)")


def conflicts(width: int) -> dict[str, Any]:
    """Return a tile for each two who speak of the same: whether, and about what, they conflict."""
    wide = width == WIDE
    across, down = TILES[wide]
    space = {"paddingInner": 0.06, "paddingOuter": 0}
    x = alt.X("column:N", scale=alt.Scale(domain=authors()[:-1], **space), axis=None)
    y = alt.Y("row:N", scale=alt.Scale(domain=authors()[1:], **space), axis=None)
    found = alt.layer(*tiles(wide), data=table("findings"))
    both = alt.layer(room(x, y), *names(wide), paired(attributed(found)), *key(wide))
    sized = both.properties(width=alt.Step(across), height=alt.Step(down))
    return finished(sized, "Who contradicts whom, and about what")


def voices() -> dict[str, str]:
    """On whose word each table stands that is no table of statements."""
    return {
        name: table.attribution["asserted_by"]
        for name, table in package().tables.items()
        if table.attribution
    }


def authors() -> list[str]:
    """Return the names of all who conflict with another, in the order of the sources."""
    said = {row["statement"]: row["asserted_by"] for row in package().rows("statements")}
    sides = [
        re.findall(CELL, found[f"{side}_side"])[0]
        for found in package().rows("findings")
        for side in SIDES
        if found["finding"] == "conflicts"
    ]
    by = {voices().get(name) or said[row] for name, row in sides}
    called = {row["source"]: row["name_printed"] for row in package().rows("sources")}
    called["wikipedia-article"] = "the article itself"
    return list(dict.fromkeys(name for source, name in called.items() if source in by))


def attributed(found: alt.LayerChart) -> alt.LayerChart:
    """Return the findings with the first cell of each side, its measure, and who says it."""
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
    """Return the worst finding of each two, and about what they conflict."""
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
        .transform_calculate(lines="split(datum.about, ' ')")
    )


def tiles(wide: bool) -> Layers:
    """Return the tile, and in a conflict its subjects, or where that is too narrow their number."""
    about = "datum.conflicts + ' of ' + datum.compared + ' comparisons conflict'"
    label = f"datum.row + ' and ' + datum.column + ': ' + {about} + "
    lists = "(datum.conflicts ? ' (' + datum.about + ')' : '')"
    return [
        tile(),
        within("lines:N" if wide else "conflicts:Q", wide).transform_filter("datum.conflicts > 0"),
        links("datum.address", label + lists, x="column:N", y="row:N"),
    ]


def tile() -> alt.Chart:
    """Return a tile where a row and a column meet, in the colour of its finding."""
    return (
        alt.Chart().mark_rect(stroke=FAINT, aria=False).encode(x="column:N", y="row:N", fill=FILL)
    )


def within(text: str, wide: bool) -> alt.Chart:
    """Return what a tile says."""
    mark = alt.Chart().mark_text(
        color=PAPER, fontSize=LETTERS - 1, lineHeight=LINE, dy=CENTRED if wide else 0
    )
    return mark.encode(text=text, x="column:N", y="row:N")


def everybody() -> alt.Chart:
    """All who conflict with another, by name."""
    article = "datum.source === 'wikipedia-article'"
    return (
        alt.Chart(table("sources"))
        .transform_calculate(name=f"{article} ? 'the article itself' : datum.name_printed")
        .transform_filter(f"indexof({authors()}, datum.name) >= 0")
        .transform_aggregate(groupby=["name"])
    )


def room(x: alt.X, y: alt.Y) -> alt.Chart:
    """Return an empty tile for each two, whether they are compared or not."""
    earlier = f"slice({authors()}, 0, indexof({authors()}, datum.name))"
    return (
        everybody()
        .transform_calculate(row="datum.name", column=earlier)
        .transform_flatten(["column"])
        .mark_rect(stroke=FAINT, fill=PAPER, aria=False)
        .encode(x=x, y=y)
    )


def names(wide: bool) -> Layers:
    """Return the names at the left of the rows and above the columns: there on a phone turned."""
    looks: dict[str, Any] = {"lineHeight": LINE, "fontSize": LETTERS if wide else LETTERS - 1}
    rows_at = named_in(18, "row").mark_text(align="right", x=-8, dy=CENTRED, **looks)
    if wide:
        raised = alt.ExprRef(f"-{LINE} * (length(datum.lines) - 1)")
        columns_at = named_in(10, "column").mark_text(baseline="bottom", dy=raised, y=-8, **looks)
    else:
        columns_at = named_in(22, "column").mark_text(
            align="left", angle=270, dy=CENTRED, y=-8, **looks
        )
    return [
        rows_at.encode(y="row:N", text="lines:N"),
        columns_at.encode(x="column:N", text="lines:N"),
    ]


def named_in(letters: int, place: str) -> alt.Chart:
    """Return the names of the rows or of the columns, in lines of so many letters."""
    shown = authors()[1:] if place == "row" else authors()[:-1]
    lines = {name: wrap(name, letters) for name in shown}
    return (
        everybody()
        .transform_filter(f"indexof({shown}, datum.name) >= 0")
        .transform_calculate(lines=f"{lines}[datum.name]", **{place: "datum.name"})
    )


def key(wide: bool) -> Layers:
    """Return what the tiles say, in the corner where there are none."""
    words = {
        "conflicts": ["conflict about", "a subject"] if wide else ["n conflicts"],
        "agrees": ["compared,", "no conflict"],
        "not_comparable": ["not compared"],
    }
    shown = [
        {"row": row, "column": authors()[-2], "finding": finding, "lines": lines}
        for row, (finding, lines) in zip(authors()[1:], words.items(), strict=False)
    ]
    told = alt.Chart().mark_text(
        align="right", color=INK, fontSize=LETTERS - 1, lineHeight=LINE, dx=-6, dy=CENTRED
    )
    at = alt.X("column:N", bandPosition=0)
    sample = within("said:N", wide=False).transform_calculate(said="'subject'" if wide else "'n'")
    drawn = alt.layer(
        tile(),
        sample.transform_filter("datum.finding === 'conflicts'"),
        told.encode(x=at, y="row:N", text="lines:N"),
        data=alt.InlineData(values=shown),
    )
    return [drawn]

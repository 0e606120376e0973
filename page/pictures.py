"""The published tables -> three pictures, each drawn wide and narrow, with its data in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from textwrap import wrap
from typing import Any

import pandas as pd
from edtf import parse_edtf

from german_pows_ussr import compare, load
from german_pows_ussr._package import descriptor, rows

from .drawing import Scale, day, line, link, picture, tag, ticks, words

WIDE, NARROW = 760, 350
MILLION = 1_000_000

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: what it is called, what it shows in words, and how it is drawn at a width."""

    name: str
    title: str
    caption: str
    source: str
    alternative: str
    columns: tuple[str, ...]
    data: list[tuple[str, ...]]
    key: list[str]
    draw: Callable[[int], str]

    @property
    def wide(self) -> str:
        """For a screen."""
        return self.draw(WIDE)

    @property
    def narrow(self) -> str:
        """For a phone: no text grows smaller, the picture grows taller."""
        return self.draw(NARROW)


def pictures() -> list[Picture]:
    """All of them, in the order of the page."""
    return [series(), mortality(), estimates()]


def records(frame: pd.DataFrame) -> list[Row]:
    """The rows of a frame."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def days(period: str) -> tuple[date | None, date | None]:
    """The first and the last day of an EDTF date; None where it is open."""
    first, _, last = period.partition("/")
    begin = None if first == ".." else bound(first, "lower_strict")
    end = None if last == ".." else bound(last or first, "upper_strict")
    return begin, end


def bound(when: str, side: str) -> date:
    """The first or the last day of a day, month or year."""
    return date(*getattr(parse_edtf(when), side)()[:3])


def names() -> dict[str, str]:
    """What the article calls each source."""
    return {entry["source"]: entry["name_printed"] for entry in rows("sources")}


def who(figure: Row) -> str:
    """On whose word a figure stands: who asserts it and, if another, who reports it."""
    called = names()
    asserted, reported = figure["asserted_by"], figure["reported_by"]
    if asserted == ARTICLE:
        return "the article itself"
    return called[asserted] + ("" if reported == ARTICLE else f", reported by {called[reported]}")


ARTICLE = "wikipedia-article"


# How many were held, quarter by quarter


def series() -> Picture:
    """The quarterly table, the prose laid over it, the events below."""
    held = records(load("prisoners_held"))
    figures = compare("held")
    prose = records(figures[figures["address"].str.startswith("statements/")])
    happened = [event for event in records(load("events")) if within(event["date"])]
    resource = next(r for r in descriptor()["resources"] if r["name"] == "prisoners_held")
    peak = max(held, key=lambda row: row["prisoners"])
    return Picture(
        name="series",
        title=resource["title"],
        caption=(
            "Each bar is one quarter of the table, as wide as the quarter. Where there is no bar "
            "the table has no figure, which does not mean zero. Diamonds are figures of the prose, "
            "over the time of which they speak; letters are events."
        ),
        source=f"Table: {names()['overmans-2000']}. Prose and events: the pinned article.",
        alternative=(
            f"{len(held)} quarters from {held[0]['period']} to {held[-1]['period']}, highest in "
            f"{peak['period']} with {peak['prisoners']:,}; {len(prose)} figures of the prose, "
            + ", ".join(figure["printed"] for figure in prose)
            + "."
        ),
        columns=("when", "prisoners", "on whose word"),
        data=[
            *((row["period"], f"{row['prisoners']:,}", "table") for row in held),
            *((figure["period"], figure["printed"], who(figure)) for figure in prose),
        ],
        key=[f"{event['title']} ({event['date_printed']})" for event in happened],
        draw=lambda width: draw_series(width, held, prose, happened),
    )


def axis() -> tuple[date, date]:
    """From the first to the last day of which the package speaks."""
    period = descriptor()["temporal"]
    return date(int(period["start"]), 1, 1), date(int(period["end"]), 12, 31)


def within(period: str) -> bool:
    """Whether something happened in the time that the picture shows."""
    first, last = axis()
    begin, end = days(period)
    return (begin or first) <= last and (end or last) >= first


def draw_series(width: int, held: list[Row], prose: list[Row], happened: list[Row]) -> str:
    """Bars on a scale of time, diamonds over them, a lane for each event under them."""
    first, last = axis()
    left, top, bottom, lane = 34, 30, 250, 15
    x = Scale(day(first), day(last), left, width - 8)
    highest = max(*(row["prisoners"] for row in held), *(figure["value"] for figure in prose))
    levels = ticks(highest, MILLION / 2)
    y = Scale(0, levels[-1], bottom, top)
    height = bottom + 34 + lane * len(happened) + 6
    parts = [
        words("millions", 0, 14, "label soft"),
        *(part for level in levels for part in level_of(level, y(level), left, width)),
        *(
            part
            for year in range(first.year, last.year + 1)
            for part in year_of(year, x, bottom, width)
        ),
        *(bar(row, x, y) for row in held),
        *(diamond(figure, x, y) for figure in prose),
        *(
            happening(event, letter, x, bottom + 38 + lane * place)
            for place, (letter, event) in enumerate(zip("abcdefghijklmnop", happened, strict=False))
        ),
    ]
    shown = series_words(held, prose)
    return picture(width, height, f"series-{width}", shown, parts)


def series_words(held: list[Row], prose: list[Row]) -> str:
    """A line of words for the drawing."""
    return f"Prisoners held: {len(held)} quarters of the table, {len(prose)} figures of the prose"


def level_of(level: float, height: float, left: float, width: int) -> list[str]:
    """A line across the picture, with its value."""
    return [
        line(left, height, width - 8, height, "rule"),
        words(f"{level / MILLION:.1f}", left - 6, height + 4, "label soft", "end"),
    ]


def year_of(year: int, x: Scale, bottom: float, width: int) -> list[str]:
    """The beginning of a year; a narrow picture writes every third."""
    at = x(day(date(year, 1, 1)))
    middle = x(day(date(year, 7, 1)))
    named = width == WIDE or year % 3 == 0
    text = words(str(year), middle, bottom + 18, "label soft", "middle")
    return [line(at, bottom, at, bottom + 6, "axis"), *([text] if named else [])]


def bar(row: Row, x: Scale, y: Scale) -> str:
    """A quarter, as wide as it is long."""
    begin, end = x(day(row["period_start"])), x(day(row["period_end"]))
    top = y(row["prisoners"])
    return link(
        f"prisoners_held/{row['period']}/prisoners",
        f"{row['period']}: {row['prisoners']:,} in the table",
        tag("rect", x=begin, y=top, width=max(end - begin, 1.5), height=y(0) - top, class_="bar"),
    )


def diamond(figure: Row, x: Scale, y: Scale) -> str:
    """A figure of the prose over its time; one that conflicts with others is written out."""
    begin, end = days(figure["period"])
    assert begin
    assert end
    at, high = x((day(begin) + day(end)) / 2), y(figure["value"])
    marks = [
        line(x(day(begin)), high, x(day(end)), high, "reach"),
        tag("path", d=f"M{at:.1f} {high - 6:.1f}l6 6l-6 6l-6 -6z", class_="prose"),
    ]
    if figure["findings"] and "conflicts (held" in figure["findings"]:
        marks.append(words(f"{figure['printed']} ({who(figure)})", at + 11, high + 4))
    return link(figure["address"], f"{figure['printed']} in the prose: {who(figure)}", *marks)


def happening(event: Row, letter: str, x: Scale, y: float) -> str:
    """An event in a lane of its own: a line over its time, an arrow where that is open."""
    begin, end = days(event["date"])
    first, last = axis()
    left, right = x(day(begin or first)), x(day(end or last))
    right = max(right, left + 3)
    marks = [line(left, y, right, y, "event")]
    if begin is None:
        marks.append(tag("path", d=f"M{left + 6:.1f} {y - 4:.1f}l-6 4l6 4", class_="arrow"))
    beyond = right + 15 > x.last
    marks.append(
        words(letter, left - 5 if beyond else right + 5, y + 4, anchor="end" if beyond else "start")
    )
    return link(f"events/{event['event']}/date_printed", event["title"], *marks)


# How many of each nationality died


def mortality() -> Picture:
    """Shares with their counts, in order, the residual and the total apart."""
    cells = {row["nationality"]: row for row in rows("prisoners_by_nationality")}
    printed = {
        place["row"]: place["exact"]
        for place in rows("provenance")
        if (place["resource"], place["field"]) == ("prisoners_by_nationality", "died_percent")
    }
    kinds = ("nationality", "residual", "total")
    ordered = sorted(
        cells.values(), key=lambda row: (kinds.index(row["row_kind"]), -float(row["died_percent"]))
    )
    resource = next(r for r in descriptor()["resources"] if r["name"] == "prisoners_by_nationality")
    first = ordered[0]
    return Picture(
        name="mortality",
        title="Share of the prisoners who died, by nationality",
        caption=(
            "Shares as printed, beside the counts from which they come. Small groups have large "
            "shares by little; 'others' is what is left over, not a nationality."
        ),
        source=f"{resource['title']}; {names()['nkvd-figures']}, after {names()['krivosheev']}.",
        alternative=(
            f"{len(ordered)} bars. The highest share of a nationality is "
            f"{printed[first['nationality']]} ({first['nationality']}); of the residual "
            f"{printed['others']}; of all {printed['Total']}."
        ),
        columns=("nationality", "died, share as printed", "died", "accounted for"),
        data=[
            (
                row["nationality"],
                printed[row["nationality"]],
                f"{int(row['died_in_captivity']):,}",
                f"{int(row['accounted_for']):,}",
            )
            for row in ordered
        ],
        key=[],
        draw=lambda width: draw_mortality(width, ordered, printed),
    )


def draw_mortality(width: int, ordered: list[dict[str, str]], printed: dict[str, str]) -> str:
    """Bars from the left, their share and their counts beside them."""
    left, right, step = 124, *((180, 24) if width == WIDE else (44, 42))
    highest = max(float(row["died_percent"]) for row in ordered)
    x = Scale(0, highest, left, width - right)
    parts, y, kind = [], 18.0, "nationality"
    for row in ordered:
        y += 14 if row["row_kind"] != kind else 0
        kind = row["row_kind"]
        name = row["nationality"]
        counts = f"{int(row['died_in_captivity']):,} of {int(row['accounted_for']):,}"
        end = x(float(row["died_percent"]))
        parts.append(
            link(
                f"prisoners_by_nationality/{name}/died_percent",
                f"{name}: {printed[name]} died, {counts}",
                words(name, left - 8, y + 4, "label", "end"),
                tag("rect", x=left, y=y - 7, width=end - left, height=14, class_=f"bar {kind}"),
                words(printed[name], end + 5, y + 4, "label strong"),
                words(counts, width, y + 4, "label soft", "end")
                if width == WIDE
                else words(counts, left, y + 21, "label soft"),
            )
        )
        y += step
    shown = "Share of the prisoners who died, by nationality, in percent"
    return picture(width, y - 6, f"mortality-{width}", shown, parts)


# Who says how many were captured, and how many died


def estimates() -> Picture:
    """The rival figures for the captured and for the dead on one scale."""
    panels = {measure: rivals(measure) for measure in ("captured", "died")}
    return Picture(
        name="estimates",
        title="Captured and died: who says how many",
        caption=(
            "One scale for both. A full dot is a figure without a hedge, a ring one with a hedge, "
            "a line with an end a maximum: all that lies below it. Figures count different people, "
            "so they are grouped by whom they count. What the article says again is folded; what "
            "it presents as a part of another of these figures is left out."
        ),
        source="The pinned article; each figure leads to its words there.",
        alternative="; ".join(
            f"{measure}: " + ", ".join(f"{figure['printed']} ({who(figure)})" for figure in figures)
            for measure, figures in panels.items()
        )
        + ".",
        columns=("measure", "of whom", "figure as printed", "how exactly", "on whose word"),
        data=[
            (
                measure,
                figure["population"].replace("_", " "),
                figure["printed"],
                figure["qualifier"],
                who(figure),
            )
            for measure, figures in panels.items()
            for figure in figures
        ],
        key=[],
        draw=lambda width: draw_estimates(width, panels),
    )


def rivals(measure: str) -> list[Row]:
    """The figures for a measure that are no parts of others for it, grouped by whom they count."""
    measures = {row["statement"]: row["measure"] for row in rows("statements")}
    parts = {
        row["statement"]
        for row in rows("statements")
        if row["part_of"] and measures[row["part_of"]] == measure
    }
    figures = [
        figure
        for figure in records(compare(measure))
        if figure["address"].split("/")[1] not in parts
    ]
    groups = list(dict.fromkeys(figure["population"] for figure in figures))
    return sorted(figures, key=lambda figure: groups.index(figure["population"]))


def draw_estimates(width: int, panels: dict[str, list[Row]]) -> str:
    """A line for each figure, under the people it counts."""
    highest = max(figure["value"] for figures in panels.values() for figure in figures)
    levels = ticks(highest, MILLION / 2)
    x = Scale(0, levels[-1], 6, width - 14)
    parts, y = [], 16.0
    for measure, figures in panels.items():
        parts.append(words(f"{measure.capitalize()}, in millions", 0, y, "label title"))
        y += 18
        top = y - 6
        rules: list[str] = []
        population = ""
        for figure in figures:
            if figure["population"] != population:
                population = figure["population"]
                y += 8
                parts.append(
                    words(population.replace("_", " ").capitalize(), 0, y + 4, "label soft")
                )
                y += 20
            written = wrap(f"{figure['printed']}: {who(figure)}", width // 7)
            parts.append(rival(figure, written, x, y))
            y += 18 + 16 * len(written)
        for level in levels:
            rules.append(line(x(level), top, x(level), y - 14, "rule"))
            if width == WIDE or level % MILLION == 0:
                text = f"{level / MILLION:.1f}"
                parts.append(words(text, max(x(level), 10), y, "label soft", "middle"))
        parts[:0] = rules
        y += 34
    shown = "Figures for the captured and for the dead, on one scale, in millions"
    return picture(width, y - 20, f"estimates-{width}", shown, parts)


def rival(figure: Row, written: list[str], x: Scale, y: float) -> str:
    """A figure: who says it, and where it lies."""
    at, height = x(figure["value"]), y + 16 * len(written) - 2
    marks = {
        "unhedged": [tag("circle", cx=at, cy=height, r=5, class_="dot")],
        "at_most": [
            line(x(0), height, at, height, "reach"),
            line(at, height - 6, at, height + 6, "cap"),
        ],
    }.get(figure["qualifier"], [tag("circle", cx=at, cy=height, r=5, class_="ring")])
    texts = [words(text, x(0), y + 4 + 16 * place) for place, text in enumerate(written)]
    return link(figure["address"], " ".join(written), *texts, *marks)

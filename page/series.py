"""How many were held, quarter by quarter: table, prose and events -> a picture."""

from __future__ import annotations

from datetime import date

from german_pows_ussr import compare, load
from german_pows_ussr._package import descriptor

from .drawing import Scale, day, line, link, picture, tag, ticks, whisker, words
from .picture import MILLION, WIDE, Picture, Row, days, names, records, who


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
            "over the time of which they speak; lines with ends show what each figure may mean, "
            "as it is printed; letters are events."
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
    highest = max(*(row["prisoners"] for row in held), *(figure["high"] for figure in prose))
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
        *whisker((begin + end) / 2, y(row["low"]), (begin + end) / 2, y(row["high"])),
    )


def diamond(figure: Row, x: Scale, y: Scale) -> str:
    """A figure of the prose over its time; one that conflicts with others is written out."""
    begin, end = days(figure["period"])
    assert begin
    assert end
    at, high = x((day(begin) + day(end)) / 2), y(figure["value"])
    marks = [
        line(x(day(begin)), high, x(day(end)), high, "reach"),
        *whisker(at, y(figure["low"]), at, y(figure["high"])),
        tag("path", d=f"M{at:.1f} {high - 6:.1f}l6 6l-6 6l-6 -6z", class_="prose"),
    ]
    if figure["findings"] and "conflicts" in figure["findings"]:
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
